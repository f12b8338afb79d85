/** Jobs beside the page: one worker for everyone on it, or the page itself where none may start. */
import type { YearBlock } from '../data/block.js';
import type { Fetch, Fetched, Job } from './job.js';
import { errorOf, type Tidings, type Told } from './messages.js';
import { cannotLoad, retriable } from './retriable.js';
import { trustedAddress } from './trusted.js';

/** A job that a worker is doing. */
interface Errand {
  readonly done: (block: Fetched) => void;
  readonly early: ((block: Fetched) => void) | undefined;
  readonly failed: (error: unknown) => void;
  /** The worker is lost: the page does it. */
  readonly lost: () => void;
}

const errands = new Map<number, Errand>();
let count = 0;
let worker: Worker | undefined;
/** May no worker start, or has one died? Then it will not be tried again. */
let none = false;

/** On the page: the same code, a body at a time. It is fetched when it turns out to be needed. */
const onPage = retriable(async () => {
  const [{ lateCache }, { blockFetcher }] = await Promise.all([import('./late-cache.js'), import('./fetch-block.js')]);
  return blockFetcher(lateCache());
});

const fetchOnPage: Fetch = async (job, signal, early) => (await onPage())(job, signal, early);

/** What reads blocks that were kept: it comes beside the first one. */
const unpacking = retriable(() => import('./packed.js').catch(cannotLoad));

const blockOf = async (fetched: Fetched): Promise<YearBlock> =>
  'bytes' in fetched ? (await unpacking()).unpack(fetched) : fetched;

/**
 * Gets a block.
 * @param early is told of older numbers that are at hand
 * @param fetchBlock who fetches and decodes
 * @throws StatsError
 */
export const loadBlock = async (
  job: Job,
  signal: AbortSignal,
  early?: (block: YearBlock) => void,
  fetchBlock = fetchOffThread,
): Promise<YearBlock> => {
  // A kept block that is not sound is not shown; the answer that is on its way is.
  const onEarly =
    early &&
    ((kept: Fetched): void =>
      void blockOf(kept)
        .then(early)
        .catch(() => undefined));
  const fetched = await fetchBlock(job, signal, onEarly);
  // What was kept is damaged, or what reads it cannot be had: the service has it, too.
  return blockOf(fetched).catch(async () => blockOf(await fetchBlock({ ...job, reload: true }, signal)));
};

/** Starts a worker, so that it is there when the first job comes. */
export function startEarly(): void {
  if (!none) worker ??= start();
  unpacking().catch(() => undefined);
}

/** Gets a block, away from the page if that is possible. */
export const fetchOffThread: Fetch = async (job, signal, early) => {
  signal.throwIfAborted();
  startEarly();
  return worker ? send(worker, job, signal, early) : fetchOnPage(job, signal, early);
};

function send(to: Worker, job: Job, signal: AbortSignal, early: Errand['early']): Promise<Fetched> {
  const id = ++count;
  return new Promise<Fetched>((resolve, reject) => {
    const tell = (told: Told): void => to.postMessage(told);
    const abort = (): void => {
      tell({ id });
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', abort, { once: true });
    errands.set(id, { done: resolve, failed: reject, early, lost: () => resolve(fetchOnPage(job, signal, early)) });
    tell({ id, job });
  }).finally(() => errands.delete(id));
}

function start(): Worker | undefined {
  let address = '';
  try {
    address = workerAddress();
    const started = new Worker(trustedAddress(address) as string, { type: 'module' });
    started.onmessage = ({ data }: MessageEvent<Tidings>) => hear(data);
    started.onmessageerror = lose;
    started.onerror = (event) => {
      // The page goes on without it: there is nothing to complain about.
      event.preventDefault();
      lose();
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

/** A worker has to come from the page's own origin. What comes from elsewhere is imported by a line that does. */
function workerAddress(): string {
  const { href, origin } = new URL(/* @vite-ignore */ './worker.ts', import.meta.url);
  if (origin === location.origin) return href;
  return URL.createObjectURL(new Blob([`import ${JSON.stringify(href)};`], { type: 'text/javascript' }));
}

function hear(tidings: Tidings): void {
  if ('idle' in tidings) return errands.size ? undefined : dismiss();
  const errand = errands.get(tidings.id);
  if ('early' in tidings) errand?.early?.(tidings.early);
  else if ('block' in tidings) errand?.done(tidings.block);
  else errand?.failed(errorOf(tidings.failure));
}

/** A worker that has had nothing to do for a while: the next job starts another. */
function dismiss(): void {
  worker?.terminate();
  worker = undefined;
}

/** The worker could not start, or has died. */
function lose(): void {
  none = true;
  dismiss();
  for (const errand of [...errands.values()]) errand.lost();
}
