import { elapsed, shiftBack, type Shift } from '../data/comparison.js';
import { isoDay, type Day, type DayRange } from '../data/day.js';
import type { Counted, Stats } from '../data/stats.js';
import { statisticOf } from '../vocabulary/metrics.js';
import type { Kind, Unit } from '../vocabulary/terms.js';

/** How a number moved from an earlier one. */
export interface Change {
  readonly direction: 'up' | 'down' | 'same';
  /** By what share of the earlier number: 0.12 is 12 % more. `null` where a percentage would mislead. */
  readonly ratio: number | null;
}

/** Of fewer than this, one more or less is a leap in percent: both numbers are told instead. */
const FEWEST = 10;

/**
 * The change from `before` to `value`. Nothing, few things, and fewer than none have no percentage; nor have days of which
 * some were not counted.
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
  /** True if they are fewer than they should be: counting began among them. */
  readonly partial?: true;
}

/** Earlier days, and whether they are fewer than they should be. */
export interface EarlierDays extends DayRange {
  readonly partial: boolean;
}

/** Earlier days as a view has them. */
export const comparedDays = ({ start, end, partial }: EarlierDays): Compared => ({
  start: isoDay(start),
  end: isoDay(end),
  ...(partial && { partial }),
});

/**
 * The days with which those of a range are compared: as many as have been counted, for a period that is not over. Of what
 * was added they begin where counting began. `undefined` if nothing of either has been counted, or if years of either
 * were not sent: sums without these are not compared.
 */
export function earlierDays(
  stats: Stats,
  range: DayRange,
  counted: Counted,
  shift: Shift | undefined,
): EarlierDays | undefined {
  const { metric, kind } = counted;
  // As the timeline has it: a metric that was not sent of the first years has not been counted in these.
  const extent = shift && (stats.whole(metric, kind)?.extent ?? stats.extent(statisticOf(metric, kind)));
  const days = extent && elapsed(range, extent.end);
  const earlier = days && shiftBack(days, shift);
  if (!earlier || extent.start > earlier.end) return undefined;
  const found = countedOf(earlier, kind, extent.start);
  const isWhole = kind === 'snapshot' || [days, found].every((each) => !stats.unsent(counted, each).length);
  return isWhole ? found : undefined;
}

/** Of some days those that have been counted. A total needs its last day only. */
export function countedOf({ start, end }: DayRange, kind: Kind, first: Day): EarlierDays {
  const partial = kind === 'delta' && start < first;
  return { start: partial ? first : start, end, partial };
}
