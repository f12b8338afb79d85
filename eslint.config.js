import { dirname, relative, resolve } from 'node:path';
import { defineConfig, globalIgnores } from 'eslint/config';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

/** The layers that each layer may import from, and the files from which it may import types only. */
const core = ['util', 'vocabulary', 'data', 'sources', 'view', 'report', 'chart', 'state', 'i18n'];
const arrows = {
  util: [],
  vocabulary: ['util'],
  data: ['util', 'vocabulary'],
  sources: ['util', 'data', 'vocabulary'],
  i18n: ['util', 'vocabulary', 'data'],
  view: ['util', 'data', 'vocabulary'],
  report: ['util', 'view', 'data', 'vocabulary'],
  chart: ['util', 'view', 'data', 'vocabulary', 'i18n'],
  state: ['util', 'sources', 'data', 'vocabulary'],
  // A package of its own, which runs in Node and which nothing imports.
  builder: ['util', 'vocabulary', 'data', 'sources'],
  components: core,
  layouts: [...core, 'components'],
  entries: [...core, 'components', 'layouts'],
  // The documentation shows a page of the demo, "Try it".
  stories: [...core, 'components', 'layouts', 'entries', 'demo'],
  demo: [...core, 'components', 'layouts', 'entries'],
};
const typesOnly = { view: ['src/sources/source'] };

/** Folders of src/sources/ that several sources share; each of the others holds one source. */
const sharedBySources = ['cache', 'http', 'invenio-api', 'service', 'stats-body', 'worker'];
/**
 * Files and layers that may import from the folder of a source, besides that folder: the tables of sources, and outer
 * layers.
 */
const knowSources = [
  ...['src/sources/create-source.ts', 'src/sources/services.ts'],
  ...['entries', 'stories', 'demo', 'test'],
];

/** Powers over the outside: globals and packages that only their owners may use. */
const powers = [
  { globals: ['Date'], packages: ['date-fns', '@date-fns'], owners: ['src/data/day.ts', 'src/data/calendar.ts'] },
  {
    globals: ['fetch', 'XMLHttpRequest', 'EventSource', 'WebSocket'],
    owners: ['src/sources/http/fetch.ts'],
  },
  {
    globals: ['localStorage', 'sessionStorage', 'indexedDB', 'caches'],
    owners: ['src/sources/cache/block-cache.ts', 'src/sources/cache/lazy-cache.ts'],
  },
  { globals: ['Intl'], owners: ['src/i18n/**'] },
  { globals: ['customElements'], owners: ['components/base/stats-element.ts'] },
  {
    packages: ['vega', 'vega-lite', 'vega-embed', 'vega-interpreter'],
    typesAreFree: true,
    owners: ['src/chart/embed.ts'],
  },
  { packages: ['lit', '@lit'], owners: ['src/*.ts', 'src/state/**', 'components/**', 'layouts/**'] },
  { globals: ['console', 'setInterval'], owners: [] },
  {
    globals: ['setTimeout'],
    owners: [
      'src/util/timeout.ts',
      'src/util/watchdog.ts',
      'src/sources/worker/entry.ts',
      'src/util/pause.ts',
      'src/util/schedule.ts',
      'src/state/day-clock.ts',
    ],
  },
  {
    globals: ['Worker', 'SharedWorker'],
    owners: ['create', 'start-bundled'].map((name) => `src/sources/worker/${name}-worker.ts`),
  },
];

const shipped = ['src/**/*.ts', 'components/**/*.ts', 'layouts/**/*.ts'];
const tests = ['**/*.test.ts'];

/** Returns the layer of a path below the root of the repository; files directly in src/ are entries. */
function layerOf(path) {
  const [top, folder, ...rest] = path.split('/');
  if (top !== 'src') return top;
  return rest.length ? folder : 'entries';
}

/** Returns the folder of the source that a file belongs to; nothing for any other file. */
function sourceOf(path) {
  const [top, layer, folder, ...rest] = path.split('/');
  const isSource = top === 'src' && layer === 'sources' && rest.length > 0 && !sharedBySources.includes(folder);
  return isSource ? folder : undefined;
}

/** Resolves every relative import to its layer, and reports it if the tables do not allow it. */
const layersRule = {
  create(context) {
    const file = relative(context.cwd, context.filename).replaceAll('\\', '/');
    const layer = layerOf(file);
    const mayImport = [layer === 'entries' ? '' : layer, ...(arrows[layer] ?? Object.keys(arrows))];
    const mayImportTypes = typesOnly[layer] ?? [];
    const check = (node) => {
      const source = node.source?.value;
      if (typeof source !== 'string' || !source.startsWith('.')) return;
      const path = relative(context.cwd, resolve(dirname(context.filename), source)).replaceAll('\\', '/');
      const typeOnly = node.type === 'TSImportType' || (node.importKind ?? node.exportKind) === 'type';
      const target = layerOf(path);
      const service = sourceOf(path);
      if (service && service !== sourceOf(file) && ![file, layer].some((known) => knowSources.includes(known)))
        context.report({ node, message: `only a table of sources may import from ${service} (eslint.config.js)` });
      if (mayImport.includes(target) || !(target in arrows)) return;
      if (typeOnly && mayImportTypes.some((allowed) => path.startsWith(`${allowed}.`))) return;
      context.report({ node, message: `${layer} may not import from ${target} (the table in eslint.config.js)` });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};

const message = 'Another file owns this (the table in eslint.config.js).';

function forbidGlobals(rows) {
  const globals = rows.flatMap((row) => row.globals ?? []).map((name) => ({ name, message }));
  return { 'no-restricted-globals': ['error', { globals, checkGlobalObject: true }] };
}

function forbidPackages(rows) {
  const patterns = rows
    .filter((row) => row.packages)
    .map(({ packages, typesAreFree = false }) => ({
      regex: `^(${packages.join('|')})(/|$)`,
      allowTypeImports: typesAreFree,
      message,
    }));
  // The first rule does not cover import(), hence the second.
  const selectors = patterns.map(({ regex }) => `ImportExpression[source.value=/${regex.replaceAll('/', '\\/')}/]`);
  return {
    '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
    'no-restricted-syntax': ['error', ...selectors.map((selector) => ({ selector, message }))],
  };
}

/** Returns the rules for the owners of a row: that row does not apply to them, all others do. */
function exceptions(own) {
  const others = powers.filter((row) => row !== own);
  return {
    files: own.owners,
    ignores: tests,
    rules: { ...(own.globals && forbidGlobals(others)), ...(own.packages && forbidPackages(others)) },
  };
}

export default defineConfig(
  // The applications in test/hosts/ have settings of their own. Declarations in types/ import from those of dist/, which
  // the build makes.
  globalIgnores(['dist', 'builder/dist', 'coverage', 'storybook-static', 'test/hosts/*/', 'types']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [
      tseslint.configs.strictTypeChecked,
      lit.configs['flat/recommended'],
      wc.configs['flat/recommended'],
      litA11y.configs.recommended,
    ],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
      globals: { window: 'readonly', self: 'readonly' },
    },
    plugins: { house: { rules: { layers: layersRule } } },
    rules: {
      eqeqeq: 'error',
      'house/layers': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_$', varsIgnorePattern: '^_$' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/require-await': 'off',
      // Most of this code indexes columns within their bounds.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: shipped,
    ignores: tests,
    rules: {
      ...forbidGlobals(powers),
      ...forbidPackages(powers),
      'no-restricted-properties': [
        'error',
        { object: 'Array', property: 'from', message: 'Old libraries replace it: use times() of src/util/times.ts.' },
      ],
    },
  },
  ...powers.filter(({ owners }) => owners.length).map(exceptions),
  {
    files: tests,
    rules: {
      'house/layers': 'off',
      // Assertions of chai are expressions, and `equal` is typed as a promise by mistake.
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: 'Equal', package: 'chai' },
            // The test runner of Node awaits its tests itself.
            { from: 'package', name: ['describe', 'it'], package: 'node:test' },
          ],
        },
      ],
    },
  },
  { files: ['**/*.{js,mjs}'], extends: [tseslint.configs.strict] },
);
