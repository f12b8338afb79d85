import { expect } from '@open-wc/testing';
import {
  blockOf,
  byId,
  daily,
  day,
  days,
  everyDay,
  parts,
  whole,
  type Points,
  type TableOf,
} from '../../test/builders.js';
import type { ComparisonOptions } from '../data/comparison.js';
import { Stats } from '../data/stats.js';
import type { Breakdown } from '../vocabulary/breakdowns.js';
import type { Granularity } from '../vocabulary/terms.js';
import { OTHER } from './options.js';
import { timelineView, type TimelineOptions, type TimelineView } from './timeline-view.js';

const usage = (...tables: readonly TableOf[]): Stats => new Stats([blockOf('usage-delta', 2025, ...tables)]);
const totals = (...tables: readonly TableOf[]): Stats => new Stats([blockOf('content-snapshot', 2025, ...tables)]);
const YEAR = days('2025-01-01', '2025-12-31');
/** The same value on some days from the first one on. */
const run = (first: string, count: number, value: number): Points =>
  daily(first, ...Array.from({ length: count }, () => value));

const views = (stats: Stats, range = YEAR, options: Partial<TimelineOptions> = {}): TimelineView =>
  timelineView(stats, range, {
    metric: 'views',
    kind: 'delta',
    granularity: 'month',
    maxSeries: 8,
    naming: byId,
    ...options,
  });
const records = (stats: Stats, range = YEAR, options: Partial<TimelineOptions> = {}): TimelineView =>
  views(stats, range, { metric: 'records', kind: 'snapshot', ...options });
/** Compares with the days before, the earliest of them in 2000. */
const comparedBy = (granularity: Granularity, compare: ComparisonOptions['compare'] = 'previous') => ({
  comparison: { compare, granularity, earliest: day('2000-01-01') },
});
/** Values by id, in the order of the series. */
const values = ({ series }: TimelineView): Record<string, (number | null)[]> =>
  Object.fromEntries(series.map(({ id, buckets }) => [id, buckets.map(({ value }) => value)]));
/** `2025-05-01/2025-05-31`, or `~…` for a partial bucket. */
const axis = ({ series }: TimelineView): string[] =>
  series[0]!.buckets.map(({ start, end, partial }) => `${partial ? '~' : ''}${start}/${end}`);
/** `28/31` for a bucket of which 28 of 31 days were counted, `all` for others. */
const coverages = ({ series }: TimelineView): string[] =>
  series[0]!.buckets.map(({ coverage }) => (coverage ? `${coverage.counted}/${coverage.days}` : 'all'));

describe('timelineView of a metric as a whole', () => {
  it('returns one series with a value per bucket', () => {
    const stats = usage(whole('views', { ...run('05-30', 32, 0), '05-30': 3, '06-01': 4, '06-30': 5 }));
    expect(views(stats, days('2025-05-30', '2025-06-30'))).to.deep.equal({
      metric: 'views',
      kind: 'delta',
      granularity: 'month',
      breakdown: null,
      unit: 'count',
      start: '2025-05-30',
      end: '2025-06-30',
      series: [
        {
          id: 'global',
          label: '',
          buckets: [
            { start: '2025-05-30', end: '2025-05-31', value: 3, partial: true },
            { start: '2025-06-01', end: '2025-06-30', value: 9, partial: false },
          ],
        },
      ],
    });
  });

  it('adds up the counted days of each bucket of a delta', () => {
    const stats = usage(whole('views', { ...run('01-01', 90, 0), '01-15': 3, '03-01': 4, '03-31': 5 }));
    expect(values(views(stats))).to.deep.equal({ global: [3, 0, 9] });
  });

  it('keeps negative sums and zeros', () => {
    const stats = new Stats([
      blockOf('content-delta', 2025, whole('records', { '01-15': 3, '02-01': -7, '03-01': 0 })),
    ]);
    expect(values(views(stats, YEAR, { metric: 'records' }))).to.deep.equal({ global: [3, -7, 0] });
  });

  it('returns buckets of its granularity', () => {
    const stats = usage(whole('views', everyDay(2025, 1)));
    const counts = (['day', 'week', 'month', 'quarter', 'year'] as const).map(
      (granularity) => views(stats, YEAR, { granularity }).series[0]!.buckets.length,
    );
    expect(counts).to.deep.equal([365, 53, 12, 4, 1]);
    expect(values(views(stats, YEAR, { granularity: 'quarter' }))).to.deep.equal({ global: [90, 91, 92, 92] });
  });

  it('D7: returns the 31 days of a March with a change of the clocks', () => {
    const stats = usage(whole('views', everyDay(2025, 1)));
    const march = days('2025-03-01', '2025-03-31');
    expect(views(stats, march, { granularity: 'day' }).series[0]!.buckets).to.have.length(31);
    expect(values(views(stats, march))).to.deep.equal({ global: [31] });
  });

  it('returns a volume in bytes', () => {
    const stats = usage(whole('downloadVolume', { '05-30': 5e9 }));
    expect(views(stats, YEAR, { metric: 'downloadVolume' }).unit).to.equal('bytes');
  });
});

describe('axis of timelineView', () => {
  const stats = usage(whole('views', run('02-10', 70, 1)));

  it('D5: ends the axis with the last counted day', () => {
    expect(axis(views(stats)).at(-1)).to.equal('~2025-04-01/2025-04-20');
    expect(views(stats)).to.include({ end: '2025-04-20' });
  });

  it('begins the axis with the first counted day', () => {
    expect(axis(views(stats))).to.deep.equal([
      '~2025-02-10/2025-02-28',
      '2025-03-01/2025-03-31',
      '~2025-04-01/2025-04-20',
    ]);
    expect(views(stats)).to.include({ start: '2025-02-10' });
  });

  it('begins and ends the axis with the range if days before and after it were counted', () => {
    const view = views(stats, days('2025-02-15', '2025-03-20'));
    expect(axis(view)).to.deep.equal(['~2025-02-15/2025-02-28', '~2025-03-01/2025-03-20']);
    expect(view).to.include({ start: '2025-02-15', end: '2025-03-20' });
  });

  it('begins and ends the axis with the range also if its first and last days lie in a gap', () => {
    const gaps = usage(whole('views', { ...run('01-10', 5, 1), ...run('03-10', 2, 1), ...run('05-20', 5, 1) }));
    const view = views(gaps, days('2025-02-01', '2025-04-30'));
    expect(axis(view)).to.deep.equal(['~2025-02-01/2025-02-28', '~2025-03-01/2025-03-31', '~2025-04-01/2025-04-30']);
    expect(values(view)).to.deep.equal({ global: [null, 2, null] });
  });

  it('ends the axis of a metric that was counted on fewer days than others with its own days', () => {
    const two = usage(whole('views', run('02-10', 70, 1)), whole('downloads', run('03-01', 10, 1)));
    expect(axis(views(two, YEAR, { metric: 'downloads' }))).to.deep.equal(['~2025-03-01/2025-03-10']);
  });

  it('begins and ends the axis of parts with the days on which the statistic was counted', () => {
    const both = usage(whole('views', run('02-10', 70, 1)), parts('views', 'resourceTypes', { text: { '03-01': 1 } }));
    const view = views(both, YEAR, { breakdown: 'resourceTypes' });
    expect(axis(view)).to.deep.equal(axis(views(stats)));
    expect(values(view)['text']).to.deep.equal([0, 1, 0]);
    expect(coverages(view)).to.deep.equal(['all', 'all', 'all']);
  });

  it('extends the axis of parts over all of their days if the whole was not sent or sent empty', () => {
    const two = parts('views', 'languages', { deu: { '03-10': 1, '03-12': 1 }, eng: { '02-20': 1, '03-11': 1 } });
    for (const only of [usage(two), usage(whole('views'), two)]) {
      expect(axis(views(only, YEAR, { breakdown: 'languages' }))).to.deep.equal([
        '~2025-02-20/2025-02-28',
        '~2025-03-01/2025-03-12',
      ]);
    }
  });

  it('extends the axis of parts over all of their days if a year has no whole', () => {
    const sent = parts('views', 'resourceTypes', { text: run('03-10', 2, 3) });
    const two = new Stats([
      blockOf('usage-delta', 2024, whole('views', run('03-10', 2, 5)), sent),
      blockOf('usage-delta', 2025, sent),
    ]);
    const options = { breakdown: 'resourceTypes', granularity: 'year' } as const;
    const view = views(two, days('2024-01-01', '2025-12-31'), options);
    expect(axis(view)).to.deep.equal(['~2024-03-10/2024-12-31', '~2025-01-01/2025-03-11']);
    expect(coverages(view)).to.deep.equal(['2/297', '2/70']);
    // B1: returns no other if only one of the two years has a whole.
    expect(values(view)).to.deep.equal({ text: [6, 6] });
    expect(values(views(two, days('2024-01-01', '2024-12-31'), options))).to.deep.equal({ text: [6], [OTHER]: [4] });
  });

  it('uses the same axis for all series', () => {
    const two = usage(
      whole('views', everyDay(2025, 9)),
      parts('views', 'resourceTypes', { text: { '03-01': 1 }, image: { '05-01': 2 } }),
    );
    const { series } = views(two, YEAR, { breakdown: 'resourceTypes' });
    const axes = series.map(({ buckets }) => buckets.map(({ start, end, partial }) => ({ start, end, partial })));
    expect(axes).to.have.length(3);
    for (const other of axes) expect(other).to.deep.equal(axes[0]);
  });
});

describe('timelineView of a snapshot', () => {
  it('returns the last total of each bucket', () => {
    const stats = totals(whole('records', { '01-10': 1, '01-31': 5, '02-27': 8, '02-28': 7 }));
    expect(values(records(stats))).to.deep.equal({ global: [5, 7] });
  });

  it('C9: returns no total for a bucket without a counted day, although earlier totals are known', () => {
    const stats = totals(whole('records', { ...run('01-01', 31, 5), ...run('06-01', 30, 9) }));
    const view = records(stats, days('2025-03-01', '2025-06-30'));
    expect(values(view)).to.deep.equal({ global: [null, null, null, 9] });
    expect(coverages(view)).to.deep.equal(['0/31', '0/30', '0/31', 'all']);
  });

  it('S2: returns no total for a bucket of the new year without a counted day', () => {
    const stats = new Stats([
      blockOf('content-snapshot', 2024, whole('records', { '12-30': 4 })),
      blockOf('content-snapshot', 2025, whole('records', { '02-15': 6 })),
    ]);
    expect(values(records(stats))).to.deep.equal({ global: [null, 6] });
  });

  it('returns the total of the last counted day of a bucket and the number of its counted days', () => {
    const stats = totals(whole('records', { ...run('01-01', 20, 5), ...run('02-01', 28, 7) }));
    const view = records(stats);
    expect(values(view)).to.deep.equal({ global: [5, 7] });
    expect(coverages(view)).to.deep.equal(['20/31', 'all']);
    expect(axis(view)).to.deep.equal(['~2025-01-01/2025-01-31', '2025-02-01/2025-02-28']);
  });

  it('treats a bucket of totals as complete if its last day was counted', () => {
    const view = records(totals(whole('records', { '01-01': 4, '01-31': 5 })));
    expect(values(view)).to.deep.equal({ global: [5] });
    expect(coverages(view)).to.deep.equal(['all']);
    expect(axis(view)).to.deep.equal(['2025-01-01/2025-01-31']);
  });

  it('C12: returns no total of a part before its first one', () => {
    const stats = totals(
      whole('records', { '01-01': 1, '03-31': 5 }),
      parts('records', 'languages', { deu: { '03-01': 2, '03-31': 3 } }),
    );
    expect(values(records(stats, YEAR, { breakdown: 'languages' }))).to.deep.equal({ deu: [null, null, 3] });
  });

  it('S3: leaves out parts of a snapshot that left the list', () => {
    const stats = totals(
      whole('records', { '01-31': 10, '02-28': 12 }),
      parts('records', 'rights', { mit: { '01-31': 9 }, isc: { '01-31': 3, '02-28': 4 } }),
    );
    expect(Object.keys(values(records(stats, YEAR, { breakdown: 'rights' })))).to.deep.equal(['isc']);
  });
});

describe('timelineView of a range with days that were not counted', () => {
  it('returns a gap for a bucket that was not counted, and marks one that was partly counted', () => {
    const stats = usage(whole('views', { ...run('01-01', 31, 1), ...run('02-01', 20, 1), ...run('05-04', 28, 1) }));
    const view = views(stats);
    expect(axis(view)).to.deep.equal([
      '2025-01-01/2025-01-31',
      '~2025-02-01/2025-02-28',
      '~2025-03-01/2025-03-31',
      '~2025-04-01/2025-04-30',
      '~2025-05-01/2025-05-31',
    ]);
    expect(values(view)).to.deep.equal({ global: [31, 20, null, null, 28] });
    expect(coverages(view)).to.deep.equal(['all', '20/28', '0/31', '0/30', '28/31']);
    expect(view.coverage).to.deep.equal({ counted: 79, days: 151 });
  });

  it('returns the number of counted days of the axis, unless all were counted or it is one of totals', () => {
    const all = run('01-01', 59, 1);
    expect(views(usage(whole('views', all)))).not.to.have.property('coverage');
    const stats = totals(whole('records', { ...run('01-01', 20, 5), ...run('02-01', 28, 7) }));
    expect(records(stats)).not.to.have.property('coverage');
  });

  it('returns a gap for a day between counted days, and 0 for a day with a counted 0', () => {
    const view = views(usage(whole('views', daily('03-01', 1, 0, NaN, 2))), YEAR, { granularity: 'day' });
    expect(values(view)).to.deep.equal({ global: [1, 0, null, 2] });
  });

  it('cuts the last bucket at the last counted day and treats it as fully counted', () => {
    const view = views(usage(whole('views', run('01-01', 40, 1))));
    expect(axis(view)).to.deep.equal(['2025-01-01/2025-01-31', '~2025-02-01/2025-02-09']);
    expect(coverages(view)).to.deep.equal(['all', 'all']);
  });

  it('returns a gap for a year that was not loaded, and marks the week of New Year that reaches into it', () => {
    const two = new Stats([2022, 2024].map((year) => blockOf('usage-delta', year, whole('views', everyDay(year, 1)))));
    const view = views(two, days('2022-12-19', '2024-01-07'), { granularity: 'week' });
    const known = view.series[0]!.buckets.filter(({ value }) => value !== null);
    expect(known.map(({ start, value, coverage }) => [start, value, coverage])).to.deep.equal([
      ['2022-12-19', 7, undefined],
      ['2022-12-26', 6, { counted: 6, days: 7 }],
      ['2024-01-01', 7, undefined],
    ]);
  });

  it('carries no total into a year that was not loaded', () => {
    const two = new Stats(
      [2022, 2024].map((year) => blockOf('content-snapshot', year, whole('records', everyDay(year, year)))),
    );
    const view = records(two, days('2022-12-19', '2024-01-07'), { granularity: 'quarter' });
    expect(values(view)).to.deep.equal({ global: [2022, null, null, null, null, 2024] });
  });

  it('returns a gap for a year whose answer is empty', () => {
    const three = new Stats(
      [2022, 2023, 2024].map((year) =>
        blockOf('usage-delta', year, year === 2023 ? whole('views') : whole('views', everyDay(year, 1))),
      ),
    );
    const range = days('2022-01-01', '2024-12-31');
    expect(values(views(three, range, { granularity: 'year' }))).to.deep.equal({ global: [365, null, 366] });
  });

  it('returns a gap in each series of parts if the statistic was not counted', () => {
    const stats = usage(
      whole('views', { ...run('01-01', 31, 5), ...run('03-01', 31, 5) }),
      parts('views', 'languages', { deu: { ...run('01-01', 31, 2), ...run('03-01', 31, 1) }, eng: { '01-10': 4 } }),
    );
    expect(values(views(stats, YEAR, { breakdown: 'languages' }))).to.deep.equal({
      deu: [62, null, 31],
      eng: [4, null, 0],
    });
  });

  it('treats a day with an unreadable value of a part as unknown', () => {
    const countries = parts('views', 'countries', { DE: daily('01-01', 10, NaN, 10) });
    const table: TableOf = (year) => ({ ...countries(year), unknown: [day('2025-01-02')] });
    const stats = usage(whole('views', daily('01-01', 10, 10, 10)), table);
    const perDay = views(stats, YEAR, { breakdown: 'countries', granularity: 'day' });
    expect(values(perDay)['DE']).to.deep.equal([10, null, 10]);
    const perMonth = views(stats, YEAR, { breakdown: 'countries' });
    expect(values(perMonth)['DE']).to.deep.equal([20]);
    expect(coverages(perMonth)).to.deep.equal(['2/3']);
    expect(coverages(views(stats))).to.deep.equal(['all']);
  });

  it('does not move an unreadable value into other', () => {
    const countries = parts('views', 'countries', { DE: daily('01-01', 10, NaN, 10) });
    const table: TableOf = (year) => ({ ...countries(year), unknown: [day('2025-01-02')] });
    const stats = usage(whole('views', daily('01-01', 10, 10, 10)), table);
    for (const granularity of ['day', 'month'] as const) {
      const view = views(stats, YEAR, { breakdown: 'countries', granularity });
      expect(Object.keys(values(view)), granularity).to.deep.equal(['DE']);
    }
  });
});

describe('W7: timelineView of a year that was not provided', () => {
  const stats = new Stats(
    [2022, 2023, 2024].map((year) =>
      year === 2023
        ? blockOf('usage-delta', year, whole('downloads', everyDay(year, 1)))
        : blockOf(
            'usage-delta',
            year,
            whole('views', everyDay(year, 4)),
            parts('views', 'countries', { DE: everyDay(year, 4) }),
          ),
    ),
  );
  const options = { granularity: 'year' } as const;

  it('returns a gap for a year that was not provided, in the whole and in every part', () => {
    const range = days('2022-01-01', '2024-12-31');
    const expected = [4 * 365, null, 4 * 366];
    expect(values(views(stats, range, options))).to.deep.equal({ global: expected });
    expect(values(views(stats, range, { ...options, breakdown: 'countries' }))).to.deep.equal({ DE: expected });
  });

  it('does not compare with a year that was not provided, and returns the reason', () => {
    const view = views(stats, days('2024-01-01', '2024-12-31'), { ...options, ...comparedBy('year', 'year') });
    expect(view).not.to.have.any.keys('before', 'compared');
    expect(view).to.include({ notCompared: 'missing' });
  });
});

describe('timelineView by parts', () => {
  const three = {
    text: { '01-10': 10, '02-10': 1 },
    image: { '01-10': 5, '02-10': 30 },
    video: { '01-10': 2, '02-10': 2 },
  };

  it('returns the largest parts, the largest first, with the given names', () => {
    const stats = usage(parts('views', 'languages', three));
    const view = views(stats, YEAR, { breakdown: 'languages', naming: (breakdown, id) => `${breakdown}:${id}` });
    expect(view.breakdown).to.equal('languages');
    expect(view.series.map(({ id, label }) => [id, label])).to.deep.equal([
      ['image', 'languages:image'],
      ['text', 'languages:text'],
      ['video', 'languages:video'],
    ]);
    expect(values(view)).to.deep.equal({ image: [5, 30], text: [10, 1], video: [2, 2] });
  });

  it('adds up the rest as other, last, if parts do not add up to the whole', () => {
    const stats = usage(whole('views', { '01-10': 100, '02-10': 100 }), parts('views', 'languages', three));
    const view = views(stats, YEAR, { breakdown: 'languages', maxSeries: 1 });
    expect(values(view)).to.deep.equal({ image: [5, 30], [OTHER]: [12, 3] });
    expect(view.series.at(-1)!.id).to.equal(OTHER);
  });

  it('B1: returns what the shown parts leave of the whole as other if parts add up to it', () => {
    const stats = usage(whole('views', { '01-10': 100, '02-10': 40 }), parts('views', 'resourceTypes', three));
    const view = views(stats, YEAR, { breakdown: 'resourceTypes', maxSeries: 1 });
    expect(values(view)).to.deep.equal({ image: [5, 30], [OTHER]: [95, 10] });
  });

  it('B1: returns the sum of the rest as other if the whole was not sent', () => {
    const stats = usage(parts('views', 'resourceTypes', three));
    const view = views(stats, YEAR, { breakdown: 'resourceTypes', maxSeries: 2 });
    expect(values(view)).to.deep.equal({ image: [5, 30], text: [10, 1], [OTHER]: [2, 2] });
  });

  it('C10: never returns a negative other, even if the parts exceed the whole', () => {
    const stats = usage(whole('views', { '01-10': 100, '02-10': 7 }), parts('views', 'resourceTypes', three));
    expect(values(views(stats, YEAR, { breakdown: 'resourceTypes', maxSeries: 1 }))[OTHER]).to.deep.equal([95, 0]);
  });

  it('C9: does not move a missing value of a part into other', () => {
    const stats = totals(
      whole('records', { '01-31': 100, '02-28': 100, '03-31': 100 }),
      parts('records', 'resourceTypes', { text: { '01-31': 60, '03-31': 70 } }),
    );
    expect(values(records(stats, YEAR, { breakdown: 'resourceTypes' }))).to.deep.equal({
      text: [60, 60, 70],
      [OTHER]: [40, 40, 30],
    });
  });

  it('C12: does not subtract a part from other before its first value', () => {
    const stats = totals(
      whole('records', { '01-31': 10, '02-28': 12 }),
      parts('records', 'resourceTypes', { text: { '02-28': 9 } }),
    );
    expect(values(records(stats, YEAR, { breakdown: 'resourceTypes' }))).to.deep.equal({
      text: [null, 9],
      [OTHER]: [10, 3],
    });
  });

  it('C12: does not add a part to other before its first value', () => {
    const stats = totals(
      whole('records', { '01-31': 10, '02-28': 12 }),
      parts('records', 'languages', { eng: { '01-31': 8, '02-28': 9 }, deu: { '02-28': 3 }, fra: { '02-28': 1 } }),
    );
    expect(values(records(stats, YEAR, { breakdown: 'languages', maxSeries: 1 }))).to.deep.equal({
      eng: [8, 9],
      [OTHER]: [0, 4],
    });
  });

  it('returns no other if nothing is left in any bucket', () => {
    const all = whole('views', { '01-10': 17, '02-10': 33 });
    const stats = usage(all, parts('views', 'resourceTypes', three), parts('views', 'languages', three));
    for (const breakdown of ['resourceTypes', 'languages'] as const) {
      expect(Object.keys(values(views(stats, YEAR, { breakdown })))).to.deep.equal(['image', 'text', 'video']);
    }
  });

  it('B7: includes hidden parts neither in the series nor in other', () => {
    const stats = usage(
      whole('views', { '01-10': 100, '02-10': 100 }),
      parts('views', 'publishers', { unknown: { '01-10': 70, '02-10': 98 }, mit: { '01-10': 20, '02-10': 2 } }),
    );
    expect(values(views(stats, YEAR, { breakdown: 'publishers' }))).to.deep.equal({ mit: [20, 2], [OTHER]: [10, 0] });
  });

  it("B13: returns a part whose id is 'other' beside other", () => {
    const stats = usage(whole('views', { '01-10': 7 }), parts('views', 'resourceTypes', { other: { '01-10': 6 } }));
    expect(values(views(stats, YEAR, { breakdown: 'resourceTypes' }))).to.deep.equal({ other: [6], [OTHER]: [1] });
  });

  it('C13: drops parts that are 0 throughout', () => {
    const stats = usage(parts('views', 'languages', { deu: { '01-10': 0, '02-10': 0 }, eng: { '02-10': 1 } }));
    expect(Object.keys(values(views(stats, YEAR, { breakdown: 'languages' })))).to.deep.equal(['eng']);
  });

  it('C13: keeps negative parts', () => {
    const stats = new Stats([
      blockOf(
        'content-delta',
        2025,
        parts('records', 'languages', { deu: { '01-10': -4, '02-10': -1 }, eng: { '01-10': 1, '02-10': 0 } }),
      ),
    ]);
    const view = views(stats, YEAR, { metric: 'records', breakdown: 'languages' });
    expect(values(view)).to.deep.equal({ eng: [1, 0], deu: [-4, -1] });
  });

  it('C13: keeps parts whose values sum to 0', () => {
    const delta = new Stats([
      blockOf('content-delta', 2025, parts('records', 'languages', { deu: { '01-10': 4, '02-10': -4 } })),
    ]);
    expect(values(views(delta, YEAR, { metric: 'records', breakdown: 'languages' }))).to.deep.equal({ deu: [4, -4] });
    const snapshot = totals(parts('records', 'filePresence', { with_files: { '01-31': 4, '02-28': 0 } }));
    expect(values(records(snapshot, YEAR, { breakdown: 'filePresence' }))).to.deep.equal({ with_files: [4, 0] });
  });

  it('returns no total of a part in months whose last list does not have it, but adds it to other', () => {
    const lists = {
      text: { '01-31': 4, '02-28': 4, '03-31': 5 },
      image: { '01-31': 3, '03-31': 3 },
      video: { '02-28': 1 },
    };
    const all = whole('records', { '01-31': 7, '02-28': 8, '03-31': 9 });
    const of = (breakdown: Breakdown) =>
      values(records(totals(all, parts('records', breakdown, lists)), YEAR, { breakdown }));
    expect(of('resourceTypes')).to.deep.equal({ text: [4, 4, 5], image: [3, null, 3], [OTHER]: [0, 4, 1] });
    expect(of('subjects')).to.deep.equal({ text: [4, 4, 5], image: [3, null, 3] });
  });

  it('ranks parts by their values in the range only', () => {
    const stats = usage(parts('views', 'languages', three));
    const january = views(stats, days('2025-01-01', '2025-01-31'), { breakdown: 'languages' });
    expect(Object.keys(values(january))).to.deep.equal(['text', 'image', 'video']);
  });
});

describe('timelineView without series', () => {
  const stats = usage(
    whole('views', daily('03-01', 1, 2, 3)),
    whole('downloads'),
    parts('views', 'funders', {}),
    parts('views', 'languages', { deu: { '03-01': 0 } }),
  );

  it('W7: has the absence "missing" if the metric or the breakdown was not sent', () => {
    expect(views(stats, YEAR, { metric: 'visitors' })).to.deep.include({ series: [], absence: 'missing' });
    expect(views(stats, YEAR, { kind: 'snapshot' }), 'no year').to.deep.include({ series: [], absence: 'empty' });
    expect(views(stats, YEAR, { breakdown: 'countries' })).to.deep.include({ series: [], absence: 'missing' });
    expect(views(Stats.empty), 'no year').to.deep.include({ series: [], absence: 'empty' });
  });

  it('has the absence "empty" for series without points or with zeros only', () => {
    expect(views(stats, YEAR, { metric: 'downloads' })).to.deep.include({ series: [], absence: 'empty' });
    expect(views(stats, YEAR, { breakdown: 'funders' })).to.deep.include({ series: [], absence: 'empty' });
    expect(views(stats, YEAR, { breakdown: 'languages' })).to.deep.include({ series: [], absence: 'empty' });
  });

  it('has the absence "empty" for a range before or after the counted days, even in the same month', () => {
    for (const range of [
      days('2025-01-01', '2025-02-28'),
      days('2025-04-01', '2025-12-31'),
      days('2025-03-04', '2025-03-31'),
      days('2026-01-01', '2026-12-31'),
    ]) {
      expect(views(stats, range)).to.deep.include({ series: [], absence: 'empty' });
    }
    const late = usage(whole('views', { '03-20': 1 }));
    expect(views(late, days('2025-03-01', '2025-03-19'))).to.deep.include({ series: [], absence: 'empty' });
  });

  it('has no absence if it has series', () => expect(views(stats)).not.to.have.property('absence'));
});

describe('timelineView with a comparison', () => {
  const stats = new Stats([
    blockOf('usage-delta', 2024, whole('views', everyDay(2024, 1))),
    blockOf('usage-delta', 2025, whole('views', run('01-01', 69, 2))),
  ]);
  const before = (view: TimelineView) =>
    view.before?.buckets.map(({ start, end, value }) => `${start}/${end} ${value}`) ?? [];

  it('compares with the same dates of the year before, with the unfinished bucket cut at the same day', () => {
    const view = views(stats, YEAR, comparedBy('month', 'year'));
    expect(values(view)).to.deep.equal({ global: [62, 56, 20] });
    expect(before(view)).to.deep.equal([
      '2024-01-01/2024-01-31 31',
      '2024-02-01/2024-02-29 29',
      '2024-03-01/2024-03-10 10',
    ]);
    expect(view.compared).to.deep.equal({ start: '2024-01-01', end: '2024-03-10' });
    expect(view).not.to.have.property('notCompared');
  });

  it('pairs weeks with weeks of the year before: the same weekdays', () => {
    const view = views(stats, days('2025-01-06', '2025-01-19'), { granularity: 'week', ...comparedBy('week', 'year') });
    expect(before(view)).to.deep.equal(['2024-01-08/2024-01-14 7', '2024-01-15/2024-01-21 7']);
  });

  it('pairs months with the whole months before them, also a month that is not over', () => {
    const view = views(stats, days('2025-02-01', '2025-03-31'), comparedBy('month'));
    expect(values(view)).to.deep.equal({ global: [56, 20] });
    expect(before(view)).to.deep.equal(['2024-12-01/2024-12-31 31', '2025-01-01/2025-01-31 62']);
    expect(view.compared).to.deep.equal({ start: '2024-12-01', end: '2025-01-31' });
  });

  it('pairs the counted days of a period with as many days directly before it', () => {
    const view = views(stats, days('2025-03-08', '2025-03-31'), { granularity: 'day', ...comparedBy('day') });
    expect(before(view)).to.deep.equal([
      '2025-03-05/2025-03-05 2',
      '2025-03-06/2025-03-06 2',
      '2025-03-07/2025-03-07 2',
    ]);
  });

  it('pairs the totals of buckets with totals, each on the last day of its bucket', () => {
    const total = totals(whole('records', { ...run('01-01', 31, 3), ...run('02-01', 28, 4), ...run('03-01', 5, 6) }));
    const view = records(total, days('2025-02-01', '2025-03-31'), comparedBy('month'));
    expect(before(view)).to.deep.equal(['2024-12-01/2024-12-31 null', '2025-01-01/2025-01-31 3']);
  });

  it('returns the reason if nothing was counted in the earlier period', () => {
    for (const compare of ['year', 'previous'] as const) {
      const view = views(stats, days('2024-01-01', '2024-01-31'), comparedBy('month', compare));
      expect(view, compare).to.include({ notCompared: 'nothing' });
      expect(view, compare).not.to.have.any.keys('before', 'compared');
    }
  });

  it('does not compare a period that begins with the first day of all time with days before it', () => {
    const comparison = { compare: 'previous', granularity: 'month', earliest: day('2024-02-01') } as const;
    expect(views(stats, days('2024-02-01', '2024-03-31'), { comparison })).to.include({ notCompared: 'nothing' });
    expect(before(views(stats, days('2024-03-01', '2024-03-31'), { comparison }))).to.deep.equal([
      '2024-02-01/2024-02-29 29',
    ]);
  });

  it('begins the earlier days with the first counted day within an earlier bucket', () => {
    const young = new Stats([
      blockOf('usage-delta', 2025, whole('views', run('02-20', 300, 1))),
      blockOf('usage-delta', 2026, whole('views', everyDay(2026, 1))),
    ]);
    const view = views(young, days('2026-01-01', '2026-03-31'), comparedBy('month', 'year'));
    expect(before(view)).to.deep.equal([
      '2025-01-01/2025-01-31 null',
      '2025-02-20/2025-02-28 9',
      '2025-03-01/2025-03-31 31',
    ]);
    expect(view.before!.buckets.map(({ partial }) => partial)).to.deep.equal([false, true, false]);
    // A figure of the same period names the same days.
    expect(view.compared).to.deep.equal({ start: '2025-02-20', end: '2025-03-31' });
  });

  it('returns gaps in the earlier days, and marks earlier buckets that were partly counted', () => {
    const holes = new Stats([
      blockOf('usage-delta', 2024, whole('views', { ...run('01-01', 30, 1), ...run('03-01', 31, 1) })),
      blockOf('usage-delta', 2025, whole('views', everyDay(2025, 1))),
    ]);
    const view = views(holes, days('2025-01-01', '2025-03-31'), comparedBy('month', 'year'));
    expect(before(view)).to.deep.equal([
      '2024-01-01/2024-01-31 30',
      '2024-02-01/2024-02-29 null',
      '2024-03-01/2024-03-31 31',
    ]);
    expect(view.before!.buckets.map(({ coverage }) => coverage)).to.deep.equal([
      { counted: 30, days: 31 },
      undefined,
      undefined,
    ]);
  });

  it('compares 28 February with one day, in a leap year too', () => {
    const options = { granularity: 'day', ...comparedBy('day', 'year') } as const;
    expect(before(views(stats, days('2025-02-27', '2025-03-01'), options))).to.deep.equal([
      '2024-02-27/2024-02-27 1',
      '2024-02-28/2024-02-28 1',
      '2024-03-01/2024-03-01 1',
    ]);
  });

  it('compares 29 February with no day of a year that has none', () => {
    const leap = new Stats([
      blockOf('usage-delta', 2023, whole('views', everyDay(2023, 1))),
      blockOf('usage-delta', 2024, whole('views', everyDay(2024, 1))),
    ]);
    const options = { granularity: 'day', ...comparedBy('day', 'year') } as const;
    expect(before(views(leap, days('2024-02-28', '2024-03-01'), options))).to.deep.equal([
      '2023-02-28/2023-02-28 1',
      '2023-02-28/2023-02-28 null',
      '2023-03-01/2023-03-01 1',
    ]);
  });

  it('does not compare parts, as two stacks cannot be distinguished, and returns the reason', () => {
    const divided = usage(
      whole('views', run('01-01', 59, 1)),
      parts('views', 'languages', { eng: run('01-01', 59, 1) }),
    );
    const options = { breakdown: 'languages', ...comparedBy('month') } as const;
    const view = views(divided, days('2025-02-01', '2025-02-28'), options);
    expect(view).to.include({ notCompared: 'parts' });
    expect(view).not.to.have.any.keys('before', 'compared');
  });

  it('returns no comparison if none was chosen, or if there is nothing to draw', () => {
    const keys = ['before', 'compared', 'notCompared'];
    expect(views(stats)).not.to.have.any.keys(...keys);
    expect(views(stats, days('2026-01-01', '2026-12-31'), comparedBy('month'))).not.to.have.any.keys(...keys);
  });
});
