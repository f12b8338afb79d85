/**
 * Blocks as they are kept: whole numbers in one, two or four bytes where they fit, totals as steps from one day to the next.
 * A year takes a fifth of the room, and is read in a fraction of the time.
 */
import type { Table, YearBlock } from '../data/block.js';
import { daysInYear } from '../data/day.js';

/** Plain data, as IndexedDB keeps it. */
export interface PackedBlock extends Omit<YearBlock, 'tables'> {
  readonly tables: readonly Omit<Table, 'columns'>[];
  /** Bytes that a value takes, for each column of each table in turn: 1, 2 or 4; 8 for numbers as they are. */
  readonly widths: Uint8Array<ArrayBuffer>;
  /** From where the steps of each column begin; 0 where there are none. */
  readonly bases: Float64Array<ArrayBuffer>;
  /** The columns one after the other, each beginning at a multiple of its width. */
  readonly bytes: ArrayBuffer;
}

type Column = Int8Array | Int16Array | Int32Array | Float64Array;

/** By width: what holds a column, and up to which value. The value below the least one stands for "no point". */
const HOLDERS = [
  { width: 1, holder: Int8Array, most: 2 ** 7 - 1 },
  { width: 2, holder: Int16Array, most: 2 ** 15 - 1 },
  { width: 4, holder: Int32Array, most: 2 ** 31 - 1 },
  { width: 8, holder: Float64Array, most: Infinity },
] as const;

type Row = (typeof HOLDERS)[number];
const holderOf = (width: number): Row => HOLDERS.find((row) => row.width === width) as Row;

const aligned = (offset: number, width: number): number => Math.ceil(offset / width) * width;

/** Totals change little from day to day: the steps are small numbers. */
const inSteps = ({ statistic }: Pick<YearBlock, 'statistic'>): boolean => statistic.endsWith('snapshot');

export function pack(block: YearBlock): PackedBlock {
  const { tables, ...rest } = block;
  const steps = inSteps(block);
  const columns = tables.flatMap((table) => table.columns);
  const bases = Float64Array.from(columns, (column) => (steps ? (column.find((value) => value === value) ?? 0) : 0));
  const rows = columns.map((column, i) => rowFor(column, bases[i] as number, steps));
  let size = 0;
  const offsets = rows.map(({ width }, i) => {
    const offset = aligned(size, width);
    size = offset + width * (columns[i] as Float64Array).length;
    return offset;
  });
  const bytes = new ArrayBuffer(size);
  columns.forEach((column, i) => {
    const { holder, width, most } = rows[i] as Row;
    const into = new holder(bytes, offsets[i], column.length);
    if (width === 8) into.set(column);
    else write(column, into, { none: -most - 1, base: bases[i] as number, steps });
  });
  return {
    ...rest,
    tables: tables.map(({ columns: _, ...table }) => table),
    widths: Uint8Array.from(rows, ({ width }) => width),
    bases,
    bytes,
  };
}

/** What was packed. Its columns share one buffer. */
export function unpack({ tables, widths, bases, bytes, ...rest }: PackedBlock): YearBlock {
  const days = daysInYear(rest.year);
  const steps = inSteps(rest);
  const values = new Float64Array(days * widths.length);
  let [index, offset] = [0, 0];
  const next = (): Float64Array => {
    const { width, holder, most } = holderOf(widths[index] as number);
    offset = aligned(offset, width);
    const from = new holder(bytes, offset, days);
    const into = values.subarray(index * days, (index + 1) * days);
    if (width === 8) into.set(from);
    else read(from, into, { none: -most - 1, base: bases[index] as number, steps });
    offset += width * days;
    index++;
    return into;
  };
  return { ...rest, tables: tables.map((table) => ({ ...table, columns: table.ids.map(next) })) };
}

/** The narrowest that holds every value. */
function rowFor(column: Float64Array, base: number, steps: boolean): Row {
  let [before, most] = [base, 0];
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number;
    if (value !== value) continue;
    // A step between other numbers need not be exact, and -0 would lose its sign.
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) return HOLDERS[3];
    most = Math.max(most, Math.abs(value - before));
    if (steps) before = value;
  }
  return HOLDERS.find((row) => most <= row.most) as Row;
}

interface Coding {
  /** Stands for "no point". */
  readonly none: number;
  readonly base: number;
  readonly steps: boolean;
}

function write(column: Float64Array, into: Column, { none, base, steps }: Coding): void {
  let before = base;
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number;
    into[i] = value === value ? value - before : none;
    if (steps && value === value) before = value;
  }
}

function read(from: Column, into: Float64Array, { none, base, steps }: Coding): void {
  let before = base;
  for (let i = 0; i < into.length; i++) {
    const step = from[i] as number;
    into[i] = step === none ? NaN : before + step;
    if (steps && step !== none) before += step;
  }
}
