/** Needs of widgets, and the statistics that have to be loaded for them. */
import type { Breakdown } from '../vocabulary/breakdowns.js';
import { statisticOf, type Metric } from '../vocabulary/metrics.js';
import { STATISTICS, type Kind, type Statistic } from '../vocabulary/terms.js';

/** A number, or a breakdown of it, that a widget shows. */
export interface DataNeed {
  readonly metric: Metric;
  readonly kind: Kind;
  readonly breakdown?: Breakdown;
  /** True if the last value of the range is enough: only its newest year is loaded then. For snapshots only. */
  readonly latest?: boolean;
}

/** Returns the statistics that hold the needed numbers, each once. */
export const statisticsFor = (needs: readonly DataNeed[]): readonly Statistic[] => {
  const statistics = new Set(needs.map((need) => statisticOf(need.metric, need.kind)));
  return STATISTICS.filter((statistic) => statistics.has(statistic));
};

/** A statistic with all years of a range, or with those that its last value needs. */
export type LoadScope = Statistic | `${Statistic} latest`;

/** Returns the load scopes of the needs, each once. */
export const loadScopesFor = (needs: readonly DataNeed[]): readonly LoadScope[] => [
  ...new Set(
    needs.map(({ metric, kind, latest }): LoadScope => {
      const statistic = statisticOf(metric, kind);
      return latest && kind === 'snapshot' ? `${statistic} latest` : statistic;
    }),
  ),
];
