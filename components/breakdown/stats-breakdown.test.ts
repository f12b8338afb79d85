import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { body, dated, expectAccessible, sent, sentParts, sentWhole } from '../../test/builders.js';
import { StatsBreakdown } from './stats-breakdown.js';
import type { StatsChart } from '../chart/stats-chart.js';

const JUNE_2 = (value: number) => ({ '2025-06-02': value });
const LONG = 'A very long name of a part that has no space to be broken at: ' + 'x'.repeat(400);

const data = body({
  'content-delta': {
    global: { records: sentWhole(JUNE_2(100)) },
    resourceTypes: {
      records: [
        sent('book', JUNE_2(50), { en: 'Book', de: 'Buch' }),
        sent('other', JUNE_2(20), 'Another kind'),
        sent('map', JUNE_2(15), LONG),
        sent('photo', JUNE_2(5)),
        sent('withdrawn', JUNE_2(-3)),
        sent('none', JUNE_2(0)),
      ],
    },
    subjects: { records: sentParts({ history: JUNE_2(60), law: JUNE_2(70), music: JUNE_2(1) }) },
    publishers: { records: sentParts({ unknown: JUNE_2(30), 'Upper Field Press': JUNE_2(40) }) },
    funders: {},
    languages: { records: [] },
  },
});

const breakdown = async (set: Partial<StatsBreakdown> = {}): Promise<StatsBreakdown> => {
  const element: StatsBreakdown = await fixture(
    html`${Object.assign(document.createElement('stats-breakdown'), {
      data,
      today: '2025-06-30',
      range: '2025-06-01/2025-06-30',
      ...set,
    })}`,
  );
  await element.settled;
  return element;
};
const textOf = (root: Element | ShadowRoot | DocumentFragment): string => root.textContent.replace(/\s+/g, ' ').trim();
const cells = (row: Element): string => [...row.children].map(textOf).filter(Boolean).join(' ');
const lines = ({ renderRoot }: StatsBreakdown): string[] => [...renderRoot.querySelectorAll('li')].map(cells);
const show = async (element: StatsBreakdown, name: string): Promise<void> => {
  element.renderRoot.querySelector<HTMLElement>(`button[aria-label="${name}"]`)!.click();
  await element.settled;
};
const table = ({ renderRoot }: StatsBreakdown): string[] =>
  [...renderRoot.querySelector('stats-table')!.renderRoot.querySelectorAll('tr')].map((row) =>
    [...row.children].map(textOf).join(' '),
  );

before(() => StatsBreakdown.define());

describe('stats-breakdown', () => {
  it('B1: ranks the parts and combines the remainder of the whole', async () => {
    const { view } = await breakdown({ pageSize: 2 });
    expect(view?.rows.map(({ id, value, share }) => [id, value, share])).to.deep.equal([
      ['book', 50, 0.5],
      ['other', 20, 0.2],
    ]);
    expect(view?.other).to.include({ value: 30, share: 0.3 });
    expect(view?.total).to.equal(100);
  });

  it('keeps its picture when equal data are set again', async () => {
    const element = await breakdown({ display: 'pie' });
    const { plot } = element.renderRoot.querySelector('stats-chart')!;
    element.data = structuredClone(data);
    await element.settled;
    expect(element.renderRoot.querySelector('stats-chart')!.plot).to.equal(plot);
  });

  it('lists the parts with their shares in the language of the page', async () => {
    const element = await breakdown({ pageSize: 2 });
    expect(lines(element)).to.deep.equal(['Book 50 50%', 'Another kind 20 20%', 'Other 30 30%']);
  });

  it('B13: distinguishes a part with the id "other" from the remainder', async () => {
    const element = await breakdown({ pageSize: 2 });
    const other = element.renderRoot.querySelectorAll('li.other');
    expect([...other].map(cells)).to.deep.equal(['Other 30 30%']);
  });

  it('B7: names the number that is counted but not listed', async () => {
    const element = await breakdown({ breakdown: 'publishers' });
    expect(lines(element)).to.deep.equal(['Upper Field Press 40 40%', 'Other 30 30%']);
    expect(textOf(element.renderRoot)).to.contain('30 without a publisher');
  });

  it('B3: divides unique views by the whole of unique views', async () => {
    const views = body({
      'usage-delta': {
        global: { views: sentWhole(JUNE_2(1000)), viewUniqueRecords: sentWhole(JUNE_2(50)) },
        rights: { views: sentParts({ mit: JUNE_2(800) }), viewUniqueRecords: sentParts({ mit: JUNE_2(10) }) },
      },
    });
    const { view } = await breakdown({ data: views, breakdown: 'rights', metric: 'views' });
    expect(view).to.include({ total: 50, totalOfParts: false });
    expect(view!.rows.map(({ value, share }) => [value, share])).to.deep.equal([[10, 0.2]]);
  });

  for (const [what, kept, value] of [
    ['unique views', { views: 80, viewUniqueRecords: 7 }, 7],
    ['all views if the service sends no unique views', { views: 80 }, 80],
  ] as const) {
    it(`B4: counts ${what} of a referrer`, async () => {
      const sentOf = Object.entries(kept).map(([key, n]) => [key, sentParts({ 'example.org': JUNE_2(n) })] as const);
      for (const [statistic, list] of [
        ['usage-delta', 'referrers'],
        ['usage-snapshot', 'referrersByView'],
      ] as const) {
        const { view } = await breakdown({
          data: body({ [statistic]: { [list]: Object.fromEntries(sentOf) } }),
          ...{ breakdown: 'referrers', metric: 'views', kind: statistic === 'usage-delta' ? 'delta' : 'snapshot' },
        });
        expect(view!.rows.map((row) => [row.id, row.value])).to.deep.equal([['example.org', value]]);
      }
    });
  }

  it('B15: gives each slice the colour of its swatch', async () => {
    const element = await breakdown({ display: 'pie', pageSize: 3 });
    const { renderRoot } = element.renderRoot.querySelector<StatsChart>('stats-chart')!;
    const plain = (color: string): string => {
      const probe = document.createElement('i');
      probe.style.setProperty('color', color);
      document.body.append(probe);
      const { color: found } = getComputedStyle(probe);
      probe.remove();
      return found;
    };
    const slices = [...renderRoot.querySelectorAll('.mark-arc path')].map((path) => plain(path.getAttribute('fill')!));
    const swatches = [...element.renderRoot.querySelectorAll('.swatch')].map(
      (each) => getComputedStyle(each).backgroundColor,
    );
    expect(slices).to.have.length(4).and.deep.equal(swatches);
    expect(new Set(slices).size).to.equal(4);
  });

  it('B9: explains a share where the parts do not add up to the whole', async () => {
    const element = await breakdown({ breakdown: 'subjects', pageSize: 2 });
    expect(lines(element)).to.deep.equal(['law 70 70%', 'history 60 60%', 'Other (1 more) 1']);
    expect(textOf(element.renderRoot)).to.contain('one item can have several');
  });

  const ABSENT = { funders: 'not provided', languages: 'no data', countries: 'not provided' } as const;
  for (const [name, text] of Object.entries(ABSENT)) {
    it(`shows "${text}" for ${name}`, async () => {
      const element = await breakdown({ breakdown: name as keyof typeof ABSENT });
      expect(element.view?.rows).to.deep.equal([]);
      expect(textOf(element.renderRoot)).to.contain(text);
    });
  }

  it('shows the same numbers as a list, a pie and a table', async () => {
    const element = await breakdown({ pageSize: 3 });
    await show(element, 'Pie chart');
    const chart = element.renderRoot.querySelector<StatsChart>('stats-chart')!;
    expect(chart.renderRoot.querySelectorAll('path').length).to.be.at.least(4);
    expect(chart.tooltips.map(({ rows }) => rows[0]?.text)).to.deep.equal(['50', '20', '15', '15']);
    expect(lines(element)).to.have.length(4);
    await show(element, 'Table');
    expect(table(element).slice(0, 3)).to.deep.equal([
      'Resource Type Records Share',
      'Book 50 50%',
      'Another kind 20 20%',
    ]);
    await show(element, 'List');
    expect(lines(element)[0]).to.equal('Book 50 50%');
  });

  it('switches from the picture to the table and back with the key T and keeps the focus', async () => {
    const element = await breakdown({ display: 'pie' });
    const press = async (): Promise<string | undefined> => {
      const focused = element.shadowRoot!.querySelector<HTMLElement>('stats-chart, stats-table')!;
      focused.focus();
      focused.dispatchEvent(new KeyboardEvent('keydown', { key: 't', bubbles: true, composed: true }));
      await element.settled;
      return element.shadowRoot!.activeElement?.localName;
    };
    expect(await press()).to.equal('stats-table');
    expect(await press()).to.equal('stats-chart');
  });

  it('B8: leaves "other" out of the pie only if hide-other is set', async () => {
    const element = await breakdown({ pageSize: 2, hideOther: true });
    expect(lines(element)).to.have.length(3);
    await show(element, 'Pie chart');
    expect(lines(element)).to.have.length(2);
  });

  it('B14: opens with the first offered view if its own view is not offered', async () => {
    const element = await breakdown({ display: 'pie', views: ['list'] });
    expect(lines(element)[0]).to.equal('Book 50 50%');
    expect(element.renderRoot.querySelector('button[aria-label="Pie chart"]')).to.equal(null);
  });

  it('reads its views from attributes', async () => {
    const element: StatsBreakdown = await fixture(
      html`<stats-breakdown view="pie" views="list, pie"></stats-breakdown>`,
    );
    expect([element.display, element.views]).to.deep.equal(['pie', ['list', 'pie']]);
  });

  it('shows removals in the list, but not in a pie', async () => {
    const element = await breakdown();
    expect(lines(element)).to.contain('withdrawn -3');
    await show(element, 'Pie chart');
    expect(lines(element).join()).not.to.contain('withdrawn');
  });

  it('draws empty bars where nothing was added', async () => {
    const lost = sentParts({ book: JUNE_2(-1), map: JUNE_2(-5) });
    const element = await breakdown({
      data: body({ 'content-delta': { global: { records: sentWhole(JUNE_2(-6)) }, resourceTypes: { records: lost } } }),
    });
    expect(lines(element)).to.deep.equal(['book -1', 'map -5']);
    const bars = [...element.renderRoot.querySelectorAll('li')].map((line) => line.style.getPropertyValue('--_share'));
    expect(bars).to.deep.equal(['0%', '0%']);
  });

  it('draws bars in proportion to the shares', async () => {
    const element = await breakdown({ breakdown: 'publishers' });
    const bars = [...element.renderRoot.querySelectorAll('li')].map((line) => line.style.getPropertyValue('--_share'));
    expect(bars).to.deep.equal(['40%', '30%']);
  });

  for (const key of ['Enter', 'Space']) {
    it(`changes its view with the key ${key}`, async () => {
      const element = await breakdown();
      element.renderRoot.querySelector<HTMLElement>('button[aria-label="Table"]')!.focus();
      await sendKeys({ press: key });
      await element.settled;
      expect(table(element)[1]).to.equal('Book 50 50%');
    });
  }

  it('follows changes of its attributes', async () => {
    const element = await breakdown();
    for (const [name, value, shown] of [
      ['page-size', '1', 'Other 50 50%'],
      ['page-size', '10', 'withdrawn -3'],
      ['breakdown', 'subjects', 'music 1 1.0%'],
    ] as const) {
      element.setAttribute(name, value);
      await element.settled;
      expect(lines(element), `${name}="${value}"`).to.include(shown);
    }
  });

  it('limits its height to max-height and scrolls', async () => {
    const element = await breakdown({ breakdown: 'subjects', maxHeight: '50px' });
    expect(element.renderRoot.querySelector('ol')!.getBoundingClientRect().height).to.equal(50);
  });

  it('names the day of totals', async () => {
    const element = await breakdown({
      kind: 'snapshot',
      data: body({
        'content-snapshot': { resourceTypes: { records: sentParts({ book: { '2025-06-02': 3 } }) } },
      }),
    });
    expect(textOf(element.renderRoot)).to.contain('by records, as of Jun 2, 2025');
    expect(textOf(element.renderRoot), 'B2').to.contain('Share of the values listed by the service.');
  });

  it('stays as wide as its container, however long a name is', async () => {
    for (const display of ['list', 'pie', 'table'] as const) {
      const element = await breakdown({ display });
      element.style.setProperty('inline-size', '320px');
      await element.settled;
      const card = element.renderRoot.querySelector('section')!;
      expect(card.scrollWidth, display).to.equal(card.clientWidth);
    }
  });

  it('names its controls after its heading', async () => {
    const element = await breakdown({ heading: 'Kinds' });
    const group = element.renderRoot.querySelector('.icons')!;
    expect(group.getAttribute('aria-label')).to.equal('Show “Kinds” as');
    expect([...group.querySelectorAll('button')].map((button) => button.getAttribute('aria-pressed'))).to.deep.equal([
      'true',
      'false',
      'false',
    ]);
  });

  for (const display of ['list', 'pie', 'table'] as const) {
    it(`passes the axe checks as a ${display}`, async () => expectAccessible(await breakdown({ display })));
  }
});

describe('links and notes of stats-breakdown', () => {
  const records = (parts: Readonly<Record<string, unknown>>) => body({ 'content-delta': { ...parts } as never });
  const rights = records({
    global: { records: sentWhole(JUNE_2(10)) },
    rights: {
      records: [
        sent('cc-by-4.0', JUNE_2(6), { en: 'Creative Commons Attribution 4.0 International' }),
        sent('house-rules', JUNE_2(4), 'Rules of the house'),
      ],
    },
  });
  const links = (element: StatsBreakdown): (string | null)[] =>
    [...element.renderRoot.querySelectorAll('a')].map((link) => link.getAttribute('href'));

  it('links each part to a search', async () => {
    const element = await breakdown();
    expect(links(element)[0]).to.equal('/search?q=&f=resource_type:book');
    expect(element.view!.rows[0]!.href).to.equal(links(element)[0]);
    expect(element.renderRoot.querySelector('.other a')).to.equal(null);
  });

  it('L9: links to the search of its community, to search-base, or to nothing', async () => {
    expect(links(await breakdown({ community: 'maps' }))[0]).to.match(/^\/communities\/maps\/records\?/);
    expect(links(await breakdown({ searchBase: '/find?lang=en' }))[0]).to.equal(
      '/find?lang=en&q=&f=resource_type:book',
    );
    expect(links(await breakdown({ searchBase: '' }))).to.deep.equal([]);
    expect(links(await breakdown({ searchBase: 'javascript:alert(1)' }))).to.deep.equal([]);
  });

  it('L6: links to nothing where no search exists', async () => {
    const element = await breakdown({
      data: records({ filePresence: { records: sentParts({ with_files: JUNE_2(3) }) } }),
      breakdown: 'filePresence',
    });
    expect(element.view!.rows).to.have.length(1);
    expect(links(element)).to.deep.equal([]);
  });

  it('L8: follows the links of pie slices by click and by Enter', async () => {
    const element = await breakdown({ display: 'pie' });
    const picture = element.renderRoot.querySelector<StatsChart>('stats-chart')!;
    const followed: (string | null)[] = [];
    element.renderRoot.addEventListener('click', (event) => {
      const link = (event.target as Element).closest('a');
      if (!link) return;
      event.preventDefault();
      followed.push(link.getAttribute('href'));
    });
    picture.focus();
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'Enter' });
    expect(followed).to.deep.equal(['/search?q=&f=resource_type:book']);
    await sendKeys({ press: 'ArrowRight' });
    picture.renderRoot.querySelector<HTMLElement>('.picture')!.click();
    expect(followed).to.deep.equal(['/search?q=&f=resource_type:book', '/search?q=&f=resource_type:other']);
  });

  describe('highlighted slices of stats-breakdown', () => {
    const frames = async (): Promise<void> => {
      for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
    };
    const pictureOf = ({ renderRoot }: StatsBreakdown): StatsChart => renderRoot.querySelector('stats-chart')!;
    /** The numbers of the slices that are not pale. */
    const strong = (element: StatsBreakdown): number[] =>
      [...pictureOf(element).renderRoot.querySelectorAll('.mark-arc path')].flatMap((path, i) =>
        path.getAttribute('opacity') === '1' ? [i] : [],
      );

    it('a slice is highlighted while its row of the list is pointed at', async () => {
      const element = await breakdown({ display: 'pie', pageSize: 3 });
      expect(strong(element)).to.deep.equal([0, 1, 2, 3]);
      for (const [type, slices] of [
        ['pointerenter', [2]],
        ['pointerleave', [0, 1, 2, 3]],
      ] as const) {
        element.renderRoot.querySelectorAll('.pie li')[2]!.dispatchEvent(new Event(type));
        await frames();
        expect(strong(element), type).to.deep.equal(slices);
      }
    });

    it('a slice is highlighted while a key has opened its tooltip, until Escape', async () => {
      const element = await breakdown({ display: 'pie', pageSize: 3 });
      pictureOf(element).focus();
      const states: number[][] = [];
      for (const key of ['Home', 'ArrowRight', 'End', 'Escape']) {
        await sendKeys({ press: key });
        await frames();
        states.push(strong(element));
      }
      expect(states).to.deep.equal([[0], [1], [3], [0, 1, 2, 3]]);
    });
  });

  it('shows short names of licences in the pie and the long ones in tooltips', async () => {
    const element = await breakdown({ data: rights, breakdown: 'rights', display: 'pie' });
    const names = [...element.renderRoot.querySelectorAll<HTMLElement>('.name')].map((name) => [
      textOf(name),
      name.title,
    ]);
    expect(names).to.deep.equal([
      ['CC-BY-4.0', 'Creative Commons Attribution 4.0 International'],
      ['Rules of the house', 'Rules of the house'],
    ]);
    expect(element.view!.rows[0]!.label).to.equal('Creative Commons Attribution 4.0 International');
  });

  it('explains "other" in its tooltip', async () => {
    const title = async (set: Partial<StatsBreakdown>): Promise<string> =>
      (await breakdown({ pageSize: 1, ...set })).renderRoot.querySelector<HTMLElement>('.other .name')!.title;
    expect(await title({})).to.equal('The rest of the total');
    expect(await title({ breakdown: 'subjects' })).to.equal('The sum of the values that are not listed');
  });

  it('notes that the numbers do not add up where the parts exceed the whole', async () => {
    const text = 'These numbers do not add up: the parts come to more than the whole.';
    expect(textOf((await breakdown()).renderRoot)).not.to.contain(text);
    const numbers = body({
      'content-delta': {
        global: { records: [sent('global', JUNE_2(9))] },
        resourceTypes: { records: sentParts({ book: JUNE_2(6), image: JUNE_2(4) }) },
      },
    });
    const element = await breakdown({ data: numbers });
    expect(textOf(element.renderRoot.querySelector('.note')!)).to.contain(text);
  });

  it('notes that slices of overlapping parts compare only the values', async () => {
    const element = await breakdown({ breakdown: 'subjects', display: 'pie' });
    expect(textOf(element.renderRoot.querySelector('.note')!)).to.include(
      'The slices compare the values with each other.',
    );
  });
});

describe('stats-breakdown with a comparison', () => {
  const compared = (set: Partial<StatsBreakdown> = {}): Promise<StatsBreakdown> =>
    breakdown({
      data: body({
        'content-delta': {
          global: {
            records: sentWhole({ ...dated('2025-05-01', '2025-06-30', 0), '2025-05-02': 120, '2025-06-02': 150 }),
          },
          resourceTypes: {
            records: sentParts({ book: { '2025-05-02': 80, '2025-06-02': 100 }, map: { '2025-06-02': 50 } }),
          },
        },
      }),
      compare: 'previous',
      granularity: 'month',
      ...set,
    });

  it('shows the change of each row, and none for a new one', async () => {
    const element = await compared();
    const changes = [...element.renderRoot.querySelectorAll('.before')].map((cell) => textOf(cell));
    expect(changes[0]).to.match(/^▲ 25.0%/);
    expect(changes[1]).to.equal('');
    expect(element.renderRoot.querySelector<HTMLElement>('.change')!.title.replace(/\s+/g, ' ')).to.equal(
      'up 25.0% · Jun 1 – 30, 2025: 100 · May 1 – 31, 2025: 80',
    );
  });

  it('adds the earlier values to the table and the file', async () => {
    const element = await compared({ display: 'table' });
    expect(table(element).slice(0, 2)).to.deep.equal([
      'Resource Type Records Share Records, May 1 – 31, 2025',
      'book 100 67% 80',
    ]);
    const { columns, rows } = element.dataTable()!;
    expect(columns.map(({ key }) => key)).to.deep.equal(['id', 'label', 'value', 'share', 'before']);
    expect(rows[0]).to.deep.equal(['book', 'book', 100, 100 / 150, 80]);
    expect(rows[1]!.at(-1)).to.equal(null);
  });

  it('uses the headers of the service for a table of totals', async () => {
    const words = async (set: Partial<StatsBreakdown>) => (await breakdown({ display: 'table', ...set })).dataTable();
    const total = body({ 'content-snapshot': { resourceTypes: { records: sentParts({ book: JUNE_2(5) }) } } });
    const labels = async (set: Partial<StatsBreakdown>) => (await words(set))!.columns.slice(1, 3).map((c) => c.label);
    expect(await labels({})).to.deep.equal(['Resource Type', 'Records']);
    expect(await labels({ data: total, kind: 'snapshot' })).to.deep.equal(['Work Type', 'Works']);
    expect(await labels({ breakdown: 'subjects' })).to.deep.equal(['Subject', 'Works']);
  });

  it('uses the headers of the page for the table', async () => {
    const element = await compared({ display: 'table', headers: ['Kind', { en: 'Things', de: 'Dinge' }] });
    expect(table(element)[0]).to.match(/^Kind Things Share/);
  });

  it('passes the axe checks with a comparison', async () => expectAccessible(await compared()));
});
