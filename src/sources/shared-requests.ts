import { today, type Day } from '../data/day.js';

type Listener<T> = (stale: T) => void;

/** A request, which may be under way. */
interface Entry<T> {
  readonly promise: Promise<T>;
  readonly abort: AbortController;
  /** Receive results that are stale. */
  readonly listeners: Set<Listener<T>>;
  /** The number of users that wait for the result. */
  waiting: number;
  settled: boolean;
  /** The latest stale result, until the request has settled. */
  stale?: T;
  /** The result. */
  value?: T;
  /** The day on which the request began. */
  readonly day: Day;
}

/**
 * Sends a request whose result is shared.
 * @param bypassCaches true to bypass other caches: a user reloads, or there is a result of another day, which may be outdated,
 *   as may be those in the caches
 * @param notify receives stale results
 */
export type SharedLoad<T> = (signal: AbortSignal, bypassCaches: boolean, notify: Listener<T>) => Promise<T>;

/** Requests by key, whose results are shared until the day ends. Failures are not stored. */
export class SharedRequests<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #keeps: (value: T) => boolean;
  readonly #currentDay: () => Day;

  /** @param keeps returns true for a result that remains valid after the day of its request */
  constructor(keeps: (value: T) => boolean = () => false, currentDay = today) {
    this.#keeps = keeps;
    this.#currentDay = currentDay;
  }

  /**
   * Returns the result of a key; sends a request unless there is one.
   * @param reload true to ignore an existing result
   * @param onStale receives stale results, also one that arrived before this call
   */
  async get(key: string, signal: AbortSignal, load: SharedLoad<T>, reload = false, onStale?: Listener<T>): Promise<T> {
    signal.throwIfAborted();
    const found = this.#entries.get(key);
    const bypassCaches = reload || (found !== undefined && this.#isOutdated(found));
    // A request that is under way is not sent again, so that two reloads at the same time share it.
    const entry = found && !(bypassCaches && found.settled) ? found : this.#start(key, bypassCaches, load);
    entry.waiting++;
    if (onStale && !entry.settled) {
      entry.listeners.add(onStale);
      if (entry.stale !== undefined) onStale(entry.stale);
    }
    return new Promise<T>((resolve, reject) => {
      const giveUp = (): void => {
        if (onStale) entry.listeners.delete(onStale);
        if (--entry.waiting === 0 && !entry.settled) {
          if (this.#entries.get(key) === entry) this.#entries.delete(key);
          entry.abort.abort();
        }
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      entry.promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
    });
  }

  /** Returns true for a result of another day that may have changed since; false for a request that is under way. */
  #isOutdated({ day, value }: Entry<T>): boolean {
    return value !== undefined && day !== this.#currentDay() && !this.#keeps(value);
  }

  #start(key: string, bypassCaches: boolean, load: SharedLoad<T>): Entry<T> {
    const abort = new AbortController();
    const listeners = new Set<Listener<T>>();
    // Made before the load starts: a source may have a stale result before its `load` returns.
    const state: Omit<Entry<T>, 'promise'> = { abort, listeners, waiting: 0, settled: false, day: this.#currentDay() };
    const notify = (stale: T): void => {
      state.stale = stale;
      for (const listener of listeners) listener(stale);
    };
    const entry: Entry<T> = Object.assign(state, { promise: load(abort.signal, bypassCaches, notify) });
    this.#entries.set(key, entry);
    const settle = (): void => {
      entry.settled = true;
      delete entry.stale;
      listeners.clear();
    };
    entry.promise.then(
      (value) => {
        settle();
        entry.value = value;
      },
      () => {
        settle();
        if (this.#entries.get(key) === entry) this.#entries.delete(key);
      },
    );
    return entry;
  }
}
