/** What follows from counted records: totals at the ends of months, and the records without files. */
import { yearStart, type DayRange } from '../../data/day.js';
import { tableIn } from '../../data/stats.js';
import { coveredDays, type YearBlock } from '../../data/year-block.js';
import { blockOfPeriods, emptyBlock, monthsOf, wholeTable } from '../service/period-block.js';
import { KEYS } from './decode.js';

/** The metrics that the search counts. */
export type CountedMetric = keyof typeof KEYS;

/**
 * Returns the totals at the ends of months: the last total of the year less what was added after each month. So the last
 * one is the total that figures show, also if records have been removed since a month was counted.
 * @param last has the last total of each metric
 * @param added what was added in each month that has begun
 */
export function totalsByMonth(metrics: readonly CountedMetric[], last: YearBlock, added: YearBlock): YearBlock {
  const { year, problems } = added;
  const fetchedAt = Math.min(last.fetchedAt, added.fetchedAt);
  const through = coveredDays(added).at(-1)?.end;
  if (through === undefined) return emptyBlock('content-snapshot', year, fetchedAt);
  // The latest months may be missing in what was added.
  const end = Math.max(through, coveredDays(last).at(-1)?.end ?? through);
  const periods = monthsOf(year).filter(({ start }) => start <= end);
  const slotOf = ({ end }: DayRange): number => Math.min(end, through) - yearStart(year);
  const valuesOf = (metric: CountedMetric): (number | undefined)[] => {
    const column = tableIn(added, metric)?.columns[0];
    let total = tableIn(last, metric)?.columns[0]?.findLast((value) => !Number.isNaN(value));
    return periods
      .toReversed()
      .map((period) => {
        const atEnd = total;
        const count = period.start <= through ? (column?.[slotOf(period)] ?? NaN) : NaN;
        // Before a month that is unknown, or that has more records than there were, all totals are unknown.
        if (total !== undefined) total = count <= total ? total - count : undefined;
        return atEnd;
      })
      .toReversed();
  };
  return blockOfPeriods({
    ...{ statistic: 'content-snapshot', year, periods, through: end, fetchedAt, problems },
    tables: metrics.map((metric) => wholeTable(metric, KEYS[metric], valuesOf(metric))),
  });
}

/** Returns a block with the records that have no files, if it has those with files: they are the rest of all. */
export function withRecordsWithoutFiles(block: YearBlock): YearBlock {
  const all = tableIn(block, 'records')?.columns[0];
  const presence = tableIn(block, 'records', 'filePresence');
  const withFiles = presence?.columns[0];
  if (!all || !withFiles) return block;
  const isMore = (slot: number): boolean => withFiles[slot]! > all[slot]!;
  const rest = all.map((value, slot) => (isMore(slot) ? NaN : value - withFiles[slot]!));
  const start = yearStart(block.year);
  // Parts that disagree with the whole are unknown.
  const wrong = [...all.keys()].filter(isMore).map((slot) => start + slot);
  const unknown = [...new Set([...(presence.unknown ?? []), ...wrong])].sort((a, b) => a - b);
  const table = {
    ...presence,
    ...(unknown.length && { unknown }),
    ...{ ids: [...presence.ids, 'metadata_only'], labels: [...presence.labels, ''], columns: [withFiles, rest] },
  };
  return { ...block, tables: block.tables.map((each) => (each === presence ? table : each)) };
}
