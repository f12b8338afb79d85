/** The parts of a figure below its number, and its table for files: loaded after the first number. */
import { html, nothing } from 'lit';
import type { I18n } from '../../src/i18n/i18n.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import type { Selection } from '../../src/state/selection.js';
import type { FigureView } from '../../src/view/figure-view.js';
import type { DataTable } from '../../src/view/data-table.js';
import type { Metric } from '../../src/vocabulary/metrics.js';
import type { Kind } from '../../src/vocabulary/terms.js';
import { changeText } from '../internal/change-badge.js';

export { earlierFigure } from '../../src/view/figure-view.js';
export { trend } from '../../src/view/trend.js';
export { sparkline } from '../internal/sparkline.js';

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
export function figureSheet(
  i18n: I18n,
  view: FigureView,
  { title, metric, kind }: { readonly title: string; readonly metric: Metric; readonly kind: Kind },
): DataTable {
  const words = allMessages(i18n);
  const { before, compared, coverage, start, end, unit: type } = view;
  const counted = words.metrics[metric];
  const earlier = before !== undefined && compared ? { before, ...compared } : undefined;
  return {
    title,
    description: kind === 'snapshot' ? `${counted}, ${words.asOf(i18n.iso(view.end))}` : counted,
    start,
    end,
    columns: [
      { key: 'metric', label: words.metric, type: 'text' },
      { key: 'start', label: words.first, type: 'date' },
      { key: 'end', label: words.last, type: 'date' },
      { key: 'value', label: counted, type },
      ...(earlier
        ? ([
            { key: 'before', label: `${words.earlier}, ${earlier.start}/${earlier.end}`, type },
            { key: 'beforeStart', label: `${words.comparedDays}: ${words.first}`, type: 'date' },
            { key: 'beforeEnd', label: `${words.comparedDays}: ${words.last}`, type: 'date' },
          ] as const)
        : []),
      ...(coverage ? [{ key: 'daysCounted', label: words.daysCountedHead, type: 'count' } as const] : []),
    ],
    rows: [
      [
        metric,
        start,
        end,
        view.value,
        ...(earlier ? [earlier.before, earlier.start, earlier.end] : []),
        ...(coverage ? [coverage.counted] : []),
      ],
    ],
  };
}
