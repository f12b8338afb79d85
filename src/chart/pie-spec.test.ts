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
  const spec = (...slices: Slice[]): { slices: { color: string }[]; radius: number; gap: number } => {
    const { datasets, params } = pieSpec(slices, { width: 300, height: 180, theme, rtl: false });
    return {
      ...datasets,
      ...Object.fromEntries(params!.map((each) => [each.name, (each as { value: unknown }).value])),
    } as never;
  };

  it('divides the circle in the given order, from the top', () =>
    expect(spec(slice('a', 3), slice('b', 1)).slices).to.deep.equal([
      { i: 0, start: 0, end: 1.5 * Math.PI, color: 'series-1' },
      { i: 1, start: 1.5 * Math.PI, end: 2 * Math.PI, color: 'series-2' },
    ]));
  it('limits the radius to the shorter side', () => expect(spec(slice('a', 1)).radius).to.equal(88));
  it('leaves gaps between slices, but none in a full ring', () => {
    expect(spec(slice('a', 1), slice('b', 1)).gap).to.be.greaterThan(0);
    expect(spec(slice('a', 1), slice('b', 0)).gap).to.equal(0);
  });
  it('assigns colors by rank, a neutral one to "other", and given ones first', () =>
    expect(
      spec(slice('a', 1), slice('b', 1, { color: 'red' }), slice(OTHER, 1)).slices.map(({ color }) => color),
    ).to.deep.equal(['series-1', 'red', 'other']));
  it('leaves out slices that are not positive and keeps the indexes of the others', () =>
    expect(spec(slice('a', 0), slice('b', -4), slice('c', 2)).slices).to.deep.equal([
      { i: 2, start: 0, end: 2 * Math.PI, color: 'series-3' },
    ]));
  it('returns no slices without a positive value', () => expect(spec(slice('a', 0)).slices).to.deep.equal([]));
  it('contains no text of a repository', () =>
    expect(JSON.stringify(pieSpec([slice('a', 1)], { width: 300, height: 180, theme, rtl: false }))).to.not.contain(
      'alert',
    ));
});
