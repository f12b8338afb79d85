/** Loads the DOIs of a year: what was added, and totals. */
import { today, yearOf } from '../../data/day.js';
import { mergeBlocks } from '../../data/merge-blocks.js';
import type { Table, YearBlock } from '../../data/year-block.js';
import { monthsOf } from '../service/period-block.js';
import type { ServiceJobs } from '../service/service-jobs.js';
import type { LoadOptions, Needed } from '../source.js';
import type { Job } from '../worker/job.js';
import { totalAtEndOf, totalBefore, totalsOfToday, type Overview } from './overview.js';
import { monthJob, type Addresses, type DateField } from './requests.js';
import { runningTotals, totalsOn, type Before } from './running-totals.js';

/** A year of a repository, and the means to load it. */
export interface ContentYear {
  readonly year: number;
  readonly field: DateField;
  readonly overview: Overview;
  readonly addresses: Addresses;
  readonly jobs: ServiceJobs;
  readonly signal: AbortSignal;
  readonly options: LoadOptions;
}

type ContentStatistic = 'content-delta' | 'content-snapshot';

/** Makes the jobs of the months of a year that have begun, the latest first. */
const monthJobs = (
  { addresses, field, options }: ContentYear,
  statistic: ContentStatistic,
  year: number,
): readonly Job[] =>
  monthsOf(year)
    .filter(({ start }) => start <= today())
    .map((month) => monthJob(addresses, { statistic, year, month, field, reload: options.reload ?? false }))
    .reverse();

/** Loads what was added in each month, with all parts. */
export const addedIn = (asked: ContentYear, options = asked.options): Promise<YearBlock> =>
  asked.jobs.load(monthJobs(asked, 'content-delta', asked.year), asked.signal, options);

/** Loads the totals at the end of a year, or of its current month. */
const lastTotals = (asked: ContentYear, year: number): Promise<YearBlock> => {
  const { jobs, signal, options } = asked;
  return jobs.load(monthJobs(asked, 'content-snapshot', year).slice(0, 1), signal, { reload: options.reload });
};

/** Only of resource types are all parts listed, so that they can be summed up. */
const isTopList = ({ breakdown }: Needed): boolean => breakdown !== undefined && breakdown !== 'resourceTypes';

/** Loads totals: those of the last day from what is known already, those of months as sums of what was added. */
export async function totalsIn(asked: ContentYear, needs: readonly Needed[]): Promise<YearBlock> {
  const { year, field, overview, jobs, signal, options } = asked;
  const isCurrent = year === yearOf(today());
  const overTime = needs.filter(({ latest }) => !latest);
  const latest = needs.filter((need) => need.latest);
  // A sum of top lists is no top list: of these, the totals of each month are requested.
  if (overTime.some(isTopList)) return jobs.load(monthJobs(asked, 'content-snapshot', year), signal, options);
  const known = isCurrent ? totalsOfToday(overview, 'content-snapshot') : totalAtEndOf(overview, field, year);
  // The total of today is shown at once.
  if (overTime.length && isCurrent && known) options.onStale?.(known);
  const lacks = (need: Needed): boolean => !known?.tables.some(({ breakdown }) => breakdown === need.breakdown);
  const [base, last] = await Promise.all([
    overTime.length ? sumsIn(asked, overTime) : known,
    latest.some(lacks) ? lastTotals(asked, year) : undefined,
  ]);
  if (!base || !last) return (base ?? last)!;
  const isNew = (table: Table): boolean => !base.tables.some(({ breakdown }) => breakdown === table.breakdown);
  return mergeBlocks([{ ...last, tables: last.tables.filter(isNew) }, base]);
}

/** Loads the months of a year, and sums them up. */
async function sumsIn(asked: ContentYear, needs: readonly Needed[]): Promise<YearBlock> {
  const { options } = asked;
  const { onStale } = options;
  let before: Before | undefined;
  const showStale = (added: YearBlock): void => {
    if (before) onStale?.(runningTotals(added, before));
  };
  const starting = beforeYear(
    asked,
    needs.some(({ breakdown }) => breakdown !== undefined),
  ).then((found) => (before = found));
  const [added, start] = await Promise.all([
    addedIn(asked, { ...options, ...(onStale && { onStale: showStale }) }),
    starting,
  ]);
  return runningTotals(added, start);
}

/** Returns the totals before a year: requested only if the list of years does not tell them. */
async function beforeYear(asked: ContentYear, hasTypes: boolean): Promise<Before> {
  const { overview, field, year } = asked;
  const total = totalBefore(overview, field, year);
  const isFirst = year <= overview.first;
  if (isFirst || (total !== undefined && !hasTypes))
    return { total: total ?? 0, ...(hasTypes && { types: new Map() }) };
  const block = await lastTotals(asked, year - 1);
  const found = totalsOn(block, monthsOf(year - 1).at(-1)!.end) ?? { total: 0 };
  return { ...found, total: total ?? found.total };
}
