/** Redirected answers: followed within their origin, rejected beyond it, and requested without a token. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { launch, open, textOf } from './browser.mjs';
import * as servers from './server.mjs';

const RANGE = 'range="2025-01-01/2025-12-31" today="2026-06-15"';
const TOKEN = 'secret';

/** Returns a year with the given number of views on each day, as the service sends it. */
const views = (each) => ({
  'usage-delta-category': {
    global: {
      viewUniqueRecords: [
        {
          id: 'global',
          name: 'Global',
          data: Array.from({ length: 365 }, (_, i) => [
            new Date(Date.UTC(2025, 0, 1 + i)).toISOString().slice(0, 10),
            each,
          ]),
        },
      ],
    },
  },
});
const record = (title) => ({ metadata: { title }, stats: { all_versions: { unique_views: 3 } } });
const layout = (title) => ({ rows: [{ components: [{ component: 'SingleStatViews', props: { title } }] }] });

/** Requests that can be redirected: element, path, and the answers of the own and of the other origin. */
const KINDS = {
  statistics: {
    element: `<stats-figure src="/api/stats-dashboard" metric="views" ${RANGE}></stats-figure>`,
    path: '/api/stats-dashboard',
    own: views(2),
    other: views(666),
    right: '730',
  },
  'files of statistics': {
    element: `<stats-figure source="snapshot" src="/stats" metric="views" ${RANGE}></stats-figure>`,
    path: '/stats/2025/usage-delta-category.json',
    own: views(2),
    other: views(666),
    right: '730',
  },
  'the list of years': {
    element: `<stats-figure source="snapshot" src="/stats" metric="views" ${RANGE}></stats-figure>`,
    path: '/stats/index.json',
    own: { years: [2025] },
    other: { years: [2025, 2026] },
    right: '730',
  },
  records: {
    element: '<stats-top-records src="/api/stats-dashboard"></stats-top-records>',
    path: '/api/records',
    own: { hits: { hits: [record('Our record')] } },
    other: { hits: { hits: [record('666')] } },
    right: 'Our record',
  },
  'a layout': {
    element: '<stats-dashboard test-data layout-src="/layout.json"></stats-dashboard>',
    path: '/layout.json',
    own: layout('Our figure'),
    other: layout('666'),
    right: 'Our figure',
  },
};

/** Starts a server that answers with `answer(path, request)` and lists its requests. */
async function serve(answer) {
  const asked = [];
  const { url, close } = await servers.serve(async (request) => {
    const { pathname } = new URL(request.url);
    const token = request.headers.get('x-csrftoken') ?? undefined;
    asked.push({ method: request.method, path: pathname, token, body: await request.text() });
    return answer(pathname, request);
  });
  return { url: new URL(url).origin, asked, close };
}
const allowing = ({ headers }) => ({
  'Access-Control-Allow-Origin': headers.get('origin') ?? '*',
  'Access-Control-Allow-Credentials': 'true',
  'Access-Control-Allow-Headers': headers.get('access-control-request-headers') ?? 'content-type',
});

describe('redirects', { timeout: 240_000 }, () => {
  let browser, context, site, other, kind, redirect, allows;
  before(async () => {
    browser = await launch();
    other = await serve((_, request) => Response.json(kind.other, { headers: allows ? allowing(request) : {} }));
    site = await serve((path, request) => {
      if (path === '/') return new Response(page(kind.element), { headers: { 'Content-Type': 'text/html' } });
      if (path.startsWith('/dist/')) return servers.distFile(request);
      if (path === kind.path)
        return new Response(null, { status: redirect.status, headers: { Location: redirect.to } });
      if (path === `/moved${kind.path}`) return Response.json(kind.own);
      if (path === '/stats/index.json') return Response.json({ years: [2025] });
      return path.startsWith('/stats/') ? Response.json(views(2)) : undefined;
    });
  });
  after(() => Promise.all([browser.close(), site.close(), other.close()]));
  beforeEach(async () => {
    context = await browser.newContext();
    await context.addCookies([{ name: 'csrftoken', value: TOKEN, url: site.url }]);
    site.asked.length = other.asked.length = 0;
  });
  afterEach(() => context.close());

  const page = (body) =>
    `<!doctype html><html lang="en"><title>Site</title><link rel="icon" href="data:,"><script type="module" src="/dist/define.js"></script>${body}`;

  for (const [name, row] of Object.entries(KINDS)) {
    it(`follows a redirect of ${name} within the origin and does not store the answer`, async () => {
      [kind, redirect] = [row, { status: 308, to: `/moved${row.path}` }];
      for (const visit of [1, 2]) {
        site.asked.length = 0;
        const opened = await open(context, `${site.url}/`);
        assert.match(await textOf(opened), new RegExp(row.right), `visit ${visit}`);
        assert.deepEqual([opened.errors, await opened.statsErrors()], [[], []]);
        const answered = site.asked.filter(({ path }) => path === `/moved${row.path}`);
        const expected = row.path === '/api/stats-dashboard' ? ['GET undefined', `POST ${TOKEN}`] : ['GET undefined'];
        assert.deepEqual(
          answered.map(({ method, token }) => `${method} ${token}`),
          expected,
          `visit ${visit}`,
        );
        await opened.close();
      }
    });

    for (const [permission, cors] of [
      ['allows it', true],
      ['allows nothing', false],
    ]) {
      for (const status of name === 'statistics' ? [301, 302, 303, 307, 308] : [307]) {
        it(`rejects a redirect (${status}) of ${name} to another origin that ${permission}, and sends no token there`, async () => {
          [kind, allows] = [row, cors];
          redirect = { status, to: `${other.url}${row.path}` };
          const opened = await open(context, `${site.url}/`);
          assert.doesNotMatch(await textOf(opened), /666|243,?090/);
          const [error] = await opened.statsErrors();
          assert.match(`${error.reason} ${error.message}`, new RegExp(`^(http|layout) .*redirected by ${site.url} `));
          if (cors) assert.match(error.message, new RegExp(`another origin, ${other.url}$`));
          assert.deepEqual(
            other.asked.filter(({ method, token, body }) => method === 'POST' || token !== undefined || body),
            [],
          );
          assert.deepEqual(opened.errors, []);
          const kept = await opened.evaluate(async () => {
            const done = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
            if (!(await indexedDB.databases()).length) return 0;
            const database = await done(indexedDB.open('repository-stats-widgets'));
            return done(database.transaction('blocks').objectStore('blocks').count());
          });
          assert.equal(kept, 0);
        });
      }
    }
  }
});
