import { expect } from '@open-wc/testing';
import { placeOf } from '../../src/chart/map-spec.js';
import {
  ASPECT,
  clamp,
  isLonLat,
  MAX_ZOOM,
  MIDDLE,
  MIN_ZOOM,
  pan,
  reveal,
  toPixels,
  zoomBy,
  type MapViewport,
  type LonLat,
} from './map-viewport.js';

const WIDE = { width: 1200, height: 400 };
const NARROW = { width: 300, height: 400 };
const HOME: MapViewport = { zoom: 1, middle: MIDDLE };
const at = (zoom: number, place: LonLat): MapViewport => ({ zoom, middle: placeOf(place) });

/** Pixels of a place. */
function pixels(place: LonLat, viewport: MapViewport, size = WIDE): [x: number, y: number] {
  const { scale, translate } = toPixels(viewport, size);
  const { x, y } = placeOf(place);
  return [translate[0] + scale * x, translate[1] - scale * y];
}

const ENDS: Record<string, LonLat> = {
  'Cape Horn': [-67.3, -56],
  'Cape Morris Jesup': [-33.4, 83.6],
  Chukotka: [-169.7, 66.1],
  Alaska: [-168.1, 65.6],
  Stewart: [167.9, -47.2],
};

describe('world map', () => {
  for (const size of [WIDE, NARROW, { width: 700, height: 340 }]) {
    it(`shows all inhabited places in ${size.width} × ${size.height} pixels`, () => {
      for (const [name, place] of Object.entries(ENDS)) {
        const [x, y] = pixels(place, clamp(HOME, size), size);
        expect(x, name).to.be.within(0, size.width);
        expect(y, name).to.be.within(0, size.height);
      }
    });
  }

  it('has its date line in the Bering Strait, so that Russia is in one piece', () => {
    expect(placeOf([-169.7, 66.1]).x).to.be.above(placeOf([100, 66.1]).x);
    expect(placeOf([-168.1, 66.1]).x).to.be.below(placeOf([-100, 66.1]).x);
  });

  it('has a width of a little more than twice its height', () => expect(ASPECT).to.be.within(2.1, 2.3));

  it('fills the narrower side of the picture', () => {
    for (const size of [WIDE, NARROW]) {
      const viewport = clamp(HOME, size);
      const top = pixels([0, 84], viewport, size)[1];
      const left = pixels([-156, 20], viewport, size)[0];
      expect(size === WIDE ? top : left).to.be.within(0, 15);
    }
  });

  it('shows the whole world also with the layouts of the existing system (zoom 1.3, center [0, 20])', () => {
    expect(clamp(at(1.3, [0, 20]), WIDE)).to.deep.equal(clamp(HOME, WIDE));
  });

  it('M4: reads its center as longitude and latitude, in this order', () => {
    const [x, y] = pixels([139.7, 35.7], at(8, [139.7, 35.7]));
    expect([Math.round(x), Math.round(y)]).to.deep.equal([600, 200]);
  });
});

describe('clamp', () => {
  it('limits the zoom to between the whole world and 20', () => {
    expect([0.1, 1, 3, 99].map((zoom) => clamp(at(zoom, [0, 0]), WIDE).zoom)).to.deep.equal([
      MIN_ZOOM,
      MIN_ZOOM,
      3,
      MAX_ZOOM,
    ]);
  });

  it('does not change a viewport within the world', () => {
    const viewport = at(8, [10, 50]);
    expect(clamp(viewport, WIDE)).to.deep.equal(viewport);
  });

  it('limits the viewport to the edges of the world', () => {
    for (const [place, edge] of [
      [[168, 0], 'east'],
      [[-168, 0], 'west'],
    ] as const) {
      const viewport = clamp(at(8, place), WIDE);
      // Fiji and Hawaii are still visible, near the edge.
      const [x] = pixels(edge === 'east' ? [178, -17.8] : [-155.5, 19.6], viewport);
      expect(edge === 'east' ? WIDE.width - x : x, edge).to.be.within(0, 160);
    }
    for (const latitude of [90, -90]) {
      const [, y] = pixels([0, latitude > 0 ? 84 : -57], clamp(at(8, [0, latitude]), WIDE));
      expect(y).to.be.closeTo(latitude > 0 ? 0 : WIDE.height, 0.001);
    }
  });

  it('centers the world on a side that has room for all of it', () => {
    expect(clamp(at(1.4, [100, 0]), WIDE).middle.x).to.equal(0);
    expect(clamp(at(1.4, [0, 80]), NARROW).middle.y).to.equal(MIDDLE.y);
  });
});

describe('pan', () => {
  it('moves the picture with the pointer', () => {
    const viewport = at(8, [10, 50]);
    const [x, y] = pixels([10, 50], pan(viewport, { x: 30, y: -20 }, WIDE));
    expect([Math.round(x), Math.round(y)]).to.deep.equal([630, 180]);
  });

  it('stops at the edges of the world', () => {
    const far = pan(at(8, [10, 50]), { x: -1e6, y: 1e6 }, WIDE);
    expect(far).to.deep.equal(clamp(far, WIDE));
  });
});

describe('zoomBy', () => {
  it('keeps the middle in place', () => {
    expect(zoomBy(at(4, [10, 50]), 2, WIDE)).to.deep.equal(at(8, [10, 50]));
  });

  it('keeps the place under the pointer', () => {
    const [x, y] = pixels([20, 45], at(4, [10, 50]));
    const [newX, newY] = pixels([20, 45], zoomBy(at(4, [10, 50]), 1.7, WIDE, { x, y }));
    expect([newX, newY].map(Math.round)).to.deep.equal([x, y].map(Math.round));
  });

  it('stops at the whole world and at a zoom of 20', () => {
    expect(zoomBy(HOME, 0.1, WIDE).zoom).to.equal(MIN_ZOOM);
    expect(zoomBy(HOME, 1000, WIDE).zoom).to.equal(MAX_ZOOM);
  });
});

describe('reveal', () => {
  it('returns the same viewport if the place is visible', () => {
    const viewport = at(8, [10, 50]);
    expect(reveal(viewport, placeOf([12, 52]), WIDE)).to.equal(viewport);
  });

  it('centers a place that is not visible', () => {
    expect(reveal(at(8, [10, 50]), placeOf([139, 35]), WIDE)).to.deep.equal(at(8, [139, 35]));
  });
});

describe('isLonLat', () => {
  for (const [numbers, is] of [
    [[10, 50], true],
    [[-180, -90], true],
    [[10, 91], false],
    [[10], false],
    [[10, 50, 3], false],
    [[NaN, 50], false],
    [undefined, false],
    ['10' as unknown as readonly number[], false],
  ] as const) {
    it(`returns ${is} for ${String(numbers)}`, () => expect(isLonLat(numbers)).to.equal(is));
  }
});
