/** What has to be asked for so that a page can be shown. */
import { keyOf } from '../data/year-block.js';
import { yearOf, yearStart, type DayRange } from '../data/day.js';
import type { Stats } from '../data/stats.js';
import { loadScopesFor, type DataNeed, type LoadScope } from './needs.js';
import type { SourceCapabilities, YearRequest } from '../sources/source.js';
import { STATISTICS, type Statistic } from '../vocabulary/terms.js';

/**
 * The years of a range that a source has, the newest first. If it has none of them, the last one before the range:
 * totals are carried forward from it.
 */
export function yearsFor({ start, end }: DayRange, { years }: Pick<SourceCapabilities, 'years'>): number[] {
  const { first, last } = years ?? { first: -Infinity, last: Infinity };
  const newest = Math.min(yearOf(end), last);
  const oldest = Math.min(Math.max(yearOf(start), first), newest);
  return newest < first ? [] : Array.from({ length: newest - oldest + 1 }, (_, i) => newest - i);
}

/** Is a statistic made of totals, which hold until the next one? */
const ofTotals = (statistic: Statistic): boolean => statistic.endsWith('snapshot');

/**
 * The years that a portion needs, the newest first. Totals of which these years turned out to have none (it is New Year,
 * and nothing has been counted yet) are looked for in the years before, until one year before the range.
 */
function yearsOf(portion: LoadScope, range: DayRange, { capabilities, stats }: Known): number[] {
  const statistic = statisticIn(portion);
  const own = yearsFor(range, capabilities);
  const before = (own.at(-1) ?? NaN) - 1;
  const years = ofTotals(statistic) && before >= (capabilities.years?.first ?? -Infinity) ? [...own, before] : own;
  let count = portion === statistic ? own.length : 1;
  const isBare = (): boolean =>
    stats !== undefined &&
    years.slice(0, count).every((year) => stats.has(statistic, year)) &&
    !stats.coverage(statistic).hasPoint({ start: yearStart(years[count - 1]!), end: range.end });
  while (count < years.length && isBare()) count++;
  return years.slice(0, count);
}

/** What is known so far. */
export interface Known {
  readonly capabilities: Pick<SourceCapabilities, 'years'>;
  /** What is there; absent: totals of earlier years are not looked for. */
  readonly stats?: Stats;
}

const statisticIn = (portion: LoadScope): Statistic => portion.split(' ', 1)[0] as Statistic;

export const PORTIONS = STATISTICS.flatMap((statistic): LoadScope[] => [statistic, `${statistic} latest`]);

/** Everything that somebody needs of a range, each once; the newest year first. */
export function requestsFor(
  needs: readonly DataNeed[],
  range: DayRange,
  known: Known,
  whose: Pick<YearRequest, 'dateBasis' | 'community'>,
): YearRequest[] {
  const requests = new Map<string, YearRequest>();
  for (const portion of loadScopesFor(needs)) {
    for (const year of yearsOf(portion, range, known)) {
      const request = { statistic: statisticIn(portion), year, ...whose };
      requests.set(keyOf(request), request);
    }
  }
  return [...requests.values()].sort(
    (a, b) => b.year - a.year || STATISTICS.indexOf(a.statistic) - STATISTICS.indexOf(b.statistic),
  );
}

/**
 * The portions of which something of the range is not there; all, while nothing is known.
 * @param failed keys of years that could not be loaded: the others can be shown without them
 */
export function incompletePortions(
  range: DayRange | undefined,
  known: Known | undefined,
  stats: Stats,
  failed: ReadonlySet<string> = new Set(),
): ReadonlySet<LoadScope> {
  const isThere = (portion: LoadScope): boolean => {
    if (!range || !known) return false;
    const statistic = statisticIn(portion);
    const years = yearsOf(portion, range, known);
    const absent = years.filter((year) => !stats.has(statistic, year));
    const isWithout = portion === statistic && absent.every((year) => failed.has(keyOf({ statistic, year })));
    return !absent.length || (isWithout && absent.length < years.length);
  };
  return new Set(PORTIONS.filter((portion) => !isThere(portion)));
}
