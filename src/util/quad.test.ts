import { expect } from '@open-wc/testing';
import { intoBox, type Point, type Quad } from './quad.js';

const SIZE = { width: 200, height: 100 };
const CORNERS = [
  { x: 0, y: 0 },
  { x: 200, y: 0 },
  { x: 200, y: 100 },
  { x: 0, y: 100 },
] as const;

/** Where CSS puts a position of a box whose top left is at 30, 20 of the page. */
const onScreen = (transform: string, { x, y }: Point): Point => {
  const { x: left, y: top, w } = new DOMMatrix(`translate(30px, 20px) ${transform}`).transformPoint({ x, y });
  return { x: left / w, y: top / w };
};

describe('intoBox', () => {
  const transforms = [
    'translate(0px, 0px)',
    'scale(0.6)',
    'scale(2, 0.5)',
    'scale(-1, 1)',
    'rotate(30deg)',
    'rotate(180deg) scale(1.5)',
    'skew(20deg, 10deg)',
    'perspective(400px) rotateY(40deg)',
    'perspective(300px) rotateX(-25deg) rotateZ(15deg) scale(0.8)',
  ];
  for (const transform of transforms) {
    it(`finds a position of the screen in a box under ${transform}`, () => {
      const quad = CORNERS.map((corner) => onScreen(transform, corner)) as unknown as Quad;
      for (const point of [...CORNERS, { x: 50, y: 80 }, { x: 199, y: 1 }, { x: -20, y: 130 }]) {
        const { x, y } = intoBox(onScreen(transform, point), quad, SIZE);
        expect([x, y].map((value) => Math.round(value * 1e6) / 1e6 + 0)).to.deep.equal([point.x, point.y]);
      }
    });
  }

  it('takes a box without an area on the screen as one that is only moved', () => {
    const edge = CORNERS.map(({ x }) => ({ x: x + 30, y: 20 })) as unknown as Quad;
    expect(intoBox({ x: 35, y: 27 }, edge, SIZE)).to.deep.equal({ x: 5, y: 7 });
    const nowhere = CORNERS.map(() => ({ x: 30, y: 20 })) as unknown as Quad;
    expect(intoBox({ x: 35, y: 27 }, nowhere, SIZE)).to.deep.equal({ x: 5, y: 7 });
  });
});
