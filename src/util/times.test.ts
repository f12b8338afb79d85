import { expect } from '@open-wc/testing';
import { times } from './times.js';

describe('times', () => {
  it('returns a value for each place', () => {
    expect(times(3, (place) => place * 10)).to.deep.equal([0, 10, 20]);
  });

  it('returns an empty list for no places', () => {
    expect(times(0, String)).to.deep.equal([]);
    expect(times(-1, String)).to.deep.equal([]);
  });
});
