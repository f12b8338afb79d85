/** The overview of a repository, which one request tells: its DOIs and their use, today. */
import { isYear } from '../../data/check-block.js';
import { dayOfTime, now, yearOf, yearStart } from '../../data/day.js';
import type { MetricCapabilities } from '../../data/capabilities.js';
import type { YearBlock } from '../../data/year-block.js';
import { at } from '../../util/keys.js';
import { isObject, own, type Json } from '../../util/json.js';
import { memoizeByObject } from '../../util/memoize-by-object.js';
import type { Metric } from '../../vocabulary/metrics.js';
import { StatsError } from '../errors.js';
import { partsTable, type Parts } from '../service/counted-parts.js';
import { blockOfPeriods, wholeTable, type PeriodTable } from '../service/period-block.js';
import { countOf } from '../service/read-answer.js';
import type { RecordOrder, SourceCapabilities } from '../source.js';
import { FACET_NAMES, listOf, partsOf } from './facets.js';
import { KEY, metaOf, requireFacets } from './decode.js';
import type { DateField } from './requests.js';

/** How use is told: the total of a repository, the count of a DOI, and the ranking by it. */
export const USAGE = [
  { metric: 'views', key: 'dataciteViews', count: 'viewCount', sort: 'view-count', order: 'mostviewed' },
  {
    metric: 'downloads',
    key: 'dataciteDownloads',
    count: 'downloadCount',
    sort: 'download-count',
    order: 'mostdownloaded',
  },
  { metric: 'citations', key: 'dataciteCitations', count: 'citationCount', sort: 'citation-count', order: 'mostcited' },
] as const satisfies readonly {
  readonly metric: Metric;
  readonly key: string;
  readonly count: string;
  readonly sort: string;
  readonly order: RecordOrder;
}[];

export type UsageRow = (typeof USAGE)[number];

export interface Overview {
  readonly total: number;
  readonly fetchedAt: number;
  /** DOIs by year; absent: not known. */
  readonly years: Readonly<Partial<Record<DateField, ReadonlyMap<number, number>>>>;
  /** The first year with a DOI. */
  readonly first: number;
  readonly types: Parts | undefined;
  /** What is reported, and the total of it; `undefined` if it is not known. */
  readonly usage: readonly (UsageRow & { readonly total: number })[] | undefined;
}

/** Facets of the overview. */
const NAMES = ['resourceTypes', 'created', 'registered', ...USAGE.map(({ count }) => count)];

/**
 * Reads an overview. Its time is that of the first reading.
 * @param hasFacets false if none were requested
 * @throws StatsError
 */
export const overviewOf = memoizeByObject((body: object, hasFacets: boolean): Overview => {
  const fetchedAt = now();
  const meta = metaOf(body);
  if (hasFacets) requireFacets(meta, NAMES);
  const [created, registered] = (['created', 'registered'] as const).map((field) => yearsIn(meta, field));
  const listed = [...(created?.keys() ?? []), ...(registered?.keys() ?? [])];
  return {
    total: meta.total,
    fetchedAt,
    years: { ...(created && { created }), ...(registered && { registered }) },
    first: Math.min(...listed, ...oldestYears(body), yearOf(dayOfTime(fetchedAt))),
    types: partsOf(meta, 'resourceTypes'),
    usage: hasFacets ? usageIn(meta) : undefined,
  };
});

/** Reads the DOIs of each year. Years without any are not listed. */
function yearsIn(meta: Json, field: DateField): ReadonlyMap<number, number> | undefined {
  const list = listOf(meta, field);
  return (
    list &&
    new Map(
      list.map((item, i) => {
        const { id, count } = isObject(item) ? item : {};
        const [year, number] = [Number(id), countOf(count)];
        if (isYear(year) && number !== undefined) return [year, number];
        const path = `meta.${field}[${i}]`;
        throw new StatsError('malformed', 'expected a year and its number of DOIs from DataCite', { path });
      }),
    )
  );
}

/** Returns the years of the DOI that came to DataCite first: lists of years are cut. */
function oldestYears(body: unknown): readonly number[] {
  const data = at(body, 'data');
  const first: unknown = Array.isArray(data) ? data[0] : undefined;
  return ['created', 'registered'].flatMap((field) => {
    const date = at(first, 'attributes', field);
    const year = typeof date === 'string' ? Number(/^(\d{4})-/.exec(date)?.[1]) : NaN;
    return isYear(year) ? year : [];
  });
}

/**
 * Reads the use. Few repositories report it, and the others have 0: that is no number of views. Views and downloads come from
 * the same reports, so that one of them may be 0; citations are counted by DataCite for all.
 */
function usageIn(meta: Json): NonNullable<Overview['usage']> {
  const totals = USAGE.flatMap((row) => {
    const sent = own(meta, row.count);
    if (sent === undefined || sent === null) return [];
    const total = countOf(sent);
    if (total !== undefined) return { ...row, total };
    throw new StatsError('malformed', 'expected a number from DataCite', { path: `meta.${row.count}` });
  });
  const isAny = (some: NonNullable<Overview['usage']>): boolean => some.some(({ total }) => total > 0);
  const isReported = isAny(totals.filter(({ metric }) => metric !== 'citations'));
  return totals.filter(({ metric }) => (metric === 'citations' ? isAny(totals) : isReported));
}

/** Returns what the source has, given the overview. It may have use that is not known. */
export const capabilitiesOf = ({ first, fetchedAt, usage }: Overview): SourceCapabilities => ({
  dateBases: ['added', 'created'],
  years: { first, last: yearOf(dayOfTime(fetchedAt)) },
  byNeed: true,
  scope: 'required',
  orders: (usage?.filter(({ total }) => total > 0) ?? USAGE).map(({ order }) => order),
  metrics: [
    {
      metric: 'records',
      kinds: ['delta', 'snapshot'],
      resolution: 'month',
      counting: KEY,
      breakdowns: Object.fromEntries(FACET_NAMES.map((name) => [name, {}])),
    },
    ...(usage ?? USAGE).map(({ metric, key }): MetricCapabilities => ({
      ...{ metric, kinds: ['snapshot'], resolution: 'month', counting: key, history: false },
    })),
  ],
});

/** The number of years that a list has at most. */
const LISTED = 10;

/**
 * Returns the number of DOIs before a year; `undefined` if the list of years does not tell it. A list is complete if it has all
 * DOIs. Otherwise it is cut if it is as long as lists can be, and tells what was before its years; a shorter one is wrong.
 */
export function totalBefore({ total, years }: Overview, field: DateField, year: number): number | undefined {
  const listed = years[field] ?? new Map<number, number>();
  const sumFrom = (first: number): number =>
    [...listed].reduce((sum, [each, count]) => (each < first ? sum : sum + count), 0);
  const all = sumFrom(-Infinity);
  const isTold = all === total || (all < total && listed.size >= LISTED && year >= Math.min(...listed.keys()));
  return isTold ? total - sumFrom(year) : undefined;
}

/** Returns the totals of today: of records and their types, or of use. */
export function totalsOfToday(
  { total, types, usage, fetchedAt }: Overview,
  statistic: 'content-snapshot' | 'usage-snapshot',
): YearBlock {
  const day = dayOfTime(fetchedAt);
  const tables: readonly PeriodTable[] =
    statistic === 'usage-snapshot'
      ? (usage ?? []).map((row) => wholeTable(row.metric, row.key, [row.total]))
      : [wholeTable('records', KEY, [total]), ...(types ? [partsTable('resourceTypes', KEY, types)] : [])];
  return totalsOn(day, { statistic, tables, fetchedAt });
}

/** Makes a block of totals of a single day. */
const totalsOn = (
  day: number,
  rest: Pick<Parameters<typeof blockOfPeriods>[0], 'statistic' | 'tables' | 'fetchedAt'>,
): YearBlock => blockOfPeriods({ ...rest, year: yearOf(day), periods: [{ start: day, end: day }], through: day });

/** Returns the total at the end of a year, if the list of years tells it. */
export function totalAtEndOf(overview: Overview, field: DateField, year: number): YearBlock | undefined {
  const total = totalBefore(overview, field, year + 1);
  const { fetchedAt } = overview;
  const tables = [wholeTable('records', KEY, [total])];
  return total === undefined
    ? undefined
    : totalsOn(yearStart(year + 1) - 1, { statistic: 'content-snapshot', tables, fetchedAt });
}
