import { expect } from '@open-wc/testing';
import { bytes, monthly, ok, typed } from '../../../test/dataverse.js';
import { day } from '../../../test/builders.js';
import { WHOLE } from '../../data/year-block.js';
import type { Kind } from '../../vocabulary/terms.js';
import { monthlyTotals, type MonthlyTotal } from './answers.js';
import { monthFrom } from './months.js';
import { fileTypeTotals, lastGrowth, nothing, sumOfParts, tableOf, wholeTotals, type Counted } from './totals.js';

const series = (first: string, ...totals: readonly number[]): readonly MonthlyTotal[] =>
  monthlyTotals(bytes(ok(monthly(first, ...totals))));

const span = (first: string, last: string, through = `${last}-28`): Counted['span'] => ({
  first: monthFrom(first)!,
  last: monthFrom(last)!,
  through: day(through),
});

/** Returns the values of the months of a year, by part; months without a value are left out. */
const valuesOf = (counted: Omit<Counted, 'fetchedAt' | 'key'>, kind: Kind, year: number) => {
  const table = tableOf({ ...counted, key: 'own', fetchedAt: 0 }, kind, year);
  return Object.fromEntries(
    table.parts.map(({ id, values }) => [
      id,
      Object.fromEntries(values.flatMap((value, i) => (value === undefined ? [] : [[i + 1, value]]))),
    ]),
  );
};

describe('tableOf', () => {
  const downloads = {
    metric: 'downloads',
    totals: wholeTotals(series('2024-11', 50, 80, 95, 95, 115))!,
    span: span('2024-11', '2025-03'),
  } as const;

  it('returns the totals as they are', () => {
    expect(valuesOf(downloads, 'snapshot', 2024)).to.deep.equal({ [WHOLE]: { 11: 50, 12: 80 } });
    expect(valuesOf(downloads, 'snapshot', 2025)).to.deep.equal({ [WHOLE]: { 1: 95, 2: 95, 3: 115 } });
  });

  it('returns what happened in each month: the difference to the month before, also in January', () => {
    expect(valuesOf(downloads, 'delta', 2024)).to.deep.equal({ [WHOLE]: { 11: 50, 12: 30 } });
    expect(valuesOf(downloads, 'delta', 2025)).to.deep.equal({ [WHOLE]: { 1: 15, 2: 0, 3: 20 } });
  });

  it('leaves the month that has undated events out of what happened, not out of the totals', () => {
    const undated = { ...downloads, undated: monthFrom('2024-11')! };
    expect(valuesOf(undated, 'delta', 2024)).to.deep.equal({ [WHOLE]: { 12: 30 } });
    expect(valuesOf(undated, 'snapshot', 2024)).to.deep.equal({ [WHOLE]: { 11: 50, 12: 80 } });
  });

  it('returns nothing for a year before the first', () => {
    expect(valuesOf(downloads, 'delta', 2023)).to.deep.equal({ [WHOLE]: {} });
    expect(valuesOf(downloads, 'snapshot', 2023)).to.deep.equal({ [WHOLE]: {} });
  });

  it('returns 0 for months before the first total, if they are known to be without', () => {
    const known = { ...downloads, span: span('2024-09', '2025-03') };
    expect(valuesOf(known, 'snapshot', 2024)).to.deep.equal({ [WHOLE]: { 9: 0, 10: 0, 11: 50, 12: 80 } });
    expect(valuesOf(known, 'delta', 2024)).to.deep.equal({ [WHOLE]: { 9: 0, 10: 0, 11: 50, 12: 30 } });
  });

  it('knows nothing of a month that is missing, nor of what happened in the next one', () => {
    const totals = wholeTotals(series('2025-01', 1, 2, 4, 8).filter(({ month }) => month !== monthFrom('2025-02')))!;
    const gap = { metric: 'records', totals, span: span('2025-01', '2025-04') } as const;
    expect(valuesOf(gap, 'snapshot', 2025)).to.deep.equal({ [WHOLE]: { 1: 1, 3: 4, 4: 8 } });
    expect(valuesOf(gap, 'delta', 2025)).to.deep.equal({ [WHOLE]: { 1: 1, 4: 4 } });
  });

  it('shows that content was removed', () => {
    const records = { ...downloads, metric: 'records', totals: wholeTotals(series('2025-01', 9, 7))! } as const;
    expect(valuesOf(records, 'delta', 2025)).to.deep.equal({ [WHOLE]: { 1: 9, 2: -2 } });
  });

  it('shows a decrease of usage, so that sums of months are the difference of their totals', () => {
    const falling = {
      ...downloads,
      totals: wholeTotals(series('2025-01', 9, 7, 8))!,
      span: span('2025-01', '2025-03'),
    };
    expect(valuesOf(falling, 'delta', 2025)).to.deep.equal({ [WHOLE]: { 1: 9, 2: -2, 3: 1 } });
  });

  it('ends the last month on the last counted day', () => {
    const table = tableOf({ ...downloads, key: 'own', fetchedAt: 0 }, 'delta', 2025);
    expect(table.periods?.[1]).to.deep.equal({ start: day('2025-02-01'), end: day('2025-02-28') });
    expect(table.periods?.[2]).to.deep.equal({ start: day('2025-03-01'), end: day('2025-03-28') });
  });
});

describe('fileTypeTotals', () => {
  const rows = monthlyTotals(
    bytes(
      ok([
        ...typed('2025-01', 'text/csv', [4, 100], [5, 160], [5, 160]),
        ...typed('2025-02', 'application/zip', [1, 900], [1, 900]),
        ...typed('2025-02', 'application/x-zip-compressed', [2, 50], [3, 60]),
      ]),
    ),
    true,
  );
  const counted = {
    metric: 'files',
    breakdown: 'fileTypes',
    totals: fileTypeTotals(rows, 'count')!,
    span: span('2024-12', '2025-03'),
  } as const;

  it('adds up media types of the same files', () => {
    expect(valuesOf(counted, 'snapshot', 2025)).to.deep.equal({ csv: { 1: 4, 2: 5, 3: 5 }, zip: { 2: 3, 3: 4 } });
  });

  it('begins with 0 before the first file of a type', () => {
    expect(valuesOf(counted, 'delta', 2025)).to.deep.equal({ csv: { 1: 4, 2: 1, 3: 0 }, zip: { 1: 0, 2: 3, 3: 1 } });
  });

  it('lists no type before its first file, although that month is known', () => {
    expect(valuesOf(counted, 'snapshot', 2024)).to.deep.equal({ csv: {}, zip: {} });
    expect(tableOf({ ...counted, key: 'own', fetchedAt: 0 }, 'snapshot', 2024).unknown).to.deep.equal([]);
  });

  it('knows nothing of a month in which a type is missing between others, nor of what happened in the next one', () => {
    const missing = rows.filter(({ type, month }) => type !== 'text/csv' || month !== monthFrom('2025-02'));
    const gap = { ...counted, totals: fileTypeTotals(missing, 'count')! };
    expect(valuesOf(gap, 'snapshot', 2025)).to.deep.equal({ csv: { 1: 4, 3: 5 }, zip: { 3: 4 } });
    expect(valuesOf(gap, 'delta', 2025)).to.deep.equal({ csv: { 1: 4 }, zip: { 1: 0 } });
    const files = { metric: 'files', totals: sumOfParts(gap.totals), span: counted.span } as const;
    expect(valuesOf(files, 'delta', 2025)).to.deep.equal({ [WHOLE]: { 1: 4 } });
  });

  it('adds up to the whole', () => {
    const totals = sumOfParts(fileTypeTotals(rows, 'size')!);
    const volume = { metric: 'uploadVolume', totals, span: counted.span } as const;
    expect(valuesOf(volume, 'snapshot', 2025)).to.deep.equal({ [WHOLE]: { 1: 100, 2: 1110, 3: 1120 } });
    expect(valuesOf(volume, 'delta', 2025)).to.deep.equal({ [WHOLE]: { 1: 100, 2: 1010, 3: 10 } });
  });
});

describe('nothing', () => {
  it('returns 0 for each month of a span', () => {
    const months = span('2024-12', '2025-02');
    const none = { metric: 'files', totals: nothing(months), span: months } as const;
    expect(valuesOf(none, 'delta', 2024)).to.deep.equal({ [WHOLE]: { 12: 0 } });
    expect(valuesOf(none, 'snapshot', 2025)).to.deep.equal({ [WHOLE]: { 1: 0, 2: 0 } });
  });
});

describe('lastGrowth', () => {
  it('returns the last month in which a total grew', () => {
    expect(lastGrowth(wholeTotals(series('2025-01', 3, 4, 4, 6, 6, 6))!)).to.equal(monthFrom('2025-04'));
    expect(lastGrowth(wholeTotals(series('2025-01', 3, 3))!)).to.equal(monthFrom('2025-01'));
  });
});
