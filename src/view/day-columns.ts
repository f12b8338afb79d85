/** Columns of files for the days of a row, which figures and timelines have. */
import { daysIn, parseDay } from '../data/day.js';
import type { ColumnOf, ColumnType } from './data-table.js';
import type { TimelineBucket } from './timeline-view.js';

/** Names of the columns. */
export interface DayHeads {
  readonly first: string;
  readonly last: string;
  readonly comparedDays: string;
  readonly daysCountedHead: string;
}

/**
 * Returns the columns of the days with which a row is compared: their value and their dates.
 * @param label names the column of the value
 * @param days returns them by the index of the row
 */
export function columnsBefore(
  { first, last, comparedDays }: DayHeads,
  label: string,
  type: ColumnType,
  days: (index: number) => Pick<TimelineBucket, 'start' | 'end' | 'value'> | undefined,
): ColumnOf<unknown>[] {
  const date = { type: 'date', only: 'file' } as const;
  return [
    { key: 'before', label, type, only: 'file', cell: (_, i) => days(i)?.value ?? null },
    { ...date, key: 'beforeStart', label: `${comparedDays}: ${first}`, cell: (_, i) => days(i)?.start ?? null },
    { ...date, key: 'beforeEnd', label: `${comparedDays}: ${last}`, cell: (_, i) => days(i)?.end ?? null },
  ];
}

/** Returns the column of the number of days of a row that were counted; without gaps, all of them. */
export const daysCounted = (heads: DayHeads): ColumnOf<Pick<TimelineBucket, 'start' | 'end' | 'coverage'>> => ({
  key: 'daysCounted',
  label: heads.daysCountedHead,
  type: 'count',
  only: 'file',
  cell: ({ coverage, start, end }) => coverage?.counted ?? daysIn({ start: parseDay(start)!, end: parseDay(end)! }),
});
