/** The folders of a build, and which file is where. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The date bases of content statistics, by the column that has the day on which a record counts. */
export interface Store {
  readonly folder: string;
  /** What does not fit into memory, and files that are read in two steps. Emptied by every run. */
  readonly temporary: string;
  readonly ledger: string;
  readonly lock: string;
  readonly salts: string;
  /** Events of a day: a file for each file that they come from. */
  dayFolder(day: string): string;
  dayFile(day: string, id: string): string;
  eventFiles(days: readonly string[]): readonly string[];
  /** The normalized records of an input. */
  records(input: string, table: RecordTable): string;
  /** The use of a month, by scope, part and day. */
  usage(month: string): string;
  /** The months whose use has been counted. */
  months(): readonly string[];
  /** The use until the end of a year, by scope and part. */
  usageTotals(year: number): string;
  /** The records that were added and removed, by scope, part and day. */
  content(basis: string): string;
}

export const RECORD_TABLES = ['records', 'attributes', 'labels', 'memberships'] as const;
export type RecordTable = (typeof RECORD_TABLES)[number];

export function storeIn(folder: string): Store {
  const at = (...path: string[]): string => join(folder, ...path);
  const dayFolder = (day: string): string => at('events', `day=${day}`);
  return {
    folder,
    temporary: at('temporary'),
    ledger: at('ledger.json'),
    lock: at('lock'),
    salts: at('salts'),
    dayFolder,
    dayFile: (day, id) => join(dayFolder(day), `${id}.parquet`),
    eventFiles: (days) =>
      days.flatMap((day) =>
        existsSync(dayFolder(day))
          ? readdirSync(dayFolder(day))
              .filter((name) => name.endsWith('.parquet'))
              .sort()
              .map((name) => join(dayFolder(day), name))
          : [],
      ),
    records: (input, table) => at('records', input, `${table}.parquet`),
    usage: (month) => at('usage', `${month}.parquet`),
    months: () =>
      existsSync(at('usage'))
        ? readdirSync(at('usage'))
            .flatMap((name) => /^(.+)\.parquet$/.exec(name)?.[1] ?? [])
            .sort()
        : [],
    usageTotals: (year) => at('usage-totals', `${year}.parquet`),
    content: (basis) => at('content', `${basis}.parquet`),
  };
}
