import { overlap, type DayRange } from '../data/day.js';
import type { StatsState } from './context.js';

/**
 * Returns the days that a page shows: those of the range from where counting begins to where it ends; the whole range
 * while nothing in it is known to be counted.
 */
export function countedRange({ range, freshness }: Pick<StatsState, 'range' | 'freshness'>): DayRange {
  const { firstDay, lastDay } = freshness;
  if (firstDay === undefined || lastDay === undefined) return range;
  return overlap(range, { start: firstDay, end: lastDay }) ?? range;
}
