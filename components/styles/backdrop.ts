import { css } from 'lit';

/**
 * The background of elements without a card. With a theme of their own, they may stand on a page of the other one, where their
 * texts could not be read. It reaches beyond the element, so that texts keep their places.
 */
export const backdrop = css`
  /* On paper, the page may be printed with its own dark background. */
  @media print {
    .shell {
      background: #fff;
      box-shadow: 0 0 0 8px #fff;
    }
  }
  :host([theme]) .shell {
    background: var(--stats-background, light-dark(#fff, #0d0f13));
    border-radius: min(4px, var(--_radius));
    box-shadow: 0 0 0 8px var(--stats-background, light-dark(#fff, #0d0f13));
  }
`;
