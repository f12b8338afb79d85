/** The entry of the worker: does jobs, and hands the columns over without copying them. */
import { blockFetcher } from './fetch-block.js';
import { lateCache } from './late-cache.js';
import { buffersOf, failureOf, type Tidings, type Told } from './messages.js';

const fetchBlock = blockFetcher(lateCache());
/** Milliseconds without a job after which the page is told that it can do without. */
const IDLE = 10_000;
let idle: ReturnType<typeof setTimeout> | undefined;

const running = new Map<number, AbortController>();

const tell = (tidings: Tidings, transfer: Transferable[] = []): void => {
  (self as unknown as Worker).postMessage(tidings, transfer);
};

self.onmessage = async ({ data: { id, job } }: MessageEvent<Told>): Promise<void> => {
  if (!job) return running.get(id)?.abort();
  const abort = new AbortController();
  running.set(id, abort);
  try {
    // What comes early is needed again if the service says that it is still the same: it is copied.
    const block = await fetchBlock(job, abort.signal, (early) => tell({ id, early }));
    tell({ id, block }, buffersOf(block));
  } catch (error) {
    tell({ id, failure: failureOf(error) });
  }
  running.delete(id);
  clearTimeout(idle);
  if (!running.size) idle = setTimeout(() => tell({ idle: true }), IDLE);
};
