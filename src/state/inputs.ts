import type { Config } from 'vega-lite';
import { comparedSpan, type ComparisonOptions } from '../data/compared-span.js';
import type { Day, DayRange } from '../data/day.js';
import { earliestDay, resolveRange } from '../data/range.js';
import type { StatsSource } from '../sources/source.js';
import type { Breakdown } from '../vocabulary/breakdowns.js';
import type { Selection } from './selection.js';

/** The inputs of a controller, from the attributes of its element and the choices of the reader. Any may change at any time. */
export interface Inputs {
  readonly source: StatsSource | undefined;
  readonly community?: string | undefined;
  /** Address of the repository's search, in place of the source's own; empty: parts are not linked. */
  readonly searchBase?: string | undefined;
  readonly selection: Selection;
  readonly today: Day;
  readonly historyYears?: number | undefined;
  readonly binarySizes?: boolean | undefined;
  readonly breakdowns?: readonly Breakdown[] | undefined;
  readonly vegaConfig?: readonly Config[] | undefined;
}

/** The inputs that a page configuration sets. */
export type PageSettings = Pick<Inputs, 'historyYears' | 'binarySizes' | 'breakdowns' | 'vegaConfig'>;

/** Returns true if numbers that were loaded for one of these inputs are numbers for the other one, too. */
export const haveSameNumbers = (a: Inputs, b: Inputs): boolean =>
  a.source?.key === b.source?.key && a.community === b.community && a.selection.dateBasis === b.selection.dateBasis;

/** Returns the days of the selection. */
export const rangeOf = ({ selection, today, historyYears }: Inputs): DayRange =>
  resolveRange(selection.range, today, historyYears);

/** Returns the comparison of these days; `undefined` if there is none. */
export function comparisonOf({ selection, today, historyYears }: Inputs): ComparisonOptions | undefined {
  const { compare, granularity } = selection;
  return compare === 'none' ? undefined : { compare, granularity, earliest: earliestDay(today, historyYears) };
}

/** Returns all days that the range may be compared with; `undefined` if there are none. */
export function earlierSpanOf(inputs: Inputs): DayRange | undefined {
  const comparison = comparisonOf(inputs);
  return comparison && comparedSpan(rangeOf(inputs), comparison);
}
