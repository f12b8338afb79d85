/** The page "Try it" of the demo. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { violations } from './axe.mjs';
import { launch, open, widgets } from './browser.mjs';
import { startDemo } from './server.mjs';

const DATAVERSE = '?service=dataverse&src=/dataverse/&scope=maps';
const ATTRIBUTES = { source: 'dataverse', src: '/dataverse/', community: 'maps', granularity: 'month' };

/** Returns the attributes of the dashboards on a page. */
const dashboards = (page) =>
  widgets(page, 'stats-dashboard', ({ attributes }) =>
    Object.fromEntries([...attributes].map(({ name, value }) => [name, value])),
  );

describe('the page "Try it"', { timeout: 60_000, concurrency: 2 }, () => {
  let demo, browser;
  before(async () => {
    [demo, browser] = await Promise.all([startDemo(), launch()]);
  });
  after(() => Promise.all([demo.close(), browser.close()]));

  const visit = (query = '', options) => open(browser, `${demo.url}try.html${query}`, options);

  it('an address of the page shows the dashboard, its HTML, and the choice in the form', async () => {
    const page = await visit(DATAVERSE);
    assert.deepEqual(await dashboards(page), [ATTRIBUTES]);
    const html = await page.locator('pre').textContent();
    assert.match(html, /\n {2}source="dataverse"\n {2}src="\/dataverse\/"\n {2}community="maps"\n/);
    assert.equal(await page.getByLabel('Service').inputValue(), 'dataverse');
    assert.equal(await page.getByLabel('Alias of a collection').inputValue(), 'maps');
    const figures = await widgets(page, '.cell > *', ({ view }) => view?.value);
    assert.ok(figures.some((value) => value > 0));
    assert.deepEqual([await page.statsErrors(), page.errors, await violations(page)], [[], [], []]);
    // The collections are offered after the dashboard.
    await page.locator('datalist option[value=old-maps]').waitFor({ state: 'attached' });
  });

  it('a choice changes the address of the page, and "back" shows the previous one', async () => {
    const page = await visit('?theme=dark');
    assert.deepEqual(await dashboards(page), []);
    await page.getByLabel('Service').selectOption('Dataverse');
    await page.getByLabel('Address of the installation').fill('javascript:alert(1)');
    await page.getByRole('button', { name: 'Show' }).click();
    assert.deepEqual(await dashboards(page), [], 'not an address of the web');
    await page.getByLabel('Address of the installation').fill('/dataverse/');
    await page.getByLabel('Alias of a collection').fill('maps');
    await page.keyboard.press('Enter');
    assert.deepEqual(await dashboards(page), [ATTRIBUTES]);
    assert.deepEqual(Object.fromEntries(new URL(page.url()).searchParams), {
      ...{ theme: 'dark', service: 'dataverse', src: '/dataverse/', scope: 'maps' },
    });
    await page.goBack();
    assert.deepEqual(await dashboards(page), []);
    await page.goForward();
    assert.deepEqual(await dashboards(page), [ATTRIBUTES]);
  });

  it('the choice of another service removes the dashboard and the HTML of the one before', async () => {
    const page = await visit(DATAVERSE);
    await page.getByLabel('Service').selectOption('Matomo');
    assert.deepEqual(await dashboards(page), []);
    assert.equal(await page.locator('pre').isVisible(), false);
  });

  it('the HTML is written from left to right on every page', async () => {
    const page = await visit(DATAVERSE);
    const direction = await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
      return getComputedStyle(document.querySelector('try-repository').shadowRoot.querySelector('pre')).direction;
    });
    assert.equal(direction, 'ltr');
  });

  const faults = {
    'an id of a repository that does not exist': {
      query: '?service=datacite&src=/datacite/&scope=nobody',
      says: /“nobody” is not known there.*For developers: community="nobody"/s,
    },
    'the address of another service': {
      query: '?service=matomo&src=/dataverse/&scope=1',
      says: /Matomo is not at this address \(404\)/,
    },
    'an address that is not of the web': {
      query: '?service=dataverse&src=javascript:alert(1)',
      says: /begins with https:\/\//,
    },
  };

  it(`a sentence beneath the form explains ${Object.keys(faults).join(', ')}`, async () => {
    const page = await visit();
    const problems = page.locator('.problems');
    for (const [fault, { query, says }] of Object.entries(faults)) {
      await page.evaluate((query) => {
        history.pushState(null, '', query);
        dispatchEvent(new PopStateEvent('popstate'));
      }, query);
      await problems.filter({ hasText: says }).waitFor();
      assert.equal((await dashboards(page)).length, query.includes('javascript:') ? 0 : 1, fault);
    }
    assert.deepEqual([page.errors, await violations(page)], [[], []]);
  });

  it('the HTML is copied; it is selected if the browser refuses to copy', async () => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await open(context, `${demo.url}try.html${DATAVERSE}`);
    const html = await page.locator('pre').textContent();
    const copied = page.locator('.copied');
    const copy = page.getByRole('button', { name: 'Copy HTML' });
    await copy.click();
    await copied.filter({ hasText: 'Copied.' }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), html);
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await copy.click();
    await copied.filter({ hasText: 'is selected' }).waitFor();
    assert.equal(await page.evaluate(() => getSelection().toString()), html);
  });
});
