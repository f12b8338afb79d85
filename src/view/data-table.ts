/** Tables of the shown numbers: the same for the page, where one is beside each chart, and for every file format. */

/** The type of a column, by which the page and each file format write it. Dates are ISO, shares 0 … 1, bytes whole. */
export type ColumnType = 'text' | 'date' | 'count' | 'bytes' | 'share' | 'link';

export interface DataColumn {
  /** The name for programs, the same in all languages: `start`, `id`, `value`, `share`, a metric, a part's id. */
  readonly key: string;
  /** The name for readers. */
  readonly label: string;
  readonly type: ColumnType;
}

/** A text, a number, or `null`: the service did not send it. */
export type DataCell = string | number | null;

/** The title and the description of a table. */
export interface TableHead {
  /** The widget's heading: names the file, or the sheet of a workbook. */
  readonly title: string;
  /** The description in words: "Views per month, by resource type". */
  readonly description: string;
}

/** The numbers of a widget as a table. On the page, the first column names the row. */
export interface DataTable extends TableHead {
  /** The days that are counted, ISO dates; of all time, both empty. */
  readonly start: string;
  readonly end: string;
  readonly columns: readonly DataColumn[];
  readonly rows: readonly (readonly DataCell[])[];
}

/**
 * The use of a table. The page names days and parts in words, as the chart does; files have full dates, ids and whole
 * numbers. The numbers are the same.
 */
export type TableUse = 'page' | 'file';

/** A column, and the function that returns its cells for the items of the rows. */
export interface ColumnOf<Row> extends DataColumn {
  /** The only use in which the table has this column; absent: both. */
  readonly only?: TableUse;
  readonly cell: (row: Row, index: number) => DataCell;
}

/** Returns the columns of one use, and their cells in all rows. */
export function fillColumns<Row>(
  use: TableUse,
  columns: readonly ColumnOf<Row>[],
  rows: readonly Row[],
): Pick<DataTable, 'columns' | 'rows'> {
  const used = columns.filter(({ only = use }) => only === use);
  return {
    columns: used.map(({ key, label, type }) => ({ key, label, type })),
    rows: rows.map((row, i) => used.map(({ cell }) => cell(row, i))),
  };
}

/** Returns true for a column type with numbers. */
export const isNumeric = (type: ColumnType): boolean => type === 'count' || type === 'bytes' || type === 'share';
