/** Messages between the page and its worker. */
import { StatsError, codeError } from '../errors.js';
import type { Answer, FetchOptions, Validators } from '../http/fetch.js';
import type { Job, JobResult } from './job.js';

/** A request that the page sends for its worker, as plain data. */
export interface PageRequest {
  readonly url: string;
  readonly init: Omit<FetchOptions, 'signal' | 'onHeaders'>;
  readonly validators: Validators;
}

/** To the worker. */
export type WorkerRequest =
  /** Requests a sign of life. */
  | { readonly ping: true }
  /** A job; without one, the job of that number is aborted. */
  | { readonly id: number; readonly job?: Job }
  /** The answer to a request. */
  | { readonly ask: number; readonly answer: Answer }
  | { readonly ask: number; readonly failure: Failure };

/** A failure as plain data. */
export type Failure = Pick<StatsError, 'reason' | 'message' | 'path' | 'status' | 'retryAfter'>;

/** From the worker: a sign of life, the results of jobs, and requests for the page to send. */
export type WorkerResponse =
  | { readonly alive: true }
  /** There has been no job for a while. */
  | { readonly idle: true }
  /** A block, an older one that is shown until then, or a failure; and the format of jobs and blocks. */
  | { readonly id: number; readonly stale: JobResult; readonly format: number }
  | { readonly id: number; readonly block: JobResult; readonly format: number }
  | { readonly id: number; readonly failure: Failure; readonly format: number }
  /** A request; without one, the request of that number is aborted. */
  | { readonly ask: number; readonly request?: PageRequest };

export function failureOf(error: unknown): Failure {
  const { reason, message, path, status, retryAfter } = codeError(error);
  return { reason, message, path, status, retryAfter };
}

export const errorOf = (failure: Failure): StatsError => new StatsError(failure.reason, failure.message, failure);

/** Returns the buffers of a block that can be transferred. */
export const buffersOf = (block: JobResult): ArrayBuffer[] =>
  'bytes' in block
    ? [block.bytes]
    : [...new Set(block.tables.flatMap(({ columns }) => columns.map(({ buffer }) => buffer as ArrayBuffer)))];
