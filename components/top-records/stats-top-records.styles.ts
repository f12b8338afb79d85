import { css } from 'lit';

/** Styles of `<stats-top-records>`. */
export const topRecordsStyles = css`
  .absent {
    color: var(--_muted);
  }
`;
