/** What a source has of each metric. Views read it with the numbers, because numbers alone do not tell how finely they are counted. */
import type { Breakdown } from '../vocabulary/breakdowns.js';
import type { Metric } from '../vocabulary/metrics.js';
import type { Kind } from '../vocabulary/terms.js';
import type { Day, DayRange } from './day.js';

/** The calendar units that a source counts by, the finest first. */
export const RESOLUTIONS = ['day', 'month', 'year'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** What a source has of the parts of a metric. */
export interface PartsCapabilities {
  /** Absent: that of the metric as a whole. */
  readonly resolution?: Resolution;
  /** True if the parts add up to the whole here, false if they do not. Absent: as at other services (`BREAKDOWNS`). */
  readonly partition?: boolean;
  /** How they are counted: a row of `COUNTINGS`, and the `key` of their tables. Absent: as the metric as a whole. */
  readonly counting?: string;
  /** True if only the most frequent parts are listed here, although other services list all. */
  readonly topList?: true;
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

/** A metric as a whole, or its parts. */
interface Subject {
  readonly metric: Metric;
  readonly breakdown?: Breakdown | undefined;
}

/** What a source has of its metrics, for views. It comes with the code that knows what follows from it (description.ts). */
export interface Description {
  readonly metrics: readonly MetricCapabilities[];
  /** Returns what the source has of a metric; `undefined` for a metric that it does not have. */
  readonly of: (metric: Metric) => MetricCapabilities | undefined;
  /** Returns the unit that a metric, or its parts, are counted by. */
  readonly resolution: (subject: Subject) => Resolution;
  /** The finest unit that any of the metrics is counted by. */
  readonly finest: Resolution;
  /** Widens a range to whole units of those that a metric, or its parts, are counted by. */
  readonly span: (subject: Subject, range: DayRange) => DayRange;
}
