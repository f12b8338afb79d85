import { expect } from '@open-wc/testing';
import { compile, type TopLevelSpec } from 'vega-lite';
import { chartTheme } from '../../components/styles/chart-theme.js';
import { MIDDLE, toPixels } from '../../components/map/map-viewport.js';
import { ATLAS } from './atlas.js';
import { embed } from './embed.js';
import { mapSpec, placeOf, type Area, type MapColors } from './map-spec.js';

const theme = chartTheme((property) => (property === '--_surface' ? 'rgb(255, 255, 255)' : 'rgb(0, 0, 0)'), 'Inter');
const HOME = { zoom: 1, middle: MIDDLE };
const frame = { width: 800, height: 400, theme, rtl: false, measure: () => 0 };
const colors: MapColors = {
  uniform: false,
  noData: 'rgb(7, 7, 7)',
  zero: 'rgb(0, 0, 0)',
  classes: ['rgb(1, 2, 3)', 'rgb(4, 5, 6)'],
  bounds: [1, 10],
};

/** Returns countries with values. */
const areasOf = (values: Readonly<Record<string, number | null>>): Area[] =>
  Object.entries(values).map(([code, value], index) => ({
    ...ATLAS.get(code)!,
    index,
    series: code,
    label: `label of ${code}`,
    value,
  }));

const specOf = (areas: readonly Area[], viewport = HOME, more: Partial<typeof frame> = {}): TopLevelSpec =>
  mapSpec(areas, toPixels(viewport, { ...frame, ...more }), colors, { ...frame, ...more });

const drawn = (...spec: Parameters<typeof specOf>) => drawnSpec(specOf(...spec));

async function drawnSpec(spec: TopLevelSpec) {
  const element = document.createElement('div');
  const picture = await embed(element, spec);
  return { element, picture, paths: pathsOf(element) };
}

const pathsOf = (element: Element, layer = 'map') => [...element.querySelectorAll(`.${layer}_marks path`)];
const fillsOf = (paths: readonly Element[]) => paths.map((path) => path.getAttribute('fill'));

describe('mapSpec', () => {
  it('compiles without a warning, and has the values of all countries', () => {
    const warnings: unknown[] = [];
    const log = (...messages: unknown[]) => (warnings.push(messages), logger);
    const logger = { level: () => logger, error: log, warn: log, info: () => logger, debug: () => logger };
    for (const uniform of [false, true]) {
      const areas = areasOf({ US: 60, DE: 0, FR: null });
      const spec = mapSpec(areas, toPixels(HOME, frame), { ...colors, uniform }, frame);
      const compiled = compile(JSON.parse(JSON.stringify(spec)) as TopLevelSpec, {
        logger: logger as unknown as NonNullable<Parameters<typeof compile>[1]>['logger'],
      });
      const rows = compiled.spec.data?.find(({ name }) => name === 'countries') as { values: Area[] };
      expect(rows.values.map(({ index, series, label, value }) => [index, series, label, value])).to.deep.equal([
        [0, 'US', 'label of US', 60],
        [1, 'DE', 'label of DE', 0],
        [2, 'FR', 'label of FR', null],
      ]);
      expect(compiled.spec.legends?.length, 'a legend of classes').to.equal(uniform ? undefined : 1);
    }
    expect(warnings).to.deep.equal([]);
  });

  it('contains the rows that it is given, so that a chart can skip rows that it has', () => {
    const areas = areasOf({ US: 60 });
    expect(specOf(areas).datasets?.['countries']).to.equal(areas);
  });

  it('draws every country in its color, without a warning', async () => {
    const { paths, picture } = await drawn(areasOf({ US: 3, DE: 10, FR: 0, RU: null }));
    expect(fillsOf(paths)).to.deep.equal(['rgb(1, 2, 3)', 'rgb(4, 5, 6)', 'rgb(0, 0, 0)', 'rgb(7, 7, 7)']);
    for (const path of paths) expect(path.getAttribute('d')).to.have.length.above(20);
    expect(picture.warnings).to.deep.equal([]);
  });

  it('draws countries with the value 0 only, where there are no classes', async () => {
    const spec = mapSpec(areasOf({ US: 0 }), toPixels(HOME, frame), { ...colors, classes: [], bounds: [] }, frame);
    const { paths, picture } = await drawnSpec(spec);
    expect(fillsOf(paths)).to.deep.equal(['rgb(0, 0, 0)']);
    expect(picture.warnings).to.deep.equal([]);
  });

  it('draws all countries with a value in one color in uniform mode', async () => {
    const areas = areasOf({ US: 3, DE: 10, FR: 0, RU: null });
    const { paths, picture } = await drawnSpec(
      mapSpec(areas, toPixels(HOME, frame), { ...colors, uniform: true, bounds: [0] }, frame),
    );
    expect(fillsOf(paths)).to.deep.equal(['rgb(1, 2, 3)', 'rgb(1, 2, 3)', 'rgb(7, 7, 7)', 'rgb(7, 7, 7)']);
    expect(picture.warnings).to.deep.equal([]);
  });

  it('returns the place of a country in its largest piece, not between the pieces', async () => {
    const { picture } = await drawn(areasOf({ US: 1, JP: 1 }), { zoom: 6, middle: placeOf([-99, 40]) });
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
    const areas = areasOf({ DE: 1 });
    expect(specOf(areas, HOME, { rtl: true })).to.deep.equal(specOf(areas));
  });

  it('updates colors, place and size in place', async () => {
    const there = { zoom: 6, middle: placeOf([10, 51]) };
    const size = { width: 500, height: 250 };
    const { element, picture, paths } = await drawn(areasOf({ US: 1, DE: 1 }));
    const wanted = await drawn(areasOf({ DE: 10 }), there, size);
    const svg = element.querySelector('svg');
    expect(await picture.update(specOf(areasOf({ DE: 10 }), there, size))).to.equal(true);
    expect(element.querySelector('svg')).to.equal(svg);
    const now = [...element.querySelectorAll('.mark-shape path')].map((path) => path.outerHTML);
    expect(now).to.deep.equal(wanted.paths.map((path) => path.outerHTML));
    expect(now[0]).to.contain('rgb(4, 5, 6)');
    expect([paths.length, now.length]).to.deep.equal([2, 1]);
    expect([picture.toPixel(0), picture.box]).to.deep.equal([wanted.picture.toPixel(0), wanted.picture.box]);
  });

  it('moves the same rows in place', async () => {
    const areas = areasOf({ US: 1, DE: 10 });
    const there = { zoom: 6, middle: placeOf([10, 51]) };
    const { element, picture } = await drawn(areas);
    expect(await picture.update(specOf(areas, there))).to.equal(true);
    const wanted = await drawn(areas, there);
    expect(pathsOf(element).map((path) => path.outerHTML)).to.deep.equal(wanted.paths.map((path) => path.outerHTML));
    expect(picture.toPixel(1)).to.deep.equal(wanted.picture.toPixel(1));
  });

  it('leaves out shapes outside of the picture', async () => {
    const near = await drawn(areasOf({ RU: 1 }), { zoom: 20, middle: placeOf([37, 55]) });
    const whole = await drawn(areasOf({ RU: 1 }));
    expect(near.paths[0]!.getAttribute('d')!.length).to.be.below(whole.paths[0]!.getAttribute('d')!.length);
  });

  it('outlines only the country below the pointer, and lets the pointer through the outline', async () => {
    const { element, paths } = await drawn(areasOf({ US: 1, DE: 10, FR: null }));
    const outlines = async (): Promise<Element[]> => {
      for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
      return pathsOf(element, 'highlighted').filter((path) => path.getAttribute('d'));
    };
    expect(await outlines()).to.have.length(0);
    for (const path of [paths[1]!, paths[2]!]) {
      path.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
      const [outline, ...others] = await outlines();
      expect(others).to.have.length(0);
      expect(outline!.getAttribute('d')).to.equal(path.getAttribute('d'));
      expect(outline!.getAttribute('stroke')).to.equal(theme.text);
      expect(outline!.getAttribute('fill') ?? 'none').to.equal('none');
      path.dispatchEvent(new PointerEvent('pointerout', { bubbles: true }));
      expect(await outlines()).to.have.length(0);
    }
  });
});

/** Returns the box of a country in pixels. */
async function boxOf(code: string, viewport: typeof HOME) {
  const { element, paths } = await drawn(areasOf({ [code]: 1 }), viewport);
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
