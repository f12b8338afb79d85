import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig, type Plugin, type UserConfig } from 'vite';
import { demoServer } from './demo/server.js';
import { deferredElements } from './scripts/deferred-elements.js';
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
 * Files of one script, by name: the modules that they begin with; the modules that these need at once come with them. The
 * first file that needs a module holds it. Requests cost a page more than the few modules that it could do without.
 */
type Files = Readonly<Record<string, readonly string[]>>;

/** What every dashboard loads: beside its first number, and before its first chart. */
const DASHBOARD: Files = {
  later: [
    // All elements, see scripts/deferred-elements.ts.
    'layouts/deferred-elements.ts',
    'components/base/notes.ts',
    'components/figure/figure-details.ts',
    'components/internal/icons.ts',
    'src/i18n/messages/deferred.ts',
    'src/sources/cache/decode-block.ts',
    'src/state/day-clock.ts',
  ],
  chart: [
    'components/chart/stats-chart.ts',
    'src/chart/embed.ts',
    'src/chart/timeline-spec.ts',
    'src/chart/pie-spec.ts',
  ],
  // In a file of their own, the modules that Vega shares with maps would be requested only after Vega has been parsed.
  vega: ['vega-embed', 'vega-interpreter'],
};

/** The file of a module of ours, or of a package. */
const fileOfModule = (module: string): string =>
  fileURLToPath(module.endsWith('.ts') ? new URL(module, import.meta.url) : import.meta.resolve(module));

interface ScriptOptions {
  /** Files beside it. What they do not hold, the bundler divides. */
  readonly files?: Files;
  /** Modules that the page does not need for its first number, although the others reach them. */
  readonly later?: RegExp;
}

/**
 * Everything in it, for a script tag: one file with all that the page needs at once, so that it does not wait for a dozen
 * small ones, and later files beside it. Left to itself the bundler puts what is shared with later files apart.
 */
function script(name: string, { files = {}, later = BROUGHT_ALONG }: ScriptOptions = {}): UserConfig {
  const config = library({ [name]: `src/${name}.ts` }, true, 'chunks');
  const begin: Files = { 'at-once': [`src/${name}.ts`], ...files };
  let fileOf: Map<string, string> | undefined;
  const place = (graph: Graph): Map<string, string> => {
    const placed = new Map<string, string>();
    const reach = (id: string, file: string): void => {
      if (placed.has(id) || (file === 'at-once' && later.test(id))) return;
      placed.set(id, file);
      for (const next of graph.getModuleInfo(id)?.importedIds ?? []) reach(next, file);
    };
    for (const [file, modules] of Object.entries(begin)) {
      for (const module of modules) reach(fileOfModule(module), file);
    }
    return placed;
  };
  return mergeConfig(config, {
    plugins: [withoutSpace(), shortDecorators(), twiceMinified(), sharedPolicy(), slimVega],
    build: {
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: Object.keys(begin).map((file, i, files) => ({
              name: (id: string, graph: Graph) => ((fileOf ??= place(graph)).get(id) === file ? file : null),
              priority: files.length - i,
            })),
          },
        },
      },
    },
  });
}

const define = script('define', { files: DASHBOARD });
const autoload = script('autoload', { later: new RegExp(`${BROUGHT_ALONG.source}|${OF_DASHBOARDS.source}`) });
const invenio = script('invenio', { files: DASHBOARD });

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

/** Dashboards load all elements at the same time; pages with autoload.js load those that they have. */
const withDashboards = (config: UserConfig): UserConfig => mergeConfig(config, { plugins: [deferredElements()] });

const modes: Readonly<Record<string, UserConfig>> = {
  define: withDashboards(define),
  autoload,
  invenio: withDashboards(invenio),
  worker,
  modules: withDashboards(modules),
};

export default defineConfig(({ mode }) => modes[mode] ?? demo);
