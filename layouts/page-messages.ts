/** Texts of a page beside its widgets, and an error for its author. They are loaded after the first number. */
import { faultOf } from '../components/base/settings.js';
import type { Label } from '../src/data/year-block.js';
import { isolateForeign, type I18n } from '../src/i18n/i18n.js';
import { allMessages } from '../src/i18n/all-messages.js';
import type { StatsError } from '../src/sources/errors.js';
import type { StatsState } from '../src/state/context.js';
import { countedRange } from '../src/state/counted-range.js';
import { rowFor } from './catalogue.js';
import type { Config } from './config.js';
import type { LayoutProblem, Placement, Tab } from './parse-layout.js';
import type { PageState } from './page-state.js';

/** Tabs whose label has the last day only, whatever they contain. */
const TOTALS_TABS: readonly string[] = ['content', 'traffic'];

/** Returns whether everything in a tab is a total as of the last day. */
function showsTotals({ name, rows }: Tab): boolean {
  if (TOTALS_TABS.includes(name)) return true;
  const kinds = rows.flatMap(({ placements }) =>
    placements.flatMap(({ component, properties }) => properties['kind'] ?? rowFor(component)?.presets.kind ?? []),
  );
  return kinds.length > 0 && kinds.every((kind) => kind === 'snapshot');
}

/**
 * Returns the text with the days of the numbers in a tab. Totals: the last day that was counted. Activity: the days of the
 * range, from the first to the last one that was counted.
 */
export function pageLabel(i18n: I18n, state: Pick<StatsState, 'range' | 'freshness'>, tab?: Tab): string {
  const messages = allMessages(i18n);
  const { start, end } = countedRange(state);
  const last = i18n.day(Math.min(end, state.freshness.lastDay ?? end));
  const totals = tab !== undefined && showsTotals(tab);
  const phrase = i18n.text(tab?.dateRangePhrase);
  if (phrase) return messages.phrase(phrase, totals ? last : i18n.days(start, end));
  return totals ? messages.pageAsOf(last) : messages.pageDuring(i18n.day(start), i18n.day(end));
}

export { failureText } from '../components/base/notes.js';
export { pageState } from './page-state.js';

/** Returns the text for a layout that could not be loaded from its address. */
export const layoutFailureText = (i18n: I18n, { reason }: StatsError): string =>
  `${allMessages(i18n).errors.layout} ${allMessages(i18n).errors[reason]}`;

/** Reason why there is a note in place of an element. */
export type MissingReason = NonNullable<Placement['problem']> | 'unavailable';

/** Returns the note in place of an element. */
export const missingText = (i18n: I18n, reason: MissingReason, component: string): string =>
  allMessages(i18n).layout[reason](isolateForeign(component));

/** Returns the text for a problem of a layout. */
export function problemText(i18n: I18n, { code, path, found = '' }: LayoutProblem): string {
  const text = allMessages(i18n).layout[code];
  if (typeof text === 'string') return text;
  return text(code === 'unknown-component' || code === 'duplicate' ? isolateForeign(found) : path);
}

/** Returns the text for a layout that cannot be read at all. */
export const fatalText = (i18n: I18n, problem: LayoutProblem): string =>
  `${allMessages(i18n).errors.layout} ${problemText(i18n, problem)}`;

/** Number of problems with a text of their own. */
const MOST = 5;

/** Returns the texts for problems that have no note in their place: the first ones, and how many more there are. */
export function problemTexts(i18n: I18n, problems: readonly LayoutProblem[]): readonly string[] {
  const listed = problems.filter(({ code }) => code === 'shape' || code === 'width' || code === 'value');
  const texts = listed.slice(0, MOST).map((problem) => problemText(i18n, problem));
  const more = listed.length - texts.length;
  return more ? [...texts, allMessages(i18n).layoutMore(more)] : texts;
}

/** Returns the error of a name that none of the tabs has; `undefined` without a name, and without tabs. */
export function tabError(name: string | undefined, tabs: readonly Tab[]): StatsError | undefined {
  const names = tabs.map((tab) => tab.name);
  const isUnknown = name && names.length && !names.includes(name);
  return isUnknown ? faultOf('tab', name, { expected: names.join(', ') }).error : undefined;
}

/** Returns the configured text in place of a dashboard. */
export function disabledMessage(config: Config): Label | undefined {
  const { dashboardEnabledCommunities, dashboardEnabledGlobal, disabledMessageGlobal } = config;
  const own = dashboardEnabledCommunities && dashboardEnabledGlobal;
  return (!own && disabledMessageGlobal) || config.disabledMessage;
}

/** Returns the text for the state of a page. */
export const stateText = (i18n: I18n, state: PageState, config: Config): string =>
  (state === 'disabled' && i18n.text(disabledMessage(config))) || allMessages(i18n).states[state];
