/** Sources of a fake InvenioRDM for tests, and what has been sent to them. */
import { recordsUntil, invenioRecords } from '../demo/services/invenio-records.js';
import { parseDay } from '../src/data/day.js';
import type { YearBlock } from '../src/data/year-block.js';
import { invenioRecordsSource } from '../src/sources/invenio-records/invenio-records-source.js';
import type { LoadOptions, Needed, SourceCapabilities, StatsSource } from '../src/sources/source.js';
import type { Breakdown } from '../src/vocabulary/breakdowns.js';
import type { Metric } from '../src/vocabulary/metrics.js';
import type { Statistic } from '../src/vocabulary/terms.js';
import { fakeFetch, type Answer, type Call } from './fake-fetch.js';

export const { signal } = new AbortController();
export const NOW = '2025-05-17T10:00:00Z';
const TODAY = parseDay(NOW.slice(0, 10))!;
/** All records of the fake repository. */
export const RECORDS = recordsUntil(TODAY);

/** A body, and the address that it was sent for. */
export interface Sent {
  readonly url: URL;
  readonly body: unknown;
}

export interface Fixture {
  readonly source: Omit<StatsSource, 'key'>;
  readonly calls: readonly Call[];
  readonly sent: readonly Sent[];
}

/** Each source has an origin of its own, since the limit of requests is by origin. */
let origins = 0;

/** Makes a source of the fake repository; `instead` replaces single answers. */
export function fixture(
  instead: (url: URL) => ReturnType<Answer> | undefined = () => undefined,
  src = `https://repo-${++origins}.example/`,
): Fixture {
  const sent: Sent[] = [];
  const calls = fakeFetch(async ({ url, init }) => {
    const other = instead(new URL(url));
    if (other) return other;
    const response = (await invenioRecords(new Request(url, init), TODAY)) ?? new Response(null, { status: 404 });
    sent.push({ url: new URL(url), body: await response.clone().json() });
    return response;
  });
  return { source: invenioRecordsSource({ src, credentials: 'same-origin' }), calls, sent };
}

export const describeOf = ({ source }: Fixture, community?: string): Promise<SourceCapabilities> =>
  source.describe(signal, false, community);

interface Asked extends LoadOptions {
  readonly community?: string;
  readonly needs?: readonly Needed[];
}

export const load = (
  { source }: Fixture,
  statistic: Statistic,
  year: number,
  { community, needs, ...options }: Asked = {},
): Promise<YearBlock> =>
  source.load(
    {
      ...{ statistic, year, dateBasis: 'created' },
      ...(community !== undefined && { community }),
      ...(needs && { needs }),
    },
    signal,
    options,
  );

export const need = (metric: Metric, breakdown?: Breakdown, latest?: 'latest'): Needed => ({
  metric,
  ...(breakdown && { breakdown }),
  ...(latest && { latest: true }),
});

/** Returns what each request searches for: `2025-01 files.enabled:true`, `until 2024-12`, `overview`. */
export const searches = (calls: readonly Call[]): string[] =>
  calls.map(({ url }) => {
    const query = new URL(url).searchParams.get('q');
    if (query === null) return 'overview';
    const [, start = '', end = ''] = /created:\[(\S+) TO (\S+)\]/.exec(query) ?? [];
    const filter = query.replace(/(?: AND )?created:\[.*\]/, '');
    return `${start === '*' ? 'until ' : ''}${end.slice(0, 7)} ${filter}`.trim();
  });
