import type { StatsError } from '../src/sources/source.js';
import { errorEvent } from '../src/state/events.js';

/**
 * Shows a sentence in place of our elements whose code could not be loaded, and dispatches `stats-error`. The code for that
 * is loaded then; where it cannot be loaded either, the page still gets the event.
 * @param tag the elements that are meant; absent: all of ours that are not defined
 */
export function tellUnavailable(error: StatsError, tag?: string): void {
  Promise.all([import('../components/unavailable.js'), import('./tags.js')]).then(
    ([{ showUnavailable }, { isOurTag }]) =>
      showUnavailable((each) => isOurTag(each) && (tag === undefined || each === tag), error),
    () => document.documentElement.dispatchEvent(errorEvent(error)),
  );
}
