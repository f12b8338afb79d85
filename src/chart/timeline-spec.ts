import type { TimelineView } from '../view/timeline-view.js';
import { extent, fromZero, stack } from './stack.js';
import { colorsOf, type ChartTheme, type PlotFrame } from './theme.js';
import { bucketLabels, niceTicks, textWidth } from './ticks.js';
import {
  areHairs,
  dashedLine,
  gapBands,
  joined,
  layersOf,
  type Axis,
  type LayerSpec,
  type Shape,
} from './timeline-layers.js';

/** The appearance of a timeline. */
export interface TimelineFrame extends PlotFrame {
  readonly type: 'line' | 'bar';
  readonly display: 'stacked' | 'overlapping';
  /** Formats a value on the axis. */
  readonly formatValue: (value: number) => string;
  /**
   * Formats the first day of a bucket on the axis, in short form.
   * @param before the day of the previous label; absent for the first label, which should show the year
   */
  readonly formatBucket: (start: string, before?: string) => string;
  /** True for whole values, such as records or bytes. */
  readonly integers: boolean;
  /** 1024 where sizes are written in KiB, MiB …. */
  readonly base?: 1000 | 1024;
}

/** Pixels between grid lines, between labels and the plot, and around the plot, whose start depends on the labels. */
const GRID_STEP = 52;
const LABEL_PADDING = 8;
const MARGIN = { top: 8, bottom: 26, end: 6 };

/** The largest number of series drawn as grouped bars; more cannot be distinguished and are drawn as lines. */
const MOST_ABREAST = 4;

/**
 * Creates the spec of a timeline. All numbers are computed here: x is the index of a bucket, y is stacked already, and
 * the functions of the frame format the labels. Vega neither computes nor formats. Timelines of the same shape differ
 * only in `datasets`, `params` and sizes, so that a chart can be updated in place.
 */
export function timelineSpec(view: TimelineView, frame: TimelineFrame): LayerSpec {
  const { theme, rtl, measure = textWidth } = frame;
  const buckets = view.series[0]?.buckets ?? [];
  const last = buckets.length - 1;
  const shape = shapeOf(view.series.length, buckets.length, frame);
  const values = view.series.map((series) => series.buckets.map(({ value }) => value));
  const spans = STACKED.includes(shape) ? stack(values) : fromZero(values);
  const before = fromZero(view.before ? [view.before.buckets.map(({ value }) => value)] : []);

  const height = Math.max(1, frame.height - MARGIN.top - MARGIN.bottom);
  const [min, max] = extent([...spans, ...before]);
  const ticks = niceTicks(min, max, Math.max(2, Math.floor(height / GRID_STEP)), frame);
  const texts = ticks.map((tick) => frame.formatValue(tick));
  const start = LABEL_PADDING + Math.ceil(Math.max(...texts.map((text) => measure(text))));

  const width = Math.max(1, frame.width - start - MARGIN.end);
  const [from, to] = BARS.includes(shape) || last < 1 ? [-0.5, Math.max(0, last) + 0.5] : [0, last];
  const bucketWidth = width / (to - from);
  const position = (index: number): number => (index - from) * bucketWidth;
  const room = { granularity: view.granularity, width, position, format: frame.formatBucket, measure };
  const names = bucketLabels(
    buckets.map((bucket) => bucket.start),
    room,
  );

  // The first bucket of a snapshot is complete: its value is that of its last day.
  const unfinished = (i: number): boolean => buckets[i]?.partial === true && (view.kind === 'delta' || i === last);
  const [bottom, top] = [ticks[0] as number, ticks.at(-1) as number];
  const plot = {
    bucketWidth,
    x: (index: number): number => (rtl ? width - position(index) : position(index)),
    y: (value: number): number => height * (1 - (value - bottom) / (top - bottom)),
    surface: theme.surface,
  };
  const ids = view.series.map(({ id }) => id);
  const isGap = (i: number): boolean => BARS.includes(shape) && values.every((column) => column[i] === null);
  const gaps = [...buckets.keys()].filter(isGap);
  const { layers, datasets, params } = joined([
    gapBands(plot, gaps, { height, color: theme.line }),
    layersOf(shape, { ...plot, spans, unfinished, colors: colorsOf(ids, theme) }),
    dashedLine({ ...plot, spans: before, unfinished: () => false, colors: [theme.muted] }),
  ]);
  const axes: Record<string, Value> = {
    from,
    to,
    bottom,
    top,
    below: min < 0,
    xTicks: names.map(({ index }) => index),
    xTexts: Object.fromEntries(names.map(({ index, text }) => [index, text])),
    yTicks: ticks,
    yTexts: Object.fromEntries(ticks.map((tick, i) => [tick, texts[i] ?? ''])),
  };
  const grid = {
    condition: { test: 'datum.value === 0 && below', value: theme.muted },
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
    params: Object.entries({ ...params, ...axes }).map(([name, value]) => ({ name, value })),
    datasets,
    projection: { type: 'identity', scale: 1, translate: [0, 0] },
    layer: [
      {
        name: 'axes',
        data: { values: [] },
        mark: 'point',
        encoding: {
          x: {
            field: 'x',
            type: 'quantitative',
            scale: { domain: [{ expr: 'from' }, { expr: 'to' }], nice: false, zero: false, reverse: rtl },
            axis: { ...axis('xTicks', 'xTexts', theme), grid: false, labelFlush: true },
          },
          y: {
            field: 'y',
            type: 'quantitative',
            scale: { domain: [{ expr: 'bottom' }, { expr: 'top' }], nice: false, zero: false },
            axis: { ...axis('yTicks', 'yTexts', theme), grid: true, gridColor: grid, orient: rtl ? 'right' : 'left' },
          },
        },
      },
      ...layers,
    ],
  };
}

type Value = number | boolean | number[] | Record<number, string>;

const BARS: readonly Shape[] = ['hairs', 'stackedBars', 'groupedBars'];
const STACKED: readonly Shape[] = ['areas', 'hairs', 'stackedBars'];

function shapeOf(series: number, buckets: number, { type, display, width }: TimelineFrame): Shape {
  const stacked = display === 'stacked' || series < 2;
  const hairs = areHairs(width / buckets);
  if (type === 'bar' && stacked) return hairs ? 'hairs' : 'stackedBars';
  if (type === 'bar' && series <= MOST_ABREAST && !hairs) return 'groupedBars';
  if (!stacked) return 'lines';
  return series < 2 ? 'line' : 'areas';
}

/** Returns an axis whose ticks and texts are parameters, which an expression reads. */
const axis = (ticks: string, texts: string, theme: ChartTheme): Axis => ({
  domain: false,
  ticks: false,
  title: null,
  labelColor: theme.muted,
  labelFontSize: 12,
  labelPadding: LABEL_PADDING,
  labelOverlap: false,
  labelLimit: 0,
  values: { expr: ticks },
  labelExpr: `${texts}[datum.value]`,
});
