import type { StatsError } from '../src/sources/errors.js';
import { lazyCode } from '../src/sources/lazy-code.js';

/** A layout, or the error in its place. */
export interface LoadedLayout {
  readonly value?: unknown;
  readonly error?: StatsError;
}

/** Loads the code for requests, since few pages have a layout at an address of its own. */
const http = lazyCode(() => import('../src/sources/http/fetch.js'));

/** Loads layouts, one at a time: a request replaces the one before. */
export class LayoutRequest {
  readonly #onLoad: (loaded: LoadedLayout) => void;
  #abort: AbortController | undefined;
  /** Resolves when the last request has ended. */
  done: Promise<void> | undefined;

  /** @param onLoad is called with the result, unless the request was aborted */
  constructor(onLoad: (loaded: LoadedLayout) => void) {
    this.#onLoad = onLoad;
  }

  /**
   * Requests a layout, and aborts the request before.
   * @param from the address of JSON, or a function that loads a layout from our own code
   */
  send(from: string | (() => Promise<unknown>)): void {
    this.abort();
    const { signal } = (this.#abort = new AbortController());
    const onLoad = (loaded: LoadedLayout): void => (signal.aborted ? undefined : this.#onLoad(loaded));
    const json = async (address: string): Promise<unknown> =>
      (await http()).fetchJson(address, { signal, credentials: 'same-origin' });
    this.done = (typeof from === 'string' ? json(from) : from()).then(
      (value) => onLoad({ value }),
      (error: unknown) => onLoad({ error: error as StatsError }),
    );
  }

  abort(): void {
    this.#abort?.abort();
  }
}
