import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { decimate, outlines } from './decimate.js';

const tens = (index: number): number => Math.floor(index / 10);

describe('decimate', () => {
  it('keeps all points if each column has at most two', () =>
    expect(decimate([[5, 4, 3, 2, 1]], (i) => i >> 1)).to.deep.equal([0, 1, 2, 3, 4]));

  it('keeps the first, the last, the lowest and the highest point of a column, in their order', () =>
    expect(decimate([[3, 9, 4, 1, 5, 5, 5, 5, 5, 2]], tens)).to.deep.equal([0, 1, 3, 9]));

  it('keeps the extremes of each series', () =>
    expect(
      decimate(
        [
          [0, 1, 0, 0, 0, 0],
          [0, 0, 0, 0, -1, 0],
        ],
        tens,
      ),
    ).to.deep.equal([0, 1, 4, 5]));

  it('treats a missing value neither as the lowest nor as the highest', () =>
    expect(decimate([[2, null, 3, 2, 1, null, 2]], tens)).to.deep.equal([0, 2, 4, 6]));

  it('reduces columns from right to left', () =>
    expect(decimate([[1, 5, 1, 1, 0, 1]], (i) => -tens(i))).to.deep.equal([0, 1, 4, 5]));

  it('returns no points for no values', () => {
    expect(decimate([], tens)).to.deep.equal([]);
    expect(decimate([[]], tens)).to.deep.equal([]);
  });

  it('keeps at most four points of each column, ascending, including the lowest and the highest of all', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 1 }), (values) => {
        const kept = decimate([values], tens);
        const heights = kept.map((i) => values[i]!);
        expect(kept).to.deep.equal([...new Set(kept)].sort((a, b) => a - b));
        expect(kept.length).to.be.at.most(4 * Math.ceil(values.length / 10));
        expect([Math.min(...heights), Math.max(...heights)]).to.deep.equal([Math.min(...values), Math.max(...values)]);
      }),
    ));
});

describe('outlines', () => {
  it('returns the upper and the lower edge of a stack', () =>
    expect(
      outlines([
        [{ y0: 0, y: 2 }, null, { y0: 0, y: -1 }],
        [{ y0: 2, y: 5 }, null, { y0: -1, y: -4 }],
      ]),
    ).to.deep.equal([
      [5, 0, 0],
      [0, 0, -4],
    ]));

  it('returns empty outlines for no series', () => expect(outlines([])).to.deep.equal([[], []]));
});
