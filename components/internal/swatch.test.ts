import { expect } from '@open-wc/testing';
import { render } from 'lit';
import { swatch } from './swatch.js';

it('a swatch has the given colour', () => {
  const place = document.createElement('div');
  render(swatch('red'), place);
  expect(place.querySelector<HTMLElement>('.swatch')!.style.getPropertyValue('--_swatch')).to.equal('red');
});
