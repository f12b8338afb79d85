/** The cache, its code loaded beside the first request: on a first visit there is nothing to look for. */
import type { BlockCache } from './cache.js';

/** The name of the database. */
export const STORE = 'repository-stats-widgets';

/** Has nothing ever been kept here? If the browser does not tell, something may have been. */
const isFirstVisit = async (): Promise<boolean> => {
  try {
    return !(await indexedDB.databases()).some(({ name }) => name === STORE);
  } catch {
    return false;
  }
};

export function lateCache(): BlockCache {
  let ready: BlockCache | undefined;
  const loading = import('./cache.js').then(
    ({ blockCache }) => (ready = blockCache()),
    // Without its code nothing is kept, and nothing is lost.
    () => undefined,
  );
  let nothing = isFirstVisit();
  return {
    get: async (key) => ((await nothing) ? undefined : (await loading)?.get(key)),
    put: (key, kept) => {
      nothing = Promise.resolve(false);
      // Whoever gives a block away does so before the code is there: it is copied first.
      if (ready) return ready.put(key, kept);
      const copy = structuredClone(kept);
      return loading.then((cache) => cache?.put(key, copy));
    },
  };
}
