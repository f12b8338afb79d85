import { css } from 'lit';

/** Styles of `<stats-figure>`. */
export const figureStyles = css`
  .label {
    color: var(--_muted);
    font-size: 14px;
    overflow-wrap: anywhere;
  }
  .value {
    display: inline-block;
    position: relative;
    max-inline-size: 100%;
    border-radius: 4px;
    font-size: clamp(20px, 12.5cqi, 34px);
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
    font-size: 20px;
    font-weight: 500;
    line-height: 39px;
    letter-spacing: normal;
  }
  .value .full {
    display: none;
    position: absolute;
    inset-inline-start: 0;
    inset-block-end: 100%;
    z-index: 1;
    padding: 2px 8px;
    border-radius: 6px;
    background: var(--_text);
    color: var(--_surface);
    font-size: 13px;
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
    color: var(--_muted);
    font-size: 13px;
  }
  .versus {
    white-space: nowrap;
  }
  @container (max-width: 220px) {
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
  .description {
    margin: 4px 0 0;
    color: var(--_muted);
    font-size: 13px;
  }
  .skeleton {
    block-size: 39px;
    inline-size: 60%;
  }
`;
