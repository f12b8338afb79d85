import type { ComparisonOptions } from '../data/comparison.js';
import { countedPart, gapsIn, type Coverage } from '../data/coverage.js';
import { isoDay, type DayRange } from '../data/day.js';
import type { Series } from '../data/series.js';
import type { Stats } from '../data/stats.js';
import { METRICS, type Metric } from '../vocabulary/metrics.js';
import type { Kind, Unit } from '../vocabulary/terms.js';
import { comparedDays, comparedWith, type Compared, type NotCompared } from './change.js';
import type { Absence } from './options.js';

/** One number. */
export interface FigureView {
  /** Counts or bytes, as `unit` says; `null` if there is none. */
  readonly value: number | null;
  readonly unit: Unit;
  /** Why there is no value. */
  readonly absence?: Absence;
  /**
   * The days that are counted, ISO dates: of a delta the days of the range from where counting begins to where it ends; of
   * a snapshot, the day its value is from.
   */
  readonly start: string;
  readonly end: string;
  /** How many of these days were counted; absent: all. */
  readonly coverage?: Coverage;
  /** True for a snapshot whose value is from an earlier day than the one asked for. */
  readonly carried: boolean;
  /** What it was in the days with which it is compared; absent: it is not compared. */
  readonly before?: number;
  /** Those days, ISO dates: of a snapshot, the day that `before` is from. */
  readonly compared?: Compared;
  /** Why it is not compared, although a comparison was chosen. */
  readonly notCompared?: NotCompared;
}

export interface FigureOptions {
  readonly metric: Metric;
  readonly kind: Kind;
  /** How it is compared with earlier days; absent: it is not. */
  readonly comparison?: ComparisonOptions | undefined;
}

/** The sum of a range (delta), or the total as of its last day, carried forward if that day has none (snapshot). */
export function figureView(stats: Stats, range: DayRange, options: FigureOptions): FigureView {
  const { metric, kind } = options;
  const series = stats.whole(metric, kind);
  const found = series && valueIn(series, range, kind);
  const coverage = found && kind === 'delta' ? gapsIn(series, found) : undefined;
  return {
    value: found?.value ?? null,
    unit: METRICS[metric].unit,
    ...(!found && { absence: series ? 'empty' : 'missing' }),
    start: isoDay((found ?? range).start),
    end: isoDay((found ?? range).end),
    ...(coverage && { coverage }),
    carried: kind === 'snapshot' && found !== undefined && found.end < range.end,
    ...(found && earlierValue(stats, range, found, options)),
  };
}

function earlierValue(
  stats: Stats,
  range: DayRange,
  found: Found,
  { metric, kind, comparison }: FigureOptions,
): Pick<FigureView, 'before' | 'compared' | 'notCompared'> {
  if (!comparison) return {};
  const earlier = comparedWith(stats, range, { metric, kind }, comparison);
  if (typeof earlier === 'string') return { notCompared: earlier };
  const series = stats.whole(metric, kind);
  const then = series && valueIn(series, earlier, kind);
  // A total that is carried forward from before both is the same number twice.
  if (!then || then.end >= found.end) return { notCompared: 'nothing' };
  const days = kind === 'delta' ? earlier : { ...earlier, start: then.start, end: then.end };
  return { before: then.value, compared: comparedDays(days) };
}

/** A value and the days that it is of. */
interface Found extends DayRange {
  readonly value: number;
}

function valueIn(series: Series, range: DayRange, kind: Kind): Found | undefined {
  if (kind === 'delta') {
    const days = countedPart(series, range);
    return days && { ...days, value: series.sum(days) };
  }
  const point = series.at(range.end);
  return point && { start: point.day, end: point.day, value: point.value };
}
