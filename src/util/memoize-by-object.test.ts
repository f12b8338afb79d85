import { expect } from '@open-wc/testing';
import { memoizeByObject } from './memoize-by-object.js';

describe('memoizeByObject', () => {
  it('computes a result once for each object', () => {
    let calls = 0;
    const length = memoizeByObject((list: readonly number[]) => {
      calls++;
      return list.length;
    });
    const list = [1, 2];
    expect([length(list), length(list), length([1, 2, 3]), calls]).to.deep.equal([2, 2, 3, 2]);
  });

  it('keeps a result of undefined', () => {
    let calls = 0;
    const first = memoizeByObject((list: readonly number[]): number | undefined => {
      calls++;
      return list[0];
    });
    const list: number[] = [];
    expect([first(list), first(list), calls]).to.deep.equal([undefined, undefined, 1]);
  });

  it('passes further arguments on', () => {
    const scaled = memoizeByObject((list: readonly number[], factor: number) => list.map((value) => value * factor));
    expect(scaled([1, 2], 3)).to.deep.equal([3, 6]);
  });

  it('stores no result of a computation that fails', () => {
    let fails = true;
    const compute = memoizeByObject((list: readonly number[]) => {
      if (fails) throw new RangeError('not now');
      return list.length;
    });
    const list = [1];
    expect(() => compute(list)).to.throw('not now');
    fails = false;
    expect(compute(list)).to.equal(1);
  });
});
