/** Breakdowns of a metric, and the wholes that their parts are compared with. */
import { memoizeByObject } from '../util/memoize-by-object.js';
import { BREAKDOWNS, type Breakdown } from '../vocabulary/breakdowns.js';
import type { Metric } from '../vocabulary/metrics.js';
import type { Kind } from '../vocabulary/terms.js';
import type { Table, YearBlock } from './year-block.js';
import { tablesOf } from './counting.js';
import { countedDays, countedIn, once } from './counted-days.js';
import type { DayRange } from './day.js';
import type { Series } from './series.js';
import { seriesOf, tableIn, type Counted, type Stats } from './stats.js';

/** Parts of a metric. */
interface ByParts extends Counted {
  readonly breakdown: Breakdown;
}

/** Returns true if the parts of a metric add up to the whole. */
export const isPartition = (
  stats: Pick<Stats, 'description'>,
  { metric, breakdown }: Pick<ByParts, 'metric' | 'breakdown'>,
): boolean => stats.description?.of(metric)?.breakdowns?.[breakdown]?.partition ?? BREAKDOWNS[breakdown].partition;

/** Returns true if only the most frequent parts of a metric are listed, so that one that is missing need not be 0. */
export const isTopList = (
  stats: Pick<Stats, 'description'>,
  { metric, breakdown }: Pick<ByParts, 'metric' | 'breakdown'>,
): boolean => BREAKDOWNS[breakdown].topList || stats.description?.of(metric)?.breakdowns?.[breakdown]?.topList === true;

/**
 * Returns a metric as a whole on the days on which its parts were counted, if it was counted on all of them in a range and
 * all parts could be read. Otherwise shares of it would be wrong: services leave metrics out of some years.
 */
export function coveringWhole(stats: Stats, counted: ByParts, range: DayRange): Series | undefined {
  const whole = wholeOfParts(stats, counted);
  return whole && whole.count(range) === countedDays(stats, counted).count(range) ? whole : undefined;
}

/**
 * Returns a metric as a whole on the days on which its parts were counted, without years whose list of parts is incomplete.
 * `undefined` if it was not sent.
 */
function wholeOfParts(stats: Stats, counted: ByParts): Series | undefined {
  const { metric, kind, breakdown } = counted;
  if (!stats.whole(metric, kind)) return undefined;
  return once(stats, counted, 'whole', (blocks) =>
    seriesOf(blocks, (block) => {
      const parts = tableIn(block, metric, breakdown);
      return parts && !parts.incomplete ? wholeIn(parts, block) : undefined;
    }),
  );
}

/** Returns the values of the whole on the days of a year on which its parts were counted; `undefined` if it was not sent. */
const wholeIn = memoizeByObject((parts: Table, block: YearBlock): Float64Array | undefined => {
  const whole = tableIn(block, parts.metric)?.columns[0];
  const days = countedIn(parts, block);
  const isLeftOut = (value: number, slot: number): boolean => value === value && Number.isNaN(days[slot]);
  // Usually the values are equal; returning the same array keeps its index.
  return whole?.some(isLeftOut) ? whole.map((value, slot) => (isLeftOut(value, slot) ? NaN : value)) : whole;
});

/** Returns the breakdowns of a metric that hold at least one series. */
export const breakdownsOf = (stats: Stats, metric: Metric, kind: Kind): readonly Breakdown[] => [
  ...new Set(tablesOf(stats, metric, kind).flatMap(({ table }) => table.breakdown ?? [])),
];
