/** The bodies that the service sends in the benchmark, made once and kept in node_modules/.cache/bench/. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The last day that has been counted. */
export const TODAY = '2026-11-21';
export const SIZES = ['S', 'M', 'L'];

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const SHARED = path('../../shared/bench/generate.mjs');
const OWN = path('./generate.mjs');
const CACHE = path('../node_modules/.cache/bench/');

/**
 * Makes the bodies that are not there yet.
 * @returns which generator made them, and of each size its folder and what its meta.json says
 */
export function bodies(sizes) {
  const [generator, script] = existsSync(SHARED) ? ['shared', SHARED] : ['own', OWN];
  const root = join(CACHE, generator);
  const metaOf = (size) => join(root, size, 'meta.json');
  const missing = sizes.filter((size) => !existsSync(metaOf(size)));
  if (missing.length) {
    execFileSync(process.execPath, [script, `--end=${TODAY}`, `--out=${root}`, ...missing], { stdio: 'inherit' });
  }
  const made = sizes.map((size) => [
    size,
    { folder: join(root, size), meta: JSON.parse(readFileSync(metaOf(size), 'utf8')) },
  ]);
  return { generator, sizes: Object.fromEntries(made) };
}

/** Where generated things lie that are no bodies. */
export const cached = (name) => join(CACHE, name);
