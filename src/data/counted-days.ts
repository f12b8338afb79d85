/** The days on which a metric, or its parts, were counted. Separate from stats.ts, because a single number does not need them. */
import { memoizeByObject } from '../util/memoize-by-object.js';
import { statisticOf } from '../vocabulary/metrics.js';
import { yearStart } from './day.js';
import type { Series } from './series.js';
import { NO_POINTS, coverageOf, providedIn, seriesOf, tableIn, type Counted, type Stats } from './stats.js';
import type { Table, YearBlock } from './year-block.js';

/**
 * Returns the days that were counted, as a series with a point for each: for a metric as a whole the days that have a
 * value, for its parts the days on which the statistic was counted or any of them has a value (the others are 0 then).
 */
export function countedDays(stats: Stats, counted: Counted): Series {
  const { metric, kind, breakdown } = counted;
  if (!breakdown) return stats.whole(metric, kind) ?? NO_POINTS;
  return once(stats, counted, 'counted', (blocks) =>
    seriesOf(blocks, (block) => {
      const table = tableIn(block, metric, breakdown);
      return table && providedIn(block, metric, breakdown) ? countedIn(table, block) : undefined;
    }),
  );
}

/** Returns the days on which any part of a metric has a value that could be read, as a series with a point for each. */
export const listedDays = (stats: Stats, { metric, kind, breakdown }: Counted): Series =>
  once(stats, { metric, kind, breakdown }, 'listed', (blocks) =>
    seriesOf(blocks, (block) => {
      const table = tableIn(block, metric, breakdown);
      return table && listedIn(table, block);
    }),
  );

/** Returns 1 for each day of a year on which the parts of a table were counted, `NaN` for the others. */
export const countedIn = memoizeByObject((table: Table, block: YearBlock): Float64Array => {
  const covered = coverageOf(block);
  // Usually both are equal; returning the same array keeps its index.
  const isSame = !table.unknown?.length && !covered.some((value, slot) => Number.isNaN(value) && hasValue(table, slot));
  return isSame ? covered : withTable(covered.slice(), table, block);
});

const listedIn = memoizeByObject((table: Table, block: YearBlock): Float64Array =>
  withTable(coverageOf(block).slice().fill(NaN), table, block),
);

const hasValue = (table: Table, slot: number): boolean => table.columns.some((column) => !Number.isNaN(column[slot]));

/** Adds the days on which a table has a value, and removes those on which it is unknown. */
function withTable(days: Float64Array, table: Table, block: YearBlock): Float64Array {
  days.forEach((value, slot) => {
    if (Number.isNaN(value) && hasValue(table, slot)) days[slot] = 1;
  });
  for (const day of table.unknown ?? []) days[day - yearStart(block.year)] = NaN;
  return days;
}

/**
 * Computes a value from the years of a statistic once, until one of them changes.
 * @param name distinguishes the values of the same metric and breakdown
 */
export function once<T>(
  stats: Stats,
  { metric, kind, breakdown }: Counted,
  name: string,
  make: (blocks: readonly YearBlock[]) => T,
): T {
  const years = stats.version(statisticOf(metric, kind));
  return years.once(`${name} ${metric} ${breakdown}`, () => make(years.blocks));
}
