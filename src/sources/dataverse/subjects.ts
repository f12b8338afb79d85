/** Datasets by subject: an answer for each month, which is kept in the browser when the month is over. */
import { dayOfTime } from '../../data/day.js';
import { times } from '../../util/times.js';
import { blockOfPeriods } from '../service/period-block.js';
import type { ServiceJobs } from '../service/service-jobs.js';
import type { LoadOptions, YearRequest } from '../source.js';
import type { Decode } from '../worker/decoders.js';
import { jobFor, type JobRequest } from '../worker/job.js';
import { countsOf } from './answers.js';
import { SETTLES_AFTER, daysOf, isoMonth, yearOfMonth, type Month } from './months.js';
import { SUBJECTS, noSubjects, type Counted } from './totals.js';

/** Makes a block with the totals of one month by subject. */
export const decodeSubjects: Decode = ([bytes], { statistic, year, period }, fetchedAt) => {
  const counts = new Map(countsOf(bytes!, 'subject').map(({ id, count }) => [id, count]));
  const parts = [...counts].map(([id, count]) => ({ id, values: [count] }));
  return blockOfPeriods({
    ...{ statistic, year, fetchedAt },
    ...(period && { period }),
    periods: period ? [period] : [],
    tables: [{ metric: 'records', breakdown: 'subjects', key: SUBJECTS, parts }],
    through: dayOfTime(fetchedAt),
    settlesAfter: SETTLES_AFTER,
  });
};

/** Returns the months whose totals a request needs; those before the first dataset are 0. */
function monthsNeeded({ statistic, year, needs }: YearRequest, { span }: Counted): readonly Month[] {
  const isDelta = statistic.endsWith('delta');
  const [january, december] = [12 * year, 12 * year + 11];
  const last = Math.min(span.last, december);
  const own = needs?.filter(({ metric, breakdown }) => metric === 'records' && breakdown === 'subjects');
  const isLatest = !isDelta && own !== undefined && own.every(({ latest }) => latest);
  // What happened in January is a difference, too.
  const first = isLatest ? Math.max(last, january) : Math.max(span.first, isDelta ? january - 1 : january);
  // The latest month is requested first.
  return last < january ? [] : times(Math.max(0, last - first + 1), (i) => last - i);
}

const pathOf = (month: Month): string => `datasets/bySubject/toMonth/${isoMonth(month)}`;

/**
 * Loads the datasets by subject. A month that fails is unknown, and named.
 * @param requestOf makes a request for a metric
 * @throws StatsError if no month can be loaded
 */
export async function subjectsOf(
  jobs: ServiceJobs,
  requestOf: (path: string) => JobRequest,
  request: YearRequest,
  datasets: Counted,
  signal: AbortSignal,
  { reload = false, onProgress }: Pick<LoadOptions, 'reload' | 'onProgress'>,
): Promise<Counted> {
  const months = monthsNeeded(request, datasets);
  let done = 0;
  const answers = await Promise.allSettled(
    months.map(async (month) => {
      const job = jobFor({
        decoder: SUBJECTS,
        requests: [requestOf(pathOf(month))],
        statistic: 'content-snapshot',
        year: yearOfMonth(month),
        period: daysOf(month),
        reload,
      });
      const block = await jobs.load([job], signal, { reload });
      onProgress?.(++done, months.length);
      return block;
    }),
  );
  signal.throwIfAborted();
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (failed && !answers.some((answer) => answer.status === 'fulfilled')) throw failed.reason;
  const problems = answers.flatMap((answer, i) =>
    answer.status === 'rejected' ? { path: pathOf(months[i]!), found: (answer.reason as Error).message } : [],
  );
  const parts = new Map<string, Map<Month, number>>();
  answers.forEach((answer, i) => {
    const table = answer.status === 'fulfilled' ? answer.value.tables[0] : undefined;
    table?.ids.forEach((id, part) => {
      const value = table.columns[part]!.find((each) => each === each);
      if (value !== undefined) parts.set(id, (parts.get(id) ?? new Map<Month, number>()).set(months[i]!, value));
    });
  });
  return { ...noSubjects(datasets), totals: { ...datasets.totals, parts }, problems };
}
