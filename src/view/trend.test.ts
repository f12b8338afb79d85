import { expect } from '@open-wc/testing';
import { blockOf, daily, days, everyDay, whole } from '../../test/builders.js';
import { Stats } from '../data/stats.js';
import { trend } from './trend.js';

const views = { metric: 'views', kind: 'delta' } as const;
const records = { metric: 'records', kind: 'snapshot' } as const;
const stats = new Stats([
  blockOf('usage-delta', 2024, whole('views', everyDay(2024, 1))),
  blockOf('usage-delta', 2025, whole('views', daily('01-01', ...Array.from({ length: 40 }, () => 2)))),
  blockOf('content-snapshot', 2025, whole('records', { '01-01': 5, '01-03': 7, '01-04': 8 })),
]);

describe('trend', () => {
  it('returns a number for each month of a year', () => {
    expect(trend(stats, days('2024-01-01', '2024-12-31'), views)).to.deep.equal([
      31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
    ]);
  });

  it('uses smaller units for a short range and leaves out partial ones', () => {
    expect(trend(stats, days('2024-02-27', '2024-03-11'), views)).to.deep.equal(Array.from({ length: 14 }, () => 1));
    const months = trend(stats, days('2024-01-15', '2025-06-30'), views);
    expect(months).to.have.length(12);
    expect(months.at(-1)).to.equal(62);
  });

  it('returns the total at the end of each unit, and a gap for a unit without a counted day', () => {
    expect(trend(stats, days('2025-01-01', '2025-12-31'), records)).to.deep.equal([5, null, 7, 8]);
  });

  it('returns a gap and no 0 for each month with days that were not counted', () => {
    const months = {
      '01': 31,
      '02': 28,
      '03': 31,
      '05': 30,
      '06': 30,
      '07': 31,
      '08': 31,
      '09': 30,
      '10': 31,
      '11': 30,
    };
    const counted = Object.entries(months).flatMap(([month, count]) =>
      Object.entries(daily(`${month}-01`, ...Array.from({ length: count }, () => 1))),
    );
    const holes = new Stats([blockOf('usage-delta', 2025, whole('views', Object.fromEntries(counted)))]);
    expect(trend(holes, days('2025-01-01', '2025-12-31'), views)).to.deep.equal([
      31,
      28,
      31,
      null,
      null,
      30,
      31,
      31,
      30,
      31,
      30,
    ]);
  });

  it('returns gaps for a year that was not loaded', () => {
    const two = new Stats([2022, 2024].map((year) => blockOf('usage-delta', year, whole('views', everyDay(year, 1)))));
    const quarters = trend(two, days('2022-01-01', '2024-12-31'), views);
    expect(quarters).to.deep.equal([90, 91, 92, 92, null, null, null, null, 91, 91, 92, 92]);
  });

  it('returns no numbers if there are too few to draw', () => {
    expect(trend(stats, days('2024-05-01', '2024-05-02'), views)).to.deep.equal([]);
    expect(trend(stats, days('2024-05-01', '2024-05-30'), { ...views, metric: 'downloads' })).to.deep.equal([]);
    expect(trend(stats, days('2020-01-01', '2020-12-31'), views)).to.deep.equal([]);
  });
});
