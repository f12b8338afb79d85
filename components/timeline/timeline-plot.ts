import { colorsOf, CSS_THEME } from '../styles/chart-theme.js';
import type { TimelineFrame } from '../../src/chart/theme.js';
import { bucketText } from '../../src/i18n/format.js';
import type { I18n } from '../../src/i18n/i18n.js';
import { lazy } from '../../src/util/lazy.js';
import type { TimelineSeries, TimelineView } from '../../src/view/timeline-view.js';
import type { Plot } from '../chart/stats-chart.js';

/** The kinds of chart of a timeline. */
export const CHART_TYPES = ['line', 'bar'] as const;
export type ChartType = (typeof CHART_TYPES)[number];

/** The displays of the parts of a timeline. */
export const LINE_DISPLAYS = ['stacked', 'overlapping'] as const;
export type LineDisplay = (typeof LINE_DISPLAYS)[number];

/** Loads the function that creates the specification of the chart. */
export const loadTimelineSpec = lazy(async () => (await import('../../src/chart/timeline-spec.js')).timelineSpec);

/** A series and its colour. */
export interface Line {
  readonly series: TimelineSeries;
  readonly color: string;
}

/** Returns the series that are drawn: the parts or the whole, and the whole in the earlier days. */
export function linesOf({ series, before }: TimelineView, theme = CSS_THEME): readonly Line[] {
  const colors = colorsOf(
    series.map(({ id }) => id),
    theme,
  );
  return [...series, ...(before ? [before] : [])].map((each, rank) => ({
    series: each,
    color: colors[rank] ?? theme.muted,
  }));
}

/** The looks of a timeline that are not in its view. */
type TimelineLook = Pick<TimelineFrame, 'type' | 'display' | 'nameOf'>;

/** Creates a plot of a view. */
export const timelinePlot =
  (i18n: I18n, view: TimelineView, look: TimelineLook): Plot =>
  async (frame) => {
    const timelineSpec = await loadTimelineSpec();
    const { unit, granularity } = view;
    return timelineSpec(view, {
      ...frame,
      ...look,
      integers: true,
      formatValue: (value) => (value === 0 ? i18n.number(0) : i18n.value(value, unit, 1000)),
      base: unit === 'bytes' && i18n.binarySizes ? 1024 : 1000,
      formatBucket: (start, before) => {
        const isSameYear = before?.slice(0, 4) === start.slice(0, 4);
        return bucketText(i18n, { start, end: start }, granularity, isSameYear ? 'tick' : 'yearTick');
      },
    });
  };
