/** Something with a value, to be put in order. */
interface Valued {
  readonly value: number;
}

interface Ranking<T> {
  /** The largest, descending; equal ones keep their order. */
  readonly top: readonly T[];
  /** What did not fit, descending. */
  readonly rest: readonly T[];
}

/** The `size` largest; negative values (removals) come last. */
export function rank<T extends Valued>(items: readonly T[], size: number): Ranking<T> {
  const sorted = [...items].sort((a, b) => b.value - a.value);
  return { top: sorted.slice(0, size), rest: sorted.slice(size) };
}

/** Sum of the values. */
export const total = (items: readonly Valued[]): number => items.reduce((sum, item) => sum + item.value, 0);

/**
 * A part's share of the whole, 0 … 1; `null` where a share would mean nothing: no whole, a negative part, or a part
 * larger than the whole.
 */
export const share = (value: number, whole: number): number | null =>
  whole > 0 && value >= 0 && value <= whole ? value / whole : null;
