/** Sentences for facts about numbers, so that nobody takes them for more than they are. */
import { conflictingDays, isAdditive, yearsOfEvents } from '../data/counting.js';
import type { I18n, NotedNumbers, Notes } from './i18n.js';
import type { More } from './more.js';
import { aboutYears } from './rare.js';

/** Returns what the reader has to know about numbers that are shown. */
export function notesOn(i18n: I18n, words: More, { shown, stats, range, notes }: NotedNumbers): Notes {
  const conflicts = Math.max(0, ...shown.map((each) => conflictingDays(stats, each, range)));
  const ofEvents = [...new Set(shown.flatMap((each) => yearsOfEvents(stats, each, range)))].sort((a, b) => a - b);
  const sentences = [
    aboutYears(i18n, words.withoutYears, notes.failedYears),
    aboutYears(i18n, words.unsentYears, notes.yearsNotProvided),
    aboutYears(i18n, words.yearsOfEvents, ofEvents),
    conflicts ? words.conflictingDays(i18n.number(conflicts), conflicts) : '',
  ];
  const isDaily = shown.some(({ metric, kind }) => !isAdditive(stats, metric, kind));
  return { sentences: sentences.filter(Boolean), daily: isDaily ? words.daily : '' };
}
