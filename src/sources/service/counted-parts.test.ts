import { expect } from '@open-wc/testing';
import type { Json } from '../../util/json.js';
import { countedParts, partsTable } from './counted-parts.js';

const read = ({ id, name, count }: Json) => ({ id, label: typeof name === 'string' ? name : '', count });

describe('countedParts', () => {
  it('adds up values with the same id, and keeps the first name', () => {
    const list = [
      { id: 'a', count: 2 },
      { id: 'b', count: '5', name: 'B' },
      { id: 'a', count: 1, name: 'A' },
    ];
    expect(countedParts(list, 'x', read)).to.deep.equal({
      parts: [
        { id: 'a', label: 'A', count: 3 },
        { id: 'b', label: 'B', count: 5 },
      ],
      problems: [],
    });
  });

  it('takes ids that differ only in spaces around them for the same', () => {
    const list = [
      { id: 'maps', count: 2 },
      { id: ' maps ', count: 1 },
      { id: 'Maps', count: 4 },
    ];
    expect(countedParts(list, 'x', read).parts.map(({ id, count }) => `${id} ${count}`)).to.deep.equal([
      'maps 3',
      'Maps 4',
    ]);
  });

  it('leaves out what cannot be read, and says where it is', () => {
    const list = [
      null,
      { id: 7, count: 1 },
      { id: 'a', count: -1 },
      { id: '\0other', count: 1 },
      { id: 'b', count: 1 },
    ];
    const { parts, problems } = countedParts(list, 'x.y', read);
    expect(parts.map(({ id }) => id)).to.deep.equal(['b']);
    expect(problems.map(({ path }) => path)).to.deep.equal([0, 1, 2, 3].map((i) => `x.y[${i}]`));
    expect(problems[2]!.found).to.equal('{"id":"a","count":-1}');
  });
});

describe('partsTable', () => {
  it('is incomplete if values were left out', () => {
    const { parts, problems } = countedParts([{ id: 'a', count: 2 }, 7], 'x', read);
    expect(partsTable('subjects', 'key', { parts, problems })).to.deep.equal({
      ...{ metric: 'records', breakdown: 'subjects', key: 'key', incomplete: true },
      parts: [{ id: 'a', label: '', values: [2] }],
    });
  });
});
