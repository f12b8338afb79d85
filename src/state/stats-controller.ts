import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { now, type Day } from '../data/day.js';
import { Stats } from '../data/stats.js';
import { isFinal } from '../data/year-block.js';
import type { YearRequest } from '../sources/source.js';
import { buildState } from './build-state.js';
import type { Demand, StatsScope, StatsState } from './context.js';
import { haveSameNumbers, type Inputs } from './inputs.js';
import type { DataNeed } from './needs.js';
import { requestsForNeeds, requestsForSelection, type Known } from './plan.js';
import { Publisher } from './publisher.js';
import { Reporter } from './reporter.js';
import { applySelection, type Selection } from './selection.js';
import { SourceRequests } from './source-requests.js';

/**
 * The only mutable state of a dashboard. Collects what the widgets need, asks the source for it once, keeps the answers, and
 * publishes one immutable state value. The latest choice wins: requests that are no longer needed are aborted, and an error
 * keeps the old figures.
 */
export class StatsController implements ReactiveController {
  readonly #host: ReactiveControllerHost & EventTarget;
  readonly #needs = new Map<object, readonly DataNeed[]>();
  readonly #reporter: Reporter;
  readonly #requests = new SourceRequests({
    onBlock: (block) => (this.#stats = this.#stats.with([block])),
    onCapabilities: (error) => {
      if (error) this.#reporter.error(error);
      this.#update();
    },
    onChange: () => this.#publisher.schedule(false),
  });
  readonly #publisher = new Publisher({
    prepare: () => {
      this.#scope = undefined;
      this.#requests.update(this.#wanted, this.#isLoaded);
    },
    publish: () => {
      this.#scope = undefined;
      this.#host.requestUpdate();
    },
    afterwards: () => {
      if (this.#requests.takeNews()) this.#reporter.report(this.state, this.#requests.failed.values());
    },
    isActive: () => this.#connected,
    isPending: () => this.#requests.isPending,
    hasNumbers: () => this.#stats.blocks.length > 0,
  });
  #inputs: Inputs;
  #stats = Stats.empty;
  #connected = false;
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

  constructor(host: ReactiveControllerHost & EventTarget, inputs: Inputs) {
    this.#host = host;
    this.#reporter = new Reporter(host);
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
    this.#requests.open(this.#inputs.source);
    this.#publisher.schedule();
  }

  /** Stops working and releases the source, but keeps the numbers: an element that is moved goes on where it was. */
  hostDisconnected(): void {
    this.#connected = false;
    removeEventListener('online', this.#retry);
    this.#requests.close();
    this.#publisher.settle();
  }

  /** Takes new inputs. Another source or community begins afresh; anything else keeps what is loaded. */
  configure(inputs: Inputs): void {
    const isSame = haveSameNumbers(this.#inputs, inputs);
    this.#inputs = inputs;
    if (!isSame) {
      this.#requests.forgetOutdated();
      this.#requests.open(this.#connected ? inputs.source : undefined);
      this.#stats = Stats.empty;
    }
    this.#update();
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
    this.#requests.retry(this.#wanted, this.#isLoaded);
    this.#update();
  }

  /** Asks again for everything, past every cache; the old figures stay until the new ones are there. */
  async refresh(): Promise<void> {
    this.#requests.reload(this.#wanted);
    this.#publisher.now();
    await this.idle;
  }

  /**
   * Asks again, after a new day has begun, for everything that may have changed: which years there are, what failed, and
   * the years that were not final when they were loaded. The old figures stay until the new ones are there. Years that are
   * not needed now, or whose element is not connected, are asked for when they are needed again.
   */
  renew(): void {
    this.#requests.renew(this.#stats.blocks.filter((block) => !isFinal(block, now())));
    this.#update();
  }

  /** Asks, when the page is idle, for what will be needed soon. */
  prefetch(needs: readonly DataNeed[]): void {
    this.#requests.prefetch(() => requestsForNeeds(needs, this.#inputs, this.#known), this.#isLoaded);
  }

  /** Resolves when everything that is asked for has come or failed. */
  get idle(): Promise<void> {
    return this.#publisher.idle;
  }

  /** True while something is under way, or about to be. */
  get busy(): boolean {
    return this.#connected && this.#publisher.isBusy;
  }

  /** The requests for the range, and for the days that it is compared with. */
  get #wanted(): readonly YearRequest[] {
    return requestsForSelection(this.#allNeeds, this.#inputs, this.#known);
  }

  get #known(): Known | undefined {
    const { capabilities } = this.#requests;
    return capabilities && { capabilities, stats: this.#stats };
  }

  get #allNeeds(): readonly DataNeed[] {
    return [...this.#needs.values()].flat();
  }

  readonly #isLoaded = ({ statistic, year }: YearRequest): boolean => this.#stats.has(statistic, year);

  /** Publishes the change at once, and again when what it calls for has been asked for. */
  #update(): void {
    this.#publisher.schedule();
    this.#publisher.now();
  }

  readonly #retry = (): void => this.retry();
  readonly #widgets = (): readonly object[] => [...this.#needs.keys()];

  #buildScope(): StatsScope {
    const { source } = this.#requests;
    const { community, searchBase } = this.#inputs;
    return {
      state: buildState(this.#inputs, this.#stats, this.#allNeeds, this.#requests),
      demand: this.demand,
      retry: this.#retry,
      widgets: this.#widgets,
      ...(source && { source }),
      ...(community !== undefined && { community }),
      ...(searchBase !== undefined && { searchBase }),
    };
  }
}
