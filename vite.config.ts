import { readdirSync } from 'node:fs';
import { defineConfig, type UserConfig } from 'vite';
import { demoServer } from './demo/server.js';

/** Without a mode of the library: the demo, for development. */
const demo: UserConfig = {
  root: 'demo',
  server: { port: 5173 },
  plugins: [demoServer()],
};

/** What all builds of the library have in common; scripts/build.mjs empties dist/ before them. */
function library(entries: string[], minify: boolean, shared: string, external: RegExp[] = []): UserConfig {
  return {
    publicDir: false,
    build: {
      target: 'es2022',
      emptyOutDir: false,
      minify: minify && 'oxc',
      lib: {
        formats: ['es'],
        entry: Object.fromEntries(entries.map((file) => [file.replace(/^src\/|\.ts$/g, ''), file])),
      },
      rolldownOptions: {
        external,
        preserveEntrySignatures: 'allow-extension',
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: `${shared}/[name]${minify ? '-[hash]' : ''}.js`,
          // In a library vite leaves the white space alone unless it is told so here.
          minify,
        },
      },
    },
  };
}

/**
 * Everything in it, for a script tag. Each entry is a build of its own: entries that share chunks would make a page wait
 * for a dozen small files where one is enough.
 */
const define = library(['src/define.ts'], true, 'chunks');
const autoload = library(['src/autoload.ts'], true, 'chunks');
const invenio = library(['src/invenio.ts'], true, 'chunks');

/** One module per element, for bundlers, which bring the packages themselves. */
const modules = library(
  [
    'src/index.ts',
    ...readdirSync('components')
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => `components/${file}`),
  ],
  false,
  'modules',
  [/^(lit|@lit|vega|vega-lite|vega-embed|vega-interpreter|date-fns|@date-fns|fflate|topojson-client)(\/|$)/],
);

export default defineConfig(({ mode }) => ({ define, autoload, invenio, modules })[mode] ?? demo);
