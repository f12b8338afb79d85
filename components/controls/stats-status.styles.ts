import { css } from 'lit';

/** Styles of `<stats-status>`. */
export const statusStyles = css`
  :host {
    color: var(--_muted);
    font-size: 13px;
  }
  span {
    unicode-bidi: plaintext;
  }
  p {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    margin: 0;
  }
`;
