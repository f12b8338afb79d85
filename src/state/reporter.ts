/** Events that report loaded years and errors to the page. */
import type { StatsError } from '../sources/errors.js';
import { lazyCode } from '../sources/lazy-code.js';
import type { StatsState } from './context.js';
import { errorEvent, loadEvent } from './events.js';

/** The code that finds faults of blocks, loaded with the first one. */
const faults = lazyCode(() => import('./block-faults.js'));

/** Dispatches events for an element. */
export class Reporter {
  readonly #target: EventTarget;
  readonly #reported = new WeakSet<object>();

  constructor(target: EventTarget) {
    this.#target = target;
  }

  /** Dispatches `stats-load`, and `stats-error` for each failure and fault that has not been reported yet. */
  report({ status, freshness, stats }: StatsState, failures: Iterable<StatsError>): void {
    const years = [...new Set(stats.blocks.map((block) => block.year))];
    this.#target.dispatchEvent(loadEvent({ status, freshness, years }));
    for (const error of failures) this.#reportOnce(error, error);
    faults().then(
      ({ faultsIn }) => {
        for (const [fault, error] of faultsIn(stats)) this.#reportOnce(fault, error);
      },
      (error: unknown) => this.#reportOnce(faults, error as StatsError),
    );
  }

  /** Dispatches `stats-error`. */
  error(error: StatsError): void {
    this.#target.dispatchEvent(errorEvent(error));
  }

  #reportOnce(fault: object, error: StatsError): void {
    if (this.#reported.has(fault)) return;
    this.#reported.add(fault);
    this.error(error);
  }
}
