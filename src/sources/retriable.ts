import { StatsError } from './source.js';

/** Does something once; after a failure the next call tries again. */
export function retriable<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () =>
    (loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));
}

/** The code of what few pages need comes with its first use. */
export function cannotLoad(error: unknown): never {
  throw new StatsError('network', `cannot load the source: ${String(error)}`);
}
