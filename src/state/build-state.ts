/** The state value, computed from inputs, needs and requests by a pure function. */
import type { Day } from '../data/day.js';
import { DEFAULT_HISTORY_YEARS } from '../data/range.js';
import type { Stats } from '../data/stats.js';
import type { YearBlock } from '../data/year-block.js';
import type { YearRequest } from '../sources/source.js';
import type { Statistic } from '../vocabulary/terms.js';
import type { Freshness, StatsState } from './context.js';
import { comparisonOf, earlierSpanOf, rangeOf, type Inputs } from './inputs.js';
import { loadScopesFor, statisticsFor, type DataNeed } from './needs.js';
import { LOAD_SCOPES, incompleteScopes } from './plan.js';
import type { SourceRequests } from './source-requests.js';

/** Builds the state value from what has been loaded and what is under way. */
export function buildState(
  inputs: Inputs,
  needs: readonly DataNeed[],
  requests: Pick<SourceRequests, 'capabilities' | 'described' | 'stats' | 'error' | 'failed' | 'isPending'>,
  wanted: readonly YearRequest[],
): StatsState {
  const { capabilities, described, stats, error, isPending } = requests;
  const {
    selection,
    today,
    historyYears = DEFAULT_HISTORY_YEARS,
    binarySizes = false,
    breakdowns,
    vegaConfig,
  } = inputs;
  const [range, comparison, earlier] = [rangeOf(inputs), comparisonOf(inputs), earlierSpanOf(inputs)];
  const needed = loadScopesFor(needs);
  const failed = new Set(requests.failed.keys());
  const incomplete = incompleteScopes(range, requests, stats, failed);
  const facts = described?.facts(wanted, failed, inputs, stats);
  // Numbers without some years are not compared with others. If there are no earlier days, views report that.
  const absent = earlier
    ? [incompleteScopes(range, requests, stats), incompleteScopes(earlier, { capabilities }, stats)]
    : [];
  const compared = new Set(LOAD_SCOPES.filter((scope) => !absent.some((scopes) => scopes.has(scope))));
  return {
    status: isPending
      ? ((facts?.lacks?.(needs) || needed.some((scope) => incomplete.has(scope))) && 'loading') || 'updating'
      : (error && 'error') || (needed.length > 0 && capabilities && 'ready') || 'idle',
    selection,
    range,
    ...(comparison && { comparison }),
    compared,
    today,
    historyYears,
    stats,
    incomplete,
    failed,
    ...facts,
    freshness: freshnessOf(stats, statisticsFor(needs), today),
    unreadable: stats.blocks.some(({ problems }) => problems.length > 0),
    binarySizes,
    ...(error && { error }),
    ...(capabilities && { capabilities }),
    ...(breakdowns && { breakdowns }),
    ...(vegaConfig && { vegaConfig }),
  };
}

/** Returns the freshness of the statistics that are shown; of all that have been loaded if none is. */
function freshnessOf(stats: Stats, shown: readonly Statistic[], today: Day): Freshness {
  const isShown = ({ statistic }: YearBlock): boolean => !shown.length || shown.includes(statistic);
  const blocks = stats.blocks.filter(isShown);
  if (!blocks.length) return {};
  const statistics = [...new Set(blocks.map(({ statistic }) => statistic))];
  const extents = statistics.flatMap((statistic) => stats.coverage(statistic).extent ?? []);
  return {
    fetchedAt: Math.max(...blocks.map((block) => block.fetchedAt)),
    ...(extents.length && {
      firstDay: Math.min(...extents.map(({ start }) => start)),
      // Days after `today` are not shown: a page may have set it to an earlier day.
      lastDay: Math.min(today, Math.max(...extents.map(({ end }) => end))),
    }),
  };
}
