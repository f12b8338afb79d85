import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { YearBlock } from '../data/block.js';
import { daysInYear } from '../data/day.js';
import { STATISTICS, type Statistic } from '../vocabulary/terms.js';
import { pack } from './pack.js';
import { unpack, type PackedBlock } from './packed.js';

/** A block with one table that has these columns; days that are not given have no point. */
function block(columns: readonly (readonly number[])[], statistic: Statistic = 'usage-delta', year = 2025): YearBlock {
  const days = Array.from({ length: daysInYear(year) }, (_, i) => i);
  return {
    year,
    statistic,
    tables: [
      {
        metric: 'views',
        key: 'views',
        ids: columns.map((_, i) => `part ${i}`),
        labels: columns.map(() => ''),
        columns: columns.map((values) => Float64Array.from(days, (i) => values[i] ?? NaN)),
      },
      { metric: 'downloads', breakdown: 'countries', key: 'downloads', ids: [], labels: [], columns: [] },
    ],
    problems: [{ path: 'a[0]', found: 'x' }],
    fetchedAt: 17,
  };
}

describe('pack', () => {
  it('unpack gives the same block, whatever the numbers are', () => {
    const value = fc.oneof(
      fc.integer({ min: -130, max: 130 }),
      fc.integer({ min: -33_000, max: 33_000 }),
      fc.integer({ min: -(2 ** 31) - 2, max: 2 ** 31 + 2 }),
      fc.maxSafeInteger(),
      fc.double({ noDefaultInfinity: true }),
    );
    const columns = fc.array(fc.array(value, { maxLength: 366 }), { maxLength: 6 });
    fc.assert(
      fc.property(columns, fc.constantFrom(...STATISTICS), fc.constantFrom(2024, 2025), (numbers, statistic, year) => {
        const given = block(numbers, statistic, year);
        expect(unpack(pack(given))).to.deep.equal(given);
      }),
    );
  });

  it('takes one byte for a small number, two or four for a larger one, eight for what is no whole number', () => {
    const given = block([[], [127, -127], [128], [-32_767], [32_768], [2 ** 31 - 1], [2 ** 31], [0.5], [-0]]);
    expect([...pack(given).widths]).to.deep.equal([1, 1, 2, 2, 4, 4, 8, 8, 8]);
  });

  it('keeps totals as steps, which are small', () => {
    const totals = [NaN, 1e12, 1e12 + 5, NaN, 1e12 + 9];
    expect([...pack(block([totals], 'usage-snapshot')).widths]).to.deep.equal([1]);
    expect([...pack(block([totals], 'usage-delta')).widths]).to.deep.equal([8]);
  });

  it('unpack says so if what it gets is damaged, before anybody reads it', () => {
    const packed = pack(block([[3]]));
    for (const damaged of [
      { ...packed, bytes: packed.bytes.slice(1) },
      { ...packed, widths: new Uint8Array([3]) },
      { ...packed, tables: undefined },
      { ...packed, bytes: new ArrayBuffer(0) },
    ]) {
      expect(() => unpack(damaged as PackedBlock)).to.throw();
    }
  });

  it('unpacks the columns of a table when somebody reads them, and once', () => {
    const [table, other] = unpack(pack(block([[1], [2], [3]]))).tables;
    expect(table!.columns).to.equal(table!.columns);
    expect(other!.columns).to.deep.equal([]);
  });
});
