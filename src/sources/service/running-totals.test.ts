import { expect } from '@open-wc/testing';
import { blockOf, daily, day, days, everyDay, parts, points, whole, type Points } from '../../../test/builders.js';
import { faultInBlock } from '../../data/check-block.js';
import { Stats } from '../../data/stats.js';
import type { Table, YearBlock } from '../../data/year-block.js';
import type { Metric } from '../../vocabulary/metrics.js';
import { runningTotals } from './running-totals.js';

const isMonthly = ({ breakdown }: Pick<Table, 'breakdown'>): boolean => breakdown !== undefined;

/** Returns the totals of the last of some years, without those of equal value after another. */
function totals(years: readonly YearBlock[], since: string): { block: YearBlock; views: Points } {
  const block = runningTotals(years, { sinceOf: () => day(since), isMonthly });
  expect(faultInBlock(block, { statistic: 'usage-snapshot', year: years.at(-1)!.year })).to.equal(undefined);
  return { block, views: points(new Stats([block]).whole('views', 'snapshot')) };
}

const of = (year: number, values: Points | undefined, metric: Metric = 'views') =>
  blockOf('usage-delta', year, whole(metric, values));
const countries = (year: number, values: Record<string, Points>, more: Partial<Table> = {}): YearBlock => {
  const block = blockOf('usage-delta', year, parts('visitors', 'countries', values, { DE: 'Germany' }));
  return {
    ...block,
    covered: [days(`${year}-01-01`, `${year}-12-31`)],
    tables: block.tables.map((table) => ({ ...table, ...more })),
  };
};

describe('runningTotals', () => {
  it('adds the days up since counting began', () => {
    expect(totals([of(2025, daily('03-01', 4, 0, 5))], '2025-03-01').views).to.deep.equal({
      ...{ '2025-03-01': 4, '2025-03-02': 4, '2025-03-03': 9 },
    });
  });

  it('begins with the sum of the years before', () => {
    const years = [of(2023, daily('12-30', 1, 2)), of(2024, everyDay(2024, 10)), of(2025, daily('01-01', 7, 1))];
    expect(totals(years, '2023-12-30').views).to.deep.equal({ '2025-01-01': 3670, '2025-01-02': 3671 });
  });

  it('does not know totals after a day that is unknown', () => {
    const gap = { ...daily('03-01', 4, 1), ...daily('03-04', 5) };
    expect(totals([of(2025, gap)], '2025-03-01').views).to.deep.equal({ '2025-03-01': 4, '2025-03-02': 5 });
    for (const earlier of [
      of(2024, { ...everyDay(2024, 1), '12-31': NaN }),
      of(2024, undefined),
      of(2024, {}, 'downloads'),
    ])
      expect(totals([earlier, of(2025, daily('01-01', 4))], '2024-01-01').block.tables).to.have.length(0);
  });

  it('does not know them without the years between', () => {
    expect(totals([of(2025, daily('01-01', 4))], '2024-06-01').block.tables).to.have.length(0);
  });

  it('places totals of months on the last day of each, and on the last counted day', () => {
    const running = { ...everyDay(2025, 0), '01-31': 5, '02-28': 6, '03-10': 1 };
    const counted = Object.fromEntries(Object.entries(running).filter(([date]) => date <= '03-10'));
    const block = { ...countries(2025, { DE: counted }), covered: [days('2025-01-01', '2025-03-10')] };
    const { tables } = totals([block], '2025-01-01').block;
    const [part] = new Stats([{ ...block, statistic: 'usage-snapshot', tables }]).parts(
      'visitors',
      'snapshot',
      'countries',
    )!;
    expect(points(part!.series)).to.deep.equal({ '2025-01-31': 5, '2025-02-28': 11, '2025-03-10': 12 });
  });

  it('adds up parts that occurred in some of the years only', () => {
    const years = [
      countries(2024, { DE: { ...everyDay(2024, 0), '05-31': 8 } }),
      countries(2025, { MT: { ...everyDay(2025, 0), '01-31': 2 } }),
    ];
    const [table] = totals(years, '2024-01-01').block.tables;
    expect(
      table!.ids.map((id, i) => [id, table!.labels[i], table!.columns[i]![30], table!.columns[i]![364]]),
    ).to.deep.equal([
      ['DE', 'Germany', 8, 8],
      ['MT', '', 2, 2],
    ]);
  });

  it('adds nothing for a year whose list of parts is empty, as none occurred', () => {
    const years = [countries(2024, {}), countries(2025, { MT: { ...everyDay(2025, 0), '01-31': 2 } })];
    expect(totals(years, '2024-01-01').block.tables[0]!.columns[0]![364]).to.equal(2);
  });

  it('names the days on which totals of parts are unknown: all but the last of each known month', () => {
    const values = { ...everyDay(2025, 0), '01-31': 2 };
    const unknown = [day('2025-02-01')];
    const [table] = totals([countries(2025, { MT: values }, { unknown })], '2025-01-01').block.tables;
    expect(table!.unknown).to.have.length(364).and.not.include(day('2025-01-31'));
    expect([table!.columns[0]![30], table!.columns[0]![58]]).to.deep.equal([2, NaN]);
  });

  it('keeps how parts are counted, and the problems of all years', () => {
    const problem = { path: '$[1]', found: 'x' };
    const years = [
      { ...countries(2024, {}), problems: [problem] },
      countries(2025, {}, { incomplete: true, key: 'visits' }),
    ];
    const { block } = totals(years, '2024-01-01');
    expect(block.problems).to.deep.equal([problem]);
    expect(block.tables[0]).to.deep.include({ key: 'visits', incomplete: true, ids: [] });
  });
});
