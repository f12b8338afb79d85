/** What has to be asked for so that a page can be shown. */
import { keyOf } from '../data/year-block.js';
import { yearOf, yearStart, type DayRange } from '../data/day.js';
import type { Stats } from '../data/stats.js';
import { earlierSpanOf, rangeOf, type Inputs } from './inputs.js';
import { loadScopesFor, type DataNeed, type LoadScope } from './needs.js';
import type { Offer, YearRequest } from '../sources/source.js';
import { STATISTICS, type Statistic } from '../vocabulary/terms.js';

/**
 * The years of a range that a source has, the newest first. If it has none of them, the last one before the range:
 * totals are carried forward from it.
 */
export function yearsFor({ start, end }: DayRange, { years }: Pick<Offer, 'years'>): number[] {
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
function yearsOf(portion: LoadScope, range: DayRange, { offer, stats }: Known): number[] {
  const statistic = statisticIn(portion);
  const own = yearsFor(range, offer);
  const before = (own.at(-1) ?? NaN) - 1;
  const years = ofTotals(statistic) && before >= (offer.years?.first ?? -Infinity) ? [...own, before] : own;
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
  readonly offer: Pick<Offer, 'years'>;
  /** What is there; absent: totals of earlier years are not looked for. */
  readonly stats?: Stats;
}

const statisticIn = (portion: LoadScope): Statistic => portion.split(' ', 1)[0] as Statistic;

export const PORTIONS = STATISTICS.flatMap((statistic): LoadScope[] => [statistic, `${statistic} latest`]);

/** The part of a request that is the same for all years and statistics. */
type RequestScope = Pick<YearRequest, 'dateBasis' | 'community'>;

/** Returns the part of requests that depends on the community and the selection. */
const requestScopeOf = ({ community, selection }: Inputs): RequestScope => ({
  dateBasis: selection.dateBasis,
  ...(community !== undefined && { community }),
});

/** Returns the requests for all needs in a range, each once; the newest year first. */
export function requestsFor(
  needs: readonly DataNeed[],
  range: DayRange,
  known: Known,
  scope: RequestScope,
): YearRequest[] {
  const requests = new Map<string, YearRequest>();
  for (const portion of loadScopesFor(needs)) {
    for (const year of yearsOf(portion, range, known)) {
      const request = { statistic: statisticIn(portion), year, ...scope };
      requests.set(keyOf(request), request);
    }
  }
  return [...requests.values()].sort(
    (a, b) => b.year - a.year || STATISTICS.indexOf(a.statistic) - STATISTICS.indexOf(b.statistic),
  );
}

/** Returns the requests for the days of the selection, each once; none until the source has said which years it has. */
export const requestsForNeeds = (
  needs: readonly DataNeed[],
  inputs: Inputs,
  known: Known | undefined,
): readonly YearRequest[] => (known ? requestsFor(needs, rangeOf(inputs), known, requestScopeOf(inputs)) : []);

/**
 * Returns the requests for the days of the selection, and for the days that they are compared with, each once.
 * @param known absent: the source has not yet said which years it has
 */
export function requestsForSelection(
  needs: readonly DataNeed[],
  inputs: Inputs,
  known: Known | undefined,
): readonly YearRequest[] {
  if (!known) return [];
  const requests = requestsForNeeds(needs, inputs, known);
  const earlier = earlierSpanOf(inputs);
  const others = earlier ? requestsFor(needs, earlier, { offer: known.offer }, requestScopeOf(inputs)) : [];
  const own = new Set(requests.map(keyOf));
  return [...requests, ...others.filter((request) => !own.has(keyOf(request)))];
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
