/** In the worker: requests that the page has to send, and the answers to them. */
import type { fetchIfNew } from '../http/fetch.js';
import { errorOf, type PageRequest, type WorkerRequest } from './protocol.js';

/** A function as `fetchIfNew`, and the function that takes the page's answers. */
export interface PageAsker {
  readonly ask: typeof fetchIfNew;
  readonly answered: (told: Extract<WorkerRequest, { ask: number }>) => void;
}

/**
 * Makes a function that has the page send requests.
 * @param tell tells the page a request, or that the answer to one is no longer wanted
 */
export function pageAsker(tell: (ask: number, request?: PageRequest) => void): PageAsker {
  let count = 0;
  const waiting = new Map<number, (told: Extract<WorkerRequest, { ask: number }>) => void>();
  return {
    ask: (url, { signal, headers, ...init }, validators) => {
      const ask = ++count;
      return new Promise<Awaited<ReturnType<typeof fetchIfNew>>>((resolve, reject) => {
        const abort = (): void => {
          tell(ask);
          reject(signal.reason as Error);
        };
        if (signal.aborted) return reject(signal.reason as Error);
        signal.addEventListener('abort', abort, { once: true });
        waiting.set(ask, (told) => {
          signal.removeEventListener('abort', abort);
          if ('failure' in told) reject(errorOf(told.failure));
          else resolve(told.answer);
        });
        // Headers objects cannot be sent.
        tell(ask, { url, init: { ...init, headers: [...new Headers(headers)] }, validators: validators ?? {} });
      }).finally(() => waiting.delete(ask));
    },
    answered: (told) => waiting.get(told.ask)?.(told),
  };
}
