import { expect } from '@open-wc/testing';
import { blockOf, day, days, everyDay, parts, print, whole, type TableOf } from '../../test/builders.js';
import type { YearBlock } from '../data/year-block.js';
import { Stats } from '../data/stats.js';
import { countedRange } from './counted-range.js';
import { dataNotes, type Shown } from './data-notes.js';

const views = { metric: 'views', kind: 'delta' } as const;
const totals = { metric: 'views', kind: 'snapshot' } as const;
const byCountry = { ...views, breakdown: 'countries' } as const;
const RANGE = days('2022-06-01', '2025-06-01');
const usage = (year: number, ...tables: readonly TableOf[]): YearBlock => blockOf('usage-delta', year, ...tables);
const notes = (
  shown: Shown | readonly Shown[],
  blocks: readonly YearBlock[],
  { range = RANGE, failed = [] as readonly string[] } = {},
) => dataNotes([shown].flat(), { stats: new Stats(blocks), range, failed: new Set(failed) });

describe('dataNotes', () => {
  const blocks = [
    blockOf('content-delta', 2024, whole('records', { '05-30': 1 })),
    usage(2023, whole('downloads', { '05-30': 1 })),
    usage(2025, whole('views', { '05-30': 1 })),
  ];

  it('names no year of complete numbers', () => {
    const records = { metric: 'records', kind: 'delta' } as const;
    expect(notes(records, [blockOf('content-delta', 2025, whole('records', everyDay(2025, 1)))])).to.deep.equal({
      failedYears: [],
      yearsNotProvided: [],
      missingYears: [],
    });
  });

  it('names the years of the range that could not be loaded, those that were not provided, and both together', () => {
    const failed = ['usage-delta 2021', 'usage-delta 2022', 'usage-snapshot 2024', 'content-delta 2024'];
    const { failedYears, yearsNotProvided, missingYears } = notes(views, blocks, { failed });
    expect(failedYears).to.deep.equal([2022]);
    expect(yearsNotProvided).to.deep.equal([2023]);
    expect(missingYears).to.deep.equal([2022, 2023]);
  });

  it('does not list a year as failed if earlier numbers of it are loaded', () => {
    expect(notes(views, blocks, { failed: ['usage-delta 2025'] }).failedYears).to.deep.equal([]);
  });

  it('names a year between counted years whose answer is empty as not provided', () => {
    const counted = whole('views', { '05-30': 1 });
    const { yearsNotProvided } = notes(views, [
      usage(2023, counted),
      usage(2024, whole('views')),
      usage(2025, counted),
    ]);
    expect(yearsNotProvided).to.deep.equal([2024]);
  });

  it('names each year once, ascending, of all numbers that are shown', () => {
    const failed = ['usage-delta 2022', 'usage-snapshot 2022', 'usage-snapshot 2024'];
    const { failedYears, missingYears } = notes([totals, views], blocks, { failed });
    expect(failedYears).to.deep.equal([2022, 2024]);
    expect(missingYears).to.deep.equal([2022, 2023, 2024]);
  });

  it('names no years for totals that show their day, but for sums', () => {
    const failed = ['usage-snapshot 2023', 'usage-delta 2022'];
    expect(notes({ ...totals, latest: true }, blocks, { failed }).missingYears).to.deep.equal([]);
    expect(notes(totals, blocks, { failed }).missingYears).to.deep.equal([2023]);
    expect(notes({ ...views, latest: true }, blocks, { failed }).missingYears).to.deep.equal([2022, 2023]);
  });

  it('names the years without the parts that are shown', () => {
    const counted = whole('views', { '05-30': 1 });
    const both = [usage(2024, counted), usage(2025, counted, parts('views', 'countries', { DE: { '05-30': 1 } }))];
    expect(notes(byCountry, both).yearsNotProvided).to.deep.equal([2024]);
    expect(notes(views, both).yearsNotProvided).to.deep.equal([]);
  });
});

describe('countedRange', () => {
  const [firstDay, lastDay] = [day('2025-03-10'), day('2025-11-10')];
  const shown = (start: string, end: string, freshness = { firstDay, lastDay }): string =>
    print(countedRange({ range: days(start, end), freshness }));

  it('ends with the last counted day, and begins with the first one', () => {
    expect(shown('2025-11-01', '2025-11-30')).to.equal('2025-11-01/2025-11-10');
    expect(shown('2011-01-01', '2025-05-31')).to.equal('2025-03-10/2025-05-31');
    expect(shown('2011-01-01', '2025-12-31')).to.equal('2025-03-10/2025-11-10');
  });

  it('is the range itself if counting reaches beyond both of its ends', () => {
    expect(shown('2025-05-01', '2025-05-31')).to.equal('2025-05-01/2025-05-31');
  });

  it('is the range itself while nothing in it is known to be counted', () => {
    expect(shown('2025-12-01', '2025-12-31')).to.equal('2025-12-01/2025-12-31');
    expect(shown('2025-01-01', '2025-01-31')).to.equal('2025-01-01/2025-01-31');
    expect(print(countedRange({ range: days('2025-05-01'), freshness: {} }))).to.equal('2025-05-01/2025-05-01');
  });
});
