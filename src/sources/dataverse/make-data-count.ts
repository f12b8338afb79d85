/** Make Data Count at an installation: whether it is in use, and of which months it has numbers. */
import { dayOfTime, type Day } from '../../data/day.js';
import { StatsError } from '../errors.js';
import type { MonthlyTotal } from './answers.js';
import type { MetricsApi } from './api.js';
import { countedThrough, daysOf, monthOf } from './months.js';
import { lastGrowth, wholeTotals, type Span } from './totals.js';

/** Make Data Count that has counted nothing for so many months is no longer in use. */
const SILENT = 12;

/**
 * Returns the months that Make Data Count has counted; `undefined` if it is not in use. The logs of a month are processed
 * later, and until then its total is that of the month before: the last month in which the views of the whole installation
 * grew is the last one that has been counted.
 */
export function countedMonths(views: readonly MonthlyTotal[], today: Day): Span | undefined {
  const totals = wholeTotals(views);
  if (!totals) return undefined;
  const last = lastGrowth(totals);
  if (last < monthOf(today) - SILENT) return undefined;
  const through = last < totals.last ? daysOf(last).end : countedThrough(last, today);
  return { first: totals.first, last, through };
}

/** What is known of Make Data Count. */
export interface Counting {
  /** The months that it has counted. Absent: it is not in use, or was never answered for. */
  readonly span?: Span | undefined;
  /** Why it cannot be asked now. */
  readonly error?: StatsError;
}

/**
 * Makes a function that finds out which months Make Data Count has counted, by one request. If it fails, the last answer
 * counts: downloads would change to those that are counted in another way.
 */
export function makeDataCount(api: MetricsApi): (signal: AbortSignal, reload?: boolean) => Promise<Counting> {
  let last: Counting = {};
  return async (signal, reload) => {
    try {
      // Of the whole installation: a collection may have no views, although they are counted.
      const { totals, fetchedAt } = await api.series('countedViews', undefined, signal, reload);
      return (last = { span: countedMonths(totals, dayOfTime(fetchedAt)) });
    } catch (error) {
      if (!(error instanceof StatsError)) throw error;
      // Older versions of Dataverse do not have these metrics.
      return error.status === 404 || error.status === 400 ? {} : { ...last, error };
    }
  };
}
