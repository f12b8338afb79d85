/** Builds one file of the elements that a dashboard loads. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const layouts = fileURLToPath(new URL('../layouts/', import.meta.url));
/** The modules whose `import()` calls are combined. */
const FILES = ['element-registry.ts', 'define-elements.ts'].map((name) => layouts + name);
const IMPORT = /\bimport\(('[^']+')\)/g;

/** A module that exists in the build only. */
const GROUP = `${layouts}deferred-elements.ts`;

/**
 * Replaces the modules that the registry loads one by one by a single module with all of them. Otherwise the bundler
 * makes a file of each, and a page with a dashboard sends a dozen requests instead of one.
 */
export function deferredElements(): Plugin {
  return {
    name: 'deferred-elements',
    enforce: 'pre',
    resolveId: (id) => (id === GROUP ? id : undefined),
    load: (id) =>
      id === GROUP
        ? FILES.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(IMPORT)])
            .map(([, path]) => `export * from ${path};\n`)
            .join('')
        : undefined,
    transform(code, id) {
      if (!FILES.includes(id)) return undefined;
      if (!code.match(IMPORT)) throw new Error(`${id} loads nothing`);
      return { code: code.replace(IMPORT, `import(${JSON.stringify(GROUP)})`), map: null };
    },
  };
}
