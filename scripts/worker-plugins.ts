/** Plugins for the worker and for code that runs once per page. */
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** The worker of the modules for bundlers, below dist/. */
export const MODULE_WORKER = 'modules/stats-worker.js';

const sources = fileURLToPath(new URL('../src/sources/worker/', import.meta.url));
const MARK = '__worker.js__';
/** Matches the address with the mark; the comment in it keeps Vite from resolving the address. */
const MARKED = new RegExp(`new URL\\(\\s*(?:/\\*[^*]*\\*/\\s*)?(["'\`])${MARK}\\1,\\s*import\\.meta\\.url\\s*\\)`, 'g');

/**
 * Inserts the address of the worker into the code that starts it.
 * @param worker its file below dist/
 */
export function workerAddress(worker: string): Plugin {
  return {
    name: 'worker-address',
    transform(code, id) {
      if (!/\/worker\/start-[\w-]+\.ts$/.test(id)) return undefined;
      if (!code.includes('./entry.ts')) throw new Error(`${id} does not name ./entry.ts`);
      return { code: code.replace('./entry.ts', MARK), map: null };
    },
    renderChunk(code, { fileName }) {
      if (!code.includes(MARK)) return null;
      const path = posix.relative(posix.dirname(fileName), worker);
      const address = JSON.stringify(path.startsWith('.') ? path : `./${path}`);
      return { code: code.replace(MARKED, `new URL(${address}, import.meta.url)`), map: null };
    },
  };
}

/** Replaces the code that starts the worker by that for bundlers, and inserts the code of the worker, which is built. */
export function bundledWorker(): Plugin {
  return {
    name: 'bundled-worker',
    enforce: 'pre',
    resolveId: (id) => (id.endsWith('/start-worker.js') ? `${sources}start-bundled-worker.ts` : undefined),
    transform: (code, id) =>
      id === `${sources}inline-worker.ts`
        ? {
            code: code.replace(/(?<=\()WORKER_CODE/, () =>
              JSON.stringify(readFileSync(`dist/${MODULE_WORKER}`, 'utf8')),
            ),
            map: null,
          }
        : undefined,
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
