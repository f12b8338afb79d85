/** Specifications that a page gives to `<stats-chart>`. */
import type { TopLevelSpec } from 'vega-lite';
import type { PlotFrame } from '../../src/chart/theme.js';

/** Returns a specification of a page in the size of its element, if it is a single plot without a size of its own. */
export function fitted(spec: TopLevelSpec, { width, height }: PlotFrame): TopLevelSpec {
  if (!('mark' in spec || 'layer' in spec)) return spec;
  const { width: wanted = 'container', ...rest } = spec;
  const fit = { height, autosize: { type: 'fit', contains: 'padding' } } as const;
  return { ...fit, ...rest, width: wanted === 'container' ? width : wanted };
}

/** Loads the data at an address in a specification. */
export async function loadText(address: string): Promise<string> {
  const { fetchBytes } = await import('../../src/sources/http/fetch.js');
  const bytes = await fetchBytes(new URL(address, document.baseURI).href, { signal: new AbortController().signal });
  return new TextDecoder().decode(bytes);
}
