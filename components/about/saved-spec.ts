import type { TopLevelSpec } from 'vega-lite';

/**
 * Returns the specification of a chart for a file: with a title and a legend, and as large as it needs to be. It opens in
 * the Vega editor and refers to nothing on the page.
 */
export const savedSpec = (spec: TopLevelSpec, title: string, subtitle: string): TopLevelSpec => ({
  ...spec,
  autosize: 'pad',
  padding: 20,
  title: { text: title, ...(subtitle && { subtitle }) },
});
