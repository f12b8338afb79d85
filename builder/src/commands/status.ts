/** `repository-stats status`: what is there, and how large it is. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { readMonth, daysToCount } from '../count/usage.js';
import { readJson } from '../files/atomic.js';
import { storeIn } from '../files/store.js';
import { readLedger } from '../ingest/ledger.js';

/** Returns the size of a folder in bytes, and the number of its files. */
function sizeOf(folder: string): { readonly bytes: number; readonly files: number } {
  if (!existsSync(folder)) return { bytes: 0, files: 0 };
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const sizes = paths.map(
    (entry) => statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0,
  );
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), files: sizes.length };
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

export async function status({ work, out }: Config, say: (line: string) => void): Promise<void> {
  const store = storeIn(work);
  const files = readLedger(store.ledger);
  const days = [...daysToCount(files).entries()];
  const [first, last] = [days[0]?.[0], days.at(-1)?.[0]];
  const counted = days.filter(([day, { version }]) => readMonth(store, day.slice(0, 7))?.days[day] === version).length;
  say(`Files of events: ${files.length}`);
  say(`Days with events: ${days.length}${first && last ? `, from ${first} to ${last}` : ''}`);
  say(`Days counted: ${counted}`);
  const index = readJson(join(out, 'index.json')) as { readonly until?: string } | undefined;
  const written = existsSync(join(out, 'index.json'))
    ? statSync(join(out, 'index.json')).mtime.toISOString()
    : undefined;
  say(
    index ? `Statistics until ${index.until ?? '?'}, index written ${written!}` : 'No statistics have been written yet',
  );
  const [kept, offered] = [sizeOf(work), sizeOf(out)];
  say(`${work}: ${kept.files} files, ${megabytes(kept.bytes)}`);
  say(`${out}: ${offered.files} files, ${megabytes(offered.bytes)}`);
  say(existsSync(store.lock) ? 'A run is active' : 'No run is active');
}
