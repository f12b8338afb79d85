import { today } from '../../data/day.js';
import { lazy } from '../../util/lazy.js';
import { DATE_BASES } from '../../vocabulary/terms.js';
import type { StatsSource } from '../source.js';
import { blocksFrom, pick, yearsOf } from '../stats-body/blocks-from.js';

/** Creates a source of numbers that are passed as a value (the property `data`), decoded on the first request. */
export function inlineSource(data: unknown, until = today()): Omit<StatsSource, 'key'> {
  const blocks = lazy(() => blocksFrom(data, until), Infinity);
  return {
    describe: async () => ({ dateBases: DATE_BASES, years: yearsOf(await blocks()) }),
    load: async ({ statistic, year }) => pick(await blocks(), statistic, year),
  };
}
