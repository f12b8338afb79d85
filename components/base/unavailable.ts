import { i18nFor, loadLocale } from '../../src/i18n/i18n.js';
import type { StatsError } from '../../src/sources/errors.js';
import { errorEvent } from '../../src/state/events.js';
import { languageOf } from './stats-element.js';

/**
 * Shows a message in place of elements whose code could not be loaded, and dispatches `stats-error` at the first of them.
 * `StatsElement` removes the message if an element is defined later.
 * @param isMissing selects the elements by their tags
 */
export function showUnavailable(isMissing: (tag: string) => boolean, error: StatsError): void {
  const undefinedElements = document.querySelectorAll<HTMLElement>(':not(:defined)');
  const missing = [...undefinedElements].filter(({ localName }) => isMissing(localName));
  for (const element of missing) {
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const lang = languageOf(element);
    const write = (): void => {
      // By now the element may have been defined.
      if (element.matches(':not(:defined)')) root.textContent = i18nFor(lang).messages.partFailed;
    };
    write();
    // Without its translation, the message stays in English.
    loadLocale(lang).then(write, () => undefined);
  }
  (missing[0] ?? document.documentElement).dispatchEvent(errorEvent(error));
}
