import type { Coverage } from '../../src/data/coverage.js';
import type { StatsScope } from '../../src/state/context.js';
import type { DataNeed } from '../../src/state/needs.js';
import type { Compared, NotCompared } from '../../src/view/change.js';
import type { Absence } from '../../src/view/options.js';

/** The members that the view models of all widgets have. */
export interface WidgetView {
  /** Why there is nothing to show. */
  readonly absence?: Absence;
  /** The days of the numbers, ISO dates; absent for numbers of all time. */
  readonly start?: string;
  readonly end?: string;
  /** How the numbers are counted, if in another way than the metric as a whole: a row of `COUNTINGS`, or a definition of the message catalogue. */
  readonly counting?: string;
  /** The number of these days that were counted; absent: all. */
  readonly coverage?: Coverage;
  /** The days with which they are compared. */
  readonly compared?: Compared;
  /** Why they are not compared, although a comparison was chosen. */
  readonly notCompared?: NotCompared;
}

/** The origin of the numbers on display: the metrics, and the statistics that they are computed from. */
export interface Provenance {
  readonly shownMetrics: readonly DataNeed[];
  readonly view: WidgetView;
  readonly scope: StatsScope;
}
