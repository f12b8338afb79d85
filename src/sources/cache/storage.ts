/** The storage of the cache: its name, its time limit, and its interface. */
import type { YearBlock } from '../../data/year-block.js';
import type { Validators } from '../http/fetch.js';
import type { PackedBlock } from './decode-block.js';

/** The name of the database. */
export const STORE = 'repository-stats-widgets';

/** Milliseconds after which storage that does not answer counts as missing. */
export const STORAGE_LIMIT = 1000;

/** A cached block, with the validators by which the service recognises that it has not changed. */
export interface Kept extends Validators {
  readonly packed: PackedBlock;
}

/**
 * A cache of blocks by key. It never fails: a record that cannot be read or is damaged counts as missing, and a block
 * that cannot be written (the disk is full, the window is private, the browser forbids it) is not stored.
 */
export interface BlockCache {
  get(key: string): Promise<Kept | undefined>;
  /** Stores a block, whose buffers may be transferred right after the call. */
  put(key: string, block: YearBlock | PackedBlock, validators: Validators): Promise<void>;
  delete(key: string): Promise<void>;
}
