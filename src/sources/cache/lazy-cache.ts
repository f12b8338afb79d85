/** The cache with its code loaded beside the first request: on a first visit, nothing is kept yet. */
import { withTimeout } from '../../util/timeout.js';
import { STORAGE_LIMIT, STORE, type BlockCache } from './storage.js';

/** Milliseconds after which numbers no longer wait for the code of the cache. */
const CACHE_CODE_LIMIT = 1500;

/**
 * Returns true if nothing has ever been kept here; false also if the browser cannot tell.
 * @throws if there is no storage
 */
const isFirstVisit = async (): Promise<boolean> => {
  // In a sandbox there is none, and Chromium reports a second, unhandled failure if it is asked.
  if (self.origin === 'null') throw new Error('no storage in a sandbox');
  return (
    'databases' in indexedDB &&
    !(await withTimeout(indexedDB.databases(), STORAGE_LIMIT)).some(({ name }) => name === STORE)
  );
};

/** @param loadCode loads the code of the cache */
export function lazyCache(loadCode = () => import('./block-cache.js'), limit = CACHE_CODE_LIMIT): BlockCache {
  let ready: BlockCache | undefined;
  const first = isFirstVisit();
  const loading = Promise.all([loadCode(), first]).then(
    ([{ blockCache }]) => (ready = blockCache()),
    // Without storage, or without the code for it, nothing is kept, and nothing is lost.
    () => undefined,
  );
  const loadedInTime = withTimeout(loading, limit).catch(() => undefined);
  let nothing = first.catch(() => true);
  return {
    delete: async (key) => ((await nothing) ? undefined : (await loading)?.delete(key)),
    get: async (key) => ((await nothing) ? undefined : (ready ?? (await loadedInTime))?.get(key)),
    put: (key, block, validators) => {
      nothing = Promise.resolve(false);
      // A block may be given away before the code is there: it is copied first.
      if (ready) return ready.put(key, block, validators);
      const copy = structuredClone(block);
      return loading.then((cache) => cache?.put(key, copy, validators));
    },
  };
}
