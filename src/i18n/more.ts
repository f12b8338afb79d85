/**
 * Words that no reader sees before she asks for them: they come with the parts of the library that need them, after the
 * first number. Translations bring theirs under `more`.
 */
import type { I18n } from './i18n.js';

export const more = {
  map: {},
  records: {},
  report: {},
  about: {},
};

export type More = typeof more;

/** The words of a language, English where it has none. */
export const moreFor = ({ messages }: I18n): More => messages.more ?? more;
