import { earlierDays, type ComparisonOptions } from '../data/comparison.js';
import { countedDays } from '../data/counted-days.js';
import { countedPart, gapsIn } from '../data/coverage.js';
import { isoDay, type Day, type DayRange } from '../data/day.js';
import { coarser } from '../data/description.js';
import { yearsNotProvided } from '../data/not-provided.js';
import { spanOf, type Counted, type Stats } from '../data/stats.js';
import type { Kind, Unit } from '../vocabulary/terms.js';

/** The change of a number from an earlier one. */
export interface Change {
  readonly direction: 'up' | 'down' | 'same';
  /** The change as a share of the earlier number: 0.12 is 12 % more. `null` where a percentage would mislead. */
  readonly ratio: number | null;
}

/** Below this count, one more or less is a large percentage: both numbers are shown instead. */
const FEWEST = 10;

/**
 * Returns the change from `before` to `value`. It has no percentage for small counts, for negative values, and for days
 * of which some were not counted.
 */
export function changeOf(value: number, before: number, unit: Unit, partial = false): Change {
  const direction = value > before ? 'up' : value < before ? 'down' : 'same';
  const base = unit === 'count' ? FEWEST : 1;
  return { direction, ratio: before >= base && value >= 0 && !partial ? (value - before) / before : null };
}

/** Days with which others are compared. */
export interface Compared {
  /** ISO dates. */
  readonly start: string;
  readonly end: string;
  /**
   * True if not all of these days, or not all of those that are compared with them, were counted. For a total: if
   * either is from an earlier day than the requested one.
   */
  readonly partial?: true;
}

/**
 * The reason why numbers are not compared although a comparison was chosen: nothing was counted before (`nothing`),
 * years of either are missing (`missing`), or the view has no place for it (`parts`: a timeline by parts).
 */
export type NotCompared = 'nothing' | 'missing' | 'parts';

/** Earlier days, and whether some of these or of the compared days were not counted: of a total, the last day of either. */
export interface EarlierDays extends DayRange {
  readonly partial: boolean;
}

/** Converts earlier days to the dates of a view. */
export const comparedDays = ({ start, end, partial }: EarlierDays): Compared => ({
  start: isoDay(start),
  end: isoDay(end),
  ...(partial && { partial }),
});

/**
 * Returns the days that those of a range are compared with, or the reason why there are none. A period that is not over
 * is compared with as many days as have been counted. For deltas they begin where counting began, and years that are
 * not provided allow no comparison.
 */
export function comparedWith(
  stats: Stats,
  range: DayRange,
  counted: Counted,
  options: ComparisonOptions,
): EarlierDays | Extract<NotCompared, 'nothing' | 'missing'> {
  const series = countedDays(stats, counted);
  const part = countedPart(series, spanOf(stats, counted, range));
  // A month that is not over is compared with a whole one, as no part of that one is known.
  const days = part && spanOf(stats, counted, part);
  const unit = stats.description?.resolution(counted) ?? 'day';
  const earlier = days && earlierDays(days, { ...options, granularity: coarser(options.granularity, unit) });
  const first = series.extent?.start;
  if (!earlier || first === undefined || first > earlier.end) return 'nothing';
  if (counted.kind === 'snapshot') {
    const isCarried = ({ end }: DayRange): boolean => !series.hasPoint({ start: end, end });
    return { ...earlier, partial: [days, earlier].some(isCarried) };
  }
  const found = { start: Math.max(earlier.start, first), end: earlier.end };
  if ([days, found].some((each) => yearsNotProvided(stats, counted, each).length)) return 'missing';
  if (!series.hasPoint(found)) return 'nothing';
  return { ...found, partial: [days, earlier].some((each) => gapsIn(series, each)) };
}

/** Returns the part of some days that has been counted. A total needs its last day only. */
export function countedOf({ start, end }: DayRange, kind: Kind, first: Day): EarlierDays {
  const partial = kind === 'delta' && start < first;
  return { start: partial ? first : start, end, partial };
}
