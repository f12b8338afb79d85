import { css } from 'lit';

/** Styles of a dashboard without its grid (grid.ts) and its widgets. */
export const dashboardStyles = css`
  :host {
    --_least: 20em;
    --_width: 60em;
  }
  .shell {
    container-name: dashboard;
    print-color-adjust: inherit;
  }
  [hidden] {
    display: none !important;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: center;
    justify-content: space-between;
    margin-block-end: 12px;
  }
  .title {
    font-family: var(--stats-heading-font);
    font-size: calc(22em / 15);
    font-weight: 650;
    line-height: 1.2;
    letter-spacing: -0.01em;
    overflow-wrap: anywhere;
  }
  .as-of {
    min-block-size: 1lh;
  }
  .as-of,
  .description {
    margin: 2px 0 0;
    color: var(--_muted);
    font-size: calc(14em / 15);
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  /* Room for elements that are defined later, so that nothing moves then. */
  .controls > :not(:defined) {
    inline-size: 145px;
    block-size: 36px;
  }
  .cell > :not(:defined) {
    display: block;
    min-block-size: 260px;
  }
  .tabs {
    display: flex;
    gap: 24px;
    margin: 0 0 20px;
    border-block-end: 1px solid var(--_line);
    overflow-x: auto;
  }
  .tabs button {
    display: flex;
    flex: none;
    gap: 7px;
    align-items: center;
    block-size: auto;
    padding: 10px 0;
    margin-block-end: -1px;
    border: 0;
    border-block-end: 2px solid transparent;
    border-radius: 0;
    background: none;
    color: var(--_muted);
    font-size: inherit;
    white-space: nowrap;
  }
  .tabs button[aria-selected='true'] {
    border-color: var(--_accent);
    color: var(--_text);
    font-weight: 600;
  }
  .tabs .icon {
    flex: none;
    inline-size: 15px;
    block-size: 15px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.4;
    stroke-linejoin: round;
  }
  @media (forced-colors: active) {
    /* Forced colours draw transparent borders, too: every tab would look open. */
    .tabs button[aria-selected='false'] {
      border-color: Canvas;
    }
  }
  .tabs button:focus-visible {
    outline-offset: -2px;
  }
  @media print {
    .controls,
    .tabs button[aria-selected='false'] {
      display: none;
    }
  }
  slot {
    display: block;
    margin-block-end: 16px;
  }
  /* An element whose code is loading. */
  .cell > :not(:defined) {
    min-block-size: 120px;
    border: 1px solid var(--stats-card-line, var(--_line));
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .gap,
  .notice {
    margin: 0 0 16px;
    padding: 10px 14px;
    border-radius: min(8px, var(--_radius));
    background: var(--_track);
    color: var(--_text);
    font-size: calc(14em / 15);
  }
  .gap {
    margin: 0;
    border: 1px dashed var(--_line);
    border-radius: var(--_radius);
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .notice > p {
    margin: 4px 0;
  }
  .notice.error {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 6px 12px;
    background: var(--_error-soft);
  }
  .state {
    padding: 48px 20px;
    margin: 0 0 16px;
    border: 1px solid var(--stats-card-line, var(--_line));
    border-radius: var(--_radius);
    background: var(--_surface);
    text-align: center;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }
  .notice button {
    font-size: inherit;
  }
  .footer {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 4px 16px;
    font-size: calc(13em / 15);
  }
  .footer a {
    color: var(--_accent);
    margin-inline-start: auto;
  }
  .footer a:not(:hover) {
    text-decoration: none;
  }
  .notice.invented {
    background: var(--_note-soft);
    padding-block: 6px;
    font-size: calc(13em / 15);
  }
`;
