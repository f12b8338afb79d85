import { expect } from '@open-wc/testing';
import { ATLAS } from './atlas.js';
import { MIDDLE, placeOf } from './map-viewport.js';
import { embed } from './embed.js';
import { mapSpec, type Area } from './map-spec.js';
import { chartTheme } from './theme.js';

const theme = chartTheme((property) => (property === '--_surface' ? 'rgb(255, 255, 255)' : 'rgb(0, 0, 0)'), 'Inter');
const area = (code: string, color: string): Area => ({ ...ATLAS.get(code)!, color });
const HOME = { zoom: 1, middle: MIDDLE };
const frame = { width: 800, height: 400, theme, rtl: false };

async function drawn(areas: readonly Area[], viewport = HOME, more: object = {}) {
  const element = document.createElement('div');
  const picture = await embed(element, mapSpec(areas, viewport, { ...frame, ...more }));
  return { element, picture, paths: [...element.querySelectorAll('path[aria-roledescription], .mark-shape path')] };
}

describe('mapSpec', () => {
  it('draws every country in its color, without a warning', async () => {
    const { paths, picture } = await drawn([area('US', 'rgb(1, 2, 3)'), area('DE', 'rgb(4, 5, 6)')]);
    expect(paths.map((path) => path.getAttribute('fill'))).to.deep.equal(['rgb(1, 2, 3)', 'rgb(4, 5, 6)']);
    for (const path of paths) expect(path.getAttribute('d')).to.have.length.above(20);
    expect(picture.warnings).to.deep.equal([]);
  });

  it('returns the place of a country in its largest piece, not between the pieces', async () => {
    const { picture } = await drawn([area('US', 'red'), area('JP', 'red')], { zoom: 6, middle: placeOf([-99, 40]) });
    const { x, y } = picture.toPixel(0)!;
    expect(picture.axis).to.equal(false);
    expect(x).to.be.closeTo(400, 15);
    expect(y).to.be.closeTo(200, 15);
    expect(picture.toPixel(1)!.x, 'out of the picture').to.be.above(800);
  });

  it('M4: draws the center in the middle of the picture', async () => {
    const box = await boxOf('UY', { zoom: 6, middle: placeOf([-56, -33]) });
    expect((box.left + box.right) / 2).to.be.closeTo(400, 15);
    expect((box.top + box.bottom) / 2).to.be.closeTo(200, 15);
  });

  it('does not mirror the world from right to left', () => {
    const areas = [area('DE', 'red')];
    expect(mapSpec(areas, HOME, { ...frame, rtl: true })).to.deep.equal(mapSpec(areas, HOME, frame));
  });

  it('updates colors, place and size in place', async () => {
    const there = { zoom: 6, middle: placeOf([10, 51]) };
    const size = { width: 500, height: 250 };
    const { element, picture, paths } = await drawn([area('US', 'red'), area('DE', 'red')]);
    const wanted = await drawn([area('DE', 'rgb(4, 5, 6)')], there, size);
    const svg = element.querySelector('svg');
    expect(await picture.update(mapSpec([area('DE', 'rgb(4, 5, 6)')], there, { ...frame, ...size }))).to.equal(true);
    expect(element.querySelector('svg')).to.equal(svg);
    const now = [...element.querySelectorAll('.mark-shape path')].map((path) => path.outerHTML);
    expect(now).to.deep.equal(wanted.paths.map((path) => path.outerHTML));
    expect([paths.length, now.length]).to.deep.equal([2, 1]);
    expect([picture.toPixel(0), picture.box]).to.deep.equal([wanted.picture.toPixel(0), wanted.picture.box]);
  });

  it('leaves out shapes outside of the picture', async () => {
    const near = await drawn([area('RU', 'red')], { zoom: 20, middle: placeOf([37, 55]) });
    const whole = await drawn([area('RU', 'red')]);
    expect(near.paths[0]!.getAttribute('d')!.length).to.be.below(whole.paths[0]!.getAttribute('d')!.length);
  });
});

/** Returns the box of a country in pixels. */
async function boxOf(code: string, viewport: typeof HOME) {
  const { element, paths } = await drawn([area(code, 'red')], viewport);
  document.body.append(element);
  const [outer, inner] = [element.querySelector('svg')!, paths[0]!].map((each) => each.getBoundingClientRect());
  element.remove();
  return {
    left: inner!.left - outer!.left,
    right: inner!.right - outer!.left,
    top: inner!.top - outer!.top,
    bottom: inner!.bottom - outer!.top,
  };
}
