import { expect } from '@open-wc/testing';
import { parseCsv, parseXml, reportOf, tableOf, textTable, unzip } from '../../test/report-builders.js';
import { reportFile, type ReportFormat } from './formats.js';

const TWO = reportOf([textTable('a', 'Views'), textTable('b', 'Countries')]);

describe('reportFile', () => {
  for (const [format, name, type] of [
    ['csv', 'statistics_2025-01-01_2025-12-31.zip', 'application/zip'],
    [
      'excel',
      'statistics_2025-01-01_2025-12-31.xlsx',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    ['json', 'statistics_2025-01-01_2025-12-31.json', 'application/json'],
    ['xml', 'statistics_2025-01-01_2025-12-31.xml', 'application/xml'],
  ] as const) {
    it(`names a report of two tables in ${format} ${name}`, async () => {
      const file = await reportFile(format, TWO);
      expect(file).to.include({ name, type });
    });
  }

  it('writes one CSV for a single table, with the table’s name and days', async () => {
    const sheet = tableOf({ title: 'Länder', start: '2025-03-01', end: '2025-03-31', columns: ['a'], rows: [['x']] });
    const { name, type, content } = await reportFile('csv', reportOf([sheet]));
    expect({ name, type }).to.deep.equal({ name: 'länder_2025-03-01_2025-03-31.csv', type: 'text/csv;charset=utf-8' });
    expect(parseCsv(content as string)).to.deep.equal([['a'], ['x']]);
  });

  it('writes a zip with one CSV for each of several tables', async () => {
    const { content } = await reportFile('csv', TWO);
    const files = unzip(content as Uint8Array);
    expect(Object.keys(files)).to.deep.equal([
      'views_2025-01-01_2025-12-31.csv',
      'countries_2025-01-01_2025-12-31.csv',
    ]);
    expect(Object.values(files).map(parseCsv)).to.deep.equal([
      [['name'], ['a']],
      [['name'], ['b']],
    ]);
  });

  it('writes the same content in every format', async () => {
    const content = async (format: ReportFormat): Promise<string | Uint8Array> =>
      (await reportFile(format, TWO)).content;
    const { sheets } = JSON.parse((await content('json')) as string) as { sheets: { rows: { name: string }[] }[] };
    expect(sheets.map(({ rows }) => rows[0]!.name)).to.deep.equal(['a', 'b']);
    const cells = parseXml((await content('xml')) as string).querySelectorAll('cell');
    expect([...cells].map(({ textContent }) => textContent)).to.deep.equal(['a', 'b']);
    expect(Object.keys(unzip((await content('excel')) as Uint8Array))).to.include('xl/worksheets/sheet3.xml');
  });

  it('writes the same file for the same report in every format', async () => {
    for (const format of ['csv', 'excel', 'json', 'xml'] as const) {
      expect(await reportFile(format, TWO), format).to.deep.equal(await reportFile(format, TWO));
    }
  });
});
