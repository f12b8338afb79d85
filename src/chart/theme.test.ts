import { expect } from '@open-wc/testing';
import { OTHER } from '../view/options.js';
import { COLOUR_PROPERTIES, CSS_THEME, chartTheme, colorOf, colorsOf } from './theme.js';

describe('theme', () => {
  const theme = chartTheme((property) => property.replace('--_', ''), 'Inter');

  it('reads every colour property once', () => {
    const read: string[] = [];
    chartTheme((property) => (read.push(property), ''), '');
    expect(read.toSorted()).to.deep.equal(COLOUR_PROPERTIES.toSorted());
  });
  it('gives colours by rank', () =>
    expect([0, 7].map((rank) => colorOf(rank, theme))).to.deep.equal(['series-1', 'series-8']));
  it('gives the ninth part a paler first colour', () =>
    expect(colorOf(8, theme)).to.equal('color-mix(in srgb, series-1 55%, surface)'));
  it('draws "other" in the neutral', () => expect(colorsOf(['a', OTHER], theme)).to.deep.equal(['series-1', 'other']));
  it('draws the whole in the accent', () => expect(colorsOf(['global'], theme)).to.deep.equal(['accent']));
  it('knows colours for HTML as references', () => expect(CSS_THEME.muted).to.equal('var(--_muted)'));
});
