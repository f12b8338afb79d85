/** Encodes blocks for the cache, see decode-block.ts. */
import { coveredDays, isPartly, type YearBlock } from '../../data/year-block.js';
import {
  COLUMN_TYPES,
  aligned,
  inSteps,
  type Coding,
  type Column,
  type PackedBlock,
  type Row,
} from './decode-block.js';

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
    const { array, width, max } = rows[i] as Row;
    const into = new array(bytes, offsets[i], column.length);
    if (width === 8) into.set(column);
    else write(column, into, { none: -max - 1, base: bases[i] as number, steps });
  });
  return {
    ...rest,
    // `isFinal` reads packed blocks without unpacking them.
    covered: coveredDays(block),
    partly: isPartly(block),
    tables: tables.map(({ columns: _, ...table }) => table),
    widths: Uint8Array.from(rows, ({ width }) => width),
    bases,
    bytes,
  };
}

/** Returns the narrowest type that can hold every value of a column. */
function rowFor(column: Float64Array, base: number, steps: boolean): Row {
  let [before, most] = [base, 0];
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number;
    if (value !== value) continue;
    // Steps between other numbers are not always exact, and -0 would lose its sign.
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) return COLUMN_TYPES[3];
    most = Math.max(most, Math.abs(value - before));
    if (steps) before = value;
  }
  return COLUMN_TYPES.find((row) => most <= row.max) as Row;
}

function write(column: Float64Array, into: Column, { none, base, steps }: Coding): void {
  let before = base;
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number;
    into[i] = value === value ? value - before : none;
    if (steps && value === value) before = value;
  }
}
