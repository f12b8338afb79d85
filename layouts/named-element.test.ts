import { expect, fixture, html } from '@open-wc/testing';
import type { StatsBreakdown } from '../components/breakdown/stats-breakdown.js';
import type { StatsDataElement } from '../components/base/stats-data-element.js';
import { StatsFigure } from '../components/figure/stats-figure.js';
import type { StatsTimeline } from '../components/timeline/stats-timeline.js';
import { StatsWidget } from '../components/base/stats-widget.js';
import { body, heldSource, sentParts, sentWhole } from '../test/builders.js';
import { ROWS_BY_TAG } from './catalogue.js';
import { elementLoader } from './define-elements.js';
import { namedElement } from './named-element.js';
import { StatsDashboard } from './stats-dashboard.js';

const [early, late] = ['2025-05-29', '2025-05-30'];
const whole = (value: number) => sentWhole({ [early]: value, [late]: value });
const parts = (value: number) => sentParts({ text: { [early]: value, [late]: value } });

/** A different number for each statistic, on each of two days. */
const data = body({
  'content-delta': {
    global: { records: whole(1), uploaders: whole(2), dataVolume: whole(3) },
    resourceTypes: { records: parts(1) },
  },
  'content-snapshot': {
    global: { records: whole(100), uploaders: whole(200), dataVolume: whole(300) },
    resourceTypes: { records: parts(100) },
  },
  'usage-delta': {
    global: { viewUniqueRecords: whole(4), downloadUniqueFiles: whole(5), dataVolume: whole(6) },
    resourceTypes: { viewUniqueRecords: parts(4), downloadUniqueFiles: parts(5) },
  },
  'usage-snapshot': {
    global: { viewUniqueRecords: whole(400), downloadUniqueFiles: whole(500), dataVolume: whole(600) },
    resourceTypes: { viewUniqueRecords: parts(400), downloadUniqueFiles: parts(500) },
  },
});

it('namedElement() returns the same class for the same row', () => {
  const row = ROWS_BY_TAG.get('single-stat-views')!;
  expect(namedElement(row, StatsFigure)).to.equal(namedElement(row, StatsFigure));
});

async function named<E extends StatsDataElement>(tag: string, set: object = {}): Promise<E> {
  const own = { data, today: '2025-06-10', range: '2025-05-01/2025-06-10', ...set };
  const element = await fixture<E>(html`${Object.assign(document.createElement(tag), own)}`);
  await element.settled;
  return element;
}

before(async () => {
  StatsDashboard.define();
  elementLoader.define();
  await elementLoader.load();
});

describe('named figures', () => {
  const values = {
    'single-stat-record-count': 1 + 1,
    'single-stat-record-count-cumulative': 100,
    'single-stat-uploaders': 2 + 2,
    'single-stat-uploaders-cumulative': 200,
    'single-stat-data-volume': 3 + 3,
    'single-stat-data-volume-cumulative': 300,
    'single-stat-views': 4 + 4,
    'single-stat-views-cumulative': 400,
    'single-stat-downloads': 5 + 5,
    'single-stat-downloads-cumulative': 500,
    'single-stat-traffic': 6 + 6,
    'single-stat-traffic-cumulative': 600,
  };
  for (const [tag, value] of Object.entries(values)) {
    it(`${tag} shows ${value}`, async () => {
      const { view } = await named<StatsFigure>(tag);
      expect(view?.value).to.equal(value);
    });
  }
});

describe('named breakdowns', () => {
  const values = {
    'resource-types-multi-display': 100,
    'resource-types-multi-display-delta': 1 + 1,
    'resource-types-multi-display-views': 400,
    'resource-types-multi-display-views-delta': 4 + 4,
    'resource-types-multi-display-downloads': 500,
    'resource-types-multi-display-downloads-delta': 5 + 5,
    'resource-types-table': 100,
  };
  for (const [tag, value] of Object.entries(values)) {
    it(`${tag} shows ${value}`, async () => {
      const { view } = await named<StatsBreakdown>(tag);
      expect(view?.rows.map((row) => [row.id, row.value])).to.deep.equal([['text', value]]);
    });
  }

  const buttons = ({ renderRoot }: StatsBreakdown) =>
    [...renderRoot.querySelectorAll('[aria-pressed]')].map((button) => [
      button.getAttribute('aria-label'),
      button.getAttribute('aria-pressed'),
    ]);
  for (const [tag, views] of [
    ['resource-types-multi-display', { List: 'false', 'Pie chart': 'true', Table: 'false' }],
    ['rights-multi-display', { List: 'true', 'Pie chart': 'false', Table: 'false' }],
    ['resource-types-table', { List: 'true', Table: 'false' }],
  ] as const) {
    it(`${tag} opens as ${Object.entries(views).find(([, pressed]) => pressed === 'true')?.[0]}`, async () => {
      expect(Object.fromEntries(buttons(await named<StatsBreakdown>(tag)))).to.deep.equal(views);
    });
  }
});

describe('named timelines', () => {
  for (const [tag, value, metrics] of [
    ['content-stats-chart', 1 + 1, ['Records', 'Uploaders', 'Uploaded data']],
    ['content-stats-chart-cumulative', 100, ['Records', 'Files', 'Uploaded data', 'Uploaders']],
    ['traffic-stats-chart', 4 + 4, ['Views', 'Downloads', 'Downloaded data']],
    ['traffic-stats-chart-cumulative', 400, ['Views', 'Downloads', 'Downloaded data']],
  ] as const) {
    it(`${tag} shows ${value} in May and offers ${metrics.join(', ')}`, async () => {
      const { view, renderRoot } = await named<StatsTimeline>(tag);
      expect(view?.series[0]?.buckets[0]?.value).to.equal(value);
      const buttons = renderRoot.querySelectorAll('.segments button');
      expect([...buttons].map(({ textContent }) => textContent.trim())).to.deep.equal(metrics);
    });
  }
});

describe('named elements', () => {
  it('B11: every named element shows that it is loading until numbers arrive, never that there are no data', async () => {
    const source = heldSource();
    source.records = () => new Promise(() => {});
    const dashboard = Object.assign(document.createElement('stats-dashboard'), { source, today: '2025-06-10' });
    const widgets = [...ROWS_BY_TAG.values()]
      .map(({ tag }) => document.createElement(tag))
      .filter((element): element is StatsFigure => element instanceof StatsWidget)
      // These show a number of the page, which needs no loading.
      .filter(({ localName }) => !['single-stat-box', 'stats-popup'].includes(localName));
    expect(widgets).to.have.length.above(80);
    dashboard.append(...widgets);
    await fixture(html`${dashboard}`);
    await source.nth(0);
    for (const widget of widgets) {
      await widget.updateComplete;
      const text = widget.renderRoot.textContent;
      expect(text, widget.localName).to.include('Loading statistics');
      expect(text, widget.localName).not.to.match(/no data|not provided|not available/);
    }
  });

  it('B12: named breakdowns count records by the date basis of their dashboard, subjects too', async () => {
    const source = heldSource(() => ({ dateBases: ['added', 'published'] }));
    const dashboard = Object.assign(document.createElement('stats-dashboard'), {
      ...{ source, today: '2025-06-10', range: '2025-06-01/2025-06-10', dateBasis: 'published' },
    });
    dashboard.append(document.createElement('subjects-multi-display'), document.createElement('rights-multi-display'));
    await fixture(html`${dashboard}`);
    await source.nth(0);
    expect(source.loads.map(({ request }) => [request.statistic, request.dateBasis])).to.deep.equal([
      ['content-snapshot', 'published'],
    ]);
  });
});

describe('presets of a named element', () => {
  it('attributes and properties override the presets', async () => {
    const page = await fixture<HTMLElement>(html`<div></div>`);
    page.insertAdjacentHTML('beforeend', '<single-stat-views metric="downloads"></single-stat-views>');
    const element = Object.assign(page.querySelector<StatsFigure>('single-stat-views')!, { data, today: '2025-06-10' });
    await element.settled;
    expect(element.view?.value).to.equal(5 + 5);
    element.kind = 'snapshot';
    await element.settled;
    expect(element.view?.value).to.equal(500);
  });

  it('presets do not change the generic element', () => {
    const generic = document.createElement('stats-figure');
    document.createElement('single-stat-traffic-cumulative');
    expect([generic.metric, generic.kind]).to.deep.equal(['records', 'delta']);
  });

  it('a named element shares the properties and styles of its generic element', () => {
    const [Generic, Named] = ['stats-figure', 'single-stat-views'].map(
      (tag) => customElements.get(tag) as unknown as typeof StatsWidget,
    ) as [typeof StatsWidget, typeof StatsWidget];
    expect(Named.elementProperties).to.equal(Generic.elementProperties);
    expect(Named.elementStyles).to.equal(Generic.elementStyles);
  });
});
