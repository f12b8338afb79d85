/** Faults of loaded blocks, which are reported to developers. Not needed for the first number. */
import { isoDay } from '../data/day.js';
import { isCounted, type Stats } from '../data/stats.js';
import { keyOf, type YearBlock } from '../data/year-block.js';
import { StatsError } from '../sources/errors.js';
import { STATISTICS } from '../vocabulary/terms.js';

/** Returns an error for each fault of loaded blocks, after the object that identifies the fault. */
export function faultsIn(stats: Stats): readonly (readonly [fault: object, error: StatsError])[] {
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
    ...emptyBlocks(stats).map((block) => malformed(block, `${keyOf(block)}: the answer has no value for this year`)),
  ];
}

/**
 * Returns the years without a counted day between years that have some. The service has numbers of these years, but did
 * not send them.
 */
export const emptyBlocks = (stats: Stats): readonly YearBlock[] =>
  STATISTICS.flatMap((statistic) => {
    const { blocks } = stats.version(statistic);
    const last = blocks.findLastIndex(isCounted);
    return blocks.slice(blocks.findIndex(isCounted) + 1, Math.max(last, 0)).filter((block) => !isCounted(block));
  });
