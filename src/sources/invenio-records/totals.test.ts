import { expect } from '@open-wc/testing';
import { days } from '../../../test/builders.js';
import type { YearBlock } from '../../data/year-block.js';
import { blockOfPeriods, monthsOf, wholeTable } from '../service/period-block.js';
import { totalsByMonth, withRecordsWithoutFiles } from './totals.js';

const YEAR = days('2025-01-01', '2025-12-31');
const FETCHED = Date.parse('2026-02-01T00:00:00Z');

const added = (counts: readonly number[]): YearBlock =>
  blockOfPeriods({
    ...{ statistic: 'content-delta', year: 2025, periods: monthsOf(2025), through: YEAR.end, fetchedAt: FETCHED },
    tables: [wholeTable('records', 'x', counts)],
  });
const totalOf = (total: number): YearBlock =>
  blockOfPeriods({
    ...{ statistic: 'content-snapshot', year: 2025, through: YEAR.end, fetchedAt: FETCHED },
    ...{ periods: [{ start: YEAR.end, end: YEAR.end }], tables: [wholeTable('records', 'x', [total])] },
  });
/** Returns the values on the last days of months; `null` where there is none. */
const atEnds = ({ tables: [table] }: YearBlock, column = 0): (number | null)[] =>
  monthsOf(2025).map(({ end }) => {
    const value = table!.columns[column]![end - YEAR.start]!;
    return Number.isNaN(value) ? null : value;
  });

describe('totalsByMonth', () => {
  const totals = (total: number, counts: readonly number[]) =>
    atEnds(totalsByMonth(['records'], totalOf(total), added(counts)));

  it('are the last total less what was added after a month', () => {
    expect(totals(500, Array(12).fill(10))).to.deep.equal([390, 400, 410, 420, 430, 440, 450, 460, 470, 480, 490, 500]);
  });

  it('begin with 0 if all records were added in the year', () => {
    expect(totals(10, [0, 0, 10, ...Array<number>(9).fill(0)])).to.deep.equal([0, 0, ...Array<number>(10).fill(10)]);
  });

  it('are unknown before months in which more was added than there was: they are not 0', () => {
    expect(totals(500, Array(12).fill(120))).to.deep.equal([...Array<null>(7).fill(null), 20, 140, 260, 380, 500]);
  });
});

describe('totalsByMonth of a year whose last month could not be loaded', () => {
  it('has the last total, and does not take it for that of an earlier month', () => {
    const months = monthsOf(2025).slice(0, 11);
    const block = blockOfPeriods({
      ...{ statistic: 'content-delta', year: 2025, periods: months, through: YEAR.end, fetchedAt: FETCHED },
      tables: [wholeTable('records', 'x', Array(11).fill(10))],
    });
    expect(atEnds(totalsByMonth(['records'], totalOf(500), block))).to.deep.equal([...Array<null>(11).fill(null), 500]);
  });
});

describe('withRecordsWithoutFiles', () => {
  const presence = (all: readonly number[], withFiles: readonly number[]): YearBlock => {
    const periods = monthsOf(2025).slice(0, all.length);
    return withRecordsWithoutFiles(
      blockOfPeriods({
        ...{ statistic: 'content-delta', year: 2025, periods, through: YEAR.end, fetchedAt: FETCHED },
        tables: [
          { metric: 'records', breakdown: 'filePresence', key: 'x', parts: [{ id: 'with_files', values: withFiles }] },
          wholeTable('records', 'x', all),
        ],
      }),
    );
  };

  it('counts the rest of all records', () => {
    expect(atEnds(presence([10, 7], [4, 7]), 1).slice(0, 2)).to.deep.equal([6, 0]);
  });

  it('does not know the parts of a month that has more records with files than records', () => {
    const block = presence([10, 7], [12, 3]);
    expect(atEnds(block, 1).slice(0, 2)).to.deep.equal([null, 4]);
    expect(block.tables[0]!.unknown).to.deep.equal([days('2025-01-31', '2025-01-31').start]);
  });
});
