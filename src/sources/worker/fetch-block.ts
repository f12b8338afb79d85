/** Loads blocks: from the cache, else from a service. Runs in a worker, or on the page if no worker can start. */
import { coveredDays, isFinal } from '../../data/year-block.js';
import { now } from '../../data/day.js';
import { keyFrom } from '../../util/key.js';
import { perOrigin } from '../../util/per-origin.js';
import type { BlockCache } from '../cache/storage.js';
import { fetchIfNew, type Answer, type Validators } from '../http/fetch.js';
import { createLimiter } from '../http/limit.js';
import { StatsError } from '../errors.js';
import { DECODERS, type DecoderRow } from './decoders.js';
import type { JobRequest, RunJob } from './job.js';

/** Limit on parallel requests to one origin, so that the page has connections left. */
const PARALLEL = 4;

/**
 * Makes a function that runs jobs. A cached block that is final (`isFinal`) is returned; any other one is delivered as
 * stale and fetched again. Only decoded blocks are cached; what must not be cached is deleted.
 * @param ask sends a request
 */
export function blockFetcher(
  cache: BlockCache,
  ask = fetchIfNew,
  decoders: Readonly<Record<string, DecoderRow>> = DECODERS,
): RunJob {
  const senderFor = perOrigin(() => sender(ask));
  return async (job, signal, onStale) => {
    const { key, requests, timeout } = job;
    const { packed, ...kept } = (!job.reload && (await cache.get(key))) || {};
    signal.throwIfAborted();
    if (packed && isFinal(packed, now())) return packed;
    if (packed) onStale?.(packed);
    // Bodies are not cached, so that a "not modified" of several answers would be missing: these have no validators.
    const isSingle = requests.length === 1;
    const validators = isSingle ? kept : {};
    const { load, explain } = decoders[job.decoder]!;
    const failure = new AbortController();
    const options = { timeout, signal: AbortSignal.any([signal, failure.signal]) };
    const [decode, ...answers] = await Promise.all([
      load(),
      ...requests.map((request) => senderFor(request.url)(request, options, validators, explain)),
    ]).catch((error: unknown) => {
      // The answers to the other requests would not be used.
      failure.abort();
      throw error;
    });
    const mayKeep = answers.every((answer) => answer.mayKeep);
    if (!mayKeep) void cache.delete(key);
    const fetchedAt = now();
    const bodies = answers.flatMap(({ bytes }) => bytes ?? []);
    const isSame = bodies.length < requests.length;
    if (isSame && !(isSingle && packed)) throw new StatsError('http', `${key}: not modified`);
    const block = isSame ? { ...packed!, fetchedAt } : decode(bodies, job, fetchedAt);
    // An answer without a value may be a mistake: it does not replace cached numbers.
    const isWorse = !coveredDays(block).length && packed !== undefined && coveredDays(packed).length > 0;
    if (mayKeep && !isWorse) void cache.put(key, block, isSingle ? answers[0]!.validators : {});
    return block;
  };
}

/**
 * Makes a function that sends a few requests to one origin at a time. If a service refuses the token of a request
 * (`csrf`), waiting requests to the same address with the same headers fail without being sent. Each origin has slots
 * of its own, so that a service that never answers does not delay others.
 */
function sender(ask: typeof fetchIfNew) {
  const turn = createLimiter(PARALLEL);
  const refused = new Set<string>();
  let open = 0;
  return (
    { url, init }: JobRequest,
    options: { readonly signal: AbortSignal; readonly timeout: number },
    validators: Validators,
    explain: DecoderRow['explain'],
  ): Promise<Answer> => {
    const sent = keyFrom(url, JSON.stringify(init.headers));
    open++;
    const attempt = async (): Promise<Answer> => {
      if (refused.has(sent)) throw new StatsError('csrf', `${url}: the CSRF token was refused before`);
      try {
        return await ask(url, { ...init, ...options }, validators);
      } catch (error) {
        const explained = error instanceof StatsError && explain ? explain(error) : error;
        if (explained instanceof StatsError && explained.reason === 'csrf') refused.add(sent);
        throw explained;
      }
    };
    return turn(options.signal, attempt).finally(() => {
      if (--open === 0) refused.clear();
    });
  };
}
