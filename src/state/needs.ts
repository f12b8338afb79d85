/** Needs of widgets, and the statistics that have to be loaded for them. */
import type { Breakdown } from '../vocabulary/breakdowns.js';
import type { Needed } from '../sources/source.js';
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

/** Returns the load scope of a need. */
const loadScopeOf = ({ metric, kind, latest }: DataNeed): LoadScope => {
  const statistic = statisticOf(metric, kind);
  return latest && kind === 'snapshot' ? `${statistic} latest` : statistic;
};

/** Returns the load scopes of the needs, each once. */
export const loadScopesFor = (needs: readonly DataNeed[]): readonly LoadScope[] => [...new Set(needs.map(loadScopeOf))];

/** Identifies what a source answers by need. */
export const needKey = ({ metric, breakdown, latest = false }: Needed): string => `${metric} ${breakdown} ${latest}`;

/** Returns the needs of a load scope as a request names them. */
export const neededFor = (needs: readonly DataNeed[], loadScope: LoadScope): readonly Needed[] =>
  needs
    .filter((need) => loadScopeOf(need) === loadScope)
    .map(({ metric, breakdown }) => ({
      metric,
      ...(breakdown && { breakdown }),
      ...(loadScope.endsWith('latest') && { latest: true }),
    }));

/** Returns needs as requests name them. */
export const neededOf = (needs: readonly DataNeed[]): readonly Needed[] =>
  loadScopesFor(needs).flatMap((loadScope) => neededFor(needs, loadScope));

/** Returns all needs once, in a fixed order. A value of the whole year includes the latest one. */
export function unionOf(needs: readonly Needed[]): readonly Needed[] {
  const keys = new Map(needs.map((need) => [needKey(need), need]));
  for (const { metric, breakdown } of needs)
    if (keys.has(`${metric} ${breakdown} false`)) keys.delete(`${metric} ${breakdown} true`);
  return [...keys].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, need]) => need);
}
