/** Months of the calendar, which can be counted. */
import { isoDay, type Day, type DayRange } from '../../data/day.js';
import { monthsOf } from '../service/period-block.js';

/** The months since the year 0: `12 * 2025 + 2` is March 2025. */
export type Month = number;

/** Returns the month of `2025-03`; `undefined` for anything else. */
export function monthFrom(text: unknown): Month | undefined {
  const [, year, month] = (typeof text === 'string' && /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text)) || [];
  return year === undefined ? undefined : 12 * Number(year) + Number(month) - 1;
}

export const yearOfMonth = (month: Month): number => Math.floor(month / 12);

/** Returns the days of a month. */
export const daysOf = (month: Month): DayRange => monthsOf(yearOfMonth(month))[month % 12]!;

/** Returns the month that a day is in. */
export const monthOf = (day: Day): Month => monthFrom(isoDay(day).slice(0, 7))!;

/** Writes a month as `2025-03`. */
export const isoMonth = (month: Month): string => isoDay(daysOf(month).start).slice(0, 7);

/** The number of days for which Dataverse may send the same answer again (`:MetricsCacheTimeoutMinutes`). */
const KEPT = 7;

/** The number of days after which a month no longer changes. */
export const SETTLES_AFTER = KEPT + 1;

/**
 * Returns the last day that a series has counted. Dataverse writes a series until the month in which it computes it: one that
 * ends earlier was computed before that month was over.
 * @param last its last month
 */
export function countedThrough(last: Month, today: Day): Day {
  const { start, end } = daysOf(last);
  return today <= end ? today : Math.max(start, Math.min(today - KEPT, end - 1));
}
