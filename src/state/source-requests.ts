import { now } from '../data/day.js';
import { Stats } from '../data/stats.js';
import { isFinal, keyOf, type YearBlock } from '../data/year-block.js';
import { StatsError, toStatsError } from '../sources/errors.js';
import { lazyCode } from '../sources/lazy-code.js';
import { lease, type Lease } from '../sources/source-lease.js';
import type { SourceCapabilities, StatsSource, YearRequest } from '../sources/source.js';
import type { DescribedSource } from './described-source.js';
import { whenIdle } from '../util/schedule.js';

/** The code of sources that name their metrics. */
const describing = lazyCode(() => import('./described-source.js'));

interface Listeners {
  /** Called when the source has returned its capabilities, with the error if it could not. */
  readonly onCapabilities: (error: StatsError | undefined) => void;
  /** Called when a year has been loaded or has failed, after which other years may be needed. */
  readonly onChange: () => void;
}

/**
 * The requests to one source at a time, and their results: its capabilities, and years. A request that is no longer
 * wanted has no effect.
 */
export class SourceRequests {
  /** The loaded years. They stay when the source is closed. */
  stats = Stats.empty;
  /** The latest capabilities of the source; `undefined` until it has answered. */
  capabilities: SourceCapabilities | undefined;
  /** What follows from the metrics that the capabilities name, if they do. */
  described: DescribedSource | undefined;
  #lease: Lease | undefined;
  #community: string | undefined;
  #capabilitiesError: StatsError | undefined;
  /** Aborts the request for the capabilities, while it is under way. */
  #describing: AbortController | undefined;
  /** Abort the requests for years that are under way, by key. */
  readonly #loading = new Map<string, AbortController>();
  #prefetching = new AbortController();
  readonly #failed = new Map<string, StatsError>();
  /** Keys of loaded years that have to be requested again. */
  readonly #outdated = new Set<string>();
  /** True if a request for a year has ended since `takeNews`. */
  #hasNews = false;
  readonly #listeners: Listeners;

  constructor(listeners: Listeners) {
    this.#listeners = listeners;
  }

  /** The source, shared with all its users; `undefined` while there is none. */
  get source(): StatsSource | undefined {
    return this.#lease?.source;
  }

  /** The years that could not be loaded, by key, until they are requested again. */
  get failed(): ReadonlyMap<string, StatsError> {
    return this.#failed;
  }

  /** The first failure. */
  get error(): StatsError | undefined {
    return this.#capabilitiesError ?? [...this.#failed.values()][0];
  }

  /** True while a request is under way. */
  get isPending(): boolean {
    return this.#loading.size > 0 || this.#describing !== undefined;
  }

  /**
   * Takes a lease of a source, and requests its capabilities.
   * @param community the community whose numbers will be requested
   */
  open(source: StatsSource | undefined, community?: string): void {
    this.close();
    this.#community = community;
    if (!source) return;
    this.#lease = lease(source);
    void this.#describe();
  }

  /** Aborts all requests and releases the source. */
  close(): void {
    this.update([]);
    this.#describing?.abort();
    this.#prefetching.abort();
    this.#prefetching = new AbortController();
    this.#hasNews = false;
    this.#lease?.release();
    this.#lease = this.#describing = this.capabilities = this.#capabilitiesError = undefined;
  }

  /** Removes all years, as they will not be shown any more. */
  forget(): void {
    this.stats = Stats.empty;
    this.described = undefined;
    this.#outdated.clear();
  }

  /** Aborts requests that are no longer wanted, and requests the wanted years that are neither up to date nor failed. */
  update(wanted: readonly YearRequest[]): void {
    const keys = new Set(wanted.map(keyOf));
    for (const [key, abort] of this.#loading) {
      if (keys.has(key)) continue;
      this.#loading.delete(key);
      abort.abort();
    }
    for (const key of this.#failed.keys()) if (!keys.has(key)) this.#failed.delete(key);
    for (const request of wanted) {
      const key = keyOf(request);
      const isFresh = this.#isLoaded(request) && !this.#outdated.has(key);
      if (!isFresh && !this.#failed.has(key)) void this.#load(request);
    }
  }

  /** Requests the capabilities and all of these years again, bypassing every cache. */
  reload(wanted: readonly YearRequest[]): void {
    this.#failed.clear();
    void this.#describe(true);
    for (const request of wanted) void this.#load(request, true);
  }

  /** Sends failed requests again; bypasses every cache for years of which older numbers are loaded. */
  retry(wanted: readonly YearRequest[]): void {
    const failed = wanted.filter((request) => this.#failed.has(keyOf(request)));
    this.#failed.clear();
    if (this.#capabilitiesError) void this.#describe(true);
    for (const request of failed) void this.#load(request, this.#isLoaded(request));
  }

  /**
   * Requests the capabilities again. Years that have failed, and those that may have changed, are requested again when
   * they are needed next.
   */
  renew(): void {
    for (const block of this.stats.blocks) if (!isFinal(block, now())) this.#outdated.add(keyOf(block));
    this.#failed.clear();
    void this.#describe();
  }

  /** Requests years when the page is idle. One that fails is requested again when it is needed. */
  prefetch(requests: () => readonly YearRequest[]): void {
    const { source } = this;
    const { signal } = this.#prefetching;
    whenIdle(() => {
      if (!source || signal.aborted) return;
      for (const request of requests()) {
        if (this.#isLoaded(request) || this.#loading.has(keyOf(request))) continue;
        source.load(request, signal).catch(() => undefined);
      }
    });
  }

  /** Returns true, once, if requests for years have ended and none is under way any more. */
  takeNews(): boolean {
    const isTaken = this.#hasNews && !this.#loading.size;
    if (isTaken) this.#hasNews = false;
    return isTaken;
  }

  #isLoaded(request: YearRequest): boolean {
    return this.stats.has(request.statistic, request.year) && !this.described?.unanswered(request).length;
  }

  /**
   * Requests the capabilities, unless that is under way. The earlier ones are used until the new ones are loaded.
   * @param reload true to bypass every cache, also while a request is under way
   */
  async #describe(reload = false): Promise<void> {
    if (!this.#lease || (this.#describing && !reload)) return;
    this.#describing?.abort();
    const abort = (this.#describing = new AbortController());
    const answer = await this.#lease.source
      .describe(abort.signal, reload, this.#community)
      .then(async (given) => ({
        given,
        described: given.metrics && (await describing()).described(given, this.described),
      }))
      .catch(toStatsError);
    if (this.#describing !== abort) return;
    this.#describing = undefined;
    if (answer instanceof StatsError) this.#capabilitiesError = answer;
    else {
      const { given, described } = answer;
      this.capabilities = given;
      this.described = described;
      this.#capabilitiesError = given.error;
      if (described) this.stats = this.stats.describedBy(described.description);
    }
    this.#listeners.onCapabilities(this.#capabilitiesError);
  }

  /**
   * Requests a year, unless that is under way.
   * @param reload true to bypass every cache, also while a request is under way
   */
  async #load(request: YearRequest, reload = false): Promise<void> {
    const key = keyOf(request);
    if (!this.#lease || (this.#loading.has(key) && !reload)) return;
    this.#loading.get(key)?.abort();
    const abort = new AbortController();
    this.#loading.set(key, abort);
    const isWanted = (): boolean => this.#loading.get(key) === abort;
    // Older numbers are shown immediately, and stay if the newer ones cannot be loaded.
    const onStale = (block: YearBlock): void => {
      if (!isWanted()) return;
      this.stats = this.stats.with([block]);
      this.#listeners.onChange();
    };
    const { described } = this;
    try {
      const onProgress = described?.onProgress(key, this.#listeners.onChange);
      const options = { reload, renew: this.#outdated.has(key), onStale, onProgress };
      const block = await this.#lease.source.load(request, abort.signal, options);
      if (!isWanted()) return;
      this.stats = this.stats.with([block]);
      this.#outdated.delete(key);
      described?.onAnswer(request);
    } catch (error) {
      if (!isWanted()) return;
      this.#failed.set(key, toStatsError(error));
    }
    this.#loading.delete(key);
    if (!this.#loading.size) described?.onIdle();
    this.#hasNews = true;
    this.#listeners.onChange();
  }
}
