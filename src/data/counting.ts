/** Ways in which a metric is counted, and disagreements between answers. */
import { own } from '../util/json.js';
import { METRICS, statisticOf, type Metric, type MetricRow } from '../vocabulary/metrics.js';
import { COUNTINGS, WINDOWS, type Window } from '../vocabulary/countings.js';
import type { Kind } from '../vocabulary/terms.js';
import { once } from './counted-days.js';
import type { Table } from './year-block.js';
import { yearsIn } from './coverage.js';
import type { DayRange } from './day.js';
import type { Counted, Stats } from './stats.js';

/** Returns the tables of a metric that hold at least one series, by year. */
export function tablesOf(stats: Stats, metric: Metric, kind: Kind): readonly { readonly year: number; table: Table }[] {
  const { blocks } = stats.version(statisticOf(metric, kind));
  return blocks.flatMap(({ year, tables }) =>
    tables.flatMap((table) => (table.metric === metric && table.ids.length ? { year, table } : [])),
  );
}

/**
 * Returns the names that the service has for a metric, with the years of each. There are several names if some years count
 * unique records and others every event.
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

/**
 * Returns the windows of the distinct counts among the numbers of a metric, whose days are added up: none if every use
 * counts. The sum of a metric of which only the total of today is known adds up nothing.
 */
export function windowsOf(stats: Stats, metric: Metric, kind: Kind): readonly Window[] {
  const { additive, events }: MetricRow = METRICS[metric];
  if (additive || stats.description?.of(metric)?.history === false) return [];
  const keys = keysOf(stats, { metric, kind });
  const found = new Set(keys.map((key) => own(COUNTINGS, key) ?? (key === events ? 'event' : 'day')));
  return keys.length ? WINDOWS.filter((window) => found.has(window)) : ['day'];
}

/** Counts the days of a range on which merged answers disagreed about a metric or its parts. */
export function conflictingDays(stats: Stats, { metric, kind, breakdown }: Counted, { start, end }: DayRange): number {
  const days = stats
    .version(statisticOf(metric, kind))
    .blocks.flatMap(({ conflicts = [] }) => conflicts)
    .filter((conflict) => conflict.metric === metric && conflict.breakdown === breakdown)
    .flatMap((conflict) => conflict.days);
  return new Set(days.filter((day) => day >= start && day <= end)).size;
}

/** Years of a range that are counted in another way than its other years, ascending. */
interface YearsCountedApart {
  /** Years in which every event is counted, while others count distinct events. */
  readonly events: readonly number[];
  /** Years that count events on some days and distinct events on others. */
  readonly both: readonly number[];
}

/** Returns the years of a range that are not comparable with the others, so that the page can name them. */
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
