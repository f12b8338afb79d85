import { expect } from '@open-wc/testing';
import { extent, fromZero, runs, stack } from './stack.js';

describe('stack', () => {
  it('stacks each series on those before it', () =>
    expect(
      stack([
        [1, 2],
        [10, 20],
      ]),
    ).to.deep.equal([
      [
        { y0: 0, y: 1 },
        { y0: 0, y: 2 },
      ],
      [
        { y0: 1, y: 11 },
        { y0: 2, y: 22 },
      ],
    ]));
  it('stacks removals downwards', () =>
    expect(stack([[5], [-2], [3], [-1]]).map(([span]) => span)).to.deep.equal([
      { y0: 0, y: 5 },
      { y0: 0, y: -2 },
      { y0: 5, y: 8 },
      { y0: -2, y: -3 },
    ]));
  it('leaves a gap for a missing value and stacks the other series on the rest', () =>
    expect(stack([[null], [4]])).to.deep.equal([[null], [{ y0: 0, y: 4 }]]));
});

describe('fromZero', () => {
  it('starts every series at zero', () => expect(fromZero([[3, null]])).to.deep.equal([[{ y0: 0, y: 3 }, null]]));
});

describe('extent', () => {
  it('includes zero and the ends of all values', () =>
    expect(
      extent(
        stack([
          [5, -1],
          [3, -2],
        ]),
      ),
    ).to.deep.equal([-3, 8]));
  it('returns zero for no values', () => expect(extent([])).to.deep.equal([0, 0]));
});

describe('runs', () => {
  const of = (values: (number | null)[], unfinished: number[] = []): string =>
    runs(fromZero([values])[0] ?? [], (i) => unfinished.includes(i))
      .map(({ from, to, faint }) => `${from}–${to}${faint ? ' faint' : ''}`)
      .join(', ');

  it('returns one path without missing values', () => expect(of([1, 2, 3])).to.equal('0–2'));
  it('ends a path at a gap', () => expect(of([1, 2, null, 4, 5])).to.equal('0–1, 3–4'));
  it('returns a point for a single value', () => expect(of([null, 2, null])).to.equal('1–1'));
  it('marks the segment before an unfinished bucket as faint', () =>
    expect(of([1, 2, 3], [2])).to.equal('0–1, 1–2 faint'));
  it('marks the segment after an unfinished first bucket as faint', () =>
    expect(of([1, 2, 3], [0])).to.equal('0–1 faint, 1–2'));
  it('returns no segment twice', () => expect(of([1, 2], [0, 1])).to.equal('0–1 faint'));
  it('returns no path for missing values only', () => expect(of([null, null])).to.equal(''));
});
