import { dayOfTime, now, today, yearOf } from '../../data/day.js';
import type { YearBlock } from '../../data/year-block.js';
import type { Breakdown } from '../../vocabulary/breakdowns.js';
import type { Metric } from '../../vocabulary/metrics.js';
import { FIRST_YEAR, type Kind } from '../../vocabulary/terms.js';
import type { ResolvedSettings } from '../create-source.js';
import { lazyCode } from '../lazy-code.js';
import { blockOfPeriods, emptyBlock, monthsOf } from '../service/period-block.js';
import { serviceJobs } from '../service/service-jobs.js';
import { withoutBlank, type StatsSource, type YearRequest } from '../source.js';
import type { JobRequest } from '../worker/job.js';
import { HEADERS, MetricsApi, explained, installationOf, metricUrl } from './api.js';
import { makeDataCount, type Counting } from './make-data-count.js';
import { counterOf, datasetsOf, downloadsOf, filesOf, isNeeded, metricsOf, needsAny } from './metrics.js';
import { SETTLES_AFTER, yearOfMonth } from './months.js';
import { SUBJECTS, noSubjects, tableOf, type Counted } from './totals.js';

/** Code that few pages need. */
const ranking = lazyCode(() => import('./top-datasets.js'));
const bySubject = lazyCode(() => import('./subjects.js'));

/**
 * Creates a source of a Dataverse installation: its Metrics API, which counts by months what is published.
 *
 * An answer has all years of a metric up to the current month. It is requested once and cut into years; a cache of years
 * would hardly save a request. Only subjects need a request for each month: those of months that are over are kept in the
 * browser.
 *
 * Where Make Data Count is in use, views and downloads are those of Make Data Count: by the rules of COUNTER, without robots
 * and double clicks. Elsewhere there are no views, and downloads are all that Dataverse has registered, which may be many
 * times more. The two are never mixed.
 */
export function dataverseSource({ src, credentials }: ResolvedSettings): Omit<StatsSource, 'key'> {
  const installation = installationOf(src);
  const jobs = serviceJobs({
    [SUBJECTS]: {
      load: async () => (await bySubject()).decodeSubjects,
      explain: (error) => explained(error, installation),
    },
  });
  const api = new MetricsApi(installation, credentials, jobs);
  const counting = makeDataCount(api);
  return {
    address: installation,
    describe: async (signal, reload, community) => {
      const [datasets, { span, error }] = await Promise.all([
        datasetsOf(api, { community, signal, reload }),
        counting(signal, reload),
        api.check(community, signal, reload),
      ]);
      return {
        dateBases: ['published'],
        localDays: true,
        years: { first: Math.max(FIRST_YEAR, yearOfMonth(datasets.span.first)), last: yearOf(today()) },
        metrics: metricsOf(span, error && true),
        byNeed: true,
        orders: ['mostdownloaded'],
        settlesAfter: SETTLES_AFTER,
      };
    },
    load: async (asked, signal, { onStale, ...options } = {}) => {
      const request = withoutBlank(asked);
      const { statistic, year, community } = request;
      if (!needsAny(request)) return emptyBlock(statistic, year, now());
      const scope = { community, signal, reload: options.reload };
      const isUsage = statistic.startsWith('usage');
      const [datasets, known] = await Promise.all([
        datasetsOf(api, scope),
        isUsage ? counting(signal, options.reload) : undefined,
        api.check(community, signal, options.reload),
      ]);
      const { span: counted, error }: Counting = known ?? {};
      const requestOf = (path: string): JobRequest => ({
        url: metricUrl(installation, path, community),
        init: { credentials, headers: HEADERS, cache: options.reload ? 'reload' : 'default' },
      });
      const has = (metric: Metric, breakdown?: Breakdown): boolean => isNeeded(request, metric, breakdown);
      const loads = [
        ...(isUsage ? [] : [[datasets]]),
        ...(has('files') || has('uploadVolume') ? [filesOf(api, scope, datasets)] : []),
        ...(has('records', 'subjects')
          ? [bySubject().then(({ subjectsOf }) => subjectsOf(jobs, requestOf, request, datasets, signal, options))]
          : []),
        ...(has('views') && error ? [Promise.reject(error)] : []),
        ...(has('views') && counted && !error ? [counterOf(api, scope, counted, 'views')] : []),
        ...(has('downloads')
          ? [counted ? counterOf(api, scope, counted, 'downloads') : downloadsOf(api, scope, datasets)]
          : []),
      ];
      const done: Counted[][] = loads.map(() => []);
      let open = loads.length;
      // What is there is shown while the rest is under way, and if the rest fails. Numbers of before are not replaced by it.
      const show = (): void => {
        // Without a table, subjects would read as not provided.
        const isWaiting = has('records', 'subjects') && !done.flat().some(({ breakdown }) => breakdown === 'subjects');
        if (!options.reload)
          onStale?.(blockOf(request, [...done.flat(), ...(isWaiting ? [noSubjects(datasets)] : [])]));
      };
      const failures = await Promise.allSettled(
        loads.map(async (loading, i) => {
          done[i] = [await loading].flat();
          if (--open) show();
        }),
      );
      signal.throwIfAborted();
      const failed = failures.find((each) => each.status === 'rejected');
      if (failed) throw failed.reason;
      return blockOf(request, done.flat());
    },
    records: async (request, signal, reload) =>
      (await ranking()).topDatasets(api, withoutBlank(request), signal, reload),
    partLink: ({ breakdown, id, community }) => {
      if (breakdown !== 'subjects') return undefined;
      const page = community?.trim() ? `dataverse/${encodeURIComponent(community)}` : 'dataverse.xhtml';
      return `${installation}${page}?q=&types=datasets&fq0=${encodeURIComponent(`subject_ss:"${id}"`)}`;
    },
  };
}

/** Makes the block of a year. */
function blockOf({ statistic, year }: YearRequest, counted: readonly Counted[]): YearBlock {
  const kind = statistic.split('-')[1] as Kind;
  if (!counted.length) return emptyBlock(statistic, year, now());
  const fetchedAt = Math.min(...counted.map((each) => each.fetchedAt));
  return blockOfPeriods({
    ...{ statistic, year, fetchedAt },
    periods: monthsOf(year),
    tables: counted.map((each) => tableOf(each, kind, year)),
    problems: counted.flatMap(({ problems = [] }) => problems),
    through: dayOfTime(fetchedAt),
    settlesAfter: SETTLES_AFTER,
  });
}
