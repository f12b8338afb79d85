/**
 * Returns the result of a promise, or rejects with a `TimeoutError` after a time limit. The work itself goes on; its late
 * result is ignored.
 * @param limit milliseconds
 */
export function withTimeout<T>(promise: Promise<T>, limit: number): Promise<T> {
  const expired = AbortSignal.timeout(limit);
  const failure = new Promise<never>((_, reject) => {
    expired.addEventListener('abort', () => reject(expired.reason as Error));
  });
  return Promise.race([promise, failure]);
}
