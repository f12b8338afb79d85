import { css } from 'lit';

/** Styles of `<stats-timeline>`. */
export const timelineStyles = css`
  .tools {
    align-items: center;
  }
  .select {
    font-size: 14px;
    block-size: 32px;
  }
  .select > select {
    block-size: 30px;
  }
`;
