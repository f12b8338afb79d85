import type { ChartTheme } from '../../src/chart/theme.js';
import { OTHER } from '../../src/view/options.js';

const SINGLE = ['text', 'muted', 'line', 'surface', 'accent', 'other'] as const;
const SERIES = [1, 2, 3, 4, 5, 6, 7, 8].map((rank) => `--_series-${rank}`);

/**
 * The CSS custom properties that hold the colours of a theme. `--_text` has the value of the public `--stats-text`, or
 * its default (shared.ts).
 */
export const COLOUR_PROPERTIES: readonly string[] = [...SINGLE.map((name) => `--_${name}`), ...SERIES];

/**
 * Creates a theme from custom properties.
 * @param colourOf returns the colour that a custom property holds
 * @param fontScale the size of text in proportion to the usual one
 */
export const chartTheme = (colourOf: (property: string) => string, font: string, fontScale = 1): ChartTheme => {
  const single = Object.fromEntries(SINGLE.map((name) => [name, colourOf(`--_${name}`)]));
  return { ...(single as Record<(typeof SINGLE)[number], string>), series: SERIES.map(colourOf), font, fontScale };
};

/** The theme for HTML beside a chart, such as legends: its colours are references to the custom properties. */
export const CSS_THEME: ChartTheme = chartTheme((property) => `var(${property})`, 'inherit');

/** Returns the colour of a part by its rank, 0 for the largest. Ranks beyond the eight colours get paler ones. */
export function colorOf(rank: number, { series, surface }: ChartTheme): string {
  const color = series[rank % series.length] as string;
  return rank < series.length ? color : `color-mix(in srgb, ${color} 55%, ${surface})`;
}

/**
 * Returns the colours of parts in the order given, the same for a chart, its legend and its tooltips. "Other" is always
 * neutral.
 */
export const colorsOf = (ids: readonly string[], theme: ChartTheme): string[] =>
  ids.length === 1 && ids[0] === 'global'
    ? [theme.accent]
    : ids.map((id, rank) => (id === OTHER ? theme.other : colorOf(rank, theme)));
