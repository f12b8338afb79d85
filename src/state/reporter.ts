/** Events that report loaded years and errors to the page. */
import { isoDay } from '../data/day.js';
import type { Stats } from '../data/stats.js';
import { keyOf } from '../data/year-block.js';
import { StatsError } from '../sources/errors.js';
import type { StatsState } from './context.js';
import { errorEvent, loadEvent } from './events.js';

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
    for (const [fault, error] of faultsIn(stats)) this.#reportOnce(fault, error);
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

/** Returns an error for each fault of loaded blocks, after the object that identifies the fault. */
function faultsIn(stats: Stats): readonly (readonly [fault: object, error: StatsError])[] {
  const malformed = (fault: object, message: string, path?: string) =>
    [fault, new StatsError('malformed', message, { path })] as const;
  return [
    ...stats.blocks.flatMap((block) => [
      ...block.problems.map((problem) =>
        malformed(problem, `${keyOf(block)}: cannot read ${problem.found}`, problem.path),
      ),
      ...(block.conflicts ?? []).map((conflict) => {
        const { metric, breakdown, days } = conflict;
        const what = [metric, ...(breakdown ? [breakdown] : [])].join(' by ');
        return malformed(conflict, `${keyOf(block)}: different values of ${what} for ${days.map(isoDay).join(', ')}`);
      }),
    ]),
    ...stats.emptyBlocks.map((block) => malformed(block, `${keyOf(block)}: the answer has no value for this year`)),
  ];
}
