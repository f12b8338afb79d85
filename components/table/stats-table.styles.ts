import { css } from 'lit';

/** Styles of `<stats-table>`. */
export const tableStyles = css`
  .frame {
    max-block-size: var(--_table-size, 360px);
    overflow: auto;
    border-radius: min(6px, var(--_radius));
  }
  /* Without a doctype, tables do not inherit these. */
  table {
    inline-size: 100%;
    border-collapse: collapse;
    color: inherit;
    font: inherit;
    font-size: calc(14em / 15);
    text-align: inherit;
    white-space: inherit;
  }
  caption {
    text-align: start;
    font-family: var(--stats-heading-font);
    font-size: calc(16em / 14);
    font-weight: 620;
    padding-block-end: 8px;
  }
  th,
  td {
    padding: 5px 10px;
    border-block-end: 1px solid var(--_line);
    text-align: start;
    vertical-align: baseline;
    font-weight: 400;
  }
  tbody th {
    overflow-wrap: anywhere;
    min-inline-size: 10ch;
  }
  thead th {
    position: sticky;
    inset-block-start: 0;
    background: var(--_surface);
    color: var(--_muted);
    font-size: calc(13em / 14);
    box-shadow: inset 0 -1px var(--_line);
    border: 0;
  }
  .number {
    text-align: end;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .more {
    margin-block-start: 8px;
  }
`;
