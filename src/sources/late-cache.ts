/** The cache, its code loaded beside the first request: on a first visit there is nothing to look for. */
import type { BlockCache } from './cache.js';

/** The name of the database. */
export const STORE = 'repository-stats-widgets';

/** Milliseconds after which storage that does not answer counts as none. */
const PATIENCE = 1000;

/** @throws if storage does not answer in time */
export function inTime<T>(answer: Promise<T>, patience = PATIENCE): Promise<T> {
  const late = AbortSignal.timeout(patience);
  const failure = new Promise<never>((_, reject) => {
    late.addEventListener('abort', () => reject(late.reason as Error));
  });
  return Promise.race([answer, failure]);
}

/**
 * Has nothing ever been kept here? If the browser cannot tell, something may have been.
 * @throws if there is no storage
 */
const isFirstVisit = async (): Promise<boolean> =>
  'databases' in indexedDB && !(await inTime(indexedDB.databases())).some(({ name }) => name === STORE);

export function lateCache(): BlockCache {
  let ready: BlockCache | undefined;
  const first = isFirstVisit();
  const loading = Promise.all([import('./cache.js'), first]).then(
    ([{ blockCache }]) => (ready = blockCache()),
    // Without storage, or without the code for it, nothing is kept, and nothing is lost.
    () => undefined,
  );
  let nothing = first.catch(() => true);
  return {
    delete: async (key) => ((await nothing) ? undefined : (await loading)?.delete(key)),
    get: async (key) => ((await nothing) ? undefined : (await loading)?.get(key)),
    put: (key, block, validators) => {
      nothing = Promise.resolve(false);
      // Whoever gives a block away does so before the code is there: it is copied first.
      if (ready) return ready.put(key, block, validators);
      const copy = structuredClone(block);
      return loading.then((cache) => cache?.put(key, copy, validators));
    },
  };
}
