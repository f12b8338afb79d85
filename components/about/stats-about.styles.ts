import { css } from 'lit';

/** Styles of `<stats-about>`. */
export const aboutStyles = css`
  :host {
    position: fixed;
    inset: 0 auto auto 0;
    box-sizing: border-box;
    inline-size: min(22.5em, 100% - 16px);
    max-block-size: calc(100% - 16px);
    margin: 0;
    padding: 16px 18px;
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: 0 8px 28px rgb(0 0 0 / 0.18);
  }
  .shell {
    font-size: calc(14em / 16);
  }
  :host(:not(:popover-open)) {
    display: none;
  }
  .box:focus {
    outline: none;
  }
  .title {
    font-family: var(--stats-heading-font);
    font-weight: 620;
  }
  dl {
    margin: 8px 0 0;
  }
  dt {
    margin-block-start: 8px;
    color: var(--_muted);
    font-size: calc(13em / 14);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
    unicode-bidi: plaintext;
  }
  .take {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-block-start: 14px;
    padding-block-start: 12px;
    border-block-start: 1px solid var(--_line);
  }
  .take button {
    block-size: calc(30em / 13);
    padding-inline: 10px;
    font-size: calc(13em / 14);
  }
  .done {
    margin: 8px 0 0;
    color: var(--_muted);
    font-size: calc(13em / 14);
  }
  .done:empty {
    display: none;
  }
`;
