import { expect } from '@open-wc/testing';
import { changeOf } from './change.js';

describe('changeOf', () => {
  for (const [value, before, expected] of [
    [112, 100, { direction: 'up', ratio: 0.12 }],
    [75, 100, { direction: 'down', ratio: -0.25 }],
    [100, 100, { direction: 'same', ratio: 0 }],
    [0, 100, { direction: 'down', ratio: -1 }],
  ] as const) {
    it(`from ${before} to ${value}: ${expected.direction}, as a share of what was before`, () => {
      expect(changeOf(value, before, 'count')).to.deep.equal(expected);
    });
  }

  for (const [value, before] of [
    [7, 0],
    [7, 4],
    [7, -20],
    [-7, 20],
  ] as const) {
    it(`from ${before} to ${value}: no percentage`, () => {
      expect(changeOf(value, before, 'count').ratio).to.equal(null);
    });
  }

  it('bytes have a percentage of any size', () => {
    expect(changeOf(3, 2, 'bytes').ratio).to.equal(0.5);
    expect(changeOf(3, 0, 'bytes').ratio).to.equal(null);
  });

  it('days of which some were not counted have no percentage', () => {
    expect(changeOf(112, 100, 'count', true)).to.deep.equal({ direction: 'up', ratio: null });
  });
});
