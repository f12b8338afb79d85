/**
 * Files of text, a row for each line. Every line is there, whatever is in it: its number is that of the file, and a broken one spoils
 * no other one. Lines that are no UTF-8, or endless, have no row; they are named by `unreadLines`.
 */
import type { Engine } from '../engine/engine.js';
import { literal } from '../engine/literal.js';
import type { RejectedLine } from './ledger.js';

/** A character that divides no line: each has one value. */
const NO_DELIMITER = '\u0001';

interface LinesOptions {
  /** The number of lines at the beginning that are left out. */
  readonly skip?: number;
  /** True for lines of any length that is useful: a record with thousands of authors. */
  readonly isLong?: boolean;
}

/** Returns a table of SQL with the column `text`, NULL for an empty line. A mark of the byte order and the ends of lines are removed. */
export const linesOf = (path: string, { skip = 0, isLong = false }: LinesOptions = {}): string =>
  `read_csv(${literal(path)}, columns = {'text': 'VARCHAR'}, header = false, auto_detect = false, skip = ${skip}, delim = '${NO_DELIMITER}',
    quote = '', escape = '', strict_mode = false, store_rejects = true${isLong ? ', max_line_size = 33554432, buffer_size = 67108864' : ''})`;

/** Returns a query for lines and, if they are needed, their numbers, which take time. */
export const numberedLines = (path: string, isNumbered: boolean, options: LinesOptions = {}): string =>
  `SELECT ${isNumbered ? `row_number() OVER () + ${options.skip ?? 0}` : 'CAST(0 AS BIGINT)'} AS line, text FROM ${linesOf(path, options)}`;

/** Names of tables in which DuckDB keeps what it could not read. */
const KEPT = ['reject_errors', 'reject_scans'];

/** Forgets the lines that could not be read before a file is read. */
export async function forgetUnreadLines(engine: Engine): Promise<void> {
  for (const name of KEPT) await engine.run(`DROP TABLE IF EXISTS ${name}`);
}

/** Returns the lines that could not be read, by their numbers in the file. */
export async function unreadLines(engine: Engine): Promise<readonly RejectedLine[]> {
  const [kept] = await engine.rows(`SELECT 1 FROM duckdb_tables() WHERE table_name = 'reject_errors'`);
  if (!kept) return [];
  const rows = await engine.rows(
    `SELECT line, min(CASE error_type WHEN 'INVALID ENCODING' THEN 'encoding' ELSE 'line' END) AS reason
     FROM reject_errors GROUP BY 1 ORDER BY 1`,
  );
  return rows as unknown as readonly RejectedLine[];
}

/** Returns the number in the file of a line that has this one among those that could be read. */
export const lineInFile = (line: number, unread: readonly RejectedLine[]): number =>
  unread.reduce((number, each) => (each.line <= number ? number + 1 : number), line);
