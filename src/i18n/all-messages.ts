/** The whole message catalogue of a language; loaded with the code that needs more than the messages of the first number. */
import { isolateBidi, type I18n } from './i18n.js';
import { messageFormats } from './message-formats.js';
import type { Messages } from './messages/core.js';
import { deferred, type DeferredMessages } from './messages/deferred.js';
import type { MessageFormats } from './messages/types.js';

export type AllMessages = Messages & DeferredMessages;

/** Languages that are written from right to left. */
const RIGHT_TO_LEFT = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/i;

const catalogues = new WeakMap<I18n, AllMessages>();

/** Returns the whole catalogue of a language: English where it has no translation. */
export function allMessages(i18n: I18n): AllMessages {
  const known = catalogues.get(i18n);
  if (known) return known;
  const { lang, messages } = i18n;
  const isEnglish = !messages.deferred;
  const formats = messageFormats(i18n, isEnglish ? 'en' : lang);
  const isForeign = isEnglish && RIGHT_TO_LEFT.test(lang);
  const merge = (applied: MessageFormats): AllMessages => ({
    ...messages,
    ...(messages.deferred ?? deferred)(applied),
  });
  const all = isForeign ? isolating(merge(isolatingFormats(formats))) : merge(formats);
  catalogues.set(i18n, all);
  return all;
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
