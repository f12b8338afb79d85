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

/** A kept block also says what it covers. */
const asKept = (given: YearBlock): YearBlock => ({ ...given, covered: coveredDays(given), partly: isPartly(given) });

describe('the cache', () => {
  let names: string[];
  let count = 0;
  /** A cache of its own for each test. */
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

  it('gives back what was put into it, with what tells whether it is still the same', async () => {
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

  it('keeps beyond the page that put it there', async () => {
    await cacheOf({ name: 'shared' }).put('a', block(2024), {});
    expect((await cacheOf({ name: 'shared' }).get('a'))?.packed.year).to.equal(2024);
  });

  it('K1: keeps the newer of two blocks under the same key', async () => {
    const cache = cacheOf();
    await cache.put('a', block(2024), { etag: 'old' });
    await cache.put('a', block(2025), {});
    const { packed, ...validators } = (await cache.get('a'))!;
    expect([unpack(packed), validators]).to.deep.equal([asKept(block(2025)), {}]);
  });

  it('the block may be given away while it is being put there', async () => {
    const cache = cacheOf();
    const given = block(2024);
    const put = cache.put('a', given, {});
    structuredClone(given, { transfer: given.tables.flatMap(({ columns }) => columns.map((column) => column.buffer)) });
    expect(given.tables[0]!.columns[0]!.length).to.equal(0);
    await put;
    expect(await blockIn(cache, 'a')).to.deep.equal(asKept(block(2024)));
  });

  it('two who write at the same time do not disturb each other', async () => {
    const [one, other] = [cacheOf({ name: 'both' }), cacheOf({ name: 'both' })];
    const keys = Array.from({ length: 20 }, (_, i) => `${i}`);
    await Promise.all(keys.flatMap((key, i) => [one, other].map((cache) => cache.put(key, block(2000 + i), {}))));
    const found = await Promise.all(keys.map((key) => one.get(key)));
    expect(found.map((kept) => kept?.packed.year)).to.deep.equal(keys.map((_, i) => 2000 + i));
  });

  it('deletes a block, and lives with a key that is not there', async () => {
    const cache = cacheOf();
    for (const key of ['a', 'b']) await cache.put(key, block(2024), {});
    await cache.delete('a');
    await cache.delete('never put there');
    expect(await cache.get('a')).to.equal(undefined);
    expect(await blockIn(cache, 'b')).to.deep.equal(asKept(block(2024)));
  });

  describe('does not believe a record', () => {
    /** Changes what storage has under a key. */
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
      ['that is no record', 'blocks', 'x'],
      ['without a checksum', 'blocks', { packed: pack(block(2024)) }],
      ['with the checksum of another key', 'blocks', withChecksum('b', { packed: pack(block(2024)) })],
      ['that is missing', 'blocks', undefined],
      ['whose use is missing', 'uses', undefined],
      ['whose use is a text', 'uses', 'x'],
      ['whose last use is no number', 'uses', { usedAt: 'x', size }],
      ['whose last use is NaN', 'uses', { usedAt: NaN, size }],
      ['whose size is another one', 'uses', { usedAt: 0, size: size + 1 }],
    ] as const) {
      it(`${what}: it is deleted, and can be kept anew`, async () => {
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

    it('whose use is damaged when it makes room: it goes first, and takes no other with it', async () => {
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

  describe('has an upper bound', () => {
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

    it('what was put there first gives way', async () => {
      const cache = cacheOf({ limit: 3 * size + 3 });
      for (const year of years) await put(cache, year);
      expect(await yearsIn(cache)).to.deep.equal([2023, 2024, 2025]);
    });

    it('but not what has been used since', async () => {
      const cache = cacheOf({ limit: 3 * size + 3 });
      for (const year of [2021, 2022, 2023]) await put(cache, year);
      time += 2 * 3_600_000;
      await cache.get('2021');
      // Noted behind the back of the reader, in a transaction before the next one.
      await put(cache, 2024);
      expect(await yearsIn(cache)).to.deep.equal([2021, 2023, 2024]);
    });

    it('a new block in place of an old one takes its room', async () => {
      const cache = cacheOf({ limit: 2 * size + 3 });
      for (const year of [2024, 2025, 2025, 2025]) await put(cache, year);
      expect(await yearsIn(cache)).to.deep.equal([2024, 2025]);
    });
  });

  describe('is no trouble', () => {
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

    it('where the browser forbids storage', () => {
      indexedDB.open = () => {
        throw new DOMException('no', 'SecurityError');
      };
      return expectNothing(cacheOf());
    });

    it('where it never opens', () => {
      indexedDB.open = (name) => {
        const request = real.open(name);
        Object.defineProperty(request, 'onsuccess', { set: () => undefined });
        return request;
      };
      return expectNothing(cacheOf());
    });

    it('where there is no room at all', () => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
      return expectNothing(cacheOf());
    });

    it('where the room is less than we would take: it makes do with a part of it', async () => {
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

    it('where somebody deletes everything meanwhile', async () => {
      const cache = cacheOf({ name: 'deleted' });
      await cache.put('a', block(2024), {});
      await new Promise((resolve) => {
        indexedDB.deleteDatabase('deleted').onsuccess = resolve;
      });
      expect(await cache.get('a')).to.equal(undefined);
      await cache.put('a', block(2025), {});
      expect((await cache.get('a'))?.packed.year).to.equal(2025);
    });

    it('where something else stands in its place', async () => {
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
