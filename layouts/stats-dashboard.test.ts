import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { StatsChart } from '../components/chart/stats-chart.js';
import type { StatsFigure } from '../components/figure/stats-figure.js';
import type { StatsTimeline } from '../components/timeline/stats-timeline.js';
import { loadLocale } from '../src/i18n/i18n.js';
import type { ErrorDetail, SelectDetail } from '../src/state/events.js';
import {
  body,
  dated,
  days,
  expectAccessible,
  heldSource,
  sentParts,
  sentWhole,
  type HeldSource,
} from '../test/builders.js';
import { fakeFetch, heldAnswers, json, nextTask, restoreFetch } from '../test/fake-fetch.js';
import { addRow, rowFor } from './catalogue.js';
import communityLayout from './community.json' with { type: 'json' };
import globalLayout from './global.json' with { type: 'json' };
import type { PlacementInput } from './layout-input.js';
import { StatsDashboard } from './stats-dashboard.js';

/** Returns a tab with one row of components; a name stands for a component without settings. */
/** Properties of a dashboard, including invalid layouts and configurations. */
type Settings = Partial<Omit<StatsDashboard, 'layout' | 'config'> & { layout: unknown; config: unknown }>;

const tab = (name: string, components: readonly (string | object)[], more: object = {}) => ({
  name,
  rows: [
    {
      components: components.map((each) => (typeof each === 'string' ? { component: each } : (each as PlacementInput))),
    },
  ],
  ...more,
});
const layoutOf = (...components: readonly (string | object)[]) => ({ tabs: [tab('page', components)] });

/** Returns views on 30 May 2025, as many records on the day before, and a hundred times as many records in total. */
const numbers = (views: number) =>
  body({
    'usage-delta': { global: { viewUniqueRecords: sentWhole({ '2025-05-30': views }) } },
    'content-delta': { global: { records: sentWhole({ '2025-05-29': views }) } },
    'content-snapshot': { global: { records: sentWhole({ '2025-05-30': 100 * views }) } },
  });
/** One view on each day of many years, until today. */
const EVERY_DAY = body({
  'usage-delta': { global: { viewUniqueRecords: sentWhole(dated('2009-01-01', '2025-06-10')) } },
});
const VIEWS = layoutOf('SingleStatViews');
/** Numbers that no test shows, so that the dashboard is not empty. */
const BESIDE = body({
  'content-delta': { rights: { records: sentParts({ mit: { '2025-05-30': 1 } }) } },
  'content-snapshot': { rights: { records: sentParts({ mit: { '2025-05-30': 1 } }) } },
  'usage-delta': { rights: { viewUniqueRecords: sentParts({ mit: { '2025-05-30': 1 } }) } },
  'usage-snapshot': { rights: { viewUniqueRecords: sentParts({ mit: { '2025-05-30': 1 } }) } },
});
/** Bodies without a number: metrics that are not sent, and metrics without values. */
const NOTHING = body({ 'usage-delta': { global: {} } });
const NO_NUMBER = body({ 'usage-delta': { global: { viewUniqueRecords: [] } } });

/** Creates a dashboard of 1 January to 10 June 2025 without visible numbers unless `set` adds some. */
function made(set: Settings = {}): StatsDashboard {
  const own = { today: '2025-06-10', range: 'yearToDate', ...(!set.source && !set.testData && { data: BESIDE }) };
  return Object.assign(document.createElement('stats-dashboard'), own, set);
}

async function shown(element: StatsDashboard): Promise<StatsDashboard> {
  await fixture(html`<div>${element}</div>`);
  await element.settled;
  return element;
}

const dashboard = (set: Settings = {}): Promise<StatsDashboard> => shown(made(set));

const all = <E extends Element = HTMLElement>({ renderRoot }: { renderRoot: ParentNode }, selector: string): E[] => [
  ...renderRoot.querySelectorAll<E>(selector),
];
const textOf = (element: Element | undefined): string | undefined => element?.textContent.replace(/\s+/g, ' ').trim();
const textsOf = (element: StatsDashboard, selector: string) => all(element, selector).map(textOf);

/** Returns the tags of the elements in the rows. */
const tagsOf = (element: StatsDashboard): string[] => all(element, '.cell > *').map(({ localName }) => localName);
const figuresOf = (element: StatsDashboard): (number | null | undefined)[] =>
  all<StatsFigure>(element, '.cell > *').map(({ view }) => view?.value);
const controlsOf = (element: StatsDashboard): string[] =>
  all(element, '.controls > *').map(({ localName }) => localName);
const tabsOf = (element: StatsDashboard): HTMLElement[] => all(element, '[role="tab"]');
const labelOf = (element: StatsDashboard): string | undefined => textsOf(element, '.as-of')[0];

/** Chooses a value in a picker. */
async function choose(element: StatsDashboard, picker: string, value: string): Promise<void> {
  const select = all<StatsDashboard>(element, picker)[0]!.renderRoot.querySelector('select')!;
  select.value = value;
  select.dispatchEvent(new Event('change'));
  await element.settled;
}

/** Details of all stats-error events of a test. */
let errors: ErrorDetail[] = [];
const hear = ({ detail }: HTMLElementEventMap['stats-error']): number => errors.push(detail);

before(() => StatsDashboard.define());
beforeEach(() => {
  errors = [];
  document.body.addEventListener('stats-error', hear);
});
afterEach(() => {
  document.body.removeEventListener('stats-error', hear);
  restoreFetch();
});

describe('default layout of stats-dashboard', () => {
  const tagsIn = ({
    tabs,
  }: {
    tabs: readonly { rows: readonly { components: readonly { component: string }[] }[] }[];
  }) => tabs[0]!.rows.flatMap(({ components }) => components.map(({ component }) => rowFor(component)!.tag));
  const cases: readonly (readonly [title: string, set: Settings, layout: typeof globalLayout])[] = [
    ['the default layout is that of the whole repository', {}, globalLayout],
    ['the default layout of a community is that of communities', { community: 'history' }, communityLayout],
    ['dashboard_type selects the layout of communities', { config: { dashboard_type: 'community' } }, communityLayout],
    [
      'dashboardType takes precedence over the attribute community',
      { community: 'a', config: { dashboardType: 'global' } },
      globalLayout,
    ],
    ['the property layout accepts the name of a layout', { layout: 'community' }, communityLayout],
    [
      'the property layout accepts the name of a layout for a community',
      { community: 'a', layout: 'global' },
      globalLayout,
    ],
  ];
  for (const [title, set, layout] of cases) {
    it(title, async () => {
      const element = await dashboard(set);
      expect(tagsOf(element)).to.deep.equal(tagsIn(layout));
      expect(tabsOf(element)).to.have.length(layout.tabs.length);
      expect(errors).to.be.empty;
    });
  }
});

describe('children of stats-dashboard', () => {
  for (const child of [
    '<noscript>No numbers</noscript>',
    '<p slot="fallback">No numbers</p>',
    '<template></template>',
  ]) {
    it(`shows the layout if its child is for readers without JavaScript: ${child}`, async () => {
      const element = made({ layout: VIEWS });
      element.innerHTML = child;
      await shown(element);
      expect(tagsOf(element)).to.deep.equal(['single-stat-views']);
      expect(element.shadowRoot!.querySelector('slot')).to.equal(null);
    });
  }
});

describe('layout of stats-dashboard', () => {
  const script = (element: StatsDashboard, layout: object): StatsDashboard => {
    const child = Object.assign(document.createElement('script'), { type: 'application/json' });
    child.textContent = JSON.stringify(layout);
    element.append(child);
    return element;
  };
  const attribute = (element: StatsDashboard, name: string, value: string): StatsDashboard => {
    element.setAttribute(name, value);
    return element;
  };
  const ways: readonly (readonly [way: string, make: () => StatsDashboard])[] = [
    ['an attribute with JSON', () => attribute(made(), 'layout', JSON.stringify(VIEWS))],
    ['a property', () => made({ layout: VIEWS })],
    ['a property with JSON', () => made({ layout: JSON.stringify(VIEWS) })],
    ['a child script', () => script(made(), VIEWS)],
    ['an address', () => attribute(made(), 'layout-src', '/layout.json')],
    ['the configuration', () => made({ config: { layout: VIEWS } })],
    [
      'a property with one layout per scope',
      () => made({ layout: { global_layout: VIEWS, community_layout: layoutOf('SingleStatTraffic') } }),
    ],
    [
      'an address, which takes precedence over all others',
      () => script(made({ layoutSrc: '/layout.json', layout: 'global' }), {}),
    ],
    [
      'a property, which takes precedence over a script',
      () => script(made({ layout: VIEWS }), layoutOf('SingleStatTraffic')),
    ],
    [
      'a script, which takes precedence over the configuration',
      () => script(made({ config: { layout: { tabs: [] } } }), VIEWS),
    ],
  ];
  for (const [way, make] of ways) {
    it(`a layout can come from ${way}`, async () => {
      fakeFetch(() => json(VIEWS));
      const element = make();
      element.data = numbers(3);
      await shown(element);
      expect(tagsOf(element)).to.deep.equal(['single-stat-views']);
      expect(figuresOf(element)).to.deep.equal([3]);
      expect(errors).to.be.empty;
    });
  }

  it('widgets stay the same elements when the numbers come from another source', async () => {
    const element = await dashboard({ layout: VIEWS, data: numbers(3) });
    const [before] = all(element, '.cell > *');
    element.data = numbers(4);
    await element.settled;
    Object.assign(element, { data: undefined, source: heldSource() });
    await element.updateComplete;
    expect(all(element, '.cell > *')).to.deep.equal([before]);
  });

  it('a layout can be replaced and removed', async () => {
    const element = await dashboard({ layout: VIEWS, data: numbers(3) });
    element.layout = layoutOf('SingleStatRecordCount', 'SingleStatViews');
    await element.settled;
    expect(tagsOf(element)).to.deep.equal(['single-stat-record-count', 'single-stat-views']);
    expect(figuresOf(element)).to.deep.equal([3, 3]);
    element.layout = undefined;
    await element.settled;
    expect(tabsOf(element)).to.have.length(4);
  });
});

describe('layout-src of stats-dashboard', () => {
  it('layout-src is requested once', async () => {
    const calls = fakeFetch(() => json(VIEWS));
    await dashboard({ layoutSrc: '/layout.json' });
    expect(calls.map(({ url }) => url)).to.deep.equal(['/layout.json']);
  });

  it('a layout-src that fails shows a message, dispatches stats-error, and is requested again by the button', async () => {
    const calls = fakeFetch((_, index) => (index ? json(VIEWS) : json({}, 500)));
    const element = await dashboard({ layoutSrc: '/layout.json', data: numbers(3) });
    expect(textsOf(element, '[role="alert"]')).to.deep.equal([
      'The layout of these statistics cannot be read. The statistics service reported an error. Try again',
    ]);
    expect(tagsOf(element)).to.be.empty;
    expect(errors.map(({ reason }) => reason)).to.deep.equal(['http']);
    await expectAccessible(element);
    all(element, '[role="alert"] button')[0]!.click();
    await element.settled;
    expect(all(element, '[role="alert"]')).to.be.empty;
    expect(figuresOf(element)).to.deep.equal([3]);
    expect(calls).to.have.length(2);
    expect(errors).to.have.length(1);
  });

  it('a dashboard shows no default layout while layout-src is loading', async () => {
    const held = heldAnswers();
    fakeFetch(held.answer);
    const element = made({ layoutSrc: '/layout.json' });
    await fixture(html`${element}`);
    expect(tagsOf(element)).to.be.empty;
    expect(all(element, '[role="alert"]')).to.be.empty;
    held.give(0, json(VIEWS));
    await element.settled;
    expect(tagsOf(element)).to.deep.equal(['single-stat-views']);
  });

  it('a new layout-src aborts the request for the old one', async () => {
    const held = heldAnswers();
    const calls = fakeFetch(held.answer);
    const element = made({ layoutSrc: '/slow.json' });
    await fixture(html`${element}`);
    await waitUntil(() => calls.length === 1);
    element.layoutSrc = '/layout.json';
    await element.updateComplete;
    expect(calls[0]!.init.signal!.aborted).to.be.true;
    held.give(1, json(VIEWS));
    await element.settled;
    expect(tagsOf(element)).to.deep.equal(['single-stat-views']);
    expect(errors).to.be.empty;
  });

  it('layout-src is requested again after a removal that aborted it, but not after it was loaded', async () => {
    const held = heldAnswers();
    const calls = fakeFetch(held.answer);
    const element = made({ layoutSrc: '/layout.json' });
    const place = await fixture(html`<div>${element}</div>`);
    await waitUntil(() => calls.length === 1);
    for (const expected of [2, 2]) {
      element.remove();
      place.append(element);
      await waitUntil(() => calls.length === expected);
      held.give(1, json(VIEWS));
      await element.settled;
      expect(tagsOf(element)).to.deep.equal(['single-stat-views']);
    }
    expect(errors).to.be.empty;
  });
});

describe('tabs of stats-dashboard', () => {
  const layout = {
    tabs: [
      tab('one', ['SingleStatViews']),
      tab('two', ['SingleStatRecordCount']),
      tab('three', ['SingleStatRecordCountCumulative']),
    ],
  };
  const tags = ['single-stat-views', 'single-stat-record-count', 'single-stat-record-count-cumulative'];
  const open = (element: StatsDashboard): number =>
    tabsOf(element).findIndex((each) => each.getAttribute('aria-selected') === 'true');

  it('a tab shows its icon before its label, and none for an unknown name', async () => {
    const icons = ['world', undefined, 'unicorn'];
    const tabs = layout.tabs.map((each, i) => ({ ...each, label: `Label ${i}`, icon: icons[i] }));
    const element = await dashboard({ layout: { tabs } });
    await waitUntil(() => element.renderRoot.querySelector('.tabs svg'));
    const drawings = tabsOf(element).map((each) => [...each.children].map(({ localName }) => localName));
    expect(drawings).to.deep.equal([['svg'], [], []]);
    expect(tabsOf(element).map(textOf)).to.deep.equal(['Label 0', 'Label 1', 'Label 2']);
    expect(tabsOf(element)[0]!.firstElementChild!.getAttribute('aria-hidden')).to.equal('true');
  });

  it('tabs are a tab list with one selected tab and its panel', async () => {
    const element = await dashboard({ layout });
    const [list] = all(element, '[role="tablist"]');
    expect(list!.getAttribute('aria-label')).to.equal('Sections');
    expect(tabsOf(element).map((each) => each.getAttribute('aria-selected'))).to.deep.equal(['true', 'false', 'false']);
    expect(tabsOf(element).map(({ tabIndex }) => tabIndex)).to.deep.equal([0, -1, -1]);
    const [panel] = all(element, '[role="tabpanel"]');
    expect(panel!.getAttribute('aria-labelledby')).to.equal(tabsOf(element)[0]!.id);
    expect(tabsOf(element)[0]!.getAttribute('aria-controls')).to.equal(panel!.id);
  });

  it('the tab row scrolls to the open tab, also when labels grow', async () => {
    const tabs = ['a', 'b', 'c', 'd'].map((name) => ({
      ...layout.tabs[0]!,
      name,
      label: { en: name, de: name.repeat(30) },
    }));
    const element = await dashboard({ layout: { tabs }, tab: 'c', lang: 'en' });
    element.style.inlineSize = '200px';
    const row = all(element, '[role="tablist"]')[0]!;
    expect(row.scrollLeft).to.equal(0);
    element.lang = 'de';
    const isSeen = (index: number): boolean => {
      const [outer, inner] = [row, tabsOf(element)[index]!].map((each) => each.getBoundingClientRect());
      return inner!.left < outer!.right - 1 && inner!.right > outer!.left + 1 && row.scrollLeft > 0;
    };
    await waitUntil(() => isSeen(2));
    element.tab = 'd';
    await waitUntil(() => isSeen(3));
    element.tab = 'a';
    await waitUntil(() => row.scrollLeft === 0);
  });

  it('a click opens a tab and dispatches stats-select', async () => {
    const element = await dashboard({ layout, data: numbers(3) });
    const heard = oneEvent<HTMLElementEventMap['stats-select']>(document, 'stats-select');
    tabsOf(element)[1]!.click();
    expect((await heard).detail).to.deep.equal({ tab: 'two' });
    await element.settled;
    expect(element.tab).to.equal('two');
    expect(open(element)).to.equal(1);
    expect(figuresOf(element)).to.deep.equal([3]);
  });

  describe('prefetch of closed tabs', () => {
    const asked = (source: HeldSource): string[] => source.loads.map(({ request }) => request.statistic);
    const startHeld = async (source: HeldSource): Promise<StatsDashboard> => {
      const element = made({ layout, source, range: '2025-01-01/2025-12-31' });
      await fixture(html`${element}`);
      (await source.nth(0)).answer(numbers(3));
      await element.settled;
      return element;
    };

    it('a closed tab sends its requests once, when the pointer or the focus reaches it', async () => {
      const source = heldSource();
      const element = await startHeld(source);
      expect(asked(source)).to.deep.equal(['usage-delta']);
      for (const event of ['pointerenter', 'focus']) tabsOf(element)[1]!.dispatchEvent(new Event(event));
      (await source.nth(1)).answer(numbers(4));
      await nextTask();
      tabsOf(element)[1]!.click();
      await element.settled;
      expect(figuresOf(element)).to.deep.equal([4]);
      expect(asked(source)).to.deep.equal(['usage-delta', 'content-delta']);
    });

    it('a prefetch that fails shows no message, and its request is sent again when the tab opens', async () => {
      const source = heldSource();
      const element = await startHeld(source);
      tabsOf(element)[1]!.dispatchEvent(new Event('pointerenter'));
      const ahead = await source.nth(1);
      await element.settled;
      ahead.fail('network');
      await nextTask();
      expect(all(element, '[role="alert"]')).to.be.empty;
      tabsOf(element)[1]!.click();
      (await source.nth(2)).answer(numbers(5));
      await element.settled;
      expect(figuresOf(element)).to.deep.equal([5]);
    });

    it('a prefetch is aborted when the dashboard is removed', async () => {
      const source = heldSource();
      const element = await startHeld(source);
      tabsOf(element)[1]!.dispatchEvent(new Event('pointerenter'));
      const { signal } = await source.nth(1);
      element.remove();
      await Promise.resolve();
      expect(signal.aborted).to.be.true;
    });
  });

  it('a click on the open tab dispatches nothing', async () => {
    const element = await dashboard({ layout });
    const heard: SelectDetail[] = [];
    element.addEventListener('stats-select', ({ detail }) => heard.push(detail));
    tabsOf(element)[0]!.click();
    expect(heard).to.be.empty;
  });

  it('a closed tab has no elements in the document and sends no request', async () => {
    const source = heldSource();
    const element = made({ layout, source });
    await fixture(html`${element}`);
    (await source.nth(0)).answer(numbers(3));
    await element.settled;
    expect(tagsOf(element)).to.deep.equal([tags[0]]);
    expect(source.loads.map(({ request }) => request.statistic)).to.deep.equal(['usage-delta']);
    element.tab = 'three';
    (await source.nth(1)).answer(numbers(3));
    await element.settled;
    expect(tagsOf(element)).to.deep.equal([tags[2]]);
    expect(source.loads.map(({ request }) => request.statistic)).to.deep.equal(['usage-delta', 'content-snapshot']);
  });

  it('a tab that is opened again has the same elements', async () => {
    const element = await dashboard({ layout, data: numbers(3) });
    const [figure] = all(element, '.cell > *');
    for (const name of ['two', 'one']) {
      element.tab = name;
      await element.settled;
    }
    expect(all(element, '.cell > *')[0]).to.equal(figure);
    expect(figuresOf(element)).to.deep.equal([3]);
  });

  const keys: readonly (readonly [dir: string, from: number, key: string, to: number])[] = [
    ['ltr', 0, 'ArrowRight', 1],
    ['ltr', 1, 'ArrowLeft', 0],
    ['ltr', 2, 'ArrowRight', 0],
    ['ltr', 0, 'ArrowLeft', 2],
    ['ltr', 1, 'Home', 0],
    ['ltr', 1, 'End', 2],
    ['ltr', 1, 'ArrowDown', 1],
    ['rtl', 0, 'ArrowLeft', 1],
    ['rtl', 1, 'ArrowRight', 0],
    ['rtl', 0, 'ArrowRight', 2],
    ['rtl', 1, 'Home', 0],
    ['rtl', 1, 'End', 2],
  ];
  for (const [dir, from, key, to] of keys) {
    it(`${key} in dir=${dir} moves from tab ${from + 1} to ${to + 1} with the focus`, async () => {
      const element = made({ layout, tab: layout.tabs[from]!.name });
      await fixture(html`<div dir=${dir as 'ltr'}>${element}</div>`);
      await element.settled;
      tabsOf(element)[from]!.focus();
      await sendKeys({ press: key });
      await element.settled;
      expect(open(element)).to.equal(to);
      expect(tagsOf(element)).to.deep.equal([tags[to]]);
      expect(element.shadowRoot!.activeElement).to.equal(tabsOf(element)[to]);
    });
  }

  it('the attribute tab selects a tab, and an unknown name the first one', async () => {
    const element = made({ layout });
    element.setAttribute('tab', 'two');
    await shown(element);
    for (const [name, index] of [
      ['two', 1],
      ['three', 2],
      ['nonsense', 0],
    ] as const) {
      element.setAttribute('tab', name);
      await element.settled;
      expect(open(element), name).to.equal(index);
    }
  });

  it('shows no tab row for one tab', async () => {
    const element = await dashboard({ layout: VIEWS });
    expect(all(element, '[role="tablist"], [role="tab"], [role="tabpanel"]')).to.be.empty;
    expect(tagsOf(element)).to.deep.equal(['single-stat-views']);
  });

  it('a tab shows its label, or the message for a well-known name, or its name', async () => {
    const tabs = [
      tab('content', [], { label: 'Works' }),
      tab('traffic', [], { label: { en: 'Visits', de: 'Besuche' } }),
      tab('usage', []),
      tab('constructor', []),
    ];
    const element = await dashboard({ layout: { tabs } });
    expect(textsOf(element, '[role="tab"]')).to.deep.equal(['Works', 'Visits', 'Usage', 'constructor']);
  });

  it('a tab accepts any name', async () => {
    const tabs = ['My "own" tab', 'My_"own"_tab', '2 <b>'].map((name) => tab(name, ['SingleStatViews']));
    const element = await dashboard({ layout: { tabs }, tab: 'My_"own"_tab' });
    const [panel] = all(element, '[role="tabpanel"]');
    expect(element.shadowRoot!.getElementById(panel!.getAttribute('aria-labelledby')!)).to.equal(tabsOf(element)[1]);
    expect(tabsOf(element).map(({ id }) => id.includes(' '))).to.deep.equal([false, false, false]);
    await expectAccessible(element);
  });
});

describe('child elements of stats-dashboard', () => {
  it('child elements replace the layout', async () => {
    const element = made({ data: numbers(3) });
    const figure = Object.assign(document.createElement('stats-figure'), { metric: 'views' } as const);
    element.append(figure);
    await shown(element);
    expect(figure.view?.value).to.equal(3);
    expect(figure.assignedSlot).to.exist;
    expect(tagsOf(element)).to.be.empty;
    expect(tabsOf(element)).to.be.empty;
    expect(labelOf(element)).to.equal('Activity from May 30, 2025 to May 30, 2025');
    await expectAccessible(element);
  });
});

describe('what editors and pages leave in stats-dashboard', () => {
  const layout = JSON.stringify(VIEWS);
  for (const left of [
    '<br>',
    '<p></p>',
    '<p>&nbsp;<br></p>',
    '<p><span></span></p>',
    '<span hidden>Text</span>',
    '<style>p { margin: 0 }</style><link rel="alternate" href="/x"><meta name="x">',
    `<p><script type="application/json">${layout}</script></p>`,
  ]) {
    it(`the layout is shown beside ${left.slice(0, 40)}`, async () => {
      const element = made({ layout: VIEWS, data: numbers(3) });
      element.innerHTML = left;
      await shown(element);
      expect(tagsOf(element)).not.to.be.empty;
    });
  }

  it('a paragraph around a layout does not hide it', async () => {
    const element = made({ data: numbers(3) });
    element.innerHTML = `<p><script type="application/json">${layout}</script></p>`;
    await shown(element);
    expect(tagsOf(element)).to.deep.equal(['single-stat-views']);
  });

  it('a paragraph with a widget replaces the layout', async () => {
    const element = made({ layout: VIEWS, data: numbers(3) });
    element.innerHTML = '<p>Views: <stats-figure metric="views"></stats-figure></p>';
    await shown(element);
    expect(tagsOf(element)).to.be.empty;
  });
});

describe('problems of a layout in stats-dashboard', () => {
  before(() => addRow({ label: 'FutureDial', tag: 'future-dial', base: 'future-dial', presets: {}, props: {} }));
  const at = (i: number, key = '') => `tabs[0].rows[0].components[${i}]${key}`;
  const cases: readonly (readonly [
    title: string,
    components: readonly (string | object)[],
    selector: string,
    sentence: string,
    error: Omit<ErrorDetail, 'reason'>,
    tags: readonly string[],
  ])[] = [
    [
      'a component that is not known',
      ['Nonsense', 'SingleStatViews'],
      '.cell:first-child > .gap',
      '“\u2068Nonsense\u2069” is not known and is left out.',
      { message: 'unknown-component: Nonsense', path: at(0) },
      ['p', 'single-stat-views'],
    ],
    [
      'a component that stands twice in a row',
      ['SingleStatViews', 'SingleStatViews'],
      '.cell:last-child > .gap',
      '“\u2068SingleStatViews\u2069” appears twice in this row and is shown once.',
      { message: 'duplicate: SingleStatViews', path: at(1) },
      ['single-stat-views', 'p'],
    ],
    [
      'a component that does not exist yet',
      ['SingleStatViews', 'FutureDial'],
      '.cell:last-child > .gap',
      '“\u2068FutureDial\u2069” is not available in this version and is left out.',
      { message: 'unavailable: FutureDial', path: at(1) },
      ['single-stat-views', 'p'],
    ],
    [
      'a width of 99 columns',
      [{ component: 'SingleStatViews', width: 99 }],
      '.notice',
      `A width in the layout is not a number from 1 to 16: ${at(0, '.width')}.`,
      { message: 'width: 99', path: at(0, '.width') },
      ['single-stat-views'],
    ],
    [
      'a setting that cannot be used',
      [{ component: 'SingleStatViews', props: { compactThreshold: 'many' } }],
      '.notice',
      `A setting in the layout cannot be used and is left out: ${at(0, '.props.compactThreshold')}.`,
      { message: 'value: "many"', path: at(0, '.props.compactThreshold') },
      ['single-stat-views'],
    ],
    [
      'a component without a name',
      ['SingleStatViews', { width: 3 }],
      '.notice',
      `A part of the layout cannot be read and is left out: ${at(1)}.`,
      { message: 'shape: {"width":3}', path: at(1) },
      ['single-stat-views'],
    ],
  ];
  for (const [title, components, selector, sentence, error, tags] of cases) {
    it(`P6: ${title} is shown as a sentence and dispatches stats-error with a path`, async () => {
      const element = await dashboard({ layout: layoutOf(...components) });
      expect(textsOf(element, selector)).to.deep.equal([sentence]);
      expect(tagsOf(element)).to.deep.equal(tags);
      expect(errors).to.deep.equal([{ reason: 'layout', ...error }]);
      await expectAccessible(element);
    });
  }

  const fatal: readonly (readonly [layout: unknown, sentence: string, error: Omit<ErrorDetail, 'reason'>])[] = [
    [
      '{"tabs": [',
      'The layout is neither valid JSON nor the name of a layout.',
      { message: 'not-json: {"tabs": [', path: '' },
    ],
    [{ tabs: [] }, 'The layout has no tabs.', { message: 'no-tabs: {"tabs":[]}', path: 'tabs' }],
    [{}, 'The layout has no tabs.', { message: 'no-tabs: {}', path: 'tabs' }],
    ['42', 'The layout has no tabs.', { message: 'no-tabs: 42', path: 'tabs' }],
  ];
  for (const [layout, sentence, error] of fatal) {
    it(`P6: the layout ${JSON.stringify(layout)} is shown as a sentence and dispatches stats-error`, async () => {
      const element = await dashboard({ layout });
      expect(textsOf(element, '[role="alert"]')).to.deep.equal([
        `The layout of these statistics cannot be read. ${sentence}`,
      ]);
      expect(errors).to.deep.equal([{ reason: 'layout', ...error }]);
      await expectAccessible(element);
    });
  }

  it('a problem of a layout is reported once', async () => {
    const element = await dashboard({ layout: layoutOf('Nonsense') });
    element.data = numbers(3);
    element.range = '24months';
    await element.settled;
    expect(errors).to.have.length(1);
  });
});

describe('pickers of stats-dashboard', () => {
  const [range, granularity, compare, report] = ['range-picker', 'granularity-picker', 'compare-picker', 'export'].map(
    (name) => `stats-${name}`,
  ) as [string, string, string, string];
  const cases: readonly (readonly [components: readonly string[], above: readonly string[]])[] = [
    [['SingleStatViews'], [range, granularity, compare, report]],
    [['DateRangeSelector'], [granularity, compare, report]],
    [['GranularitySelector'], [range, compare, report]],
    [['ReportSelector'], [range, granularity, compare]],
    [['DateRangeSelector', 'GranularitySelector', 'ReportSelector'], [compare]],
  ];
  for (const [components, above] of cases) {
    it(`a layout of ${components.join(' and ')} has the controls ${above.join(' and ')} above it`, async () => {
      const element = await dashboard({ layout: layoutOf(...components) });
      expect(controlsOf(element)).to.deep.equal(above);
    });
  }

  it('a picker in a row changes the whole dashboard', async () => {
    const element = await dashboard({ layout: layoutOf('DateRangeSelector', 'SingleStatViews'), data: numbers(3) });
    await choose(element, 'date-range-selector', '1month');
    expect(labelOf(element)).to.equal('Activity from Jun 1, 2025 to Jun 10, 2025');
    expect(all<StatsFigure>(element, 'single-stat-views')[0]!.view?.value).to.be.null;
  });

  it('a picker returns above a tab that does not contain it', async () => {
    const tabs = [tab('one', ['DateRangeSelector']), tab('two', ['SingleStatViews'])];
    const element = await dashboard({ layout: { tabs } });
    element.tab = 'two';
    await element.settled;
    expect(all(element, 'stats-range-picker')).to.have.length(1);
  });
});

describe('label of stats-dashboard', () => {
  const [end, lastDay] = ['Jun 8, 2025', 'May 30, 2025'];
  /** Views of every day until 8 June, two days before today; totals until 30 May. */
  const data = body({
    'usage-delta': { global: { viewUniqueRecords: sentWhole(dated('2024-11-01', '2025-06-08')) } },
    'content-snapshot': { global: { records: sentWhole({ '2025-05-30': 300 }) } },
  });
  const cases: readonly (readonly [title: string, tab: object, label: string])[] = [
    [
      'the label names all days where activity is shown',
      tab('page', ['SingleStatViews']),
      `Activity from Jan 1, 2025 to ${end}`,
    ],
    [
      'the label names the last counted day where only totals are shown',
      tab('page', ['SingleStatRecordCountCumulative']),
      `Totals as of ${lastDay}`,
    ],
    [
      'the label names all days where totals are shown beside activity',
      tab('page', ['SingleStatRecordCountCumulative', 'SingleStatViews']),
      `Activity from Jan 1, 2025 to ${end}`,
    ],
    [
      'the label depends on the kind that a layout sets',
      tab('page', [{ component: 'StatsFigure', props: { metric: 'records', kind: 'snapshot' } }]),
      `Totals as of ${lastDay}`,
    ],
    [
      'the label ignores controls',
      tab('page', ['DateRangeSelector', 'SingleStatRecordCountCumulative']),
      `Totals as of ${lastDay}`,
    ],
    [
      'the label names all days where no numbers are shown',
      tab('page', ['DateRangeSelector']),
      `Activity from Jan 1, 2025 to ${end}`,
    ],
    [
      'the label names the last day in the tab "content"',
      tab('content', ['SingleStatViews', 'SingleStatRecordCountCumulative']),
      `Totals as of ${end}`,
    ],
    [
      'the label names the last day in the tab "traffic"',
      tab('traffic', ['SingleStatViews', 'SingleStatRecordCountCumulative']),
      `Totals as of ${end}`,
    ],
    [
      'the label has the phrase of the layout before the days of activity',
      tab('page', ['SingleStatViews'], { date_range_phrase: 'Seen from' }),
      'Seen from Jan 1 – Jun 8, 2025',
    ],
    [
      'the label has the phrase of the layout before the day of totals',
      tab('page', ['SingleStatRecordCountCumulative'], { date_range_phrase: { en: 'All until' } }),
      `All until ${lastDay}`,
    ],
  ];
  for (const [title, only, label] of cases) {
    it(title, async () => {
      // The first tab loads views and totals, whose days the label names.
      const figures = ['SingleStatViews', 'SingleStatRecordCountCumulative'];
      const element = await dashboard({ layout: { tabs: [tab('first', figures), only] }, data });
      element.tab = (only as { name: string }).name;
      await element.settled;
      expect(labelOf(element)?.replace(/\s/g, ' ')).to.equal(label);
    });
  }

  it('the label names the last counted day before a range without counted days', async () => {
    const element = await dashboard({
      layout: layoutOf('SingleStatRecordCountCumulative'),
      data: numbers(3),
      range: '2025-06-02/2025-06-05',
    });
    expect(labelOf(element)).to.equal('Totals as of May 30, 2025');
  });
});

describe('selection of the reader in stats-dashboard', () => {
  const layout = layoutOf('SingleStatViews', 'SingleStatRecordCount');

  it('a picker changes the days of every widget', async () => {
    const element = await dashboard({ layout, data: numbers(3) });
    expect(figuresOf(element)).to.deep.equal([3, 3]);
    await choose(element, 'stats-range-picker', '1month');
    expect(figuresOf(element)).to.deep.equal([null, null]);
    expect(labelOf(element)).to.equal('Activity from Jun 1, 2025 to Jun 10, 2025');
  });

  it('another granularity keeps the days if it has the same preset', async () => {
    const element = await dashboard({ layout: layoutOf('ContentStatsChart'), data: numbers(3) });
    await choose(element, 'stats-granularity-picker', 'week');
    expect(all<StatsTimeline>(element, '.cell > *')[0]!.view?.granularity).to.equal('week');
    expect(labelOf(element)).to.equal('Activity from May 29, 2025 to May 29, 2025');
  });

  it('the selection survives other numbers, another tab, another layout and a removal', async () => {
    const element = await dashboard({ layout, data: numbers(3) });
    await choose(element, 'stats-range-picker', '1month');
    const label = labelOf(element);
    const place = element.parentElement!;
    const changes: readonly (() => void)[] = [
      () => (element.data = numbers(4)),
      () => (element.tab = 'two'),
      () => (element.headingLevel = 1),
      () => (element.layout = VIEWS),
      () => (element.remove(), place.append(element)),
    ];
    for (const [i, change] of changes.entries()) {
      change();
      await element.settled;
      expect(labelOf(element), `change ${i}`).to.equal(label);
    }
  });

  it('an attribute that changes later overrides the selection', async () => {
    const element = await dashboard({ layout, data: numbers(3) });
    await choose(element, 'stats-range-picker', '1month');
    element.range = '2025-05-30/2025-05-30';
    await element.settled;
    expect(figuresOf(element)).to.deep.equal([3, null]);
  });

  it('a child element can change the selection by stats-select', async () => {
    const element = made({ data: numbers(3) });
    const figure = Object.assign(document.createElement('stats-figure'), { metric: 'views' } as const);
    element.append(figure);
    await shown(element);
    const detail = { range: days('2025-06-01', '2025-06-02') };
    figure.dispatchEvent(new CustomEvent('stats-select', { detail, bubbles: true, composed: true }));
    await element.settled;
    expect(figure.view?.value).to.be.null;
  });
});

describe('configuration of stats-dashboard', () => {
  const titleOf = (element: StatsDashboard) => textsOf(element, '[part="title"]');

  const cases: readonly (readonly [
    config: object,
    set: Settings,
    read: (element: StatsDashboard) => unknown,
    expected: unknown,
  ])[] = [
    [{}, {}, titleOf, ['Statistics']],
    [{ title: 'Numbers' }, {}, titleOf, ['Numbers']],
    [{ title: { en: 'Numbers', de: 'Zahlen' } }, {}, titleOf, ['Numbers']],
    [{ title: '' }, {}, titleOf, ['Statistics']],
    [{ show_title: false }, {}, titleOf, []],
    [{ showTitle: 'False' }, {}, titleOf, []],
    [{}, {}, (element) => textsOf(element, '.description'), []],
    [{ description: 'All of them' }, {}, (element) => textsOf(element, '.description'), ['All of them']],
    [{ description: 'All of them', show_description: false }, {}, (element) => textsOf(element, '.description'), []],
    [{ default_granularity: 'week' }, { range: undefined }, labelOf, 'Activity from Mar 19, 2025 to Jun 10, 2025'],
    [{ defaultGranularity: 'year' }, { range: undefined }, labelOf, 'Activity from Jan 1, 2021 to Jun 10, 2025'],
    [
      { defaultGranularity: 'year' },
      { range: undefined, granularity: 'day' },
      labelOf,
      'Activity from May 12, 2025 to Jun 10, 2025',
    ],
    [
      { default_range_options: { month: '3months' } },
      { range: undefined },
      labelOf,
      'Activity from Apr 1, 2025 to Jun 10, 2025',
    ],
    [
      { default_granularity: 'day', defaultRangeOptions: { day: '7days', month: '3months' } },
      { range: undefined },
      labelOf,
      'Activity from Jun 4, 2025 to Jun 10, 2025',
    ],
    [
      { default_range_options: { month: '3months' } },
      { range: '6months' },
      labelOf,
      'Activity from Jan 1, 2025 to Jun 10, 2025',
    ],
    [{ maxHistoryYears: 10 }, { range: 'allTime' }, labelOf, 'Activity from Jan 1, 2015 to Jun 10, 2025'],
    [
      { max_history_years: 5, maxHistoryYears: 10 },
      { range: 'allTime' },
      labelOf,
      'Activity from Jan 1, 2020 to Jun 10, 2025',
    ],
  ];
  for (const [config, set, read, expected] of cases) {
    it(`${JSON.stringify(config)} with ${JSON.stringify(set)} shows ${JSON.stringify(expected)}`, async () => {
      const element = made({ layout: VIEWS, data: EVERY_DAY, ...set });
      element.setAttribute('config', JSON.stringify(config));
      await shown(element);
      expect(read(element)).to.deep.equal(expected);
      expect(errors).to.be.empty;
    });
  }

  const records = {
    global: { records: sentWhole({ '2025-05-30': 3 }) },
    resourceTypes: { records: sentParts({ text: { '2025-05-30': 2 } }) },
    subjects: { records: sentParts({ history: { '2025-05-30': 1 } }) },
  };
  const offered = (element: StatsDashboard) =>
    all<StatsTimeline>(element, '.cell > *').map(({ renderRoot }) =>
      [...renderRoot.querySelectorAll('option')].map(({ value }) => value),
    );
  for (const [config, breakdowns] of [
    [{}, ['', 'resourceTypes', 'subjects']],
    [{ ui_subcounts: { resource_types: {} } }, ['', 'resourceTypes']],
    [{ uiSubcounts: ['subjects', 'rights'] }, ['', 'subjects']],
  ] as const) {
    it(`${JSON.stringify(config)} makes timelines offer ${JSON.stringify(breakdowns)}`, async () => {
      const layout = layoutOf('ContentStatsChart');
      const element = await dashboard({ layout, config, data: body({ 'content-delta': records }) });
      expect(offered(element)).to.deep.equal([breakdowns]);
    });
  }

  it('a layout can offer breakdowns that the configuration does not', async () => {
    const element = await dashboard({
      layout: layoutOf({ component: 'ContentStatsChart', props: { display_subcounts: ['subjects'] } }),
      config: { ui_subcounts: ['resource_types'] },
      data: body({ 'content-delta': records }),
    });
    expect(offered(element)).to.deep.equal([['', 'subjects']]);
  });

  for (const [config, text] of [
    [{}, '2 kB'],
    [{ display_binary_sizes: true }, '2 KiB'],
    [{ displayBinarySizes: 'True' }, '2 KiB'],
  ] as const) {
    it(`${JSON.stringify(config)} formats 2050 bytes as ${text}`, async () => {
      const data = body({ 'usage-delta': { global: { dataVolume: sentWhole({ '2025-05-30': 2050 }) } } });
      const element = await dashboard({ layout: layoutOf('SingleStatTraffic'), config, data });
      expect(all<StatsFigure>(element, '.cell > *')[0]!.view?.text).to.equal(text);
    });
  }

  it('{"use_test_data":true} shows test data if there is no other source', async () => {
    const element = await shown(
      Object.assign(document.createElement('stats-dashboard'), { layout: VIEWS, config: { use_test_data: true } }),
    );
    expect(textsOf(element, '.notice')).to.deep.equal(['Test data: these numbers are invented.']);
    const given = await dashboard({ layout: VIEWS, config: { use_test_data: true }, data: numbers(3) });
    expect(figuresOf(given)).to.deep.equal([3]);
    expect(textsOf(given, '.notice')).to.be.empty;
  });

  it('a configuration that is not JSON is reported, and the dashboard uses the defaults', async () => {
    const element = await dashboard({ layout: VIEWS, config: '{"title":', data: numbers(3) });
    expect(errors).to.deep.equal([{ reason: 'layout', message: 'not-json: config', path: 'config' }]);
    expect(textsOf(element, '[role="alert"]')).to.deep.equal(['The settings of these statistics cannot be read.']);
    expect(titleOf(element)).to.deep.equal(['Statistics']);
    expect(figuresOf(element)).to.deep.equal([3]);
  });

  it('an invalid value of the configuration is reported once, and the other values are used', async () => {
    const config = { title: 'Numbers', default_granularity: 'decade', default_range_options: { week: '12' } };
    const element = await dashboard({ layout: VIEWS, config, data: numbers(3) });
    const told = [
      { reason: 'layout', message: 'value', path: 'config.default_granularity' },
      { reason: 'layout', message: 'value', path: 'config.default_range_options.week' },
    ];
    expect(errors).to.deep.equal(told);
    expect(titleOf(element)).to.deep.equal(['Numbers']);
    element.layout = 'community';
    await element.settled;
    expect(errors).to.deep.equal(told);
  });

  it('a configuration can be replaced and removed', async () => {
    const element = await dashboard({ layout: VIEWS, config: { title: 'One' } });
    element.config = { title: 'Two' };
    await element.settled;
    expect(titleOf(element)).to.deep.equal(['Two']);
    element.config = undefined;
    await element.settled;
    expect(titleOf(element)).to.deep.equal(['Statistics']);
  });
});

describe('default date basis of stats-dashboard', () => {
  const basisOf = async (set: Settings, change?: Settings) => {
    const source = heldSource(() => ({ dateBases: ['added', 'created', 'published'] }));
    const element = made({ source, layout: VIEWS, ...set });
    await fixture(html`${element}`);
    (await source.nth(0)).answer(numbers(3));
    await element.settled;
    if (change) {
      Object.assign(element, change);
      await element.updateComplete;
      (await source.nth(1)).answer(numbers(3));
      await element.settled;
    }
    return source.loads.map(({ request }) => request.dateBasis);
  };
  const config = { default_record_start_basis: 'created' };

  it('the date basis is the day of addition, unless the configuration sets another one', async () => {
    expect(await basisOf({})).to.deep.equal(['added']);
    expect(await basisOf({ config })).to.deep.equal(['created']);
  });

  it('the date basis stays when the range changes', async () => {
    const more = { range: '2024-01-01/2025-06-10' } as const;
    expect(await basisOf({ config }, more)).to.deep.equal(['created', 'created']);
  });

  it('the attribute overrides the date basis of the configuration, also later, until it is removed', async () => {
    expect(await basisOf({ config, dateBasis: 'published' })).to.deep.equal(['published']);
    expect(await basisOf({ config }, { dateBasis: 'added' })).to.deep.equal(['created', 'added']);
    expect(await basisOf({ config, dateBasis: 'added' }, { dateBasis: undefined })).to.deep.equal(['added', 'created']);
  });

  it('the date basis follows changes of the configuration', async () => {
    const other = { default_record_start_basis: 'published' };
    expect(await basisOf({ config }, { config: other })).to.deep.equal(['created', 'published']);
    expect(await basisOf({ config }, { config: {} })).to.deep.equal(['created', 'added']);
  });
});

describe('link to help in stats-dashboard', () => {
  const linksOf = (element: StatsDashboard) =>
    all<HTMLAnchorElement>(element, 'a').map((link) => [textOf(link), link.getAttribute('href')]);

  it('P8: the link to help has the address of the configuration and a text of the catalogue', async () => {
    const element = await dashboard({ layout: VIEWS, data: numbers(3), config: { help_link: '/about/counting' } });
    expect(linksOf(element)).to.deep.equal([['How we count', '/about/counting']]);
    await expectAccessible(element);
  });

  for (const config of [{}, { helpLink: 'javascript:alert(1)' }]) {
    it(`P8: no link to help is shown for ${JSON.stringify(config)}`, async () => {
      expect(linksOf(await dashboard({ layout: VIEWS, config }))).to.be.empty;
    });
  }
});

describe('disabled stats-dashboard', () => {
  const boxesOf = (element: StatsDashboard) => textsOf(element, '.state');
  const [both, ours, everywhere] = [
    { dashboard_enabled_communities: true, dashboard_enabled_global: true },
    { disabled_message: 'Not here' },
    { disabled_message_global: 'Not anywhere' },
  ];
  const cases: readonly (readonly [config: object, text: string])[] = [
    [{ dashboard_enabled: false }, 'There are no statistics here.'],
    [{ dashboardEnabled: 'False', ...ours }, 'Not here'],
    [{ dashboard_enabled: false, disabled_message: { de: 'Nicht hier', en: 'Nowhere' } }, 'Nowhere'],
    [{ dashboard_enabled: false, ...ours, ...everywhere }, 'Not anywhere'],
    [{ dashboard_enabled: false, ...ours, ...everywhere, ...both }, 'Not here'],
    [{ dashboard_enabled: false, disabled_message: '<b>Bold</b>' }, '<b>Bold</b>'],
    [
      { first_run_incomplete: true, agg_in_progress: true },
      'The first calculation is still in progress, please come back in a few hours.',
    ],
  ];
  for (const [config, text] of cases) {
    it(`a dashboard disabled by ${JSON.stringify(config)} shows its title and “${text}”, and sends no request`, async () => {
      const source = heldSource();
      const element = await dashboard({ source, layout: VIEWS, config: { ...config, title: 'Numbers' } });
      expect(textsOf(element, '[part="title"]')).to.deep.equal(['Numbers']);
      expect(boxesOf(element)).to.deep.equal([text]);
      expect(all(element, '.state b, .cell, .controls, [role="tab"], stats-status')).to.be.empty;
      expect(source.loads).to.be.empty;
      expect(errors).to.be.empty;
      await expectAccessible(element);
    });
  }

  it('P3: a dashboard is enabled unless the configuration disables it', async () => {
    for (const config of [
      undefined,
      {},
      { dashboard_enabled: null },
      { dashboard_enabled: '' },
      '{"dash',
      { dashboard_enabled: true },
    ]) {
      const element = await dashboard({ data: numbers(3), layout: VIEWS, config });
      expect(figuresOf(element), JSON.stringify(config)).to.deep.equal([3]);
    }
  });

  it('another configuration enables or disables a dashboard', async () => {
    const source = heldSource();
    const element = await dashboard({ source, layout: VIEWS, config: { dashboard_enabled: false } });
    element.setAttribute('config', '{"dashboard_enabled": true}');
    (await source.nth(0)).answer(numbers(3));
    await element.settled;
    expect(boxesOf(element)).to.be.empty;
    expect(figuresOf(element)).to.deep.equal([3]);
    element.config = { dashboard_enabled: false };
    await element.settled;
    expect(boxesOf(element)).to.have.length(1);
    expect(tagsOf(element)).to.be.empty;
  });

  it('disabling a dashboard aborts its requests', async () => {
    const source = heldSource();
    const element = made({ source, layout: VIEWS });
    await fixture(html`${element}`);
    const load = await source.nth(0);
    element.config = { dashboard_enabled: false };
    await element.updateComplete;
    expect(load.signal.aborted).to.be.true;
    await element.settled;
    expect(errors).to.be.empty;
  });

  it('a disabled dashboard hides its child elements', async () => {
    const source = heldSource();
    const element = made({ source, config: { dashboard_enabled: false } });
    const figure = Object.assign(document.createElement('stats-figure'), { metric: 'views' } as const);
    element.append(figure);
    await shown(element);
    expect(boxesOf(element)).to.have.length(1);
    expect(figure.assignedSlot).to.be.null;
    expect(source.loads).to.be.empty;
    element.config = {};
    (await source.nth(0)).answer(numbers(3));
    await element.settled;
    expect(figure.view?.value).to.equal(3);
  });

  it('a disabled dashboard inside another one shows no numbers of the outer one', async () => {
    const [outer, inner] = [made({ data: numbers(3) }), made({ config: { dashboard_enabled: false } })];
    const figure = Object.assign(document.createElement('stats-figure'), { metric: 'views' } as const);
    inner.append(figure);
    outer.append(inner);
    await shown(outer);
    expect(boxesOf(inner)).to.have.length(1);
    expect(figure.view).to.be.undefined;
  });
});

describe('stats-dashboard without numbers', () => {
  const boxesOf = (element: StatsDashboard) => textsOf(element, '.state').map((text) => text?.replace(/[.,].*/, ''));
  const visible = (element: StatsDashboard, selector: string) =>
    all(element, selector).filter((each) => each.checkVisibility()).length;
  const EMPTY = 'There are no numbers for this period';
  const CALCULATING = 'A calculation is in progress';

  for (const [data, config, text] of [
    [NOTHING, {}, EMPTY],
    [NO_NUMBER, {}, EMPTY],
    [NO_NUMBER, { agg_in_progress: true }, CALCULATING],
    [NO_NUMBER, { caching_in_progress: 'True' }, CALCULATING],
  ] as const) {
    it(`shows “${text}” for ${JSON.stringify(data)} and ${JSON.stringify(config)}`, async () => {
      const element = await dashboard({ data, config, layout: VIEWS });
      expect(boxesOf(element)).to.deep.equal([text]);
      expect(all(element, '.state')[0]!.role).to.equal('status');
      expect(visible(element, '.cell, .row')).to.equal(0);
      expect(controlsOf(element)).to.have.length(4);
      await expectAccessible(element);
    });
  }

  it('another range shows its numbers after an empty one', async () => {
    const source = heldSource();
    const element = made({ source, layout: VIEWS });
    await fixture(html`${element}`);
    (await source.nth(0)).answer(NO_NUMBER);
    await element.settled;
    expect(boxesOf(element)).to.deep.equal([EMPTY]);
    element.dispatchEvent(new CustomEvent('stats-select', { detail: { range: days('2024-01-01', '2024-12-31') } }));
    const load = await source.nth(1);
    await element.updateComplete;
    expect(boxesOf(element)).to.be.empty;
    load.answer(body({ 'usage-delta': { global: { viewUniqueRecords: sentWhole({ '2024-12-30': 4 }) } } }));
    await element.settled;
    expect(boxesOf(element)).to.be.empty;
    expect(visible(element, '.cell')).to.equal(1);
    expect(figuresOf(element)).to.deep.equal([4]);
  });

  it('a dashboard without numbers keeps its tabs and the pickers of its layout', async () => {
    const tabs = [tab('one', ['DateRangeSelector', 'SingleStatViews']), tab('two', ['SingleStatRecordCount'])];
    const element = await dashboard({ layout: { tabs }, data: NO_NUMBER });
    expect(visible(element, '[role="tab"]')).to.equal(2);
    expect(visible(element, 'date-range-selector')).to.equal(1);
    expect(visible(element, 'single-stat-views')).to.equal(0);
  });

  it('a dashboard without numbers hides its child elements, but keeps the pickers above', async () => {
    const element = made({ data: NO_NUMBER });
    element.append(
      Object.assign(document.createElement('stats-figure'), { metric: 'views' } as const),
      document.createElement('stats-range-picker'),
    );
    await shown(element);
    expect(boxesOf(element)).to.deep.equal([EMPTY]);
    expect(visible(element, 'slot')).to.equal(0);
    expect(controlsOf(element)).to.include('stats-range-picker');
  });

  it('a dashboard shows no empty state while numbers are loading or after an error', async () => {
    const source = heldSource();
    const element = made({ source, layout: VIEWS, config: { agg_in_progress: true } });
    await fixture(html`${element}`);
    const load = await source.nth(0);
    await element.updateComplete;
    expect(textsOf(element, '.state, .notice')).to.be.empty;
    load.fail('timeout');
    await element.settled;
    expect(boxesOf(element)).to.be.empty;
    expect(all(element, '[role="alert"]')).to.have.length(1);
  });
});

describe('pending calculations in stats-dashboard', () => {
  const notesOf = (element: StatsDashboard) => textsOf(element, '[role="status"] > .notice');
  for (const [config, notes] of [
    [{ agg_in_progress: true }, ['An update of these numbers is being calculated.']],
    [{ cachingInProgress: true }, ['An update of these numbers is being calculated.']],
    [{ agg_in_progress: false, caching_in_progress: 'False' }, []],
    [{}, []],
  ] as const) {
    it(`P4: ${JSON.stringify(config)} ${notes.length ? 'shows a note' : 'shows no note'} beside the numbers`, async () => {
      const element = await dashboard({ data: numbers(3), layout: VIEWS, config });
      expect(notesOf(element)).to.deep.equal(notes);
      expect(figuresOf(element)).to.deep.equal([3]);
      await expectAccessible(element);
    });
  }
});

describe('heading levels of stats-dashboard', () => {
  for (const [level, expected] of [
    [2, ['2', '3']],
    [4, ['4', '5']],
  ] as const) {
    it(`a dashboard at heading level ${level} sets the level of its widgets one below`, async () => {
      const element = await dashboard({ layout: layoutOf('RightsMultiDisplay'), headingLevel: level });
      const levels = [element, ...all<StatsFigure>(element, '.cell > *')].map((each) =>
        all(each, '[role="heading"]')[0]?.getAttribute('aria-level'),
      );
      expect(levels).to.deep.equal(expected);
    });
  }
});

describe('language of stats-dashboard', () => {
  it('title, tabs and layout use the language of the page', async () => {
    await loadLocale('de');
    const layout = {
      tabs: [tab('usage', ['SingleStatViews']), tab('x', [], { label: { de: 'Eigenes', en: 'Own' } })],
    };
    const element = made({ layout, config: { title: { en: 'Numbers', de: 'Zahlen' } } });
    await fixture(html`<div lang="de">${element}</div>`);
    await element.settled;
    expect(textsOf(element, '[part="title"], [role="tab"]')).to.deep.equal(['Zahlen', 'Nutzung', 'Eigenes']);
  });
});

describe('errors of stats-dashboard', () => {
  it('an error is shown once above the widgets; loaded numbers stay, and another attempt adds the others', async () => {
    const source = heldSource();
    const element = made({ source, layout: VIEWS });
    await fixture(html`<div>${element}</div>`);
    (await source.nth(0)).answer(numbers(3));
    await element.settled;
    expect(all(element, '[role="alert"]')).to.be.empty;
    element.range = '2024-06-01/2025-06-10';
    (await source.nth(1)).fail('timeout');
    await element.settled;
    expect(textsOf(element, '[role="alert"]')).to.deep.equal([
      'The statistics service did not answer in time. 2024 is missing because it could not be loaded. Try again',
    ]);
    expect(all<StatsFigure>(element, '.cell > *').flatMap((each) => all(each, '[role="alert"]'))).to.be.empty;
    expect(figuresOf(element)).to.deep.equal([3]);
    expect(errors.map(({ reason }) => reason)).to.deep.equal(['timeout']);
    await expectAccessible(element);
    all(element, '[role="alert"] button')[0]!.click();
    const again = await source.nth(2);
    expect(again.request.year).to.equal(2024);
    again.answer(body({ 'usage-delta': { global: { viewUniqueRecords: sentWhole({ '2024-12-30': 4 }) } } }));
    await element.settled;
    expect(all(element, '[role="alert"]')).to.be.empty;
    expect(figuresOf(element)).to.deep.equal([7]);
  });

  it('an error is announced by one live region when all requests have ended', async () => {
    const source = heldSource();
    const element = made({
      source,
      layout: layoutOf('SingleStatViews', 'TrafficStatsChart'),
      range: '2023-06-01/2025-06-10',
    });
    await fixture(html`<div>${element}</div>`);
    const regions = (): unknown[] =>
      [element, ...all<StatsFigure>(element, '.cell > *')].flatMap((each) =>
        textsOf(each as StatsDashboard, '[role="alert"], [role="status"], [aria-live]').filter(Boolean),
      );
    (await source.nth(0)).answer(numbers(3));
    (await source.nth(1)).fail('http');
    await element.updateComplete;
    expect(all(element, '[role="alert"]'), 'while a year is on its way').to.be.empty;
    (await source.nth(2)).fail('http');
    await element.settled;
    expect(regions()).to.deep.equal([
      'The statistics service reported an error. 2023–2024 are missing because they could not be loaded. Try again',
    ]);
    const [figure] = all<StatsFigure>(element, '.cell > *');
    expect(textsOf(figure as unknown as StatsDashboard, '.note')).to.include(
      '2023–2024 are missing because they could not be loaded.',
    );
  });

  it('a refresh that fails notes that old numbers are shown', async () => {
    const source = heldSource();
    const element = made({ source, layout: VIEWS });
    await fixture(html`<div>${element}</div>`);
    (await source.nth(0)).answer(numbers(3));
    await element.settled;
    void element.refresh();
    (await source.nth(1)).fail('timeout');
    await element.settled;
    expect(textsOf(element, '[role="alert"]')).to.deep.equal([
      'The statistics service did not answer in time. You see the last numbers that were loaded. Try again',
    ]);
    expect(figuresOf(element)).to.deep.equal([3]);
  });

  it('an error without loaded numbers does not mention old numbers', async () => {
    const source = heldSource();
    const element = made({ source, layout: VIEWS });
    await fixture(html`${element}`);
    (await source.nth(0)).fail('auth');
    await element.settled;
    expect(textsOf(element, '[role="alert"]')[0]).to.match(/^These statistics need a permission.*Try again$/);
    expect(textsOf(element, '[role="alert"]')[0]).not.to.contain('last numbers');
  });
});

describe('several dashboards', () => {
  it('two dashboards on a page share neither numbers nor selection', async () => {
    const [one, two] = [
      await dashboard({ layout: VIEWS, data: numbers(1) }),
      made({ layout: VIEWS, data: numbers(2) }),
    ];
    one.after(two);
    await two.settled;
    expect([one, two].flatMap(figuresOf)).to.deep.equal([1, 2]);
    await choose(one, 'stats-range-picker', '1month');
    await two.settled;
    expect([one, two].flatMap(figuresOf)).to.deep.equal([null, 2]);
    two.data = numbers(5);
    await two.settled;
    expect([one, two].flatMap(figuresOf)).to.deep.equal([null, 5]);
  });
});

describe('settled of stats-dashboard', () => {
  it('settled waits for charts', async () => {
    const element = await dashboard({
      testData: true,
      today: '2026-11-21',
      layout: layoutOf('ContentStatsChart', 'ResourceTypesMultiDisplay'),
    });
    const charts = all<StatsTimeline>(element, '.cell > *').flatMap((each) => all<StatsChart>(each, 'stats-chart'));
    expect(charts).to.have.length(2);
    expect(charts.map(({ renderRoot }) => renderRoot.querySelectorAll('canvas, svg').length > 0)).to.deep.equal([
      true,
      true,
    ]);
  });

  it('settled waits for a layout from an address and for its numbers', async () => {
    const [held, source] = [heldAnswers(), heldSource()];
    fakeFetch(held.answer);
    const element = made({ source, layoutSrc: '/layout.json' });
    await fixture(html`${element}`);
    let settled = false;
    const waiting = element.settled.then(() => (settled = true));
    held.give(0, json(VIEWS));
    const load = await source.nth(0);
    await nextTask();
    expect(settled).to.be.false;
    load.answer(numbers(3));
    await waiting;
    expect(figuresOf(element)).to.deep.equal([3]);
  });

  it('settled waits for the numbers of a tab that was just opened', async () => {
    const element = await dashboard({
      layout: { tabs: [tab('one', ['SingleStatViews']), tab('two', ['SingleStatRecordCount'])] },
      data: numbers(3),
    });
    element.tab = 'two';
    await element.settled;
    expect(figuresOf(element)).to.deep.equal([3]);
  });
});

describe('test data in stats-dashboard', () => {
  it('a dashboard notes invented numbers once', async () => {
    const element = await dashboard({ testData: true, today: '2026-11-21', layout: VIEWS });
    expect(textsOf(element, '.invented')).to.deep.equal(['Test data: these numbers are invented.']);
    expect(all<StatsFigure>(element, '.cell > *').flatMap((each) => all(each, '.invented'))).to.be.empty;
    expect(figuresOf(element)[0]).to.be.above(0);
    await expectAccessible(element);
  });

  it('a dashboard shows no note on real numbers', async () => {
    const element = await dashboard({ data: numbers(3), layout: VIEWS });
    expect(all(element, '.invented')).to.be.empty;
  });
});

describe('removal of stats-dashboard', () => {
  it('a removed dashboard keeps its numbers and shows them without a request when it is inserted again', async () => {
    const source = heldSource();
    const element = made({ source, layout: VIEWS });
    const place = await fixture(html`<div>${element}</div>`);
    (await source.nth(0)).answer(numbers(3));
    await element.settled;
    element.remove();
    place.append(element);
    await element.settled;
    expect(figuresOf(element)).to.deep.equal([3]);
    expect(source.loads).to.have.length(1);
  });

  it('a removed dashboard aborts its requests and sends them again when it is inserted again', async () => {
    const source = heldSource();
    const element = made({ source, layout: VIEWS });
    const place = await fixture(html`<div>${element}</div>`);
    const load = await source.nth(0);
    element.remove();
    await Promise.resolve();
    expect(load.signal.aborted).to.be.true;
    place.append(element);
    (await source.nth(1)).answer(numbers(4));
    await element.settled;
    expect(figuresOf(element)).to.deep.equal([4]);
    expect(errors).to.be.empty;
  });
});

describe('accessibility of stats-dashboard', () => {
  for (const name of ['content', 'usage']) {
    it(`the tab "${name}" of the default layout passes the axe checks`, async () => {
      const element = await dashboard({ testData: true, today: '2026-11-21', tab: name });
      expect(tagsOf(element)).to.have.length.above(8);
      await expectAccessible(element);
    });
  }
});

it('a picker among the child elements replaces the one above', async () => {
  const element = made();
  element.append(document.createElement('date-range-selector'));
  await shown(element);
  expect(controlsOf(element)).to.deep.equal(['stats-granularity-picker', 'stats-compare-picker', 'stats-export']);
});

it('K10: a configuration that is set later can select test data', async () => {
  const element = await dashboard({ layout: VIEWS });
  expect(textsOf(element, '.invented')).to.deep.equal([]);
  Object.assign(element, { data: undefined, config: { use_test_data: true } });
  await element.settled;
  expect(textsOf(element, '.invented')).to.deep.equal(['Test data: these numbers are invented.']);
});

it('a selection in a nested dashboard changes only the inner one', async () => {
  const [outer, inner] = [made(), made({ layout: VIEWS })];
  outer.append(inner);
  await shown(outer);
  const select = inner.renderRoot.querySelector('stats-range-picker')!.renderRoot.querySelector('select')!;
  select.value = '1month';
  select.dispatchEvent(new Event('change'));
  await outer.settled;
  expect(labelOf(inner)).to.equal('Activity from Jun 1, 2025 to Jun 10, 2025');
  expect(labelOf(outer)).to.equal('Activity from Jan 1, 2025 to Jun 10, 2025');
});
