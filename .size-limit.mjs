import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Returns a file and every chunk that it imports statically. Charts are loaded later, by import(). */
function withStaticImports(file, seen = new Set()) {
  if (seen.has(file)) return [];
  seen.add(file);
  const imports = readFileSync(file, 'utf8').matchAll(/\b(?:from|import)\s*["'`](\.[^"'`]+)["'`]/g);
  return [file, ...[...imports].flatMap(([, path]) => withStaticImports(join(dirname(file), path), seen))];
}

/** Returns the size limit for everything that is loaded before the first number. */
const whole = (name, limit) => ({
  name: `${name}, what it imports, and the worker`,
  path: [...withStaticImports(`dist/${name}`), 'dist/worker.js'],
  gzip: true,
  limit,
});

export default [
  whole('define.js', '48 kB'),
  whole('invenio.js', '48 kB'),
  whole('autoload.js', '36 kB'),
  {
    name: 'the code of Vega, loaded with the first chart',
    path: 'dist/chunks/vega-????????.js',
    gzip: true,
    limit: '300 kB',
  },
];
