/**
 * Ways of starting the worker: from its file beside the script. In the modules for bundlers, the build replaces this file
 * by start-bundled-worker.ts.
 */
import { blobAddress, workerFrom, type StartWorker } from './create-worker.js';

/**
 * Starts the worker from its file. The address has to be of the page's own origin (a sandbox has none): a worker of
 * another origin is imported by a script of the page's own.
 */
function fromFile(): Worker {
  const { href, origin } = new URL(/* @vite-ignore */ './entry.ts', import.meta.url);
  return workerFrom(origin === self.origin ? href : blobAddress(`import ${JSON.stringify(href)};`));
}

/** The ways, in the order in which they are tried. */
export const WAYS: readonly StartWorker[] = [fromFile];
