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

/**
 * Parts of Lit that depend on what elements of the page are called: `<a id="litHtmlPolyfillSupport">` is a global, too.
 * Hooks of polyfills, lists of versions, and properties declared by standard decorators, which this code does not use, are
 * removed; a node other than the document serves as a root.
 */
const NAMED: readonly (readonly [found: RegExp, replacement: string])[] = [
  [/\w+\.\w+PolyfillSupport\b/g, 'void 0'],
  [/\(\w+\.\w+Versions\?\?=\[\]\)\.push\("[^"]*"\)/g, 'void 0'],
  [/Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/g, ''],
  [/const \w+=this\[Symbol\.metadata\];if\(null!==\w+\)\{.*?this\.elementProperties\.set\(t,i\)\}/g, ''],
  [/(createTreeWalker\(|currentNode=)l(?=,)/g, '$1l.documentElement'],
];

/** The number of places of each row above. */
const PLACES: Readonly<Record<string, readonly number[]>> = {
  'lit-html': [1, 1, 0, 0, 2],
  'reactive-element': [1, 1, 1, 1, 0],
  'lit-element': [1, 1, 0, 0, 0],
};

/** Makes Lit independent of names that elements of the page give to globals and to properties of the document. */
export const unnamedLit = (): Plugin => ({
  name: 'unnamed-lit',
  enforce: 'pre',
  transform(code, id) {
    const [, file = ''] = /\/(lit-html|lit-element|reactive-element)\.js$/.exec(id) ?? [];
    if (!file) return undefined;
    if (NAMED.map(([found]) => code.match(found)?.length ?? 0).join() !== PLACES[file]?.join())
      throw new Error(`${file} is written in another way than this plugin knows`);
    return { code: NAMED.reduce((changed, [found, text]) => changed.replace(found, text), code), map: null };
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
