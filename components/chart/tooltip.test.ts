import { expect } from '@open-wc/testing';
import { placeTooltip, stepTo } from './tooltip.js';

describe('placeTooltip', () => {
  const tooltip = { width: 100, height: 60 };
  const room = { width: 400, height: 200 };
  const place = (x: number, y: number, rtl = false, within = room): number[] => {
    const point = placeTooltip({ x, y }, tooltip, within, rtl);
    return [point.x, point.y];
  };

  it('places the tooltip after its point in reading direction', () => {
    expect(place(50, 10)).to.deep.equal([62, 10]);
    expect(place(350, 10, true)).to.deep.equal([238, 10]);
  });
  it('changes sides at the edge', () => {
    expect(place(350, 10)).to.deep.equal([238, 10]);
    expect(place(50, 10, true)).to.deep.equal([62, 10]);
  });
  it('keeps the tooltip within the box', () => {
    expect(place(50, 190)).to.deep.equal([62, 140]);
    expect(place(50, 10, false, { width: 90, height: 40 })).to.deep.equal([0, 0]);
  });
});

describe('stepTo', () => {
  const rows: [what: string, got: number | undefined, expected: number | undefined][] = [
    ['an arrow leads to the next bucket', stepTo('ArrowRight', 3, 9, false), 4],
    ['and back', stepTo('ArrowLeft', 3, 9, false), 2],
    ['mirrored where the page is', stepTo('ArrowLeft', 3, 9, true), 4],
    ['it stays at the last bucket', stepTo('ArrowRight', 9, 9, false), 9],
    ['the first press forward begins at the first bucket', stepTo('ArrowRight', undefined, 9, false), 0],
    ['the first press back at the last', stepTo('ArrowLeft', undefined, 9, false), 9],
    ['Home is the first', stepTo('Home', 5, 9, true), 0],
    ['End is the last', stepTo('End', 5, 9, true), 9],
    ['other keys are not ours', stepTo('Tab', 5, 9, false), undefined],
  ];
  for (const [what, got, expected] of rows) it(what, () => expect(got).to.equal(expected));
});
