import type { Meta } from '@storybook/web-components-vite';
import type { Plot, Tooltip } from '../components/chart/stats-chart.js';
import { colorOf, CSS_THEME } from '../components/styles/chart-theme.js';
import { pieSpec } from '../src/chart/pie-spec.js';
import type { TimelineFrame } from '../src/chart/theme.js';
import { timelineSpec } from '../src/chart/timeline-spec.js';
import { addUnits, endOf } from '../src/data/calendar.js';
import { isoDay, parseDay } from '../src/data/day.js';
import { i18nFor } from '../src/i18n/i18n.js';
import { bucketText } from '../src/i18n/format.js';
import type { TimelineSeries, TimelineView } from '../src/view/timeline-view.js';
import { controls, element, framed, type Args, type Frame, type Story } from './story.js';

/** Draws every chart: of the widgets, which pass it their plots, and any Vega-Lite specification of a page. */
export default {
  title: 'Widgets/stats-chart',
  component: 'stats-chart',
  tags: ['autodocs'],
  args: { label: 'Invented numbers', height: 240 },
  argTypes: controls('label', 'height'),
} satisfies Meta<Args>;

interface Picture {
  readonly plot?: Plot;
  readonly spec?: object;
  readonly vegaConfig?: readonly object[];
  readonly tooltips?: readonly Tooltip[];
}

const drawn = (picture: Picture, text: string, frame: Frame = {}): Story => ({
  parameters: { docs: { description: { story: text } } },
  render: (args) => {
    const fallback = element('p', { slot: 'fallback' });
    fallback.textContent = 'The chart could not be drawn.';
    const chart = Object.assign(element('stats-chart', args, fallback), picture);
    return framed({ width: 720, ...frame }, chart);
  },
});

const i18n = i18nFor('en');
const FIRST = parseDay('2026-01-01')!;

const series = (label: string, values: readonly number[]): TimelineSeries => ({
  id: label || 'global',
  label,
  buckets: values.map((value, i) => {
    const start = addUnits('month', FIRST, i);
    return { start: isoDay(start), end: isoDay(endOf('month', start)), value, partial: i === values.length - 1 };
  }),
});

const timeline = (all: readonly TimelineSeries[], looks: Partial<TimelineFrame> = {}): Picture => {
  const view: TimelineView = {
    metric: 'views',
    kind: 'delta',
    granularity: 'month',
    breakdown: null,
    unit: 'count',
    series: all,
  };
  return {
    plot: (frame) =>
      timelineSpec(view, {
        ...frame,
        type: 'line',
        display: 'stacked',
        integers: true,
        nameOf: ({ label }) => label || 'Views',
        formatValue: (value) => i18n.value(value, 'count', 1000),
        formatBucket: (start) => bucketText(i18n, { start, end: start }, 'month', 'tick'),
        ...looks,
      }),
    tooltips: all[0]!.buckets.map(({ start, end }, i) => ({
      label: bucketText(i18n, { start, end }, 'month', 'full'),
      rows: all.map(({ label, buckets }, rank) => ({
        label: label || 'Views',
        text: i18n.number(buckets[i]!.value!),
        color: colorOf(rank, CSS_THEME),
      })),
    })),
  };
};

const VIEWS = [3120, 2980, 4400, 4120, 5230, 4870, 4010, 3640, 5120, 5890, 4230];
const PARTS = ['Articles', 'Datasets', 'Books'].map((label, i) =>
  series(
    label,
    VIEWS.map((views) => Math.round(views / (i + 2))),
  ),
);
const SLICES = PARTS.map(({ id, label }, i) => ({ id, label, value: 600 / (i + 1) }));

export const Line = drawn(timeline([series('', VIEWS)]), 'One series. The last month is not over yet.');
export const Bars = drawn(timeline([series('', VIEWS)], { type: 'bar' }), 'The same as bars.');
export const Stacked = drawn(timeline(PARTS), 'Parts on top of each other.');
export const Overlaid = drawn(timeline(PARTS, { display: 'overlapping' }), 'Parts as lines of their own.');
export const Pie = drawn({ plot: (frame) => pieSpec(SLICES, frame) }, 'A ring of three parts.', { width: 240 });
export const OnePoint = drawn(timeline([series('', [42])]), 'A single month.');
export const HugeNumbers = drawn(
  timeline([
    series(
      '',
      VIEWS.map((views) => views * 1e9),
    ),
  ]),
  'Numbers with many digits.',
);
const YEARS = VIEWS.map((views, i) => ({ year: String(2015 + i), views, downloads: Math.round(views / 3) }));
const SCATTER = {
  data: { values: YEARS },
  mark: { type: 'point', tooltip: true },
  encoding: {
    x: { field: 'views', type: 'quantitative', title: 'Views' },
    y: { field: 'downloads', type: 'quantitative', title: 'Downloads' },
    color: { field: 'year', type: 'nominal', title: 'Year' },
  },
};

export const OwnSpec = drawn({ spec: SCATTER }, 'A specification of the page, with tooltips and a legend of its own.');
export const OwnTheme = drawn(
  { spec: SCATTER, vegaConfig: [{ axis: { ticks: true, domain: true }, point: { filled: true, size: 120 } }] },
  'The same with a configuration of Vega-Lite.',
);
export const Empty = drawn({}, 'Without a picture the room stays empty.');
export const Error = drawn(
  {
    plot: () => {
      throw new RangeError('The story has no picture.');
    },
  },
  'A picture that cannot be drawn gives way to what stands in the slot `fallback`.',
);
export const RightToLeft = drawn(timeline(PARTS), 'The axis begins at the right.', { dir: 'rtl' });
export const Narrow = drawn(timeline(PARTS), 'In a box of 320 pixels.', { width: 320 });
