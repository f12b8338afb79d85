import type { Granularity, Kind } from '../vocabulary/terms.js';
import { addUnits, startOf } from './calendar.js';
import { type Day, type DayRange } from './day.js';
import type { Series } from './series.js';

/** A bucket: the days of one calendar unit that lie in the range. */
export interface Bucket extends DayRange {
  /** True if the range, or the data, covers only some days of the calendar unit. */
  readonly partial: boolean;
}

/**
 * Divides a range into calendar units. The first and the last one are cut to the range and marked partial if that
 * leaves out days.
 * @param through last day that has been counted; buckets wholly after it are not made, a bucket it cuts is partial
 */
export function buckets(granularity: Granularity, range: DayRange, through: Day = range.end): Bucket[] {
  const end = Math.min(range.end, through);
  const result: Bucket[] = [];
  if (range.start > end) return result;
  let unit = startOf(granularity, range.start);
  while (unit <= end) {
    const next = addUnits(granularity, unit, 1);
    const bucket = { start: Math.max(unit, range.start), end: Math.min(next - 1, end) };
    result.push({ ...bucket, partial: bucket.start > unit || bucket.end < next - 1 });
    unit = next;
  }
  return result;
}

/**
 * Returns one number per bucket: deltas add up, snapshots have the latest value at or before the bucket's last day,
 * also one from before the range. `NaN` where a snapshot has no value yet. The sum of days without a point is 0;
 * callers use `Series.count` to find out which days were counted.
 */
export function resample(series: Series, kind: Kind, into: readonly DayRange[]): Float64Array {
  const values = new Float64Array(into.length);
  into.forEach((bucket, i) => (values[i] = kind === 'delta' ? series.sum(bucket) : series.valueAt(bucket.end)));
  return values;
}
