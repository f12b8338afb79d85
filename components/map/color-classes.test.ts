import { expect } from '@open-wc/testing';
import { classBreaks, classColors, classOf, noDataColor, zeroColor } from './color-classes.js';
import { chartTheme } from '../styles/chart-theme.js';

const theme = chartTheme((property) => property.replace('--_', ''), 'Inter');

describe('classBreaks', () => {
  for (const [what, values, bounds] of [
    ['a few very large values among many small ones', [3, 5, 8, 40, 120, 31_204], [2, 10, 100, 500, 2000]],
    ['values close to each other', [80, 90, 100], [50]],
    ['values that are all the same', [7, 7], [5]],
    ['one value', [1], [1]],
    ['values with zeros and removals', [0, -3, 1, 30], [1, 2, 5, 10]],
    ['zeros only', [0, 0], []],
    ['no values', [], []],
    ['values that include NaN and Infinity', [NaN, Infinity, 3], [2]],
  ] as const) {
    it(`returns round lower bounds for ${what}`, () => expect(classBreaks(values)).to.deep.equal(bounds));
  }

  it('returns bounds that are round in the units of sizes', () => {
    expect(classBreaks([3 * 1024 ** 2, 200 * 1024 ** 3], 1024)[0]).to.equal(2 * 1024 ** 2);
    expect(classBreaks([3e6, 2e11])[0]).to.equal(2e6);
  });

  it('returns bounds with every value in a class, the largest one in the last', () => {
    const values = [3, 5, 8, 40, 120, 31_204];
    const bounds = classBreaks(values);
    expect(values.map((value) => classOf(value, bounds))).to.deep.equal([0, 0, 0, 1, 2, 4]);
  });
});

describe('classOf', () => {
  it('assigns a lower bound to the class that it begins', () => {
    expect([9, 10, 99, 100].map((value) => classOf(value, [1, 10, 100]))).to.deep.equal([0, 1, 1, 2]);
  });
  it('returns -1 for values that are not positive', () =>
    expect([0, -3].map((value) => classOf(value, [1]))).to.deep.equal([-1, -1]));
});

describe('colors of a map', () => {
  it('returns class colors from a soft tone to the accent', () => {
    expect(classColors(2, theme)).to.deep.equal([
      'color-mix(in oklab, accent 30%, surface)',
      'color-mix(in oklab, accent 100%, surface)',
    ]);
    expect(classColors(1, theme)).to.deep.equal(['color-mix(in oklab, accent 100%, surface)']);
  });
  it('returns different colors for missing data, for 0 and for every class', () => {
    const colors = [noDataColor(theme), zeroColor(theme), ...classColors(5, theme)];
    expect(new Set(colors).size).to.equal(7);
    expect(noDataColor(theme)).not.to.contain('accent');
  });
  it('returns colors that a browser supports', () => {
    for (const color of [noDataColor, zeroColor].map((of) =>
      of({ ...theme, muted: 'red', accent: 'red', surface: 'blue' }),
    ))
      expect(CSS.supports('color', color), color).to.equal(true);
  });
});
