import { expect } from '@open-wc/testing';
import { blockOf, daily, day, days, parts, points, whole, type TableOf } from '../../test/builders.js';
import type { YearBlock } from './year-block.js';
import { countedDays, listedDays } from './counted-days.js';
import type { Series } from './series.js';
import { Stats } from './stats.js';

const usage = (year: number, ...tables: readonly TableOf[]): YearBlock => blockOf('usage-delta', year, ...tables);
describe('countedDays', () => {
  const VIEWS = { metric: 'views', kind: 'delta' } as const;
  const COUNTRIES = { ...VIEWS, breakdown: 'countries' } as const;
  const daysOf = (series: Series): string[] => Object.keys(points(series));

  it('counts a metric as a whole on the days that have a value, a 0 among them', () => {
    const stats = new Stats([
      usage(2025, whole('views', daily('05-01', 3, 0, NaN, 2)), whole('downloads', daily('05-01', 1, 1, 1, 1, 1))),
    ]);
    expect(daysOf(countedDays(stats, VIEWS))).to.deep.equal(['2025-05-01', '2025-05-02', '2025-05-04']);
  });

  it('counts parts on the days on which any metric was counted as a whole', () => {
    const stats = new Stats([
      usage(
        2025,
        whole('views', daily('05-01', 1, NaN, 1)),
        whole('downloads', { '05-05': 0 }),
        parts('views', 'countries', { DE: { '05-01': 1 } }),
      ),
    ]);
    expect(points(countedDays(stats, COUNTRIES))).to.deep.equal({ '2025-05-01': 1, '2025-05-03': 1, '2025-05-05': 1 });
  });

  it('counts parts also on days on which one of them has a value', () => {
    const stats = new Stats([
      usage(2025, whole('views', { '05-01': 1 }), parts('views', 'countries', { DE: { '05-04': 1 } })),
    ]);
    expect(daysOf(countedDays(stats, COUNTRIES))).to.deep.equal(['2025-05-01', '2025-05-04']);
  });

  it('counts parts on the days of any series in a year without any metric as a whole', () => {
    const stats = new Stats([
      usage(
        2024,
        parts('views', 'countries', { DE: { '05-01': 1 } }),
        parts('downloads', 'rights', { x: { '05-09': 1 } }),
      ),
      usage(2025, whole('views', { '05-03': 1 }), parts('views', 'countries', {})),
    ]);
    expect(daysOf(countedDays(stats, COUNTRIES))).to.deep.equal(['2024-05-01', '2024-05-09', '2025-05-03']);
  });

  it('counts parts on the covered days that a block names', () => {
    const block = usage(2025, whole('views', { '05-03': 1 }), parts('views', 'countries', {}));
    const stats = new Stats([{ ...block, covered: [days('2025-05-01', '2025-05-02')] }]);
    expect(daysOf(countedDays(stats, COUNTRIES))).to.deep.equal(['2025-05-01', '2025-05-02']);
  });

  it('does not count parts on days on which a value of them could not be read', () => {
    const countries = parts('views', 'countries', { DE: { '05-01': 1, '05-02': 1 } });
    const table: TableOf = (year) => ({ ...countries(year), unknown: [day('2025-05-02')] });
    const stats = new Stats([usage(2025, whole('views', daily('05-01', 1, 1, 1)), table)]);
    expect(daysOf(countedDays(stats, COUNTRIES))).to.deep.equal(['2025-05-01', '2025-05-03']);
    expect(countedDays(stats, VIEWS).count(days('2025-05-01', '2025-05-31'))).to.equal(3);
  });

  it('does not count parts in a year that was answered without them', () => {
    const stats = new Stats([
      usage(2024, whole('views', { '05-01': 1 })),
      usage(2025, whole('views', { '05-01': 1 }), parts('views', 'countries', {})),
    ]);
    expect(daysOf(countedDays(stats, COUNTRIES))).to.deep.equal(['2025-05-01']);
  });

  it('counts no day of a metric that was not sent, and none without a year', () => {
    const stats = new Stats([usage(2025, whole('views', { '05-01': 1 }))]);
    for (const counted of [{ ...VIEWS, metric: 'downloads' }, COUNTRIES, { ...VIEWS, kind: 'snapshot' }] as const) {
      expect(countedDays(stats, counted).extent).to.be.undefined;
      expect(countedDays(Stats.empty, counted).extent).to.be.undefined;
    }
  });

  it('computes the days once and returns the same series again', () => {
    const stats = new Stats([usage(2025, parts('views', 'countries', { DE: { '05-01': 1 } }))]);
    expect(countedDays(stats, COUNTRIES)).to.equal(countedDays(stats, COUNTRIES));
  });
});

describe('listedDays', () => {
  const COUNTRIES = { metric: 'views', kind: 'delta', breakdown: 'countries' } as const;

  it('returns the days on which any part has a value, whatever else was counted', () => {
    const unreadable: TableOf = (year) => ({
      ...parts('views', 'countries', { DE: { '05-01': 1, '05-02': 1 } })(year),
      unknown: [day(`${year}-05-02`)],
    });
    const stats = new Stats([
      usage(2023, unreadable),
      usage(2024, whole('views', daily('05-01', 1, 1)), parts('views', 'countries', { DE: { '05-02': 0 } })),
      usage(2025, parts('views', 'countries', { DE: { '05-01': 1 }, FR: { '05-04': 2 } })),
      usage(2026, whole('views', daily('05-01', 1, 1)), parts('views', 'rights', { mit: { '05-01': 1 } })),
    ]);
    const listed = listedDays(stats, COUNTRIES);
    const all = ['2023-05-01', '2024-05-02', '2025-05-01', '2025-05-04'];
    expect(listed.count(days('2022-01-01', '2027-12-31'))).to.equal(all.length);
    for (const each of all) expect(listed.hasPoint(days(each)), each).to.be.true;
    expect(listedDays(stats, COUNTRIES), 'made once').to.equal(listed);
    expect(listedDays(stats, { ...COUNTRIES, metric: 'downloads' }).extent).to.be.undefined;
  });
});
