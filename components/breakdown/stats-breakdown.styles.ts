import { css } from 'lit';

/** Styles of `<stats-breakdown>`. */
export const breakdownStyles = css`
  li {
    grid-template-columns: minmax(0, 1fr) auto 52px;
  }
  .share {
    color: var(--_muted);
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .before {
    text-align: end;
  }
  /* Both numbers ("4 → 7") are wider than a percentage: all lines share the widest column. */
  .compared {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto 52px minmax(72px, auto);
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
    grid-template-columns: 10px minmax(0, 1fr) auto 52px;
    gap: 10px;
    padding: 4px 0;
    margin: 0;
  }
  .pie .compared {
    grid-template-columns: 10px minmax(0, 1fr) auto 52px minmax(72px, auto);
    column-gap: 10px;
  }
  .pie .compared li {
    grid-template-columns: subgrid;
  }
  .pie li::before {
    content: none;
  }
  @container (max-width: 420px) {
    .pie {
      grid-template-columns: minmax(0, 1fr);
    }
    /* The reader chose to see changes; the table has the shares, too. */
    .compared .share {
      display: none;
    }
    .compared {
      grid-template-columns: minmax(0, 1fr) auto minmax(64px, auto);
    }
    .pie .compared {
      grid-template-columns: 10px minmax(0, 1fr) auto minmax(64px, auto);
    }
  }
`;
