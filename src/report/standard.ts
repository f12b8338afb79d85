/** The report of an export that stands alone, without widgets whose numbers it could export: all statistics of a source. */
import { startOf } from '../data/calendar.js';
import { isoDay, parseDay, type DayRange } from '../data/day.js';
import type { Stats } from '../data/stats.js';
import { breakdownView } from '../view/breakdown-view.js';
import type { Naming } from '../view/options.js';
import type { DataTable, DataCell, DataColumn } from '../view/data-table.js';
import { timelineView } from '../view/timeline-view.js';
import { BREAKDOWN_NAMES, type Breakdown } from '../vocabulary/breakdowns.js';
import { METRICS, METRIC_NAMES, statisticOf, type Metric } from '../vocabulary/metrics.js';
import { KINDS, STATISTICS, type Granularity, type Kind, type Statistic } from '../vocabulary/terms.js';

/** The data that a standard report needs: every metric of both kinds. */
export const STANDARD_NEEDS = KINDS.flatMap((kind) => METRIC_NAMES.map((metric) => ({ metric, kind })));

export interface StandardOptions {
  readonly granularity: Granularity;
  readonly naming: Naming;
  readonly words: StandardWords;
}

export interface StandardWords {
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

/** A statistic and what it counts. */
interface Counted {
  readonly statistic: Statistic;
  readonly kind: Kind;
  readonly metrics: readonly Metric[];
}

const counted = (statistic: Statistic): Counted[] =>
  KINDS.flatMap((kind) => {
    const metrics = METRIC_NAMES.filter((metric) => statisticOf(metric, kind) === statistic);
    return metrics.length ? [{ statistic, kind, metrics }] : [];
  });

/** Names metrics, with the years in which they are missing. Totals by part are of a single day, which the table names. */
const namesOf = (
  stats: Stats,
  range: DayRange,
  metrics: readonly Metric[],
  by: { readonly kind: Kind; readonly breakdown?: Breakdown },
  { words }: StandardOptions,
): string[] =>
  metrics.map((metric) => {
    const years = by.kind === 'snapshot' && by.breakdown ? [] : stats.yearsNotProvided({ metric, ...by }, range);
    return years.length ? words.without(words.metrics[metric], years) : words.metrics[metric];
  });

/** Makes tables of each statistic: its metrics over time, then by each breakdown with data. Metrics without data have no column. */
export function standardTables(stats: Stats, range: DayRange, options: StandardOptions): DataTable[] {
  return STATISTICS.flatMap(counted).flatMap((each) => [
    ...overTime(stats, range, each, options),
    ...BREAKDOWN_NAMES.flatMap((breakdown) => byPart(stats, range, each, breakdown, options)),
  ]);
}

/** Rows by a key, in the order in which they first appear, filled from several metrics. */
class Rows<Head> {
  readonly #rows = new Map<string, { head: Head; values: Map<Metric, number | null> }>();

  set(key: string, metric: Metric, value: number | null, head: (old: Head | undefined) => Head): void {
    const row = this.#rows.get(key);
    const values = row?.values ?? new Map<Metric, number | null>();
    this.#rows.set(key, { head: head(row?.head), values: values.set(metric, value) });
  }

  /** The rows, each with a cell per metric. */
  cells(metrics: readonly Metric[]): { readonly head: Head; readonly cells: readonly DataCell[] }[] {
    return [...this.#rows.values()].map(({ head, values }) => ({
      head,
      cells: metrics.map((metric) => values.get(metric) ?? null),
    }));
  }
}

const metricColumns = (metrics: readonly Metric[], { words }: StandardOptions): DataColumn[] =>
  metrics.map((metric) => ({ key: metric, label: words.metrics[metric], type: METRICS[metric].unit }));

function overTime(
  stats: Stats,
  range: DayRange,
  { statistic, kind, metrics }: Counted,
  options: StandardOptions,
): DataTable[] {
  const { granularity, words } = options;
  const rows = new Rows<{ start: string; end: string }>();
  const there = metrics.filter((metric) => {
    const view = timelineView(stats, range, { metric, kind, granularity, maxSeries: 1, naming: options.naming });
    for (const { start, end, value } of view.series[0]?.buckets ?? []) {
      // Metrics can begin and end on different days; the row is the calendar unit.
      const unit = isoDay(startOf(granularity, parseDay(start)!));
      rows.set(unit, metric, value, (old) => ({
        start: old && old.start < start ? old.start : start,
        end: old && old.end > end ? old.end : end,
      }));
    }
    return !view.absence;
  });
  const made = rows.cells(there).sort((a, b) => (a.head.start < b.head.start ? -1 : 1));
  if (!made.length) return [];
  return [
    {
      title: words.overTime(words.statistics[statistic]),
      description: words.describe(kind, namesOf(stats, range, there, { kind }, options)),
      start: made[0]!.head.start,
      end: made.at(-1)!.head.end,
      columns: [
        { key: 'start', label: words.start, type: 'date' },
        { key: 'end', label: words.end, type: 'date' },
        ...metricColumns(there, options),
      ],
      rows: made.map(({ head, cells }) => [head.start, head.end, ...cells]),
    },
  ];
}

/** The key of the row "other". Keys of parts have a prefix, so that no id can equal it. */
const OTHER_ROW = '\u0000';

function byPart(
  stats: Stats,
  range: DayRange,
  { statistic, kind, metrics }: Counted,
  breakdown: Breakdown,
  options: StandardOptions,
): DataTable[] {
  const { naming, words } = options;
  const rows = new Rows<{ id: string | null; label: string }>();
  const others = new Rows<{ id: null; label: string }>();
  const days: { start: string; end: string }[] = [];
  const there = metrics.filter((metric) => {
    const view = breakdownView(stats, range, { breakdown, metric, kind, pageSize: Infinity, naming });
    if (view.absence) return false;
    days.push(view);
    for (const { id, label, value } of view.rows) rows.set(`id ${id}`, metric, value, () => ({ id, label }));
    if (view.other) others.set(OTHER_ROW, metric, view.other.value, () => ({ id: null, label: words.other }));
    return true;
  });
  if (!there.length) return [];
  return [
    {
      title: words.byPart(words.statistics[statistic], breakdown),
      description: words.describe(kind, namesOf(stats, range, there, { kind, breakdown }, options)),
      start: days.map(({ start }) => start).sort()[0]!,
      end: days
        .map(({ end }) => end)
        .sort()
        .at(-1)!,
      columns: [
        { key: 'id', label: words.id, type: 'text' },
        { key: 'label', label: words.part(breakdown), type: 'text' },
        ...metricColumns(there, options),
      ],
      rows: [...rows.cells(there), ...others.cells(there)].map(({ head, cells }) => [head.id, head.label, ...cells]),
    },
  ];
}
