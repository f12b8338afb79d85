import { expect } from '@open-wc/testing';
import { fillColumns, isNumeric, type ColumnOf } from './data-table.js';

interface Visit {
  readonly day: string;
  readonly views: number | null;
}

const VISITS: readonly Visit[] = [
  { day: '2025-06-01', views: 3 },
  { day: '2025-06-02', views: null },
];

const COLUMNS: readonly ColumnOf<Visit>[] = [
  { key: 'day', label: 'Day', type: 'text', only: 'page', cell: ({ day }) => `day ${day.slice(-1)}` },
  { key: 'start', label: 'First day', type: 'date', only: 'file', cell: ({ day }) => day },
  { key: 'value', label: 'Views', type: 'count', cell: ({ views }) => views },
];

describe('fillColumns', () => {
  it('leaves columns for files out of a table on the page', () => {
    expect(fillColumns('page', COLUMNS, VISITS)).to.deep.equal({
      columns: [
        { key: 'day', label: 'Day', type: 'text' },
        { key: 'value', label: 'Views', type: 'count' },
      ],
      rows: [
        ['day 1', 3],
        ['day 2', null],
      ],
    });
  });

  it('leaves columns for the page out of a table for files', () => {
    expect(fillColumns('file', COLUMNS, VISITS)).to.deep.equal({
      columns: [
        { key: 'start', label: 'First day', type: 'date' },
        { key: 'value', label: 'Views', type: 'count' },
      ],
      rows: [
        ['2025-06-01', 3],
        ['2025-06-02', null],
      ],
    });
  });

  it('makes a cell from the row and its index', () => {
    const columns: readonly ColumnOf<Visit>[] = [{ key: 'rank', label: '#', type: 'count', cell: (_row, i) => i + 1 }];
    expect(fillColumns('page', columns, VISITS).rows).to.deep.equal([[1], [2]]);
  });

  it('keeps the columns of a table without rows', () => {
    expect(fillColumns('file', COLUMNS, [])).to.deep.include({ rows: [] });
    expect(fillColumns('file', COLUMNS, []).columns).to.have.length(2);
  });
});

describe('isNumeric', () => {
  it('returns true for counts, bytes and shares only', () => {
    expect((['text', 'date', 'count', 'bytes', 'share', 'link'] as const).filter(isNumeric)).to.deep.equal([
      'count',
      'bytes',
      'share',
    ]);
  });
});
