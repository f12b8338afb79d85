/** Totals at the ends of months, from what was added in each of them. */
import { yearStart, type DayRange } from '../../data/day.js';
import { coveredDays, type Table, type YearBlock } from '../../data/year-block.js';
import { blockOfPeriods, emptyBlock, monthsOf, wholeTable, type PeriodTable } from '../service/period-block.js';
import { KEY } from './decode.js';

/** The totals before a year. */
export interface Before {
  readonly total: number;
  /** By resource type; absent: they are not needed. */
  readonly types?: ReadonlyMap<string, Named>;
}

interface Named {
  readonly label: Table['labels'][number];
  readonly count: number;
}

/** Returns the totals of a year. After a month that is not known, none is known. */
export function runningTotals(added: YearBlock, before: Before): YearBlock {
  const { year, fetchedAt, problems } = added;
  const through = coveredDays(added).at(-1)?.end;
  if (through === undefined) return emptyBlock('content-snapshot', year, fetchedAt);
  const periods = monthsOf(year).filter(({ start }) => start <= through);
  const lastDayOf = ({ end }: DayRange): number => Math.min(end, through);
  const isCovered = (day: number): boolean => coveredDays(added).some(({ start, end }) => start <= day && day <= end);
  const first = periods.findIndex((period) => !isCovered(lastDayOf(period)));
  const tableOf = (breakdown: Table['breakdown']): Table | undefined =>
    added.tables.find((table) => table.metric === 'records' && table.breakdown === breakdown);
  /** Sums up the months of a column; `undefined` from the first unknown one on. */
  const sums = (column: Float64Array | undefined, start: number, unknownFrom: number) => {
    let sum = start;
    return periods.map((period, i) => {
      if (unknownFrom >= 0 && i >= unknownFrom) return undefined;
      const value = column?.[lastDayOf(period) - yearStart(year)] ?? NaN;
      return (sum += value === value ? value : 0);
    });
  };
  const typesTable = (): readonly PeriodTable[] => {
    const table = tableOf('resourceTypes');
    if (!before.types || !table) return [];
    const lost = new Set(table.unknown);
    const unknownFrom = periods.findIndex((period) => !isCovered(lastDayOf(period)) || lost.has(lastDayOf(period)));
    const columns = new Map(table.ids.map((id, i) => [id, { label: table.labels[i]!, column: table.columns[i] }]));
    const ids = new Set([...before.types.keys(), ...columns.keys()]);
    return [
      {
        metric: 'records',
        breakdown: 'resourceTypes',
        key: KEY,
        parts: [...ids].map((id) => {
          const [then, now] = [before.types?.get(id), columns.get(id)];
          return {
            id,
            label: now?.label || then?.label || '',
            values: sums(now?.column, then?.count ?? 0, unknownFrom),
          };
        }),
        ...(unknownFrom >= 0 && { unknown: periods.slice(unknownFrom) }),
        ...(table.incomplete && { incomplete: true }),
      },
    ];
  };
  return blockOfPeriods({
    ...{ statistic: 'content-snapshot', year, periods, through, fetchedAt, problems },
    tables: [wholeTable('records', KEY, sums(tableOf(undefined)?.columns[0], before.total, first)), ...typesTable()],
  });
}

/** Returns the totals of a day, from a block that has them. */
export function totalsOn(block: YearBlock, day: number): Before | undefined {
  const slot = day - yearStart(block.year);
  const tableOf = (breakdown: Table['breakdown']): Table | undefined =>
    block.tables.find((table) => table.breakdown === breakdown);
  const total = tableOf(undefined)?.columns[0]?.[slot] ?? NaN;
  if (total !== total) return undefined;
  const types = tableOf('resourceTypes');
  return {
    total,
    ...(types && {
      types: new Map(types.ids.map((id, i) => [id, { label: types.labels[i]!, count: types.columns[i]![slot] || 0 }])),
    }),
  };
}
