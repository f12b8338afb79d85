/** Loads the records of a year: what was added, and totals. */
import { mergeBlocks } from '../../data/merge-blocks.js';
import type { Table, YearBlock } from '../../data/year-block.js';
import type { Breakdown } from '../../vocabulary/breakdowns.js';
import type { Statistic } from '../../vocabulary/terms.js';
import { now } from '../../data/day.js';
import { emptyBlock, monthsBegun } from '../service/period-block.js';
import { loadAll, type ServiceJobs } from '../service/service-jobs.js';
import type { LoadOptions, Needed } from '../source.js';
import { jobFor, type Job } from '../worker/job.js';
import { KEYS, type Subject } from './decode.js';
import type { Overview } from './overview.js';
import { countAddress, initOf } from './requests.js';
import { totalsByMonth, withRecordsWithoutFiles, type CountedMetric } from './totals.js';

/** A year of a repository or one of its communities, and the means to load it. */
export interface ContentYear {
  readonly year: number;
  readonly overview: Overview;
  /** Address of the search. */
  readonly search: string;
  readonly credentials: RequestCredentials;
  readonly jobs: ServiceJobs;
  readonly signal: AbortSignal;
  readonly options: LoadOptions;
}

/** What is needed and can be counted. */
export type CountedNeed = Needed & { readonly metric: CountedMetric };

/** Returns the needs that a repository can answer. */
export function countedNeeds(
  needs: readonly Needed[] | undefined,
  { facets }: Pick<Overview, 'facets'>,
): readonly CountedNeed[] {
  const parts: readonly Breakdown[] = [...facets, FILES];
  const all = [
    ...METRICS.map((metric): CountedNeed => ({ metric })),
    ...parts.map((breakdown): CountedNeed => ({ metric: 'records', breakdown })),
  ];
  if (!needs) return all;
  const isCounted = (need: Needed): need is CountedNeed =>
    all.some(({ metric, breakdown }) => metric === need.metric && breakdown === need.breakdown);
  return needs.filter(isCounted);
}

const METRICS = Object.keys(KEYS) as readonly CountedMetric[];
const FILES: Breakdown = 'filePresence';

/** Returns what has to be counted. Records with files are compared with all records. */
const subjectsOf = (needs: readonly CountedNeed[]): readonly Subject[] => [
  ...METRICS.filter((name) => needs.some(({ metric }) => metric === name)),
  ...(needs.some(({ breakdown }) => breakdown === FILES) ? (['withFiles'] as const) : []),
];

type ContentStatistic = Extract<Statistic, `content-${string}`>;

/** Makes the jobs of the months of a year that have begun, the latest first: what was added in each, or totals at its end. */
const monthJobs = (
  { year, search, credentials, options: { reload = false } }: ContentYear,
  statistic: ContentStatistic,
  subjects: readonly Subject[],
): readonly Job[] =>
  monthsBegun(year).flatMap((period) =>
    subjects.map((subject): Job => {
      const days = statistic === 'content-delta' ? period : { end: period.end };
      const requests = [{ url: countAddress(search, subject, days), init: initOf(credentials, reload) }];
      return jobFor({ decoder: subject, requests, statistic, year, period, reload });
    }),
  );

/** Loads what was added in each month. */
export async function addedIn(asked: ContentYear, needs: readonly CountedNeed[]): Promise<YearBlock> {
  const { jobs, signal, options } = asked;
  const onStale = (block: YearBlock): void => options.onStale?.(withRecordsWithoutFiles(block));
  return withRecordsWithoutFiles(
    await jobs.load(monthJobs(asked, 'content-delta', subjectsOf(needs)), signal, { ...options, onStale }),
  );
}

/**
 * Loads totals. Those of the last day take a request, or none in the current year. Those of months as a whole follow from what
 * was added; their parts do not, because lists of the most frequent parts cannot be added up: each month is requested.
 */
export async function totalsIn(asked: ContentYear, needs: readonly CountedNeed[]): Promise<YearBlock> {
  const { year, overview, jobs, signal, options } = asked;
  const [latest, overTime] = [needs.filter((need) => need.latest), needs.filter((need) => !need.latest)];
  const byMonth = subjectsOf(overTime.filter(({ breakdown }) => breakdown));
  const summed = METRICS.filter((name) => !byMonth.includes(name) && overTime.some(({ metric }) => metric === name));
  const ofLastDay = [...new Set([...summed, ...subjectsOf(latest)])].filter((subject) => !byMonth.includes(subject));
  const known = year === overview.last && ofLastDay.includes('records') ? [overview.totals] : [];
  const unknown = ofLastDay.filter((subject) => subject !== 'records' || !known.length);
  const groups = [
    monthJobs(asked, 'content-snapshot', unknown).slice(0, unknown.length),
    monthJobs(asked, 'content-snapshot', byMonth),
    monthJobs(asked, 'content-delta', summed),
  ];
  const count = groups.flat().length;
  let done = 0;
  const onProgress = (): void => options.onProgress?.(++done, count);
  const isShown = ({ breakdown }: Table): boolean => !breakdown || latest.some((need) => need.breakdown === breakdown);
  const make = ([last, months, added]: readonly (YearBlock | undefined)[]): YearBlock => {
    const totals = [...known, ...(last ? [last] : [])];
    // Without the last total, those of months do not follow from what was added.
    const sums = added && totals.length ? [totalsByMonth(summed, mergeBlocks(totals), added)] : [];
    const shown = totals.map((block) => ({ ...block, tables: block.tables.filter(isShown) }));
    const blocks = [...shown, ...(months ? [months] : []), ...sums];
    return withRecordsWithoutFiles(blocks.length ? mergeBlocks(blocks) : emptyBlock('content-snapshot', year, now()));
  };
  const loads = groups.map(
    (group) => async (onStale: (block: YearBlock) => void) =>
      group.length ? jobs.load(group, signal, { reload: options.reload, onProgress, onStale }) : undefined,
  );
  return loadAll(loads, make, options.onStale);
}
