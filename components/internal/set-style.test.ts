import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import { setStyle } from './set-style.js';

describe('setStyle', () => {
  it('sets and changes custom properties of the element that contains the directive', () => {
    const place = document.createElement('div');
    for (const share of ['40%', '75%']) {
      render(html`<p ${setStyle({ '--share': share, '--swatch': 'red' })}></p>`, place);
      const { style } = place.querySelector('p')!;
      expect(style.getPropertyValue('--share')).to.equal(share);
      expect(style.getPropertyValue('--swatch')).to.equal('red');
    }
  });

  it('writes no style attribute, which a strict style-src would block', () => {
    const { strings } = html`<p ${setStyle({ '--share': '40%' })}></p>`;
    expect(strings.join('')).to.equal('<p ></p>');
  });
});
