import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { now, type Day, type DayRange } from '../data/day.js';
import { Stats } from '../data/stats.js';
import { coveredDays, isFinal, keyOf, type YearBlock } from '../data/year-block.js';
import { lease, type Lease } from '../sources/source-lease.js';
import type { YearRequest } from '../sources/source.js';
import { whenIdle } from '../util/schedule.js';
import { faultsIn } from './block-faults.js';
import { buildState, earlierSpanOf, rangeOf, type Inputs } from './build-state.js';
import { CapabilitiesRequest } from './capabilities-request.js';
import type { Demand, StatsScope, StatsState } from './context.js';
import { errorEvent, loadEvent } from './events.js';
import type { DataNeed } from './needs.js';
import { requestsFor } from './plan.js';
import { Publisher } from './publisher.js';
import { applySelection, type Selection } from './selection.js';
import { YearRequests } from './year-requests.js';

export type { Inputs };

/**
 * The only mutable state of a dashboard. Collects what the widgets need, asks the source for it once, keeps what came,
 * and publishes one immutable state value. The latest choice wins: requests that are no longer needed are aborted, and an
 * error keeps the old figures.
 */
export class StatsController implements ReactiveController {
  readonly #host: ReactiveControllerHost & EventTarget;
  readonly #needs = new Map<object, readonly DataNeed[]>();
  readonly #reported = new WeakSet<object>();
  readonly #capabilities = new CapabilitiesRequest((error) => {
    if (error) this.#host.dispatchEvent(errorEvent(error));
    this.#plan();
    this.#publish();
  });
  readonly #years = new YearRequests({
    onBlock: (block) => this.#take(block),
    onChange: (isSettled) => {
      this.#news ||= isSettled;
      // What came may call for more; the plan reports when there is no more.
      this.#plan(false);
    },
  });
  readonly #publisher = new Publisher(
    () => {
      this.#host.requestUpdate();
      this.#settle();
    },
    () => this.#isWorking,
  );
  #inputs: Inputs;
  #lease: Lease | undefined;
  #prefetchAbort = new AbortController();
  #stats = Stats.empty;
  #planned = false;
  #hurry = false;
  /** True if something has come or failed that the page has not been told. */
  #news = false;
  #connected = false;
  #waiting: (() => void)[] = [];
  #scope: StatsScope | undefined;

  readonly demand: Demand = {
    set: (widget, needs) => {
      this.#needs.set(widget, needs);
      this.#plan();
    },
    delete: (widget) => {
      this.#needs.delete(widget);
      this.#plan();
    },
  };

  constructor(host: ReactiveControllerHost & EventTarget, inputs: Inputs) {
    this.#host = host;
    this.#inputs = inputs;
    host.addController(this);
  }

  get scope(): StatsScope {
    return (this.#scope ??= this.#buildScope());
  }

  get today(): Day {
    return this.#inputs.today;
  }

  get state(): StatsState {
    return this.scope.state;
  }

  hostConnected(): void {
    this.#connected = true;
    addEventListener('online', this.#retry);
    this.#open();
    this.#plan();
  }

  /** Stops working and releases the source, but keeps the numbers: an element that is moved goes on where it was. */
  hostDisconnected(): void {
    this.#connected = false;
    removeEventListener('online', this.#retry);
    this.#close();
  }

  /** Takes new inputs. Another source or community begins afresh; anything else keeps what is loaded. */
  configure(inputs: Inputs): void {
    const old = this.#inputs;
    this.#inputs = inputs;
    if (
      inputs.source?.key !== old.source?.key ||
      inputs.community !== old.community ||
      inputs.selection.dateBasis !== old.selection.dateBasis
    ) {
      this.#close();
      this.#stats = Stats.empty;
      this.#years.reset();
      if (this.#connected) this.#open();
    }
    this.#plan();
    this.#publish();
  }

  /** Applies a choice of the reader. */
  select(change: Partial<Selection>): Selection {
    const { selection, today, historyYears } = this.#inputs;
    const next = applySelection(selection, change, today, historyYears);
    this.configure({ ...this.#inputs, selection: next });
    return next;
  }

  /** Asks again for what failed. */
  retry(): void {
    const failed = new Set(this.#years.failed.keys());
    this.#years.forgetFailures();
    if (this.#capabilities.error) this.#ask();
    for (const request of this.#requests()) {
      if (failed.has(keyOf(request))) this.#load(request, this.#stats.has(request.statistic, request.year));
    }
    this.#plan();
    this.#publish();
  }

  /** Asks again for everything, past every cache; the old figures stay until the new ones are there. */
  async refresh(): Promise<void> {
    this.#years.forgetFailures();
    this.#ask(true);
    for (const request of this.#requests()) this.#load(request, true);
    this.#publish();
    await this.idle;
  }

  /**
   * Asks again, after a new day has begun, for everything that may have changed: which years there are, what failed, and
   * the years that were not final when they were loaded. The old figures stay until the new ones are there. Years that are
   * not needed now, or whose element is not connected, are asked for when they are needed again.
   */
  renew(): void {
    for (const block of this.#stats.blocks) if (!isFinal(block, now())) this.#years.outdate(keyOf(block));
    this.#years.forgetFailures();
    this.#ask();
    this.#plan();
    this.#publish();
  }

  /** Asks, when the page is idle, for what will be needed soon. What fails is asked for again when it is needed. */
  prefetch(needs: readonly DataNeed[]): void {
    const lease = this.#lease;
    whenIdle(() => {
      if (!lease || lease !== this.#lease) return;
      for (const request of this.#requestsFor(needs, rangeOf(this.#inputs), this.#stats)) {
        if (this.#stats.has(request.statistic, request.year) || this.#years.isPending(keyOf(request))) continue;
        lease.source.load(request, this.#prefetchAbort.signal).catch(() => undefined);
      }
    });
  }

  /** Settles when everything that is asked for has come or failed. */
  get idle(): Promise<void> {
    return (async () => {
      while (this.busy) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    })();
  }

  /** True while something is on its way, or about to be. */
  get busy(): boolean {
    return this.#connected && (this.#isWorking || this.#publisher.isWaiting);
  }

  get #isWorking(): boolean {
    return this.#planned || this.#years.pending > 0 || this.#capabilities.isPending;
  }

  #open(): void {
    const { source } = this.#inputs;
    this.#close();
    if (!source) return;
    this.#lease = lease(source);
    this.#ask();
  }

  #close(): void {
    this.#capabilities.clear();
    this.#years.clear();
    this.#prefetchAbort.abort();
    this.#prefetchAbort = new AbortController();
    this.#news = false;
    this.#lease?.release();
    this.#lease = undefined;
    this.#settle();
  }

  #ask(reload = false): void {
    if (this.#lease) this.#capabilities.ask(this.#lease.source, reload);
  }

  #load(request: YearRequest, reload: boolean): void {
    if (this.#lease) this.#years.start(this.#lease.source, request, reload);
  }

  #take(block: YearBlock): void {
    const old = this.#stats.blocks.find((each) => keyOf(each) === keyOf(block));
    // A year that is still without a value changes nothing: what has been computed stays.
    const isStillEmpty = old && !coveredDays(old).length && !coveredDays(block).length;
    if (!isStillEmpty) this.#stats = this.#stats.with([block]);
  }

  /**
   * Plans once all changes of this moment are in.
   * @param hurry true if the reader waits for it
   */
  #plan(hurry = true): void {
    this.#hurry ||= hurry;
    if (this.#planned || !this.#connected) return;
    this.#planned = true;
    queueMicrotask(() => {
      const hurried = this.#hurry;
      this.#planned = this.#hurry = false;
      if (!this.#connected) return;
      const requests = this.#requests();
      this.#years.keepOnly(new Set(requests.map(keyOf)));
      for (const request of requests) {
        const key = keyOf(request);
        const isThere = this.#stats.has(request.statistic, request.year) && !this.#years.isOutdated(key);
        if (!isThere && !this.#years.failed.has(key)) this.#load(request, false);
      }
      this.#scope = undefined;
      if (hurried) this.#publisher.now();
      else this.#publisher.soon(this.#stats.blocks.length > 0);
      this.#report();
    });
  }

  /** Returns the requests for the range, and for the days that it is compared with, each once. */
  #requests(): readonly YearRequest[] {
    const needs = this.#allNeeds;
    const requests = this.#requestsFor(needs, rangeOf(this.#inputs), this.#stats);
    const earlier = earlierSpanOf(this.#inputs);
    const own = new Set(requests.map(keyOf));
    const others = earlier ? this.#requestsFor(needs, earlier, undefined) : [];
    return [...requests, ...others.filter((request) => !own.has(keyOf(request)))];
  }

  #requestsFor(needs: readonly DataNeed[], range: DayRange, stats: Stats | undefined): YearRequest[] {
    const capabilities = this.#capabilities.value;
    const { community, selection } = this.#inputs;
    const scope = { dateBasis: selection.dateBasis, ...(community !== undefined && { community }) };
    return capabilities ? requestsFor(needs, range, { capabilities, ...(stats && { stats }) }, scope) : [];
  }

  get #allNeeds(): readonly DataNeed[] {
    return [...this.#needs.values()].flat();
  }

  /** Tells the page, when nothing more is on its way: what came, and each fault once. */
  #report(): void {
    if (!this.#news || this.#years.pending > 0) return;
    this.#news = false;
    const { status, freshness, stats } = this.state;
    const years = [...new Set(stats.blocks.map((block) => block.year))];
    this.#host.dispatchEvent(loadEvent({ status, freshness, years }));
    const failures = [...this.#years.failed.values()].map((error) => ({ fault: error, error }));
    for (const { fault, error } of [...failures, ...faultsIn(stats)]) {
      if (this.#reported.has(fault)) continue;
      this.#reported.add(fault);
      this.#host.dispatchEvent(errorEvent(error));
    }
  }

  #settle(): void {
    if (this.busy) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #publish(): void {
    this.#scope = undefined;
    this.#publisher.now();
  }

  readonly #retry = (): void => this.retry();
  readonly #widgets = (): readonly object[] => [...this.#needs.keys()];

  #buildScope(): StatsScope {
    const source = this.#lease?.source;
    const { community, searchBase } = this.#inputs;
    const { failed, pending } = this.#years;
    const state = buildState(this.#inputs, {
      stats: this.#stats,
      needs: this.#allNeeds,
      capabilities: this.#capabilities.value,
      failed: new Set(failed.keys()),
      error: this.#capabilities.error ?? [...failed.values()][0],
      isBusy: this.#capabilities.isPending || pending > 0,
    });
    return {
      state,
      demand: this.demand,
      retry: this.#retry,
      widgets: this.#widgets,
      ...(source && { source }),
      ...(community !== undefined && { community }),
      ...(searchBase !== undefined && { searchBase }),
    };
  }
}
