import { earlierBuckets, type ComparisonOptions } from '../data/comparison.js';
import { countedPart, gapsIn, type Coverage } from '../data/coverage.js';
import { isoDay, type DayRange } from '../data/day.js';
import { countedDays, listedDays } from '../data/counted-days.js';
import { coveringWhole, isPartition } from '../data/parts.js';
import { coarser } from '../data/description.js';
import { rank } from '../data/rank.js';
import { buckets, resample, type Bucket } from '../data/resample.js';
import type { Series } from '../data/series.js';
import { spanOf, type Counted, type Part, type Stats } from '../data/stats.js';
import { WHOLE } from '../data/year-block.js';
import { BREAKDOWNS, type Breakdown } from '../vocabulary/breakdowns.js';
import { METRICS, type Metric } from '../vocabulary/metrics.js';
import type { Granularity, Kind, Unit } from '../vocabulary/terms.js';
import { valuesOf, type Valued } from './breakdown-view.js';
import { comparedWith, countedOf, type Compared, type NotCompared } from './change.js';
import { BEFORE, OTHER, type Absence, type Naming } from './options.js';

/** The days of one calendar unit and their value. */
export interface TimelineBucket {
  /** First and last day counted, ISO dates. */
  readonly start: string;
  readonly end: string;
  /** `null` where nothing was counted: unknown, never 0. */
  readonly value: number | null;
  /** True if the bucket holds only some days of its calendar unit, or if some of its days were not counted. */
  readonly partial: boolean;
  /**
   * The number of its days that were counted; absent: all. Of a total, which needs its last day only, also absent if that day was
   * counted.
   */
  readonly coverage?: Coverage;
}

/** The values of the whole, of a part, or of all other parts, over time. */
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
  /** The days that are drawn, ISO dates: those of the range from where counting begins to where it ends. */
  readonly start?: string;
  readonly end?: string;
  /** The number of these days that were counted; absent: all, and for totals. */
  readonly coverage?: Coverage;
  /** Largest first, `OTHER` last. */
  readonly series: readonly TimelineSeries[];
  /**
   * The metric in the days with which it is compared, bucket by bucket; each bucket has its own days. Only of the
   * metric as a whole.
   */
  readonly before?: TimelineSeries;
  /** The days of `before` from first to last, ISO dates. */
  readonly compared?: Compared;
  /** The reason why it is not compared, although a comparison was chosen. */
  readonly notCompared?: NotCompared;
  readonly absence?: Absence;
}

export interface TimelineOptions extends Counted {
  readonly granularity: Granularity;
  /** Limit on the parts; the rest is combined as "other". */
  readonly maxSeries: number;
  readonly naming: Naming;
  /** The comparison with earlier days; absent: none. */
  readonly comparison?: ComparisonOptions | undefined;
}

/** Returns the buckets of a range until its last counted day, for the whole or the largest parts and the rest. */
export function timelineView(stats: Stats, chosen: DayRange, asked: TimelineOptions): TimelineView {
  const { metric, kind, breakdown } = asked;
  const granularity = coarser(asked.granularity, stats.description?.resolution(asked) ?? 'day');
  const options = { ...asked, granularity };
  const range = spanOf(stats, asked, chosen);
  const counted = countedDays(stats, { metric, kind, breakdown });
  const whole = stats.whole(metric, kind);
  const known = breakdown ? stats.parts(metric, kind, breakdown) : whole && [{ id: WHOLE, label: '', series: whole }];
  // One total of today is no curve.
  const parts = stats.description?.of(metric)?.history === false ? undefined : known;
  // The axis begins where counting begins, and ends where it ends.
  const drawn = countedPart(counted, range);
  const into = drawn && parts?.length ? buckets(granularity, drawn) : [];
  const columns =
    drawn && into.length
      ? breakdown
        ? partColumns(stats, drawn, options, parts ?? [], into)
        : wholeColumn(parts ?? [], kind, into)
      : [];
  const coverage = kind === 'delta' && into.length && drawn ? gapsIn(counted, drawn) : undefined;
  // Every series has the same days: they are formatted once.
  const dates = into.map((bucket) => ({ ...datesOf(bucket, kind, counted), isKnown: counted.hasPoint(bucket) }));
  return {
    metric,
    kind,
    granularity,
    breakdown: breakdown ?? null,
    unit: METRICS[metric].unit,
    series: columns.map(({ id, label, values }) => ({
      id,
      label,
      buckets: dates.map(({ isKnown, ...bucket }, i) => ({
        ...bucket,
        value: isKnown && !Number.isNaN(values[i]) ? (values[i] as number) : null,
      })),
    })),
    ...(into.length && { start: dates[0]!.start, end: dates.at(-1)!.end }),
    ...(coverage && { coverage }),
    ...(into.length && earlierSeries(stats, range, into, options)),
    ...(!columns.length && { absence: parts ? 'empty' : 'missing' }),
  };
}

/** Returns the dates of a bucket, and its coverage. */
function datesOf(bucket: Bucket, kind: Kind, counted: Series): Omit<TimelineBucket, 'value'> {
  const { start, end, partial } = bucket;
  const isExact = kind === 'snapshot' && counted.hasPoint({ start: end, end });
  const coverage = isExact ? undefined : gapsIn(counted, bucket);
  return {
    start: isoDay(start),
    end: isoDay(end),
    partial: partial || coverage !== undefined,
    ...(coverage && { coverage }),
  };
}

/** Returns the metric as a whole in the earlier days, each bucket cut where counting began. */
function earlierSeries(
  stats: Stats,
  range: DayRange,
  into: readonly Bucket[],
  { metric, kind, breakdown, comparison }: TimelineOptions,
): Pick<TimelineView, 'before' | 'compared' | 'notCompared'> {
  if (!comparison) return {};
  if (breakdown) return { notCompared: 'parts' };
  const whole = countedDays(stats, { metric, kind });
  const first = whole.extent?.start ?? Infinity;
  const units = into.map((bucket) => spanOf(stats, { metric }, bucket));
  const earlier = earlierBuckets(units, comparison).map((days) =>
    days.end < first ? { ...days, partial: false } : countedOf(days, kind, first),
  );
  const values = resample(whole, kind, earlier);
  const made = earlier.map((days, i): TimelineBucket => {
    // The leap day has no counterpart of its own in other years.
    const isKnown = days.start > (earlier[i - 1]?.end ?? -Infinity) && whole.hasPoint(days);
    const bucket = datesOf(days, kind, whole);
    return isKnown
      ? { ...bucket, value: values[i]! }
      : { start: bucket.start, end: bucket.end, partial: false, value: null };
  });
  if (!made.some(({ value }) => value !== null)) {
    const reason = comparedWith(stats, range, { metric, kind }, comparison);
    return { notCompared: reason === 'missing' ? reason : 'nothing' };
  }
  return {
    before: { id: BEFORE, label: '', buckets: made },
    // Buckets of days before counting began are drawn as gaps, but are not among the days that are compared.
    compared: { start: isoDay(Math.max(earlier[0]!.start, first)), end: made.at(-1)!.end },
  };
}

interface Column {
  readonly id: string;
  readonly label: string;
  readonly values: Float64Array;
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
  const listed = listedDays(stats, { metric, kind, breakdown });
  const valuesIn = (series: Series): Float64Array => partValues(series, kind, into, listed);
  // A part that appeared and vanished has the value 0 at the end, but values before.
  const shows = ({ value, series }: Valued): boolean => value !== 0 || valuesIn(series).some(Boolean);
  const { top, rest } = rank(
    valued.filter((part) => !hiddenIds.includes(part.id) && shows(part)),
    maxSeries,
  );
  const columns = top.map(({ id, label, series }) => ({
    id,
    label: naming(breakdown, id, label),
    values: valuesIn(series),
  }));
  const whole = isPartition(stats, { metric, breakdown })
    ? coveringWhole(stats, { metric, kind, breakdown }, range)
    : undefined;
  const hidden = parts.filter((part) => hiddenIds.includes(part.id));
  const columnsOf = (some: readonly Part[]): Float64Array[] => some.map(({ series }) => valuesIn(series));
  const other = whole
    ? difference(resample(whole, kind, into), [...columns.map(({ values }) => values), ...columnsOf(hidden)])
    : sumOf(columnsOf(rest), into.length);
  return other.some((value) => value > 0) ? [...columns, { id: OTHER, label: '', values: other }] : columns;
}

/**
 * Returns the values of a part. Of a total, a part that is not in the list of the latest day of a bucket is unknown: its old
 * value says nothing about that day.
 * @param listed the days that have a list
 */
function partValues(series: Series, kind: Kind, into: readonly DayRange[], listed: Series): Float64Array {
  const values = resample(series, kind, into);
  if (kind === 'delta') return values;
  return values.map((value, i) => (series.at(into[i]!.end)?.day === listed.at(into[i]!.end)?.day ? value : NaN));
}

/** Subtracts the columns from the whole; never returns values below 0. */
const difference = (whole: Float64Array, columns: readonly Float64Array[]): Float64Array =>
  whole.map((value, i) =>
    Math.max(
      0,
      columns.reduce((left, values) => left - (values[i] || 0), value),
    ),
  );

const sumOf = (columns: readonly Float64Array[], length: number): Float64Array =>
  Float64Array.from({ length }, (_, i) => columns.reduce((sum, values) => sum + (values[i] || 0), 0));
