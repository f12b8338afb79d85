/** Tests of record lists on whole pages: from the search of the fake service to the text on the page. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch, open, widgets } from './browser.mjs';
import { startDemo } from './server.mjs';

const component = (order) => ({ component: `Most${order}RecordsMultiDisplay`, width: 8, props: { pageSize: 5 } });
const LAYOUT = JSON.stringify({
  tabs: [{ name: 'usage', rows: [{ name: 'records', components: [component('Viewed'), component('Downloaded')] }] }],
});

/** Returns the answer of the search of the demo. */
const search = async (demo, path) => (await fetch(`${demo.url}api/${path}`)).json();

/** Returns the texts of the lists on a page. */
const lists = (page) =>
  widgets(page, '.cell > *', ({ shadowRoot }) =>
    [...shadowRoot.querySelectorAll('li')].map(({ children: [name, number] }) => ({
      title: name.textContent,
      href: name.href,
      text: number.textContent,
    })),
  );

describe('records viewed and downloaded most', () => {
  let demo, browser;
  before(async () => {
    [demo, browser] = await Promise.all([startDemo(), launch()]);
  });
  after(() => Promise.all([demo.close(), browser.close()]));

  /** Opens a page with both lists, and returns its requests to the search. */
  async function opened(query = '') {
    const page = await open(browser, `${demo.url}live.html?range=30days&layout=${encodeURIComponent(LAYOUT)}${query}`);
    page.asked = [];
    // The worker may still be loading its code.
    page.on('request', (request) => request.url().startsWith(`${demo.url}api/`) && page.asked.push(request.url()));
    return page;
  }

  for (const [place, query, path] of [
    ['the repository', '', 'records'],
    ['a community', '&community=astronomy', 'communities/astronomy/records'],
  ]) {
    it(`R1, R3: record lists of ${place} show as many records as the layout sets, with unique counts`, async () => {
      const page = await opened(query);
      const shown = await lists(page);
      for (const [i, [sort, count]] of [
        ['mostviewed', 'unique_views'],
        ['mostdownloaded', 'unique_downloads'],
      ].entries()) {
        const { hits } = await search(demo, `${path}?sort=${sort}`);
        assert.equal(hits.hits.length, 25);
        assert.deepEqual(
          shown[i],
          hits.hits.slice(0, 5).map(({ metadata, links, stats }) => ({
            title: metadata.title,
            href: links.self_html,
            text: stats.all_versions[count].toLocaleString('en'),
          })),
        );
      }
      assert.deepEqual([page.log, page.errors, await page.statsErrors()], [[], [], []]);
      await page.close();
    });
  }

  it('R4: record lists are not requested again when the range changes', async () => {
    const page = await opened();
    await page.evaluate(async () => {
      const dashboard = document.querySelector('stats-dashboard');
      dashboard.range = 'allTime';
      await dashboard.settled;
    });
    assert.deepEqual(page.asked, []);
    assert.deepEqual(
      (await lists(page)).map((list) => list.length),
      [5, 5],
    );
    await page.close();
  });

  it('record lists report the reason code if their code cannot be loaded', async () => {
    const page = await browser.newPage();
    await page.route('**/dist/chunks/single-records-*.js', (route) => route.abort());
    await page.addInitScript(() => {
      globalThis.reasons = [];
      document.addEventListener('stats-error', ({ detail }) => globalThis.reasons.push(detail.reason));
    });
    await page.goto(`${demo.url}live.html?layout=${encodeURIComponent(LAYOUT)}`);
    await page.waitForFunction(() => globalThis.reasons.length === 2);
    assert.deepEqual(await page.evaluate(() => globalThis.reasons), ['code', 'code']);
    await page.close();
  });

  it('record lists show a message and report an error for an unknown community', async () => {
    const page = await opened('&community=nobody');
    const alerts = await widgets(page, '[role=alert]', (alert) => alert.textContent.trim());
    assert.equal(alerts.length, 2);
    assert.deepEqual(
      (await page.statsErrors()).map(({ reason }) => reason),
      ['http', 'http'],
    );
    await page.close();
  });
});

describe('the search of the demo', () => {
  let demo;
  before(async () => {
    demo = await startDemo();
  });
  after(() => demo.close());

  it('the search returns pages in the format of InvenioRDM, and ignores unknown parameters', async () => {
    const all = (await search(demo, 'records?sort=mostviewed')).hits.hits;
    const second = (await search(demo, 'records?sort=mostviewed&size=3&page=2&p=9&s=9&l=list')).hits.hits;
    assert.deepEqual(second, all.slice(3, 6));
  });

  it('the search rejects unknown orders, pages and communities', async () => {
    for (const [path, status] of [
      ['records?sort=mostloved', 400],
      ['records?page=0', 400],
      ['communities/nobody/records', 404],
      ['communities/astronomy/stats-dashboard', 404],
    ]) {
      assert.equal((await fetch(`${demo.url}api/${path}`)).status, status, path);
    }
  });
});
