/** Loads the DOIs of a year: what was added, and totals. */
import { today, yearOf, yearStart } from '../../data/day.js';
import { mergeBlocks } from '../../data/merge-blocks.js';
import type { Table, YearBlock } from '../../data/year-block.js';
import { monthsBegun } from '../service/period-block.js';
import { runningTotals } from '../service/running-totals.js';
import type { ServiceJobs } from '../service/service-jobs.js';
import type { LoadOptions, Needed } from '../source.js';
import type { Job } from '../worker/job.js';
import { totalAtEndOf, totalsOfToday, type Overview } from './overview.js';
import { monthJob, type Addresses, type DateField } from './requests.js';

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
  monthsBegun(year).map((month) =>
    monthJob(addresses, { statistic, year, month, field, reload: options.reload ?? false }),
  );

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
  const onStale = (sums: YearBlock): void => {
    if (!known || !isCurrent) return options.onStale?.(sums);
    // Of today, the total is known, whatever has failed. It may be later than the months.
    const { conflicts: _, ...merged } = mergeBlocks([sums, known]);
    options.onStale?.(merged);
  };
  const lacks = (need: Needed): boolean => !known?.tables.some(({ breakdown }) => breakdown === need.breakdown);
  const [base, last] = await Promise.all([
    overTime.length ? sumsIn({ ...asked, options: { ...options, onStale } }, overTime) : known,
    latest.some(lacks) ? lastTotals(asked, year) : undefined,
  ]);
  if (!base || !last) return (base ?? last)!;
  const isNew = (table: Table): boolean => !base.tables.some(({ breakdown }) => breakdown === table.breakdown);
  return mergeBlocks([{ ...last, tables: last.tables.filter(isNew) }, base]);
}

/** Loads the months of a year, and sums them up from the total before it. */
async function sumsIn(asked: ContentYear, needs: readonly Needed[]): Promise<YearBlock> {
  const { year, options } = asked;
  const { onStale } = options;
  const isNeeded = ({ breakdown }: Table): boolean => !breakdown || needs.some((need) => need.breakdown === breakdown);
  const sumsOf = (added: YearBlock, before: YearBlock | undefined): YearBlock => {
    const needed = { ...added, tables: added.tables.filter(isNeeded) };
    const since = before ? yearStart(year) - 1 : yearStart(year);
    return runningTotals(before ? [before, needed] : [needed], { sinceOf: () => since, isMonthly: () => true });
  };
  let known: { readonly before: YearBlock | undefined } | undefined;
  const showStale = (added: YearBlock): void => {
    if (known) onStale?.(sumsOf(added, known.before));
  };
  const [added, before] = await Promise.all([
    addedIn(asked, { ...options, ...(onStale && { onStale: showStale }) }),
    beforeYear(asked, needs).then((before) => (known = { before }).before),
  ]);
  return sumsOf(added, before);
}

/** Returns the totals before a year: requested only if the list of years does not tell them; none before the first DOI. */
async function beforeYear(asked: ContentYear, needs: readonly Needed[]): Promise<YearBlock | undefined> {
  const { overview, field, year } = asked;
  if (year <= overview.first) return undefined;
  const listed = needs.some(({ breakdown }) => breakdown) ? undefined : totalAtEndOf(overview, field, year - 1);
  return listed ?? lastTotals(asked, year - 1);
}
