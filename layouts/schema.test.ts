import { expect } from '@open-wc/testing';
import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';
import type { Scope } from '../src/vocabulary/terms.js';
import { requireInBrowser } from '../test/require-in-browser.js';
import { ROWS_BY_LABEL, rowFor } from './catalogue.js';
import community from './community.json' with { type: 'json' };
import datacite from './datacite.json' with { type: 'json' };
import dataverse from './dataverse.json' with { type: 'json' };
import records from './records.json' with { type: 'json' };
import global from './global.json' with { type: 'json' };
import web from './web.json' with { type: 'json' };
import { parseLayout } from './parse-layout.js';
import schema from './layout.schema.json' with { type: 'json' };
import { PROPS, type Group } from './component-props.js';

const tab = (...components: unknown[]) => ({ tabs: [{ name: 'content', rows: [{ components }] }] });
const one = (component: string, props: object) => tab({ component, props });
const good = tab({ component: 'StatsMap' });
const row = 'tabs[0].rows[0]';
const first = `${row}.components[0]`;

let validate: ValidateFunction;

before(async () => {
  const { Ajv2020: Ajv } = (await requireInBrowser('ajv/dist/2020.js')) as { Ajv2020: typeof Ajv2020 };
  validate = new Ajv({ strictTypes: false }).compile(schema);
});

/** The description of a layout, the layout, its problems, and the scope for which it is read. */
type Case = readonly [title: string, layout: unknown, problems?: readonly string[], scope?: Scope];

const cases: readonly Case[] = [
  ['bare tabs', good],
  ['rows without tabs', { rows: good.tabs[0]?.rows, label: { en: 'All', de: 'Alles' } }],
  ['a layout for each scope', { global_layout: good, community_layout: good }, [], 'community'],
  ['names of the older documentation', { global: good, community: { rows: good.tabs[0]?.rows } }, [], 'community'],
  ['an empty layout of communities', { global_layout: good, community_layout: {} }, [], 'community'],
  ['a layout of communities that is null', { global_layout: good, community_layout: null }, [], 'community'],
  ['a layout of communities only', { community_layout: good }, [], 'community'],
  ['an empty row, an unknown key, a tab without a name', { tabs: [{ rows: [{ components: [] }], colour: 'red' }] }],
  ['labels in two languages', { tabs: [{ name: 'a', label: { en: 'Use', de: 'Nutzung' }, icon: 'eye', rows: [] }] }],
  ['the ends of widths', tab({ component: 'StatsMap', width: 1, tablet: 16, mobile: 8, props: { mobile: 1 } })],
  ['an unknown prop', one('ResourceTypesMultiDisplay', { startCollapsed: 'perhaps', rows: 7 })],
  ['a known prop of another component', one('SingleStatViews', { pageSize: 'many', useSnapshot: 1 })],
  ['tabs and rows, of which tabs count', { ...good, rows: [] }],
  ['a setting beside the component', tab({ component: 'RightsTable', pageSize: 5, default_view: 'bar' })],
  [
    'a default view that is not available',
    one('FundersMultiDisplay', { default_view: 'bar', available_views: ['pie'] }),
  ],
  [
    'views that the service does not draw',
    one('FundersMultiDisplay', { default_view: 'map', available_views: ['line'] }),
  ],
  ['a height as CSS', one('ContentStatsChart', { height: '400px', chartType: 'bar', maxSeries: 50 })],
  ['subcounts as a list', one('StatsChart', { display_subcounts: ['resource_types', 'of_nothing'] })],
  ['subcounts by name', one('StatsChart', { display_subcounts: { subjects: { defaultLineDisplay: 'stacked' } } })],
  [
    'generic components',
    tab(
      { component: 'StatsFigure', metric: 'visitors', kind: 'snapshot' },
      { component: 'StatsTimeline', props: { metrics: ['views', 'visitors'], kind: 'delta', breakdown: 'rights' } },
      { component: 'StatsBreakdown', props: { breakdown: 'countries', metric: 'visitors', pageSize: 6 } },
    ),
  ],
  ['a map', one('StatsMap', { zoom: 1.3, center: [0, -20], metric: 'dataVolume', useSnapshot: false, minHeight: 400 })],
  [
    'literal numbers',
    tab({ component: 'SingleStatBox', props: { value: '12', rawValue: 12.5, valueType: 'filesize' } }),
  ],
  ['a literal number that is only a text', one('SingleStatBox', { value: '1.2M' })],
  [
    'literal numbers with their texts',
    one('SingleStatBox', { value: '1.2 kB', rawValue: 1200, valueType: 'filesize' }),
  ],
  ['custom headers of records', one('MostViewedRecordsTable', { headers: ['Work', { en: 'Views', de: 'Aufrufe' }] })],
  ['P7: a zoom that is not a whole number', one('StatsMap', { zoom: 1.3 })],
  ['P7: a table as a view', one('FundersMultiDisplay', { default_view: 'table', available_views: ['table', 'pie'] })],
  ['P7: mobile and tablet beside the component', tab({ component: 'StatsMap', mobile: 16, tablet: 8 })],
  ['P7: mobile and tablet in the props', one('StatsMap', { mobile: 16, tablet: 8 })],
  ['a literal table', one('StatsTable', { headers: ['Name', 'n'], rows: [[null, 'a', 1]], maxHeight: '20em' })],
  ['an export', one('ReportSelector', { defaultFormat: 'excel', serviceFormats: true })],
  ['the same component with other settings', tab({ component: 'StatsMap' }, { component: 'StatsMap', width: 8 })],

  ['a number', 5, ['no-tabs tabs']],
  ['null', null, ['no-tabs tabs']],
  ['a list', [good], ['no-tabs tabs']],
  ['neither tabs nor rows', { tab: [] }, ['no-tabs tabs']],
  ['no tabs', { tabs: [] }, ['no-tabs tabs']],
  ['no rows and no tabs', { rows: [] }, ['no-tabs tabs']],
  ['a wrapped layout without tabs', { global_layout: { tabs: {} } }, ['no-tabs global_layout.tabs']],
  ['only an empty layout', { community_layout: {} }, ['no-tabs tabs'], 'community'],
  ['a community layout that is a number', { global: good, community: 7 }, ['no-tabs community.tabs'], 'community'],
  ['a tab that is a text', { tabs: ['content', good.tabs[0]] }, ['shape tabs[0]']],
  ['only a tab that is a text', { global: { tabs: ['content'] } }, ['shape global.tabs[0]', 'no-tabs global.tabs']],
  ['a tab without rows', { tabs: [{ name: 'a' }] }, ['shape tabs[0].rows']],
  ['a row that is a list', { tabs: [{ rows: [[]] }] }, ['shape tabs[0].rows[0]']],
  ['a row without components', { tabs: [{ rows: [{ name: 'a' }] }] }, [`shape ${row}.components`]],
  ['a component that is a text', tab('StatsMap'), [`shape ${first}`]],
  ['a component without a name', tab({ width: 8 }), [`shape ${first}`]],
  ['a component whose name is a number', tab({ component: 8 }), [`shape ${first}`]],
  ['a label that is a number', { tabs: [{ label: 8, rows: [] }] }, ['value tabs[0].label']],
  ['a label with a number', { tabs: [{ label: { en: 8 }, rows: [] }] }, ['value tabs[0].label']],
  [
    'names and icons that are not texts',
    { tabs: [{ name: 8, icon: {}, rows: [{ name: [], components: [] }] }] },
    ['value tabs[0].name', 'value tabs[0].icon', `value ${row}.name`],
  ],
  [
    'a date phrase that is a number',
    { tabs: [{ date_range_phrase: 1, rows: [] }] },
    ['value tabs[0].date_range_phrase'],
  ],
  [
    'widths out of range',
    tab({ component: 'StatsMap', width: 17, tablet: 0, mobile: '8' }),
    [`width ${first}.width`, `width ${first}.tablet`, `width ${first}.mobile`],
  ],
  ['half a column', tab({ component: 'Own', width: 7.5 }), [`unknown-component ${first}`, `width ${first}.width`]],
  ['a width in the props', one('StatsMap', { mobile: 20 }), [`width ${first}.props.mobile`]],
  ['a component with an empty name', tab({ component: '' }), [`shape ${first}`]],
  ['an unknown component', one('ComponentName', { pageSize: 'many' }), [`unknown-component ${first}`]],
  ['a component in lower case', one('statsmap', {}), [`unknown-component ${first}`]],
  ['a name that every object inherits', one('constructor', {}), [`unknown-component ${first}`]],
  [
    'the same component twice',
    tab({ component: 'StatsMap', width: 8 }, { width: 8, component: 'StatsMap' }),
    [`duplicate ${row}.components[1]`],
  ],
  ['props that are a list', tab({ component: 'StatsMap', props: [] }), [`value ${first}.props`]],
  ['a setting of the wrong type', one('RightsTable', { pageSize: 'many' }), [`value ${first}.props.pageSize`]],
  [
    'a setting of the wrong value beside the component',
    tab({ component: 'RightsTable', pageSize: 0 }),
    [`value ${first}.pageSize`],
  ],
  ['a value that is null', one('SingleStatViews', { title: null }), [`value ${first}.props.title`]],
  [
    'a view that does not exist',
    one('RightsTable', { default_view: 'cake', available_views: ['list', 'cake'] }),
    [`value ${first}.props.default_view`, `value ${first}.props.available_views`],
  ],
  [
    'wrong settings of a breakdown',
    one('RightsTable', { hideOtherInCharts: 1, headers: ['a'], maxHeight: 'tall' }),
    ['hideOtherInCharts', 'headers', 'maxHeight'].map((name) => `value ${first}.props.${name}`),
  ],
  [
    'wrong settings of a timeline',
    one('StatsChart', { height: '4em', chartType: 'pie', maxSeries: 51, defaultLineDisplay: 1 }),
    ['height', 'chartType', 'maxSeries', 'defaultLineDisplay'].map((name) => `value ${first}.props.${name}`),
  ],
  [
    'subcounts that are a text',
    one('StatsChart', { display_subcounts: 'all' }),
    [`value ${first}.props.display_subcounts`],
  ],
  [
    'subcounts that are numbers',
    one('StatsChart', { display_subcounts: [1] }),
    [`value ${first}.props.display_subcounts`],
  ],
  [
    'subcounts with wrong options',
    one('StatsChart', { display_subcounts: { rights: { defaultLineDisplay: 'up' } } }),
    [`value ${first}.props.display_subcounts`],
  ],
  [
    'subcounts without options',
    one('StatsChart', { display_subcounts: { rights: true } }),
    [`value ${first}.props.display_subcounts`],
  ],
  [
    'a view whose name every object inherits',
    one('RightsTable', { default_view: 'toString' }),
    [`value ${first}.props.default_view`],
  ],
  ['a center with three coordinates', one('StatsMap', { center: [1, 2, 3] }), [`value ${first}.props.center`]],
  [
    'a generic figure without a valid metric',
    one('StatsFigure', { metric: 'dataVolume', kind: true }),
    ['metric', 'kind'].map((name) => `value ${first}.props.${name}`),
  ],
  [
    'a generic timeline without valid metrics',
    one('StatsTimeline', { metrics: 'views', breakdown: 'rights_' }),
    ['metrics', 'breakdown'].map((name) => `value ${first}.props.${name}`),
  ],
  [
    'a generic breakdown without a valid breakdown',
    one('StatsBreakdown', { breakdown: 'file_types', pageSize: 0 }),
    ['pageSize', 'breakdown'].map((name) => `value ${first}.props.${name}`),
  ],
  ['latitude before longitude', one('StatsMap', { center: [40, -100] }), [`value ${first}.props.center`]],
  [
    'wrong settings of a map',
    one('StatsMap', { center: [1], zoom: 0, metric: 'records', uniformColorMode: 1, useSnapshot: 'yes', minHeight: 0 }),
    ['minHeight', 'zoom', 'center', 'metric', 'uniformColorMode', 'useSnapshot'].map(
      (name) => `value ${first}.props.${name}`,
    ),
  ],
  [
    'wrong numbers',
    one('SingleStatBox', { value: [], rawValue: '3', valueType: 'euro', number: [], compactThreshold: 0 }),
    ['compactThreshold', 'rawValue', 'number', 'value', 'valueType'].map((name) => `value ${first}.props.${name}`),
  ],
  [
    'a wrong table',
    one('StatsMultiDisplay', { headers: 'Name', rows: [[{}]] }),
    ['headers', 'rows'].map((name) => `value ${first}.props.${name}`),
  ],
  ['a wrong format', one('ReportSelector', { defaultFormat: 'pdf' }), [`value ${first}.props.defaultFormat`]],
  ['a wrong flag', one('ReportSelector', { serviceFormats: 'yes' }), [`value ${first}.props.serviceFormats`]],
];

describe('layout.schema.json', () => {
  for (const [title, layout, problems = [], scope = 'global'] of cases) {
    it(`${problems.length ? 'rejects' : 'accepts'} ${title}, and so does parseLayout`, () => {
      const found = parseLayout(layout, scope).problems.map(({ code, path }) => `${code} ${path}`);
      expect(found).to.deep.equal(problems);
      expect(validate(layout), JSON.stringify(validate.errors)).to.equal(!problems.length);
    });
  }

  for (const [title, layout] of Object.entries({ global, community, datacite, dataverse, records, web })) {
    it(`accepts ${title}.json`, () => {
      expect(validate(layout), JSON.stringify(validate.errors)).to.be.true;
    });
  }

  it('accepts the layouts of services (needs ../shared)', async function () {
    for (const name of ['invenio-0.5-global', 'documentation-STATS_DASHBOARD_LAYOUT', 'documentation-custom-field']) {
      const answer = await fetch(`/shared/wire/layouts/${name}.json`);
      if (!answer.ok) this.skip();
      expect(validate(await answer.json()), JSON.stringify(validate.errors)).to.be.true;
    }
  });

  it('lists every label under its group, with the props of the group', () => {
    type Definition = { enum?: unknown[]; allOf?: { $ref: string }[]; properties?: object };
    const definitions = schema.$defs as unknown as Readonly<Record<string, Definition>>;
    const namesIn = (name = ''): string[] => {
      const { allOf = [], properties = {} } = definitions[name] ?? {};
      return [...Object.keys(properties), ...allOf.flatMap(({ $ref }) => namesIn($ref.split('/').at(-1)))];
    };
    const labels = [...ROWS_BY_LABEL.keys(), 'StatsChart'];
    for (const group of Object.keys(PROPS) as Group[]) {
      const own = labels.filter((label) => rowFor(label)?.props === PROPS[group]);
      expect(definitions[group]?.enum, group).to.have.members(own);
      expect(namesIn(`${group}Props`), group).to.have.members(Object.keys(PROPS[group]));
    }
  });

  it('accepts every label, and rejects wrong props of it', () => {
    for (const label of [...ROWS_BY_LABEL.keys(), 'StatsChart']) {
      expect(validate(tab({ component: label })), `${label}: ${JSON.stringify(validate.errors)}`).to.be.true;
      if ('title' in rowFor(label)!.props) expect(validate(one(label, { title: 5 })), label).to.be.false;
    }
  });
});
