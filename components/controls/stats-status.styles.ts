import { css } from 'lit';

/** Styles of `<stats-status>`. */
export const statusStyles = css`
  .shell {
    color: var(--_muted);
    font-size: calc(13em / 16);
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
