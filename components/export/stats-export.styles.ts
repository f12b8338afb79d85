import { css } from 'lit';

/** Styles of `<stats-export>`. */
export const exportStyles = css`
  .frame {
    display: inline-block;
    position: relative;
  }
  @media print {
    .frame {
      display: none;
    }
  }
  .select {
    padding-inline-end: 30px;
    color: var(--_text);
  }
  button[aria-disabled='true'],
  button:disabled {
    opacity: 0.6;
    cursor: default;
  }
  .popup {
    position: absolute;
    z-index: 20;
    inset-block-start: calc(100% + 4px);
    inset-inline-end: 0;
    translate: var(--_shift, 0);
    inline-size: max-content;
    max-inline-size: min(calc(300em / 14), 100vw - 16px);
    padding: 4px;
    border: 1px solid var(--_line);
    border-radius: min(10px, var(--_radius));
    background: var(--_surface);
    box-shadow: 0 6px 20px rgb(0 0 0 / 0.16);
    font-size: calc(14em / 15);
  }
  [role='menu'] button {
    display: block;
    inline-size: 100%;
    block-size: auto;
    min-block-size: calc(34em / 14);
    padding: 6px 12px;
    border: 0;
    border-radius: min(6px, var(--_radius));
    background: none;
    font-size: inherit;
    text-align: start;
  }
  [role='menu'] button:hover,
  [role='menu'] button:focus-visible {
    background: var(--_accent-soft);
  }
  [role='menu'] button:focus-visible {
    outline-offset: -2px;
  }
  .group {
    margin-block-start: 4px;
    padding-block-start: 4px;
    border-block-start: 1px solid var(--_line);
  }
  .group > span {
    display: block;
    padding: 4px 12px;
    color: var(--_muted);
    font-size: calc(13em / 14);
  }
  .failure {
    margin: 0;
    padding: 8px 12px;
    border-color: var(--_error);
    background: var(--_error-soft);
  }
`;
