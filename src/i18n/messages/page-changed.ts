/**
 * The sentence for a page on which the widgets cannot run, by language. It is not part of the other messages, which are in
 * the script that cannot run.
 */
export const pageChanged: Readonly<Record<string, string>> = {
  en: 'This page has replaced parts of JavaScript that these statistics need.',
  de: 'Diese Seite hat Teile von JavaScript ersetzt, die diese Statistik braucht.',
};
