/** Properties, attributes and events as frameworks use them. */
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { LitElement } from 'lit';
import type { Setting } from '../components/base/settings.js';
import { StatsElement } from '../components/base/stats-element.js';
import type { StatsChart } from '../components/chart/stats-chart.js';
import type { StatsFigure } from '../components/figure/stats-figure.js';
import type { ErrorDetail } from '../src/state/events.js';
import { body, days, heldSource, sentWhole, type HeldSource } from '../test/builders.js';
import { nextTask } from '../test/fake-fetch.js';
import { ROWS_BY_TAG } from './catalogue.js';
import { elementLoader } from './define-elements.js';
import { ELEMENTS } from './element-registry.js';
import { StatsDashboard } from './stats-dashboard.js';

const TAGS = [...Object.keys(ELEMENTS), ...ROWS_BY_TAG.keys(), 'stats-dashboard'];

const LAYOUT = {
  tabs: ['one', 'two'].map((name) => ({ name, rows: [{ components: [{ component: 'SingleStatViews' }] }] })),
};
const VIEWS = body({ 'usage-delta': { global: { viewUniqueRecords: sentWhole({ '2025-05-30': 7 }) } } });
const SETTINGS = { today: '2025-06-10', range: 'yearToDate' };

/** Wraps an object so that it and everything in it is a proxy, as reactive objects of Vue, Svelte and MobX are. */
function reactive<T extends object>(target: T): T {
  return new Proxy(target, {
    get(inner, key): unknown {
      const value: unknown = Reflect.get(inner, key);
      return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) ? reactive(value) : value;
    },
    set: () => {
      throw new Error('the object of the page was changed');
    },
  });
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

/** Makes an object in another document, whose prototypes are other ones. */
function foreign(value: unknown): object {
  const frame = document.body.appendChild(document.createElement('iframe'));
  const { JSON: theirs } = frame.contentWindow as unknown as typeof globalThis;
  const made = theirs.parse(JSON.stringify(value)) as object;
  frame.remove();
  return made;
}

const made = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag, set: object = {}): HTMLElementTagNameMap[Tag] =>
  Object.assign(document.createElement(tag), set);

/** Returns the elements that a dashboard shows. */
const shownIn = ({ renderRoot }: StatsDashboard): Element[] => [...renderRoot.querySelectorAll('.cell > *')];

/** Adds the properties that React has rendered, as it keeps them at an element. */
const rendered = (element: Element, properties: object): unknown =>
  Object.assign(element, { ['__reactProps$abc']: properties });

const errors: ErrorDetail[] = [];
const hear = ({ detail }: HTMLElementEventMap['stats-error']): number => errors.push(detail);

before(async () => {
  StatsDashboard.define();
  await elementLoader.load();
});
beforeEach(() => {
  errors.length = 0;
  document.body.addEventListener('stats-error', hear);
});
afterEach(() => document.body.removeEventListener('stats-error', hear));

/** A dashboard in the page whose loads have been answered. */
async function loaded(set: object = {}): Promise<{ dashboard: StatsDashboard; source: HeldSource }> {
  const source = heldSource();
  const dashboard = made('stats-dashboard', { ...SETTINGS, source, layout: LAYOUT, ...set });
  await fixture(html`<div>${dashboard}</div>`);
  (await source.nth(0)).answer(VIEWS);
  await dashboard.settled;
  return { dashboard, source };
}

describe('attributes and properties', () => {
  const propertiesOf = (tag: string): [name: string, attribute: string | undefined, setting: Setting][] =>
    [...(customElements.get(tag) as typeof LitElement).elementProperties]
      .filter(([, { state }]) => !state)
      .map(([name, { attribute, converter }]) => [
        name as string,
        attribute === false ? undefined : typeof attribute === 'string' ? attribute : String(name),
        converter as unknown as Setting,
      ]);

  it('every property that is undefined or null has its default', () => {
    for (const tag of TAGS) {
      const defaults = made(tag as 'stats-figure') as unknown as Record<string, unknown>;
      for (const [name] of propertiesOf(tag))
        for (const absent of [undefined, null]) {
          const element = made(tag as 'stats-figure', { [name]: absent }) as unknown as Record<string, unknown>;
          expect(element[name], `${tag} ${name}`).to.deep.equal(defaults[name]);
        }
    }
  });

  it('every attribute is understood without its hyphens, as chartType and dateBasis in markup become', () => {
    for (const tag of TAGS)
      for (const [, attribute] of propertiesOf(tag)) {
        const { observedAttributes } = customElements.get(tag) as typeof LitElement;
        if (attribute) expect(observedAttributes, tag).to.include(attribute.replaceAll('-', '').toLowerCase());
      }
    const timeline = document.createElement('stats-timeline');
    timeline.setAttribute('chartType', 'bar');
    timeline.setAttribute('DATEBASIS', 'created');
    expect(timeline).to.include({ chartType: 'bar', dateBasis: 'created' });
    timeline.removeAttribute('charttype');
    timeline.setAttribute('chart-type', 'line');
    expect(timeline).to.include({ chartType: 'line' });
  });

  const SWITCHES: readonly (readonly [given: unknown, value: boolean])[] = [
    ...[true, '', 'true', 'True', '1', 'test-data'].map((given) => [given, true] as const),
    ...[false, 'false', 'FALSE', '0', undefined, null].map((given) => [given, false] as const),
  ];
  for (const [given, value] of SWITCHES)
    it(`a switch that a framework sets to ${JSON.stringify(given)} is ${value ? 'on' : 'off'}`, () => {
      expect(made('stats-figure', { testData: given }).testData).to.equal(value);
      if (typeof given !== 'string') return;
      const element = document.createElement('stats-figure');
      element.setAttribute('test-data', given);
      expect(element.testData).to.equal(value);
    });

  it('a community or a tab that a framework sets as a number is its text', () => {
    expect(made('stats-dashboard', { community: 12, tab: 2024 })).to.include({ community: '12', tab: '2024' });
  });

  it('data as JSON shows the same number as the object, as a property and as an attribute', async () => {
    const json = JSON.stringify(VIEWS);
    const figures = [VIEWS, json, reactive(VIEWS), frozen(structuredClone(VIEWS)), foreign(VIEWS)].map((data) =>
      made('stats-figure', { ...SETTINGS, metric: 'views', data }),
    );
    const marked = made('stats-figure', { ...SETTINGS, metric: 'views' });
    marked.setAttribute('data', json);
    await fixture(html`<div>${[...figures, marked]}</div>`);
    for (const figure of [...figures, marked]) {
      await figure.settled;
      expect([figure.view?.value, errors], typeof figure.data).to.deep.equal([7, []]);
    }
  });

  it('a property without a setter ignores what is set, so that no rendering fails', async () => {
    const { dashboard } = await loaded();
    const figure = shownIn(dashboard)[0] as StatsFigure;
    Object.assign(figure, { view: 'x', selection: 'x', settled: 'x', state: 'x', scope: undefined });
    Object.assign(dashboard, { selection: {}, settled: 1 });
    await figure.settled;
    expect([figure.view?.value, figure.selection.range]).to.deep.equal([7, 'yearToDate']);
  });
});

describe('objects', () => {
  const GIVEN: readonly (readonly [what: string, layout: () => unknown])[] = [
    ['an object', () => LAYOUT],
    ['JSON', () => JSON.stringify(LAYOUT)],
    ['a reactive object', () => reactive(LAYOUT)],
    ['a frozen object', () => frozen(structuredClone(LAYOUT))],
    ['an object of another document', () => foreign(LAYOUT)],
  ];
  for (const [what, layout] of GIVEN)
    it(`layout and config accept ${what}`, async () => {
      const [title, config] = ['Ours', { title: 'Ours' }];
      const same: Readonly<Record<string, unknown>> = {
        JSON: JSON.stringify(config),
        'a reactive object': reactive(config),
        'an object of another document': foreign(config),
      };
      const { dashboard } = await loaded({ layout: layout(), config: same[what] ?? frozen(config) });
      expect(shownIn(dashboard)).to.have.length(1);
      expect(dashboard.renderRoot.querySelector('[part="title"]')!.textContent.trim()).to.equal(title);
      expect(errors).to.be.empty;
    });

  it('a draft that is revoked after it was set stays the layout', async () => {
    const { proxy, revoke } = Proxy.revocable(LAYOUT, {});
    const element = made('stats-dashboard', { ...SETTINGS, data: VIEWS, layout: proxy });
    revoke();
    await fixture(html`<div>${element}</div>`);
    await element.settled;
    expect(shownIn(element)).to.have.length(1);
  });

  it('equal objects that are made anew at every rendering load and draw nothing and keep the open tab', async () => {
    const config = { title: 'Ours', vega: { axis: { grid: false } } };
    const { dashboard, source } = await loaded({ config });
    dashboard.renderRoot.querySelectorAll<HTMLElement>('[role="tab"]')[1]!.click();
    await dashboard.settled;
    const before = shownIn(dashboard);
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((records) => changes.push(...records));
    observer.observe(dashboard.renderRoot, { subtree: true, childList: true, attributes: true, characterData: true });
    for (let i = 0; i < 3; i++) {
      Object.assign(dashboard, structuredClone({ layout: LAYOUT, config, vegaConfig: undefined }));
      await dashboard.settled;
    }
    changes.push(...observer.takeRecords());
    observer.disconnect();
    expect(changes).to.be.empty;
    expect(shownIn(dashboard)).to.deep.equal(before);
    expect(dashboard.selection.tab).to.equal('two');
    expect(source.loads).to.have.length(1);
  });

  it('an equal list of metrics, center or spec that is made anew requests no update', async () => {
    for (const [tag, set] of [
      ['stats-timeline', () => ({ metrics: ['views', 'downloads'], subcounts: { languages: {} } })],
      ['stats-map', () => ({ center: [10, 50], vegaConfig: { axis: {} } })],
      ['stats-chart', () => ({ spec: { mark: 'bar' } })],
      ['stats-table', () => ({ headers: ['a'], rows: [['x', { value: 1, text: '1' }]], heading: { en: 'A' } })],
    ] as const) {
      const element = await fixture<LitElement>(html`${made(tag, set())}`);
      await element.updateComplete;
      while (element.isUpdatePending) await nextTask();
      Object.assign(element, set());
      expect(element.isUpdatePending, tag).to.be.false;
    }
  });

  it('an object that was changed in place is noticed when it is set again', async () => {
    const layout = structuredClone(LAYOUT);
    const { dashboard } = await loaded({ layout });
    layout.tabs[0]!.rows[0]!.components.push({ component: 'SingleStatDownloads' });
    dashboard.layout = layout;
    await dashboard.updateComplete;
    expect(shownIn(dashboard).map(({ localName }) => localName)).to.deep.equal([
      'single-stat-views',
      'single-stat-downloads',
    ]);
  });

  it('a chart draws a reactive specification, which Vega alone cannot clone', async () => {
    const spec = reactive({
      data: { values: [{ a: 1 }, { a: 2 }] },
      mark: 'bar',
      encoding: { x: { field: 'a', type: 'quantitative' } },
    } as const);
    const chart = await fixture<StatsChart>(html`${made('stats-chart', { spec })}`);
    // Loading Vega can take longer than the time limit of the chart, which then draws later.
    await waitUntil(() => chart.svg, undefined, { timeout: 15_000 });
    expect(chart.svg!.querySelectorAll('.mark-rect path')).to.have.length(2);
  });

  it('a read-only property that was set before the element was defined does not hide that of the element', () => {
    class Late extends StatsElement {
      static override tag = 'test-late-properties';
      get view(): string {
        return 'mine';
      }
    }
    const element = Object.assign(document.createElement(Late.tag), { view: 'theirs', other: 'kept' });
    document.body.append(element);
    Late.define();
    expect([element.view, element.other]).to.deep.equal(['mine', 'kept']);
    element.remove();
  });
});

describe('objects that React has rendered', () => {
  const properties = { ...SETTINGS, data: VIEWS, layout: LAYOUT };

  it('an element takes the objects that React kept when it could not set them', async () => {
    const element = made('stats-dashboard', SETTINGS);
    element.setAttribute('layout', '[object Object]');
    rendered(element, properties);
    await fixture(html`<div>${element}</div>`);
    await element.settled;
    expect(shownIn(element)).to.have.length(1);
    expect((shownIn(element)[0] as StatsFigure).view?.value).to.equal(7);
    expect(errors).to.be.empty;
  });

  it('an element that was drawn before React hydrates it takes them when the page is loaded', async () => {
    const element = made('stats-dashboard', { ...SETTINGS, data: VIEWS });
    await fixture(html`<div>${element}</div>`);
    await element.settled;
    rendered(element, properties);
    window.dispatchEvent(new Event('load'));
    await new Promise((resolve) => requestIdleCallback(resolve));
    await element.settled;
    expect(shownIn(element).map(({ localName }) => localName)).to.deep.equal(['single-stat-views']);
  });

  it('an element takes new objects of React 18, which sets the same text again', async () => {
    const element = made('stats-dashboard', { ...SETTINGS, data: VIEWS });
    rendered(element, properties);
    await fixture(html`<div>${element}</div>`);
    await element.settled;
    element.setAttribute('layout', '[object Object]');
    rendered(element, { ...properties, layout: { rows: [{ components: [{ component: 'SingleStatDownloads' }] }] } });
    await element.settled;
    expect(shownIn(element).map(({ localName }) => localName)).to.deep.equal(['single-stat-downloads']);
    expect(errors).to.be.empty;
  });

  it('a text that React has rendered does not undo a choice of the reader', async () => {
    const { dashboard } = await loaded({ tab: 'one' });
    dashboard.renderRoot.querySelectorAll<HTMLElement>('[role="tab"]')[1]!.click();
    rendered(dashboard, { tab: 'one', layout: LAYOUT });
    dashboard.requestUpdate();
    await dashboard.settled;
    expect(dashboard.selection.tab).to.equal('two');
  });
});

describe('the selection', () => {
  const all = { range: 'yearToDate', granularity: 'month', dateBasis: 'added', compare: 'none' };

  it('selection can be read before the element is in the page, and of a widget alone', async () => {
    const figure = made('stats-figure', { ...SETTINGS, data: VIEWS });
    expect(figure.selection).to.deep.equal(all);
    await fixture(html`${figure}`);
    await figure.settled;
    expect(figure.selection).to.deep.equal(all);
  });

  it('a handler of stats-select reads the change in detail, and the whole in selection', async () => {
    const { dashboard } = await loaded();
    const heard: unknown[] = [];
    dashboard.addEventListener('stats-select', ({ detail }) => heard.push(detail, dashboard.selection));
    const detail = { range: days('2025-05-01', '2025-05-31') };
    shownIn(dashboard)[0]!.dispatchEvent(new CustomEvent('stats-select', { detail, bubbles: true, composed: true }));
    expect(heard).to.deep.equal([detail, { ...all, range: '2025-05-01/2025-05-31', tab: 'one' }]);
    dashboard.renderRoot.querySelectorAll<HTMLElement>('[role="tab"]')[1]!.click();
    expect(heard.slice(2)).to.deep.equal([{ tab: 'two' }, { ...all, range: '2025-05-01/2025-05-31', tab: 'two' }]);
  });

  for (const [what, given] of [
    ['the detail', (event: Event): unknown => (event as CustomEvent<{ range: unknown }>).detail.range],
    ['the selection', (event: Event): unknown => (event.currentTarget as StatsDashboard).selection.range],
  ] as const)
    it(`a page that sets range to that of ${what} sends no second request and causes no second event`, async () => {
      const { dashboard, source } = await loaded();
      let events = 0;
      dashboard.addEventListener('stats-select', (event) => {
        events++;
        Object.assign(dashboard, { range: given(event) });
      });
      const detail = { range: days('2024-05-01', '2024-05-31') };
      shownIn(dashboard)[0]!.dispatchEvent(new CustomEvent('stats-select', { detail, bubbles: true, composed: true }));
      (await source.nth(1)).answer();
      await dashboard.settled;
      expect([events, source.loads.length, dashboard.range]).to.deep.equal([1, 2, '2024-05-01/2024-05-31']);
      expect(errors).to.be.empty;
    });

  it('a page that sets one part of the selection keeps what the reader has chosen of the others', async () => {
    const { dashboard } = await loaded();
    const detail = { granularity: 'week' };
    shownIn(dashboard)[0]!.dispatchEvent(new CustomEvent('stats-select', { detail, bubbles: true, composed: true }));
    dashboard.range = '3months';
    await dashboard.settled;
    expect(dashboard.selection).to.include({ range: '3months', granularity: 'week' });
    dashboard.granularity = 'day';
    await dashboard.settled;
    expect(dashboard.selection).to.include({ range: '3months', granularity: 'day' });
  });
});

describe('the lifecycle', () => {
  it('a move within a task sends no second request, and the first one is not aborted', async () => {
    const source = heldSource();
    const dashboard = made('stats-dashboard', { ...SETTINGS, source, layout: LAYOUT });
    const figure = made('stats-figure', { ...SETTINGS, source, metric: 'views' });
    const page = await fixture(html`<div>${dashboard}${figure}</div>`);
    const load = await source.nth(0);
    await nextTask();
    const { length } = source.loads;
    page.append(figure, dashboard);
    page.prepend(figure);
    await nextTask();
    await dashboard.updateComplete;
    expect([load.signal.aborted, source.loads.length]).to.deep.equal([false, length]);
    load.answer(VIEWS);
    await dashboard.settled;
    await figure.settled;
    expect(figure.view?.value).to.equal(7);
  });

  it('a listener that is added in the task of the insertion hears the first stats-error', async () => {
    const heard: unknown[] = [];
    const figure = made('stats-figure', { metric: 'vews' });
    const page = await fixture(html`<div></div>`);
    page.append(figure);
    figure.addEventListener('stats-error', ({ detail }) => heard.push(detail.path));
    await figure.updateComplete;
    expect(heard).to.deep.equal(['metric']);
  });

  it('a clone of an element, as page caches make it, shows what its attributes say', async () => {
    const page = await fixture(html`<div></div>`);
    page.innerHTML = `<stats-timeline test-data today="2025-06-10" metrics="views" chartType="bar"></stats-timeline>`;
    const first = page.querySelector('stats-timeline')!;
    await first.updateComplete;
    page.replaceChildren(first.cloneNode(true));
    const clone = page.querySelector('stats-timeline')!;
    await clone.settled;
    expect(clone).to.include({ chartType: 'bar', testData: true });
    expect(clone.view?.series).to.have.length(1);
    clone.remove();
  });
});
