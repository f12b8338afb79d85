import type { ChartTheme } from '../../src/chart/theme.js';
import { times } from '../../src/util/times.js';

/** Limit on the number of classes: readers cannot distinguish more colours. */
const CLASSES = 5;

/**
 * Computes lower bounds of value classes in geometric steps: with equal steps nearly all countries would share one
 * class. Bounds are ascending, the first one at or below the smallest value. They are round numbers (1, 2, 5, 10 …), so
 * there may be fewer than `CLASSES`.
 * @param base 1000, or 1024 where sizes are written in KiB, MiB …: bounds are then round in these units
 */
export function classBreaks(values: readonly number[], base = 1000): readonly number[] {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  if (!positive.length) return [];
  const smallest = Math.min(...positive);
  const ratio = Math.max(...positive) / smallest;
  const bounds = times(CLASSES, (i) => roundDown(smallest * ratio ** (i / CLASSES), base));
  return [...new Set(bounds)];
}

/** Rounds a number down to 1, 2, 5, 10 … times a power of `base`. */
function roundDown(value: number, base: number): number {
  let unit = 1;
  while (value >= unit * base) unit *= base;
  let ten = unit;
  while (value >= ten * 10) ten *= 10;
  return ten * ([5, 2].find((step) => value >= ten * step) ?? 1);
}

/** Returns the class of a value: the index of its lower bound, -1 for a value that is not above 0. */
export const classOf = (value: number, bounds: readonly number[]): number =>
  value > 0 ? bounds.findLastIndex((bound) => value >= bound) : -1;

/** Returns the colours of classes, from a soft tone to the accent. */
export const classColors = (count: number, { accent, surface }: ChartTheme): readonly string[] =>
  times(count, (i) => mix(accent, count > 1 ? 30 + (70 * i) / (count - 1) : 100, surface));

/** Returns the colour for the value 0. */
export const zeroColor = ({ accent, surface }: ChartTheme): string => mix(accent, 8, surface);

/** Returns the colour for an unknown value: without the accent, unlike that of 0. */
export const noDataColor = ({ muted, surface }: ChartTheme): string => mix(muted, 14, surface);

const mix = (color: string, percent: number, other: string): string =>
  `color-mix(in oklab, ${color} ${percent}%, ${other})`;
