/** Files of events, and how they are recognized when they have grown or have been renamed. */
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';

/** What identifies the content of a file. */
export interface Fingerprint {
  /** The number of bytes, without compression, that the hash is of. */
  readonly bytes: number;
  readonly hash: string;
}

/** A file as it is on the disk. */
export interface FoundFile {
  readonly path: string;
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
}

/** Bytes at the beginning of a file by which it is recognized. */
const HEAD = 65_536;

export function found(path: string): FoundFile {
  const { size, mtimeMs } = statSync(path);
  return { path, size, modified: Math.trunc(mtimeMs) };
}

/**
 * Returns the fingerprint of a file: of its beginning, which stays when lines are added, or when it is compressed; of a Parquet
 * file that of its end, because nothing is ever added to it.
 * @param bytes how much of it; a growing file is compared by as much as it had before
 */
export async function fingerprintOf({ path, size }: FoundFile, bytes = HEAD): Promise<Fingerprint> {
  const head = path.endsWith('.parquet') ? tailOf(path, size) : await headOf(path, bytes);
  return { bytes: head.length, hash: createHash('sha256').update(head).digest('hex') };
}

function tailOf(path: string, size: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const tail = Buffer.alloc(Math.min(size, HEAD));
    readSync(file, tail, 0, tail.length, size - tail.length);
    return tail;
  } finally {
    closeSync(file);
  }
}

async function headOf(path: string, bytes: number): Promise<Buffer> {
  const isCompressed = path.endsWith('.gz');
  const raw = createReadStream(path, isCompressed ? {} : { end: bytes - 1 });
  const stream = isCompressed ? raw.pipe(createGunzip()) : raw;
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= bytes) break;
    }
  } finally {
    raw.destroy();
  }
  return Buffer.concat(chunks).subarray(0, bytes);
}
