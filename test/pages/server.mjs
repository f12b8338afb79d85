/** Starts the demo for tests of whole pages: the same server that `npm run demo` starts, on a free port. */
import { createHash } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/**
 * @param {{payload?: string}} options payload: path of a body of the service to answer from, in place of invented numbers
 * @returns {Promise<{url: string, close: () => Promise<void>}>} the address of the demo, with a slash at its end
 */
export async function startDemo({ payload } = {}) {
  const before = process.env.STATS_PAYLOAD;
  setPayload(payload);
  try {
    const server = await createServer({
      configFile: path('vite.config.ts'),
      root: path('demo'),
      // Without hot reload: a file that changes during a test must not reload its page.
      server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
      logLevel: 'error',
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
 * A site with pages of its own, which passes everything else on to the demo: the built files and the statistics service
 * are on its origin, and a test can see and say how they answer.
 */
export async function startSite(demo) {
  const pages = [];
  let gate = Promise.resolve();
  let watching = [];
  const site = {
    /** What the service has been asked: `{stat, year, community, basis}`, and the ETag that came along. */
    asked: [],
    /** Requests that wait for an answer, as many as have ever waited at once, and those that the page gave up. */
    waiting: 0,
    most: 0,
    abandoned: 0,
    /** How the service answers: until which day there are numbers, how it fails in which year, and with an ETag or without. */
    today: '',
    failures: {},
    etag: false,
    /** What happens in place of an answer: `(response, {stat, year}, request) => …`, which ends the response. */
    fault: undefined,
    /** In which form an answer is sent: `(response, text) => …`. */
    form: undefined,
    /** The files of /dist that have been asked for, and those of them that are never answered. */
    files: new Set(),
    silent: undefined,
    /** Stands before the code of the worker, and is run after what the worker imports. */
    prelude: '',
    /** The address of a page. The headers come with everything on the site while it is the last one. */
    page(html, headers = {}) {
      site.headers = headers;
      return `${site.url}${pages.push(html) - 1}.html`;
    },
    headers: {},
    /** From now on answers wait until the function that this returns is called; earlier ones wait for theirs. */
    hold() {
      let open;
      gate = new Promise((resolve) => (open = resolve));
      return open;
    },
    flow() {
      gate = Promise.resolve();
    },
    /** Resolves as soon as it is true. */
    async until(isSo) {
      while (!isSo()) await new Promise((resolve) => watching.push(resolve));
    },
  };
  const changed = () => watching.splice(0).forEach((resolve) => resolve());

  async function statistics(request, response) {
    // The service takes POST only; what redirects it redirects a GET, too.
    if (request.method === 'GET') return site.fault ? site.fault(response, {}) : response.writeHead(405).end();
    const body = await text(request);
    const [{ stat, params }] = Object.values(JSON.parse(body));
    const year = Number(params.start_date.slice(0, 4));
    const told = request.headers['if-none-match'];
    site.asked.push({ stat, year, community: params.community_id, basis: params.date_basis, ...(told && { told }) });
    site.most = Math.max(site.most, ++site.waiting);
    response.once('close', () => {
      site.waiting--;
      if (!response.writableFinished) site.abandoned++;
      changed();
    });
    changed();
    await gate;
    if (site.fault && site.fault(response, { stat, year }, request) !== false) return;
    const { today, failures, etag } = site;
    const query = new URLSearchParams({ today, fail: failures[year] ?? '' });
    // The demo knows one community: here, any other has the same numbers.
    const question = body.replace(/"community_id":"(?!global")[^"]*"/, '"community_id":"astronomy"');
    const answer = await fetch(`${demo.url}api/stats-dashboard?${query}`, { method: 'POST', body: question });
    const sent = await answer.text();
    if (site.form) return site.form(response, sent);
    const tag = `"${createHash('sha1').update(sent).digest('hex')}"`;
    const known = etag && told === tag;
    response.writeHead(known ? 304 : answer.status, {
      ...site.headers,
      'Content-Type': answer.headers.get('content-type'),
      ...(etag && { ETag: tag }),
    });
    response.end(known ? undefined : sent);
  }

  async function file(request, response) {
    if (request.url.startsWith('/dist/')) site.files.add(request.url);
    if (request.url === site.silent) return;
    const page = pages[/^\/(\d+)\.html/.exec(request.url)?.[1]];
    const answer = page ? new Response(page) : await fetch(new URL(request.url, demo.url));
    const code = request.url === '/dist/worker.js' ? site.prelude : '';
    const type = page ? 'text/html; charset=utf-8' : answer.headers.get('content-type');
    response.writeHead(answer.status, { ...site.headers, 'Content-Type': type });
    response.end(`${code}${await answer.text()}`);
  }

  const server = createHttpServer((request, response) => {
    // A page of another origin asks whether it may.
    if (request.method === 'OPTIONS') return void response.writeHead(204, site.headers).end();
    const answered = request.url.startsWith('/api/stats-dashboard')
      ? statistics(request, response)
      : file(request, response);
    answered.catch((error) => response.destroy(error));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  site.url = `http://127.0.0.1:${server.address().port}/`;
  site.close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return site;
}
