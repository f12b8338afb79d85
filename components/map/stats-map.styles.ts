import { css } from 'lit';

/** Styles of `<stats-map>`. */
export const mapStyles = css`
  .icons + .icons {
    margin-inline-start: 8px;
  }
  .icons [aria-disabled='true'] {
    opacity: 0.4;
    cursor: default;
  }
  stats-chart {
    cursor: grab;
    user-select: none;
  }
  .dragging stats-chart {
    cursor: grabbing;
  }
  stats-chart::part(place) {
    min-inline-size: 12px;
    min-block-size: 12px;
    margin: -6px;
    border: 2px solid var(--_text);
    border-radius: 50%;
    background: var(--_surface);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    margin-block-start: 12px;
    color: var(--_muted);
    font-size: calc(13em / 15);
    font-variant-numeric: tabular-nums;
  }
  .legend ul {
    display: flex;
    gap: 16px;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .legend li {
    min-inline-size: calc(40em / 13);
    white-space: nowrap;
  }
  .legend .classes {
    gap: 0;
  }
  .classes li {
    inline-size: calc(68em / 13);
    min-inline-size: 0;
  }
  .legend .swatch {
    display: block;
    inline-size: 100%;
    block-size: 8px;
    margin-block-end: 2px;
    border-radius: 0;
  }
  .apart .swatch {
    outline: 1px solid var(--_line);
    outline-offset: -1px;
  }
  @container (max-width: 22.67em) {
    .legend {
      font-size: calc(11em / 15);
    }
  }
  @media (forced-colors: active) {
    .legend,
    stats-chart {
      --_accent: Highlight;
      --_surface: Canvas;
      --_muted: CanvasText;
    }
  }
`;
