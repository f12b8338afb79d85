import type { Shift } from '../data/comparison.js';
import { isoDay, type DayRange } from '../data/day.js';
import type { Series } from '../data/series.js';
import type { Stats } from '../data/stats.js';
import { METRICS, type Metric } from '../vocabulary/metrics.js';
import type { Kind, Unit } from '../vocabulary/terms.js';
import { comparedDays, earlierDays, type Compared } from './change.js';
import type { Absence } from './options.js';

/** One number. */
export interface FigureView {
  /** Counts or bytes, as `unit` says; `null` if there is none. */
  readonly value: number | null;
  readonly unit: Unit;
  /** Why there is no value. */
  readonly absence?: Absence;
  /** The days that are counted: of a delta, the range; of a snapshot, the day its value is from. ISO dates. */
  readonly start: string;
  readonly end: string;
  /** True for a snapshot whose value is from an earlier day than the one asked for. */
  readonly carried: boolean;
  /** What it was in the days with which it is compared; absent: it is not compared, or nothing was counted then. */
  readonly before?: number;
  /** Those days, ISO dates: of a snapshot, the day that `before` is from. */
  readonly compared?: Compared;
}

export interface FigureOptions {
  readonly metric: Metric;
  readonly kind: Kind;
  /** With how long ago it is compared. */
  readonly shift?: Shift | undefined;
}

/** The sum of a range (delta), or the total as of its last day, carried forward if that day has none (snapshot). */
export function figureView(stats: Stats, range: DayRange, options: FigureOptions): FigureView {
  const series = stats.whole(options.metric, options.kind);
  const found = series && valueIn(series, range, options.kind);
  const earlier = found && earlierDays(stats, range, options, options.shift);
  const then = earlier && valueIn(series, earlier, options.kind);
  // A total that is carried forward from before both is the same number twice.
  const before = then && then.end < found.end ? then : undefined;
  return {
    value: found?.value ?? null,
    unit: METRICS[options.metric].unit,
    ...(!found && { absence: series ? 'empty' : 'missing' }),
    start: isoDay((found ?? range).start),
    end: isoDay((found ?? range).end),
    carried: options.kind === 'snapshot' && found !== undefined && found.end < range.end,
    ...(before && {
      before: before.value,
      compared: comparedDays({ ...before, partial: earlier?.partial === true }),
    }),
  };
}

/** A value and the days that it is of. */
interface Found extends DayRange {
  readonly value: number;
}

function valueIn(series: Series, range: DayRange, kind: Kind): Found | undefined {
  if (kind === 'delta') return series.hasPoint(range) ? { ...range, value: series.sum(range) } : undefined;
  const point = series.at(range.end);
  return point && { start: point.day, end: point.day, value: point.value };
}
