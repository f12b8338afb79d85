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

/** A text within another one that keeps its own direction, and leaves the other its own. */
export const isolated = (text: string): string => `\u2068${text}\u2069`;
