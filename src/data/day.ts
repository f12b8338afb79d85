/** Calendar days, all in UTC, whatever the machine's time zone is. Only this file and calendar.ts use `Date`. */

/** Whole days since 1970-01-01 UTC. */
export type Day = number;

/** A range of days, both included. */
export interface DayRange {
  readonly start: Day;
  readonly end: Day;
}

const MS = 86_400_000;
const dayOf = (value: Date): Day => Math.floor(value.getTime() / MS);

/** Returns the day of a year, a month (1–12) and a day of the month; `undefined` if the calendar has no such day. */
export function dayFrom(year: number, month: number, dayOfMonth: number): Day | undefined {
  if (month < 1 || month > 12 || dayOfMonth < 1) return undefined;
  const value = new Date(0);
  value.setUTCFullYear(year, month - 1, dayOfMonth);
  return value.getUTCMonth() === month - 1 && value.getUTCDate() === dayOfMonth ? dayOf(value) : undefined;
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads `2025-05-30`; `undefined` for anything else, days that do not exist included. */
export function parseDay(text: string): Day | undefined {
  const parts = ISO.exec(text);
  return parts ? dayFrom(Number(parts[1]), Number(parts[2]), Number(parts[3])) : undefined;
}

/** The days from 0000-03-01 to 1970-01-01, and the days of 400 years, after which the calendar repeats. */
const [EPOCH, ERA] = [719_468, 146_097];

/**
 * Writes a day of the years 0–9999 as `2025-05-30`. By arithmetic, because pages have thousands of days: years that begin
 * in March have their leap day at the end, and their months begin after 0, 31, 61, 92 … days, which is a straight line.
 */
export function isoDay(day: Day): string {
  const era = Math.floor((day + EPOCH) / ERA);
  const inEra = day + EPOCH - era * ERA;
  const years = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / (ERA - 1))) / 365,
  );
  const inYear = inEra - (365 * years + Math.floor(years / 4) - Math.floor(years / 100));
  const fromMarch = Math.floor((5 * inYear + 2) / 153);
  const dayOfMonth = inYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = era * 400 + years + (month < 3 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(dayOfMonth)}`;
}

const two = (number: number): string => (number < 10 ? `0${number}` : String(number));

/** Returns the start of a day as milliseconds since the epoch, for `Intl.DateTimeFormat` (with `timeZone: 'UTC'`). */
export const dayTime = (day: Day): number => day * MS;

/** Returns the day of a time in UTC. */
export const dayOfTime = (milliseconds: number): Day => Math.floor(milliseconds / MS);

/** Returns the day of a time in the reader's own time zone. */
export const localDayOfTime = (milliseconds: number): Day =>
  dayOfTime(milliseconds - 60_000 * new Date(milliseconds).getTimezoneOffset());

/** Returns the current time, in milliseconds since the epoch. */
export const now = (): number => Date.now();

/** Parses a date of an HTTP header to milliseconds since the epoch; `NaN` if it is not valid. */
export const timeOf = (text: string): number => Date.parse(text);

/** Returns today in UTC. */
export const today = (): Day => dayOfTime(now());

export const yearOf = (day: Day): number => new Date(dayTime(day)).getUTCFullYear();

/** Returns 1 January of a year. */
export const yearStart = (year: number): Day => dayFrom(year, 1, 1) as Day;

/** Returns the number of days of a calendar year: 365 or 366. */
export const daysInYear = (year: number): number => yearStart(year + 1) - yearStart(year);

/** Returns the weekday, Monday 0 … Sunday 6. 1970-01-01 was a Thursday. */
export const weekday = (day: Day): number => (((day + 3) % 7) + 7) % 7;

/** Counts the days of a range. */
export const daysIn = ({ start, end }: DayRange): number => end - start + 1;

/** Returns the days that both ranges hold; `undefined` if there are none. */
export function overlap(a: DayRange, b: DayRange): DayRange | undefined {
  const start = Math.max(a.start, b.start);
  const end = Math.min(a.end, b.end);
  return start <= end ? { start, end } : undefined;
}
