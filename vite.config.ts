import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig, type Plugin, type UserConfig } from 'vite';
import { demoServer } from './demo/server.js';
import { elementModules } from './scripts/element-modules.mjs';
import { shortDecorators, twiceMinified, withoutSpace } from './scripts/size-plugins.js';
import { sharedPolicy, workerAddress } from './scripts/worker-plugins.js';

/** Without a mode of the library: the demo, for development. */
const demo: UserConfig = {
  root: 'demo',
  server: { port: 5173 },
  plugins: [demoServer()],
};

/** What all builds of the library have in common; scripts/build.mjs empties dist/ before them. */
function library(
  entries: Record<string, string>,
  minify: boolean,
  shared: string,
  external: RegExp[] = [],
): UserConfig {
  return {
    publicDir: false,
    plugins: [workerAddress()],
    build: {
      target: 'es2022',
      emptyOutDir: false,
      minify: minify && 'oxc',
      lib: {
        formats: ['es'],
        entry: entries,
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

/** What Vega and Vega-Embed bring along and none of our pictures uses: a tenth of what draws. */
const UNUSED = [
  ...['crossfilter', 'force', 'hierarchy', 'label', 'regression', 'voronoi', 'wordcloud'].map((name) => `vega-${name}`),
  'vega-themes',
  'vega-tooltip',
  'json-stringify-pretty-compact',
];

/** Leaves it out where we bundle Vega ourselves. */
const slimVega: Plugin = {
  name: 'slim-vega',
  enforce: 'pre',
  resolveId: (id) => (UNUSED.includes(id) ? '\0unused' : undefined),
  load: (id) => (id === '\0unused' ? 'export class Handler {} export default undefined;' : undefined),
};

/** What a module tells about the modules that it needs at once. */
interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** Modules that a list of exports reaches, but that only later files use. */
const BROUGHT_ALONG = /\/decorators\/(query|base)\.js$/;
/** The same of a page without a dashboard, which alone provides a context. */
const OF_DASHBOARDS = /\/@lit\/context\/lib\/(controllers\/context-provider|context-root|value-notifier)\.js$/;

/**
 * Everything in it, for a script tag: one file with all that the page needs at once, so that it does not wait for a dozen
 * small ones, and later files beside it. Left to itself the bundler puts what is shared with later files apart.
 * @param first what else the page needs for its first number
 * @param later modules that the page does not need for it, although the others reach them
 */
function script(name: string, first: readonly string[] = [], later = BROUGHT_ALONG): UserConfig {
  const config = library({ [name]: `src/${name}.ts` }, true, 'chunks');
  const entries = [`src/${name}.ts`, ...first].map((file) => fileURLToPath(new URL(file, import.meta.url)));
  let atOnce: Set<string> | undefined;
  const reach = (graph: Graph, id: string, found = new Set<string>()): Set<string> => {
    if (found.has(id)) return found;
    found.add(id);
    for (const next of graph.getModuleInfo(id)?.importedIds ?? []) reach(graph, next, found);
    return found;
  };
  return mergeConfig(config, {
    plugins: [withoutSpace(), shortDecorators(), twiceMinified(), sharedPolicy(), slimVega],
    build: {
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              {
                name: (id: string, graph: Graph) =>
                  (atOnce ??= new Set(entries.flatMap((entry) => [...reach(graph, entry)]))).has(id) && !later.test(id)
                    ? 'at-once'
                    : null,
              },
            ],
          },
        },
      },
    },
  });
}

const define = script('define');
const autoload = script(
  'autoload',
  ['components/figure/stats-figure.ts'],
  new RegExp(`${BROUGHT_ALONG.source}|${OF_DASHBOARDS.source}`),
);
const invenio = script('invenio');

/** What runs beside the page, in one file for all of the above. */
const worker = mergeConfig(library({ worker: 'src/sources/worker/entry.ts' }, true, 'chunks'), {
  plugins: [twiceMinified()],
});

/** One module per element, for bundlers, which bring the packages themselves. */
const modules = library(
  {
    index: 'src/index.ts',
    ...Object.fromEntries(Object.entries(elementModules()).map(([name, file]) => [`components/${name}`, file])),
  },
  false,
  'modules',
  [/^(lit|@lit|vega|vega-lite|vega-embed|vega-interpreter|date-fns|@date-fns|fflate|idb-keyval|topojson-client)(\/|$)/],
);

export default defineConfig(({ mode }) => ({ define, autoload, invenio, worker, modules })[mode] ?? demo);
