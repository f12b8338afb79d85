import { bucketLabels, niceTicks } from '../view/axis-labels.js';
import type { TimelineView } from '../view/timeline-view.js';
import { columnsOf, extentOf, isGap, outlinesOf, timelineRows } from '../view/timeline-rows.js';
import { decimate } from './decimate.js';
import { brush, highlight, isolate, PALE_UNLESS_HIGHLIGHTED } from './parameters.js';
import { SCHEMA, type TimelineFrame } from './theme.js';
import { comparedLine, gapBands, INTERACTIVE, isStacked, layersOf, shapeOf, sizesOf } from './timeline-marks.js';
import type { TimelineSpec } from './timeline-marks.js';

/**
 * Pixels between grid lines, between labels and the plot, and around the plot, whose start depends on the labels. Below it
 * there is a line of them in the usual size.
 */
const GRID_STEP = 52;
const LABEL_PADDING = 8;
const MARGIN = { top: 8, bottom: 26 };
const LABEL_SIZE = 12;
const END = 6;

/**
 * Creates the spec of a timeline: a row for each series and bucket, decimated to what the plot has room for. Labels are
 * prepared, and ticks computed for them, since Vega does not know the language and the units of the page.
 */
export function timelineSpec(view: TimelineView, frame: TimelineFrame): TimelineSpec {
  const { theme, rtl, nameOf, measure } = frame;
  const { series, kind, granularity } = view;
  const buckets = series[0]?.buckets ?? [];
  const last = Math.max(0, buckets.length - 1);
  const shape = shapeOf(series.length, buckets.length, frame);
  const isStack = isStacked(shape);
  const isBar = ['bars', 'abreast'].includes(shape);
  const isSingle = series.length < 2;
  const before = view.before ? [view.before] : [];

  const margin = { ...MARGIN, bottom: MARGIN.bottom + Math.round(LABEL_SIZE * (theme.fontScale - 1)) };
  const height = Math.max(1, frame.height - margin.top - margin.bottom);
  const columns = columnsOf(series);
  const [min, max] = extentOf([...(isStack ? outlinesOf(columns) : columns), ...columnsOf(before)]);
  const yTicks = niceTicks(min, max, Math.max(2, Math.floor(height / GRID_STEP)), frame);
  const yLabels = yTicks.map((tick) => ({ tick, text: frame.formatValue(tick) }));
  const start = LABEL_PADDING + Math.ceil(Math.max(...yLabels.map(({ text }) => measure(text))));

  const width = Math.max(1, frame.width - start - END);
  const domain: [number, number] = isBar || !last ? [-0.5, last + 0.5] : [0, last];
  const step = width / (domain[1] - domain[0]);
  const xLabels = bucketLabels(
    buckets.map((bucket) => bucket.start),
    { granularity, width, position: (i) => (i - domain[0]) * step, format: frame.formatBucket, measure },
  );

  // The first bucket of a snapshot is complete: its value is that of its last day.
  const isPartial = (i: number): boolean => buckets[i]?.partial === true && (kind === 'delta' || i === last);
  const kept = decimate(columns, { width, isStack, isPartial });
  const rows = timelineRows(series, { kept, nameOf, isPartial });
  const ofCompared = { width, isStack: false, isPartial: () => false };
  const compared = timelineRows(before, { ...ofCompared, kept: decimate(columnsOf(before), ofCompared), nameOf });
  const isEmpty = (i: number): boolean => isBar && columns.every((values) => isGap(values, i));
  const gaps = buckets.flatMap((_, bucket) => (isEmpty(bucket) ? [{ bucket }] : []));
  const hasGaps = [...rows, ...compared].some(({ value }) => value === null);
  const ids = series.map(({ id }) => id);
  const look = { theme, step, count: buckets.length, lines: ids.length, rtl };
  // 0 between values above and below it is marked.
  const gridColor = { condition: { test: '!datum.value && yTicks[0] < 0', value: theme.muted }, value: theme.line };
  const xScale = { domain: { expr: 'xDomain' }, reverse: rtl };
  return {
    $schema: SCHEMA,
    width,
    height,
    autosize: 'none',
    padding: { ...margin, left: rtl ? END : start, right: rtl ? start : END },
    params: [
      { name: 'xDomain', value: isBar ? [...buckets.keys()] : domain },
      ...sizesOf(shape, look),
      ...labels('x', xLabels),
      ...labels('y', yLabels),
      { name: 'seriesNames', value: Object.fromEntries(series.map((each) => [each.id, nameOf(each)])) },
      ...(isSingle ? [] : [highlight(INTERACTIVE), isolate(INTERACTIVE)]),
      brush(INTERACTIVE[0], theme.muted),
    ],
    // A test of each row is faster than one of each point of all paths.
    config: { mark: { invalid: hasGaps ? 'break-paths-show-path-domains' : 'filter' } },
    datasets: { rows, ...(compared.length && { compared }), ...(gaps.length && { gaps }) },
    data: { name: 'rows', format: { parse: null } },
    transform: [...(isSingle ? [] : [{ filter: { param: 'isolate' } }]), ...(isStack ? stacked(hasGaps) : [])],
    encoding: {
      x: {
        field: 'bucket',
        ...(isBar
          ? { type: 'ordinal', scale: { ...xScale, ...PADDINGS } }
          : { type: 'quantitative', scale: { ...xScale, nice: false, zero: false } }),
        axis: { ...axis('x'), grid: false, labelAngle: 0, labelFlush: true },
      },
      y: {
        field: isStack ? 'value_start' : 'value',
        type: 'quantitative',
        stack: null,
        scale: { domain: [{ expr: 'yTicks[0]' }, { expr: 'peek(yTicks)' }], nice: false, zero: false },
        axis: { ...axis('y'), orient: rtl ? 'right' : 'left', gridColor },
      },
      color: {
        field: 'series',
        type: 'nominal',
        scale: { domain: ids, range: frame.colorsOf(ids) },
        legend: { title: null, labelExpr: 'seriesNames[datum.value]' },
      },
      ...(!isSingle && { opacity: PALE_UNLESS_HIGHLIGHTED }),
    },
    layer: [
      ...(gaps.length ? [gapBands(look)] : []),
      ...layersOf(shape, look, rows),
      ...(compared.length ? comparedLine(look) : []),
    ],
  };
}

/** Returns the parameters of an axis: its ticks, and the texts of ticks. */
const labels = (name: 'x' | 'y', ticks: readonly { readonly tick: number; readonly text: string }[]) => [
  { name: `${name}Ticks`, value: ticks.map(({ tick }) => tick) },
  { name: `${name}Names`, value: Object.fromEntries(ticks.map(({ tick, text }) => [tick, text])) },
];

const axis = (name: 'x' | 'y') => ({
  ...{ title: null, labelOverlap: false, labelLimit: 0 },
  values: { expr: `${name}Ticks` },
  labelExpr: `${name}Names[datum.value]`,
});

/** Returns transforms that stack the series by rank. A value that is not there ends the areas instead of being 0. */
const stacked = (hasGaps: boolean): TimelineSpec['transform'] & object => [
  { stack: 'value', groupby: ['bucket'], sort: [{ field: 'rank' }], as: ['value_start', 'value_end'] },
  ...(hasGaps ? [{ calculate: 'isValid(datum.value) ? datum.value_start : null', as: 'value_start' }] : []),
];

/** The space between bars. */
const PADDINGS = { paddingInner: { expr: '1 - share' }, paddingOuter: { expr: '(1 - share) / 2' } };
