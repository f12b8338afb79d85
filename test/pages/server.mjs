/** Servers for tests of whole pages: the demo, and sites with custom pages. */
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { load } from '../../demo/node.mjs';

const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

export const { FakeService, answerService, distFile, serve } = await load('demo/server.ts');

/** The years of files with numbers, whatever the day: ranges of twelve months are within them. */
export function lastYears() {
  const year = new Date().getUTCFullYear();
  return [year - 1, year];
}

/**
 * Answers a request for a file with numbers, as `source="snapshot"` reads them from a folder `/stats/`; `undefined` for
 * another address. The files hold the answers of the service.
 */
export function statsFile(service, request) {
  const { pathname, origin } = new URL(request.url);
  if (pathname === '/stats/index.json') return Response.json({ years: lastYears() });
  const [, year, stat] = /^\/stats\/(\d+)\/([\w-]+)\.json$/.exec(pathname) ?? [];
  if (!year) return undefined;
  const params = { community_id: 'global', start_date: `${year}-01-01`, end_date: `${year}-12-31` };
  const body = JSON.stringify({ [stat]: { stat, params } });
  const headers = { 'Content-Type': 'application/json' };
  return service.answer(new Request(`${origin}/api/stats-dashboard`, { method: 'POST', headers, body }));
}

/**
 * Makes the scripts of the demo load the built files in place of the sources, which are hundreds of requests for each page.
 * Vite would look for a file at an address that is written out.
 * @type {import('vite').Plugin}
 */
const withBuiltFiles = {
  name: 'built-files',
  load(id) {
    const [, name] = /\/src\/(define|invenio)\.ts$/.exec(id) ?? [];
    return name && `await import(/* @vite-ignore */ new URL('/dist/${name}.js', location.origin).href);`;
  },
};

/**
 * @param {{payload?: string, sources?: boolean}} options payload: path of a body of the service, whose numbers are served;
 * sources: true for pages that load the sources, as those of `npm run demo` do, not the built files
 * @returns {Promise<{url: string, close: () => Promise<void>}>} the address of the demo, with a slash at its end
 */
export async function startDemo({ payload, sources = false } = {}) {
  const before = process.env.STATS_PAYLOAD;
  setPayload(payload);
  try {
    const server = await createServer({
      configFile: path('vite.config.ts'),
      root: path('demo'),
      // Without hot reload: a file that changes during a test must not reload its page.
      server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
      logLevel: 'error',
      plugins: sources ? [] : [withBuiltFiles],
    });
    await server.listen();
    return { url: `http://127.0.0.1:${server.httpServer.address().port}/`, close: () => server.close() };
  } finally {
    setPayload(before);
  }
}

function setPayload(payload) {
  if (payload === undefined) delete process.env.STATS_PAYLOAD;
  else process.env.STATS_PAYLOAD = payload;
}

/**
 * Starts a site with custom pages, beside the built files and a fake service on the same origin. The returned object
 * is the service (`demo/service.ts`): tests set its faults and read the requests that it received.
 */
export async function startSite() {
  const pages = [];
  const site = Object.assign(new FakeService({ site: 'https://repository.example.org' }), {
    /** The built files that were requested, and the file that is never answered. */
    files: new Set(),
    silent: undefined,
    /** Code that the worker runs first, after its imports. */
    prelude: '',
    /** Headers of every response. */
    headers: {},
    /** Returns the address of a page, and sets the headers of all responses. */
    page(html, headers = {}) {
      site.headers = headers;
      return `${site.url}${pages.push(html) - 1}.html`;
    },
  });

  async function file(request) {
    const { pathname, search } = new URL(request.url);
    const page =
      pages[/^\/(\d+)\.html/.exec(pathname)?.[1]] ?? (pathname === '/login.html' ? '<!doctype html>Log in' : undefined);
    if (page) return new Response(page, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
    if (pathname.startsWith('/dist/')) site.files.add(pathname + search);
    if (pathname + search === site.silent) return new Promise(() => {});
    const found = distFile(request);
    if (!found || pathname !== '/dist/worker.js') return found;
    return new Response(site.prelude + (await found.text()), { headers: found.headers });
  }

  const { url, close } = await serve(async (request) => {
    // A page of another origin sends preflight requests.
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: site.headers });
    const response = await (/^\/api\//.test(new URL(request.url).pathname) ? site.answer(request) : file(request));
    if (!response || response.type === 'error') return response;
    const headers = new Headers(response.headers);
    for (const [name, value] of Object.entries(site.headers))
      headers[name === 'Set-Cookie' ? 'append' : 'set'](name, value);
    return new Response(response.body, { status: response.status, headers });
  });
  return Object.assign(site, { url, close });
}
