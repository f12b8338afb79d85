/** Facts about the numbers that a widget shows, which the reader has to know: computed here, put into words elsewhere. */
import { keyOf } from '../data/block.js';
import { conflictingDays, isAdditive, yearsByKey, yearsIn } from '../data/coverage.js';
import { overlap, type DayRange } from '../data/day.js';
import type { Counted } from '../data/stats.js';
import type { DataNotes } from '../i18n/i18n.js';
import { METRICS, statisticOf, type MetricRow } from '../vocabulary/metrics.js';
import type { StatsState } from './context.js';

/** Numbers that are shown: of a whole range, or as of their latest day. */
export interface Shown extends Counted {
  readonly latest?: boolean;
}

type Loaded = Pick<StatsState, 'stats' | 'range' | 'failed' | 'unreadable'>;

/** Computes the notes on numbers that are shown. */
export function dataNotes(shown: readonly Shown[], { stats, range, failed, unreadable }: Loaded): DataNotes {
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
  return {
    failedYears,
    yearsNotProvided,
    missingYears: years.filter((year) => failedYears.includes(year) || yearsNotProvided.includes(year)),
    unreadable,
    daily: shown.some(({ metric, kind }) => !isAdditive(stats, metric, kind)),
    conflictingDays: Math.max(0, ...shown.map((each) => conflictingDays(stats, each, range))),
    yearsOfEvents: years.filter((year) =>
      shown.some((each) => {
        const byKey = yearsByKey(stats, each);
        const { events }: MetricRow = METRICS[each.metric];
        const isMixed = [...byKey.values()].filter((own) => own.some((of) => years.includes(of))).length > 1;
        return isMixed && events !== undefined && byKey.get(events)?.includes(year);
      }),
    ),
  };
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
