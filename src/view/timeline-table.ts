import { WHOLE } from '../data/year-block.js';
import type { Metric } from '../vocabulary/metrics.js';
import { fillColumns, type ColumnOf, type DataTable, type TableHead, type TableUse } from './data-table.js';
import { columnsBefore, daysCounted, type DayHeads } from './day-columns.js';
import { OTHER } from './options.js';
import type { TimelineBucket, TimelineSeries, TimelineView } from './timeline-view.js';

export interface TimelineTableOptions extends TableHead {
  readonly use: TableUse;
  readonly messages: DayHeads & { readonly period: string; readonly metrics: Readonly<Record<Metric, string>> };
  /** The days of a table without buckets, ISO dates. */
  readonly range?: { readonly start: string; readonly end: string } | undefined;
  /** Names a series, as the legend does. */
  readonly nameOf: (series: TimelineSeries) => string;
  /** Names a bucket, as the tooltips do. */
  readonly bucketText: (bucket: TimelineBucket) => string;
  /** Formats the days from … to, ISO dates, in words. */
  readonly daysText: (start: string, end: string) => string;
}

type BucketColumn = ColumnOf<TimelineBucket>;

/** What a table needs of a view. */
type Tabulated = Pick<TimelineView, 'series' | 'before' | 'metric' | 'unit' | 'start' | 'end'>;

/** Returns a table with a row per bucket and a column per series. */
export function timelineTable(view: Tabulated, options: TimelineTableOptions): DataTable {
  const { use, title, description, messages, range } = options;
  const { series, before, metric, unit: type } = view;
  const buckets = series[0]?.buckets ?? [];
  const isPartly = buckets.some(({ coverage }) => coverage);
  const columns: readonly BucketColumn[] = [
    { key: 'period', label: messages.period, type: 'text', only: 'page', cell: options.bucketText },
    { key: 'start', label: messages.first, type: 'date', only: 'file', cell: ({ start }) => start },
    { key: 'end', label: messages.last, type: 'date', only: 'file', cell: ({ end }) => end },
    ...series.map((each): BucketColumn => ({
      key: each.id === OTHER ? 'other' : each.id === WHOLE ? metric : each.id,
      label: options.nameOf(each),
      type,
      cell: (_, i) => each.buckets[i]?.value ?? null,
    })),
    ...(before ? earlierColumns(before, view, options) : []),
    ...(isPartly ? [daysCounted(messages)] : []),
  ];
  return {
    title,
    description,
    start: view.start ?? range?.start ?? '',
    end: view.end ?? range?.end ?? '',
    ...fillColumns(use, columns, buckets),
  };
}

/** Returns the columns of the earlier days with which the buckets are compared. */
function earlierColumns(
  before: TimelineSeries,
  { metric, unit: type }: Tabulated,
  { messages, nameOf, daysText }: TimelineTableOptions,
): BucketColumn[] {
  const label = nameOf(before);
  const bucketAt = (i: number): TimelineBucket | undefined => before.buckets[i];
  const days = (bucket?: TimelineBucket): string | null => (bucket ? daysText(bucket.start, bucket.end) : null);
  return [
    { key: 'before', label, type, only: 'page', cell: (_, i) => bucketAt(i)?.value ?? null },
    { key: 'beforeDays', label: messages.comparedDays, type: 'text', only: 'page', cell: (_, i) => days(bucketAt(i)) },
    ...columnsBefore(messages, `${messages.metrics[metric]}, ${label}`, type, bucketAt),
  ];
}
