import { expect, fixture, html } from '@open-wc/testing';
import { sparkPath, sparkline } from './sparkline.js';

describe('sparkPath', () => {
  it('runs from edge to edge, the highest value at the top and the lowest at the bottom', () => {
    expect(sparkPath([5, 10, 0])).to.equal('M0 15L48 0L96 30');
  });

  it('is a line through the middle where nothing changes', () => {
    expect(sparkPath([7, 7])).to.equal('M0 15L96 15');
  });

  it('draws negative values too', () => {
    expect(sparkPath([-4, 0, 4])).to.equal('M0 30L48 15L96 0');
  });
});

describe('sparkline', () => {
  it('is for the eye only', async () => {
    const page = await fixture(html`<p>${sparkline([1, 2])}</p>`);
    expect(page.querySelector('svg')!.getAttribute('aria-hidden')).to.equal('true');
  });

  it('is not drawn through fewer than two values', async () => {
    const page = await fixture(html`<p>${sparkline([1])}${sparkline([])}</p>`);
    expect(page.querySelector('svg')).to.equal(null);
  });
});
