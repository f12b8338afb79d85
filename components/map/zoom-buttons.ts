import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { MAX_ZOOM, MIN_ZOOM } from '../../src/chart/map-viewport.js';
import type { I18n } from '../../src/i18n/i18n.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import type { MapMovement } from './map-movement.js';

const ICONS = {
  zoomIn: svg`<path d="M8 3v10M3 8h10" />`,
  zoomOut: svg`<path d="M3 8h10" />`,
  reset: svg`<path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" />`,
} as const satisfies Record<string, SVGTemplateResult>;

/**
 * Buttons that zoom a map in, out, and back to where it was at first.
 * @param heading names the map
 */
export function zoomButtons(i18n: I18n, movement: MapMovement, heading: string): TemplateResult {
  const messages = allMessages(i18n).map;
  const { viewport, moved, zoomIn, zoomOut, reset } = movement;
  const button = (name: keyof typeof ICONS, key: string, possible: boolean, act: () => void) =>
    // `aria-disabled` instead of `disabled` keeps the focus on a button that cannot be used any more.
    html`<button
      aria-label=${messages[name]}
      title=${`${messages[name]} (${key})`}
      aria-keyshortcuts=${key}
      aria-disabled=${!possible}
      @click=${act}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">${ICONS[name]}</svg>
    </button>`;
  return html`<div class="icons" role="group" aria-label=${messages.view(heading)}>
    ${button('zoomIn', '+', viewport.zoom < MAX_ZOOM, zoomIn)}
    ${button('zoomOut', '-', viewport.zoom > MIN_ZOOM, zoomOut)} ${button('reset', '0', moved, reset)}
  </div>`;
}
