/** With which earlier days a range is compared. */
import type { Comparison, Granularity } from '../vocabulary/terms.js';
import { addUnits, endOf, startOf, type Day, type DayRange } from './day.js';
import { isPreset, type Preset, type RangeChoice } from './range.js';

/** How far back the other days lie: `{ unit: 'month', count: 12 }`. */
export interface Shift {
  readonly unit: Granularity;
  readonly count: number;
}

interface Chosen {
  readonly choice: RangeChoice;
  /** The days that the choice stands for. */
  readonly range: DayRange;
  readonly granularity: Granularity;
  readonly today: Day;
}

/**
 * How far back the days are with which a range is compared; `undefined` for no comparison, and for all time, before
 * which there is nothing. `previous` is as many calendar units as the range has, directly before it; `year` the same
 * dates a year before. By weeks, days are compared with those of the same weekday.
 */
export function comparisonShift(compare: Comparison, chosen: Chosen): Shift | undefined {
  const { choice, range, granularity } = chosen;
  if (compare === 'none' || (compare === 'previous' && choice === 'allTime')) return undefined;
  const shift: Shift = compare === 'year' ? { unit: 'year', count: 1 } : lengthOf(chosen);
  if (shift.unit === 'year' && shift.count === 1 && granularity !== 'week') return shift;
  const days = range.start - shiftDay(range.start, shift);
  switch (granularity) {
    case 'week':
      return { unit: 'week', count: shift.unit === 'year' ? 52 * shift.count : Math.ceil(days / 7) };
    case 'day':
      // Months have different lengths: day by day, as many days are compared.
      return { unit: 'day', count: days };
    default:
      return shift;
  }
}

const SINGLE: Partial<Record<Preset, Granularity>> = {
  yearToDate: 'year',
  currentYear: 'year',
  previousYear: 'year',
  currentQuarter: 'quarter',
  previousQuarter: 'quarter',
  currentMonth: 'month',
};

const COUNTED = /^(\d+)(day|week|month|quarter|year)s?$/;

/** How long a range is, in the units that it is made of. */
function lengthOf({ choice, range, granularity, today }: Chosen): Shift {
  if (isPreset(choice)) {
    const [, count = '1', unit = SINGLE[choice] ?? 'day'] = COUNTED.exec(choice) ?? [];
    return { unit: unit as Granularity, count: Number(count) };
  }
  for (const unit of [granularity, 'month'] as const) {
    if (unit !== 'day' && isWhole(unit, range, today)) return { unit, count: unitsIn(unit, range) };
  }
  return { unit: 'day', count: range.end - range.start + 1 };
}

/** Whole calendar units; the last one may not be over yet. */
const isWhole = (unit: Granularity, { start, end }: DayRange, today: Day): boolean =>
  startOf(unit, start) === start && (endOf(unit, end) === end || end === today);

function unitsIn(unit: Granularity, { start, end }: DayRange): number {
  let count = 0;
  for (let day = start; day <= end; day = addUnits(unit, day, 1)) count++;
  return count;
}

const shiftDay = (day: Day, { unit, count }: Shift): Day => addUnits(unit, day, -count);

/**
 * The days that lie a shift before. Months that end later end early: 1–31 March, a month before, is 1–28 February, and so
 * is 1–29 March. A single day stays one: 28 February is never compared with 28 and 29 February.
 */
export function shiftBack({ start, end }: DayRange, shift: Shift): DayRange {
  if (start === end) return { start: shiftDay(start, shift), end: shiftDay(start, shift) };
  const after = shiftDay(end + 1, shift);
  const cut = shift.unit !== 'day' && shift.unit !== 'week' && addUnits(shift.unit, after, shift.count) < end + 1;
  return { start: shiftDay(start, shift), end: cut ? after : after - 1 };
}

/** The part of a range that has been counted; `undefined` if nothing of it has. */
export function elapsed({ start, end }: DayRange, counted: Day): DayRange | undefined {
  return counted < start ? undefined : { start, end: Math.min(end, counted) };
}
