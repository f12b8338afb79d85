import { expect } from '@open-wc/testing';
import { day, days, print } from '../../test/builders.js';
import { blockOfPeriods, monthsOf, wholeTable } from '../sources/service/period-block.js';
import { breakdownView } from '../view/breakdown-view.js';
import { figureView } from '../view/figure-view.js';
import { timelineView } from '../view/timeline-view.js';
import { trend } from '../view/trend.js';
import type { MetricCapabilities } from './capabilities.js';
import { coarser, describe as describeMetrics, granularitiesFrom } from './description.js';
import { Stats } from './stats.js';

const MONTHLY: MetricCapabilities = {
  metric: 'views',
  kinds: ['delta', 'snapshot'],
  resolution: 'month',
  breakdowns: { countries: { partition: false } },
};
const VIEWS = { metric: 'views', kind: 'delta' } as const;
const naming = (_: unknown, id: string): string => id;

describe('description of numbers', () => {
  const description = describeMetrics([
    MONTHLY,
    { metric: 'visitors', kinds: ['delta'], breakdowns: { countries: { resolution: 'month' } } },
  ]);

  it('has the resolution of a metric, and of its parts where they are counted less often', () => {
    expect(description.resolution({ metric: 'views' })).to.equal('month');
    expect(description.resolution({ metric: 'visitors' })).to.equal('day');
    expect(description.resolution({ metric: 'visitors', breakdown: 'countries' })).to.equal('month');
    expect(description.finest).to.equal('day');
    expect(describeMetrics([MONTHLY]).finest).to.equal('month');
    expect(describeMetrics([]).finest).to.equal('day');
  });

  it('widens a range to the whole months that are counted', () => {
    expect(print(description.span({ metric: 'views' }, days('2025-03-15', '2025-05-20')))).to.equal(
      '2025-03-01/2025-05-31',
    );
    expect(print(description.span({ metric: 'visitors' }, days('2025-03-15', '2025-05-20')))).to.equal(
      '2025-03-15/2025-05-20',
    );
  });

  it('offers no granularity that is finer than the numbers', () => {
    expect(granularitiesFrom('month')).to.deep.equal(['month', 'quarter', 'year']);
    expect(coarser('day', 'month')).to.equal('month');
    expect(coarser('quarter', 'month')).to.equal('quarter');
  });
});

describe('numbers by month', () => {
  const part = (id: string, factor: number, count = 12) => ({
    id,
    values: Array.from({ length: count }, (_, i) => factor * (i + 1)),
  });
  const blockOf = (year: number, through: string, count = 12) =>
    blockOfPeriods({
      ...{ statistic: 'usage-delta', year, periods: monthsOf(year), through: day(through), fetchedAt: 0 },
      tables: [
        wholeTable('views', 'pageViews', part('', 10, count).values),
        {
          metric: 'views',
          breakdown: 'countries',
          key: 'pageViews',
          parts: [part('DE', 7, count), part('FR', 5, count)],
        },
      ],
    });
  const stats = new Stats([blockOf(2024, '2024-12-31'), blockOf(2025, '2025-10-20', 10)]).describedBy(
    describeMetrics([MONTHLY]),
  );

  it('a figure adds up the whole months that a range touches, and names their days', () => {
    const view = figureView(stats, days('2025-03-15', '2025-05-20'), VIEWS);
    expect(view).to.include({ value: 30 + 40 + 50, start: '2025-03-01', end: '2025-05-31' });
    expect(view).not.to.have.property('coverage');
  });

  it('a figure of a month that is not over ends on its last counted day', () => {
    const view = figureView(stats, days('2025-10-01', '2025-10-20'), VIEWS);
    expect(view).to.include({ value: 100, start: '2025-10-01', end: '2025-10-20' });
  });

  it('a timeline by days has months in place of days', () => {
    const options = { ...VIEWS, granularity: 'day', maxSeries: 5, naming } as const;
    const { series, granularity } = timelineView(stats, days('2025-08-20', '2025-10-20'), options);
    expect(granularity).to.equal('month');
    expect(series[0]!.buckets.map(({ start, end, value, partial }) => [start, end, value, partial])).to.deep.equal([
      ['2025-08-01', '2025-08-31', 80, false],
      ['2025-09-01', '2025-09-30', 90, false],
      ['2025-10-01', '2025-10-20', 100, true],
    ]);
  });

  it('whole months are compared with whole months', () => {
    const comparison = { compare: 'year', granularity: 'month', earliest: 0 } as const;
    const { before, compared } = figureView(stats, days('2025-01-10', '2025-02-10'), { ...VIEWS, comparison });
    expect(before).to.equal(10 + 20);
    expect(compared).to.deep.equal({ start: '2024-01-01', end: '2024-02-29' });
  });

  it('a month that is not over is compared with a whole month, without a percentage', () => {
    const comparison = { compare: 'year', granularity: 'month', earliest: 0 } as const;
    const { before, compared } = figureView(stats, days('2025-10-01', '2025-10-20'), { ...VIEWS, comparison });
    expect(before).to.equal(100);
    expect(compared).to.deep.equal({ start: '2024-10-01', end: '2024-10-31', partial: true });
  });

  it('the days before are as many whole months', () => {
    const comparison = { compare: 'previous', granularity: 'month', earliest: 0 } as const;
    const { before, compared } = figureView(stats, days('2025-04-10', '2025-05-10'), { ...VIEWS, comparison });
    expect(before).to.equal(20 + 30);
    expect(compared).to.deep.equal({ start: '2025-02-01', end: '2025-03-31' });
  });

  it('a sparkline has no point for a day or a week', () => {
    expect(trend(stats, days('2024-01-01', '2024-12-31'), VIEWS)).to.have.length(12);
    expect(trend(stats, days('2024-01-01', '2024-03-31'), VIEWS)).to.be.empty;
  });

  it('parts that do not add up here have no rest of the whole, and shares of it as those of overlapping parts', () => {
    const view = breakdownView(stats, days('2024-02-10', '2024-02-10'), {
      ...{ ...VIEWS, breakdown: 'countries', pageSize: 1, naming },
    });
    expect(view.rows.map(({ id, value }) => [id, value])).to.deep.equal([['DE', 14]]);
    expect(view.partition).to.be.false;
    expect(view.other).to.deep.include({ value: 10, share: null });
  });

  it('a total of today is no curve', () => {
    const total = blockOfPeriods({
      ...{ statistic: 'usage-snapshot', year: 2025, periods: monthsOf(2025), through: day('2025-10-20'), fetchedAt: 0 },
      tables: [wholeTable('views', 'dataciteViews', [...Array.from({ length: 9 }, () => undefined), 4711])],
    });
    const now = new Stats([total]).describedBy(
      describeMetrics([{ metric: 'views', kinds: ['snapshot'], resolution: 'month', history: false }]),
    );
    const range = days('2025-01-01', '2025-10-20');
    const snapshot = { metric: 'views', kind: 'snapshot' } as const;
    expect(figureView(now, range, snapshot)).to.include({ value: 4711, end: '2025-10-20', carried: false });
    const options = { ...snapshot, granularity: 'month', maxSeries: 5, naming } as const;
    expect(timelineView(now, range, options)).to.deep.include({ series: [], absence: 'missing' });
  });
});
