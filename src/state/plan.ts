/** What has to be asked for so that a page can be shown. */
import { yearOf, yearStart, type DayRange } from '../data/day.js';
import { Stats } from '../data/stats.js';
import { statisticsFor, type Need, type Offer, type YearRequest } from '../sources/source.js';
import type { Statistic } from '../vocabulary/terms.js';

/** One statistic of one year, as a key. */
export const keyOf = ({ statistic, year }: Pick<YearRequest, 'statistic' | 'year'>): string => `${statistic} ${year}`;

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
 * Every statistic that somebody needs, for every year of the range; the newest year first. Totals of which the range's
 * years turned out to have none (it is New Year, and nothing has been counted yet) are looked for one year further back.
 */
export function requestsFor(
  needs: readonly Need[],
  range: DayRange,
  offer: Pick<Offer, 'years'>,
  whose: Pick<YearRequest, 'dateBasis' | 'community'>,
  stats: Stats = Stats.empty,
): YearRequest[] {
  const statistics = statisticsFor(needs);
  const years = yearsFor(range, offer);
  const before = (years.at(-1) ?? NaN) - 1;
  const bare = statistics.filter(
    (statistic) =>
      ofTotals(statistic) &&
      years.every((year) => stats.has(statistic, year)) &&
      !stats.hasPoint(statistic, { start: yearStart(before), end: range.end }),
  );
  const request = (statistic: Statistic, year: number): YearRequest => ({ statistic, year, ...whose });
  return [
    ...years.flatMap((year) => statistics.map((statistic) => request(statistic, year))),
    ...(before >= (offer.years?.first ?? -Infinity) ? bare.map((statistic) => request(statistic, before)) : []),
  ];
}

/** The same for the earlier days with which a range is compared. */
export function earlierRequestsFor(
  needs: readonly Need[],
  earlier: DayRange | undefined,
  offer: Pick<Offer, 'years'>,
  whose: Pick<YearRequest, 'dateBasis' | 'community'>,
): YearRequest[] {
  const years = earlier ? yearsFor(earlier, offer) : [];
  return years.flatMap((year) => statisticsFor(needs).map((statistic) => ({ statistic, year, ...whose })));
}
