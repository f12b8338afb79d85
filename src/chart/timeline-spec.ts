import type { TimelineView } from '../view/timeline-view.js';
import { extent, fromZero, stack } from './stack.js';
import { colorsOf, type ChartTheme, type PlotFrame } from './theme.js';
import { bucketLabels, niceTicks, textWidth } from './ticks.js';
import { dashedLine, layersOf, type Axis, type Color, type LayerSpec, type Shape } from './timeline-layers.js';

/** How a timeline is drawn. */
export interface TimelineFrame extends PlotFrame {
  readonly type: 'line' | 'bar';
  readonly display: 'stacked' | 'overlapping';
  /** Writes a value on the axis. */
  readonly formatValue: (value: number) => string;
  /**
   * Writes the first day of a bucket on the axis, short.
   * @param before the day of the label before it; absent for the first label, which should tell the year
   */
  readonly formatBucket: (start: string, before?: string) => string;
  /** True for what comes in wholes, as records or bytes. */
  readonly integers: boolean;
  /** 1024 where sizes are written in KiB, MiB …. */
  readonly base?: 1000 | 1024;
}

/** Pixels: between two lines of the grid, between a label and the plot, around the plot where no label stands. */
const GRID_STEP = 52;
const LABEL_PADDING = 8;
const MARGIN = { top: 8, bottom: 26, end: 6 };

/** More bars side by side cannot be told apart: their series are drawn as lines. */
const MOST_ABREAST = 4;

/**
 * The picture of a timeline. All of its numbers are made here: x is the number of a bucket, y is stacked already, and labels
 * are written by the functions of the frame. Vega neither computes nor formats, and no text of the data gets into the spec.
 */
export function timelineSpec(view: TimelineView, frame: TimelineFrame): LayerSpec {
  const { theme, rtl, measure = textWidth } = frame;
  const buckets = view.series[0]?.buckets ?? [];
  const last = buckets.length - 1;
  const shape = shapeOf(view.series.length, frame);
  const values = view.series.map((series) => series.buckets.map(({ value }) => value));
  const spans = STACKED.includes(shape) ? stack(values) : fromZero(values);
  const before = fromZero(view.before ? [view.before.buckets.map(({ value }) => value)] : []);

  const height = Math.max(1, frame.height - MARGIN.top - MARGIN.bottom);
  const [min, max] = extent([...spans, ...before]);
  const ticks = niceTicks(min, max, Math.max(2, Math.floor(height / GRID_STEP)), frame);
  const tickLabels = ticks.map((tick): Label => [tick, frame.formatValue(tick)]);
  const start = LABEL_PADDING + Math.ceil(Math.max(...tickLabels.map(([, text]) => measure(text))));

  const width = Math.max(1, frame.width - start - MARGIN.end);
  const [from, to] = BARS.includes(shape) || last < 1 ? [-0.5, Math.max(0, last) + 0.5] : [0, last];
  const bucketWidth = width / (to - from);
  const position = (index: number): number => (index - from) * bucketWidth;
  const room = { granularity: view.granularity, width, position, format: frame.formatBucket, measure };
  const names = bucketLabels(
    buckets.map((bucket) => bucket.start),
    room,
  ).map(({ index, text }): Label => [index, text]);

  // A snapshot's first bucket lacks nothing: its value is that of its last day.
  const unfinished = (i: number): boolean => buckets[i]?.partial === true && (view.kind === 'delta' || i === last);
  const range = colorsOf(
    view.series.map(({ id }) => id),
    theme,
  );
  const color: Color = { field: 's', type: 'nominal', scale: { domain: [...range.keys()], range }, legend: null };
  const grid = {
    condition: { test: 'datum.value === 0', value: min < 0 ? theme.muted : theme.line },
    value: theme.line,
  };
  return {
    width,
    height,
    autosize: 'none',
    padding: {
      left: rtl ? MARGIN.end : start,
      right: rtl ? start : MARGIN.end,
      top: MARGIN.top,
      bottom: MARGIN.bottom,
    },
    config: { font: theme.font },
    encoding: {
      x: {
        field: 'x',
        type: 'quantitative',
        scale: { domain: [from, to], nice: false, zero: false, reverse: rtl },
        axis: { ...axis(names, theme), grid: false, labelFlush: true },
      },
      y: {
        field: 'y',
        type: 'quantitative',
        scale: { domain: [ticks[0] as number, ticks.at(-1) as number], nice: false, zero: false },
        axis: { ...axis(tickLabels, theme), grid: true, gridColor: grid, orient: rtl ? 'right' : 'left' },
      },
      color,
    },
    layer: [
      ...layersOf(shape, { spans, unfinished, bucketWidth, color, surface: theme.surface }),
      ...dashedLine(before, theme.muted),
    ],
  };
}

const BARS: readonly Shape[] = ['stackedBars', 'groupedBars'];
const STACKED: readonly Shape[] = ['areas', 'stackedBars'];

function shapeOf(series: number, { type, display }: TimelineFrame): Shape {
  const stacked = display === 'stacked' || series < 2;
  if (type === 'bar' && stacked) return 'stackedBars';
  if (type === 'bar' && series <= MOST_ABREAST) return 'groupedBars';
  if (type === 'bar' || !stacked) return 'lines';
  return series < 2 ? 'line' : 'areas';
}

const axis = (labels: readonly Label[], theme: ChartTheme): Axis => ({
  domain: false,
  ticks: false,
  title: null,
  labelColor: theme.muted,
  labelFontSize: 12,
  labelPadding: LABEL_PADDING,
  labelOverlap: false,
  labelLimit: 0,
  values: labels.map(([value]) => value),
  labelExpr: lookup(labels),
});

type Label = readonly [value: number, text: string];

/** An expression that turns the value of a tick into its label. */
const lookup = (labels: readonly Label[]): string =>
  `{${labels.map(([value, text]) => `"${value}":${literal(text)}`).join(',')}}[datum.value]`;

/** A text as a literal of the expression language. All but letters and digits is escaped: no text can become code. */
const literal = (text: string): string =>
  `"${text.replace(/[^a-z0-9 ]/gi, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
