/** What views of the parts of a metric need to know: which breakdowns there are, and what the parts are parts of. */
import type { Breakdown } from '../vocabulary/breakdowns.js';
import { statisticOf, type Metric } from '../vocabulary/metrics.js';
import type { Kind } from '../vocabulary/terms.js';
import { tablesOf } from './counting.js';
import { yearStart, type DayRange } from './day.js';
import { Series, type Stretch } from './series.js';
import { countedDays, countedIn } from './counted-days.js';
import { tableIn, type Counted, type Stats } from './stats.js';

/** Parts of a metric. */
interface ByParts extends Counted {
  readonly breakdown: Breakdown;
}

/**
 * Returns a metric as a whole on the days on which its parts were counted, if it was counted on all of them in a range and
 * all parts could be read. Otherwise it is no measure for them: services leave metrics out of some years.
 */
export function coveringWhole(stats: Stats, counted: ByParts, range: DayRange): Series | undefined {
  const whole = wholeOfParts(stats, counted);
  return whole && whole.count(range) === countedDays(stats, counted).count(range) ? whole : undefined;
}

/**
 * Returns a metric as a whole on the days on which its parts were counted, without years whose list of parts is incomplete:
 * what the parts can be compared with. `undefined` if it was not sent.
 */
function wholeOfParts(stats: Stats, counted: ByParts): Series | undefined {
  const { metric, kind, breakdown } = counted;
  const days = countedDays(stats, counted);
  const known = series.get(days);
  if (known || !stats.whole(metric, kind)) return known;
  const statistic = statisticOf(metric, kind);
  const stretches = stats.blocks.flatMap((block): Stretch[] => {
    const [own, parts] = [tableIn(block, metric)?.columns[0], tableIn(block, metric, breakdown)];
    if (block.statistic !== statistic || !own || !parts || parts.incomplete) return [];
    const counted = countedIn(block, parts);
    const isLeftOut = (value: number, slot: number): boolean => value === value && Number.isNaN(counted[slot]);
    // Mostly the same values: what has been computed of them is used again.
    const values = own.some(isLeftOut) ? own.map((value, slot) => (isLeftOut(value, slot) ? NaN : value)) : own;
    return [{ start: yearStart(block.year), values }];
  });
  const made = new Series(stretches);
  series.set(days, made);
  return made;
}

/** Made once for the counted days of a breakdown, which are another series as soon as the numbers are others. */
const series = new WeakMap<Series, Series>();

/** Returns the breakdowns of a metric that hold at least one series. */
export const breakdownsOf = (stats: Stats, metric: Metric, kind: Kind): readonly Breakdown[] => [
  ...new Set(tablesOf(stats, metric, kind).flatMap(({ table }) => table.breakdown ?? [])),
];
