/**
 * The format of cached blocks: whole numbers in one, two or four bytes where they fit, totals as steps from one day to
 * the next. A year takes a fifth of the space, and is read in a fraction of the time.
 */
import type { Table, YearBlock } from '../../data/year-block.js';
import { daysInYear } from '../../data/day.js';

/** A block as plain data for IndexedDB. */
export interface PackedBlock extends Omit<YearBlock, 'tables'> {
  readonly tables: readonly Omit<Table, 'columns'>[];
  /** Bytes per value, for each column of each table in turn: 1, 2 or 4; 8 for numbers that are stored unchanged. */
  readonly widths: Uint8Array<ArrayBuffer>;
  /** The value from which the steps of each column begin; 0 where there are none. */
  readonly bases: Float64Array<ArrayBuffer>;
  /** The columns one after the other, each beginning at a multiple of its width. */
  readonly bytes: ArrayBuffer;
}

export type Column = Int8Array | Int16Array | Int32Array | Float64Array;

/** The types of columns, by width, and their greatest values. The value below the least one stands for "no point". */
export const COLUMN_TYPES = [
  { width: 1, array: Int8Array, max: 2 ** 7 - 1 },
  { width: 2, array: Int16Array, max: 2 ** 15 - 1 },
  { width: 4, array: Int32Array, max: 2 ** 31 - 1 },
  { width: 8, array: Float64Array, max: Infinity },
] as const;

export type Row = (typeof COLUMN_TYPES)[number];
export const aligned = (offset: number, width: number): number => Math.ceil(offset / width) * width;

/** Returns true for totals: they change little from day to day, so that steps are small numbers. */
export const inSteps = ({ statistic }: Pick<YearBlock, 'statistic'>): boolean => statistic.endsWith('snapshot');

export interface Coding {
  /** The value that stands for "no point". */
  readonly none: number;
  readonly base: number;
  readonly steps: boolean;
}

/**
 * Decodes a cached block. The columns of a table are decoded when they are first read: a page shows the smaller part of
 * a year.
 * @throws if it was not packed by this code, or is damaged
 */
export function unpack(packed: PackedBlock): YearBlock {
  const { tables, widths, bases, bytes, ...rest } = packed;
  const days = daysInYear(rest.year);
  const steps = inSteps(rest);
  let [index, offset] = [0, 0];
  /** Returns the position of the next column. */
  const place = (): { row: Row; at: number; base: number } => {
    const row = COLUMN_TYPES.find(({ width }) => width === widths[index]) as Row;
    const at = aligned(offset, row.width);
    offset = at + row.width * days;
    return { row, at, base: bases[index++] as number };
  };
  const unpacked: YearBlock = {
    ...rest,
    tables: tables.map((table): Table => {
      const places = table.ids.map(place);
      let columns: readonly Float64Array[] | undefined;
      return {
        ...table,
        get columns() {
          return (columns ??= places.map(({ row: { array, max }, at, base }) => {
            const from = new array(bytes, at, days);
            return from instanceof Float64Array ? from : read(from, { none: -max - 1, base, steps });
          }));
        },
      };
    }),
  };
  if (offset !== bytes.byteLength) throw new RangeError(`${bytes.byteLength} bytes in place of ${offset}`);
  return unpacked;
}

function read(from: Exclude<Column, Float64Array>, { none, base, steps }: Coding): Float64Array {
  const values = new Float64Array(from.length);
  let before = base;
  for (let i = 0; i < values.length; i++) {
    const step = from[i] as number;
    values[i] = step === none ? NaN : before + step;
    if (steps && step !== none) before += step;
  }
  return values;
}
