import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { StatsDashboard } from '../../layouts/stats-dashboard.js';
import { isoDay, type DayRange } from '../../src/data/day.js';
import { loadLocale } from '../../src/i18n/i18n.js';
import { OTHER } from '../../src/view/options.js';
import { barsIn, body, dated, expectAccessible, sent, sentParts, sentWhole } from '../../test/builders.js';
import type { StatsChart } from '../chart/stats-chart.js';
import { StatsTimeline } from './stats-timeline.js';

const SPRING = (value: number) => dated('2025-04-01', '2025-06-14', value);

const data = body({
  'usage-delta': {
    global: {
      viewUniqueRecords: sentWhole(SPRING(10)),
      downloadUniqueFiles: sentWhole(SPRING(3)),
      dataVolume: sentWhole(SPRING(1000)),
    },
    countries: { viewUniqueRecords: [sent('DE', SPRING(6)), sent('FR', SPRING(3)), sent('imported', SPRING(1))] },
    languages: {
      viewUniqueRecords: [sent('eng', SPRING(9), { en: 'English', de: 'Englisch' })],
      downloadUniqueFiles: [],
    },
    funders: { viewUniqueRecords: [] },
  },
});

/** Uploads in which records have one breakdown more than files. */
const uploads = body({
  'content-delta': {
    global: { records: sentWhole(SPRING(3)), fileCount: sentWhole(SPRING(3)) },
    resourceTypes: { records: sentParts({ book: SPRING(3) }), fileCount: sentParts({ book: SPRING(3) }) },
    accessStatuses: { records: sentParts({ open: SPRING(3) }) },
    languages: { records: sentParts({ eng: SPRING(3) }), fileCount: sentParts({ eng: SPRING(3) }) },
  },
  'content-snapshot': { global: { records: sentWhole(dated('2025-04-20', '2025-06-14', (i) => 100 + i)) } },
});

const timeline = async (set: Partial<StatsTimeline> = {}): Promise<StatsTimeline> => {
  const element: StatsTimeline = await fixture(
    html`${Object.assign(document.createElement('stats-timeline'), {
      data,
      today: '2025-06-15',
      range: '2025-04-01/2025-06-15',
      granularity: 'month',
      metrics: ['views', 'downloads', 'downloadVolume'],
      ...set,
    })}`,
  );
  await element.settled;
  return element;
};
const textOf = (root: Element | ShadowRoot | DocumentFragment): string => root.textContent.replace(/\s+/g, ' ').trim();
const button = ({ renderRoot }: StatsTimeline, text: string): HTMLElement =>
  [...renderRoot.querySelectorAll('button')].find((each) => textOf(each) === text || each.ariaLabel === text)!;
const chart = ({ renderRoot }: StatsTimeline): StatsChart => renderRoot.querySelector('stats-chart')!;
const select = ({ renderRoot }: StatsTimeline): HTMLSelectElement | null => renderRoot.querySelector('select');
const breakDown = async (element: StatsTimeline, value: string): Promise<void> => {
  select(element)!.value = value;
  select(element)!.dispatchEvent(new Event('change'));
  await element.settled;
};
const press = async (element: StatsTimeline, text: string): Promise<void> => {
  button(element, text).click();
  await element.settled;
};
const sums = ({ view }: StatsTimeline): [string, (number | null)[]][] =>
  view!.series.map(({ label, id, buckets }) => [label || id, buckets.map(({ value }) => value)]);

before(() => {
  StatsDashboard.define();
  StatsTimeline.define();
});

describe('stats-timeline', () => {
  it('computes a bucket per calendar unit, the last one up to the last counted day', async () => {
    const { view } = await timeline();
    expect(view?.series[0]?.buckets).to.deep.equal([
      { start: '2025-04-01', end: '2025-04-30', value: 300, partial: false },
      { start: '2025-05-01', end: '2025-05-31', value: 310, partial: false },
      { start: '2025-06-01', end: '2025-06-14', value: 140, partial: true },
    ]);
  });

  it('draws its buckets and marks an incomplete one in its tooltip', async () => {
    const element = await timeline();
    expect(chart(element).renderRoot.querySelectorAll('path').length).to.be.above(0);
    expect(chart(element).tooltips.map(({ label }) => label.replace(/\s+/g, ' '))).to.deep.equal([
      'April 2025',
      'May 2025',
      'Jun 1 – 14, 2025 (so far)',
    ]);
    expect(chart(element).label).to.equal('Usage over time: Views per month');
  });

  for (const [range, labels, granularity = 'month'] of [
    ['2025-04-10/2025-05-31', ['Apr 10 – 30, 2025', 'May 2025']],
    ['2025-04-01/2025-05-15', ['April 2025', 'May 1 – 15, 2025']],
    ['2025-05-01/2025-06-14', ['May 2025', 'Jun 1 – 14, 2025 (so far)']],
    ['2025-06-13/2025-06-14', ['Jun 13, 2025', 'Jun 14, 2025'], 'day'],
  ] as const) {
    it(`marks cut and incomplete units of ${range} in tooltips`, async () => {
      const element = await timeline({ range, granularity });
      expect(chart(element).tooltips.map(({ label }) => label.replace(/\s+/g, ' '))).to.deep.equal(labels);
    });
  }

  it('shows the metric that the reader chooses', async () => {
    const element = await timeline();
    await press(element, 'Downloads');
    expect(sums(element)).to.deep.equal([['global', [90, 93, 42]]]);
    expect(textOf(element.renderRoot)).to.contain('Downloads per month');
    expect(button(element, 'Downloads').getAttribute('aria-pressed')).to.equal('true');
  });

  it('W8: offers only the breakdowns that have numbers for the metric', async () => {
    const element = await timeline();
    const offered = (): string[] => [...select(element)!.options].map(({ value }) => value);
    expect(offered()).to.deep.equal(['', 'languages', 'countries']);
    await press(element, 'Downloads');
    expect(select(element), 'C11: a metric without parts').to.equal(null);
  });

  it('C5, C7: offers only the breakdowns that the page allows', async () => {
    const element = await timeline({ subcounts: { countries: {}, funders: {} } });
    expect([...select(element)!.options].map(({ value }) => value)).to.deep.equal(['', 'countries']);
  });

  it('drops a breakdown that a later configuration does not allow', async () => {
    const dashboard = await fixture<StatsDashboard>(
      html`<stats-dashboard today="2025-06-15" range="yearToDate" test-data>
        <stats-timeline metrics="views"></stats-timeline>
      </stats-dashboard>`,
    );
    await dashboard.settled;
    const element = dashboard.querySelector('stats-timeline')!;
    await element.settled;
    await breakDown(element, 'countries');
    expect(element.view!.breakdown).to.equal('countries');
    dashboard.config = { ui_subcounts: { languages: {} } };
    await dashboard.settled;
    await element.settled;
    expect(textOf(element.renderRoot)).not.to.contain('by country');
    expect(element.view!.breakdown).to.equal(null);
  });

  it('draws the largest parts and the remainder of the whole last', async () => {
    const element = await timeline({ maxSeries: 1 });
    await breakDown(element, 'countries');
    expect(sums(element)).to.deep.equal([
      ['Germany', [180, 186, 84]],
      [OTHER, [90, 93, 42]],
    ]);
    expect([...element.renderRoot.querySelectorAll('[part=legend] li')].map(textOf)).to.deep.equal([
      'Germany',
      'Other',
    ]);
    expect(textOf(element.renderRoot)).to.contain('Views per month, by country');
  });

  it('shows the whole where another metric has no such parts', async () => {
    const element = await timeline();
    await breakDown(element, 'countries');
    await press(element, 'Downloads');
    expect(sums(element)).to.deep.equal([['global', [90, 93, 42]]]);
    await press(element, 'Views');
    expect(element.view?.breakdown).to.equal('countries');
  });

  it('C11: shows the whole of a metric without parts if the page sets a breakdown', async () => {
    const element = await timeline({ breakdown: 'countries' });
    await press(element, 'Downloads');
    expect(sums(element)).to.deep.equal([['global', [90, 93, 42]]]);
    expect(textOf(element.renderRoot)).to.contain('Downloads per month').and.not.contain('by country');
  });

  it('offers a way back from a breakdown of the page that has no numbers', async () => {
    const element = await timeline({ breakdown: 'publishers' });
    expect(select(element)?.value).to.equal('publishers');
    await breakDown(element, '');
    expect(sums(element)).to.deep.equal([['global', [300, 310, 140]]]);
    expect([...select(element)!.options].map(({ value }) => value)).to.deep.equal(['', 'languages', 'countries']);
  });

  it('keeps showing the chosen breakdown when the metric and the offered breakdowns change', async () => {
    const element = await timeline({ metrics: ['records', 'files'], data: uploads });
    await breakDown(element, 'accessStatuses');
    await breakDown(element, 'languages');
    await press(element, 'Files');
    expect(element.view?.breakdown).to.equal('languages');
    expect(select(element)!.value).to.equal('languages');
  });

  it('C1: writes volumes as sizes, also on the axis', async () => {
    const element = await timeline({ metrics: ['downloadVolume'] });
    const labels = [...chart(element).renderRoot.querySelectorAll('svg text')].map(textOf);
    expect(labels).to.include('10 kB').and.include('30 kB');
    expect(chart(element).tooltips[0]!.rows[0]!.text).to.equal('30 kB');
  });

  it('C2: names the metric, without "Value" and without a unit', async () => {
    const element = await timeline();
    for (const metric of ['Views', 'Downloads', 'Downloaded data']) {
      await press(element, metric);
      expect(textOf(element.renderRoot.querySelector('.sub')!)).to.equal(`${metric} per month`);
      expect(chart(element).label).to.equal(`Usage over time: ${metric} per month`);
      const labels = [...chart(element).renderRoot.querySelectorAll('svg text')].map(textOf).join(' ');
      expect(labels).not.to.match(/value|\(.*\)/i);
    }
  });

  it('C3: uses separate lists for views and downloads in totals of usage', async () => {
    const totals = body({
      'usage-snapshot': {
        global: { viewUniqueRecords: sentWhole(SPRING(100)), downloadUniqueFiles: sentWhole(SPRING(50)) },
        languagesByView: { viewUniqueRecords: sentParts({ eng: SPRING(9) }), downloadUniqueFiles: sentParts({}) },
        languagesByDownload: { downloadUniqueFiles: sentParts({ deu: SPRING(4) }), viewUniqueRecords: sentParts({}) },
        countriesByView: { viewUniqueRecords: sentParts({ DE: SPRING(6) }) },
      },
    });
    const element = await timeline({ data: totals, kind: 'snapshot', metrics: ['views', 'downloads'] });
    const offered = () => [...select(element)!.options].map(({ value }) => value).filter(Boolean);
    expect(offered()).to.deep.equal(['languages', 'countries']);
    await breakDown(element, 'languages');
    expect(element.view!.series[0]!.id).to.equal('eng');
    await press(element, 'Downloads');
    expect(offered()).to.deep.equal(['languages']);
    expect(element.view!.series[0]!.id).to.equal('deu');
  });

  it('C4: offers its own breakdowns beside another timeline with different ones', async () => {
    const offered = (element: StatsTimeline) => [...select(element)!.options].map(({ value }) => value).filter(Boolean);
    const first = await timeline();
    const second = await timeline({ data: uploads, metrics: ['records'] });
    expect(offered(first)).to.deep.equal(['languages', 'countries']);
    expect(offered(second)).to.deep.equal(['resourceTypes', 'accessStatuses', 'languages']);
    await breakDown(second, 'resourceTypes');
    expect(sums(second)[0]?.[0]).to.equal('book');
  });

  it('C14: draws a breakdown without a heading of its own', async () => {
    for (const heading of [undefined, '', 'Our usage']) {
      const element = await timeline({ heading });
      await breakDown(element, 'countries');
      expect(sums(element).map(([id]) => id)).to.deep.equal(['Germany', 'France']);
    }
  });

  it('C15: stacks or overlays the parts', async () => {
    const element = await timeline({ breakdown: 'countries' });
    const paths = (): string =>
      [...chart(element).renderRoot.querySelectorAll('path')].map((path) => path.getAttribute('d')).join();
    const stacked = paths();
    await press(element, 'Overlaid');
    expect(paths()).not.to.equal(stacked);
    expect(button(element, 'Overlaid').getAttribute('aria-pressed')).to.equal('true');
  });

  it('C6: starts with the line display that the page sets for a breakdown', async () => {
    const element = await timeline({
      breakdown: 'countries',
      subcounts: { countries: { lineDisplay: 'overlapping' } },
    });
    expect(button(element, 'Overlaid').getAttribute('aria-pressed')).to.equal('true');
  });

  it('shows the same numbers as a table', async () => {
    const element = await timeline({ breakdown: 'countries' });
    await press(element, 'Table');
    const rows = [...element.renderRoot.querySelector('stats-table')!.renderRoot.querySelectorAll('tr')].map((row) =>
      [...row.children].map(textOf).join(' '),
    );
    expect(rows).to.deep.equal([
      'Period Germany France',
      'April 2025 180 90',
      'May 2025 186 93',
      'Jun 1 – 14, 2025 (so far) 84 42',
    ]);
  });

  it('switches to the table and back with the key T and keeps the focus', async () => {
    const element = await timeline();
    const key = async (): Promise<string | undefined> => {
      const focused = element.shadowRoot!.querySelector<HTMLElement>('stats-chart, stats-table')!;
      focused.focus();
      focused.dispatchEvent(new KeyboardEvent('keydown', { key: 't', bubbles: true, composed: true }));
      await element.settled;
      return element.shadowRoot!.activeElement?.localName;
    };
    expect(await key()).to.equal('stats-table');
    expect(await key()).to.equal('stats-chart');
  });

  const ABSENT: readonly (readonly [Partial<StatsTimeline>, string])[] = [
    [{ metrics: ['visitors'] }, 'not provided'],
    [{ breakdown: 'publishers' }, 'not provided'],
    [{ breakdown: 'funders' }, 'no data'],
    [{ range: '2024-01-01/2024-02-01' }, 'no data'],
  ];
  for (const [set, text] of ABSENT) {
    it(`shows "${text}" with ${JSON.stringify(set)}`, async () => {
      const element = await timeline(set);
      expect(element.view?.series).to.deep.equal([]);
      expect(textOf(element.renderRoot)).to.contain(text);
      expect(chart(element)).to.equal(null);
    });
  }

  it('C12: shows totals at the end of each unit, and none before the first one', async () => {
    const element = await timeline({
      metrics: ['records'],
      kind: 'snapshot',
      data: uploads,
      range: '2025-03-01/2025-06-15',
    });
    expect(sums(element)).to.deep.equal([['global', [110, 141, 155]]]);
    expect(textOf(element.renderRoot)).to.contain('Cumulative Growth').and.contain('at the end of each month');
  });

  it('reads its properties from attributes', async () => {
    const element: StatsTimeline = await fixture(html`
      <stats-timeline
        metrics="views, downloads"
        kind="snapshot"
        breakdown="languages"
        chart-type="bar"
        line-display="overlapping"
        max-series="3"
        height="400"
      ></stats-timeline>
    `);
    expect(element).to.deep.include({
      metrics: ['views', 'downloads'],
      kind: 'snapshot',
      breakdown: 'languages',
      chartType: 'bar',
      lineDisplay: 'overlapping',
      maxSeries: 3,
      height: 400,
    });
  });

  it('ignores keys that have another meaning', async () => {
    const element = await timeline();
    for (const init of [
      { key: 'x' },
      { key: 't', ctrlKey: true },
      { key: 't', metaKey: true },
      { key: 't', altKey: true },
    ]) {
      chart(element).dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, composed: true }));
      await element.settled;
      expect(element.renderRoot.querySelector('stats-table'), JSON.stringify(init)).to.equal(null);
    }
  });

  it('draws bars if chart-type is bar', async () => {
    const [line, bar] = [await timeline(), await timeline({ chartType: 'bar' })];
    expect([line, bar].map((element) => barsIn(chart(element).renderRoot))).to.deep.equal([0, 3]);
  });

  it('redraws only if its content changed', async () => {
    const element = await timeline();
    const drawn = chart(element).renderRoot.querySelector('svg');
    element.requestUpdate();
    await element.settled;
    expect(chart(element).renderRoot.querySelector('svg')).to.equal(drawn);
  });

  it('uses the language of the page', async () => {
    const element = await timeline({ lang: 'de', breakdown: 'languages' });
    await element.settled;
    expect(sums(element)[0]?.[0]).to.equal('Englisch');
  });

  for (const set of [{}, { breakdown: 'countries' }] as const) {
    it(`passes the axe checks with ${JSON.stringify(set)}`, async () => {
      const element = await timeline(set);
      await expectAccessible(element);
      await press(element, 'Table');
      await expectAccessible(element);
    });
  }
});

describe('legend of stats-timeline', () => {
  const entries = ({ renderRoot }: StatsTimeline): HTMLButtonElement[] => [
    ...renderRoot.querySelectorAll<HTMLButtonElement>('[part=legend] button'),
  ];
  const pressed = (element: StatsTimeline): string[] =>
    entries(element).map((each) => `${textOf(each)} ${each.ariaPressed}`);
  const areas = (element: StatsTimeline): number => chart(element).svg!.querySelectorAll('.main_marks path').length;
  const frames = async (element: StatsTimeline): Promise<void> => {
    for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
    await element.settled;
  };

  it('an entry highlights its series while it is pointed at or has the focus', async () => {
    const element = await timeline({ breakdown: 'countries' });
    const [, france] = entries(element);
    for (const [type, highlight] of [
      ['pointerenter', 'FR'],
      ['pointerleave', undefined],
      ['focus', 'FR'],
      ['blur', undefined],
    ] as const) {
      france!.dispatchEvent(new Event(type));
      expect(chart(element).selection.highlight, type).to.equal(highlight);
    }
  });

  it('a click on an entry shows its series alone, another click shows the others again', async () => {
    const element = await timeline({ breakdown: 'countries' });
    const states: unknown[] = [];
    for (let i = 0; i < 2; i++) {
      await press(element, 'France');
      await frames(element);
      const pale = [...element.renderRoot.querySelectorAll('.pale')].map(textOf);
      states.push([pressed(element), pale, areas(element)]);
      await expectAccessible(element);
    }
    expect(states).to.deep.equal([
      [['Germany false', 'France true'], ['Germany'], 1],
      [['Germany false', 'France false'], [], 2],
    ]);
  });

  it('the isolation of a series is not shown in a breakdown that does not have it', async () => {
    const given = body({
      'usage-delta': {
        global: { viewUniqueRecords: sentWhole(SPRING(10)) },
        countries: { viewUniqueRecords: sentParts({ DE: SPRING(6), FR: SPRING(3) }) },
        languages: { viewUniqueRecords: sentParts({ eng: SPRING(6), deu: SPRING(3) }) },
      },
    });
    const element = await timeline({ data: given, breakdown: 'countries' });
    await press(element, 'France');
    await breakDown(element, 'languages');
    await frames(element);
    expect(pressed(element)).to.deep.equal(['eng false', 'deu false']);
    expect(element.renderRoot.querySelectorAll('.pale')).to.have.length(0);
    expect(areas(element)).to.equal(2);
  });

  it('an isolated series stays alone in another granularity', async () => {
    const element = await timeline({ breakdown: 'countries' });
    await press(element, 'France');
    element.granularity = 'week';
    await frames(element);
    expect(element.view!.series[0]!.buckets).to.have.length(11);
    expect(pressed(element)).to.deep.equal(['Germany false', 'France true']);
    expect(areas(element)).to.equal(1);
  });

  it('a timeline of a single series has no legend, and compared days have no button in it', async () => {
    const single = await timeline();
    expect(single.renderRoot.querySelectorAll('[part=legend]')).to.have.length(0);
    const compared = await timeline({ range: '2025-05-01/2025-05-31', compare: 'previous', metrics: ['views'] });
    expect(textOf(compared.renderRoot.querySelector('[part=legend]')!)).to.contain('previous period');
    expect(entries(compared)).to.have.length(0);
  });
});

describe('marked buckets of stats-timeline', () => {
  const mark = async (element: StatsTimeline): Promise<void> => {
    chart(element).focus();
    for (const key of ['Home', 'ArrowRight', 'Shift+ArrowRight', 'Enter']) await sendKeys({ press: key });
    await chart(element).whenDrawn;
    for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
    await element.settled;
  };
  const daysIn = ({ view }: StatsTimeline): string => {
    const { buckets } = view!.series[0]!;
    return `${buckets[0]!.start} ${buckets.at(-1)!.end}`;
  };
  const back = ({ renderRoot }: StatsTimeline): string[] => [...renderRoot.querySelectorAll('.back')].map(textOf);
  const YEAR = body({
    'usage-delta': { global: { viewUniqueRecords: sentWhole(dated('2025-01-01', '2025-06-14', 1)) } },
  });

  for (const [lang, text] of [
    ['en', 'Back to Jan 1 – Jun 14, 2025'],
    ['de', 'Zurück zu 1. Jan. – 14. Juni 2025'],
  ] as const) {
    it(`marked buckets narrow the period of a timeline alone, and a button leads back, in the language ${lang}`, async () => {
      await loadLocale(lang);
      const element = await timeline({ data: YEAR, range: '2025-01-01/2025-06-14', lang });
      expect(back(element)).to.deep.equal([]);
      await mark(element);
      expect(daysIn(element)).to.equal('2025-02-01 2025-03-31');
      expect(back(element)).to.deep.equal([text]);
      await expectAccessible(element);
      await press(element, text);
      expect(daysIn(element)).to.equal('2025-01-01 2025-06-14');
      expect(back(element)).to.deep.equal([]);
      expect(element.shadowRoot!.activeElement?.localName, 'the focus').to.equal('stats-chart');
    });
  }

  it('the button leads back to the first period after the reader has narrowed it twice', async () => {
    const element = await timeline({ data: YEAR, range: '2025-01-01/2025-06-14' });
    const periods: string[] = [];
    for (let i = 0; i < 2; i++) {
      await mark(element);
      periods.push(daysIn(element));
    }
    expect(periods).to.deep.equal(['2025-02-01 2025-03-31', '2025-03-01 2025-03-31']);
    await press(element, 'Back to Jan 1 – Jun 14, 2025');
    expect(daysIn(element)).to.equal('2025-01-01 2025-06-14');
  });

  it('the button disappears when the period is chosen elsewhere', async () => {
    const element = await timeline({ data: YEAR, range: '2025-01-01/2025-06-14' });
    await mark(element);
    element.range = '2025-05-01/2025-06-14';
    await element.settled;
    expect(daysIn(element)).to.equal('2025-05-01 2025-06-14');
    expect(back(element)).to.deep.equal([]);
  });

  it('marked buckets narrow the period of a whole dashboard by the event stats-select', async () => {
    const dashboard = await fixture<StatsDashboard>(
      html`<stats-dashboard .data=${YEAR} today="2025-06-15" range="2025-01-01/2025-06-14" granularity="month">
        <stats-timeline metrics="views"></stats-timeline><stats-timeline metrics="views"></stats-timeline>
      </stats-dashboard>`,
    );
    await dashboard.settled;
    const [first, second] = dashboard.querySelectorAll('stats-timeline');
    await first!.settled;
    const heard = oneEvent<CustomEvent<{ range: DayRange }>>(dashboard, 'stats-select');
    await mark(first!);
    const { range } = (await heard).detail;
    expect([isoDay(range.start), isoDay(range.end)]).to.deep.equal(['2025-02-01', '2025-03-31']);
    await dashboard.settled;
    await second!.settled;
    expect([first, second].map((each) => daysIn(each!))).to.deep.equal(Array(2).fill('2025-02-01 2025-03-31'));
    expect([first, second].map((each) => back(each!))).to.deep.equal([['Back to Jan 1 – Jun 14, 2025'], []]);
    await press(first!, 'Back to Jan 1 – Jun 14, 2025');
    await dashboard.settled;
    await second!.settled;
    expect([first, second].map((each) => daysIn(each!))).to.deep.equal(Array(2).fill('2025-01-01 2025-06-14'));
    expect(back(first!)).to.deep.equal([]);
  });
});

describe('stats-timeline with a comparison', () => {
  const compared = (set: Partial<StatsTimeline> = {}): Promise<StatsTimeline> =>
    timeline({ range: '2025-06-01/2025-06-30', today: '2025-06-30', compare: 'previous', metrics: ['views'], ...set });

  it('draws the whole previous month beside an incomplete one', async () => {
    const element = await compared();
    expect(element.view!.series).to.have.length(1);
    expect(element.view!.before!.buckets).to.deep.equal([
      { start: '2025-05-01', end: '2025-05-31', value: 310, partial: false },
    ]);
    const legend = [...element.renderRoot.querySelectorAll('[part="legend"] li')].map((line) => textOf(line));
    expect(legend).to.deep.equal(['Views', 'previous period']);
    expect(element.renderRoot.querySelector('.dashed')).not.to.equal(null);
  });

  it('names both ranges in its tooltips', async () => {
    const [tooltip] = chart(await compared()).tooltips;
    const plain = (text: string): string => text.replace(/\s+/g, ' ');
    expect(plain(tooltip!.label)).to.equal('Jun 1 – 14, 2025 (so far)');
    expect(tooltip!.rows.map(({ label, text }) => plain(`${label}: ${text}`))).to.deep.equal([
      'Views: 140',
      'May 1 – 31, 2025: 310',
    ]);
  });

  it('omits the earlier value of 29 February in tooltips, as the day before shows it', async () => {
    const leap = body({
      'usage-delta': { global: { viewUniqueRecords: sentWhole(dated('2023-02-01', '2024-03-10', 5)) } },
    });
    const element = await compared({
      data: leap,
      range: '2024-02-28/2024-03-01',
      granularity: 'day',
      compare: 'year',
      today: '2024-03-10',
    });
    expect(chart(element).tooltips.map(({ rows }) => rows.map(({ text }) => text))).to.deep.equal([
      ['5', '5'],
      ['5'],
      ['5', '5'],
    ]);
  });

  it('adds the earlier values to the table and the file', async () => {
    const element = await compared();
    await press(element, 'Table');
    const rows = [...element.renderRoot.querySelector('stats-table')!.renderRoot.querySelectorAll('tr')].map((row) =>
      [...row.children].map(textOf).join(' | '),
    );
    expect(rows).to.deep.equal([
      'Period | Views | previous period | Compared with',
      'Jun 1 – 14, 2025 (so far) | 140 | 310 | May 1 – 31, 2025',
    ]);
    const { columns, rows: lines } = element.dataTable()!;
    expect(columns.map(({ key }) => key)).to.deep.equal([
      'start',
      'end',
      'views',
      'before',
      'beforeStart',
      'beforeEnd',
    ]);
    expect(lines).to.deep.equal([['2025-06-01', '2025-06-14', 140, 310, '2025-05-01', '2025-05-31']]);
  });

  it('omits the comparison while it shows a breakdown', async () => {
    const element = await compared({ breakdown: 'countries' });
    expect(element.view).not.to.have.property('before');
    expect(element.renderRoot.querySelector('.dashed')).to.equal(null);
  });
});

describe('export of stats-timeline', () => {
  it('exports full dates and a column for each part', async () => {
    const element = await timeline({ breakdown: 'countries', maxSeries: 1 });
    const { columns, rows, start, end, description } = element.dataTable()!;
    expect(columns.map(({ key, label, type }) => [key, label, type])).to.deep.equal([
      ['start', 'First day', 'date'],
      ['end', 'Last day', 'date'],
      ['DE', 'Germany', 'count'],
      ['other', 'Other', 'count'],
    ]);
    expect(rows).to.deep.equal([
      ['2025-04-01', '2025-04-30', 180, 90],
      ['2025-05-01', '2025-05-31', 186, 93],
      ['2025-06-01', '2025-06-14', 84, 42],
    ]);
    expect([start, end, description]).to.deep.equal(['2025-04-01', '2025-06-14', 'Views per month, by country']);
  });
});

describe('stats-timeline with binary sizes', () => {
  const labels = async (metric: string): Promise<string[]> => {
    const page = await fixture<StatsDashboard>(
      html`<stats-dashboard
        .data=${data}
        today="2025-06-15"
        range="2025-04-01/2025-05-31"
        config='{"display_binary_sizes": true}'
        ><stats-timeline metrics=${metric}></stats-timeline
      ></stats-dashboard>`,
    );
    await page.settled;
    const drawing = chart(page.querySelector('stats-timeline')!).svg!;
    return [...drawing.querySelectorAll('.role-axis text')].map(({ textContent }) => textContent);
  };

  it('the axis has steps of 1024 for sizes and decimal steps for other metrics', async () => {
    expect(await labels('downloadVolume')).to.include.members(['8 KiB', '16 KiB']);
    expect(await labels('views')).to.include.members(['100', '200', '300']);
  });
});
