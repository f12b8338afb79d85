/** Facts about the numbers that a widget shows, which the reader has to know: computed here, put into words elsewhere. */
import { keyOf } from '../data/block.js';
import { yearsIn } from '../data/coverage.js';
import { overlap, type DayRange } from '../data/day.js';
import type { DataNotes, Shown } from '../i18n/i18n.js';
import { statisticOf } from '../vocabulary/metrics.js';
import type { StatsState } from './context.js';

type Loaded = Pick<StatsState, 'stats' | 'range' | 'failed'>;

/** Computes which years are missing in numbers that are shown. */
export function dataNotes(shown: readonly Shown[], { stats, range, failed }: Loaded): DataNotes {
  // A total that is the latest one tells its day.
  const whole = shown.filter(({ latest, kind }) => !latest || kind === 'delta');
  const isFailed = ({ metric, kind }: Shown, year: number): boolean => {
    const statistic = statisticOf(metric, kind);
    return failed.has(keyOf({ statistic, year })) && !stats.has(statistic, year);
  };
  const years = yearsIn(range);
  const failedYears = years.filter((year) => whole.some((each) => isFailed(each, year)));
  const yearsNotProvided = years.filter((year) =>
    whole.some((each) => stats.yearsNotProvided(each, range).includes(year)),
  );
  const missingYears = years.filter((year) => failedYears.includes(year) || yearsNotProvided.includes(year));
  return { failedYears, yearsNotProvided, missingYears };
}

/**
 * Returns the days that a page shows: those of the range from where counting begins to where it ends; the whole range
 * while nothing in it is known to be counted.
 */
export function countedRange({ range, freshness }: Pick<StatsState, 'range' | 'freshness'>): DayRange {
  const { firstDay, lastDay } = freshness;
  if (firstDay === undefined || lastDay === undefined) return range;
  return overlap(range, { start: firstDay, end: lastDay }) ?? range;
}
