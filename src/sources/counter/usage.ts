/** The usage of all reports together: a month comes from reports of one type, since those of several would count twice. */
import type { MetricCapabilities } from '../../data/capabilities.js';
import type { Day } from '../../data/day.js';
import { WHOLE, type YearBlock } from '../../data/year-block.js';
import type { Breakdown } from '../../vocabulary/breakdowns.js';
import type { Metric } from '../../vocabulary/metrics.js';
import type { Statistic } from '../../vocabulary/terms.js';
import { times } from '../../util/times.js';
import {
  blockOfPeriods,
  emptyBlock,
  monthsOf,
  parseMonth,
  wholeTable,
  wholeYear,
  type PeriodTable,
} from '../service/period-block.js';
import { runningTotals } from '../service/running-totals.js';
import type { RecordOrder, TopRecord } from '../source.js';
import { REPORT_TYPES, tableName, type Item, type MonthUsage, type Report } from './read-report.js';
import { ATTRIBUTE_BREAKDOWNS, KEYS, METRIC_TYPES, type Counting } from './vocabulary.js';

/** Days after a month in which its reports may still come: services have four weeks, and some need longer. */
export const SETTLES_AFTER = 35;

/** A metric, or its parts, and the reports that have it. */
interface Counted {
  readonly metric: Metric;
  readonly breakdown?: Breakdown;
  readonly months: ReadonlyMap<string, MonthUsage>;
  /** False if its reports are not those of the metric as a whole. */
  readonly isOfWhole: boolean;
}

export interface Usage {
  readonly metrics: readonly MetricCapabilities[];
  readonly years?: { readonly first: number; readonly last: number };
  /** The rankings that items are known for. */
  readonly orders: readonly RecordOrder[];
  /** Returns what happened in a year, or the totals since the first month. */
  readonly block: (statistic: Statistic, year: number) => YearBlock;
  readonly ranking: (order: RecordOrder, size: number) => readonly TopRecord[];
}

const METRICS = Object.values(METRIC_TYPES.total);

/** The code that joins several reports. */
interface Join {
  readonly widestLast: (reports: readonly Report[]) => readonly Report[];
  readonly joinMonths: (reports: readonly Report[]) => Report['months'];
  readonly joinItems: (reports: readonly Report[]) => readonly Item[];
}

/** Returns what is in a report that is the only one. */
const ALONE: Join = {
  widestLast: (reports) => reports,
  joinMonths: ([report]) => report?.months ?? new Map<string, never>(),
  joinItems: ([report]) => [...(report?.items.values() ?? [])],
};

/**
 * Joins reports.
 * @param join needed for several reports
 */
export function usageOf(given: readonly Report[], counting: Counting, fetchedAt: number, join: Join = ALONE): Usage {
  const reports = join.widestLast(given);
  const counted = METRICS.flatMap((metric) => countedBy(reports, metric, join));
  const wholes = counted.filter(({ breakdown }) => !breakdown);
  const months = wholes.flatMap((each) => [...each.months.keys()]).sort();
  const years = months.length ? { first: yearOfMonth(months[0]!), last: yearOfMonth(months.at(-1)!) } : undefined;
  const problems = reports.flatMap((report) => report.problems);
  const sinceOf = ({ metric }: { readonly metric: Metric }): Day =>
    firstDay(wholes.find((each) => each.metric === metric)!);
  const isIn = (year: number): boolean => years !== undefined && years.first <= year && year <= years.last;
  const items = join.joinItems(reports);

  const deltas = (year: number): YearBlock =>
    blockOfPeriods({
      ...{ statistic: 'usage-delta', year, periods: monthsOf(year), through: wholeYear(year).end, fetchedAt },
      tables: counted.map((each) => tableOf(each, year, counting, wholes)),
      ...{ settlesAfter: SETTLES_AFTER, problems },
    });

  return {
    ...(years && { years }),
    metrics: wholes.map((whole) => capabilitiesOf(whole, counted, counting)),
    orders: ORDERS.flatMap(([order, metric]) => (rankedBy(items, metric).length ? order : [])),
    block: (statistic, year) => {
      if (!statistic.startsWith('usage') || !years || !isIn(year)) return emptyBlock(statistic, year, fetchedAt);
      if (statistic === 'usage-delta') return deltas(year);
      const upTo = times(year - years.first + 1, (i) => deltas(years.first + i));
      // The problems are those of all reports, in each year.
      return { ...runningTotals(upTo, { sinceOf, isMonthly: () => true }), problems };
    },
    ranking: (order, size) => {
      const metric = ORDERS.find(([name]) => name === order)?.[1];
      if (!metric) return [];
      const key = KEYS[counting][metric];
      const records = rankedBy(items, metric).slice(0, size);
      return records.map((record) => ({ ...record, ...(key !== undefined && { counting: key }) }));
    },
  };
}

const yearOfMonth = (month: string): number => Number(month.slice(0, 4));

const firstDay = ({ months }: Counted): Day => parseMonth([...months.keys()].sort()[0])!.start;

/** Returns the usage of each month of the first type of reports that has it. */
const firstOf = (byType: readonly Counted['months'][]): Counted['months'] =>
  new Map(byType.toReversed().flatMap((months) => [...months]));

/** Returns a metric as a whole and its parts, each month from the first type of reports that has it. */
function countedBy(reports: readonly Report[], metric: Metric, { joinMonths }: Join): Counted[] {
  const byType = REPORT_TYPES.map((type) => {
    const all = reports.filter((each) => each.type === type);
    const told = all.filter(({ named }) => named);
    // What no row of any report has was not counted. Without any rows, nothing was used.
    const isCounted = !told.length || told.some(({ named }) => named!.has(metric));
    const own = all.filter(({ metrics }) => isCounted && metrics.has(metric));
    return joinMonths(own);
  });
  const whole = firstOf(byType);
  if (!whole.size) return [];
  const parts = ATTRIBUTE_BREAKDOWNS.flatMap((breakdown): Counted[] => {
    const name = tableName(metric, breakdown);
    const months = firstOf(byType.filter((each) => [...each.values()].some((usage) => usage.has(name))));
    const isOfWhole = [...months].every(([month, usage]) => usage === whole.get(month));
    return months.size ? [{ metric, breakdown, months, isOfWhole }] : [];
  });
  return [{ metric, months: whole, isOfWhole: true }, ...parts];
}

/** Returns what there is of a metric. */
function capabilitiesOf(whole: Counted, counted: readonly Counted[], counting: Counting): MetricCapabilities {
  const { metric } = whole;
  const breakdowns = counted.flatMap(({ metric: of, breakdown, isOfWhole }) =>
    of === metric && breakdown ? [[breakdown, isOfWhole ? {} : { partition: false as const }] as const] : [],
  );
  return {
    ...{ metric, kinds: ['delta', 'snapshot'], resolution: 'month', counting: KEYS[counting][metric]! },
    ...{ since: firstDay(whole), breakdowns: Object.fromEntries(breakdowns) },
  };
}

/** Makes the table of a year. */
function tableOf(
  { metric, breakdown, months, isOfWhole }: Counted,
  year: number,
  counting: Counting,
  wholes: readonly Counted[],
): PeriodTable {
  const key = KEYS[counting][metric]!;
  const names = times(12, (i) => `${year}-${String(i + 1).padStart(2, '0')}`);
  const usages = names.map((month) => months.get(month));
  if (!breakdown)
    return wholeTable(
      metric,
      key,
      usages.map((usage) => usage && (usage.get(metric)?.get(WHOLE)?.value ?? 0)),
    );
  const name = tableName(metric, breakdown);
  // A month with usage, but without the attribute, is not broken down.
  const known = usages.map((usage) =>
    usage && (usage.has(name) || !usage.has(metric)) ? (usage.get(name) ?? new Map<string, never>()) : undefined,
  );
  const labels = new Map(known.flatMap((parts) => [...(parts ?? [])].map(([id, { label }]) => [id, label] as const)));
  const whole = wholes.find((each) => each.metric === metric)!;
  const unknown = monthsOf(year).filter((_, i) => !known[i] && whole.months.has(names[i]!));
  return {
    ...{ metric, breakdown, key },
    parts: [...labels].map(([id, label]) => ({
      id,
      label,
      values: known.map((parts) => parts && (parts.get(id)?.value ?? 0)),
    })),
    ...(unknown.length && { unknown }),
    ...(!isOfWhole && { incomplete: true as const }),
  };
}

const ORDERS: readonly (readonly [order: RecordOrder, metric: Metric])[] = [
  ['mostviewed', 'views'],
  ['mostdownloaded', 'downloads'],
];

/** Returns the items with usage, the most used first. */
const rankedBy = (items: readonly Item[], metric: Metric): readonly TopRecord[] =>
  items
    .map(({ title, href, values }) => ({
      ...{ title, ...(href !== undefined && { href }) },
      value: [...values].reduce((sum, [key, value]) => (key.startsWith(`${metric} `) ? sum + value : sum), 0),
    }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value || (a.title < b.title ? -1 : 1));
