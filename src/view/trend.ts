import type { DayRange } from '../data/day.js';
import { buckets, resample } from '../data/resample.js';
import type { Stats } from '../data/stats.js';
import type { Metric } from '../vocabulary/metrics.js';
import { GRANULARITIES, type Kind } from '../vocabulary/terms.js';

/** So many points make a line worth drawing; the coarsest calendar unit that gives them is taken. */
const ENOUGH = 10;
const FEWEST = 3;

/**
 * How a metric ran through a range, for a small line without axes: one number per calendar unit. Units that are not
 * whole are left out, as a sum of some days would look like a fall. Empty where there is too little to draw.
 */
export function trend(
  stats: Stats,
  range: DayRange,
  { metric, kind }: { readonly metric: Metric; readonly kind: Kind },
): readonly number[] {
  const series = stats.whole(metric, kind);
  const counted = series?.extent;
  if (!series || !counted) return [];
  const days = { start: Math.max(range.start, counted.start), end: Math.min(range.end, counted.end) };
  for (const unit of GRANULARITIES.toReversed()) {
    const into = buckets(unit, days).filter(({ partial }) => !partial);
    if (into.length < (unit === 'day' ? FEWEST : ENOUGH)) continue;
    return [...resample(series, kind, into)];
  }
  return [];
}
