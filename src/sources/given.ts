import { isValue, isYearBlock, type Table, type YearBlock } from '../data/block.js';
import { daysInYear, now, today, yearOf } from '../data/day.js';
import { lazy } from '../util/lazy.js';
import { BREAKDOWN_NAMES } from '../vocabulary/breakdowns.js';
import { METRIC_NAMES } from '../vocabulary/metrics.js';
import { DATE_BASES, FIRST_YEAR, LAST_YEAR, STATISTICS, isOneOf } from '../vocabulary/terms.js';
import { lazyCode } from './code.js';
import { isObject, type Json } from './json.js';
import { StatsError, type Offer, type StatsSource } from './source.js';

const decoder = lazyCode(() => import('./invenio/decode.js'));

/**
 * Numbers that are there already: bodies as the service sends them, or decoded blocks, one or a list.
 * @param until the day taken for today: its year is that of bodies that do not tell theirs
 * @throws StatsError if one of them is neither
 */
export async function blocksFrom(data: unknown, until = today()): Promise<YearBlock[]> {
  const items: readonly unknown[] = Array.isArray(data) ? data : [data];
  items.forEach((item, i) => isYearBlock(item) && expectSound(item, i));
  if (items.every(isYearBlock)) return [...items];
  const { decodeBody } = await decoder();
  return items.flatMap((item) => (isYearBlock(item) ? [item] : decodeBody(item, yearOf(until), now())));
}

/** Blocks come from the hand of a page, which may have made them in any way. */
function expectSound(block: YearBlock, index: number): void {
  const { statistic, year, tables, problems, fetchedAt }: Record<keyof YearBlock, unknown> = block;
  const wrong = (path: string): never => {
    throw new StatsError('malformed', `no block of a year: ${path}`, `[${index}].${path}`);
  };
  if (!isOneOf(STATISTICS, statistic)) wrong('statistic');
  if (!isYear(year)) wrong('year');
  if (!Number.isFinite(fetchedAt)) wrong('fetchedAt');
  if (!Array.isArray(problems) || !problems.every(isProblem)) wrong('problems');
  if (!Array.isArray(tables)) wrong('tables');
  block.tables.forEach((table, i) => isTable(table, daysInYear(block.year)) || wrong(`tables[${i}]`));
}

/** A year that can be read. */
export const isYear = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= FIRST_YEAR && (value as number) <= LAST_YEAR;

const isText = (value: unknown): value is string => typeof value === 'string';
const isProblem = (value: unknown): boolean => isObject(value) && isText(value.path) && isText(value.found);
const isLabel = (value: unknown): boolean => isText(value) || (isObject(value) && Object.values(value).every(isText));

function isTable(value: unknown, days: number): value is Table {
  if (!isObject(value)) return false;
  const { metric, breakdown, key, ids, labels, columns }: Json = value;
  if (!Array.isArray(ids) || new Set(ids).size < ids.length) return false;
  const each = (list: unknown, test: (item: unknown) => boolean): boolean =>
    Array.isArray(list) && list.length === ids.length && list.every(test);
  return (
    isOneOf(METRIC_NAMES, metric) &&
    (breakdown === undefined || isOneOf(BREAKDOWN_NAMES, breakdown)) &&
    isText(key) &&
    // Ids that begin with NUL are ours, see view/options.ts.
    each(ids, (id) => isText(id) && !id.startsWith('\0')) &&
    each(labels, isLabel) &&
    each(columns, (column) => isColumn(column, days))
  );
}

const isColumn = (value: unknown, days: number): boolean =>
  value instanceof Float64Array && value.length === days && value.every((each) => Number.isNaN(each) || isValue(each));

/** The years that blocks hold, for `Offer.years`. */
export function yearsOf(blocks: readonly YearBlock[]): NonNullable<Offer['years']> {
  const years = blocks.map((block) => block.year);
  return { first: Math.min(...years), last: Math.max(...years) };
}

/** A source of numbers handed over as a value (the `data` property). Decoded on the first request. */
export function givenSource(data: unknown, until = today()): Omit<StatsSource, 'key'> {
  const blocks = lazy(() => blocksFrom(data, until), Infinity);
  return {
    offer: async () => ({ dateBases: DATE_BASES, years: yearsOf(await blocks()) }),
    load: async ({ statistic, year }) => pick(await blocks(), statistic, year),
  };
}

/**
 * The block asked for, one with numbers before one without: a body without any says nothing of its year. An empty one if the
 * year or the statistic is not among them.
 */
export function pick(blocks: readonly YearBlock[], statistic: YearBlock['statistic'], year: number): YearBlock {
  const found = blocks.filter((block) => block.year === year && block.statistic === statistic);
  // What is known of other years was not counted in this one; what is known of none is not provided.
  const like = blocks.find((block) => block.statistic === statistic)?.tables ?? [];
  const tables = like.map((table) => ({ ...table, ids: [], labels: [], columns: [] }));
  const empty = { statistic, year, tables, problems: [], fetchedAt: blocks[0]?.fetchedAt ?? now() };
  return found.find(({ tables }) => tables.some(({ ids }) => ids.length)) ?? found[0] ?? empty;
}
