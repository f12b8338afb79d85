/** The value of a single figure without a comparison: all that a page shows at first. */
import { countedPart, gapsIn, type Coverage } from '../data/coverage.js';
import { isoDay, type DayRange } from '../data/day.js';
import type { Series } from '../data/series.js';
import { spanOf, type Counted, type Stats } from '../data/stats.js';
import { METRICS } from '../vocabulary/metrics.js';
import type { Kind, Unit } from '../vocabulary/terms.js';
import type { Absence } from './options.js';

export interface FigureValue {
  /** Counts or bytes, as `unit` says; `null` if there is none. */
  readonly value: number | null;
  readonly unit: Unit;
  /** The reason why there is no value. */
  readonly absence?: Absence;
  /**
   * The days that are counted, ISO dates: of a delta the days of the range from where counting begins to where it ends;
   * of a snapshot, the day of its value.
   */
  readonly start: string;
  readonly end: string;
  /** The number of these days that were counted; absent: all. */
  readonly coverage?: Coverage;
  /** True for a snapshot whose value is from an earlier day than the requested one. */
  readonly carried: boolean;
}

export type FigureValueOptions = Omit<Counted, 'breakdown'>;

/**
 * Returns the sum of a range (delta), or the total as of its last day, carried forward if that day has none (snapshot).
 */
export function figureValue(stats: Stats, range: DayRange, { metric, kind }: FigureValueOptions): FigureValue {
  const series = stats.whole(metric, kind);
  const days = spanOf(stats, { metric }, range);
  const found = series && valueIn(series, days, kind);
  const coverage = found && kind === 'delta' ? gapsIn(series, found) : undefined;
  return {
    value: found?.value ?? null,
    unit: METRICS[metric].unit,
    ...(!found && { absence: series ? 'empty' : 'missing' }),
    start: isoDay((found ?? days).start),
    end: isoDay((found ?? days).end),
    ...(coverage && { coverage }),
    carried: kind === 'snapshot' && found !== undefined && found.end < range.end,
  };
}

/** A value and the days that it is of. */
interface DatedValue extends DayRange {
  readonly value: number;
}

/** Returns the value of a range and its days; `undefined` if nothing was counted. */
export function valueIn(series: Series, range: DayRange, kind: Kind): DatedValue | undefined {
  if (kind === 'delta') {
    const days = countedPart(series, range);
    return days && { ...days, value: series.sum(days) };
  }
  const point = series.at(range.end);
  return point && { start: point.day, end: point.day, value: point.value };
}
