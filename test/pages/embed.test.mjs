/** The built files in a page of another origin, which contains only a script tag and an element. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { launch, open, widgets } from './browser.mjs';
import { serve, startDemo } from './server.mjs';

/** Starts a server with one page. */
const host = (html, headers = {}) =>
  serve(({ url }) =>
    new URL(url).pathname === '/'
      ? new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers } })
      : undefined,
  );

const dashboard = '<stats-dashboard test-data today="2026-11-21" tab="usage"></stats-dashboard>';
const pageWith = (script, body = dashboard) =>
  `<!doctype html><title>Host</title><link rel="icon" href="data:,"><script type="module" src="${script}"></script>${body}`;

/** Returns the header of a policy that allows the scripts of the demo, with Trusted Types. */
const strict = ({ url }) => ({
  'Content-Security-Policy':
    `default-src 'none'; script-src ${new URL(url).origin}; style-src 'self'; img-src 'self' data:; connect-src 'self'; ` +
    "require-trusted-types-for 'script'; trusted-types lit-html repository-stats-widgets",
});

describe('the built files in a page of another origin', () => {
  let demo, browser;
  before(async () => {
    [demo, browser] = await Promise.all([startDemo(), launch()]);
  });
  after(() => Promise.all([demo.close(), browser.close()]));

  let site;
  afterEach(() => site.close());

  async function opened(html, headers) {
    site = await host(html, headers);
    return open(browser, site.url);
  }

  const charts = (page) =>
    widgets(page, 'stats-chart', (chart) => chart.shadowRoot.querySelectorAll('svg path').length > 0);

  for (const entry of ['define.js', 'autoload.js']) {
    it(`${entry} shows the dashboard in a page of another origin`, async () => {
      const page = await opened(pageWith(`${demo.url}dist/${entry}`));
      const values = (await widgets(page, '*')).filter((view) => view && 'value' in view).map(({ value }) => value);
      assert.equal(values.length, 4);
      assert.ok(values.every((value) => value > 0));
      assert.deepEqual(await charts(page), [true]);
      assert.deepEqual([page.log, page.errors], [[], []]);
    });
  }

  it('draws charts under a policy with Trusted Types and without unsafe-eval and unsafe-inline', async () => {
    const page = await opened(pageWith(`${demo.url}dist/define.js`), strict(demo));
    assert.deepEqual(await charts(page), [true]);
    assert.deepEqual([page.log, page.errors], [[], []]);
  });

  it('selections and specs of the page work under this policy, too', async () => {
    const body =
      '<stats-dashboard test-data today="2026-11-21" range="12months">' +
      '<stats-timeline breakdown="resourceTypes" metrics="views"></stats-timeline>' +
      '<stats-chart></stats-chart></stats-dashboard>';
    const page = await opened(pageWith(`${demo.url}dist/define.js`, body), strict(demo));
    const selected = () => page.evaluate(() => globalThis.selected);
    await page.evaluate(() => {
      globalThis.selected = [];
      document.addEventListener('stats-select', ({ detail }) => globalThis.selected.push(detail));
      document.querySelector('stats-chart').spec = {
        data: { values: [{ a: 1 }] },
        params: [{ name: 'chosen', select: 'interval' }],
        mark: { type: 'point', tooltip: true },
        encoding: { x: { field: 'a', type: 'quantitative' } },
      };
    });
    const entry = page.locator('stats-timeline .series button').first();
    await entry.hover();
    await entry.click();
    assert.equal(await entry.getAttribute('aria-pressed'), 'true');
    // The chart of the page first: the other drag loads data.
    for (const chart of ['stats-dashboard > stats-chart', 'stats-timeline stats-chart']) {
      const { x, y, width, height } = await page.locator(chart).boundingBox();
      await page.mouse.move(x + width * 0.4, y + height / 3);
      await page.mouse.down();
      await page.mouse.move(x + width * 0.7, y + height / 2, { steps: 5 });
      await page.mouse.up();
    }
    await page.waitForFunction(() => globalThis.selected.length);
    await page.settled();
    assert.deepEqual((await selected()).map(Object.keys), [['range']]);
    assert.deepEqual(await charts(page), [true, true]);
    assert.deepEqual([page.log, page.errors, await page.statsErrors()], [[], [], []]);
  });

  it('a widget shows its number without a dashboard', async () => {
    const lone = '<stats-figure test-data today="2026-11-21" metric="views" range="12months"></stats-figure>';
    const page = await opened(pageWith(`${demo.url}dist/autoload.js`, lone));
    const [view] = await widgets(page, 'stats-figure');
    assert.ok(view.value > 100_000);
  });

  const composed =
    '<stats-dashboard test-data today="2026-11-21"><p>Ours:</p><stats-figure metric="views"></stats-figure>' +
    '<single-stat-record-count></single-stat-record-count></stats-dashboard>';
  for (const entry of ['define.js', 'autoload.js']) {
    it(`${entry} defines widgets that the page adds to a dashboard`, async () => {
      const page = await opened(pageWith(`${demo.url}dist/${entry}`, composed));
      const values = (await widgets(page, 'stats-figure, single-stat-record-count')).map((view) => view?.value > 100);
      assert.deepEqual(values, [true, true]);
    });
  }
});
