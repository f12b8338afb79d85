import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { body, dated, expectAccessible, heldSource, sentWhole } from '../../test/builders.js';
import { StatsDashboard } from '../../layouts/stats-dashboard.js';
import type { Metric } from '../../src/vocabulary/metrics.js';
import { StatsFigure } from './stats-figure.js';

/** Records of June 2025: three added, one removed; totals until the 8th; uploads; a large number of views. */
const data = body({
  'content-delta': {
    global: {
      records: sentWhole({
        ...dated('2024-12-01', '2025-06-30', 0),
        '2025-06-02': 3,
        '2025-06-05': -1,
        '2025-07-01': -4,
      }),
      dataVolume: sentWhole({ '2025-06-02': 59_117_831 }),
      uploaders: [],
    },
  },
  'content-snapshot': { global: { records: sentWhole(dated('2025-06-02', '2025-06-08', (i) => 3 + i)) } },
  'usage-delta': {
    global: {
      viewUniqueRecords: sentWhole({ ...dated('2025-06-01', '2025-06-30', 0), '2025-06-02': 1_284_310 }),
      downloads: sentWhole({ '2025-06-02': 5 }),
    },
  },
});

/** Views on 2 June 2025. */
const views = (value: number) =>
  body({ 'usage-delta': { global: { viewUniqueRecords: sentWhole({ '2025-06-02': value }) } } });

const figure = (set: Partial<StatsFigure>): Promise<StatsFigure> =>
  fixture(
    html`${Object.assign(document.createElement('stats-figure'), {
      data,
      today: '2025-06-30',
      range: '2025-06-01/2025-06-30',
      ...set,
    })}`,
  );
/** Returns the texts of a figure, separated by spaces. */
function textOf({ renderRoot }: StatsFigure): string {
  const walker = document.createTreeWalker(renderRoot, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode.textContent ?? '');
  return texts.join(' ').replace(/\s+/g, ' ').trim();
}

before(() => StatsFigure.define());

describe('stats-figure', () => {
  const CASES: readonly (readonly [what: string, set: Partial<StatsFigure>, value: number | null, shown: string])[] = [
    ['adds up the days of a range', {}, 2, 'Records 2 Jun 1 – 30, 2025'],
    ['distinguishes 0 from no data', { range: '2025-06-09/2025-06-09' }, 0, 'Records 0 Jun 9, 2025'],
    ['shows removals', { range: '2025-06-05/2025-06-05' }, -1, 'Records -1'],
    [
      'S2: carries a total forward and shows its day',
      { kind: 'snapshot' },
      9,
      'Cumulative Records 9 as of Jun 8, 2025',
    ],
    [
      'S1: shows the total of the last day of the range',
      { kind: 'snapshot', range: '2025-06-02/2025-06-04' },
      5,
      'as of Jun 4',
    ],
    [
      'shows no total before the first one',
      { kind: 'snapshot', range: '2025-05-01/2025-05-31' },
      null,
      'no data as of May 31, 2025',
    ],
    ['S6: shows that a metric was not provided', { metric: 'visitors' }, null, 'not provided'],
    ['shows that a metric was sent without numbers', { metric: 'uploaders' }, null, 'no data'],
    ['writes bytes as a size', { metric: 'uploadVolume' }, 59_117_831, '59.1 MB'],
    ['shortens large numbers and adds the full number', { metric: 'views' }, 1_284_310, '1.28M 1,284,310'],
    [
      'respects the threshold for short numbers',
      { metric: 'views', compactThreshold: 10_000_000 },
      1_284_310,
      '1,284,310',
    ],
    ['shows the given heading', { heading: 'New books' }, 2, 'New books 2'],
    [
      'shows the heading in the language of the page',
      { heading: { de: 'Neue Bücher', en: 'New books' } },
      2,
      'New books 2',
    ],
  ];
  for (const [what, set, value, shown] of CASES) {
    it(what, async () => {
      const element = await figure(set);
      await element.settled;
      expect(element.view?.value).to.equal(value);
      expect(textOf(element)).to.contain(shown);
      expect(textOf(element)).to.contain(element.view?.text);
    });
  }

  it('S5: shows the full number on focus and labels the value with it', async () => {
    const element = await figure({ metric: 'views' });
    await element.settled;
    const value = element.renderRoot.querySelector<HTMLElement>('[part=value]')!;
    const full = value.querySelector('.full')!;
    expect(getComputedStyle(full).display).to.equal('none');
    value.focus();
    expect(getComputedStyle(full).display).to.equal('block');
    expect(value.getAttribute('aria-label')).to.equal('1,284,310');
  });

  it('requests nothing where the page gives the number', async () => {
    const element: StatsFigure = await fixture(html`<stats-figure value="1500000" heading="Own"></stats-figure>`);
    expect(element.needs).to.deep.equal([]);
    expect(textOf(element)).to.equal('Own 1.5M 1,500,000');
    element.unit = 'bytes';
    await element.updateComplete;
    expect(textOf(element)).to.contain('1.5 MB');
  });

  it('does not round a number of the page, but names one that is not whole', async () => {
    const element: StatsFigure = await fixture(html`<stats-figure value="1.5" heading="Own"></stats-figure>`);
    expect(textOf(element)).to.match(/^Own .*value="1.5"/);
    element.setAttribute('value', '-2');
    await element.updateComplete;
    expect(textOf(element)).to.contain('Own -2');
  });

  it('shows the statistic again when the page removes its own number', async () => {
    const element = await figure({ metric: 'views' });
    for (const [given, shown] of [
      ['3', '3'],
      [null, '1.28M'],
    ] as const) {
      if (given === null) element.removeAttribute('value');
      else element.setAttribute('value', given);
      await element.settled;
      expect(textOf(element), String(given)).to.match(new RegExp(`^(Views )?${shown}`));
    }
  });

  for (const [value, shown] of [
    [Number.MAX_SAFE_INTEGER, '9007.19T 9,007,199,254,740,991'],
    [999_950, '999.95K 999,950'],
    [10_000, '10K 10,000'],
    [0, 'Views 0 Jun'],
  ] as const) {
    it(`S5: writes ${value} as ${shown}`, async () => {
      const element = await figure({ metric: 'views', data: views(value) });
      await element.settled;
      expect(textOf(element)).to.contain(shown);
    });
  }

  for (const [what, range, foot] of [
    ['one day', '2025-06-05/2025-06-05', 'Jun 5, 2025'],
    ['days of two years', '2024-12-31/2025-06-30', 'Dec 31, 2024 – Jun 30, 2025'],
    ['days that are cut at today', '2025-06-01/2025-12-31', 'Jun 1 – 30, 2025'],
  ] as const) {
    it(`shows the days ${foot} for ${what}`, async () => {
      const element = await figure({ range });
      await element.settled;
      expect(textOf(element)).to.match(new RegExp(`${foot}$`));
    });
  }

  it('S4: writes sizes in powers of 1024 if the configuration of the dashboard sets them', async () => {
    StatsDashboard.define();
    const dashboard = await fixture<StatsDashboard>(html`
      <stats-dashboard .data=${data} today="2025-06-30" .config=${{ display_binary_sizes: true }}>
        <stats-figure metric="uploadVolume"></stats-figure>
      </stats-dashboard>
    `);
    await dashboard.settled;
    expect(dashboard.querySelector('stats-figure')!.view?.text).to.equal('56.3 MiB');
  });

  it('needs only the latest year of totals', async () => {
    expect((await figure({ metric: 'downloads', kind: 'snapshot' })).needs).to.deep.equal([
      { metric: 'downloads', kind: 'snapshot', latest: true },
    ]);
  });

  for (const set of [{}, { metric: 'visitors' }, { metric: 'views' }] as const) {
    it(`passes the axe checks with ${JSON.stringify(set)}`, async () => {
      const element = await figure(set);
      await element.settled;
      await expectAccessible(element);
    });
  }
});

it('S2: a figure shows the total of the old year on New Year with its day', async () => {
  const source = heldSource();
  const element = await figure({ data: undefined, source, kind: 'snapshot', today: '2025-01-01', range: 'yearToDate' });
  (await source.nth(0)).answer();
  const older = await source.nth(1);
  expect(older.request.year).to.equal(2024);
  older.answer(body({ 'content-snapshot': { global: { records: sentWhole({ '2024-12-31': 9 }) } } }));
  await element.settled;
  expect(textOf(element)).to.equal('Cumulative Records 9 as of Dec 31, 2024');
});

describe('stats-figure with days that were not counted', () => {
  /** One view per day from March to 10 November, except from April to September. */
  const withGap = body({
    'usage-delta': {
      global: {
        viewUniqueRecords: sentWhole({ ...dated('2025-03-01', '2025-03-31'), ...dated('2025-10-01', '2025-11-10') }),
      },
    },
    'content-delta': {
      global: { records: sentWhole({ ...dated('2025-03-01', '2025-03-31'), ...dated('2025-10-01', '2025-11-10') }) },
    },
  });
  const shown = async (set: Partial<StatsFigure>): Promise<StatsFigure> => {
    const element = await figure({ data: withGap, metric: 'views', today: '2025-11-29', range: 'yearToDate', ...set });
    await element.settled;
    return element;
  };

  it('shows the number of counted days between the first and the last counted day', async () => {
    const element = await shown({});
    expect(element.view).to.deep.include({
      value: 72,
      start: '2025-03-01',
      end: '2025-11-10',
      coverage: { counted: 72, days: 255 },
    });
    expect(textOf(element)).to.contain('≥ 72').and.to.contain('72 of 255 days counted');
    expect(element.renderRoot.querySelector('[part=value]')!.classList.contains('partial')).to.equal(true);
  });

  it('does not mark a sum of content as a minimum, as records can be removed', async () => {
    const element = await shown({ metric: 'records' });
    expect(textOf(element)).not.to.contain('≥');
    expect(element.renderRoot.querySelector('[part=value]')!.classList.contains('partial')).to.equal(true);
  });

  it('ends at the last counted day without a note on gaps if the service lags behind', async () => {
    const element = await shown({ range: 'currentMonth' });
    expect(textOf(element)).to.contain('Nov 1 – 10, 2025').and.not.to.contain('days counted');
  });

  for (const range of ['yearToDate', 'allTime'] as const) {
    it(`notes that ${range} has no earlier numbers to compare with`, async () => {
      const element = await shown({ range, compare: 'previous' });
      expect(element.view!.notCompared).to.equal('nothing');
      await waitUntil(() => textOf(element).includes('No earlier numbers to compare with.'));
    });
  }

  it('compares the counted days with as many days directly before', async () => {
    const element = await shown({ range: 'currentMonth', compare: 'previous' });
    expect(element.view!.compared).to.deep.equal({ start: '2025-10-22', end: '2025-10-31' });
    expect(element.view!.before).to.equal(10);
  });

  it('shows no direction of change if some of the compared days were not counted', async () => {
    const views = { ...dated('2025-06-01', '2025-06-10', 9), ...dated('2025-06-12', '2025-06-20', 5) };
    const element = await shown({
      data: body({ 'usage-delta': { global: { viewUniqueRecords: sentWhole(views) } } }),
      range: '2025-06-11/2025-06-20',
      compare: 'previous',
      granularity: 'day',
    });
    expect(textOf(element)).to.contain('90 → 45').and.not.to.contain('▼');
  });

  it('exports the number of counted days', async () => {
    const sheet = (await shown({})).dataTable()!;
    expect(sheet.columns.map(({ key }) => key)).to.deep.equal(['metric', 'start', 'end', 'value', 'daysCounted']);
    expect(sheet.rows).to.deep.equal([['views', '2025-03-01', '2025-11-10', 72, 72]]);
  });

  it('draws a trend line with gaps', async () => {
    // The dashboard has loaded the years of the trend line.
    const dashboard = Object.assign(document.createElement('stats-dashboard'), {
      data: withGap,
      today: '2025-11-29',
      range: 'yearToDate',
    });
    const element = Object.assign(document.createElement('stats-figure'), { metric: 'views' } as const);
    dashboard.append(element);
    StatsDashboard.define();
    await fixture(html`${dashboard}`);
    await dashboard.settled;
    expect(element.view!.trend).to.include(null);
  });
});

describe('stats-figure with a comparison', () => {
  /** Views of June 2025, and of May, 100 by default. */
  const since = (june: number, may = 100) =>
    body({
      'usage-delta': {
        global: {
          viewUniqueRecords: sentWhole({
            ...dated('2025-05-01', '2025-06-30', 0),
            '2025-05-02': may,
            '2025-06-02': june,
          }),
        },
      },
    });
  const compared = (june: number, may?: number, set: Partial<StatsFigure> = {}): Promise<StatsFigure> =>
    figure({ data: since(june, may), metric: 'views', compare: 'previous', granularity: 'month', ...set });
  const changeOf = async (element: StatsFigure): Promise<Element | null> => {
    await element.settled;
    return element.renderRoot.querySelector('.change');
  };

  for (const [june, may, shown, direction] of [
    [112, 100, '▲ 12.0%', 'up'],
    [75, 100, '▼ 25.0%', 'down'],
    [100, 100, '= 0.0%', 'same'],
    [7, 4, '▲ 4 → 7', 'up'],
    [7, 0, '▲ 0 → 7', 'up'],
  ] as const) {
    it(`shows a change from ${may} to ${june} as ${shown}`, async () => {
      const change = await changeOf(await compared(june, may));
      expect(change!.querySelector('[aria-hidden]')!.textContent.trim()).to.equal(shown);
      expect(change!.classList.contains(direction)).to.equal(true);
    });
  }

  it('writes the old value left of the new one in a right-to-left page, too', async () => {
    const element = await compared(7, 4);
    element.dir = 'rtl';
    const text = (await changeOf(element))!.querySelector('[aria-hidden]')!;
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const leftOf = (letter: string): number => {
      walker.currentNode = text;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent!.indexOf(letter);
        if (at < 0) continue;
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getBoundingClientRect().left;
      }
      return NaN;
    };
    expect(leftOf('4')).to.be.below(leftOf('→'));
    expect(leftOf('→')).to.be.below(leftOf('7'));
  });

  it('names both ranges and their values in the tooltip of a change', async () => {
    const change = await changeOf(await compared(112));
    const text = 'up 12.0% · Jun 1 – 30, 2025: 112 · May 1 – 31, 2025: 100';
    expect(change!.getAttribute('title')!.replace(/\s+/g, ' ')).to.equal(text);
    expect(change!.querySelector('.sr-only')!.textContent.replace(/\s+/g, ' ')).to.equal(text);
  });

  it('shows no change without a comparison, and none where nothing was counted before', async () => {
    expect(await changeOf(await compared(112, 100, { compare: 'none' }))).to.equal(null);
    expect(await changeOf(await compared(112, 100, { compare: 'year' }))).to.equal(null);
  });

  it('exports the earlier value and its days', async () => {
    const element = await compared(112);
    await element.settled;
    expect(element.dataTable()!.columns.map(({ key }) => key)).to.deep.equal([
      ...['metric', 'start', 'end', 'value', 'before', 'beforeStart', 'beforeEnd'],
    ]);
    expect(element.dataTable()!.rows).to.deep.equal([
      ['views', '2025-06-01', '2025-06-30', 112, 100, '2025-05-01', '2025-05-31'],
    ]);
  });

  it('passes the axe checks with a comparison', async () => expectAccessible(await compared(112)));
});

describe('trend, notes and texts of stats-figure', () => {
  it('draws a trend line that is hidden from assistive technology', async () => {
    const element = await figure({ metric: 'records', kind: 'snapshot', range: '2025-06-02/2025-06-08' });
    await element.settled;
    expect(element.view!.trend).to.deep.equal([3, 4, 5, 6, 7, 8, 9]);
    const line = element.renderRoot.querySelector('.spark');
    expect(line!.getAttribute('aria-hidden')).to.equal('true');
    expect(line!.querySelector('path')!.getAttribute('d')).to.match(/^M0 30L/);
  });

  it('draws no trend line where a year is missing, and names the year', async () => {
    const source = heldSource();
    const element = await figure({ data: undefined, source, metric: 'views', range: '2024-06-01/2025-06-30' });
    const sent = (year: number) =>
      body({
        'usage-delta': { global: { viewUniqueRecords: sentWhole({ [`${year}-06-02`]: 5, [`${year}-06-03`]: 6 }) } },
      });
    (await source.nth(0)).answer(sent(2025));
    (await source.nth(1)).fail('http');
    await element.settled;
    expect(element.view).to.deep.include({ value: 11, trend: [] });
    expect(textOf(element)).to.contain('2024 is missing');
  });

  it('does not mark a complete earlier number as a minimum if the years of the next range fail to load', async () => {
    const source = heldSource();
    const element = await figure({ data: undefined, source, metric: 'views', range: '2025-01-01/2025-06-30' });
    const numbers = body({
      'usage-delta': { global: { viewUniqueRecords: sentWhole(dated('2025-01-01', '2025-06-30')) } },
    });
    (await source.nth(0)).answer(numbers);
    await element.settled;
    element.range = '2022-01-01/2022-12-31';
    (await source.nth(1)).fail('http');
    await element.settled;
    expect(textOf(element)).to.contain('181').and.to.contain('2022 is missing').and.not.to.contain('≥');
  });

  it('draws no trend line through a single value', async () => {
    const element = await figure({ metric: 'uploadVolume' });
    await element.settled;
    expect(element.renderRoot.querySelector('.spark')).to.equal(null);
  });

  it('W12: notes that daily counts are added up', async () => {
    const note = async (metric: Metric): Promise<string[]> => {
      const element = await figure({ metric });
      await element.settled;
      return [...element.renderRoot.querySelectorAll('.note')].map((each) => each.textContent);
    };
    expect(await note('views')).to.deep.equal(['Counted once per day, and added up.']);
    expect(await note('records')).to.deep.equal([]);
    // This service sent all downloads, not unique files per day.
    expect(await note('downloads')).to.deep.equal([]);
  });

  it('shows a literal value of a layout unchanged, and "no data" for an empty one', async () => {
    expect(textOf(await figure({ literalValue: ' about a dozen ', heading: 'Maps' }))).to.equal('Maps about a dozen');
    expect(textOf(await figure({ literalValue: '', heading: 'Maps' }))).to.equal('Maps no data');
    expect(textOf(await figure({ literalValue: '', value: 7, heading: 'Maps' }))).to.equal('Maps 7');
  });

  it('shows the description of a number that the page gives', async () => {
    const element = await figure({ value: 7, heading: 'Maps', description: { de: 'Gescannt', en: 'Scanned' } });
    expect(textOf(element)).to.equal('Maps 7 Scanned');
  });

  it('shows its icon', async () => {
    const element = await figure({ icon: 'eye' });
    if (!element.renderRoot.querySelector('.icon')) {
      await new Promise<void>((resolve) =>
        new MutationObserver(() => element.renderRoot.querySelector('.icon') && resolve()).observe(element.renderRoot, {
          childList: true,
          subtree: true,
        }),
      );
    }
    expect(element.renderRoot.querySelector('.label .icon')!.getAttribute('aria-hidden')).to.equal('true');
  });

  it('exports its number once it is loaded, but no number that the page gives', async () => {
    const element = await figure({});
    await element.settled;
    expect(element.dataTable()).to.deep.include({ title: 'Records', start: '2025-06-01', end: '2025-06-30' });
    expect(element.dataTable()!.rows).to.deep.equal([['records', '2025-06-01', '2025-06-30', 2]]);
    expect((await figure({ value: 7 })).dataTable()).to.equal(undefined);
    expect((await figure({ data: undefined, source: heldSource() })).dataTable()).to.equal(undefined);
  });
});
