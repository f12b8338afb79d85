/** Plugins that make the files for script tags smaller than the minifier does. */
import { minify } from 'terser';
import type { Plugin } from 'vite';

/** Removes comments, white space and semicolons that CSS does not need. */
const tight = (css: string): string =>
  css
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/([;{},:])\s+/g, '$1')
    .replace(/\s+\{/g, '{')
    .replace(/ ([*/>]) /g, '$1')
    .replace(/ !/g, '!')
    .replace(/([ ,:(])0\./g, '$1.')
    .replace(/;\}/g, '}');

/** Minifies what the minifier leaves unchanged: templates of CSS, and indentation in templates of HTML. */
export function withoutSpace(): Plugin {
  return {
    name: 'without-space',
    enforce: 'pre',
    transform: (code, id) =>
      /\/(components|layouts)\/([\w-]+\/)?[^/]+\.ts$/.test(id)
        ? { code: code.replace(/\bcss`[^`]*`/g, tight).replace(/\n\s+/g, '\n'), map: null }
        : undefined,
  };
}

/** The part of the decorator helper that Lit's decorators of properties need: they return a descriptor, or nothing. */
const DECORATE = `export default (decorators, target, key) => {
  for (const decorator of decorators) {
    const descriptor = decorator(target, key);
    if (descriptor) Object.defineProperty(target, key, descriptor);
  }
};`;

/** Replaces the decorator helper of the compiler by a shorter one. */
export function shortDecorators(): Plugin {
  return {
    name: 'short-decorators',
    transform: (_, id) => (/\/helpers\/(esm\/)?decorate\.js$/.test(id) ? { code: DECORATE, map: null } : undefined),
  };
}

/** Minifies scripts again by a second, slower minifier, which saves 1 %. Later files are not worth the time. */
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
        });
        if (code) file.code = code;
      }
    },
  };
}
