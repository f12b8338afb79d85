import { expect, fixture, html } from '@open-wc/testing';
import type { ReactiveControllerHost } from 'lit';
import { icon } from './icon.js';
import { drawingOf } from './icons.js';
import { ROWS_BY_TAG } from '../../layouts/catalogue.js';

const IN_LAYOUTS = ['chart line', 'chart pie', 'database', 'download', 'eye', 'file', 'users', 'world'];

describe('icons', () => {
  for (const name of IN_LAYOUTS) {
    it(`drawingOf() returns a drawing for “${name}”, as layouts write it`, () =>
      expect(drawingOf(name)).not.to.equal(undefined));
  }

  it('drawingOf() returns a drawing for every icon of the catalogue', () => {
    for (const { label, presets } of ROWS_BY_TAG.values()) {
      if (presets.icon) expect(drawingOf(presets.icon), label).not.to.equal(undefined);
    }
  });

  for (const name of ['', 'unicorn', 'constructor', '__proto__']) {
    it(`drawingOf() returns undefined for “${name}”`, () => expect(drawingOf(name)).to.equal(undefined));
  }

  it('icon() loads the drawings with the first icon and updates its host', async () => {
    const drawn = await new Promise<unknown>((resolve) => {
      const host = { requestUpdate: () => resolve(icon('eye', host)) } as unknown as ReactiveControllerHost;
      icon('eye', host);
    });
    const page = await fixture(html`<p>${drawn}</p>`);
    expect(page.querySelector('svg.icon path')).not.to.equal(null);
    expect(page.querySelector('svg')!.getAttribute('aria-hidden')).to.equal('true');
  });
});
