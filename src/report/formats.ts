/** The formats of a report, as a table. */
import { csv } from './delimited.js';
import { json } from './json.js';
import { lazy } from '../util/lazy.js';
import { fileName, fileNames } from './names.js';
import type { Report } from './report.js';
import { xml } from './xml.js';

/** The file of a report. */
export interface ReportFile {
  readonly name: string;
  /** Its media type. */
  readonly type: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

/** Code of the formats that are used rarely. */
const zipCode = lazy(() => import('./zip.js'));
const excelCode = lazy(() => import('./xlsx.js'));

interface Format {
  readonly extension: string;
  readonly type: string;
  readonly make: (report: Report) => Promise<ReportFile['content']>;
}

export const FORMATS = {
  csv: { extension: 'csv', type: 'text/csv;charset=utf-8', make: async ({ tables: [table] }) => csv(table!) },
  excel: {
    extension: 'xlsx',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    make: async (report) => (await excelCode()).xlsx(report),
  },
  json: { extension: 'json', type: 'application/json', make: async (report) => json(report) },
  xml: { extension: 'xml', type: 'application/xml', make: async (report) => xml(report) },
} as const satisfies Record<string, Format>;

export type ReportFormat = keyof typeof FORMATS;

const zipOfCsv: Format = {
  extension: 'zip',
  type: 'application/zip',
  make: async ({ tables, generated }) => {
    const { zip } = await zipCode();
    const names = fileNames(tables, FORMATS.csv.extension);
    return zip(
      tables.map((table, i) => ({ name: names[i]!, content: csv(table) })),
      generated,
    );
  },
};

/**
 * Makes the file of a report. A single table becomes a CSV file with its name, several tables a zip of CSV files. The
 * same report gives the same bytes.
 * @throws TimeoutError if the code of the format does not arrive in time
 */
export async function reportFile(name: ReportFormat, report: Report): Promise<ReportFile> {
  const isCsv = name === 'csv';
  const single = isCsv && report.tables.length === 1 ? report.tables[0] : undefined;
  const { extension, type, make } = isCsv && !single ? zipOfCsv : FORMATS[name];
  return { name: fileName(single ?? report, extension), type, content: await make(report) };
}
