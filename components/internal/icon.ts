import { html, nothing, type ReactiveControllerHost } from 'lit';
import { lazy } from '../../src/util/lazy.js';
import type * as Icons from './icons.js';

const drawings = lazy(() => import('./icons.js'));
let loaded: typeof Icons | undefined;

/** The drawings come with the first icon: numbers do not wait for them, and a page without icons does without. */
function load(host: ReactiveControllerHost): void {
  drawings().then(
    (module) => {
      loaded = module;
      host.requestUpdate();
    },
    () => undefined, // An icon is an ornament: its name stands beside it.
  );
}

/** A small drawing before a name, or nothing if its name is not known. Only for the eye. */
export function icon(name: string | undefined, host: ReactiveControllerHost): unknown {
  if (!name) return nothing;
  if (!loaded) load(host);
  const drawing = loaded?.drawingOf(name);
  return drawing
    ? html`<svg class="icon" part="icon" viewBox="0 0 16 16" aria-hidden="true">${drawing}</svg>`
    : nothing;
}
