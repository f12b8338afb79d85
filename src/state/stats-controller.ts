import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Day } from '../data/day.js';
import type { YearRequest } from '../sources/source.js';
import { buildState } from './build-state.js';
import type { Demand, StatsScope, StatsState } from './context.js';
import { haveSameNumbers, type Inputs } from './inputs.js';
import type { DataNeed } from './needs.js';
import { requestsForNeeds, requestsForSelection } from './plan.js';
import { Publisher } from './publisher.js';
import { Reporter } from './reporter.js';
import { applySelection, type Selection } from './selection.js';
import { SourceRequests } from './source-requests.js';

/**
 * Owns the statistics of an element: collects the needs of its widgets, requests them once, stores the answers, and
 * publishes one immutable state. The latest choice wins: requests that are no longer needed are aborted, and an error
 * keeps the old figures.
 */
export class StatsController implements ReactiveController {
  readonly #host: ReactiveControllerHost & EventTarget;
  readonly #needs = new Map<object, readonly DataNeed[]>();
  readonly #reporter: Reporter;
  readonly #requests = new SourceRequests({
    onCapabilities: (error) => {
      if (error) this.#reporter.error(error);
      this.#update();
    },
    onChange: () => this.#publisher.schedule(false),
  });
  readonly #publisher = new Publisher(this.#requests, {
    prepare: () => {
      this.#scope = undefined;
      if (this.#isConnected) this.#requests.update(this.#wanted);
    },
    publish: () => {
      this.#scope = undefined;
      this.#host.requestUpdate();
    },
    afterwards: () => {
      if (this.#requests.takeNews()) this.#reporter.report(this.state, this.#requests.failed.values());
    },
  });
  #isConnected = false;
  #inputs: Inputs;
  #scope: StatsScope | undefined;

  readonly demand: Demand = {
    set: (widget, needs) => {
      this.#needs.set(widget, needs);
      this.#publisher.schedule(false);
    },
    delete: (widget) => {
      this.#needs.delete(widget);
      this.#publisher.schedule(false);
    },
  };

  /** Sends failed requests again. */
  readonly retry = (): void => {
    this.#requests.retry(this.#wanted);
    this.#update();
  };

  constructor(host: ReactiveControllerHost & EventTarget, inputs: Inputs) {
    this.#host = host;
    this.#reporter = new Reporter(host);
    this.#inputs = inputs;
    host.addController(this);
  }

  get scope(): StatsScope {
    const { source } = this.#requests;
    const { community, searchBase } = this.#inputs;
    return (this.#scope ??= {
      state: buildState(this.#fitted, this.#allNeeds, this.#requests, this.#wanted),
      demand: this.demand,
      retry: this.retry,
      widgets: () => [...this.#needs.keys()],
      ...(source && { source }),
      ...(community !== undefined && { community }),
      ...(searchBase !== undefined && { searchBase }),
    });
  }

  /** The inputs, with a selection that is not finer than the numbers. */
  get #fitted(): Inputs {
    return this.#requests.described?.fit(this.#inputs) ?? this.#inputs;
  }

  get today(): Day {
    return this.#inputs.today;
  }

  get state(): StatsState {
    return this.scope.state;
  }

  hostConnected(): void {
    this.#isConnected = true;
    if (this.#publisher.isActive) return;
    addEventListener('online', this.retry);
    this.#requests.open(this.#inputs.source, this.#inputs.community);
    this.#publisher.start();
  }

  /**
   * Stops and releases the source, but keeps the numbers, unless the element is connected again in the same task:
   * frameworks move elements so, and their requests go on.
   */
  hostDisconnected(): void {
    this.#isConnected = false;
    queueMicrotask(() => {
      if (this.#isConnected || !this.#publisher.isActive) return;
      removeEventListener('online', this.retry);
      this.#requests.close();
      this.#publisher.stop();
    });
  }

  /**
   * Applies new inputs. Another source, community or date basis starts from nothing; anything else keeps the loaded
   * numbers.
   */
  configure(inputs: Inputs): void {
    const isSame = haveSameNumbers(this.#inputs, inputs);
    this.#inputs = inputs;
    if (!isSame) {
      this.#requests.forget();
      this.#requests.open(this.#publisher.isActive ? inputs.source : undefined, inputs.community);
    }
    this.#update();
  }

  /** Applies a choice of the reader. */
  select(change: Partial<Selection>): Selection {
    const { selection, today, historyYears } = this.#fitted;
    const next = applySelection(selection, change, today, historyYears);
    this.configure({ ...this.#inputs, selection: next });
    return next;
  }

  /** Requests everything again, bypassing every cache; the old figures stay until the new ones are loaded. */
  async refresh(): Promise<void> {
    this.#requests.reload(this.#wanted);
    this.#publisher.publishNow();
    await this.idle;
  }

  /**
   * Requests again, after a new day has begun, everything that may have changed: the capabilities, failed years, and
   * years that were not final when they were loaded. The old figures stay until the new ones are loaded. Years that are
   * not needed now, or whose element is not connected, are requested when they are needed again.
   */
  renew(): void {
    this.#requests.renew();
    this.#update();
  }

  /** Requests numbers that will be needed soon, when the page is idle. */
  prefetch(needs: readonly DataNeed[]): void {
    this.#requests.prefetch(() => this.#withNeeds(requestsForNeeds(needs, this.#fitted, this.#requests), needs));
  }

  /** Resolves when all requests have succeeded or failed and everything is published. */
  get idle(): Promise<void> {
    return this.#publisher.idle();
  }

  /** True while requests or publications are pending, or about to be. */
  get busy(): boolean {
    return this.#publisher.isActive && this.#publisher.isBusy;
  }

  /** The requests for the range, and for the days that it is compared with. */
  get #wanted(): readonly YearRequest[] {
    return this.#withNeeds(requestsForSelection(this.#allNeeds, this.#fitted, this.#requests), this.#allNeeds);
  }

  #withNeeds(requests: readonly YearRequest[], needs: readonly DataNeed[]): readonly YearRequest[] {
    return this.#requests.described?.withNeeds(requests, needs, this.#fitted) ?? requests;
  }

  get #allNeeds(): readonly DataNeed[] {
    return [...this.#needs.values()].flat();
  }

  /** Publishes the change immediately, and again when the years that it needs have been requested. */
  #update(): void {
    this.#publisher.schedule();
    this.#publisher.publishNow();
  }
}
