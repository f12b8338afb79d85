import { gapsIn } from '../data/coverage.js';
import { granularitiesFrom } from '../data/description.js';
import { overlap, type DayRange } from '../data/day.js';
import { buckets, resample } from '../data/resample.js';
import { spanOf, type Stats } from '../data/stats.js';
import type { Metric } from '../vocabulary/metrics.js';
import type { Kind } from '../vocabulary/terms.js';

/** The least number of points of a line, and of a line of days. The coarsest calendar unit with enough points is used. */
const ENOUGH = 10;
const FEWEST = 3;

/**
 * Returns the course of a metric through a range, for a small line without axes: one number per calendar unit. Units that are not
 * whole are left out, as a sum of some days would look like a fall; `null` where days of a unit were not counted. Empty
 * where there is too little to draw.
 */
export function trend(
  stats: Stats,
  chosen: DayRange,
  { metric, kind }: { readonly metric: Metric; readonly kind: Kind },
): readonly (number | null)[] {
  const series = stats.whole(metric, kind);
  // Unlike `countedPart`, this includes a range within a gap: its units make a line without values.
  const range = spanOf(stats, { metric }, chosen);
  const days = series?.extent && overlap(range, series.extent);
  if (!series || !days) return [];
  const isKnown = (bucket: DayRange): boolean => (kind === 'delta' ? !gapsIn(series, bucket) : series.hasPoint(bucket));
  for (const unit of granularitiesFrom(stats.description?.resolution({ metric }) ?? 'day').toReversed()) {
    const into = buckets(unit, days).filter(({ partial }) => !partial);
    if (into.length < (unit === 'day' ? FEWEST : ENOUGH)) continue;
    const values = resample(series, kind, into);
    return into.map((bucket, i) => (isKnown(bucket) ? values[i]! : null));
  }
  return [];
}
