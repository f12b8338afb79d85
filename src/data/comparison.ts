/** The earlier days that a period is compared with. The guide "Numbers in detail" has the rule as a table. */
import type { Granularity } from '../vocabulary/terms.js';
import { monthsTouched, type ComparisonOptions } from './compared-span.js';
import { addUnits, endOf } from './calendar.js';
import { daysIn, type Day, type DayRange } from './day.js';

export type { ComparisonOptions };

/** Days between a day and the same weekday a year before: 52 weeks. */
const WEEKS_OF_A_YEAR = 364;

/**
 * Moves days back by a year. 1–29 February 2024 becomes 1–28 February 2023, and 1–28 February 2025 becomes 1–29 February
 * 2024: months that end, end in both years. A single day stays one: 28 February is not compared with two days.
 */
function yearBefore({ start, end }: DayRange, granularity: Granularity): DayRange {
  if (granularity === 'week') return { start: start - WEEKS_OF_A_YEAR, end: end - WEEKS_OF_A_YEAR };
  const first = addUnits('year', start, -1);
  if (start === end) return { start: first, end: first };
  const after = addUnits('year', end + 1, -1);
  return { start: first, end: addUnits('year', after, 1) < end + 1 ? after : after - 1 };
}

/**
 * Returns the days that a period is compared with.
 *
 * - `year`: the same dates a year before; by weeks the same weekdays, 52 weeks before.
 * - `previous`: ends on the day before the period and has as many days. A period of whole calendar months has as many
 *   months before it instead, where the axis has months, quarters or years.
 *
 * @param days the part of the period that has been counted
 * @returns `undefined` for `previous` if the period begins with "all time"
 */
export function earlierDays(days: DayRange, options: ComparisonOptions): DayRange | undefined {
  const { compare, granularity, earliest } = options;
  if (compare === 'year') return yearBefore(days, granularity);
  if (days.start <= earliest) return undefined;
  const months = endOf('month', days.end) === days.end ? monthsTouched(days, granularity) : 0;
  return { start: months ? addUnits('month', days.start, -months) : days.start - daysIn(days), end: days.start - 1 };
}

/**
 * Returns the days that each bucket of a timeline is compared with. Together the buckets of `previous` end on the day
 * before the first one, too; where the axis has months, quarters or years, and the period begins with a month, they are
 * whole months, also beside a month that is not over.
 * @param buckets consecutive parts of a period
 * @returns empty for `previous` if the period begins with "all time"
 */
export function earlierBuckets(buckets: readonly DayRange[], options: ComparisonOptions): readonly DayRange[] {
  const { compare, granularity, earliest } = options;
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (!first || !last) return [];
  if (compare === 'year') return buckets.map((bucket) => yearBefore(bucket, granularity));
  if (first.start <= earliest) return [];
  const period = { start: first.start, end: last.end };
  const months = monthsTouched(period, granularity);
  const back = (day: Day): Day => (months ? addUnits('month', day, -months) : day - daysIn(period));
  const starts = buckets.map(({ start }) => back(start));
  return starts.map((start, i) => ({ start, end: (starts[i + 1] ?? period.start) - 1 }));
}
