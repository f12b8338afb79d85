/** Runs the jobs of services whose answers are small: on the page, with the cache, and within the limits of the service. */
import { now } from '../../data/day.js';
import { mergeBlocks } from '../../data/merge-blocks.js';
import { isFinal, type YearBlock } from '../../data/year-block.js';
import { keyFrom } from '../../util/key.js';
import { perOrigin } from '../../util/per-origin.js';
import { lazyCache } from '../cache/lazy-cache.js';
import { fetchIfNew, fetchJson, type FetchOptions } from '../http/fetch.js';
import { createBucket, type Bucket, type RateLimit } from '../http/rate-limit.js';
import { SharedRequests } from '../shared-requests.js';
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
   * @throws StatsError the first failure; blocks that have been loaded are kept
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

/**
 * Makes the jobs of a source.
 * @param decoders read the answers, by the names in the jobs
 * @param limit the number of requests that the service allows; absent: only its headers are obeyed
 * @param instead returns the job that replaces a failed one, such as one that asks for less
 */
export function serviceJobs(
  decoders: Readonly<Record<string, DecoderRow>>,
  limit: RateLimit = { requests: 1000, within: 60_000 },
  instead?: (job: Job, error: unknown) => Job | undefined,
  openCache = lazyCache,
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
  const runOnPage: RunJob = (...job) => (run ??= blockFetcher(openCache(), ask, decoders))(...job);
  const blocks = new SharedRequests<YearBlock>((block) => isFinal(block, now()));
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
    load: async (jobs, signal, { reload = false, onStale, onProgress } = {}) => {
      const stale = new Map<Job, YearBlock>();
      let done = 0;
      const onPart = (job: Job, block: YearBlock): void => {
        stale.set(job, block);
        if (stale.size === jobs.length && done < jobs.length) onStale?.(merged([...stale.values()]));
      };
      const loaded = await Promise.all(
        jobs.map(async (job) => {
          const load = async (own: AbortSignal, bypassCaches: boolean, notify: (block: YearBlock) => void) => {
            const run = (each: Job) => loadBlock({ ...each, reload: bypassCaches }, own, notify, runOnPage);
            return run(job).catch((error: unknown) => {
              const other = own.aborted ? undefined : instead?.(job, error);
              if (!other) throw error;
              return run(other);
            });
          };
          const block = await blocks.get(job.key, signal, load, reload, (older) => onPart(job, older));
          onProgress?.(++done, jobs.length);
          onPart(job, block);
          return block;
        }),
      );
      return merged(loaded);
    },
    json: shared(fetchJson),
    bytes: shared(async (url, options) => (await fetchIfNew(url, options)).bytes ?? new Uint8Array()),
  };
}

type SendShared<T> = (url: string, options: FetchOptions, reload?: boolean) => Promise<T>;

/** Merges blocks, the earliest period first. */
const merged = (blocks: readonly YearBlock[]): YearBlock =>
  mergeBlocks([...blocks].sort((a, b) => (a.period?.start ?? 0) - (b.period?.start ?? 0)));
