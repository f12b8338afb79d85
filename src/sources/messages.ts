/** What the page and its worker say to each other. */
import type { Fetched, Job } from './job.js';
import { StatsError, type Reason } from './source.js';

/** To the worker: a job; without one, the job of that number is not wanted any more. */
export interface Told {
  readonly id: number;
  readonly job?: Job;
}

/** A failure as plain data. */
export interface Failure {
  readonly reason: Reason;
  readonly message: string;
  readonly path: string | undefined;
}

/** From the worker: what comes of a job, or that there has been none for a while. */
export type Tidings =
  | { readonly idle: true }
  | { readonly id: number; readonly early: Fetched }
  | { readonly id: number; readonly block: Fetched }
  | { readonly id: number; readonly failure: Failure };

/** What is not a StatsError is a fault of ours; the developer is told all the same. */
export function failureOf(error: unknown): Failure {
  if (error instanceof StatsError) return { reason: error.reason, message: error.message, path: error.path };
  return { reason: 'malformed', message: String(error), path: undefined };
}

export const errorOf = ({ reason, message, path }: Failure): StatsError => new StatsError(reason, message, path);

/** Everything of a block that can change hands without being copied. */
export const buffersOf = (block: Fetched): ArrayBuffer[] =>
  'bytes' in block
    ? [block.bytes]
    : [...new Set(block.tables.flatMap(({ columns }) => columns.map(({ buffer }) => buffer as ArrayBuffer)))];
