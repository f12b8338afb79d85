/** The metrics of a Dataverse installation: what they are called, and how they are loaded. */
import type { MetricCapabilities } from '../../data/capabilities.js';
import { dayOfTime, yearOf } from '../../data/day.js';
import type { Breakdown } from '../../vocabulary/breakdowns.js';
import { METRICS, type Metric } from '../../vocabulary/metrics.js';
import { KINDS } from '../../vocabulary/terms.js';
import type { YearRequest } from '../source.js';
import type { MetricsApi, Series, SeriesName } from './api.js';
import { countedThrough, daysOf, monthOf } from './months.js';
import { NO_PARTS, fileTypeTotals, nothing, sumOfParts, wholeTotals, type Counted, type Span } from './totals.js';

/** A request for numbers of the whole installation or a collection. */
export interface Scope {
  readonly community: string | undefined;
  readonly signal: AbortSignal;
  readonly reload: boolean | undefined;
}

/** The metrics that an installation may have, and their breakdowns. */
const PARTS: Readonly<Partial<Record<Metric, readonly Breakdown[]>>> = {
  records: ['subjects'],
  files: ['fileTypes'],
  uploadVolume: ['fileTypes'],
  views: [],
  downloads: [],
};

/** The ways of counting: the keys of tables, by which they are explained. */
const KEYS = {
  records: 'dataverseDatasets',
  files: 'dataverseFiles',
  uploadVolume: 'dataverseVolume',
  downloads: 'dataverseDownloads',
} as const;

/** The metrics of Make Data Count. */
const COUNTER = {
  views: { key: 'makeDataCountViews', series: 'countedViews' },
  downloads: { key: 'makeDataCountDownloads', series: 'countedDownloads' },
} as const satisfies Partial<Record<Metric, { readonly key: string; readonly series: SeriesName }>>;

/** Returns true if a request needs a metric, or its parts, that an installation may have. */
export function isNeeded({ statistic, needs }: YearRequest, metric: Metric, breakdown?: Breakdown): boolean {
  const parts = PARTS[metric];
  if (!parts || !statistic.startsWith(METRICS[metric].area)) return false;
  const isMet = (part: Breakdown | undefined): boolean =>
    breakdown ? part === breakdown : !part || parts.includes(part);
  return needs?.some((need) => need.metric === metric && isMet(need.breakdown)) ?? true;
}

/** Returns true if a request needs any metric that an installation may have. */
export const needsAny = (request: YearRequest): boolean =>
  (Object.keys(PARTS) as Metric[]).some((metric) => isNeeded(request, metric));

/**
 * Returns what an installation has.
 * @param counted the months of Make Data Count, if it is in use
 * @param hasViews true if there are views, or if that is not known
 */
export function metricsOf(counted: Span | undefined, hasViews = counted !== undefined): readonly MetricCapabilities[] {
  const monthly = { kinds: KINDS, resolution: 'month' } as const;
  const byType = { ...monthly, breakdowns: { fileTypes: { partition: true } } } as const;
  const ofUsage = { ...monthly, ...(counted && { since: daysOf(counted.first).start }) };
  return [
    { metric: 'records', ...monthly, counting: KEYS.records, breakdowns: { subjects: {} } },
    { metric: 'files', ...byType, counting: KEYS.files },
    { metric: 'uploadVolume', ...byType, counting: KEYS.uploadVolume },
    ...(hasViews ? [{ metric: 'views', ...ofUsage, counting: COUNTER.views.key } as const] : []),
    { metric: 'downloads', ...ofUsage, counting: counted ? COUNTER.downloads.key : KEYS.downloads },
  ];
}

const load = (api: MetricsApi, name: SeriesName, { community, signal, reload }: Scope): Promise<Series> =>
  api.series(name, community, signal, reload);

/** Loads the datasets. The span has the months since the first one. */
export async function datasetsOf(api: MetricsApi, scope: Scope): Promise<Counted> {
  const { totals: series, fetchedAt } = await load(api, 'datasets', scope);
  const day = dayOfTime(fetchedAt);
  const totals = wholeTotals(series);
  // Where there are none, there were none in this year. Earlier years are unknown, because datasets can be removed.
  const span = totals
    ? { first: totals.first, last: totals.last, through: countedThrough(totals.last, day) }
    : { first: 12 * yearOf(day), last: monthOf(day), through: day };
  return { metric: 'records', key: KEYS.records, totals: totals ?? nothing(span), span, fetchedAt };
}

/** Loads the files and their size, whole and by type. */
export async function filesOf(api: MetricsApi, scope: Scope, { span: known }: Counted): Promise<readonly Counted[]> {
  const { totals: series, fetchedAt } = await load(api, 'fileTypes', scope);
  return (['files', 'uploadVolume'] as const).flatMap((metric): Counted[] => {
    const totals = fileTypeTotals(series, metric === 'files' ? 'count' : 'size');
    const common = { metric, key: KEYS[metric], fetchedAt };
    // Before the first file, there were datasets without files.
    const span = totals
      ? {
          first: Math.min(known.first, totals.first),
          last: totals.last,
          through: countedThrough(totals.last, dayOfTime(fetchedAt)),
        }
      : known;
    return [
      { ...common, span, totals: totals ? sumOfParts(totals) : nothing(known) },
      { ...common, span, totals: totals ?? NO_PARTS, breakdown: 'fileTypes' },
    ];
  });
}

/**
 * Loads the downloads that Dataverse has registered. Those without a date are in the month before the first one with a date,
 * so that this month is known in totals only.
 */
export async function downloadsOf(api: MetricsApi, scope: Scope, { span: known }: Counted): Promise<Counted> {
  const { totals: series, fetchedAt } = await load(api, 'downloads', scope);
  const totals = wholeTotals(series);
  const common = { metric: 'downloads', key: KEYS.downloads, fetchedAt } as const;
  if (!totals) return { ...common, totals: nothing(known), span: known };
  const { first, last } = totals;
  const span = { first, last, through: countedThrough(last, dayOfTime(fetchedAt)) };
  return { ...common, totals, span, undated: first };
}

/** Loads a metric of Make Data Count, in the months that it has counted for the whole installation. */
export async function counterOf(
  api: MetricsApi,
  scope: Scope,
  counted: Span,
  metric: keyof typeof COUNTER,
): Promise<Counted> {
  const { key, series: name } = COUNTER[metric];
  const { totals: series, fetchedAt } = await load(api, name, scope);
  const totals = wholeTotals(series);
  // Answers are of different ages.
  const isOlder = totals && totals.last < counted.last;
  const span = isOlder
    ? { ...counted, last: totals.last, through: countedThrough(totals.last, dayOfTime(fetchedAt)) }
    : counted;
  return { metric, key, totals: totals ?? nothing(span), span, fetchedAt };
}
