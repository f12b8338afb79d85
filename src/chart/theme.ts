import { OTHER } from '../view/options.js';

/** The colours and the font of a chart, as CSS values. */
export interface ChartTheme {
  readonly text: string;
  readonly muted: string;
  /** Grid lines. */
  readonly line: string;
  /** The background of the chart, also the colour of gaps between areas. */
  readonly surface: string;
  /** The colour of a series that is the only one. */
  readonly accent: string;
  /** Colours by rank, the largest part first. */
  readonly series: readonly string[];
  /** The colour of "other". */
  readonly other: string;
  /** A CSS font-family list. */
  readonly font: string;
}

/** The size and the appearance of a chart, from the element that shows it. */
export interface PlotFrame {
  /** CSS pixels, axis labels included. */
  readonly width: number;
  readonly height: number;
  readonly theme: ChartTheme;
  /** True on pages that are read from right to left; charts are mirrored there. */
  readonly rtl: boolean;
  /** Returns the width of an axis label in pixels. Absent: widths are estimated. */
  readonly measure?: (text: string) => number;
}

const SINGLE = {
  text: '--_text',
  muted: '--_muted',
  line: '--_line',
  surface: '--_surface',
  accent: '--_accent',
  other: '--_other',
} as const;

const SERIES = [1, 2, 3, 4, 5, 6, 7, 8].map((rank) => `--_series-${rank}`);

/**
 * The CSS custom properties that hold the colours of a theme. `--_text` has the value of the public `--stats-text`, or
 * its default (components/styles/shared.ts).
 */
export const COLOUR_PROPERTIES: readonly string[] = [...Object.values(SINGLE), ...SERIES];

/**
 * Creates a theme from custom properties.
 * @param colourOf returns the colour that a custom property holds
 */
export function chartTheme(colourOf: (property: string) => string, font: string): ChartTheme {
  const { text, muted, line, surface, accent, other } = SINGLE;
  return {
    text: colourOf(text),
    muted: colourOf(muted),
    line: colourOf(line),
    surface: colourOf(surface),
    accent: colourOf(accent),
    other: colourOf(other),
    series: SERIES.map(colourOf),
    font,
  };
}

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
