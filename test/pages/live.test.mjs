/** The numbers of a known body, by the elements and by the text on the page. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch, open, shared, unlessShared, widgets } from './browser.mjs';
import { startDemo } from './server.mjs';

const CONSISTENT = 'wire/payloads/all-four.consistent.json';
const OPTIMIZED = 'wire/payloads/all-four-categories.optimized.json';

/** Returns the figures of the open tab by metric: their view, and their text on the page. */
async function figures(page) {
  const found = await widgets(page, '*', (element) =>
    element.metric && element.view && 'value' in element.view
      ? { metric: element.metric, ...element.view, shown: element.shadowRoot.textContent.replace(/\s+/g, ' ') }
      : undefined,
  );
  return Object.fromEntries(found.filter(Boolean).map((each) => [each.metric, each]));
}

/** Checks figures against `{metric: [value, text]}`. */
async function expectFigures(page, expected) {
  const found = await figures(page);
  for (const [metric, [value, text]] of Object.entries(expected)) {
    assert.equal(found[metric]?.value, value, metric);
    assert.equal(found[metric].text, text, metric);
    assert.ok(found[metric].shown.includes(text), `${metric}: ${found[metric].shown}`);
  }
}

describe('the live page on a known body', { skip: unlessShared(CONSISTENT) }, () => {
  let demo, browser;
  before(async () => {
    [demo, browser] = await Promise.all([startDemo({ payload: shared(CONSISTENT) }), launch()]);
  });
  after(() => Promise.all([demo.close(), browser.close()]));
  const live = (query) => open(browser, `${demo.url}live.html?today=2025-06-12&${query}`);

  it('the live page shows the activity of fourteen days', async () => {
    const page = await live('range=2025-05-30/2025-06-12&tab=contributions');
    await expectFigures(page, {
      records: [3, '3'],
      files: [2, '2'],
      uploadVolume: [59_117_831, '59.1 MB'],
      uploaders: [2, '2'],
    });
    await page.goto(`${demo.url}live.html?today=2025-06-12&range=2025-05-30/2025-06-12&tab=usage`);
    await page.settled();
    await expectFigures(page, { views: [9, '9'], downloads: [9, '9'], downloadVolume: [9216, '9.2 kB'] });
    assert.deepEqual([page.log, page.errors, await page.statsErrors()], [[], [], []]);
    await page.close();
  });

  it('the live page shows the activity and the totals of a week', async () => {
    const page = await live('range=2025-06-02/2025-06-08&tab=contributions');
    await expectFigures(page, { records: [2, '2'] });
    await page.goto(`${demo.url}live.html?today=2025-06-12&range=2025-06-02/2025-06-08&tab=content`);
    await page.settled();
    await expectFigures(page, { records: [4, '4'] });
    await page.close();
  });

  it('the live page has one bucket for a week, which begins on Monday', async () => {
    const page = await live('range=2025-06-02/2025-06-08&granularity=week&tab=usage');
    await expectFigures(page, { views: [6, '6'] });
    const [view] = (await widgets(page, '*', (element) => element.view)).filter((each) => each?.series);
    assert.deepEqual(
      view.series.map(({ id, buckets }) => [id, buckets]),
      [['global', [{ start: '2025-06-02', end: '2025-06-08', value: 6, partial: false }]]],
    );
    await page.close();
  });

  it('the live page requests each statistic of a year once', async () => {
    await fetch(`${demo.url}api/requests`, { method: 'DELETE' });
    const page = await live('range=2025-05-30/2025-06-12&tab=usage');
    assert.deepEqual(
      (await (await fetch(`${demo.url}api/requests`)).json()).map(({ stat, year }) => `${stat} ${year}`),
      ['usage-delta-category 2025'],
    );
    await page.close();
  });
});

describe('the live page on an incomplete body', { skip: unlessShared(OPTIMIZED) }, () => {
  let demo, browser;
  before(async () => {
    [demo, browser] = await Promise.all([startDemo({ payload: shared(OPTIMIZED) }), launch()]);
  });
  after(() => Promise.all([demo.close(), browser.close()]));

  it('W7: metrics that a body lacks are shown as "not provided", never as 0', async () => {
    const page = await open(browser, `${demo.url}live.html?today=2025-06-12&range=2025-05-30/2025-06-12&tab=usage`);
    await expectFigures(page, { views: [9, '9'], visitors: [null, 'not provided'] });
    await page.close();
  });

  it('a total that is carried forward shows its date, and days before the first total show none', async () => {
    const page = await open(browser, `${demo.url}live.html?today=2025-09-30&range=2025-09-10/2025-09-30&tab=content`);
    await expectFigures(page, { records: [3, '3'] });
    assert.match((await figures(page)).records.shown, /Sep 1, 2025/);
    await page.goto(`${demo.url}live.html?today=2025-06-12&range=2025-05-30/2025-06-12&tab=content`);
    await page.settled();
    await expectFigures(page, { records: [null, 'no data'] });
    await page.close();
  });
});
