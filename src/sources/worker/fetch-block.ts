/** Gets blocks: from what the browser keeps, else from a service. Runs in a worker, or on the page where none may start. */
import { coveredDays, isFinal } from '../../data/year-block.js';
import { now } from '../../data/day.js';
import { keyFrom } from '../../util/key.js';
import { perOrigin } from '../../util/url.js';
import type { BlockCache } from '../cache/block-cache.js';
import { fetchIfNew, type Validators } from '../http/fetch.js';
import { decodeBytes } from '../stats-body/decode-bytes.js';
import type { Fetch, Job } from './job.js';
import { limit } from '../http/limit.js';
import { StatsError } from '../errors.js';

/** Requests to one origin that run at once, so that the page keeps connections for itself. */
const PARALLEL = 4;

/**
 * A year that is over and was counted to its end is taken from the cache; one that is not, or that was answered without a
 * value, is delivered as stale and asked for again. Nothing but a block that has been decoded is ever kept. What must not be
 * kept is deleted if it was.
 * @param ask sends a request
 */
export function blockFetcher(cache: BlockCache, ask = fetchIfNew): Fetch {
  const senderFor = perOrigin(() => sender(ask));
  return async ({ key, statistic, year, reload, ...request }, signal, onStale) => {
    const { packed, ...validators } = (!reload && (await cache.get(key))) || {};
    signal.throwIfAborted();
    if (packed && isFinal(packed, now())) return packed;
    if (packed) onStale?.(packed);
    const { bytes, mayKeep, ...answer } = await senderFor(request.url)(request, signal, validators);
    if (!mayKeep) void cache.delete(key);
    const fetchedAt = now();
    if (!bytes && !packed) throw new StatsError('http', `${request.url}: not modified`);
    const block = bytes ? decodeBytes(bytes, statistic, year, fetchedAt) : { ...packed!, fetchedAt };
    // An answer without a value may be a mistake: it does not replace numbers.
    const isWorse = !coveredDays(block).length && packed !== undefined && coveredDays(packed).length > 0;
    if (mayKeep && !isWorse) void cache.put(key, block, answer.validators);
    return block;
  };
}

type Request = Pick<Job, 'url' | 'init' | 'timeout'>;

/**
 * Sends a few requests to one origin at once. When a token is refused, those that wait with the same one are not sent in
 * vain. Each origin has slots of its own, so that a service that never answers holds up no other one.
 */
function sender(send: typeof fetchIfNew) {
  const turn = limit(PARALLEL);
  const refused = new Set<string>();
  let open = 0;
  return ({ url, init, timeout }: Request, signal: AbortSignal, validators: Validators) => {
    const token = keyFrom(init.headers?.['X-CSRFToken'], url);
    open++;
    const ask = async (): ReturnType<typeof fetchIfNew> => {
      if (refused.has(token)) throw new StatsError('csrf', `${url}: token refused`);
      return send(url, { ...init, signal, timeout }, validators).catch((error: unknown) => {
        if (error instanceof StatsError && error.reason === 'csrf') refused.add(token);
        throw error;
      });
    };
    return turn(signal, ask).finally(() => {
      if (--open === 0) refused.clear();
    });
  };
}
