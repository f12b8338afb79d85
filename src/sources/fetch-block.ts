/** Gets blocks: from what the browser keeps, else from a service. Runs in a worker, or on the page where none may start. */
import { coveredDays, isFinal } from '../data/block.js';
import { now } from '../data/day.js';
import type { BlockCache } from './cache.js';
import { fetchIfNew, type Validators } from './http.js';
import { decodeBytes } from './invenio/scan.js';
import type { Fetch, Job } from './job.js';
import { limit } from './limit.js';
import { StatsError } from './source.js';

/** As many requests run at once, so that the page keeps connections for itself. */
const PARALLEL = 4;

/**
 * A year that is over and was counted to its end is taken from the cache; one that is not is told of early and asked for
 * again. Nothing but a block that has been decoded is ever kept, and nothing that the service does not want to be kept.
 * @param ask sends a request
 */
export function blockFetcher(cache: BlockCache, ask = fetchIfNew): Fetch {
  const send = sender(ask);
  return async ({ key, statistic, year, reload, ...request }, signal, early) => {
    const { packed, ...validators } = (!reload && (await cache.get(key))) || {};
    signal.throwIfAborted();
    if (packed && isFinal(packed, now())) return packed;
    if (packed) early?.(packed);
    const answer = await send(request, signal, validators);
    const fetchedAt = now();
    if (!answer && !packed) throw new StatsError('http', `${request.url}: not modified`);
    const block = answer ? decodeBytes(answer.bytes, statistic, year, fetchedAt) : { ...packed!, fetchedAt };
    // A year without a value may have been answered by mistake: it is asked for again.
    if (answer?.mayKeep !== false && coveredDays(block).length)
      void cache.put(key, block, answer?.validators ?? validators);
    return block;
  };
}

type Request = Pick<Job, 'url' | 'init' | 'timeout'>;

/** Sends a few requests at once. When a token is refused, those that wait with the same one are not sent in vain. */
function sender(send: typeof fetchIfNew) {
  const turn = limit(PARALLEL);
  const refused = new Set<string>();
  let open = 0;
  return ({ url, init, timeout }: Request, signal: AbortSignal, validators: Validators) => {
    const token = `${init.headers?.['X-CSRFToken']} ${url}`;
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
