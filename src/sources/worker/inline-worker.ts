/** Starts the worker from its code as a text. */
import { blobAddress, workerFrom } from './create-worker.js';

/** The code of the worker, which the build inserts. */
declare const WORKER_CODE: string;

export const inlineWorker = (): Worker => workerFrom(blobAddress(WORKER_CODE));
