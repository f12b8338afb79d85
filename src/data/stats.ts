import type { Breakdown } from '../vocabulary/breakdowns.js';
import { statisticOf, type Metric } from '../vocabulary/metrics.js';
import { STATISTICS, type Kind, type Statistic } from '../vocabulary/terms.js';
import { keyOf, type Label, type Table, type YearBlock } from './block.js';
import { span, yearOf, yearStart, type Day, type DayRange } from './day.js';
import { Series, type Stretch } from './series.js';

/** A part of a metric over all loaded years. */
export interface Part {
  readonly id: string;
  readonly label: Label;
  readonly series: Series;
}

/** What is counted: a metric as a whole, or by parts. */
export interface Counted {
  readonly metric: Metric;
  readonly kind: Kind;
  readonly breakdown?: Breakdown | undefined;
}

/** The years of one statistic, and what has been made of them so far. */
class Years {
  readonly blocks: readonly YearBlock[];
  readonly #made = new Map<string, unknown>();

  constructor(blocks: readonly YearBlock[]) {
    this.blocks = blocks;
  }

  /** Are these the same years? */
  equals(blocks: readonly YearBlock[]): boolean {
    return blocks.length === this.blocks.length && blocks.every((block, i) => block === this.blocks[i]);
  }

  /** What `make` makes, which is made once for each key. */
  once<T>(key: string, make: () => T): T {
    if (!this.#made.has(key)) this.#made.set(key, make());
    return this.#made.get(key) as T;
  }
}

/**
 * Everything that has been loaded, as one immutable value: blocks of single years, joined to series on first use.
 * Adding a block makes a new value; the series of statistics that did not change are shared with the old one.
 */
export class Stats {
  static readonly empty = new Stats([]);

  readonly blocks: readonly YearBlock[];
  readonly #years = new Map<Statistic, Years>();

  constructor(blocks: readonly YearBlock[], old?: Stats) {
    this.blocks = blocks.toSorted((a, b) => a.year - b.year);
    for (const statistic of STATISTICS) {
      const own = this.blocks.filter((block) => block.statistic === statistic);
      const known = old && old.#of(statistic);
      this.#years.set(statistic, known?.equals(own) ? known : new Years(own));
    }
  }

  /** These blocks in place of older ones of the same year and statistic. */
  with(blocks: readonly YearBlock[]): Stats {
    const fresh = new Set(blocks.map(keyOf));
    const kept = this.blocks.filter((block) => !fresh.has(keyOf(block)));
    return new Stats([...kept, ...blocks], this);
  }

  /** The same object for as long as nothing of a statistic changes: what is made of it need not be made anew. */
  version(statistic: Statistic): object {
    return this.#of(statistic);
  }

  #of(statistic: Statistic): Years {
    return this.#years.get(statistic) as Years;
  }

  /** Has this year of a statistic been loaded? */
  has(statistic: Statistic, year: number): boolean {
    return this.#of(statistic).blocks.some((block) => block.year === year);
  }

  /**
   * The parts of a metric by a breakdown. Empty if the service sent it without any series, or if there is no year at all;
   * `undefined` if years are there and it was not sent with any of them.
   */
  parts(metric: Metric, kind: Kind, breakdown: Breakdown): readonly Part[] | undefined {
    return this.#parts(metric, kind, breakdown);
  }

  /** A metric as a whole. `undefined` as for `parts`; a series without points if it was sent empty. */
  whole(metric: Metric, kind: Kind): Series | undefined {
    const parts = this.#parts(metric, kind);
    return parts && (parts[0]?.series ?? NO_POINTS);
  }

  /**
   * The years of a range that came without a metric, or without its parts, though with other numbers, while other years
   * came with it: services leave metrics out of some years. Nothing is known of these; it is not 0.
   */
  unsent({ metric, kind, breakdown }: Counted, { start, end }: DayRange): readonly number[] {
    const years = this.#of(statisticOf(metric, kind));
    const isSent = ({ tables }: YearBlock): boolean =>
      tables.some((table) => table.metric === metric && table.breakdown === breakdown);
    return years
      .once(`unsent ${metric} ${breakdown}`, () =>
        years.blocks.some(isSent)
          ? years.blocks.filter((block) => block.tables.some(({ ids }) => ids.length) && !isSent(block))
          : [],
      )
      .flatMap(({ year }) => (year < yearOf(start) || year > yearOf(end) ? [] : year));
  }

  /** The first and the last day of a statistic on which anything was counted. */
  extent(statistic: Statistic): DayRange | undefined {
    return this.#of(statistic).once('extent', () => {
      const extents = this.#wholes(statistic).flatMap(({ extent }) => extent ?? []);
      return extents.length ? extents.reduce((all, days) => span(all, days)) : undefined;
    });
  }

  /** The last day of a statistic on which anything was counted: costs a look at the newest year. */
  lastDay(statistic: Statistic): Day | undefined {
    const last = Math.max(...this.#wholes(statistic).map((series) => series.at(Infinity)?.day ?? -Infinity));
    return last === -Infinity ? undefined : last;
  }

  /** Has anything of a statistic been counted in these days? */
  hasPoint(statistic: Statistic, days: DayRange): boolean {
    return this.#wholes(statistic).some((series) => series.hasPoint(days));
  }

  #wholes(statistic: Statistic): readonly Series[] {
    return this.#of(statistic).once('wholes', () => {
      const kind = statistic.endsWith('delta') ? 'delta' : 'snapshot';
      const metrics = new Set(this.#tables(statistic).flatMap(({ metric, breakdown }) => (breakdown ? [] : metric)));
      return [...metrics].flatMap((metric) => this.whole(metric, kind) ?? []);
    });
  }

  #tables(statistic: Statistic): readonly Table[] {
    return this.#of(statistic).blocks.flatMap(({ tables }) => tables);
  }

  #parts(metric: Metric, kind: Kind, breakdown?: Breakdown): readonly Part[] | undefined {
    const years = this.#of(statisticOf(metric, kind));
    return years.once(`parts ${metric} ${breakdown}`, () => {
      const found = years.blocks.flatMap(({ year, tables }) => {
        const table = tables.find((candidate) => candidate.metric === metric && candidate.breakdown === breakdown);
        return table ? { year, table } : [];
      });
      return found.length ? join(found) : years.blocks.length ? undefined : [];
    });
  }
}

const NO_POINTS = new Series([]);

/** Columns of the same id, one after the other; the name is the one of the latest year that has a name. */
function join(years: readonly { year: number; table: Table }[]): Part[] {
  const parts = new Map<string, { label: Label; stretches: Stretch[] }>();
  for (const { year, table } of years) {
    const start = yearStart(year);
    table.ids.forEach((id, i) => {
      const label = table.labels[i] as Label;
      let part = parts.get(id);
      if (!part) parts.set(id, (part = { label, stretches: [] }));
      else if (label) part.label = label;
      part.stretches.push({ start, values: table.columns[i] as Float64Array });
    });
  }
  return [...parts].map(([id, { label, stretches }]) => ({ id, label, series: new Series(stretches) }));
}
