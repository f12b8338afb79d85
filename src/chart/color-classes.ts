import type { ChartTheme } from './theme.js';

/** At most so many colours: more cannot be told apart. */
const CLASSES = 5;

/**
 * The lower bounds of classes of values, ascending: from the smallest value on, each about as many times the one before.
 * Most countries are small and a few very large; equal steps would put all but these into one class. Bounds are round
 * numbers (1, 2, 5, 10 …), so there may be fewer.
 * @param base 1000, or 1024 where sizes are written in KiB, MiB …: bounds are then round in these
 */
export function classBreaks(values: readonly number[], base = 1000): readonly number[] {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  if (!positive.length) return [];
  const smallest = Math.min(...positive);
  const ratio = Math.max(...positive) / smallest;
  const bounds = Array.from({ length: CLASSES }, (_, i) => roundDown(smallest * ratio ** (i / CLASSES), base));
  return [...new Set(bounds)];
}

/** The largest of 1, 2, 5, 10 … times a power of `base` that is not above a number. */
function roundDown(value: number, base: number): number {
  let unit = 1;
  while (value >= unit * base) unit *= base;
  let ten = unit;
  while (value >= ten * 10) ten *= 10;
  return ten * ([5, 2].find((step) => value >= ten * step) ?? 1);
}

/** The class of a value: the number of its lower bound, -1 for nothing at all. */
export const classOf = (value: number, bounds: readonly number[]): number =>
  value > 0 ? bounds.findLastIndex((bound) => value >= bound) : -1;

/** The colours of classes: from a soft tone to the accent. */
export const classColors = (count: number, { accent, surface }: ChartTheme): readonly string[] =>
  Array.from({ length: count }, (_, i) => mix(accent, count > 1 ? 30 + (70 * i) / (count - 1) : 100, surface));

/** Counted, and none found. */
export const zeroColor = ({ accent, surface }: ChartTheme): string => mix(accent, 8, surface);

/** Nothing is known: no tone of the accent at all. */
export const noDataColor = ({ muted, surface }: ChartTheme): string => mix(muted, 14, surface);

const mix = (color: string, percent: number, other: string): string =>
  `color-mix(in oklab, ${color} ${percent}%, ${other})`;
