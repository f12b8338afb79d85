import { daysIn, parseDay } from '../data/day.js';
import type { Metric } from '../vocabulary/metrics.js';
import { fillColumns, type ColumnOf, type DataTable, type TableHead, type TableUse } from './data-table.js';
import { OTHER } from './options.js';
import type { TimelineBucket, TimelineSeries, TimelineView } from './timeline-view.js';

export interface TimelineTableOptions extends TableHead {
  readonly use: TableUse;
  readonly messages: {
    readonly period: string;
    readonly first: string;
    readonly last: string;
    readonly comparedDays: string;
    readonly daysCountedHead: string;
    readonly metrics: Readonly<Record<Metric, string>>;
  };
  /** The days of a table without buckets, ISO dates. */
  readonly range?: { readonly start: string; readonly end: string } | undefined;
  /** Names a series, as the legend does. */
  readonly nameOf: (series: TimelineSeries) => string;
  /** Names a bucket, as the tooltips do. */
  readonly bucketText: (bucket: TimelineBucket) => string;
  /** Writes days from … to, ISO dates, in words. */
  readonly daysText: (start: string, end: string) => string;
}

type BucketColumn = ColumnOf<TimelineBucket>;

/** Returns a table with a row per bucket and a column per series. */
export function timelineTable(view: TimelineView, options: TimelineTableOptions): DataTable {
  const { use, title, description, messages, range } = options;
  const { series, before, metric, unit: type } = view;
  const buckets = series[0]?.buckets ?? [];
  const isPartly = buckets.some(({ coverage }) => coverage);
  const columns: readonly BucketColumn[] = [
    { key: 'period', label: messages.period, type: 'text', only: 'page', cell: options.bucketText },
    { key: 'start', label: messages.first, type: 'date', only: 'file', cell: ({ start }) => start },
    { key: 'end', label: messages.last, type: 'date', only: 'file', cell: ({ end }) => end },
    ...series.map((each): BucketColumn => ({
      key: each.id === OTHER ? 'other' : each.id === 'global' ? metric : each.id,
      label: options.nameOf(each),
      type,
      cell: (_, i) => each.buckets[i]?.value ?? null,
    })),
    ...(before ? columnsBefore(before, view, options) : []),
    ...(isPartly ? [daysCounted(messages.daysCountedHead)] : []),
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
function columnsBefore(
  before: TimelineSeries,
  { metric, unit: type }: TimelineView,
  { messages, nameOf, daysText }: TimelineTableOptions,
): BucketColumn[] {
  const { first, last, comparedDays, metrics } = messages;
  const label = nameOf(before);
  const of =
    <T extends string | number | null>(read: (bucket: TimelineBucket) => T) =>
    (_: unknown, i: number): T | null => {
      const bucket = before.buckets[i];
      return bucket ? read(bucket) : null;
    };
  const value = of((bucket) => bucket.value);
  const days = of(({ start, end }) => daysText(start, end));
  return [
    { key: 'before', label, type, only: 'page', cell: value },
    { key: 'beforeDays', label: comparedDays, type: 'text', only: 'page', cell: days },
    { key: 'before', label: `${metrics[metric]}, ${label}`, type, only: 'file', cell: value },
    {
      key: 'beforeStart',
      label: `${comparedDays}: ${first}`,
      type: 'date',
      only: 'file',
      cell: of(({ start }) => start),
    },
    { key: 'beforeEnd', label: `${comparedDays}: ${last}`, type: 'date', only: 'file', cell: of(({ end }) => end) },
  ];
}

/** Returns the number of days of a bucket that were counted; without gaps, all of them. */
const daysCounted = (label: string): BucketColumn => ({
  key: 'daysCounted',
  label,
  type: 'count',
  only: 'file',
  cell: ({ coverage, start, end }) => coverage?.counted ?? daysIn({ start: parseDay(start)!, end: parseDay(end)! }),
});
