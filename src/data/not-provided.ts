/** Years that a service answered without some numbers. Separate from stats.ts, because a single number does not need them. */
import { once } from './counted-days.js';
import { yearOf, type DayRange } from './day.js';
import { isCounted, providedIn, type Counted, type Stats } from './stats.js';
import type { YearBlock } from './year-block.js';

/**
 * Returns the years of a range that were answered without a metric, or without its parts, while other years have
 * them. These years are unknown, not 0. Years before the first or after the last counted day are not among them.
 */
export const yearsNotProvided = (stats: Stats, counted: Counted, { start, end }: DayRange): readonly number[] =>
  once(stats, counted, 'not provided', (blocks) => {
    const isProvided = (block: YearBlock): boolean => providedIn(block, counted.metric, counted.breakdown);
    const some = blocks.filter(isCounted);
    const [first, last] = [some[0]?.year ?? Infinity, some.at(-1)?.year ?? -Infinity];
    return blocks.some(isProvided)
      ? blocks.filter((block) => block.year >= first && block.year <= last && !isProvided(block))
      : [];
  }).flatMap(({ year }) => (year < yearOf(start) || year > yearOf(end) ? [] : year));
