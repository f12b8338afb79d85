import { expect } from '@open-wc/testing';
import { blockOf, daily, day, days, parts, print, whole, type Points, type TableOf } from '../../test/builders.js';
import type { Table, YearBlock } from './block.js';
import {
  breakdownsOf,
  conflictingDays,
  countedPart,
  coveringWhole,
  gapsIn,
  isAdditive,
  keysOf,
  yearsByKey,
  yearsIn,
} from './coverage.js';
import { Series } from './series.js';
import { Stats } from './stats.js';

const usage = (year: number, ...tables: readonly TableOf[]): YearBlock => blockOf('usage-delta', year, ...tables);

const run = (first: string, count: number): Points => daily(first, ...Array.from({ length: count }, () => 1));

describe('gapsIn', () => {
  const counted = new Stats([usage(2025, whole('views', { ...run('05-01', 3), ...run('05-06', 2) }))]).whole(
    'views',
    'delta',
  )!;

  it('counts the days of a range that were counted, and all of its days', () => {
    expect(gapsIn(counted, days('2025-05-01', '2025-05-07'))).to.deep.equal({ counted: 5, days: 7 });
    expect(gapsIn(counted, days('2025-05-04', '2025-05-05'))).to.deep.equal({ counted: 0, days: 2 });
    expect(gapsIn(counted, days('2024-12-31', '2025-05-01'))).to.deep.equal({ counted: 1, days: 122 });
  });

  it('says nothing of a range of which all days were counted', () => {
    expect(gapsIn(counted, days('2025-05-01', '2025-05-03'))).to.be.undefined;
    expect(gapsIn(counted, days('2025-05-06'))).to.be.undefined;
  });
});

describe('countedPart', () => {
  const counted = new Stats([usage(2025, whole('views', { ...run('05-01', 3), ...run('05-20', 2) }))]).whole(
    'views',
    'delta',
  )!;
  for (const [from, to, expected] of [
    ['2025-05-01', '2025-05-21', '2025-05-01/2025-05-21'],
    ['2025-04-01', '2025-05-31', '2025-05-01/2025-05-21'],
    ['2025-04-01', '2025-05-10', '2025-05-01/2025-05-10'],
    ['2025-05-03', '2025-05-19', '2025-05-03/2025-05-19'],
    ['2025-05-04', '2025-05-19', 'nothing'],
    ['2025-05-22', '2025-12-31', 'nothing'],
    ['2024-01-01', '2025-04-30', 'nothing'],
  ] as const) {
    it(`takes ${expected} of ${from}/${to} where 1 to 3 and 20 to 21 May were counted`, () => {
      const part = countedPart(counted, days(from, to));
      expect(part ? print(part) : 'nothing').to.equal(expected);
    });
  }

  it('takes nothing of a range if no day was ever counted', () => {
    expect(countedPart(new Series([]), days('2025-01-01', '2025-12-31'))).to.be.undefined;
  });
});

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

describe('The breakdowns of a metric are', () => {
  it('W8: those that hold a series, each once', () => {
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

  it('C11: none of uploaders', () => {
    const stats = new Stats([blockOf('content-delta', 2025, whole('uploaders', { '05-30': 1 }))]);
    expect(breakdownsOf(stats, 'uploaders', 'delta')).to.deep.equal([]);
  });
});

describe('Its days may be added up', () => {
  const keyed = (metric: 'views' | 'records' | 'uploaders', key: string) => ({
    ...whole(metric, { '05-30': 1 })(2025),
    key,
  });
  const stats = (statistic: 'usage-delta' | 'content-delta', ...tables: Table[]): Stats =>
    new Stats([{ ...blockOf(statistic, 2025), tables }]);

  for (const [metric, key, expected] of [
    ['views', 'viewUniqueRecords', false],
    ['views', 'views', true],
    ['records', 'records', true],
    ['uploaders', 'uploaders', false],
  ] as const) {
    it(`${metric}, sent as ${key}: ${expected}`, () => {
      const statistic = metric === 'views' ? 'usage-delta' : 'content-delta';
      expect(isAdditive(stats(statistic, keyed(metric, key)), metric, 'delta')).to.equal(expected);
    });
  }

  it('is what the metric usually is while nothing has been sent', () => {
    expect(isAdditive(Stats.empty, 'views', 'delta')).to.equal(false);
  });
});

describe('yearsByKey', () => {
  const keyed = (year: number, key: string, table: TableOf = whole('views', { '05-30': 1 })): YearBlock => ({
    ...usage(year),
    tables: [{ ...table(year), key }],
  });
  const VIEWS = { metric: 'views', kind: 'delta' } as const;
  const stats = new Stats([keyed(2022, 'views'), keyed(2023, 'viewUniqueRecords'), keyed(2024, 'views')]);

  it('lists the years of each name that a service has for a metric', () => {
    expect([...yearsByKey(stats, VIEWS)]).to.deep.equal([
      ['views', [2022, 2024]],
      ['viewUniqueRecords', [2023]],
    ]);
    expect(keysOf(stats, VIEWS)).to.deep.equal(['views', 'viewUniqueRecords']);
  });

  it('leaves out tables without a series, and those of other parts', () => {
    const byCountry = keyed(2023, 'other', parts('views', 'countries', { DE: { '05-30': 1 } }));
    const two = new Stats([keyed(2022, 'views'), byCountry, keyed(2024, 'empty', whole('views'))]);
    expect([...yearsByKey(two, VIEWS)]).to.deep.equal([['views', [2022]]]);
    expect([...yearsByKey(two, { ...VIEWS, breakdown: 'countries' })]).to.deep.equal([['other', [2023]]]);
  });
});

describe('conflictingDays', () => {
  const VIEWS = { metric: 'views', kind: 'delta' } as const;
  const [first, second, third] = [day('2025-05-01'), day('2025-05-02'), day('2025-06-01')] as const;
  const block = (conflicts: YearBlock['conflicts']): YearBlock => ({ ...usage(2025), conflicts: conflicts! });
  const MAY = days('2025-05-01', '2025-05-31');

  it('counts the days of a range on which merged answers disagreed about a metric', () => {
    const stats = new Stats([block([{ metric: 'views', days: [first, second, third] }])]);
    expect(conflictingDays(stats, VIEWS, MAY)).to.equal(2);
    expect(conflictingDays(stats, VIEWS, days('2025-05-02', '2025-06-01'))).to.equal(2);
  });

  it('counts neither days of other metrics, nor of parts, nor of other statistics', () => {
    const stats = new Stats([
      block([
        { metric: 'downloads', days: [first] },
        { metric: 'views', breakdown: 'countries', days: [first, second] },
      ]),
    ]);
    expect(conflictingDays(stats, VIEWS, MAY)).to.equal(0);
    expect(conflictingDays(stats, { ...VIEWS, kind: 'snapshot' }, MAY)).to.equal(0);
    expect(conflictingDays(stats, { ...VIEWS, breakdown: 'countries' }, MAY)).to.equal(2);
  });

  it('counts a day once on which more than two answers disagreed', () => {
    const stats = new Stats([
      block([
        { metric: 'views', days: [first] },
        { metric: 'views', days: [first, second] },
      ]),
    ]);
    expect(conflictingDays(stats, VIEWS, MAY)).to.equal(2);
  });
});

describe('yearsIn', () => {
  it('lists the calendar years of a range, both ends included', () => {
    expect(yearsIn(days('2022-12-31', '2025-01-01'))).to.deep.equal([2022, 2023, 2024, 2025]);
    expect(yearsIn(days('2025-05-01'))).to.deep.equal([2025]);
  });
});
