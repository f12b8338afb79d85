/** Calendar units of days. Separate from day.ts, because the worker does not need them. */
import { UTCDateMini as UTCDate } from '@date-fns/utc/date/mini';
import { addMonths } from 'date-fns/addMonths';
import { startOfMonth } from 'date-fns/startOfMonth';
import { startOfQuarter } from 'date-fns/startOfQuarter';
import { startOfYear } from 'date-fns/startOfYear';
import type { Granularity } from '../vocabulary/terms.js';
import { dayOfTime, dayTime, weekday, type Day, type DayRange } from './day.js';

const date = (day: Day): Date => new UTCDate(dayTime(day));

const START = { month: startOfMonth, quarter: startOfQuarter, year: startOfYear } as const;

/** Returns the first day of the calendar unit that holds `day`. */
export function startOf(unit: Granularity, day: Day): Day {
  if (unit === 'day') return day;
  return unit === 'week' ? day - weekday(day) : dayOfTime(START[unit](date(day)).getTime());
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/**
 * Returns the day `count` units later (earlier, if negative). A day that the target month does not have becomes its last one:
 * 31 May minus a quarter is 28 February.
 */
export function addUnits(unit: Granularity, day: Day, count: number): Day {
  if (unit === 'day') return day + count;
  if (unit === 'week') return day + 7 * count;
  return dayOfTime(addMonths(date(day), MONTHS[unit] * count).getTime());
}

/** Returns the last day of the calendar unit that holds `day`. */
export const endOf = (unit: Granularity, day: Day): Day => addUnits(unit, startOf(unit, day), 1) - 1;

/** Widens a range to whole calendar units. */
export const wholeUnits = (granularity: Granularity, range: DayRange): DayRange => ({
  start: startOf(granularity, range.start),
  end: endOf(granularity, range.end),
});
