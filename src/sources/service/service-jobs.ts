/** Runs the jobs of services whose answers are small: on the page, with the cache, and within the limits of the service. */
import { now } from '../../data/day.js';
import { mergeBlocks } from '../../data/merge-blocks.js';
import { coveredDays, isFinal, type YearBlock } from '../../data/year-block.js';
import { keyFrom } from '../../util/key.js';
import { perOrigin } from '../../util/per-origin.js';
import { lazyCache } from '../cache/lazy-cache.js';
import { fetchIfNew, fetchJson, type FetchOptions } from '../http/fetch.js';
import { createBucket, type Bucket, type RateLimit } from '../http/rate-limit.js';
import type { BlockCache } from '../cache/storage.js';
import { StatsError, type Reason } from '../errors.js';
import { SharedRequests, type SharedLoad } from '../shared-requests.js';
import type { LoadOptions } from '../source.js';
import { loadBlock } from '../worker/client.js';
import type { DecoderRow } from '../worker/decoders.js';
import { blockFetcher } from '../worker/fetch-block.js';
import type { Job, RunJob } from '../worker/job.js';

/** Loads what a source needs from its service. */
export interface ServiceJobs {
  /**
   * Runs jobs for one statistic of one year, and merges their blocks. Equal jobs are run once for all blocks that need them,
   * and finished ones are kept in the browser.
   * @param jobs at least one, the latest period first: it is asked for first
   * @throws StatsError the first failure; blocks that have been loaded are kept, and shown with the earlier numbers of failed
   *   ones, or without them
   */
  load(jobs: readonly Job[], signal: AbortSignal, options?: LoadOptions): Promise<YearBlock>;
  /**
   * Fetches JSON within the limits of the service. Equal requests share one answer until the day ends.
   * @throws StatsError
   */
  json(url: string, options: FetchOptions, reload?: boolean): Promise<unknown>;
  /**
   * Fetches an answer that need not be JSON, as `json` does. It is not compressed.
   * @throws StatsError
   */
  bytes(url: string, options: FetchOptions, reload?: boolean): Promise<Uint8Array>;
}

/** The limits of all services that the page asks, by origin: sources of the same service share them. */
const limitsOf = perOrigin((): { bucket?: Bucket } => ({}));

/** How a service differs from others. */
export interface ServiceOptions {
  /** The number of requests that it allows. Absent: only its headers are obeyed. */
  readonly limit?: RateLimit;
  /** Returns the job that replaces a failed one, such as one that asks for less. */
  readonly instead?: (job: Job, error: unknown) => Job | undefined;
  /** Returns the failure of the service to send a part of a block, which is not kept then. */
  readonly failureIn?: (block: YearBlock) => StatsError | undefined;
  readonly openCache?: () => BlockCache;
}

/** The result of a job. */
interface Loaded {
  readonly block: YearBlock;
  /** What the block lacks. */
  readonly failure?: unknown;
  /** True if it is the answer to another job. */
  readonly isReplaced?: boolean;
}

/**
 * Makes the jobs of a source.
 * @param decoders read the answers, by the names in the jobs
 */
export function serviceJobs(
  decoders: Readonly<Record<string, DecoderRow>>,
  {
    limit = { requests: 1000, within: 60_000 },
    instead,
    failureIn = () => undefined,
    openCache = lazyCache,
  }: ServiceOptions = {},
): ServiceJobs {
  const bucketOf = (url: string): Bucket => (limitsOf(url).bucket ??= createBucket(limit));
  /** Makes a request wait for its turn. Its time limit begins then. */
  const spaced =
    <More extends readonly unknown[], T>(send: (url: string, options: FetchOptions, ...more: More) => Promise<T>) =>
    async (url: string, options: FetchOptions, ...more: More): Promise<T> => {
      const bucket = bucketOf(url);
      await bucket.take(options.signal);
      return send(url, { ...options, onHeaders: bucket.heed }, ...more);
    };
  let run: RunJob | undefined;
  // Sent without validators: "not modified" would not tell until which day a running month has been counted.
  const ask = spaced((url, options) => fetchIfNew(url, options));
  const runOnPage: RunJob = (...job) => (run ??= blockFetcher(wholeOnly(openCache()), ask, decoders))(...job);
  /** Makes a cache that does not store blocks without a part. */
  const wholeOnly = (cache: BlockCache): BlockCache => ({
    ...cache,
    put: async (key, block, validators) => {
      if ('bytes' in block || !failureIn(block)) await cache.put(key, block, validators);
    },
  });
  const blocks = new SharedRequests<Loaded>(({ block, failure }) => !failure && isFinal(block, now()));
  /** The latest blocks that lacked nothing, by the key of the job: they are shown while newer ones cannot be loaded. */
  const whole = new Map<string, YearBlock>();
  const loadJob =
    (job: Job): SharedLoad<Loaded> =>
    async (own, bypassCaches, notify) => {
      const run = (each: Job) =>
        loadBlock({ ...each, reload: bypassCaches }, own, (block) => notify({ block }), runOnPage);
      try {
        const block = await run(job);
        const failure = failureIn(block);
        if (!failure) whole.set(job.key, block);
        return { block, failure };
      } catch (failure) {
        const other = own.aborted ? undefined : instead?.(job, failure);
        if (!other) throw failure;
        return { block: await run(other), failure, isReplaced: true };
      }
    };
  /** Makes a function that sends a request once for all who need its answer, until the day ends. */
  const shared = <T>(send: (url: string, options: FetchOptions) => Promise<T>): SendShared<T> => {
    const answers = new SharedRequests<T>();
    return (url, options, reload = false) => {
      const { signal, method, body } = options;
      const key = keyFrom(url, method, typeof body === 'string' ? body : undefined);
      const load = (own: AbortSignal, bypassCaches: boolean): Promise<T> =>
        spaced(send)(url, { ...options, signal: own, ...(bypassCaches && { cache: 'reload' }) });
      return answers.get(key, signal, load, reload);
    };
  };
  return {
    load: (jobs, signal, { reload = false, onStale, onProgress } = {}) => {
      const stale = new Map<Job, YearBlock>();
      let done = 0;
      const onPart = (job: Job, block: YearBlock): void => {
        stale.set(job, block);
        if (stale.size === jobs.length && done < jobs.length) onStale?.(merged([...stale.values()]));
      };
      const load = async (job: Job, onOlder: (block: YearBlock) => void): Promise<YearBlock> => {
        const showStale = ({ block }: Loaded): void => onPart(job, block);
        const loaded = await blocks
          .get(job.key, signal, loadJob(job), reload, showStale)
          .catch((failure: unknown) => ({ block: undefined, failure, isReplaced: false }))
          .finally(() => {
            if (!signal.aborted) onProgress?.(++done, jobs.length);
          });
        const { block, failure, isReplaced = false } = loaded;
        const older = failure ? (whole.get(job.key) ?? stale.get(job)) : undefined;
        if (block && (!failure || (isReplaced && !older))) {
          onPart(job, block);
          return block;
        }
        const shown = older ?? block;
        if (shown && coveredDays(shown).length) onOlder(shown);
        throw failure;
      };
      return loadAll(
        jobs.map((job) => (onOlder) => load(job, onOlder)),
        (parts) => {
          const known = parts.filter((part) => part !== undefined);
          return known.length ? merged(known) : undefined;
        },
        onStale,
      );
    },
    json: shared(fetchJson),
    bytes: shared(async (url, options) => (await fetchIfNew(url, options)).bytes ?? new Uint8Array()),
  };
}

/** Failures of the whole service: the others are not waited for, as they will fail, too, or wait for long. */
const OF_SERVICE: readonly Reason[] = ['rate-limit', 'timeout', 'network', 'csrf'];

/**
 * Loads several blocks, and makes one of them. If some fail, what is there of the others is shown, and the failed ones are
 * replaced by what they have shown themselves.
 * @param make receives `undefined` in place of a block that is not there
 * @throws the first failure
 */
export async function loadAll(
  loads: readonly ((onStale: (block: YearBlock) => void) => Promise<YearBlock | undefined>)[],
  make: (blocks: readonly (YearBlock | undefined)[]) => YearBlock | undefined,
  onStale?: (block: YearBlock) => void,
): Promise<YearBlock> {
  const shown = loads.map((): YearBlock | undefined => undefined);
  const failures: unknown[] = [];
  await Promise.all(
    loads.map(async (load, i) => {
      try {
        shown[i] = await load((block) => (shown[i] = block));
      } catch (error) {
        failures.push(error);
        if (error instanceof StatsError && OF_SERVICE.includes(error.reason)) throw error;
      }
    }),
  ).catch(() => undefined);
  const block = make(shown);
  if (block && !failures.length) return block;
  if (block && coveredDays(block).length) onStale?.(block);
  throw failures[0];
}

type SendShared<T> = (url: string, options: FetchOptions, reload?: boolean) => Promise<T>;

/** Merges blocks, the earliest period first. */
const merged = (blocks: readonly YearBlock[]): YearBlock =>
  mergeBlocks([...blocks].sort((a, b) => (a.period?.start ?? 0) - (b.period?.start ?? 0)));
