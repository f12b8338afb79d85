/** Formats that are not needed for the first number: changes, buckets, names of parts, timestamps, lists. */
import type { Label } from '../data/year-block.js';
import { startOf } from '../data/calendar.js';
import { dayTime, parseDay } from '../data/day.js';
import { BREAKDOWNS, type Breakdown } from '../vocabulary/breakdowns.js';
import type { Granularity } from '../vocabulary/terms.js';
import { own } from '../util/json.js';
import type { I18n } from './i18n.js';
import { allMessages } from './all-messages.js';

/** Styles of writing a bucket: on the axis, on the axis where a year begins, or in full. */
export type BucketStyle = 'tick' | 'yearTick' | 'full';

/** Returns a format of shares with a number of decimals. */
const percent = (i18n: I18n, digits: number): Intl.NumberFormat =>
  i18n.numberFormat({ style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Formats a share 0 … 1: whole percents from 10 % on, one decimal below, "<0.1%" at the least. */
export function shareText(i18n: I18n, share: number): string {
  if (share > 0 && share < 0.001) return allMessages(i18n).lessThan(percent(i18n, 1).format(0.001));
  return percent(i18n, share > 0 && share < 0.0995 ? 1 : 0).format(share);
}

/**
 * Formats a change as a share of the earlier value: 12.4%, from a hundred percent on without decimals. A change that is
 * neither nothing nor everything is never written as 0% or 100%.
 */
export function ratioText(i18n: I18n, ratio: number): string {
  if (ratio > 0 && ratio < 0.0005) return allMessages(i18n).lessThan(percent(i18n, 1).format(0.001));
  return ratio < 1 ? percent(i18n, 1).format(Math.min(ratio, 0.999)) : percent(i18n, 0).format(ratio);
}

/** Formats the calendar unit that begins at `start`, or its counted days if it is not whole. ISO dates. */
export function bucketText(
  i18n: I18n,
  { start, end, partial = false }: { readonly start: string; readonly end: string; readonly partial?: boolean },
  granularity: Granularity,
  style: BucketStyle,
): string {
  const day = parseDay(start) ?? 0;
  const format = (options: Intl.DateTimeFormatOptions): string =>
    i18n.dateFormat({ ...options, timeZone: 'UTC' }).format(dayTime(day));
  if (style === 'full' && (granularity === 'day' || granularity === 'week' || partial)) return i18n.isoDays(start, end);
  const year = format({ year: 'numeric' });
  const withYear = style === 'tick' ? {} : ({ year: 'numeric' } as const);
  switch (granularity) {
    case 'year':
      return year;
    case 'quarter': {
      const messages = allMessages(i18n);
      const quarter = Math.floor((startOf('quarter', day) - startOf('year', day)) / 90) + 1;
      return style === 'tick' ? messages.quarter(quarter) : messages.quarterOfYear(quarter, year);
    }
    case 'month':
      return format({ month: style === 'full' ? 'long' : 'short', ...withYear });
    default:
      return format({ day: 'numeric', month: 'short', ...withYear });
  }
}

/** The code of an unknown region, which has a name in each language. */
const NO_REGION = 'ZZ';

function region(i18n: I18n, code: string): string | undefined {
  if (!/^[A-Za-z]{2}$/.test(code)) return undefined;
  const options = { type: 'region', fallback: 'none' } as const;
  return i18n.once(options, () => new Intl.DisplayNames(i18n.lang, options)).of(code.toUpperCase());
}

function language(i18n: I18n, code: string): string | undefined {
  if (!/^[a-z]{2}$/i.test(code)) return undefined;
  const options = { type: 'language', fallback: 'none' } as const;
  return i18n.once(options, () => new Intl.DisplayNames(i18n.lang, options)).of(code);
}

/** Returns a function that names parts: by the service's name in this language, else by the meaning of the id, else by the id. */
export const partNames =
  (i18n: I18n) =>
  (breakdown: Breakdown, id: string, label: Label): string => {
    const messages = allMessages(i18n);
    const name = i18n.labelText(label);
    const named = name || id.trim() || messages.unnamed;
    if (breakdown === 'languages') return name || (language(i18n, id) ?? named);
    switch (BREAKDOWNS[breakdown].ids) {
      case 'country':
        return region(i18n, id === 'unknown' ? NO_REGION : id) ?? named;
      case 'access':
        return name || own(messages.accessStatuses, id) || named;
      case 'presence':
        return own(messages.filePresence, id) || named;
      default:
        return named;
    }
  };

/** Formats a timestamp in the reader's own time zone: the time if it is of today, else with the date. */
export function formatTimestamp({ lang }: I18n, milliseconds: number, now: number): string {
  // In the Gregorian calendar in every language, as all other dates.
  const date = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(lang, { ...options, calendar: 'gregory' });
  const day = date({ dateStyle: 'short' });
  const isToday = day.format(milliseconds) === day.format(now);
  return date(isToday ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' }).format(milliseconds);
}

/** Formats a list: "Malta, Nauru, Singapore". */
export const formatList = ({ lang }: I18n, texts: readonly string[]): string =>
  new Intl.ListFormat(lang, { type: 'unit', style: 'short' }).format(texts);
