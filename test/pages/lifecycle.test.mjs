/** Elements that are inserted, removed, moved, registered twice, or created before their script, in whole pages. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { chromium } from 'playwright-core';
import { launchOptions } from '../../scripts/browser.mjs';
import { launch, open, textOf, widgets } from './browser.mjs';
import { growth, leaks, prepare } from './leaks.mjs';
import { startDemo, startSite } from './server.mjs';
import { thorough } from './thorough.mjs';

const TODAY = '2026-06-15';
const LAST_YEAR = '2025-01-01/2025-12-31';
const CHOICE = `today="${TODAY}" range="${LAST_YEAR}" granularity="month"`;
const SERVICE = `src="/api/stats-dashboard" ${CHOICE}`;
const INVENTED = `test-data ${CHOICE}`;

describe('the life cycle of elements', { timeout: 120_000 }, () => {
  let demo, site, browser;
  before(async () => {
    [demo, browser] = await Promise.all([startDemo(), launch()]);
  });
  after(() => Promise.all([demo.close(), browser.close()]));
  beforeEach(async () => {
    site = await startSite();
    site.today = TODAY;
  });
  afterEach(() => site.close());

  const script = (src) => `<script type="module" src="${src}"></script>`;
  const addressOf = (body, scripts = ['/dist/define.js']) =>
    site.page(
      `<!doctype html><html lang="en"><title>Site</title><link rel="icon" href="data:,">
        <script>
          globalThis.warnings = [];
          document.addEventListener('stats-warning', ({ detail }) => warnings.push(detail));
        </script>${scripts.map(script).join('')}<body>${body}`,
    );
  const visit = (body, { scripts, ...options } = {}) => open(browser, addressOf(body, scripts), options);
  const numbers = (page, root = '*') =>
    widgets(page, root, ({ view }) => view?.value).then((all) => all.filter((value) => value !== undefined));
  async function expectFine(page) {
    assert.deepEqual([page.log, page.errors, await page.statsErrors()], [[], [], []]);
  }

  // `npm run soak` repeats it a thousand times with every element.
  describe('leaks', () => {
    for (const [what, html, count, options] of [
      [
        'a dashboard with a figure and a menu',
        `<stats-dashboard ${SERVICE}><stats-figure metric="views"></stats-figure><stats-export></stats-export>
         </stats-dashboard>`,
        60,
      ],
      ['a dashboard before it is settled', `<stats-dashboard ${SERVICE}></stats-dashboard>`, 60, { hasty: true }],
      [
        'a pie',
        `<stats-breakdown ${SERVICE} breakdown="countries" metric="views" view="pie"></stats-breakdown>`,
        thorough ? 200 : 20,
      ],
    ]) {
      it(`removing ${what} leaves no resources`, async () => {
        const page = await browser.newPage();
        await prepare(page);
        await page.goto(addressOf('<div id="place"></div>'));
        const grown = await growth(page, html, { count, ...options });
        assert.deepEqual(leaks(grown, count), [], JSON.stringify(grown));
        await page.close();
      });
    }
  });

  it('elements keep the selection and their numbers when they are moved', async () => {
    const page = await visit(`<stats-dashboard ${SERVICE}></stats-dashboard><div id="there"></div>`);
    await page.getByRole('tab').nth(3).click();
    await page.getByLabel('Period').selectOption('12months');
    await page.settled();
    const seen = async () => ({
      numbers: await numbers(page),
      tab: await page.locator('[role=tab][aria-selected=true]').textContent(),
      range: await page.getByLabel('Period').inputValue(),
    });
    const before = await seen();
    assert.deepEqual([before.range, before.numbers.length > 0], ['12months', true]);
    site.asked = [];
    await page.evaluate(() => document.querySelector('#there').append(document.querySelector('stats-dashboard')));
    await page.settled();
    assert.deepEqual(await seen(), before);
    assert.deepEqual(site.asked, []);
    await page.getByLabel('Period').selectOption('1month');
    await page.settled();
    assert.notDeepEqual(await numbers(page), before.numbers);
    await expectFine(page);
    await page.close();
  });

  it('elements in two dashboards show the numbers of their own dashboard', async () => {
    const figure = '<stats-figure metric="views"></stats-figure>';
    const page = await visit(
      `<stats-dashboard ${SERVICE} community="astronomy"><p></p>${figure}</stats-dashboard>
       <stats-dashboard ${INVENTED}>${figure}</stats-dashboard>
       <stats-figure ${SERVICE} community="astronomy" metric="views"></stats-figure>
       <stats-figure ${INVENTED} metric="views"></stats-figure>`,
    );
    const [first, second, ...lone] = await numbers(page);
    assert.notEqual(first, second);
    assert.deepEqual([first, second], lone);
    await page.locator('stats-dashboard').first().getByLabel('Period').selectOption('1month');
    await page.settled();
    const [changed, ...others] = await numbers(page);
    assert.ok(changed < first);
    assert.deepEqual(others, [second, ...lone]);
    // An element that is moved into the other dashboard shows the numbers of that one.
    await page.evaluate(() => {
      const [one, other] = document.querySelectorAll('stats-dashboard');
      other.append(one.querySelector('stats-figure'));
    });
    await page.settled();
    assert.deepEqual(await numbers(page), [second, second, ...lone]);
    await expectFine(page);
    await page.close();
  });

  describe('two copies of the script on one page', () => {
    const components = ['SingleStatViews', 'TrafficStatsChart', 'CountriesMultiDisplayViews'];
    const layout = JSON.stringify({
      tabs: [{ name: 'usage', rows: [{ components: components.map((component) => ({ component })) }] }],
    });
    const body =
      `<stats-dashboard ${SERVICE} layout='${layout}'></stats-dashboard>` +
      `<stats-dashboard ${SERVICE}><stats-figure metric="views"></stats-figure>
       <stats-breakdown breakdown="countries" metric="views" view="pie"></stats-breakdown>
       <stats-top-records></stats-top-records></stats-dashboard>` +
      `<single-stat-views ${SERVICE}></single-stat-views>`;
    const shown = (page) => widgets(page, '*', ({ view }) => JSON.stringify(view)).then((all) => all.filter(Boolean));
    let expected;

    /** Returns for each widget whether its picture is drawn when the dashboards are settled. */
    const picturesWhenDone = (page) =>
      page.evaluate(async () => {
        await customElements.whenDefined('stats-dashboard');
        for (const dashboard of document.querySelectorAll('stats-dashboard')) await dashboard.settled;
        const inside = [...document.querySelectorAll('stats-dashboard')].flatMap(({ shadowRoot, children }) => [
          ...shadowRoot.querySelectorAll('.cell > *'),
          ...children,
        ]);
        return inside.map(({ shadowRoot }) => Boolean(shadowRoot?.querySelector('stats-chart')?.svg));
      });

    for (const [what, scripts, warnings, { held, rare } = {}] of [
      ['no second copy', () => ['/dist/define.js'], [0]],
      ['one file with and without a query', () => ['/dist/define.js', '/dist/define.js?ver=2'], [0]],
      ['one file with two queries', () => ['/dist/define.js?ver=1', '/dist/define.js?ver=2'], [0]],
      ['one file with a query', () => ['/dist/autoload.js?ver=2'], [0]],
      ['files of two origins', () => ['/dist/define.js', `${demo.url}dist/define.js`], [1], { rare: true }],
      [
        'a copy of another origin that defines the widgets',
        () => ['/dist/define.js', `${demo.url}dist/define.js`],
        [1],
        { held: true },
      ],
      // The first copy to load defines an element; the other one may not have tried.
      [
        'a copy of another origin and another entry',
        () => [`${demo.url}dist/define.js`, '/dist/autoload.js'],
        [0, 1],
        { rare: true },
      ],
    ]) {
      if (rare && !thorough) continue;
      it(`widgets are drawn on a page with ${what}`, async () => {
        const page = await browser.newPage({ viewport: { width: 1280, height: 2500 } });
        const failed = [];
        page.on('pageerror', (error) => failed.push(error.message));
        page.on('console', (message) => failed.push(message.text()));
        let release = () => undefined;
        const hold = new Promise((resolve) => (release = resolve));
        // Delays later files of the first copy until those of the second have defined everything.
        if (held)
          await page.route(`${site.url}dist/chunks/deferred-elements*`, (route) => hold.then(() => route.continue()));
        await page.goto(addressOf(body, scripts()));
        if (held) await page.evaluate(() => customElements.whenDefined('stats-status'));
        release();
        assert.deepEqual(await picturesWhenDone(page), [false, true, true, false, true, false]);
        const views = await shown(page);
        expected ??= views;
        assert.deepEqual(views, expected);
        const told = await page.evaluate(() => globalThis.warnings);
        assert.ok(warnings.includes(told.length), JSON.stringify(told));
        for (const { reason } of told) assert.equal(reason, 'duplicate');
        // Widgets inside that load their own data are refreshed, too.
        const records = page.waitForRequest(/\/api\/records/);
        await page.evaluate(() => document.querySelectorAll('stats-dashboard')[1].refresh());
        await records;
        assert.deepEqual(failed, []);
        await page.close();
      });
    }
  });

  it(
    'elements continue to work in a page from the back/forward cache',
    { skip: !thorough && 'npm run soak tries it' },
    async (test) => {
      const keeping = await chromium.launch({
        ...launchOptions(),
        ignoreDefaultArgs: ['--disable-back-forward-cache'],
      });
      const page = await open(keeping, addressOf(`<stats-dashboard ${SERVICE} tab="usage"></stats-dashboard>`));
      await page.evaluate(() => addEventListener('pageshow', ({ persisted }) => (globalThis.persisted = persisted)));
      const before = await numbers(page);
      await page.goto(site.page('<!doctype html><title>Elsewhere</title>'));
      await page.goBack();
      await page.settled();
      assert.deepEqual(await numbers(page), before);
      await page.getByLabel('Period').selectOption('1month');
      await page.settled();
      assert.notDeepEqual(await numbers(page), before);
      site.asked = [];
      await page.evaluate(() => document.querySelector('stats-dashboard').refresh());
      assert.ok(site.asked.length > 0);
      await expectFine(page);
      const kept = await page.evaluate(() => globalThis.persisted);
      await page.close();
      await keeping.close();
      if (kept) return;
      // Closes here, as no hook runs after a test that is skipped.
      await site.close();
      test.skip('this browser keeps no pages: it was loaded anew');
    },
  );

  it('elements continue to work after the browser has frozen the page', async () => {
    const page = await visit(`<stats-dashboard ${SERVICE} tab="usage"></stats-dashboard>`);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
    await devtools.send('Page.setWebLifecycleState', { state: 'active' });
    const before = await numbers(page);
    await page.getByLabel('Period').selectOption('1month');
    await page.settled();
    assert.notDeepEqual(await numbers(page), before);
    await expectFine(page);
    await page.close();
  });

  it('elements show the last of a thousand changes in a second', async () => {
    const body = (attributes) =>
      `<stats-dashboard ${attributes}><stats-figure metric="views"></stats-figure></stats-dashboard>` +
      `<stats-timeline ${attributes} metrics="views"></stats-timeline>`;
    const page = await visit(body(SERVICE));
    const last = { range: '2025-03-01/2025-05-31', granularity: 'week', community: 'astronomy' };
    await page.evaluate(async (last) => {
      const choices = {
        range: ['30days', '12months', '2025-01-01/2025-12-31', 'yearToDate'],
        granularity: ['day', 'month', 'year'],
      };
      const elements = document.querySelectorAll('stats-dashboard, stats-timeline');
      const start = performance.now();
      for (let i = 0; i < 1000;) {
        // As many changes as are due.
        for (; i < Math.min(1000, performance.now() - start); i++)
          for (const [name, values] of Object.entries(choices))
            for (const element of elements) element.setAttribute(name, values[i % values.length]);
        await new Promise((resolve) => setTimeout(resolve));
      }
      for (const [name, value] of Object.entries(last))
        for (const element of elements) element.setAttribute(name, value);
    }, last);
    await page.settled();
    const choice = `today="${TODAY}" range="${last.range}" granularity="${last.granularity}" community="${last.community}"`;
    const fresh = await visit(body(`src="/api/stats-dashboard" ${choice}`));
    const views = (page) => widgets(page, '*', ({ view }) => JSON.stringify(view)).then((all) => all.filter(Boolean));
    assert.deepEqual(await views(page), await views(fresh));
    assert.equal(await textOf(page), await textOf(fresh));
    await expectFine(page);
    await Promise.all([page.close(), fresh.close()]);
  });

  describe('ways to create elements', () => {
    const html =
      `<stats-dashboard ${INVENTED}><p><stats-figure metric="views"></stats-figure></p>` +
      `<single-stat-downloads></single-stat-downloads></stats-dashboard>` +
      `<stats-figure ${INVENTED} metric="views"></stats-figure>`;
    /** In the page: ways to create the elements after the script, all with the same result. */
    const WAYS = {
      'by innerHTML': ({ html, place }) => (place.innerHTML = html),
      'as a clone of a template': ({ template, place }) => place.append(template.content.cloneNode(true)),
      'as an import of a template': ({ template, place }) => place.append(document.importNode(template.content, true)),
      'from another document': ({ html, place }) =>
        place.append(...new DOMParser().parseFromString(html, 'text/html').body.children),
      'one by one, attributes last': ({ template, place }) => {
        const copy = (from) => {
          const made = document.createElement(from.localName);
          return [made, () => [...from.attributes].forEach(({ name, value }) => made.setAttribute(name, value))];
        };
        const build = (from, into) => {
          const [made, complete] = copy(from);
          into.append(made);
          for (const child of from.children) build(child, made);
          complete();
        };
        for (const child of template.content.children) build(child, place);
      },
      'with the children before the parent': ({ html, place }) => {
        place.innerHTML = html.replaceAll('stats-dashboard', 'div');
        const box = place.firstElementChild;
        const dashboard = document.createElement('stats-dashboard');
        for (const { name, value } of box.attributes) dashboard.setAttribute(name, value);
        dashboard.append(...box.childNodes);
        box.replaceWith(dashboard);
      },
      'with the parent before the children': ({ template, place }) => {
        const children = template.content.cloneNode(true);
        const inside = [...children.firstElementChild.childNodes];
        inside.forEach((node) => node.remove());
        place.append(children);
        place.firstElementChild.append(...inside);
      },
    };
    let expected;
    before(() => (expected = undefined));

    for (const entry of ['define.js', 'autoload.js']) {
      const scripts = [`/dist/${entry}`];
      it(`${entry} upgrades elements that are in the page before the script`, async () => {
        const page = await visit(html);
        expected ??= await numbers(page);
        assert.equal(expected.length, 3);
        assert.deepEqual(await numbers(page), expected);
        await expectFine(page);
        await page.close();

        const late = await browser.newPage();
        await late.goto(addressOf(html, []));
        // Sets a property before the element is upgraded.
        await late.evaluate(() => (document.querySelector('body > stats-figure').metric = 'downloads'));
        await late.addScriptTag({ type: 'module', url: scripts[0] });
        await late.evaluate(async () => {
          for (const element of document.querySelectorAll(':not(:defined)'))
            await customElements.whenDefined(element.localName);
          for (const element of document.querySelectorAll('*')) await element.settled;
        });
        const [views, downloads] = expected;
        assert.deepEqual(await numbers(late), [views, downloads, downloads]);
        await late.close();
      });

      it(`${entry} upgrades elements that are created ${Object.keys(WAYS).join('; ')}`, async () => {
        const page = await visit('<stats-figure test-data metric="records"></stats-figure><main></main>', { scripts });
        for (const [way, bring] of Object.entries(WAYS)) {
          await page.evaluate(`{
            const place = document.querySelector('main');
            const html = ${JSON.stringify(html)};
            const template = document.createElement('template');
            template.innerHTML = html;
            (${bring})({ place, html, template });
          }`);
          await page.settled();
          assert.deepEqual((await numbers(page)).slice(1), expected, way);
          await page.evaluate(() => document.querySelector('main').replaceChildren());
        }
        await expectFine(page);
        await page.close();
      });
    }
  });
});
