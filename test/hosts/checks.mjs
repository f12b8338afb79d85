/** What a host has to show in the browser: the same as a page with the script tag. */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { gzipSync } from 'node:zlib';

/** Time limit for a page to show its numbers, in milliseconds. */
const SHOWS = 30_000;

/** In the page: records its own requests for statistics, and what its elements report. */
function observe() {
  Object.assign(globalThis, { ownRequests: 0, reported: [] });
  const { fetch } = globalThis;
  globalThis.fetch = (...given) => {
    if (String(given[0]?.url ?? given[0]).includes('/api/')) globalThis.ownRequests++;
    return fetch(...given);
  };
  for (const name of ['stats-error', 'stats-warning']) {
    document.addEventListener(name, ({ detail }) => globalThis.reported.push(`${name}: ${detail.message}`));
  }
}

/** In the page: waits until the elements that are visible have settled. */
async function settle(tag) {
  await customElements.whenDefined(tag);
  const all = (root) =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      element,
      ...(element.shadowRoot ? all(element.shadowRoot) : []),
    ]);
  for (let before; before !== all(document).length;) {
    before = all(document).length;
    for (const element of all(document)) await element.settled;
  }
}

/** In the page: what each widget shows, in the order of the page. */
function shown() {
  const found = [];
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      const { view, localName: tag } = element;
      if (view?.text !== undefined) found.push({ tag, value: view.value, text: view.text });
      if (view?.series) {
        const paths = element.shadowRoot.querySelector('stats-chart')?.shadowRoot.querySelectorAll('svg path') ?? [];
        const series = view.series.map(({ buckets }) => sum(buckets.map(({ value }) => value)));
        found.push({ tag, metrics: element.metrics, series, isDrawn: paths.length > 0 });
      }
      if (view?.rows) found.push({ tag, rows: view.rows.map(({ label, value }) => `${label} ${value}`) });
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  return found;
}

/** In the page: the number that a reader sees in the first figure. */
const seen = () => document.querySelector('stats-figure').shadowRoot.textContent.replace(/\s+/g, ' ');

/**
 * A visit of a page: what it shows, and everything that went wrong on the way.
 * @typedef {object} Visit
 * @property {import('playwright-core').Page} page
 * @property {string[]} faults messages of the console, exceptions, requests without a proper answer
 * @property {string[]} workers addresses of the workers that were started
 */

/** Opens a page, and notes what it does. */
async function open(context, address) {
  const page = await context.newPage();
  const visit = { page, faults: [], workers: [] };
  const { faults } = visit;
  page.on('console', (message) => faults.push(`${message.type()}: ${message.text().slice(0, 400)}`));
  page.on('pageerror', (error) => faults.push(`exception: ${error.stack ?? error.message}`.slice(0, 400)));
  page.on('worker', (worker) => visit.workers.push(worker.url()));
  page.on('requestfailed', (request) => faults.push(`${request.failure()?.errorText}: ${request.url()}`));
  page.on('response', (response) => {
    const path = new URL(response.url()).pathname;
    const type = response.headers()['content-type'] ?? '';
    if (response.status() >= 400) faults.push(`${response.status()}: ${path}`);
    if (/\.m?js$/.test(path) && type.includes('html')) faults.push(`answered with HTML: ${path}`);
  });
  await page.goto(address, { timeout: SHOWS });
  return visit;
}

/** Returns what a page shows once it has settled. */
async function contentOf({ page }, tag) {
  await Promise.race([
    page.evaluate(settle, tag),
    page.waitForTimeout(SHOWS).then(() => Promise.reject(new Error(`<${tag}> has not settled in ${SHOWS / 1000} s`))),
  ]);
  return page.evaluate(shown);
}

/** Returns the paths of all scripts that a script imports statically. */
const staticImports = (code) =>
  [...code.matchAll(/\b(?:from|import)\s*["'`]([./][^"'`]+)["'`]/g)].map(([, path]) => path);

/**
 * Returns the weight in bytes, compressed, of the scripts that a page needs for its first number: those in its HTML, all
 * that they import statically, and the worker. Scripts that are imported later load beside the first number.
 */
async function weightOf({ page, workers }, origin) {
  const html = await (await page.request.get(page.url())).text();
  const base = await page.evaluate(() => document.baseURI);
  const inline = [...html.matchAll(/<script[^>]*>([^<]*)<\/script>/g)].map(([, code]) => code).join('\n');
  const paths = [
    ...[...html.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, path]) => path),
    ...[...html.matchAll(/<link[^>]*>/g)]
      .filter(([link]) => / rel="modulepreload"/.test(link))
      .map(([link]) => / href="([^"]+)"/.exec(link)[1]),
    ...staticImports(inline),
    ...[...inline.matchAll(/\bimport\(["']([^"']+)["']\)/g)].map(([, path]) => path),
    // A worker with a `blob:` address is a text in a script.
    ...workers.filter((address) => !address.startsWith('blob:')),
  ].map((path) => new URL(path.replaceAll('&amp;', '&'), base));
  const done = new Set();
  let sum = 0;
  for (const { href, pathname, origin: from } of paths) {
    if (done.has(pathname) || from !== origin) continue;
    done.add(pathname);
    const answer = await page.request.get(href);
    if (!answer.ok() || /html/.test(answer.headers()['content-type'])) continue;
    const code = await answer.body();
    sum += gzipSync(code).length;
    paths.push(...staticImports(String(code)).map((path) => new URL(path, href)));
  }
  return sum;
}

/** In the page: counts the blocks that the browser has stored. */
async function countStored() {
  const name = 'repository-stats-widgets';
  if (!(await indexedDB.databases()).some((each) => each.name === name)) return 0;
  const done = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
  const database = await done(indexedDB.open(name));
  const has = database.objectStoreNames.contains('blocks');
  const count = has ? await done(database.transaction('blocks').objectStore('blocks').count()) : 0;
  database.close();
  return count;
}

/** Waits until the browser has stored the numbers of a page. */
async function stored(page) {
  const end = Date.now() + SHOWS;
  while (!(await page.evaluate(countStored))) if (Date.now() > end) throw new Error('nothing is kept in the browser');
}

/**
 * Opens the pages of a host, and makes every check on them.
 * @returns the checks by name: each throws if it fails, and may return a figure for the table
 */
export async function look({
  browser,
  site,
  expected,
  pictures,
  figure = '/figure.html',
  dashboard = '/',
  quickStart,
  html,
  weight: factor = Infinity,
}) {
  const size = { viewport: { width: 1280, height: 3000 } };
  const context = await browser.newContext(size);
  await context.addInitScript(observe);
  const { service } = site;
  const origin = site.url;

  const first = await open(context, site.url + figure);
  const firstShown = await contentOf(first, 'stats-figure').catch((error) => error);
  const firstSeen = await first.page.evaluate(seen).catch((error) => String(error));
  const asked = service.asked.length;
  const ownRequests = await first.page.evaluate(() => globalThis.ownRequests);
  const kept = await stored(first.page).then(
    () => undefined,
    (error) => error,
  );
  const weights = [await weightOf(first, origin)];
  if (pictures)
    await first.page.screenshot({ path: `${pictures}-figure.png`, clip: { x: 0, y: 0, width: 1280, height: 300 } });

  service.asked = [];
  const second = await open(context, site.url + figure);
  const secondShown = await contentOf(second, 'stats-figure').catch((error) => error);
  const askedAgain = service.asked.map(({ stat, year }) => `${stat} ${year}`);

  const third = await open(context, site.url + dashboard);
  const thirdShown = await contentOf(third, 'stats-dashboard').catch((error) => error);
  weights.push(await weightOf(third, origin));
  if (pictures) await third.page.screenshot({ path: `${pictures}-dashboard.png` });
  const visits = { figure: first, 'figure, second visit': second, dashboard: third };

  if (quickStart) visits.quickStart = await open(context, site.url + quickStart);

  const checks = {
    /** The figure shows the number of the script tag, in its text, too. */
    async figure() {
      if (firstShown instanceof Error) throw firstShown;
      deepEqual(firstShown, expected.figure);
      ok(firstSeen.includes(firstShown[0].text), `the text is ${firstSeen}`);
      return firstShown[0].text;
    },
    /** The dashboards show the widgets and numbers of the script tag. */
    async dashboard() {
      if (thirdShown instanceof Error) throw thirdShown;
      const numbers = (view) => ({ ...view, isDrawn: undefined });
      deepEqual(thirdShown.map(numbers), expected.dashboard.map(numbers));
    },
    async 'quick start'() {
      const numbers = (await contentOf(visits.quickStart, 'stats-dashboard')).filter(({ value }) => value > 0);
      ok(numbers.length > 3, `${numbers.length} numbers`);
    },
    async chart() {
      if (thirdShown instanceof Error) throw thirdShown;
      const charts = thirdShown.filter(({ series }) => series);
      equal(charts.length, 2, 'number of timelines');
      ok(
        charts.every(({ isDrawn }) => isDrawn),
        'a timeline has no picture',
      );
    },
    async worker() {
      for (const [name, { workers, page }] of Object.entries({ first, second, third })) {
        equal(workers.length, 1, `${name}: number of workers`);
        equal(await page.evaluate(() => globalThis.ownRequests), 0, `${name}: requests that the page sent itself`);
      }
      equal(new URL(first.workers[0]).origin, origin, 'origin of the worker');
      ok(asked > 0, 'no request reached the service');
      equal(ownRequests, 0);
    },
    async cache() {
      if (kept) throw kept;
      deepEqual(askedAgain, [], 'requests of the second visit');
      deepEqual(secondShown, firstShown);
    },
    async event() {
      await third.page
        .locator('stats-dashboard')
        .first()
        .locator('stats-granularity-picker select')
        .first()
        .selectOption('week');
      await third.page.waitForFunction(() => document.querySelector('output')?.textContent, undefined, {
        timeout: 5000,
      });
      deepEqual(JSON.parse(await third.page.locator('output').textContent()), { granularity: 'week' });
    },
    async quiet() {
      const reported = await Promise.all(
        Object.values(visits).map(({ page }) => page.evaluate(() => globalThis.reported)),
      );
      const faults = Object.entries(visits).flatMap(([name, visit], i) =>
        [...visit.faults, ...reported[i]].map((fault) => `${name}: ${fault}`),
      );
      deepEqual(faults, []);
    },
    async 'no script'() {
      const without = await browser.newContext({ ...size, javaScriptEnabled: false });
      const page = await without.newPage();
      await page.goto(site.url + figure);
      ok(await page.getByText('Our statistics').isVisible(), 'the content of the element is not visible');
      await without.close();
    },
    async weight() {
      const texts = weights.map((weight) => (weight / 1000).toFixed(1)).join(' / ');
      const tooMuch = weights.some((weight, i) => weight > expected.weights[i] * factor);
      ok(
        !tooMuch,
        `${texts} kB, but at most ${factor} times ${expected.weights.map((each) => each / 1000).join(' / ')}`,
      );
      return texts;
    },
  };
  if (!html) delete checks['no script'];
  if (!quickStart) delete checks['quick start'];
  return { checks, shown: { figure: firstShown, dashboard: thirdShown, weights }, close: () => context.close() };
}
