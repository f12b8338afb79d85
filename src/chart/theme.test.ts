import { expect } from '@open-wc/testing';
import { NAMED_THEME as theme } from '../../test/chart-theme.js';
import { vegaTheme } from './theme.js';

describe('theme', () => {
  it('takes the colors and the font of Vega-Lite from the theme', () => {
    const { font, mark, range, axis, legend } = vegaTheme(theme);
    expect({ font, mark, range }).to.deep.equal({
      font: 'Inter',
      mark: { color: 'accent' },
      range: { category: [1, 2, 3, 4, 5, 6, 7, 8].map((rank) => `series-${rank}`) },
    });
    expect(axis).to.include({ gridColor: 'line', labelColor: 'muted', titleColor: 'muted' });
    expect(legend).to.include({ labelColor: 'muted', titleColor: 'muted' });
  });
});
