/** Packs several files into one; the only user of fflate. */
import { strToU8, zipSync, type ZippableFile } from 'fflate';

export interface FileInZip {
  readonly name: string;
  readonly content: string;
}

/**
 * Packs files into a zip. All of them have the same timestamp (`2025-06-12T09:30:00Z`): the same files give the same bytes.
 *
 * Runs on the main thread: fflate would make a worker from a `blob:` address, which a strict Content-Security-Policy
 * forbids, and 100,000 numbers take less than half a second.
 */
export function zip(files: readonly FileInZip[], moment: string): Uint8Array<ArrayBuffer> {
  // Timestamps of a zip have no time zone, and the library writes local time: without Z this one is written unchanged.
  const mtime = moment.replace(/(\.\d+)?Z$/, '');
  return zipSync(
    Object.fromEntries(files.map(({ name, content }): [string, ZippableFile] => [name, [strToU8(content), { mtime }]])),
  );
}
