/** The overview of a repository, which one answer of its search tells: what is there today, and what the search counts. */
import { isYear } from '../../data/check-block.js';
import type { MetricCapabilities } from '../../data/capabilities.js';
import { dayOfTime, now, parseDay, yearOf } from '../../data/day.js';
import type { YearBlock } from '../../data/year-block.js';
import { at } from '../../util/keys.js';
import { found } from '../service/read-answer.js';
import { memoizeByObject } from '../../util/memoize-by-object.js';
import { StatsError } from '../errors.js';
import { blockOfPeriods } from '../service/period-block.js';
import type { SourceCapabilities } from '../source.js';
import { KEYS, READERS } from './decode.js';
import { FACET_NAMES, type FacetName } from './facets.js';

export interface Overview {
  /** The totals of today, with their parts. */
  readonly totals: YearBlock;
  /** The parts that the repository counts. */
  readonly facets: readonly FacetName[];
  /** The year of the first record; the current one if there is none. */
  readonly first: number;
  readonly last: number;
}

/**
 * Reads an overview. Its time is that of the first reading.
 * @throws StatsError
 */
export const overviewOf = memoizeByObject((body: object): Overview => {
  const fetchedAt = now();
  const today = dayOfTime(fetchedAt);
  const last = yearOf(today);
  const { tables, problems } = READERS.records(body);
  return {
    totals: blockOfPeriods({
      ...{ statistic: 'content-snapshot', year: last, periods: [{ start: today, end: today }], through: today },
      ...{ tables, problems, fetchedAt },
    }),
    facets: FACET_NAMES.filter((name) => tables.some(({ breakdown }) => breakdown === name)),
    first: Math.min(firstYear(body) ?? last, last),
    last,
  };
});

/** Returns the year in which the first record was created; `undefined` if there is no record. */
function firstYear(body: unknown): number | undefined {
  const hits = at(body, 'hits', 'hits');
  if (Array.isArray(hits) && !hits.length) return undefined;
  const created = at(Array.isArray(hits) ? hits[0] : undefined, 'created');
  const day = typeof created === 'string' ? parseDay(created.slice(0, 10)) : undefined;
  const year = day === undefined ? undefined : yearOf(day);
  if (isYear(year)) return year;
  const path = 'hits.hits[0].created';
  throw new StatsError('malformed', `expected a record of InvenioRDM: ${path} is ${found(created)}`, { path });
}

/** Of the other facets, all values are listed: there are four. */
const isComplete = (name: FacetName): boolean => name === 'accessStatuses';

/** Returns what the source has, given the overview. */
export function capabilitiesOf({ facets, first, last }: Overview): SourceCapabilities {
  const counted = (metric: keyof typeof KEYS): MetricCapabilities => ({
    ...{ metric, kinds: ['delta', 'snapshot'], resolution: 'month', counting: KEYS[metric] },
  });
  return {
    ...{ dateBases: ['created'], years: { first, last }, byNeed: true, orders: ['mostviewed', 'mostdownloaded'] },
    metrics: [
      {
        ...counted('records'),
        breakdowns: {
          ...Object.fromEntries(facets.map((name) => [name, isComplete(name) ? {} : { topList: true }])),
          filePresence: {},
        },
      },
      counted('parents'),
    ],
  };
}
