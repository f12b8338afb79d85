import { css } from 'lit';

/** Styles of all widgets: card, heading, notes and placeholders. */
export const widgetStyles = css`
  .card {
    block-size: 100%;
    padding: var(--stats-card-padding, 18px 20px);
    background: var(--_surface);
    border: 1px solid var(--stats-card-line, var(--_line));
    border-radius: var(--_radius);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    justify-content: space-between;
    gap: 8px 12px;
    margin-block-end: 12px;
  }
  .head > *,
  .named > span {
    min-inline-size: 0;
    max-inline-size: 100%;
  }
  .named {
    display: flex;
    gap: 7px;
    align-items: baseline;
  }
  /* Without the custom property, the family is inherited. */
  .heading {
    font-family: var(--stats-heading-font);
    font-size: calc(16em / 15);
    font-weight: 620;
    line-height: 1.5;
    overflow-wrap: anywhere;
  }
  .sub,
  .note {
    color: var(--_muted);
    font-size: calc(13em / 15);
  }
  .note {
    margin: 10px 0 0;
  }
  .icon {
    flex: none;
    inline-size: 15px;
    block-size: 15px;
    translate: 0 2px;
    fill: none;
    stroke: var(--_muted);
    stroke-width: 1.4;
    stroke-linejoin: round;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .nothing {
    display: grid;
    place-content: center;
    min-block-size: 96px;
    padding: 12px;
    margin: 0;
    color: var(--_muted);
    font-size: calc(14em / 15);
    text-align: center;
  }
  .failure {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    margin-block-end: 12px;
  }
  .failure button {
    font-size: inherit;
  }
  .invented {
    display: block;
    inline-size: fit-content;
    margin-block-start: 10px;
    padding: 2px 8px;
    border-radius: min(8px, var(--_radius));
    background: var(--_note-soft);
    font-size: calc(13em / 15);
  }
  .skeleton {
    border-radius: min(8px, var(--_radius));
    background: var(--_track);
  }
  /* Numbers of an earlier selection below the heading of the new one. */
  .old {
    opacity: 0.5;
    filter: grayscale(1);
  }
  @media (prefers-reduced-motion: no-preference) {
    .skeleton,
    .old {
      animation: breathe 1.6s ease-in-out infinite;
    }
    .old {
      animation-name: breathe-old;
    }
  }
  @keyframes breathe {
    50% {
      opacity: 0.45;
    }
  }
  @keyframes breathe-old {
    50% {
      opacity: 0.25;
    }
  }
  @media (forced-colors: active) {
    /* Of two colours, the one for the reader's background, whatever the page has. */
    .shell {
      color-scheme: light dark;
    }
    .old,
    .old * {
      color: GrayText;
    }
  }
  @container (width < 17.4em) {
    .card {
      padding: var(--stats-card-padding, 14px);
    }
  }
`;
