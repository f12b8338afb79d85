import { html, nothing, type ReactiveControllerHost } from 'lit';
import { lazy } from '../../src/util/lazy.js';
import type * as Icons from './icons.js';

const drawings = lazy(() => import('./icons.js'));
let loaded: typeof Icons | undefined;

/** Loads the drawings with the first icon: numbers do not wait for them. */
function load(host: ReactiveControllerHost): void {
  drawings().then(
    (module) => {
      loaded = module;
      host.requestUpdate();
    },
    () => undefined, // Icons are decorative: a text stands beside each.
  );
}

/** Renders the drawing of a name, which is decorative; nothing for an unknown name. */
export function icon(name: string | undefined, host: ReactiveControllerHost): unknown {
  if (!name) return nothing;
  if (!loaded) load(host);
  const drawing = loaded?.drawingOf(name);
  return drawing
    ? html`<svg class="icon" part="icon" viewBox="0 0 16 16" aria-hidden="true">${drawing}</svg>`
    : nothing;
}
