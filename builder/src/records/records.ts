/** Records of all inputs: what exists, what it is counted under, and where it belongs. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Config, Input } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { identifier, literal } from '../engine/literal.js';
import { readJson, replaceFile, writeJson } from '../files/atomic.js';
import { RECORD_TABLES, type Store } from '../files/store.js';
import { pathsOf } from '../files/paths.js';
import { found } from '../ingest/files.js';
import { dayOfTime, isoDay, parseDay } from '../../../src/data/day.js';
import { BREAKDOWN_NAMES } from '../../../src/vocabulary/breakdowns.js';
import { RECORD_COLUMNS } from './tables.js';

const sql = (name: string): URL => new URL(name, import.meta.url);

/** The columns of the neutral table of records; `attributes` and `files` are JSON. */
const RECORD_FIELDS = [
  'id',
  'parent',
  'owner',
  'created',
  'published',
  'removed',
  'files',
  'file_count',
  'bytes',
  'attributes',
];

export interface RecordsInfo {
  /** Changes when a file of records does. */
  readonly version: string;
  readonly rejected: Readonly<Record<string, number>>;
  readonly records: number;
}

/** Makes the name of a folder for the records of an input. */
const folderOf = ({ name }: Input): string => name.replaceAll(/\W+/g, '-').replace(/-$/, '');

const infoFile = (store: Store, input: Input): string =>
  store.records(folderOf(input), 'records').replace(/\.parquet$/, '.json');

/**
 * Normalizes the records of an input, unless its files are as before.
 * @returns what is known of them, and whether they have changed
 */
export async function normalizeRecords(
  engine: Engine,
  store: Store,
  input: Input,
): Promise<RecordsInfo & { readonly isNew: boolean }> {
  const records = await pathsOf(engine, input.records);
  const memberships = await pathsOf(engine, input.memberships);
  const files = [...records, ...memberships].map(found);
  const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  const before = readJson(infoFile(store, input)) as RecordsInfo | undefined;
  if (before?.version === version) return { ...before, isNew: false };
  await openRecords(engine, records);
  await engine.runFile(sql('table.sql'));
  await openMemberships(engine, memberships);
  for (const table of RECORD_TABLES) {
    const order = Object.keys(RECORD_COLUMNS[table]).map(identifier).join(', ');
    await replaceFile(store.records(folderOf(input), table), (aside) =>
      engine.writeParquet(`SELECT ${order} FROM normalized_${table} ORDER BY ${order}`, aside),
    );
  }
  const counts = (await engine.rows(
    `SELECT COALESCE(reason, '') AS reason, count(*) AS count FROM rows GROUP BY 1`,
  )) as unknown as readonly { reason: string; count: number }[];
  const info: RecordsInfo = {
    version,
    records: counts.find(({ reason }) => !reason)?.count ?? 0,
    rejected: Object.fromEntries(counts.filter(({ reason }) => reason).map(({ reason, count }) => [reason, count])),
  };
  await engine.run('DROP TABLE rows');
  writeJson(infoFile(store, input), info);
  return { ...info, isNew: true };
}

/** Makes the view `source` of files of records. */
async function openRecords(engine: Engine, paths: readonly string[]): Promise<void> {
  const parts: string[] = [];
  for (const path of paths) parts.push(await selectFrom(engine, path, RECORD_FIELDS));
  const nothing = RECORD_FIELDS.map((name) => `CAST(NULL AS VARCHAR) AS ${name}`).join(', ');
  const rows = parts.join(' UNION ALL ') || `SELECT ${nothing} WHERE false`;
  await engine.run(`CREATE OR REPLACE TEMP VIEW source AS SELECT row_number() OVER () AS line, * FROM (${rows})`);
}

async function openMemberships(engine: Engine, paths: readonly string[]): Promise<void> {
  const fields = ['record', 'community', 'added', 'removed'];
  const parts: string[] = [];
  for (const path of paths) parts.push(await selectFrom(engine, path, fields));
  const nothing = fields.map((name) => `CAST(NULL AS VARCHAR) AS ${name}`).join(', ');
  await engine.run(`CREATE OR REPLACE TEMP VIEW normalized_memberships AS
    SELECT record, community, TRY_CAST(substr(added, 1, 10) AS DATE) AS added, TRY_CAST(substr(removed, 1, 10) AS DATE) AS removed
    FROM (${parts.join(' UNION ALL ') || `SELECT ${nothing} WHERE false`})
    WHERE record <> '' AND community <> ''`);
}

/** Returns a query for fields of a file, as text. Columns named after a breakdown, with values divided by `|`, are attributes. */
async function selectFrom(engine: Engine, path: string, fields: readonly string[]): Promise<string> {
  const isJson = /\.(nd)?jsonl?(\.gz)?$/.test(path);
  if (isJson) {
    const types = fields.map((name) => `${identifier(name)}: 'VARCHAR'`).join(', ');
    return `SELECT ${fields.map(identifier).join(', ')} FROM read_json(${literal(path)}, format = 'newline_delimited', ignore_errors = true, columns = {${types}})`;
  }
  const reader = path.endsWith('.parquet')
    ? `read_parquet(${literal(path)})`
    : `read_csv(${literal(path)}, header = true, all_varchar = true, ignore_errors = true)`;
  const rows = (await engine.rows(`DESCRIBE SELECT * FROM ${reader}`)) as unknown as readonly { column_name: string }[];
  const present = new Set(rows.map(({ column_name }) => column_name));
  const attributes = BREAKDOWN_NAMES.filter((name) => present.has(name)).map(
    (name) => `${literal(name)}, string_split(COALESCE(CAST(${identifier(name)} AS VARCHAR), ''), '|')`,
  );
  const columns = fields.map((name) => {
    if (name === 'attributes' && attributes.length)
      return `CAST(json_object(${attributes.join(', ')}) AS VARCHAR) AS attributes`;
    return `CAST(${present.has(name) ? identifier(name) : 'NULL'} AS VARCHAR) AS ${identifier(name)}`;
  });
  return `SELECT ${columns.join(', ')} FROM ${reader}`;
}

/**
 * Makes the tables `records`, `attributes`, `labels` and `memberships` of all inputs, and `wanted_communities`, those that are counted.
 * Of a record in several inputs, the last one counts.
 */
export async function loadRecords(
  engine: Engine,
  store: Store,
  { inputs, communities }: Pick<Config, 'inputs' | 'communities'>,
): Promise<void> {
  for (const table of RECORD_TABLES) {
    const columns = RECORD_COLUMNS[table];
    const names = Object.keys(columns).map(identifier).join(', ');
    const nothing = Object.entries(columns).map(([name, type]) => `CAST(NULL AS ${type}) AS ${identifier(name)}`);
    const parts = inputs.flatMap((input, i) => {
      const path = store.records(folderOf(input), table);
      return existsSync(path) ? [`SELECT ${i} AS input, ${names} FROM read_parquet(${literal(path)})`] : [];
    });
    const all = parts.join(' UNION ALL ') || `SELECT 0 AS input, ${nothing.join(', ')} WHERE false`;
    await engine.run(`CREATE OR REPLACE TEMP TABLE all_${table} AS ${all}`);
  }
  await engine.runFile(sql('merge.sql'));
  const names = Array.isArray(communities) ? (communities as readonly string[]) : undefined;
  const filter = names ? `WHERE community IN (${names.map(literal).join(', ') || 'NULL'})` : '';
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE wanted_communities AS SELECT DISTINCT community FROM memberships ${filter}`,
  );
  await engine.runFile(sql('memberships.sql'));
}

/** Returns the last day of which the records are known: the one before the latest of their files was made. */
export async function lastDayOfRecords(
  engine: Engine,
  { inputs }: Pick<Config, 'inputs'>,
  today: string,
): Promise<string> {
  const paths = await pathsOf(
    engine,
    inputs.flatMap(({ records }) => records),
  );
  const made = paths
    .map((path) => dayOfTime(found(path).modified))
    .reduce((last, day) => Math.max(last, day), -Infinity);
  return isoDay(Math.min(made, parseDay(today)!) - 1);
}

/** Returns a text that changes when the name of a part does. */
export async function labelsVersion(engine: Engine): Promise<string> {
  const [row] = await engine.rows(
    "SELECT printf('%x-%d', COALESCE(bit_xor(hash(breakdown, value, label)), 0), count(*)) AS version FROM labels",
  );
  return String(row!['version']);
}
