import { expect, fixture, html } from '@open-wc/testing';
import type { StatsBreakdown } from '../components/stats-breakdown.js';
import { StatsFigure } from '../components/stats-figure.js';
import type { StatsTimeline } from '../components/stats-timeline.js';
import { STATISTICS, type Kind } from '../src/vocabulary/terms.js';
import { body, sentParts, sentWhole, type Category } from '../test/builders.js';
import { ROWS_BY_TAG } from './catalogue.js';
import { elements, isAvailable } from './elements.js';
import { namedElement } from './named.js';
import { StatsDashboard } from './stats-dashboard.js';

const DAY = '2025-05-30';
const PARTS = [
  ...['resourceTypes', 'accessStatuses', 'languages', 'subjects', 'rights', 'funders', 'periodicals', 'publishers'],
  ...['affiliations', 'countries', 'referrers', 'fileTypes'],
];
const WIRE_METRICS = {
  content: { records: 1, uploaders: 2, dataVolume: 3, fileCount: 4 },
  usage: { viewUniqueRecords: 5, downloadUniqueFiles: 6, dataVolume: 7 },
} as const;

/** Every number tells where it stood: the metric by its ones, the kind by its tens; and every part by its id. */
const data = body(
  Object.fromEntries(
    STATISTICS.map((statistic) => {
      const [area, kind] = statistic.split('-') as ['content' | 'usage', Kind];
      const metrics = Object.entries(WIRE_METRICS[area]);
      const category: Category = {
        global: Object.fromEntries(
          metrics.map(([key, ones]) => [key, sentWhole({ [DAY]: (kind === 'snapshot' ? 20 : 10) + ones })]),
        ),
      };
      const subcounts = PARTS.flatMap((part) =>
        statistic === 'usage-snapshot' ? [`${part}ByView`, `${part}ByDownload`] : [part],
      );
      const parts = subcounts.map((subcount) => [
        subcount,
        Object.fromEntries(
          metrics.map(([key]) => [key, sentParts({ [`${statistic} ${subcount} ${key}`]: { [DAY]: 1 } })]),
        ),
      ]);
      return [statistic, { ...category, ...(Object.fromEntries(parts) as Category) }];
    }),
  ),
);

/** A dashboard with the elements of these tags, which draw nothing that takes long. */
async function dashboardOf(tags: readonly string[]): Promise<StatsDashboard> {
  const dashboard = await fixture<StatsDashboard>(html`
    <stats-dashboard today="2025-06-10" range="yearToDate" .data=${data}>
      ${tags.map((tag) => Object.assign(document.createElement(tag), { display: 'list', asTable: true }))}
    </stats-dashboard>
  `);
  await dashboard.settled;
  return dashboard;
}

before(() => StatsDashboard.define());

describe('a named element', () => {
  class TestBase extends StatsFigure {}
  const row = {
    tag: 'test-visits',
    label: 'TestVisits',
    base: 'stats-figure',
    props: {},
    presets: { metric: 'visitors' },
  } as const;

  it('is its generic element under a tag of its own, with presets', () => {
    const Named = namedElement(row, TestBase);
    Named.define();
    const element = document.createElement('test-visits');
    expect(element).to.be.instanceOf(TestBase);
    expect(element).to.include({ metric: 'visitors', kind: 'delta' });
  });

  it('has attributes that go before its presets', async () => {
    const element = await fixture<StatsFigure>('<single-stat-views metric="downloads"></single-stat-views>');
    expect(element.metric).to.equal('downloads');
    expect(element.kind).to.equal('delta');
  });

  it('is registered once, however often that is asked for', () => {
    const before = customElements.get('single-stat-views');
    expect(() => elements.define()).not.to.throw();
    expect(customElements.get('single-stat-views')).to.equal(before);
  });
});

describe('every named element', () => {
  for (const row of [...ROWS_BY_TAG.values()].filter(isAvailable)) {
    it(`<${row.tag}> is a <${row.base}> with its presets`, () => {
      const element = document.createElement(row.tag);
      expect(element).to.be.instanceOf(customElements.get(row.base));
      expect(element).to.deep.include(row.presets);
    });
  }
});

describe('a figure shows what its name says', () => {
  const ONES = { RecordCount: 1, Uploaders: 2, DataVolume: 3, Views: 5, Downloads: 6, Traffic: 7 };
  for (const [name, ones] of Object.entries(ONES)) {
    it(name, async () => {
      const tag = `single-stat${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      const dashboard = await dashboardOf([tag, `${tag}-cumulative`]);
      const figures = [...dashboard.querySelectorAll<StatsFigure>(':scope > *')];
      expect(figures.map(({ view }) => view?.value)).to.deep.equal([10 + ones, 20 + ones]);
    });
  }
});

describe('a breakdown shows what its name says', () => {
  /** What follows `MultiDisplay`, and where its parts come from. */
  const families: Readonly<Record<string, (part: string) => string>> = {
    '': (part) => `content-snapshot ${part} records`,
    Delta: (part) => `content-delta ${part} records`,
    Views: (part) => `usage-snapshot ${part}ByView viewUniqueRecords`,
    ViewsDelta: (part) => `usage-delta ${part} viewUniqueRecords`,
    Downloads: (part) => `usage-snapshot ${part}ByDownload downloadUniqueFiles`,
    DownloadsDelta: (part) => `usage-delta ${part} downloadUniqueFiles`,
  };
  const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  for (const [suffix, source] of Object.entries(families)) {
    it(`…MultiDisplay${suffix}`, async () => {
      const views = suffix.startsWith('Views');
      const parts = PARTS.filter((part) => views || (part !== 'countries' && part !== 'referrers'));
      const dashboard = await dashboardOf(parts.map((part) => `${kebab(part)}-multi-display${kebab(suffix)}`));
      const ids = [...dashboard.querySelectorAll<StatsBreakdown>(':scope > *')].map(({ view }) =>
        view?.rows.map(({ id }) => id),
      );
      expect(ids).to.deep.equal(parts.map((part) => [source(part)]));
    });
  }

  it('as a list and a table if its name is an old one of a table', async () => {
    const dashboard = await dashboardOf(['resource-types-table']);
    const table = dashboard.querySelector<StatsBreakdown>('resource-types-table')!;
    expect(table.view?.rows[0]?.id).to.equal('content-snapshot resourceTypes records');
    const buttons = [...table.renderRoot.querySelectorAll('button')].map((button) => button.getAttribute('aria-label'));
    expect(buttons).to.deep.equal(['List', 'Table']);
  });
});

describe('a timeline shows what its name says', () => {
  for (const [tag, kind, buttons] of [
    ['content-stats-chart', 'delta', ['Records', 'Uploaders', 'Uploaded data']],
    ['content-stats-chart-cumulative', 'snapshot', ['Records', 'Files', 'Uploaded data', 'Uploaders']],
    ['traffic-stats-chart', 'delta', ['Views', 'Downloads', 'Downloaded data']],
    ['traffic-stats-chart-cumulative', 'snapshot', ['Views', 'Downloads', 'Downloaded data']],
  ] as const) {
    it(tag, async () => {
      const timeline = (await dashboardOf([tag])).querySelector<StatsTimeline>(tag)!;
      expect(timeline.view).to.include({ kind, metric: buttons[0].toLowerCase() });
      const texts = [...timeline.renderRoot.querySelectorAll('.segments button')].map(({ textContent }) =>
        textContent.trim(),
      );
      expect(texts).to.deep.equal(buttons);
    });
  }
});
