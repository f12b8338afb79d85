/** The state value, as a pure function of what the controller knows. */
import { comparedSpan, type ComparisonOptions } from '../data/compared-span.js';
import type { Day, DayRange } from '../data/day.js';
import { DEFAULT_HISTORY_YEARS, earliestDay, resolveRange } from '../data/range.js';
import type { Stats } from '../data/stats.js';
import type { YearBlock } from '../data/year-block.js';
import type { StatsError } from '../sources/errors.js';
import type { SourceCapabilities, StatsSource } from '../sources/source.js';
import type { Breakdown } from '../vocabulary/breakdowns.js';
import type { Statistic } from '../vocabulary/terms.js';
import type { Freshness, StatsState } from './context.js';
import { loadScopesFor, statisticsFor, type DataNeed } from './needs.js';
import { PORTIONS, incompletePortions } from './plan.js';
import type { Selection } from './selection.js';

/** What the owner of the state hands in; anything may change at any time. */
export interface Inputs {
  readonly source: StatsSource | undefined;
  readonly community?: string | undefined;
  /** In place of the source's own; empty: parts are not linked. */
  readonly searchBase?: string | undefined;
  readonly selection: Selection;
  readonly today: Day;
  readonly historyYears?: number | undefined;
  readonly binarySizes?: boolean | undefined;
  readonly breakdowns?: readonly Breakdown[] | undefined;
}

/** What has been loaded, and what is on its way. */
export interface Loaded {
  readonly stats: Stats;
  readonly needs: readonly DataNeed[];
  readonly capabilities: SourceCapabilities | undefined;
  /** Keys of years that could not be loaded. */
  readonly failed: ReadonlySet<string>;
  readonly error: StatsError | undefined;
  /** True while an answer is on its way. */
  readonly isBusy: boolean;
}

/** Returns the days of the selection. */
export const rangeOf = ({ selection, today, historyYears }: Inputs): DayRange =>
  resolveRange(selection.range, today, historyYears);

/** Returns how these days are compared; `undefined` if they are not. */
export function comparisonOf({ selection, today, historyYears }: Inputs): ComparisonOptions | undefined {
  const { compare, granularity } = selection;
  return compare === 'none' ? undefined : { compare, granularity, earliest: earliestDay(today, historyYears) };
}

/** Returns all days that the range may be compared with; `undefined` if there are none. */
export function earlierSpanOf(inputs: Inputs): DayRange | undefined {
  const comparison = comparisonOf(inputs);
  return comparison && comparedSpan(rangeOf(inputs), comparison);
}

/** Builds the state value. */
export function buildState(inputs: Inputs, { stats, needs, capabilities, failed, error, isBusy }: Loaded): StatsState {
  const { selection, today, historyYears = DEFAULT_HISTORY_YEARS, binarySizes = false, breakdowns } = inputs;
  const [range, comparison, earlier] = [rangeOf(inputs), comparisonOf(inputs), earlierSpanOf(inputs)];
  const needed = loadScopesFor(needs);
  const known = capabilities && { capabilities, stats };
  const incomplete = incompletePortions(range, known, stats, failed);
  // Numbers without some years are not compared with others. If there are no earlier days, views say so.
  const absent = earlier
    ? [incompletePortions(range, known, stats), incompletePortions(earlier, capabilities && { capabilities }, stats)]
    : [];
  const compared = new Set(PORTIONS.filter((portion) => !absent.some((portions) => portions.has(portion))));
  return {
    status: isBusy
      ? (needed.some((portion) => incomplete.has(portion)) && 'loading') || 'updating'
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
    freshness: freshnessOf(stats, statisticsFor(needs), today),
    unreadable: stats.blocks.some(({ problems }) => problems.length > 0),
    binarySizes,
    ...(error && { error }),
    ...(capabilities && { capabilities }),
    ...(breakdowns && { breakdowns }),
  };
}

/** Of the statistics that are shown now; of all that have been loaded while none is. */
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
      // Days after a day that the page has set are not shown.
      lastDay: Math.min(today, Math.max(...extents.map(({ end }) => end))),
    }),
  };
}
