/** How many of the days of a range were counted, and what of a metric a source has sent. */
import type { Breakdown } from '../vocabulary/breakdowns.js';
import { METRICS, statisticOf, type Metric, type MetricRow } from '../vocabulary/metrics.js';
import type { Kind } from '../vocabulary/terms.js';
import type { Table } from './block.js';
import { daysIn, overlap, yearOf, type DayRange } from './day.js';
import type { Series } from './series.js';
import type { Counted, Stats } from './stats.js';

/** Parts of a metric. */
interface ByParts extends Counted {
  readonly breakdown: Breakdown;
}

/** How many of some days were counted; the others are unknown. */
export interface Coverage {
  readonly counted: number;
  readonly days: number;
}

/** Counts the days of a range that have a point in a series of counted days; `undefined` if all of them do. */
export function gapsIn(counted: Series, range: DayRange): Coverage | undefined {
  const coverage = { counted: counted.count(range), days: daysIn(range) };
  return coverage.counted < coverage.days ? coverage : undefined;
}

/** Returns the days of a range from where counting begins to where it ends; `undefined` if none was counted. */
export const countedPart = (counted: Series, range: DayRange): DayRange | undefined => {
  const { extent } = counted;
  return extent && counted.hasPoint(range) ? overlap(range, extent) : undefined;
};

/**
 * Returns a metric as a whole on the days on which its parts were counted, if it was counted on all of them in a range and
 * all parts could be read. Otherwise it is no measure for them: services leave metrics out of some years.
 */
export function coveringWhole(stats: Stats, counted: ByParts, range: DayRange): Series | undefined {
  const whole = stats.wholeOfParts(counted);
  return whole && whole.count(range) === stats.countedDays(counted).count(range) ? whole : undefined;
}

/** The tables of a metric that hold at least one series, by year. */
function tablesOf({ blocks }: Stats, metric: Metric, kind: Kind): readonly { readonly year: number; table: Table }[] {
  const statistic = statisticOf(metric, kind);
  return blocks.flatMap((block) =>
    block.statistic === statistic
      ? block.tables.flatMap((table) =>
          table.metric === metric && table.ids.length ? { year: block.year, table } : [],
        )
      : [],
  );
}

/** Returns the breakdowns of a metric that hold at least one series. */
export const breakdownsOf = (stats: Stats, metric: Metric, kind: Kind): readonly Breakdown[] => [
  ...new Set(tablesOf(stats, metric, kind).flatMap(({ table }) => table.breakdown ?? [])),
];

/**
 * Returns what the service calls a metric, each name with its years: several names if some years are counted in another
 * way than others (unique records, or every event).
 */
export function yearsByKey(stats: Stats, { metric, kind, breakdown }: Counted): ReadonlyMap<string, readonly number[]> {
  const years = new Map<string, number[]>();
  for (const { year, table } of tablesOf(stats, metric, kind)) {
    if (table.breakdown === breakdown) years.set(table.key, [...(years.get(table.key) ?? []), year]);
  }
  return years;
}

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

/** Returns the calendar years of a range, ascending. */
export const yearsIn = ({ start, end }: DayRange): number[] =>
  Array.from({ length: yearOf(end) - yearOf(start) + 1 }, (_, i) => yearOf(start) + i);
