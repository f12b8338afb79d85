/** Runs jobs in one worker that all elements of a page share, or on the page if no worker can start or if it is lost. */
import type { YearBlock } from '../../data/year-block.js';
import { watchdog, type Ticks } from '../../util/watchdog.js';
import { codeError } from '../errors.js';
import { lazyCode } from '../lazy-code.js';
import { FORMAT, type Job, type JobResult, type RunJob } from './job.js';
import { errorOf, failureOf, type WorkerResponse, type WorkerRequest } from './protocol.js';
import { trustedAddress } from './trusted-types.js';
import { markTrusted } from '../trusted-blocks.js';

/** A job that runs in the worker. */
interface PendingJob {
  readonly resolve: (block: JobResult) => void;
  readonly onStale: ((block: JobResult) => void) | undefined;
  readonly reject: (error: unknown) => void;
  /** Called when the worker is lost: the page runs the job. */
  readonly runOnPage: () => void;
}

/** The same code for the page, where bodies are decoded one at a time. It is loaded when no worker can be used. */
const onPage = lazyCode(async () => {
  const [{ lazyCache }, { blockFetcher }] = await Promise.all([
    import('../cache/lazy-cache.js'),
    import('./fetch-block.js'),
  ]);
  return blockFetcher(lazyCache());
});

const runOnPage: RunJob = async (job, signal, onStale) => {
  try {
    const fetchBlock = await onPage();
    return await fetchBlock(job, signal, onStale);
  } catch (error) {
    signal.throwIfAborted();
    throw codeError(error);
  }
};

/** The code that sends requests for a worker that cannot send them itself. */
const pageRequests = lazyCode(() => import('./page-requests.js'));

/** The code that reads cached blocks, loaded beside the first one. */
const unpacking = lazyCode(() => import('../cache/decode-block.js'));

const blockOf = async (fetched: JobResult): Promise<YearBlock> =>
  markTrusted('bytes' in fetched ? (await unpacking()).unpack(fetched) : fetched);

/**
 * Loads a block.
 * @param onStale receives a block from the cache that is being renewed
 * @param fetchBlock fetches and decodes
 * @throws StatsError
 */
export const loadBlock = async (
  job: Job,
  signal: AbortSignal,
  onStale?: (block: YearBlock) => void,
  fetchBlock = runInWorker,
): Promise<YearBlock> => {
  // A cached block that is not sound is not shown; the newer one is being loaded.
  const onKept = (kept: JobResult): void =>
    void blockOf(kept)
      .then(onStale)
      .catch(() => undefined);
  const fetched = await fetchBlock(job, signal, onKept);
  // If a cached block is damaged, or the code that reads it cannot be loaded, the block is requested from the service.
  return blockOf(fetched).catch(async () => blockOf(await fetchBlock({ ...job, reload: true }, signal)));
};

/**
 * Shares one worker among all jobs. A worker that does not start, or that does not answer while it has jobs, is
 * replaced by the page for good: no event reports that its code was never loaded, or that it has closed itself.
 */
export function createWorkerClient(ticks?: Ticks) {
  const pendingJobs = new Map<number, PendingJob>();
  let count = 0;
  let worker: Worker | undefined;
  /** True once a worker failed to start or was lost: none is started again. */
  let none = false;

  /** Terminates a worker that has been idle for a while; the next job starts another one. */
  function terminateIdle(): void {
    life.stop();
    worker?.terminate();
    worker = undefined;
  }

  /** Gives up a worker that could not start, or that is lost. */
  function onWorkerLost(): void {
    none = true;
    terminateIdle();
    const lost = [...pendingJobs.values()];
    // Cleared first: the page does each job once, also if the worker is lost again meanwhile.
    pendingJobs.clear();
    for (const pendingJob of lost) pendingJob.runOnPage();
  }

  const post = (request: WorkerRequest): void => worker?.postMessage(request);
  const life = watchdog(() => post({ ping: true }), onWorkerLost, ticks);

  function start(): Worker | undefined {
    let address = '';
    try {
      address = workerAddress();
      const started = new Worker(trustedAddress(address), { type: 'module' });
      started.onmessage = ({ data }: MessageEvent<WorkerResponse>) => {
        try {
          onMessage(data, started);
        } catch {
          // A message that this code does not send.
          onWorkerLost();
        }
      };
      started.onmessageerror = onWorkerLost;
      started.onerror = (event) => {
        // The page runs the jobs, so nothing is logged.
        event.preventDefault();
        onWorkerLost();
      };
      return started;
    } catch {
      none = true;
      return undefined;
    } finally {
      // A worker has read its address by the time that the constructor returns.
      if (address.startsWith('blob:')) URL.revokeObjectURL(address);
    }
  }

  function onMessage(response: WorkerResponse, from: Worker): void {
    const pendingJob = 'id' in response ? pendingJobs.get(response.id) : undefined;
    // Only messages of this code count as signs of life.
    if (!pendingJob && !('alive' in response || 'idle' in response || 'ask' in response)) return;
    life.alive();
    if ('alive' in response) return;
    if ('idle' in response) return pendingJobs.size ? undefined : terminateIdle();
    if ('ask' in response) {
      const { ask, request } = response;
      pageRequests().then(
        ({ answerWorker }) => answerWorker(from, ask, request),
        (error: unknown) => from.postMessage({ ask, failure: failureOf(error) } satisfies WorkerRequest),
      );
      return;
    }
    // The browser may have cached the worker of another version, which has other jobs and blocks.
    if (response.format !== FORMAT) return onWorkerLost();
    if ('stale' in response) pendingJob?.onStale?.(response.stale);
    else if ('block' in response) pendingJob?.resolve(response.block);
    else pendingJob?.reject(errorOf(response.failure));
  }

  function send(job: Job, signal: AbortSignal, onStale: PendingJob['onStale']): Promise<JobResult> {
    const id = ++count;
    return new Promise<JobResult>((resolve, reject) => {
      const abort = (): void => {
        post({ id });
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', abort, { once: true });
      pendingJobs.set(id, {
        resolve,
        reject,
        onStale,
        runOnPage: () => resolve(runOnPage(job, signal, onStale)),
      });
      post({ id, job });
      life.start();
    }).finally(() => {
      pendingJobs.delete(id);
      if (!pendingJobs.size) life.stop();
    });
  }

  /** Starts a worker before the first job. */
  const startWorker = (): void => {
    if (!none) worker ??= start();
    unpacking().catch(() => undefined);
  };

  /** Loads a block, in the worker if possible. */
  const runJob: RunJob = async (job, signal, onStale) => {
    signal.throwIfAborted();
    startWorker();
    return worker ? send(job, signal, onStale) : runOnPage(job, signal, onStale);
  };
  return { startWorker, runJob };
}

/**
 * Returns the address of the worker, which has to be of the page's own origin (a sandbox has none). A worker of another
 * origin is imported by a script of the page's own.
 */
function workerAddress(): string {
  const { href, origin } = new URL(/* @vite-ignore */ './entry.ts', import.meta.url);
  if (origin === self.origin) return href;
  return URL.createObjectURL(new Blob([`import ${JSON.stringify(href)};`], { type: 'text/javascript' }));
}

export const { startWorker, runJob: runInWorker } = createWorkerClient();
