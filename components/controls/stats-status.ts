import { html, type TemplateResult } from 'lit';
import { keysOf, windowsOf } from '../../src/data/counting.js';
import { now } from '../../src/data/day.js';
import type { Stats } from '../../src/data/stats.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import { formatList, formatTimestamp } from '../../src/i18n/format.js';
import { WINDOWS, type Window } from '../../src/vocabulary/countings.js';
import { METRIC_NAMES, type Metric } from '../../src/vocabulary/metrics.js';
import { KINDS } from '../../src/vocabulary/terms.js';
import { dateBasisNote } from '../base/notes.js';
import { StatsContextElement } from '../base/stats-context-element.js';
import { StatsSourceElement } from '../source/stats-source.js';
import { backdrop } from '../styles/backdrop.js';
import { base } from '../styles/shared.js';
import { statusStyles } from './stats-status.styles.js';

/** Returns the metrics whose sums count some uses several times, because they count once within a window. */
const countedWithin = (stats: Stats, window: Window): Metric[] =>
  METRIC_NAMES.filter((metric) =>
    KINDS.some((kind) => keysOf(stats, { metric, kind }).length && windowsOf(stats, metric, kind).includes(window)),
  );

/**
 * The state of the data: loading or updating, the last day with data, when it was fetched. Place it inside a
 * `<stats-dashboard>`.
 *
 * ```html
 * <stats-dashboard src="/api/stats-dashboard"><stats-status></stats-status></stats-dashboard>
 * ```
 *
 * @tag stats-status
 * @cssprop --stats-background - background of the element if it has a `theme`
 */
export class StatsStatus extends StatsContextElement {
  static override tag = 'stats-status';
  static override styles = [base, backdrop, statusStyles];
  // Every dashboard has this element. Services that a page adds to it later are noticed when they are defined.
  static override parts = [StatsSourceElement];

  protected override template(): TemplateResult {
    const { state, i18n } = this;
    const messages = allMessages(i18n);
    const { lastDay, fetchedAt } = state?.freshness ?? {};
    const { progress } = state ?? {};
    const distinct = WINDOWS.flatMap((window) => {
      const metrics = state ? countedWithin(state.stats, window).map((metric) => messages.metrics[metric]) : [];
      return metrics.length ? messages.counting[window](formatList(i18n, metrics)) : [];
    });
    const activity =
      state?.status === 'loading' ? messages.loading : state?.status === 'updating' ? messages.updating : '';
    const facts = [
      lastDay === undefined ? '' : messages.dataUntil(i18n.day(lastDay)),
      fetchedAt === undefined || state?.capabilities?.invented
        ? ''
        : messages.fetched(formatTimestamp(i18n, fetchedAt, now())),
      state?.unreadable ? messages.unreadableValues : '',
      state ? dateBasisNote(i18n, state) : '',
      ...distinct,
    ].filter(Boolean);
    return html`<p>
      ${facts.map((fact) => html`<span>${fact}</span>`)}<span role="status">${activity}</span>
      ${progress ? html`<span aria-hidden="true">${messages.answersOf(progress.done, progress.count)}</span>` : ''}
    </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stats-status': StatsStatus;
  }
}
