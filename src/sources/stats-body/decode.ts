/**
 * Decodes the JSON of the statistics service. Single values that cannot be read are left out and reported with their
 * path; a body without statistics is a StatsError.
 */
import {
  WHOLE,
  isValue,
  mayBeNegative,
  type Conflict,
  type Label,
  type Table,
  type YearBlock,
} from '../../data/year-block.js';
import { daysInYear, parseDay, yearOf, yearStart, type Day } from '../../data/day.js';
import { BREAKDOWN_NAMES, type Breakdown } from '../../vocabulary/breakdowns.js';
import { METRICS, metricsOf, type Metric } from '../../vocabulary/metrics.js';
import { FIRST_YEAR, LAST_YEAR, STATISTICS, type Area, type Statistic } from '../../vocabulary/terms.js';
import { isObject, own, type Json } from '../../util/json.js';
import { StatsError } from '../errors.js';
import { METRIC_KEYS, breakdownKeys } from './keys.js';
import { NO_SLOTS, slotOf, slotsOf } from './day-slots.js';
import { Report, join, quote } from './problem-report.js';
import { STATISTIC_KEYS } from './statistic-keys.js';

/** Lists of `[MM-DD, number]` points that were read ahead, see decode-bytes.ts. */
export interface PointLists {
  /** The end of each list, where the next one begins, in `days` and `values`. */
  readonly ends: readonly number[];
  /** `MM-DD` as the number MMDD, at most 1231; need not be a day of the calendar. */
  readonly days: Uint16Array;
  /** Finite numbers. */
  readonly values: Float64Array;
}

/**
 * Decodes the answer to a request for one statistic of one year.
 * @param lists points that were read ahead: a series with a number as its `data` has the points of the list with that
 *   index. If there is any problem then, the block only indicates that there is one: not all are found, and they may
 *   quote such numbers.
 * @throws StatsError `service` if the body is the service's error message (which comes with HTTP status 200),
 *   `malformed` if the statistic is not in it
 */
export function decodeAnswer(
  body: unknown,
  statistic: Statistic,
  year: number,
  fetchedAt: number,
  lists?: PointLists,
): YearBlock {
  const key = STATISTIC_KEYS[statistic];
  const category = isObject(body) ? own(body, key) : undefined;
  if (!isObject(category)) throw noStatistic(body, key);
  const [block] = decodeCategory(category, key, { statistic, year, only: true, fetchedAt, lists });
  return block as YearBlock;
}

/**
 * Decodes every statistic and year of a body: for bodies in `data` or in files.
 * @param year the year of `MM-DD` dates in series without a year, and of statistics without any point
 * @throws StatsError as `decodeAnswer`, if there is no statistic in it at all
 */
export function decodeBody(body: unknown, year: number, fetchedAt: number): YearBlock[] {
  const blocks = STATISTICS.flatMap((statistic) => {
    const key = STATISTIC_KEYS[statistic];
    const category = isObject(body) ? own(body, key) : undefined;
    return isObject(category) ? decodeCategory(category, key, { statistic, year, only: false, fetchedAt }) : [];
  });
  if (!blocks.length) throw noStatistic(body, '$');
  return blocks;
}

function noStatistic(body: unknown, path: string): StatsError {
  const error = isObject(body) ? (own(body, 'error') ?? own(body, 'message')) : undefined;
  if (error !== undefined)
    return new StatsError('service', typeof error === 'string' ? error : quote(error), { path: 'error' });
  return new StatsError('malformed', `no statistic at ${path}`, { path });
}

/** A table of one year that is being read. */
interface Draft {
  readonly parts: Map<string, { label: Label; column: Float64Array }>;
  /** Days with a value that could not be read. */
  readonly unknown: Set<Day>;
  /** Days with two different values. */
  readonly conflicting: Set<Day>;
}

const newDraft = (): Draft => ({ parts: new Map(), unknown: new Set(), conflicting: new Set() });

type Years = Map<number, Draft>;

interface CategoryOptions {
  readonly statistic: Statistic;
  /** The year of `MM-DD` dates in series without a year. */
  readonly year: number;
  /** True if the answer must be of that year; other years are reported. */
  readonly only: boolean;
  readonly fetchedAt: number;
  readonly lists?: PointLists | undefined;
}

/** Returns a block per year; exactly one if the answer must be of one year. */
function decodeCategory(category: Json, key: string, options: CategoryOptions): YearBlock[] {
  const { statistic, year, only, fetchedAt, lists } = options;
  const area = statistic.split('-')[0] as Area;
  const report = new Report();
  const room = { columns: MOST_COLUMNS };
  let isKnown = false;
  const tables: { metric: Metric; breakdown?: Breakdown; key: string; years: Years; incomplete: boolean }[] = [];
  for (const metric of metricsOf(area)) {
    for (const breakdown of [undefined, ...BREAKDOWN_NAMES]) {
      const subcounts = breakdown ? breakdownKeys(breakdown, metric, statistic) : ['global'];
      const subcount = subcounts.find((name) => Object.hasOwn(category, name));
      if (subcount === undefined) continue;
      isKnown = true;
      const metrics = category[subcount];
      const path = join(key, subcount);
      if (!isObject(metrics)) {
        report.add(path, metrics);
        continue;
      }
      const wire = METRIC_KEYS[area][metric]?.find((name) => Object.hasOwn(metrics, name));
      if (wire === undefined) continue;
      const list = metrics[wire];
      if (!Array.isArray(list)) {
        report.add(join(path, wire), list);
        continue;
      }
      const years: Years = new Map();
      const accepts = { negative: mayBeNegative(statistic), fractional: METRICS[metric].unit === 'bytes' };
      const isWhole = breakdown === undefined;
      const decoding = { year, only, isWhole, ...accepts, report, years, lists, room, incomplete: false };
      decodeSeries(list, join(path, wire), decoding);
      const { incomplete } = decoding;
      tables.push({ metric, ...(breakdown && { breakdown }), key: wire, years, incomplete });
    }
  }
  // A body of another form would read "not provided", and its year would not be named as missing.
  if (!isKnown && Object.keys(category).length) throw noStatistic(category, key);
  const found = new Set(tables.flatMap((table) => [...table.years.keys()]));
  if (only || !found.size) found.add(year);
  return [...found].sort().map((blockYear, index): YearBlock => {
    const conflicts = tables.flatMap(({ metric, breakdown, years }): Conflict[] => {
      const days = [...(years.get(blockYear)?.conflicting ?? [])];
      return days.length ? [{ metric, ...(breakdown && { breakdown }), days: days.sort(ascending) }] : [];
    });
    return {
      year: blockYear,
      statistic,
      tables: tables.map(({ years, incomplete, ...table }): Table => {
        const { parts, unknown } = years.get(blockYear) ?? newDraft();
        return {
          ...table,
          ids: [...parts.keys()],
          labels: [...parts.values()].map(({ label }) => label),
          columns: [...parts.values()].map(({ column }) => column),
          ...(unknown.size && table.breakdown && { unknown: [...unknown].sort(ascending) }),
          ...(incomplete && table.breakdown && { incomplete: true as const }),
        };
      }),
      problems: index ? [] : report.problems,
      fetchedAt,
      ...(conflicts.length && { conflicts }),
    };
  });
}

const ascending = (a: number, b: number): number => a - b;

interface Decoding extends Pick<CategoryOptions, 'year' | 'only' | 'lists'> {
  /** True for a metric as a whole, whose only series is called `global`. */
  readonly isWhole: boolean;
  /** True if values may be negative. */
  readonly negative: boolean;
  /** True if values may have decimals: bytes may, counts may not. */
  readonly fractional: boolean;
  readonly report: Report;
  readonly years: Years;
  /** The number of further columns for which there is room. */
  readonly room: { columns: number };
  /** True once a value was left out whose part or day is not known. */
  incomplete: boolean;
}

/** Leaves out and reports a value whose part or day is not known. */
function leaveOut(decoding: Decoding, path: string, found: unknown): void {
  decoding.report.add(path, found);
  decoding.incomplete = true;
}

/** Returns true for a valid value. */
const isSound = (value: unknown, { negative, fractional }: Decoding): value is number =>
  isValue(value) && (value >= 0 || negative) && (fractional || Number.isInteger(value));

/**
 * Limit on the columns of all tables of a statistic: 150 MB, even of a small body. Points of others are reported as
 * unreadable.
 */
const MOST_COLUMNS = 50_000;

/**
 * Reads the year of a series, a number or a text; `undefined` for anything else. Without one it is the requested year.
 */
function yearFrom(year: unknown, asked: number): number | undefined {
  if (year === undefined || year === null) return asked;
  const read = typeof year === 'string' || typeof year === 'number' ? Number(year) : NaN;
  return Number.isInteger(read) ? read : undefined;
}

function decodeSeries(list: readonly unknown[], path: string, decoding: Decoding): void {
  list.forEach((series, i) => {
    const at = `${path}[${i}]`;
    if (!isObject(series)) return leaveOut(decoding, at, series);
    const { id, name, data, year } = series;
    // Ids that begin with NUL are reserved, see view/options.ts.
    const isId = (typeof id === 'string' || typeof id === 'number') && !String(id).startsWith('\0');
    if (!isId || (decoding.isWhole && id !== WHOLE)) return leaveOut(decoding, `${at}.id`, id);
    const part = { id: String(id), label: labelFrom(name, String(id)) };
    const seriesYear = yearFrom(year, decoding.year);
    // Numbers of a year that cannot be read may be of any year.
    if (seriesYear === undefined) return leaveOut(decoding, `${at}.year`, year);
    if (Array.isArray(data)) return decodePoints(data, at, part, seriesYear, decoding);
    const { lists } = decoding;
    if (!lists || typeof data !== 'number') return leaveOut(decoding, `${at}.data`, data);
    placePoints(lists, data, at, part, seriesYear, decoding);
  });
}

function decodePoints(
  data: readonly unknown[],
  seriesPath: string,
  { id, label }: { id: string; label: Label },
  seriesYear: number,
  decoding: Decoding,
): void {
  const { report, only } = decoding;
  const path = `${seriesPath}.data`;
  const isOfOtherYear = only && seriesYear !== decoding.year;
  let columnYear: number | undefined;
  let column: Float64Array = NO_DAYS;
  let slots: Int16Array = NO_SLOTS;
  for (let i = 0; i < data.length; i++) {
    const point = data[i];
    const [date, value] = pair(point);
    const short = typeof date === 'string' && date.length === 5;
    if (short && isOfOtherYear) {
      leaveOut(decoding, `${seriesPath}.year`, seriesYear);
      continue;
    }
    const full = short || typeof date !== 'string' ? undefined : parseDay(date);
    const year = short ? seriesYear : full === undefined ? undefined : yearOf(full);
    if (year === undefined || year < FIRST_YEAR || year > LAST_YEAR || (only && year !== decoding.year)) {
      leaveOut(decoding, pointPath(path, i, point, 0), date ?? point);
      continue;
    }
    if (year !== columnYear) {
      columnYear = year;
      slots = slotsOf(year);
      column = NO_DAYS;
    }
    const slot = short ? slotOf(date, slots) : (full as number) - yearStart(year);
    if (slot < 0) {
      leaveOut(decoding, pointPath(path, i, point, 0), date);
      continue;
    }
    if (!isSound(value, decoding)) {
      report.add(pointPath(path, i, point, 1), value);
      draftOf(decoding, year).unknown.add(yearStart(year) + slot);
      continue;
    }
    if (!column.length) column = columnOf(decoding, year, id, label);
    const before = column[slot];
    // There is no room for further columns.
    if (before === undefined) leaveOut(decoding, pointPath(path, i, point, 0), date);
    else if (before === before && before !== value) draftOf(decoding, year).conflicting.add(yearStart(year) + slot);
    column[slot] = value;
  }
}

/** Stores points that were read ahead, as `decodePoints` does; stops at the first problem, because one is enough. */
function placePoints(
  { ends, days, values }: PointLists,
  list: number,
  path: string,
  { id, label }: { id: string; label: Label },
  year: number,
  decoding: Decoding,
): void {
  const { negative, report } = decoding;
  const end = ends[list]!;
  let i = ends[list - 1] ?? 0;
  if (i === end) return;
  if (year < FIRST_YEAR || year > LAST_YEAR || (decoding.only && year !== decoding.year)) return report.add(path, year);
  const column = columnOf(decoding, year, id, label);
  const slots = slotsOf(year);
  for (; i < end; i++) {
    const slot = slots[days[i]!]!;
    const value = values[i]!;
    if (slot < 0 || column[slot] === column[slot] || (value < 0 && !negative)) return report.add(path, value);
    column[slot] = value;
  }
}

const NO_PAIR: readonly unknown[] = [];

/** Returns a point as `[date, value]`, also of the form used before 2025-11-10: `{value: [date, value], …}`. */
function pair(point: unknown): readonly unknown[] {
  if (Array.isArray(point)) return point;
  const value = isObject(point) ? point['value'] : undefined;
  return Array.isArray(value) ? value : NO_PAIR;
}

function pointPath(path: string, i: number, point: unknown, member: 0 | 1): string {
  if (Array.isArray(point)) return `${path}[${i}][${member}]`;
  return pair(point) === NO_PAIR ? `${path}[${i}]` : `${path}[${i}].value[${member}]`;
}

function draftOf({ years }: Decoding, year: number): Draft {
  let draft = years.get(year);
  if (!draft) years.set(year, (draft = newDraft()));
  return draft;
}

/** Returns the column of a part; one without days if there is no room for more columns. */
function columnOf(decoding: Decoding, year: number, id: string, label: Label): Float64Array {
  const { parts } = draftOf(decoding, year);
  let part = parts.get(id);
  if (!part && decoding.room.columns-- < 1) return NO_DAYS;
  if (!part) parts.set(id, (part = { label, column: new Float64Array(daysInYear(year)).fill(NaN) }));
  return part.column;
}

const NO_DAYS = new Float64Array(0);

/** Returns the name of a part; empty if it has none. The service then writes '', the id, or `None` for a null. */
function labelFrom(name: unknown, id: string): Label {
  const text = (value: unknown): string =>
    typeof value !== 'string' || value === id || value === 'None' ? '' : value.trim();
  if (!isObject(name)) return text(name);
  const entries = Object.entries(name).flatMap(([language, value]) =>
    text(value) ? [[language, text(value)] as const] : [],
  );
  return entries.length ? Object.fromEntries(entries) : '';
}
