/** The messages, numbers and dates of one language. `Intl` is used in this folder only. */
import { dayTime, parseDay, type Day } from '../data/day.js';
import type { Label } from '../data/year-block.js';
import { own } from '../util/json.js';
import { lazy } from '../util/lazy.js';
import type { Unit } from '../vocabulary/terms.js';
import { en, type Messages } from './messages/core.js';

/** Translations, loaded when a page needs them. */
const LOCALES: Readonly<Record<string, () => Promise<Messages>>> = {
  de: lazy(() => import('./locales/de.js').then((module) => module.de)),
};

const loaded = new Map<string, Messages>([['en', en]]);
const baseOf = (lang: string): string => lang.split(/[-_]/)[0]!.toLowerCase();

/** Returns true if there is a translation that has not been loaded yet. */
export const needsLocale = (lang: string): boolean => Object.hasOwn(LOCALES, baseOf(lang)) && !loaded.has(baseOf(lang));

/** Loads the translation for a language tag, if there is one. Until then, and without one, texts are English. */
export async function loadLocale(lang: string): Promise<void> {
  const base = baseOf(lang);
  if (needsLocale(lang)) loaded.set(base, await LOCALES[base]!());
}

/** The number from which on figures are written in compact form (1.2M). */
export const COMPACT_THRESHOLD = 10_000;

const cache = new Map<string, I18n>();

/**
 * Returns messages and formats for a language tag as in `<html lang>`; made once per tag. Invalid tags mean English.
 * @param options `binarySizes`: sizes in KiB, MiB … (powers of 1024) in place of kB, MB …
 */
export function i18nFor(lang: string, { binarySizes = false }: { readonly binarySizes?: boolean } = {}): I18n {
  const messages = loaded.get(baseOf(lang)) ?? en;
  const key = `${lang} ${binarySizes} ${messages === en}`;
  let i18n = cache.get(key);
  if (!i18n) cache.set(key, (i18n = new I18n(knownTag(lang), messages, binarySizes)));
  return i18n;
}

/**
 * Returns the nearest tag for numbers and dates, which follow the page even without a translation of the texts. Parts that
 * are not understood are removed from the end: `pt_BR.UTF-8` is `pt-BR`.
 */
function knownTag(lang: string): string {
  try {
    return Intl.NumberFormat.supportedLocalesOf(lang.replaceAll('_', '-'))[0] ?? 'en';
  } catch {
    return lang ? knownTag(lang.slice(0, 50).replace(/[^a-z0-9]?[a-z0-9]*$/i, '')) : 'en';
  }
}

const DECIMAL_SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const;
const BINARY_SIZES = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;
const DATE: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' };

/** Characters that change the direction of the text after them. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

/** Isolates a text within another one, so that each keeps its own direction. */
export const isolateBidi = (text: string): string => `\u2068${text}\u2069`;

/** Isolates a text from elsewhere within a sentence of ours, and removes characters that could end the isolation. */
export const isolateForeign = (text: string): string => isolateBidi(text.replace(TURNING, ''));

/** Messages and formats of a language. */
export class I18n {
  readonly #formats = new Map<string, object>();

  constructor(
    readonly lang: string,
    readonly messages: Messages,
    readonly binarySizes: boolean,
  ) {}

  /** Formats a whole number, grouped: 1,284,310. */
  number(value: number): string {
    return this.numberFormat({ maximumFractionDigits: 0 }).format(value);
  }

  /** Formats with at most two decimals and a unit of thousand, million …: cut, never rounded up, so that 999,950 does not read 1M. */
  compact(value: number): string {
    return this.numberFormat({
      notation: 'compact',
      maximumFractionDigits: 2,
      roundingMode: 'trunc',
    }).format(value);
  }

  /** Formats a size with one decimal, cut: 59.1 MB. */
  size(bytes: number): string {
    const base = this.binarySizes ? 1024 : 1000;
    const units = this.binarySizes ? BINARY_SIZES : DECIMAL_SIZES;
    let power = 0;
    while (power < units.length - 1 && Math.abs(bytes) >= base ** (power + 1)) power++;
    const value = Math.trunc((bytes * 10) / base ** power) / 10;
    const digits = { maximumFractionDigits: 1 };
    if (this.binarySizes) return `${this.numberFormat(digits).format(value)} ${BINARY_SIZES[power]}`;
    return this.numberFormat({
      ...digits,
      style: 'unit',
      unit: DECIMAL_SIZES[power],
      unitDisplay: power ? 'short' : 'long',
    }).format(value);
  }

  /** Formats the value of a figure: compact from `threshold` on. */
  value(value: number, unit: Unit, threshold = COMPACT_THRESHOLD): string {
    if (unit === 'bytes') return this.size(value);
    return Math.abs(value) < threshold ? this.number(value) : this.compact(value);
  }

  /** Formats a value in full: every digit, bytes as bytes. */
  full(value: number, unit: Unit): string {
    return unit === 'bytes' ? this.messages.bytes(this.number(value)) : this.number(value);
  }

  /** Formats a day: May 30, 2025. */
  day(day: Day): string {
    return this.dateFormat(DATE).format(dayTime(day));
  }

  /** Formats a range of days, both included: May 30 – Jun 12, 2025. */
  days(start: Day, end: Day): string {
    return this.dateFormat(DATE).formatRange(dayTime(start), dayTime(end));
  }

  /** Formats an ISO day of a view model. */
  iso(day: string): string {
    return this.day(parseDay(day) ?? 0);
  }

  isoDays(start: string, end: string): string {
    return start === end ? this.iso(start) : this.days(parseDay(start) ?? 0, parseDay(end) ?? 0);
  }

  /** Returns a label in this language, else in its base language, in English, or in any. Empty texts are skipped. */
  labelText(label: Label): string {
    if (typeof label === 'string') return label;
    const texts = [this.lang, baseOf(this.lang), 'en'].map((lang) => own(label, lang));
    // A layout may hold a value of any type.
    const isText = (text: unknown): boolean => typeof text === 'string' && text !== '';
    return [...texts, ...Object.values(label)].find(isText) ?? '';
  }

  /** Returns a text of a layout, which is one text or a text per language. */
  text(text: unknown): string {
    if (typeof text === 'string') return text;
    return typeof text === 'object' && text !== null ? this.labelText(text as Label) : '';
  }

  /** Returns a format of numbers. */
  numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
    return this.once(options, () => new Intl.NumberFormat(this.lang, options));
  }

  /** Returns a format of dates, in the Gregorian calendar in every language: buckets are calendar units of it. */
  dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return this.once(options, () => new Intl.DateTimeFormat(this.lang, { ...options, calendar: 'gregory' }));
  }

  /** Makes a formatter with the first use and caches it, because making one is slow. */
  once<T extends object>(options: object, make: () => T): T {
    const key = JSON.stringify(options);
    let format = this.#formats.get(key);
    if (!format) this.#formats.set(key, (format = make()));
    return format as T;
  }
}
