import { css } from 'lit';

/** Styles of `<stats-record>`. */
export const recordStyles = css`
  .use {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 8px 24px;
  }
  .total {
    font-size: calc(34em / 15);
    font-weight: 650;
    line-height: 1.15;
    letter-spacing: -0.02em;
    font-variant-numeric: tabular-nums;
  }
  .total.partial {
    color: var(--_muted);
    font-weight: 500;
  }
  .months {
    flex: 1 1 12em;
    min-inline-size: 0;
    border-radius: min(4px, var(--_radius));
  }
  .bars {
    display: flex;
    align-items: end;
    gap: 3px;
    block-size: 56px;
    border-block-end: 1px solid var(--_line);
  }
  /* The whole height answers the mouse. */
  .bar {
    flex: 1;
    display: flex;
    align-items: end;
    block-size: 100%;
  }
  .bar::before {
    content: '';
    flex: 1;
    block-size: var(--_share);
    background: var(--_accent);
    /* Browsers print without backgrounds. */
    print-color-adjust: exact;
    border-start-start-radius: min(3px, var(--_radius));
    border-start-end-radius: min(3px, var(--_radius));
  }
  .bar.partial::before {
    opacity: 0.55;
  }
  .ends {
    display: flex;
    justify-content: space-between;
    gap: 8px;
  }
  @media (forced-colors: active) {
    .bar::before {
      background: CanvasText;
      forced-color-adjust: none;
    }
  }
`;
