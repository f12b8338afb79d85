import { expect } from '@open-wc/testing';
import { day, print } from '../../test/builders.js';
import { lastMonths, recordUseView } from './record-use-view.js';

describe('lastMonths', () => {
  for (const [today, first, beforeLast, last] of [
    ['2025-05-17', '2024-06-01/2024-06-30', '2025-04-01/2025-04-30', '2025-05-01/2025-05-17'],
    ['2025-01-01', '2024-02-01/2024-02-29', '2024-12-01/2024-12-31', '2025-01-01/2025-01-01'],
    ['2024-12-31', '2024-01-01/2024-01-31', '2024-11-01/2024-11-30', '2024-12-01/2024-12-31'],
    ['2025-03-31', '2024-04-01/2024-04-30', '2025-02-01/2025-02-28', '2025-03-01/2025-03-31'],
  ] as const) {
    it(`returns twelve months until ${today}, from ${first} on`, () => {
      const months = lastMonths(day(today));
      expect(months).to.have.length(12);
      expect([months[0]!, months[10]!, months[11]!].map(print)).to.deep.equal([first, beforeLast, last]);
      expect(months.slice(1).map(({ start }) => start - 1)).to.deep.equal(months.slice(0, -1).map(({ end }) => end));
    });
  }
});

describe('recordUseView', () => {
  const today = day('2025-05-17');
  const periods = lastMonths(today);
  const counts = periods.map((_, i) => i * 10);
  const use = {
    title: 'Maps',
    href: 'https://repo.example/records/x',
    views: counts,
    downloads: counts.map(() => 2),
    periods,
  };
  const options = { metric: 'views', label: 'Views', today } as const;

  it('has a bucket for each month, and their sum', () => {
    const { series, ...rest } = recordUseView(use, options);
    expect(rest).to.deep.equal({
      ...{ metric: 'views', unit: 'count', counting: 'recordViews', title: 'Maps', href: use.href },
      ...{ start: '2024-06-01', end: '2025-05-17', total: 660 },
    });
    expect(series.map(({ id, label }) => [id, label])).to.deep.equal([['views', 'Views']]);
    expect(series[0]!.buckets[1]).to.deep.equal({ start: '2024-07-01', end: '2024-07-31', value: 10, partial: false });
    expect(series[0]!.buckets[11]).to.deep.equal({ start: '2025-05-01', end: '2025-05-17', value: 110, partial: true });
  });

  it('has the downloads of the same answer', () => {
    const { total, counting } = recordUseView(use, { ...options, metric: 'downloads' });
    expect([total, counting]).to.deep.equal([24, 'recordDownloads']);
  });

  it('marks no month as partial on its last day', () => {
    const months = lastMonths(day('2025-04-30'));
    const { series } = recordUseView({ ...use, periods: months }, options);
    expect(series[0]!.buckets.some(({ partial }) => partial)).to.be.false;
  });

  it('counts a month without a number as unknown', () => {
    const { series, total, coverage } = recordUseView({ ...use, views: [null, ...counts.slice(1)] }, options);
    expect([series[0]!.buckets[0]!.value, total, coverage]).to.deep.equal([null, 660, { counted: 321, days: 351 }]);
  });

  it('is absent without any number, and without an answer', () => {
    const nothing = recordUseView({ ...use, views: [] }, options);
    expect([nothing.total, nothing.absence, nothing.coverage]).to.deep.equal([null, 'missing', undefined]);
    const { series, total, absence, start } = recordUseView(undefined, options);
    expect([series, total, absence, start]).to.deep.equal([[], null, 'missing', '2024-06-01']);
  });
});
