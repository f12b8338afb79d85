import type { YearBlock } from '../data/block.js';
import { faultInBlock } from '../data/check-block.js';
import { StatsError, type YearRequest } from './source.js';

/**
 * Lets a sound block through: the only way into the page for a block of a service, a file, the cache, the page or a source
 * of its own.
 * @param asked the statistic and the year that were asked for; absent: any
 * @param path where the block stands in what was given
 * @throws StatsError `malformed` with the path of the first fault
 */
export function admit(block: unknown, asked?: Pick<YearRequest, 'statistic' | 'year'>, path = ''): YearBlock {
  const fault = faultIn(block, asked);
  if (fault === undefined) return block as YearBlock;
  const place = [path, fault].filter(Boolean).join('.');
  const what = asked ? `${asked.statistic} of ${asked.year}` : 'a year';
  throw new StatsError('malformed', `not a sound block of ${what}: ${place || 'no object'}`, place || '$');
}

/** Blocks of a page can be anything, a proxy that throws among them. */
function faultIn(block: unknown, asked: Parameters<typeof faultInBlock>[1]): string | undefined {
  try {
    return faultInBlock(block, asked);
  } catch {
    return '';
  }
}
