import { css, unsafeCSS } from 'lit';
import { COLOUR_PROPERTIES } from '../styles/chart-theme.js';

/** Elements in the colours of the theme: a custom property has no computed colour, an element that uses it has one. */
const probes = unsafeCSS(COLOUR_PROPERTIES.map((name) => `[data-probe='${name}'] { color: var(${name}); }`).join(' '));

/** Styles of `<stats-chart>`. */
export const chartStyles = css`
  .picture {
    position: relative;
    border-radius: min(4px, var(--_radius));
    touch-action: pan-y;
    -webkit-tap-highlight-color: transparent;
  }
  .drawing {
    block-size: 100%;
    overflow: hidden;
    direction: ltr;
  }
  .corner {
    position: absolute;
    inset: 0 auto auto 0;
  }
  .corner.right {
    left: 100%;
  }
  .corner.bottom {
    top: 100%;
  }
  .crosshair {
    position: absolute;
    inset: 0 auto auto 0;
    border-inline-start: 1px solid var(--_muted);
    pointer-events: none;
  }
  .tip {
    position: absolute;
    inset: 0 auto auto 0;
    z-index: 1;
    max-inline-size: min(calc(280em / 13), 75%);
    padding: 8px 10px;
    border: 1px solid var(--_line);
    border-radius: min(8px, var(--_radius));
    background: var(--_surface);
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.14);
    font-size: calc(13em / 15);
    line-height: 1.4;
    pointer-events: none;
  }
  .title {
    font-weight: 600;
  }
  .row {
    display: flex;
    gap: 6px;
    align-items: center;
  }
  .name {
    flex: 1;
    min-inline-size: 0;
    color: var(--_muted);
    text-align: match-parent;
  }
  .title,
  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .text {
    margin-inline-start: 8px;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .probes {
    position: absolute;
    inline-size: 0;
    block-size: 0;
    overflow: hidden;
    visibility: hidden;
  }
  /* Invisible transitions: their events report that a colour or the size of texts changes, which takes effect at once. */
  .probes i {
    transition:
      color 1ms step-start,
      font-size 1ms step-start !important;
    forced-color-adjust: none;
  }
  .probes.light {
    color-scheme: light;
  }
  ${probes}
  @media print {
    .picture,
    .drawing {
      block-size: auto !important;
    }
    .drawing svg {
      inline-size: 100%;
      block-size: auto;
    }
    .tip,
    .crosshair {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .shell {
      color-scheme: light dark;
    }
    [data-probe='--_text'],
    [data-probe='--_muted'],
    [data-probe='--_line'] {
      color: CanvasText;
    }
    [data-probe='--_surface'] {
      color: Canvas;
    }
    [data-probe='--_accent'] {
      color: Highlight;
    }
  }
`;
