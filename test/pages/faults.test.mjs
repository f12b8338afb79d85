/** Tests of failing answers: a message and the last numbers on the page, an event, no exception. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch, open, textOf, widgets } from './browser.mjs';
import { startDemo } from './server.mjs';

const LIVE = 'live.html?today=2026-11-21&tab=usage&range=2026-10-01/2026-10-31';

/** Faults of the service, the reported reasons, and the messages. */
const FAULTS = [
  ['500', 'http', /reported an error/],
  ['404', 'http', /reported an error/],
  ['html', 'malformed', /cannot be read/],
  ['half', 'malformed', /cannot be read/],
  ['error', 'service', /could not compute/],
  ['auth', 'auth', /permission/],
  ['429', 'rate-limit', /too many requests/],
];

describe('a service that fails', () => {
  let demo, browser;
  before(async () => {
    [demo, browser] = await Promise.all([startDemo(), launch()]);
  });
  after(() => Promise.all([demo.close(), browser.close()]));

  const values = async (page) =>
    (await widgets(page, '*')).filter((view) => view && 'value' in view).map(({ value }) => value);
  const failWith = (page, fault) =>
    page.evaluate(async (fault) => {
      const dashboard = document.querySelector('stats-dashboard');
      dashboard.setAttribute('src', `/api/stats-dashboard?today=2026-11-21${fault ? `&fail=${fault}` : ''}`);
      await dashboard.settled;
    }, fault);

  describe('messages', () => {
    let page;
    before(async () => (page = await open(browser, `${demo.url}${LIVE}`)));
    after(() => page.close());

    for (const [fault, reason, sentence] of FAULTS) {
      it(`shows a message and reports ${reason} for the fault ${fault}`, async () => {
        await page.evaluate(() => globalThis.statsErrors.splice(0));
        await failWith(page, fault);
        const [error] = await page.statsErrors();
        assert.equal(error.reason, reason);
        assert.match(await textOf(page), sentence);
        assert.deepEqual(page.errors, []);
      });
    }
  });

  it('keeps the last numbers of a failing service, and renews them after a retry', async () => {
    const page = await open(browser, `${demo.url}${LIVE}`);
    const good = await values(page);
    assert.ok(good.some((value) => value > 0));
    await page.route('**/api/stats-dashboard*', (route) => route.fulfill({ status: 503, body: 'down' }));
    await page.evaluate(() => document.querySelector('stats-dashboard').refresh());
    await page.settled();
    assert.deepEqual(await values(page), good);
    assert.match(await textOf(page), /reported an error.*last numbers/s);
    assert.equal((await page.statsErrors())[0].reason, 'http');
    await page.unroute('**/api/stats-dashboard*');
    await page.locator('stats-dashboard').getByRole('button', { name: 'Try again' }).click();
    await page.settled();
    assert.doesNotMatch(await textOf(page), /reported an error/);
    await page.close();
  });

  it('K7: repeats a request that was rejected without a CSRF cookie, with that cookie', async () => {
    const page = await open(browser, `${demo.url}${LIVE}`);
    await failWith(page, 'csrf');
    assert.deepEqual(await page.statsErrors(), []);
    assert.ok((await values(page)).some((value) => value > 0));
    await page.close();
  });

  it('reports an unknown community as an error', async () => {
    const page = await open(browser, `${demo.url}${LIVE}&community=atlantis`);
    const [error] = await page.statsErrors();
    assert.equal(error.reason, 'service');
    assert.match(error.message, /atlantis/);
    assert.match(await textOf(page), /could not compute/);
    await page.close();
  });

  it('shows a loading state while a service is slow', async () => {
    const page = await browser.newPage();
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route('**/api/stats-dashboard*', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${demo.url}${LIVE}`);
    await page.locator('stats-status').getByText('Loading statistics').waitFor();
    release();
    await page.locator('stats-status').getByText('Data up to').waitFor();
    await page.close();
  });
});
