/** Kept records: each has a checksum over everything that is read from it, so that a damaged one is never believed. */
import type { Kept } from './cache.js';
import { isObject } from '../util/json.js';
import type { PackedBlock } from './packed.js';

/** A record as IndexedDB keeps it. */
export interface Sealed extends Kept {
  readonly sum: number;
}

/** Everything of a block but its numbers. */
type Rest = Omit<PackedBlock, 'widths' | 'bases' | 'bytes'>;

const textOf = (key: string, { etag, lastModified }: Partial<Kept>, rest: unknown): string =>
  JSON.stringify([key, etag ?? null, lastModified ?? null, rest]);

/**
 * Adds the checksum to what is to be kept.
 * @param key the key under which it is kept: a record is not believed under another one
 */
export function seal(key: string, kept: Kept): Sealed {
  const { widths, bases, bytes, ...rest } = kept.packed;
  return { ...kept, sum: checksum(textOf(key, kept, rest), widths, bases, bytes) };
}

/** Returns what was kept; `undefined` for anything that `seal` did not make for this key, or that has changed since. */
export function unseal(key: string, record: unknown): Kept | undefined {
  if (!isObject(record) || !isObject(record.packed)) return undefined;
  const { widths, bases, bytes, ...rest } = record.packed;
  const hasNumbers = widths instanceof Uint8Array && bases instanceof Float64Array && bytes instanceof ArrayBuffer;
  if (!hasNumbers) return undefined;
  try {
    const text = textOf(key, record, rest);
    if (checksum(text, widths, bases, bytes) !== record.sum) return undefined;
    // Read from the text that was checked: other values (a date, a map) can look like plain data in it.
    const [, etag, lastModified, checked] = JSON.parse(text) as [string, string | null, string | null, Rest];
    // Old libraries change how lists become JSON.
    if (!isObject(checked)) return undefined;
    return {
      ...(etag !== null && { etag }),
      ...(lastModified !== null && { lastModified }),
      packed: { ...checked, widths, bases, bytes } as PackedBlock,
    };
  } catch {
    // Of some values (a bigint, a cycle) no text can be made: they were not kept by us.
    return undefined;
  }
}

/**
 * Computes 32 bits from texts and numbers; a change of a single word always changes them. It takes about a millisecond for a
 * megabyte, and protects against damage, not against forgery.
 */
export function checksum(...parts: readonly (string | ArrayBuffer | ArrayBufferView)[]): number {
  let sum = parts.length;
  const add = (word: number): void => {
    sum = Math.imul(sum ^ word, 0x5bd1e995);
    // Carries the upper bits down: multiplying moves bits up only.
    sum ^= sum >>> 15;
  };
  for (const part of parts) {
    if (typeof part === 'string') {
      add(part.length);
      for (let i = 0; i < part.length; i++) add(part.charCodeAt(i));
      continue;
    }
    add(part.byteLength);
    const bytes = ArrayBuffer.isView(part)
      ? new Uint8Array(part.buffer, part.byteOffset, part.byteLength)
      : new Uint8Array(part);
    const aligned = bytes.byteOffset % 4 ? bytes.slice() : bytes;
    const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 2);
    for (let i = 0; i < words.length; i++) add(words[i] as number);
    for (let i = words.length * 4; i < aligned.length; i++) add(aligned[i] as number);
  }
  return sum >>> 0;
}
