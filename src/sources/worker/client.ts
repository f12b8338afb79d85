/** Runs jobs in one worker that all elements of a page share, or on the page if no worker can start or if it is lost. */
import type { YearBlock } from '../../data/year-block.js';
import { watchdog, type Ticks } from '../../util/watchdog.js';
import { codeError } from '../errors.js';
import { lazyCode } from '../lazy-code.js';
import { FORMAT, type Job, type JobResult, type RunJob } from './job.js';
import { errorOf, failureOf, type WorkerResponse, type WorkerRequest } from './protocol.js';
import type { StartWorker } from './create-worker.js';
import { WAYS } from './start-worker.js';
import { markTrusted } from '../trusted-blocks.js';

/** A job that runs in the worker. */
interface PendingJob {
  readonly job: Job;
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
  let shown: Promise<void> | undefined;
  const onKept = (kept: JobResult): void =>
    void (shown = blockOf(kept)
      .then(onStale)
      .catch(() => undefined));
  // A failure may arrive before the code that reads the cached block, which would not be shown any more.
  const fetched = await fetchBlock(job, signal, onKept).finally(() => shown);
  // If a cached block is damaged, or the code that reads it cannot be loaded, the block is requested from the service.
  return blockOf(fetched).catch(async () => blockOf(await fetchBlock({ ...job, reload: true }, signal)));
};

/**
 * Shares one worker among all jobs. A worker that does not start is replaced by the next way of starting one. If there is
 * no further way, or if a worker is lost that has answered before, the page runs all jobs: no event reports that the
 * code of a worker was never loaded, or that it has closed itself.
 * @param ways the ways of starting a worker, in the order in which they are tried
 */
export function createWorkerClient(ticks?: Ticks, ways: readonly StartWorker[] = WAYS) {
  const pendingJobs = new Map<number, PendingJob>();
  let count = 0;
  let worker: Worker | undefined;
  /** The way that is used, an index; there is none beyond the end. */
  let way = 0;
  /** The way that is being tried. */
  let starting: StartWorker | undefined;
  let hasAnswered = false;

  /** Terminates a worker that has been idle for a while; the next job starts another one. */
  function terminateIdle(): void {
    life.stop();
    worker?.terminate();
    worker = undefined;
  }

  /** Gives up a worker that could not start, or that is lost. */
  function onWorkerLost(): void {
    way = hasAnswered ? ways.length : way + 1;
    terminateIdle();
    if (ways[way]) return void start();
    const lost = [...pendingJobs.values()];
    // Cleared first: the page does each job once, also if the worker is lost again meanwhile.
    pendingJobs.clear();
    for (const pendingJob of lost) pendingJob.runOnPage();
  }

  const post = (request: WorkerRequest): void => worker?.postMessage(request);
  const life = watchdog(() => post({ ping: true }), onWorkerLost, ticks);

  /** Sends a job, and watches the worker until all jobs are done. */
  function watch(request: WorkerRequest): void {
    post(request);
    life.start();
  }

  function use(started: Worker): void {
    worker = started;
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
      // The jobs are run in another way, so nothing is logged.
      event.preventDefault();
      onWorkerLost();
    };
    for (const [id, { job }] of pendingJobs) watch({ id, job });
  }

  function onMessage(response: WorkerResponse, from: Worker): void {
    const pendingJob = 'id' in response ? pendingJobs.get(response.id) : undefined;
    // Only messages of this code count as signs of life.
    if (!pendingJob && !('alive' in response || 'idle' in response || 'ask' in response)) return;
    hasAnswered = true;
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
        job,
        resolve,
        reject,
        onStale,
        runOnPage: () => resolve(runOnPage(job, signal, onStale)),
      });
      if (worker) watch({ id, job });
    }).finally(() => {
      pendingJobs.delete(id);
      if (!pendingJobs.size) life.stop();
    });
  }

  /** Starts a worker, unless there is one or none can be started. */
  async function start(): Promise<void> {
    const chosen = ways[way];
    if (worker || !chosen || starting === chosen) return;
    starting = chosen;
    try {
      const started = await chosen();
      if (ways[way] === chosen) use(started);
      else started.terminate();
    } catch {
      if (ways[way] === chosen) onWorkerLost();
    }
    if (starting === chosen) starting = undefined;
  }

  /** Starts a worker before the first job. */
  const startWorker = (): void => {
    void start();
    unpacking().catch(() => undefined);
  };

  /** Loads a block, in the worker if possible. */
  const runJob: RunJob = async (job, signal, onStale) => {
    signal.throwIfAborted();
    startWorker();
    return ways[way] ? send(job, signal, onStale) : runOnPage(job, signal, onStale);
  };
  return { startWorker, runJob };
}

export const { startWorker, runJob: runInWorker } = createWorkerClient();
