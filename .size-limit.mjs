import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The file and every chunk that it loads at once: what the reader waits for. Charts come later, by import(). */
function withStaticImports(file, seen = new Set()) {
  if (seen.has(file)) return [];
  seen.add(file);
  const imports = readFileSync(file, 'utf8').matchAll(/\b(?:from|import)\s*["'`](\.[^"'`]+)["'`]/g);
  return [file, ...[...imports].flatMap(([, path]) => withStaticImports(join(dirname(file), path), seen))];
}

const whole = (name, limit) => ({
  name: `${name} and what it imports`,
  path: withStaticImports(`dist/${name}`),
  gzip: true,
  limit,
});

export default [whole('define.js', '40 kB'), whole('invenio.js', '42 kB')];
