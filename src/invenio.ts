/**
 * For the statistics pages of an InvenioRDM repository: `<script type="module" src="…/dist/invenio.js"></script>` replaces
 * the content of their container, `#stats-dashboard[data-dashboard-config]`, by a dashboard.
 */
import { onServer } from '../components/base/on-server.js';
import { readPage } from '../layouts/invenio-page.js';
import { StatsDashboard } from '../layouts/stats-dashboard.js';
import { i18nFor, loadLocale } from './i18n/i18n.js';
import type { StatsError } from './sources/errors.js';
import { errorEvent } from './state/events.js';

/**
 * Puts content into a copy of the container, and replaces the container by the copy. If the page still has the
 * service's own script and it has run, it continues to draw into the container, which is no longer on the page. If it
 * runs later, it finds the copy and draws into that: then the copy is replaced once more.
 */
function fill(container: HTMLElement, content: HTMLElement, refill = true): void {
  const place = container.cloneNode() as HTMLElement;
  place.append(content);
  container.replaceWith(place);
  if (!refill) return;
  new MutationObserver((_, observer) => {
    observer.disconnect();
    if (place.isConnected) fill(place, content, false);
  }).observe(place, { childList: true });
}

/** Makes the dashboard for a container. */
function dashboardFor(container: HTMLElement): HTMLElement {
  const { attributes, config } = readPage(container.dataset);
  const dashboard = Object.assign(document.createElement(StatsDashboard.tag), { config });
  for (const [name, value] of Object.entries(attributes)) dashboard.setAttribute(name, value);
  return dashboard;
}

/** Writes into an element, in the language of the page, that the configuration cannot be read. */
async function writeFailure(place: HTMLElement): Promise<void> {
  const { lang } = document.documentElement;
  await loadLocale(lang).catch(() => undefined);
  place.textContent = i18nFor(lang).messages.configFailed;
}

/** Replaces the content of the container; does nothing on a page without one. */
function replaceContent(): void {
  const container = document.querySelector<HTMLElement>('#stats-dashboard[data-dashboard-config]');
  if (!container) return;
  try {
    fill(container, dashboardFor(container));
  } catch (error) {
    const sentence = document.createElement('p');
    sentence.role = 'alert';
    fill(container, sentence);
    sentence.dispatchEvent(errorEvent(error as StatsError));
    void writeFailure(sentence);
  }
}

StatsDashboard.define();
if (!onServer) {
  // With `async`, a module may run before the whole page has been parsed.
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', replaceContent);
  else replaceContent();
}
