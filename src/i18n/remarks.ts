/** What has to be said of numbers, so that nobody takes them for more than they are. */
import { keyOf } from '../data/block.js';
import { yearOf, type DayRange } from '../data/day.js';
import { isAdditive } from '../data/sent.js';
import { statisticOf } from '../vocabulary/metrics.js';
import type { I18n, Loaded, Remarks, Shown } from './i18n.js';
import type { More } from './more.js';
import { aboutYears } from './rare.js';

/** Which years are not in the numbers and why, that some could not be read, and that they are counted once per day. */
export function remarksOn(
  i18n: I18n,
  { withoutYears, unsentYears, unreadableValues, daily }: More,
  shown: readonly Shown[],
  { stats, range, failed, unreadable }: Loaded,
): Remarks {
  // A total that is the latest one tells its day.
  const whole = shown.filter(({ latest, kind }) => !latest || kind === 'delta');
  const isLost = ({ metric, kind }: Shown, year: number): boolean => {
    const statistic = statisticOf(metric, kind);
    return failed.has(keyOf({ statistic, year })) && !stats.has(statistic, year);
  };
  const all = yearsOf(range);
  const lost = all.filter((year) => whole.some((each) => isLost(each, year)));
  const unsent = all.filter((year) => whole.some((each) => stats.unsent(each, range).includes(year)));
  return {
    years: all.filter((year) => lost.includes(year) || unsent.includes(year)),
    sentences: [aboutYears(i18n, withoutYears, lost), aboutYears(i18n, unsentYears, unsent)].filter(Boolean),
    ...(unreadable && { unreadable: unreadableValues }),
    ...(shown.some(({ metric, kind }) => !isAdditive(stats, metric, kind)) && { daily }),
  };
}

const yearsOf = ({ start, end }: DayRange): number[] =>
  Array.from({ length: yearOf(end) - yearOf(start) + 1 }, (_, i) => yearOf(start) + i);
