/** Records of the cache, with a checksum over everything that is read from them: damaged records are not used. */
import { isObject } from '../../util/json.js';
import type { PackedBlock } from './decode-block.js';
import type { Kept } from './storage.js';

/** A record in IndexedDB. */
export interface Checksummed extends Kept {
  readonly sum: number;
}

/** A block without its numbers. */
type Rest = Omit<PackedBlock, 'widths' | 'bases' | 'bytes'>;

const textOf = (key: string, { etag, lastModified }: Partial<Kept>, rest: unknown): string =>
  JSON.stringify([key, etag ?? null, lastModified ?? null, rest]);

/**
 * Adds a checksum to a record.
 * @param key the key of the record, part of the checksum: a record is not valid under another key
 */
export function withChecksum(key: string, kept: Kept): Checksummed {
  const { widths, bases, bytes, ...rest } = kept.packed;
  return { ...kept, sum: checksum(textOf(key, kept, rest), widths, bases, bytes) };
}

/**
 * Returns a record without its checksum; `undefined` for anything that `withChecksum` did not make for this key, or that has
 * changed.
 */
export function verified(key: string, record: unknown): Kept | undefined {
  if (!isObject(record) || !isObject(record.packed)) return undefined;
  const { widths, bases, bytes, ...rest } = record.packed;
  const hasNumbers = widths instanceof Uint8Array && bases instanceof Float64Array && bytes instanceof ArrayBuffer;
  if (!hasNumbers) return undefined;
  try {
    const text = textOf(key, record, rest);
    if (checksum(text, widths, bases, bytes) !== record.sum) return undefined;
    // Taken from the text that was checked: other values (a date, a map) can have the text of plain data.
    const [, etag, lastModified, checked] = JSON.parse(text) as [string, string | null, string | null, Rest];
    // Old libraries change how lists are converted to JSON.
    if (!isObject(checked)) return undefined;
    return {
      ...(etag !== null && { etag }),
      ...(lastModified !== null && { lastModified }),
      packed: { ...checked, widths, bases, bytes } as PackedBlock,
    };
  } catch {
    // Some values (a bigint, a cycle) have no JSON: they were not stored by this code.
    return undefined;
  }
}

/**
 * Computes 32 bits from texts and numbers; a change of a single word always changes them. It takes less than a millisecond for
 * a megabyte, and protects against damage, not against forgery.
 */
export function checksum(...parts: readonly (string | ArrayBuffer | ArrayBufferView)[]): number {
  let sum = parts.length;
  for (const part of parts) {
    const bytes = bytesOf(part);
    const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
    // The length, and the last bytes, which fill no word.
    const ends = Int32Array.of(bytes.length, ...bytes.subarray(words.length * 4));
    sum = mix(mix(sum, ends), words);
  }
  return sum >>> 0;
}

/** Mixes words into a checksum: a loop over one type of numbers, which engines compile after a few thousand of them. */
function mix(sum: number, words: Int32Array): number {
  for (let i = 0; i < words.length; i++) {
    sum = Math.imul(sum ^ words[i]!, 0x5bd1e995);
    // Carries the upper bits down: multiplying moves bits up only.
    sum ^= sum >>> 15;
  }
  return sum;
}

/** Returns the bytes of a text or of numbers, aligned so that words can begin there. */
function bytesOf(part: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof part === 'string') return new TextEncoder().encode(part);
  if (!ArrayBuffer.isView(part)) return new Uint8Array(part);
  const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
  return bytes.byteOffset % 4 ? bytes.slice() : bytes;
}
