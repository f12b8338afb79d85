import type { YearBlock } from '../data/block.js';
import type { Statistic } from '../vocabulary/terms.js';

/** Milliseconds until an unanswered request counts as failed. */
export const DEFAULT_TIMEOUT = 30_000;

/** One statistic of one year that has to be had from a service: plain data, so that a worker can be told. */
export interface Job {
  /** Absolute. */
  readonly url: string;
  readonly init: Pick<RequestInit, 'method' | 'body' | 'credentials' | 'cache'> & {
    readonly headers?: Readonly<Record<string, string>>;
  };
  /** Milliseconds until an unanswered request counts as failed. */
  readonly timeout: number;
  readonly statistic: Statistic;
  readonly year: number;
  /** Under which name it is kept in the browser. Same key, same numbers. */
  readonly key: string;
  /** Not from what is kept. */
  readonly reload: boolean;
}

/**
 * Does a job.
 * @param early is told of numbers that are there already and are being renewed
 * @throws StatsError
 */
export type Load = (job: Job, signal: AbortSignal, early?: (block: YearBlock) => void) => Promise<YearBlock>;
