/** What views of the parts of a metric need to know: which breakdowns there are, and what the parts are parts of. */
import type { Breakdown } from '../vocabulary/breakdowns.js';
import { statisticOf, type Metric } from '../vocabulary/metrics.js';
import type { Kind } from '../vocabulary/terms.js';
import { tablesOf } from './counting.js';
import { daysInYear, yearStart, type DayRange } from './day.js';
import { Series, type Stretch } from './series.js';
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
  return whole && whole.count(range) === stats.countedDays(counted).count(range) ? whole : undefined;
}

/**
 * Returns a metric as a whole on the days on which its parts were counted, without years whose list of parts is incomplete:
 * what the parts can be compared with. `undefined` if it was not sent.
 */
function wholeOfParts(stats: Stats, counted: ByParts): Series | undefined {
  const { metric, kind, breakdown } = counted;
  const days = stats.countedDays(counted);
  const known = series.get(days);
  if (known || !stats.whole(metric, kind)) return known;
  const statistic = statisticOf(metric, kind);
  const stretches = stats.blocks.flatMap((block): Stretch[] => {
    const [own, parts] = [tableIn(block, metric)?.columns[0], tableIn(block, metric, breakdown)];
    if (block.statistic !== statistic || !own || !parts || parts.incomplete) return [];
    const start = yearStart(block.year);
    const isKnown = (slot: number): boolean => days.hasPoint({ start: start + slot, end: start + slot });
    return [{ start, values: own.map((value, slot) => (isKnown(slot) ? value : NaN)) }];
  });
  const made = new Series(stretches);
  series.set(days, made);
  return made;
}

/** Made once for the counted days of a breakdown, which are another series as soon as the numbers are others. */
const series = new WeakMap<Series, Series>();

/** Returns the days on which any part of a metric has a value that could be read, as a series with a point for each. */
export function listedDays(stats: Stats, counted: ByParts): Series {
  const days = stats.countedDays(counted);
  const known = listed.get(days);
  if (known) return known;
  const statistic = statisticOf(counted.metric, counted.kind);
  const stretches = stats.blocks.flatMap((block): Stretch[] => {
    const table = tableIn(block, counted.metric, counted.breakdown);
    if (block.statistic !== statistic || !table) return [];
    const start = yearStart(block.year);
    const isListed = (slot: number): boolean =>
      !table.unknown?.includes(start + slot) && table.columns.some((column) => !Number.isNaN(column[slot]));
    return [{ start, values: new Float64Array(daysInYear(block.year)).map((_, slot) => (isListed(slot) ? 1 : NaN)) }];
  });
  const made = new Series(stretches);
  listed.set(days, made);
  return made;
}

/** As `series`. */
const listed = new WeakMap<Series, Series>();

/** Returns the breakdowns of a metric that hold at least one series. */
export const breakdownsOf = (stats: Stats, metric: Metric, kind: Kind): readonly Breakdown[] => [
  ...new Set(tablesOf(stats, metric, kind).flatMap(({ table }) => table.breakdown ?? [])),
];
