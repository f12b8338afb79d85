/** Coverage: how many days of a range were counted. */
import { daysIn, overlap, yearOf, type DayRange } from './day.js';
import type { Series } from './series.js';
import { times } from '../util/times.js';

/** A number of days, and how many of them were counted; the others are unknown. */
export interface Coverage {
  readonly counted: number;
  readonly days: number;
}

/** Counts the days of a range that have a point in a series of counted days; `undefined` if all of them do. */
export function gapsIn(counted: Series, range: DayRange): Coverage | undefined {
  const coverage = { counted: counted.count(range), days: daysIn(range) };
  return coverage.counted < coverage.days ? coverage : undefined;
}

/** Returns the days of a range from where counting begins to where it ends; `undefined` if none was counted. */
export const countedPart = (counted: Series, range: DayRange): DayRange | undefined => {
  const { extent } = counted;
  return extent && counted.hasPoint(range) ? overlap(range, extent) : undefined;
};

/** Returns the calendar years of a range, ascending. */
export const yearsIn = ({ start, end }: DayRange): number[] =>
  times(yearOf(end) - yearOf(start) + 1, (i) => yearOf(start) + i);
