import { expect } from '@open-wc/testing';
import { addRow, ALIASES, areaOf, CATALOGUE, rowFor, ROWS_BY_TAG } from './catalogue.js';

/** A component in the documentation of the service. */
interface Upstream {
  readonly kind: 'single-stat' | 'chart' | 'multi-display' | 'map' | 'control' | 'primitive';
  readonly stat?: string | null;
  readonly subcount?: string | null;
  readonly metric?: string | null;
  readonly metrics?: readonly string[];
  readonly semantics?: string | null;
  readonly effective_view?: string;
  readonly pageSize?: number;
  readonly chartType?: string;
  readonly icon?: string | null;
  readonly height?: number;
  readonly maxSeries?: number;
}

const METRIC_NAMES: Readonly<Record<string, string>> = {
  'record records': 'records',
  'record fileCount': 'files',
  'record dataVolume': 'uploadVolume',
  'record uploaders': 'uploaders',
  'usage viewUniqueRecords': 'views',
  'usage views': 'views',
  'usage downloadUniqueFiles': 'downloads',
  'usage dataVolume': 'downloadVolume',
};

async function upstream(): Promise<[string, Upstream][] | undefined> {
  const answer = await fetch('/shared/wire/components.json');
  return answer.ok ? Object.entries((await answer.json()) as Record<string, Upstream>) : undefined;
}

describe('CATALOGUE', () => {
  it('has a row for every label except StatsChart', () => {
    const counts: Record<string, number> = {};
    for (const { base } of CATALOGUE.values()) counts[base] = (counts[base] ?? 0) + 1;
    expect(counts).to.deep.equal({
      'stats-figure': 12 + 2,
      'stats-timeline': 4,
      'stats-breakdown': 64,
      'stats-top-records': 2,
      'stats-map': 1,
      'stats-table': 2,
      'stats-range-picker': 1,
      'stats-granularity-picker': 1,
      'stats-export': 1,
    });
    expect(CATALOGUE.size).to.equal(90);
  });

  it('W9: contains every label of the service (needs ../shared)', async function () {
    const labels = await upstream();
    if (!labels) return this.skip();
    expect(labels).to.have.length(91);
    expect(labels.map(([label]) => label).filter((label) => label !== 'StatsChart')).to.have.members([
      ...CATALOGUE.keys(),
    ]);
    for (const [label] of labels) expect(rowFor(label)?.tag, label).to.be.a('string');
  });

  it('counts the same as the service (needs ../shared)', async function () {
    const labels = await upstream();
    if (!labels) return this.skip();
    for (const [label, { kind, stat, metric, metrics, subcount, semantics, ...rest }] of labels) {
      const { presets, base } = rowFor(label)!;
      const ours = (name: string): string | undefined => METRIC_NAMES[`${stat?.split('-')[0]} ${name}`];
      const expected: Record<string, unknown> = {
        'single-stat': { metric: ours(metric ?? ''), kind: semantics, icon: rest.icon },
        chart: {
          metrics: metrics?.map(ours),
          kind: semantics,
          chartType: rest.chartType,
          height: rest.height,
          maxSeries: rest.maxSeries,
        },
        'multi-display': {
          breakdown: subcount?.replace(/By(View|Download)$/, ''),
          metric: ours(metric ?? ''),
          kind: semantics,
          display: rest.effective_view?.replace('bar', 'list'),
          views: ['list', 'pie', 'table'],
          pageSize: rest.pageSize,
          // Both names have the same drawing.
          icon: rest.icon?.replace('external link', 'external alternate'),
        },
      };
      if (base === 'stats-top-records') expect(presets.pageSize, label).to.equal(rest.pageSize);
      else if (label !== 'StatsChart') expect(presets, label).to.deep.equal(expected[kind] ?? PRESETS[label] ?? {});
    }
  });
  const PRESETS: Readonly<Record<string, object>> = {
    StatsMap: { metric: 'views', kind: 'snapshot' },
    SingleStatBox: { literalValue: '' },
    StatsPopup: { literalValue: '' },
  };

  const rows = [
    ['SingleStatRecordCount', 'single-stat-record-count', 'stats-figure', { metric: 'records', kind: 'delta' }],
    [
      'SingleStatTrafficCumulative',
      'single-stat-traffic-cumulative',
      'stats-figure',
      { metric: 'downloadVolume', kind: 'snapshot' },
    ],
    ['ContentStatsChart', 'content-stats-chart', 'stats-timeline', { chartType: 'line', kind: 'delta' }],
    [
      'ContentStatsChartCumulative',
      'content-stats-chart-cumulative',
      'stats-timeline',
      { chartType: 'bar', kind: 'snapshot' },
    ],
    [
      'CountriesMultiDisplayViewsDelta',
      'countries-multi-display-views-delta',
      'stats-breakdown',
      { breakdown: 'countries', metric: 'views', kind: 'delta', display: 'pie', pageSize: 10 },
    ],
    [
      'RightsMultiDisplay',
      'rights-multi-display',
      'stats-breakdown',
      { breakdown: 'rights', metric: 'records', kind: 'snapshot', display: 'list' },
    ],
    ['RightsMultiDisplayDelta', 'rights-multi-display-delta', 'stats-breakdown', { kind: 'delta', display: 'pie' }],
    ['AffiliationsMultiDisplayDelta', 'affiliations-multi-display-delta', 'stats-breakdown', { display: 'list' }],
    [
      'FileTypesMultiDisplayDownloads',
      'file-types-multi-display-downloads',
      'stats-breakdown',
      { metric: 'downloads', kind: 'snapshot' },
    ],
    [
      'MostViewedRecordsMultiDisplay',
      'most-viewed-records-multi-display',
      'stats-top-records',
      { order: 'mostviewed' },
    ],
    [
      'MostDownloadedRecordsMultiDisplay',
      'most-downloaded-records-multi-display',
      'stats-top-records',
      { order: 'mostdownloaded' },
    ],
    ['StatsMap', 'stats-map', 'stats-map', { metric: 'views', kind: 'snapshot' }],
    ['StatsPopup', 'stats-popup', 'stats-figure', { literalValue: '' }],
  ] as const;
  for (const [label, tag, base, presets] of rows) {
    it(`maps ${label} to <${tag}>, a ${base}`, () => {
      const found = CATALOGUE.get(label)!;
      expect([found.label, found.tag, found.base]).to.deep.equal([label, tag, base]);
      expect(found.presets).to.include(presets);
    });
  }

  it('has no countries and referrers for records and downloads', () => {
    expect(rowFor('CountriesMultiDisplay')?.tag).to.be.undefined;
    expect(rowFor('ReferrersMultiDisplayDownloadsDelta')?.tag).to.be.undefined;
  });
});

describe('rowFor', () => {
  const old = {
    ResourceTypesTable: 'ResourceTypesMultiDisplay',
    AccessStatusTable: 'AccessStatusesMultiDisplay',
    AccessRightsTable: 'AccessStatusesMultiDisplay',
    RightsTable: 'RightsMultiDisplay',
    LicensesTable: 'RightsMultiDisplay',
    AffiliationsTable: 'AffiliationsMultiDisplay',
    FundersTable: 'FundersMultiDisplay',
    LanguagesTable: 'LanguagesMultiDisplay',
    SubjectsTable: 'SubjectsMultiDisplay',
    TopCountriesTable: 'CountriesMultiDisplayViews',
    TopReferrerDomainsTable: 'ReferrersMultiDisplayViews',
    MostViewedRecordsTable: 'MostViewedRecordsMultiDisplay',
    MostDownloadedRecordsTable: 'MostDownloadedRecordsMultiDisplay',
    AccessStatusMultiDisplay: 'AccessStatusesMultiDisplay',
    AccessRightsMultiDisplay: 'AccessStatusesMultiDisplay',
    LicensesMultiDisplay: 'RightsMultiDisplay',
    TopCountriesMultiDisplay: 'CountriesMultiDisplayViews',
    TopReferrersMultiDisplay: 'ReferrersMultiDisplayViews',
    TopReferrerDomainsMultiDisplay: 'ReferrersMultiDisplayViews',
    TopLanguagesMultiDisplay: 'LanguagesMultiDisplay',
    CountriesMultiDisplayDelta: 'CountriesMultiDisplayViewsDelta',
  };
  it('P2: resolves every old label', () => {
    expect(Object.keys(ALIASES)).to.have.members(Object.keys(old));
    for (const [label, now] of Object.entries(old)) {
      const { presets, base, props } = rowFor(now)!;
      const list = label.endsWith('Table') && base === 'stats-breakdown' ? { display: 'list', views: ['list'] } : {};
      // A deep comparison of props never ends if it fails, as it descends into functions.
      const { props: known, ...found } = rowFor(label)!;
      expect(known === props, label).to.be.true;
      expect(found).to.deep.equal({
        label,
        tag: label.replace(/(?!^)[A-Z]/g, '-$&').toLowerCase(),
        base,
        presets: { ...presets, ...list },
      });
    }
  });

  it('P2: resolves every old label of the documentation (needs ../shared)', async function () {
    const answer = await fetch('/shared/wire/components.md');
    if (!answer.ok) return this.skip();
    const [, section = ''] = (await answer.text()).split(/^## [78]\..*$/m);
    const firstCells = section
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|')[1] ?? '');
    const labels = firstCells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, label]) => label ?? ''));
    expect(labels).to.have.length.above(20);
    for (const label of labels) expect(Boolean(rowFor(label)), label).to.equal(label !== 'ComponentName');
  });

  it('resolves the generic elements without presets', () => {
    for (const [label, tag] of [
      ['StatsFigure', 'stats-figure'],
      ['StatsTimeline', 'stats-timeline'],
      ['StatsBreakdown', 'stats-breakdown'],
    ] as const) {
      const { props, ...row } = rowFor(label)!;
      expect(row).to.deep.equal({ label, tag, base: tag, presets: {} });
      expect(Object.keys(props)).to.include('kind');
    }
  });

  it('resolves StatsChart by the area of its tab', () => {
    expect(rowFor('StatsChart')?.label).to.equal('ContentStatsChart');
    expect(rowFor('StatsChart', 'content')?.label).to.equal('ContentStatsChart');
    expect(rowFor('StatsChart', 'usage')?.label).to.equal('TrafficStatsChart');
  });

  it('returns undefined for other labels', () => {
    for (const label of ['', 'ComponentName', 'stats-map', 'constructor', '__proto__']) {
      expect(Boolean(rowFor(label)), label).to.be.false;
    }
  });
});

describe('areaOf', () => {
  it('returns the area of the metric', () => {
    const areas = ['SingleStatUploaders', 'TrafficStatsChart', 'StatsMap', 'ReportSelector'].map((label) =>
      areaOf(rowFor(label)),
    );
    expect(areas).to.deep.equal(['content', 'usage', 'usage', undefined]);
    expect(areaOf(undefined)).to.be.undefined;
  });
});

describe('addRow', () => {
  it('adds a custom component to those that rowFor() resolves', () => {
    const own = { label: 'OwnGauge', tag: 'own-gauge', base: 'own-gauge', presets: {}, props: {} };
    addRow(own);
    expect(rowFor('OwnGauge')).to.equal(own);
  });
});

describe('ROWS_BY_TAG', () => {
  it('contains every label, old and new, whose tag is not a generic element', () => {
    const labels = [...CATALOGUE.keys(), ...Object.keys(ALIASES)].filter(
      (label) => !['StatsMap', 'StatsTable'].includes(label),
    );
    expect([...ROWS_BY_TAG.values()].map(({ label }) => label)).to.have.members([
      ...labels,
      'MostCitedRecordsMultiDisplay',
    ]);
  });

  it('contains only valid tags, and none of a generic element', () => {
    const generic = new Set(['stats-chart', ...[...CATALOGUE.values()].map(({ base }) => base)]);
    for (const [tag, row] of ROWS_BY_TAG) {
      expect(tag)
        .to.match(/^[a-z]+(-[a-z]+)+$/)
        .and.equal(row.tag);
      expect(generic.has(tag), tag).to.be.false;
    }
  });
});
