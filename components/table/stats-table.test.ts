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

describe('rows and headers of stats-table', () => {
  it('rows and headers come from the view', async () => {
    const element = await table();
    expect(texts(element, 'thead th')).to.deep.equal(['Language', 'Code', 'Views']);
    expect(cellsOf(element)).to.deep.equal([
      ['English', 'eng', '12'],
      ['German', 'deu', ''],
    ]);
  });

  it('rows and headers of the page take precedence over the view', async () => {
    const element = await table({ headers: ['Place', 'Works'], rows: [['Basel', number(3)]] });
    expect(texts(element, 'thead th')).to.deep.equal(['Place', 'Works']);
    expect(cellsOf(element)).to.deep.equal([['Basel', '3']]);
  });

  it('headers accept a text for each language', async () => {
    const element = await table({ headers: [{ de: 'Ort', en: 'Place' }, 'Works'], rows: [['Basel', number(3)]] });
    expect(texts(element, 'thead th')).to.deep.equal(['Place', 'Works']);
  });

  it('a table without a view has no rows and headers', async () => {
    const element = await fixture<StatsTable>(html`<stats-table></stats-table>`);
    expect(cellsOf(element)).to.be.empty;
    expect(texts(element, 'thead th')).to.be.empty;
  });

  it('header cells have a scope: headers for their column, the first cell for its row', async () => {
    const element = await table();
    expect(all(element, 'thead th').map((cell) => cell.getAttribute('scope'))).to.deep.equal(['col', 'col', 'col']);
    expect(texts(element, 'tbody th[scope="row"]')).to.deep.equal(['English', 'German']);
  });

  it('cells show markup as text', async () => {
    const element = await table({ headers: ['<b>A'], rows: [['<img src=x>']] });
    expect(cellsOf(element)).to.deep.equal([['<img src=x>']]);
    expect(all(element, 'b, img')).to.be.empty;
  });
});

describe('numbers in stats-table', () => {
  it('numbers and their header are aligned to the end of the column', async () => {
    const element = await table();
    const alignment = (selector: string) => all(element, selector).map((cell) => getComputedStyle(cell).textAlign);
    expect(alignment('thead th')).to.deep.equal(['start', 'start', 'end']);
    expect(alignment('tbody tr:first-child > *')).to.deep.equal(['start', 'start', 'end']);
    expect(alignment('tbody tr:last-child > *')).to.deep.equal(['start', 'start', 'end']);
  });

  it('a number in the first cell is the header of its row', async () => {
    const element = await table({ headers: ['Year', 'Views'], rows: [[number(2025), number(1)]] });
    expect(texts(element, 'th[scope="row"]')).to.deep.equal(['2025']);
    expect(all(element, 'thead th').map((cell) => cell.className)).to.deep.equal(['', 'number']);
  });
});

describe('long tables in stats-table', () => {
  it('a table of 200 rows shows all of them without a button', async () => {
    const element = await table({ view: numbered(200) });
    expect(cellsOf(element)).to.have.length(200);
    expect(all(element, 'button')).to.be.empty;
  });

  it('a table of more rows shows the first 200, and all of them after a click', async () => {
    const element = await table({ view: numbered(1234) });
    expect(cellsOf(element)).to.have.length(200);
    expect(cellsOf(element).at(-1)).to.deep.equal(['Day 200', '199']);
    expect(texts(element, 'button')).to.deep.equal(['Show all 1,234 rows']);
    one(element, 'button').click();
    await element.updateComplete;
    expect(cellsOf(element)).to.have.length(1234);
    expect(all(element, 'button')).to.be.empty;
  });

  it('a column is aligned as numbers if only its hidden rows are numbers', async () => {
    const rows = [...Array.from({ length: 200 }, () => ['A', 'unknown']), ['B', number(1)]];
    const element = await table({ headers: ['Name', 'Views'], rows });
    expect(all(element, 'thead th').map((cell) => cell.className)).to.deep.equal(['', 'number']);
  });
});

describe('name of stats-table', () => {
  const named = (element: StatsTable) => ({
    caption: texts(element, 'caption')[0],
    table: one(element, 'table').getAttribute('aria-label'),
    frame: one(element, '[role="group"]').getAttribute('aria-label'),
  });
  const cases: readonly (readonly [title: string, set: Partial<StatsTable>, names: ReturnType<typeof named>])[] = [
    [
      'the heading is the caption and names the frame',
      { heading: 'Works', label: 'Numbers' },
      { caption: 'Works', table: null, frame: 'Works' },
    ],
    [
      'the label names the table and the frame where no heading is given',
      { label: 'Numbers' },
      { caption: undefined, table: 'Numbers', frame: 'Numbers' },
    ],
    [
      'the heading accepts a text for each language',
      { heading: { de: 'Werke', en: 'Works' } },
      { caption: 'Works', table: null, frame: 'Works' },
    ],
    ['a table without heading and label has no name', {}, { caption: undefined, table: null, frame: null }],
  ];
  for (const [title, set, names] of cases) {
    it(title, async () => {
      expect(named(await table(set))).to.deep.equal(names);
    });
  }
});

describe('scrolling of stats-table', () => {
  it('a table scrolls in a frame that is focusable', async () => {
    const element = await table({ label: 'Numbers', maxHeight: '40px' });
    const frame = one(element, '[role="group"]');
    expect(frame.tabIndex).to.equal(0);
    expect(frame.clientHeight).to.equal(40);
    expect(frame.scrollHeight).to.be.above(40);
    element.focus();
    expect(element.shadowRoot!.activeElement).to.equal(frame);
  });

  it('a table scrolls from a height of 360 pixels or from max-height', async () => {
    const element = await table({ view: numbered(50) });
    expect(one(element, '.frame').clientHeight).to.equal(360);
    element.setAttribute('max-height', '100px');
    await element.updateComplete;
    expect(one(element, '.frame').clientHeight).to.equal(100);
  });
});

describe('accessibility of stats-table', () => {
  const cases: readonly (readonly [state: string, set: Partial<StatsTable>])[] = [
    ['a heading', { heading: 'Works' }],
    ['a label', { label: 'Numbers' }],
    ['more rows than are shown', { label: 'Numbers', view: numbered(201) }],
  ];
  for (const [state, set] of cases) {
    it(`a table with ${state} passes the axe checks`, async () => {
      const element = await table(set);
      await expectAccessible(element);
    });
  }
});
