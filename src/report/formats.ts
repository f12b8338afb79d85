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

/** A single table becomes a CSV file, several tables a zip of CSV files. */
const csvFile: Format = {
  extension: 'csv',
  type: 'text/csv;charset=utf-8',
  make: async ({ tables: [table] }) => csv(table!),
};

const zipOfCsv: Format = {
  extension: 'zip',
  type: 'application/zip',
  make: async ({ tables, generated }) => {
    const { zip } = await zipCode();
    const names = fileNames(tables, csvFile.extension);
    return zip(
      tables.map((table, i) => ({ name: names[i]!, content: csv(table) })),
      generated,
    );
  },
};

export const FORMATS = {
  csv: { one: csvFile, several: zipOfCsv },
  excel: {
    extension: 'xlsx',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    make: async (report) => (await excelCode()).xlsx(report),
  },
  json: { extension: 'json', type: 'application/json', make: async (report) => json(report) },
  xml: { extension: 'xml', type: 'application/xml', make: async (report) => xml(report) },
} as const satisfies Record<string, Format | { one: Format; several: Format }>;

export type ReportFormat = keyof typeof FORMATS;

/** Returns the format of a report's file, and the table or report that names the file. */
function formatFor(name: ReportFormat, report: Report): [Format, Parameters<typeof fileName>[0]] {
  const format = FORMATS[name];
  if ('make' in format) return [format, report];
  const [table] = report.tables;
  return table && report.tables.length === 1 ? [format.one, table] : [format.several, report];
}

/**
 * Makes the file of a report. The same report gives the same bytes.
 * @throws TimeoutError if the code of the format does not arrive in time
 */
export async function reportFile(name: ReportFormat, report: Report): Promise<ReportFile> {
  const [{ extension, type, make }, titled] = formatFor(name, report);
  return { name: fileName(titled, extension), type, content: await make(report) };
}
