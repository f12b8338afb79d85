/**
 * Checks the built-ins of JavaScript; the first import of the files for script tags, which the build adds (`groundFirst` in
 * scripts/ground-plugins.ts). On a page that has replaced some, the script ends here and starts again in a frame, which has
 * its own (own-realm.ts).
 */
import { foreignFunctions, isChanged, isForeign } from '../src/util/built-ins.js';
import { document, window } from '../src/util/page.js';

/** @param use `startInOwnRealm` before the script runs, `reportLate` afterwards */
async function check(use: 'startInOwnRealm' | 'reportLate'): Promise<void> {
  if (!isChanged(window)) return;
  const script = { src: import.meta.url, window, document, isForeign, foreignFunctions };
  // If the code cannot be loaded, the script runs on what there is.
  const realm = await import('./own-realm.js').catch(() => undefined);
  // Without an end: what follows this import does not run.
  if (await realm?.[use](script)) await new Promise(() => undefined);
}

if (window === globalThis) {
  await check('startInOwnRealm');
  // Libraries may come after this script.
  window.addEventListener('load', () => void check('reportLate'), { once: true });
}
