import type { Config } from 'vega-lite';
import type { TimelineSeries } from '../view/timeline-view.js';

/** The version of the grammar, by which editors recognise a spec. */
export const SCHEMA = 'https://vega.github.io/schema/vega-lite/v6.json';

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
  /** The size of text in proportion to the usual one: 1 for readers whose browser has a font size of 16 pixels. */
  readonly fontScale: number;
}

/** The size and the appearance of a chart, from the element that shows it. */
export interface PlotFrame {
  /** CSS pixels, axis labels included. */
  readonly width: number;
  readonly height: number;
  readonly theme: ChartTheme;
  /** True on pages that are read from right to left; charts are mirrored there. */
  readonly rtl: boolean;
  /** Returns the CSS colours of series or parts, by their ids. */
  readonly colorsOf: (ids: readonly string[]) => string[];
  /** Returns the width of an axis label in pixels. */
  readonly measure: (text: string) => number;
}

/** The appearance of a timeline. */
export interface TimelineFrame extends PlotFrame {
  readonly type: 'line' | 'bar';
  readonly display: 'stacked' | 'overlapping';
  /** Returns the name of a series. */
  readonly nameOf: (series: TimelineSeries) => string;
  /** Formats a value on the axis. */
  readonly formatValue: (value: number) => string;
  /** Formats the first day of a bucket. `before` is that of the label before; the first label should show its year. */
  readonly formatBucket: (start: string, before?: string) => string;
  /** True for whole values, such as records or bytes. */
  readonly integers: boolean;
  /** 1024 where sizes are written in KiB, MiB …. */
  readonly base?: 1000 | 1024;
}

const fontSizes = (size: number) => ({ labelFontSize: size, titleFontSize: size });

/** Returns the theme as a configuration of Vega-Lite, for the charts of this library and for those of a page. */
export const vegaTheme = ({ text, muted, line, accent, series, font, fontScale }: ChartTheme): Config => ({
  background: 'transparent',
  font,
  view: { stroke: null },
  mark: { color: accent },
  range: { category: [...series] },
  axis: {
    ...{ domain: false, ticks: false, gridColor: line, labelColor: muted, titleColor: muted },
    ...{ ...fontSizes(12 * fontScale), labelPadding: 8, titleFontWeight: 'normal' },
  },
  legend: { labelColor: muted, titleColor: muted, ...fontSizes(12 * fontScale), titleFontWeight: 'normal' },
  header: { labelColor: muted, titleColor: muted, labelFontSize: 10 * fontScale, titleFontSize: 11 * fontScale },
  title: {
    anchor: 'start',
    color: text,
    fontSize: 16 * fontScale,
    subtitleColor: muted,
    subtitleFontSize: 13 * fontScale,
  },
  text: { color: text, fontSize: 11 * fontScale },
});
