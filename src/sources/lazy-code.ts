/** Loading of parts of our own code. */
import { lazy, type Lazy } from '../util/lazy.js';
import { codeError } from './errors.js';

/**
 * Makes a function that loads a part of our own code with its first call, with a time limit.
 *
 * The function rejects with a StatsError of the reason `code` if the part cannot be loaded in time.
 */
export const lazyCode = <T>(load: () => Promise<T>, limit?: number): Lazy<T> => lazy(load, limit, codeError);
