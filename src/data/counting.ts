/** In which way a metric is counted, and whether all answers agree about it. */
import { METRICS, statisticOf, type Metric, type MetricRow } from '../vocabulary/metrics.js';
import type { Kind } from '../vocabulary/terms.js';
import type { Table } from './block.js';
import { once } from './counted-days.js';
import { yearsIn } from './coverage.js';
import type { DayRange } from './day.js';
import type { Counted, Stats } from './stats.js';

/** The tables of a metric that hold at least one series, by year. */
export function tablesOf(
  { blocks }: Stats,
  metric: Metric,
  kind: Kind,
): readonly { readonly year: number; table: Table }[] {
  const statistic = statisticOf(metric, kind);
  return blocks.flatMap((block) =>
    block.statistic === statistic
      ? block.tables.flatMap((table) =>
          table.metric === metric && table.ids.length ? { year: block.year, table } : [],
        )
      : [],
  );
}

/**
 * Returns what the service calls a metric, each name with its years: several names if some years are counted in another
 * way than others (unique records, or every event).
 */
export const yearsByKey = (stats: Stats, counted: Counted): ReadonlyMap<string, readonly number[]> =>
  once(stats, counted, 'keys', () => {
    const years = new Map<string, number[]>();
    for (const { year, table } of tablesOf(stats, counted.metric, counted.kind)) {
      if (table.breakdown !== counted.breakdown) continue;
      for (const key of [table.key, ...(table.otherKeys ?? [])]) years.set(key, [...(years.get(key) ?? []), year]);
    }
    return years;
  });

/** Returns the names of `yearsByKey`. */
export const keysOf = (stats: Stats, counted: Counted): readonly string[] => [...yearsByKey(stats, counted).keys()];

/** Returns true if days may be added up without changing what they mean. Distinct counts may not, but events may. */
export function isAdditive(stats: Stats, metric: Metric, kind: Kind): boolean {
  const { additive, events }: MetricRow = METRICS[metric];
  const keys = keysOf(stats, { metric, kind });
  return additive || (keys.length > 0 && keys.every((key) => key === events));
}

/** Counts the days of a range on which merged answers disagreed about a metric or its parts. */
export function conflictingDays(stats: Stats, { metric, kind, breakdown }: Counted, { start, end }: DayRange): number {
  const statistic = statisticOf(metric, kind);
  const days = stats.blocks
    .flatMap((block) => (block.statistic === statistic ? (block.conflicts ?? []) : []))
    .filter((conflict) => conflict.metric === metric && conflict.breakdown === breakdown)
    .flatMap((conflict) => conflict.days);
  return new Set(days.filter((day) => day >= start && day <= end)).size;
}

/** Years of a range that are not counted as its other years are, ascending. */
export interface YearsCountedApart {
  /** Years in which every event is counted, while others count distinct events. */
  readonly events: readonly number[];
  /** Years of which some days are counted in one way, and some in the other. */
  readonly both: readonly number[];
}

/** Returns the years of a range that must not be compared with the others without a word. */
export function yearsCountedApart(stats: Stats, counted: Counted, range: DayRange): YearsCountedApart {
  const years = yearsIn(range);
  const byKey = yearsByKey(stats, counted);
  const { events }: MetricRow = METRICS[counted.metric];
  const keysOf = (year: number): readonly string[] =>
    [...byKey].flatMap(([key, own]) => (own.includes(year) ? key : []));
  const isMixed = new Set(years.flatMap(keysOf)).size > 1;
  const both = years.filter((year) => keysOf(year).length > 1);
  const ofEvents = (year: number): boolean => isMixed && keysOf(year).length === 1 && keysOf(year)[0] === events;
  return { events: years.filter(ofEvents), both };
}
