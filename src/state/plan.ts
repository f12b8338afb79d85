/** What has to be asked for so that a page can be shown. */
import { yearOf, type DayRange } from '../data/day.js';
import { statisticsFor, type Need, type Offer, type YearRequest } from '../sources/source.js';

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

/** Every statistic that somebody needs, for every year of the range; the newest year first. */
export const requestsFor = (
  needs: readonly Need[],
  range: DayRange,
  offer: Pick<Offer, 'years'>,
  whose: Pick<YearRequest, 'dateBasis' | 'community'>,
): YearRequest[] => {
  const statistics = statisticsFor(needs);
  return yearsFor(range, offer).flatMap((year) => statistics.map((statistic) => ({ statistic, year, ...whose })));
};
