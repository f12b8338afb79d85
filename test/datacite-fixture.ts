/** Sources of DataCite for tests, and what is read of their blocks. */
import { describe as description } from '../src/data/description.js';
import { isoDay } from '../src/data/day.js';
import { Stats } from '../src/data/stats.js';
import { coveredDays, type YearBlock } from '../src/data/year-block.js';
import { dataciteSource } from '../src/sources/datacite/datacite-source.js';
import type { Needed, SourceCapabilities, StatsSource } from '../src/sources/source.js';
import type { Breakdown } from '../src/vocabulary/breakdowns.js';
import type { Statistic } from '../src/vocabulary/terms.js';
import { days } from './builders.js';
import { fakeDatacite, inventDois, type Doi, type Sent } from './fake-datacite.js';
import { fakeFetch, type Answer, type Call } from './fake-fetch.js';

export const { signal } = new AbortController();
export const NOW = '2026-05-17T10:00:00Z';
/** From 2013 on, so that the lists of ten years are cut; with repositories of a few years and of none. */
export const OLD = inventDois(900, '2013-03-05T00:00:00Z', NOW);
export const YOUNG = inventDois(300, '2024-02-10T00:00:00Z', NOW, 3);
const REPOSITORIES = { 'test.old': OLD, 'test.young': YOUNG, 'test.empty': [], '10.5072': YOUNG };

/** Each source has an origin of its own, since the limit of requests is by origin. */
let origins = 0;

export interface Fixture {
  readonly source: Omit<StatsSource, 'key'>;
  readonly calls: readonly Call[];
  readonly sent: readonly Sent[];
}

/** Makes a source of a fake API; `instead` replaces single answers. */
export function fixture(instead: (url: URL) => ReturnType<Answer> | undefined = () => undefined): Fixture {
  const { respond, sent } = fakeDatacite(REPOSITORIES);
  const calls = fakeFetch((call) => instead(new URL(call.url)) ?? respond(call));
  const source = dataciteSource({ src: `https://api-${++origins}.example/`, credentials: 'include' });
  return { source, calls, sent };
}

export const describeOf = ({ source }: Fixture, community = 'test.young'): Promise<SourceCapabilities> =>
  source.describe(signal, false, community);

export interface Asked {
  readonly community?: string;
  readonly dateBasis?: 'added' | 'created' | 'published';
  readonly needs?: readonly Needed[];
  readonly onStale?: (block: YearBlock) => void;
  readonly onProgress?: (done: number, count: number) => void;
}

export const load = (
  { source }: Fixture,
  statistic: Statistic,
  year: number,
  { onStale, onProgress, community = 'test.young', ...asked }: Asked = {},
): Promise<YearBlock> =>
  source.load({ statistic, year, dateBasis: 'added', community, ...asked }, signal, { onStale, onProgress });

export const need = (breakdown?: Breakdown, latest?: true): Needed => ({
  metric: 'records',
  ...(breakdown && { breakdown }),
  ...(latest && { latest }),
});

/** What a request counts: a range of days, or the facets of the overview. */
export const queriesOf = (calls: readonly Call[]): string[] =>
  calls.map(({ url }) => {
    const { pathname, searchParams } = new URL(url);
    return pathname === '/dois' ? (searchParams.get('query') ?? 'overview') : pathname;
  });

export const values = (block: YearBlock, breakdown?: Breakdown): Record<string, Record<string, number>> => {
  const table = block.tables.find((each) => each.breakdown === breakdown);
  const first = days(`${block.year}-01-01`).start;
  return Object.fromEntries(
    (table?.ids ?? []).map((id, i) => [
      id,
      Object.fromEntries(
        [...table!.columns[i]!].flatMap((value, slot) => (value ? [[isoDay(first + slot), value]] : [])),
      ),
    ]),
  );
};
export const points = (block: YearBlock): Record<string, number> =>
  Object.fromEntries(Object.entries(values(block)['global'] ?? {}).filter(([, value]) => !Number.isNaN(value)));

export const covered = (block: YearBlock): string[] =>
  coveredDays(block).map(({ start, end }) => `${isoDay(start)}/${isoDay(end)}`);

/** The DOIs that were registered in some days. */
export const registeredIn = (
  dois: readonly Doi[],
  start: string,
  end: string,
  field: 'registered' | 'created' = 'registered',
) => dois.filter((doi) => doi[field].slice(0, 10) >= start && doi[field].slice(0, 10) <= end);

/** Returns statistics with what their source has. */
export const statsOf = ({ metrics = [] }: SourceCapabilities, ...blocks: readonly YearBlock[]): Stats =>
  new Stats(blocks).describedBy(description(metrics));
