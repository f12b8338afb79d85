import { css } from 'lit';

/** Styles of `<stats-breakdown>`. */
export const breakdownStyles = css`
  li {
    grid-template-columns: minmax(0, 1fr) auto calc(52em / 14);
  }
  .share {
    color: var(--_muted);
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .change {
    font-size: calc(13em / 14);
  }
  .before {
    text-align: end;
  }
  /* Both numbers ("4 → 7") are wider than a percentage: all lines share the widest column. */
  .compared {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto calc(52em / 14) minmax(calc(72em / 14), auto);
    column-gap: 12px;
  }
  .compared li {
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
  }
  .other {
    color: var(--_muted);
  }
  .other::before {
    background: var(--_track);
  }
  .pie {
    display: grid;
    grid-template-columns: minmax(140px, 2fr) minmax(0, 3fr);
    gap: 8px 20px;
    align-items: center;
  }
  .pie li {
    grid-template-columns: 10px minmax(0, 1fr) auto calc(52em / 14);
    gap: 10px;
    padding: 4px 0;
    margin: 0;
  }
  .pie .compared {
    grid-template-columns: 10px minmax(0, 1fr) auto calc(52em / 14) minmax(calc(72em / 14), auto);
    column-gap: 10px;
  }
  .pie .compared li {
    grid-template-columns: subgrid;
  }
  .pie li::before {
    content: none;
  }
  @container (max-width: 28em) {
    .pie {
      grid-template-columns: minmax(0, 1fr);
    }
    /* The reader chose to see changes; the table has the shares, too. */
    .compared .share {
      display: none;
    }
    .compared {
      grid-template-columns: minmax(0, 1fr) auto minmax(calc(64em / 14), auto);
    }
    .pie .compared {
      grid-template-columns: 10px minmax(0, 1fr) auto minmax(calc(64em / 14), auto);
    }
  }
  /* The names need the room; the table has the shares, too. */
  @container (max-width: 15em) {
    ol li {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    ol .share {
      display: none;
    }
  }
`;
