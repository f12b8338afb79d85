/** A table as text: CSV for files, TSV for the clipboard. */
import type { DataTable, DataCell } from '../view/data-table.js';
import { valueOf } from './report.js';

/** Spreadsheets recognise UTF-8 by this mark. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Marks texts that a spreadsheet would run as formulas, also after a semicolon or line break: with a decimal comma,
 * spreadsheets end cells there even within quotes, and ignore empty quotes. Numbers need no mark: only texts come from
 * outside.
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

/** Writes a table as CSV (RFC 4180) with a header line. Numbers have a decimal point and no grouping; `null` is an empty cell. */
export const csv = (table: DataTable): string =>
  BYTE_ORDER_MARK +
  lines(table, (text) => (/[",\r\n]/.test(text) ? quoted(text) : text))
    .map((cells) => `${cells.join(',')}\r\n`)
    .join('');

/**
 * Writes a table as spreadsheets paste it from the clipboard. Tabs and line breaks within a text become spaces; quotation
 * marks have a meaning only at the beginning of a cell.
 */
export const tsv = (table: DataTable): string =>
  lines(table, (text) => (text.startsWith('"') ? quoted(text) : text).replace(/[\t\r\n]+/g, ' '))
    .map((cells) => cells.join('\t'))
    .join('\n');
