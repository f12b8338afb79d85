import type { YearBlock } from './year-block.js';

/** Copies the columns of a block into one buffer, one after the other, so that a worker can transfer them together. */
export function onOneBuffer(block: YearBlock): YearBlock {
  const days = block.tables.flatMap(({ columns }) => columns).reduce((sum, column) => sum + column.length, 0);
  const all = new Float64Array(days);
  let next = 0;
  const move = (column: Float64Array): Float64Array => {
    const start = next;
    next += column.length;
    all.set(column, start);
    return all.subarray(start, next);
  };
  return { ...block, tables: block.tables.map((table) => ({ ...table, columns: table.columns.map(move) })) };
}
