import { html, type TemplateResult } from 'lit';
import type { I18n } from '../../src/i18n/i18n.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import type { Absence } from '../../src/view/options.js';
import type { Metric } from '../../src/vocabulary/metrics.js';
import type { Kind } from '../../src/vocabulary/terms.js';
import { DISPLAY_ICONS } from './display-icons.js';

/** A display of a ranking. */
type RankingDisplay = keyof typeof DISPLAY_ICONS;

interface DisplayChoice<D extends RankingDisplay> {
  readonly displays: readonly D[];
  readonly chosen: D;
  readonly choose: (display: D) => void;
  /** Heading of the widget, for the accessible name of the buttons. */
  readonly heading: string;
}

/** Renders the buttons for the displays of a widget. */
export function displayPicker<D extends RankingDisplay>(
  i18n: I18n,
  { displays, chosen, choose, heading }: DisplayChoice<D>,
): TemplateResult {
  const messages = allMessages(i18n);
  return html`<div class="icons" role="group" aria-label=${messages.showAsOf(heading)}>
    ${displays.map(
      (name) =>
        html`<button
          aria-pressed=${name === chosen}
          aria-label=${messages.views[name]}
          title=${messages.views[name]}
          @click=${() => choose(name)}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">${DISPLAY_ICONS[name]}</svg>
        </button>`,
    )}
  </div>`;
}

/** Renders a button that changes between a picture and its table. */
export function tableToggle(i18n: I18n, pressed: boolean, toggle: () => void): TemplateResult {
  const name = allMessages(i18n).views.table;
  return html`<div class="icons">
    <button aria-pressed=${pressed} aria-label=${name} title=${name} @click=${toggle}>
      <svg viewBox="0 0 16 16" aria-hidden="true">${DISPLAY_ICONS.table}</svg>
    </button>
  </div>`;
}

/**
 * Returns the subtitle of a ranking: the metric, and the days unless the heading of the dashboard names them ("by views,
 * Nov 1 – 10, 2026"); for totals always the day ("by views, as of Nov 20, 2026").
 */
export function rankedBy(
  i18n: I18n,
  { metric, kind, areDaysOfPage }: { readonly metric: Metric; readonly kind: Kind; readonly areDaysOfPage: boolean },
  view: { readonly absence?: Absence; readonly start: string; readonly end: string } | undefined,
): string {
  const words = allMessages(i18n);
  const by = words.byMetric[metric];
  if (!view || view.absence) return by;
  if (kind === 'snapshot') return `${by}, ${words.asOf(i18n.iso(view.end))}`;
  return areDaysOfPage ? by : `${by}, ${i18n.isoDays(view.start, view.end)}`;
}
