/** The use of a single record over the last twelve months. */
import { addUnits, endOf, startOf } from '../data/calendar.js';
import { daysIn, isoDay, type Day, type DayRange } from '../data/day.js';
import type { Coverage } from '../data/coverage.js';
import type { RecordUse } from '../sources/source.js';
import { times } from '../util/times.js';
import type { Absence } from './options.js';
import type { TimelineSeries } from './timeline-view.js';

/** The number of months, the current one included. */
const MONTHS = 12;

/** Returns the current month, until today, and the eleven months before it, ascending. */
export const lastMonths = (today: Day): readonly DayRange[] =>
  times(MONTHS, (i) => {
    const start = addUnits('month', startOf('month', today), i - MONTHS + 1);
    return { start, end: Math.min(endOf('month', start), today) };
  });

/** The metrics that repositories count of single records. */
export const RECORD_METRICS = ['views', 'downloads'] as const;
export type RecordMetric = (typeof RECORD_METRICS)[number];

export interface RecordUseView {
  readonly metric: RecordMetric;
  /** The record's title and its page, as far as the repository has sent them. */
  readonly title: string;
  readonly href?: string;
  /** One series with a bucket for each month. */
  readonly series: readonly TimelineSeries[];
  /** The sum of the months; `null` if none of them is known. */
  readonly total: number | null;
  /** The days of the months, ISO dates. */
  readonly start: string;
  readonly end: string;
  readonly unit: 'count';
  /** The number of these days that are known; absent: all. */
  readonly coverage?: Coverage;
  /** How it is counted: a definition of the message catalogue. */
  readonly counting: string;
  readonly absence?: Absence;
}

/** The answer of a source, and the months that it has been asked for. */
export interface RecordUseMonths extends RecordUse {
  readonly periods: readonly DayRange[];
}

/** How each metric is counted. */
const COUNTINGS: Readonly<Record<RecordMetric, string>> = { views: 'recordViews', downloads: 'recordDownloads' };

export interface RecordUseOptions {
  readonly metric: RecordMetric;
  /** The name of the metric. */
  readonly label: string;
  /** The last day, for months without an answer. */
  readonly today: Day;
}

/**
 * Returns the months of a metric.
 * @param use absent if the source does not count single records
 */
export function recordUseView(
  use: RecordUseMonths | undefined,
  { metric, label, today }: RecordUseOptions,
): RecordUseView {
  const periods = use?.periods ?? lastMonths(today);
  const [first, last] = [periods[0]!, periods.at(-1)!];
  const named = { metric, unit: 'count', counting: COUNTINGS[metric] } as const;
  const days = { start: isoDay(first.start), end: isoDay(last.end) };
  if (!use) return { ...named, ...days, title: '', series: [], total: null, absence: 'missing' };
  const { title, href } = use;
  const values = periods.map((_, i) => use[metric][i] ?? null);
  const isLast = (i: number): boolean => i === periods.length - 1;
  const known = periods.filter((_, i) => values[i] !== null);
  const count = (some: readonly DayRange[]): number => some.reduce((sum, range) => sum + daysIn(range), 0);
  return {
    ...named,
    ...days,
    title,
    ...(href !== undefined && { href }),
    series: [
      {
        id: metric,
        label,
        buckets: periods.map(({ start, end }, i) => ({
          start: isoDay(start),
          end: isoDay(end),
          value: values[i]!,
          partial: isLast(i) && end < endOf('month', end),
        })),
      },
    ],
    total: known.length ? values.reduce<number>((sum, value) => sum + (value ?? 0), 0) : null,
    ...(known.length > 0 &&
      known.length < periods.length && { coverage: { counted: count(known), days: count(periods) } }),
    ...(!known.length && { absence: 'missing' }),
  };
}
