import type { I18n } from '../../src/i18n/i18n.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import { own } from '../../src/util/json.js';
import type { Metric } from '../../src/vocabulary/metrics.js';

/** Names of what a number counts: short ("Visits"), and behind a heading ("by visits"). */
export interface CountedName {
  readonly name: string;
  readonly by: string;
}

/** Returns the names of what the parts of a metric count: the metric, unless the service counts something else by parts. */
export function countedName(i18n: I18n, metric: Metric, view?: { readonly counting?: string }): CountedName {
  const { metrics, byMetric, countedParts } = allMessages(i18n);
  return own(countedParts, view?.counting ?? '') ?? { name: metrics[metric], by: byMetric[metric] };
}
