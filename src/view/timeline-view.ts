import { shiftBack, type Shift } from '../data/comparison.js';
import { isoDay, yearOf, span, type DayRange } from '../data/day.js';
import { rank } from '../data/rank.js';
import { buckets, resample } from '../data/resample.js';
import { coveringWhole } from '../data/sent.js';
import type { Series } from '../data/series.js';
import type { Part, Stats } from '../data/stats.js';
import { BREAKDOWNS, type Breakdown } from '../vocabulary/breakdowns.js';
import { METRICS, type Metric } from '../vocabulary/metrics.js';
import type { Granularity, Kind, Unit } from '../vocabulary/terms.js';
import { valuesOf, type Valued } from './breakdown-view.js';
import { countedOf, type Compared } from './change.js';
import { BEFORE, OTHER, type Absence, type Naming } from './options.js';

/** The days of one calendar unit and their value. */
export interface TimelineBucket {
  /** First and last day counted, ISO dates. */
  readonly start: string;
  readonly end: string;
  /** `null` where there is no value yet. */
  readonly value: number | null;
  /** True if the bucket holds only some days of its calendar unit. */
  readonly partial: boolean;
}

export interface TimelineSeries {
  /** `global` for the metric as a whole, a part's id, or `OTHER`. */
  readonly id: string;
  readonly label: string;
  readonly buckets: readonly TimelineBucket[];
}

/** A metric over time, as a whole or by parts. All series have the same buckets. */
export interface TimelineView {
  readonly metric: Metric;
  readonly kind: Kind;
  readonly granularity: Granularity;
  readonly breakdown: Breakdown | null;
  readonly unit: Unit;
  /** Largest first, `OTHER` last. */
  readonly series: readonly TimelineSeries[];
  /**
   * The same in the days with which it is compared, bucket by bucket; each bucket has its own days. Only of the metric as
   * a whole.
   */
  readonly before?: TimelineSeries;
  /** The days of `before` from first to last, ISO dates. */
  readonly compared?: Compared;
  readonly absence?: Absence;
}

export interface TimelineOptions {
  readonly metric: Metric;
  readonly kind: Kind;
  readonly breakdown?: Breakdown | undefined;
  readonly granularity: Granularity;
  /** Parts before the rest is put together as "other". */
  readonly maxSeries: number;
  readonly naming: Naming;
  /** With how long ago it is compared. */
  readonly shift?: Shift | undefined;
  /** Years that could not be loaded: of buckets that need them nothing is known, nor of those of years that were not sent. */
  readonly missing?: readonly number[];
}

/** Buckets of a range until the last day that was counted, for the whole or the largest parts and the rest. */
export function timelineView(stats: Stats, range: DayRange, options: TimelineOptions): TimelineView {
  const { metric, kind, breakdown, granularity } = options;
  const whole = stats.whole(metric, kind);
  const parts = breakdown
    ? stats.parts(metric, kind, breakdown)
    : whole && [{ id: 'global', label: '', series: whole }];
  // Where years came without the whole, its parts tell what was counted.
  const counted = seriesExtent([...(whole ? [whole] : []), ...(parts ?? []).map(({ series }) => series)]);
  // Days before anything was counted are not drawn: the axis begins at the first one.
  const drawn = counted && { start: Math.max(range.start, counted.start), end: range.end };
  const into = drawn && parts?.length ? buckets(granularity, drawn, counted.end) : [];
  const columns = !into.length
    ? []
    : breakdown
      ? partColumns(stats, range, options, parts ?? [], into)
      : wholeColumn(parts ?? [], kind, into);
  const { missing = [] } = options;
  const isMissing = ({ start, end }: DayRange): boolean => {
    // A total needs its last day only.
    const days = { start: kind === 'delta' ? start : end, end };
    const gone = [...missing, ...stats.unsent({ metric, kind, breakdown }, days)];
    return gone.some((year) => yearOf(days.start) <= year && year <= yearOf(end));
  };
  // Every series has the same days: they are written once.
  const dates = into.map((bucket) => ({
    start: isoDay(bucket.start),
    end: isoDay(bucket.end),
    partial: bucket.partial,
    isMissing: isMissing(bucket),
  }));
  const { shift } = options;
  const before =
    !breakdown && whole && shift && into.length ? earlierSeries(whole, kind, into, shift, isMissing) : undefined;
  return {
    metric,
    kind,
    granularity,
    breakdown: breakdown ?? null,
    unit: METRICS[metric].unit,
    series: columns.map(({ id, label, values }) => ({
      id,
      label,
      buckets: dates.map(({ start, end, partial, isMissing }, i) => ({
        start,
        end,
        value: isMissing || Number.isNaN(values[i]) ? null : (values[i] as number),
        partial,
      })),
    })),
    ...(before && {
      before,
      compared: { start: before.buckets[0]!.start, end: before.buckets.at(-1)!.end },
    }),
    ...(!columns.length && { absence: parts ? 'empty' : 'missing' }),
  };
}

/** The metric in the days before, each bucket cut where its counterpart is cut. */
function earlierSeries(
  whole: Series,
  kind: Kind,
  into: readonly DayRange[],
  shift: Shift,
  isMissing: (days: DayRange) => boolean,
): TimelineSeries {
  const first = whole.extent?.start ?? Infinity;
  const earlier = into.map((bucket) => {
    const days = shiftBack(bucket, shift);
    return days.end < first ? { ...days, partial: false } : countedOf(days, kind, first);
  });
  const values = resample(whole, kind, earlier);
  return {
    id: BEFORE,
    label: '',
    buckets: earlier.map(({ start, end, partial }, i) => {
      // The leap day has no counterpart of its own in other years.
      const known =
        end >= first &&
        !Number.isNaN(values[i]) &&
        start > (earlier[i - 1]?.end ?? -Infinity) &&
        !isMissing({ start, end });
      return { start: isoDay(start), end: isoDay(end), value: known ? (values[i] as number) : null, partial };
    }),
  };
}

interface Column {
  readonly id: string;
  readonly label: string;
  readonly values: Float64Array;
}

function seriesExtent(all: readonly Series[]): DayRange | undefined {
  const extents = all.flatMap(({ extent }) => extent ?? []);
  return extents.length ? extents.reduce((all, days) => span(all, days)) : undefined;
}

const wholeColumn = (parts: readonly Part[], kind: Kind, into: readonly DayRange[]): Column[] =>
  parts.map(({ id, series }) => ({ id, label: '', values: resample(series, kind, into) }));

function partColumns(
  stats: Stats,
  range: DayRange,
  { metric, kind, breakdown, maxSeries, naming }: TimelineOptions,
  parts: readonly Part[],
  into: readonly DayRange[],
): Column[] {
  if (!breakdown) return [];
  const hiddenIds: readonly string[] = BREAKDOWNS[breakdown].hidden;
  const { valued } = valuesOf(parts, kind, range);
  // What came and went has the value 0 at the end, but something to show on the way.
  const shows = ({ value, series }: Valued): boolean => value !== 0 || resample(series, kind, into).some(Boolean);
  const { top, rest } = rank(
    valued.filter((part) => !hiddenIds.includes(part.id) && shows(part)),
    maxSeries,
  );
  const columns = top.map(({ id, label, series }) => ({
    id,
    label: naming(breakdown, id, label),
    values: resample(series, kind, into),
  }));
  const { partition } = BREAKDOWNS[breakdown];
  const whole = partition ? coveringWhole(stats, { metric, kind, breakdown }, range) : undefined;
  const hidden = parts.filter((part) => hiddenIds.includes(part.id));
  const other = whole
    ? difference(resample(whole, kind, into), [...columns, ...wholeColumn(hidden, kind, into)])
    : sumOf(wholeColumn(rest, kind, into), into.length);
  return other.some((value) => value > 0) ? [...columns, { id: OTHER, label: '', values: other }] : columns;
}

/** What the columns leave of the whole, never below 0. */
const difference = (whole: Float64Array, columns: readonly Column[]): Float64Array =>
  whole.map((value, i) =>
    Math.max(
      0,
      columns.reduce((left, { values }) => left - (values[i] || 0), value),
    ),
  );

const sumOf = (columns: readonly Column[], length: number): Float64Array =>
  Float64Array.from({ length }, (_, i) => columns.reduce((sum, { values }) => sum + (values[i] || 0), 0));
