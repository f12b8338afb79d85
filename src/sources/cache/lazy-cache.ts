/** The cache, whose code is loaded beside the first request: on a first visit, nothing is cached yet. */
import { withTimeout } from '../../util/timeout.js';
import { STORAGE_LIMIT, STORE, type BlockCache } from './storage.js';

/** Milliseconds after which requests no longer wait for the code of the cache. */
const CACHE_CODE_LIMIT = 1500;

/**
 * Returns true if nothing has ever been cached here; false also if the browser cannot list databases.
 * @throws if there is no storage
 */
const isFirstVisit = async (): Promise<boolean> => {
  // A sandbox has no storage, and Chromium also reports an unhandled error if it is accessed there.
  if (self.origin === 'null') throw new Error('no storage in a sandbox');
  return (
    'databases' in indexedDB &&
    !(await withTimeout(indexedDB.databases(), STORAGE_LIMIT)).some(({ name }) => name === STORE)
  );
};

/**
 * Creates the cache. Without storage, or without its code, it finds and stores nothing.
 * @param loadCode loads the code of the cache
 */
export function lazyCache(loadCode = () => import('./block-cache.js'), limit = CACHE_CODE_LIMIT): BlockCache {
  let ready: BlockCache | undefined;
  const first = isFirstVisit();
  const loading = Promise.all([loadCode(), first]).then(
    ([{ blockCache }]) => (ready = blockCache()),
    // Without storage, or without the code for it, nothing is cached.
    () => undefined,
  );
  const loadedInTime = withTimeout(loading, limit).catch(() => undefined);
  let nothing = first.catch(() => true);
  return {
    delete: async (key) => ((await nothing) ? undefined : (await loading)?.delete(key)),
    get: async (key) => ((await nothing) ? undefined : (ready ?? (await loadedInTime))?.get(key)),
    put: (key, block, validators) => {
      nothing = Promise.resolve(false);
      // Copied, because the block may be transferred before the code is loaded.
      if (ready) return ready.put(key, block, validators);
      const copy = structuredClone(block);
      return loading.then((cache) => cache?.put(key, copy, validators));
    },
  };
}
