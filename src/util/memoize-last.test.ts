import { expect } from '@open-wc/testing';
import { memoizeLast } from './memoize-last.js';

describe('memoizeLast', () => {
  it('returns the same result while the keys are identical', () => {
    const last = memoizeLast<object>();
    const key = {};
    expect(last([key, 1], () => ({}))).to.equal(last([key, 1], () => ({})));
  });

  it('computes a new result when a key or the number of keys changes', () => {
    const last = memoizeLast<number>();
    let made = 0;
    const keys: readonly (readonly unknown[])[] = [[{}], [{}], [], [undefined], ['a'], ['a', 'b'], ['a']];
    expect(keys.map((each) => last(each, () => ++made))).to.deep.equal([1, 2, 3, 4, 5, 6, 7]);
  });

  it('keeps a result of undefined', () => {
    const last = memoizeLast<undefined>();
    let made = 0;
    const make = (): undefined => {
      made++;
    };
    last(['a'], make);
    last(['a'], make);
    expect(made).to.equal(1);
  });
});
