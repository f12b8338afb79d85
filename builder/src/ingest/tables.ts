/** Tables as files: CSV, with commas, semicolons or tabulators, NDJSON and Parquet. All values are texts, empty ones are NULL. */
import type { Engine } from '../engine/engine.js';
import { identifier, literal } from '../engine/literal.js';
import { BuildError } from '../report/errors.js';
import { linesOf, numberedLines } from './lines.js';

interface TableOptions {
  readonly columns: readonly string[];
  /** Columns without which a file is another one. */
  readonly required: readonly string[];
  /** True if its lines need their numbers. */
  readonly isNumbered: boolean;
  readonly isLong?: boolean;
}

export const isNdjson = (path: string): boolean => /\.(nd)?jsonl?(\.gz)?$/.test(path);

/**
 * Returns a query for the columns of a file, the number of each line, and `fault`: why a line is not of the form of the file.
 * @throws BuildError if the file is another one
 */
export function tableQuery(engine: Engine, path: string, options: TableOptions): Promise<string> | string {
  if (path.endsWith('.parquet')) return parquetQuery(engine, path, options);
  return isNdjson(path) ? ndjsonQuery(path, options) : csvQuery(engine, path, options);
}

/** Returns the columns, those that a file does not have as NULL. */
const select = ({ columns }: TableOptions, expression: (column: string) => string | undefined): string =>
  columns.map((column) => `CAST(${expression(column) ?? 'NULL'} AS VARCHAR) AS ${identifier(column)}`).join(', ');

function check(path: string, { required, columns }: TableOptions, present: ReadonlyMap<string, unknown>): void {
  const missing = required.find((column) => !present.has(column));
  if (missing !== undefined)
    throw new BuildError(`${path} has no column ${missing}; known columns are ${columns.join(', ')}`);
}

async function parquetQuery(engine: Engine, path: string, options: TableOptions): Promise<string> {
  const reader = `read_parquet(${literal(path)})`;
  const rows = (await engine.rows(`DESCRIBE SELECT * FROM ${reader}`)) as unknown as readonly { column_name: string }[];
  const present = new Map(rows.map(({ column_name: name }) => [name.trim().toLowerCase(), name]));
  check(path, options, present);
  const columns = select(options, (column) => {
    const name = present.get(column.toLowerCase());
    return name === undefined ? undefined : identifier(name);
  });
  const line = options.isNumbered ? 'row_number() OVER ()' : 'CAST(0 AS BIGINT)';
  return `SELECT ${line} AS line, CAST(NULL AS VARCHAR) AS fault, ${columns} FROM ${reader}`;
}

/** Returns an expression for the object of a line; NULL if the line is none. */
export const jsonOf = (structure: unknown): string =>
  `CASE WHEN json_valid(text) THEN CASE json_type(text) WHEN 'OBJECT' THEN from_json(text, ${literal(JSON.stringify(structure))}) END END`;

function ndjsonQuery(path: string, options: TableOptions): string {
  const item = jsonOf(Object.fromEntries(options.columns.map((column) => [column, 'VARCHAR'])));
  const columns = select(options, (column) => `NULLIF(item.${identifier(column)}, '')`);
  return `SELECT line, CASE WHEN item IS NULL THEN 'line' END AS fault, ${columns}
    FROM (SELECT line, ${item} AS item FROM (${numberedLines(path, options.isNumbered, options)}) WHERE text IS NOT NULL)`;
}

const DELIMITERS = [',', ';', '\t'] as const;

async function csvQuery(engine: Engine, path: string, options: TableOptions): Promise<string> {
  const [first] = await engine.rows(`SELECT text FROM ${linesOf(path, options)} LIMIT 1`);
  const header = (first?.['text'] as string | null | undefined) ?? '';
  const nothing = `SELECT CAST(0 AS BIGINT) AS line, CAST(NULL AS VARCHAR) AS fault, ${select(options, () => undefined)} WHERE false`;
  if (!header) return nothing;
  const count = (text: string): number => header.split(text).length;
  const delimiter = DELIMITERS.reduce((most, each) => (count(each) > count(most) ? each : most));
  const names = header.split(delimiter).map((name) => name.trim().replaceAll(/^"|"$/g, '').toLowerCase());
  const present = new Map(names.map((name, i) => [name, i] as const).reverse());
  check(path, options, present);
  const columns = select(options, (column) => {
    const place = present.get(column.toLowerCase());
    if (place === undefined) return undefined;
    const value = `fields[${place + 1}]`;
    return `NULLIF(CASE WHEN starts_with(${value}, '"') THEN replace(substr(${value}, 2, length(${value}) - 2), '""', '"') ELSE ${value} END, '')`;
  });
  const divider = literal(delimiter);
  // Each value begins with a delimiter, so that no match is empty.
  const quoted = `regexp_extract_all(${divider} || text, ${literal(`${delimiter}("(?:[^"]|"")*"|[^"${delimiter}]*)`)}, 1)`;
  return `SELECT
      line,
      CASE
        WHEN contains(text, '"') AND array_to_string(fields, ${divider}) <> text THEN 'quote'
        WHEN len(fields) <> ${names.length} THEN 'columns'
      END AS fault,
      ${columns}
    FROM (
      SELECT line, text, CASE WHEN contains(text, '"') THEN ${quoted} ELSE string_split(text, ${divider}) END AS fields
      FROM (${numberedLines(path, options.isNumbered, { ...options, skip: 1 })}) WHERE text IS NOT NULL
    )`;
}
