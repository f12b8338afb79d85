/** Sends requests for a worker. Runs on the page. */
import { fetchIfNew } from '../http/fetch.js';
import { failureOf, type PageRequest, type WorkerRequest } from './protocol.js';

const open = new Map<number, AbortController>();

/**
 * Sends a request and posts its answer to the worker, or aborts the request.
 * @param request absent: the request of that number is aborted
 */
export async function answerWorker(
  worker: Pick<Worker, 'postMessage'>,
  ask: number,
  request: PageRequest | undefined,
): Promise<void> {
  if (!request) return open.get(ask)?.abort();
  const abort = new AbortController();
  open.set(ask, abort);
  const post = (response: WorkerRequest, transfer: Transferable[] = []): void => worker.postMessage(response, transfer);
  try {
    const { url, init, validators } = request;
    const answer = await fetchIfNew(url, { ...init, signal: abort.signal }, validators);
    post({ ask, answer }, answer.bytes && [answer.bytes.buffer]);
  } catch (error) {
    if (!abort.signal.aborted) post({ ask, failure: failureOf(error) });
  }
  open.delete(ask);
}
