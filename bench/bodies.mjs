/** The bodies of the benchmarks, generated once and cached in node_modules/.cache/bench/. */
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
 * Generates the bodies that are missing.
 * @returns the name of the generator, and for each size its folder and its meta.json
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

/** Returns the path of another generated file. */
export const cached = (name) => join(CACHE, name);
