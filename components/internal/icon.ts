import { html, nothing, type ReactiveControllerHost } from 'lit';
import { lazy } from '../../src/util/lazy.js';
import type * as Icons from './icons.js';

/** The drawings, which are loaded with the first icon, since numbers do not need them. */
let drawings: typeof Icons | undefined;
const loadDrawings = lazy(async () => (drawings = await import('./icons.js')));

/** Renders the drawing of a name, which is decorative; nothing for an unknown name. */
export function icon(name: string | undefined, host: ReactiveControllerHost): unknown {
  if (!name) return nothing;
  // A failure is not reported: icons are decorative, and each has a text beside it.
  if (!drawings)
    loadDrawings()
      .then(() => host.requestUpdate())
      .catch(() => undefined);
  const drawing = drawings?.drawingOf(name);
  return drawing
    ? html`<svg class="icon" part="icon" viewBox="0 0 16 16" aria-hidden="true">${drawing}</svg>`
    : nothing;
}
