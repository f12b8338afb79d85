import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import {
  blockOf,
  column,
  daily,
  day,
  days,
  parts,
  print,
  whole,
  type Points,
  type TableOf,
} from '../../test/builders.js';
import { runs } from '../../test/runs.js';
import { coveredDays, type Conflict, type YearBlock } from './year-block.js';
import { daysInYear, isoDay, type DayRange } from './day.js';
import { mergeBlocks, mergeYears } from './merge-blocks.js';
import { countedDays } from './counted-days.js';
import { Stats } from './stats.js';

const YEAR = 2025;
const usage = (...tables: readonly TableOf[]): YearBlock => blockOf('usage-delta', YEAR, ...tables);
const merged = (...blocks: readonly YearBlock[]): YearBlock => mergeBlocks(blocks);
/** The values of a series by day: `{ '01-02': 5 }`. */
const values = ({ tables }: YearBlock, name: string, id = 'global'): Points => {
  const table = tables.find(({ metric, breakdown }) => [metric, breakdown].filter(Boolean).join('/') === name);
  const found = table?.columns[table.ids.indexOf(id)] ?? new Float64Array();
  const first = day(`${YEAR}-01-01`);
  return Object.fromEntries(
    [...found].flatMap((value, slot) => (Number.isNaN(value) ? [] : [[isoDay(first + slot).slice(5), value] as const])),
  );
};
const covered = (block: YearBlock): string[] => coveredDays(block).map(print);
const keyed =
  (key: string, table: TableOf): TableOf =>
  (year) => ({ ...table(year), key });
const conflict = (metric: 'views' | 'downloads', ...dates: readonly string[]): Conflict => ({
  metric,
  days: dates.map((date) => day(`${YEAR}-${date}`)),
});

describe('mergeYears', () => {
  it('merges blocks of the same statistic and year, and keeps the others as they are', () => {
    const records = blockOf('content-delta', YEAR, whole('records', { '01-01': 9 }));
    const earlierYear = blockOf('usage-delta', 2024, whole('views', { '01-01': 7 }));
    const blocks = mergeYears([
      usage(whole('views', { '01-01': 1 })),
      records,
      earlierYear,
      usage(whole('views', { '01-02': 2 })),
    ]);
    expect(blocks).to.have.length(3);
    expect(values(blocks[0]!, 'views')).to.deep.equal({ '01-01': 1, '01-02': 2 });
    expect(blocks.slice(1)).to.deep.equal([records, earlierYear]);
    expect(blocks[1]).to.equal(records);
  });

  it('returns no blocks for no blocks', () => expect(mergeYears([])).to.deep.equal([]));
});

describe('mergeBlocks', () => {
  it('returns a single block as it is', () => {
    const block = usage(whole('views', { '01-01': 1 }));
    expect(mergeBlocks([block])).to.equal(block);
  });

  it('joins the days of a series that two answers have in part', () => {
    const block = merged(usage(whole('views', daily('01-01', 1, 2))), usage(whole('views', daily('01-03', 3, 4))));
    expect(values(block, 'views')).to.deep.equal({ '01-01': 1, '01-02': 2, '01-03': 3, '01-04': 4 });
    expect(block).not.to.have.property('conflicts');
  });

  it('counts a day once that has the same value in both answers', () => {
    const block = merged(usage(whole('views', daily('01-01', 1, 2))), usage(whole('views', daily('01-02', 2, 3))));
    expect(values(block, 'views')).to.deep.equal({ '01-01': 1, '01-02': 2, '01-03': 3 });
    expect(block).not.to.have.property('conflicts');
  });

  it('uses the value of the later answer for a day with two values, and names the day as a conflict', () => {
    const block = merged(
      usage(whole('views', daily('01-01', 1, 2, 3, 0))),
      usage(whole('views', daily('01-01', 1, 5, 0, 4))),
    );
    expect(values(block, 'views')).to.deep.equal({ '01-01': 1, '01-02': 5, '01-03': 0, '01-04': 4 });
    expect(block.conflicts).to.deep.equal([conflict('views', '01-02', '01-03', '01-04')]);
  });

  it('names the days of conflicts once, ascending, with the breakdown of their parts', () => {
    const block = merged(
      usage(parts('views', 'countries', { DE: { '01-05': 1 }, FR: { '01-02': 1, '01-05': 1 } })),
      usage(parts('views', 'countries', { DE: { '01-05': 2 }, FR: { '01-02': 2, '01-05': 2 } })),
    );
    expect(block.conflicts).to.deep.equal([{ ...conflict('views', '01-02', '01-05'), breakdown: 'countries' }]);
  });

  it('keeps a value of the earlier answer for a day that the later one has no value for', () => {
    const block = merged(usage(whole('views', daily('01-01', 1, 2))), usage(whole('views', { '01-01': 1 })));
    expect(values(block, 'views')).to.deep.equal({ '01-01': 1, '01-02': 2 });
  });

  it('keeps tables that only one of the answers has', () => {
    const block = merged(
      usage(whole('views', { '01-01': 1 }), parts('views', 'rights', { mit: { '01-01': 1 } })),
      usage(whole('downloads', { '01-01': 2 }), parts('views', 'countries', { DE: { '01-01': 1 } })),
    );
    expect(block.tables.map(({ metric, breakdown = 'whole' }) => `${metric} ${breakdown}`)).to.have.members([
      'views whole',
      'views rights',
      'downloads whole',
      'views countries',
    ]);
    expect(values(block, 'views')).to.deep.equal({ '01-01': 1 });
    expect(values(block, 'downloads')).to.deep.equal({ '01-01': 2 });
  });

  it('keeps parts that only one of the answers has, each with its column', () => {
    const block = merged(
      usage(parts('views', 'countries', { DE: { '01-01': 1 }, FR: { '01-01': 2 } })),
      usage(parts('views', 'countries', { US: { '01-02': 3 }, DE: { '01-02': 4 } })),
    );
    expect(values(block, 'views/countries', 'DE')).to.deep.equal({ '01-01': 1, '01-02': 4 });
    expect(values(block, 'views/countries', 'FR')).to.deep.equal({ '01-01': 2 });
    expect(values(block, 'views/countries', 'US')).to.deep.equal({ '01-02': 3 });
    expect(block.tables[0]!.labels).to.have.length(3);
  });

  it('keeps the values of a table that came without a series in the other answer', () => {
    const views = usage(whole('views', { '01-01': 1 }));
    const empty = usage(whole('views'));
    for (const block of [merged(views, empty), merged(empty, views)]) {
      expect(values(block, 'views')).to.deep.equal({ '01-01': 1 });
      expect(block).not.to.have.property('conflicts');
    }
  });

  it('names a part as the later answer does, or as the earlier one if the later has no name', () => {
    const named = (DE: string): YearBlock => usage(parts('views', 'countries', { DE: { '01-01': 1 } }, { DE }));
    const labels = (...names: readonly string[]) => merged(...names.map(named)).tables[0]!.labels;
    expect(labels('Germany', 'Deutschland')).to.deep.equal(['Deutschland']);
    expect(labels('Germany', '')).to.deep.equal(['Germany']);
    expect(labels('', 'Germany')).to.deep.equal(['Germany']);
    expect(labels('', '')).to.deep.equal(['']);
  });

  it('merges days that are counted in another way and keeps all names of the metric', () => {
    const [events, records] = [
      keyed('views', whole('views', daily('01-01', 10, 20))),
      whole('views', daily('01-02', 3, 4)),
    ];
    const block = merged(usage(events), usage(keyed('viewUniqueRecords', records)));
    expect(values(block, 'views')).to.deep.equal({ '01-01': 10, '01-02': 3, '01-03': 4 });
    expect(block.tables.map(({ key, otherKeys }) => [key, otherKeys])).to.deep.equal([
      ['viewUniqueRecords', ['views']],
    ]);
    expect(block.conflicts).to.deep.equal([conflict('views', '01-02')]);
    const again = merged(block, usage(events));
    expect(again.tables.map(({ key, otherKeys }) => [key, otherKeys])).to.deep.equal([
      ['views', ['viewUniqueRecords']],
    ]);
    const alike = merged(usage(events), usage(events));
    expect(alike.tables[0]).not.to.have.property('otherKeys');
  });

  it('covers the days that either answer covers, as ranges that do not touch', () => {
    const of = (...ranges: readonly DayRange[]): YearBlock => ({ ...usage(), covered: ranges });
    const may = (first: number, last: number): DayRange => days(`2025-05-0${first}`, `2025-05-0${last}`);
    for (const [earlier, later, expected] of [
      [[may(1, 2)], [may(5, 6)], [may(1, 2), may(5, 6)]],
      [[may(5, 6)], [may(1, 2)], [may(1, 2), may(5, 6)]],
      [[may(1, 2)], [may(3, 4)], [may(1, 4)]],
      [[may(1, 4)], [may(3, 6)], [may(1, 6)]],
      [[may(1, 9)], [may(3, 4), may(6, 7)], [may(1, 9)]],
      [
        [may(1, 1), may(3, 3)],
        [may(2, 2), may(8, 9)],
        [may(1, 3), may(8, 9)],
      ],
      [[], [may(1, 2)], [may(1, 2)]],
      [[], [], []],
    ] as const) {
      expect(merged(of(...earlier), of(...later)).covered).to.deep.equal(expected);
    }
  });

  it('covers the days with a value if the answers do not name their covered days', () => {
    const block = merged(
      usage(whole('views', daily('01-01', 1, 2))),
      usage(whole('downloads', { '01-03': 1, '12-31': 0 })),
    );
    expect(covered(block)).to.deep.equal(['2025-01-01/2025-01-03', '2025-12-31/2025-12-31']);
  });

  it('does not count days for parts that were only counted by an answer without these parts', () => {
    const block = merged(
      usage(whole('views', daily('01-01', 5, 5)), parts('views', 'countries', { DE: daily('01-01', 5, 5) })),
      usage(whole('views', daily('01-03', 5, 5))),
    );
    const countries = { metric: 'views', kind: 'delta', breakdown: 'countries' } as const;
    const counted = countedDays(new Stats([block]), countries);
    expect(counted.extent).to.deep.equal(days('2025-01-01', '2025-01-02'));
  });

  it('merges three answers in their order', () => {
    const block = merged(
      usage(whole('views', daily('01-01', 1, 1, 1))),
      usage(whole('views', daily('01-02', 2)), whole('downloads', { '01-01': 7 })),
      usage(whole('views', daily('01-03', 3, 4))),
    );
    expect(values(block, 'views')).to.deep.equal({ '01-01': 1, '01-02': 2, '01-03': 3, '01-04': 4 });
    expect(values(block, 'downloads')).to.deep.equal({ '01-01': 7 });
    expect(block.conflicts!.flatMap(({ days }) => days)).to.deep.equal([day('2025-01-02'), day('2025-01-03')]);
  });

  it('keeps the conflicts that an answer had before', () => {
    const before = conflict('downloads', '01-01');
    const block = merged(
      { ...usage(whole('views', { '01-02': 1 })), conflicts: [before] },
      usage(whole('views', { '01-02': 2 })),
    );
    expect(block.conflicts).to.deep.equal([before, conflict('views', '01-02')]);
  });

  it('keeps the problems of all answers, and the time of the newest one', () => {
    const problem = (path: string) => ({ path, found: 'x' });
    const block = merged(
      { ...usage(), problems: [problem('a')], fetchedAt: 9 },
      { ...usage(), problems: [problem('b')], fetchedAt: 4 },
    );
    expect(block.problems).to.deep.equal([problem('a'), problem('b')]);
    expect(block.fetchedAt).to.equal(9);
  });

  describe('unreadable values', () => {
    const counted = whole('views', { '01-01': 1, '01-02': 1, '01-03': 1 });
    const countries =
      (points: Points, ...unknown: readonly string[]): TableOf =>
      (year) => ({
        ...parts('views', 'countries', Object.keys(points).length ? { DE: points } : {})(year),
        unknown: unknown.map((date) => day(`${year}-${date}`)),
      });
    const unknownIn = (block: YearBlock): readonly string[] | undefined =>
      block.tables.find(({ breakdown }) => breakdown)?.unknown?.map(isoDay);

    it('treats a day of the parts as known that one of the answers could read', () => {
      const block = merged(
        usage(counted, countries({ '01-01': 1 }, '01-02', '01-03')),
        usage(counted, countries({ '01-02': 1 }, '01-01', '01-03')),
      );
      expect(unknownIn(block)).to.deep.equal(['2025-01-03']);
    });

    it('treats a day as unknown if the readable answer has no part', () => {
      const readable = usage(whole('views', { '01-01': 1 }), countries({ '01-01': 1 }));
      const broken = usage(whole('views', { '01-02': 1 }), countries({}, '01-02'));
      for (const block of [merged(readable, broken), merged(broken, readable)]) {
        expect(unknownIn(block)).to.deep.equal(['2025-01-02']);
      }
    });
  });

  it('leaves the merged answers as they were', () => {
    const earlier = usage(whole('views', { '01-01': 1 }));
    const later = usage(whole('views', { '01-01': 2, '01-02': 3 }));
    merged(earlier, later);
    expect(values(earlier, 'views')).to.deep.equal({ '01-01': 1 });
    expect(values(later, 'views')).to.deep.equal({ '01-01': 2, '01-02': 3 });
  });

  it('returns the same series for any pieces of it, in any order', () => {
    const anyPieces = fc.array(fc.tuple(fc.nat(50), fc.nat(2)), {
      minLength: daysInYear(YEAR),
      maxLength: daysInYear(YEAR),
    });
    fc.assert(
      fc.property(anyPieces, fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (slots, order) => {
        const pieces = order.map((piece): YearBlock => {
          const points = Float64Array.from(slots, ([value, owner]) => (owner === piece ? value : NaN));
          return usage((year) => ({ ...whole('views', {})(year), columns: [points] }));
        });
        const block = mergeBlocks(pieces);
        expect(block.tables[0]!.columns[0]).to.deep.equal(Float64Array.from(slots, ([value]) => value));
        expect(covered(block)).to.deep.equal(['2025-01-01/2025-12-31']);
        expect(block).not.to.have.property('conflicts');
      }),
      { numRuns: runs(20) },
    );
  });

  it('keeps the columns of a leap year as long as the year', () => {
    const of = (points: Points): YearBlock => blockOf('usage-delta', 2024, whole('views', points));
    expect(mergeBlocks([of({ '02-29': 1 }), of({ '12-31': 2 })]).tables[0]!.columns[0]).to.deep.equal(
      column(2024, { '02-29': 1, '12-31': 2 }),
    );
  });
});
