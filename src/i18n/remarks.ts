/** Sentences for facts about numbers, so that nobody takes them for more than they are. */
import type { DataNotes, I18n } from './i18n.js';
import type { More } from './more.js';
import { aboutYears } from './rare.js';

/** Returns a sentence for each fact that makes the numbers incomplete or ambiguous. */
export function sentencesOn(i18n: I18n, words: More, notes: DataNotes): readonly string[] {
  const { failedYears, yearsNotProvided, conflictingDays, yearsOfEvents } = notes;
  return [
    aboutYears(i18n, words.withoutYears, failedYears),
    aboutYears(i18n, words.unsentYears, yearsNotProvided),
    aboutYears(i18n, words.yearsOfEvents, yearsOfEvents),
    conflictingDays ? words.conflictingDays(i18n.number(conflictingDays), conflictingDays) : '',
  ].filter(Boolean);
}
