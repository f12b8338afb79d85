import { expect } from '@open-wc/testing';
import { blockOf, daily, day, days, parts, whole, type Points, type TableOf } from '../../test/builders.js';
import type { YearBlock } from './year-block.js';
import { breakdownsOf, coveringWhole } from './parts.js';
import { Stats } from './stats.js';

const usage = (year: number, ...tables: readonly TableOf[]): YearBlock => blockOf('usage-delta', year, ...tables);
const run = (first: string, count: number): Points => daily(first, ...Array.from({ length: count }, () => 1));

describe('coveringWhole', () => {
  const provided = parts('views', 'countries', { DE: { '05-01': 1 } });
  const covers = (range: string, ...blocks: readonly YearBlock[]): boolean => {
    const [start, end] = range.split('/') as [string, string];
    const parts = { metric: 'views', kind: 'delta', breakdown: 'countries' } as const;
    return coveringWhole(new Stats(blocks), parts, days(start, end)) !== undefined;
  };
  const TWO = '2024-01-01/2025-12-31';
  const views = whole('views', { '05-01': 5 });

  it('returns the whole if it was counted on every day of a range on which its parts were', () => {
    expect(covers(TWO, usage(2024, views, provided), usage(2025, views, provided))).to.be.true;
    expect(covers(TWO, usage(2024), usage(2025, views, provided)), 'no parts').to.be.true;
    expect(covers(TWO, usage(2024, views), usage(2025, views, provided)), 'more of the whole').to.be.true;
  });

  it('returns nothing if a year has the parts, but not the whole', () => {
    expect(covers(TWO, usage(2024, provided), usage(2025, views, provided))).to.be.false;
    expect(covers(TWO, usage(2024, views, provided), usage(2025, provided))).to.be.false;
    expect(covers(TWO, usage(2024, views, provided), usage(2025, whole('views'), provided))).to.be.false;
  });

  it('returns nothing if the whole was not counted on a day on which the statistic was', () => {
    const downloads = whole('downloads', daily('05-01', 1, 1));
    expect(covers(TWO, usage(2025, views, downloads, provided))).to.be.false;
    expect(covers('2025-05-01/2025-05-01', usage(2025, views, downloads, provided))).to.be.true;
  });

  it('returns nothing if the whole was counted on as many days as its parts, but on other ones', () => {
    const table: TableOf = (year) => ({ ...provided(year), unknown: [day('2025-05-02')] });
    const block = usage(2025, whole('views', run('05-01', 3)), whole('downloads', run('05-01', 4)), table);
    expect(covers('2025-05-01/2025-05-04', block)).to.be.false;
  });

  it('depends neither on other years nor on other metrics', () => {
    const block = usage(2025, views, provided);
    expect(covers('2025-01-01/2025-12-31', usage(2024, provided), block, usage(2026, provided))).to.be.true;
    expect(covers(TWO, usage(2025, whole('downloads', { '05-01': 5 }), provided))).to.be.false;
  });
});

describe('breakdownsOf', () => {
  it('W8: lists the breakdowns that hold a series, each once', () => {
    const one = { x: { '05-30': 1 } };
    const stats = new Stats([
      usage(2024, whole('views', { '05-30': 1 }), parts('views', 'countries', one), parts('views', 'funders', {})),
      usage(
        2025,
        parts('views', 'countries', one),
        parts('views', 'rights', one),
        parts('downloads', 'fileTypes', one),
      ),
      blockOf('usage-snapshot', 2025, parts('views', 'languages', one)),
    ]);
    expect(breakdownsOf(stats, 'views', 'delta')).to.deep.equal(['countries', 'rights']);
    expect(breakdownsOf(stats, 'downloads', 'delta')).to.deep.equal(['fileTypes']);
    expect(breakdownsOf(stats, 'views', 'snapshot')).to.deep.equal(['languages']);
  });

  it('C11: lists no breakdown for uploaders', () => {
    const stats = new Stats([blockOf('content-delta', 2025, whole('uploaders', { '05-30': 1 }))]);
    expect(breakdownsOf(stats, 'uploaders', 'delta')).to.deep.equal([]);
  });
});
