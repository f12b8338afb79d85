import { expect } from '@open-wc/testing';
import { blockOf, daily, day, days, everyDay, parts, whole, type Points } from '../../test/builders.js';
import type { ComparisonOptions } from '../data/comparison.js';
import { Stats } from '../data/stats.js';
import type { Granularity } from '../vocabulary/terms.js';
import { figureView } from './figure-view.js';

const stats = new Stats([
  blockOf(
    'content-delta',
    2025,
    whole('records', daily('05-30', 3, 0, -5)),
    whole('files'),
    whole('uploadVolume', { '05-30': 59_117_831 }),
  ),
  blockOf('content-snapshot', 2024, whole('records', { '11-05': 80, '12-30': 90 })),
  blockOf('content-snapshot', 2025, whole('records', { '05-30': 100, '05-31': 100, '06-01': 95, '06-03': 0 })),
]);
const delta = { metric: 'records', kind: 'delta' } as const;
const snapshot = { metric: 'records', kind: 'snapshot' } as const;

/** Compares with the days before, the earliest of them in 2000. */
const comparedBy = (granularity: Granularity, compare: ComparisonOptions['compare'] = 'previous') => ({
  comparison: { compare, granularity, earliest: day('2000-01-01') },
});
const byDay = comparedBy('day');
/** The same value on some days from the first one on. */
const run = (first: string, count: number, value: number): Points =>
  daily(first, ...Array.from({ length: count }, () => value));

describe('figureView with a comparison', () => {
  const counted = new Stats([
    blockOf('content-delta', 2025, whole('records', daily('05-01', 1, 1, 1, 1, 1, 1, 1, 2, 2, 2))),
    blockOf('content-snapshot', 2025, whole('records', { '05-01': 90, '05-08': 100 })),
  ]);

  it('compares the counted part of a period with as many days directly before it', () => {
    const view = figureView(counted, days('2025-05-08', '2025-05-14'), { ...delta, ...byDay });
    expect(view).to.deep.include({ value: 6, start: '2025-05-08', end: '2025-05-10', before: 3 });
    expect(view.compared).to.deep.equal({ start: '2025-05-05', end: '2025-05-07' });
    expect(view).not.to.have.property('notCompared');
  });

  it('compares the ten counted days of a month with the last ten days of the month before', () => {
    const lagging = new Stats([blockOf('content-delta', 2025, whole('records', run('09-01', 71, 3)))]);
    const view = figureView(lagging, days('2025-11-01', '2025-11-30'), { ...delta, ...comparedBy('month') });
    expect(view).to.deep.include({ value: 30, start: '2025-11-01', end: '2025-11-10', before: 30 });
    expect(view.compared).to.deep.equal({ start: '2025-10-22', end: '2025-10-31' });
  });

  it('compares whole months with whole months where the axis has months, else with as many days', () => {
    const year = new Stats([blockOf('content-delta', 2025, whole('records', everyDay(2025, 1)))]);
    const march = (granularity: Granularity) =>
      figureView(year, days('2025-03-01', '2025-03-31'), { ...delta, ...comparedBy(granularity) });
    for (const granularity of ['month', 'quarter', 'year'] as const) {
      expect(march(granularity), granularity).to.deep.include({
        before: 28,
        compared: { start: '2025-02-01', end: '2025-02-28' },
      });
    }
    for (const granularity of ['day', 'week'] as const) {
      expect(march(granularity), granularity).to.deep.include({
        before: 31,
        compared: { start: '2025-01-29', end: '2025-02-28' },
      });
    }
  });

  it('compares the counted part of a period with the same dates of the year before', () => {
    const two = new Stats([
      blockOf('content-delta', 2024, whole('records', everyDay(2024, 2))),
      blockOf('content-delta', 2025, whole('records', run('01-01', 40, 1))),
    ]);
    const view = figureView(two, days('2025-01-01', '2025-12-31'), { ...delta, ...comparedBy('month', 'year') });
    expect(view).to.deep.include({ value: 40, end: '2025-02-09', before: 80 });
    expect(view.compared).to.deep.equal({ start: '2024-01-01', end: '2024-02-09' });
  });

  it('compares a total with the one on the day before the period and returns that day', () => {
    const view = figureView(counted, days('2025-05-02', '2025-05-08'), { ...snapshot, ...byDay });
    expect(view).to.include({ value: 100, before: 90 });
    expect(view.compared).to.deep.equal({ start: '2025-05-01', end: '2025-05-01' });
  });

  it('compares the total of the last counted day with that of the same date a year before', () => {
    const two = new Stats([
      blockOf('content-snapshot', 2024, whole('records', everyDay(2024, 5))),
      blockOf('content-snapshot', 2025, whole('records', run('01-01', 40, 7))),
    ]);
    const view = figureView(two, days('2025-01-01', '2025-12-31'), { ...snapshot, ...comparedBy('month', 'year') });
    expect(view).to.include({ value: 7, before: 5, carried: true });
    expect(view.compared).to.deep.equal({ start: '2024-02-09', end: '2024-02-09' });
  });

  it('compares a metric that is counted later than others with its own days only', () => {
    const later = new Stats([
      blockOf('content-delta', 2025, whole('files', run('05-01', 9, 1)), whole('records', run('05-05', 5, 1))),
    ]);
    const from = (first: string) => figureView(later, days(first, '2025-05-14'), { ...delta, ...byDay });
    expect(from('2025-05-08')).to.deep.include({ before: 2, compared: { start: '2025-05-06', end: '2025-05-07' } });
    expect(from('2025-05-07')).to.deep.include({
      before: 2,
      compared: { start: '2025-05-05', end: '2025-05-06', partial: true },
    });
    expect(from('2025-05-05')).to.include({ notCompared: 'nothing' }).and.not.to.have.property('before');
  });

  it('returns the reason if nothing was counted in the earlier period', () => {
    for (const options of [byDay, comparedBy('day', 'year')]) {
      for (const kind of ['delta', 'snapshot'] as const) {
        const view = figureView(counted, days('2025-05-01', '2025-05-08'), { metric: 'records', kind, ...options });
        expect(view, kind).to.include({ notCompared: 'nothing' });
        expect(view, kind).not.to.have.any.keys('before', 'compared');
      }
    }
  });

  it('does not compare a period that begins with the first day of all time with days before it', () => {
    const comparison = { compare: 'previous', granularity: 'day', earliest: day('2025-05-04') } as const;
    const from = (first: string) => figureView(counted, days(first, '2025-05-10'), { ...delta, comparison });
    expect(from('2025-05-04')).to.include({ notCompared: 'nothing' });
    expect(from('2025-05-08')).to.include({ before: 3 });
  });

  it('returns no comparison if none was chosen, or if there is no number', () => {
    const keys = ['before', 'compared', 'notCompared'];
    expect(figureView(counted, days('2025-05-08', '2025-05-10'), delta)).not.to.have.any.keys(...keys);
    expect(figureView(counted, days('2025-06-01', '2025-06-30'), { ...delta, ...byDay })).not.to.have.any.keys(...keys);
  });
});

describe('figureView with a comparison of days that were partly counted', () => {
  const young = new Stats([
    blockOf('content-delta', 2025, whole('records', run('05-05', 10, 20))),
    blockOf('content-snapshot', 2025, whole('records', { '05-05': 90, '05-20': 100 }), whole('files', { '05-28': 7 })),
  ]);

  it('compares a sum with the earlier days that were counted, and marks that they are fewer', () => {
    const view = figureView(young, days('2025-05-09', '2025-05-14'), { ...delta, ...byDay });
    expect([view.value, view.before]).to.deep.equal([120, 80]);
    expect(view.compared).to.deep.equal({ start: '2025-05-05', end: '2025-05-08', partial: true });
    const whole = figureView(young, days('2025-05-12', '2025-05-14'), { ...delta, ...byDay });
    expect([whole.value, whole.before]).to.deep.equal([60, 60]);
    expect(whole.compared).not.to.have.property('partial');
  });

  it('marks a comparison as partial if days within either period were not counted', () => {
    const of = (points: Points) =>
      figureView(
        new Stats([blockOf('content-delta', 2025, whole('records', points))]),
        days('2025-05-05', '2025-05-08'),
        {
          ...delta,
          ...byDay,
        },
      ).compared;
    const compared = { start: '2025-05-01', end: '2025-05-04' };
    expect(of(daily('05-01', 1, 1, 1, 1, 1, 1, 1, 1))).to.deep.equal(compared);
    expect(of(daily('05-01', 1, NaN, 1, 1, 1, 1, 1, 1))).to.deep.equal({ ...compared, partial: true });
    expect(of(daily('05-01', 1, 1, 1, 1, 1, NaN, 1, 1))).to.deep.equal({ ...compared, partial: true });
  });

  it('compares a sum with nothing if none of the earlier days was counted, even if days before them were', () => {
    const hole = new Stats([
      blockOf('content-delta', 2025, whole('records', { ...run('01-01', 31, 1), ...run('03-01', 31, 1) })),
    ]);
    const view = figureView(hole, days('2025-03-01', '2025-03-31'), { ...delta, ...comparedBy('month') });
    expect(view).to.include({ value: 31, notCompared: 'nothing' });
    expect(view).not.to.have.any.keys('before', 'compared');
  });

  it('compares a total with the latest one before, and marks one from before the requested day', () => {
    const compared = { start: '2025-05-05', end: '2025-05-05' };
    const view = figureView(young, days('2025-05-07', '2025-05-20'), { ...snapshot, ...byDay });
    expect(view).to.deep.include({ value: 100, before: 90, compared: { ...compared, partial: true } });
    const onTheDay = figureView(young, days('2025-05-06', '2025-05-20'), { ...snapshot, ...byDay });
    expect(onTheDay).to.deep.include({ value: 100, before: 90, compared });
  });

  it('W7: does not compare sums if a year of either period was not provided, and returns the reason', () => {
    const views = whole('views', everyDay(2023, 5));
    const downloads = whole('downloads', everyDay(2023, 5));
    const beforeIn = (year: number, ...years: number[]): number | string | undefined => {
      const view = figureView(
        new Stats(
          [2021, 2022, 2023].map((each) => blockOf('usage-delta', each, years.includes(each) ? views : downloads)),
        ),
        days(`${year}-01-01`, `${year}-12-31`),
        { metric: 'views', kind: 'delta', ...comparedBy('month', 'year') },
      );
      return view.before ?? view.notCompared;
    };
    expect(beforeIn(2023, 2021, 2022, 2023)).to.equal(365 * 5);
    expect(beforeIn(2023, 2021, 2023)).to.equal('missing');
    expect(beforeIn(2022, 2021, 2022)).to.equal(365 * 5);
  });

  it('does not compare a total with itself if both would be carried forward from the same day', () => {
    const view = figureView(young, days('2025-05-28', '2025-05-31'), { ...snapshot, ...byDay });
    expect(view).to.include({ value: 100, end: '2025-05-20', carried: true, notCompared: 'nothing' });
    expect(view).not.to.have.property('before');
  });
});

describe('figureView of a range with days that were not counted', () => {
  const of = (points: Points, range = days('2025-11-01', '2025-11-30')) =>
    figureView(new Stats([blockOf('content-delta', 2025, whole('records', points))]), range, delta);

  it('ends a period on the last counted day, without a note on its coverage', () => {
    expect(of(run('10-01', 41, 1))).to.deep.equal({
      value: 10,
      unit: 'count',
      start: '2025-11-01',
      end: '2025-11-10',
      carried: false,
    });
  });

  it('begins a period on the first counted day, without a note on its coverage', () => {
    expect(of(run('11-20', 20, 1))).to.deep.equal({
      value: 11,
      unit: 'count',
      start: '2025-11-20',
      end: '2025-11-30',
      carried: false,
    });
  });

  it('returns the number of counted days if days between the first and the last one were not counted', () => {
    expect(of({ ...run('10-01', 36, 1), ...run('11-08', 3, 1) })).to.deep.include({
      value: 8,
      start: '2025-11-01',
      end: '2025-11-10',
      coverage: { counted: 8, days: 10 },
    });
  });

  it('keeps the ends of a period that lie in a gap, as days before and after it were counted', () => {
    expect(of({ ...run('10-01', 20, 1), ...run('11-10', 3, 1), ...run('12-10', 3, 1) })).to.deep.include({
      value: 3,
      start: '2025-11-01',
      end: '2025-11-30',
      coverage: { counted: 3, days: 30 },
    });
  });

  it('adds up the days of years around one that was not loaded, and returns the number of missing days', () => {
    const two = new Stats(
      [2023, 2025].map((year) => blockOf('content-delta', year, whole('records', everyDay(2023, 1)))),
    );
    expect(figureView(two, days('2023-01-01', '2025-12-31'), delta)).to.deep.include({
      value: 730,
      start: '2023-01-01',
      end: '2025-12-31',
      coverage: { counted: 730, days: 1096 },
    });
  });

  it('counts a year whose answer is empty as unknown, not as 0', () => {
    const three = new Stats([
      blockOf('content-delta', 2023, whole('records', everyDay(2023, 1))),
      blockOf('content-delta', 2024, whole('records')),
      blockOf('content-delta', 2025, whole('records', everyDay(2025, 1))),
    ]);
    expect(figureView(three, days('2023-01-01', '2025-12-31'), delta)).to.deep.include({
      value: 730,
      coverage: { counted: 730, days: 1096 },
    });
    expect(figureView(three, days('2024-01-01', '2024-12-31'), delta)).to.include({ value: null, absence: 'empty' });
  });

  it('returns no coverage of a total, which is of one day', () => {
    const totals = new Stats([blockOf('content-snapshot', 2025, whole('records', { '11-02': 5, '11-20': 8 }))]);
    expect(figureView(totals, days('2025-11-01', '2025-11-30'), snapshot)).to.deep.equal({
      value: 8,
      unit: 'count',
      start: '2025-11-20',
      end: '2025-11-20',
      carried: true,
    });
  });
});

describe('figureView of a delta', () => {
  it('returns the sum of a delta over the range, both ends included', () => {
    expect(figureView(stats, days('2025-05-30', '2025-05-31'), delta)).to.deep.equal({
      value: 3,
      unit: 'count',
      start: '2025-05-30',
      end: '2025-05-31',
      carried: false,
    });
  });

  it('returns a negative sum if more was removed than added', () => {
    expect(figureView(stats, days('2025-05-01', '2025-06-30'), delta).value).to.equal(-2);
  });

  it('returns 0 for a counted 0', () => {
    const view = figureView(stats, days('2025-05-31'), delta);
    expect(view.value).to.equal(0);
    expect(view).not.to.have.property('absence');
  });

  it('S6: has the absence "empty", and not the value 0, if nothing was counted in the range', () => {
    expect(figureView(stats, days('2025-07-01', '2025-07-31'), delta)).to.deep.equal({
      value: null,
      unit: 'count',
      absence: 'empty',
      start: '2025-07-01',
      end: '2025-07-31',
      carried: false,
    });
  });

  it('has the absence "empty" for a metric that was sent without any series', () => {
    expect(figureView(stats, days('2025-05-30'), { ...delta, metric: 'files' })).to.include({
      value: null,
      absence: 'empty',
    });
  });

  it('S6: has the absence "missing", and not the value 0, for a metric that was not sent', () => {
    const missing = { value: null, absence: 'missing' };
    expect(figureView(stats, days('2025-05-30'), { ...delta, metric: 'parents' })).to.include(missing);
  });

  it('has the absence "empty" without a year of its statistic', () => {
    const empty = { value: null, absence: 'empty' };
    expect(figureView(stats, days('2025-05-30'), { ...delta, metric: 'views' })).to.include(empty);
    expect(figureView(Stats.empty, days('2025-05-30'), delta)).to.include(empty);
  });

  it('has the absence "missing" if only parts of the metric were sent', () => {
    const partsOnly = new Stats([blockOf('usage-delta', 2025, parts('views', 'countries', { DE: { '05-30': 1 } }))]);
    expect(figureView(partsOnly, days('2025-05-30'), { metric: 'views', kind: 'delta' })).to.include({
      value: null,
      absence: 'missing',
    });
  });

  it('returns a volume in bytes', () => {
    expect(figureView(stats, days('2025-05-30'), { ...delta, metric: 'uploadVolume' })).to.include({
      value: 59_117_831,
      unit: 'bytes',
    });
  });
});

describe('figureView of a snapshot', () => {
  it('returns the total on the last day of the range', () => {
    expect(figureView(stats, days('2025-05-01', '2025-06-01'), snapshot)).to.deep.equal({
      value: 95,
      unit: 'count',
      start: '2025-06-01',
      end: '2025-06-01',
      carried: false,
    });
  });

  it('S1: returns the total of the year in which the range ends, even if a later one was loaded', () => {
    expect(figureView(stats, days('2024-11-01', '2024-11-30'), snapshot).value).to.equal(80);
  });

  it('S2: carries a total forward over days without a point and returns its day', () => {
    expect(figureView(stats, days('2025-05-01', '2025-06-02'), snapshot)).to.include({
      value: 95,
      start: '2025-06-01',
      end: '2025-06-01',
      carried: true,
    });
  });

  it('S2: carries a total forward from before the range', () => {
    expect(figureView(stats, days('2025-06-02'), snapshot)).to.include({ value: 95, end: '2025-06-01', carried: true });
  });

  it('S2: carries a total forward from the year before', () => {
    expect(figureView(stats, days('2025-01-01', '2025-01-31'), snapshot)).to.deep.equal({
      value: 90,
      unit: 'count',
      start: '2024-12-30',
      end: '2024-12-30',
      carried: true,
    });
  });

  it('returns 0 for a total that fell to 0', () => {
    const view = figureView(stats, days('2025-06-01', '2025-06-30'), snapshot);
    expect(view).to.include({ value: 0, end: '2025-06-03', carried: true });
    expect(view).not.to.have.property('absence');
  });

  it('has the absence "empty", and not the value 0, before the first total', () => {
    expect(figureView(stats, days('2024-01-01', '2024-10-31'), snapshot)).to.deep.equal({
      value: null,
      unit: 'count',
      absence: 'empty',
      start: '2024-01-01',
      end: '2024-10-31',
      carried: false,
    });
  });

  it('has the absence "missing" for a total that was not sent, even if its deltas were', () => {
    expect(figureView(stats, days('2025-05-30'), { ...snapshot, metric: 'uploadVolume' })).to.include({
      value: null,
      unit: 'bytes',
      absence: 'missing',
      carried: false,
    });
  });
});
