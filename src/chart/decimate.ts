import type { Columns, Span } from './stack.js';

/** One value per point of a path; `null` where there is none. */
export type Heights = readonly (number | null)[];

/**
 * Selects the points of a path to draw, ascending. Of several points in one pixel column these are the first, the last,
 * and the lowest and the highest of each line: the picture stays the same, and drawing takes time by pixels, not by
 * days.
 * @param lines the values at the points: one line, or the outlines of a stack
 * @param column returns the pixel column of a point; never descending, or never ascending
 */
export function decimate(lines: readonly Heights[], column: (index: number) => number): number[] {
  const count = Math.max(0, ...lines.map(({ length }) => length));
  const kept: number[] = [];
  for (let first = 0; first < count;) {
    const at = column(first);
    let last = first;
    while (last + 1 < count && column(last + 1) === at) last += 1;
    if (last - first < 2) for (let i = first; i <= last; i += 1) kept.push(i);
    else kept.push(...extremes(lines, first, last));
    first = last + 1;
  }
  return kept;
}

function extremes(lines: readonly Heights[], first: number, last: number): number[] {
  const found = [first, last];
  for (const line of lines) {
    let lowest: number | undefined;
    let highest: number | undefined;
    for (let i = first; i <= last; i += 1) {
      const value = line[i] ?? null;
      if (value === null) continue;
      if (lowest === undefined || value < line[lowest]!) lowest = i;
      if (highest === undefined || value > line[highest]!) highest = i;
    }
    if (lowest !== undefined && highest !== undefined) found.push(lowest, highest);
  }
  return found.sort((a, b) => a - b).filter((index, i) => index !== found[i - 1]);
}

/** Returns the upper and the lower edge of a stack: a jump of any part moves one of them. */
export function outlines(spans: Columns<Span>): [upper: number[], lower: number[]] {
  const count = spans[0]?.length ?? 0;
  const [upper, lower] = [new Array<number>(count).fill(0), new Array<number>(count).fill(0)];
  for (const column of spans) {
    for (let i = 0; i < count; i += 1) {
      const y = column[i]?.y ?? 0;
      if (y > upper[i]!) upper[i] = y;
      if (y < lower[i]!) lower[i] = y;
    }
  }
  return [upper, lower];
}
