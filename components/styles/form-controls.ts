import { css } from 'lit';

/** Selects, fields, segmented controls and the colours of charts: loaded after the first number. */
export const formControls = css`
  :host {
    --_accent-soft: var(--stats-accent-soft, light-dark(#e6eefc, #1c2a47));
    --_error: var(--stats-error, light-dark(#b3261e, #ff8f86));
    --_series-1: var(--stats-series-1, light-dark(#2257c4, #4f83f1));
    --_series-2: var(--stats-series-2, light-dark(#c55a2b, #df7321));
    --_series-3: var(--stats-series-3, light-dark(#00726e, #16a395));
    --_series-4: var(--stats-series-4, light-dark(#8a36aa, #b168d0));
    --_series-5: var(--stats-series-5, light-dark(#985a00, #d09d1b));
    --_series-6: var(--stats-series-6, light-dark(#b53c79, #e36b9c));
    --_series-7: var(--stats-series-7, light-dark(#3e8533, #76b456));
    --_series-8: var(--stats-series-8, light-dark(#5061dd, #9199fe));
    --_other: var(--stats-other, light-dark(#767e8a, #767780));
  }
  .card {
    break-inside: avoid;
  }
  /* As the page has it: bars of lists are backgrounds. */
  .shell {
    print-color-adjust: inherit;
  }
  @media print {
    .select,
    .segments,
    .icons,
    .icon-button,
    form {
      display: none !important;
    }
  }
  .select,
  input {
    font: inherit;
    font-size: calc(14em / 15);
    block-size: calc(36em / 14);
    padding-inline: 12px;
    border: 1px solid var(--_line);
    border-radius: min(8px, var(--_radius));
    background: var(--_surface);
    color: var(--_text);
  }
  .select {
    display: inline-flex;
    align-items: center;
    position: relative;
    gap: 8px;
    padding-inline-end: 0;
    max-inline-size: 100%;
  }
  .select > span {
    color: var(--_muted);
    font-size: calc(13em / 14);
    white-space: nowrap;
  }
  .select > select {
    appearance: none;
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    block-size: calc(34em / 14);
    padding-block: 0;
    padding-inline: 0 30px;
    min-inline-size: 0;
    max-inline-size: 100%;
    text-overflow: ellipsis;
    cursor: pointer;
  }
  .select > select:focus-visible {
    outline: none;
  }
  .select:has(> select:focus-visible) {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .select option {
    background: var(--_surface);
    color: var(--_text);
  }
  .select::after {
    content: '';
    position: absolute;
    inset-inline-end: 13px;
    inline-size: 7px;
    block-size: 7px;
    border: solid var(--_muted);
    border-width: 0 1.5px 1.5px 0;
    transform: translateY(-2px) rotate(45deg);
    pointer-events: none;
  }
  .segments {
    display: inline-flex;
    flex-wrap: wrap;
    max-inline-size: 100%;
    gap: 2px;
    padding: 3px;
    border: 0;
    margin: 0;
    border-radius: min(8px, var(--_radius));
    background: var(--_track);
  }
  .segments button {
    font-size: calc(13em / 15);
    font-weight: 500;
    block-size: auto;
    min-block-size: 26px;
    padding: 3px 10px;
    border: 1px solid transparent;
    border-radius: min(6px, var(--_radius));
    background: none;
    color: var(--_muted);
  }
  .segments button[aria-pressed='true'] {
    background: var(--_surface);
    color: var(--_text);
    box-shadow: 0 1px 2px rgb(0 0 0 / 0.12);
  }
  .icons {
    display: inline-flex;
    gap: 2px;
  }
  .icons button {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    padding: 0;
    border: 1px solid transparent;
    border-radius: min(6px, var(--_radius));
    background: none;
    color: var(--_muted);
  }
  .icons button[aria-pressed='true'] {
    background: var(--_track);
    color: var(--_text);
  }
  .icons svg {
    inline-size: 15px;
    block-size: 15px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
  }
  @media (forced-colors: active) {
    .segments button[aria-pressed='true'],
    .icons button[aria-pressed='true'] {
      border-color: Highlight;
    }
  }
`;
