/** The statistics pages of an InvenioRDM repository as its server writes them, with one additional script. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { launch, open, shared, textOf, widgets } from './browser.mjs';
import { serve, startDemo } from './server.mjs';

/** The layout of the existing system, if it is available. */
const known = shared('wire/layouts/invenio-0.5-global.json');
const LAYOUT = known
  ? JSON.parse(readFileSync(known, 'utf8'))
  : {
      tabs: [
        {
          name: 'content',
          label: 'Content',
          rows: [{ components: [{ component: 'SingleStatRecordCountCumulative' }] }],
        },
        { name: 'usage', label: 'Usage', rows: [{ components: [{ component: 'SingleStatViews' }] }] },
      ],
    };

/** The keys that both pages have. */
const COMMON = {
  layout: LAYOUT,
  show_title: true,
  show_description: true,
  default_granularity: 'month',
  default_range_options: { day: '30days', week: '12weeks', month: '12months', quarter: '4quarters', year: '5years' },
  maxHistoryYears: 10,
  ui_subcounts: { resource_types: {}, subjects: {}, countries: {}, access_statuses: {} },
  display_binary_sizes: false,
  compress_json: false,
  client_cache_compression_enabled: false,
  use_test_data: false,
  dashboard_enabled: true,
};
const GLOBAL = {
  ...COMMON,
  dashboard_type: 'global',
  title: 'The repository in numbers',
  description: 'All of it & "everything" <in> it',
  disabled_message: 'The repository keeps its numbers to itself.',
};
const COMMUNITY = {
  ...COMMON,
  dashboard_type: 'community',
  title: { en: 'The community in numbers', de: 'Die Community in Zahlen' },
  description: 'Stars and planets',
  dashboard_enabled_communities: true,
  dashboard_enabled_global: true,
  disabled_message: 'This community keeps its numbers to itself.',
  disabled_message_global: 'Communities have no numbers here.',
  agg_in_progress: false,
  caching_in_progress: false,
  first_run_incomplete: false,
};
/** A community that the service identifies only by its id. */
const STARS = {
  id: 'astronomy',
  slug: 'stars',
  metadata: { title: 'Stars and planets' },
  links: {
    self: '/api/communities/astronomy',
    self_html: 'https://repository.example.org/communities/stars',
    records: '/api/communities/astronomy/records',
  },
  custom_fields: { 'stats:dashboard_enabled': true },
};

/** Escapes a text as templates write it into an attribute. */
const escaped = (text) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
const json = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

/** @param page.around the HTML before and after the container */
const pageOf = ({ config, community = 'None', script, lang = 'en', data = '', before = '', after = '' }) =>
  `<!doctype html><html lang="${lang}"><head><title>Statistics</title><link rel="icon" href="data:,">
    ${before}<script type="module" ${script}></script></head>
    <body><div class="ui container"><div id="stats-dashboard" class="ui grid"
      data-dashboard-config="${escaped(json(config))}" data-community="${escaped(json(community))}" ${data}
    ><div class="ui loader">Waiting</div></div></div>${after}</body></html>`;

describe('a statistics page of InvenioRDM', () => {
  let demo, browser;
  before(async () => {
    [demo, browser] = await Promise.all([startDemo(), launch()]);
  });
  after(() => Promise.all([demo.close(), browser.close()]));

  /** Opens a page on the origin of the demo and its service. */
  async function opened(page) {
    await fetch(`${demo.url}api/requests`, { method: 'DELETE' });
    const context = await browser.newContext();
    await context.route(`${demo.url}stats`, (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: pageOf({ script: 'src="/dist/invenio.js"', ...page }),
      }),
    );
    await context.route(`${demo.url}repository/api/**`, (route) =>
      route.continue({ url: route.request().url().replace('/repository/', '/') }),
    );
    const tab = await open({ newPage: () => context.newPage() }, `${demo.url}stats`);
    await tab.settled();
    return tab;
  }
  const requests = async () => (await fetch(`${demo.url}api/requests`)).json();
  const part = (page, selector) =>
    page.evaluate(
      (wanted) =>
        [...document.querySelector('stats-dashboard').shadowRoot.querySelectorAll(wanted)].map((found) =>
          found.textContent.trim(),
        ),
      selector,
    );
  /** Asserts that figures exist and that each has a number. */
  async function expectNumbers(page) {
    const views = (await widgets(page, '*')).filter((view) => view && 'value' in view);
    assert.ok(views.length > 0 && views.every(({ value }) => value > 0), JSON.stringify(views));
  }
  const quiet = async (page) => assert.deepEqual([page.log, page.errors, await page.statsErrors()], [[], [], []]);

  it('a page of the whole repository shows its dashboard', async () => {
    const page = await opened({ config: GLOBAL });
    assert.deepEqual(await part(page, '[part=title]'), ['The repository in numbers']);
    assert.deepEqual(await part(page, '.description'), ['All of it & "everything" <in> it']);
    assert.deepEqual(
      await part(page, '[role=tab]'),
      LAYOUT.tabs.map(({ label }) => label?.en ?? label),
    );
    await expectNumbers(page);
    assert.doesNotMatch(await textOf(page), /Waiting|invented/);
    const asked = await requests();
    assert.ok(asked.length > 0 && asked.every(({ community }) => community === 'global'), JSON.stringify(asked));
    await quiet(page);
    await page.close();
  });

  it('a page of a community requests its numbers by its id and links to its pages', async () => {
    const page = await opened({ config: COMMUNITY, community: STARS });
    assert.deepEqual(await part(page, '[part=title]'), ['The community in numbers']);
    await expectNumbers(page);
    const asked = await requests();
    assert.ok(asked.length > 0 && asked.every(({ community }) => community === 'astronomy'), JSON.stringify(asked));
    const links = await widgets(page, 'a[href*="f="], a[href*="q="]', (link) => link.href);
    for (const link of links) assert.match(link, /^https:\/\/repository\.example\.org\/communities\/stars\/records\?/);
    assert.ok(links.length > 0 || !known);
    await quiet(page);
    await page.close();
  });

  it('the dashboard uses the language of the page', async () => {
    const page = await opened({ config: COMMUNITY, community: STARS, lang: 'de' });
    assert.deepEqual(await part(page, '[part=title]'), ['Die Community in Zahlen']);
    assert.match(await textOf(page), /Daten bis/);
    await quiet(page);
    await page.close();
  });

  const closed = [
    ['the configuration says so', GLOBAL, 'None', {}, 'The repository keeps its numbers to itself.'],
    ['its community may not', COMMUNITY, STARS, {}, 'This community keeps its numbers to itself.'],
    [
      'no community may',
      COMMUNITY,
      STARS,
      { dashboard_enabled_communities: false },
      'Communities have no numbers here.',
    ],
  ];
  for (const [why, config, community, more, text] of closed) {
    it(`P3: a page shows a title and a message without requests if ${why}`, async () => {
      const page = await opened({ config: { ...config, ...more, dashboard_enabled: false }, community });
      assert.deepEqual(await part(page, '[part=title], .state'), [config.title.en ?? config.title, text]);
      assert.deepEqual(await requests(), []);
      await quiet(page);
      await page.close();
    });
  }

  it('P3: the custom field of the community disables its page if the configuration does not decide', async () => {
    const silent = { ...COMMUNITY, dashboard_enabled: undefined };
    const community = { ...STARS, custom_fields: { 'stats:dashboard_enabled': false } };
    const page = await opened({ config: silent, community });
    assert.deepEqual(await part(page, '.state'), ['This community keeps its numbers to itself.']);
    assert.deepEqual(await requests(), []);
    await page.close();
  });

  it('K10: a page shows test data only if its configuration enables them', async () => {
    const silent = { ...GLOBAL, use_test_data: undefined };
    const [asks, asksNot] = [
      await opened({ config: { ...GLOBAL, use_test_data: true } }),
      await opened({ config: silent }),
    ];
    assert.match(await textOf(asks), /these numbers are invented/);
    assert.doesNotMatch(await textOf(asksNot), /invented/);
    assert.ok((await requests()).length > 0);
    await Promise.all([asks.close(), asksNot.close()]);
  });

  for (const [what, lang, config, community, text] of [
    ['a configuration', 'en', '{"title": ', 'None', /^ ?The settings of these statistics cannot be read\. ?$/],
    ['a community', 'en', COMMUNITY, '{"id": ', /^ ?The settings of these statistics cannot be read\. ?$/],
    ['a missing community', 'de', COMMUNITY, 'None', /^ ?Die Einstellungen dieser Statistik sind nicht lesbar\. ?$/],
  ]) {
    it(`P6: a page with ${what} that cannot be read shows a message and reports an error`, async () => {
      const page = await opened({ config, community, lang });
      await page.locator('p[role=alert]:not(:empty)').waitFor();
      assert.match(await textOf(page), text);
      const [error, ...others] = await page.statsErrors();
      assert.equal(error.reason, 'layout');
      assert.match(error.path, /^data-/);
      assert.deepEqual([others, page.log, page.errors, await requests()], [[], [], [], []]);
      await page.close();
    });
  }

  /** Acts like the page's own script: draws into the container once, and again into the element that it found then. */
  const own = (when) => `
    ${when}(() => {
      const root = document.getElementById('stats-dashboard');
      const drawing = document.createElement('p');
      drawing.textContent = 'The old dashboard';
      root.textContent = '';
      root.append(drawing);
      globalThis.redraw = () => { root.textContent = ''; root.append(drawing.cloneNode(true)); };
    });`;
  const now = '((draw) => draw())';
  const loaded = '((draw) => addEventListener("load", draw))';
  for (const [when, place] of [
    ['before it', { after: `<script>${own(now)}</script>` }],
    ['after it', { after: `<script>${own(loaded)}</script>` }],
    ['after it, as a module', { after: `<script type="module">${own(now)}</script>` }],
  ]) {
    it(`the dashboard replaces that of the page’s own script, if that runs ${when}`, async () => {
      const page = await opened({ config: GLOBAL, ...place });
      await page.evaluate(() => globalThis.redraw());
      await page.settled();
      const text = await textOf(page);
      assert.match(text, /The repository in numbers/);
      assert.doesNotMatch(text, /The old dashboard/);
      assert.equal(await page.locator('#stats-dashboard.ui.grid[data-dashboard-config] > stats-dashboard').count(), 1);
      await expectNumbers(page);
      await quiet(page);
      await page.close();
    });
  }

  it('the script can be loaded before the page is parsed', async () => {
    const page = await opened({ config: GLOBAL, script: 'async src="/dist/invenio.js"' });
    await expectNumbers(page);
    await quiet(page);
    await page.close();
  });

  it('a page without a container is not changed', async () => {
    const context = await browser.newContext();
    const body =
      '<!doctype html><title>None</title><div id="stats-dashboard">Ours</div><script type="module" src="/dist/invenio.js"></script>';
    await context.route(`${demo.url}stats`, (route) => route.fulfill({ contentType: 'text/html', body }));
    const page = await open({ newPage: () => context.newPage() }, `${demo.url}stats`);
    assert.equal(await page.locator('#stats-dashboard').innerHTML(), 'Ours');
    await quiet(page);
    await page.close();
  });

  it('the script works from another origin under a strict policy', async () => {
    const { origin } = new URL(demo.url);
    const html = pageOf({ config: { ...GLOBAL, use_test_data: true }, script: `src="${origin}/dist/invenio.js"` });
    const policy =
      `default-src 'none'; script-src ${origin}; style-src 'self'; img-src 'self' data:; connect-src 'self'; ` +
      "require-trusted-types-for 'script'; trusted-types lit-html repository-stats-widgets";
    const headers = { 'Content-Type': 'text/html', 'Content-Security-Policy': policy };
    const host = await serve(() => new Response(html, { headers }));
    const page = await open(browser, host.url);
    await page.settled();
    await expectNumbers(page);
    await quiet(page);
    await page.close();
    await host.close();
  });

  it('the service can be on a subpath, with the search beside it', async () => {
    const page = await opened({ config: GLOBAL, data: 'data-src="/repository/api/stats-dashboard"' });
    await expectNumbers(page);
    const links = await widgets(page, 'a[href*="f="], a[href*="q="]', (link) => new URL(link.href).pathname);
    assert.deepEqual([...new Set(links)], known ? ['/repository/search'] : []);
    await quiet(page);
    await page.close();
  });
});
