import type { ComparisonOptions } from '../data/comparison.js';
import type { DayRange } from '../data/day.js';
import { spanOf, type Stats } from '../data/stats.js';
import { comparedDays, comparedWith, type Compared, type NotCompared } from './change.js';
import { figureValue, valueIn, type FigureValue, type FigureValueOptions } from './figure-value.js';

/** The value of a number in earlier days. */
export interface EarlierFigure {
  /** The value in the days with which it is compared; absent: it is not compared. */
  readonly before?: number;
  /** Those days, ISO dates: of a snapshot, the day that `before` is from. */
  readonly compared?: Compared;
  /** The reason why it is not compared, although a comparison was chosen. */
  readonly notCompared?: NotCompared;
}

/** A single number and its earlier value. */
export type FigureView = FigureValue & EarlierFigure;

export interface FigureOptions extends FigureValueOptions {
  /** The comparison with earlier days; absent: none. */
  readonly comparison?: ComparisonOptions | undefined;
}

/** Returns the number of a range, and its value in the days with which it is compared. */
export const figureView = (stats: Stats, range: DayRange, options: FigureOptions): FigureView => ({
  ...figureValue(stats, range, options),
  ...earlierFigure(stats, range, options),
});

/** Returns the value in the days with which a number is compared; nothing if there is no number, or no comparison. */
export function earlierFigure(
  stats: Stats,
  range: DayRange,
  { metric, kind, comparison }: FigureOptions,
): EarlierFigure {
  const series = stats.whole(metric, kind);
  const found = series && valueIn(series, spanOf(stats, { metric }, range), kind);
  if (!comparison || !found) return {};
  const earlier = comparedWith(stats, range, { metric, kind }, comparison);
  if (typeof earlier === 'string') return { notCompared: earlier };
  const then = valueIn(series, earlier, kind);
  // A total carried forward from one day to both would be compared with itself.
  if (!then || then.end >= found.end) return { notCompared: 'nothing' };
  const days = kind === 'delta' ? earlier : { ...earlier, start: then.start, end: then.end };
  return { before: then.value, compared: comparedDays(days) };
}
