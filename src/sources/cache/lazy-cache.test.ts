import { expect } from '@open-wc/testing';
import { blockOf, whole } from '../../../test/builders.js';
import type * as Cache from './block-cache.js';
import type { BlockCache } from './storage.js';
import { lazyCache } from './lazy-cache.js';

const block = blockOf('usage-delta', 2025, whole('views', { '05-30': 7 }));

describe('lazyCache', () => {
  const real = globalThis.indexedDB;
  let puts: string[];
  const kept: BlockCache = {
    get: () => Promise.resolve(undefined),
    put: async (key) => void puts.push(key),
    delete: () => Promise.resolve(),
  };
  const code = { blockCache: () => kept };
  beforeEach(() => {
    puts = [];
    // The database exists already.
    const databases = () => Promise.resolve([{ name: 'repository-stats-widgets', version: 1 }]);
    Object.defineProperty(globalThis, 'indexedDB', { value: { databases }, configurable: true, writable: true });
  });
  afterEach(() => {
    Object.defineProperty(globalThis, 'indexedDB', { value: real, configurable: true, writable: true });
  });

  it('returns no block after a time limit while its code is loading', async () => {
    const cache = lazyCache(() => new Promise<never>(() => undefined), 1);
    expect(await cache.get('a')).to.equal(undefined);
  });

  it('returns no block if its code cannot be loaded', async () => {
    const cache = lazyCache(() => Promise.reject(new Error('404')));
    expect(await cache.get('a')).to.equal(undefined);
    await cache.put('a', block, {});
    expect(puts).to.deep.equal([]);
  });

  it('stores blocks that were put before its code was loaded', async () => {
    let arrive!: (module: typeof Cache) => void;
    const cache = lazyCache(() => new Promise((resolve) => (arrive = resolve)), 1);
    await cache.get('a');
    const put = cache.put('a', block, {});
    arrive(code);
    await put;
    expect(puts).to.deep.equal(['a']);
  });
});
