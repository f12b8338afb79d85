import { expect } from '@open-wc/testing';
import type { Table, YearBlock } from './year-block.js';
import { onOneBuffer } from './one-buffer.js';

const table = (...columns: number[][]): Table => ({
  ...{ metric: 'records', breakdown: 'subjects', key: 'records' },
  ids: columns.map((_, i) => `p${i}`),
  labels: columns.map(() => ''),
  columns: columns.map((column) => new Float64Array(column)),
});
const block = (...tables: Table[]): YearBlock => ({
  ...{ year: 2025, statistic: 'content-delta', problems: [], fetchedAt: 5 },
  tables,
});

describe('onOneBuffer', () => {
  const given = block(table([1, NaN, -0]), table(), table([4, 5], [6]));
  const bufferOf = ({ tables }: YearBlock): ArrayBuffer => tables[0]!.columns[0]!.buffer as ArrayBuffer;

  it('returns an equal block', () => {
    expect(onOneBuffer(given)).to.deep.equal(given);
    expect(onOneBuffer(block())).to.deep.equal(block());
  });

  it('stores the columns one after the other in one buffer, which has no other content', () => {
    const found = onOneBuffer(given);
    expect([...new Float64Array(bufferOf(found))]).to.deep.equal([1, NaN, -0, 4, 5, 6]);
    for (const { columns } of found.tables) for (const { buffer } of columns) expect(buffer).to.equal(bufferOf(found));
  });

  it('copies the given columns and does not move them', () => {
    onOneBuffer(given).tables[0]!.columns[0]![0] = 9;
    expect(given.tables[0]!.columns[0]![0]).to.equal(1);
  });

  it('returns a block that can be transferred to another thread with its buffer', () => {
    const sent = onOneBuffer(given);
    const buffer = bufferOf(sent);
    expect(structuredClone(sent, { transfer: [buffer] })).to.deep.equal(given);
    expect(buffer.byteLength).to.equal(0);
  });
});
