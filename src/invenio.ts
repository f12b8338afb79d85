/**
 * For the statistics pages of an InvenioRDM repository: `<script type="module" src="…/dist/invenio.js"></script>` puts a
 * dashboard in place of what stands in their container, `#stats-dashboard[data-dashboard-config]`.
 */
import { readPage } from '../layouts/invenio-page.js';
import { StatsDashboard } from '../layouts/stats-dashboard.js';
import { i18nFor, loadLocale } from './i18n/i18n.js';
import type { StatsError } from './sources/errors.js';
import { errorEvent } from './state/events.js';

/**
 * Puts content into a copy of the container, and the copy in place of the container. The page's own script, which may
 * be there still, then draws into what is no longer on the page; if it comes later, it finds the copy and draws into
 * that, so this is done once more.
 */
function fill(container: HTMLElement, content: HTMLElement, again = true): void {
  const place = container.cloneNode() as HTMLElement;
  place.append(content);
  container.replaceWith(place);
  if (!again) return;
  new MutationObserver((_, observer) => {
    observer.disconnect();
    if (place.isConnected) fill(place, content, false);
  }).observe(place, { childList: true });
}

function dashboardFor(container: HTMLElement): HTMLElement {
  const { attributes, config } = readPage(container.dataset);
  const dashboard = Object.assign(document.createElement(StatsDashboard.tag), { config });
  for (const [name, value] of Object.entries(attributes)) dashboard.setAttribute(name, value);
  return dashboard;
}

/** A sentence in the language of the page. */
async function say(place: HTMLElement): Promise<void> {
  const { lang } = document.documentElement;
  await loadLocale(lang).catch(() => undefined);
  place.textContent = i18nFor(lang).messages.configFailed;
}

function takeOver(): void {
  const container = document.querySelector<HTMLElement>('#stats-dashboard[data-dashboard-config]');
  if (!container) return;
  try {
    fill(container, dashboardFor(container));
  } catch (error) {
    const sentence = document.createElement('p');
    sentence.role = 'alert';
    fill(container, sentence);
    sentence.dispatchEvent(errorEvent(error as StatsError));
    void say(sentence);
  }
}

StatsDashboard.define();
// A module usually runs when the whole page has been read; with `async`, it may be earlier.
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', takeOver);
else takeOver();
