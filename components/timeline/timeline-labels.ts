import { wholeUnits } from '../../src/data/calendar.js';
import { isoDay, parseDay } from '../../src/data/day.js';
import { bucketText, formatList } from '../../src/i18n/format.js';
import type { I18n } from '../../src/i18n/i18n.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import { shortLicence } from '../../src/view/licence.js';
import { BEFORE, OTHER } from '../../src/view/options.js';
import type { TimelineBucket, TimelineSeries, TimelineView } from '../../src/view/timeline-view.js';
import type { Comparison } from '../../src/vocabulary/terms.js';
import { daysCounted } from '../base/notes.js';
import type { Tooltip, TooltipRow } from '../chart/stats-chart.js';
import { linesOf, type Line } from './timeline-plot.js';

/** Names of the series and buckets of a view, the same in its legend, tooltips and table. */
export type TimelineLabels = ReturnType<typeof timelineLabels>;

/**
 * Creates functions that name series and buckets.
 * @param lastDay the last day that was counted, ISO date: a bucket that ends there may still grow
 */
export function timelineLabels(
  i18n: I18n,
  { metric, breakdown, granularity }: TimelineView,
  { compare, lastDay }: { readonly compare: Comparison; readonly lastDay: string | undefined },
) {
  const messages = allMessages(i18n);
  const nameOf = ({ id, label }: TimelineSeries): string => {
    if (id === OTHER) return messages.other;
    if (id === BEFORE) return messages.comparisons[compare];
    return label || messages.metrics[metric];
  };
  return {
    series: nameOf,
    /** The name in the legend, which has no room for the long names of licences. */
    short: (series: TimelineSeries): string => (breakdown === 'rights' && shortLicence(series.id)) || nameOf(series),
    bucket: ({ start, end, partial, coverage }: TimelineBucket): string => {
      const unit = wholeUnits(granularity, { start: parseDay(start)!, end: parseDay(end)! });
      const isCut = isoDay(unit.start) !== start || isoDay(unit.end) !== end;
      const text = bucketText(i18n, { start, end, partial: isCut }, granularity, 'full');
      const notes = [
        ...(partial && end === lastDay ? [messages.soFar] : []),
        ...(coverage?.counted ? [daysCounted(i18n, coverage)] : []),
      ];
      return notes.length ? `${text} (${formatList(i18n, notes)})` : text;
    },
  };
}

/**
 * Returns the tooltips of the buckets. Their texts are created when they are read, since few of thousands of days are
 * ever pointed at.
 */
export function timelineTooltips(i18n: I18n, view: TimelineView, labels: TimelineLabels): Tooltip[] {
  const lines = linesOf(view);
  const row = (i: number, { series, color }: Line): TooltipRow[] => {
    const { value = null, start = '', end = '' } = series.buckets[i] ?? {};
    // 29 February is compared with the day before, whose tooltip has it already.
    if (series.id === BEFORE && start === series.buckets[i - 1]?.start) return [];
    return [
      {
        label: series.id === BEFORE ? i18n.isoDays(start, end) : labels.series(series),
        text: value === null ? allMessages(i18n).empty : i18n.value(value, view.unit, Infinity),
        ...(lines.length > 1 && { color }),
      },
    ];
  };
  return (view.series[0]?.buckets ?? []).map((bucket, i) => ({
    get label() {
      return labels.bucket(bucket);
    },
    get rows() {
      return lines.flatMap((line) => row(i, line));
    },
  }));
}
