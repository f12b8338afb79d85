/** The extent of a value on the axis, from `y0` to `y`. */
export interface Span {
  readonly y0: number;
  readonly y: number;
}

/** One row per series, one column per bucket; `null` where there is no value. */
export type Columns<T> = readonly (readonly (T | null)[])[];

/** Returns spans that all begin at zero. */
export const fromZero = (series: Columns<number>): Columns<Span> =>
  series.map((values) => values.map((y) => (y === null ? null : { y0: 0, y })));

/** Stacks each value on those of the series before it: positive ones upwards from zero, negative ones downwards. */
export function stack(series: Columns<number>): Columns<Span> {
  const count = Math.max(0, ...series.map(({ length }) => length));
  const [up, down] = [new Float64Array(count), new Float64Array(count)];
  return series.map((values) =>
    values.map((value, i) => {
      if (value === null) return null;
      const side = value < 0 ? down : up;
      const y0 = side[i]!;
      return { y0, y: (side[i] = y0 + value) };
    }),
  );
}

/** Returns the lowest and the highest position, zero included. */
export function extent(spans: Columns<Span>): [min: number, max: number] {
  let min = 0;
  let max = 0;
  for (const line of spans) {
    for (const span of line) {
      if (!span) continue;
      min = Math.min(min, span.y);
      max = Math.max(max, span.y);
    }
  }
  return [min, max];
}

/** The buckets `from` … `to` of one path; both are the same for a value without neighbours. */
export interface Run {
  readonly from: number;
  readonly to: number;
  /** True if the path leads to or from a bucket that has not been counted to its end. */
  readonly faint: boolean;
}

/** Divides a series into paths, at gaps and where it becomes faint or solid. */
export function runs(spans: readonly (Span | null)[], unfinished: (index: number) => boolean): Run[] {
  const result: Run[] = [];
  let open: { from: number; to: number; faint: boolean } | undefined;
  const begin = (from: number, to: number, faint: boolean): void => void result.push((open = { from, to, faint }));
  let faintBefore = false;
  spans.forEach((span, i) => {
    const faintHere = unfinished(i);
    const faint = faintHere || (open !== undefined && faintBefore);
    faintBefore = faintHere;
    if (!span) open = undefined;
    else if (!open) begin(i, i, faint);
    else if (open.from === open.to || open.faint === faint) {
      open.to = i;
      open.faint = faint;
    } else begin(i - 1, i, faint);
  });
  return result;
}
