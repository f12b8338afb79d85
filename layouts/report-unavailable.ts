import type { StatsError } from '../src/sources/errors.js';
import { lazyCode } from '../src/sources/lazy-code.js';
import { errorEvent } from '../src/state/events.js';

const code = lazyCode(() => Promise.all([import('../components/base/unavailable.js'), import('./tags.js')]));

/**
 * Shows a sentence in place of our elements whose code could not be loaded, and dispatches `stats-error`. If the code for
 * that cannot be loaded in time either, only the event is dispatched.
 * @param tag selects the elements; absent: all of ours that are not defined
 * @returns a promise that resolves when the event has been dispatched
 */
export async function reportUnavailable(error: StatsError, tag?: string): Promise<void> {
  await code().then(
    ([{ showUnavailable }, { isOurTag }]) =>
      showUnavailable((each) => isOurTag(each) && (tag === undefined || each === tag), error),
    () => document.documentElement.dispatchEvent(errorEvent(error)),
  );
}
