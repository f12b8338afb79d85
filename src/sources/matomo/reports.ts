/** The reports of Matomo that are shown, as a table. */
import type { Breakdown } from '../../vocabulary/breakdowns.js';
import type { Metric } from '../../vocabulary/metrics.js';
import type { Needed } from '../source.js';

interface MetricColumn {
  readonly metric: Metric;
  /** The name of the column in the report. */
  readonly column: string;
  /** How it is counted: the key of the table. */
  readonly key: string;
}

export interface Report {
  /** Parameters of the request, besides those of all reports. */
  readonly query: Readonly<Record<string, string>>;
  /** The metrics that it has by day. */
  readonly metrics?: readonly MetricColumn[];
  /** The parts that it has by month: they are parts of visits, which are no metric here. */
  readonly breakdown?: Breakdown;
}

/** The metric that parts of visits are shown with, and the key of their tables: visits are not visitors. */
export const VISITS = { metric: 'visitors', key: 'visits', column: 'nb_visits' } as const satisfies MetricColumn;

/** The reports, by the method of the API. */
export const REPORTS: Readonly<Record<string, Report>> = {
  'VisitsSummary.get': {
    query: { period: 'day' },
    metrics: [{ metric: 'visitors', column: 'nb_uniq_visitors', key: 'siteVisitors' }],
  },
  'Actions.get': {
    query: { period: 'day' },
    metrics: [
      { metric: 'views', column: 'nb_pageviews', key: 'pageViews' },
      { metric: 'downloads', column: 'nb_downloads', key: 'downloadClicks' },
    ],
  },
  'UserCountry.getCountry': {
    query: { period: 'month', filter_limit: '-1', showColumns: VISITS.column },
    breakdown: 'countries',
  },
  'Referrers.getWebsites': {
    query: { period: 'month', filter_limit: '100', showColumns: VISITS.column },
    breakdown: 'referrers',
  },
};

/** The report that tells which day it is in the time zone of the site: the last of its days. */
export const TODAY = 'VisitsSummary.getVisits';

/**
 * Returns the methods of the reports for what is shown: those of days always, since totals are made of them, and those of
 * parts where they are shown. Empty if Matomo has none of it.
 * @param needs absent: everything
 */
export function methodsFor(needs: readonly Needed[] | undefined): readonly string[] {
  const shows = ({ metrics, breakdown }: Report): boolean =>
    !needs ||
    needs.some((need) =>
      need.breakdown
        ? need.breakdown === breakdown && need.metric === VISITS.metric
        : metrics?.some(({ metric }) => metric === need.metric),
    );
  const entries = Object.entries(REPORTS);
  const isShown = entries.some(([, report]) => shows(report));
  return entries.flatMap(([method, report]) => (isShown && (report.metrics || shows(report)) ? method : []));
}
