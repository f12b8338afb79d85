/** A table as text: CSV for files, TSV for the clipboard. */
import type { DataTable, DataCell } from '../view/data-table.js';
import { valueOf } from './report.js';

/** By this mark spreadsheets know that a file is UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * What a spreadsheet would take for a formula is marked as a text, also behind a semicolon or a line break: where the
 * comma is the decimal one, cells end there, whatever is quoted, and quotation marks around nothing are nothing. Only texts come from outside; numbers stay as they are.
 */
const harmless = (text: string): string => text.replace(/^(?=[\t\r\n])|(?=[=+\-@＝＋－＠])(?<=^|[;\t\r\n]"*)/g, "'");

function lines({ columns, rows }: DataTable, write: (text: string) => string): string[][] {
  const cell = (value: DataCell | undefined): string => {
    const known = valueOf(value);
    if (known === null) return '';
    return typeof known === 'number' ? String(known === 0 ? 0 : known) : write(harmless(known));
  };
  return [columns.map(({ label }) => cell(label)), ...rows.map((row) => columns.map((_, i) => cell(row[i])))];
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A table as CSV (RFC 4180), the first line its heads. Numbers have a point and no grouping, nothing is an empty cell. */
export const csv = (table: DataTable): string =>
  BYTE_ORDER_MARK +
  lines(table, (text) => (/[",\r\n]/.test(text) ? quoted(text) : text))
    .map((cells) => `${cells.join(',')}\r\n`)
    .join('');

/**
 * A table as a spreadsheet takes it from the clipboard. Tabs and line breaks within a text become spaces; a quotation mark
 * means something at the beginning only.
 */
export const tsv = (table: DataTable): string =>
  lines(table, (text) => (text.startsWith('"') ? quoted(text) : text).replace(/[\t\r\n]+/g, ' '))
    .map((cells) => cells.join('\t'))
    .join('\n');
