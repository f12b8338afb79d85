import type { Plugin } from 'vite';

/** An import of JSON by `import()`, as layouts are loaded. */
const LATER = /(import\(\s*'[^']+\.json'), \{ with: \{ type: 'json' \} \}\)/g;

/**
 * Removes import attributes from `import()`, for the development server: it answers JSON as a module of JavaScript, and
 * removes the attributes of static imports only, so that browsers refuse the answer.
 */
export const jsonModules = (): Plugin => ({
  name: 'json-modules',
  apply: 'serve',
  enforce: 'pre',
  transform: (code, id) => (id.endsWith('.ts') && code.includes(".json', {") ? code.replace(LATER, '$1)') : null),
});
