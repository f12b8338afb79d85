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
  ul {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    margin: 8px 0 0;
    padding: 0;
    list-style: none;
    color: var(--_muted);
    font-size: 13px;
  }
  li {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-inline-size: 0;
    max-inline-size: 100%;
  }
  .dashed .swatch {
    block-size: 0;
    border-block-start: 2px dashed var(--_swatch);
    border-radius: 0;
    background: none;
  }
  li span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    max-inline-size: 32ch;
  }
`;
