import type { DayRange } from '../data/day.js';
import { rank, share, total } from '../data/rank.js';
import { spanOf, type Counted, type Stats } from '../data/stats.js';
import { BREAKDOWNS } from '../vocabulary/breakdowns.js';
import { breakdownView, valuesOf, type BreakdownView } from './breakdown-view.js';
import type { Naming } from './options.js';

/** A country and its value. */
export interface Country {
  /** ISO 3166-1 alpha-2, as the service sends it. */
  readonly id: string;
  readonly label: string;
  /** 0 is a value: the service counted, and found none. */
  readonly value: number;
  /** The share of `total`, 0 … 1; `null` where a share has no meaning. */
  readonly share: number | null;
}

/** The facts about the numbers that a map shares with the ranking of its countries. */
type Facts =
  'total' | 'totalOfParts' | 'exceedsWhole' | 'hidden' | 'counting' | 'unit' | 'absence' | 'start' | 'end' | 'coverage';

/**
 * A metric by country. `total` equals `known` if the whole was not sent; `hidden` is what was counted without a
 * country.
 */
export interface MapView extends Pick<BreakdownView, Facts> {
  /** Every country that has a value, the largest first. */
  readonly countries: readonly Country[];
  /** The sum of their values. */
  readonly known: number;
}

export interface MapOptions extends Omit<Counted, 'breakdown'> {
  readonly naming: Naming;
}

/**
 * Returns all countries of a metric. They agree with the ranking of the same countries, but include those with the
 * value 0.
 */
export function mapView(stats: Stats, chosen: DayRange, { metric, kind, naming }: MapOptions): MapView {
  const breakdown = 'countries';
  const range = spanOf(stats, { metric, breakdown }, chosen);
  const ranking = breakdownView(stats, range, { breakdown, metric, kind, naming, pageSize: 0 });
  const parts = stats.parts(metric, kind, breakdown);
  const hiddenIds: readonly string[] = BREAKDOWNS[breakdown].hidden;
  const { valued } = valuesOf(parts ?? [], kind, range);
  const { top } = rank(
    valued.filter(({ id }) => !hiddenIds.includes(id)),
    Infinity,
  );
  return {
    countries: top.map(({ id, label, value }) => ({
      id,
      label: naming(breakdown, id, label),
      value,
      share: share(value, ranking.total ?? 0),
    })),
    known: total(top),
    total: ranking.total,
    totalOfParts: ranking.totalOfParts,
    ...(ranking.exceedsWhole && { exceedsWhole: true }),
    hidden: ranking.hidden,
    ...(ranking.counting !== undefined && { counting: ranking.counting }),
    unit: ranking.unit,
    ...(!top.length && { absence: parts ? 'empty' : 'missing' }),
    start: ranking.start,
    end: ranking.end,
    ...(ranking.coverage && { coverage: ranking.coverage }),
  };
}
