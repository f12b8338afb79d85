/** Ways of starting the worker in an application that was made by a bundler. */
import { lazyCode } from '../lazy-code.js';
import type { StartWorker } from './create-worker.js';

/**
 * Starts the worker from its file. Bundlers take the file along because the expression has exactly this form; its address
 * is resolved by the build (scripts/worker-plugins.ts).
 */
const fromFile: StartWorker = () =>
  new Worker(new URL(/* @vite-ignore */ './entry.ts', import.meta.url), { type: 'module' });

const inline = lazyCode(() => import('./inline-worker.js'));

/** Starts the worker from a text: some bundlers leave the file behind, and browsers refuse files of other origins. */
const fromText: StartWorker = async () => (await inline()).inlineWorker();

/** The ways, in the order in which they are tried. */
export const WAYS: readonly StartWorker[] = [fromFile, fromText];
