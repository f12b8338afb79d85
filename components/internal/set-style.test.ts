import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import { setStyle } from './set-style.js';

describe('setStyle', () => {
  it('sets and changes custom properties of the element in whose tag it stands', () => {
    const place = document.createElement('div');
    for (const share of ['40%', '75%']) {
      render(html`<p ${setStyle({ '--share': share, '--swatch': 'red' })}></p>`, place);
      const { style } = place.querySelector('p')!;
      expect(style.getPropertyValue('--share')).to.equal(share);
      expect(style.getPropertyValue('--swatch')).to.equal('red');
    }
  });

  it('writes no style attribute into the page: a strict style-src would refuse it', () => {
    const { strings } = html`<p ${setStyle({ '--share': '40%' })}></p>`;
    expect(strings.join('')).to.equal('<p ></p>');
  });
});
