import { expect } from '@open-wc/testing';
import { columns, parseXml, reportOf, tableOf, textTable, unzip } from '../../test/report-builders.js';
import type { Report } from './report.js';
import { columnName, xlsx } from './xlsx.js';

/** A cell as a spreadsheet would have it. */
interface ReadCell {
  readonly value: string | number;
  readonly bold: boolean;
  /** How numbers are written. */
  readonly format: string;
}

const all = (node: ParentNode, selector: string): Element[] => [...node.querySelectorAll(selector)];

/** Reads a workbook as far as we write it: its sheets by name, their cells by place. */
function read(report: Report): {
  names: string[];
  sheets: Map<string, Map<string, ReadCell>>;
  files: Record<string, string>;
} {
  const files = unzip(xlsx(report));
  const part = (name: string): Document => parseXml(files[name]!);
  const styles = part('xl/styles.xml');
  const fonts = all(styles, 'fonts > font').map((font) => font.querySelector('b') !== null);
  const formats = new Map(
    all(styles, 'numFmt').map((each) => [each.getAttribute('numFmtId'), each.getAttribute('formatCode')]),
  );
  const looks = all(styles, 'cellXfs > xf').map((xf) => ({
    bold: fonts[Number(xf.getAttribute('fontId'))]!,
    format: formats.get(xf.getAttribute('numFmtId')) ?? xf.getAttribute('numFmtId')!,
  }));
  const targets = new Map(
    all(part('xl/_rels/workbook.xml.rels'), 'Relationship').map((each) => [
      each.getAttribute('Id'),
      each.getAttribute('Target'),
    ]),
  );
  const sheets = new Map(
    all(part('xl/workbook.xml'), 'sheet').map((sheet) => {
      const path = `xl/${targets.get(sheet.getAttribute('r:id'))}`;
      const cells = all(part(path), 'c').map((cell): [string, ReadCell] => {
        const text = cell.querySelector('is > t')?.textContent;
        const look = looks[Number(cell.getAttribute('s'))]!;
        return [cell.getAttribute('r')!, { value: text ?? Number(cell.querySelector('v')!.textContent), ...look }];
      });
      return [sheet.getAttribute('name')!, new Map(cells)];
    }),
  );
  return { names: [...sheets.keys()], sheets, files };
}

/** The values of one sheet by place. */
const values = (report: Report, name: string): Record<string, string | number> =>
  Object.fromEntries([...read(report).sheets.get(name)!].map(([place, { value }]) => [place, value]));

const TABLE = tableOf({
  columns: columns('start:date', 'views:count', 'volume:bytes', 'share:share', 'name', 'page:link'),
  rows: [
    ['2025-01-31', 1_284_310, 59_117_831, 0.125, 'Zürich', 'https://a.example/?a=1&b=2'],
    ['2025-02-28', 0, null, null, '=1+1', ''],
  ],
});

describe('xlsx', () => {
  it('writes a sheet per table after the first one, which describes the report', () => {
    const report = reportOf([TABLE, textTable('a', 'Countries')]);
    expect(read(report).names).to.deep.equal(['About', 'Usage over time', 'Countries']);
    expect(values(report, 'About')).to.deep.equal({
      A1: 'Statistics',
      A2: 'First day',
      B2: 45658,
      A3: 'Last day',
      B3: 46022,
      A4: 'Time unit',
      B4: 'month',
      A5: 'Time zone',
      B5: 'UTC',
      A6: 'Source',
      B6: 'https://repository.example/api/stats-dashboard',
      A7: 'Made on',
      B7: '2026-11-21T09:30:42Z',
      A9: 'Table',
      B9: 'Content',
      C9: 'First day',
      D9: 'Last day',
      A10: 'Usage over time',
      B10: 'Views per month',
      C10: 45658,
      D10: 46022,
      A11: 'Countries',
      B11: 'Views per month',
      C11: 45658,
      D11: 46022,
    });
  });

  it('W15: writes numbers and dates as such, with their year', () => {
    expect(values(reportOf([TABLE]), 'Usage over time')).to.deep.equal({
      A1: 'start',
      B1: 'views',
      C1: 'volume',
      D1: 'share',
      E1: 'name',
      F1: 'page',
      A2: 45688,
      B2: 1_284_310,
      C2: 59_117_831,
      D2: 0.125,
      E2: 'Zürich',
      F2: 'https://a.example/?a=1&b=2',
      A3: 45716,
      B3: 0,
      E3: '=1+1',
    });
  });

  it('formats days as ISO dates, numbers in full, and shares as percentages', () => {
    const cells = read(reportOf([TABLE])).sheets.get('Usage over time')!;
    const formats = ['A2', 'B2', 'C2', 'D2', 'E2'].map((place) => cells.get(place)!.format);
    expect(formats).to.deep.equal(['yyyy\\-mm\\-dd', '3', '3', '0.0%', '0']);
  });

  it('writes heads in bold and keeps them visible when rows are scrolled', () => {
    const { sheets, files } = read(reportOf([TABLE]));
    const bold = [...sheets.get('Usage over time')!].filter((cell) => cell[1].bold).map(([place]) => place);
    expect(bold).to.deep.equal(['A1', 'B1', 'C1', 'D1', 'E1', 'F1']);
    const pane = parseXml(files['xl/worksheets/sheet2.xml']!).querySelector('pane')!;
    expect([pane.getAttribute('ySplit'), pane.getAttribute('topLeftCell')]).to.deep.equal(['1', 'A2']);
  });

  it('writes no formulas', () => {
    const { files } = read(reportOf([TABLE, textTable('@SUM(A1)')]));
    for (const [name, content] of Object.entries(files)) expect(parseXml(content).querySelector('f'), name).to.be.null;
  });

  it('leaves texts that are not days, and days on which spreadsheets disagree, as texts', () => {
    const days = ['2025-02-30', 'soon', '1900-02-28', '1900-03-01', '1970-01-01'];
    const sheet = tableOf({ title: 'Days', columns: ['day:date'], rows: days.map((day) => [day]) });
    const [, ...cells] = Object.values(values(reportOf([sheet]), 'Days'));
    expect(cells).to.deep.equal(['2025-02-30', 'soon', '1900-02-28', 61, 25569]);
  });

  it('writes every text that XML and spreadsheets can hold', () => {
    for (const [text, found = text] of [
      ['<&">\'', undefined],
      [' a ', undefined],
      ['a\nb', undefined],
      ['a\u0000b', 'ab'],
      ['_x0041_', '_x005F_x0041_'],
      ['x'.repeat(40_000), 'x'.repeat(32_767)],
    ] as const) {
      expect(values(reportOf([textTable(text, 'T')]), 'T')['A2'], text.slice(0, 20)).to.equal(found);
    }
  });

  it('names sheets with valid and different names, including the first one', () => {
    const { names } = read(reportOf([textTable('a', 'About'), textTable('b', 'a/b'), textTable('c', '')]));
    expect(names).to.deep.equal(['About', 'About (2)', 'a b', 'Table']);
    // Would be read as `[`, which names must not contain.
    expect(read(reportOf([textTable('a', '_x005B_')])).names[1]).to.equal('_x005F_x005B_');
  });

  it('lists every part of the package once', () => {
    const { files } = read(reportOf([TABLE]));
    const parts = all(parseXml(files['[Content_Types].xml']!), 'Override').map((each) => each.getAttribute('PartName'));
    expect(parts).to.have.members(
      Object.keys(files)
        .filter((name) => name.startsWith('xl/') && !name.endsWith('.rels'))
        .map((name) => `/${name}`),
    );
  });

  it('writes the same file for the same report', () => {
    expect(xlsx(reportOf([TABLE]))).to.deep.equal(xlsx(reportOf([TABLE])));
  });
});

describe('columnName', () => {
  it('counts columns as spreadsheets do', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).to.deep.equal(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
  });
});
