import { expect } from '@open-wc/testing';
import { blockOf, day, days, parts, whole, type TableOf } from '../../test/builders.js';
import type { Table, YearBlock } from './year-block.js';
import { conflictingDays, keysOf, windowsOf, yearsByKey, yearsCountedApart } from './counting.js';
import type { DayRange } from './day.js';
import { describe as describeMetrics } from './description.js';
import { Stats } from './stats.js';

const VIEWS = { metric: 'views', kind: 'delta' } as const;
const usage = (year: number, ...tables: readonly TableOf[]): YearBlock => blockOf('usage-delta', year, ...tables);
const keyed = (year: number, key: string, table: TableOf = whole('views', { '05-30': 1 })): YearBlock => ({
  ...usage(year),
  tables: [{ ...table(year), key }],
});

describe('yearsByKey', () => {
  const stats = new Stats([keyed(2022, 'views'), keyed(2023, 'viewUniqueRecords'), keyed(2024, 'views')]);

  it('lists the years of each name that a service has for a metric', () => {
    expect([...yearsByKey(stats, VIEWS)]).to.deep.equal([
      ['views', [2022, 2024]],
      ['viewUniqueRecords', [2023]],
    ]);
    expect(keysOf(stats, VIEWS)).to.deep.equal(['views', 'viewUniqueRecords']);
  });

  it('lists a year for each name that its days have', () => {
    const [table] = keyed(2022, 'views').tables as readonly [Table];
    const block = { ...usage(2022), tables: [{ ...table, otherKeys: ['viewUniqueRecords'] }] };
    expect([...yearsByKey(new Stats([block]), VIEWS)]).to.deep.equal([
      ['views', [2022]],
      ['viewUniqueRecords', [2022]],
    ]);
  });

  it('leaves out tables without a series, and those of other parts', () => {
    const byCountry = keyed(2023, 'other', parts('views', 'countries', { DE: { '05-30': 1 } }));
    const two = new Stats([keyed(2022, 'views'), byCountry, keyed(2024, 'empty', whole('views'))]);
    expect([...yearsByKey(two, VIEWS)]).to.deep.equal([['views', [2022]]]);
    expect([...yearsByKey(two, { ...VIEWS, breakdown: 'countries' })]).to.deep.equal([['other', [2023]]]);
  });
});

describe('windowsOf', () => {
  const sentAs = (metric: 'views' | 'records' | 'uploaders', key: string) => ({
    ...whole(metric, { '05-30': 1 })(2025),
    key,
  });
  const stats = (statistic: 'usage-delta' | 'content-delta', ...tables: Table[]): Stats =>
    new Stats([{ ...blockOf(statistic, 2025), tables }]);

  for (const [metric, key, expected] of [
    ['views', 'viewUniqueRecords', ['day']],
    ['views', 'views', []],
    ['views', 'dataciteViews', ['session']],
    ['views', 'pageViews', []],
    ['views', 'makeDataCountViews', []],
    ['views', 'constructor', ['day']],
    ['records', 'records', []],
    ['uploaders', 'uploaders', ['day']],
  ] as const) {
    it(`returns ${expected.join() || 'no window'} for ${metric} that are sent as ${key}`, () => {
      const statistic = metric === 'views' ? 'usage-delta' : 'content-delta';
      expect(windowsOf(stats(statistic, sentAs(metric, key)), metric, 'delta')).to.deep.equal(expected);
    });
  }

  it('returns the usual value of the metric before anything was sent', () => {
    expect(windowsOf(Stats.empty, 'views', 'delta')).to.deep.equal(['day']);
  });

  it('returns no window where only the total of today is known', () => {
    const described = Stats.empty.describedBy(
      describeMetrics([{ metric: 'views', kinds: ['snapshot'], history: false }]),
    );
    expect(windowsOf(described, 'views', 'snapshot')).to.deep.equal([]);
  });
});

describe('conflictingDays', () => {
  const [first, second, third] = [day('2025-05-01'), day('2025-05-02'), day('2025-06-01')] as const;
  const block = (conflicts: YearBlock['conflicts']): YearBlock => ({ ...usage(2025), conflicts: conflicts! });
  const MAY = days('2025-05-01', '2025-05-31');

  it('counts the days of a range with different values of a metric in merged answers', () => {
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

  it('counts a day once that has different values in more than two answers', () => {
    const stats = new Stats([
      block([
        { metric: 'views', days: [first] },
        { metric: 'views', days: [first, second] },
      ]),
    ]);
    expect(conflictingDays(stats, VIEWS, MAY)).to.equal(2);
  });
});

describe('yearsCountedApart', () => {
  const RANGE = days('2022-06-01', '2025-06-01');
  const yearsOf = (blocks: readonly YearBlock[], range: DayRange = RANGE) =>
    yearsCountedApart(new Stats(blocks), VIEWS, range);
  const mixed = [keyed(2023, 'views'), keyed(2024, 'viewUniqueRecords'), keyed(2025, 'views')];
  const [own] = mixed[1]!.tables as readonly [Table];
  const inBothWays: YearBlock = { ...mixed[1]!, tables: [{ ...own, otherKeys: ['views'] }] };

  it('names the years of which every event is counted, if other years of the range count distinct events', () => {
    expect(yearsOf(mixed)).to.deep.equal({ events: [2023, 2025], both: [] });
    expect(yearsOf(mixed, days('2024-01-01', '2025-12-31'))).to.deep.equal({ events: [2025], both: [] });
  });

  it('names no year if all years of the range are counted in one way', () => {
    for (const year of [2023, 2024]) {
      const range = days(`${year}-01-01`, `${year}-12-31`);
      expect(yearsOf(mixed, range), String(year)).to.deep.equal({ events: [], both: [] });
    }
    expect(yearsOf([keyed(2023, 'views'), keyed(2024, 'views')])).to.deep.equal({ events: [], both: [] });
  });

  it('names the years of which days are counted in either way, also where there is no other year', () => {
    expect(yearsOf([mixed[0]!, inBothWays, mixed[2]!])).to.deep.equal({ events: [2023, 2025], both: [2024] });
    const range = days('2024-01-01', '2024-12-31');
    expect(yearsOf([inBothWays], range)).to.deep.equal({ events: [], both: [2024] });
  });
});
