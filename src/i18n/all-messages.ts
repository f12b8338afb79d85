/** The whole message catalogue of a language; loaded with the code that needs more than the messages of the first number. */
import { memoizeByObject } from '../util/memoize-by-object.js';
import { isolateBidi, type I18n } from './i18n.js';
import type { Messages } from './messages/core.js';
import { deferred, type DeferredMessages } from './messages/deferred.js';
import type { MessageFormats } from './messages/types.js';

export type AllMessages = Messages & DeferredMessages;

/** Languages that are written from right to left. */
const RIGHT_TO_LEFT = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/i;

/** Returns the whole catalogue of a language: English where it has no translation. */
export const allMessages = memoizeByObject((i18n: I18n): AllMessages => {
  const { lang, messages } = i18n;
  const isEnglish = !messages.deferred;
  const isForeign = isEnglish && RIGHT_TO_LEFT.test(lang);
  const formats = messageFormats(i18n, isEnglish ? 'en' : lang);
  const all = { ...messages, ...(messages.deferred ?? deferred)(isForeign ? isolatingFormats(formats) : formats) };
  return isForeign ? isolating(all) : all;
});

/**
 * Returns the formats for messages.
 * @param lang the language of the messages, which is English on a page whose language has no translation. Numbers are
 *   formatted as the page does it
 */
export function messageFormats(i18n: I18n, lang: string): MessageFormats {
  const rules = new Intl.PluralRules(lang);
  return {
    number: (value) => i18n.number(value),
    years: (years) => yearRanges(i18n, years),
    plural: (count, forms) => forms[rules.select(count)] ?? forms.other,
  };
}

/** Formats calendar years in ascending order, those that follow each other as a range: "2011–2013 and 2015". */
export function yearRanges({ lang }: I18n, years: readonly number[]): string {
  const follows = (year: number, i: number): boolean => year - 1 === years[i - 1];
  const starts = years.filter((year, i) => !follows(year, i));
  const ends = years.filter((year, i) => years[i + 1] !== year + 1);
  const ranges = starts.map((start, i) => (start === ends[i] ? String(start) : `${start}–${ends[i]}`));
  return new Intl.ListFormat(lang, { type: 'conjunction' }).format(ranges);
}

const isolatingFormats = ({ number, years, plural }: MessageFormats): MessageFormats => ({
  number: (value) => isolateBidi(number(value)),
  years: (all) => isolateBidi(years(all)),
  plural,
});

/**
 * Makes messages isolate the texts that are put into them. On a page that is written from right to left and whose language
 * has no translation, dates and names would change the order of the English words around them.
 */
function isolating<T>(messages: T): T {
  if (typeof messages === 'function') {
    const call = messages as (...all: unknown[]) => unknown;
    return ((...given: unknown[]) =>
      call(...given.map((each) => (typeof each === 'string' ? isolateBidi(each) : each)))) as T;
  }
  if (typeof messages !== 'object' || messages === null || Array.isArray(messages)) return messages;
  return Object.fromEntries(Object.entries(messages).map(([key, each]) => [key, isolating<unknown>(each)])) as T;
}
