/** The built files in a page of another origin, which contains only a script tag and an element. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
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

describe('the built files in a page of another origin', () => {
  let demo, browser;
  before(async () => {
    [demo, browser] = await Promise.all([startDemo(), launch()]);
  });
  after(() => Promise.all([demo.close(), browser.close()]));

  async function opened(html, headers) {
    const site = await host(html, headers);
    const page = await open(browser, site.url);
    await page.settled();
    return { page, close: () => Promise.all([page.close(), site.close()]) };
  }

  const charts = (page) =>
    widgets(page, 'stats-chart', (chart) => chart.shadowRoot.querySelectorAll('svg path').length > 0);

  for (const entry of ['define.js', 'autoload.js']) {
    it(`${entry} shows the dashboard in a page of another origin`, async () => {
      const { page, close } = await opened(pageWith(`${demo.url}dist/${entry}`));
      const values = (await widgets(page, '*')).filter((view) => view && 'value' in view).map(({ value }) => value);
      assert.equal(values.length, 4);
      assert.ok(values.every((value) => value > 0));
      assert.deepEqual(await charts(page), [true]);
      assert.deepEqual([page.log, page.errors], [[], []]);
      await close();
    });
  }

  it('draws charts under a policy with Trusted Types and without unsafe-eval and unsafe-inline', async () => {
    const origin = new URL(demo.url).origin;
    const policy =
      `default-src 'none'; script-src ${origin}; style-src 'self'; img-src 'self' data:; connect-src 'self'; ` +
      "require-trusted-types-for 'script'; trusted-types lit-html repository-stats-widgets";
    const { page, close } = await opened(pageWith(`${demo.url}dist/define.js`), { 'Content-Security-Policy': policy });
    assert.deepEqual(await charts(page), [true]);
    assert.deepEqual([page.log, page.errors], [[], []]);
    await close();
  });

  it('a widget shows its number without a dashboard', async () => {
    const lone = '<stats-figure test-data today="2026-11-21" metric="views" range="12months"></stats-figure>';
    const { page, close } = await opened(pageWith(`${demo.url}dist/autoload.js`, lone));
    const [view] = await widgets(page, 'stats-figure');
    assert.ok(view.value > 100_000);
    await close();
  });

  const composed =
    '<stats-dashboard test-data today="2026-11-21"><p>Ours:</p><stats-figure metric="views"></stats-figure>' +
    '<single-stat-record-count></single-stat-record-count></stats-dashboard>';
  for (const entry of ['define.js', 'autoload.js']) {
    it(`${entry} defines widgets that the page adds to a dashboard`, async () => {
      const { page, close } = await opened(pageWith(`${demo.url}dist/${entry}`, composed));
      const values = (await widgets(page, 'stats-figure, single-stat-record-count')).map((view) => view?.value > 100);
      assert.deepEqual(values, [true, true]);
      await close();
    });
  }
});
