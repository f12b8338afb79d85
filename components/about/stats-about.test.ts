import type { StatsSource } from '../../src/sources/source.js';
import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { TopLevelSpec } from 'vega-lite';
import { loadLocale } from '../../src/i18n/i18n.js';
import {
  blockOf,
  body,
  dated,
  expectAccessible,
  heldSource,
  sentParts,
  sentWhole,
  whole,
} from '../../test/builders.js';
import { restoreClock, setClock } from '../../test/fake-clock.js';
import { fakeFetch, json, restoreFetch } from '../../test/fake-fetch.js';
import { StatsAbout } from './stats-about.js';
import { StatsBreakdown } from '../breakdown/stats-breakdown.js';
import { StatsFigure } from '../figure/stats-figure.js';
import { StatsRecord } from '../record/stats-record.js';
import { StatsTopRecords } from '../top-records/stats-top-records.js';
import { StatsTimeline } from '../timeline/stats-timeline.js';
import type { StatsWidget } from '../base/stats-widget.js';

type Widget = StatsWidget;

const points = { ...dated('2025-05-01', '2025-06-03', 0), '2025-05-02': 4, '2025-06-02': 6 };
const data = body({
  'usage-delta': {
    global: { viewUniqueRecords: sentWhole(points), downloads: sentWhole(points) },
    affiliations: { viewUniqueRecords: sentParts({ '=Upper Field': points }) },
    resourceTypes: { viewUniqueRecords: sentParts({ book: points }) },
  },
  'usage-snapshot': {
    global: { viewUniqueRecords: sentWhole(points) },
    resourceTypes: { viewUniqueRecords: sentParts({ book: points }) },
  },
});

async function widget(tag: string, set: object = {}): Promise<Widget> {
  const given = { data, today: '2025-06-30', range: '2025-06-01/2025-06-30', metric: 'views', ...set };
  const element = await fixture<Widget>(html`${Object.assign(document.createElement(tag), given)}`);
  await element.settled;
  return element;
}

const buttonOf = ({ renderRoot }: Widget): HTMLElement => renderRoot.querySelector<HTMLElement>('.about')!;
const aboutOf = ({ renderRoot }: Widget): StatsAbout => renderRoot.querySelector<StatsAbout>('stats-about')!;

async function opened(element: Widget): Promise<StatsAbout> {
  const about = aboutOf(element);
  const toggled = oneEvent(about, 'toggle');
  buttonOf(element).click();
  await toggled;
  await about.updateComplete;
  return about;
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
/** The texts of the explanation by their terms. */
const facts = ({ renderRoot }: StatsAbout): Record<string, string> =>
  Object.fromEntries(
    [...renderRoot.querySelectorAll('dt')].map((term) => [
      plain(term.textContent),
      plain(term.nextElementSibling!.textContent),
    ]),
  );
const take = ({ renderRoot }: StatsAbout, name: string): HTMLButtonElement =>
  [...renderRoot.querySelectorAll('button')].find((each) => plain(each.textContent) === name)!;
const takes = ({ renderRoot }: StatsAbout): string[] =>
  [...renderRoot.querySelectorAll('button')].map((each) => plain(each.textContent));

before(() => {
  for (const element of [StatsAbout, StatsFigure, StatsBreakdown, StatsTimeline, StatsRecord, StatsTopRecords])
    element.define();
});

afterEach(() => {
  restoreFetch();
  restoreClock();
});

describe('stats-about', () => {
  it('explains what is counted, in which days, in which time zone, and from which source', async () => {
    const about = await opened(await widget('stats-figure'));
    expect(facts(about)).to.deep.equal({
      Views: 'Records that were viewed, each once per day. A record that is viewed on two days counts twice.',
      Days: 'What was counted in these days: Jun 1 – 3, 2025.',
      'Time zone': 'A day begins and ends at midnight UTC.',
      Source: 'Provided by this page. Data up to Jun 3, 2025.',
    });
  });

  it('names the time zone of a service that does not count the days of UTC', async () => {
    const source: StatsSource = {
      key: 'days of its own',
      describe: async () => ({ dateBases: ['added'], localDays: true }),
      load: async () => blockOf('usage-delta', 2025, whole('views', { '06-02': 6 })),
    };
    const about = await opened(await widget('stats-figure', { data: undefined, source }));
    expect(facts(about)['Time zone']).to.equal('A day begins and ends at midnight in the time zone of the service.');
  });

  it('distinguishes events from records as the service counted them', async () => {
    const about = await opened(await widget('stats-figure', { metric: 'downloads' }));
    expect(facts(about)['Downloads']).to.equal('Every download of a file.');
  });

  it('ignores the key of a metric that is an inherited property name', async () => {
    const [block] = [blockOf('usage-delta', 2025, whole('views', { '06-02': 6 }))];
    const given = { ...block, tables: block.tables.map((table) => ({ ...table, key: 'constructor' })) };
    const about = await opened(await widget('stats-figure', { data: [given] }));
    expect(facts(about)['Views']).to.equal('Every view of a record.');
  });

  it('notes that years were counted in different ways', async () => {
    const years = [
      body({ 'usage-delta': { global: { viewUniqueRecords: sentWhole({ '2024-12-31': 1 }) } } }),
      body({ 'usage-delta': { global: { views: sentWhole({ '2025-01-01': 1 }) } } }),
    ];
    const about = await opened(await widget('stats-figure', { data: years, range: '2024-12-01/2025-01-31' }));
    expect(facts(about)['Views']).to.match(/once per day.*Every view.*Not all years are counted in the same way\./);
  });

  it('names the last day of a total and the day that it is compared with', async () => {
    const about = await opened(
      await widget('stats-figure', { kind: 'snapshot', compare: 'previous', granularity: 'month' }),
    );
    expect(facts(about)['Days']).to.equal('The total of everything until Jun 3, 2025. Compared with May 31, 2025.');
  });

  it('B10: says whether a ranking is a total or a sum of the days, whatever its heading', async () => {
    const daysOf = async (kind: 'delta' | 'snapshot', heading: string) =>
      facts(await opened(await widget('stats-breakdown', { breakdown: 'resourceTypes', kind, heading })))['Days'];
    for (const heading of ['Works', 'Downloads', 'Records as of today', 'Rosen']) {
      expect(await daysOf('delta', heading)).to.equal('What was counted in these days: Jun 1 – 3, 2025.');
      expect(await daysOf('snapshot', heading)).to.equal('The total of everything until Jun 3, 2025.');
    }
  });

  for (const [breakdown, pattern] of [
    ['resourceTypes', /^Each record has one value\. Shares are shares of the whole\.$/],
    ['affiliations', /several values.*most frequent values of each day.*ROR list are counted\.$/],
  ] as const) {
    it(`W13, C10: explains the shares of ${breakdown} and which values may be missing`, async () => {
      const about = await opened(await widget('stats-breakdown', { breakdown }));
      expect(Object.values(facts(about))[1]).to.match(pattern);
    });
  }

  it('says that a service lists the most frequent values of each month, although others list all', async () => {
    const page = {
      hits: { hits: [{ created: '2025-06-02T00:00:00Z' }], total: 3 },
      aggregations: { resource_type: { buckets: [{ key: 'dataset', doc_count: 2 }] } },
    };
    fakeFetch(() => json(page));
    setClock('2025-06-30T10:00:00Z');
    const set = {
      source: 'invenio-records',
      src: '/x/',
      metric: 'records',
      breakdown: 'resourceTypes',
      data: undefined,
    };
    const about = await opened(await widget('stats-breakdown', set));
    expect(Object.values(facts(about))[1]).to.match(/one value\..*most frequent values of each month/);
  });

  it('explains how the use of a single record is counted', async () => {
    const about = await opened(await widget('stats-record', { record: 'x', testData: true, data: undefined }));
    expect(facts(about)['Views']).to.match(/all its versions together, each visitor once per day/);
  });

  it('explains how the records of a ranking are counted, whatever days the page shows', async () => {
    const records = async () => [{ title: 'a', value: 1, counting: 'guestbookReaders' }];
    const source = { ...heldSource(), records };
    const about = await opened(await widget('stats-top-records', { source, order: 'mostdownloaded', data: undefined }));
    expect(facts(about)['Readers']).to.match(/told apart by the e-mail addresses/);
    expect(facts(about)['Days']).to.equal('The total of all time.');
  });

  for (const [lang, metric, pattern] of [
    [
      'en',
      'records',
      /Contributions are counted, not records: a record counts once for an affiliation of its creators/,
    ],
    ['en', 'views', /A view or download counts once for each affiliation, however many contributions/],
    ['de', 'records', /Gezählt werden Beiträge, nicht Datensätze/],
    ['de', 'views', /Ein Aufruf oder Download zählt für jede Einrichtung einmal/],
  ] as const) {
    it(`explains in the language ${lang} how ${metric} are counted for affiliations`, async () => {
      await loadLocale(lang);
      const records = { records: sentParts({ ghent: points }) };
      const given = [data, body({ 'content-delta': { affiliations: records } })];
      const element = await widget('stats-breakdown', { breakdown: 'affiliations', metric, data: given, lang });
      expect(Object.values(facts(await opened(element)))[1]).to.match(pattern);
    });
  }

  it('warns that a change may come from the list of the most frequent values', async () => {
    const about = await opened(
      await widget('stats-breakdown', { breakdown: 'affiliations', compare: 'previous', granularity: 'month' }),
    );
    expect(Object.values(facts(about))[1]).to.include('A change may therefore result from a change of this list.');
  });

  it('opens and closes by keys, takes the focus and returns it', async () => {
    const element = await widget('stats-figure');
    const about = aboutOf(element);
    buttonOf(element).focus();
    const toggled = oneEvent(about, 'toggle');
    await sendKeys({ press: 'Enter' });
    await toggled;
    await about.updateComplete;
    expect(about.matches(':popover-open')).to.equal(true);
    expect((about.renderRoot as ShadowRoot).activeElement!.className).to.equal('box');
    await sendKeys({ press: 'Escape' });
    expect(about.matches(':popover-open')).to.equal(false);
    expect((element.renderRoot as ShadowRoot).activeElement!.matches('.about')).to.equal(true);
  });

  it('stays within the page', async () => {
    const element = await widget('stats-figure');
    element.style.setProperty('width', '220px');
    const { left, right, top } = (await opened(element)).getBoundingClientRect();
    expect(left).to.be.at.least(0);
    expect(top).to.be.at.least(0);
    expect(right).to.be.at.most(document.documentElement.clientWidth);
  });

  it('is not offered before numbers are loaded', async () => {
    const element = await fixture<Widget>(html`<stats-figure metric="views"></stats-figure>`);
    expect(element.renderRoot.querySelector('.about')).to.equal(null);
  });

  it('passes the axe checks', async () => {
    const element = await widget('stats-breakdown', { breakdown: 'affiliations' });
    await opened(element);
    await expectAccessible(element);
  });
});

describe('exports of stats-about', () => {
  /** Returns the name and content of the file that an action offers, which is not saved. */
  async function saved(action: () => void, about: StatsAbout): Promise<{ name: string; file: Blob }> {
    const create = URL.createObjectURL.bind(URL);
    const click = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'click')!;
    let file = new Blob();
    let name = '';
    URL.createObjectURL = (blob) => create((file = blob as Blob));
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      name = this.download;
    };
    try {
      action();
      const done = about.renderRoot.querySelector('.done')!;
      await new Promise<void>((resolve) =>
        new MutationObserver(() => done.textContent && resolve()).observe(done, {
          childList: true,
          characterData: true,
          subtree: true,
        }),
      );
      expect(plain(done.textContent)).to.equal(`Saving ${name} …`);
      return { name, file };
    } finally {
      URL.createObjectURL = create;
      delete (HTMLAnchorElement.prototype as { click?: unknown }).click;
      expect(click).to.be.an('object');
    }
  }

  it('offers Copy and CSV for a figure or a list, and also SVG, PNG and Vega-Lite JSON for a chart', async () => {
    for (const tag of ['stats-figure', 'stats-breakdown']) {
      expect(takes(await opened(await widget(tag)))).to.deep.equal(['Copy', 'CSV']);
    }
    expect(takes(await opened(await widget('stats-timeline', { metrics: ['views'] })))).to.deep.equal([
      'Copy',
      'CSV',
      'SVG',
      'PNG',
      'Vega-Lite JSON',
    ]);
  });

  it('saves a table as CSV as it is shown and without formulas', async () => {
    const about = await opened(await widget('stats-breakdown', { breakdown: 'affiliations' }));
    const { name, file } = await saved(() => take(about, 'CSV').click(), about);
    expect(name).to.equal('affiliations_2025-06-01_2025-06-03.csv');
    expect((await file.text()).replace(/^\uFEFF/, '')).to.equal(
      "Identifier,Affiliation,Views,Share\r\n'=Upper Field,'=Upper Field,6,1\r\n",
    );
  });

  it('saves a chart as SVG with its heading', async () => {
    const about = await opened(await widget('stats-timeline', { metrics: ['views'], heading: 'Our views' }));
    const { name, file } = await saved(() => take(about, 'SVG').click(), about);
    expect(name).to.match(/^our-views_.*\.svg$/);
    const svg = new DOMParser().parseFromString(await file.text(), 'image/svg+xml');
    expect([...svg.querySelectorAll('text')].slice(0, 2).map((each) => each.textContent)).to.deep.equal([
      'Our views',
      'Views per month',
    ]);
    expect(svg.querySelectorAll('svg svg path').length).to.be.above(0);
  });

  it('saves a chart as PNG', async () => {
    const about = await opened(await widget('stats-timeline', { metrics: ['views'] }));
    const { name, file } = await saved(() => take(about, 'PNG').click(), about);
    expect(name).to.match(/\.png$/);
    expect((await createImageBitmap(file)).width).to.be.above(100);
  });

  it('saves a chart as Vega-Lite JSON with its heading and its data', async () => {
    const about = await opened(await widget('stats-timeline', { metrics: ['views'], heading: 'Our views' }));
    const { name, file } = await saved(() => take(about, 'Vega-Lite JSON').click(), about);
    expect(name).to.match(/^our-views_.*\.vl\.json$/);
    const spec = JSON.parse(await file.text()) as TopLevelSpec & { datasets: { rows: object[] } };
    expect(spec.$schema).to.equal('https://vega.github.io/schema/vega-lite/v6.json');
    expect(spec.title).to.deep.equal({ text: 'Our views', subtitle: 'Views per month' });
    expect(spec.datasets.rows).to.have.length(1);
    expect(spec.datasets.rows[0]).to.include({ start: '2025-06-01', end: '2025-06-03', series: 'global', value: 6 });
  });

  it('copies the numbers as tab-separated text, and says that the browser refuses to', async () => {
    const about = await opened(await widget('stats-figure'));
    const own = Object.getOwnPropertyDescriptor(navigator, 'clipboard');
    const texts: string[] = [];
    let works = true;
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: {
        writeText: (text: string) => (works ? Promise.resolve(void texts.push(text)) : Promise.reject(new Error('no'))),
      },
    });
    const done = about.renderRoot.querySelector('.done')!;
    const said = (text: string): Promise<void> =>
      new Promise((resolve) =>
        new MutationObserver(() => done.textContent.includes(text) && resolve()).observe(done, {
          childList: true,
          characterData: true,
          subtree: true,
        }),
      );
    try {
      const copied = said('Copied.');
      take(about, 'Copy').click();
      await copied;
      expect(texts).to.deep.equal(['What is counted\tFirst day\tLast day\tViews\nviews\t2025-06-01\t2025-06-03\t6']);
      works = false;
      const refused = said('The browser does not let this page copy.');
      Object.defineProperty(document, 'execCommand', { configurable: true, value: () => false });
      take(about, 'Copy').click();
      await refused;
    } finally {
      delete (document as { execCommand?: unknown }).execCommand;
      if (own) Object.defineProperty(navigator, 'clipboard', own);
      else delete (navigator as { clipboard?: unknown }).clipboard;
    }
  });
});
