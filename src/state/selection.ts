import { wholeUnits } from '../data/calendar.js';
import { type Day } from '../data/day.js';
import {
  DEFAULT_HISTORY_YEARS,
  DEFAULT_PRESET,
  PRESETS,
  isPreset,
  parseRange,
  printRange,
  resolveRange,
  type Preset,
  type RangeChoice,
} from '../data/range.js';
import {
  COMPARISONS,
  DATE_BASES,
  GRANULARITIES,
  isOneOf,
  type Comparison,
  type DateBasis,
  type Granularity,
} from '../vocabulary/terms.js';

/** The choices of the reader. */
export interface Selection {
  readonly range: RangeChoice;
  readonly granularity: Granularity;
  readonly dateBasis: DateBasis;
  readonly compare: Comparison;
}

/** A selection as texts, for attributes and page addresses. */
export type SelectionTexts = { readonly [Name in keyof Selection]?: string | undefined };

/** The defaults, where neither the reader nor the page's author has chosen. */
export interface SelectionDefaults {
  readonly granularity?: Granularity | undefined;
  readonly ranges?: Partial<Record<Granularity, Preset>> | undefined;
  readonly dateBasis?: DateBasis | undefined;
}

/** Parses a selection; absent and invalid parts are replaced by defaults. */
export function parseSelection(texts: SelectionTexts, defaults: SelectionDefaults = {}): Selection {
  const granularity = isOneOf(GRANULARITIES, texts.granularity) ? texts.granularity : (defaults.granularity ?? 'month');
  const fallback = defaults.ranges ? (defaults.ranges[granularity] ?? 'yearToDate') : DEFAULT_PRESET[granularity];
  return {
    granularity,
    range: (texts.range && parseRange(texts.range)) || fallback,
    dateBasis: isOneOf(DATE_BASES, texts.dateBasis) ? texts.dateBasis : (defaults.dateBasis ?? 'added'),
    compare: isOneOf(COMPARISONS, texts.compare) ? texts.compare : 'none',
  };
}

/** Writes a selection so that `parseSelection` reads it back. */
export const printSelection = ({ range, ...rest }: Selection): Required<SelectionTexts> => ({
  range: printRange(range),
  ...rest,
});

/**
 * Returns the selection after the reader has changed a part of it. Another granularity keeps the preset if it offers the same
 * one; otherwise it keeps the days, widened to whole units and cut at today.
 */
export function applySelection(
  selection: Selection,
  change: Partial<Selection>,
  today: Day,
  historyYears = DEFAULT_HISTORY_YEARS,
): Selection {
  const next = { ...selection, ...change };
  if (next.granularity === selection.granularity || change.range !== undefined) return next;
  if (isPreset(next.range) && isOneOf(PRESETS[next.granularity], next.range)) return next;
  const days = wholeUnits(next.granularity, resolveRange(next.range, today, historyYears));
  return { ...next, range: resolveRange(days, today) };
}
