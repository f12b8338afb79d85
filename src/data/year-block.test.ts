import { expect } from '@open-wc/testing';
import { blockOf, daily, day, days, everyDay, parts, print, whole, type Points } from '../../test/builders.js';
import { WHOLE, coveredDays, isFinal, isYearBlock, type YearBlock } from './year-block.js';
import { dayTime } from './day.js';

describe('isYearBlock', () => {
  it('returns true for a decoded block with or without tables, also after it was stored as JSON', () => {
    for (const block of [blockOf('usage-delta', 2025), blockOf('usage-delta', 2025, whole('views', { '05-30': 3 }))]) {
      expect(isYearBlock(block)).to.be.true;
      expect(isYearBlock(JSON.parse(JSON.stringify(block)))).to.be.true;
    }
  });

  it('returns false for bodies of the service, incomplete blocks and plain values', () => {
    for (const value of [
      { 'record-delta-category': { global: {} } },
      { statistic: 'usage-delta', year: 2025 },
      { error: 'No JSON data provided' },
      [blockOf('usage-delta', 2025)],
      'usage-delta',
      2025,
      null,
      undefined,
    ]) {
      expect(isYearBlock(value), JSON.stringify(value)).to.be.false;
    }
  });
});

describe('WHOLE', () => {
  it('equals the id that services give a metric that is not divided', () => expect(WHOLE).to.equal('global'));
});

describe('coveredDays', () => {
  const covered = (block: YearBlock): string[] => coveredDays(block).map(print);

  it('returns the days on which any metric as a whole has a value, as ranges that do not touch', () => {
    const views = whole('views', daily('01-01', 1, 0, NaN, 2));
    const downloads = whole('downloads', { '01-02': 5, '01-05': 5, '12-31': 0 });
    expect(covered(blockOf('usage-delta', 2024, views, downloads))).to.deep.equal([
      '2024-01-01/2024-01-02',
      '2024-01-04/2024-01-05',
      '2024-12-31/2024-12-31',
    ]);
  });

  it('ignores parts if a metric was sent as a whole', () => {
    const countries = parts('views', 'countries', { DE: everyDay(2025, 1) });
    expect(covered(blockOf('usage-delta', 2025, whole('downloads', { '05-01': 1 }), countries))).to.deep.equal([
      '2025-05-01/2025-05-01',
    ]);
  });

  it('returns the days on which any part has a value if no metric was sent as a whole, or none has a value', () => {
    const tables = [
      parts('views', 'countries', { DE: { '05-01': 1 }, FR: { '05-02': 0 } }),
      parts('views', 'rights', { x: { '05-09': 1 } }),
    ];
    const expected = ['2025-05-01/2025-05-02', '2025-05-09/2025-05-09'];
    expect(covered(blockOf('usage-delta', 2025, ...tables))).to.deep.equal(expected);
    expect(covered(blockOf('usage-delta', 2025, whole('views'), whole('downloads', {}), ...tables))).to.deep.equal(
      expected,
    );
  });

  it('returns the covered days that a block names, whatever its columns hold', () => {
    const block = blockOf('usage-delta', 2025, whole('views', { '05-01': 1 }));
    expect(covered({ ...block, covered: [days('2025-02-01', '2025-02-02')] })).to.deep.equal(['2025-02-01/2025-02-02']);
    expect(covered({ ...block, covered: [] })).to.deep.equal([]);
  });

  it('returns all 366 days of a leap year of which every day was counted', () => {
    expect(covered(blockOf('usage-delta', 2024, whole('views', everyDay(2024, 0))))).to.deep.equal([
      '2024-01-01/2024-12-31',
    ]);
  });

  it('returns no day for a block without a value', () => {
    for (const tables of [[], [whole('views')], [whole('views', {})], [parts('views', 'countries', { DE: {} })]]) {
      expect(covered(blockOf('usage-delta', 2025, ...tables))).to.deep.equal([]);
    }
  });

  it('accepts more parts than a function accepts arguments', () => {
    const [table] = blockOf('usage-delta', 2025, parts('views', 'countries', { DE: { '05-01': 1 } })).tables;
    const columns = Array.from({ length: 200_000 }, () => table!.columns[0]!);
    const block = { ...blockOf('usage-delta', 2025), tables: [{ ...table!, columns }] };
    expect(covered(block)).to.deep.equal(['2025-05-01/2025-05-01']);
  });
});

describe('isFinal', () => {
  const DAY = 86_400_000;
  /** 3 January of the year after. */
  const settled = dayTime(day('2026-01-03'));
  const run = (first: string, count: number): Points => daily(first, ...Array.from({ length: count }, () => 1));
  const of = (points: Points, more: Partial<YearBlock> = {}): YearBlock => ({
    ...blockOf('usage-delta', 2025, whole('views', points)),
    fetchedAt: settled,
    ...more,
  });
  const complete = everyDay(2025, 1);
  const without = (date: string): Points => ({ ...complete, [date]: NaN });

  /** Downloads counted throughout the year, and views as given. */
  const alsoWith = (points: Points): YearBlock => ({
    ...blockOf('usage-delta', 2025, whole('downloads', complete), whole('views', points)),
    fetchedAt: settled,
  });

  for (const [title, block, expected] of [
    ['a whole year that was counted to its last day and fetched two days after its end', of(complete), true],
    ['a year in which counting began late', of(run('11-01', 61)), true],
    ['a year with all of its days as covered days', of({}, { covered: [days('2025-01-01', '2025-12-31')] }), true],
    [
      'a year that was fetched before the service had two days to finish it',
      of(complete, { fetchedAt: settled - 1 }),
      false,
    ],
    ['a year that ends a day early', of(without('12-31')), false],
    ['a year with a gap', of(without('06-01')), false],
    ['a year without a counted day', of({}), false],
    ['a year without a table', { ...blockOf('usage-delta', 2025), fetchedAt: settled }, false],
    [
      'a year of which one metric was counted to its last day and another one was not',
      alsoWith(run('01-01', 324)),
      false,
    ],
    ['a year of which one metric has a gap on days of another one', alsoWith(without('06-01')), false],
    ['a year of which one metric was not answered', alsoWith({}), false],
    ['a year of which the counting of one metric began late', alsoWith(run('11-01', 61)), true],
    ['a year with fewer covered days', of(complete, { covered: [days('2025-01-01', '2025-12-30')] }), false],
    ['a year with a value that could not be read', of(complete, { problems: [{ path: 'a', found: 'b' }] }), false],
  ] as const) {
    it(`returns ${expected} for ${title}`, () => {
      expect(isFinal(block, settled)).to.equal(expected);
    });
  }

  it('returns true for a finished year until 90 days after it was fetched, and false for a future year', () => {
    const later = [-1, 0, 90 * DAY - 1, 90 * DAY];
    expect(later.map((age) => isFinal(of(complete), settled + age))).to.deep.equal([false, true, true, false]);
  });

  it('reads no columns of a block that names its covered days', () => {
    const { tables, ...block } = of(complete, { covered: [days('2025-01-01', '2025-12-31')] });
    const packed = { ...block, tables: tables.map(({ columns: _, ...table }) => table) };
    expect(isFinal(packed, settled)).to.be.true;
  });
});
