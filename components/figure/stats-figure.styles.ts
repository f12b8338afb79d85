import { css } from 'lit';

/** Styles of `<stats-figure>`. */
export const figureStyles = css`
  :host {
    --_least: 7.5em;
    --_width: 15em;
  }
  .label {
    color: var(--_muted);
    font-size: calc(14em / 15);
    overflow-wrap: anywhere;
  }
  .value {
    display: inline-block;
    position: relative;
    max-inline-size: 100%;
    font-size: clamp(calc(20em / 15), 12.5cqi, calc(34em / 15));
    font-weight: 650;
    line-height: 1.15;
    letter-spacing: -0.02em;
    font-variant-numeric: tabular-nums;
  }
  /* A sum without some of its days. */
  .value.partial {
    color: var(--_muted);
    font-weight: 500;
  }
  .value.none {
    color: var(--_muted);
    font-size: calc(20em / 15);
    font-weight: 500;
    line-height: 1.95;
    letter-spacing: normal;
  }
  .value .full {
    display: none;
    position: absolute;
    inset-inline-start: 0;
    inset-block-end: 100%;
    z-index: 1;
    padding: 2px 8px;
    border-radius: min(8px, var(--_radius));
    background: var(--_text);
    color: var(--_surface);
    /* Not in proportion to the number, which depends on the width. */
    font-size: small;
    font-weight: 500;
    line-height: 1.5;
    letter-spacing: normal;
    white-space: nowrap;
  }
  .value:is(:hover, :focus) .full {
    display: block;
  }
  .failure {
    margin-block: 10px 0;
  }
  .top {
    display: flex;
    align-items: start;
    justify-content: space-between;
    gap: 8px;
  }
  /* Visible on hover and focus only: a row of five such buttons would distract from the numbers. */
  .top .about {
    margin-block: -3px;
    margin-inline-end: -6px;
    opacity: 0;
  }
  .card:is(:hover, :focus-within) .about,
  .about:has(+ :popover-open) {
    opacity: 1;
  }
  @media (hover: none) {
    .top .about {
      opacity: 1;
    }
    .label {
      padding-inline-end: 14px;
    }
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    justify-content: space-between;
    gap: 4px 12px;
  }
  .versus {
    white-space: nowrap;
  }
  @container (width < 14.7em) {
    .card {
      position: relative;
    }
    .label .icon {
      display: none;
    }
    .top .about {
      position: absolute;
      inset-block-start: 8px;
      inset-inline-end: 6px;
      margin: 0;
      background: var(--_surface);
    }
    .versus > :not(.change) {
      display: none;
    }
  }
  .spark {
    flex: 1 1 56px;
    max-inline-size: 96px;
    stroke: var(--_accent);
  }
  .spark:dir(rtl) {
    transform: scaleX(-1);
  }
  .description {
    margin: 4px 0 0;
  }
  .skeleton {
    block-size: 2.6em;
    inline-size: 60%;
  }
`;
