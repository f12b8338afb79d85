import { css, html, nothing, type TemplateResult } from 'lit';
import { isWebAddress } from '../../src/util/link.js';
import { setStyle } from './set-style.js';

/** The smallest number that lists write in compact form: they have more room than figures. */
export const LIST_THRESHOLD = 1_000_000;

/** A line of a list: a name, its numbers, and a bar behind both. */
interface Bar {
  readonly name: TemplateResult;
  readonly numbers: TemplateResult;
  /** Length of the bar, 0 … 1; other values are clamped. */
  readonly length: number;
  readonly className?: string;
}

interface BarList {
  /** Accessible name of the list. */
  readonly label: string;
  /** Height from which the list scrolls, a CSS length. */
  readonly maxHeight: string | undefined;
  readonly className?: string;
  readonly bars: readonly Bar[];
}

const percent = (length: number): string => `${Math.max(0, Math.min(1, length || 0)) * 100}%`;

/** Renders a ranked list with bars. */
export const barList = ({ label, maxHeight, className = '', bars }: BarList): TemplateResult =>
  html`<ol
    class=${className}
    part="list"
    tabindex=${maxHeight ? 0 : nothing}
    aria-label=${label}
    ${setStyle({ '--_list-size': maxHeight ?? 'none' })}
  >
    ${bars.map(
      ({ name, numbers, length, className = '' }) =>
        html`<li class=${className} ${setStyle({ '--_share': percent(length) })}>${name}${numbers}</li>`,
    )}
  </ol>`;

/** Renders the name of a line, as a link if `href` is a web address; a long name is cut; its tooltip is the whole name. */
export const barName = (text: string, href?: string, title = text): TemplateResult =>
  href === undefined || !isWebAddress(href, 'https://relative.invalid')
    ? html`<span class="name" title=${title}>${text}</span>`
    : html`<a class="name" part="link" href=${href} title=${title}>${text}</a>`;

/** Styles of lists with bars. */
export const barListStyles = css`
  ol {
    max-block-size: var(--_list-size, none);
    overflow: auto;
    list-style: none;
    margin: 0;
    padding: 0;
    font-size: calc(14em / 15);
  }
  li {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 12px;
    align-items: baseline;
    padding: 6px 10px;
    margin: 2px 0;
    border-radius: min(6px, var(--_radius));
    overflow: hidden;
  }
  li::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    inline-size: var(--_share);
    background: var(--_accent-soft);
    border-radius: min(6px, var(--_radius));
  }
  li > * {
    position: relative;
  }
  .name {
    unicode-bidi: plaintext;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  a.name {
    color: inherit;
    text-decoration: none;
  }
  a.name:is(:hover, :focus-visible) {
    text-decoration: underline;
  }
  a.name:focus-visible {
    outline-offset: -2px;
  }
  .number {
    font-weight: 600;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  @media (forced-colors: active) {
    li::before {
      border-block-end: 2px solid Highlight;
    }
  }
`;
