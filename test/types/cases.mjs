/**
 * Elements as templates have them, and whether the types accept them. A setting is an attribute with a `text`, a property
 * with a `value` (an expression), or an `event` with the type of its `detail`.
 */

/** Declarations that the expressions use. */
export const DECLARED = `import type { ErrorDetail, LayoutInput, LoadDetail, SelectDetail } from 'repository-stats-widgets';
const layout: LayoutInput = { tabs: [{ name: 'usage', rows: [{ components: [{ component: 'SingleStatViews' }] }] }] };
const config = { title: { en: 'Numbers' }, default_granularity: 'month' } as const;
const data = { 'usage-delta-category': {} };
const range = ['2025-05-30', '2025-06-12'].join('/') as '2025-05-30/2025-06-12';
const absent = undefined;`;

const dashboard = 'stats-dashboard';
const figure = 'stats-figure';
const timeline = 'stats-timeline';
const breakdown = 'stats-breakdown';
const map = 'stats-map';

/** Settings that are right. */
const RIGHT = [
  [dashboard, { name: 'src', text: '/api/stats-dashboard' }],
  [dashboard, { name: 'test-data', value: 'true' }],
  [dashboard, { name: 'range', text: '12months' }],
  [dashboard, { name: 'range', text: '2025-05-30/2025-06-12' }],
  [dashboard, { name: 'range', value: 'range' }],
  [dashboard, { name: 'granularity', text: 'month' }],
  [dashboard, { name: 'granularity', value: 'absent' }],
  [dashboard, { name: 'compare', text: 'year' }],
  [dashboard, { name: 'source', text: 'snapshot' }],
  [dashboard, { name: 'date-basis', text: 'created' }],
  [dashboard, { name: 'theme', text: 'dark' }],
  [dashboard, { name: 'layout', text: 'community' }],
  [dashboard, { name: 'layout', value: 'layout' }],
  [dashboard, { name: 'layout', value: 'JSON.stringify(layout)' }],
  [dashboard, { name: 'config', value: 'config' }],
  [dashboard, { name: 'config', value: 'JSON.stringify(config)' }],
  [dashboard, { name: 'data', value: 'data' }],
  [dashboard, { name: 'data', value: 'JSON.stringify(data)' }],
  [dashboard, { name: 'heading-level', text: '2' }],
  [dashboard, { name: 'id', text: 'statistics' }],
  [dashboard, { name: 'lang', text: 'de' }],
  [dashboard, { name: 'class', text: 'wide' }],
  [dashboard, { event: 'stats-select', detail: 'SelectDetail' }],
  [dashboard, { event: 'stats-load', detail: 'LoadDetail' }],
  [dashboard, { event: 'stats-error', detail: 'ErrorDetail' }],
  [figure, { name: 'metric', text: 'views' }],
  [figure, { name: 'kind', text: 'snapshot' }],
  [figure, { name: 'value', value: '1200' }],
  [figure, { name: 'heading', value: "{ en: 'Views', de: 'Aufrufe' }" }],
  [timeline, { name: 'metrics', text: 'views' }],
  [timeline, { name: 'metrics', text: 'views downloads visitors downloadVolume' }],
  [timeline, { name: 'metrics', value: "['views', 'downloads']" }],
  [timeline, { name: 'max-series', text: '5' }],
  [timeline, { name: 'max-series', value: '5' }],
  [timeline, { name: 'chart-type', text: 'bar' }],
  [breakdown, { name: 'breakdown', text: 'resourceTypes' }],
  [breakdown, { name: 'view', text: 'pie' }],
  [breakdown, { name: 'views', text: 'list table' }],
  [breakdown, { name: 'views', value: "['list', 'table']" }],
  [breakdown, { name: 'hide-other', value: 'true' }],
  [breakdown, { name: 'hide-other', value: 'false' }],
  [map, { name: 'center', text: '10 50' }],
  [map, { name: 'center', value: '[10, 50]' }],
  ['resource-types-table', { name: 'page-size', text: '5' }],
  ['single-stat-views', { name: 'range', text: 'yearToDate' }],
  ['single-stat-record-count', { event: 'stats-load', detail: 'LoadDetail' }],
];

/** Settings that are wrong. */
const WRONG = [
  [dashboard, { name: 'range', text: '13months' }],
  [dashboard, { name: 'granularity', text: 'fortnight' }],
  [dashboard, { name: 'granularity', value: "'months'" }],
  [dashboard, { name: 'compare', text: 'lastyear' }],
  [dashboard, { name: 'source', text: 'snapshoot' }],
  [dashboard, { name: 'date-basis', text: 'issued' }],
  [dashboard, { name: 'theme', text: 'black' }],
  [dashboard, { name: 'layout', value: '12' }],
  [dashboard, { name: 'layout', value: "{ tabs: [{ rows: 'none' }] }" }],
  [dashboard, { name: 'config', value: "{ default_granularity: 'fortnight' }" }],
  [dashboard, { name: 'data', value: '12' }],
  [dashboard, { name: 'heading-level', text: 'two' }],
  [dashboard, { name: 'metric', text: 'views' }],
  [dashboard, { event: 'stats-select', detail: 'LoadDetail' }],
  [dashboard, { event: 'stats-load', detail: 'string' }],
  [dashboard, { event: 'stats-error', detail: 'SelectDetail[]' }],
  [figure, { name: 'metric', text: 'dowloads' }],
  [figure, { name: 'metrics', text: 'views' }],
  [figure, { name: 'kind', text: 'total' }],
  [figure, { name: 'value', text: 'many' }],
  [timeline, { name: 'metrics', text: 'vews' }],
  [timeline, { name: 'metrics', text: 'views dowloads' }],
  [timeline, { name: 'metrics', value: "['views', 'dowloads']" }],
  [timeline, { name: 'max-series', text: 'five' }],
  [timeline, { name: 'chart-type', text: 'pie' }],
  [breakdown, { name: 'breakdown', text: 'country' }],
  [breakdown, { name: 'view', text: 'donut' }],
  [breakdown, { name: 'views', text: 'list donut' }],
  [breakdown, { name: 'hide-other', text: 'maybe' }],
  [map, { name: 'metric', text: 'records' }],
  [map, { name: 'center', text: 'Berlin' }],
  ['resource-types-table', { name: 'page-size', text: 'few' }],
  ['single-stat-views', { name: 'kind', text: 'total' }],
  ['single-stat-views', { event: 'stats-load', detail: 'SelectDetail' }],
];

const rowOf =
  (accepted) =>
  ([tag, setting]) => ({ tag, accepted, ...setting });

/** All cases: `{ tag, name, text | value, accepted }` or `{ tag, event, detail, accepted }`. */
export const CASES = [...RIGHT.map(rowOf(true)), ...WRONG.map(rowOf(false))];

/** Statements of scripts without a framework, and whether the types accept them. */
export const STATEMENTS = [
  [true, `document.querySelector('single-stat-views')!.metric = 'views'`],
  [true, `document.querySelector('resource-types-table')!.views = ['list', 'table']`],
  [true, `document.querySelector('stats-figure')!.view?.value?.toFixed()`],
  [true, `document.createElement('stats-dashboard').layout = layout`],
  [true, `document.createElement('stats-dashboard').range = range`],
  [
    true,
    `document.createElement('date-range-selector').addEventListener('stats-select', ({ detail }) => detail.range)`,
  ],
  [true, `document.addEventListener('stats-error', ({ detail }) => detail.reason === 'network')`],
  [true, `window.addEventListener('stats-load', ({ detail }) => detail.years.at(-1))`],
  [true, `document.documentElement.addEventListener('stats-warning', ({ detail }) => detail.message)`],
  [false, `document.querySelector('single-stat-views')!.metric = 'vews'`],
  [false, `document.querySelector('resource-types-table')!.views = ['list', 'donut']`],
  [false, `document.querySelector('stats-figure')!.view = undefined`],
  [false, `document.createElement('stats-dashboard').layout = { tabs: 12 }`],
  [false, `document.createElement('stats-dashboard').config = { default_granularity: 'fortnight' }`],
  [false, `document.createElement('stats-dashboard').range = '13months'`],
  [false, `document.createElement('stats-dashboard').granularity = 'fortnight'`],
  [false, `document.createElement('stats-dashboard').compare = 'lastyear'`],
  [false, `document.createElement('stats-dashboard').source = 'snapshoot'`],
  [false, `document.createElement('stats-dashboard').dateBasis = 'issued'`],
  [false, `document.addEventListener('stats-error', ({ detail }) => detail.reason === 'nework')`],
  [false, `document.addEventListener('stats-select', ({ detail }) => detail.years)`],
].map(([accepted, text]) => ({ accepted, text }));
