import type { StatsError } from '../src/sources/errors.js';
import { lazyCode } from '../src/sources/lazy-code.js';
import { errorEvent } from '../src/state/events.js';

const code = lazyCode(() => Promise.all([import('../components/base/unavailable.js'), import('./tags.js')]));

/**
 * Shows a sentence in place of our elements whose code could not be loaded, and dispatches `stats-error`. The code for that
 * is loaded then; where it cannot be loaded in time either, the page still gets the event.
 * @param tag the elements that are meant; absent: all of ours that are not defined
 * @returns a promise that resolves when the event has been dispatched
 */
export async function tellUnavailable(error: StatsError, tag?: string): Promise<void> {
  await code().then(
    ([{ showUnavailable }, { isOurTag }]) =>
      showUnavailable((each) => isOurTag(each) && (tag === undefined || each === tag), error),
    () => document.documentElement.dispatchEvent(errorEvent(error)),
  );
}
