import { expect } from '@open-wc/testing';
import { columns, parseCsv, tableOf, textTable } from '../../test/report-builders.js';
import { csv, tsv } from './delimited.js';

const MONTHS = tableOf({
  columns: [
    { key: 'start', label: 'First day', type: 'date' },
    { key: 'end', label: 'Last day', type: 'date' },
    { key: 'views', label: 'Views', type: 'count' },
    { key: 'share', label: 'Share', type: 'share' },
  ],
  rows: [
    ['2024-12-01', '2024-12-31', 1_284_310, 0.25],
    ['2025-01-01', '2025-01-31', 0, null],
    ['2025-02-01', '2025-02-28', null, 1],
  ],
});
const FORMULAS = ['=1+1', '+1', '-1', '@SUM(A1)', '＝1', '＋1', '－1', '＠A1', '\t1', '\r1', '\n1'];

describe('csv', () => {
  it('writes lines that end with CRLF after a byte order mark, by which spreadsheets recognise UTF-8', () => {
    expect(csv(MONTHS)).to.equal(
      '\uFEFFFirst day,Last day,Views,Share\r\n' +
        '2024-12-01,2024-12-31,1284310,0.25\r\n' +
        '2025-01-01,2025-01-31,0,\r\n' +
        '2025-02-01,2025-02-28,,1\r\n',
    );
  });

  it('W15: writes the year of every date', () => {
    const days = parseCsv(csv(MONTHS))
      .slice(1)
      .flatMap((cells) => cells.slice(0, 2));
    for (const day of days) expect(day).to.match(/^\d{4}-\d\d-\d\d$/);
    expect(days).to.have.length(6);
  });

  it('writes every text so that it can be read back', () => {
    for (const text of ['a,b', 'a"b', '"', 'a\r\nb', 'a\nb', 'Zürich 統計 😀', '', ' a ', 'a;b', "'a"]) {
      expect(parseCsv(csv(textTable(text))), text).to.deep.equal([['name'], [text]]);
    }
  });

  it('distinguishes 0 from a missing value', () => {
    expect(parseCsv(csv(tableOf({ columns: ['a', 'b'], rows: [[0, null]] })))[1]).to.deep.equal(['0', '']);
  });

  it('marks texts that spreadsheets would read as formulas, also in heads', () => {
    for (const text of FORMULAS) {
      const table = tableOf({ columns: columns(text), rows: [[text]] });
      expect(parseCsv(csv(table)), text).to.deep.equal([[`'${text}`], [`'${text}`]]);
    }
  });

  it('marks formulas behind the separator of spreadsheets with a decimal comma', () => {
    for (const [text, marked] of [
      ['a;=1+1', "a;'=1+1"],
      ['a;+1;b;-1', "a;'+1;b;'-1"],
      ['a\t@A1', "a\t'@A1"],
      ['a\n=1', "a\n'=1"],
      ['\n=1', "'\n'=1"],
      ['a;b - c=d', 'a;b - c=d'],
    ] as const) {
      expect(parseCsv(csv(textTable(text)))[1], text).to.deep.equal([marked]);
    }
  });

  it('never marks a number', () => {
    const table = tableOf({ columns: ['n:count'], rows: [[-5], [-0.5], [1e21], [-0]] });
    expect(parseCsv(csv(table)).slice(1).flat()).to.deep.equal(['-5', '-0.5', '1e+21', '0']);
  });

  it('leaves a cell empty if a row is too short or a number is not finite', () => {
    expect(parseCsv(csv(tableOf({ columns: ['a', 'b'], rows: [['x'], [NaN, 'y']] })))).to.deep.equal([
      ['a', 'b'],
      ['x', ''],
      ['', 'y'],
    ]);
  });

  it('writes its heads if there are no rows', () => {
    expect(csv(tableOf({ columns: ['a', 'b'] }))).to.equal('\uFEFFa,b\r\n');
  });
});

describe('tsv', () => {
  it('separates cells with tabs', () => {
    expect(tsv(tableOf({ columns: ['a', 'b:count'], rows: [['x, "y"', 1.5]] }))).to.equal('a\tb\nx, "y"\t1.5');
  });

  it('replaces tabs and line breaks within a text by spaces', () => {
    expect(tsv(textTable('a\tb\r\nc'))).to.equal('name\na b c');
  });

  it('quotes a text that begins with a quotation mark, which would include later cells', () => {
    const table = tableOf({
      columns: ['a', 'b'],
      rows: [
        ['"x', 'y"'],
        ['"x" y', ''],
      ],
    });
    expect(tsv(table)).to.equal('a\tb\n"""x"\ty"\n"""x"" y"\t');
  });

  it('marks formulas as texts', () => {
    for (const text of FORMULAS) expect(tsv(textTable(text)).split('\n')[1]?.[0], text).to.equal("'");
  });
});
