import { expect } from '@open-wc/testing';
import { day } from '../../../test/builders.js';
import { isoDay } from '../../data/day.js';
import { countedThrough, daysOf, isoMonth, monthFrom, monthOf, yearOfMonth } from './months.js';

describe('months', () => {
  it('are counted from one year to the next', () => {
    expect(monthFrom('2025-01')! - monthFrom('2024-12')!).to.equal(1);
    expect(monthOf(day('2024-12-31'))).to.equal(monthFrom('2024-12'));
    expect(yearOfMonth(monthFrom('2024-12')!)).to.equal(2024);
    expect(isoMonth(monthFrom('2024-02')!)).to.equal('2024-02');
    expect(daysOf(monthFrom('2024-02')!)).to.deep.equal({ start: day('2024-02-01'), end: day('2024-02-29') });
  });

  for (const text of ['2024-13', '2024-00', '2024-1', '24-01', '2024-01-01', ' 2024-01', '', 202401, null, undefined]) {
    it(`are not read from ${JSON.stringify(text)}`, () => expect(monthFrom(text)).to.be.undefined);
  }
});

describe('countedThrough', () => {
  const through = (last: string, today: string): string => isoDay(countedThrough(monthFrom(last)!, day(today)));

  it('returns today for a series that ends with the running month', () => {
    expect(through('2025-03', '2025-03-14')).to.equal('2025-03-14');
  });

  it('returns a day before the end of a month for a series that was computed in it, up to seven days ago', () => {
    expect(through('2025-02', '2025-03-03')).to.equal('2025-02-24');
    expect(through('2025-02', '2025-03-30')).to.equal('2025-02-27');
  });

  it('returns today where the month has already begun at the server only', () => {
    expect(through('2025-04', '2025-03-31')).to.equal('2025-03-31');
  });
});
