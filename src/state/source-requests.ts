import type { YearBlock } from '../data/year-block.js';
import { keyOf } from '../data/year-block.js';
import type { StatsError } from '../sources/errors.js';
import { lease, type Lease } from '../sources/source-lease.js';
import type { SourceCapabilities, StatsSource, YearRequest } from '../sources/source.js';
import { whenIdle } from '../util/schedule.js';
import { CapabilitiesRequest } from './capabilities-request.js';
import { YearRequests } from './year-requests.js';

interface Listeners {
  /** Receives a block: the final one, or a stale one while the newer one is under way. */
  readonly onBlock: (block: YearBlock) => void;
  /** Called when the source has said what it can deliver, with the error if it could not. */
  readonly onCapabilities: (error: StatsError | undefined) => void;
  /** Called when years have come that may call for more. */
  readonly onChange: () => void;
}

/** The requests to one source at a time: for its capabilities, for years, and for years that will be needed soon. */
export class SourceRequests {
  readonly #capabilities: CapabilitiesRequest;
  readonly #years: YearRequests;
  #lease: Lease | undefined;
  #prefetchAbort = new AbortController();
  /** True if a request has ended since `takeNews`. */
  #hasNews = false;

  constructor({ onBlock, onCapabilities, onChange }: Listeners) {
    this.#capabilities = new CapabilitiesRequest(onCapabilities);
    this.#years = new YearRequests({
      onBlock,
      onChange: (isSettled) => {
        this.#hasNews ||= isSettled;
        onChange();
      },
    });
  }

  /** The source, shared with all its users; `undefined` while there is none. */
  get source(): StatsSource | undefined {
    return this.#lease?.source;
  }

  /** The capabilities of the source; `undefined` until it has answered. */
  get capabilities(): SourceCapabilities | undefined {
    return this.#capabilities.value;
  }

  /** The years that could not be loaded, by key, until they are asked for again. */
  get failed(): ReadonlyMap<string, StatsError> {
    return this.#years.failed;
  }

  /** The first failure. */
  get error(): StatsError | undefined {
    return this.#capabilities.error ?? [...this.failed.values()][0];
  }

  /** True while an answer is under way. */
  get isPending(): boolean {
    return this.#years.pending > 0 || this.#capabilities.isPending;
  }

  /** Takes a lease of a source, and asks it for its capabilities. */
  open(source: StatsSource | undefined): void {
    this.close();
    if (!source) return;
    this.#lease = lease(source);
    this.#capabilities.ask(this.#lease.source);
  }

  /** Aborts all requests and releases the source. */
  close(): void {
    this.#capabilities.clear();
    this.#years.clear();
    this.#prefetchAbort.abort();
    this.#prefetchAbort = new AbortController();
    this.#hasNews = false;
    this.#lease?.release();
    this.#lease = undefined;
  }

  /** Forgets which years have to be asked for again, as they will not be shown any more. */
  forgetOutdated(): void {
    this.#years.forgetOutdated();
  }

  /**
   * Aborts requests that are not wanted any more, and asks for the wanted years that are neither there nor failed.
   * @param isLoaded returns true for a year that is there
   */
  update(wanted: readonly YearRequest[], isLoaded: (request: YearRequest) => boolean): void {
    this.#years.keepOnly(new Set(wanted.map(keyOf)));
    for (const request of wanted) {
      const key = keyOf(request);
      const isFresh = isLoaded(request) && !this.#years.isOutdated(key);
      if (!isFresh && !this.failed.has(key)) this.#load(request);
    }
  }

  /** Asks for the capabilities again, and for all of these years past every cache. */
  reload(wanted: readonly YearRequest[]): void {
    this.#years.forgetFailures();
    this.#ask(true);
    for (const request of wanted) this.#load(request, true);
  }

  /**
   * Asks again for what has failed.
   * @param isLoaded returns true for a year of which older numbers are there: the newer ones are asked for past every cache
   */
  retry(wanted: readonly YearRequest[], isLoaded: (request: YearRequest) => boolean): void {
    const failed = new Set(this.failed.keys());
    this.#years.forgetFailures();
    if (this.#capabilities.error) this.#ask();
    for (const request of wanted) if (failed.has(keyOf(request))) this.#load(request, isLoaded(request));
  }

  /**
   * Asks for the capabilities again. Years that have failed, and those that may have changed, are asked for again when they
   * are needed next.
   */
  renew(changeable: readonly YearBlock[]): void {
    for (const block of changeable) this.#years.outdate(keyOf(block));
    this.#years.forgetFailures();
    this.#ask();
  }

  /** Asks for years when the page is idle. One that fails is asked for again when it is needed. */
  prefetch(requests: () => readonly YearRequest[], isLoaded: (request: YearRequest) => boolean): void {
    const lease = this.#lease;
    whenIdle(() => {
      if (!lease || lease !== this.#lease) return;
      for (const request of requests()) {
        if (isLoaded(request) || this.#years.isPending(keyOf(request))) continue;
        lease.source.load(request, this.#prefetchAbort.signal).catch(() => undefined);
      }
    });
  }

  /** Returns true, once, if requests for years have ended and none is under way any more. */
  takeNews(): boolean {
    const isTaken = this.#hasNews && !this.#years.pending;
    if (isTaken) this.#hasNews = false;
    return isTaken;
  }

  #ask(reload = false): void {
    if (this.#lease) this.#capabilities.ask(this.#lease.source, reload);
  }

  #load(request: YearRequest, reload = false): void {
    if (this.#lease) this.#years.start(this.#lease.source, request, reload);
  }
}
