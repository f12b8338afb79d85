/** Makes blocks of services that count by months or years. */
import type { Breakdown } from '../../vocabulary/breakdowns.js';
import type { Metric } from '../../vocabulary/metrics.js';
import type { Statistic } from '../../vocabulary/terms.js';
import { union } from '../../data/merge-blocks.js';
import { dayFrom, daysInYear, overlap, today, yearStart, type Day, type DayRange } from '../../data/day.js';
import { WHOLE, type Label, type Problem, type Table, type YearBlock } from '../../data/year-block.js';
import { times } from '../../util/times.js';

/** A part of a metric, or the metric as a whole (its id is `WHOLE`). */
export interface PeriodPart {
  readonly id: string;
  /** Absent: no name. */
  readonly label?: Label;
  /** A value per period; absent where the service sent none. */
  readonly values: readonly (number | undefined)[];
}

/** A metric of one year, whole or divided into parts. */
export interface PeriodTable {
  readonly metric: Metric;
  readonly breakdown?: Breakdown;
  /** The service's name for it. */
  readonly key: string;
  readonly parts: readonly PeriodPart[];
  /** The periods of its values. Absent: those of the block. */
  readonly periods?: readonly DayRange[];
  /** The periods in which these parts are unknown, although the metric was counted. Absent: none. */
  readonly unknown?: readonly DayRange[];
  /** True if some parts could not be read. */
  readonly incomplete?: true;
}

export interface PeriodBlock {
  readonly statistic: Statistic;
  readonly year: number;
  /** The periods of the values: consecutive days of the year. */
  readonly periods: readonly DayRange[];
  readonly tables: readonly PeriodTable[];
  /** The last day that the service has counted: later days are unknown, and the value of a period that it cuts is of that day. */
  readonly through: Day;
  readonly fetchedAt: number;
  /** The days that were requested. Absent: the whole year. */
  readonly period?: DayRange;
  readonly settlesAfter?: number;
  readonly problems?: readonly Problem[];
}

/** Returns the months of a year. */
export const monthsOf = (year: number): readonly DayRange[] =>
  times(12, (i) => ({ start: dayFrom(year, i + 1, 1)!, end: (dayFrom(year, i + 2, 1) ?? yearStart(year + 1)) - 1 }));

/** Returns the months of a year that have begun, the latest first: readers look at it first. */
export const monthsBegun = (year: number): readonly DayRange[] =>
  monthsOf(year)
    .filter(({ start }) => start <= today())
    .toReversed();

/** Lists the days of a range. */
export const daysOf = ({ start, end }: DayRange): readonly Day[] => times(end - start + 1, (i) => start + i);

/** Returns the days of a year as one period. */
export const wholeYear = (year: number): DayRange => ({ start: yearStart(year), end: yearStart(year + 1) - 1 });

/** Parses `2025-03` to its days; `undefined` for anything else. */
export function parseMonth(text: unknown): DayRange | undefined {
  const [, year, month] = (typeof text === 'string' && /^(\d{4})-(\d{2})$/.exec(text)) || [];
  return year === undefined ? undefined : monthsOf(Number(year))[Number(month) - 1];
}

/**
 * Makes a block. What happened in a period stands on its last counted day, and 0 on its other days, so that sums of whole
 * periods are right; a total stands on the last counted day only. A period without a value is unknown.
 */
export function blockOfPeriods({ tables: given, periods, through, ...rest }: PeriodBlock): YearBlock {
  const { statistic, year, problems = [] } = rest;
  const isTotal = statistic.endsWith('snapshot');
  const { start, end } = wholeYear(year);
  const countedOf = (period: DayRange): DayRange | undefined => overlap(period, { start, end: Math.min(end, through) });
  const tables = given.map(({ parts, periods: own = periods, unknown = [], ...named }): Table => {
    const columnOf = (values: PeriodPart['values']): Float64Array => {
      const column = new Float64Array(daysInYear(year)).fill(NaN);
      own.forEach((period, i) => {
        const days = countedOf(period);
        // A part that is not named where others are did not occur. It is no part of the list of a total.
        const value = values[i] ?? (named.breakdown && !isTotal && hasValue(parts, i) ? 0 : undefined);
        if (!days || value === undefined) return;
        if (!isTotal) column.fill(0, days.start - start, days.end - start);
        column[days.end - start] = value;
      });
      return column;
    };
    // Parts of a total are known on the same days as the whole, with which they are compared.
    const between =
      named.breakdown && isTotal ? own.flatMap((period) => daysOf(countedOf(period) ?? period).slice(0, -1)) : [];
    const days = [...new Set([...unknown.flatMap(daysOf), ...between])].sort((a, b) => a - b);
    return {
      ...named,
      ids: parts.map(({ id }) => id),
      labels: parts.map(({ label }) => label ?? ''),
      columns: parts.map(({ values }) => columnOf(values)),
      ...(days.length && { unknown: days }),
    };
  });
  const wholes = given.filter(({ breakdown }) => !breakdown);
  const covered = (wholes.length ? wholes : given).flatMap(({ parts, periods: own = periods }) =>
    own.flatMap((period, i) => (hasValue(parts, i) ? (countedOf(period) ?? []) : [])),
  );
  return { ...rest, tables, problems, covered: union(covered, []) };
}

const hasValue = (parts: readonly PeriodPart[], i: number): boolean =>
  parts.some(({ values }) => values[i] !== undefined);

/** Returns the block of a statistic that a source does not have: everything in it reads "not provided". */
export const emptyBlock = (statistic: Statistic, year: number, fetchedAt: number): YearBlock => ({
  ...{ statistic, year, fetchedAt },
  ...{ tables: [], problems: [], covered: [] },
});

/** Makes the table of a metric as a whole. */
export const wholeTable = (metric: Metric, key: string, values: PeriodPart['values']): PeriodTable => ({
  ...{ metric, key },
  parts: [{ id: WHOLE, values }],
});
