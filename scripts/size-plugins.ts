/** Plugins that make the files for script tags smaller than the minifier does. */
import { minify } from 'terser';
import type { Plugin } from 'vite';

/** Characters of CSS that need no white space around them. */
const tight = (css: string): string => css.replace(/([;{},:])\s+/g, '$1').replace(/\s+\{/g, '{');

/** Takes out white space that the minifier leaves alone: in templates of CSS, and indentation in templates of HTML. */
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

/** A second, slower minifier for what the reader waits for: 1 % less. Later files are not worth the time. */
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
