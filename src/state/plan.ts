/** The requests that a page needs. */
import { keyOf } from '../data/year-block.js';
import { yearOf, yearStart, type DayRange } from '../data/day.js';
import type { Stats } from '../data/stats.js';
import { earlierSpanOf, rangeOf, type Inputs } from './inputs.js';
import { loadScopesFor, type DataNeed, type LoadScope } from './needs.js';
import type { SourceCapabilities, YearRequest } from '../sources/source.js';
import { STATISTICS, type Statistic } from '../vocabulary/terms.js';
import { times } from '../util/times.js';

/**
 * Returns the years of a range that a source has, the newest first. If it has none of them, the last one before the range,
 * because totals are carried forward from it.
 */
export function yearsFor({ start, end }: DayRange, { years }: Pick<SourceCapabilities, 'years'>): number[] {
  const { first, last } = years ?? { first: -Infinity, last: Infinity };
  const newest = Math.min(yearOf(end), last);
  const oldest = Math.min(Math.max(yearOf(start), first), newest);
  return newest < first ? [] : times(newest - oldest + 1, (i) => newest - i);
}

/** Returns true for a statistic of totals, which hold until the next one. */
const ofTotals = (statistic: Statistic): boolean => statistic.endsWith('snapshot');

/**
 * Returns the years that a load scope needs, the newest first. If these years turn out to have no total (on New Year's Day,
 * before anything has been counted), the years before are needed too, back to one year before the range.
 */
function yearsOf(loadScope: LoadScope, range: DayRange, { capabilities, stats }: Known): number[] {
  if (!capabilities) return [];
  const statistic = statisticIn(loadScope);
  const own = yearsFor(range, capabilities);
  const before = (own.at(-1) ?? NaN) - 1;
  const years = ofTotals(statistic) && before >= (capabilities.years?.first ?? -Infinity) ? [...own, before] : own;
  let count = loadScope === statistic ? own.length : 1;
  const isBare = (): boolean =>
    stats !== undefined &&
    years.slice(0, count).every((year) => stats.has(statistic, year)) &&
    !stats.coverage(statistic).hasPoint({ start: yearStart(years[count - 1]!), end: range.end });
  while (count < years.length && isBare()) count++;
  return years.slice(0, count);
}

/** The information that a plan is made from. */
export interface Known {
  /** Absent until the source has answered. */
  readonly capabilities?: Pick<SourceCapabilities, 'years'> | undefined;
  /** The loaded numbers; absent: earlier years are not searched for totals. */
  readonly stats?: Stats;
}

const statisticIn = (loadScope: LoadScope): Statistic => loadScope.split(' ', 1)[0] as Statistic;

export const LOAD_SCOPES = STATISTICS.flatMap((statistic): LoadScope[] => [statistic, `${statistic} latest`]);

/** The part of a request that is the same for all years and statistics. */
type RequestScope = Pick<YearRequest, 'dateBasis' | 'community'>;

/** Returns the part of requests that depends on the community and the selection. */
const requestScopeOf = ({ community, selection }: Inputs): RequestScope => ({
  dateBasis: selection.dateBasis,
  ...(community !== undefined && { community }),
});

/** Returns requests without those for the same statistic and year as an earlier one. */
const eachOnce = (requests: readonly YearRequest[]): YearRequest[] => [
  ...new Map(requests.map((request) => [keyOf(request), request])).values(),
];

/** Returns the requests for all needs in a range, each once; the newest year first. */
export function requestsFor(
  needs: readonly DataNeed[],
  range: DayRange,
  known: Known,
  scope: RequestScope,
): YearRequest[] {
  const requests = loadScopesFor(needs).flatMap((loadScope) =>
    yearsOf(loadScope, range, known).map((year) => ({ statistic: statisticIn(loadScope), year, ...scope })),
  );
  return eachOnce(requests).sort(
    (a, b) => b.year - a.year || STATISTICS.indexOf(a.statistic) - STATISTICS.indexOf(b.statistic),
  );
}

/** Returns the requests for the days of the selection, each once; none until the source has reported its years. */
export const requestsForNeeds = (needs: readonly DataNeed[], inputs: Inputs, known: Known): readonly YearRequest[] =>
  requestsFor(needs, rangeOf(inputs), known, requestScopeOf(inputs));

/** Returns the requests for the days of the selection, and for the days that they are compared with, each once. */
export function requestsForSelection(needs: readonly DataNeed[], inputs: Inputs, known: Known): readonly YearRequest[] {
  const requests = requestsForNeeds(needs, inputs, known);
  const earlier = earlierSpanOf(inputs);
  if (!earlier) return requests;
  const { capabilities } = known;
  return eachOnce([...requests, ...requestsFor(needs, earlier, { capabilities }, requestScopeOf(inputs))]);
}

/**
 * Returns the load scopes of which a year of the range is not there; all of them until the source has answered.
 * @param failed keys of years that could not be loaded: the others can be shown without them
 */
export function incompleteScopes(
  range: DayRange,
  known: Known,
  stats: Stats,
  failed: ReadonlySet<string> = new Set(),
): ReadonlySet<LoadScope> {
  const isThere = (loadScope: LoadScope): boolean => {
    if (!known.capabilities) return false;
    const statistic = statisticIn(loadScope);
    const years = yearsOf(loadScope, range, known);
    const absent = years.filter((year) => !stats.has(statistic, year));
    const isWithout = loadScope === statistic && absent.every((year) => failed.has(keyOf({ statistic, year })));
    return !absent.length || (isWithout && absent.length < years.length);
  };
  return new Set(LOAD_SCOPES.filter((loadScope) => !isThere(loadScope)));
}
