import { expect, fixture, html } from '@open-wc/testing';
import { sparkPath, sparkline } from './sparkline.js';

describe('sparkPath', () => {
  it('draws from edge to edge, the highest value at the top and the lowest at the bottom', () => {
    expect(sparkPath([5, 10, 0])).to.equal('M0 15L48 0L96 30');
  });

  it('draws a line through the middle where values do not change', () => {
    expect(sparkPath([7, 7])).to.equal('M0 15L96 15');
  });

  it('draws negative values too', () => {
    expect(sparkPath([-4, 0, 4])).to.equal('M0 30L48 15L96 0');
  });

  it('leaves a gap where a value is unknown', () => {
    expect(sparkPath([0, 1, null, 1, 0])).to.equal('M0 30L24 0M72 0L96 30');
    expect(sparkPath([0, 1, null, null, 1, 0])).to.equal('M0 30L19.2 0M76.8 0L96 30');
  });

  it('draws a value between two gaps, or between a gap and an edge, as a dot', () => {
    expect(sparkPath([0, 1, null, 0, null, 0, 1])).to.equal('M0 30L16 0M48 30h0M80 30L96 0');
    expect(sparkPath([1, null, 0])).to.equal('M0 0h0M96 30h0');
  });

  it('keeps the position of known values where the first or last ones are unknown', () => {
    expect(sparkPath([null, 0, 1, null, null])).to.equal('M24 30L48 0');
  });

  it('draws a 0 as a known value', () => {
    expect(sparkPath([5, 0, 10])).to.equal('M0 15L48 30L96 0');
  });
});

describe('sparkline', () => {
  it('hides the line from assistive technology', async () => {
    const page = await fixture(html`<p>${sparkline([1, 2])}</p>`);
    expect(page.querySelector('svg')!.getAttribute('aria-hidden')).to.equal('true');
  });

  it('draws nothing for fewer than two known values', async () => {
    const page = await fixture(html`<p>${sparkline([1])}${sparkline([])}${sparkline([null, 1, null])}</p>`);
    expect(page.querySelector('svg')).to.equal(null);
  });

  it('draws two known values with a gap between them', async () => {
    const page = await fixture(html`<p>${sparkline([1, null, 2])}</p>`);
    expect(page.querySelector('path')!.getAttribute('d')).to.equal('M0 30h0M96 0h0');
  });

  it('uses round line ends, without which a dot is not drawn', async () => {
    const page = await fixture(html`<p>${sparkline([1, null, 2])}</p>`);
    expect(getComputedStyle(page.querySelector('path')!).strokeLinecap).to.equal('round');
  });
});
