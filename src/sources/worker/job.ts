import type { YearBlock } from '../../data/year-block.js';
import { keyFrom } from '../../util/key.js';
import { absolute } from '../../util/url.js';
import type { Statistic } from '../../vocabulary/terms.js';
import type { PackedBlock } from '../cache/decode-block.js';

/** Milliseconds until an unanswered request counts as failed. */
export const DEFAULT_TIMEOUT = 30_000;

/** Changes whenever kept records have another form or meaning: records of another format are not read. */
export const FORMAT = 2;

/**
 * Names a block among all that a browser keeps, from everything that decides which numbers the service answers with. The
 * CSRF token is left out: it changes, and the numbers do not.
 */
export const keyFor = ({ url, init, statistic, year }: Pick<Job, 'url' | 'init' | 'statistic' | 'year'>): string =>
  keyFrom(FORMAT, url, init.method ?? 'GET', init.credentials, init.body, statistic, year);

/** Names a source that asks an address: by the kind of service, the whole address, and all that changes its answers. */
export const sourceKey = (kind: string, src: string, credentials: RequestCredentials, recordsSrc?: string): string =>
  keyFrom(kind, absolute(src), credentials, recordsSrc ? absolute(recordsSrc) : undefined);

/** One statistic of one year that has to be had from a service: plain data, so that a worker can be told. */
export interface Job {
  /** Absolute. */
  readonly url: string;
  readonly init: Pick<RequestInit, 'method' | 'credentials' | 'cache' | 'referrerPolicy'> & {
    readonly body?: string;
    readonly headers?: Readonly<Record<string, string>>;
  };
  /** Milliseconds until an unanswered request counts as failed. */
  readonly timeout: number;
  readonly statistic: Statistic;
  readonly year: number;
  /** The name under which it is kept in the browser (`keyFor`). Same key, same numbers. */
  readonly key: string;
  /** Not from what is kept. */
  readonly reload: boolean;
}

/** What comes of a job: a block, or one as it was kept, whose columns are unpacked by those who read them. */
export type Fetched = YearBlock | PackedBlock;

/**
 * Does a job.
 * @param onStale receives a block from the cache that is being renewed
 * @throws StatsError
 */
export type Fetch = (job: Job, signal: AbortSignal, onStale?: (block: Fetched) => void) => Promise<Fetched>;
