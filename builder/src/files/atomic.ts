/** Files that are written aside and renamed, so that nobody ever reads half of one. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** The end of the names of files that are being written. They are left behind by a run that was killed. */
export const ASIDE = '.tmp';

export function ensureFolder(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Has a file written aside, and moves it to its place when it is complete. */
export async function replaceFile(path: string, write: (aside: string) => Promise<void> | void): Promise<void> {
  ensureFolder(dirname(path));
  const aside = `${path}${ASIDE}`;
  try {
    await write(aside);
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

/** Writes a file. It is on the disk before it has its name. */
export function writeFile(path: string, content: string | Uint8Array): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  ensureFolder(dirname(path));
  const aside = `${path}${ASIDE}`;
  try {
    const file = openSync(aside, 'w');
    try {
      // A short write is no error: on a full disk, the next one is.
      for (let offset = 0; offset < bytes.length;) offset += writeSync(file, bytes, offset);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

/** Writes a file, unless it already has this content. Returns true if it was written. */
export function updateFile(path: string, content: string | Uint8Array): boolean {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const before = statSync(path, { throwIfNoEntry: false });
  if (before?.size === bytes.length && readFileSync(path).equals(bytes)) return false;
  writeFile(path, bytes);
  return true;
}

/** Returns the content of a JSON file; `undefined` if there is none. */
export const readJson = (path: string): unknown =>
  existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as unknown) : undefined;

export const writeJson = (path: string, content: unknown): void => writeFile(path, `${JSON.stringify(content)}\n`);

/** Removes what runs that were killed have left behind in a folder and those inside. */
export function removeAside(folder: string): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) removeAside(path);
    else if (entry.name.endsWith(ASIDE)) rmSync(path, { force: true });
  }
}
