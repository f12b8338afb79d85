import { expect } from '@open-wc/testing';
import { blockOf, daily, days, print, whole, type Points, type TableOf } from '../../test/builders.js';
import type { YearBlock } from './year-block.js';
import { countedPart, gapsIn, yearsIn } from './coverage.js';
import { Series } from './series.js';
import { Stats } from './stats.js';

const usage = (year: number, ...tables: readonly TableOf[]): YearBlock => blockOf('usage-delta', year, ...tables);

const run = (first: string, count: number): Points => daily(first, ...Array.from({ length: count }, () => 1));

describe('gapsIn', () => {
  const counted = new Stats([usage(2025, whole('views', { ...run('05-01', 3), ...run('05-06', 2) }))]).whole(
    'views',
    'delta',
  )!;

  it('returns the number of counted days of a range and the number of all its days', () => {
    expect(gapsIn(counted, days('2025-05-01', '2025-05-07'))).to.deep.equal({ counted: 5, days: 7 });
    expect(gapsIn(counted, days('2025-05-04', '2025-05-05'))).to.deep.equal({ counted: 0, days: 2 });
    expect(gapsIn(counted, days('2024-12-31', '2025-05-01'))).to.deep.equal({ counted: 1, days: 122 });
  });

  it('returns undefined for a range of which all days were counted', () => {
    expect(gapsIn(counted, days('2025-05-01', '2025-05-03'))).to.be.undefined;
    expect(gapsIn(counted, days('2025-05-06'))).to.be.undefined;
  });
});

describe('countedPart', () => {
  const counted = new Stats([usage(2025, whole('views', { ...run('05-01', 3), ...run('05-20', 2) }))]).whole(
    'views',
    'delta',
  )!;
  for (const [from, to, expected] of [
    ['2025-05-01', '2025-05-21', '2025-05-01/2025-05-21'],
    ['2025-04-01', '2025-05-31', '2025-05-01/2025-05-21'],
    ['2025-04-01', '2025-05-10', '2025-05-01/2025-05-10'],
    ['2025-05-03', '2025-05-19', '2025-05-03/2025-05-19'],
    ['2025-05-04', '2025-05-19', 'nothing'],
    ['2025-05-22', '2025-12-31', 'nothing'],
    ['2024-01-01', '2025-04-30', 'nothing'],
  ] as const) {
    it(`returns ${expected} for ${from}/${to} if 1 to 3 and 20 to 21 May were counted`, () => {
      const part = countedPart(counted, days(from, to));
      expect(part ? print(part) : 'nothing').to.equal(expected);
    });
  }

  it('returns undefined if no day was ever counted', () => {
    expect(countedPart(new Series([]), days('2025-01-01', '2025-12-31'))).to.be.undefined;
  });
});

describe('yearsIn', () => {
  it('lists the calendar years of a range, both ends included', () => {
    expect(yearsIn(days('2022-12-31', '2025-01-01'))).to.deep.equal([2022, 2023, 2024, 2025]);
    expect(yearsIn(days('2025-05-01'))).to.deep.equal([2025]);
  });
});
