import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { day, days } from '../../../test/builders.js';
import { coveredDays, isFinal, isPartly, type YearBlock } from '../../data/year-block.js';
import { dayTime, daysInYear } from '../../data/day.js';
import { STATISTICS, type Statistic } from '../../vocabulary/terms.js';
import { pack } from './encode-block.js';
import { unpack, type PackedBlock } from './decode-block.js';

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

describe('pack and unpack', () => {
  it('returns the same block after packing and unpacking, for all kinds of numbers', () => {
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
        expect(unpack(pack(given))).to.deep.equal({ ...given, covered: coveredDays(given), partly: isPartly(given) });
      }),
    );
  });

  it('stores the covered days, which can be read without unpacking', () => {
    const given = block([
      [1, NaN, 0],
      [NaN, NaN, NaN, NaN, 5],
    ]);
    const covered = ['2025-01-01', '2025-01-03', '2025-01-05'].map((date) => days(date));
    expect(pack(given).covered).to.deep.equal(covered);
    expect(coveredDays(pack(given))).to.deep.equal(covered);
    expect(unpack(pack(given)).covered).to.deep.equal(covered);
    expect(pack(block([])).covered).to.deep.equal([]);
  });

  it('keeps the covered days that a block names', () => {
    const covered = [days('2025-02-01', '2025-03-31')];
    expect(unpack(pack({ ...block([[1, 2]]), covered })).covered).to.deep.equal(covered);
  });

  it('keeps conflicts, unknown days and incomplete tables', () => {
    const { tables, ...rest } = block([[1, 2]]);
    const given: YearBlock = {
      ...rest,
      tables: tables.map((table) => ({ ...table, unknown: [day('2025-01-03')], incomplete: true })),
      conflicts: [{ metric: 'views', days: [day('2025-01-02')] }],
    };
    const { conflicts, tables: unpacked } = unpack(pack(given));
    expect(conflicts).to.deep.equal(given.conflicts);
    expect(unpacked.map(({ unknown, incomplete }) => [unknown, incomplete])).to.deep.equal([
      [[day('2025-01-03')], true],
      [[day('2025-01-03')], true],
    ]);
  });

  describe('packed past year', () => {
    const fetchedAt = dayTime(day('2026-02-01'));
    const full = Array.from({ length: 365 }, () => 1);
    const isFinalPacked = (change: Partial<YearBlock>, columns = [full]): boolean => {
      const given: YearBlock = { ...block(columns), problems: [], fetchedAt, ...change };
      expect(isFinal(pack(given), fetchedAt)).to.equal(isFinal(given, fetchedAt));
      return isFinal(pack(given), fetchedAt);
    };

    it('keeps a year final if all its days were counted and read', () => {
      expect(isFinalPacked({})).to.be.true;
    });

    it('keeps a year not final if some of its days were not counted', () => {
      expect(isFinalPacked({}, [full.slice(0, 364)]), 'ends early').to.be.false;
      expect(isFinalPacked({}, [full.with(100, NaN)]), 'has a gap').to.be.false;
      expect(isFinalPacked({}, []), 'has no value').to.be.false;
      expect(isFinalPacked({ covered: [days('2025-01-01', '2025-12-30')] }), 'says so').to.be.false;
    });

    it('keeps a year not final if a value could not be read', () => {
      expect(isFinalPacked({ problems: [{ path: 'a[0]', found: 'x' }] })).to.be.false;
    });
  });

  it('uses one byte for a small number, two or four for a larger one, and eight for a fraction', () => {
    const given = block([[], [127, -127], [128], [-32_767], [32_768], [2 ** 31 - 1], [2 ** 31], [0.5], [-0]]);
    expect([...pack(given).widths]).to.deep.equal([1, 1, 2, 2, 4, 4, 8, 8, 8]);
  });

  it('stores totals as differences, which are small', () => {
    const totals = [NaN, 1e12, 1e12 + 5, NaN, 1e12 + 9];
    expect([...pack(block([totals], 'usage-snapshot')).widths]).to.deep.equal([1]);
    expect([...pack(block([totals], 'usage-delta')).widths]).to.deep.equal([8]);
  });

  it('throws on unpacking a damaged block, before its columns are read', () => {
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

  it('unpacks the columns of a table once, at their first use', () => {
    const [table, other] = unpack(pack(block([[1], [2], [3]]))).tables;
    expect(table!.columns).to.equal(table!.columns);
    expect(other!.columns).to.deep.equal([]);
  });
});
