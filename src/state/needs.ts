/** What widgets need, and which statistics have to be loaded for it. */
import type { Breakdown } from '../vocabulary/breakdowns.js';
import { statisticOf, type Metric } from '../vocabulary/metrics.js';
import { STATISTICS, type Kind, type Statistic } from '../vocabulary/terms.js';

/** What a widget needs in order to draw itself. */
export interface DataNeed {
  readonly metric: Metric;
  readonly kind: Kind;
  readonly breakdown?: Breakdown;
  /** True if the last value of the range will do: of all its years, only the newest is loaded then. For snapshots only. */
  readonly latest?: boolean;
}

/** The statistics that hold what is needed, each once. */
export const statisticsFor = (needs: readonly DataNeed[]): readonly Statistic[] => {
  const statistics = new Set(needs.map((need) => statisticOf(need.metric, need.kind)));
  return STATISTICS.filter((statistic) => statistics.has(statistic));
};

/** A statistic for all years of a range, or as far as its last value needs them. */
export type LoadScope = Statistic | `${Statistic} latest`;

/** What has to be there before what is needed can be shown. */
export const loadScopesFor = (needs: readonly DataNeed[]): readonly LoadScope[] => [
  ...new Set(
    needs.map(({ metric, kind, latest }): LoadScope => {
      const statistic = statisticOf(metric, kind);
      return latest && kind === 'snapshot' ? `${statistic} latest` : statistic;
    }),
  ),
];
