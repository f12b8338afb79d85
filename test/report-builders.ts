/** Builders of reports and tables, and parsers of the files. */
import { strFromU8, unzipSync } from 'fflate';
import type { Report } from '../src/report/report.js';
import type { DataTable, DataCell, DataColumn } from '../src/view/data-table.js';

/** Creates columns with the same label and key: `columns('start:date', 'views:count')`. */
export const columns = (...texts: readonly string[]): DataColumn[] =>
  texts.map((text) => {
    const [key, type = 'text'] = text.split(':') as [string, DataColumn['type']?];
    return { key, label: key, type };
  });

export const tableOf = (
  given: Partial<Omit<DataTable, 'columns'>> & { columns?: readonly string[] | readonly DataColumn[] } = {},
): DataTable => ({
  title: 'Usage over time',
  description: 'Views per month',
  start: '2025-01-01',
  end: '2025-12-31',
  rows: [],
  ...given,
  columns: (given.columns ?? []).map((column) => (typeof column === 'string' ? columns(column)[0]! : column)),
});

/** Creates a table with one text in its only row. */
export const textTable = (text: DataCell, title = 'Usage over time'): DataTable =>
  tableOf({ title, columns: ['name'], rows: [[text]] });

export const reportOf = (tables: readonly DataTable[], given: Partial<Report> = {}): Report => ({
  title: 'Statistics',
  start: '2025-01-01',
  end: '2025-12-31',
  granularity: 'month',
  generated: '2026-11-21T09:30:42Z',
  source: 'https://repository.example/api/stats-dashboard',
  tables,
  messages: {
    about: 'About',
    start: 'First day',
    end: 'Last day',
    granularity: 'Time unit',
    granularities: { day: 'day', week: 'week', month: 'month', quarter: 'quarter', year: 'year' },
    timeZone: 'Time zone',
    source: 'Source',
    generated: 'Made on',
    sheet: 'Table',
    description: 'Content',
  },
  ...given,
});

/** Reads CSV (RFC 4180) as lines of cells. A byte order mark is not part of the first cell. */
export function parseCsv(text: string): string[][] {
  const lines: string[][] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  const given = text.replace(/^\uFEFF/, '');
  let line: string[] = [];
  while (cell.lastIndex < given.length) {
    const at = cell.lastIndex;
    const [, quoted, plain, end] = cell.exec(given) ?? [];
    if (end === undefined) throw new Error(`no CSV from here on: ${given.slice(at, at + 40)}`);
    line.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end !== ',') lines.push(line);
    if (end !== ',') line = [];
  }
  return lines;
}

/** Reads XML; throws if it is not well-formed. */
export function parseXml(text: string): Document {
  const made = new DOMParser().parseFromString(text, 'application/xml');
  const problem = made.querySelector('parsererror');
  if (problem) throw new Error(problem.textContent);
  return made;
}

/** Returns the files in a zip as texts. */
export const unzip = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]));
