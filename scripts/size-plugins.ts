/** Plugins that make the files for script tags smaller than the minifier does. */
import { minify } from 'terser';
import type { Plugin } from 'vite';

/** Removes comments, white space, semicolons and quotes that CSS does not need. */
const tight = (css: string): string =>
  css
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/([;{},:])\s+/g, '$1')
    .replace(/\s+\{/g, '{')
    .replace(/ ([*/<>]) /g, '$1')
    .replace(/ !/g, '!')
    .replace(/='([\w-]+)'\]/g, '=$1]')
    .replace(/([ ,:(-])0\./g, '$1.')
    .replace(/;\}/g, '}');

/** Parts of files that are replaced: by the ends of paths, the part, and what replaces it. */
const REPLACED: readonly (readonly [path: RegExp, part: RegExp, by: typeof tight])[] = [
  [/\/(components|layouts)\/([\w-]+\/)?[^/]+\.ts$/, /\bcss`[^`]*`/g, tight],
  [/\/(components|layouts)\/([\w-]+\/)?[^/]+\.ts$/, /\n\s+/g, () => '\n'],
  // Editors read it.
  [/\/layouts\/[\w-]+\.json$/, /"\$schema": "[^"]*",/g, () => ''],
];

/** Minifies what the minifier leaves unchanged: templates of CSS, indentation in templates of HTML, and layouts. */
export function withoutSpace(): Plugin {
  return {
    name: 'without-space',
    enforce: 'pre',
    transform(code, id) {
      const rows = REPLACED.filter(([path]) => path.test(id));
      return rows.length
        ? { code: rows.reduce((text, [, part, by]) => text.replace(part, by), code), map: null }
        : undefined;
    },
  };
}

/** The part of the decorator helper that Lit's decorators of properties need: they return a descriptor, or nothing. */
const DECORATE = `export default (decorators, target, key) => {
  for (const decorator of decorators) {
    const descriptor = decorator(target, key);
    if (descriptor) Object.defineProperty(target, key, descriptor);
  }
};`;

/** Lit's decorator of properties without its part for standard decorators, which nothing here is compiled to. */
const PROPERTY = `export const property = (options) => (target, key) => target.constructor.createProperty(key, options);`;

/** Shorter modules by the ends of their paths. */
const SHORTER = [
  [/\/helpers\/(esm\/)?decorate\.js$/, DECORATE],
  [/\/@lit\/reactive-element\/decorators\/property\.js$/, PROPERTY],
] as const;

/** Replaces the decorator helper of the compiler and Lit's decorator of properties by shorter ones. */
export function shortDecorators(): Plugin {
  return {
    name: 'short-decorators',
    transform(_, id) {
      const shorter = SHORTER.find(([path]) => path.test(id));
      return shorter && { code: shorter[1], map: null };
    },
  };
}

/** The list of exports at the end of a file, which later files import. */
const EXPORTS = /export\s*\{([^}]*)\};?\s*$/;

/** Words that an export may be called, but nothing inside a file: all of up to four letters. */
const RESERVED = /^(do|if|in|for|let|new|try|var|case|else|enum|null|this|true|void|with)$/;

/** Returns the names of a file's exports by the names inside the file, as the cache of names that the minifier reads. */
function exportedNames(code: string): object {
  const pairs = [...(EXPORTS.exec(code)?.[1] ?? '').matchAll(/([\w$]+) as ([\w$]+)/g)];
  const usable = pairs.filter(([, , exported]) => !RESERVED.test(exported!));
  return { vars: { props: Object.fromEntries(usable.map(([, inside, exported]) => [`$${inside}`, exported])) } };
}

/**
 * Minifies scripts again by a second, slower minifier, which saves 1 %. Names inside become those of exports, so that the
 * list of exports has each name once. Later files are not worth the time.
 */
export function twiceMinified(): Plugin {
  return {
    name: 'twice-minified',
    async generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk' || !file.isEntry) continue;
        const { code } = await minify(file.code, {
          module: true,
          ecma: 2022,
          compress: { passes: 3, unsafe_arrows: true, keep_fargs: false },
          nameCache: exportedNames(file.code),
        });
        if (!code) continue;
        // Fails the build if a name cannot be one.
        this.parse(code);
        file.code = code;
      }
    },
  };
}
