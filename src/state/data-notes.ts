/** Facts about the numbers of a widget that the reader has to know. The sentences about them are in the message catalogue. */
import { keyOf } from '../data/year-block.js';
import { yearsIn } from '../data/coverage.js';
import { yearsNotProvided } from '../data/not-provided.js';
import type { Counted } from '../data/stats.js';
import type { Statistic } from '../vocabulary/terms.js';
import type { StatsState } from './context.js';
import { statisticsFor } from './needs.js';

type Loaded = Pick<StatsState, 'stats' | 'range' | 'failed'>;

/** Numbers that are shown: of a whole range, or as of their latest day. */
export interface Shown extends Counted {
  readonly latest?: boolean;
}

/** The years that are missing in the numbers of a widget. */
export interface DataNotes {
  /** Years of the range that could not be loaded, ascending. */
  readonly failedYears: readonly number[];
  /** Years of the range that the service answered without these numbers, ascending. */
  readonly yearsNotProvided: readonly number[];
  /** Both, ascending. */
  readonly missingYears: readonly number[];
}

/** Returns the years of the range of which one of some statistics could not be loaded and is not there, ascending. */
export const failedYears = (statistics: readonly Statistic[], { stats, range, failed }: Loaded): readonly number[] =>
  yearsIn(range).filter((year) =>
    statistics.some((statistic) => failed.has(keyOf({ statistic, year })) && !stats.has(statistic, year)),
  );

/** Computes which years are missing in numbers that are shown. */
export function dataNotes(shown: readonly Shown[], loaded: Loaded): DataNotes {
  const { stats, range } = loaded;
  // A latest total is shown with its day, so that missing years need no note.
  const whole = shown.filter(({ latest, kind }) => !latest || kind === 'delta');
  const failed = failedYears(statisticsFor(whole), loaded);
  const years = yearsIn(range);
  const unsent = years.filter((year) => whole.some((each) => yearsNotProvided(stats, each, range).includes(year)));
  const missingYears = years.filter((year) => failed.includes(year) || unsent.includes(year));
  return { failedYears: failed, yearsNotProvided: unsent, missingYears };
}
