import { expect } from '@open-wc/testing';
import { OTHER } from '../view/options.js';
import { COLOUR_PROPERTIES, CSS_THEME, chartTheme, colorOf, colorsOf } from './theme.js';

describe('theme', () => {
  const theme = chartTheme((property) => property.replace('--_', ''), 'Inter');

  it('reads every color property once', () => {
    const read: string[] = [];
    chartTheme((property) => (read.push(property), ''), '');
    expect(read.toSorted()).to.deep.equal(COLOUR_PROPERTIES.toSorted());
  });
  it('assigns colors by rank', () =>
    expect([0, 7].map((rank) => colorOf(rank, theme))).to.deep.equal(['series-1', 'series-8']));
  it('assigns a paler first color to the ninth part', () =>
    expect(colorOf(8, theme)).to.equal('color-mix(in srgb, series-1 55%, surface)'));
  it('assigns the neutral color to "other"', () =>
    expect(colorsOf(['a', OTHER], theme)).to.deep.equal(['series-1', 'other']));
  it('assigns the accent to the whole', () => expect(colorsOf(['global'], theme)).to.deep.equal(['accent']));
  it('refers to custom properties in colors for HTML', () => expect(CSS_THEME.muted).to.equal('var(--_muted)'));
});
