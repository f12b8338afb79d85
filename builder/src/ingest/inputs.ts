/** The kinds of files that events come from. */
import type { Engine } from '../engine/engine.js';
import { numberedLines } from './lines.js';
import { MAKE_DATA_COUNT, matchQuery, type Pattern } from './patterns.js';
import { jsonOf, tableQuery } from './tables.js';

/** The systems that events come from. */
export const INPUT_KINDS = ['table', 'invenio', 'make-data-count', 'dspace-solr', 'access-log'] as const;
export type InputKind = (typeof INPUT_KINDS)[number];

/** An input of the configuration that has events. */
export interface EventInput {
  readonly kind: InputKind;
  /** Its place in the configuration: `inputs[0]`. */
  readonly name: string;
  /** Paths, with `*` for any text. */
  readonly events: readonly string[];
  /** The addresses of pages and files, where events are requests. Absent: the usual ones of the kind. */
  readonly patterns?: readonly Pattern[];
}

export interface InputRow {
  /**
   * True for files that are exported: a day without any event was counted, and a file replaces an earlier one of the same name. Of logs,
   * a day may be missing, and a file of the same name is the next one.
   */
  readonly isExport: boolean;
  /** The expressions for addresses that it is read with, or `required`. Absent: it needs none. */
  readonly patterns?: readonly Pattern[] | 'required';
  /**
   * Makes the view `parsed` of a file, with the columns of `RAW_COLUMNS`.
   * @param isNumbered true if its lines need their numbers
   */
  open(engine: Engine, path: string, input: EventInput, isNumbered?: boolean): Promise<void>;
}

const sql = (name: string): URL => new URL(name, import.meta.url);

const view = (engine: Engine, name: string, query: string): Promise<void> =>
  engine.run(`CREATE OR REPLACE TEMP VIEW ${name} AS ${query}`);

/** Opens a file with a row of names: `source` has these columns as text. */
const openTable =
  (file: string, required: readonly string[], columns: readonly string[]): InputRow['open'] =>
  async (engine, path, _input, isNumbered = false) => {
    await view(engine, 'source', await tableQuery(engine, path, { columns, required, isNumbered }));
    await engine.runFile(sql(file));
  };

/** Opens a file with an object in each line: `source` has it as `item`, with this structure. */
const openJson =
  (file: string, structure: unknown): InputRow['open'] =>
  async (engine, path, _input, isNumbered = false) => {
    const lines = `SELECT * FROM (${numberedLines(path, isNumbered)}) WHERE text IS NOT NULL`;
    await view(engine, 'source', `SELECT line, ${jsonOf(structure)} AS item FROM (${lines})`);
    await engine.runFile(sql(file));
  };

/** Opens a file with a request in each line: `requests` has what the first file of SQL finds, `matched` what it was for. */
const openRequests =
  (requests: string, events: string, usual: readonly Pattern[]): InputRow['open'] =>
  async (engine, path, { patterns = usual }, isNumbered = false) => {
    await view(engine, 'source', `SELECT * FROM (${numberedLines(path, isNumbered)}) WHERE text IS NOT NULL`);
    await engine.runFile(sql(requests));
    await view(engine, 'matched', matchQuery(patterns, 'requests'));
    await engine.runFile(sql(events));
  };

const text = (names: string): Readonly<Record<string, string>> =>
  Object.fromEntries(names.split(' ').map((name) => [name, 'VARCHAR']));

/** The fields of an event of InvenioRDM that are read. */
const INVENIO_EVENT = text(
  'timestamp recid file_id file_key bucket_id size visitor_id country referrer is_robot is_machine via_api',
);

export const INPUTS: Readonly<Record<InputKind, InputRow>> = {
  table: {
    isExport: true,
    open: openTable(
      'table.sql',
      ['time', 'kind', 'record'],
      [
        ...['time', 'kind', 'record', 'file', 'extension', 'bytes'],
        ...['visitor', 'ip', 'agent', 'country', 'referrer', 'robot', 'machine'],
      ],
    ),
  },
  invenio: {
    isExport: true,
    // A document as tools for dumps write it, or what is in it alone.
    open: openJson('invenio.sql', { _index: 'VARCHAR', _source: INVENIO_EVENT, ...INVENIO_EVENT }),
  },
  'make-data-count': {
    isExport: false,
    patterns: MAKE_DATA_COUNT,
    open: openRequests('make-data-count-requests.sql', 'make-data-count.sql', MAKE_DATA_COUNT),
  },
  'dspace-solr': {
    isExport: true,
    open: openTable(
      'dspace-solr.sql',
      ['type', 'id', 'time'],
      [
        ...['type', 'id', 'time', 'ip', 'userAgent', 'isBot', 'countryCode', 'referrer', 'bundleName'],
        ...['owningItem', 'statistics_type'],
      ],
    ),
  },
  'access-log': {
    isExport: false,
    patterns: 'required',
    open: openRequests('access-log-requests.sql', 'access-log.sql', []),
  },
};
