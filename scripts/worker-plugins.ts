/** Plugins for the worker and for code that runs once per page. */
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const MARK = '__worker.js__';

/**
 * Inserts the address of the worker into the code that starts it: one file in dist/, whichever file contains that code.
 */
export function workerAddress(): Plugin {
  return {
    name: 'worker-address',
    transform(code, id) {
      if (!id.endsWith('/src/sources/worker/client.ts')) return undefined;
      if (!code.includes('./entry.ts')) throw new Error('client.ts does not name ./entry.ts');
      return { code: code.replace('./entry.ts', MARK), map: null };
    },
    renderChunk(code, { fileName }) {
      if (!code.includes(MARK)) return null;
      const up = '../'.repeat(fileName.split('/').length - 1) || './';
      return { code: code.replaceAll(MARK, `${up}worker.js`), map: null };
    },
  };
}

/** Matches the policy of lit: `e=s?s.createPolicy("lit-html",{createHTML:t=>t}):void 0` */
const POLICY = /(\w+)=(\w+)\?\2\.createPolicy\("lit-html",\{createHTML:(\w+)=>\3\}\):void 0/;

const TRUSTED = fileURLToPath(new URL('../src/sources/worker/trusted-types.ts', import.meta.url));

/**
 * Makes lit use the Trusted Types policy of the widgets, which all copies of our files on a page share. Lit's own
 * policy can be created only once: on a page that uses Lit itself, or our files twice, the widgets would fail.
 */
export function sharedPolicy(): Plugin {
  return {
    name: 'shared-policy',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/lit-html\/lit-html\.js$/.test(id)) return undefined;
      const [found, name] = POLICY.exec(code) ?? [];
      if (!found) throw new Error('lit-html makes its policy in another way than this plugin knows');
      const imported = `import { sharedPolicy } from ${JSON.stringify(TRUSTED)};`;
      return { code: `${imported}\n${code.replace(found, `${name}=sharedPolicy()`)}`, map: null };
    },
  };
}
