import { keyOf, type YearBlock } from '../data/year-block.js';
import { toStatsError, type StatsError } from '../sources/errors.js';
import type { StatsSource, YearRequest } from '../sources/source.js';

interface Listeners {
  /** Receives a block: the final one, or a stale one while the newer one is under way. */
  readonly onBlock: (block: YearBlock) => void;
  /** Called after a stale block has come (`isSettled` is false) and after a request has ended in whatever way. */
  readonly onChange: (isSettled: boolean) => void;
}

/** The years that are under way or could not be loaded, by key. A request that is no longer wanted has no effect. */
export class YearRequests {
  readonly #pending = new Map<string, AbortController>();
  readonly #failed = new Map<string, StatsError>();
  /** Keys of years that are there, but have to be asked for again. */
  readonly #outdated = new Set<string>();
  readonly #listeners: Listeners;

  constructor(listeners: Listeners) {
    this.#listeners = listeners;
  }

  /** The number of requests under way. */
  get pending(): number {
    return this.#pending.size;
  }

  /** The years that could not be loaded, until they are asked for again. */
  get failed(): ReadonlyMap<string, StatsError> {
    return this.#failed;
  }

  isPending(key: string): boolean {
    return this.#pending.has(key);
  }

  /** Returns true for a year that has to be asked for although it is there. */
  isOutdated(key: string): boolean {
    return this.#outdated.has(key);
  }

  /** Marks a year to be asked for again when it is needed next. */
  outdate(key: string): void {
    this.#outdated.add(key);
  }

  /** Forgets which years could not be loaded. */
  forgetFailures(): void {
    this.#failed.clear();
  }

  /** Aborts the requests for all other years, and forgets their failures. */
  keepOnly(keys: ReadonlySet<string>): void {
    for (const [key, abort] of this.#pending) {
      if (keys.has(key)) continue;
      this.#pending.delete(key);
      abort.abort();
    }
    for (const key of this.#failed.keys()) if (!keys.has(key)) this.#failed.delete(key);
  }

  /** Aborts everything. */
  clear(): void {
    this.keepOnly(new Set());
  }

  /** Forgets which years have to be asked for again. */
  forgetOutdated(): void {
    this.#outdated.clear();
  }

  /**
   * Asks for a year, unless it is under way.
   * @param reload past every cache, also if it is under way
   */
  start(source: StatsSource, request: YearRequest, reload: boolean): void {
    const key = keyOf(request);
    if (this.#pending.has(key) && !reload) return;
    this.#pending.get(key)?.abort();
    const abort = new AbortController();
    this.#pending.set(key, abort);
    const isWanted = (): boolean => this.#pending.get(key) === abort;
    const take = (block: YearBlock): void => {
      if (isWanted()) this.#listeners.onBlock(block);
    };
    // Older numbers are shown at once, and stay if the newer ones cannot be had.
    const onStale = (block: YearBlock): void => {
      take(block);
      this.#listeners.onChange(false);
    };
    void source
      .load(request, abort.signal, { reload, renew: this.#outdated.has(key), onStale })
      .then(
        (block) => {
          take(block);
          if (isWanted()) this.#outdated.delete(key);
        },
        (error: unknown) => {
          if (isWanted()) this.#failed.set(key, toStatsError(error));
        },
      )
      .then(() => {
        if (!isWanted()) return;
        this.#pending.delete(key);
        this.#listeners.onChange(true);
      });
  }
}
