/** The parts of a figure below its number, and its table for files: loaded after the first number. */
import { html, nothing } from 'lit';
import type { I18n } from '../../src/i18n/i18n.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import type { Selection } from '../../src/state/selection.js';
import type { FigureView } from '../../src/view/figure-view.js';
import type { DataTable } from '../../src/view/data-table.js';
import { figureTable } from '../../src/view/figure-table.js';
import type { Metric } from '../../src/vocabulary/metrics.js';
import type { Kind } from '../../src/vocabulary/terms.js';
import { changeText } from '../internal/change-badge.js';

export { earlierFigure } from '../../src/view/figure-view.js';
export { trend } from '../../src/view/trend.js';
export { sparkline } from './sparkline.js';

/** Renders the change of the number, if it is compared with another. */
export function change(i18n: I18n, view: FigureView, compare: Selection['compare']): unknown {
  const { value, before, compared, unit } = view;
  if (before === undefined || !compared || value === null || compare === 'none') return nothing;
  return html`<div class="versus">
    ${changeText(i18n, { value, before, unit, now: view, then: compared })}
    <span aria-hidden="true">${allMessages(i18n).versus[compare]}</span>
  </div>`;
}

/** Returns the number as a table for files. */
export function tableOfFigure(
  i18n: I18n,
  view: FigureView,
  { headingText, metric, kind }: { readonly headingText: string; readonly metric: Metric; readonly kind: Kind },
): DataTable {
  const messages = allMessages(i18n);
  const counted = messages.metrics[metric];
  const description = kind === 'snapshot' ? `${counted}, ${messages.asOf(i18n.iso(view.end))}` : counted;
  return figureTable(view, { title: headingText, description, metric, messages });
}
