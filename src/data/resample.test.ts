import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { column, daily, day, days, everyDay, print } from '../../test/builders.js';
import { GRANULARITIES, KINDS, type Granularity } from '../vocabulary/terms.js';
import { endOf, startOf, wholeUnits } from './calendar.js';
import { yearStart, type DayRange } from './day.js';
import { buckets, resample, type Bucket } from './resample.js';
import { Series } from './series.js';

/** `2025-01-01/2025-01-31`, or `~2025-01-15/2025-01-31` for a partial bucket. */
const printed = (made: readonly Bucket[]): string[] =>
  made.map((bucket) => `${bucket.partial ? '~' : ''}${print(bucket)}`);

const anyUnit = fc.constantFrom(...GRANULARITIES);
const anyRange = fc
  .tuple(fc.integer({ min: day('2019-01-01'), max: day('2027-12-31') }), fc.nat(1200))
  .map(([start, length]): DayRange => ({ start, end: start + length }));

describe('buckets', () => {
  const range = days('2025-11-10', '2026-01-20');
  const rows: [unit: Granularity, range: DayRange, expected: string[]][] = [
    ['day', days('2024-02-28', '2024-03-01'), ['2024-02-28', '2024-02-29', '2024-03-01'].map((iso) => `${iso}/${iso}`)],
    [
      'week',
      days('2024-12-25', '2025-01-07'),
      ['~2024-12-25/2024-12-29', '2024-12-30/2025-01-05', '~2025-01-06/2025-01-07'],
    ],
    ['month', range, ['~2025-11-10/2025-11-30', '2025-12-01/2025-12-31', '~2026-01-01/2026-01-20']],
    ['quarter', range, ['~2025-11-10/2025-12-31', '~2026-01-01/2026-01-20']],
    ['quarter', days('2025-04-01', '2025-06-30'), ['2025-04-01/2025-06-30']],
    ['year', days('2024-01-01', '2025-12-31'), ['2024-01-01/2024-12-31', '2025-01-01/2025-12-31']],
    ['year', days('2025-06-01', '2025-06-30'), ['~2025-06-01/2025-06-30']],
  ];
  for (const [unit, of, expected] of rows) {
    it(`divides ${print(of)} by ${unit} into ${expected.join(', ')}`, () =>
      expect(printed(buckets(unit, of))).to.deep.equal(expected));
  }

  it('covers the range exactly, without gaps or overlaps', () => {
    fc.assert(
      fc.property(anyUnit, anyRange, (unit, of) => {
        const made = buckets(unit, of);
        expect(made[0]!.start).to.equal(of.start);
        expect(made.at(-1)!.end).to.equal(of.end);
        made.forEach(({ start, end }, i) => {
          expect(end).to.be.at.least(start);
          if (i) expect(start).to.equal(made[i - 1]!.end + 1);
        });
      }),
    );
  });

  it('returns buckets within one calendar unit, which are partial only if days of it are missing', () => {
    fc.assert(
      fc.property(anyUnit, anyRange, (unit, of) => {
        for (const { start, end, partial } of buckets(unit, of)) {
          expect(startOf(unit, end)).to.equal(startOf(unit, start));
          expect(partial).to.equal(start !== startOf(unit, start) || end !== endOf(unit, end));
        }
      }),
    );
  });

  it('D5: ends with the last counted day, which makes the last bucket partial', () => {
    expect(printed(buckets('month', range, day('2025-12-10')))).to.deep.equal([
      '~2025-11-10/2025-11-30',
      '~2025-12-01/2025-12-10',
    ]);
  });

  it('D5: returns whole buckets if counting ends with a unit', () => {
    expect(printed(buckets('month', days('2025-11-01', '2026-01-20'), day('2025-12-31')))).to.deep.equal([
      '2025-11-01/2025-11-30',
      '2025-12-01/2025-12-31',
    ]);
  });

  it('returns no bucket beyond the range, however far was counted', () => {
    expect(buckets('month', range, day('2027-01-01'))).to.deep.equal(buckets('month', range));
  });

  it('returns no bucket if nothing of the range was counted', () => {
    for (const unit of GRANULARITIES) {
      expect(buckets(unit, days('2025-08-20', '2025-08-22'), day('2025-08-19')), unit).to.deep.equal([]);
      expect(buckets(unit, days('2025-08-20', '2025-09-22'), day('2024-08-19')), unit).to.deep.equal([]);
    }
  });

  it('D7: returns a March with a change of the clocks as 31 days', () => {
    const [march] = buckets('month', days('2025-03-01', '2025-03-31'));
    expect(march).to.deep.equal({ ...days('2025-03-01', '2025-03-31'), partial: false });
    expect(buckets('day', march!)).to.have.length(31);
  });
});

describe('resample', () => {
  const views = new Series([{ start: yearStart(2025), values: column(2025, daily('05-28', 1, 2, 4, 8, 16, 32)) }]);
  const months = buckets('month', days('2025-05-01', '2025-07-31'));

  it('adds up deltas, with 0 for days without a point', () => {
    expect([...resample(views, 'delta', months)]).to.deep.equal([15, 48, 0]);
  });

  it('returns the last value of snapshots', () => {
    expect([...resample(views, 'snapshot', months)]).to.deep.equal([8, 32, 32]);
  });

  it('C9: carries a snapshot forward over a gap and from before the range', () => {
    const holes = new Series([{ start: yearStart(2025), values: column(2025, { '03-10': 5, '06-10': 7 }) }]);
    expect([...resample(holes, 'snapshot', months)]).to.deep.equal([5, 7, 7]);
  });

  it('C12: returns no snapshot before the first one', () => {
    const late = new Series([{ start: yearStart(2025), values: column(2025, { '06-10': 7 }) }]);
    expect([...resample(late, 'snapshot', months)]).to.deep.equal([NaN, 7, 7]);
  });

  it('D7: counts every day of a March with a change of the clocks', () => {
    const ones = new Series([{ start: yearStart(2025), values: column(2025, everyDay(2025, 1)) }]);
    expect([...resample(ones, 'delta', buckets('month', days('2025-03-01', '2025-03-31')))]).to.deep.equal([31]);
  });

  it('counts all days of a year, 366 in a leap year', () => {
    const ones = new Series(
      [2024, 2025].map((year) => ({ start: yearStart(year), values: column(year, everyDay(year, 1)) })),
    );
    const both = days('2024-01-01', '2025-12-31');
    expect([...resample(ones, 'delta', buckets('year', both))]).to.deep.equal([366, 365]);
    expect([...resample(ones, 'delta', buckets('quarter', both))]).to.deep.equal([91, 91, 92, 92, 90, 91, 92, 92]);
  });

  it('returns no values for no buckets', () => {
    for (const kind of KINDS) expect(resample(views, kind, [])).to.have.length(0);
  });

  const anySeries = fc
    .tuple(
      fc.integer({ min: day('2019-06-01'), max: day('2020-06-01') }),
      fc.array(fc.oneof(fc.constant(NaN), fc.integer({ min: -9, max: 99 })), { maxLength: 900 }),
    )
    .map(([start, values]) => ({ start, values, series: seriesOf(start, values) }));
  /** In several pieces, like years. */
  const seriesOf = (start: number, values: readonly number[]): Series =>
    new Series(
      [0, 200, 500].map((from, i, all) => ({
        start: start + from,
        values: Float64Array.from(values.slice(from, all[i + 1])),
      })),
    );
  const anyYears = fc
    .tuple(fc.integer({ min: day('2019-01-01'), max: day('2022-12-31') }), fc.nat(1200))
    .map(([start, length]): DayRange => ({ start, end: start + length }));
  const daysOf = ({ start, end }: DayRange): number[] => Array.from({ length: end - start + 1 }, (_, i) => start + i);
  const valueOn = ({ start, values }: { start: number; values: readonly number[] }, on: number): number =>
    values[on - start] ?? NaN;

  it('adds up deltas to the sum of the days', () => {
    fc.assert(
      fc.property(anySeries, anyUnit, anyYears, (column, unit, range) => {
        const sum = resample(column.series, 'delta', buckets(unit, range)).reduce((a, b) => a + b, 0);
        expect(sum).to.equal(daysOf(range).reduce((all, on) => all + (valueOn(column, on) || 0), 0));
      }),
    );
  });

  it('returns the value of the last day that has one for snapshots', () => {
    fc.assert(
      fc.property(anySeries, anyUnit, anyYears, (column, unit, range) => {
        const into = buckets(unit, range);
        const expected = into.map(({ end }) => {
          let on = end;
          while (on >= column.start && Number.isNaN(valueOn(column, on))) on--;
          return valueOn(column, on);
        });
        expect([...resample(column.series, 'snapshot', into)]).to.deep.equal(expected);
      }),
      { numRuns: 50 },
    );
  });
});

describe('wholeUnits', () => {
  it('widens a range to the units that it touches', () => {
    const range = days('2025-12-31', '2026-05-31');
    const widened = GRANULARITIES.map((unit) => print(wholeUnits(unit, range)));
    expect(widened).to.deep.equal([
      '2025-12-31/2026-05-31',
      '2025-12-29/2026-05-31',
      '2025-12-01/2026-05-31',
      '2025-10-01/2026-06-30',
      '2025-01-01/2026-12-31',
    ]);
  });

  it('leaves whole units as they are', () => {
    fc.assert(
      fc.property(anyUnit, anyRange, (unit, range) => {
        const widened = wholeUnits(unit, range);
        expect(wholeUnits(unit, widened)).to.deep.equal(widened);
        expect(buckets(unit, widened).every(({ partial }) => !partial)).to.be.true;
      }),
    );
  });
});
