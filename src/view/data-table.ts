/** What a column holds: decides how a file writes it. Dates are ISO, shares 0 … 1, bytes whole. */
export type ColumnType = 'text' | 'date' | 'count' | 'bytes' | 'share' | 'link';

export interface DataColumn {
  /** The name for programs, the same in all languages: `start`, `id`, `value`, `share`, a metric, a part's id. */
  readonly key: string;
  /** The name for readers. */
  readonly label: string;
  readonly type: ColumnType;
}

/** A text, a number, or nothing: the service did not say. */
export type DataCell = string | number | null;

/**
 * What a widget shows, as it goes into a file: whole numbers and full dates where the page has words. The same numbers
 * as the widget's table, for it is made of the same view.
 */
export interface DataTable {
  /** The widget's heading: names the file, or the sheet of a workbook. */
  readonly title: string;
  /** What is counted, in words: "Views per month, by resource type". */
  readonly description: string;
  /** The days that are counted, ISO dates; of all time, both empty. */
  readonly start: string;
  readonly end: string;
  readonly columns: readonly DataColumn[];
  readonly rows: readonly (readonly DataCell[])[];
}
