import { expect, fixture, html } from '@open-wc/testing';
import type { DataTable } from '../../src/view/data-table.js';
import { expectAccessible } from '../../test/builders.js';
import { tableOf } from '../../test/report-builders.js';
import { StatsTable, type TableCell } from './stats-table.js';

const number = (value: number | null): TableCell => ({ value, text: value === null ? '' : String(value) });

const LANGUAGES: DataTable = tableOf({
  columns: ['Language', 'Code', 'Views:count'],
  rows: [
    ['English', 'eng', 12],
    ['German', 'deu', null],
  ],
});

const table = (set: Partial<StatsTable> = {}): Promise<StatsTable> =>
  fixture(html`${Object.assign(document.createElement('stats-table'), { view: LANGUAGES, ...set })}`);

const all = (element: StatsTable, selector: string): HTMLElement[] => [
  ...element.renderRoot.querySelectorAll<HTMLElement>(selector),
];
const one = (element: StatsTable, selector: string): HTMLElement => all(element, selector)[0]!;
const texts = (element: StatsTable, selector: string): (string | undefined)[] =>
  all(element, selector).map(({ textContent }) => textContent.trim());
const cellsOf = (element: StatsTable): string[][] =>
  all(element, 'tbody tr').map((row) => [...row.children].map(({ textContent }) => textContent));

const numbered = (count: number): DataTable =>
  tableOf({ columns: ['Day', 'Views:count'], rows: Array.from({ length: count }, (_, i) => [`Day ${i + 1}`, i]) });

before(() => StatsTable.define());

describe('rows and headers', () => {
  it('are those of its view', async () => {
    const element = await table();
    expect(texts(element, 'thead th')).to.deep.equal(['Language', 'Code', 'Views']);
    expect(cellsOf(element)).to.deep.equal([
      ['English', 'eng', '12'],
      ['German', 'deu', ''],
    ]);
  });

  it("can be the page's own, which take precedence over the view", async () => {
    const element = await table({ headers: ['Place', 'Works'], rows: [['Basel', number(3)]] });
    expect(texts(element, 'thead th')).to.deep.equal(['Place', 'Works']);
    expect(cellsOf(element)).to.deep.equal([['Basel', '3']]);
  });

  it('can have headers in several languages, as layouts write them', async () => {
    const element = await table({ headers: [{ de: 'Ort', en: 'Place' }, 'Works'], rows: [['Basel', number(3)]] });
    expect(texts(element, 'thead th')).to.deep.equal(['Place', 'Works']);
  });

  it('are none at first', async () => {
    const element = await fixture<StatsTable>(html`<stats-table></stats-table>`);
    expect(cellsOf(element)).to.be.empty;
    expect(texts(element, 'thead th')).to.be.empty;
  });

  it('say what they head: headers their column, the first cell its row', async () => {
    const element = await table();
    expect(all(element, 'thead th').map((cell) => cell.getAttribute('scope'))).to.deep.equal(['col', 'col', 'col']);
    expect(texts(element, 'tbody th[scope="row"]')).to.deep.equal(['English', 'German']);
  });

  it('show text as text', async () => {
    const element = await table({ headers: ['<b>A'], rows: [['<img src=x>']] });
    expect(cellsOf(element)).to.deep.equal([['<img src=x>']]);
    expect(all(element, 'b, img')).to.be.empty;
  });
});

describe('numbers', () => {
  it('stand at the end of their column, and so does its header', async () => {
    const element = await table();
    const alignment = (selector: string) => all(element, selector).map((cell) => getComputedStyle(cell).textAlign);
    expect(alignment('thead th')).to.deep.equal(['start', 'start', 'end']);
    expect(alignment('tbody tr:first-child > *')).to.deep.equal(['start', 'start', 'end']);
    expect(alignment('tbody tr:last-child > *')).to.deep.equal(['start', 'start', 'end']);
  });

  it('in the first cell name the row, like any other text', async () => {
    const element = await table({ headers: ['Year', 'Views'], rows: [[number(2025), number(1)]] });
    expect(texts(element, 'th[scope="row"]')).to.deep.equal(['2025']);
    expect(all(element, 'thead th').map((cell) => cell.className)).to.deep.equal(['', 'number']);
  });
});

describe('a long table', () => {
  it('shows all of 200 rows, without a button', async () => {
    const element = await table({ view: numbered(200) });
    expect(cellsOf(element)).to.have.length(200);
    expect(all(element, 'button')).to.be.empty;
  });

  it('shows the first 200 of more rows, and all of them when asked to', async () => {
    const element = await table({ view: numbered(1234) });
    expect(cellsOf(element)).to.have.length(200);
    expect(cellsOf(element).at(-1)).to.deep.equal(['Day 200', '199']);
    expect(texts(element, 'button')).to.deep.equal(['Show all 1,234 rows']);
    one(element, 'button').click();
    await element.updateComplete;
    expect(cellsOf(element)).to.have.length(1234);
    expect(all(element, 'button')).to.be.empty;
  });

  it('tells from rows not yet shown that a column is one of numbers', async () => {
    const rows = [...Array.from({ length: 200 }, () => ['A', 'unknown']), ['B', number(1)]];
    const element = await table({ headers: ['Name', 'Views'], rows });
    expect(all(element, 'thead th').map((cell) => cell.className)).to.deep.equal(['', 'number']);
  });
});

describe('name', () => {
  const named = (element: StatsTable) => ({
    caption: texts(element, 'caption')[0],
    table: one(element, 'table').getAttribute('aria-label'),
    frame: one(element, '[role="group"]').getAttribute('aria-label'),
  });
  const cases: readonly (readonly [title: string, set: Partial<StatsTable>, names: ReturnType<typeof named>])[] = [
    [
      'is the heading, which stands above the table',
      { heading: 'Works', label: 'Numbers' },
      { caption: 'Works', table: null, frame: 'Works' },
    ],
    [
      'is the label where there is no heading',
      { label: 'Numbers' },
      { caption: undefined, table: 'Numbers', frame: 'Numbers' },
    ],
    [
      'can be a text per language',
      { heading: { de: 'Werke', en: 'Works' } },
      { caption: 'Works', table: null, frame: 'Works' },
    ],
    ['is none if none is given', {}, { caption: undefined, table: null, frame: null }],
  ];
  for (const [title, set, names] of cases) {
    it(title, async () => {
      expect(named(await table(set))).to.deep.equal(names);
    });
  }
});

describe('scrolling', () => {
  it('happens in a frame that the keyboard can reach', async () => {
    const element = await table({ label: 'Numbers', maxHeight: '40px' });
    const frame = one(element, '[role="group"]');
    expect(frame.tabIndex).to.equal(0);
    expect(frame.clientHeight).to.equal(40);
    expect(frame.scrollHeight).to.be.above(40);
    element.focus();
    expect(element.shadowRoot!.activeElement).to.equal(frame);
  });

  it('begins at 360 pixels unless max-height says otherwise', async () => {
    const element = await table({ view: numbered(50) });
    expect(one(element, '.frame').clientHeight).to.equal(360);
    element.setAttribute('max-height', '100px');
    await element.updateComplete;
    expect(one(element, '.frame').clientHeight).to.equal(100);
  });
});

describe('accessibility', () => {
  const cases: readonly (readonly [state: string, set: Partial<StatsTable>])[] = [
    ['a heading', { heading: 'Works' }],
    ['a label', { label: 'Numbers' }],
    ['more rows than are shown', { label: 'Numbers', view: numbered(201) }],
  ];
  for (const [state, set] of cases) {
    it(`is given with ${state}`, async () => {
      const element = await table(set);
      await expectAccessible(element);
    });
  }
});
