import type { I18n } from '../../src/i18n/i18n.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import type { Label } from '../../src/data/year-block.js';
import type { BreakdownRow, BreakdownView } from '../../src/view/breakdown-view.js';
import { countedName } from '../internal/counted-name.js';
import { shortLicence } from '../../src/view/licence.js';
import { OTHER } from '../../src/view/options.js';
import type { Breakdown } from '../../src/vocabulary/breakdowns.js';
import type { Metric } from '../../src/vocabulary/metrics.js';
import type { Kind } from '../../src/vocabulary/terms.js';

/** A line of a list or table: a part, or "other" at the end. */
export type Line = BreakdownRow;

/** Returns the lines of a view: its parts, and "other" if there is one. */
export function breakdownLines(i18n: I18n, { rows, other }: BreakdownView): readonly Line[] {
  if (!other) return rows;
  const messages = allMessages(i18n);
  const label = other.count ? messages.otherMore(other.count) : messages.other;
  return [...rows, { id: OTHER, label, value: other.value, share: other.share }];
}

/** Returns the slices of a pie, which can only show values above 0. */
export const slicesOf = (lines: readonly Line[], hideOther: boolean): readonly Line[] =>
  lines.filter(({ id, value }) => value > 0 && !(id === OTHER && hideOther));

/** Returns the name of a line beside a pie; for a licence, its short name. */
export const shortLabel = (breakdown: Breakdown, { id, label }: Line): string =>
  (breakdown === 'rights' && shortLicence(id)) || label;

/**
 * Returns the heads of the columns of parts and values.
 * @param given names in place of the usual ones
 */
export function columnHeads(
  i18n: I18n,
  { breakdown, metric, kind }: { readonly breakdown: Breakdown; readonly metric: Metric; readonly kind: Kind },
  given: unknown,
  view?: Pick<BreakdownView, 'counting'>,
): { readonly part: string; readonly value: string } {
  const { heads } = allMessages(i18n);
  const added = metric === 'records' && kind === 'delta' ? heads.added[breakdown] : undefined;
  const [part, value] = (Array.isArray(given) ? (given as readonly Label[]) : added) ?? [];
  const isVisits = metric === 'views' && (breakdown === 'countries' || breakdown === 'referrers');
  return {
    part: i18n.text(part) || heads.parts[breakdown],
    value:
      i18n.text(value) || (isVisits ? heads.visits : (heads.metrics[metric] ?? countedName(i18n, metric, view).name)),
  };
}

/** Returns notes on numbers that are counted but not listed, and on the whole of the shares where it is not obvious. */
export function breakdownNotes(
  i18n: I18n,
  view: BreakdownView,
  { breakdown, isPie }: { readonly breakdown: Breakdown; readonly isPie: boolean },
): readonly string[] {
  const messages = allMessages(i18n);
  const hidden = breakdown === 'publishers' || breakdown === 'countries' ? messages.hidden[breakdown] : undefined;
  return [
    view.hidden > 0 && hidden ? `${hidden(i18n.value(view.hidden, view.unit))}.` : '',
    view.exceedsWhole ? messages.exceedsWhole : '',
    view.totalOfParts ? messages.shareOfParts : view.partition ? '' : messages.sharePresent,
    !view.partition && isPie ? messages.slices : '',
  ].filter(Boolean);
}
