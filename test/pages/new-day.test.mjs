/** Pages that stay open over New Year: the current day advances, and the numbers of the new days are requested. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { launch, open, widgets } from './browser.mjs';
import { startSite } from './server.mjs';
import { someOf } from './thorough.mjs';

const EVENING = { today: '2025-12-30', time: '2025-12-30T22:00Z', days: '2025-12-24/2025-12-29' };
const MORNING = { today: '2026-01-02', time: '2026-01-02T08:00Z', days: '2025-12-27/2026-01-02' };

const BODIES = {
  'a lone figure': (choice) => `<stats-figure src="/api/stats-dashboard" ${choice} metric="views"></stats-figure>`,
  'a dashboard': (choice) =>
    `<stats-dashboard src="/api/stats-dashboard" ${choice}><stats-figure metric="views"></stats-figure></stats-dashboard>`,
};

/** In the page: events after which the clock is read. None of them depends on a timer. */
const EVENTS = {
  'a return to the tab': () => document.dispatchEvent(new Event('visibilitychange')),
  'a return to the window': () => dispatchEvent(new Event('focus')),
  'a return by the back button': () => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })),
  'refresh()': () => void document.querySelector('#here').firstElementChild.refresh(),
  'removal and insertion': () => {
    const place = document.querySelector('#here');
    const element = place.firstElementChild;
    element.remove();
    place.append(element);
  },
  'a move to another place': () =>
    document.querySelector('#there').append(document.querySelector('#here').firstElementChild),
};

describe('a page that stays open over New Year', { timeout: 240_000 }, () => {
  let site, browser, contexts;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());
  beforeEach(async () => {
    contexts = [];
    site = await startSite();
  });
  afterEach(async () => {
    for (const context of contexts) await context.close();
    await site.close();
  });

  /** Opens a page with a fixed clock, while the service has counted until the previous day. */
  async function visit(body, { today, time }) {
    const context = await browser.newContext();
    contexts.push(context);
    await context.clock.setFixedTime(time);
    site.today = today;
    const html = `<!doctype html><html lang="en"><title>Site</title><link rel="icon" href="data:,">
      <script type="module" src="/dist/define.js"></script>
      <body><div id="here">${body}</div><div id="there"></div>`;
    return open(context, site.page(html));
  }
  /** Advances the clock without an event in the page. */
  async function pass(page, { today, time }) {
    site.asked = [];
    site.today = today;
    await page.clock.setFixedTime(time);
  }
  const shown = async (page) =>
    (await widgets(page, 'stats-figure', ({ view }) => view && [`${view.start}/${view.end}`, view.value]))[0];
  let expected;
  /** Returns the content of a page that is opened in the morning. */
  const fresh = async () => (expected ??= await shown(await visit(BODIES['a lone figure']('range="7days"'), MORNING)));
  const years = () => [...new Set(site.asked.map(({ year }) => year))].sort();

  for (const [what, body] of Object.entries(BODIES)) {
    for (const [event, happen] of someOf(EVENTS)) {
      it(`${what} shows the same after ${event} as a page that is opened then`, async () => {
        const page = await visit(body('range="7days"'), EVENING);
        assert.equal((await shown(page))[0], EVENING.days);
        await pass(page, MORNING);
        await page.evaluate(happen);
        await page.settled();
        assert.deepEqual(years(), [2025, 2026]);
        assert.deepEqual(await shown(page), await fresh());
        assert.deepEqual([page.log, page.errors, await page.statsErrors()], [[], [], []]);
      });
    }

    it(`${what} keeps its number until those of the new days are loaded`, async () => {
      const page = await visit(body('range="7days"'), EVENING);
      const old = await shown(page);
      await pass(page, MORNING);
      const release = site.hold();
      await page.evaluate(EVENTS['a return to the tab']);
      await site.until(() => years().length === 2);
      assert.deepEqual(await shown(page), old);
      release();
      await page.settled();
      assert.deepEqual(await shown(page), await fresh());
    });

    it(`${what} whose attribute today freezes the day sends no request`, async () => {
      const page = await visit(body(`range="7days" today="${EVENING.today}"`), EVENING);
      const old = await shown(page);
      await pass(page, MORNING);
      for (const event of ['a return to the tab', 'a move to another place']) await page.evaluate(EVENTS[event]);
      await page.settled();
      assert.deepEqual([await shown(page), site.asked], [old, []]);
    });
  }

  it('all elements advance at midnight without an event, and those with the same source share one request', async () => {
    const context = await browser.newContext();
    contexts.push(context);
    await context.clock.install({ time: '2025-12-31T23:59:00Z' });
    site.today = '2025-12-31';
    const figures = BODIES['a lone figure']('range="7days"').repeat(3);
    const page = await open(
      context,
      site.page(`<!doctype html><html lang="en"><link rel="icon" href="data:,">
      <script type="module" src="/dist/define.js"></script><body>${figures}`),
    );
    site.asked = [];
    site.today = '2026-01-01';
    await page.clock.fastForward(60_000);
    await page.settled();
    const days = await widgets(page, 'stats-figure', ({ view }) => `${view.start}/${view.end}`);
    assert.deepEqual(days, Array(3).fill('2025-12-26/2025-12-31'));
    assert.deepEqual(site.asked.map(({ year }) => year).sort(), [2025, 2026]);
  });
});
