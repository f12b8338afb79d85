import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { day, days, print } from '../../test/builders.js';
import { GRANULARITIES } from '../vocabulary/terms.js';
import { addUnits, startOf } from './calendar.js';
import { isoDay, yearOf, yearStart } from './day.js';
import {
  DEFAULT_HISTORY_YEARS,
  DEFAULT_PRESET,
  PRESETS,
  PRESET_NAMES,
  RANGE_LIMITS,
  isPreset,
  parseRange,
  presetRange,
  printRange,
  resolveRange,
  type Preset,
} from './range.js';

const HISTORY = 10;
const anyDay = fc.integer({ min: day('1990-01-01'), max: day('2099-12-31') });
const anyPreset = fc.constantFrom(...PRESET_NAMES);
const rangeOf = (preset: Preset, today: string, history = HISTORY): string =>
  print(presetRange(preset, day(today), history));

/** A plain day, the 29th to 31st, the last day of winter time, 29 February, and both ends of a year. */
const TODAYS = ['2026-08-19', '2026-05-31', '2025-03-30', '2026-10-29', '2024-02-29', '2026-01-01', '2025-12-31'];

/** Where each preset begins, on each of those days. */
const STARTS: Readonly<Record<Preset, readonly string[]>> = {
  '7days': ['2026-08-13', '2026-05-25', '2025-03-24', '2026-10-23', '2024-02-23', '2025-12-26', '2025-12-25'],
  '30days': ['2026-07-21', '2026-05-02', '2025-03-01', '2026-09-30', '2024-01-31', '2025-12-03', '2025-12-02'],
  '90days': ['2026-05-22', '2026-03-03', '2024-12-31', '2026-08-01', '2023-12-02', '2025-10-04', '2025-10-03'],
  '1week': ['2026-08-13', '2026-05-25', '2025-03-24', '2026-10-23', '2024-02-23', '2025-12-26', '2025-12-25'],
  '2weeks': ['2026-08-06', '2026-05-18', '2025-03-17', '2026-10-16', '2024-02-16', '2025-12-19', '2025-12-18'],
  '4weeks': ['2026-07-23', '2026-05-04', '2025-03-03', '2026-10-02', '2024-02-02', '2025-12-05', '2025-12-04'],
  '8weeks': ['2026-06-25', '2026-04-06', '2025-02-03', '2026-09-04', '2024-01-05', '2025-11-07', '2025-11-06'],
  '12weeks': ['2026-05-28', '2026-03-09', '2025-01-06', '2026-08-07', '2023-12-08', '2025-10-10', '2025-10-09'],
  '24weeks': ['2026-03-05', '2025-12-15', '2024-10-14', '2026-05-15', '2023-09-15', '2025-07-18', '2025-07-17'],
  currentMonth: ['2026-08-01', '2026-05-01', '2025-03-01', '2026-10-01', '2024-02-01', '2026-01-01', '2025-12-01'],
  '1month': ['2026-08-01', '2026-05-01', '2025-03-01', '2026-10-01', '2024-02-01', '2026-01-01', '2025-12-01'],
  '3months': ['2026-06-01', '2026-03-01', '2025-01-01', '2026-08-01', '2023-12-01', '2025-11-01', '2025-10-01'],
  '6months': ['2026-03-01', '2025-12-01', '2024-10-01', '2026-05-01', '2023-09-01', '2025-08-01', '2025-07-01'],
  '12months': ['2025-09-01', '2025-06-01', '2024-04-01', '2025-11-01', '2023-03-01', '2025-02-01', '2025-01-01'],
  '24months': ['2024-09-01', '2024-06-01', '2023-04-01', '2024-11-01', '2022-03-01', '2024-02-01', '2024-01-01'],
  currentQuarter: ['2026-07-01', '2026-04-01', '2025-01-01', '2026-10-01', '2024-01-01', '2026-01-01', '2025-10-01'],
  previousQuarter: ['2026-04-01', '2026-01-01', '2024-10-01', '2026-07-01', '2023-10-01', '2025-10-01', '2025-07-01'],
  '2quarters': ['2026-04-01', '2026-01-01', '2024-10-01', '2026-07-01', '2023-10-01', '2025-10-01', '2025-07-01'],
  '3quarters': ['2026-01-01', '2025-10-01', '2024-07-01', '2026-04-01', '2023-07-01', '2025-07-01', '2025-04-01'],
  '4quarters': ['2025-10-01', '2025-07-01', '2024-04-01', '2026-01-01', '2023-04-01', '2025-04-01', '2025-01-01'],
  yearToDate: ['2026-01-01', '2026-01-01', '2025-01-01', '2026-01-01', '2024-01-01', '2026-01-01', '2025-01-01'],
  currentYear: ['2026-01-01', '2026-01-01', '2025-01-01', '2026-01-01', '2024-01-01', '2026-01-01', '2025-01-01'],
  previousYear: ['2025-01-01', '2025-01-01', '2024-01-01', '2025-01-01', '2023-01-01', '2025-01-01', '2024-01-01'],
  '1year': ['2025-08-20', '2025-06-01', '2024-03-31', '2025-10-30', '2023-03-01', '2025-01-02', '2025-01-01'],
  '2years': ['2025-01-01', '2025-01-01', '2024-01-01', '2025-01-01', '2023-01-01', '2025-01-01', '2024-01-01'],
  '3years': ['2024-01-01', '2024-01-01', '2023-01-01', '2024-01-01', '2022-01-01', '2024-01-01', '2023-01-01'],
  '4years': ['2023-01-01', '2023-01-01', '2022-01-01', '2023-01-01', '2021-01-01', '2023-01-01', '2022-01-01'],
  '5years': ['2022-01-01', '2022-01-01', '2021-01-01', '2022-01-01', '2020-01-01', '2022-01-01', '2021-01-01'],
  allTime: ['2016-01-01', '2016-01-01', '2015-01-01', '2016-01-01', '2014-01-01', '2016-01-01', '2015-01-01'],
};

/** The presets that do not end today, and their ends on each of those days. */
const ENDS: Partial<Record<Preset, readonly string[]>> = {
  previousQuarter: ['2026-06-30', '2026-03-31', '2024-12-31', '2026-09-30', '2023-12-31', '2025-12-31', '2025-09-30'],
  previousYear: ['2025-12-31', '2025-12-31', '2024-12-31', '2025-12-31', '2023-12-31', '2025-12-31', '2024-12-31'],
};

describe('presets', () => {
  it('offers the presets of the existing system for every granularity, and 24 months', () => {
    expect(PRESETS).to.deep.equal({
      day: ['yearToDate', '7days', '30days', '90days', '6months', '1year', 'allTime'],
      week: ['yearToDate', '1week', '2weeks', '4weeks', '8weeks', '12weeks', '24weeks', 'allTime'],
      month: ['yearToDate', '1month', '3months', '6months', '12months', '24months', 'allTime'],
      quarter: ['yearToDate', 'currentQuarter', 'previousQuarter', '2quarters', '3quarters', '4quarters', 'allTime'],
      year: ['currentYear', 'previousYear', '2years', '3years', '4years', '5years', 'allTime'],
    });
  });

  it('names each preset once and has a row for it in this test', () => {
    expect([...PRESET_NAMES].toSorted()).to.deep.equal(Object.keys(STARTS).toSorted());
  });

  it('offers a default preset for each granularity', () => {
    for (const unit of GRANULARITIES) expect(PRESETS[unit], unit).to.include(DEFAULT_PRESET[unit]);
  });

  for (const preset of PRESET_NAMES) {
    it(`begins ${preset} on ${STARTS[preset][0]!} if today is ${TODAYS[0]!}, and correctly on six other days`, () => {
      expect(TODAYS.map((today) => rangeOf(preset, today))).to.deep.equal(
        TODAYS.map((today, i) => `${STARTS[preset][i]!}/${ENDS[preset]?.[i] ?? today}`),
      );
    });
  }

  it('D1: begins and ends quarters correctly on the 29th to 31st', () => {
    expect(rangeOf('currentQuarter', '2026-05-31')).to.equal('2026-04-01/2026-05-31');
    expect(rangeOf('previousQuarter', '2026-05-31')).to.equal('2026-01-01/2026-03-31');
    expect(rangeOf('2quarters', '2025-08-31')).to.equal('2025-04-01/2025-08-31');
    expect(rangeOf('4quarters', '2025-12-31')).to.equal('2025-01-01/2025-12-31');
    expect(rangeOf('previousQuarter', '2025-07-30')).to.equal('2025-04-01/2025-06-30');
  });

  it('D2: begins 1year on the day after the same day of the year before', () => {
    expect(rangeOf('1year', '2026-08-19')).to.equal('2025-08-20/2026-08-19');
    expect(rangeOf('1year', '2025-02-28')).to.equal('2024-02-29/2025-02-28');
  });

  it('D3: counts n calendar years for n years, including the current one', () => {
    expect(rangeOf('2years', '2026-08-19')).to.equal('2025-01-01/2026-08-19');
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 2, max: 5 }), (today, n) => {
        const { start, end } = presetRange(`${n}years` as Preset, today);
        expect(yearOf(end) - yearOf(start) + 1).to.equal(n);
        expect(start).to.equal(yearStart(yearOf(start)));
      }),
    );
  });

  it('D4: counts exactly thirty days for 30days, including today', () => {
    for (const today of TODAYS) {
      const { start, end } = presetRange('30days', day(today), HISTORY);
      expect(end - start + 1).to.equal(30);
      expect(isoDay(end)).to.equal(today);
    }
  });

  it('D4: counts exactly n days or weeks on any day', () => {
    const lengths = { '7days': 7, '30days': 30, '90days': 90, '1week': 7, '2weeks': 14, '4weeks': 28, '8weeks': 56 };
    const longer = { '12weeks': 84, '24weeks': 168 };
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...Object.entries({ ...lengths, ...longer })), (today, [preset, length]) => {
        const range = presetRange(preset as Preset, today);
        expect(range).to.deep.equal({ start: today - length + 1, end: today });
      }),
    );
  });

  it('D5: ends no preset in the future', () => {
    expect(rangeOf('currentQuarter', '2026-08-19')).to.equal('2026-07-01/2026-08-19');
    fc.assert(
      fc.property(anyDay, anyPreset, (today, preset) => {
        const { start, end } = presetRange(preset, today);
        expect(end).to.be.at.most(today);
        expect(start).to.be.at.most(end);
      }),
    );
  });

  it('counts n calendar months or quarters, including the current one', () => {
    const counted = fc.constantFrom(
      ...([
        ['1month', 'month', 1],
        ['3months', 'month', 3],
        ['6months', 'month', 6],
        ['12months', 'month', 12],
        ['24months', 'month', 24],
        ['2quarters', 'quarter', 2],
        ['3quarters', 'quarter', 3],
        ['4quarters', 'quarter', 4],
      ] as const),
    );
    fc.assert(
      fc.property(anyDay, counted, (today, [preset, unit, n]) => {
        const { start } = presetRange(preset, today);
        expect(addUnits(unit, start, n - 1)).to.equal(startOf(unit, today));
      }),
    );
  });

  it('begins no preset before 1 January of the first year of history', () => {
    expect(rangeOf('5years', '2026-08-19', 3)).to.equal('2023-01-01/2026-08-19');
    expect(rangeOf('24months', '2026-01-31', 1)).to.equal('2025-01-01/2026-01-31');
    expect(rangeOf('previousYear', '2026-01-31', 1)).to.equal('2025-01-01/2025-12-31');
    expect(rangeOf('24weeks', '2026-01-31', 0)).to.equal('2026-01-01/2026-01-31');
    fc.assert(
      fc.property(anyDay, anyPreset, fc.integer({ min: 1, max: 15 }), (today, preset, history) => {
        const { start, end } = presetRange(preset, today, history);
        expect(start).to.be.within(yearStart(yearOf(today) - history), end);
      }),
    );
  });

  it('begins all time 15 years ago by default', () => {
    expect(DEFAULT_HISTORY_YEARS).to.equal(15);
    expect(print(presetRange('allTime', day('2026-08-19')))).to.equal('2011-01-01/2026-08-19');
  });
});

describe('parseRange and printRange', () => {
  it('reads a preset, or the first and the last day', () => {
    expect(parseRange('12months')).to.equal('12months');
    expect(parseRange('2025-05-30/2025-06-12')).to.deep.equal(days('2025-05-30', '2025-06-12'));
  });

  it('reads a single day, 29 February, and the first and last possible year', () => {
    expect(parseRange('2025-05-30/2025-05-30')).to.deep.equal(days('2025-05-30'));
    expect(parseRange('2024-02-29/2024-03-01')).to.deep.equal(days('2024-02-29', '2024-03-01'));
    expect(parseRange('1900-01-01/2100-12-31')).to.deep.equal(RANGE_LIMITS);
  });

  for (const [what, text] of [
    ['an empty text', ''],
    ['an unknown preset', '13months'],
    ['a preset in another case', 'YearToDate'],
    ['a property of all objects', 'toString'],
    ['a single day', '2025-05-30'],
    ['a range without a last day', '2025-05-30/'],
    ['a range without a first day', '/2025-05-30'],
    ['three days', '2025-05-30/2025-06-12/2025-06-13'],
    ['a range with a slash at its end', '2025-05-30/2025-06-12/'],
    ['an end before its start', '2025-06-12/2025-05-30'],
    ['a day that does not exist', '2025-02-29/2025-03-10'],
    ['a start before 1900', '1899-12-31/2025-01-01'],
    ['an end after 2100', '2025-01-01/2101-01-01'],
    ['a range of months', '2025-05/2025-06'],
    ['a range of times', '2025-05-30T00:00/2025-06-12T00:00'],
    ['a range with spaces', '2025-05-30 / 2025-06-12'],
  ] as const) {
    it(`refuses ${what}: '${text}'`, () => expect(parseRange(text)).to.be.undefined);
  }

  it('writes every range so that parseRange reads it back', () => {
    const own = fc.tuple(anyDay, fc.nat(400)).map(([start, length]) => ({ start, end: start + length }));
    fc.assert(
      fc.property(fc.oneof(anyPreset, own), (choice) => {
        fc.pre(isPreset(choice) || choice.end <= RANGE_LIMITS.end);
        expect(parseRange(printRange(choice))).to.deep.equal(choice);
      }),
    );
    expect(printRange(days('2025-05-30', '2025-06-12'))).to.equal('2025-05-30/2025-06-12');
  });

  it('D9: keeps the chosen preset even if its days match another one', () => {
    expect(parseRange('yearToDate')).to.equal('yearToDate');
    expect(printRange('currentYear')).to.equal('currentYear');
  });
});

describe('resolveRange', () => {
  const today = day('2026-08-19');

  it('returns the days of a preset', () => {
    expect(print(resolveRange('30days', today))).to.equal('2026-07-21/2026-08-19');
    expect(print(resolveRange('allTime', today, 2))).to.equal('2024-01-01/2026-08-19');
  });

  it('returns custom days as they are', () => {
    expect(resolveRange(days('2025-05-30', '2025-06-12'), today)).to.deep.equal(days('2025-05-30', '2025-06-12'));
    expect(resolveRange(days('2000-01-01', '2026-08-19'), today, 2)).to.deep.equal(days('2000-01-01', '2026-08-19'));
  });

  it('D5: cuts custom days at today', () => {
    expect(resolveRange(days('2026-08-01', '2026-12-31'), today)).to.deep.equal(days('2026-08-01', '2026-08-19'));
    expect(resolveRange(days('2026-08-19', '2026-08-20'), today)).to.deep.equal(days('2026-08-19'));
  });

  it('returns days in the future as they are', () => {
    const future = days('2026-08-20', '2026-12-31');
    expect(resolveRange(future, today)).to.deep.equal(future);
  });
});
