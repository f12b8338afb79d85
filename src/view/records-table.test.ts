import { expect } from '@open-wc/testing';
import type { TableUse } from './data-table.js';
import { recordsTable } from './records-table.js';

const tableFor = (use: TableUse) =>
  recordsTable(
    {
      records: [
        { title: 'A', href: 'https://repository.example/a', value: 3 },
        { title: 'B', value: null },
      ],
    },
    {
      ...{ use, title: 'Most viewed', description: 'Views of all time', missing: 'not provided' },
      heads: { record: 'Title', link: 'Link', value: 'Views' },
    },
  );

describe('recordsTable', () => {
  it('has titles, links and numbers for files, without particular days', () => {
    expect(tableFor('file')).to.deep.equal({
      title: 'Most viewed',
      description: 'Views of all time',
      start: '',
      end: '',
      columns: [
        { key: 'title', label: 'Title', type: 'text' },
        { key: 'link', label: 'Link', type: 'link' },
        { key: 'value', label: 'Views', type: 'count' },
      ],
      rows: [
        ['A', 'https://repository.example/a', 3],
        ['B', null, null],
      ],
    });
  });

  it('shows on the page that a number was not sent', () => {
    expect(tableFor('page').rows).to.deep.equal([
      ['A', 3],
      ['B', 'not provided'],
    ]);
  });
});
