/** Requests of the worker that the page sends for it. Runs in the worker. */
import type { Answer, fetchIfNew } from '../http/fetch.js';
import { errorOf, type PageRequest, type WorkerRequest } from './protocol.js';

type PageResponse = Extract<WorkerRequest, { ask: number }>;

/**
 * Makes a function as `fetchIfNew` that has the page send requests, and one that receives the page's answers.
 * @param post sends a request to the page; without one, it aborts the request of that number
 */
export function pageAsker(post: (ask: number, request?: PageRequest) => void) {
  let count = 0;
  const waiting = new Map<number, (response: PageResponse) => void>();
  const ask: typeof fetchIfNew = async (url, { signal, headers, ...init }, validators) => {
    signal.throwIfAborted();
    const id = ++count;
    return new Promise<Answer>((resolve, reject) => {
      const abort = (): void => {
        post(id);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', abort, { once: true });
      waiting.set(id, (response) => {
        signal.removeEventListener('abort', abort);
        if ('failure' in response) reject(errorOf(response.failure));
        else resolve(response.answer);
      });
      // Headers objects cannot be sent.
      post(id, { url, init: { ...init, headers: [...new Headers(headers)] }, validators: validators ?? {} });
    }).finally(() => waiting.delete(id));
  };
  return { ask, answered: (response: PageResponse): void => waiting.get(response.ask)?.(response) };
}
