/** Failures of our own code, as errors with the reason `code`. */
import { lazy, type Lazy } from '../util/lazy.js';
import { StatsError } from './source.js';

/** Makes an error with the reason `code` of a failure that has no reason yet. */
export const codeError = (error: unknown): StatsError =>
  error instanceof StatsError ? error : new StatsError('code', String(error));

/**
 * Makes a function that loads a part of our own code with its first call, with a time limit.
 *
 * The function rejects with a StatsError of the reason `code` if the part cannot be loaded in time.
 */
export const lazyCode = <T>(load: () => Promise<T>, limit?: number): Lazy<T> => lazy(load, limit, codeError);
