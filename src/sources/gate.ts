import type { YearBlock } from '../data/year-block.js';
import { faultInBlock } from '../data/check-block.js';
import { daysInYear, yearStart, type Day } from '../data/day.js';
import { StatsError } from './errors.js';
import type { YearRequest } from './source.js';

/**
 * Lets a sound block through: the only way into the page for a block of a service, a file, the cache, the page or a source
 * of its own.
 * @param asked the statistic and the year that were asked for; any if absent
 * @param path where the block stands in what was given
 * @throws StatsError `malformed` with the path of the first fault
 */
export function admit(block: unknown, asked?: Pick<YearRequest, 'statistic' | 'year'>, path = ''): YearBlock {
  const copy = copyOf(block);
  const fault = faultInBlock(copy, asked);
  if (fault === undefined) return withoutUncovered(copy as YearBlock);
  const place = [path, fault].filter(Boolean).join('.');
  const what = asked ? `${asked.statistic} of ${asked.year}` : 'a year';
  throw new StatsError('malformed', `invalid block: ${what}: ${place || 'not an object'}`, { path: place || '$' });
}

/** Clears the values of days that a block does not cover: a column may be filled with 0 where nothing was counted. */
function withoutUncovered(block: YearBlock): YearBlock {
  const { covered, tables, year } = block;
  if (!covered) return block;
  const start = yearStart(year);
  const isCovered = (day: Day): boolean => covered.some((range) => range.start <= day && day <= range.end);
  const uncovered = Array.from({ length: daysInYear(year) }, (_, slot) => slot).filter(
    (slot) => !isCovered(start + slot),
  );
  for (const column of tables.flatMap(({ columns }) => columns)) for (const slot of uncovered) column[slot] = NaN;
  return block;
}

/**
 * Copies what was given into plain data, so that what has been checked stays as it was: a page may change a column later, and
 * a getter may return something else when it is read again. `undefined` for what cannot be copied, as a proxy or a function.
 */
function copyOf(block: unknown): unknown {
  try {
    return structuredClone(block);
  } catch {
    return undefined;
  }
}
