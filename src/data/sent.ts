/** What of a metric a source has sent. */
import type { Breakdown } from '../vocabulary/breakdowns.js';
import { METRICS, statisticOf, type Metric, type MetricRow } from '../vocabulary/metrics.js';
import type { Kind } from '../vocabulary/terms.js';
import type { Table } from './block.js';
import type { DayRange } from './day.js';
import type { Series } from './series.js';
import type { Counted, Stats } from './stats.js';

/** Parts of a metric. */
interface ByParts extends Counted {
  readonly breakdown: Breakdown;
}

/**
 * A metric as a whole, if it was sent with every year of a range with which its parts were. Else it is no measure for them:
 * services leave metrics out of some years.
 */
export function coveringWhole(stats: Stats, { metric, kind, breakdown }: ByParts, range: DayRange): Series | undefined {
  const withoutParts = stats.unsent({ metric, kind, breakdown }, range);
  const covers = stats.unsent({ metric, kind }, range).every((year) => withoutParts.includes(year));
  return covers ? stats.whole(metric, kind) : undefined;
}

/** The tables of a metric that hold at least one series, of all years. */
function tablesOf({ blocks }: Stats, metric: Metric, kind: Kind): readonly Table[] {
  const statistic = statisticOf(metric, kind);
  const tables = blocks.flatMap((block) => (block.statistic === statistic ? block.tables : []));
  return tables.filter((table) => table.metric === metric && table.ids.length);
}

/** The breakdowns of a metric that hold at least one series. */
export const breakdownsOf = (stats: Stats, metric: Metric, kind: Kind): readonly Breakdown[] => [
  ...new Set(tablesOf(stats, metric, kind).flatMap((table) => table.breakdown ?? [])),
];

/**
 * What the service calls a metric, each name once: several, if some years count it in another way than others (unique
 * records, or every event).
 */
export const keysOf = (stats: Stats, { metric, kind, breakdown }: Counted): readonly string[] => [
  ...new Set(tablesOf(stats, metric, kind).flatMap((table) => (table.breakdown === breakdown ? table.key : []))),
];

/** May its days be added up without changing what they mean? Distinct counts may not, but events may. */
export function isAdditive(stats: Stats, metric: Metric, kind: Kind): boolean {
  const { additive, events }: MetricRow = METRICS[metric];
  const keys = keysOf(stats, { metric, kind });
  return additive || (keys.length > 0 && keys.every((key) => key === events));
}
