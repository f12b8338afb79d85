/** From counted rows to blocks: what the widgets read, and what every file of a year is written from. */
import { daysInYear, yearStart, type DayRange } from '../../../src/data/day.js';
import { WHOLE, type Label, type Table, type YearBlock } from '../../../src/data/year-block.js';
import type { Breakdown } from '../../../src/vocabulary/breakdowns.js';
import type { Area, Kind } from '../../../src/vocabulary/terms.js';
import { NUMBERS, type NumberRow } from '../vocabulary.js';

/** A part, and in which lists of the year it is. */
export interface ListedPart {
  /** Empty: the whole. */
  readonly breakdown: Breakdown | '';
  readonly id: string;
  readonly label: Label;
  readonly delta: Readonly<Record<'a' | 'b', boolean>>;
  readonly snapshot: Readonly<Record<'a' | 'b', boolean>>;
  /** The totals until the year, by the columns of the numbers. */
  readonly before: Readonly<Record<string, number>>;
}

/** What happened to the parts of a scope in a year: a column per number and part, a value per day; 0 where nothing happened. */
export type Happened = Readonly<Record<string, readonly Float64Array[]>>;

export interface BlockOptions {
  readonly area: Area;
  readonly year: number;
  /** The columns of the numbers that are written. */
  readonly numbers: readonly string[];
  readonly parts: readonly ListedPart[];
  readonly happened: Happened;
  /** The days that were counted. */
  readonly covered: readonly DayRange[];
}

/**
 * Makes the block of a statistic. Of the metric as a whole, each counted day has a value; of parts, what happened has values on days
 * on which something did, and totals have them from the day on which the part is first there.
 */
export function blockOf(kind: Kind, { area, year, numbers, parts, happened, covered }: BlockOptions): YearBlock {
  const days = daysInYear(year);
  const start = yearStart(year);
  const isCounted = new Uint8Array(days);
  for (const range of covered)
    isCounted.fill(1, Math.max(0, range.start - start), Math.min(days, range.end - start + 1));
  const rows: Readonly<Record<string, NumberRow>> = NUMBERS[area];
  /** The slot from which a part is there: some number of it has changed. */
  const begins = parts.map(({ before }, i) => {
    if (numbers.some((name) => before[name])) return 0;
    const first = numbers
      .map((name) => happened[name]![i]!.findIndex((step) => step !== 0))
      .filter((slot) => slot >= 0);
    return Math.min(days, ...first);
  });
  const column = (name: string, i: number, isWhole: boolean): Float64Array => {
    const steps = happened[name]![i]!;
    const values = new Float64Array(days).fill(NaN);
    const from = isWhole ? 0 : begins[i]!;
    let total = parts[i]!.before[name] ?? 0;
    for (let slot = 0; slot < days; slot++) {
      const step = steps[slot]!;
      total += step;
      if (!isCounted[slot]) continue;
      if (kind === 'delta') values[slot] = step !== 0 || isWhole ? step : NaN;
      else if (slot >= from) values[slot] = Math.max(0, total);
    }
    return values;
  };
  const breakdowns = [...new Set(parts.map(({ breakdown }) => breakdown))].sort();
  const tables = numbers.flatMap((name) => {
    const { metric, key, side, wholeOnly } = rows[name]!;
    return breakdowns.flatMap((breakdown): Table[] => {
      if (breakdown && wholeOnly) return [];
      const indices = parts.flatMap((part, i) =>
        part.breakdown === breakdown && (!breakdown || part[kind][side]) ? [i] : [],
      );
      const columns = indices.map((i) => column(name, i, !breakdown));
      // A part without a value would be a series without a point.
      const used = indices
        .map((i, n) => ({ i, values: columns[n]! }))
        .filter(({ values }) => !breakdown || values.some((value) => value === value));
      return [
        {
          metric,
          ...(breakdown && { breakdown }),
          key,
          ids: used.map(({ i }) => (breakdown ? parts[i]!.id : WHOLE)),
          labels: used.map(({ i }) => (breakdown ? parts[i]!.label : '')),
          columns: used.map(({ values }) => values),
        },
      ];
    });
  });
  return { year, statistic: `${area}-${kind}`, tables, problems: [], fetchedAt: 0, covered };
}
