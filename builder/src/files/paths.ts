import { existsSync } from 'node:fs';
import type { Engine } from '../engine/engine.js';
import { literal } from '../engine/literal.js';

/** Returns the files that match patterns with `*`, each once, in the order of their names. */
export async function pathsOf(engine: Engine, patterns: readonly string[]): Promise<readonly string[]> {
  const paths = new Set<string>();
  for (const pattern of patterns) {
    if (!/[*?[]/.test(pattern)) {
      if (existsSync(pattern)) paths.add(pattern);
      continue;
    }
    for (const { file } of await engine.rows(`SELECT file FROM glob(${literal(pattern)})`)) paths.add(file as string);
  }
  return [...paths].sort();
}
