import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { body, expectAccessible, sent, sentParts, sentWhole } from '../test/builders.js';
import { StatsBreakdown } from './stats-breakdown.js';
import type { StatsChart } from './stats-chart.js';

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
  it('ranks the parts, and puts what is left of the whole together (B1)', async () => {
    const { view } = await breakdown({ pageSize: 2 });
    expect(view?.rows.map(({ id, value, share }) => [id, value, share])).to.deep.equal([
      ['book', 50, 0.5],
      ['other', 20, 0.2],
    ]);
    expect(view?.other).to.include({ value: 30, share: 0.3 });
    expect(view?.total).to.equal(100);
  });

  it('lists them with their share, in the language of the page', async () => {
    const element = await breakdown({ pageSize: 2 });
    expect(lines(element)).to.deep.equal(['Book 50 50%', 'Another kind 20 20%', 'Other 30 30%']);
  });

  it('B13: a part that is called other is not our "other"', async () => {
    const element = await breakdown({ pageSize: 2 });
    const other = element.renderRoot.querySelectorAll('li.other');
    expect([...other].map(cells)).to.deep.equal(['Other 30 30%']);
  });

  it('B7: says what is counted but not listed', async () => {
    const element = await breakdown({ breakdown: 'publishers' });
    expect(lines(element)).to.deep.equal(['Upper Field Press 40 40%', 'Other 30 30%']);
    expect(textOf(element.renderRoot)).to.contain('30 without a publisher');
  });

  it('B9: says what a share means where the parts do not add up', async () => {
    const element = await breakdown({ breakdown: 'subjects', pageSize: 2 });
    expect(lines(element)).to.deep.equal(['law 70 70%', 'history 60 60%', 'Other (1 more) 1 1.0%']);
    expect(textOf(element.renderRoot)).to.contain('one item can have several');
  });

  const ABSENT = { funders: 'not provided', languages: 'no data', countries: 'not provided' } as const;
  for (const [name, text] of Object.entries(ABSENT)) {
    it(`${name}: ${text}`, async () => {
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
    expect(chart.tips.map(({ rows }) => rows[0]?.text)).to.deep.equal(['50', '20', '15', '15']);
    expect(lines(element)).to.have.length(4);
    await show(element, 'Table');
    expect(table(element).slice(0, 3)).to.deep.equal([
      'Resource type Records Share',
      'Book 50 50%',
      'Another kind 20 20%',
    ]);
    await show(element, 'List');
    expect(lines(element)[0]).to.equal('Book 50 50%');
  });

  it('goes from the picture to the table and back by one key, and takes the focus along', async () => {
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

  it('leaves "other" out of the pie only, if it is told to (B8)', async () => {
    const element = await breakdown({ pageSize: 2, hideOther: true });
    expect(lines(element)).to.have.length(3);
    await show(element, 'Pie chart');
    expect(lines(element)).to.have.length(2);
  });

  it('B14: opens with the first view that is offered, if its own is not', async () => {
    const element = await breakdown({ display: 'pie', views: ['list'] });
    expect(lines(element)[0]).to.equal('Book 50 50%');
    expect(element.renderRoot.querySelector('button[aria-label="Pie chart"]')).to.equal(null);
  });

  it('takes its views from an attribute', async () => {
    const element: StatsBreakdown = await fixture(
      html`<stats-breakdown view="pie" views="list, pie"></stats-breakdown>`,
    );
    expect([element.display, element.views]).to.deep.equal(['pie', ['list', 'pie']]);
  });

  it('shows removals in the list and the table, never in a pie', async () => {
    const element = await breakdown();
    expect(lines(element)).to.contain('withdrawn -3');
    await show(element, 'Pie chart');
    expect(lines(element).join()).not.to.contain('withdrawn');
  });

  it('has no bars where nothing was added', async () => {
    const lost = sentParts({ book: JUNE_2(-1), map: JUNE_2(-5) });
    const element = await breakdown({
      data: body({ 'content-delta': { global: { records: sentWhole(JUNE_2(-6)) }, resourceTypes: { records: lost } } }),
    });
    expect(lines(element)).to.deep.equal(['book -1', 'map -5']);
    const bars = [...element.renderRoot.querySelectorAll('li')].map((line) => line.style.getPropertyValue('--_share'));
    expect(bars).to.deep.equal(['0%', '0%']);
  });

  it('has bars as long as the shares', async () => {
    const element = await breakdown({ breakdown: 'publishers' });
    const bars = [...element.renderRoot.querySelectorAll('li')].map((line) => line.style.getPropertyValue('--_share'));
    expect(bars).to.deep.equal(['40%', '30%']);
  });

  for (const key of ['Enter', 'Space']) {
    it(`changes its view by ${key}`, async () => {
      const element = await breakdown();
      element.renderRoot.querySelector<HTMLElement>('button[aria-label="Table"]')!.focus();
      await sendKeys({ press: key });
      await element.settled;
      expect(table(element)[1]).to.equal('Book 50 50%');
    });
  }

  it('can be set by attributes, and does with the usual settings where they are nonsense', async () => {
    const element = await breakdown();
    for (const [name, value, shown] of [
      ['page-size', '1', 'Other 50 50%'],
      ['page-size', '0', 'withdrawn -3'],
      ['page-size', 'nonsense', 'withdrawn -3'],
      ['breakdown', 'nonsense', 'withdrawn -3'],
      ['metric', 'nonsense', 'withdrawn -3'],
      ['kind', 'nonsense', 'withdrawn -3'],
      ['view', 'nonsense', 'withdrawn -3'],
      ['views', 'nonsense', 'withdrawn -3'],
      ['breakdown', 'subjects', 'music 1 1.0%'],
    ] as const) {
      element.setAttribute(name, value);
      await element.settled;
      expect(lines(element), `${name}="${value}"`).to.include(shown);
    }
  });

  it('scrolls from the height that its page wants', async () => {
    const element = await breakdown({ breakdown: 'subjects', maxHeight: '50px' });
    expect(element.renderRoot.querySelector('ol')!.getBoundingClientRect().height).to.equal(50);
  });

  it('says of totals as of which day they are', async () => {
    const element = await breakdown({
      kind: 'snapshot',
      data: body({
        'content-snapshot': { resourceTypes: { records: sentParts({ book: { '2025-06-02': 3 } }) } },
      }),
    });
    expect(textOf(element.renderRoot)).to.contain('by records, as of Jun 2, 2025');
    expect(textOf(element.renderRoot), 'B2').to.contain('Share of the values listed by the service.');
  });

  it('is no wider than its place, however long a name is', async () => {
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
    it(`has nothing for axe to find as a ${display}`, async () => expectAccessible(await breakdown({ display })));
  }
});
