import type { I18n } from '../src/i18n/i18n.js';
import type { StatsState } from '../src/state/context.js';
import { rowFor } from './catalogue.js';
import type { Tab } from './layout.js';

/** Tabs whose label tells the last day only, whatever stands in them. */
const TOTALS_TABS: readonly string[] = ['content', 'traffic'];

/** Is everything in a tab a total as of the last day? */
function showsTotals({ name, rows }: Tab): boolean {
  if (TOTALS_TABS.includes(name)) return true;
  const kinds = rows.flatMap(({ placements }) =>
    placements.flatMap(({ component, properties }) => properties['kind'] ?? rowFor(component)?.presets.kind ?? []),
  );
  return kinds.length > 0 && kinds.every((kind) => kind === 'snapshot');
}

/** Says which days the numbers of a tab are of: totals, the last one that was counted; activity, all of the range. */
export function pageLabel(
  i18n: I18n,
  { range: { start, end }, freshness }: Pick<StatsState, 'range' | 'freshness'>,
  tab?: Tab,
): string {
  const { messages } = i18n;
  const last = i18n.day(Math.max(start, Math.min(end, freshness.lastDay ?? end)));
  const totals = tab !== undefined && showsTotals(tab);
  const phrase = i18n.text(tab?.dateRangePhrase);
  if (phrase) return messages.phrase(phrase, totals ? last : i18n.days(start, end));
  return totals ? messages.pageAsOf(last) : messages.pageDuring(i18n.day(start), i18n.day(end));
}
