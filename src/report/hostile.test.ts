import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { FORMULAS, INHERITED, LONG, NASTY, changedSince, inherited, nasty } from '../../test/hostile.js';
import { columns, parseCsv, parseXml, reportOf, tableOf, unzip } from '../../test/report-builders.js';
import { runs } from '../../test/runs.js';
import type { DataTable } from '../view/data-table.js';
import { csv, tsv } from './delimited.js';
import { FORMATS, reportFile, type ReportFormat } from './formats.js';
import { fileName, sheetNames } from './names.js';
import { printable, type Report } from './report.js';

/** A report of a nasty repository: its title, a table with nasty heads, names of parts and links. */
const sheets: fc.Arbitrary<DataTable> = fc
  .record({ title: nasty, key: nasty, label: nasty, names: fc.array(fc.tuple(nasty, nasty), { maxLength: 4 }) })
  .map(({ title, key, label, names }) => ({
    ...tableOf({ title, description: label }),
    columns: [
      { key, label, type: 'text' },
      { key, label: key, type: 'link' },
      { key: 'value', label: 'Views', type: 'count' },
    ],
    rows: names.map(([name, link], i) => [name, link, i]),
  }));
const reports: fc.Arbitrary<Report> = fc
  .tuple(nasty, nasty, fc.array(sheets, { minLength: 1, maxLength: 3 }))
  .map(([title, source, list]) => reportOf(list, { title, source }));

/** White space in front of it does not help; a text that begins with it is marked. */
const FORMULA = /^[\s\0]*[=+\-@＝＋－＠]/;

/**
 * What a spreadsheet makes of a line of text where cells end at other characters than a comma: quotation marks hold a cell
 * together only if it begins with one, and what follows the closing one belongs to it.
 */
function cellsOf(text: string, separator: string): string[] {
  const cells: string[] = [];
  let [cell, at, quoted] = ['', 0, false];
  for (let begins = true; at < text.length; at++) {
    const character = text[at]!;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') cell += text[++at]!;
      else quoted = false;
    } else if (begins && character === '"') quoted = true;
    else if (character === separator || character === '\n' || character === '\r') {
      cells.push(cell);
      cell = '';
      begins = true;
      continue;
    } else cell += character;
    begins = false;
  }
  return [...cells, cell];
}

/** No cell is a formula, wherever a spreadsheet lets cells end. Numbers may have a sign. */
function expectTextOnly(text: string): void {
  const given = text.replace(/^\uFEFF/, '');
  for (const separator of [',', ';', '\t']) {
    const found = cellsOf(given, separator).filter((cell) => FORMULA.test(cell) && !/^[+-]?\d+(\.\d+)?$/.test(cell));
    expect(found, `divided by ${JSON.stringify(separator)}`).to.deep.equal([]);
  }
}

/** A text as read from a file: without invalid characters, and marked if it would be a formula. */
const plain = (text: string): string => text.replace(/'(?=[=+\-@＝＋－＠\t\r\n])/g, '');
const expectSame = (found: string | undefined, text: string): void => {
  expect(plain(found ?? '')).to.equal(plain(printable(text)));
};

const read: Readonly<Record<ReportFormat, (content: string | Uint8Array, report: Report) => void>> = {
  csv: (content, { tables: list }) => {
    const files = typeof content === 'string' ? [content] : Object.values(unzip(content));
    expect(files).to.have.length(list.length);
    files.forEach((file, i) => {
      expectTextOnly(file);
      const [heads, ...rows] = parseCsv(file);
      const sheet = list[i]!;
      sheet.columns.forEach(({ label }, x) => expectSame(heads![x], label));
      expect(rows).to.have.length(sheet.rows.length);
      sheet.rows.forEach((row, y) => row.forEach((cell, x) => expectSame(rows[y]![x], String(cell))));
    });
  },
  excel: (content, { tables: list }) => {
    const files = unzip(content as Uint8Array);
    for (const [name, file] of Object.entries(files)) {
      const document = parseXml(file);
      expect(document.querySelectorAll('f, hyperlink, externalReference, oleObject, definedName'), name).to.be.empty;
      const kinds = [...document.querySelectorAll('c')].map((cell) => cell.getAttribute('t'));
      expect(kinds.every((kind) => kind === null || kind === 'inlineStr')).to.be.true;
      const numbers = [...document.querySelectorAll('c > v')].map(({ textContent }) => Number(textContent));
      expect(numbers.every(Number.isFinite)).to.be.true;
    }
    const names = [...parseXml(files['xl/workbook.xml']!).querySelectorAll('sheet')].map((sheet) =>
      sheet.getAttribute('name')!,
    );
    expect(names).to.have.length(list.length + 1);
    for (const name of names) {
      expect(name.length).to.be.within(1, 31 + '_x005F'.length);
      expect(name).not.to.match(/[[\]:*?/\\]|^'|'$/);
    }
    list.forEach(({ columns: heads, rows }, i) => {
      const cells = new Map(
        [...parseXml(files[`xl/worksheets/sheet${i + 2}.xml`]!).querySelectorAll('c')].map((cell) => [
          cell.getAttribute('r'),
          cell.textContent.replaceAll('_x005F_', '_'),
        ]),
      );
      const expectCell = (place: string, text: string): void => {
        expect(cells.get(place) ?? '').to.equal(printable(text.slice(0, 32_767)));
      };
      heads.forEach(({ label }, x) => expectCell(`${'ABC'[x]}1`, label));
      rows.forEach((row, y) => row.forEach((cell, x) => expectCell(`${'ABC'[x]}${y + 2}`, String(cell))));
    });
  },
  json: (content, { title, tables: list }) => {
    const made = JSON.parse(content as string) as { title: string; sheets: DataTable[] };
    expect(made.title).to.equal(title);
    list.forEach(({ columns: heads, rows }, i) => {
      const keys = made.sheets[i]!.columns.map(({ key }) => key);
      expect(new Set(keys).size).to.equal(heads.length);
      const found = made.sheets[i]!.rows.map((row) =>
        keys.map((key) => (row as unknown as Record<string, unknown>)[key]),
      );
      const printed = (cell: unknown) => (typeof cell === 'string' ? printable(cell) : cell);
      expect(found).to.deep.equal(rows.map((row) => row.map(printed)));
    });
  },
  xml: (content, { title, tables: list }) => {
    const root = parseXml(content as string).documentElement;
    const kinds = new Set([...root.querySelectorAll('*')].map(({ localName }) => localName));
    const known = ['title', 'start', 'end', 'granularity', 'timeZone', 'generated', 'source', 'sheet', 'description'];
    expect([...known, 'column', 'row', 'cell']).to.include.members([...kinds]);
    expect(root.querySelector('title')!.textContent).to.equal(printable(title));
    const cells = [...root.querySelectorAll('cell')].map(({ textContent }) => textContent);
    expect(cells).to.deep.equal(list.flatMap(({ rows }) => rows.flat().map((cell) => printable(String(cell)))));
  },
};

let before: Map<string, unknown>;
beforeEach(() => (before = inherited()));
afterEach(() => expect(changedSince(before)).to.deep.equal([]));

describe('reports with hostile names', () => {
  for (const format of Object.keys(FORMATS) as ReportFormat[]) {
    it(`${format}: writes every text so that it is read back as a text only`, async function () {
      this.timeout(runs(20_000));
      await fc.assert(
        fc.asyncProperty(reports, async (report) => {
          const { name, content } = await reportFile(format, report);
          expect(name).to.match(/^[\p{L}\p{M}\p{N}_-]{1,80}\.(csv|zip|xlsx|json|xml)$/u);
          read[format](content, report);
        }),
        { numRuns: runs(15) },
      );
    });

    it(`${format}: writes hostile and very long texts as names, keys and titles`, async () => {
      const list = [...NASTY, ...LONG].map((text, i): DataTable => {
        const sheet = tableOf({ title: text, columns: columns('name', 'page:link', 'value:count') });
        if (i >= NASTY.length) return { ...sheet, rows: [[text, 'x', 1]] };
        return { ...sheet, columns: sheet.columns.map((each) => ({ ...each, label: text })), rows: [[text, text, 1]] };
      });
      const report = reportOf(list, { title: LONG[1]! });
      read[format]((await reportFile(format, report)).content, report);
    });
  }

  it('writes no formula to the clipboard', () => {
    for (const text of NASTY) {
      const sheet = tableOf({ columns: columns('a', text), rows: [[text, text]] });
      expectTextOnly(tsv(sheet));
      expect(
        tsv(sheet)
          .split('\n')
          .map((line) => line.split('\t').length),
        text,
      ).to.deep.equal([2, 2]);
    }
  });

  it('writes no formula behind a quotation mark for spreadsheets with semicolons', () => {
    const sheet = tableOf({ columns: ['a', 'b'], rows: [['x', 'x;"=1+1;y']] });
    expect(cellsOf(csv(sheet), ';')).to.deep.include("'=1+1");
    for (const text of FORMULAS) expectTextOnly(csv(tableOf({ columns: ['a', 'b'], rows: [['x', text]] })));
  });

  it('names files and sheets in linear time, however long a title is', () => {
    const titles = [...LONG, ...LONG, ...INHERITED];
    for (const title of titles) expect(fileName({ title, start: '', end: '' }, 'csv').length).to.be.below(60);
    const names = sheetNames(titles, 'Sheet');
    expect(new Set(names).size).to.equal(titles.length);
    expect(names.every(({ length }) => length > 0 && length <= 31)).to.be.true;
  });
});
