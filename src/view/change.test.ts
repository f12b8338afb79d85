import { expect } from '@open-wc/testing';
import { blockOf, daily, day, days, everyDay, parts, print, whole, type Points } from '../../test/builders.js';
import { Stats } from '../data/stats.js';
import { changeOf, comparedDays, comparedWith, countedOf } from './change.js';

describe('changeOf', () => {
  for (const [value, before, expected] of [
    [112, 100, { direction: 'up', ratio: 0.12 }],
    [75, 100, { direction: 'down', ratio: -0.25 }],
    [100, 100, { direction: 'same', ratio: 0 }],
    [0, 100, { direction: 'down', ratio: -1 }],
  ] as const) {
    it(`returns the direction ${expected.direction} and the ratio ${expected.ratio} for a change from ${before} to ${value}`, () => {
      expect(changeOf(value, before, 'count')).to.deep.equal(expected);
    });
  }

  for (const [value, before] of [
    [7, 0],
    [7, 4],
    [7, -20],
    [-7, 20],
  ] as const) {
    it(`returns no ratio for a change from ${before} to ${value}`, () => {
      expect(changeOf(value, before, 'count').ratio).to.equal(null);
    });
  }

  it('returns a ratio of bytes of any size', () => {
    expect(changeOf(3, 2, 'bytes').ratio).to.equal(0.5);
    expect(changeOf(3, 0, 'bytes').ratio).to.equal(null);
  });

  it('returns no ratio if some of the days were not counted', () => {
    expect(changeOf(112, 100, 'count', true)).to.deep.equal({ direction: 'up', ratio: null });
  });
});

describe('comparedDays', () => {
  it('writes days as ISO dates and marks them as partial only if some were not counted', () => {
    const range = days('2025-02-01', '2025-02-28');
    expect(comparedDays({ ...range, partial: false })).to.deep.equal({ start: '2025-02-01', end: '2025-02-28' });
    expect(comparedDays({ ...range, partial: true })).to.deep.equal({
      start: '2025-02-01',
      end: '2025-02-28',
      partial: true,
    });
  });
});

describe('countedOf', () => {
  const range = days('2025-02-01', '2025-02-28');

  it('begins a sum with the first counted day', () => {
    expect(countedOf(range, 'delta', day('2025-02-10'))).to.deep.equal({
      ...days('2025-02-10', '2025-02-28'),
      partial: true,
    });
    expect(countedOf(range, 'delta', day('2025-02-01'))).to.deep.equal({ ...range, partial: false });
  });

  it('leaves the days of a total as they are, because a total needs its last day only', () => {
    expect(countedOf(range, 'snapshot', day('2025-02-10'))).to.deep.equal({ ...range, partial: false });
  });
});

describe('comparedWith', () => {
  const run = (first: string, count: number): Points => daily(first, ...Array.from({ length: count }, () => 1));
  const views = { metric: 'views', kind: 'delta' } as const;
  const options = { compare: 'previous', granularity: 'day', earliest: day('2000-01-01') } as const;
  const usage = (points: Points): Stats => new Stats([blockOf('usage-delta', 2025, whole('views', points))]);
  const compare = (stats: Stats, from: string, to: string): string => {
    const found = comparedWith(stats, days(from, to), views, options);
    return typeof found === 'string' ? found : `${print(found)}${found.partial ? ' partial' : ''}`;
  };

  for (const [title, points, expected] of [
    [
      'compares a period of which all days were counted with the same number of days before it',
      run('05-01', 20),
      '2025-05-01/2025-05-10',
    ],
    ['compares the counted part of a period that is not over', run('05-01', 14), '2025-05-07/2025-05-10'],
    ['returns nothing to compare with a period in which counting begins', run('05-11', 10), 'nothing'],
    ['begins the earlier days with the first counted day', run('05-04', 17), '2025-05-04/2025-05-10 partial'],
    ['marks gaps in the period', { ...run('05-01', 12), ...run('05-15', 6) }, '2025-05-01/2025-05-10 partial'],
    ['marks gaps in the earlier days', { ...run('05-01', 3), ...run('05-08', 13) }, '2025-05-01/2025-05-10 partial'],
    ['returns nothing to compare if no day of the period was counted', run('05-01', 10), 'nothing'],
    ['returns nothing to compare if no day was counted at all', {}, 'nothing'],
  ] as const) {
    it(title, () => expect(compare(usage(points), '2025-05-11', '2025-05-20')).to.equal(expected));
  }

  it('returns nothing to compare before the first day of all time', () => {
    const range = days('2025-05-11', '2025-05-20');
    const earliest = range.start;
    expect(comparedWith(usage(run('05-01', 20)), range, views, { ...options, earliest })).to.equal('nothing');
  });

  it('returns "missing" for sums if a year of either period was not provided', () => {
    const of = (statistic: 'usage-delta' | 'usage-snapshot') =>
      new Stats(
        [2022, 2023, 2024, 2025].map((year) =>
          blockOf(statistic, year, whole(year === 2023 ? 'downloads' : 'views', everyDay(2023, 1))),
        ),
      );
    const range = days('2024-01-01', '2024-12-30');
    const byYear = { ...options, compare: 'year' } as const;
    expect(comparedWith(of('usage-delta'), range, views, byYear)).to.equal('missing');
    expect(comparedWith(of('usage-delta'), days('2023-07-01', '2024-12-30'), views, byYear)).to.equal('missing');
    expect(comparedWith(of('usage-delta'), days('2025-01-01', '2025-12-31'), views, byYear)).to.include({
      partial: true,
    });
    // A total needs its last day only, and may be carried to it.
    expect(comparedWith(of('usage-snapshot'), range, { ...views, kind: 'snapshot' }, byYear)).to.include({
      end: day('2023-12-30'),
      partial: true,
    });
  });

  it('marks a total as partial that is not of the requested day, in either period', () => {
    const of = (points: Points) =>
      comparedWith(
        new Stats([blockOf('usage-snapshot', 2025, whole('views', points))]),
        days('2025-05-11', '2025-05-20'),
        { ...views, kind: 'snapshot' },
        options,
      );
    expect(of({ '05-10': 1, '05-20': 2 })).to.deep.equal({ ...days('2025-05-01', '2025-05-10'), partial: false });
    expect(of({ '05-09': 1, '05-20': 2 })).to.deep.equal({ ...days('2025-05-01', '2025-05-10'), partial: true });
    expect(of({ '05-10': 1, '05-15': 2, '05-25': 3 })).to.include({ partial: true });
  });

  it('compares parts by the days on which the statistic was counted', () => {
    const stats = new Stats([
      blockOf(
        'usage-delta',
        2025,
        whole('views', run('05-01', 14)),
        parts('views', 'languages', { deu: { '05-12': 1 } }),
      ),
    ]);
    const languages = { ...views, breakdown: 'languages' } as const;
    expect(comparedWith(stats, days('2025-05-11', '2025-05-20'), languages, options)).to.deep.equal({
      ...days('2025-05-07', '2025-05-10'),
      partial: false,
    });
  });
});
