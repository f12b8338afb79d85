import { css } from 'lit';

/** Styles of `<stats-timeline>`. */
export const timelineStyles = css`
  .tools {
    align-items: center;
  }
  .select {
    block-size: calc(32em / 14);
  }
  .select > select {
    block-size: calc(30em / 14);
  }
`;
