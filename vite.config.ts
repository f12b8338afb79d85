import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig, type UserConfig } from 'vite';
import { demoServer } from './demo/server.js';
import { deferredElements } from './scripts/deferred-elements.js';
import { elementModules } from './scripts/element-modules.mjs';
import { groundFirst, ownGround, independentOfNames } from './scripts/ground-plugins.js';
import { shortDecorators, twiceMinified, withoutSpace } from './scripts/size-plugins.js';
import { MODULE_WORKER, bundledWorker, sharedPolicy, workerAddress } from './scripts/worker-plugins.js';

/** The configuration without a mode of the library: the demo, for development. */
const demo: UserConfig = {
  root: 'demo',
  server: { port: 5173 },
  plugins: [demoServer()],
};

/** Returns the configuration that all builds of the library share; scripts/build.mjs empties dist/ before them. */
function library(
  entries: Record<string, string>,
  minify: boolean,
  shared: string,
  external: RegExp[] = [],
): UserConfig {
  return {
    publicDir: false,
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
          // In a library, Vite does not remove white space unless this is set here.
          minify,
        },
      },
    },
  };
}

/** The part of the bundler's graph that has the static imports of a module. */
interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** Modules that are reached through a list of exports, but that only later files use. */
const BROUGHT_ALONG = /\/decorators\/(query|base)\.js$/;
/** The same for pages without a dashboard: only dashboards provide a context. */
const OF_DASHBOARDS = /\/@lit\/context\/lib\/(controllers\/context-provider|context-root|value-notifier)\.js$/;

/**
 * Files of one script: their names, and the modules that they begin with. Static imports of these belong to the same
 * file. The first file that needs a module holds it. Requests cost a page more than the few modules that it could do
 * without.
 */
type Files = Readonly<Record<string, readonly string[]>>;

/** The files that every dashboard loads: beside its first number, and before its first chart. */
const DASHBOARD: Files = {
  later: [
    // All elements, see scripts/deferred-elements.ts.
    'layouts/deferred-elements.ts',
    'components/base/notes.ts',
    'components/figure/figure-details.ts',
    'components/internal/icons.ts',
    'src/i18n/messages/deferred.ts',
    'src/sources/cache/decode-block.ts',
    'src/state/block-faults.ts',
    'src/state/day-clock.ts',
  ],
  chart: ['src/chart/embed.ts', 'src/chart/timeline-spec.ts', 'src/chart/pie-spec.ts'],
  // In a file of their own, modules that Vega shares with maps would be requested only after Vega has been parsed.
  vega: ['vega-embed', 'vega-interpreter'],
};

/** The files of pages that load each element by itself: what every figure loads after its number, and what is loaded together. */
const SINGLE: Files = {
  later: [
    'components/base/notes.ts',
    'components/figure/figure-details.ts',
    'src/state/block-faults.ts',
    'src/state/day-clock.ts',
  ],
  named: ['layouts/catalogue.ts', 'layouts/named-element.ts'],
  // The script waits for it, so that it must share no file with code that imports the script.
  'own-realm': ['layouts/own-realm.ts'],
  failure: ['components/base/unavailable.ts', 'layouts/tags.ts'],
};

/** Returns the path of a module of ours, or of a package. */
const fileOfModule = (module: string): string =>
  fileURLToPath(module.endsWith('.ts') ? new URL(module, import.meta.url) : import.meta.resolve(module));

/**
 * Returns the option that divides code into files, in this order.
 * @param later modules that the first file does not hold, although its modules import them
 */
function divided(files: Files, later?: RegExp) {
  const names = Object.keys(files);
  const place = (graph: Graph): Map<string, string> => {
    const placed = new Map<string, string>();
    const reach = (id: string, file: string): void => {
      if (placed.has(id) || (file === names[0] && later?.test(id))) return;
      placed.set(id, file);
      for (const next of graph.getModuleInfo(id)?.importedIds ?? []) reach(next, file);
    };
    for (const [file, modules] of Object.entries(files)) {
      for (const module of modules) reach(fileOfModule(module), file);
    }
    return placed;
  };
  let fileOf: Map<string, string> | undefined;
  return {
    groups: names.map((file, i) => ({
      name: (id: string, graph: Graph) => ((fileOf ??= place(graph)).get(id) === file ? file : null),
      priority: names.length - i,
    })),
  };
}

interface ScriptOptions {
  /** Files beside the script. Modules that they do not hold are divided by the bundler. */
  readonly files?: Files;
  /** Modules that the page does not need for its first number, although others import them. */
  readonly later?: RegExp;
}

/**
 * Returns the configuration of a script tag: one file with everything that the page needs first, so that it does not
 * wait for a dozen small ones, and later files beside it. By default, the bundler separates modules that later files
 * share.
 */
function script(name: string, { files = {}, later = BROUGHT_ALONG }: ScriptOptions = {}): UserConfig {
  return mergeConfig(library({ [name]: `src/${name}.ts` }, true, 'chunks'), {
    plugins: [
      ...[
        ownGround(),
        independentOfNames(),
        groundFirst(),
        workerAddress('worker.js'),
        withoutSpace(),
        shortDecorators(),
      ],
      ...[twiceMinified(), sharedPolicy()],
    ],
    build: {
      rolldownOptions: { output: { codeSplitting: divided({ 'at-once': [`src/${name}.ts`], ...files }, later) } },
    },
  });
}

const define = script('define', { files: DASHBOARD });
const autoload = script('autoload', {
  files: SINGLE,
  later: new RegExp(`${BROUGHT_ALONG.source}|${OF_DASHBOARDS.source}`),
});
const invenio = script('invenio', { files: DASHBOARD });

/** The worker, in one file for all scripts above. */
const worker = mergeConfig(library({ worker: 'src/sources/worker/entry.ts' }, true, 'chunks'), {
  plugins: [twiceMinified()],
});

/**
 * The worker for bundlers, in one file without imports: of a worker, some bundlers copy the file only, others do not
 * divide code.
 */
const moduleWorker = mergeConfig(
  library({ [MODULE_WORKER.replace(/\.js$/, '')]: 'src/sources/worker/entry.ts' }, true, 'modules'),
  { plugins: [twiceMinified()], build: { rolldownOptions: { output: { codeSplitting: false } } } },
);

/**
 * The files that applications load first: with a widget, and with a dashboard. Bundlers divide files, but do not join them,
 * and many small ones compress less. The code that starts the worker is in the first one, beside the worker.
 */
const MODULES: Files = {
  widget: ['components/figure/stats-figure.ts'],
  dashboard: ['layouts/stats-dashboard.ts'],
};

/** One module per element, for bundlers, which resolve the packages themselves. */
const modules = mergeConfig(
  library(
    {
      index: 'src/index.ts',
      ...Object.fromEntries(['define', 'autoload', 'invenio'].map((name) => [`modules/${name}`, `src/${name}.ts`])),
      ...Object.fromEntries(Object.entries(elementModules()).map(([name, file]) => [`components/${name}`, file])),
    },
    false,
    'modules',
    [
      /^(lit|@lit|vega|vega-lite|vega-embed|vega-interpreter|date-fns|@date-fns|fflate|idb-keyval|d3-geo|topojson-client)(\/|$)/,
    ],
  ),
  {
    plugins: [bundledWorker(), workerAddress(MODULE_WORKER), withoutSpace(), shortDecorators()],
    build: {
      rolldownOptions: {
        // Otherwise internal names become exports of the public files.
        preserveEntrySignatures: 'strict',
        output: { codeSplitting: divided(MODULES) },
      },
    },
  },
);

/** Adds a single file of all elements, which dashboards load. Pages with autoload.js load the elements that they have. */
const withDashboards = (config: UserConfig): UserConfig => mergeConfig(config, { plugins: [deferredElements()] });

const modes: Readonly<Record<string, UserConfig>> = {
  define: withDashboards(define),
  autoload,
  invenio: withDashboards(invenio),
  worker,
  'module-worker': moduleWorker,
  modules: withDashboards(modules),
};

/** Returns what each build tells scripts/build.mjs: the packages that it contains, and which file loads which. */
const reports = (mode: string): UserConfig => ({
  build: { license: { fileName: `.vite/licences-${mode}.json` }, manifest: `.vite/files-${mode}.json` },
});

export default defineConfig(({ mode }) => (modes[mode] ? mergeConfig(modes[mode], reports(mode)) : demo));
