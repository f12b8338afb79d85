import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { day, days, print } from '../../test/builders.js';
import { runs } from '../../test/runs.js';
import { GRANULARITIES, type Comparison, type Granularity } from '../vocabulary/terms.js';
import { comparedSpan } from './compared-span.js';
import { earlierBuckets, earlierDays } from './comparison.js';
import { endOf, startOf } from './calendar.js';
import { daysIn, yearOf, yearStart, type Day, type DayRange } from './day.js';
import { PRESET_NAMES, presetRange } from './range.js';
import { buckets } from './resample.js';

const EARLIEST = day('2000-01-01');

function compared(period: string, granularity: Granularity, compare: Exclude<Comparison, 'none'>): string {
  const [start, end] = period.split('/') as [string, string];
  const earlier = earlierDays(days(start, end), { compare, granularity, earliest: EARLIEST });
  return earlier ? print(earlier) : 'nothing';
}

describe('earlierDays for `previous`', () => {
  for (const [period, granularity, expected] of [
    // As many days, directly before.
    ['2025-03-01/2025-03-31', 'day', '2025-01-29/2025-02-28'],
    ['2024-07-01/2024-09-30', 'day', '2024-03-31/2024-06-30'],
    ['2024-01-01/2024-12-31', 'day', '2022-12-31/2023-12-31'],
    ['2025-03-01/2025-03-31', 'week', '2025-01-29/2025-02-28'],
    ['2025-06-02/2025-06-15', 'week', '2025-05-19/2025-06-01'],
    ['2025-05-30/2025-06-12', 'month', '2025-05-16/2025-05-29'],
    // A month that is not over: as many days, too.
    ['2025-11-01/2025-11-10', 'month', '2025-10-22/2025-10-31'],
    ['2024-12-01/2025-11-29', 'month', '2023-12-03/2024-11-30'],
    // Whole months: as many months.
    ['2025-03-01/2025-03-31', 'month', '2025-02-01/2025-02-28'],
    ['2025-02-01/2025-02-28', 'month', '2025-01-01/2025-01-31'],
    ['2024-07-01/2024-09-30', 'quarter', '2024-04-01/2024-06-30'],
    ['2024-01-01/2024-12-31', 'year', '2023-01-01/2023-12-31'],
    ['2025-02-01/2025-03-31', 'quarter', '2024-12-01/2025-01-31'],
    // There is nothing before all time.
    ['2000-01-01/2025-03-31', 'month', 'nothing'],
  ] as const) {
    it(`compares ${period} by ${granularity} with ${expected} before it`, () => {
      expect(compared(period, granularity, 'previous')).to.equal(expected);
    });
  }
});

describe('earlierDays for `year`', () => {
  for (const [period, granularity, expected] of [
    ['2025-03-01/2025-03-31', 'day', '2024-03-01/2024-03-31'],
    ['2024-02-01/2024-02-29', 'month', '2023-02-01/2023-02-28'],
    ['2025-02-01/2025-02-28', 'month', '2024-02-01/2024-02-29'],
    ['2025-02-28/2025-02-28', 'day', '2024-02-28/2024-02-28'],
    ['2024-02-29/2024-02-29', 'day', '2023-02-28/2023-02-28'],
    ['2024-12-01/2025-11-29', 'month', '2023-12-01/2024-11-29'],
    ['2025-06-02/2025-06-15', 'week', '2024-06-03/2024-06-16'],
    ['2000-01-01/2025-03-31', 'month', '1999-01-01/2024-03-31'],
  ] as const) {
    it(`compares ${period} by ${granularity} with ${expected} in the year before`, () => {
      expect(compared(period, granularity, 'year')).to.equal(expected);
    });
  }
});

describe('earlierBuckets', () => {
  const all = (period: DayRange, granularity: Granularity, compare: Exclude<Comparison, 'none'>): string[] =>
    earlierBuckets(buckets(granularity, period), { compare, granularity, earliest: EARLIEST }).map(print);

  it('pairs months with whole months, also a month that is not over', () => {
    expect(all(days('2025-10-01', '2025-11-10'), 'month', 'previous')).to.deep.equal([
      '2025-08-01/2025-08-31',
      '2025-09-01/2025-09-30',
    ]);
  });

  it('pairs buckets of a period within months with as many days each', () => {
    expect(all(days('2025-03-10', '2025-04-20'), 'month', 'previous')).to.deep.equal([
      '2025-01-27/2025-02-17',
      '2025-02-18/2025-03-09',
    ]);
  });

  it('pairs days with the days directly before the period', () => {
    expect(all(days('2025-03-01', '2025-03-03'), 'day', 'previous')).to.deep.equal([
      '2025-02-26/2025-02-26',
      '2025-02-27/2025-02-27',
      '2025-02-28/2025-02-28',
    ]);
  });

  it('pairs each bucket with the same dates of the year before', () => {
    expect(all(days('2024-02-01', '2024-03-31'), 'month', 'year')).to.deep.equal([
      '2023-02-01/2023-02-28',
      '2023-03-01/2023-03-31',
    ]);
  });

  it('returns no earlier buckets before all time, and for no buckets', () => {
    expect(all(days('2000-01-01', '2025-03-31'), 'month', 'previous')).to.deep.equal([]);
    expect(earlierBuckets([], { compare: 'previous', granularity: 'day', earliest: EARLIEST })).to.deep.equal([]);
  });
});

describe('days before a period', () => {
  const FIRST = day('2023-12-01');
  const HISTORY = 15;

  /** Calls a test for every preset and granularity on each of 400 days, two leap years among them. */
  function each(test: (period: DayRange, granularity: Granularity, label: string, today: Day) => void): void {
    for (let today = FIRST; today < FIRST + 400; today++)
      for (const preset of PRESET_NAMES)
        for (const granularity of GRANULARITIES)
          test(presetRange(preset, today, HISTORY), granularity, `${preset} by ${granularity}`, today);
  }

  it('returns earlier days that end directly before the period, for every preset and granularity on 400 days', () => {
    each((period, granularity, label, today) => {
      const options = { compare: 'previous', granularity, earliest: yearStart(yearOf(today) - HISTORY) } as const;
      const earlier = earlierDays(period, options);
      const pairs = earlierBuckets(buckets(granularity, period), options);
      if (!earlier) {
        expect(pairs, label).to.be.empty;
        return;
      }
      expect(earlier.end, label).to.equal(period.start - 1);
      expect(pairs.at(-1)!.end, label).to.equal(period.start - 1);
      expect(pairs, label).to.have.length(buckets(granularity, period).length);
      // Checked without an assertion each: there are millions of pairs.
      const isChain = pairs.every(({ start, end }, i) => start <= end && (!i || start === pairs[i - 1]!.end + 1));
      expect(isChain, label).to.be.true;
      const whole = endOf('month', period.end) === period.end && startOf('month', period.start) === period.start;
      if (!whole || granularity === 'day' || granularity === 'week')
        expect(daysIn(earlier), label).to.equal(daysIn(period));
    });
  });

  it('returns earlier days that end directly before the period, for any days', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: day('2001-01-01'), max: day('2031-12-31') }),
        fc.nat(1500),
        fc.constantFrom(...GRANULARITIES),
        (start, length, granularity) => {
          const period = { start, end: start + length };
          const options = { compare: 'previous', granularity, earliest: EARLIEST } as const;
          expect(earlierDays(period, options)!.end).to.equal(start - 1);
          const pairs = earlierBuckets(buckets(granularity, period), options);
          expect(pairs.at(-1)!.end).to.equal(start - 1);
          const all = comparedSpan(period, options)!;
          for (const { start: from } of [earlierDays(period, options)!, ...pairs])
            expect(from).to.be.at.least(all.start);
        },
      ),
      { numRuns: runs(500) },
    );
  });
});
