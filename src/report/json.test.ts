import { expect } from '@open-wc/testing';
import { columns, reportOf, tableOf } from '../../test/report-builders.js';
import { json } from './json.js';
import type { Report } from './report.js';

const SHEET = tableOf({
  columns: columns('start:date', 'views:count', 'name'),
  rows: [
    ['2024-12-01', 3, 'Zürich'],
    ['2025-01-01', null, '=1'],
  ],
});
const read = (text: string): unknown => JSON.parse(text);

describe('json', () => {
  it('P10: writes the days of the range with their year, and the description of the report', () => {
    expect(read(json(reportOf([SHEET], { start: '2024-12-01', end: '2025-01-31' })))).to.deep.equal({
      title: 'Statistics',
      start: '2024-12-01',
      end: '2025-01-31',
      granularity: 'month',
      timeZone: 'UTC',
      generated: '2026-11-21T09:30:42Z',
      source: 'https://repository.example/api/stats-dashboard',
      sheets: [
        {
          title: 'Usage over time',
          description: 'Views per month',
          start: '2025-01-01',
          end: '2025-12-31',
          columns: [
            { key: 'start', label: 'start', type: 'date' },
            { key: 'views', label: 'views', type: 'count' },
            { key: 'name', label: 'name', type: 'text' },
          ],
          rows: [
            { start: '2024-12-01', views: 3, name: 'Zürich' },
            { start: '2025-01-01', views: null, name: '=1' },
          ],
        },
      ],
    });
  });

  it('writes a value for every column, also for parts with the name of another column or of an inherited property', () => {
    const sheet = tableOf({ columns: columns('id', 'id:count', '__proto__:count'), rows: [['a', 1, 2]] });
    const { sheets } = read(json(reportOf([sheet]))) as { sheets: { rows: object[]; columns: { key: string }[] }[] };
    expect(Object.entries(sheets[0]!.rows[0]!)).to.deep.equal([
      ['id', 'a'],
      ['id-2', 1],
      ['__proto__', 2],
    ]);
    expect(sheets[0]!.columns.map(({ key }) => key)).to.deep.equal(['id', 'id-2', '__proto__']);
  });

  it('writes no time unit if the report has none', () => {
    const report = { ...reportOf([]), granularity: undefined } as unknown as Report;
    expect(read(json(report))).not.to.have.property('granularity');
  });
});
