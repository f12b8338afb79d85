/** Converts totals at the ends of months, as Dataverse sends them, to values of months. */
import { WHOLE, type Problem } from '../../data/year-block.js';
import { times } from '../../util/times.js';
import type { Kind } from '../../vocabulary/terms.js';
import type { Day } from '../../data/day.js';
import type { PeriodTable } from '../service/period-block.js';
import type { MonthlyTotal } from './answers.js';
import { extensionOf } from './file-types.js';
import { daysOf, type Month } from './months.js';

/** Totals at the ends of months, by part (the id of the whole is `WHOLE`). */
export interface Totals {
  /** The first month that was counted; totals of earlier months are 0. */
  readonly first: Month;
  readonly last: Month;
  readonly parts: ReadonlyMap<string, ReadonlyMap<Month, number>>;
}

/** The months of which a table has values, and the last day that was counted. */
export interface Span {
  readonly first: Month;
  readonly last: Month;
  readonly through: Day;
}

/** Makes totals of values by part and month; `undefined` if there are none. Parts with the same id are added up. */
function totalsFrom(
  values: readonly { readonly month: Month; readonly id: string; readonly value: number }[],
): Totals | undefined {
  const parts = new Map<string, Map<Month, number>>();
  let [first, last] = [Infinity, -Infinity];
  for (const { month, id, value } of values) {
    const part = parts.get(id) ?? new Map<Month, number>();
    parts.set(id, part.set(month, (part.get(month) ?? 0) + value));
    [first, last] = [Math.min(first, month), Math.max(last, month)];
  }
  return parts.size ? { first, last, parts } : undefined;
}

/** Returns the totals of a series; `undefined` for one without months: nothing was counted yet. */
export const wholeTotals = (series: readonly MonthlyTotal[]): Totals | undefined =>
  totalsFrom(series.map(({ month, count }) => ({ month, id: WHOLE, value: count })));

/**
 * Returns the totals of a series by media type, as those of file types. A type is listed in each month since its first one:
 * months in which one is missing between others are unknown.
 */
export function fileTypeTotals(series: readonly MonthlyTotal[], name: 'count' | 'size'): Totals | undefined {
  const monthsByType = new Map<string, Set<Month>>();
  for (const { type, month } of series) monthsByType.set(type, (monthsByType.get(type) ?? new Set()).add(month));
  const lists = [...monthsByType.values()].map((months) => ({
    months,
    last: Math.max(...months),
    first: Math.min(...months),
  }));
  const isWhole = (month: Month): boolean =>
    lists.every(({ months, first, last }) => month < first || month > last || months.has(month));
  return totalsFrom(
    series
      .filter(({ month }) => isWhole(month))
      .map(({ month, type, ...values }) => ({ month, id: extensionOf(type), value: values[name] })),
  );
}

/** Adds up the parts. */
export function sumOfParts({ first, last, parts }: Totals): Totals {
  const sums = new Map<Month, number>();
  for (const part of parts.values()) {
    for (const [month, value] of part) sums.set(month, (sums.get(month) ?? 0) + value);
  }
  return { first, last, parts: new Map([[WHOLE, sums]]) };
}

/** Returns totals of 0 for months: the service says that there is nothing. */
export const nothing = ({ first, last }: Span): Totals => ({
  first,
  last,
  parts: new Map([[WHOLE, new Map(times(last - first + 1, (i) => [first + i, 0]))]]),
});

/** Returns the last month in which the total of a series grew: later ones need not have been counted yet. */
export function lastGrowth({ first, last, parts }: Totals): Month {
  const totals = parts.get(WHOLE);
  let month = last;
  while (month > first && totals?.get(month) === totals?.get(month - 1)) month--;
  return month;
}

/** Totals of a metric of which there are no parts at any time. */
export const NO_PARTS: Totals = { first: Infinity, last: -Infinity, parts: new Map() };

/** Totals of a metric, and the months of them that are shown. */
export interface Counted extends Pick<PeriodTable, 'metric' | 'breakdown' | 'key'> {
  readonly totals: Totals;
  readonly span: Span;
  /** The month whose total holds what happened at unknown times: it is left out of what happened in months. */
  readonly undated?: Month;
  /** The time at which they came from the service, in milliseconds since the epoch. */
  readonly fetchedAt: number;
  /** What could not be loaded of them. Absent: nothing. */
  readonly problems?: readonly Problem[];
}

/**
 * Makes the table of a year. What happened in a month is the difference of two totals. It may be below 0, if content was
 * removed or numbers were corrected: left out, it would make sums of months too high.
 */
export function tableOf(
  { totals: { first, parts }, span, undated, metric, breakdown, key }: Counted,
  kind: Kind,
  year: number,
): PeriodTable {
  const counted = new Set([...parts.values()].flatMap((part) => [...part.keys()]));
  const hasTotals = (month: Month): boolean => month < first || counted.has(month);
  const isKnown = (month: Month): boolean =>
    hasTotals(month) && (kind === 'snapshot' || (month !== undated && hasTotals(month - 1)));
  const isShown = (month: Month): boolean => month >= span.first && month <= span.last;
  const valueIn = (part: ReadonlyMap<Month, number>, month: Month): number | undefined => {
    if (!isShown(month) || !isKnown(month)) return undefined;
    // A type or subject that is not there yet is no part of the list of a total.
    if (kind === 'snapshot') return part.get(month) ?? (breakdown ? undefined : 0);
    return (part.get(month) ?? 0) - (part.get(month - 1) ?? 0);
  };
  const months = times(12, (i) => 12 * year + i);
  const periods = months.map((month) => {
    const { start, end } = daysOf(month);
    return { start, end: Math.min(end, Math.max(start, span.through)) };
  });
  const values = [...parts].map(([id, part]) => ({ id, values: months.map((month) => valueIn(part, month)) }));
  const unknown = periods.filter((_, i) => isShown(months[i]!) && !isKnown(months[i]!));
  return { metric, key, periods, parts: values, ...(breakdown && { breakdown, unknown }) };
}

/** The name of the decoder of subjects. It is needed before their code is loaded, as are their missing numbers. */
export const SUBJECTS = 'dataverse-subjects';

/** Returns subjects of which no month is known. */
export const noSubjects = (datasets: Counted): Counted => ({
  ...datasets,
  breakdown: 'subjects',
  totals: { ...datasets.totals, parts: new Map() },
});
