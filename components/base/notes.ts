/** Notes about numbers on display: what is missing, how they are counted, and why loading failed. */
import { conflictingDays, windowsOf, yearsCountedApart } from '../../src/data/counting.js';
import { keyOf } from '../../src/data/year-block.js';
import type { Coverage } from '../../src/data/coverage.js';
import { parseDay } from '../../src/data/day.js';
import type { StatsState } from '../../src/state/context.js';
import { dataNotes, failedYears, type Shown } from '../../src/state/data-notes.js';
import type { StatsError } from '../../src/sources/errors.js';
import type { Compared } from '../../src/view/change.js';
import { METRICS } from '../../src/vocabulary/metrics.js';
import { STATISTICS } from '../../src/vocabulary/terms.js';
import { isolateForeign, type I18n } from '../../src/i18n/i18n.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import type { DataTable } from '../../src/view/data-table.js';
import { own } from '../../src/util/json.js';
import type { WidgetView } from './widget-view.js';

export { allMessages, dataNotes };

type Loaded = Pick<StatsState, 'stats' | 'range' | 'failed'> & Partial<Pick<StatsState, 'capabilities'>>;

/**
 * Returns a sentence for each fact that makes numbers incomplete or ambiguous.
 * @param compared the days with which they are compared
 */
export function sentencesOn(
  i18n: I18n,
  shown: readonly Shown[],
  state: Loaded,
  compared?: Compared,
): readonly string[] {
  const { stats } = state;
  const range = { ...state.range, ...(compared && { start: Math.min(state.range.start, parseDay(compared.start)!) }) };
  const messages = allMessages(i18n);
  const notes = dataNotes(shown, state);
  const conflicts = Math.max(0, ...shown.map((each) => conflictingDays(stats, each, range)));
  const apart = shown.map((each) => yearsCountedApart(stats, each, range));
  const ofAll = (years: readonly (readonly number[])[]): number[] => [...new Set(years.flat())].sort((a, b) => a - b);
  return [
    ...ifAny(notes.failedYears, messages.withoutYears),
    ...ifAny(notes.yearsNotProvided, messages.yearsNotProvided),
    ...ifAny(ofAll(apart.map(({ events }) => events)), messages.yearsOfEvents),
    ...ifAny(ofAll(apart.map(({ both }) => both)), messages.yearsOfBoth),
    ...(conflicts ? [messages.conflictingDays(conflicts)] : []),
  ];
}

/** Returns a sentence about calendar years if there are any. */
const ifAny = (years: readonly number[], sentence: (years: readonly number[]) => string): readonly string[] =>
  years.length ? [sentence(years)] : [];

/** Returns the notes about sums of distinct counts, one for each window within which they count once. */
export const countingNotes = (i18n: I18n, shown: readonly Shown[], { stats }: Pick<StatsState, 'stats'>): string[] => {
  const windows = new Set(shown.flatMap(({ metric, kind }) => windowsOf(stats, metric, kind)));
  return [...windows].map((window) => allMessages(i18n).countedOnce[window]);
};

/** Returns the notes about totals that do not count from the beginning. */
const sinceNotes = (i18n: I18n, shown: readonly Shown[], { stats }: Pick<StatsState, 'stats'>): string[] => {
  const since = shown.flatMap(({ metric, kind }) =>
    kind === 'snapshot' ? (stats.description?.of(metric)?.since ?? []) : [],
  );
  return [...new Set(since)].map((day) => allMessages(i18n).totalsSince(i18n.day(day)));
};

/** Returns the note about the day by which records are counted, if the source does not offer the chosen one. */
export function dateBasisNote(
  i18n: I18n,
  { capabilities, selection }: Pick<StatsState, 'capabilities' | 'selection'>,
): string {
  const { dateBasisNotOffered, dateBases } = allMessages(i18n);
  const [offered] = capabilities?.dateBases ?? [];
  const isOffered = !offered || capabilities?.dateBases.includes(selection.dateBasis);
  return isOffered ? '' : dateBasisNotOffered(dateBases[offered], dateBases[selection.dateBasis]);
}

/** Returns "182 of 365 days counted". */
export const daysCounted = (i18n: I18n, { counted, days }: Coverage): string =>
  allMessages(i18n).daysCounted(counted, days);

/**
 * Returns the notes below the numbers of a widget.
 * @param isCompared true if the days of the chosen comparison have been loaded
 * @param isAlone true outside a dashboard, which shows the notes that are about all numbers of a page
 */
export function notesFor(
  i18n: I18n,
  shown: readonly Shown[],
  state: StatsState,
  { coverage, compared, notCompared, counting }: WidgetView,
  { isCompared, isAlone }: { readonly isCompared: boolean; readonly isAlone: boolean },
): readonly string[] {
  const messages = allMessages(i18n);
  const hasFailed = state.status === 'error';
  const reason = state.comparison && (notCompared ?? (hasFailed && !isCompared ? 'missing' : undefined));
  return [
    coverage ? `${daysCounted(i18n, coverage)}.` : '',
    // A failure outside a dashboard has a text of its own, which names the missing years.
    ...(isAlone && hasFailed ? [] : sentencesOn(i18n, shown, state, compared)),
    reason ? messages.notCompared[reason] : '',
    isAlone && state.unreadable ? messages.unreadableValues : '',
    isAlone && shown.some(({ metric }) => METRICS[metric].area === 'content') ? dateBasisNote(i18n, state) : '',
    ...sinceNotes(i18n, shown, state),
    // They are about the metric as a whole.
    ...(isAlone && counting === undefined ? countingNotes(i18n, shown, state) : []),
  ].filter(Boolean);
}

/** Returns the sentence for the reason of a failure, with the setting of the service that is its usual cause. */
export function errorText(
  i18n: I18n,
  { reason, service = '', cause }: Pick<StatsError, 'reason'> & { readonly service?: string; readonly cause?: unknown },
): string {
  // A setting that has no place of its own on the page.
  if (reason === 'attribute' && typeof cause === 'string') return i18n.messages.notUnderstood(isolateForeign(cause));
  const { errors, services } = allMessages(i18n);
  const known = own(services, service);
  if (!known) return errors[reason];
  const named = own(allMessages(i18n).serviceErrors, reason);
  const sentence = named?.(known.name) ?? errors[reason];
  return [sentence, known[reason] ?? ''].filter(Boolean).join(' ');
}

/**
 * Returns the reason why numbers could not be loaded, the years that are missing, and whether the rest is older.
 * @param shown the numbers in question; absent: all numbers of a page
 */
export function failureText(
  i18n: I18n,
  error: Pick<StatsError, 'reason'> & { readonly service?: string; readonly cause?: unknown },
  state: Loaded,
  shown?: readonly Shown[],
): string {
  const { lastNumbers, withoutYears } = allMessages(i18n);
  const { failed, stats } = state;
  const about = shown ? sentencesOn(i18n, shown, state) : ifAny(failedYears(STATISTICS, state), withoutYears);
  // If only other years, or only one of two services could be loaded, none of the numbers on display is old.
  const isPartial = failed.size || state.capabilities?.error;
  const isOld = isPartial ? stats.blocks.some((block) => failed.has(keyOf(block))) : stats.blocks.length > 0;
  const sentences = stats.blocks.length ? about : [];
  return [errorText(i18n, error), ...sentences, isOld ? lastNumbers : ''].filter(Boolean).join(' ');
}

/** Returns a table whose title names the years that are not in it. */
export const withoutYears = <T extends DataTable | undefined>(i18n: I18n, table: T, missing: readonly number[]): T =>
  table && missing.length ? { ...table, title: allMessages(i18n).titleWithout(table.title, missing) } : table;
