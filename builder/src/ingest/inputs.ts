/** The kinds of files that events come from. */
import type { Engine } from '../engine/engine.js';
import { identifier, literal } from '../engine/literal.js';

/** The systems that events come from. */
export const INPUT_KINDS = ['table'] as const;
export type InputKind = (typeof INPUT_KINDS)[number];

/** An input of the configuration that has events. */
export interface EventInput {
  readonly kind: InputKind;
  /** Its place in the configuration: `inputs[0]`. */
  readonly name: string;
  /** Paths, with `*` for any text. */
  readonly events: readonly string[];
}

export interface InputRow {
  /**
   * True for files that are exported: a day without any event was counted, and a file replaces an earlier one of the same name. Of logs,
   * a day may be missing, and a file of the same name is the next one.
   */
  readonly isExport: boolean;
  /**
   * Makes the view `parsed` of a file, with the columns of `RAW_COLUMNS`.
   * @param numbered true if its lines need their numbers
   */
  open(engine: Engine, path: string, input: EventInput, numbered?: boolean): Promise<void>;
}

const sql = (name: string): URL => new URL(name, import.meta.url);

/** The columns of the neutral table. */
const TABLE_COLUMNS = [
  ...['time', 'kind', 'record', 'file', 'extension', 'bytes'],
  ...['visitor', 'ip', 'agent', 'country', 'referrer', 'robot', 'machine'],
];

/** How files of a table are read, by the ends of their names. Every value is a text: what it means is decided in one place. */
const READERS: readonly (readonly [end: RegExp, reader: (path: string) => string])[] = [
  [/\.parquet$/, (path) => `read_parquet(${path})`],
  [
    /\.(nd)?jsonl?(\.gz)?$/,
    (path) =>
      `read_json(${path}, format = 'newline_delimited', ignore_errors = true, columns = {${TABLE_COLUMNS.map((name) => `${identifier(name)}: 'VARCHAR'`).join(', ')}})`,
  ],
  [
    /./,
    (path) =>
      `read_csv(${path}, header = true, all_varchar = true, ignore_errors = true, null_padding = false, strict_mode = false, quote = '"', escape = '"')`,
  ],
];

/** Makes the view `source`, with these columns as text; absent ones are NULL. */
async function openTable(engine: Engine, path: string, columns: readonly string[], numbered: boolean): Promise<void> {
  const reader = READERS.find(([end]) => end.test(path))![1](literal(path));
  const rows = (await engine.rows(`DESCRIBE SELECT * FROM ${reader}`)) as unknown as readonly { column_name: string }[];
  const present = new Map(rows.map(({ column_name }) => [column_name.trim().toLowerCase(), column_name]));
  const selected = columns.map((column) => {
    const name = present.get(column);
    return `CAST(${name === undefined ? 'NULL' : identifier(name)} AS VARCHAR) AS ${identifier(column)}`;
  });
  const line = numbered ? 'row_number() OVER ()' : '0';
  await engine.run(
    `CREATE OR REPLACE TEMP VIEW source AS SELECT ${line} AS line, ${selected.join(', ')} FROM ${reader}`,
  );
}

export const INPUTS: Readonly<Record<InputKind, InputRow>> = {
  table: {
    isExport: true,
    async open(engine, path, _input, numbered = false) {
      await openTable(engine, path, TABLE_COLUMNS, numbered);
      await engine.runFile(sql('table.sql'));
    },
  },
};
