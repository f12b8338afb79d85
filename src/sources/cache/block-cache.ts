/** What is kept in the browser: decoded blocks, in IndexedDB. The only place that knows of it. */
import { promisifyRequest } from 'idb-keyval';
import type { YearBlock } from '../../data/year-block.js';
import { now } from '../../data/day.js';
import { withTimeout } from '../../util/timeout.js';
import type { Validators } from '../http/fetch.js';
import { isObject } from '../../util/json.js';
import { STORAGE_LIMIT, STORE } from './lazy-cache.js';
import { pack } from './encode-block.js';
import type { PackedBlock } from './decode-block.js';
import { seal, unseal, type Sealed } from './seal.js';

/** A block as it is kept, and what the service needs in order to say that it is still the same. */
export interface Kept extends Validators {
  readonly packed: PackedBlock;
}

/**
 * Blocks by key. It never fails: a record that cannot be read or is damaged is not there, and a block that cannot be written
 * (the disk is full, the window is a private one, the browser forbids it) is not kept.
 */
export interface BlockCache {
  get(key: string): Promise<Kept | undefined>;
  /** The block may be given away at once. */
  put(key: string, block: YearBlock | PackedBlock, validators: Validators): Promise<void>;
  delete(key: string): Promise<void>;
}

/** When a block was used last, and how much room it takes: apart from the blocks, so that they need not be read for it. */
interface Use {
  /** Milliseconds since the epoch. */
  readonly usedAt: number;
  /** Bytes. */
  readonly size: number;
}

const isUse = (value: unknown): value is Use =>
  isObject(value) && Number.isFinite(value.usedAt) && Number.isFinite(value.size);

const STORES = ['blocks', 'uses'] as const;

export interface CacheOptions {
  /** Of the database. */
  readonly name?: string;
  /** Bytes; what was used least recently gives way. */
  readonly limit?: number;
}

/** Fifteen years of a large repository take about 30 MB. */
const LIMIT = 100e6;

/** Use is noted once in so many milliseconds: as good as always, and nearly free. */
const NOTED_FOR = 3_600_000;

/** Milliseconds for what is kept: fifteen years of it take a while where the disk is slow. */
const READING = 5000;

export function blockCache({ name = STORE, limit = LIMIT }: CacheOptions = {}): BlockCache {
  const reopen = (): Promise<IDBDatabase> => {
    const database = open(name, () => (opening = undefined));
    // Whoever needs it is told.
    database.catch(() => undefined);
    return database;
  };
  let opening: Promise<IDBDatabase> | undefined = reopen();
  const stores = async (mode: IDBTransactionMode): Promise<Stores> => {
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

  /** Notes that a block was used, unless that has been noted lately. */
  const note = async (key: string, use: Use): Promise<void> => {
    if (Math.abs(now() - use.usedAt) < NOTED_FOR) return;
    const { uses, done } = await stores('readwrite');
    uses.put({ ...use, usedAt: now() }, key);
    await done;
  };

  const read = async (key: string): Promise<Kept | undefined> => {
    const { blocks, uses } = await stores('readonly');
    const [record, use] = await Promise.all([
      promisifyRequest(blocks.get(key) as IDBRequest<unknown>),
      promisifyRequest(uses.get(key) as IDBRequest<unknown>),
    ]);
    if (record === undefined && use === undefined) return undefined;
    const kept = unseal(key, record);
    if (!kept || !isUse(use) || use.size !== kept.packed.bytes.byteLength) {
      remove(key).catch(() => undefined);
      return undefined;
    }
    note(key, use).catch(() => undefined);
    return kept;
  };

  const write = async (key: string, record: Sealed, room: number): Promise<void> => {
    const size = record.packed.bytes.byteLength;
    const { blocks, uses, done } = await stores('readwrite');
    blocks.put(record, key);
    uses.put({ usedAt: now(), size } satisfies Use, key);
    await Promise.all([makeRoom(blocks, uses, { room, latest: key }), done]);
  };

  return {
    delete: (key) => remove(key).catch(() => undefined),
    get: (key) => withTimeout(read(key), READING).catch(() => undefined),
    put: (key, block, validators) => {
      // Packed at once: the columns of the block may be transferred away next.
      const packed = 'bytes' in block ? { ...block, bytes: block.bytes.slice(0) } : pack(block);
      const record = seal(key, { ...validators, packed });
      // In a browser that has less room than we would take, a quarter of it will do.
      return write(key, record, limit)
        .catch(() => write(key, record, limit / 4))
        .catch(() => undefined);
    },
  };
}

interface Stores {
  readonly blocks: IDBObjectStore;
  readonly uses: IDBObjectStore;
  /** Settles with the transaction. */
  readonly done: Promise<void>;
}

async function open(name: string, forget: () => void): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    for (const store of STORES) request.result.createObjectStore(store);
  };
  const database = await withTimeout(promisifyRequest(request), STORAGE_LIMIT);
  database.onclose = forget;
  // Somebody deletes what is kept, or a later version of this code wants to.
  database.onversionchange = () => {
    forget();
    database.close();
  };
  return database;
}

/**
 * Deletes what was used least recently until no more than so many bytes are left.
 * @param latest the key that was used last, should the clock not tell
 */
async function makeRoom(
  blocks: IDBObjectStore,
  uses: IDBObjectStore,
  { room, latest }: { readonly room: number; readonly latest: string },
): Promise<void> {
  const [keys, values] = await Promise.all([
    promisifyRequest(uses.getAllKeys()),
    promisifyRequest(uses.getAll() as IDBRequest<unknown[]>),
  ]);
  const all = keys
    .map((key, i) => {
      const value = values[i];
      // A damaged entry makes room first.
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
