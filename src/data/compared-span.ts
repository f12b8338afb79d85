/** The days that have to be loaded for a comparison. */
import type { Comparison, Granularity } from '../vocabulary/terms.js';
import { addUnits, startOf } from './calendar.js';
import { daysIn, type Day, type DayRange } from './day.js';

/** Options of a comparison. */
export interface ComparisonOptions {
  readonly compare: Exclude<Comparison, 'none'>;
  readonly granularity: Granularity;
  /** The first day of "all time". A period that begins there has no earlier days. */
  readonly earliest: Day;
}

/**
 * Counts the months of a period that begins on the first day of a month, where the axis has months, quarters or years; 0 for
 * any other period. Weeks and days have no calendar months to be aligned with.
 */
export function monthsTouched({ start, end }: DayRange, granularity: Granularity): number {
  if (granularity === 'day' || granularity === 'week' || startOf('month', start) !== start) return 0;
  let count = 0;
  for (let day = start; day <= end; day = addUnits('month', day, 1)) count++;
  return count;
}

/** Returns all days that a comparison of a period can need, however much of it has been counted; `undefined` for none. */
export function comparedSpan(period: DayRange, options: ComparisonOptions): DayRange | undefined {
  const { compare, granularity, earliest } = options;
  const { start, end } = period;
  // The same days a year before end 365 or 366 days earlier, by weeks 364: the latest end is taken.
  if (compare === 'year') return { start: addUnits('year', start, -1), end: end - 364 };
  if (start <= earliest) return undefined;
  const months = addUnits('month', start, -monthsTouched(period, granularity));
  return { start: Math.min(months, start - daysIn(period)), end: start - 1 };
}
