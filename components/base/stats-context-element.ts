import { ContextConsumer } from '@lit/context';
import { lazyCode } from '../../src/sources/lazy-code.js';
import { statsContext, type StatsScope, type StatsState } from '../../src/state/context.js';
import { runFirst, runSliced } from '../../src/util/schedule.js';
import { StatsElement } from './stats-element.js';

/** Loads the clock that reports new days, after the first number. If that fails, the page stays on its day. */
const loadDayClock = lazyCode(() => import('../../src/state/day-clock.js'));

/** Base of every element that shows or changes the statistics of the dashboard around it. */
export class StatsContextElement extends StatsElement {
  readonly #consumer = new ContextConsumer(this, { context: statsContext, subscribe: true });
  #unsubscribe: (() => void) | undefined;

  /** True for elements that are drawn before all others. */
  protected readonly drawFirst: boolean = false;

  /** The statistics around this element; `undefined` while a setting is not understood. */
  protected get scope(): StatsScope | undefined {
    return this.faults.length ? undefined : this.#consumer.value;
  }

  /** The state of these statistics: the selection, the numbers, what is loading; `undefined` without statistics. */
  protected get state(): StatsState | undefined {
    return this.scope?.state;
  }

  protected override get binarySizes(): boolean {
    return this.state?.binarySizes ?? false;
  }

  /** Requests the statistics of a dashboard around this element, if it has none yet. */
  findContext(): void {
    if (!this.scope) this.#consumer.hostConnected();
  }

  /** Resolves when everything now visible has its numbers and its pictures. */
  get settled(): Promise<unknown> {
    return this.updateComplete;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#followDay();
  }

  /** Updates the element when a new day begins, while it is in a page. */
  async #followDay(): Promise<void> {
    const clock = await loadDayClock().catch(() => undefined);
    this.#unsubscribe?.();
    this.#unsubscribe = this.isConnected ? clock?.pageClock.subscribe(() => this.requestUpdate()) : undefined;
  }

  override disconnectedCallback(): void {
    this.#unsubscribe?.();
    super.disconnectedCallback();
    // Another place may have no statistics around it.
    this.#consumer.value = undefined;
  }

  /** Draws in slices, so that many elements do not keep the page from painting. */
  protected override scheduleUpdate(): Promise<unknown> | undefined {
    const update = (): unknown => this.performUpdate();
    return this.drawFirst && this.hasUpdated ? runFirst(update) : runSliced(update);
  }
}

/** Returns true for a `StatsContextElement`, also of another copy of this code, which has classes of its own. */
export const isContextElement = (thing: object): thing is StatsContextElement => 'findContext' in thing;
