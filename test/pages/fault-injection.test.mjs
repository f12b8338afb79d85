/** Tests of faults of the service and the network, one after the other on one page. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { launch, open, textOf, widgets } from './browser.mjs';
import { startSite } from './server.mjs';
import { thorough } from './thorough.mjs';

const TODAY = '2026-11-21';
const FIGURE = (more = '') =>
  `<stats-figure src="/api/stats-dashboard" metric="views" today="${TODAY}" ` +
  `range="2024-01-01/2025-12-31" ${more}></stats-figure>`;

/** Shortens waits in the worker and advances its clock by a minute with each request, so that no rate limit applies. */
const HURRY = `
  const later = self.setTimeout;
  self.setTimeout = (work, time) => later(work, time < 5000 ? 0 : time);
  const clock = Date.now;
  let minutes = 0;
  self.addEventListener('message', () => minutes++);
  Date.now = () => clock() + minutes * 60_000;`;

/** Makes a fault that answers with a status. */
const status =
  (code, headers = {}, body = 'no') =>
  () =>
    new Response(body, { status: code, headers });
const sends = (body, headers = { 'Content-Type': 'application/json' }) => status(200, headers, body);
const bytesOf = (text) => new TextEncoder().encode(text);
const EMPTY = '{"stat": {}}';
const LOGIN = '<!doctype html><title>Sign in</title><form action="/login"></form>';

const SENTENCES = {
  http: /reported an error/,
  auth: /permission/,
  timeout: /did not answer in time/,
  'rate-limit': /too many requests/,
  malformed: /cannot be read/,
  network: /cannot be reached/,
};

/** Marks faults after which the browser retries, too, so that the number of requests is not known. */
const UNTOLD = undefined;

/** The statuses that `npm test` tries of those that are all treated alike. */
const PLAIN = ['HTTP 400', 'HTTP 404', 'HTTP 451', 'HTTP 500', 'HTTP 599'];

/** Faults, with the requests for each year and the reason of the error. */
const FAULTS = [
  ...[400, 404, 405, 406, 409, 410, 413, 414, 415, 418, 422, 423, 425, 426, 428, 431, 451].map((code) => [
    `HTTP ${code}`,
    status(code),
    { asked: 1, reason: 'http', plain: true },
  ]),
  ...[500, 501, 505, 507, 508, 510, 511, 520, 525, 530, 599].map((code) => [
    `HTTP ${code}`,
    status(code),
    { asked: 1, reason: 'http', plain: true },
  ]),
  ...[401, 403].map((code) => [`HTTP ${code}`, status(code), { asked: 1, reason: 'auth' }]),
  ['HTTP 408', status(408), { asked: UNTOLD, reason: 'timeout' }],
  ['HTTP 429', status(429), { asked: 3, reason: 'rate-limit' }],
  ['HTTP 502', status(502), { asked: 3, reason: 'http' }],
  ['HTTP 503', status(503), { asked: 3, reason: 'http' }],
  ['HTTP 504', status(504), { asked: 3, reason: 'timeout' }],
  ['a rate limit of an hour', status(429, { 'Retry-After': '3600' }), { asked: 1, reason: 'rate-limit' }],
  ['a login page', sends(LOGIN, { 'Content-Type': 'text/html' }), { asked: 1, reason: 'malformed' }],
  ['a redirect to a login page', status(302, { Location: '/login.html' }), { asked: 1, reason: 'malformed' }],
  ['a redirect to another origin', status(302, { Location: 'http://127.0.0.1:9/' }), { asked: 1, reason: 'http' }],
  ['an empty body', sends(''), { asked: 1, reason: 'malformed' }],
  ['a status 204', status(204, {}, null), { asked: 1, reason: 'malformed' }],
  ['a truncated body', sends('{"stat": {"global": '), { asked: 1, reason: 'malformed' }],
  ['a truncated gzip file', sends(gzipSync(EMPTY).subarray(0, 18)), { asked: 1, reason: 'malformed' }],
  ['a connection that ends before the answer', () => Response.error(), { asked: UNTOLD, reason: 'network' }],
  [
    'a connection that ends within the answer',
    () => {
      const parts = ['{"stat"'];
      const pull = (stream) =>
        parts.length ? stream.enqueue(bytesOf(parts.pop())) : stream.error(new Error('broken'));
      return new Response(new ReadableStream({ pull }), { headers: { 'Content-Length': '5000' } });
    },
    { asked: 3, reason: 'network' },
  ],
];

describe('faults of a service', () => {
  let browser, site;
  before(async () => {
    browser = await launch();
    site = await startSite();
  });
  after(() => Promise.all([site.close(), browser.close()]));
  beforeEach(() => Object.assign(site, { fault: undefined, today: TODAY, prelude: HURRY, asked: [] }));

  const visit = (html = FIGURE()) =>
    open(
      browser,
      site.page(`<!doctype html><html lang="en"><script type="module" src="/dist/define.js"></script>${html}`),
    );
  const value = async (page) => (await widgets(page, 'stats-figure'))[0]?.value;
  const refresh = (page) => page.evaluate(() => document.querySelector('stats-figure').refresh());
  const errorsOf = async (page) => {
    const errors = await page.statsErrors();
    await page.evaluate(() => globalThis.statsErrors.splice(0));
    return errors.map(({ reason }) => reason);
  };
  const tryAgain = (page) => page.getByRole('button', { name: 'Try again' }).click();

  describe('answers without numbers', () => {
    let page, good;
    before(async () => {
      Object.assign(site, { fault: undefined, today: TODAY, prelude: HURRY, asked: [] });
      page = await visit();
      good = await value(page);
      assert.ok(good > 0);
    });
    after(() => page.close());
    for (const [what, fault, { asked, reason, plain }] of FAULTS) {
      if (plain && !PLAIN.includes(what) && !thorough) continue;
      it(`keeps the last numbers and reports ${reason} after ${what}`, async () => {
        site.fault = fault;
        await refresh(page);
        await page.settled();
        assert.deepEqual(await errorsOf(page), [reason, reason]);
        for (const year of [2024, 2025]) {
          const times = site.asked.filter((question) => question.year === year).length;
          assert.ok(asked === UNTOLD ? times > 1 : times === asked, `${year}: ${times} times`);
        }
        assert.equal(await value(page), good);
        assert.match(await textOf(page), SENTENCES[reason]);
        assert.deepEqual(page.errors, []);
        if (plain) return;
        site.fault = undefined;
        await tryAgain(page);
        await page.settled();
        assert.deepEqual(await errorsOf(page), []);
        assert.doesNotMatch(await textOf(page), SENTENCES[reason]);
        assert.equal(await value(page), good);
      });
    }
  });

  const expectGood = async (page, good) => {
    assert.equal(await value(page), good);
    assert.deepEqual([page.errors, await page.statsErrors(), page.log], [[], [], []]);
    assert.doesNotMatch(await textOf(page), /Without|Try again/);
  };

  describe('recoverable faults', () => {
    let good;
    before(async () => {
      Object.assign(site, { fault: undefined, today: TODAY, prelude: HURRY });
      const page = await visit();
      good = await value(page);
      await page.close();
    });
    const again = (first) => {
      const seen = new Set();
      return ({ year }) => (seen.has(year) ? undefined : (seen.add(year), first()));
    };
    for (const [what, fault] of [
      ['a rate limit of one second', again(status(429, { 'Retry-After': '1' }))],
      ['a status 503', again(status(503))],
      ['a broken connection', again(() => Response.error())],
    ]) {
      it(`shows the numbers of a second attempt after ${what}`, async () => {
        site.fault = fault;
        const page = await visit();
        // A browser logs every answer that is not successful.
        page.log = page.log.filter((text) => !/^Failed to load resource/.test(text));
        await expectGood(page, good);
        await page.close();
      });
    }

    for (const [what, form] of [
      ['has a wrong Content-Type', (sent) => sends(sent, { 'Content-Type': 'image/png' })()],
      ['is compressed without a Content-Encoding', (sent) => sends(gzipSync(sent))()],
      [
        'arrives byte by byte',
        (sent) => {
          const bytes = bytesOf(sent);
          const start = (stream) => {
            for (let i = 0; i < 2000; i++) stream.enqueue(bytes.subarray(i, i + 1));
            stream.enqueue(bytes.subarray(2000));
            stream.close();
          };
          return new Response(new ReadableStream({ start }), { headers: { 'Content-Type': 'application/json' } });
        },
      ],
    ]) {
      it(`shows the numbers of an answer that ${what}`, async () => {
        site.fault = async (_query, _request, usual) => form(await (await usual()).text());
        const page = await visit();
        await expectGood(page, good);
        await page.close();
      });
    }

    it('shows the numbers after the worker throws in its second job', async () => {
      site.prelude = `${HURRY} let jobs = 0; self.addEventListener('message', () => { if (++jobs > 1) throw new Error('dead'); });`;
      const page = await visit();
      await expectGood(page, good);
      await page.close();
    });

    for (const [what, years] of [
      ['a year ahead', 1],
      ['a year behind', -1],
    ]) {
      it(`shows the numbers if the clock is ${what}`, async () => {
        const off = `{ const { now } = Date; Date.now = () => now() + ${years * 365 * 86_400_000}; }`;
        site.prelude = HURRY + off;
        for (const visits of [1, 2]) {
          const page = await visit(`<script>${off}</script>${FIGURE()}`);
          assert.equal(await value(page), good, `visit ${visits}`);
          await expectGood(page, good);
          await page.close();
        }
      });
    }
  });

  it('reports a timeout if an answer arrives at a byte per second', async () => {
    const page = await visit();
    const good = await value(page);
    await page.close();
    // Shortens the time limit of half a minute to a second, for two attempts for each of two years; what is tried later has all of it.
    site.prelude = `${HURRY} const { timeout } = AbortSignal;
      let slow = 4;
      AbortSignal.timeout = (time) => timeout(time === 30_000 && slow-- > 0 ? 1000 : time);`;
    const ticking = new Set();
    site.fault = () => {
      let tick;
      const start = (stream) => ticking.add((tick = setInterval(() => stream.enqueue(bytesOf(' ')), 100)));
      const cancel = () => clearInterval(tick) ?? ticking.delete(tick);
      return new Response(new ReadableStream({ start, cancel }), { headers: { 'Content-Type': 'application/json' } });
    };
    const slow = await visit();
    assert.deepEqual(await errorsOf(slow), ['timeout', 'timeout']);
    assert.match(await textOf(slow), SENTENCES.timeout);
    assert.equal(site.asked.length, 4);
    await site.until(() => ticking.size === 0);
    site.fault = undefined;
    await tryAgain(slow);
    await slow.settled();
    assert.equal(await value(slow), good);
    await slow.close();
  });

  it('names a year that failed and shows the others', async () => {
    site.fault = ({ year }) => (year === 2024 ? status(500)() : undefined);
    const page = await visit();
    const partly = await value(page);
    assert.ok(partly > 0);
    assert.match(await textOf(page), /2024 is missing because it could not be loaded/);
    assert.deepEqual(await errorsOf(page), ['http']);
    site.fault = undefined;
    await tryAgain(page);
    await page.settled();
    assert.ok((await value(page)) > partly);
    assert.doesNotMatch(await textOf(page), /is missing/);
    await page.close();
  });

  it('reports a missing network, and reloads when the network returns', async () => {
    const context = await browser.newContext();
    const page = await open(
      context,
      site.page(`<!doctype html><html lang="en"><script type="module" src="/dist/define.js"></script>${FIGURE()}`),
    );
    const good = await value(page);
    await context.setOffline(true);
    await refresh(page);
    await page.settled();
    assert.match(await textOf(page), SENTENCES.network);
    assert.equal(await value(page), good);
    await context.setOffline(false);
    await page.getByText('cannot be reached').waitFor({ state: 'detached' });
    assert.equal(await value(page), good);
    await context.close();
  });
});
