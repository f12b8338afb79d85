import { expect } from '@open-wc/testing';
import { compiled, guidesOf, marksOf, TIMELINE_FRAME, viewOf, type Item } from '../../test/timelines.js';
import { OTHER } from '../view/options.js';
import { pieSpec, type Slice } from './pie-spec.js';

const hostile = '"+alert(1)+"';
const frame = { ...TIMELINE_FRAME, width: 300, height: 180 };
const slice = (id: string, value: number, more: Partial<Slice> = {}): Slice => ({ id, label: hostile, value, ...more });

async function draw(...slices: Slice[]) {
  const { spec, warnings } = compiled(pieSpec(slices, frame));
  const view = await viewOf(spec);
  expect(warnings).to.deep.equal([]);
  return { view, slices: marksOf(view, 'pie').flat() };
}
/** Returns where slices begin and end; Vega-Lite exchanges the two. */
const angles = (slices: readonly Item[]) => slices.map(({ startAngle, endAngle }) => [endAngle, startAngle]);
const indexes = (slices: readonly Item[]) => slices.map(({ datum }) => datum['index']);

describe('pieSpec', () => {
  it('divides the circle in the given order, from the top', async () => {
    const { slices } = await draw(slice('z', 3), slice('a', 1));
    expect(slices.map(({ datum }) => datum['series'])).to.deep.equal(['z', 'a']);
    expect(angles(slices)).to.deep.equal([
      [0, 1.5 * Math.PI],
      [1.5 * Math.PI, 2 * Math.PI],
    ]);
  });
  it('limits the radius to the shorter side, with a hole in the middle', async () => {
    const { slices } = await draw(slice('a', 1));
    expect(slices[0]).to.include({ outerRadius: 88, innerRadius: 0.58 * 88, x: 150, y: 90 });
  });
  it('leaves gaps between slices, but none in a full ring', async () => {
    const gaps = async (...values: number[]) =>
      (await draw(...values.map((value, i) => slice(String(i), value)))).slices.map(({ strokeWidth }) => strokeWidth);
    expect([await gaps(1, 1), await gaps(1, 0)]).to.deep.equal([[1.5, 1.5], [0]]);
  });
  it('assigns colors by rank, a neutral one to "other", and given ones first', async () => {
    const { slices } = await draw(slice('z', 1), slice('b', 1, { color: 'red' }), slice(OTHER, 1));
    expect(slices.map(({ fill }) => fill)).to.deep.equal(['series-1', 'red', 'other']);
    expect(slices.map(({ stroke }) => stroke)).to.deep.equal(['surface', 'surface', 'surface']);
  });
  it('leaves out slices that are not positive and keeps the indexes and colors of the others', async () => {
    const { slices } = await draw(slice('a', 0), slice('b', -4), slice('c', 2));
    expect(indexes(slices)).to.deep.equal([2]);
    expect(angles(slices)).to.deep.equal([[0, 2 * Math.PI]]);
    expect(slices[0]!['fill']).to.equal('series-3');
  });
  it('draws nothing without a positive value', async () => {
    const { slices } = await draw(slice('a', 0));
    expect(slices).to.deep.equal([]);
  });
  it('names the slices in a legend, for files', async () => {
    const { view } = await draw(slice('a', 1, { label: 'Apples' }), slice('b', 1));
    expect(guidesOf(view, 'legend-label').map(({ text }) => text)).to.deep.equal(['Apples', hostile]);
  });
  it('holds texts of a repository as data only, which Vega never evaluates', () => {
    const { datasets, params, ...rest } = pieSpec([slice('a', 1)], frame);
    expect(JSON.stringify([datasets, params])).to.contain('alert');
    expect(JSON.stringify([rest, params!.map(({ name }) => name)])).to.not.contain('alert');
  });
});
