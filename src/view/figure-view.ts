import { isoDay, type DayRange } from '../data/day.js';
import type { Stats } from '../data/stats.js';
import { METRICS, type Metric } from '../vocabulary/metrics.js';
import type { Kind, Unit } from '../vocabulary/terms.js';
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
}

export interface FigureOptions {
  readonly metric: Metric;
  readonly kind: Kind;
}

/** The sum of a range (delta), or the total as of its last day, carried forward if that day has none (snapshot). */
export function figureView(stats: Stats, range: DayRange, { metric, kind }: FigureOptions): FigureView {
  const { unit } = METRICS[metric];
  const series = stats.whole(metric, kind);
  const point = kind === 'snapshot' ? series?.at(range.end) : undefined;
  const found = kind === 'snapshot' ? point !== undefined : series?.hasPoint(range);
  return {
    value: !found ? null : point ? point.value : (series?.sum(range) ?? null),
    unit,
    ...(!found && { absence: series ? 'empty' : 'missing' }),
    start: isoDay(point?.day ?? range.start),
    end: isoDay(point?.day ?? range.end),
    carried: point !== undefined && point.day < range.end,
  };
}
