/** The report of an export without widgets whose numbers it could export: all statistics of a source. */
import { startOf } from '../data/calendar.js';
import type { MetricCapabilities } from '../data/capabilities.js';
import { parseDay, type Day, type DayRange } from '../data/day.js';
import { yearsNotProvided } from '../data/not-provided.js';
import type { Stats } from '../data/stats.js';
import { breakdownView } from '../view/breakdown-view.js';
import type { Naming } from '../view/options.js';
import type { DataColumn, DataTable } from '../view/data-table.js';
import { timelineView } from '../view/timeline-view.js';
import { BREAKDOWN_NAMES, type Breakdown } from '../vocabulary/breakdowns.js';
import { METRICS, METRIC_NAMES, metricsOf, type Metric } from '../vocabulary/metrics.js';
import { AREAS, KINDS, type Area, type Granularity, type Kind, type Statistic } from '../vocabulary/terms.js';

/** A metric, or its parts, in one way of counting. */
interface StandardNeed {
  readonly metric: Metric;
  readonly kind: Kind;
  readonly breakdown?: Breakdown;
  readonly latest?: true;
}

/**
 * Returns the data that a standard report needs: every metric in both ways of counting, and all of its parts.
 * @param described what the source has of each metric. Absent: its answers have all parts anyway
 */
export const standardNeeds = (described: readonly MetricCapabilities[] = []): readonly StandardNeed[] =>
  KINDS.flatMap((kind) => [
    ...METRIC_NAMES.map((metric) => ({ metric, kind })),
    ...described.flatMap(({ metric, kinds, breakdowns = {} }): readonly StandardNeed[] => {
      const names = kinds.includes(kind) ? BREAKDOWN_NAMES.filter((name) => breakdowns[name]) : [];
      // Totals by part are of the last day.
      return names.map((breakdown) => ({ metric, kind, breakdown, ...(kind === 'snapshot' && { latest: true }) }));
    }),
  ]);

export interface StandardOptions {
  readonly granularity: Granularity;
  readonly naming: Naming;
  readonly messages: StandardMessages;
}

export interface StandardMessages {
  readonly statistics: Readonly<Record<Statistic, string>>;
  readonly metrics: Readonly<Record<Metric, string>>;
  readonly start: string;
  readonly end: string;
  readonly id: string;
  /** Names the parts of a breakdown. */
  readonly part: (breakdown: Breakdown) => string;
  readonly other: string;
  readonly overTime: (statistic: string) => string;
  readonly byPart: (statistic: string, breakdown: Breakdown) => string;
  /** Names a metric that is missing in some years. */
  readonly without: (metric: string, years: readonly number[]) => string;
  /** Describes the table of a statistic. */
  readonly describe: (kind: Kind, metrics: readonly string[]) => string;
}

/** A statistic over time, or by the parts of a breakdown. */
interface Subject {
  readonly area: Area;
  readonly kind: Kind;
  readonly breakdown?: Breakdown;
}

/** Makes tables of each statistic: its metrics over time, then by each breakdown with data. Metrics without data have no column. */
export const standardTables = (stats: Stats, range: DayRange, options: StandardOptions): DataTable[] =>
  AREAS.flatMap((area) =>
    KINDS.flatMap((kind) => [
      ...overTime(stats, range, { area, kind }, options),
      ...BREAKDOWN_NAMES.flatMap((breakdown) => byPart(stats, range, { area, kind, breakdown }, options)),
    ]),
  );

type Dates = Pick<DataTable, 'start' | 'end'>;

/** Makes a table of metrics, which are the columns after its own ones. Names them with the years in which they are missing. */
function tableOf(
  stats: Stats,
  range: DayRange,
  { area, kind, breakdown }: Subject,
  { messages }: StandardOptions,
  found: readonly { readonly metric: Metric }[],
  own: Dates & Pick<DataTable, 'columns' | 'rows'>,
): DataTable {
  const statistic: Statistic = `${area}-${kind}`;
  const name = messages.statistics[statistic];
  const metrics = found.map(({ metric }): DataColumn => ({
    key: metric,
    label: messages.metrics[metric],
    type: METRICS[metric].unit,
  }));
  const names = found.map(({ metric }) => {
    // Totals by part are of a single day, which the table names.
    const years = kind === 'snapshot' && breakdown ? [] : yearsNotProvided(stats, { metric, kind, breakdown }, range);
    return years.length ? messages.without(messages.metrics[metric], years) : messages.metrics[metric];
  });
  return {
    title: breakdown ? messages.byPart(name, breakdown) : messages.overTime(name),
    description: messages.describe(kind, names),
    ...own,
    columns: [...own.columns, ...metrics],
  };
}

/** Returns the first and the last day of several ranges. */
function span(ranges: readonly Dates[]): Dates {
  const [starts, ends] = [ranges.map(({ start }) => start).sort(), ranges.map(({ end }) => end).sort()];
  return { start: starts[0]!, end: ends.at(-1)! };
}

function overTime(stats: Stats, range: DayRange, subject: Subject, options: StandardOptions): DataTable[] {
  const { area, kind } = subject;
  const { granularity, naming, messages } = options;
  // Metrics can begin and end on different days; the row is the calendar unit.
  const unitOf = ({ start }: Dates): Day => startOf(granularity, parseDay(start)!);
  const found = metricsOf(area).flatMap((metric) => {
    const [series] = timelineView(stats, range, { metric, kind, granularity, maxSeries: 1, naming }).series;
    return series ? { metric, buckets: new Map(series.buckets.map((bucket) => [unitOf(bucket), bucket])) } : [];
  });
  if (!found.length) return [];
  const units = [...new Set(found.flatMap(({ buckets }) => [...buckets.keys()]))].sort((a, b) => a - b);
  const rows = units.map((unit) => {
    const buckets = found.map((each) => each.buckets.get(unit));
    const { start, end } = span(buckets.filter((bucket) => bucket !== undefined));
    return [start, end, ...buckets.map((bucket) => bucket?.value ?? null)];
  });
  const columns: readonly DataColumn[] = [
    { key: 'start', label: messages.start, type: 'date' },
    { key: 'end', label: messages.end, type: 'date' },
  ];
  const dates = span(found.flatMap(({ buckets }) => [...buckets.values()]));
  return [tableOf(stats, range, subject, options, found, { ...dates, columns, rows })];
}

function byPart(
  stats: Stats,
  range: DayRange,
  subject: Subject & { readonly breakdown: Breakdown },
  options: StandardOptions,
): DataTable[] {
  const { area, kind, breakdown } = subject;
  const { naming, messages } = options;
  const found = metricsOf(area).flatMap((metric) => {
    const view = breakdownView(stats, range, { breakdown, metric, kind, pageSize: Infinity, naming });
    return view.absence ? [] : { metric, view, values: new Map(view.rows.map(({ id, value }) => [id, value])) };
  });
  if (!found.length) return [];
  const labels = new Map(found.flatMap(({ view }) => view.rows.map(({ id, label }) => [id, label] as const)));
  const parts = [...labels].map(([id, label]) => [id, label, ...found.map(({ values }) => values.get(id) ?? null)]);
  const others = found.map(({ view }) => view.other?.value ?? null);
  const rows = others.some((value) => value !== null) ? [...parts, [null, messages.other, ...others]] : parts;
  const columns: readonly DataColumn[] = [
    { key: 'id', label: messages.id, type: 'text' },
    { key: 'label', label: messages.part(breakdown), type: 'text' },
  ];
  const dates = span(found.map(({ view }) => view));
  return [tableOf(stats, range, subject, options, found, { ...dates, columns, rows })];
}
