/**
 * Joins the files of packages that tests in the browser import: unbundled, each test file would request some hundred of them.
 */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../', import.meta.url));
const FOLDER = 'node_modules/.cache/test-packages';

/** The packages with many files. */
const PACKAGES = ['@open-wc/testing', 'd3-geo', 'vega', 'vega-embed', 'vega-interpreter', 'vega-lite'];
/** What stays as it is: Lit, of which there may be only one copy, which our own code imports, too; and the test runner's own files. */
const SEPARATE = /^(?:@?lit|lit-html|lit-element|@web\/test-runner-commands)(?:\/|$)|^\/__web/;

const fileOf = (name) => name.replace('@', '').replaceAll('/', '-');

/** Returns a plugin of the test runner that replaces imports of these packages by files without further requests. */
export async function joinedPackages() {
  const { NODE_ENV } = process.env;
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: FOLDER,
      // Another run may be reading them.
      emptyOutDir: false,
      minify: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: Object.fromEntries(PACKAGES.map((name) => [fileOf(name), name])),
        external: SEPARATE,
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  // Vite sets it, and processes that this one starts would inherit it.
  if (NODE_ENV === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = NODE_ENV;
  return {
    name: 'joined-packages',
    resolveImport: ({ source }) => (PACKAGES.includes(source) ? `/${FOLDER}/${fileOf(source)}.js` : undefined),
  };
}
