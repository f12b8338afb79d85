import type { Breakdown } from '../vocabulary/breakdowns.js';
import { statisticOf, type Metric } from '../vocabulary/metrics.js';
import { STATISTICS, type Kind, type Statistic } from '../vocabulary/terms.js';
import { memoizeByObject } from '../util/memoize-by-object.js';
import type { Description } from './capabilities.js';
import { coveredDays, keyOf, type Label, type Table, type YearBlock } from './year-block.js';
import { daysInYear, yearStart, type Day, type DayRange } from './day.js';
import { Series, type Stretch } from './series.js';

/** A part of a metric over all loaded years. */
export interface Part {
  readonly id: string;
  readonly label: Label;
  readonly series: Series;
}

/** A metric as a whole, or by parts. */
export interface Counted {
  readonly metric: Metric;
  readonly kind: Kind;
  readonly breakdown?: Breakdown | undefined;
}

/** The loaded years of one statistic, and the values computed from them so far. */
export class Years {
  readonly blocks: readonly YearBlock[];
  readonly #made = new Map<string, unknown>();

  constructor(blocks: readonly YearBlock[]) {
    this.blocks = blocks;
  }

  /** Returns true if these are the same years. */
  equals(blocks: readonly YearBlock[]): boolean {
    return blocks.length === this.blocks.length && blocks.every((block, i) => block === this.blocks[i]);
  }

  /** Returns the result of `make`, which is called once for each key. */
  once<T>(key: string, make: () => T): T {
    if (!this.#made.has(key)) this.#made.set(key, make());
    return this.#made.get(key) as T;
  }
}

/**
 * All loaded numbers as one immutable value: blocks of single years, joined to series with the first use. Adding a block
 * makes a new value; the series of statistics that did not change are shared with the old one.
 */
export class Stats {
  static readonly empty = new Stats([]);

  readonly blocks: readonly YearBlock[];
  /** What follows from the metrics that its source describes; absent: it describes none. */
  readonly description: Description | undefined;
  readonly #years = new Map<Statistic, Years>();

  constructor(blocks: readonly YearBlock[], old?: Stats, description = old?.description) {
    this.blocks = blocks.toSorted((a, b) => a.year - b.year);
    this.description = description;
    for (const statistic of STATISTICS) {
      const own = this.blocks.filter((block) => block.statistic === statistic);
      const known = old && old.version(statistic);
      this.#years.set(statistic, known?.equals(own) ? known : new Years(own));
    }
  }

  /**
   * Returns statistics with these blocks in place of older ones of the same year and statistic. A block without a value
   * does not replace another one without a value, so that computed values stay.
   */
  with(blocks: readonly YearBlock[]): Stats {
    const empty = new Set(this.blocks.filter((block) => !isCounted(block)).map(keyOf));
    const fresh = blocks.filter((block) => isCounted(block) || !empty.has(keyOf(block)));
    if (!fresh.length) return this;
    const keys = new Set(fresh.map(keyOf));
    const kept = this.blocks.filter((block) => !keys.has(keyOf(block)));
    return new Stats([...kept, ...fresh], this);
  }

  /** Returns the same numbers with what their source has of each metric. */
  describedBy(description: Description): Stats {
    return new Stats(this.blocks, this, description);
  }

  /** Returns the years of a statistic: the same object in every `Stats` that has the same years of it. */
  version(statistic: Statistic): Years {
    return this.#years.get(statistic) as Years;
  }

  /** Returns true if a year of a statistic has been loaded. */
  has(statistic: Statistic, year: number): boolean {
    return this.version(statistic).blocks.some((block) => block.year === year);
  }

  /**
   * Returns the parts of a metric by a breakdown. Empty if the service sent it without any series, or if no year is
   * loaded; `undefined` if years are loaded and it was not sent with any of them.
   */
  parts(metric: Metric, kind: Kind, breakdown: Breakdown): readonly Part[] | undefined {
    return this.#parts(metric, kind, breakdown);
  }

  /** Returns a metric as a whole. `undefined` as for `parts`; a series without points if it was sent empty. */
  whole(metric: Metric, kind: Kind): Series | undefined {
    const parts = this.#parts(metric, kind);
    return parts && (parts[0]?.series ?? NO_POINTS);
  }

  /** Returns the days on which anything of a statistic was counted, as a series with a point for each. */
  coverage(statistic: Statistic): Series {
    const years = this.version(statistic);
    return years.once('coverage', () => seriesOf(years.blocks, coverageOf));
  }

  #parts(metric: Metric, kind: Kind, breakdown?: Breakdown): readonly Part[] | undefined {
    const years = this.version(statisticOf(metric, kind));
    return years.once(`parts ${metric} ${breakdown}`, () => {
      const found = years.blocks.flatMap(({ year, tables }) => {
        const table = tableIn({ tables }, metric, breakdown);
        return table ? { year, table } : [];
      });
      return found.length ? join(found) : years.blocks.length ? undefined : [];
    });
  }
}

/** Widens a range to the calendar units that a metric, or its parts, are counted by. */
export const spanOf = (
  { description }: Pick<Stats, 'description'>,
  subject: Pick<Counted, 'metric' | 'breakdown'>,
  range: DayRange,
): DayRange => description?.span(subject, range) ?? range;

export const NO_POINTS = new Series([]);

/** Returns true if any day of a year was counted. */
export const isCounted = (block: YearBlock): boolean => coveredDays(block).length > 0;

/** Returns the table of a metric, or of its parts. */
export const tableIn = (
  { tables }: Pick<YearBlock, 'tables'>,
  metric: Metric,
  breakdown?: Breakdown,
): Table | undefined => tables.find((table) => table.metric === metric && table.breakdown === breakdown);

/**
 * Returns true if a year has a metric, or its parts. A metric as a whole has a value for every day that was counted; the
 * list of its parts may be empty in a year in which none of them occurred.
 */
export function providedIn(block: YearBlock, metric: Metric, breakdown?: Breakdown): boolean {
  const table = tableIn(block, metric, breakdown);
  if (!table) return false;
  if (breakdown) return isCounted(block);
  return table.columns.some((column) => column.some((value) => value === value));
}

/** Returns values of years as a series, without the years that have none. */
export const seriesOf = (
  blocks: readonly YearBlock[],
  valuesOf: (block: YearBlock) => Float64Array | undefined,
): Series =>
  new Series(
    blocks.flatMap((block) => {
      const values = valuesOf(block);
      return values ? [{ start: yearStart(block.year), values }] : [];
    }),
  );

/** Returns 1 for each day that a year covers, `NaN` for the others. */
export const coverageOf = memoizeByObject((block: YearBlock): Float64Array => {
  const start = yearStart(block.year);
  const values = new Float64Array(daysInYear(block.year)).fill(NaN);
  for (const days of coveredDays(block)) values.fill(1, days.start - start, days.end - start + 1);
  return values;
});

/**
 * Joins columns of the same id to series; the name is that of the latest year that has one. Unknown days have no value,
 * even if single parts have one.
 */
function join(years: readonly { year: number; table: Table }[]): Part[] {
  const parts = new Map<string, { label: Label; stretches: Stretch[] }>();
  for (const { year, table } of years) {
    const start = yearStart(year);
    table.ids.forEach((id, i) => {
      const label = table.labels[i] as Label;
      let part = parts.get(id);
      if (!part) parts.set(id, (part = { label, stretches: [] }));
      else if (label) part.label = label;
      part.stretches.push({ start, values: without(table.columns[i] as Float64Array, start, table.unknown) });
    });
  }
  return [...parts].map(([id, { label, stretches }]) => ({ id, label, series: new Series(stretches) }));
}

/** Returns the values without those of some days. */
function without(values: Float64Array, start: Day, days: readonly Day[] | undefined): Float64Array {
  if (!days?.length) return values;
  const known = values.slice();
  for (const day of days) known[day - start] = NaN;
  return known;
}
