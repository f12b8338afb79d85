/** An item with a value, by which it is ranked. */
interface Valued {
  readonly value: number;
}

interface Ranking<T> {
  /** The largest, descending; equal ones keep their order. */
  readonly top: readonly T[];
  /** The rest, descending. */
  readonly rest: readonly T[];
}

/** Ranks items and splits them after the `size` largest; negative values (removals) come last. */
export function rank<T extends Valued>(items: readonly T[], size: number): Ranking<T> {
  const sorted = [...items].sort((a, b) => b.value - a.value);
  return { top: sorted.slice(0, size), rest: sorted.slice(size) };
}

/** Returns the sum of the values. */
export const total = (items: readonly Valued[]): number => items.reduce((sum, item) => sum + item.value, 0);

/**
 * Returns a part's share of the whole, 0 … 1; `null` where a share has no meaning: without a whole, for a negative part, and
 * for a part larger than the whole.
 */
export const share = (value: number, whole: number): number | null =>
  whole > 0 && value >= 0 && value <= whole ? value / whole : null;
