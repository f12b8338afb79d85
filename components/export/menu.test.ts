import { expect } from '@open-wc/testing';
import { itemFor, shiftInto } from './menu.js';

describe('itemFor', () => {
  const rows: [key: string, at: number, to: number | undefined][] = [
    ['ArrowDown', 0, 1],
    ['ArrowDown', 2, 0],
    ['ArrowUp', 2, 1],
    ['ArrowUp', 0, 2],
    ['Home', 2, 0],
    ['End', 0, 2],
    ['ArrowDown', -1, 0],
    ['ArrowUp', -1, 2],
    ['ArrowLeft', 1, undefined],
    ['a', 1, undefined],
  ];
  for (const [key, at, to] of rows) {
    it(`returns ${String(to)} for ${key} at item ${at} of 3`, () => expect(itemFor(key, at, 3)).to.equal(to));
  }

  it('returns undefined for a menu without items', () => {
    expect(itemFor('ArrowDown', -1, 0)).to.be.undefined;
  });
});

describe('shiftInto', () => {
  const rows: [what: string, left: number, right: number, shift: number][] = [
    ['a box within the page', 20, 200, 0],
    ['a box that is cut off at the left', -92, 108, 100],
    ['a box that is cut off at the right', 220, 400, -88],
    ['a box that is too wide, so that its left edge is visible,', 40, 400, -32],
  ];
  for (const [what, left, right, shift] of rows) {
    it(`moves ${what} by ${shift}`, () => expect(shiftInto(320, { left, right })).to.equal(shift));
  }
});
