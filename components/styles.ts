import { css } from 'lit';

/**
 * Tokens and resets shared by every element. Public tokens are `--stats-*`, set by the page anywhere above; inside, only the `--_*`
 * twins are read, so that nothing of the page's own naming leaks in.
 */
export const base = css`
  :host {
    --_surface: var(--stats-surface, light-dark(#fff, #15181e));
    --_line: var(--stats-line, light-dark(#e3e6ea, #272c35));
    --_text: var(--stats-text, light-dark(#171b22, #eceff3));
    --_muted: var(--stats-muted, light-dark(#5b6472, #9aa4b2));
    --_accent: var(--stats-accent, light-dark(#2257c4, #7aa7ff));
    --_accent-soft: var(--stats-accent-soft, light-dark(#e6eefc, #1c2a47));
    --_track: var(--stats-track, light-dark(#eef1f5, #1e232b));
    --_up: var(--stats-up, light-dark(#136f45, #57c98f));
    --_down: var(--stats-down, light-dark(#b3261e, #ff8f86));
    --_error: var(--stats-error, light-dark(#b3261e, #ff8f86));
    --_error-soft: var(--stats-error-soft, light-dark(#fdecea, #3a1c1a));
    --_note-soft: var(--stats-note-soft, light-dark(#fff6dd, #33290f));
    --_radius: var(--stats-radius, 12px);
    --_series-1: var(--stats-series-1, light-dark(#2257c4, #4f83f1));
    --_series-2: var(--stats-series-2, light-dark(#c2530d, #e0742b));
    --_series-3: var(--stats-series-3, light-dark(#0d7d72, #1fa596));
    --_series-4: var(--stats-series-4, light-dark(#8a3fa8, #b269d0));
    --_series-5: var(--stats-series-5, light-dark(#9a6b00, #d0a02a));
    --_series-6: var(--stats-series-6, light-dark(#b8336a, #e2658f));
    --_series-7: var(--stats-series-7, light-dark(#3d7a1c, #74b04b));
    --_series-8: var(--stats-series-8, light-dark(#4f5bd5, #8f99ff));
    --_other: var(--stats-other, light-dark(#9aa3af, #5c6675));
    --_font: var(--stats-font, ui-sans-serif, system-ui, 'Segoe UI', Inter, 'DejaVu Sans', sans-serif);

    display: block;
    box-sizing: border-box;
    color: var(--_text);
    font: 15px/1.5 var(--_font);
    letter-spacing: normal;
    text-align: left;
    text-transform: none;
  }
  :host(:dir(rtl)) {
    text-align: right;
  }
  :host([hidden]) {
    display: none;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  .sr-only {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  /* Sentences run in the direction of their own language, on the side where the page begins its lines. */
  p,
  .heading,
  .label,
  .sub,
  .foot {
    unicode-bidi: plaintext;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;

/** Buttons, selects and fields. */
export const controls = css`
  button,
  .select,
  input {
    font: inherit;
    font-size: 14px;
    block-size: 36px;
    padding-inline: 12px;
    border: 1px solid var(--_line);
    border-radius: 8px;
    background: var(--_surface);
    color: var(--_text);
  }
  button {
    cursor: pointer;
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
    font-size: 13px;
    white-space: nowrap;
  }
  .select > select {
    appearance: none;
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    block-size: 34px;
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
    border-radius: 8px;
    background: var(--_track);
  }
  .segments button {
    font-size: 13px;
    font-weight: 500;
    block-size: auto;
    min-block-size: 26px;
    padding: 3px 10px;
    border: 1px solid transparent;
    border-radius: 6px;
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
  .icons button,
  .icon-button {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    padding: 0;
    border: 1px solid transparent;
    border-radius: 6px;
    background: none;
    color: var(--_muted);
  }
  .icons button[aria-pressed='true'] {
    background: var(--_track);
    color: var(--_text);
  }
  .icons svg,
  .icon-button svg {
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

/** How a number moved. */
export const changeStyles = css`
  .change {
    color: var(--_muted);
    font-size: 13px;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .change.up {
    color: var(--_up);
  }
  .change.down {
    color: var(--_down);
  }
`;

/** How it ran. */
export const sparkStyles = css`
  .spark {
    flex: 1 1 56px;
    max-inline-size: 96px;
    block-size: 30px;
    fill: none;
    stroke: var(--_accent);
    stroke-width: 1.6;
    stroke-linejoin: round;
  }
  .spark:dir(rtl) {
    transform: scaleX(-1);
  }
`;
