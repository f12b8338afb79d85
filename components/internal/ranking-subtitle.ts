import type { I18n } from '../../src/i18n/i18n.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import type { BreakdownView } from '../../src/view/breakdown-view.js';
import type { Metric } from '../../src/vocabulary/metrics.js';
import type { Kind } from '../../src/vocabulary/terms.js';
import { countedName } from './counted-name.js';

/**
 * Returns the metric of a ranking, with its days unless the page shows them: "by views, Nov 1 – 10, 2026". Totals always
 * have their day: "by views, as of Nov 20, 2026".
 */
export function rankingSubtitle(
  i18n: I18n,
  { metric, kind, areDaysOfPage }: { readonly metric: Metric; readonly kind: Kind; readonly areDaysOfPage: boolean },
  view: Pick<BreakdownView, 'absence' | 'start' | 'end' | 'counting'> | undefined,
): string {
  const messages = allMessages(i18n);
  const { by } = countedName(i18n, metric, view);
  if (!view || view.absence) return by;
  if (kind === 'snapshot') return `${by}, ${messages.asOf(i18n.iso(view.end))}`;
  return areDaysOfPage ? by : `${by}, ${i18n.isoDays(view.start, view.end)}`;
}
