/** The cache of decoded blocks in IndexedDB, which only this file and lazy-cache.ts use. */
import { promisifyRequest } from 'idb-keyval';
import { now } from '../../data/day.js';
import { withTimeout } from '../../util/timeout.js';
import { isObject } from '../../util/json.js';
import { STORAGE_LIMIT, STORE, type BlockCache, type Kept } from './storage.js';
import { pack } from './encode-block.js';
import { verified, withChecksum, type Checksummed } from './checksum.js';

/** The last use and the size of a block. Stored apart from the blocks, so that they need not be read for it. */
interface Use {
  /** Milliseconds since the epoch. */
  readonly usedAt: number;
  /** Bytes. */
  readonly size: number;
}

const isUse = (value: unknown): value is Use =>
  isObject(value) && Number.isFinite(value.usedAt) && Number.isFinite(value.size);

const STORES = ['blocks', 'uses'] as const;

/** Fifteen years of a large repository take about 30 MB. */
const LIMIT = 100e6;

/** Milliseconds between two updates of the last use of a block: precise enough, and nearly free. */
const NOTED_FOR = 3_600_000;

/** Time limit for reading a block, in milliseconds: fifteen years of blocks take a while on a slow disk. */
const READING = 5000;

/**
 * Opens the cache.
 * @param name the name of the database
 * @param limit bytes; beyond it, the least recently used blocks are deleted
 */
export function blockCache(name = STORE, limit = LIMIT): BlockCache {
  const reopen = (): Promise<IDBDatabase> => {
    const database = open(name, () => (opening = undefined));
    // Handled where the database is used.
    database.catch(() => undefined);
    return database;
  };
  let opening: Promise<IDBDatabase> | undefined = reopen();
  /** Begins a transaction; `done` settles with it. */
  const stores = async (mode: IDBTransactionMode) => {
    const transaction = (await (opening ??= reopen())).transaction(STORES, mode);
    const [blocks, uses] = STORES.map((store) => transaction.objectStore(store)) as [IDBObjectStore, IDBObjectStore];
    return { blocks, uses, done: promisifyRequest(transaction) };
  };

  const remove = async (key: string): Promise<void> => {
    const { blocks, uses, done } = await stores('readwrite');
    blocks.delete(key);
    uses.delete(key);
    await done;
  };

  /** Records that a block was used, unless that was recorded lately. */
  const note = async (key: string, use: Use): Promise<void> => {
    if (Math.abs(now() - use.usedAt) < NOTED_FOR) return;
    const { uses, done } = await stores('readwrite');
    // Meanwhile, a block of another size may have been written.
    const latest = await promisifyRequest(uses.get(key) as IDBRequest<unknown>);
    if (isUse(latest)) uses.put({ ...latest, usedAt: now() } satisfies Use, key);
    await done;
  };

  const read = async (key: string): Promise<Kept | undefined> => {
    const { blocks, uses } = await stores('readonly');
    const [record, use] = await Promise.all([
      promisifyRequest(blocks.get(key) as IDBRequest<unknown>),
      promisifyRequest(uses.get(key) as IDBRequest<unknown>),
    ]);
    if (record === undefined && use === undefined) return undefined;
    const kept = verified(key, record);
    if (!kept || !isUse(use) || use.size !== kept.packed.bytes.byteLength) {
      remove(key).catch(() => undefined);
      return undefined;
    }
    note(key, use).catch(() => undefined);
    return kept;
  };

  const write = async (key: string, record: Checksummed, room: number): Promise<void> => {
    const size = record.packed.bytes.byteLength;
    const { blocks, uses, done } = await stores('readwrite');
    blocks.put(record, key);
    uses.put({ usedAt: now(), size } satisfies Use, key);
    await Promise.all([makeRoom(blocks, uses, room, key), done]);
  };

  return {
    delete: (key) => remove(key).catch(() => undefined),
    get: (key) => withTimeout(read(key), READING).catch(() => undefined),
    put: (key, block, validators) => {
      // Packed synchronously: the columns of the block may be transferred after this call.
      const packed = 'bytes' in block ? { ...block, bytes: block.bytes.slice(0) } : pack(block);
      const record = withChecksum(key, { ...validators, packed });
      // If the browser has less room than the limit, a quarter of it is used.
      return write(key, record, limit)
        .catch(() => write(key, record, limit / 4))
        .catch(() => undefined);
    },
  };
}

async function open(name: string, forget: () => void): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    for (const store of STORES) request.result.createObjectStore(store);
  };
  const database = await withTimeout(promisifyRequest(request), STORAGE_LIMIT);
  database.onclose = forget;
  // The stored data is being deleted, or another page opens it with a later version of this code.
  database.onversionchange = () => {
    forget();
    database.close();
  };
  return database;
}

/**
 * Deletes the least recently used blocks until the others fit.
 * @param room bytes
 * @param latest the key of the block written last, which stays even if the clock is wrong
 */
async function makeRoom(blocks: IDBObjectStore, uses: IDBObjectStore, room: number, latest: string): Promise<void> {
  const [keys, values] = await Promise.all([
    promisifyRequest(uses.getAllKeys()),
    promisifyRequest(uses.getAll() as IDBRequest<unknown[]>),
  ]);
  const all = keys
    .map((key, i) => {
      const value = values[i];
      // Damaged entries are deleted first.
      const { usedAt, size } = isUse(value) ? value : { usedAt: -Infinity, size: Infinity };
      return { key, size, usedAt: key === latest ? Infinity : usedAt };
    })
    .sort((a, b) => b.usedAt - a.usedAt);
  let left = room;
  for (const { key, size } of all) {
    left -= size;
    if (left >= 0) continue;
    blocks.delete(key);
    uses.delete(key);
  }
}
