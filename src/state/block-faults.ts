/** What developers have to know of loaded blocks. */
import { isoDay } from '../data/day.js';
import type { Stats } from '../data/stats.js';
import { keyOf } from '../data/year-block.js';
import { StatsError } from '../sources/errors.js';

/** Returns an error for each fault of loaded blocks, with the object that identifies the fault: each is reported once. */
export function faultsIn(stats: Stats): readonly { readonly fault: object; readonly error: StatsError }[] {
  const malformed = (fault: object, message: string, path?: string) => ({
    fault,
    error: new StatsError('malformed', message, { path }),
  });
  return [
    ...stats.blocks.flatMap((block) => [
      ...block.problems.map((problem) => malformed(problem, `cannot read ${problem.found}`, problem.path)),
      ...(block.conflicts ?? []).map((conflict) => {
        const { metric, breakdown, days } = conflict;
        const what = [metric, ...(breakdown ? [breakdown] : [])].join(' by ');
        return malformed(conflict, `${keyOf(block)}: different values of ${what} for ${days.map(isoDay).join(', ')}`);
      }),
    ]),
    ...stats.emptyBlocks.map((block) => malformed(block, `${keyOf(block)}: the answer has no value for this year`)),
  ];
}
