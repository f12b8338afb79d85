/** Retries transient failures with exponential backoff, jitter and a budget per origin. */
import { now, timeOf } from '../../data/day.js';
import { pauseFor, type Pause } from '../../util/pause.js';
import { perOrigin } from '../../util/per-origin.js';
import { StatsError } from '../errors.js';

/** Limit on the times that one request is sent. */
const TRIES = 3;
/** Milliseconds before the first retry, at most; doubled before each further one. */
const PAUSE = 500;
/** Limit on a pause in milliseconds: if a longer one is required, the failure is reported instead. */
const PATIENCE = 20_000;
/** Limit on the retries of all requests to one origin within a time in milliseconds, to spare a service that is down. */
const BUDGET = { times: 8, within: 30_000 };

/** The times of the latest retries, by origin. */
const budgetOf = perOrigin(() => ({ recent: [] as readonly number[] }));

/** Returns true if the retries for an origin are used up for now. */
function isSpent(budget: ReturnType<typeof budgetOf>): boolean {
  budget.recent = budget.recent.filter((time) => Math.abs(now() - time) < BUDGET.within);
  return budget.recent.length >= BUDGET.times;
}

/** Returns the milliseconds that a header `Retry-After` requires, which has seconds or a date. */
const restOf = (retryAfter: string): number =>
  Math.max(0, Number(retryAfter) * 1000 || timeOf(retryAfter) - now() || 0);

/**
 * Returns the milliseconds to wait: as long as the service requires, and a random addition, so that pages do not retry
 * in step.
 */
const pauseBefore = (tried: number, { retryAfter = '' }: StatsError): number =>
  restOf(retryAfter) + PAUSE * 2 ** (tried - 1) * (0.5 + Math.random() / 2);

/**
 * Retries after a transient failure: a connection that broke, a service that is busy or restarts.
 * @throws StatsError the last failure
 */
export async function retry<T>(
  attempt: () => Promise<T>,
  failure: StatsError,
  { url, signal, pause = pauseFor }: { readonly url: string; readonly signal: AbortSignal; readonly pause?: Pause },
): Promise<T> {
  const budget = budgetOf(url);
  for (let tried = 1; ; tried++) {
    const wait = pauseBefore(tried, failure);
    if (failure.retryAfter === undefined || tried >= TRIES || wait > PATIENCE || !navigator.onLine || isSpent(budget))
      throw failure;
    budget.recent = [...budget.recent, now()];
    await pause(wait, signal);
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof StatsError)) throw error;
      failure = error;
    }
  }
}
