import type { I18n } from './i18n.js';
import type { MessageFormats } from './messages/types.js';

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
