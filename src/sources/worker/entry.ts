/** The entry of the worker: runs jobs, and transfers their columns to the page without a copy. */
import { lazyCode } from '../lazy-code.js';
import { blockFetcher } from './fetch-block.js';
import type { fetchIfNew } from '../http/fetch.js';
import { FORMAT } from './job.js';
import { lazyCache } from '../cache/lazy-cache.js';
import { buffersOf, failureOf, type WorkerResponse, type WorkerRequest } from './protocol.js';

const post = (response: WorkerResponse, transfer: Transferable[] = []): void => {
  (self as unknown as Worker).postMessage(response, transfer);
};

/**
 * The code that has the page send requests. Those of a worker with a `blob:` address have no Referer, which InvenioRDM
 * requires, and in a sandbox they may have other cookies.
 */
const page = lazyCode(async () => {
  const { pageAsker } = await import('./ask-page.js');
  return pageAsker((ask, request) => post({ ask, ...(request && { request }) }));
});
const askPage: typeof fetchIfNew = async (...request) => (await page()).ask(...request);

const fetchBlock = blockFetcher(lazyCache(), location.protocol === 'blob:' ? askPage : undefined);

/** Milliseconds without a job after which the worker reports that it is idle, so that the page terminates it. */
const IDLE = 10_000;
let idle: ReturnType<typeof setTimeout> | undefined;

const running = new Map<number, AbortController>();

self.onmessage = async ({ data }: MessageEvent<WorkerRequest>): Promise<void> => {
  if ('ping' in data) return post({ alive: true });
  if ('ask' in data) return (await page()).answered(data);
  const { id, job } = data;
  if (!job) return running.get(id)?.abort();
  const abort = new AbortController();
  running.set(id, abort);
  try {
    // Copied: a stale block is needed again if the service answers that it has not changed.
    const block = await fetchBlock(job, abort.signal, (stale) => post({ id, stale, format: FORMAT }));
    post({ id, block, format: FORMAT }, buffersOf(block));
  } catch (error) {
    post({ id, failure: failureOf(error), format: FORMAT });
  }
  running.delete(id);
  clearTimeout(idle);
  if (!running.size) idle = setTimeout(() => post({ idle: true }), IDLE);
};
