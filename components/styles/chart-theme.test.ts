import { expect } from '@open-wc/testing';
import { NAMED_THEME as theme } from '../../test/chart-theme.js';
import { OTHER } from '../../src/view/options.js';
import { chartTheme, colorOf, colorsOf, COLOUR_PROPERTIES, CSS_THEME } from './chart-theme.js';

describe('chartTheme', () => {
  it('reads every color property once', () => {
    const read: string[] = [];
    chartTheme((property) => (read.push(property), ''), '');
    expect(read.toSorted()).to.deep.equal(COLOUR_PROPERTIES.toSorted());
  });
  it('assigns the colors of properties to their names, and those of series in their order', () => {
    const theme = chartTheme((property) => `color of ${property}`, 'Inter');
    expect(theme).to.include({ muted: 'color of --_muted', other: 'color of --_other', font: 'Inter' });
    expect([theme.series[0], theme.series[7]]).to.deep.equal(['color of --_series-1', 'color of --_series-8']);
  });
  it('refers to custom properties in colors for HTML', () => expect(CSS_THEME.muted).to.equal('var(--_muted)'));
});

describe('colorsOf', () => {
  it('assigns colors by rank', () =>
    expect([0, 7].map((rank) => colorOf(rank, theme))).to.deep.equal(['series-1', 'series-8']));
  it('assigns a paler first color to the ninth part', () =>
    expect(colorOf(8, theme)).to.equal('color-mix(in srgb, series-1 55%, surface)'));
  it('assigns the neutral color to "other"', () =>
    expect(colorsOf(['a', OTHER], theme)).to.deep.equal(['series-1', 'other']));
  it('assigns the accent to the whole', () => expect(colorsOf(['global'], theme)).to.deep.equal(['accent']));
});
