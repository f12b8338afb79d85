/**
 * Returns the result of a promise, or rejects with a `TimeoutError` after a time limit. The work itself continues; its late
 * result is ignored. A result in time ends the timer, which would hold the result in memory until the limit.
 * @param limit milliseconds
 */
export function withTimeout<T>(promise: Promise<T>, limit: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new DOMException(`no result in ${limit} ms`, 'TimeoutError')), limit);
    promise.finally(() => clearTimeout(timer)).then(resolve, reject);
  });
}
