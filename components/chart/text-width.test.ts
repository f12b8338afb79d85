import { expect } from '@open-wc/testing';
import { measureWith } from './text-width.js';

describe('measureWith', () => {
  it('returns a greater width for Han characters than for Latin ones', () => {
    const measure = measureWith('sans-serif');
    expect(measure('一月')).to.be.greaterThan(measure('il') * 1.5);
  });
  it('returns widths in proportion to the size of the font', () => {
    const [small, large] = [12, 24].map((size) => measureWith('sans-serif', size)('January'));
    expect(large).to.be.closeTo(2 * small!, 1);
  });
  it('assumes wide letters on a page that forbids canvases', () => {
    const context = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, 'getContext')!;
    HTMLCanvasElement.prototype.getContext = () => null;
    try {
      expect(measureWith('sans-serif')('12345')).to.be.closeTo(5 * 12 * 0.6, 1e-9);
    } finally {
      Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', context);
    }
  });
});
