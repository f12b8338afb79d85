import { css } from 'lit';

/**
 * Tokens and resets of all elements. A page sets the public tokens `--stats-*`; styles read their private twins `--_*`, which
 * have defaults.
 */
export const base = css`
  :host {
    --_surface: var(--stats-surface, light-dark(#fff, #15181e));
    --_line: var(--stats-line, light-dark(#e3e6ea, #272c35));
    --_text: var(--stats-text, light-dark(#171b22, #eceff3));
    --_muted: var(--stats-muted, light-dark(#5b6472, #9aa4b2));
    --_accent: var(--stats-accent, light-dark(#2257c4, #7aa7ff));
    --_track: var(--stats-track, light-dark(#eef1f5, #1e232b));
    --_error-soft: var(--stats-error-soft, light-dark(#fdecea, #3a1c1a));
    --_note-soft: var(--stats-note-soft, light-dark(#fff6dd, #33290f));
    --_radius: var(--stats-radius, 12px);
    --_font: var(--stats-font, system-ui, sans-serif);

    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    font: medium sans-serif;
    writing-mode: horizontal-tb;
  }
  /*
   * Nothing is inherited from the page except what says whether and in which colours something is shown. The font is in
   * proportion to that of the element, which is the one of the reader's browser, whatever the root element has.
   */
  .shell {
    all: initial;
    display: block;
    block-size: 100%;
    color: var(--_text);
    color-scheme: inherit;
    font: 0.9375em / 1.5 var(--_font);
    text-align: left;
    visibility: inherit;
  }
  .shell:dir(rtl) {
    text-align: right;
  }
  :host([hidden]:not([hidden='until-found'])) {
    display: none;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  /* Paper is white. */
  @media print {
    :host {
      color-scheme: light !important;
    }
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  .sr-only {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  /* Texts have the direction of their own language, and the alignment of the page. */
  p,
  .heading,
  .named > span,
  .sub {
    unicode-bidi: plaintext;
  }
  .faults,
  .failure {
    padding: 8px 12px;
    border: 1px solid transparent;
    border-radius: min(8px, var(--_radius));
    background: var(--_error-soft);
    font-size: calc(14em / 15);
    overflow-wrap: anywhere;
  }
  .faults p {
    margin: 0;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
`;

/**
 * The width of elements whose layout depends on it. Their content cannot say how wide it wants to be, so a box without a
 * height does: in a page's float or table cell, they have the width `--_width` where there is room for it, and at least
 * `--_least`.
 */
export const container = css`
  :host {
    min-inline-size: min(var(--_least, 12.5em), 100%);
  }
  :host::before {
    content: '';
    display: grid;
    grid-template-columns: minmax(var(--_least, 12.5em), var(--_width, 40em));
  }
  :host::before,
  .shell {
    grid-area: 1 / 1;
  }
  .shell {
    container-type: inline-size;
  }
`;

/** Buttons; other form controls are in form-controls.ts, which is loaded later. */
export const controls = css`
  button {
    font: inherit;
    font-size: calc(14em / 15);
    block-size: calc(36em / 14);
    padding-inline: 12px;
    border: 1px solid var(--_line);
    border-radius: min(8px, var(--_radius));
    background: var(--_surface);
    color: var(--_text);
    cursor: pointer;
  }
  .icon-button {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    padding: 0;
    border-color: transparent;
    background: none;
    color: var(--_muted);
  }
  .icon-button svg {
    inline-size: 15px;
    block-size: 15px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.4;
    stroke-linecap: round;
  }
`;

/** Styles of the change of a number. */
export const changeStyles = css`
  .change {
    color: var(--_change, var(--_muted));
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
`;
