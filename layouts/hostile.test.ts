/** Dashboards with arbitrary input: no error, a text for the reader, no code from the input runs, no prototype changes. */
import { expect, fixture, fixtureCleanup, html, waitUntil } from '@open-wc/testing';
import fc from 'fast-check';
import type { StatsAbout } from '../components/about/stats-about.js';
import { list } from '../components/base/later-settings.js';
import { label, type Setting } from '../components/base/settings.js';
import type { StatsWidget } from '../components/base/stats-widget.js';
import type { StatsTable } from '../components/table/stats-table.js';
import type { StatsTopRecords } from '../components/top-records/stats-top-records.js';
import { BREAKDOWN_NAMES } from '../src/vocabulary/breakdowns.js';
import { body, heldSource, sent, sentWhole } from '../test/builders.js';
import { nextTask } from '../test/fake-fetch.js';
import {
  EVIL_LINKS,
  INHERITED,
  LONG,
  NASTY,
  SCRIPTS,
  STRANGE,
  anyJson,
  bodies,
  changedSince,
  configs,
  deep,
  inherited,
  layouts,
  nasty,
} from '../test/hostile.js';
import { runs } from '../test/runs.js';
import { ROWS_BY_TAG } from './catalogue.js';
import { parseConfig } from './config.js';
import { elementLoader } from './define-elements.js';
import { parseLayout } from './parse-layout.js';
import { StatsDashboard } from './stats-dashboard.js';

/** Yields all descendants of an element, including those in shadow roots. */
function* inside(node: ParentNode): Generator<Element> {
  for (const element of node.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* inside(element.shadowRoot);
  }
}

const RUNNING = ['script', 'img', 'image', 'iframe', 'object', 'embed', 'link', 'base', 'meta', 'foreignobject'];
const ADDRESSES = ['href', 'src', 'srcdoc', 'action', 'formaction', 'xlink:href', 'data', 'poster', 'background'];

/** Returns what must not exist: elements and attributes that came from a text, links that run code. */
function findings(root: ParentNode): string[] {
  return [...inside(root)].flatMap((element) => {
    const name = element.localName;
    if (RUNNING.includes(name) || element.classList.contains('hostile')) return [`<${name}>`];
    return [...element.attributes].flatMap(({ name: attribute, value }) => {
      if (
        attribute.startsWith('on') ||
        (attribute === 'style' && element instanceof HTMLElement && /url|expression/.test(value))
      )
        return [`<${name} ${attribute}>`];
      if (!ADDRESSES.includes(attribute)) return [];
      return /^https?:$/.test(new URL(value, document.baseURI).protocol)
        ? []
        : [`<${name} ${attribute}="${value.slice(0, 60)}">`];
    });
  });
}

/** Returns the texts of an element, including those in shadow roots. */
const textsIn = (root: ParentNode): string =>
  [root, ...[...inside(root)].flatMap(({ shadowRoot }) => shadowRoot ?? [])]
    .map((each) => each.textContent ?? '')
    .join('\n');

const thrown: unknown[] = [];
const onError = (event: ErrorEvent): number => thrown.push(event.error ?? event.message);
const onRejection = ({ reason }: PromiseRejectionEvent): number => thrown.push(reason);
/** Number of times that code from the texts ran. */
let run = 0;
let baseline: Map<string, unknown>;

before(async function () {
  // Loads all code of the elements.
  this.timeout(60_000);
  StatsDashboard.define();
  await elementLoader.load();
  globalThis.hostile = () => run++;
  window.addEventListener('error', onError);
  window.addEventListener('unhandledrejection', onRejection);
  // Loads what is loaded on first use, so that it is in the baseline.
  await expectFine(dashboardOf({ data: DATA }), Infinity);
  baseline = inherited();
});
after(() => {
  window.removeEventListener('error', onError);
  window.removeEventListener('unhandledrejection', onRejection);
  delete globalThis.hostile;
});

type Set = Partial<Record<keyof StatsDashboard, unknown>>;

const BASICS = { today: '2025-06-11', range: '2025-05-01/2025-06-10', granularity: 'day' };
const dashboardOf = (set: Set): StatsDashboard => Object.assign(document.createElement('stats-dashboard'), BASICS, set);

/** Longest time in milliseconds for input of usual size; longer in `npm test`, as other tests run at the same time. */
const LONGEST = globalThis.soak === 1 ? 5000 : 1000;

/** Shows a dashboard and checks its time and its content. */
async function expectFine(dashboard: HTMLElement & { settled: Promise<void> }, within = LONGEST): Promise<void> {
  fixtureCleanup();
  const since = performance.now();
  await fixture(html`<div>${dashboard}</div>`);
  await dashboard.settled;
  await nextTask();
  expect(performance.now() - since).to.be.below(within);
  expectUnharmed(dashboard);
}

function expectUnharmed(dashboard: HTMLElement): void {
  expect(thrown.splice(0)).to.deep.equal([]);
  expect(run).to.equal(0);
  expect(findings(dashboard.parentElement!)).to.deep.equal([]);
  expect(dashboard.shadowRoot!.textContent.trim()).not.to.equal('');
}

afterEach(() => expect(changedSince(baseline)).to.deep.equal([]));

const on = (value: number) => ({ '2025-06-09': value, '2025-06-10': value });
const wholes = (...keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, sentWhole(on(100_000))]));
/** Returns parts with the texts as ids and parts with the texts as names. */
const partsOf = (texts: readonly string[]) => [
  ...texts.map((text, i) => sent(`id-${i}`, on(1000 - i), i % 2 ? text : { en: text, [text]: text })),
  ...texts.map((text, i) => sent(text, on(500 - i))),
];
const dataOf = (texts: readonly string[]) => {
  const parts = partsOf(texts);
  const by = (...keys: readonly string[]) =>
    Object.fromEntries(
      BREAKDOWN_NAMES.flatMap((name) =>
        [name, `${name}ByView`, `${name}ByDownload`].map((key) => [
          key,
          Object.fromEntries(keys.map((each) => [each, parts])),
        ]),
      ),
    );
  const content = ['records', 'fileCount', 'dataVolume', 'uploaders'];
  const usage = ['viewUniqueRecords', 'downloadUniqueFiles', 'viewVisitors', 'dataVolume'];
  return body({
    'content-delta': { global: wholes(...content), ...by('records') },
    'content-snapshot': { global: wholes(...content), ...by('records') },
    'usage-delta': { global: wholes(...usage), ...by('viewUniqueRecords', 'downloadUniqueFiles') },
    'usage-snapshot': { global: wholes(...usage), ...by('viewUniqueRecords', 'downloadUniqueFiles') },
  });
};
const DATA = dataOf(['a', 'b']);

describe('dashboards with arbitrary input', () => {
  it('a dashboard shows any body', async function () {
    this.timeout(runs(20_000));
    await fc.assert(
      fc.asyncProperty(bodies, (data) => expectFine(dashboardOf({ data }))),
      { numRuns: runs(5) },
    );
  });

  it('a dashboard shows any layout, as a property and as an attribute', async function () {
    this.timeout(runs(20_000));
    await fc.assert(
      fc.asyncProperty(layouts, fc.boolean(), fc.constantFrom(undefined, 'history'), (layout, written, community) => {
        const dashboard = dashboardOf({ data: DATA, community });
        if (written) dashboard.setAttribute('layout', JSON.stringify(layout));
        else Object.assign(dashboard, { layout });
        return expectFine(dashboard);
      }),
      { numRuns: runs(12) },
    );
  });

  it('a dashboard accepts any configuration, as a property and as an attribute', async function () {
    this.timeout(runs(20_000));
    const layout = { tabs: [{ name: 'page', rows: [{ components: [{ component: 'StatsFigure' }] }] }] };
    await fc.assert(
      fc.asyncProperty(configs, fc.boolean(), fc.boolean(), (config, written, own) => {
        const dashboard = dashboardOf({ data: DATA, ...(own && { layout }) });
        if (written) dashboard.setAttribute('config', JSON.stringify(config));
        else Object.assign(dashboard, { config });
        return expectFine(dashboard);
      }),
      { numRuns: runs(12) },
    );
  });

  it('a dashboard accepts any text in its attributes', async function () {
    this.timeout(runs(20_000));
    const names = [
      'layout',
      'config',
      'tab',
      'heading-level',
      'search-base',
      'range',
      'granularity',
      'compare',
      'today',
    ];
    const layout = { tabs: [{ name: 'page', rows: [{ components: [{ component: 'RightsMultiDisplay' }] }] }] };
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), nasty, (name, text) => {
        const dashboard = dashboardOf({ data: DATA, layout });
        // Texts of attributes reach the element as in HTML.
        dashboard.setAttribute(name, text);
        return expectFine(dashboard);
      }),
      { numRuns: runs(12) },
    );
  });

  it('a dashboard shows any body, layout and configuration together and after each other', async function () {
    this.timeout(runs(20_000));
    await fc.assert(
      fc.asyncProperty(bodies, layouts, configs, anyJson, async (data, layout, config, later) => {
        const dashboard = dashboardOf({ data, layout, config });
        await expectFine(dashboard);
        for (const name of ['config', 'layout', 'data'] as const) {
          Object.assign(dashboard, { [name]: later });
          await dashboard.settled;
          expectUnharmed(dashboard);
        }
      }),
      { numRuns: runs(3) },
    );
  });

  it('parseLayout() and parseConfig() never throw, and give each tab a unique name', async function () {
    this.timeout(runs(20_000));
    await fc.assert(
      fc.asyncProperty(fc.oneof(layouts, configs), fc.boolean(), async (json, written) => {
        const input = written ? JSON.stringify(json) : json;
        const names = parseLayout(input, 'community').layout?.tabs.map(({ name }) => name) ?? [];
        expect(new Set(names).size).to.equal(names.length);
        const { helpLink, title } = parseConfig(input) ?? {};
        if (helpLink) expect(new URL(helpLink, 'https://a.example').protocol).to.match(/^https?:$/);
        expect(['undefined', 'string', 'object']).to.include(typeof title);
      }),
      { numRuns: runs(100) },
    );
  });

  it('a list of breakdowns ignores values that cannot be converted to text', () => {
    const names = [{ toString: 1, valueOf: 1 }, Object.create(null) as unknown, 'rights', null, ['languages'], 5];
    expect(parseConfig({ ui_subcounts: names })).to.deep.equal({ uiSubcounts: ['rights'] });
  });

  it('a literal value ignores numbers that overflow to Infinity', () => {
    const box = (value: string): unknown => {
      const text = `{"rows": [{"components": [{"component": "SingleStatBox", "props": {"number": ${value}}}]}]}`;
      return parseLayout(text, 'global').layout!.tabs[0]!.rows[0]!.placements[0]!.properties['literalValue'];
    };
    expect(box('1e300')).to.equal(1e300);
    expect(box('1e999')).to.be.undefined;
    expect(box('-1e999')).to.be.undefined;
  });

  it('a table shows any rows and headers of the page, or names what is no list', async function () {
    this.timeout(runs(20_000));
    const isRead = (setting: Setting, value: unknown): boolean =>
      (typeof value === 'string' ? !value.trim() : (value ?? undefined) === undefined) ||
      setting.read(typeof value === 'string' ? value.trim() : value) !== undefined;
    const rows = fc.oneof(anyJson, fc.array(fc.oneof(anyJson, fc.array(anyJson, { maxLength: 3 })), { maxLength: 4 }));
    await fc.assert(
      fc.asyncProperty(rows, fc.oneof(anyJson, fc.array(anyJson)), anyJson, async (rows, headers, heading) => {
        const table = Object.assign(document.createElement('stats-table'), { rows, headers, heading });
        fixtureCleanup();
        await fixture(html`<div>${table}</div>`);
        await table.updateComplete;
        expect(thrown.splice(0)).to.deep.equal([]);
        expect(findings(table.shadowRoot!)).to.deep.equal([]);
        const isShown = isRead(list, rows) && isRead(list, headers) && isRead(label, heading);
        expect(table.renderRoot.querySelectorAll('.faults')).to.have.length(isShown ? 0 : 1);
        if (isShown && Array.isArray(rows))
          expect(table.renderRoot.querySelectorAll('tbody tr')).to.have.length(rows.length);
      }),
      { numRuns: runs(20) },
    );
  });

  it('a dashboard survives values that are nested deeper than the call stack', async () => {
    const nest = deep();
    for (const set of [
      { data: nest },
      { data: DATA, layout: nest },
      { data: DATA, layout: { tabs: nest } },
      {
        data: DATA,
        layout: { tabs: [{ rows: [{ components: [{ component: 'StatsMap', props: { title: nest } }] }] }] },
      },
      { data: DATA, config: nest },
      { data: DATA, config: { ui_subcounts: [nest], title: nest } },
      { data: DATA, config: { layout: nest } },
    ])
      await expectFine(dashboardOf(set));
  });
});

type Widget = StatsWidget;

describe('hostile names', () => {
  const tags = [...ROWS_BY_TAG.keys()].filter((tag) => /-(multi-display|table|chart|map)/.test(tag));
  // An id that begins with NUL is rejected, an empty one and "unknown" are shown as other words.
  const texts = NASTY.filter((text) => text.trim() && !/^[\0]|^(None|unknown|imported|global)$/.test(text));

  it('every named breakdown, chart and table shows hostile names as text', async function () {
    this.timeout(60_000);
    const dashboard = dashboardOf({ data: dataOf([...SCRIPTS.slice(0, 6), ...INHERITED]) });
    const displays = ['list', 'table', 'pie'];
    const widgets = tags.map((tag, i) =>
      Object.assign(document.createElement(tag) as unknown as Widget, { pageSize: 12, display: displays[i % 3] }),
    );
    dashboard.append(...widgets);
    await expectFine(dashboard, 20_000);
    for (const widget of widgets) expect(widget.view, widget.localName).to.be.an('object');
  });

  it('breakdowns show every hostile name unchanged in lists and tables', async () => {
    const layout = {
      tabs: [
        {
          name: 'page',
          rows: [
            {
              components: ['Subjects', 'Affiliations', 'Rights'].map((name, i) => ({
                component: `${name}MultiDisplay`,
                props: { pageSize: 100, default_view: ['list', 'table', 'pie'][i] },
              })),
            },
          ],
        },
      ],
    };
    for (let from = 0; from < texts.length; from += 40) {
      const some = texts.slice(from, from + 40);
      const dashboard = dashboardOf({ data: dataOf(some), layout });
      await expectFine(dashboard);
      for (const widget of dashboard.renderRoot.querySelectorAll<Widget>('.cell > *')) {
        const found = textsIn(widget.shadowRoot!);
        for (const text of some) expect(found, `${widget.localName} ${text}`).to.include(text.trim());
      }
    }
  });

  it('a timeline draws a line with a name for each part, also for names of inherited properties', async () => {
    const few = ['\u202Eabc', "datum['x']", '${hostile()}', ...INHERITED];
    for (const [display, type] of [
      ['stacked', 'bar'],
      ['overlapping', 'line'],
    ]) {
      const chart = { component: 'ContentStatsChart', props: { maxSeries: 50, lineDisplay: display, chartType: type } };
      const data = dataOf(few);
      const dashboard = dashboardOf({ data, layout: { tabs: [{ name: 'page', rows: [{ components: [chart] }] }] } });
      await expectFine(dashboard);
      const timeline = dashboard.renderRoot.querySelector<Widget>('.cell > *')!;
      const select = timeline.renderRoot.querySelector('select')!;
      select.value = 'subjects';
      select.dispatchEvent(new Event('change'));
      await timeline.settled;
      expectUnharmed(dashboard);
      const names = [...timeline.renderRoot.querySelectorAll('[part="legend"] li')].map(({ textContent }) =>
        textContent.trim(),
      );
      expect(names).to.deep.equal([...few, ...few]);
    }
  });

  it('a dashboard shows very long names in time', async () => {
    const dashboard = dashboardOf({ data: dataOf(LONG), config: { title: LONG[1], description: LONG[0] } });
    dashboard.append(
      ...[
        'subjects-multi-display',
        'rights-multi-display',
        'funders-multi-display',
        'content-stats-chart',
        'stats-map',
      ].map((tag) => Object.assign(document.createElement(tag), { heading: LONG[2] })),
    );
    await expectFine(dashboard, 5000);
    expect(textsIn(dashboard.querySelector('subjects-multi-display')!.shadowRoot!)).to.include(LONG[0]);
  });

  it('a dashboard truncates very long names in the narrowest column in time', async () => {
    for (const text of LONG) {
      const props = { title: text, description: { en: text }, value: text };
      const components = [text, 'SingleStatBox', 'SubjectsMultiDisplay'].map((component) => ({
        component,
        width: 1,
        props,
      }));
      const layout = { tabs: ['a', 'b'].map((name) => ({ name: text, label: text + name, rows: [{ components }] })) };
      await expectFine(dashboardOf({ data: DATA, layout, config: { title: text, description: { en: text } } }), 5000);
    }
    const [tab] = parseLayout({ rows: [{ components: [{ component: `${'x'.repeat(999)}😀` }] }] }, 'global').layout!
      .tabs;
    expect(tab!.rows[0]!.placements[0]!.component).to.equal(`${'x'.repeat(999)}…`);
  });

  it('“How is this counted?” shows hostile names as text', async () => {
    const text = SCRIPTS.join(' ');
    const dashboard = dashboardOf({ data: dataOf([...SCRIPTS, ...INHERITED]) });
    const widgets = ['subjects-multi-display', 'content-stats-chart', 'stats-map', 'single-stat-views'].map(
      (tag) => document.createElement(tag) as unknown as Widget,
    );
    for (const widget of widgets) widget.heading = text;
    dashboard.append(...widgets);
    await expectFine(dashboard);
    for (const widget of widgets) {
      const about = widget.renderRoot.querySelector<StatsAbout>('stats-about')!;
      const facts = (): number => about.shadowRoot?.querySelectorAll('dt').length ?? 0;
      about.showPopover();
      await waitUntil(() => facts() > 1, widget.localName);
      expectUnharmed(dashboard);
      about.hidePopover();
    }
  });

  it('titles, tabs, notes and tables of the page show hostile texts as text', async () => {
    const text = [...SCRIPTS, ...STRANGE.slice(0, 4)].join(' ').trim();
    const components = [
      { component: text },
      { component: 'StatsTable', props: { title: text, headers: [text, text], rows: [['x', text, text]] } },
      { component: 'SingleStatBox', props: { title: text, value: text, description: text } },
      { component: 'StatsMap', width: text },
    ];
    const dashboard = dashboardOf({
      data: DATA,
      config: { title: text, description: text },
      layout: {
        tabs: [
          { name: text, rows: [{ components }] },
          { name: 'b', label: { en: text }, rows: [] },
        ],
      },
    });
    await expectFine(dashboard);
    // The note removes characters that change the direction.
    const unturned = (all: string): string => all.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
    const found = unturned(textsIn(dashboard.shadowRoot!)).split(unturned(text)).length - 1;
    // Title, description, two tabs, a note, a table's heading, two headers and two cells, a box's heading, value, description.
    expect(found).to.be.at.least(13);
    expect(
      dashboard.renderRoot.querySelector<StatsTable>('stats-table')!.renderRoot.querySelectorAll('td'),
    ).to.have.length(1);
  });

  it('tabs with the same name can all be opened, even if names end in the numbers that are added', async () => {
    const named = (name: string, title: string) => ({
      name,
      rows: [{ components: [{ component: 'SingleStatBox', props: { title, value: 1 } }] }],
    });
    const names = ['__proto__', '__proto__', '__proto__-2', '__proto__-2'];
    const layout = { tabs: names.map((name, i) => named(name, `box ${i}`)) };
    const dashboard = dashboardOf({ data: DATA, layout });
    await expectFine(dashboard);
    for (const [i, tab] of [...dashboard.renderRoot.querySelectorAll<HTMLElement>('[role="tab"]')].entries()) {
      tab.click();
      await dashboard.settled;
      expect(textsIn(dashboard.renderRoot.querySelector('.cell > *')!.shadowRoot!)).to.include(`box ${i}`);
    }
  });
});

describe('links with hostile addresses', () => {
  const linksIn = (root: ParentNode): string[] =>
    [...inside(root)].flatMap((element) => (element.localName === 'a' ? element.getAttribute('href')! : []));
  const FINE = ['https://a.example/1', 'http://a.example/2', '/records/3', '../4', '?q=5'];

  it('links of records are limited to http and https, whatever the source', async () => {
    const source = heldSource();
    source.records = async () =>
      [...EVIL_LINKS, ...FINE].map((href, i) => ({ title: SCRIPTS[i % SCRIPTS.length]!, href, value: i }));
    const list = Object.assign(document.createElement('stats-top-records'), {
      source,
      pageSize: 100,
    }) as StatsTopRecords;
    fixtureCleanup();
    await fixture(html`<div>${list}</div>`);
    await list.settled;
    expect(linksIn(list.shadowRoot!)).to.deep.equal(FINE);
    expect(list.renderRoot.querySelectorAll('li')).to.have.length(EVIL_LINKS.length + FINE.length);
    expectUnharmed(list);
  });

  it('the link to help is limited to http and https', async () => {
    const layout = { tabs: [{ name: 'page', rows: [] }] };
    for (const helpLink of [...EVIL_LINKS, ...FINE]) {
      const dashboard = dashboardOf({ data: DATA, layout, config: { helpLink } });
      await expectFine(dashboard);
      expect(linksIn(dashboard.shadowRoot!)).to.deep.equal(FINE.includes(helpLink) ? [helpLink] : []);
    }
  });

  it('links to the search are limited to http and https and contain the whole id', async () => {
    const layout = {
      tabs: [{ name: 'page', rows: [{ components: [{ component: 'RightsMultiDisplay', props: { pageSize: 100 } }] }] }],
    };
    for (const searchBase of [...EVIL_LINKS, ...FINE]) {
      const dashboard = dashboardOf({ data: dataOf(EVIL_LINKS), layout, searchBase });
      await expectFine(dashboard);
      const links = linksIn(dashboard.shadowRoot!);
      expect(links).to.have.length(FINE.includes(searchBase) ? 2 * EVIL_LINKS.length : 0);
      const asked = links.map((link) => new URL(link, document.baseURI).searchParams.getAll('q').at(-1));
      if (links.length) expect(asked).to.include(`metadata.rights.id:"${EVIL_LINKS[0]}"`);
    }
  });
});
