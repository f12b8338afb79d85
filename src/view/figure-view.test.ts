import { expect } from '@open-wc/testing';
import { blockOf, daily, days, parts, whole } from '../../test/builders.js';
import { Stats } from '../data/stats.js';
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

describe('figureView with a comparison', () => {
  const week = { unit: 'week', count: 1 } as const;
  const counted = new Stats([
    blockOf('content-delta', 2025, whole('records', daily('05-01', 1, 1, 1, 1, 1, 1, 1, 2, 2, 2))),
    blockOf('content-snapshot', 2025, whole('records', { '05-01': 90, '05-08': 100 })),
  ]);

  it('a period that is not over is compared with the part that had elapsed then', () => {
    const { value, before, compared } = figureView(counted, days('2025-05-08', '2025-05-14'), {
      ...delta,
      shift: week,
    });
    expect(value).to.equal(6);
    expect(before).to.equal(3);
    expect(compared).to.deep.equal({ start: '2025-05-01', end: '2025-05-03' });
  });

  it('a total is compared with the one of the earlier last day, and says of which day that is', () => {
    const { value, before, compared } = figureView(counted, days('2025-05-02', '2025-05-08'), {
      ...snapshot,
      shift: week,
    });
    expect(value).to.equal(100);
    expect(before).to.equal(90);
    expect(compared).to.deep.equal({ start: '2025-05-01', end: '2025-05-01' });
  });

  it('of a metric that came later than others is with the days on which it was counted, as the timeline has it', () => {
    const later = new Stats([
      blockOf(
        'content-delta',
        2025,
        whole('files', daily('05-01', 1)),
        whole('records', daily('05-05', 1, 1, 1, 1, 1)),
      ),
    ]);
    const { before, compared } = figureView(later, days('2025-05-08', '2025-05-14'), { ...delta, shift: week });
    expect(before).to.be.undefined;
    expect(compared).to.be.undefined;
    const longer = figureView(later, days('2025-05-09', '2025-05-14'), { ...delta, shift: { unit: 'day', count: 3 } });
    expect(longer).to.include({ value: 1, before: 1 });
    const cut = figureView(later, days('2025-05-07', '2025-05-14'), { ...delta, shift: { unit: 'day', count: 4 } });
    expect(cut).to.deep.include({ before: 1, compared: { start: '2025-05-05', end: '2025-05-05', partial: true } });
  });

  it('has nothing to compare where nothing was counted before', () => {
    const year = { unit: 'year', count: 1 } as const;
    for (const kind of ['delta', 'snapshot'] as const) {
      const options = { metric: 'records', kind, shift: year } as const;
      expect(figureView(counted, days('2025-05-02', '2025-05-08'), options), kind).not.to.have.property('before');
    }
  });
});

describe('figureView with a comparison that reaches before the first day', () => {
  const week = { unit: 'week', count: 1 } as const;
  const young = new Stats([
    blockOf('content-delta', 2025, whole('records', daily('05-05', ...Array.from({ length: 10 }, () => 20)))),
    blockOf('content-snapshot', 2025, whole('records', { '05-05': 90, '05-20': 100 }), whole('files', { '05-28': 7 })),
  ]);

  it('of a delta is with the days that were counted, and says that they are fewer', () => {
    const view = figureView(young, days('2025-05-08', '2025-05-14'), { ...delta, shift: week });
    expect([view.value, view.before]).to.deep.equal([140, 60]);
    expect(view.compared).to.deep.equal({ start: '2025-05-05', end: '2025-05-07', partial: true });
    const counted = figureView(young, days('2025-05-12', '2025-05-14'), { ...delta, shift: week });
    expect([counted.value, counted.before]).to.deep.equal([60, 60]);
    expect(counted.compared).not.to.have.property('partial');
  });

  it('of a delta is none if all of the days lie before it', () => {
    expect(figureView(young, days('2025-05-05', '2025-05-11'), { ...delta, shift: week })).not.to.have.property(
      'before',
    );
  });

  it('of a total asks only for the last day', () => {
    const range = days('2025-05-07', '2025-05-20');
    expect(figureView(young, range, { ...snapshot, shift: week })).to.include({ value: 100, before: 90 });
  });

  it('W7: is none of sums that a year is missing from, since it was not sent', () => {
    const views = whole('views', { '05-01': 5 });
    const downloads = whole('downloads', { '05-01': 5 });
    const beforeIn = (year: number, ...years: number[]): number | undefined =>
      figureView(
        new Stats(
          [2022, 2023, 2024].map((each) => blockOf('usage-delta', each, years.includes(each) ? views : downloads)),
        ),
        days(`${year}-01-01`, `${year}-12-31`),
        { metric: 'views', kind: 'delta', shift: { unit: 'year', count: 1 } },
      ).before;
    expect(beforeIn(2024, 2022, 2023, 2024)).to.equal(5);
    expect(beforeIn(2024, 2022, 2024)).to.be.undefined;
    expect(beforeIn(2023, 2022, 2024)).to.be.undefined;
  });

  it('is none where both would be the same day, carried forward', () => {
    const view = figureView(young, days('2025-05-28', '2025-05-31'), { ...snapshot, shift: week });
    expect(view).to.include({ value: 100, end: '2025-05-20', carried: true });
    expect(view).not.to.have.property('before');
  });
});

describe('figureView of a delta', () => {
  it('is the sum of the range, both ends included', () => {
    expect(figureView(stats, days('2025-05-30', '2025-05-31'), delta)).to.deep.equal({
      value: 3,
      unit: 'count',
      start: '2025-05-30',
      end: '2025-05-31',
      carried: false,
    });
  });

  it('may be negative: more was removed than added', () => {
    expect(figureView(stats, days('2025-05-01', '2025-06-30'), delta).value).to.equal(-2);
  });

  it('is 0 where a 0 was counted', () => {
    const view = figureView(stats, days('2025-05-31'), delta);
    expect(view.value).to.equal(0);
    expect(view).not.to.have.property('absence');
  });

  it('S6: is empty, not 0, where nothing was counted in the range', () => {
    expect(figureView(stats, days('2025-07-01', '2025-07-31'), delta)).to.deep.equal({
      value: null,
      unit: 'count',
      absence: 'empty',
      start: '2025-07-01',
      end: '2025-07-31',
      carried: false,
    });
  });

  it('is empty where the metric was sent without any series', () => {
    expect(figureView(stats, days('2025-05-30'), { ...delta, metric: 'files' })).to.include({
      value: null,
      absence: 'empty',
    });
  });

  it('S6: is missing, not 0, where the metric was not sent', () => {
    const missing = { value: null, absence: 'missing' };
    expect(figureView(stats, days('2025-05-30'), { ...delta, metric: 'parents' })).to.include(missing);
  });

  it('is empty where there is no year of its statistic', () => {
    const empty = { value: null, absence: 'empty' };
    expect(figureView(stats, days('2025-05-30'), { ...delta, metric: 'views' })).to.include(empty);
    expect(figureView(Stats.empty, days('2025-05-30'), delta)).to.include(empty);
  });

  it('is missing where only parts of the metric were sent', () => {
    const partsOnly = new Stats([blockOf('usage-delta', 2025, parts('views', 'countries', { DE: { '05-30': 1 } }))]);
    expect(figureView(partsOnly, days('2025-05-30'), { metric: 'views', kind: 'delta' })).to.include({
      value: null,
      absence: 'missing',
    });
  });

  it('of a volume is in bytes', () => {
    expect(figureView(stats, days('2025-05-30'), { ...delta, metric: 'uploadVolume' })).to.include({
      value: 59_117_831,
      unit: 'bytes',
    });
  });
});

describe('figureView of a snapshot', () => {
  it("is the total as of the range's last day", () => {
    expect(figureView(stats, days('2025-05-01', '2025-06-01'), snapshot)).to.deep.equal({
      value: 95,
      unit: 'count',
      start: '2025-06-01',
      end: '2025-06-01',
      carried: false,
    });
  });

  it('S1: is of the year that the range ends in, though a later one was loaded', () => {
    expect(figureView(stats, days('2024-11-01', '2024-11-30'), snapshot).value).to.equal(80);
  });

  it('S2: is carried forward over days without a point, and says which day it is from', () => {
    expect(figureView(stats, days('2025-05-01', '2025-06-02'), snapshot)).to.include({
      value: 95,
      start: '2025-06-01',
      end: '2025-06-01',
      carried: true,
    });
  });

  it('S2: is carried forward from before the range', () => {
    expect(figureView(stats, days('2025-06-02'), snapshot)).to.include({ value: 95, end: '2025-06-01', carried: true });
  });

  it('S2: is carried forward from the year before', () => {
    expect(figureView(stats, days('2025-01-01', '2025-01-31'), snapshot)).to.deep.equal({
      value: 90,
      unit: 'count',
      start: '2024-12-30',
      end: '2024-12-30',
      carried: true,
    });
  });

  it('is 0 where it fell to 0', () => {
    const view = figureView(stats, days('2025-06-01', '2025-06-30'), snapshot);
    expect(view).to.include({ value: 0, end: '2025-06-03', carried: true });
    expect(view).not.to.have.property('absence');
  });

  it('is empty, not 0, before the first one', () => {
    expect(figureView(stats, days('2024-01-01', '2024-10-31'), snapshot)).to.deep.equal({
      value: null,
      unit: 'count',
      absence: 'empty',
      start: '2024-01-01',
      end: '2024-10-31',
      carried: false,
    });
  });

  it('is missing where it was not sent, though its deltas were', () => {
    expect(figureView(stats, days('2025-05-30'), { ...snapshot, metric: 'uploadVolume' })).to.include({
      value: null,
      unit: 'bytes',
      absence: 'missing',
      carried: false,
    });
  });
});
