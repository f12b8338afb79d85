import { svg, type SVGTemplateResult } from 'lit';

/** Icons of the displays of a ranking, on a square of 16. */
export const DISPLAY_ICONS: Readonly<Record<'list' | 'pie' | 'table', SVGTemplateResult>> = {
  list: svg`<path d="M2 4h9M2 8h12M2 12h6" />`,
  pie: svg`<circle cx="8" cy="8" r="6" /><path d="M8 2v6l4 4" />`,
  table: svg`<path d="M2 3h12v10H2zM2 6.5h12M7 3v10" />`,
};
