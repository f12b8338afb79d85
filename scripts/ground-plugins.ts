/** Plugins that make the files for script tags independent of what a page does to its globals. */
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const PAGE = fileURLToPath(new URL('../src/util/page.ts', import.meta.url));

/**
 * Makes all code, also that of packages, use the `document` and `window` of src/util/page.ts. Vega has a copy of that file in
 * its own, which is the same for all scripts.
 */
export const ownGround = (): Plugin => ({
  name: 'own-ground',
  enforce: 'pre',
  resolveId: (id, importer) =>
    id === PAGE && /\/node_modules\/(vega|d3)/.test(importer ?? '') ? `${PAGE}?vega` : undefined,
  options: (options) => ({
    ...options,
    transform: { ...options.transform, inject: { document: [PAGE, 'document'], window: [PAGE, 'window'] } },
  }),
});

/** A replacement in the code of a package: what is found, how often, and what takes its place. */
type Replacement = readonly [found: RegExp, times: number, text: string];

const HOOKS: readonly Replacement[] = [
  [/\w+\.\w+PolyfillSupport\b/g, 1, 'void 0'],
  [/\(\w+\.\w+Versions\?\?=\[\]\)\.push\("[^"]*"\)/g, 1, 'void 0'],
];

/**
 * Parts of packages that depend on what elements of the page are called: `<a id="litHtmlPolyfillSupport">` is a global,
 * too. Hooks of polyfills, lists of versions, and properties declared by standard decorators, which this code does not use,
 * are removed. Lit needs any node as a root of its walks, Vega a document that makes elements.
 */
const BY_NAME: Readonly<Record<string, readonly Replacement[]>> = {
  'lit-html': [
    ...HOOKS,
    [/(createTreeWalker\(|currentNode=)l(?=,)/g, 2, '$1l.documentElement'],
    // Translators replace texts by elements. A text that is no longer there is inserted again.
    [/(\w\(this\._\$AH\))\?(this\._\$AA\.nextSibling)\.data=/g, 1, '$1&&$2?.nodeType===3?$2.data='],
  ],
  // All browsers that have what this code needs have style sheets for shadow roots.
  'css-tag': [
    [/\w+\.ShadowRoot&&.*?"replace"in CSSStyleSheet\.prototype/g, 1, '!0'],
    // Our own style sheets are checked by the compiler.
    [/if\((this\._\$cssResult\$=!0),.*?throw Error\(.*?\);/g, 1, '$1;'],
    [/throw Error\("Value passed.*?\)(?=\})/g, 1, ''],
  ],
  // Elements that a server has rendered are not hydrated, see `createRenderRoot` of StatsElement.
  'lit-element': [...HOOKS, [/,\w+\.litElementHydrateSupport\?\.\(\{LitElement:\w+\}\)/g, 1, '']],
  'reactive-element': [
    ...HOOKS,
    [/Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/g, 1, ''],
    [/static addInitializer\(\w+\)\{.*?\}(?=static)/g, 1, ''],
    [/,this\.constructor\.l\?\.forEach\(\w+=>\w+\(this\)\)/g, 1, ''],
    [/const \w+=this\[Symbol\.metadata\];if\(null!==\w+\)\{.*?this\.elementProperties\.set\(t,i\)\}/g, 1, ''],
  ],
  'vega-scenegraph': [[/\bel\.ownerDocument\b/g, 3, 'document']],
};

/** Makes packages independent of names that elements of the page give to globals and to properties of the document. */
export const independentOfNames = (): Plugin => ({
  name: 'independent-of-names',
  enforce: 'pre',
  transform(code, id) {
    const [, file = ''] = /\/node_modules\/.*\/([\w-]+)\.js$/.exec(id) ?? [];
    if (!Object.hasOwn(BY_NAME, file)) return undefined;
    for (const [found, times, text] of BY_NAME[file]!) {
      if (code.match(found)?.length !== times)
        throw new Error(`${id} is written in another way than this plugin knows`);
      code = code.replace(found, text);
    }
    return { code, map: null };
  },
});

/** A function that does not exist, in place of `await` while the bundler works. */
const AWAIT = '__await__';

/**
 * Makes layouts/ground.ts the first import of a script. Modules for bundlers do without: their code cannot run a second
 * time.
 *
 * The `await` in it is hidden from the bundler, which would make two files of the script: a request more before the first number.
 */
export const groundFirst = (): Plugin => ({
  name: 'ground-first',
  transform(code, id) {
    if (/\/src\/(define|autoload|invenio)\.ts$/.test(id))
      return { code: `import '../layouts/ground.js';\n${code}`, map: null };
    if (!id.endsWith('/layouts/ground.ts')) return undefined;
    return { code: code.replace(/\bawait (check\(.*\));/, `${AWAIT}($1);`), map: null, moduleSideEffects: true };
  },
  renderChunk: (code) => (code.includes(AWAIT) ? { code: code.replaceAll(AWAIT, 'await'), map: null } : null),
});
