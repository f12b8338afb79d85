import type { ComparisonOptions } from '../data/comparison.js';
import { countedDays } from '../data/counted-days.js';
import { countedPart, gapsIn, type Coverage } from '../data/coverage.js';
import { isoDay, type DayRange } from '../data/day.js';
import { coveringWhole, isPartition } from '../data/parts.js';
import { rank, share, total } from '../data/rank.js';
import { spanOf, type Counted, type Part, type Stats } from '../data/stats.js';
import { BREAKDOWNS, type Breakdown } from '../vocabulary/breakdowns.js';
import { METRICS } from '../vocabulary/metrics.js';
import type { Kind, Unit } from '../vocabulary/terms.js';
import { comparedDays, comparedWith, type Compared, type EarlierDays, type NotCompared } from './change.js';
import type { Absence, Linking, Naming } from './options.js';

/** A part of the whole, ranked. */
export interface BreakdownRow {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  /** The share of `total`, 0 … 1; `null` where a share has no meaning. */
  readonly share: number | null;
  /** Address of a search for the records with this part; absent where there is none. */
  readonly href?: string;
  /** The value in the days of `compared`; absent: unknown. */
  readonly before?: number;
}

/** The sum of the parts that are not listed by name. */
export interface OtherRow {
  readonly value: number;
  readonly share: number | null;
  /** The number of parts in this sum; `null` if it is the rest that the listed parts leave of the whole. */
  readonly count: number | null;
}

/** A metric divided into parts, ranked. */
export interface BreakdownView {
  readonly rows: readonly BreakdownRow[];
  readonly other: OtherRow | null;
  /** The whole of the shares: the metric as a whole, or the sum of the parts where the whole was not sent. */
  readonly total: number | null;
  /** True if `total` is the sum of the parts, because the whole is not known. */
  readonly totalOfParts: boolean;
  /**
   * True if the numbers disagree: the parts add up to more than the whole, or, where an item can have several, one of them
   * is more than the whole. Absent: they do not, or the whole was not sent.
   */
  readonly exceedsWhole?: true;
  /** True if the parts add up to the whole. If not, a share means "of all, this many have it". */
  readonly partition: boolean;
  /** The value of parts that are counted but not listed: without a publisher, of an unknown country … */
  readonly hidden: number;
  /** How the parts are counted, if in another way than the metric as a whole: a row of `COUNTINGS`. */
  readonly counting?: string;
  readonly unit: Unit;
  readonly absence?: Absence;
  /**
   * The days that are counted, ISO dates: of a delta the days of the range from where counting begins to where it ends;
   * of a snapshot, the day of its values.
   */
  readonly start: string;
  readonly end: string;
  /** The number of these days that were counted; absent: all. */
  readonly coverage?: Coverage;
  /** The days with which it is compared, ISO dates. */
  readonly compared?: Compared;
  /** The reason why it is not compared, although a comparison was chosen. */
  readonly notCompared?: NotCompared;
}

export interface BreakdownOptions extends Counted {
  readonly breakdown: Breakdown;
  /** Limit on the rows; the rest is combined as "other". */
  readonly pageSize: number;
  readonly naming: Naming;
  /** Returns the address of a search for the records of a part. */
  readonly link?: Linking | undefined;
  /** The comparison with earlier days; absent: none. */
  readonly comparison?: ComparisonOptions | undefined;
}

/** Parts with their value in a range. */
export interface Valued extends Part {
  readonly value: number;
}

/**
 * Returns the parts with their values. Of a snapshot, only parts that are in the list on its last day count: services
 * send a top list per day, and a part that has left it has an outdated value.
 */
export function valuesOf(
  parts: readonly Part[],
  kind: Kind,
  range: DayRange,
): { valued: readonly Valued[]; asOf?: number } {
  if (kind === 'delta') {
    return {
      valued: parts
        .filter(({ series }) => series.hasPoint(range))
        .map((part) => ({ ...part, value: part.series.sum(range) })),
    };
  }
  const dated = parts.map((part) => ({ part, point: part.series.at(range.end) }));
  const asOf = dated.reduce((last, { point }) => Math.max(last, point?.day ?? -Infinity), -Infinity);
  return {
    valued: dated.flatMap(({ part, point }) => (point?.day === asOf ? [{ ...part, value: point.value }] : [])),
    ...(asOf > -Infinity && { asOf }),
  };
}

/** Returns the metric as a whole in a range, if it was counted on all days on which the parts were. */
function wholeOf(
  stats: Stats,
  range: DayRange,
  { metric, kind, breakdown }: Pick<BreakdownOptions, 'metric' | 'kind' | 'breakdown'>,
): number | undefined {
  const whole = coveringWhole(stats, { metric, kind, breakdown }, range);
  const days = kind === 'snapshot' ? { start: range.end, end: range.end } : range;
  return whole?.hasPoint(days) ? whole.sum(days) : undefined;
}

/** Ranks the parts of a metric. "Other" is what the listed parts leave of the whole where parts add up, else the rest. */
export function breakdownView(stats: Stats, chosen: DayRange, options: BreakdownOptions): BreakdownView {
  const { breakdown, metric, kind, pageSize, naming, link } = options;
  const { hidden: hiddenIds } = BREAKDOWNS[breakdown];
  const counting = stats.description?.of(metric)?.breakdowns?.[breakdown]?.counting;
  const partition = isPartition(stats, { metric, breakdown });
  const range = spanOf(stats, options, chosen);
  const parts = stats.parts(metric, kind, breakdown);
  const { valued, asOf } = valuesOf(parts ?? [], kind, range);
  const counted = countedDays(stats, { metric, kind, breakdown });
  const days = asOf === undefined ? (countedPart(counted, range) ?? range) : { start: asOf, end: asOf };
  const coverage = kind === 'delta' && valued.length ? gapsIn(counted, days) : undefined;
  const listed = valued.filter((part) => !hiddenIds.includes(part.id));
  const hidden = total(valued) - total(listed);
  const { top, rest } = rank(
    listed.filter(({ value }) => value !== 0),
    pageSize,
  );
  // The whole of a snapshot is that of the day of its parts; otherwise shares would compare two days.
  const whole = wholeOf(stats, days, options);
  const known = whole !== undefined && whole > 0;
  const sum = known ? whole : total(listed);
  const ofWhole = partition && known;
  const most = partition ? total(valued) : Math.max(...valued.map(({ value }) => value));
  // Sums of bytes with decimals are not exact.
  const exceedsWhole = whole !== undefined && whole >= 0 && Math.round(most) > Math.round(whole);
  const others = ofWhole ? whole - hidden - total(top) : total(rest);
  const earlier = options.comparison && earlierParts(stats, range, parts ?? [], options, asOf);
  const before = new Map(typeof earlier === 'object' ? earlier.valued.map(({ id, value }) => [id, value]) : []);
  return {
    rows: top.map(({ id, label, value }) => {
      const name = naming(breakdown, id, label);
      const href = link?.(breakdown, id, name);
      return {
        id,
        label: name,
        value,
        share: share(value, sum),
        ...(href !== undefined && { href }),
        ...(before.has(id) && { before: before.get(id) }),
      };
    }),
    other:
      top.length && others > 0
        ? {
            value: others,
            share: partition ? share(others, sum) : null,
            count: ofWhole && others !== total(rest) ? null : rest.length,
          }
        : null,
    total: parts?.length ? sum : null,
    totalOfParts: !known,
    ...(exceedsWhole && { exceedsWhole }),
    partition,
    hidden,
    ...(counting !== undefined && { counting }),
    unit: METRICS[metric].unit,
    ...(!top.length && { absence: parts ? 'empty' : 'missing' }),
    start: isoDay(days.start),
    end: isoDay(days.end),
    ...(coverage && { coverage }),
    ...(typeof earlier === 'object' ? { compared: comparedDays(earlier) } : earlier && { notCompared: earlier }),
  };
}

/** Returns the parts in the days with which they are compared: for totals, on the day of their values. */
function earlierParts(
  stats: Stats,
  range: DayRange,
  parts: readonly Part[],
  { metric, kind, breakdown, comparison }: BreakdownOptions,
  asOf: number | undefined,
): (EarlierDays & { readonly valued: readonly Valued[] }) | NotCompared {
  const days = comparison ? comparedWith(stats, range, { metric, kind, breakdown }, comparison) : 'nothing';
  if (typeof days === 'string') return days;
  const { valued, asOf: then } = valuesOf(parts, kind, days);
  if (kind === 'delta') return { ...days, valued };
  // A total carried forward from one day to both would be compared with itself.
  return then !== undefined && asOf !== undefined && then < asOf
    ? { start: then, end: then, partial: days.partial || then < days.end, valued }
    : 'nothing';
}
