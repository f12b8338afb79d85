import { elapsed, shiftBack, type Shift } from '../data/comparison.js';
import type { DayRange } from '../data/day.js';
import type { Stats } from '../data/stats.js';
import { statisticOf, type Metric } from '../vocabulary/metrics.js';
import type { Kind, Unit } from '../vocabulary/terms.js';

/** How a number moved from an earlier one. */
export interface Change {
  readonly direction: 'up' | 'down' | 'same';
  /** By what share of the earlier number: 0.12 is 12 % more. `null` where a percentage would mislead. */
  readonly ratio: number | null;
}

/** Of fewer than this, one more or less is a leap in percent: both numbers are told instead. */
const FEWEST = 10;

/** The change from `before` to `value`. Nothing, few things, and fewer than none have no percentage. */
export function changeOf(value: number, before: number, unit: Unit): Change {
  const direction = value > before ? 'up' : value < before ? 'down' : 'same';
  const base = unit === 'count' ? FEWEST : 1;
  return { direction, ratio: before >= base && value >= 0 ? (value - before) / before : null };
}

/**
 * The days with which those of a range are compared: as many as have been counted, for a period that is not over.
 * `undefined` if nothing of it has been counted, and for what was added in days of which some lie before the first one that
 * was counted: the sum of the others would look like a leap.
 */
export function earlierDays(
  stats: Stats,
  range: DayRange,
  { metric, kind }: { readonly metric: Metric; readonly kind: Kind },
  shift: Shift | undefined,
): DayRange | undefined {
  const counted = shift && stats.extent(statisticOf(metric, kind));
  const days = counted && elapsed(range, counted.end);
  const earlier = days && shiftBack(days, shift);
  return earlier && (kind === 'snapshot' || earlier.start >= counted.start) ? earlier : undefined;
}
