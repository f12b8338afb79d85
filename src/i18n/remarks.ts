/** Sentences for facts about numbers, so that nobody takes them for more than they are. */
import type { DataNotes, I18n } from './i18n.js';
import type { More } from './more.js';
import { inARow } from './rare.js';

/** Returns a sentence for each fact that makes the numbers incomplete or ambiguous. */
export function sentencesOn(i18n: I18n, words: More, notes: DataNotes): readonly string[] {
  const { failedYears, yearsNotProvided, conflictingDays, yearsOfEvents } = notes;
  const about = (sentence: (years: string) => string, years: readonly number[]): string[] =>
    years.length ? [sentence(inARow(i18n, years.map(String)))] : [];
  return [
    ...about(words.withoutYears, failedYears),
    ...about(words.unsentYears, yearsNotProvided),
    ...about(words.yearsOfEvents, yearsOfEvents),
    ...(conflictingDays ? [words.conflictingDays(i18n.number(conflictingDays), conflictingDays)] : []),
  ];
}
