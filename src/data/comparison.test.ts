import { expect } from '@open-wc/testing';
import { day, days, print } from '../../test/builders.js';
import type { Comparison, Granularity } from '../vocabulary/terms.js';
import { comparisonShift, elapsed, shiftBack } from './comparison.js';
import { parseRange, resolveRange } from './range.js';

const TODAY = day('2026-11-22');

/** With which days those of a choice are compared. */
function compared(choice: string, granularity: Granularity, compare: Comparison, counted = TODAY): string {
  const chosen = parseRange(choice)!;
  const range = resolveRange(chosen, TODAY);
  const shift = comparisonShift(compare, { choice: chosen, range, granularity, today: TODAY });
  return shift ? print(shiftBack(elapsed(range, counted)!, shift)) : 'nothing';
}

describe('the days before', () => {
  for (const [choice, granularity, expected] of [
    ['30days', 'day', '2026-09-24/2026-10-23'],
    ['12weeks', 'week', '2026-06-08/2026-08-30'],
    ['1month', 'month', '2026-10-01/2026-10-22'],
    ['12months', 'month', '2024-12-01/2025-11-22'],
    ['4quarters', 'quarter', '2025-01-01/2025-11-22'],
    ['currentQuarter', 'quarter', '2026-07-01/2026-08-22'],
    ['previousQuarter', 'quarter', '2026-04-01/2026-06-30'],
    ['yearToDate', 'month', '2025-01-01/2025-11-22'],
    ['previousYear', 'year', '2024-01-01/2024-12-31'],
    ['3years', 'year', '2021-01-01/2023-11-22'],
    ['1year', 'day', '2024-11-23/2025-11-22'],
    ['allTime', 'month', 'nothing'],
    // Days of the reader's own: calendar units where they are whole …
    ['2026-02-01/2026-02-28', 'month', '2026-01-01/2026-01-31'],
    ['2026-02-01/2026-02-28', 'day', '2026-01-01/2026-01-28'],
    ['2026-11-01/2026-11-22', 'month', '2026-10-01/2026-10-22'],
    ['2025-01-01/2025-12-31', 'year', '2024-01-01/2024-12-31'],
    // … else as many days.
    ['2026-05-30/2026-06-12', 'month', '2026-05-16/2026-05-29'],
  ] as const) {
    it(`${choice} by ${granularity}: ${expected}`, () => {
      expect(compared(choice, granularity, 'previous')).to.equal(expected);
    });
  }
});

describe('the same days a year before', () => {
  for (const [choice, granularity, expected] of [
    ['30days', 'day', '2025-10-24/2025-11-22'],
    ['12months', 'month', '2024-12-01/2025-11-22'],
    ['2years', 'year', '2024-01-01/2025-11-22'],
    ['allTime', 'month', '2010-01-01/2025-11-22'],
  ] as const) {
    it(`${choice} by ${granularity}: ${expected}`, () => {
      expect(compared(choice, granularity, 'year')).to.equal(expected);
    });
  }
});

describe('by weeks', () => {
  for (const [choice, compare, expected] of [
    ['12weeks', 'year', '2025-09-01/2025-11-23'],
    ['yearToDate', 'previous', '2025-01-02/2025-11-23'],
    ['2026-06-01/2026-06-10', 'previous', '2026-05-18/2026-05-27'],
  ] as const) {
    it(`${choice}, ${compare}: days of the same weekday, ${expected}`, () => {
      expect(compared(choice, 'week', compare)).to.equal(expected);
      const [start] = expected.split('/') as [string];
      const range = resolveRange(parseRange(choice)!, TODAY);
      expect((range.start - day(start)) % 7).to.equal(0);
    });
  }
});

describe('a period that is not over', () => {
  it('is compared with the part that had elapsed then', () => {
    expect(compared('12months', 'month', 'previous', day('2026-11-20'))).to.equal('2024-12-01/2025-11-20');
    expect(compared('30days', 'day', 'previous', day('2026-11-20'))).to.equal('2026-09-24/2026-10-21');
  });

  it('is compared with nothing before any of its days has been counted', () => {
    expect(elapsed(days('2026-11-01', '2026-11-22'), day('2026-10-31'))).to.equal(undefined);
  });
});

describe('months of different lengths', () => {
  const month = { unit: 'month', count: 1 } as const;
  for (const [range, before] of [
    [days('2026-03-01', '2026-03-31'), '2026-02-01/2026-02-28'],
    [days('2026-03-01', '2026-03-29'), '2026-02-01/2026-02-28'],
    [days('2026-03-01', '2026-03-28'), '2026-02-01/2026-02-28'],
    [days('2026-03-01', '2026-03-27'), '2026-02-01/2026-02-27'],
    [days('2026-02-01', '2026-02-28'), '2026-01-01/2026-01-31'],
  ] as const) {
    it(`${print(range)}, a month before: ${before}`, () => {
      expect(print(shiftBack(range, month))).to.equal(before);
    });
  }

  for (const [only, shift, before] of [
    ['2025-02-28', { unit: 'year', count: 1 }, '2024-02-28'],
    ['2026-04-30', { unit: 'month', count: 1 }, '2026-03-30'],
    ['2026-03-31', { unit: 'month', count: 1 }, '2026-02-28'],
  ] as const) {
    it(`a single day is compared with a single day: ${only} with ${before}`, () => {
      expect(print(shiftBack(days(only), shift))).to.equal(`${before}/${before}`);
    });
  }

  it('the leap day, a year before, is 28 February', () => {
    expect(print(shiftBack(days('2024-02-29'), { unit: 'year', count: 1 }))).to.equal('2023-02-28/2023-02-28');
  });
});
