import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { DayRange } from './day.js';
import { Series, type Point } from './series.js';

const START = 20_000;
const series = (...values: readonly number[]): Series =>
  new Series([{ start: START, values: Float64Array.from(values) }]);
const on = (first: number, last = first): DayRange => ({ start: START + first, end: START + last });

const isPoint = (value: number): boolean => !Number.isNaN(value);
/** Columns with holes, whole numbers as a service sends them: removals and sizes of many terabytes included. */
const anyColumn = fc.array(
  fc.oneof(
    fc.constant(NaN),
    fc.constant(0),
    fc.integer({ min: -50, max: 1000 }),
    fc.maxSafeNat().map((n) => n % 2 ** 45),
  ),
  { maxLength: 60 },
);
/** Days before, in and after the column. */
const anySlot = fc.integer({ min: -10, max: 70 });
const anyRange = fc.tuple(anySlot, anySlot).map(([a, b]) => on(Math.min(a, b), Math.max(a, b)));

const pointsOf = (values: readonly number[]): Point[] =>
  values.flatMap((value, i) => (isPoint(value) ? [{ day: START + i, value }] : []));
const within = (points: readonly Point[], { start, end }: DayRange): Point[] =>
  points.filter(({ day }) => day >= start && day <= end);

describe('Series', () => {
  it('adds up the points of a range, both ends included', () => {
    expect(series(1, 2, 4, 8).sum(on(1, 2))).to.equal(6);
    expect(series(1, 2, 4, 8).sum(on(0, 3))).to.equal(15);
    expect(series(1, 2, 4, 8).sum(on(3))).to.equal(8);
  });

  it('counts days without a point and days outside as 0', () => {
    expect(series(1, NaN, 4).sum(on(-5, 99))).to.equal(5);
    expect(series(1, NaN, 4).sum(on(1))).to.equal(0);
    expect(series(1, 2).sum(on(-9, -1))).to.equal(0);
    expect(series(1, 2).sum(on(2, 9))).to.equal(0);
  });

  it('returns a sum of 0 for a range that ends before it starts', () => {
    expect(series(1, 2, 4).sum(on(2, 0))).to.equal(0);
  });

  it('subtracts removals', () => {
    expect(series(5, -8, 1).sum(on(0, 2))).to.equal(-2);
  });

  it('returns its latest point at or before a day, however far back', () => {
    const holes = series(NaN, 3, NaN, NaN, 7, NaN);
    expect(holes.at(START + 1)).to.deep.equal({ day: START + 1, value: 3 });
    expect(holes.at(START + 3)).to.deep.equal({ day: START + 1, value: 3 });
    expect(holes.at(START + 4)).to.deep.equal({ day: START + 4, value: 7 });
    expect(holes.at(START + 5000)).to.deep.equal({ day: START + 4, value: 7 });
    expect(holes.at(START)).to.be.undefined;
    expect(holes.at(START - 1)).to.be.undefined;
  });

  it('treats a zero as a point', () => {
    expect(series(5, 0, NaN).at(START + 2)).to.deep.equal({ day: START + 1, value: 0 });
    expect(series(0).hasPoint(on(0))).to.be.true;
    expect(series(NaN, 0, NaN).extent).to.deep.equal(on(1));
  });

  it('returns whether a range has a point', () => {
    const holes = series(NaN, 3, NaN, NaN, 7);
    expect([on(0), on(1), on(2, 3), on(2, 4), on(0, 99), on(-5, -1), on(5, 9)].map((range) => holes.hasPoint(range)))
      .to //
      .deep.equal([false, true, false, true, true, false, false]);
  });

  it('counts the points of a range, both ends included, also those with the value 0', () => {
    const holes = series(NaN, 3, NaN, 0, 7);
    const ranges = [on(0), on(1), on(1, 3), on(-5, 99), on(-9, -1), on(5, 9), on(3, 1)];
    expect(ranges.map((range) => holes.count(range))).to.deep.equal([0, 1, 2, 3, 0, 0, 0]);
  });

  it('returns the days of its first and its last point as extent', () => {
    expect(series(NaN, 3, NaN, 7, NaN).extent).to.deep.equal(on(1, 3));
  });

  it('returns no extent, no value and no sum without points', () => {
    for (const empty of [series(), series(NaN, NaN)]) {
      expect(empty.extent).to.be.undefined;
      expect(empty.at(START + 1)).to.be.undefined;
      expect(empty.hasPoint(on(-10, 10))).to.be.false;
      expect(empty.sum(on(-10, 10))).to.equal(0);
      expect(empty.count(on(-10, 10))).to.equal(0);
    }
  });

  it('sums like a loop over the days', () => {
    fc.assert(
      fc.property(anyColumn, anyRange, (values, range) => {
        const expected = within(pointsOf(values), range).reduce((sum, { value }) => sum + value, 0);
        expect(series(...values).sum(range)).to.equal(expected);
      }),
    );
  });

  it('adds up small days exactly, regardless of large values before them in the same year', () => {
    const volumes = series(2 ** 52, 2 ** 52, 2 ** 52, 7, NaN, 9, 1e300, 5, -3);
    expect(volumes.sum(on(3, 5))).to.equal(16);
    expect(volumes.sum(on(3))).to.equal(7);
    expect(volumes.sum(on(2, 3))).to.equal(2 ** 52 + 7);
    expect(volumes.sum(on(7, 99))).to.equal(2);
  });

  it('carries values forward like a loop over the days', () => {
    fc.assert(
      fc.property(anyColumn, anySlot, (values, slot) => {
        const expected = pointsOf(values).findLast(({ day }) => day <= START + slot);
        expect(series(...values).at(START + slot)).to.deep.equal(expected);
        expect(series(...values).valueAt(START + slot)).to.deep.equal(expected?.value ?? NaN);
      }),
    );
  });

  it('returns points and extents like a loop over the days', () => {
    fc.assert(
      fc.property(anyColumn, anyRange, (values, range) => {
        const points = pointsOf(values);
        const found = series(...values);
        expect(found.hasPoint(range)).to.equal(within(points, range).length > 0);
        expect(found.count(range)).to.equal(within(points, range).length);
        expect(found.extent).to.deep.equal(
          points.length ? { start: points[0]!.day, end: points.at(-1)!.day } : undefined,
        );
      }),
    );
  });

  it('returns the same results for repeated calls in any order', () => {
    const asked = series(1, NaN, 4);
    const answers = (): unknown[] => [asked.at(START + 1), asked.sum(on(0, 2)), asked.extent];
    expect(answers()).to.deep.equal(answers());
    expect(answers()).to.deep.equal([{ day: START, value: 1 }, 5, on(0, 2)]);
  });

  describe('several years', () => {
    const values = [NaN, 3, NaN, 4, 5, NaN, 6];
    const whole = series(...values);
    const years = (...starts: readonly number[]): Series =>
      new Series(
        starts.map((from, i) => ({
          start: START + from,
          values: Float64Array.from(values.slice(from, starts[i + 1])),
        })),
      );
    const ranges = values.flatMap((_, i) => values.slice(i).map((_, j) => on(i - 1, i + j)));

    for (const cut of [years(0, 3), years(0, 1, 2, 3, 4, 5, 6), years(0, 6)]) {
      it('returns the same sums, counts, latest values and extent as in one piece', () => {
        for (const range of ranges) {
          expect(cut.sum(range)).to.equal(whole.sum(range));
          expect(cut.count(range)).to.equal(whole.count(range));
          expect(cut.at(range.end)).to.deep.equal(whole.at(range.end));
          expect(cut.hasPoint(range)).to.equal(whole.hasPoint(range));
        }
        expect(cut.extent).to.deep.equal(whole.extent);
      });
    }

    it('reads each needed year once, and no others', () => {
      const read: number[] = [];
      const lazy = new Series(
        [0, 2, 4].map((from) => ({
          start: START + from,
          get values() {
            read.push(from);
            return Float64Array.of(1, 2);
          },
        })),
      );
      const reads = (ask: () => unknown): number[] => {
        read.length = 0;
        ask();
        return read;
      };
      expect(reads(() => lazy.at(START + 9))).to.deep.equal([4]);
      expect(reads(() => lazy.sum(on(4, 5)))).to.deep.equal([]);
      expect(reads(() => lazy.sum(on(2, 4)))).to.deep.equal([2]);
      expect(reads(() => lazy.sum(on(0, 5)))).to.deep.equal([0]);
    });

    it('counts a missing year as 0 and carries totals over it', () => {
      const gap = new Series([
        { start: START, values: Float64Array.of(1, 2) },
        { start: START + 10, values: Float64Array.of(NaN, 8) },
      ]);
      expect(gap.sum(on(0, 11))).to.equal(11);
      expect(gap.at(START + 10)).to.deep.equal({ day: START + 1, value: 2 });
      expect(gap.sum(on(3, 9))).to.equal(0);
      expect([on(0, 11), on(3, 9), on(1, 10)].map((range) => gap.count(range))).to.deep.equal([3, 0, 1]);
    });
  });
});
