/** Lazy loading: once, with the first use, within a time limit. */
import { withTimeout } from './timeout.js';

/** Milliseconds that a page waits for a part of our own code. */
export const CODE_LIMIT = 8000;

/** A function that loads something with its first call; all calls share the result. */
export interface Lazy<T> {
  /**
   * Returns the result. A load that failed is started again by the next call. A load that is overdue continues
   * (`import()` would only join it): until it ends, calls are rejected immediately, so that a file that never arrives
   * delays a page only once.
   * @throws TimeoutError if the load takes longer than its time limit
   */
  (): Promise<T>;
  /** The load that is under way, without a time limit: for what can still be shown when a late result arrives. */
  readonly pending: Promise<T> | undefined;
}

/**
 * Makes a function that loads something once.
 * @param limit milliseconds that a caller waits; `Infinity` for work that ends by itself
 * @param explain converts an error for the callers
 */
export function lazy<T>(
  load: () => Promise<T>,
  limit = CODE_LIMIT,
  explain: (error: unknown) => unknown = (error) => error,
): Lazy<T> {
  let pending: Promise<T> | undefined;
  let result: Promise<T> | undefined;
  const start = (): Promise<T> => {
    const loading = (pending = load());
    result = (limit === Infinity ? loading : withTimeout(loading, limit)).catch((error: unknown) => {
      throw explain(error);
    });
    loading.then(
      () => {
        // The result may have been a timeout before.
        result = pending;
        pending = undefined;
      },
      () => (pending = result = undefined),
    );
    return result;
  };
  const get = (): Promise<T> => result ?? start();
  return Object.defineProperty(get, 'pending', { get: () => pending }) as Lazy<T>;
}
