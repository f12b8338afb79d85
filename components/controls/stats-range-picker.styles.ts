import { css } from 'lit';

/** Styles of `<stats-range-picker>`. */
export const rangePickerStyles = css`
  .shell,
  form {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }
  form label {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--_muted);
    font-size: calc(13em / 15);
  }
  input {
    font-size: calc(14em / 13);
    padding-inline: 8px;
  }
  form > p {
    flex-basis: 100%;
    margin: 0;
    color: var(--_error);
    font-size: calc(13em / 15);
  }
`;
