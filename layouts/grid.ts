import { css, unsafeCSS } from 'lit';
import { times } from '../src/util/times.js';

const COLUMNS = times(16, (i) => i + 1);

/** Creates a rule per number of columns: widths come from layouts, and a strict `style-src` forbids style attributes. */
const spans = (attribute: string) =>
  unsafeCSS(COLUMNS.map((n) => `[data-${attribute}='${n}']{grid-column:span ${n}}`).join(''));

/** Sixteen columns that depend on the width of the dashboard, not of the window. */
export const grid = css`
  .row {
    display: grid;
    grid-template-columns: repeat(16, minmax(0, 1fr));
    gap: 16px;
    margin-block-end: 16px;
  }
  .cell {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    min-inline-size: 0;
    break-inside: avoid;
  }
  ${spans('mobile')}
  @container dashboard (min-width: 42.66em) {
    ${spans('tablet')}
  }
  @container dashboard (min-width: 61.33em) {
    ${spans('width')}
  }
  @container dashboard (max-width: 28em) {
    .row {
      gap: 12px;
      margin-block-end: 12px;
    }
  }
`;
