/** Checks of blocks, value by value, used by the gate (sources/gate.ts). */
import { isObject, type Json } from '../util/json.js';
import { BREAKDOWN_NAMES } from '../vocabulary/breakdowns.js';
import { METRICS, METRIC_NAMES, type Metric } from '../vocabulary/metrics.js';
import { FIRST_YEAR, LAST_YEAR, STATISTICS, isOneOf, type Statistic } from '../vocabulary/terms.js';
import { WHOLE, isValue, mayBeNegative, type Table, type YearBlock } from './year-block.js';
import { daysIn, yearStart, type Day, type DayRange } from './day.js';

/** Returns true for a calendar year that can be read. */
export const isYear = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= FIRST_YEAR && (value as number) <= LAST_YEAR;

/**
 * Checks that a value is a sound block: a known statistic and year, known metrics and breakdowns that belong to the
 * statistic, ids and labels that are texts, a column of the year's length for each id with values that can be added up,
 * days within the year.
 * @param asked the statistic and the year that the block must be of; any if absent
 * @returns the JSON path of the first fault, `''` if the value is no object, `undefined` if there is none
 */
export function faultInBlock(value: unknown, asked?: Pick<YearBlock, 'statistic' | 'year'>): string | undefined {
  if (!isObject(value)) return '';
  const { statistic, year, tables, problems, fetchedAt, covered, conflicts } = value;
  if (!isOneOf(STATISTICS, statistic) || (asked && statistic !== asked.statistic)) return 'statistic';
  if (!isYear(year) || (asked && year !== asked.year)) return 'year';
  if (typeof fetchedAt !== 'number' || !(Math.abs(fetchedAt) <= LATEST)) return 'fetchedAt';
  const days = { start: yearStart(year), end: yearStart(year + 1) - 1 };
  return (
    faultInList('problems', problems, isProblem) ??
    faultInTables(tables, statistic, days) ??
    (covered === undefined ? undefined : faultInRanges(covered, days)) ??
    (conflicts === undefined ? undefined : faultInList('conflicts', conflicts, (each) => isConflict(each, days)))
  );
}

/** Limit on the length of a list, far above real ones: an endless list must not block the page. */
const LONGEST = 100_000;

/** The latest moment that a date can hold, in milliseconds since the epoch. */
const LATEST = 8.64e15;

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value) && value.length <= LONGEST;

/** Tests each item, also holes of a sparse list, which `every` would skip. */
const areAll = (list: readonly unknown[], isSound: (item: unknown) => boolean): boolean =>
  list.findIndex((item) => !isSound(item)) < 0;

const isText = (value: unknown): value is string => typeof value === 'string';
const isProblem = (value: unknown): boolean => isObject(value) && isText(value['path']) && isText(value['found']);
const isLabel = (value: unknown): boolean => isText(value) || (isObject(value) && Object.values(value).every(isText));

function faultInList(path: string, list: unknown, isSound: (item: unknown) => boolean): string | undefined {
  if (!isList(list)) return path;
  const index = list.findIndex((item) => !isSound(item));
  return index < 0 ? undefined : `${path}[${index}]`;
}

/** Checks that each metric, and each breakdown of it, has only one table. */
function faultInTables(tables: unknown, statistic: Statistic, days: DayRange): string | undefined {
  const names = new Set<string>();
  return faultInList('tables', tables, (table) => {
    if (!isTable(table, statistic, days)) return false;
    const { metric, breakdown } = table as Pick<Table, 'metric' | 'breakdown'>;
    return names.size < names.add(`${metric} ${breakdown}`).size;
  });
}

function faultInRanges(ranges: unknown, { start, end }: DayRange): string | undefined {
  let after = start;
  return faultInList('covered', ranges, (range) => {
    if (!isObject(range) || !isDay(range['start'], { start: after, end })) return false;
    if (!isDay(range['end'], { start: range['start'], end })) return false;
    // Ranges that touch would be one range.
    after = range['end'] + 2;
    return true;
  });
}

const isDay = (value: unknown, { start, end }: DayRange): value is Day =>
  Number.isInteger(value) && (value as Day) >= start && (value as Day) <= end;

const areDays = (value: unknown, days: DayRange): boolean => isList(value) && areAll(value, (day) => isDay(day, days));

/** Checks the names in a table or a conflict. */
const isNamed = ({ metric, breakdown }: Json, area?: string): boolean =>
  isOneOf(METRIC_NAMES, metric) &&
  (area === undefined || METRICS[metric].area === area) &&
  (breakdown === undefined || isOneOf(BREAKDOWN_NAMES, breakdown));

const isConflict = (value: unknown, days: DayRange): boolean =>
  isObject(value) && isNamed(value) && areDays(value['days'], days);

function isTable(value: unknown, statistic: Statistic, days: DayRange): boolean {
  if (!isObject(value) || !isNamed(value, statistic.split('-')[0])) return false;
  const { metric, breakdown, key, otherKeys = [], ids, labels, columns, unknown, incomplete } = value;
  if (!isText(key) || !isList(otherKeys) || !areAll(otherKeys, isText)) return false;
  if (!isList(ids) || new Set(ids).size < ids.length) return false;
  if (unknown !== undefined && !areDays(unknown, days)) return false;
  if (incomplete !== undefined && incomplete !== true) return false;
  const each = (list: unknown, isSound: (item: unknown) => boolean): boolean =>
    isList(list) && list.length === ids.length && areAll(list, isSound);
  // Ids that begin with NUL are reserved (view/options.ts). A metric as a whole is one column.
  const isId = (id: unknown): boolean => isText(id) && (breakdown === undefined ? id === WHOLE : !id.startsWith('\0'));
  const { unit } = METRICS[metric as Metric];
  // Either no value or a number that can be added up; counts are whole numbers.
  const isCell = (cell: number): boolean =>
    cell !== cell ||
    (isValue(cell) && (cell >= 0 || mayBeNegative(statistic)) && (unit === 'bytes' || Math.floor(cell) === cell));
  const isColumn = (column: unknown): boolean =>
    column instanceof Float64Array && column.length === daysIn(days) && column.every(isCell);
  return each(ids, isId) && each(labels, isLabel) && each(columns, isColumn);
}
