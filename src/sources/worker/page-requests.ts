/** Requests that the page sends for a worker whose own would lack something. */
import { fetchIfNew } from '../http/fetch.js';
import { failureOf, type PageRequest, type WorkerRequest } from './protocol.js';

const open = new Map<number, AbortController>();

/**
 * Sends a request and tells the worker the answer, or gives the request up.
 * @param request absent: the answer is no longer wanted
 */
export async function answerWorker(
  worker: Pick<Worker, 'postMessage'>,
  ask: number,
  request: PageRequest | undefined,
): Promise<void> {
  if (!request) return open.get(ask)?.abort();
  const abort = new AbortController();
  open.set(ask, abort);
  const tell = (told: WorkerRequest, transfer: Transferable[] = []): void => worker.postMessage(told, transfer);
  try {
    const { url, init, validators } = request;
    const answer = await fetchIfNew(url, { ...init, signal: abort.signal }, validators);
    tell({ ask, answer }, answer.bytes && [answer.bytes.buffer]);
  } catch (error) {
    if (!abort.signal.aborted) tell({ ask, failure: failureOf(error) });
  }
  open.delete(ask);
}
