/** Asks again for what failed and may not fail again: later and later, not often, and not all at the same time. */
import { now, timeOf } from '../data/day.js';
import { StatsError } from './source.js';

/** How often one request is sent. */
const TRIES = 3;
/** Milliseconds before the second time, at most; twice as many before each further one. */
const PAUSE = 500;
/** Milliseconds. A service that wants to be left alone for longer is: the reader is told instead. */
const PATIENCE = 20_000;
/** How often anything is asked again in so many milliseconds: a service that is down is not asked by everyone. */
const BUDGET = { times: 8, within: 30_000 };

let recent: readonly number[] = [];

/** Has a service that was asked too often in the last time had enough? */
function isSpent(): boolean {
  recent = recent.filter((time) => Math.abs(now() - time) < BUDGET.within);
  return recent.length >= BUDGET.times;
}

/** Milliseconds that a service wants to be left alone: it gives seconds or a date. */
const restOf = (retryAfter: string): number =>
  Math.max(0, Number(retryAfter) * 1000 || timeOf(retryAfter) - now() || 0);

/** Milliseconds to wait: what the service asks for, and some more by chance, so that not everybody comes at once. */
const pauseBefore = (tried: number, { retryAfter = '' }: StatsError): number =>
  restOf(retryAfter) + PAUSE * 2 ** (tried - 1) * (0.5 + Math.random() / 2);

/** How long somebody waits. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

const pauseFor: Pause = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });

/**
 * Tries again after a failure, if that may help: a connection that broke, a service that is busy or restarts.
 * @throws StatsError the last failure
 */
export async function again<T>(
  attempt: () => Promise<T>,
  failure: StatsError,
  signal: AbortSignal,
  pause = pauseFor,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    const wait = pauseBefore(tried, failure);
    if (failure.retryAfter === undefined || tried >= TRIES || wait > PATIENCE || !navigator.onLine || isSpent())
      throw failure;
    recent = [...recent, now()];
    await pause(wait, signal);
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof StatsError)) throw error;
      failure = error;
    }
  }
}
