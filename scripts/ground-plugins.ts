/** Plugins that make the files for script tags independent of what a page does to its globals. */
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const PAGE = fileURLToPath(new URL('../src/util/page.ts', import.meta.url));

/** Makes all code, also that of packages, use the `document` and `window` of src/util/page.ts. */
export const ownGround = (): Plugin => ({
  name: 'own-ground',
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
  'css-tag': [[/\w+\.ShadowRoot&&.*?"replace"in CSSStyleSheet\.prototype/g, 1, '!0']],
  'lit-element': HOOKS,
  'reactive-element': [
    ...HOOKS,
    [/Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/g, 1, ''],
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
 * Hides the `await` of layouts/ground.ts from the bundler, which makes two files of a script that has one: a request more
 * before the first number.
 */
export const awaitInEntry = (): Plugin => ({
  name: 'await-in-entry',
  transform: (code, id) =>
    /\/layouts\/ground\.ts$/.test(id)
      ? { code: code.replace(/\bawait ([^]*?);\n/g, `${AWAIT}($1);\n`), map: null }
      : undefined,
  renderChunk: (code) => (code.includes(AWAIT) ? { code: code.replaceAll(AWAIT, 'await'), map: null } : null),
});
