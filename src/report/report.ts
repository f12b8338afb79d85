/** The content of a file: the tables of a page, and what is needed to understand them later. */
import { dayOfTime, isoDay } from '../data/day.js';
import type { Granularity } from '../vocabulary/terms.js';
import type { DataTable, DataCell, DataColumn } from '../view/data-table.js';

export interface Report {
  /** Heads the report and names its file. */
  readonly title: string;
  /** The days that are counted, ISO dates in UTC. */
  readonly start: string;
  readonly end: string;
  readonly granularity?: Granularity;
  /** The moment at which it was made, as `2025-06-12T09:30:00Z`. */
  readonly generated: string;
  /** The origin of the numbers, for readers. */
  readonly source: string;
  readonly tables: readonly DataTable[];
  /** Texts for readers; programs use the keys of the formats. */
  readonly messages: ReportMessages;
}

export interface ReportMessages {
  /** Name of a workbook's first sheet. */
  readonly about: string;
  readonly start: string;
  readonly end: string;
  readonly granularity: string;
  readonly granularities: Readonly<Record<Granularity, string>>;
  readonly timeZone: string;
  readonly source: string;
  readonly generated: string;
  /** Heads of the columns with the names and the contents of the sheets. */
  readonly sheet: string;
  readonly description: string;
}

/** The time zone of all days. */
export const TIME_ZONE = 'UTC';

/** Formats a timestamp as `2025-06-12T09:30:00Z`. */
export function isoMoment(milliseconds: number): string {
  const day = dayOfTime(milliseconds);
  const seconds = Math.floor(milliseconds / 1000) - day * 86_400;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${isoDay(day)}T${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}Z`;
}

/** Removes the characters that XML 1.0 forbids: control characters and lone surrogates. No other format needs them. */
export const printable = (text: string): string =>
  text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '');

/** Returns a cell as it can be written: NaN and infinite numbers become `null`. */
export const valueOf = (cell: DataCell | undefined): DataCell =>
  typeof cell === 'number' ? (Number.isFinite(cell) ? cell : null) : typeof cell === 'string' ? printable(cell) : null;

/** Makes names unique, ignoring case: the second `a` becomes `next('a', 2)`, and so on. */
export function unique(names: readonly string[], next: (name: string, count: number) => string): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let made = name;
    for (let count = 2; taken.has(made.toLowerCase()); count++) made = next(name, count);
    taken.add(made.toLowerCase());
    return made;
  });
}

/** Returns a unique key per column, for programs: the id of a part can be `start`, too. */
export const columnKeys = (columns: readonly DataColumn[]): string[] =>
  unique(
    columns.map(({ key }, i) => printable(key) || `column-${i + 1}`),
    (key, count) => `${key}-${count}`,
  );
