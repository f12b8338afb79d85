import { isGap, outlinesOf, type Values } from '../view/timeline-rows.js';

/** Limit on the rows of a chart, one for each series and bucket: Vega draws as many within two or three frames. */
const MOST_ROWS = 4400;

export interface Thinning {
  /** The width of the plot in pixels. */
  readonly width: number;
  /** True for the parts of a stack. */
  readonly isStack: boolean;
  readonly isPartial: (index: number) => boolean;
}

/**
 * Selects the buckets of each series to draw, ascending: the picture stays the same, and drawing takes time by pixels, not
 * by days. Of each pixel column (wider than a pixel, if there are many series), a line keeps the first, the last, the lowest
 * and the highest bucket; a stack keeps those whose sum is lowest and highest. The first and the last bucket of all, and
 * both sides of gaps and of unfinished buckets are kept. No value is averaged.
 */
export function decimate(
  columns: readonly Values[],
  { width, isStack, isPartial }: Thinning,
): (rank: number) => number[] {
  const all = [...(columns[0]?.keys() ?? [])];
  const rows = all.length * columns.length;
  if (all.length <= width && rows <= MOST_ROWS) return () => all;
  const sums = isStack ? outlinesOf(columns) : [];
  const pixels = Math.min(width, MOST_ROWS / columns.length / (isStack ? 2 * sums.length : 4));
  const columnOf = (index: number): number => Math.floor((index / (all.length - 1)) * pixels);
  const keep = (outlines: readonly Values[], series: readonly Values[]): number[] => {
    const kept = new Set([0, all.length - 1]);
    const isEdge = (i: number): boolean =>
      isPartial(i) !== isPartial(i - 1) || series.some((values) => isGap(values, i) !== isGap(values, i - 1));
    for (let first = 0, next = 0; first < all.length; first = next) {
      while (next < all.length && columnOf(next) === columnOf(first)) next += 1;
      const column = all.slice(first, next);
      if (!isStack) kept.add(first).add(next - 1);
      for (const values of outlines) for (const index of extremes(values, column)) kept.add(index);
      for (const index of column) if (index > 0 && isEdge(index)) kept.add(index - 1).add(index);
    }
    return [...kept].sort((a, b) => a - b);
  };
  const shared = isStack && keep(sums, columns);
  return (rank) => shared || keep([columns[rank]!], [columns[rank]!]);
}

/** Returns the indices of the lowest and of the highest value among `indices`; nothing if there is no value. */
function extremes(values: Values, indices: readonly number[]): number[] {
  const known = indices.filter((index) => values[index] !== null);
  const first = (isBetter: (a: number, b: number) => boolean): number =>
    known.reduce((best, index) => (isBetter(values[index]!, values[best]!) ? index : best));
  return known.length ? [first((a, b) => a < b), first((a, b) => a > b)] : [];
}
