/** Gets blocks: from what the browser keeps, else from a service. Runs in a worker, or on the page where none may start. */
import { isFinal } from '../data/block.js';
import { now } from '../data/day.js';
import type { BlockCache, Kept } from './cache.js';
import { fetchIfNew } from './http.js';
import { decodeBytes } from './invenio/scan.js';
import type { Load } from './job.js';
import { StatsError } from './source.js';

/**
 * A year that is over and was counted to its end is taken from the cache; one that is not is told of early and asked for
 * again. Nothing but a block that has been decoded is ever kept.
 */
export const blockLoader =
  (cache: BlockCache): Load =>
  async ({ key, statistic, year, url, init, timeout, reload }, signal, early) => {
    const kept = reload ? undefined : await cache.get(key);
    signal.throwIfAborted();
    if (kept && isFinal(kept.block, now())) return kept.block;
    if (kept) early?.(kept.block);
    const answer = await fetchIfNew(url, { ...init, signal, timeout }, kept);
    if (!answer && !kept) throw new StatsError('http', `${url}: not modified, but nothing is kept`);
    const fetchedAt = now();
    const fresh: Kept = answer
      ? { ...answer.validators, block: decodeBytes(answer.bytes, statistic, year, fetchedAt) }
      : { ...(kept as Kept), block: { ...(kept as Kept).block, fetchedAt } };
    void cache.put(key, fresh);
    return fresh.block;
  };
