import { css, unsafeCSS } from 'lit';

const COLUMNS = Array.from({ length: 16 }, (_, i) => i + 1);

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
    min-inline-size: 0;
  }
  ${spans('mobile')}
  @container dashboard (min-width: 640px) {
    ${spans('tablet')}
  }
  @container dashboard (min-width: 920px) {
    ${spans('width')}
  }
  @container dashboard (max-width: 420px) {
    .row {
      gap: 12px;
      margin-block-end: 12px;
    }
  }
`;
