/** Replaces `globalThis.fetch`: a test sets the answers and reads the requests. */
// Imports the modules that are loaded lazily, so that only the answers of the test take time.
import '../src/sources/cache/block-cache.js';
import '../src/sources/worker/fetch-block.js';
import '../src/sources/http/fetch.js';
import '../src/sources/cache/lazy-cache.js';
import '../src/sources/page-source.js';
import { StatsError } from '../src/sources/errors.js';
import { parsedJson } from '../src/util/json.js';

/** One request. */
export interface Call {
  readonly url: string;
  readonly init: RequestInit;
  readonly headers: Headers;
  /** The body, read as JSON; `undefined` for another one. */
  readonly json: unknown;
}

export type Answer = (call: Call, index: number) => Response | Promise<Response>;

const real = globalThis.fetch;

/** The constructor of the browser. */
export const RealWorker = globalThis.Worker;

// Removes workers and storage: requests are sent by the page itself, and nothing is cached.
for (const name of ['Worker', 'indexedDB']) {
  Object.defineProperty(globalThis, name, { value: undefined, configurable: true, writable: true });
}

/** Answers every request from now on; call `restoreFetch` after each test. Rejects aborted requests as fetch does. */
export function fakeFetch(answer: Answer): readonly Call[] {
  const calls: Call[] = [];
  globalThis.fetch = (url, init = {}) => {
    const call: Call = {
      url: url instanceof Request ? url.url : String(url),
      init,
      headers: new Headers(init.headers),
      json: typeof init.body === 'string' ? parsedJson(init.body) : undefined,
    };
    const signal = init.signal ?? new AbortController().signal;
    return new Promise((resolve, reject) => {
      const abort = (): void => reject(signal.reason as Error);
      if (signal.aborted) return abort();
      signal.addEventListener('abort', abort);
      calls.push(call);
      Promise.resolve(answer(call, calls.length - 1)).then(resolve, reject);
    });
  };
  return calls;
}

export function restoreFetch(): void {
  globalThis.fetch = real;
}

/** Returns the address of a request without the origin of the page. */
export const pathOf = ({ url }: Pick<Call, 'url'>): string =>
  url.startsWith(`${location.origin}/`) ? url.slice(location.origin.length) : url;

/** Creates a response with JSON. */
export const json = (value: unknown, status = 200): Response =>
  new Response(JSON.stringify(value), { status, headers: { 'Content-Type': 'application/json' } });

/** An answer that never arrives. */
export const never = (): Promise<Response> => new Promise(() => {});

/** Answers that are pending until the test gives them, by the index of the request, which may be sent later. */
export function heldAnswers(): { readonly answer: Answer; readonly give: (index: number, response: Response) => void } {
  const givers: ((response: Response) => void)[] = [];
  const promises: Promise<Response>[] = [];
  const nth = (index: number): Promise<Response> =>
    (promises[index] ??= new Promise((resolve) => (givers[index] = resolve)));
  return {
    answer: (_, index) => nth(index),
    give: (index, response) => {
      void nth(index);
      givers[index]!(response);
    },
  };
}

/** Resolves in the next task, when all promises that need no event have settled. */
export { nextTask } from '../src/util/schedule.js';

/** Returns the reason of a rejected promise; throws if it resolves. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`expected a failure, but it resolved to ${JSON.stringify(value)}`);
}

/** Like `failureOf`, for a StatsError; throws for other reasons. */
export async function statsErrorOf(promise: Promise<unknown>): Promise<StatsError> {
  const error = await failureOf(promise);
  if (!(error instanceof StatsError)) throw new Error(`expected a StatsError, but it is ${String(error)}`);
  return error;
}
