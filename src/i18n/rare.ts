/** How things are written that stand on few places of a page, and never before its first number. */
import type { I18n } from './i18n.js';

/** A moment in the reader's own time zone: the time if it is of today, else with the date. */
export function moment({ lang }: I18n, milliseconds: number, now: number): string {
  // In the Gregorian calendar in every language, as all other dates.
  const date = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(lang, { ...options, calendar: 'gregory' });
  const day = date({ dateStyle: 'short' });
  const isToday = day.format(milliseconds) === day.format(now);
  return date(isToday ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' }).format(milliseconds);
}

/** Things in a row: "Malta, Nauru, Singapore". */
export const inARow = ({ lang }: I18n, texts: readonly string[]): string =>
  new Intl.ListFormat(lang, { type: 'unit', style: 'short' }).format(texts);

/** Calendar years in ascending order, those that follow each other as a range: "2011–2013 and 2015". */
export function yearRanges({ lang }: I18n, years: readonly number[]): string {
  const follows = (year: number, i: number): boolean => year - 1 === years[i - 1];
  const starts = years.filter((year, i) => !follows(year, i));
  const ends = years.filter((year, i) => years[i + 1] !== year + 1);
  const ranges = starts.map((start, i) => (start === ends[i] ? String(start) : `${start}–${ends[i]}`));
  return new Intl.ListFormat(lang, { type: 'conjunction' }).format(ranges);
}

/** A sentence about calendar years, in the singular or the plural; empty if there are none. */
export const aboutYears = (
  i18n: I18n,
  words: Readonly<Record<'one' | 'many', (years: string) => string>>,
  years: readonly number[],
): string => (years.length ? words[years.length === 1 ? 'one' : 'many'](yearRanges(i18n, years)) : '');

/** A text within another one that keeps its own direction, and leaves the other its own. */
export const isolated = (text: string): string => `\u2068${text}\u2069`;
