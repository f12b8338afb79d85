import type { Breakdown } from '../vocabulary/breakdowns.js';
import type { Metric } from '../vocabulary/metrics.js';
import type { Statistic } from '../vocabulary/terms.js';
import { memoizeByObject } from '../util/memoize-by-object.js';
import { dayTime, yearStart, type Day, type DayRange } from './day.js';

/** A name as a service gives it: one text, or a text per language (`{en: 'Book', de: 'Buch'}`). Empty: no name. */
export type Label = string | Readonly<Record<string, string>>;

/** One metric of one year, whole or divided into parts, as columns. Part i has `ids[i]`, `labels[i]`, `columns[i]`. */
export interface Table {
  readonly metric: Metric;
  /** Absent: the metric as a whole, in a single column with the id `global`. */
  readonly breakdown?: Breakdown;
  /** The service's name for the metric: distinguishes ways of counting the same metric (views: unique records, or events). */
  readonly key: string;
  /** The service's names for it in other answers of the same year, whose days are counted in another way. Absent: the same. */
  readonly otherKeys?: readonly string[];
  readonly ids: readonly string[];
  readonly labels: readonly Label[];
  /** A value per day of the year (365 or 366), `NaN` where the service sent none. Counts are whole numbers. */
  readonly columns: readonly Float64Array[];
  /**
   * Days on which these parts are unknown, although the statistic was counted: a value could not be read, or the answer
   * that has the day lacks the parts. Absent: none.
   */
  readonly unknown?: readonly Day[];
  /** True if some parts could not be read at all: the rest of the whole is not "other" then. */
  readonly incomplete?: true;
}

/** A metric, or a breakdown of it, with different values in two answers. The later answer was taken. */
export interface Conflict {
  readonly metric: Metric;
  readonly breakdown?: Breakdown;
  /** The days with different values, ascending. */
  readonly days: readonly Day[];
}

/** A value in a body that could not be read and was left out. */
export interface Problem {
  /** JSON path into the body: `record-delta-category.global.records[0].data[3][1]` */
  readonly path: string;
  /** The text of the value, cut short. */
  readonly found: string;
}

/**
 * One statistic of one calendar year, decoded: the unit that sources deliver, caches store and workers transfer. Plain
 * data without methods. A metric or breakdown without a table was not sent, and a day that is not covered was not
 * counted; neither means zero.
 */
export interface YearBlock {
  readonly year: number;
  readonly statistic: Statistic;
  readonly tables: readonly Table[];
  readonly problems: readonly Problem[];
  /** The time at which it came from the service, in milliseconds since the epoch. */
  readonly fetchedAt: number;
  /**
   * The days that were counted: ascending ranges within the year that do not touch. Absent: those on which a metric as a
   * whole has a value, or any part where no whole was sent (`coveredDays`).
   */
  readonly covered?: readonly DayRange[];
  /** True if a metric was not counted to the end of the year, false if all were. Absent: derived from the columns. */
  readonly partly?: boolean;
  /** The days that it was requested for. Absent: the whole year. */
  readonly period?: DayRange;
  /** The number of days after the end of its period in which the service may still count it. Absent: 2. */
  readonly settlesAfter?: number;
  /** Disagreements between the answers that were merged into this block. Absent: none. */
  readonly conflicts?: readonly Conflict[];
}

/** Returns a key for one statistic of one year: `usage-delta 2025`. */
export const keyOf = ({ statistic, year }: Pick<YearBlock, 'statistic' | 'year'>): string => `${statistic} ${year}`;

type Columns = readonly Pick<Table, 'breakdown' | 'columns'>[];

/**
 * Returns the days that were counted, as ascending ranges that do not touch. Services write zeros out for a metric as a
 * whole, so a day without a value was not counted. The `covered` days of a block take precedence.
 */
export function coveredDays({ covered, year, tables }: Covering): readonly DayRange[] {
  return covered ?? daysWithValue(tables as Columns, yearStart(year));
}

/** A block; a packed one has no columns, but has `covered`. */
type Covering = Pick<YearBlock, 'covered' | 'year'> & { readonly tables: readonly Pick<Table, 'breakdown'>[] };

const daysWithValue = memoizeByObject((tables: Columns, start: Day): readonly DayRange[] => {
  const wholes = rangesOf(
    tables.filter(({ breakdown }) => !breakdown),
    start,
  );
  return wholes.length ? wholes : rangesOf(tables, start);
});

function rangesOf(tables: Columns, start: Day): DayRange[] {
  const columns = tables.flatMap((table) => table.columns);
  const length = columns.reduce((longest, column) => Math.max(longest, column.length), 0);
  const ranges: DayRange[] = [];
  let first = -1;
  for (let slot = 0; slot <= length; slot++) {
    const isCounted = slot < length && columns.some((column) => column[slot] === column[slot]);
    if (isCounted && first < 0) first = slot;
    if (!isCounted && first >= 0) {
      ranges.push({ start: start + first, end: start + slot - 1 });
      first = -1;
    }
  }
  return ranges;
}

/** Days after the end of a period in which a service may still count it, and days for which a finished period is trusted. */
const MARGIN = 2;
const TRUSTED = 90;

/**
 * Returns true if these numbers will stay as they are: of a period that was over when they were fetched (K4), that was
 * counted to its last day without a gap, and of which everything could be read. Numbers that were fetched long ago may have
 * been corrected since; those fetched in the future come from a clock that was wrong.
 * @param now milliseconds since the epoch
 */
export function isFinal(block: Final, now: number): boolean {
  const { year, fetchedAt, problems, period, settlesAfter = MARGIN } = block;
  const covered = coveredDays(block);
  const next = period ? period.end + 1 : yearStart(year + 1);
  const isComplete = covered.length === 1 && covered[0]!.end === next - 1 && !problems.length && !isPartly(block);
  const age = now - fetchedAt;
  return isComplete && fetchedAt >= dayTime(next + settlesAfter) && age >= 0 && age < dayTime(TRUSTED);
}

/** The part of a block that `isFinal` reads; a packed block has `covered` and need not be unpacked. */
type Final = Covering & Pick<YearBlock, 'fetchedAt' | 'problems' | 'partly' | 'period' | 'settlesAfter'>;

/**
 * Returns true if a metric as a whole was not counted from its first day to the end of the year, although others were: the
 * service may still add the days. A packed block has the result; the `covered` days of a block take precedence.
 */
export const isPartly = ({ partly, covered, tables }: Pick<Final, 'partly' | 'covered' | 'tables'>): boolean =>
  partly ?? (!covered && (tables as Columns).some((table) => !table.breakdown && !reachesEnd(table.columns[0])));

/** Returns true for a column that has a value for each day from its first one on. */
function reachesEnd(column: Float64Array = new Float64Array()): boolean {
  const isKnown = (value: number): boolean => value === value;
  const first = column.findIndex(isKnown);
  return first >= 0 && column.subarray(first).every(isKnown);
}

/** The largest value; sums of larger ones could exceed the range of numbers. */
const LARGEST = 1e21;

/** Returns true for a number that can be added up. */
export const isValue = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) <= LARGEST;

/** Returns true for the only statistic with values below 0: its values are what was added less what was removed. */
export const mayBeNegative = (statistic: Statistic): boolean => statistic === 'content-delta';

/** The id of the only column of a metric as a whole. */
export const WHOLE = 'global';

/** Returns true for a decoded block, false for a body as the service sends it. */
export const isYearBlock = (value: unknown): value is YearBlock =>
  typeof value === 'object' && value !== null && 'statistic' in value && 'tables' in value && 'year' in value;
