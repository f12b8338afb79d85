/** Behaviour of every element for a value of an attribute or property that is not understood. */
import { expect, fixture, html } from '@open-wc/testing';
import type { LitElement } from 'lit';
import { isSetting } from '../components/base/settings.js';
import type { StatsBreakdown } from '../components/breakdown/stats-breakdown.js';
import type { StatsDataElement } from '../components/base/stats-data-element.js';
import type { StatsFigure } from '../components/figure/stats-figure.js';
import type { ErrorDetail } from '../src/state/events.js';
import { body, heldSource, sentWhole } from '../test/builders.js';
import { ROWS_BY_TAG } from './catalogue.js';
import { elementLoader } from './define-elements.js';
import { ELEMENTS } from './element-registry.js';
import { StatsDashboard } from './stats-dashboard.js';

const TAGS = [...Object.keys(ELEMENTS), 'stats-dashboard'];

/** Elements that show or change only the statistics of their dashboard. */
const CONTROLS = ['stats-range-picker', 'stats-granularity-picker', 'stats-compare-picker', 'stats-status'];

/** Elements that show what the page gives them. */
const OWN_NUMBERS = ['stats-table', 'stats-chart'];

/** The text that templates make of an object is no value of any attribute, not even of those that accept any text. */
const OBJECT = '[object Object]';

/** Attributes of every element with its own source, and values that are not understood. */
const COMMON = {
  range: ['2025-06-12/2025-05-30', '15years', '2025-02-29/2025-03-01', '2025-05-30', '1800-01-01/1800-02-01'],
  granularity: ['months'],
  compare: ['lastyear'],
  'date-basis': ['submitted'],
  credentials: ['all'],
  source: ['snapshoot'],
  today: ['tomorrow', '2025-02-30'],
  'test-data': ['no'],
  data: ['{"usage-delta-category":', '7', OBJECT],
};
const metric = ['vews', ''];
const kind = ['total', ''];
const breakdown = ['resource_types', ''];
const height = ['0', 'high', '1e9', '300px'];
const pageSize = ['0', '-1', '2.5', 'ten'];
const json = ['{"axis":', '[]', '7', OBJECT];
const list = ['a,b', '{}', '["a"', OBJECT];
const vegaConfig = json;

/** The same for the attributes that single elements have. */
const OWN: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'stats-figure': { metric, kind, value: ['many', ''], unit: ['bits'], 'compact-threshold': ['0', 'large'] },

  'stats-timeline': {
    ...{ kind, breakdown, height },
    metrics: ['views dowloads', '', ','],
    'chart-type': ['area'],
    'line-display': ['beside'],
    'max-series': ['0', 'NaN'],
    subcounts: json,
    vegaConfig,
  },
  'stats-breakdown': {
    ...{ breakdown, metric, kind, 'page-size': pageSize },
    view: ['donut'],
    display: ['donut'],
    views: ['list donut'],
    'max-height': ['300'],
    'hide-other': ['no'],
    headers: list,
    vegaConfig,
  },
  'stats-map': {
    ...{ kind, height, 'min-height': height },
    metric: [...metric, 'records'],
    zoom: ['0', '21', 'near'],
    center: ['here', '10', '10 95', '1 2 3'],
    'uniform-color-mode': ['no'],
    vegaConfig,
  },
  'stats-top-records': {
    order: ['mostloved', ''],
    'page-size': pageSize,
    'max-height': ['tall'],
    headers: list,
    vegaConfig,
  },
  'stats-record': { metric: ['vews', 'visitors', ''], record: ['a/b', '..', 'a b', 'x?y', OBJECT], vegaConfig },
  'stats-export': { 'default-format': ['pdf'], 'service-formats': ['no'] },
  'stats-chart': { height, stops: ['-1', 'two'], spec: json },
  'stats-table': { 'max-height': ['300'], headers: list, rows: list },
  'stats-dashboard': { vegaConfig },
};

const classOf = (tag: string): typeof LitElement => customElements.get(tag) as typeof LitElement;
const attributesOf = (tag: string): string[] =>
  [...classOf(tag).elementProperties]
    .filter(([, { attribute, state }]) => attribute !== false && !state)
    .map(([name, { attribute }]) => (typeof attribute === 'string' ? attribute : String(name)));

/** Attributes that accept any text but that of an object. */
const TEXTS =
  'src community records-src search-base layout-src heading-level heading icon label description layout config tab';
const texts = (tag: string): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(attributesOf(tag).flatMap((name) => (TEXTS.split(' ').includes(name) ? [[name, [OBJECT]]] : [])));

const errors: ErrorDetail[] = [];
const listen = ({ detail }: HTMLElementEventMap['stats-error']): number => errors.push(detail);

before(async () => {
  StatsDashboard.define();
  await elementLoader.load();
});
beforeEach(() => {
  errors.length = 0;
  document.addEventListener('stats-error', listen);
});
afterEach(() => document.removeEventListener('stats-error', listen));

const textOf = (element: { readonly renderRoot: ParentNode }): string =>
  [...element.renderRoot.childNodes]
    .map(({ textContent }) => textContent)
    .join(' ')
    .replace(/[\u2068\u2069]/g, '');

const DATA = body({ 'usage-delta': { global: { viewUniqueRecords: sentWhole({ '2025-05-30': 7 }) } } });

interface Counted {
  /** Returns the number of calls of the source. */
  readonly asked: () => number;
  readonly element: StatsDataElement;
}

/** Creates an element with a source that counts its calls. */
async function counted(
  tag: string,
  set: Readonly<Record<string, unknown>> = {},
  attributes: Readonly<Record<string, string>> = {},
): Promise<Counted> {
  let offers = 0;
  const source = heldSource(() => (offers++, {}));
  let lists = 0;
  source.records = async () => (lists++, []);
  const element = document.createElement(tag) as unknown as StatsDataElement;
  Object.assign(element, { source, today: '2025-06-10', ...set });
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  await fixture(html`${element}`);
  await element.updateComplete;
  return { element, asked: () => offers + lists + source.loads.length };
}

describe('every property of every element', () => {
  it('every property of every element is declared with a setting', () => {
    for (const tag of [...TAGS, ...ROWS_BY_TAG.keys()])
      for (const [name, { state, converter }] of classOf(tag).elementProperties)
        expect(state || isSetting(converter), `${tag} ${String(name)}`).to.be.true;
  });

  it('every attribute has a wrong value in this file', () => {
    for (const tag of TAGS)
      for (const attribute of attributesOf(tag))
        expect({ ...COMMON, ...texts(tag), ...OWN[tag] }, tag).to.have.property(attribute);
  });
});

it('pickers and the status have no attributes for a source', () => {
  for (const tag of CONTROLS) expect(attributesOf(tag), tag).to.be.empty;
});

describe('a value that is not understood', () => {
  for (const tag of TAGS.filter((name) => !CONTROLS.includes(name))) {
    it(`${tag} names a wrong value of any attribute, dispatches stats-error once, and calls no method of its source`, async () => {
      const values = Object.entries({ ...(!OWN_NUMBERS.includes(tag) && COMMON), ...texts(tag), ...OWN[tag] });
      for (const [attribute, wrong] of values) {
        for (const value of wrong) {
          errors.length = 0;
          const { element, asked } = await counted(tag, {}, { [attribute]: value });
          await element.settled;
          const what = `${tag} ${attribute}="${value}"`;
          expect(errors, what).to.have.length(1);
          expect(errors[0], what).to.include({ reason: 'attribute', path: attribute });
          expect(errors[0]!.message, what).to.contain(`${attribute}="${value}"`);
          expect(textOf(element), what).to.contain(`${attribute}="${value}" is not understood.`);
          expect(asked(), what).to.equal(0);
          element.requestUpdate();
          await element.updateComplete;
          expect(errors, `${what}, drawn again`).to.have.length(1);
        }
      }
    });
  }

  it('an element that is created with a wrong value calls no method of its source', async () => {
    for (const [attribute, value] of [
      ['metric', 'vews'],
      ['range', '15years'],
      ['today', 'tomorrow'],
    ] as const) {
      const { element, asked } = await counted('stats-figure', { [attribute]: value });
      await element.settled;
      expect(asked(), attribute).to.equal(0);
      expect(textOf(element), attribute).to.contain(`${attribute}="${value}" is not understood.`);
    }
  });

  it('a figure shows no number while its metric is not understood, and shows it again when that is corrected', async () => {
    const { element } = await counted('stats-figure', {
      data: DATA,
      source: undefined,
      metric: 'views',
      range: 'yearToDate',
    });
    const figure = element as unknown as StatsFigure;
    await figure.settled;
    expect(figure.view?.value).to.equal(7);
    figure.setAttribute('metric', 'vews');
    await figure.settled;
    expect(figure.view).to.be.undefined;
    expect(textOf(figure)).not.to.contain('7');
    figure.setAttribute('metric', 'views');
    await figure.settled;
    expect(figure.view?.value).to.equal(7);
    expect(textOf(figure)).not.to.contain('is not understood');
    figure.setAttribute('metric', 'vews');
    await figure.settled;
    expect(errors.map(({ path }) => path)).to.deep.equal(['metric', 'metric']);
  });

  it('an element shows five of six wrong values and reports all of them', async () => {
    const wrong = { metric: 'a', kind: 'b', range: 'c', granularity: 'd', compare: 'e', today: 'f' };
    const { element } = await counted('stats-figure', wrong);
    expect(errors.map(({ path }) => path)).to.have.members(Object.keys(wrong));
    expect(element.renderRoot.querySelectorAll('.faults p')).to.have.length(5);
  });

  it('a wrong value is isolated in its sentence and cannot change its direction', async () => {
    const { element } = await counted('stats-figure', { metric: '\u202Evews\u2069' });
    expect(element.renderRoot.textContent).to.contain('\u2068metric="vews"\u2069 is');
  });

  it('a wrong value is named in the language of the page', async () => {
    const page = await fixture(html`<div lang="de"><stats-figure metric="vews" test-data></stats-figure></div>`);
    const figure = page.querySelector('stats-figure')!;
    await figure.settled;
    while (!textOf(figure).includes('verständlich')) await new Promise(requestAnimationFrame);
    expect(textOf(figure)).to.contain('metric="vews" ist nicht verständlich.');
  });

  it('a widget with a wrong value in a dashboard names it, and the other widgets show their numbers', async () => {
    const dashboard = await fixture<StatsDashboard>(html`
      <stats-dashboard .data=${DATA} today="2025-06-10" range="yearToDate">
        <stats-figure metric="vews"></stats-figure><stats-figure metric="views"></stats-figure>
      </stats-dashboard>
    `);
    await dashboard.settled;
    const [wrong, right] = dashboard.querySelectorAll('stats-figure');
    expect(textOf(wrong!)).to.contain('metric="vews" is not understood.');
    expect([wrong!.view, right!.view?.value]).to.deep.equal([undefined, 7]);
    expect(errors.map(({ path }) => path)).to.deep.equal(['metric']);
  });

  it('a dashboard with a wrong value names it, and the widgets inside show nothing', async () => {
    const dashboard = await fixture<StatsDashboard>(html`
      <stats-dashboard .data=${DATA} today="2025-06-10" range="15years">
        <stats-figure metric="views"></stats-figure>
      </stats-dashboard>
    `);
    await dashboard.settled;
    expect(textOf(dashboard)).to.contain('range="15years" is not understood.');
    expect(dashboard.querySelector('stats-figure')!.view).to.be.undefined;
    dashboard.range = 'yearToDate';
    await dashboard.settled;
    expect(dashboard.querySelector('stats-figure')!.view?.value).to.equal(7);
  });

  it('a named element names a wrong value', async () => {
    const { element, asked } = await counted('single-stat-views', { kind: 'total' });
    expect(textOf(element)).to.contain('kind="total" is not understood.');
    expect(asked()).to.equal(0);
  });

  it('a dashboard reports an unknown tab once and opens the first one', async () => {
    const layout = { tabs: ['one', 'two'].map((name) => ({ name, rows: [{ components: [] }] })) };
    const dashboard = await fixture<StatsDashboard>(
      html`<stats-dashboard .data=${DATA} .layout=${layout} tab="three"></stats-dashboard>`,
    );
    await dashboard.settled;
    expect(errors).to.deep.equal([
      { reason: 'attribute', message: 'tab="three" is not understood: expected one, two', path: 'tab' },
    ]);
    expect(dashboard.renderRoot.querySelector('[aria-selected="true"]')!.textContent.trim()).to.equal('one');
    dashboard.tab = 'two';
    await dashboard.settled;
    expect(errors).to.have.length(1);
  });
});

describe('a property', () => {
  const made = (tag: string, set: object): Record<string, unknown> =>
    Object.assign(document.createElement(tag) as unknown as Record<string, unknown>, set);

  it('a property accepts a number as a text, and a list as a text or a list', () => {
    expect(made('stats-timeline', { maxSeries: '3', metrics: 'views downloads' })).to.deep.include({
      maxSeries: 3,
      metrics: ['views', 'downloads'],
    });
    expect(made('stats-timeline', { metrics: ['views'] })['metrics']).to.deep.equal(['views']);
    expect(made('stats-map', { center: '10, 50', zoom: ' 2 ' })).to.deep.include({ center: [10, 50], zoom: 2 });
    expect(made('stats-map', { center: [10, 50] })['center']).to.deep.equal([10, 50]);
  });

  it('a property that is undefined or null has its default, in a named element its preset', () => {
    for (const absent of [undefined, null]) {
      expect(made('stats-figure', { metric: 'views' })['metric']).to.equal('views');
      const figure = made('stats-figure', { metric: 'views', kind: 'snapshot', compactThreshold: 5 });
      Object.assign(figure, { metric: absent, kind: absent, compactThreshold: absent });
      expect(figure).to.include({ metric: 'records', kind: 'delta', compactThreshold: undefined });
      expect(made('single-stat-views', { metric: absent })['metric']).to.equal('views');
      expect(made('content-stats-chart', { metrics: absent, height: absent })).to.deep.include({
        metrics: ['records', 'uploaders', 'uploadVolume'],
        height: 300,
      });
    }
  });

  it('a property has its default if its attribute is empty and optional', async () => {
    const { element } = await counted('traffic-stats-chart', { height: 400, range: '12months', community: 'maps' });
    for (const name of ['height', 'range', 'community', 'granularity', 'compare', 'today', 'src'])
      element.setAttribute(name, name === 'community' ? ' \n' : '');
    await element.updateComplete;
    expect(element).to.include({ height: 300, range: undefined, community: undefined, today: undefined });
    expect(errors).to.be.empty;
  });
});

describe('an empty community', () => {
  it('an empty community requests the whole repository', async () => {
    for (const [tag, community] of [
      ['stats-figure', ''],
      ['stats-top-records', ' '],
      ['stats-dashboard', '\n'],
    ] as const) {
      const requests: object[] = [];
      const source = heldSource();
      source.records = async (request) => (requests.push(request), []);
      const element = document.createElement(tag) as unknown as StatsDataElement;
      Object.assign(element, { source, today: '2025-06-10' });
      element.setAttribute('community', community);
      if (tag === 'stats-dashboard') element.append(document.createElement('stats-top-records'));
      await fixture(html`${element}`);
      if (tag === 'stats-figure') requests.push((await source.nth(0)).request);
      await element.updateComplete;
      while (!requests.length) await new Promise(requestAnimationFrame);
      expect(requests[0], tag).not.to.have.property('community');
    }
  });

  it('a dashboard with an empty community has the layout of the whole repository', async () => {
    const dashboard = await fixture<StatsDashboard>(
      html`<stats-dashboard .data=${DATA} community=" "></stats-dashboard>`,
    );
    await dashboard.updateComplete;
    expect(textOf(dashboard)).to.contain('Contributions');
  });
});

describe('the property view of stats-breakdown', () => {
  const pressed = (element: StatsBreakdown): string | null | undefined =>
    element.renderRoot.querySelector('.icons [aria-pressed="true"]')?.getAttribute('aria-label');

  it('the property view of stats-breakdown sets the display if it is set to a text, and returns the view model', async () => {
    const { element } = await counted('stats-breakdown', { data: DATA, source: undefined, view: 'table' });
    const breakdown = element as unknown as StatsBreakdown;
    await breakdown.settled;
    expect([breakdown.display, pressed(breakdown)]).to.deep.equal(['table', 'Table']);
    expect(breakdown.view).to.be.an('object').with.property('rows');
    (breakdown as { view: unknown }).view = 'list';
    await breakdown.settled;
    expect([breakdown.display, pressed(breakdown)]).to.deep.equal(['list', 'List']);
  });

  it('the attribute view of stats-breakdown is an alias of display', async () => {
    const { element } = await counted('stats-breakdown');
    for (const [attribute, value, display] of [
      ['view', 'pie', 'pie'],
      ['display', 'table', 'table'],
      ['view', 'list', 'list'],
    ] as const) {
      element.setAttribute(attribute, value);
      expect((element as unknown as StatsBreakdown).display).to.equal(display);
    }
    element.removeAttribute('view');
    expect((element as unknown as StatsBreakdown).display).to.equal('list');
    const preset = document.createElement('rights-multi-display') as unknown as StatsBreakdown;
    Object.assign(preset, { display: 'pie', view: undefined });
    expect(preset.display).to.equal('pie');
  });
});
