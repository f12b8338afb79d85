/** The days on which a metric, or its parts, were counted. Separate from stats.ts, because a single number does not need them. */
import { statisticOf } from '../vocabulary/metrics.js';
import { yearStart } from './day.js';
import type { Series } from './series.js';
import { NO_POINTS, coverageOf, providedIn, seriesOf, tableIn, type Counted, type Stats } from './stats.js';
import type { Table, YearBlock } from './year-block.js';

/**
 * Returns the days that were counted, as a series with a point for each: of a metric as a whole the days that have a value,
 * of its parts the days on which the statistic was counted or any of them has a value (the others are 0 then).
 */
export function countedDays(stats: Stats, counted: Counted): Series {
  const { metric, kind, breakdown } = counted;
  if (!breakdown) return stats.whole(metric, kind) ?? NO_POINTS;
  return once(stats, counted, 'counted', (blocks) =>
    seriesOf(blocks, (block) =>
      providedIn(block, metric, breakdown) ? countedIn(block, tableIn(block, metric, breakdown)) : undefined,
    ),
  );
}

/** Returns the days on which any part of a metric has a value that could be read, as a series with a point for each. */
export const listedDays = (stats: Stats, counted: Counted): Series =>
  once(stats, counted, 'listed', (blocks) =>
    seriesOf(blocks, (block) => {
      const table = tableIn(block, counted.metric, counted.breakdown);
      return withTable(coverageOf(block).slice().fill(NaN), block, table);
    }),
  );

/** Returns 1 for each day of a year on which parts were counted, `NaN` for the others. */
export function countedIn(block: YearBlock, table: Table | undefined): Float64Array {
  const covered = coverageOf(block);
  // Usually both are equal; returning the same array keeps its index.
  const isSame =
    !table?.unknown?.length && !covered.some((value, slot) => Number.isNaN(value) && hasValue(table, slot));
  return isSame ? covered : withTable(covered.slice(), block, table);
}

const hasValue = (table: Table | undefined, slot: number): boolean =>
  table?.columns.some((column) => !Number.isNaN(column[slot])) ?? false;

/** Adds the days on which a table has a value, and removes those of which it is unknown. */
function withTable(days: Float64Array, block: YearBlock, table: Table | undefined): Float64Array {
  days.forEach((value, slot) => {
    if (Number.isNaN(value) && hasValue(table, slot)) days[slot] = 1;
  });
  for (const day of table?.unknown ?? []) days[day - yearStart(block.year)] = NaN;
  return days;
}

const made = new WeakMap<object, Map<string, Series>>();

/**
 * Makes a series of the years of a statistic once, until one of them changes.
 * @param name tells apart the series of the same metric and breakdown
 */
export function once(
  stats: Stats,
  { metric, kind, breakdown }: Counted,
  name: string,
  make: (blocks: readonly YearBlock[]) => Series,
): Series {
  const statistic = statisticOf(metric, kind);
  const version = stats.version(statistic);
  const known = made.get(version) ?? new Map<string, Series>();
  made.set(version, known);
  const key = `${name} ${metric} ${breakdown}`;
  const series = known.get(key) ?? make(stats.blocks.filter((block) => block.statistic === statistic));
  known.set(key, series);
  return series;
}
