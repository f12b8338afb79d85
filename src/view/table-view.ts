/** A cell: text, or a number and how it is written. */
export interface NumberCell {
  readonly value: number | null;
  readonly text: string;
}
export type Cell = string | NumberCell;

/** What every chart is as a table. The first column names the row. */
export interface TableView {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}
