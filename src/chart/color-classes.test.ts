import { expect } from '@open-wc/testing';
import { classBreaks, classColors, classOf, noDataColor, zeroColor } from './color-classes.js';
import { chartTheme } from './theme.js';

const theme = chartTheme((property) => property.replace('--_', ''), 'Inter');

describe('classBreaks', () => {
  for (const [what, values, bounds] of [
    ['a few very large among many small', [3, 5, 8, 40, 120, 31_204], [2, 10, 100, 500, 2000]],
    ['values close to each other', [80, 90, 100], [50]],
    ['values that are all the same', [7, 7], [5]],
    ['one value', [1], [1]],
    ['values with zeros and removals', [0, -3, 1, 30], [1, 2, 5, 10]],
    ['nothing but zeros', [0, 0], []],
    ['no values', [], []],
    ['numbers that are none', [NaN, Infinity, 3], [2]],
  ] as const) {
    it(`of ${what}`, () => expect(classBreaks(values)).to.deep.equal(bounds));
  }

  it('are round in the units in which sizes are written', () => {
    expect(classBreaks([3 * 1024 ** 2, 200 * 1024 ** 3], 1024)[0]).to.equal(2 * 1024 ** 2);
    expect(classBreaks([3e6, 2e11])[0]).to.equal(2e6);
  });

  it('put every value into a class, the largest one into the last', () => {
    const values = [3, 5, 8, 40, 120, 31_204];
    const bounds = classBreaks(values);
    expect(values.map((value) => classOf(value, bounds))).to.deep.equal([0, 0, 0, 1, 2, 4]);
  });
});

describe('classOf', () => {
  it('begins at its lower bound', () => {
    expect([9, 10, 99, 100].map((value) => classOf(value, [1, 10, 100]))).to.deep.equal([0, 1, 1, 2]);
  });
  it('of nothing is none', () => expect([0, -3].map((value) => classOf(value, [1]))).to.deep.equal([-1, -1]));
});

describe('colours of a map', () => {
  it('go from a soft tone to the accent', () => {
    expect(classColors(2, theme)).to.deep.equal([
      'color-mix(in oklab, accent 30%, surface)',
      'color-mix(in oklab, accent 100%, surface)',
    ]);
    expect(classColors(1, theme)).to.deep.equal(['color-mix(in oklab, accent 100%, surface)']);
  });
  it('tell what is not known from what is 0, and both from every class', () => {
    const colors = [noDataColor(theme), zeroColor(theme), ...classColors(5, theme)];
    expect(new Set(colors).size).to.equal(7);
    expect(noDataColor(theme)).not.to.contain('accent');
  });
  it('are colours that a browser understands', () => {
    for (const color of [noDataColor, zeroColor].map((of) =>
      of({ ...theme, muted: 'red', accent: 'red', surface: 'blue' }),
    ))
      expect(CSS.supports('color', color), color).to.equal(true);
  });
});
