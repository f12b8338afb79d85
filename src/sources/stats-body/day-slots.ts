/** Positions of days in the columns of a year. */
import { dayFrom, yearStart } from '../../data/day.js';

export const NO_SLOTS = new Int16Array(0);
const slotsByYear = new Map<number, Int16Array>();

/** Returns the slot of each `MM-DD` of a year, by the number MMDD; -1 for numbers up to 1231 that are no day of it. */
export function slotsOf(year: number): Int16Array {
  let slots = slotsByYear.get(year);
  if (!slots) {
    slotsByYear.set(year, (slots = new Int16Array(1232).fill(-1)));
    for (let month = 1; month <= 12; month++) {
      for (let day = 1; day <= 31; day++) {
        const found = dayFrom(year, month, day);
        if (found !== undefined) slots[month * 100 + day] = found - yearStart(year);
      }
    }
  }
  return slots;
}

/**
 * Returns the slot of `MM-DD` in its year; -1 if the year has no such day. Reads digits, because it runs for every
 * point.
 */
export function slotOf(date: string, slots: Int16Array): number {
  const digit = (i: number): number => {
    const value = date.charCodeAt(i) - 48;
    return value >= 0 && value <= 9 ? value : NaN;
  };
  const monthDay = digit(0) * 1000 + digit(1) * 100 + digit(3) * 10 + digit(4);
  return date[2] === '-' ? (slots[monthDay] ?? -1) : -1;
}
