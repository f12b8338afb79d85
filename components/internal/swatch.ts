import { css, html, type TemplateResult } from 'lit';
import { setStyle } from './set-style.js';

/** Renders a square in the colour of a part, for legends, lists and tooltips. */
export const swatch = (color: string): TemplateResult =>
  html`<i class="swatch" ${setStyle({ '--_swatch': color })}></i>`;

/** Styles of swatches. */
export const swatchStyles = css`
  .swatch {
    flex: none;
    inline-size: 10px;
    block-size: 10px;
    border-radius: min(3px, var(--_radius));
    background: var(--_swatch);
    forced-color-adjust: none;
    /* Browsers print without backgrounds. */
    print-color-adjust: exact;
  }
`;
