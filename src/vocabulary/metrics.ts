import type { Area, Kind, Statistic, Unit } from './terms.js';

export interface MetricRow {
  readonly area: Area;
  readonly unit: Unit;
  /**
   * True if the values of days may be added up without changing their meaning. Distinct counts of a day (uploaders, views
   * per visitor …) may not: their sum is a sum of daily distinct counts, and is labelled as such.
   */
  readonly additive: boolean;
  /** For distinct counts: the name under which services send every event instead, which may be added up. */
  readonly events?: string;
}

/** The metrics. The name in code is the name in attributes (`metric="views"`). */
export const METRICS = {
  records: { area: 'content', unit: 'count', additive: true },
  parents: { area: 'content', unit: 'count', additive: true },
  files: { area: 'content', unit: 'count', additive: true },
  uploadVolume: { area: 'content', unit: 'bytes', additive: true },
  uploaders: { area: 'content', unit: 'count', additive: false },
  views: { area: 'usage', unit: 'count', additive: false, events: 'views' },
  downloads: { area: 'usage', unit: 'count', additive: false, events: 'downloads' },
  visitors: { area: 'usage', unit: 'count', additive: false },
  downloadVolume: { area: 'usage', unit: 'bytes', additive: true },
  citations: { area: 'usage', unit: 'count', additive: true },
} as const satisfies Record<string, MetricRow>;

export type Metric = keyof typeof METRICS;

export const METRIC_NAMES = Object.keys(METRICS) as readonly Metric[];

/** Returns the statistic that holds a metric of one kind. */
export const statisticOf = (metric: Metric, kind: Kind): Statistic => `${METRICS[metric].area}-${kind}`;

/** Returns the metrics of one area, in the order of the table. */
export const metricsOf = (area: Area): readonly Metric[] => METRIC_NAMES.filter((name) => METRICS[name].area === area);
