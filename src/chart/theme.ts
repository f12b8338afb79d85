import { OTHER } from '../view/options.js';

/** The colours and the font of a picture, as CSS values. */
export interface ChartTheme {
  readonly text: string;
  readonly muted: string;
  /** Grid lines. */
  readonly line: string;
  /** What the picture stands on: gaps between areas are drawn in it. */
  readonly surface: string;
  /** The one series of a chart that has only one. */
  readonly accent: string;
  /** By rank, the largest part first. */
  readonly series: readonly string[];
  /** What is left of the whole. */
  readonly other: string;
  /** A CSS font-family list. */
  readonly font: string;
}

/** Room and looks of a picture: what the element that shows it knows. */
export interface PlotFrame {
  /** CSS pixels, axis labels included. */
  readonly width: number;
  readonly height: number;
  readonly theme: ChartTheme;
  /** True if the page reads from right to left: the picture is mirrored. */
  readonly rtl: boolean;
  /** Pixels that an axis label takes; without it, an estimate. */
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
 * The CSS custom properties that hold the colours of a theme: `--_text` is what the public `--stats-text` says, or its default
 * (components/styles/shared.ts).
 */
export const COLOUR_PROPERTIES: readonly string[] = [...Object.values(SINGLE), ...SERIES];

/**
 * A theme read from custom properties.
 * @param colourOf the colour that a custom property stands for
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

/** The theme for HTML beside a picture, as legends: its colours are references to the custom properties. */
export const CSS_THEME: ChartTheme = chartTheme((property) => `var(${property})`, 'inherit');

/** The colour of a part by its rank, 0 the largest. After the eight colours come the same ones, paler. */
export function colorOf(rank: number, { series, surface }: ChartTheme): string {
  const color = series[rank % series.length] as string;
  return rank < series.length ? color : `color-mix(in srgb, ${color} 55%, ${surface})`;
}

/** The colours of parts in the order given: a chart, its legend and its tooltips agree on them. "Other" is always the neutral. */
export const colorsOf = (ids: readonly string[], theme: ChartTheme): string[] =>
  ids.length === 1 && ids[0] === 'global'
    ? [theme.accent]
    : ids.map((id, rank) => (id === OTHER ? theme.other : colorOf(rank, theme)));
