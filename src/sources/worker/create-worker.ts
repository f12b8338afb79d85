/** Creates the worker from an address. */
import { trustedAddress } from './trusted-types.js';

/** Starts a worker; throws or rejects if none can be started in this way. */
export type StartWorker = () => Worker | Promise<Worker>;

/** Starts a module worker. An address of the type `blob:` is revoked: the worker has read it when the constructor returns. */
export function workerFrom(address: string): Worker {
  try {
    return new Worker(trustedAddress(address), { type: 'module' });
  } finally {
    if (address.startsWith('blob:')) URL.revokeObjectURL(address);
  }
}

/** Makes an address of code. */
export const blobAddress = (code: string): string => URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
