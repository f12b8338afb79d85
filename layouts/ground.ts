/**
 * Checks the built-ins of JavaScript; the first import of the files for script tags, where the build
 * adds it (`groundFirst` in scripts/ground-plugins.ts). On a page that has replaced some, the
 * script ends here and starts again in a frame, which has its own (own-realm.ts).
 */
import { foreignFunctions, isChanged, isForeign } from '../src/util/built-ins.js';
import { document, window } from '../src/util/page.js';

if (window === globalThis && isChanged(window)) {
  const script = { src: import.meta.url, window, document, isForeign, foreignFunctions };
  // Without an end on a page that has replaced built-ins: what follows this import does not run.
  await import('./own-realm.js').then(
    async ({ startInOwnRealm }) => ((await startInOwnRealm(script)) ? new Promise(() => undefined) : undefined),
    // If the check cannot be loaded, the script runs on what there is.
    () => undefined,
  );
}
