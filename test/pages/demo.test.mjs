/** Tests of the demo pages: accessibility (axe, keyboard), width, language, and controls. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { violations } from './axe.mjs';
import { launch, open, textOf, widgets } from './browser.mjs';
import { startDemo } from './server.mjs';
import { thorough } from './thorough.mjs';

const TODAY = 'today=2026-11-21';

describe('the demo pages', { timeout: 240_000 }, () => {
  let demo, browser;
  before(async () => {
    [demo, browser] = await Promise.all([startDemo(), launch()]);
  });
  after(() => Promise.all([demo.close(), browser.close()]));

  const PAGES = [
    ...['content', 'contributions', 'traffic', 'usage'].map((tab) => `?${TODAY}&tab=${tab}`),
    `?${TODAY}&tab=usage&compare=previous`,
    `live.html?${TODAY}`,
    'single.html',
    'invenio.html',
    'invenio-community.html',
  ];
  /** The dark theme differs only in its colours; `npm test` checks it on one page, `npm run soak` on all. */
  const THEMES = {
    light: { rules: {}, pages: PAGES },
    dark: {
      rules: { runOnly: ['color-contrast'] },
      pages: thorough ? PAGES : [`?${TODAY}&tab=usage&compare=previous`],
    },
  };
  for (const [theme, { rules, pages }] of Object.entries(THEMES)) {
    for (const path of pages) {
      it(`${path} in ${theme} passes the axe checks and logs nothing`, async () => {
        const page = await open(browser, `${demo.url}${path}${path.includes('?') ? '&' : '?'}theme=${theme}`);
        assert.deepEqual(await violations(page, rules), []);
        assert.deepEqual([page.log, page.errors, await page.statsErrors()], [[], [], []]);
        await page.close();
      });
    }
  }

  it('the demo shows the same from the sources, as npm run demo serves it, as from the built files', async () => {
    const development = await startDemo({ sources: true });
    const [built, own] = [await open(browser, demo.url + PAGES[3]), await open(browser, development.url + PAGES[3])];
    assert.equal(await textOf(own), await textOf(built));
    assert.deepEqual([own.log, own.errors, await own.statsErrors()], [[], [], []]);
    await Promise.all([built.close(), own.close()]);
    await development.close();
  });

  for (const [lang, width] of [
    ['en', 390],
    ['en', 320],
    ['de', 390],
    ['ar', 390],
    ['de', 768],
  ]) {
    it(`the dashboard is not wider than a window of ${width} px in ${lang}`, async () => {
      const page = await open(browser, `${demo.url}?${TODAY}&tab=traffic&compare=year&lang=${lang}`, {
        viewport: { width, height: 800 },
      });
      const widest = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.equal(widest, width);
      const overflowing = await widgets(page, '.value', (value) =>
        value.scrollWidth > value.parentElement.clientWidth + 1 ? value.textContent : '',
      );
      assert.deepEqual(overflowing.filter(Boolean), []);
      await page.close();
    });
  }

  it('the dashboard is German in a German page', async () => {
    const page = await open(browser, `${demo.url}?${TODAY}&tab=usage&lang=de`);
    const text = await textOf(page);
    assert.match(text, /Aufrufe/);
    assert.match(text, /Vereinigte Staaten/);
    assert.match(text, /1\. Dez\. 2025/);
    assert.doesNotMatch(text, /Downloads by|Resource Types|Loading/);
    await page.close();
  });

  it('every widget with test data shows that its numbers are invented', async () => {
    for (const path of ['', 'single.html']) {
      const page = await open(browser, `${demo.url}${path}?${TODAY}`);
      assert.match(await textOf(page), /these numbers are invented/);
      await page.close();
    }
  });

  it('the dashboard is operable with the keyboard alone', async () => {
    const page = await open(browser, `${demo.url}?${TODAY}&tab=usage`);
    const focused = () =>
      page.evaluate(() => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return `${at.localName} ${at.getAttribute('aria-label') ?? at.textContent.trim()}`;
      });
    const stops = [];
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab');
      stops.push(await focused());
      if (stops.at(-1).startsWith('body')) break;
    }
    const reached = (name) =>
      assert.ok(
        stops.some((stop) => name.test(stop)),
        `${name} among\n${stops.join('\n')}`,
      );
    [/^select Period/, /^select Time unit/, /^button Usage/, /^button Downloads/, /^select Broken down by/].forEach(
      reached,
    );
    [/^button Pie chart/, /^button Table/].forEach(reached);

    // Arrow keys switch tabs.
    await page.evaluate(() =>
      document.querySelector('stats-dashboard').shadowRoot.querySelector('[aria-selected=true]').focus(),
    );
    await page.keyboard.press('ArrowRight');
    assert.match(await focused(), /^button Content$/);
    await page.keyboard.press('End');
    assert.match(await focused(), /^button Usage$/);
    await page.settled();

    // The key T switches between a chart and its table.
    const chart = () =>
      page.evaluate(() => {
        const timeline = document.querySelector('stats-dashboard').shadowRoot.querySelector('traffic-stats-chart');
        timeline.shadowRoot.querySelector('stats-chart').shadowRoot.querySelector('[tabindex]').focus();
      });
    await chart();
    await page.keyboard.press('t');
    await page.settled();
    const [rows] = await widgets(page, 'stats-table', (table) => table.shadowRoot.querySelectorAll('tbody tr').length);
    assert.equal(rows, 12);
    assert.match(await focused(), /Usage over time/);
    await page.keyboard.press('t');
    await page.settled();
    assert.equal((await widgets(page, 'stats-table')).length, 0);
    await page.close();
  });

  it('a change of the range updates all widgets of the page', async () => {
    const page = await open(browser, `${demo.url}?${TODAY}&tab=usage`);
    const before = await textOf(page);
    await page.locator('stats-range-picker select').selectOption('1month');
    await page.settled();
    assert.match(await textOf(page), /Activity from Nov 1, 2026 to Nov 20, 2026/);
    assert.notEqual(await textOf(page), before);
    await page.locator('stats-range-picker select').selectOption('custom');
    await page.locator('input[name=start]').fill('2024-02-01');
    await page.locator('input[name=end]').fill('2024-02-29');
    await page.locator('stats-range-picker form button').click();
    await page.settled();
    assert.match(await textOf(page), /Activity from Feb 1, 2024 to Feb 29, 2024/);
    await page.close();
  });
});
