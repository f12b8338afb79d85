/** Totals of services that send only what happened in days or months: running sums. */
import { yearOf, yearStart, type Day, type DayRange } from '../../data/day.js';
import { coveredDays, type Label, type Table, type YearBlock } from '../../data/year-block.js';
import { tableIn } from '../../data/stats.js';
import type { Statistic } from '../../vocabulary/terms.js';
import { daysOf, monthsOf } from './period-block.js';

type Named = Pick<Table, 'metric' | 'breakdown'>;

export interface RunningTotals {
  /** Returns the first day that is added up of a table: the first that was counted, or one whose value is the total so far. */
  readonly sinceOf: (table: Named) => Day;
  /** Returns true for a table that counts by months: its totals are those at the end of months. */
  readonly isMonthly: (table: Named) => boolean;
}

/**
 * Returns the totals of the last of some years. From the first day on that is unknown, the totals are unknown, too: they
 * would be too low.
 * @param years what happened in all years since that day, ascending
 */
export function runningTotals(years: readonly YearBlock[], options: RunningTotals): YearBlock {
  const last = years.at(-1)!;
  const covered = coveredDays(last);
  const tables = last.tables.flatMap((table) => totalsOf(table, years, options, covered) ?? []);
  const { year, fetchedAt, settlesAfter } = last;
  return {
    ...{ statistic: totalOf(last.statistic), year, tables, fetchedAt, covered },
    ...(settlesAfter !== undefined && { settlesAfter }),
    problems: years.flatMap(({ problems }) => problems),
  };
}

const totalOf = (statistic: Statistic): Statistic =>
  statistic === 'content-delta' ? 'content-snapshot' : 'usage-snapshot';

/** Returns the totals of a table; `undefined` if none of them is known. */
function totalsOf(
  table: Table,
  years: readonly YearBlock[],
  { sinceOf, isMonthly }: RunningTotals,
  covered: readonly DayRange[],
): Table | undefined {
  const { metric, breakdown } = table;
  const start = yearStart(years.at(-1)!.year);
  const length = yearStart(yearOf(start) + 1) - start;
  const sums = new Map<string, { label: Label; sum: number; column: Float64Array }>();
  const ends = isMonthly(table) ? new Set(monthsOf(yearOf(start)).map(({ end }) => end)) : undefined;
  const known = new Set<Day>();
  let until = sinceOf(table) - 1;
  for (const block of years) {
    const own = tableIn(block, metric, breakdown);
    const counted = own ? lastBeforeGap(own, block, until + 1) : until;
    const first = yearStart(block.year);
    own?.ids.forEach((id, i) => {
      const part = sums.get(id) ?? { label: '', sum: 0, column: new Float64Array(length).fill(NaN) };
      sums.set(id, { ...part, label: own.labels[i] || part.label });
    });
    for (let day = until + 1; day <= counted; day++) {
      own?.ids.forEach((id, i) => {
        const part = sums.get(id)!;
        part.sum += own.columns[i]![day - first] || 0;
      });
      if (block.year !== yearOf(start) || (ends && !ends.has(day) && day < counted)) continue;
      known.add(day);
      for (const part of sums.values()) part.column[day - start] = part.sum;
    }
    until = counted;
  }
  if (until < start) return undefined;
  // Parts are known on the same days as the whole, with which they are compared.
  const unknown = breakdown ? covered.flatMap(daysOf).filter((day) => !known.has(day)) : [];
  const parts = [...sums.values()];
  return {
    ...{ metric, ...(breakdown && { breakdown }), key: table.key },
    ...(table.incomplete && { incomplete: true }),
    ...{ ids: [...sums.keys()], labels: parts.map(({ label }) => label), columns: parts.map(({ column }) => column) },
    ...(unknown.length && { unknown }),
  };
}

/** Returns the last day before the first one that is unknown in a table, from a day on. */
function lastBeforeGap({ columns, breakdown, unknown }: Table, block: YearBlock, from: Day): Day {
  const start = yearStart(block.year);
  const lost = new Set(unknown);
  const covered = coveredDays(block);
  const isListed = (day: Day): boolean => covered.some((range) => range.start <= day && day <= range.end);
  // Parts that are not named did not occur.
  const isKnown = (day: Day): boolean =>
    breakdown ? isListed(day) && !lost.has(day) : columns.some((column) => !Number.isNaN(column[day - start]));
  let day = Math.max(from, start);
  // Without the years between, nothing can be added up.
  if (day > from) return from - 1;
  const end = yearStart(block.year + 1) - 1;
  while (day <= end && isKnown(day)) day++;
  return day - 1;
}
