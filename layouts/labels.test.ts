/**
 * Checks every label that a layout can name, placed by a real layout on a real body of the service: its heading and its
 * first view are those of the service, and its numbers are right. The expected numbers are read from the body by
 * the loops below, which share no code with the sources.
 */
import { expect, fixture, fixtureCleanup, html } from '@open-wc/testing';
import { render } from 'lit';
import { drawingOf } from '../components/internal/icons.js';
import type { StatsBreakdown } from '../components/breakdown/stats-breakdown.js';
import type { StatsChart } from '../components/chart/stats-chart.js';
import type { StatsDataElement } from '../components/base/stats-data-element.js';
import type { StatsFigure } from '../components/figure/stats-figure.js';
import type { StatsMap } from '../components/map/stats-map.js';
import type { StatsTable } from '../components/table/stats-table.js';
import type { StatsTimeline } from '../components/timeline/stats-timeline.js';
import type { StatsTopRecords } from '../components/top-records/stats-top-records.js';
import type { ErrorDetail } from '../src/state/events.js';
import { barsIn } from '../test/builders.js';
import { fakeFetch, json, restoreFetch } from '../test/fake-fetch.js';
import { ALIASES } from './catalogue.js';
import { elementLoader } from './define-elements.js';
import { StatsDashboard } from './stats-dashboard.js';

/** A component in the documentation of the service. */
interface About {
  readonly kind: 'single-stat' | 'chart' | 'multi-display' | 'map' | 'control' | 'primitive';
  readonly stat?: string | null;
  readonly subcount?: string | null;
  readonly metric?: string | null;
  readonly metrics?: readonly string[];
  readonly semantics?: 'delta' | 'snapshot' | null;
  readonly title?: string | null;
  readonly headers?: readonly string[] | null;
  readonly icon?: string | null;
  readonly effective_view?: string;
  readonly pageSize?: number;
  readonly chartType?: string;
  readonly height?: number;
  readonly maxSeries?: number;
}

// ---- The body and its independent reader ----

interface Series {
  readonly id: string;
  readonly year?: number;
  readonly data: readonly (readonly [date: string, value: number])[];
}
type Body = Record<string, Record<string, Record<string, readonly Series[]>>>;

/** Days as ISO dates, both included. */
interface Days {
  readonly start: string;
  readonly end: string;
}

const DAYS: Days = { start: '2025-05-30', end: '2025-06-12' };
/** The days before 10 June, on which a record is removed and some lists become empty. */
const BEFORE_REMOVAL: Days = { ...DAYS, end: '2025-06-09' };

/** Returns the points of a series in a range by full dates. */
function pointsIn({ data, year }: Series, { start, end }: Days): Record<string, number> {
  const points: Record<string, number> = {};
  for (const [date, value] of data) {
    const full = date.length === 5 ? `${year}-${date}` : date;
    if (full >= start && full <= end) points[full] = value;
  }
  return points;
}

/** Returns the value of a series: the sum of its days, or the value of its last day. */
function valueOf(series: Series, kind: string, days: Days): number {
  let sum = 0;
  let last = 0;
  for (const value of Object.values(pointsIn(series, days))) {
    sum += value;
    last = value;
  }
  return kind === 'delta' ? sum : last;
}

const lastDay = (series: Series | undefined, days: Days): string | undefined =>
  series && Object.keys(pointsIn(series, days)).at(-1);

/** Returns the values of parts that are not 0; for totals, only parts that are listed on the last counted day (S3). */
function partsOf(stat: string, subcount: string, metric: string, kind: string, days: Days): Record<string, number> {
  const found: Record<string, number> = {};
  const counted = lastDay(body[stat]?.global?.[metric]?.[0], days);
  for (const series of body[stat]?.[subcount]?.[metric] ?? []) {
    const value = valueOf(series, kind, days);
    if (value && (kind === 'delta' || lastDay(series, days) === counted)) found[series.id] = value;
  }
  return found;
}

const wholeOf = (stat: string, metric: string, kind: string, days: Days): number =>
  valueOf(body[stat]!.global![metric]![0]!, kind, days);

/** Returns the metric of the body: referrers use unique views like all others, unlike in the documentation (B4). */
const wireMetric = ({ stat, metric }: About): string =>
  stat?.startsWith('usage') && metric === 'views' ? 'viewUniqueRecords' : metric!;

/** Our names of metrics by their names in the records and in the usage of the service. */
const OUR_METRICS: Readonly<Record<string, string>> = {
  'record records': 'records',
  'record fileCount': 'files',
  'record dataVolume': 'uploadVolume',
  'record uploaders': 'uploaders',
  'usage viewUniqueRecords': 'views',
  'usage downloadUniqueFiles': 'downloads',
  'usage dataVolume': 'downloadVolume',
};
const ourMetric = (stat: string, metric: string): string => OUR_METRICS[`${stat.split('-')[0]} ${metric}`]!;

/** Breakdowns with one value per record, so that "other" is the remainder of the whole (B1). */
const ADDS_UP = ['resourceTypes', 'accessStatuses', 'publishers', 'periodicals', 'countries'];

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Titles that the documentation of the service lacks. */
const OUR_TITLES: Readonly<Record<string, string>> = {
  ContentStatsChart: 'Contributions over time',
  TrafficStatsChart: 'Usage over time',
  MostDownloadedRecordsMultiDisplay: 'Most Downloaded Records',
  StatsMap: 'Countries',
};

/** Texts of the buttons of charts. */
const BUTTONS: Readonly<Record<string, string>> = {
  records: 'Records',
  files: 'Files',
  uploadVolume: 'Uploaded data',
  uploaders: 'Uploaders',
  views: 'Views',
  downloads: 'Downloads',
  downloadVolume: 'Downloaded data',
};

/** Names of our views by those of the service; our lists have bars. */
const VIEWS: Readonly<Record<string, string>> = { list: 'List', bar: 'List', pie: 'Pie chart' };

const shared = async (name: string): Promise<unknown> => {
  const answer = await fetch(`/shared/wire/${name}`);
  return answer.ok ? ((await answer.json()) as unknown) : undefined;
};
const about = (await shared('components.json')) as Readonly<Record<string, About>> | undefined;
const body = (await shared('payloads/all-four.consistent.json')) as Body;

/** Fills lists without numbers with those of the resource types, under other ids. */
for (const { stat, subcount } of Object.values(about ?? {})) {
  if (!stat || !subcount || subcount === 'global') continue;
  const category = body[stat]!;
  const ids = subcount.startsWith('countries') ? ['DE', 'FR', 'US'] : ['one', 'two', 'three'];
  const known = (category[subcount] ??= {});
  for (const [metric, lent] of Object.entries(category.resourceTypes!)) {
    if (known[metric]?.some(({ data }) => data.some(([, value]) => value))) continue;
    known[metric] = lent.map((each, i) => ({ ...each, id: ids[i]!, name: '' }));
  }
}

// ---- The page ----

const layoutOf = (...components: readonly object[]) => ({ tabs: [{ name: 'page', rows: [{ components }] }] });

/** Shows a dashboard of the body with these components in its only row. */
async function page(components: readonly object[], set: Partial<StatsDashboard> = {}): Promise<StatsDashboard> {
  const dashboard = Object.assign(document.createElement('stats-dashboard'), {
    ...(!set.src && { data: body }),
    today: '2025-06-13',
    range: `${DAYS.start}/${DAYS.end}`,
    granularity: 'day',
    layout: layoutOf(...components),
    ...set,
  });
  // A picture far below the viewport would not be drawn.
  fixtureCleanup();
  await fixture(html`<div>${dashboard}</div>`);
  await dashboard.settled;
  return dashboard;
}

const placedIn = <E extends Element>({ renderRoot }: StatsDashboard): E[] => [
  ...renderRoot.querySelectorAll<E>('.cell > *'),
];

/** Returns the element of the only component of a page. */
async function placed<E extends Element>(
  component: string,
  props: object = {},
  set?: Partial<StatsDashboard>,
): Promise<E> {
  const [element] = placedIn<E>(await page([{ component, props }], set));
  return element!;
}

type Root = { readonly renderRoot: ParentNode };
const textOf = (node: Element | null | undefined): string => node?.textContent.replace(/\s+/g, ' ').trim() ?? '';
const all = ({ renderRoot }: Root, selector: string): HTMLElement[] => [
  ...renderRoot.querySelectorAll<HTMLElement>(selector),
];
const one = ({ renderRoot }: Root, selector: string): HTMLElement | null => renderRoot.querySelector(selector);
const chartIn = ({ renderRoot }: Root): StatsChart | null => renderRoot.querySelector('stats-chart');
const headingOf = (element: Root): string => textOf(one(element, '[part~="heading"] > span'));
/** Returns the offered views and the current one. */
const viewsOf = (element: Root): [offered: (string | null)[], shown: string | null | undefined] => {
  const buttons = all(element, '[aria-pressed][aria-label]');
  const shown = buttons.find((button) => button.getAttribute('aria-pressed') === 'true');
  return [buttons.map((button) => button.getAttribute('aria-label')), shown?.getAttribute('aria-label')];
};

async function press(element: StatsDataElement & Root, name: string): Promise<void> {
  all(element, 'button')
    .find((button) => (button.getAttribute('aria-label') ?? textOf(button)) === name)!
    .click();
  await element.settled;
}

/** Chooses in a picker and waits until the page is settled. */
async function choose(picker: Root, value: string, dashboard: StatsDashboard): Promise<void> {
  const select = picker.renderRoot.querySelector('select')!;
  select.value = value;
  select.dispatchEvent(new Event('change'));
  await dashboard.settled;
}

const cellsOf = (table: Root): string[][] =>
  all(table, 'tr').map((row) => [...row.children].map((cell) => textOf(cell)));

/** Switches a widget to its table and returns the rows. */
async function tableOf(element: StatsDataElement & Root): Promise<string[][]> {
  await press(element, 'Table');
  return cellsOf(element.renderRoot.querySelector<StatsTable>('stats-table')!);
}

const markup = (drawing: unknown): string => {
  const frame = document.createElement('div');
  render(html`<svg>${drawing}</svg>`, frame);
  return frame.querySelector('svg')!.innerHTML.replace(/<!--.*?-->/g, '');
};

/** Checks that the icon beside the heading is the one with this name. */
function expectIcon(element: Root, name: string): void {
  const drawing = one(element, 'svg.icon');
  expect(drawing?.innerHTML.replace(/<!--.*?-->/g, ''), `icon ${name}`).to.equal(markup(drawingOf(name)));
}

const hasBars = (element: Root): boolean => barsIn(chartIn(element)!.renderRoot) > 0;

/** Details of all stats-error events of a test. */
let errors: ErrorDetail[] = [];
const hear = (event: Event): void => void errors.push((event as CustomEvent<ErrorDetail>).detail);

before(async () => {
  StatsDashboard.define();
  await elementLoader.load();
});
beforeEach(() => {
  errors = [];
  document.addEventListener('stats-error', hear);
});
afterEach(() => {
  document.removeEventListener('stats-error', hear);
  restoreFetch();
});

// ---- Expectations for each kind of component ----

async function expectFigure(label: string, { title, icon, stat, metric, semantics }: About): Promise<void> {
  const element = await placed<StatsFigure>(label);
  expect(headingOf(element)).to.equal(title);
  expectIcon(element, icon!);
  expect([element.metric, element.kind]).to.deep.equal([ourMetric(stat!, metric!), semantics]);
  expect(element.view?.value).to.be.above(0).and.equal(wholeOf(stat!, metric!, semantics!, DAYS)); // prettier-ignore
  expect(textOf(one(element, '[part="value"]'))).to.include(element.view!.text);
  // The days of sums are in the label of the page.
  expect(textOf(one(element, '.foot'))).to.equal(
    semantics === 'snapshot' ? `as of ${label.match(/Views|Down|Traffic/) ? 'Jun 11, 2025' : 'Jun 12, 2025'}` : '',
  );
}

async function expectChart(label: string, told: About, placedAs = label): Promise<void> {
  const element = await placed<StatsTimeline>(placedAs);
  await expectTimeline(element, label, told);
}

async function expectTimeline(element: StatsTimeline, label: string, told: About): Promise<void> {
  const { title, stat, semantics, metrics, height, maxSeries, chartType } = told;
  expect(headingOf(element)).to.equal(title ?? OUR_TITLES[label]);
  expect([element.kind, element.height, element.maxSeries]).to.deep.equal([semantics, height, maxSeries]);
  expect(hasBars(element), `drawn as ${chartType}`).to.equal(chartType === 'bar');
  const ours = metrics!.map((metric) => ourMetric(stat!, metric));
  expect(all(element, '.segments button').map(textOf)).to.deep.equal(ours.map((metric) => BUTTONS[metric]));
  for (const [i, metric] of metrics!.entries()) {
    if (i > 0) await press(element, BUTTONS[ours[i]!]!);
    const days = Object.fromEntries(element.view!.series[0]!.buckets.map(({ start, value }) => [start, value]));
    expect(days, metric).to.deep.equal(pointsIn(body[stat!]!.global![metric]![0]!, DAYS));
  }
}

async function expectBreakdown(label: string, told: About, asList = false): Promise<void> {
  const { title, icon, headers, stat, subcount, semantics, pageSize } = told;
  const metric = wireMetric(told);
  const inAll = partsOf(stat!, subcount!, metric, semantics!, DAYS);
  const days = Object.keys(inAll).length ? DAYS : BEFORE_REMOVAL;
  const parts = partsOf(stat!, subcount!, metric, semantics!, days);
  const element = await placed<StatsBreakdown>(label, {}, { range: `${days.start}/${days.end}` });

  expect(headingOf(element)).to.equal(title);
  expectIcon(element, icon!);
  const breakdown = subcount!.replace(/By(View|Download)$/, '');
  expect([element.breakdown, element.metric, element.kind]).to.deep.equal([
    breakdown,
    ourMetric(stat!, metric),
    semantics,
  ]);

  const view = asList ? 'List' : VIEWS[told.effective_view!]!;
  expect(viewsOf(element)).to.deep.equal([asList ? ['List', 'Table'] : ['List', 'Pie chart', 'Table'], view]);
  const slices = Math.min(pageSize!, Object.keys(parts).length);
  if (view === 'Pie chart')
    expect(chartIn(element)!.renderRoot.querySelectorAll('.mark-arc path').length).to.be.at.least(slices).and.above(0);
  else expect(one(element, 'ol[part="list"]')).to.exist;

  const { rows, other, total } = element.view!;
  expect(element.pageSize).to.equal(pageSize);
  expect(rows).to.have.length(slices).above(0);
  for (const { id, value } of rows) expect(value, id).to.equal(parts[id]);
  const shown = rows.map(({ value }) => value);
  expect(shown).to.deep.equal(Object.values(parts).sort((a, b) => b - a).slice(0, pageSize)); // prettier-ignore
  const whole = wholeOf(stat!, metric, semantics!, days);
  const counted = ADDS_UP.includes(breakdown) ? whole : sum(Object.values(parts));
  expect(total).to.equal(whole);
  expect(other?.value ?? 0).to.equal(counted - sum(shown));

  const [head = [], first = []] = await tableOf(element);
  expect(head.slice(0, 2)).to.deep.equal(headers);
  expect(first[1]).to.equal(rows[0]!.value.toLocaleString('en'));
}

/** As many hits as the service sends by default; unique counts and all counts differ. */
const HITS = Array.from({ length: 25 }, (_, i) => ({
  metadata: { title: i === 1 ? '' : `Record ${i}` },
  links: { self_html: `https://repo.example/records/${i}` },
  stats: {
    all_versions: {
      unique_views: 900 - i,
      views: 5000 + i,
      unique_downloads: 700 - i,
      downloads: 6000 + i,
    },
  },
}));

const RECORDS: Readonly<Record<string, { sort: string; headers: string[]; icon: string; first: number }>> = {
  MostViewedRecordsMultiDisplay: { sort: 'mostviewed', headers: ['Record', 'Views'], icon: 'eye', first: 900 },
  MostDownloadedRecordsMultiDisplay: {
    sort: 'mostdownloaded',
    headers: ['Record', 'Downloads'],
    icon: 'download',
    first: 700,
  },
};

async function expectRecords(label: string, { title, effective_view, pageSize }: About, placedAs = label) {
  const { sort, headers, icon, first } = RECORDS[label]!;
  const calls = fakeFetch(({ url }) => json(url.includes('/records') ? { hits: { hits: HITS } } : body));
  const element = await placed<StatsTopRecords>(placedAs, {}, { src: '/api/stats-dashboard' });
  const asked = calls.filter(({ url }) => url.includes('/records')).map(({ url }) => new URL(url, 'https://x'));
  expect(asked.map(({ pathname }) => pathname)).to.deep.equal(['/api/records']);
  expect(Object.fromEntries(asked[0]!.searchParams)).to.deep.equal({ sort, size: String(pageSize), page: '1' });

  expect(headingOf(element)).to.equal(title ?? OUR_TITLES[label]);
  expectIcon(element, icon);
  expect(viewsOf(element)[1]).to.equal(VIEWS[effective_view!]);
  expect(textOf(one(element, '.sub'))).to.include('all time');
  const { records } = element.view!;
  expect(records.map(({ value }) => value)).to.deep.equal(Array.from({ length: pageSize! }, (_, i) => first - i));
  expect(records[1]?.title).to.equal('Untitled');
  expect(all(element, 'li')).to.have.length(pageSize!);
  expect((await tableOf(element)).slice(0, 2)).to.deep.equal([headers, ['Record 0', String(first)]]);
}

/** The props of a map and the list of countries that each selects. */
const MAPS: readonly [props: object, stat: string, subcount: string, metric: string][] = [
  [{}, 'usage-snapshot-category', 'countriesByView', 'viewUniqueRecords'],
  [{ metric: 'downloads' }, 'usage-snapshot-category', 'countriesByDownload', 'downloadUniqueFiles'],
  [{ metric: 'visitors' }, 'usage-snapshot-category', 'countriesByView', 'viewVisitors'],
  [{ metric: 'dataVolume' }, 'usage-snapshot-category', 'countriesByDownload', 'dataVolume'],
  [{ useSnapshot: false }, 'usage-delta-category', 'countries', 'viewUniqueRecords'],
  [{ useSnapshot: false, metric: 'downloads' }, 'usage-delta-category', 'countries', 'downloadUniqueFiles'],
  [{ useSnapshot: false, metric: 'dataVolume' }, 'usage-delta-category', 'countries', 'dataVolume'],
];

async function expectMap(label: string): Promise<void> {
  for (const [props, stat, subcount, metric] of MAPS) {
    const what = JSON.stringify(props);
    const element = await placed<StatsMap>(label, props);
    const kind = stat.includes('snapshot') ? 'snapshot' : 'delta';
    expect(element.kind, what).to.equal(kind);
    expect(headingOf(element)).to.equal(OUR_TITLES[label]);
    const found = Object.fromEntries(element.view!.countries.map(({ id, value }) => [id, value]));
    expect(found, what).not.to.be.empty;
    expect(found, what).to.deep.equal(partsOf(stat, subcount, metric, kind, DAYS));
    expect(chartIn(element)!.renderRoot.querySelectorAll('path')).to.have.length.above(100);
  }
}

/** Returns the number of records that were added in some days. */
const added = (days: Days): number => wholeOf('record-delta-category', 'records', 'delta', days);

/** Checks that controls change the whole dashboard and that a dashboard has each of them once. */
const CONTROLS: Readonly<Record<string, () => Promise<void>>> = {
  DateRangeSelector: async () => {
    const dashboard = await page([{ component: 'DateRangeSelector' }, { component: 'SingleStatRecordCount' }]);
    const [picker, figure] = placedIn<StatsFigure>(dashboard);
    expect(all(dashboard, 'stats-range-picker')).to.have.length(0);
    expect(figure!.view!.value).to.equal(added(DAYS));
    await choose(picker!, '7days', dashboard);
    const week = { start: '2025-06-07', end: '2025-06-13' };
    expect(figure!.view!.value).to.equal(added(week));
    expect(added(week)).not.to.equal(added(DAYS));
  },
  GranularitySelector: async () => {
    const dashboard = await page([{ component: 'GranularitySelector' }, { component: 'ContentStatsChart' }]);
    const [picker, chart] = placedIn<StatsTimeline>(dashboard);
    expect(all(dashboard, 'stats-granularity-picker')).to.have.length(0);
    await choose(picker!, 'month', dashboard);
    expect(chart!.view!.series[0]!.buckets.map(({ value }) => value)).to.deep.equal([
      added({ ...DAYS, end: '2025-05-31' }),
      added({ ...DAYS, start: '2025-06-01' }),
    ]);
  },
  ReportSelector: async () => {
    const dashboard = await page([
      { component: 'ReportSelector', props: { defaultFormat: 'json' } },
      { component: 'SingleStatRecordCount' },
    ]);
    expect(all(dashboard, 'stats-export')).to.have.length(0);
    const [selector] = placedIn<StatsDataElement & Root>(dashboard);
    await press(selector!, 'Export');
    const [first] = all(selector!, '[role="menuitem"]');
    expect(textOf(first)).to.equal('JSON');
    const file = await savedBy(() => first!.click());
    const { sheets } = JSON.parse(await file.text()) as { sheets: { rows: { value: number }[] }[] };
    expect(sheets.map(({ rows }) => rows.map(({ value }) => value))).to.deep.equal([[added(DAYS)]]);
  },
};

/** Resolves with the file that is offered after an action; the file is not saved. */
async function savedBy(act: () => void): Promise<Blob> {
  const { createObjectURL } = URL as { createObjectURL: (file: Blob) => string };
  try {
    return await new Promise((resolve) => {
      URL.createObjectURL = (file) => {
        resolve(file as Blob);
        return 'about:blank';
      };
      HTMLAnchorElement.prototype.click = () => undefined;
      act();
    });
  } finally {
    URL.createObjectURL = createObjectURL;
    // Uncovers the method that is inherited from HTMLElement.
    delete (HTMLAnchorElement.prototype as Partial<HTMLAnchorElement>).click;
  }
}

const ROWS = [['file', 'Books', 12], [null, 'Maps', 3]]; // prettier-ignore
const CELLS = [['Kind', 'Number'], ['Books', '12'], ['Maps', '3']]; // prettier-ignore

async function expectTable(component: string, more: object): Promise<void> {
  const element = await placed<StatsTable>(component, {
    ...{ title: 'Kinds of works', headers: ['Kind', 'Number'], rows: ROWS, maxHeight: '240px' },
    ...more,
  });
  expect(cellsOf(element)).to.deep.equal(CELLS);
  expect(textOf(one(element, 'caption'))).to.equal('Kinds of works');
  expect(getComputedStyle(one(element, '.frame')!).maxBlockSize).to.equal('240px');
}

/** Checks of components that show values of the layout. */
const PRIMITIVES: Readonly<Record<string, () => Promise<void>>> = {
  StatsTable: () =>
    expectTable('StatsTable', { label: 'kinds', isDelta: true, dateRangeEnd: '2025-06-12', metricType: 'records' }),
  StatsMultiDisplay: () =>
    expectTable('StatsMultiDisplay', {
      ...{ subtitle: 'as of today', icon: 'file', label: 'kinds', chartOptions: { list: {}, pie: {} } },
      ...{ defaultViewMode: 'list', isLoading: false, isDelta: false, dateRangeEnd: '', metricType: 'records' },
      startCollapsed: false,
    }),
  SingleStatBox: async () => {
    const element = await placed<StatsFigure>('SingleStatBox', {
      ...{ title: 'Our books', icon: 'book', description: 'in the reading room', value: '1.2 kB', rawValue: 1200 },
      ...{ valueType: 'filesize', isLoading: false, hasData: true },
    });
    expect(headingOf(element)).to.equal('Our books');
    expectIcon(element, 'book');
    expect(textOf(one(element, '[part="value"]')))
      .to.include('1.2 kB')
      .and.include('1,200 bytes');
    expect(textOf(one(element, '.description'))).to.equal('in the reading room');
  },
  StatsPopup: async () => {
    const short = await placed<StatsFigure>('StatsPopup', { number: 12_345, compactThreshold: 10_000 });
    expect(textOf(one(short, '[part="value"]'))).to.equal('12.34K 12,345');
    const full = await placed<StatsFigure>('StatsPopup', { number: 12_345, compactThreshold: 100_000 });
    expect(textOf(one(full, '[part="value"]'))).to.equal('12,345');
  },
  StatsChart: async () => {
    const tabs = ['content', 'traffic'].map((name) => ({
      name,
      rows: [{ components: [{ component: 'StatsChart' }] }],
    }));
    for (const [tab, label] of [
      ['content', 'ContentStatsChart'],
      ['traffic', 'TrafficStatsChart'],
    ] as const) {
      // prettier-ignore
      const dashboard = await page([], { layout: { tabs }, tab });
      await expectTimeline(placedIn<StatsTimeline>(dashboard)[0]!, label, about![label]!);
    }
  },
};

/** Checks the component of a label under its own name or an old one. */
function expectLabel(label: string, told: About, placedAs = label): Promise<void> {
  const only = placedAs.endsWith('Table') && placedAs !== label;
  if (RECORDS[label]) return expectRecords(label, told, placedAs);
  switch (told.kind) {
    case 'single-stat':
      return expectFigure(placedAs, told);
    case 'chart':
      return expectChart(label, told, placedAs);
    case 'multi-display':
      return expectBreakdown(placedAs, told, only);
    case 'map':
      return expectMap(label);
    case 'control':
      return CONTROLS[label]!();
    case 'primitive':
      return PRIMITIVES[label]!();
  }
}

const suite = about ? describe : describe.skip;

suite('labels of layouts (needs ../shared)', () => {
  for (const [label, told] of Object.entries(about ?? {})) {
    it(`${label} shows the heading, the view and the numbers of the service`, async () => {
      await expectLabel(label, told);
      expect(errors).to.deep.equal([]);
    });
  }
});

suite('labels of older layouts (needs ../shared)', () => {
  for (const [old, { label }] of Object.entries(ALIASES)) {
    it(`${old} shows the same as ${label}`, async () => {
      await expectLabel(label, about![label]!, old);
      expect(errors).to.deep.equal([]);
    });
  }
});

suite('totals of lists that became empty (needs ../shared)', () => {
  it('S3: a list without values on the last counted day shows the day of its own last values', async () => {
    expect(partsOf('record-snapshot-category', 'rights', 'records', 'snapshot', DAYS)).to.deep.equal({});
    const element = await placed<StatsBreakdown>('RightsMultiDisplay');
    expect(element.view).to.include({ end: BEFORE_REMOVAL.end });
    expect(textOf(one(element, '.sub'))).to.equal('by records, as of Jun 9, 2025');
    const figure = await placed<StatsFigure>('SingleStatRecordCountCumulative');
    expect(textOf(one(figure, '.foot'))).to.equal('as of Jun 12, 2025');
  });
});
