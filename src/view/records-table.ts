import type { TopRecord } from '../sources/source.js';
import { fillColumns, type ColumnOf, type DataTable, type TableHead, type TableUse } from './data-table.js';
import type { RecordsView } from './records-view.js';

export interface RecordsTableOptions extends TableHead {
  readonly use: TableUse;
  /** Names of the columns. */
  readonly heads: { readonly record: string; readonly link: string; readonly value: string };
  /** The text on the page for a number that the service did not send. */
  readonly missing: string;
}

/** Returns a table with a row per record. Its numbers are of all time. */
export function recordsTable({ records }: RecordsView, options: RecordsTableOptions): DataTable {
  const { use, title, description, heads, missing } = options;
  const value = { key: 'value', label: heads.value, type: 'count' } as const;
  const columns: readonly ColumnOf<TopRecord>[] = [
    { key: 'title', label: heads.record, type: 'text', cell: (record) => record.title },
    { key: 'link', label: heads.link, type: 'link', only: 'file', cell: ({ href }) => href ?? null },
    { ...value, only: 'page', cell: (record) => record.value ?? missing },
    { ...value, only: 'file', cell: (record) => record.value },
  ];
  return { title, description, start: '', end: '', ...fillColumns(use, columns, records) };
}
