/** Requests of the worker that the page sends for it. Runs in the worker. */
import type { fetchIfNew } from '../http/fetch.js';
import { errorOf, type PageRequest, type WorkerRequest } from './protocol.js';

/** A function as `fetchIfNew`, and one that receives the page's answers. */
export interface PageAsker {
  readonly ask: typeof fetchIfNew;
  readonly answered: (response: Extract<WorkerRequest, { ask: number }>) => void;
}

/**
 * Makes a function that has the page send requests.
 * @param post sends a request to the page; without one, it aborts the request of that number
 */
export function pageAsker(post: (ask: number, request?: PageRequest) => void): PageAsker {
  let count = 0;
  const waiting = new Map<number, (response: Extract<WorkerRequest, { ask: number }>) => void>();
  return {
    ask: (url, { signal, headers, ...init }, validators) => {
      const ask = ++count;
      return new Promise<Awaited<ReturnType<typeof fetchIfNew>>>((resolve, reject) => {
        const abort = (): void => {
          post(ask);
          reject(signal.reason as Error);
        };
        if (signal.aborted) return reject(signal.reason as Error);
        signal.addEventListener('abort', abort, { once: true });
        waiting.set(ask, (response) => {
          signal.removeEventListener('abort', abort);
          if ('failure' in response) reject(errorOf(response.failure));
          else resolve(response.answer);
        });
        // Headers objects cannot be sent.
        post(ask, { url, init: { ...init, headers: [...new Headers(headers)] }, validators: validators ?? {} });
      }).finally(() => waiting.delete(ask));
    },
    answered: (response) => waiting.get(response.ask)?.(response),
  };
}
