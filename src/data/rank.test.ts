import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { rank, share, total } from './rank.js';

const items = (...values: readonly number[]): { id: number; value: number }[] =>
  values.map((value, id) => ({ id, value }));
const anyItems = fc.array(fc.integer({ min: -20, max: 20 })).map((values) => items(...values));

describe('rank', () => {
  it('returns the largest items and the rest, both descending', () => {
    const { top, rest } = rank(items(3, 9, 1, 7), 2);
    expect(top.map(({ value }) => value)).to.deep.equal([9, 7]);
    expect(rest.map(({ value }) => value)).to.deep.equal([3, 1]);
  });

  it('returns no rest if all items fit', () => {
    expect(rank(items(3, 9), 2).rest).to.deep.equal([]);
    expect(rank(items(3, 9), 99).top).to.have.length(2);
    expect(rank([], 5)).to.deep.equal({ top: [], rest: [] });
  });

  it('keeps the order of equal items', () => {
    expect(rank(items(5, 7, 5, 5), 9).top.map(({ id }) => id)).to.deep.equal([1, 0, 2, 3]);
  });

  it('C13: keeps negative values at the end', () => {
    expect(rank(items(-4, 2, -1), 9).top.map(({ value }) => value)).to.deep.equal([2, -1, -4]);
  });

  it('leaves the given items as they were', () => {
    const given = items(1, 0, 2);
    rank(given, 1);
    expect(given).to.deep.equal(items(1, 0, 2));
  });

  it('returns every item once', () => {
    fc.assert(
      fc.property(anyItems, fc.nat(30), (given, size) => {
        const { top, rest } = rank(given, size);
        expect(top.length).to.be.at.most(size);
        expect(total(top) + total(rest)).to.equal(total(given));
        expect([...top, ...rest].map(({ id }) => id).toSorted((a, b) => a - b)).to.deep.equal(
          given.map(({ id }) => id),
        );
      }),
    );
  });
});

describe('total', () => {
  it('returns the sum of the values', () => expect(total(items(3, -1, 0.5))).to.equal(2.5));
  it('returns 0 for no items', () => expect(total([])).to.equal(0));
});

describe('share', () => {
  it('returns the ratio of a part to the whole', () => {
    expect(share(1, 4)).to.equal(0.25);
    expect(share(4, 4)).to.equal(1);
    expect(share(1, 1)).to.equal(1);
    expect(share(0, 4)).to.equal(0);
  });
  it('returns null without a whole, for a negative part, and for a part larger than the whole', () => {
    expect([share(1, 0), share(0, 0), share(1, -4), share(-1, 4), share(5, 4)]).to.deep.equal(Array(5).fill(null));
  });
});
