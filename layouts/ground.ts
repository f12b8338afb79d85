/**
 * Checks the address of the script and the built-ins of JavaScript; the first import of the files for script tags, which the
 * build adds (`groundFirst` in scripts/ground-plugins.ts). A script with a query in its address ends here and starts again
 * without it. On a page that has replaced built-ins, it starts again in a frame, which has its own (own-realm.ts).
 */
import { foreignFunctions, isChanged, isForeign } from '../src/util/built-ins.js';
import { document, window } from '../src/util/page.js';

/** The address of this script, and its query (`define.js?ver=6.8`): later files import the script without it. */
const [address, query] = import.meta.url.split('?') as [string, string?];

/** @param use `startInOwnRealm` before the script runs, `reportLate` afterwards */
async function check(use: 'startInOwnRealm' | 'reportLate'): Promise<void> {
  let elsewhere: Promise<unknown> | undefined;
  // Otherwise, the page would have two copies of the script.
  if (query) elsewhere = import(/* @vite-ignore */ address);
  else if (isChanged(window)) {
    const script = { src: address, window, document, isForeign, foreignFunctions };
    elsewhere = import('./own-realm.js').then<unknown>((realm) => realm[use](script));
  }
  // Without an end: what follows this import does not run. If the code cannot be loaded, the script runs on what there is.
  if (await elsewhere?.catch(() => undefined)) await new Promise(() => undefined);
}

if (window === globalThis) {
  await check('startInOwnRealm');
  // Libraries may come after this script.
  window.addEventListener('load', () => void check('reportLate'));
}
