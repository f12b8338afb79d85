/** What the build has to know of the worker. */
import type { Plugin } from 'vite';

const MARK = '__worker.js__';

/** Tells the code that starts the worker where it is: one file in dist/, whichever file that code ends up in. */
export function workerAddress(): Plugin {
  return {
    name: 'worker-address',
    transform(code, id) {
      if (!id.endsWith('/src/sources/off-thread.ts')) return undefined;
      if (!code.includes('./worker.ts')) throw new Error('off-thread.ts does not name ./worker.ts');
      return { code: code.replace('./worker.ts', MARK), map: null };
    },
    renderChunk(code, { fileName }) {
      if (!code.includes(MARK)) return null;
      const up = '../'.repeat(fileName.split('/').length - 1) || './';
      return { code: code.replaceAll(MARK, `${up}worker.js`), map: null };
    },
  };
}

/** `const e=s?s.createPolicy("lit-html",{createHTML:t=>t}):void 0` */
const POLICY = /(\w+)=(\w+)\?\2\.createPolicy\("lit-html",\{createHTML:(\w+)=>\3\}\):void 0/;

/**
 * Lets the one policy that lit makes vouch for the worker's address, too: a page under Trusted Types that allows
 * `lit-html` and nothing else need not allow a second policy. It stays inside our files; nobody else can ask it.
 */
export function sharedPolicy(): Plugin {
  return {
    name: 'shared-policy',
    enforce: 'pre',
    transform(code, id) {
      if (/\/lit-html\/lit-html\.js$/.test(id)) {
        const [found, name, types, html] = POLICY.exec(code) ?? [];
        if (!found) throw new Error('lit-html makes its policy in another way than this plugin knows');
        const rules = `{createHTML:${html}=>${html},createScriptURL:${html}=>${html}}`;
        const policy = `${name}=${types}?${types}.createPolicy("lit-html",${rules}):void 0`;
        return { code: `${code.replace(found, policy)}\nexport{${name} as sharedPolicy};`, map: null };
      }
      if (id.endsWith('/src/sources/trusted.ts')) {
        const address = 'sharedPolicy ? sharedPolicy.createScriptURL(address) : address';
        const code = `import { sharedPolicy } from 'lit-html';\nexport const trustedAddress = (address) => ${address};`;
        return { code, map: null };
      }
      return undefined;
    },
  };
}
