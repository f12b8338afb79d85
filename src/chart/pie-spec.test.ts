import { expect } from '@open-wc/testing';
import { OTHER } from '../view/options.js';
import { pieSpec, type Slice } from './pie-spec.js';
import { chartTheme } from './theme.js';

describe('pieSpec', () => {
  const theme = chartTheme((property) => property.replace('--_', ''), 'Inter');
  const slice = (id: string, value: number, more: Partial<Slice> = {}): Slice => ({
    id,
    label: '"+alert(1)+"',
    value,
    ...more,
  });
  const spec = (
    ...slices: Slice[]
  ): {
    data: { values: object[] };
    mark: { strokeWidth: number; outerRadius: number };
    encoding: { color: { scale: { range: string[] } } };
  } => pieSpec(slices, { width: 300, height: 180, theme, rtl: false }) as never;

  it('divides the circle in the order given, from the top', () =>
    expect(spec(slice('a', 3), slice('b', 1)).data.values).to.deep.equal([
      { i: 0, start: 0, end: 1.5 * Math.PI },
      { i: 1, start: 1.5 * Math.PI, end: 2 * Math.PI },
    ]));
  it('fits into the smaller side', () => expect(spec(slice('a', 1)).mark.outerRadius).to.equal(88));
  it('has gaps between slices, but none in a whole ring', () => {
    expect(spec(slice('a', 1), slice('b', 1)).mark.strokeWidth).to.be.greaterThan(0);
    expect(spec(slice('a', 1), slice('b', 0)).mark.strokeWidth).to.equal(0);
  });
  it('colours by rank, "other" neutral, and as told', () =>
    expect(
      spec(slice('a', 1), slice('b', 1, { color: 'red' }), slice(OTHER, 1)).encoding.color.scale.range,
    ).to.deep.equal(['series-1', 'red', 'other']));
  it('leaves out what is not more than nothing, and keeps the numbers of the others', () =>
    expect(spec(slice('a', 0), slice('b', -4), slice('c', 2)).data.values).to.deep.equal([
      { i: 2, start: 0, end: 2 * Math.PI },
    ]));
  it('of nothing is empty', () => expect(spec(slice('a', 0)).data.values).to.deep.equal([]));
  it('holds no text of a repository', () => expect(JSON.stringify(spec(slice('a', 1)))).to.not.contain('alert'));
});
