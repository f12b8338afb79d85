/** What a source has of each metric. Views read it with the numbers, because numbers alone do not tell how finely they are counted. */
import type { Breakdown } from '../vocabulary/breakdowns.js';
import type { Metric } from '../vocabulary/metrics.js';
import type { Kind } from '../vocabulary/terms.js';
import type { Day } from './day.js';

/** The calendar units that a source counts by, the finest first. */
export const RESOLUTIONS = ['day', 'month', 'year'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** What a source has of the parts of a metric. */
export interface PartsCapabilities {
  /** Absent: that of the metric as a whole. */
  readonly resolution?: Resolution;
  /** False if the parts do not add up to the whole here, although they do at other services. */
  readonly partition?: false;
}

/** What a source has of a metric. */
export interface MetricCapabilities {
  readonly metric: Metric;
  readonly kinds: readonly Kind[];
  /** The calendar unit that its values are of. Absent: a day. */
  readonly resolution?: Resolution;
  readonly breakdowns?: Readonly<Partial<Record<Breakdown, PartsCapabilities>>>;
  /** How it is counted: a row of `COUNTINGS`, and the `key` of its tables. Absent: as the metric says. */
  readonly counting?: string;
  /** The day from which its totals count, if they do not count from the beginning of the repository. */
  readonly since?: Day;
  /** False if only the total of today is known: there is no curve and no comparison. */
  readonly history?: false;
}
