import { now, today, yearOf, yearStart, isoDay, type Day } from '../../data/day.js';
import type { MetricCapabilities } from '../../data/capabilities.js';
import { absolute } from '../../util/url.js';
import { times } from '../../util/times.js';
import type { ResolvedSettings } from '../create-source.js';
import { StatsError } from '../errors.js';
import { fetchJson } from '../http/fetch.js';
import { emptyBlock } from '../service/period-block.js';
import { withExpected, withHint } from '../service/read-answer.js';
import { runningTotals, type RunningTotals } from '../service/running-totals.js';
import { loadAll, serviceJobs } from '../service/service-jobs.js';
import { SharedRequests } from '../shared-requests.js';
import type { StatsSource } from '../source.js';
import { jobFor, type Job, type JobRequest } from '../worker/job.js';
import { createdDay, decodeMatomo, EXPECTED, failureIn, HINTS } from './decode.js';
import { REPORTS, TODAY, VISITS, methodsFor } from './reports.js';

/** Milliseconds for an answer: Matomo may compute the reports of a year when they are first asked for. */
const TIMEOUT = 120_000;

/**
 * Creates a source for the Reporting API of Matomo, which counts visits of a web site. The community is the id of the site,
 * which the user "anonymous" may view. One request has all reports of a calendar year.
 */
export function matomoSource({ src, credentials }: ResolvedSettings): Omit<StatsSource, 'key'> {
  const url = endpointOf(absolute(src));
  const jobs = serviceJobs(
    { matomo: { load: () => decodeMatomo, explain: (error) => withHint(error, HINTS) } },
    { failureIn },
  );
  const sites = new SharedRequests<Day>();
  const post = (form: Readonly<Record<string, string>>): JobRequest => ({
    url,
    init: {
      method: 'POST',
      credentials,
      // A form needs no preflight request from another origin.
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ module: 'API', format: 'json', ...form }).toString(),
    },
  });

  /** Returns the day on which a site was created. Earlier days were not counted. */
  const sinceOf = (site: string, signal: AbortSignal, reload = false): Promise<Day> =>
    sites.get(
      site,
      signal,
      async (own) => {
        const { init } = post({ method: 'SitesManager.getSiteFromId', idSite: site, language: 'en' });
        const body = await fetchJson(url, { ...init, signal: own, timeout: TIMEOUT }).catch((error: unknown) => {
          throw withExpected(error instanceof StatsError ? withHint(error, HINTS) : error, EXPECTED);
        });
        return createdDay(body);
      },
      reload,
    );

  /** Makes the job of a year: one request for several reports. */
  const jobOf = (site: string, year: number, since: Day, methods: readonly string[], reload: boolean): Job => {
    const days = { start: Math.max(since, yearStart(year)), end: yearStart(year + 1) - 1 };
    const date = `${isoDay(days.start)},${isoDay(days.end)}`;
    const all = { idSite: site, format_metrics: '0', language: 'en' };
    const queries = methods.map((method) => ({ method, ...all, ...REPORTS[method]!.query, date }));
    // In the current year, the days of the report end with the current one in the time zone of the site.
    const todayQuery = { method: TODAY, ...all, period: 'day', date: 'last2' };
    const asked = year === yearOf(today()) ? [...queries, todayQuery] : queries;
    const urls = asked.map((query, i) => [`urls[${i}]`, new URLSearchParams(query).toString()] as const);
    const request = post({ method: 'API.getBulkRequest', ...Object.fromEntries(urls) });
    return jobFor({
      ...{ decoder: 'matomo', requests: [request], statistic: 'usage-delta', year, timeout: TIMEOUT, reload },
      ...(days.start > yearStart(year) && { period: days }),
    });
  };

  return {
    describe: async (signal, reload, community) => {
      const site = siteOf(community);
      if (site === undefined)
        throw new StatsError('attribute', '`community` has to be the id of the site in Matomo, a number', {
          path: 'community',
        });
      const since = await sinceOf(site, signal, reload);
      return {
        dateBases: ['added'],
        localDays: true,
        ...{ years: { first: yearOf(since), last: yearOf(today()) }, byNeed: true, scope: 'required', orders: [] },
        metrics: metricsSince(since),
      };
    },
    load: async ({ statistic, year, community, needs }, signal, options = {}) => {
      const [site, methods] = [siteOf(community), statistic.startsWith('usage') ? methodsFor(needs) : []];
      const since = site !== undefined && methods.length ? await sinceOf(site, signal) : undefined;
      if (site === undefined || since === undefined || year < yearOf(since) || year > yearOf(today()))
        return emptyBlock(statistic, year, now());
      const { reload = false } = options;
      const job = (of: number): Job => jobOf(site, of, since, methods, reload);
      if (statistic === 'usage-delta') return jobs.load([job(year)], signal, options);
      const first = yearOf(since);
      const count = year - first + 1;
      let done = 0;
      const onProgress = (): void => options.onProgress?.(++done, count);
      return loadAll(
        times(count, (i) => (onStale) => jobs.load([job(first + i)], signal, { reload, onProgress, onStale })),
        (years) => {
          const known = years.filter((each) => each !== undefined);
          // Without one of the years, nothing can be added up.
          return known.length < count ? undefined : runningTotals(known, totalsSince(since));
        },
        options.onStale,
      );
    },
    // No part has a page at Matomo that readers may see.
    partLink: () => undefined,
  };
}

/** How totals are made of a site that counts since a day. */
const totalsSince = (since: Day): RunningTotals => ({
  sinceOf: () => since,
  isMonthly: ({ breakdown }) => breakdown !== undefined,
});

/** Returns the id of a site; `undefined` for anything else. Matomo also accepts lists and `all`. */
const siteOf = (community = ''): string | undefined => /^\s*(\d+)\s*$/.exec(community)?.[1];

/** Returns the address of the API: `index.php` in the folder of Matomo. A query is left out, as it might have a token. */
function endpointOf(address: string): string {
  const [path = ''] = address.split(/[?#]/, 1);
  return path.endsWith('.php') ? path : `${path.replace(/\/$/, '')}/index.php`;
}

/** Returns what Matomo has of each metric. */
const metricsSince = (since: Day): readonly MetricCapabilities[] =>
  Object.values(REPORTS).flatMap(({ metrics = [] }) =>
    metrics.map(({ metric, key }) => ({
      ...{ metric, kinds: ['delta', 'snapshot'], counting: key, since },
      ...(metric === VISITS.metric && { breakdowns: PARTS }),
    })),
  );

const PARTS = Object.fromEntries(
  Object.values(REPORTS).flatMap(({ breakdown }) =>
    breakdown ? [[breakdown, { resolution: 'month', partition: false, counting: VISITS.key }]] : [],
  ),
) as NonNullable<MetricCapabilities['breakdowns']>;
