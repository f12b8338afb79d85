import { METRICS, type Metric } from '../src/vocabulary/metrics.js';
import type { Breakdown } from '../src/vocabulary/breakdowns.js';
import type { Area, Kind } from '../src/vocabulary/terms.js';
import { PROPS, type Group, type Props } from './component-props.js';
import type { ElementTag } from './element-registry.js';

type Display = 'list' | 'pie' | 'table';

/** Properties of a named element before the page sets any. */
export interface Presets {
  readonly metric?: Metric;
  readonly metrics?: readonly Metric[];
  readonly kind?: Kind;
  readonly breakdown?: Breakdown;
  readonly chartType?: 'line' | 'bar';
  /** The one of `views` that is shown first (attribute `display`). */
  readonly display?: Display;
  readonly views?: readonly Display[];
  readonly pageSize?: number;
  /** Name of an icon of Semantic UI. */
  readonly icon?: string;
  /** Of a timeline: pixels, and the number of parts that are shown apart from the rest. */
  readonly height?: number;
  readonly maxSeries?: number;
  readonly order?: 'mostviewed' | 'mostdownloaded' | 'mostcited';
  /** Of a figure: a number or text of the layout's own. */
  readonly literalValue?: number | string;
}

/** A component that a layout can place. */
export interface CatalogueRow {
  /** Name in layouts. */
  readonly label: string;
  /** The element that shows it. */
  readonly tag: string;
  /** The generic element that it is based on. */
  readonly base: string;
  readonly presets: Presets;
  /** The settings that a layout can have for it. */
  readonly props: Props;
}

/** The generic element for each group of props. */
const BASES = {
  figure: 'stats-figure',
  given: 'stats-figure',
  timeline: 'stats-timeline',
  breakdown: 'stats-breakdown',
  anyFigure: 'stats-figure',
  anyTimeline: 'stats-timeline',
  anyBreakdown: 'stats-breakdown',
  map: 'stats-map',
  records: 'stats-top-records',
  table: 'stats-table',
  export: 'stats-export',
  rangePicker: 'stats-range-picker',
  granularityPicker: 'stats-granularity-picker',
} as const satisfies Record<Group, ElementTag>;

const kebabCase = (label: string): string =>
  label.replace(/[A-Z]/g, (letter, at) => (at ? '-' : '') + letter.toLowerCase());

const row = (group: Group, label: string, presets: Presets = {}): CatalogueRow => ({
  label,
  tag: kebabCase(label),
  base: BASES[group],
  presets,
  props: PROPS[group],
});

/** Figures: `SingleStat…` for the days of the range, `SingleStat…Cumulative` for the total. */
const FIGURES: Readonly<Record<string, { metric: Metric; icon: string; total?: string }>> = {
  RecordCount: { metric: 'records', icon: 'file', total: 'file alternate' },
  Uploaders: { metric: 'uploaders', icon: 'users' },
  DataVolume: { metric: 'uploadVolume', icon: 'database' },
  Views: { metric: 'views', icon: 'eye' },
  Downloads: { metric: 'downloads', icon: 'download' },
  Traffic: { metric: 'downloadVolume', icon: 'chart line' },
};

const TIMELINES: Readonly<Record<string, Presets>> = {
  ContentStatsChart: { metrics: ['records', 'uploaders', 'uploadVolume'], kind: 'delta', chartType: 'line' },
  ContentStatsChartCumulative: {
    metrics: ['records', 'files', 'uploadVolume', 'uploaders'],
    kind: 'snapshot',
    chartType: 'bar',
  },
  TrafficStatsChart: { metrics: ['views', 'downloads', 'downloadVolume'], kind: 'delta', chartType: 'line' },
  TrafficStatsChartCumulative: {
    metrics: ['views', 'downloads', 'downloadVolume'],
    kind: 'snapshot',
    chartType: 'bar',
  },
};

/** Breakdowns: the suffix after `MultiDisplay` in a label. */
const FAMILIES: Readonly<Record<string, { metric: Metric; kind: Kind }>> = {
  '': { metric: 'records', kind: 'snapshot' },
  Delta: { metric: 'records', kind: 'delta' },
  Views: { metric: 'views', kind: 'snapshot' },
  ViewsDelta: { metric: 'views', kind: 'delta' },
  Downloads: { metric: 'downloads', kind: 'snapshot' },
  DownloadsDelta: { metric: 'downloads', kind: 'delta' },
};

/** Breakdowns: the part before `MultiDisplay` in a label. `usage` is the icon for views and downloads. */
const PARTS: Readonly<Record<string, { breakdown: Breakdown; icon: string; usage?: string }>> = {
  ResourceTypes: { breakdown: 'resourceTypes', icon: 'file' },
  AccessStatuses: { breakdown: 'accessStatuses', icon: 'lock' },
  Languages: { breakdown: 'languages', icon: 'language' },
  Subjects: { breakdown: 'subjects', icon: 'tag' },
  Rights: { breakdown: 'rights', icon: 'copyright' },
  Funders: { breakdown: 'funders', icon: 'money bill', usage: 'money bill alternate' },
  Periodicals: { breakdown: 'periodicals', icon: 'newspaper' },
  Publishers: { breakdown: 'publishers', icon: 'building' },
  Affiliations: { breakdown: 'affiliations', icon: 'university' },
  FileTypes: { breakdown: 'fileTypes', icon: 'file', usage: 'file alternate' },
  Countries: { breakdown: 'countries', icon: 'globe' },
  Referrers: { breakdown: 'referrers', icon: 'external alternate' },
};

/** Returns whether there is a component: countries and referrers are properties of visits, so they exist for views only. */
const exists = (breakdown: Breakdown, { metric }: { metric: Metric }): boolean =>
  metric === 'views' || (breakdown !== 'countries' && breakdown !== 'referrers');

/** Components that show a list at first; the others show a pie. */
const OPEN_AS_LIST = ['RightsMultiDisplay', 'AffiliationsMultiDisplay', 'AffiliationsMultiDisplayDelta'];

function breakdownRow(label: string, presets: Presets): CatalogueRow {
  const display = OPEN_AS_LIST.includes(label) ? 'list' : 'pie';
  return row('breakdown', label, { ...presets, display, views: ['list', 'pie', 'table'], pageSize: 10 });
}

/** Components of the service. */
const rows: readonly CatalogueRow[] = [
  ...Object.entries(FIGURES).flatMap(([name, { metric, icon, total = icon }]) => [
    row('figure', `SingleStat${name}`, { metric, kind: 'delta', icon }),
    row('figure', `SingleStat${name}Cumulative`, { metric, kind: 'snapshot', icon: total }),
  ]),
  ...Object.entries(TIMELINES).map(([label, presets]) =>
    row('timeline', label, { ...presets, height: 300, maxSeries: 12 }),
  ),
  ...Object.entries(PARTS).flatMap(([part, { breakdown, icon, usage = icon }]) =>
    Object.entries(FAMILIES)
      .filter(([, family]) => exists(breakdown, family))
      .map(([suffix, family]) =>
        breakdownRow(`${part}MultiDisplay${suffix}`, {
          breakdown,
          ...family,
          icon: family.metric === 'records' ? icon : usage,
        }),
      ),
  ),
  row('records', 'MostViewedRecordsMultiDisplay', { order: 'mostviewed', pageSize: 10, icon: 'eye' }),
  row('records', 'MostDownloadedRecordsMultiDisplay', { order: 'mostdownloaded', pageSize: 10, icon: 'download' }),
  row('map', 'StatsMap', { metric: 'views', kind: 'snapshot' }),
  row('rangePicker', 'DateRangeSelector'),
  row('granularityPicker', 'GranularitySelector'),
  row('export', 'ReportSelector'),
  row('table', 'StatsTable'),
  row('table', 'StatsMultiDisplay'),
  // They show a number of the layout. Without one they show a note, never a number of the service.
  row('given', 'SingleStatBox', { literalValue: '' }),
  row('given', 'StatsPopup', { literalValue: '' }),
];

/** Components that the service does not have. */
const ownRows: readonly CatalogueRow[] = [
  row('anyFigure', 'StatsFigure'),
  row('anyTimeline', 'StatsTimeline'),
  row('anyBreakdown', 'StatsBreakdown'),
  row('records', 'MostCitedRecordsMultiDisplay', { order: 'mostcited', pageSize: 10, icon: 'link' }),
];

/** Every component of the service by its label. `StatsChart` is missing, since it depends on the tab: see `rowFor`. */
export const CATALOGUE: ReadonlyMap<string, CatalogueRow> = new Map(rows.map((each) => [each.label, each]));

interface Alias {
  readonly label: string;
  readonly presets?: Presets;
}

const asList = (label: string): Alias => ({ label, presets: { display: 'list', views: ['list'] } });

/** Labels of older layouts and documentation, and their current labels. */
export const ALIASES: Readonly<Record<string, Alias>> = {
  ResourceTypesTable: asList('ResourceTypesMultiDisplay'),
  AccessStatusTable: asList('AccessStatusesMultiDisplay'),
  AccessRightsTable: asList('AccessStatusesMultiDisplay'),
  RightsTable: asList('RightsMultiDisplay'),
  LicensesTable: asList('RightsMultiDisplay'),
  AffiliationsTable: asList('AffiliationsMultiDisplay'),
  FundersTable: asList('FundersMultiDisplay'),
  LanguagesTable: asList('LanguagesMultiDisplay'),
  SubjectsTable: asList('SubjectsMultiDisplay'),
  TopCountriesTable: asList('CountriesMultiDisplayViews'),
  TopReferrerDomainsTable: asList('ReferrersMultiDisplayViews'),
  MostViewedRecordsTable: { label: 'MostViewedRecordsMultiDisplay' },
  MostDownloadedRecordsTable: { label: 'MostDownloadedRecordsMultiDisplay' },
  AccessStatusMultiDisplay: { label: 'AccessStatusesMultiDisplay' },
  AccessRightsMultiDisplay: { label: 'AccessStatusesMultiDisplay' },
  LicensesMultiDisplay: { label: 'RightsMultiDisplay' },
  TopCountriesMultiDisplay: { label: 'CountriesMultiDisplayViews' },
  TopReferrersMultiDisplay: { label: 'ReferrersMultiDisplayViews' },
  TopReferrerDomainsMultiDisplay: { label: 'ReferrersMultiDisplayViews' },
  TopLanguagesMultiDisplay: { label: 'LanguagesMultiDisplay' },
  CountriesMultiDisplayDelta: { label: 'CountriesMultiDisplayViewsDelta' },
};

/** Old labels have elements too: the current component under a tag of the old label. */
const aliasRows = Object.entries(ALIASES).flatMap(([label, alias]) => {
  const target = CATALOGUE.get(alias.label);
  return target ? [{ ...target, label, tag: kebabCase(label), presets: { ...target.presets, ...alias.presets } }] : [];
});

const byLabel = new Map([...rows, ...ownRows, ...aliasRows].map((each) => [each.label, each]));

/** Every component by its label, also old and added ones. */
export const ROWS_BY_LABEL: ReadonlyMap<string, CatalogueRow> = byLabel;

/** Returns the row of a label, old or new. A `StatsChart` shows the area of its tab. */
export const rowFor = (label: string, area: Area = 'content'): CatalogueRow | undefined =>
  byLabel.get(label === 'StatsChart' ? { content: 'ContentStatsChart', usage: 'TrafficStatsChart' }[area] : label);

/** Adds a component, so that layouts can place it. Its element is defined by the page. */
export const addRow = (own: CatalogueRow): void => void byLabel.set(own.label, own);

/** Returns the area of a component that shows numbers of the service. */
export function areaOf(component: CatalogueRow | undefined): Area | undefined {
  const metric = component?.presets.metric ?? component?.presets.metrics?.[0];
  return metric && METRICS[metric].area;
}

/** The rows of named elements, by tag. */
export const ROWS_BY_TAG: ReadonlyMap<string, CatalogueRow> = new Map(
  [...byLabel.values()].filter(({ tag, base }) => tag !== base).map((each) => [each.tag, each]),
);
