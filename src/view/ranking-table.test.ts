import { expect } from '@open-wc/testing';
import { rankingTable, type RankedPart, type RankingDays } from './ranking-table.js';

const DAYS: RankingDays = { start: '2025-06-01', end: '2025-06-10', unit: 'count' };
const COMPARED: RankingDays = { ...DAYS, compared: { start: '2024-06-01', end: '2024-06-10' } };

const PARTS: readonly RankedPart[] = [
  { id: 'DE', label: 'Germany', value: 60, share: 0.6, before: 50 },
  { id: null, label: 'Other', value: 40, share: null },
];

const tableFor = (use: 'page' | 'file', days = DAYS) =>
  rankingTable(days, PARTS, {
    use,
    title: 'Countries',
    description: 'by views',
    heads: {
      ...{ id: 'Id', part: 'Country', value: 'Views', share: 'Share' },
      before: ({ start, end }) => `Views from ${start} to ${end}`,
    },
  });

describe('rankingTable', () => {
  it('has a row per part for files, with its id and all numbers', () => {
    expect(tableFor('file')).to.deep.equal({
      title: 'Countries',
      description: 'by views',
      start: '2025-06-01',
      end: '2025-06-10',
      columns: [
        { key: 'id', label: 'Id', type: 'text' },
        { key: 'label', label: 'Country', type: 'text' },
        { key: 'value', label: 'Views', type: 'count' },
        { key: 'share', label: 'Share', type: 'share' },
      ],
      rows: [
        ['DE', 'Germany', 60, 0.6],
        [null, 'Other', 40, null],
      ],
    });
  });

  it('has the same rows without ids for the page', () => {
    expect(tableFor('page').rows).to.deep.equal([
      ['Germany', 60, 0.6],
      ['Other', 40, null],
    ]);
  });

  it('has the values of the compared days, and none for parts that were unknown then', () => {
    const [onPage, inFile] = [tableFor('page', COMPARED), tableFor('file', COMPARED)];
    expect(onPage.columns.at(-1)).to.deep.equal({
      key: 'before',
      label: 'Views from 2024-06-01 to 2024-06-10',
      type: 'count',
    });
    expect(inFile.columns.at(-1)).to.deep.equal({ key: 'before', label: 'Views 2024-06-01/2024-06-10', type: 'count' });
    for (const { rows } of [onPage, inFile]) expect(rows.map((row) => row.at(-1))).to.deep.equal([50, null]);
  });

  it('uses the unit of the values as the type of their columns', () => {
    const { columns } = tableFor('file', { ...COMPARED, unit: 'bytes' });
    expect(columns.map(({ type }) => type)).to.deep.equal(['text', 'text', 'bytes', 'share', 'bytes']);
  });
});
