import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { day, days, print } from '../../test/builders.js';
import { GRANULARITIES, type Granularity } from '../vocabulary/terms.js';
import { addUnits, endOf, startOf } from './calendar.js';
import {
  dayFrom,
  dayOfTime,
  dayTime,
  daysInYear,
  isoDay,
  localDayOfTime,
  now,
  overlap,
  parseDay,
  today,
  weekday,
  yearOf,
  yearStart,
} from './day.js';

/** Any day of 1900–2100. */
const anyDay = fc.integer({ min: day('1900-01-01'), max: day('2100-12-31') });
const anyUnit = fc.constantFrom(...GRANULARITIES);
const unitOf = (unit: Granularity, iso: string): string =>
  print({ start: startOf(unit, day(iso)), end: endOf(unit, day(iso)) });

describe('day', () => {
  it('counts days from 1970-01-01', () => {
    expect(parseDay('1970-01-01')).to.equal(0);
    expect(parseDay('1970-01-02')).to.equal(1);
    expect(parseDay('1969-12-31')).to.equal(-1);
    expect(parseDay('2026-08-19')).to.equal(20_684);
  });

  it('writes every day so that parseDay reads it back', () => {
    fc.assert(
      fc.property(anyDay, (any) => {
        expect(parseDay(isoDay(any))).to.equal(any);
      }),
    );
  });

  it('writes days as the calendar of JavaScript does', () => {
    fc.assert(
      fc.property(anyDay, (any) => {
        expect(isoDay(any)).to.equal(new Date(any * 86_400_000).toISOString().slice(0, 10));
      }),
    );
  });

  it('writes every day of 400 years, after which the calendar repeats itself, as JavaScript does', () => {
    const written = (any: number): string => new Date(any * 86_400_000).toISOString().slice(0, 10);
    const [first, last] = [dayFrom(1800, 1, 1)!, dayFrom(2199, 12, 31)!];
    for (let any = first; any <= last; any++) if (isoDay(any) !== written(any)) expect.fail(isoDay(any), written(any));
    for (const [year, month, dayOfMonth] of [
      [0, 1, 1],
      [0, 2, 29],
      [0, 3, 1],
      [4, 2, 29],
      [400, 2, 29],
      [9999, 12, 31],
    ] as const) {
      const any = dayFrom(year, month, dayOfMonth)!;
      expect(isoDay(any)).to.equal(written(any));
    }
  });

  it('D1: makes a day from its parts only if the calendar has it', () => {
    expect(dayFrom(2026, 8, 19)).to.equal(day('2026-08-19'));
    expect(dayFrom(2024, 2, 29)).to.equal(day('2024-02-29'));
    expect(dayFrom(2000, 2, 29)).to.equal(day('2000-02-29'));
    for (const [year, month, dayOfMonth] of [
      [2025, 2, 29],
      [1900, 2, 29],
      [2025, 4, 31],
      [2025, 12, 32],
      [2025, 0, 1],
      [2025, 13, 1],
      [2025, 1, 0],
      [2025, 1, -1],
    ] as const) {
      expect(dayFrom(year, month, dayOfMonth), `${year}-${month}-${dayOfMonth}`).to.be.undefined;
    }
  });

  it('does not move a year of two digits into the 20th century', () => {
    expect(isoDay(dayFrom(25, 5, 30)!)).to.equal('0025-05-30');
  });

  it('reads a day only from YYYY-MM-DD', () => {
    for (const text of [
      '',
      '2025',
      '2025-05',
      '05-30',
      '2025-5-30',
      '25-05-30',
      '2025-05-30T00:00',
      ' 2025-05-30',
      '2025-05-30\n',
      '2025/05/30',
      '30.05.2025',
      '2025-02-29',
      '2025-13-01',
      '2025-00-10',
      '٢٠٢٥-٠٥-٣٠',
    ]) {
      expect(parseDay(text), text).to.be.undefined;
    }
  });

  it('begins and ends a day at midnight in UTC, whatever the time zone of the reader', () => {
    const midnight = Date.UTC(2025, 4, 30);
    expect(dayTime(day('2025-05-30'))).to.equal(midnight);
    expect(isoDay(dayOfTime(midnight))).to.equal('2025-05-30');
    expect(isoDay(dayOfTime(midnight - 1))).to.equal('2025-05-29');
    expect(isoDay(dayOfTime(midnight + 86_399_999))).to.equal('2025-05-30');
    expect(isoDay(dayOfTime(-1))).to.equal('1969-12-31');
  });

  it('returns the day of a time in the time zone of the reader', () => {
    const local = new Intl.DateTimeFormat('sv', { dateStyle: 'short' });
    for (let hour = 0; hour < 72; hour++) {
      const time = Date.parse('2026-03-28T00:00Z') + hour * 3_600_000;
      expect(isoDay(localDayOfTime(time))).to.equal(local.format(time));
    }
  });

  it('returns the UTC date as today', () => {
    const before = new Date().toISOString().slice(0, 10);
    const found = isoDay(today());
    const after = new Date().toISOString().slice(0, 10);
    expect([before, after]).to.include(found);
  });

  it('returns the current time as now', () => {
    const [before, moment, after] = [Date.now(), now(), Date.now()];
    expect(moment).to.be.within(before, after);
  });

  it('D7: has every day of a month with a change of the clocks once', () => {
    for (const [first, last, length] of [
      ['2025-03-01', '2025-03-31', 31],
      ['2026-03-01', '2026-03-31', 31],
      ['2025-10-01', '2025-10-31', 31],
      ['2025-11-01', '2025-11-30', 30],
    ] as const) {
      const { start, end } = days(first, last);
      const dates = Array.from({ length: end - start + 1 }, (_, i) => isoDay(start + i));
      expect(dates).to.have.length(length);
      expect(dates).to.deep.equal(
        Array.from({ length }, (_, i) => `${first.slice(0, 8)}${String(i + 1).padStart(2, '0')}`),
      );
      expect(dates.map((date) => startOf('month', day(date)))).to.deep.equal(dates.map(() => start));
    }
  });

  it('D8: assigns 1 January to the year it begins and 31 December to the one it ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2100 }), (year) => {
        expect(isoDay(yearStart(year))).to.equal(`${year}-01-01`);
        expect(yearOf(yearStart(year))).to.equal(year);
        expect(yearOf(yearStart(year) - 1)).to.equal(year - 1);
      }),
    );
  });

  it('returns 366 days for a year with a 29 February', () => {
    expect([1900, 2000, 2023, 2024, 2025, 2100].map(daysInYear)).to.deep.equal([365, 366, 365, 366, 365, 365]);
  });

  it('counts weekdays from Monday', () => {
    expect(['2026-08-17', '2026-08-19', '2026-08-23', '1969-12-29'].map((iso) => weekday(day(iso)))).to.deep.equal([
      0, 2, 6, 0,
    ]);
    fc.assert(
      fc.property(anyDay, (any) => {
        expect((weekday(any) + 1) % 7).to.equal(new Date(any * 86_400_000).getUTCDay());
      }),
    );
  });
});

describe('startOf and endOf', () => {
  const rows: [unit: Granularity, iso: string, expected: string][] = [
    ['day', '2026-08-19', '2026-08-19/2026-08-19'],
    ['week', '2026-08-19', '2026-08-17/2026-08-23'],
    ['week', '2026-08-17', '2026-08-17/2026-08-23'],
    ['week', '2026-08-23', '2026-08-17/2026-08-23'],
    ['month', '2026-08-19', '2026-08-01/2026-08-31'],
    ['month', '2024-02-29', '2024-02-01/2024-02-29'],
    ['month', '2025-02-28', '2025-02-01/2025-02-28'],
    ['month', '2025-12-31', '2025-12-01/2025-12-31'],
    ['quarter', '2026-08-19', '2026-07-01/2026-09-30'],
    ['quarter', '2026-01-01', '2026-01-01/2026-03-31'],
    ['quarter', '2025-12-31', '2025-10-01/2025-12-31'],
    ['year', '2026-08-19', '2026-01-01/2026-12-31'],
    ['year', '2024-02-29', '2024-01-01/2024-12-31'],
    ['year', '1969-06-15', '1969-01-01/1969-12-31'],
  ];
  for (const [unit, iso, expected] of rows) {
    it(`returns the ${unit} ${expected} for ${iso}`, () => expect(unitOf(unit, iso)).to.equal(expected));
  }

  it('D1: begins and ends a quarter with its own months also on the 29th to 31st', () => {
    expect(unitOf('quarter', '2026-05-31')).to.equal('2026-04-01/2026-06-30');
    expect(unitOf('quarter', '2025-03-29')).to.equal('2025-01-01/2025-03-31');
    expect(unitOf('quarter', '2025-08-31')).to.equal('2025-07-01/2025-09-30');
    expect(unitOf('quarter', '2024-01-30')).to.equal('2024-01-01/2024-03-31');
  });

  it('returns one ISO week over the end of a year', () => {
    for (const [within, week] of [
      ['2021-01-03', '2020-12-28/2021-01-03'],
      ['2020-12-31', '2020-12-28/2021-01-03'],
      ['2025-01-01', '2024-12-30/2025-01-05'],
      ['2024-12-29', '2024-12-23/2024-12-29'],
      ['2026-12-31', '2026-12-28/2027-01-03'],
      ['2024-02-29', '2024-02-26/2024-03-03'],
    ] as const) {
      expect(unitOf('week', within), within).to.equal(week);
    }
  });

  it('returns a unit that includes the day and is followed by the next one without a gap', () => {
    fc.assert(
      fc.property(anyUnit, anyDay, (unit, any) => {
        const [start, end] = [startOf(unit, any), endOf(unit, any)];
        expect(any).to.be.within(start, end);
        expect([startOf(unit, start), startOf(unit, end)]).to.deep.equal([start, start]);
        expect(startOf(unit, end + 1)).to.equal(end + 1);
        expect(startOf(unit, start - 1)).to.be.below(start);
      }),
    );
  });

  it('returns seven days from a Monday for a week', () => {
    fc.assert(
      fc.property(anyDay, (any) => {
        expect(weekday(startOf('week', any))).to.equal(0);
        expect(endOf('week', any) - startOf('week', any)).to.equal(6);
      }),
    );
  });
});

describe('addUnits', () => {
  const rows: [iso: string, unit: Granularity, count: number, expected: string][] = [
    ['2025-05-30', 'day', 3, '2025-06-02'],
    ['2025-01-01', 'day', -1, '2024-12-31'],
    ['2024-12-30', 'week', 1, '2025-01-06'],
    ['2025-01-01', 'week', -2, '2024-12-18'],
    ['2025-05-30', 'month', 1, '2025-06-30'],
    ['2025-01-31', 'month', 1, '2025-02-28'],
    ['2024-01-31', 'month', 1, '2024-02-29'],
    ['2025-03-31', 'month', -1, '2025-02-28'],
    ['2025-01-15', 'month', -13, '2023-12-15'],
    ['2025-05-31', 'quarter', -1, '2025-02-28'],
    ['2025-11-30', 'quarter', 1, '2026-02-28'],
    ['2024-02-29', 'year', 1, '2025-02-28'],
    ['2024-02-29', 'year', -4, '2020-02-29'],
    ['2025-05-30', 'year', 0, '2025-05-30'],
  ];
  for (const [iso, unit, count, expected] of rows) {
    it(`adds ${count} × ${unit} to ${iso} and returns ${expected}`, () =>
      expect(isoDay(addUnits(unit, day(iso), count))).to.equal(expected));
  }

  it('returns the first day of a unit for the first day of another', () => {
    fc.assert(
      fc.property(anyUnit, anyDay, fc.integer({ min: -50, max: 50 }), (unit, any, count) => {
        const moved = addUnits(unit, startOf(unit, any), count);
        expect(startOf(unit, moved)).to.equal(moved);
        expect(addUnits(unit, moved, -count)).to.equal(startOf(unit, any));
      }),
    );
  });
});

describe('overlap', () => {
  const june = days('2025-06-01', '2025-06-30');
  it('returns the days of both ranges', () => {
    expect(print(overlap(june, days('2025-06-20', '2025-07-10'))!)).to.equal('2025-06-20/2025-06-30');
    expect(print(overlap(days('2025-05-01', '2025-06-01'), june)!)).to.equal('2025-06-01/2025-06-01');
    expect(overlap(june, days('2025-06-10', '2025-06-12'))).to.deep.equal(days('2025-06-10', '2025-06-12'));
  });
  it('returns undefined if the ranges have no common day', () => {
    expect(overlap(june, days('2025-07-01', '2025-07-31'))).to.be.undefined;
    expect(overlap(june, days('2025-05-01', '2025-05-31'))).to.be.undefined;
  });
});
