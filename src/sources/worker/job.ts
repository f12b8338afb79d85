import type { DayRange } from '../../data/day.js';
import type { YearBlock } from '../../data/year-block.js';
import { keyFrom } from '../../util/key.js';
import type { Statistic } from '../../vocabulary/terms.js';
import type { PackedBlock } from '../cache/decode-block.js';
import { DEFAULT_TIMEOUT } from '../http/default-timeout.js';

/** Changes whenever cached records have another form or meaning: records of another format are not read. */
export const FORMAT = 2;

/** A request to a service, as plain data. */
export interface JobRequest {
  /** Absolute. */
  readonly url: string;
  readonly init: Pick<RequestInit, 'method' | 'credentials' | 'cache' | 'referrerPolicy'> & {
    readonly body?: string;
    readonly headers?: Readonly<Record<string, string>>;
  };
}

/** A statistic of a year that has to be fetched from a service and decoded: plain data, which can be sent to a worker. */
export interface Job {
  /** The name of the decoder that reads the answers: a row of `DECODERS`, or of those of a source whose jobs the page runs. */
  readonly decoder: string;
  /** All of them have to be answered before any answer is decoded. */
  readonly requests: readonly JobRequest[];
  /** Milliseconds until an unanswered request counts as failed. */
  readonly timeout: number;
  readonly statistic: Statistic;
  readonly year: number;
  /** The days of the year that are requested. Absent: all. */
  readonly period?: DayRange;
  /** The key of the block in the cache. Jobs with the same key have the same numbers. */
  readonly key: string;
  /** True to bypass the cache. */
  readonly reload: boolean;
}

/**
 * Makes the key of a block in the cache, from everything that changes the numbers. Headers are left out: a CSRF token
 * changes and the numbers do not, and the decoder stands for the form that a request accepts.
 */
const keyFor = ({ decoder, requests, statistic, year }: Omit<Job, 'key'>): string =>
  keyFrom(
    FORMAT,
    decoder,
    ...requests.flatMap(({ url, init }) => [url, init.method ?? 'GET', init.credentials, init.body]),
    statistic,
    year,
  );

/** Makes a job, with its key. */
export function jobFor(
  asked: Pick<Job, 'decoder' | 'requests' | 'statistic' | 'year' | 'period'> & Partial<Pick<Job, 'timeout' | 'reload'>>,
): Job {
  const job = { timeout: DEFAULT_TIMEOUT, reload: false, ...asked };
  return { ...job, key: keyFor(job) };
}

/** The result of a job: a decoded block, or a cached one, which is still packed. */
export type JobResult = YearBlock | PackedBlock;

/**
 * Runs a job.
 * @param onStale receives a block from the cache that is being renewed
 * @throws StatsError
 */
export type RunJob = (job: Job, signal: AbortSignal, onStale?: (block: JobResult) => void) => Promise<JobResult>;
