import { expect } from '@open-wc/testing';
import type { TopLevelSpec } from 'vega-lite';
import { fakeFetch, restoreFetch, statsErrorOf } from '../../test/fake-fetch.js';
import type { PlotFrame } from '../../src/chart/theme.js';
import { fitted, loadText } from './own-spec.js';

describe('fitted', () => {
  const frame = { width: 600, height: 200 } as PlotFrame;
  const data = { values: [] };
  const layer = [{ mark: 'bar' }];
  const fit = { autosize: { type: 'fit', contains: 'padding' }, width: 600, height: 200 };

  const cases: Readonly<Record<string, readonly [given: object, drawn: object]>> = {
    'a single plot fills the element': [{ mark: 'bar' }, { mark: 'bar', ...fit }],
    'so does one of layers': [{ layer }, { layer, ...fit }],
    'the width "container" is that of the element': [
      { mark: 'bar', width: 'container' },
      { mark: 'bar', ...fit },
    ],
    'a size and a way to fit that the page has chosen stay': [
      { mark: 'bar', width: 90, height: 50, autosize: 'pad' },
      { mark: 'bar', width: 90, height: 50, autosize: 'pad' },
    ],
    'plots side by side stay as they are': [{ hconcat: layer }, { hconcat: layer }],
  };
  for (const [title, [given, drawn]] of Object.entries(cases)) {
    it(title, () => expect(fitted({ data, ...given } as TopLevelSpec, frame)).to.deep.equal({ data, ...drawn }));
  }
});

describe('loadText', () => {
  afterEach(restoreFetch);

  it('returns the text at an address relative to the base address of the page', async () => {
    const base = Object.assign(document.createElement('base'), { href: 'https://data.invalid/files/' });
    document.head.append(base);
    const calls = fakeFetch(() => new Response('[{"label": "Köln"}]'));
    expect(await loadText('own.json')).to.equal('[{"label": "Köln"}]');
    expect(calls.map(({ url }) => url)).to.deep.equal(['https://data.invalid/files/own.json']);
    base.remove();
  });

  it('rejects an answer that is an error', async () => {
    fakeFetch(() => new Response('', { status: 404 }));
    expect((await statsErrorOf(loadText('/own.json'))).status).to.equal(404);
  });
});
