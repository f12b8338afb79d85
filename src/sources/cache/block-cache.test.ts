import { expect } from '@open-wc/testing';
import { blockOf, parts, whole } from '../../../test/builders.js';
import { coveredDays, isPartly, type YearBlock } from '../../data/year-block.js';
import { blockCache } from './block-cache.js';
import type { BlockCache } from './storage.js';
import { pack } from './encode-block.js';
import { unpack } from './decode-block.js';
import { withChecksum } from './checksum.js';

/** A value on every day of a year, so that it takes a byte, two or four on each. */
const block = (year: number, value = 1): YearBlock =>
  blockOf('usage-delta', year, whole('views', { '01-01': value, '12-31': value }));

const blockIn = async (cache: BlockCache, key: string): Promise<YearBlock> => unpack((await cache.get(key))!.packed);

/** A stored block also has its covered days. */
const asKept = (given: YearBlock): YearBlock => ({ ...given, covered: coveredDays(given), partly: isPartly(given) });

describe('blockCache', () => {
  let names: string[];
  let count = 0;
  /** A separate cache for each test. */
  const cacheOf = (options: { readonly name?: string; readonly limit?: number } = {}): BlockCache => {
    const name = options.name ?? `test ${++count}`;
    names.push(name);
    return blockCache(name, options.limit);
  };
  beforeEach(() => {
    names = [];
  });
  afterEach(() => {
    for (const name of names) indexedDB.deleteDatabase(name);
  });

  it('returns a stored block with its validators', async () => {
    const cache = cacheOf();
    const given = blockOf(
      'usage-snapshot',
      2024,
      whole('views', { '02-29': 7 }),
      parts('views', 'countries', { DE: {} }),
    );
    const validators = { etag: '"1"', lastModified: 'Sun, 22 Nov 2026 07:00:00 GMT' };
    await cache.put('a', given, validators);
    const { packed, ...found } = (await cache.get('a'))!;
    expect(unpack(packed)).to.deep.equal(asKept(given));
    expect(found).to.deep.equal(validators);
    expect(await cache.get('b')).to.equal(undefined);
    await cache.put('b', packed, {});
    expect(await blockIn(cache, 'b')).to.deep.equal(asKept(given));
  });

  it('returns a block that another page has stored', async () => {
    await cacheOf({ name: 'shared' }).put('a', block(2024), {});
    expect((await cacheOf({ name: 'shared' }).get('a'))?.packed.year).to.equal(2024);
  });

  it('K1: replaces the older of two blocks with the same key', async () => {
    const cache = cacheOf();
    await cache.put('a', block(2024), { etag: 'old' });
    await cache.put('a', block(2025), {});
    const { packed, ...validators } = (await cache.get('a'))!;
    expect([unpack(packed), validators]).to.deep.equal([asKept(block(2025)), {}]);
  });

  it('stores a block correctly whose buffers are transferred before the write ends', async () => {
    const cache = cacheOf();
    const given = block(2024);
    const put = cache.put('a', given, {});
    structuredClone(given, { transfer: given.tables.flatMap(({ columns }) => columns.map((column) => column.buffer)) });
    expect(given.tables[0]!.columns[0]!.length).to.equal(0);
    await put;
    expect(await blockIn(cache, 'a')).to.deep.equal(asKept(block(2024)));
  });

  it('stores the blocks of two caches that write to the same database at the same time', async () => {
    const [one, other] = [cacheOf({ name: 'both' }), cacheOf({ name: 'both' })];
    const keys = Array.from({ length: 20 }, (_, i) => `${i}`);
    await Promise.all(keys.flatMap((key, i) => [one, other].map((cache) => cache.put(key, block(2000 + i), {}))));
    const found = await Promise.all(keys.map((key) => one.get(key)));
    expect(found.map((kept) => kept?.packed.year)).to.deep.equal(keys.map((_, i) => 2000 + i));
  });

  it('deletes a block, and ignores an unknown key', async () => {
    const cache = cacheOf();
    for (const key of ['a', 'b']) await cache.put(key, block(2024), {});
    await cache.delete('a');
    await cache.delete('never put there');
    expect(await cache.get('a')).to.equal(undefined);
    expect(await blockIn(cache, 'b')).to.deep.equal(asKept(block(2024)));
  });

  describe('damaged records', () => {
    /** Changes the stored value of a key. */
    async function change(name: string, store: string, key: string, value: unknown): Promise<void> {
      const database = await done(indexedDB.open(name));
      const records = database.transaction(store, 'readwrite').objectStore(store);
      if (value === undefined) await done(records.delete(key));
      else await done(records.put(value, key));
      database.close();
    }
    async function contents(name: string): Promise<IDBValidKey[]> {
      const database = await done(indexedDB.open(name));
      const stores = ['blocks', 'uses'].map((store) => database.transaction(store).objectStore(store));
      const keys = await Promise.all(stores.map((store) => done(store.getAllKeys())));
      database.close();
      return keys.flat();
    }
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(String(request.error)));
      });
    const size = pack(block(2024)).bytes.byteLength;

    for (const [what, store, value] of [
      ['that is a text', 'blocks', 'x'],
      ['without a checksum', 'blocks', { packed: pack(block(2024)) }],
      ['with the checksum of another key', 'blocks', withChecksum('b', { packed: pack(block(2024)) })],
      ['that is missing', 'blocks', undefined],
      ['whose use is missing', 'uses', undefined],
      ['whose use is a text', 'uses', 'x'],
      ['whose last use is not a number', 'uses', { usedAt: 'x', size }],
      ['whose last use is NaN', 'uses', { usedAt: NaN, size }],
      ['whose size is wrong', 'uses', { usedAt: 0, size: size + 1 }],
    ] as const) {
      it(`deletes a record ${what} and stores the next block for its key`, async () => {
        const name = `damaged ${what}`;
        const cache = cacheOf({ name });
        await cache.put('a', block(2024), {});
        await change(name, store, 'a', value);
        expect(await cache.get('a')).to.equal(undefined);
        // A later transaction of the cache comes after the one that deletes.
        await cache.delete('another');
        expect(await contents(name)).to.deep.equal([]);
        await cache.put('a', block(2025), {});
        expect(await blockIn(cache, 'a')).to.deep.equal(asKept(block(2025)));
      });
    }

    it('keeps a block that is written while the last use of an older one is being noted', async () => {
      const cache = cacheOf({ name: 'noted' });
      await cache.put('a', block(2024), {});
      const size = (await cache.get('a'))!.packed.bytes.byteLength;
      await change('noted', 'uses', 'a', { usedAt: 0, size });
      await Promise.all([cache.get('a'), cache.put('a', block(2025, 1e6), {})]);
      // A later transaction of the cache comes after the one that notes the use.
      await cache.delete('another');
      expect(await blockIn(cache, 'a')).to.deep.equal(asKept(block(2025, 1e6)));
    });

    it('evicts a record with damaged use first, and no other one', async () => {
      for (const value of ['x', { usedAt: NaN, size: NaN }, { usedAt: 1, size: 'x' }, null]) {
        const name = `room ${JSON.stringify(value)}`;
        const cache = cacheOf({ name });
        for (const key of ['a', 'b']) await cache.put(key, block(2024), {});
        await change(name, 'uses', 'a', value);
        await cache.put('c', block(2025), {});
        const found = await Promise.all(['a', 'b', 'c'].map((key) => cache.get(key)));
        expect(found.map((one) => one?.packed.year)).to.deep.equal([undefined, 2024, 2025]);
      }
    });
  });

  describe('size limit', () => {
    const size = pack(block(2025)).bytes.byteLength;
    const years = [2021, 2022, 2023, 2024, 2025];
    const yearsIn = async (cache: BlockCache): Promise<number[]> => {
      const kept = await Promise.all(years.map((year) => cache.get(`${year}`)));
      return years.filter((_, i) => kept[i]);
    };
    const realNow = Date.now;
    let time = realNow();
    beforeEach(() => {
      time = realNow();
      Date.now = () => time;
    });
    afterEach(() => {
      Date.now = realNow;
    });
    const put = async (cache: BlockCache, year: number): Promise<void> => {
      time += 1;
      await cache.put(`${year}`, block(year), {});
    };

    it('evicts the oldest blocks', async () => {
      const cache = cacheOf({ limit: 3 * size + 3 });
      for (const year of years) await put(cache, year);
      expect(await yearsIn(cache)).to.deep.equal([2023, 2024, 2025]);
    });

    it('keeps an old block that was used recently', async () => {
      const cache = cacheOf({ limit: 3 * size + 3 });
      for (const year of [2021, 2022, 2023]) await put(cache, year);
      time += 2 * 3_600_000;
      await cache.get('2021');
      // The use is stored in the background, in a transaction before the next one.
      await put(cache, 2024);
      expect(await yearsIn(cache)).to.deep.equal([2021, 2023, 2024]);
    });

    it('evicts no other block when it replaces one', async () => {
      const cache = cacheOf({ limit: 2 * size + 3 });
      for (const year of [2024, 2025, 2025, 2025]) await put(cache, year);
      expect(await yearsIn(cache)).to.deep.equal([2024, 2025]);
    });
  });

  describe('unusable storage', () => {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- bound where it is called
    const real = { open: indexedDB.open.bind(indexedDB), put: IDBObjectStore.prototype.put };
    afterEach(() => {
      indexedDB.open = real.open;
      IDBObjectStore.prototype.put = real.put;
    });
    const expectNothing = async (cache: BlockCache): Promise<void> => {
      await cache.put('a', block(2024), {});
      expect(await cache.get('a')).to.equal(undefined);
    };

    it('returns no block if the browser forbids storage', () => {
      indexedDB.open = () => {
        throw new DOMException('no', 'SecurityError');
      };
      return expectNothing(cacheOf());
    });

    it('returns no block if the database never opens', () => {
      indexedDB.open = (name) => {
        const request = real.open(name);
        Object.defineProperty(request, 'onsuccess', { set: () => undefined });
        return request;
      };
      return expectNothing(cacheOf());
    });

    it('returns no block if the quota is exceeded', () => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
      return expectNothing(cacheOf());
    });

    it('evicts old blocks when the quota is below its own limit', async () => {
      const size = pack(block(2025)).bytes.byteLength;
      const cache = cacheOf({ limit: 8 * size + 8 });
      for (const year of [2020, 2021, 2022]) await cache.put(`${year}`, block(year), {});
      let refused = false;
      IDBObjectStore.prototype.put = function (...given) {
        if (!refused) {
          refused = true;
          throw new DOMException('full', 'QuotaExceededError');
        }
        return real.put.apply(this, given);
      };
      await cache.put('2023', block(2023), {});
      expect((await cache.get('2023'))?.packed.year).to.equal(2023);
      expect(await cache.get('2020')).to.equal(undefined);
    });

    it('stores blocks again after the database was deleted', async () => {
      const cache = cacheOf({ name: 'deleted' });
      await cache.put('a', block(2024), {});
      await new Promise((resolve) => {
        indexedDB.deleteDatabase('deleted').onsuccess = resolve;
      });
      expect(await cache.get('a')).to.equal(undefined);
      await cache.put('a', block(2025), {});
      expect((await cache.get('a'))?.packed.year).to.equal(2025);
    });

    it('returns no block if a database of another version has its name', async () => {
      const name = 'other';
      names.push(name);
      await new Promise((resolve) => {
        const request = real.open(name, 7);
        request.onsuccess = () => {
          request.result.close();
          resolve(undefined);
        };
      });
      await expectNothing(cacheOf({ name }));
    });
  });
});
