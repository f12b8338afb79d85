import type { StatsError } from '../src/sources/errors.js';
import { lazyCode } from '../src/sources/lazy-code.js';

/** The JSON from the address of a layout, or the error in its place. */
export interface LoadedLayout {
  readonly value?: unknown;
  readonly error?: StatsError;
}

/** Loads the code for requests, since few pages have a layout at an address of its own. */
const http = lazyCode(() => import('../src/sources/http/fetch.js'));

/** Loads layouts from addresses, one at a time: a request replaces the one before. */
export class LayoutRequest {
  readonly #onLoad: (loaded: LoadedLayout) => void;
  #abort: AbortController | undefined;
  /** Resolves when the last request has ended. */
  done: Promise<void> | undefined;

  /** @param onLoad is called with the result, unless the request was aborted */
  constructor(onLoad: (loaded: LoadedLayout) => void) {
    this.#onLoad = onLoad;
  }

  /** Requests a layout, and aborts the request before. */
  send(address: string): void {
    this.abort();
    const { signal } = (this.#abort = new AbortController());
    const onLoad = (loaded: LoadedLayout): void => (signal.aborted ? undefined : this.#onLoad(loaded));
    this.done = http()
      .then(({ fetchJson }) => fetchJson(address, { signal, credentials: 'same-origin' }))
      .then(
        (value) => onLoad({ value }),
        (error: unknown) => onLoad({ error: error as StatsError }),
      );
  }

  abort(): void {
    this.#abort?.abort();
  }
}
