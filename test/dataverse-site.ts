/** A Dataverse installation for tests of its source: answers from a table, on 14 March 2025. */
import { dataverseSource } from '../src/sources/dataverse/dataverse-source.js';
import { Stats } from '../src/data/stats.js';
import type { YearBlock } from '../src/data/year-block.js';
import type { Needed, StatsSource, YearRequest } from '../src/sources/source.js';
import type { Metric } from '../src/vocabulary/metrics.js';
import type { Statistic } from '../src/vocabulary/terms.js';
import { points } from './builders.js';
import { monthly, noRows, ok, typed } from './dataverse.js';
import { restoreClock, setClock } from './fake-clock.js';
import { fakeFetch, json, restoreFetch, type Call } from './fake-fetch.js';

export const SRC = 'https://data.example/';
export const { signal } = new AbortController();

/** What an installation answers, by path below `/api/info/metrics/`, and by the path with the alias of a collection. */
export type Answers = Readonly<Record<string, unknown>>;

export const TREE = { id: 1, alias: 'root', name: 'Data', children: [{ id: 2, alias: 'maps', name: 'Maps' }] };

/** An installation without Make Data Count, on 14 March 2025. */
export const PLAIN: Answers = {
  tree: ok(TREE),
  'tree?parentAlias=maps': ok(TREE.children[0]),
  'datasets/monthly': ok(monthly('2024-11', 3, 5, 8, 8, 9)),
  'datasets/monthly?parentAlias=maps': ok(monthly('2025-01', 2, 2, 3)),
  'files/byType/monthly': ok(typed('2024-12', 'text/csv', [4, 100], [6, 150], [6, 150], [7, 190])),
  'downloads/monthly': ok(monthly('2024-11', 120, 180, 260, 260, 301)),
  'makeDataCount/viewsTotal/monthly': noRows,
  'makeDataCount/viewsTotal': ok({ 'viewsTotalMachine + viewsTotalRegular': 0 }),
};

/** The same with Make Data Count since December. */
export const COUNTED: Answers = {
  ...PLAIN,
  'makeDataCount/viewsTotal/monthly': ok(monthly('2024-12', 40, 70, 95, 110)),
  'makeDataCount/viewsTotal/monthly?parentAlias=maps': ok(monthly('2025-02', 5, 5)),
  'makeDataCount/downloadsTotal/monthly': ok(monthly('2024-12', 10, 15, 22, 22)),
};

const pathOf = ({ url }: Call): string => url.replace(`${SRC}api/info/metrics/`, '');

/** Answers from a table. An answer may be a function; errors have their code as status. */
const answering =
  (answers: Answers) =>
  (call: Call): Response | Promise<Response> => {
    const body = answers[pathOf(call)];
    if (typeof body === 'function') return (body as () => Response | Promise<Response>)();
    if (body === undefined) return json({ status: 'ERROR', code: 404, message: 'not found' }, 404);
    return typeof body === 'string' ? new Response(body) : json(body, (body as { code?: number }).code ?? 200);
  };

export const need = (metric: Metric, more: Partial<Needed> = {}): Needed => ({ metric, ...more });

/** Returns the values of a metric as a whole, by day. */
export const totalsOf = (block: YearBlock, metric: Metric): Record<string, number> =>
  points(new Stats([block]).whole(metric, block.statistic.endsWith('delta') ? 'delta' : 'snapshot'));

/** Returns the same without days on which nothing happened. */
export const eventsOf = (block: YearBlock, metric: Metric): Record<string, number> =>
  Object.fromEntries(Object.entries(totalsOf(block, metric)).filter(([, value]) => value !== 0));

/** A site with an installation. Call `leave` after each test. */
export class Site {
  source!: Omit<StatsSource, 'key'>;
  calls: readonly Call[] = [];

  /** Makes the installation answer from a table. */
  install(answers: Answers, today = '2025-03-14'): void {
    setClock(`${today}T12:00:00Z`);
    this.calls = fakeFetch(answering(answers));
    this.source = dataverseSource({ src: SRC, credentials: 'same-origin' });
  }

  leave(): void {
    restoreFetch();
    restoreClock();
  }

  load(statistic: Statistic, year: number, more: Partial<YearRequest> = {}): Promise<YearBlock> {
    return this.source.load({ statistic, year, dateBasis: 'published', ...more }, signal);
  }

  /** Returns the paths of the requests so far. */
  sent(): readonly string[] {
    return this.calls.map(pathOf);
  }
}
