import type { YearBlock } from '../data/block.js';
import type { Statistic } from '../vocabulary/terms.js';
import type { PackedBlock } from './packed.js';

/** Milliseconds until an unanswered request counts as failed. */
export const DEFAULT_TIMEOUT = 30_000;

/** Changes whenever the same answer is decoded into something else: what was kept before is then not read any more. */
const FORMAT = 2;

/** The name of a block among all that a browser keeps. */
export const keyFor = (...parts: readonly (string | number)[]): string => JSON.stringify([FORMAT, ...parts]);

/** The whole address; of what is none fetch says so. */
export const absolute = (address: string): string =>
  URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI).href : address;

/** One statistic of one year that has to be had from a service: plain data, so that a worker can be told. */
export interface Job {
  /** Absolute. */
  readonly url: string;
  readonly init: Pick<RequestInit, 'method' | 'body' | 'credentials' | 'cache' | 'referrerPolicy'> & {
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

/** What comes of a job: a block, or one as it was kept, whose columns are unpacked by those who read them. */
export type Fetched = YearBlock | PackedBlock;

/**
 * Does a job.
 * @param early is told of numbers that are there already and are being renewed
 * @throws StatsError
 */
export type Fetch = (job: Job, signal: AbortSignal, early?: (block: Fetched) => void) => Promise<Fetched>;
