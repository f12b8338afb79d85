import { FIRST_YEAR, LAST_YEAR, isOneOf, type Granularity } from '../vocabulary/terms.js';
import { words } from '../util/words.js';
import { addUnits, endOf, startOf } from './calendar.js';
import { isoDay, parseDay, yearOf, yearStart, type Day, type DayRange } from './day.js';

/** The presets that the range picker offers at each granularity, in order. A custom range is always possible. */
export const PRESETS = {
  day: words('yearToDate 7days 30days 90days 6months 1year allTime'),
  week: words('yearToDate 1week 2weeks 4weeks 8weeks 12weeks 24weeks allTime'),
  month: words('yearToDate 1month 3months 6months 12months 24months allTime'),
  quarter: words('yearToDate currentQuarter previousQuarter 2quarters 3quarters 4quarters allTime'),
  year: words('currentYear previousYear 2years 3years 4years 5years allTime'),
} as const satisfies Record<Granularity, readonly string[]>;

export type Preset = (typeof PRESETS)[Granularity][number] | 'currentMonth';

/** The default range at each granularity. */
export const DEFAULT_PRESET: Record<Granularity, Preset> = {
  day: '30days',
  week: '12weeks',
  month: '12months',
  quarter: '4quarters',
  year: '5years',
};

export const PRESET_NAMES: readonly Preset[] = [...new Set<Preset>([...Object.values(PRESETS).flat(), 'currentMonth'])];

/** The default for the number of years that "all time" reaches back. */
export const DEFAULT_HISTORY_YEARS = 15;

/** Returns the first day of "all time": 1 January, `historyYears` back. */
export const earliestDay = (today: Day, historyYears = DEFAULT_HISTORY_YEARS): Day =>
  yearStart(yearOf(today) - historyYears);

/** Matches presets with a number: `12weeks` -> [12, 'week'] */
const COUNTED = /^(\d+)(day|week|month|quarter|year)s?$/;

/**
 * Returns the days of a preset. It never ends in the future, and never starts before 1 January `historyYears` back. n
 * days and n weeks are exactly that many days, today included; n months, quarters and years are calendar units, the
 * current one included; `1year` runs from the day after the same day last year.
 */
export function presetRange(preset: Preset, today: Day, historyYears = DEFAULT_HISTORY_YEARS): DayRange {
  const earliest = earliestDay(today, historyYears);
  const range = uncutRange(preset, today, earliest);
  return { start: Math.max(range.start, earliest), end: range.end };
}

function uncutRange(preset: Preset, today: Day, earliest: Day): DayRange {
  const untilToday = (start: Day): DayRange => ({ start, end: today });
  const previous = (unit: Granularity): DayRange => {
    const day = addUnits(unit, today, -1);
    return { start: startOf(unit, day), end: endOf(unit, day) };
  };
  switch (preset) {
    case 'allTime':
      return untilToday(earliest);
    case 'yearToDate':
    case 'currentYear':
      return untilToday(startOf('year', today));
    case 'currentQuarter':
      return untilToday(startOf('quarter', today));
    case 'currentMonth':
      return untilToday(startOf('month', today));
    case 'previousQuarter':
      return previous('quarter');
    case 'previousYear':
      return previous('year');
    case '1year':
      return untilToday(addUnits('year', today, -1) + 1);
  }
  const [, count, unit] = COUNTED.exec(preset) as unknown as [string, string, Granularity];
  if (unit === 'week') return untilToday(today - 7 * Number(count) + 1);
  return untilToday(startOf(unit, addUnits(unit, today, 1 - Number(count))));
}

/** The range that the reader has chosen: a preset, or custom days. */
export type RangeChoice = Preset | DayRange;

export const isPreset = (choice: RangeChoice): choice is Preset => typeof choice === 'string';

/**
 * Parses a range as attributes and addresses have it: a preset's name, or an ISO interval `2025-05-30/2025-06-12`, both
 * days included. `undefined` for anything else, for an end before its start, and for years outside 1900–2100.
 */
export function parseRange(text: string): RangeChoice | undefined {
  if (isOneOf(PRESET_NAMES, text)) return text;
  const [start, end, ...more] = text.split('/').map(parseDay);
  if (start === undefined || end === undefined || more.length) return undefined;
  return end < start || yearOf(start) < FIRST_YEAR || yearOf(end) > LAST_YEAR ? undefined : { start, end };
}

/** Writes a range so that `parseRange` reads it back. */
export const printRange = (choice: RangeChoice): string =>
  isPreset(choice) ? choice : `${isoDay(choice.start)}/${isoDay(choice.end)}`;

/**
 * Returns the days of a choice. Custom days are cut at today, unless they lie wholly in the future: then they are
 * returned unchanged, and the page shows that there is no data.
 */
export function resolveRange(choice: RangeChoice, today: Day, historyYears = DEFAULT_HISTORY_YEARS): DayRange {
  if (isPreset(choice)) return presetRange(choice, today, historyYears);
  return choice.start > today ? choice : { start: choice.start, end: Math.min(choice.end, today) };
}

/** The bounds of days that can be chosen. */
export const RANGE_LIMITS: DayRange = { start: yearStart(FIRST_YEAR), end: yearStart(LAST_YEAR + 1) - 1 };
