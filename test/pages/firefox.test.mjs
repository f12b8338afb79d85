/** Tests of the built files in Firefox. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import puppeteer from 'puppeteer-core';
import { findFirefox } from '../../scripts/firefox.mjs';
import { startSite } from './server.mjs';

const executablePath = findFirefox();

const STRICT =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'";
const TODAY = '2026-11-21';
const LIVE = 'src="/api/stats-dashboard"';
const dashboard = (attributes) =>
  '<!doctype html><html lang="en"><title>Firefox</title><link rel="icon" href="data:,">' +
  `<script type="module" src="/dist/define.js"></script><stats-dashboard today="${TODAY}" ${attributes}></stats-dashboard>`;

const args = ['--width=1280', '--height=900'];
const options = { browser: 'firefox', executablePath, args, headless: true, defaultViewport: null };
/** The browser, or the reason why it cannot start: Firefox may be installed without being able to start. */
const [browser, without] = executablePath
  ? await puppeteer.launch(options).then(
      (started) => [started],
      ({ message }) => [undefined, `Firefox does not start: ${message}`],
    )
  : [undefined, 'no Firefox is installed'];

describe('Firefox', { skip: without ?? false }, () => {
  let site;
  before(async () => {
    site = Object.assign(await startSite(), { today: TODAY });
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** Opens a page with a dashboard, passes it to `look`, and asserts that nothing is logged or reported. */
  async function visit(attributes, headers, look) {
    const page = await browser.newPage();
    const told = [];
    page.on('console', (message) => told.push(message.text()));
    // Collects errors in the page: `pageerror` also contains errors of the remote control of Firefox.
    await page.evaluateOnNewDocument(() => {
      globalThis.told = [];
      addEventListener('error', ({ message }) => globalThis.told.push(message));
      addEventListener('unhandledrejection', ({ reason }) => globalThis.told.push(String(reason)));
      document.addEventListener('stats-error', ({ detail }) => globalThis.told.push(detail.message));
      document.addEventListener('securitypolicyviolation', (event) => globalThis.told.push(event.violatedDirective));
    });
    await page.goto(site.page(dashboard(attributes), headers));
    await settle(page);
    await look(page);
    assert.deepEqual([...told, ...(await page.evaluate(() => globalThis.told))], []);
    await page.close();
  }
  const settle = (page) =>
    page.evaluate(async () => {
      await customElements.whenDefined('stats-dashboard');
      await document.querySelector('stats-dashboard').settled;
    });
  const inDashboard = (page, read) => page.evaluate(`(${read})(document.querySelector('stats-dashboard').renderRoot)`);
  const numbers = async (page) => {
    const values = await inDashboard(page, (root) =>
      [...root.querySelectorAll('.cell > *')].map(({ view }) => view?.value).filter((value) => value !== undefined),
    );
    assert.ok(values.length && values.every((value) => value > 0), `no numbers: ${values}`);
    return values;
  };
  const openTab = (page) =>
    inDashboard(page, (root) => root.querySelector('[role=tab][aria-selected=true]').textContent.trim());

  it('Firefox shows numbers in every tab, loaded by a worker', async () => {
    await visit(LIVE, {}, async (page) => {
      const seen = new Set();
      for (let i = 0; i < 4; i++) {
        seen.add(await openTab(page));
        await numbers(page);
        await inDashboard(page, (root) => root.querySelector('[aria-selected=true]').focus());
        await page.keyboard.press('ArrowRight');
        await settle(page);
      }
      assert.equal(seen.size, 4);
      assert.ok(site.asked.length > 0);
    });
  });

  it('Firefox draws the charts', async () => {
    await visit('test-data tab="usage"', {}, async (page) => {
      const drawn = await inDashboard(page, (root) =>
        [...root.querySelectorAll('.cell > *')]
          .flatMap((widget) => [...(widget.renderRoot?.querySelectorAll('stats-chart') ?? [])])
          .map((chart) => chart.renderRoot.querySelectorAll('svg path').length),
      );
      assert.ok(drawn[0] > 0, `${drawn}`);
    });
  });

  it('Firefox stores finished years', async () => {
    const address = `${LIVE} tab="usage" range="2024-01-01/2025-12-31"`;
    let good;
    await visit(address, {}, async (page) => (good = await numbers(page)));
    // The block is written in the background: later visits send no request.
    for (site.asked = [undefined]; site.asked.length;) {
      site.asked = [];
      await visit(address, {}, async (page) => assert.deepEqual(await numbers(page), good));
    }
  });

  it('Firefox restores the page from its back/forward cache', async () => {
    await visit(`${LIVE} tab="usage"`, {}, async (page) => {
      await page.evaluate(() => {
        addEventListener('pageshow', ({ persisted }) => (globalThis.kept = persisted));
      });
      const before = await numbers(page);
      const address = page.url();
      site.asked = [];
      await page.goto(site.page('<!doctype html><html lang="en"><title>Elsewhere</title><p>Elsewhere</p>'));
      // No load event is dispatched for a restored page.
      await page.evaluate(() => void setTimeout(() => history.back()));
      await page.waitForFunction(`location.href === '${address}'`);
      assert.equal(await page.evaluate(() => globalThis.kept), true);
      assert.deepEqual(await numbers(page), before);
      assert.deepEqual(site.asked, []);
      // The worker of the restored page still answers.
      await page.evaluate(() =>
        document.querySelector('stats-dashboard').setAttribute('range', '2023-01-01/2023-12-31'),
      );
      await settle(page);
      assert.notDeepEqual(await numbers(page), before);
      assert.ok(site.asked.some(({ year }) => year === 2023));
    });
  });

  it('Firefox reports no violation of a strict policy', async () => {
    await visit(`${LIVE} tab="usage"`, { 'Content-Security-Policy': STRICT }, numbers);
  });
});
