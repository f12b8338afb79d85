import type { YearBlock } from '../data/year-block.js';
import { faultInBlock } from '../data/check-block.js';
import { daysInYear, yearStart, type Day } from '../data/day.js';
import { isObject } from '../util/json.js';
import { StatsError } from './errors.js';
import type { YearRequest } from './source.js';
import { times } from '../util/times.js';

/**
 * Checks a block, and returns a copy of it without values on days that it does not cover. All blocks pass here, except
 * those of our own decoder and cached ones with a valid checksum (trusted-blocks.ts).
 * @param asked the requested statistic and year; any if absent
 * @param path the position of the block in the value that it comes from
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
  const uncovered = times(daysInYear(year), (slot) => slot).filter((slot) => !isCovered(start + slot));
  for (const column of tables.flatMap(({ columns }) => columns)) for (const slot of uncovered) column[slot] = NaN;
  return block;
}

/**
 * Copies a value to plain data, so that it cannot change after the check: a page may change a column later, and a
 * getter may return something else when it is read again. Returns `undefined` for what cannot be copied, such as a
 * function.
 */
function copyOf(block: unknown): unknown {
  try {
    return copied(block);
  } catch {
    return undefined;
  }
}

/** Copies objects and lists one by one, since frameworks give proxies of them, which cannot be cloned. */
function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  if (!isObject(value) || ArrayBuffer.isView(value)) return structuredClone(value);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copied(each)]));
}
