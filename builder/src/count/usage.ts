/** The second stage for usage: from events by day to what happened on each day, by scope and part; a file per month. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { literal } from '../engine/literal.js';
import { readJson, replaceFile, writeJson } from '../files/atomic.js';
import type { Store } from '../files/store.js';
import type { FileEntry } from '../ingest/ledger.js';
import { EVENT_COLUMNS } from '../ingest/raw.js';

const sql = (name: string): URL => new URL(name, import.meta.url);

/** The columns of counted use: see `NUMBERS` in vocabulary.ts. */
export const USAGE_COLUMNS = {
  scope: 'VARCHAR',
  day: 'DATE',
  breakdown: 'VARCHAR',
  value: 'VARCHAR',
  views: 'BIGINT',
  view_visitors: 'BIGINT',
  view_records: 'BIGINT',
  view_parents: 'BIGINT',
  downloads: 'BIGINT',
  download_visitors: 'BIGINT',
  download_records: 'BIGINT',
  download_parents: 'BIGINT',
  download_files: 'BIGINT',
  bytes: 'BIGINT',
} as const;

/** The order of rows: a reader of one scope reads few of them. */
export const USAGE_ORDER = 'scope, day, breakdown, value';

/** What a file of a month was counted from. */
export interface MonthEntry {
  /** Changes with the rules and the breakdowns. */
  readonly rules: string;
  /** What each day was counted from. */
  readonly days: Readonly<Record<string, string>>;
  /** Changes with the records. */
  readonly records: string;
  /** The number of unknown records with events, of days that have any. */
  readonly unknown: Readonly<Record<string, number>>;
}

export const monthFile = (store: Store, month: string): string => store.usage(month).replace(/\.parquet$/, '.json');
export const readMonth = (store: Store, month: string): MonthEntry | undefined =>
  existsSync(store.usage(month)) ? (readJson(monthFile(store, month)) as MonthEntry | undefined) : undefined;

/** What a day is counted from. */
export interface DayToCount {
  /** Changes when an event of the day does. */
  readonly version: string;
  readonly events: number;
}

/** Returns what each day has to be counted from. */
export function daysToCount(files: readonly FileEntry[]): ReadonlyMap<string, DayToCount> {
  const parts = new Map<string, { marks: string[]; events: number }>();
  for (const { id, days } of files) {
    for (const [day, { mark, events }] of Object.entries(days)) {
      const part = parts.get(day) ?? { marks: [], events: 0 };
      part.marks.push(`${id} ${mark}`);
      part.events += events;
      parts.set(day, part);
    }
  }
  return new Map(
    [...parts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([day, { marks, events }]) => [day, { version: hash(marks.sort()), events }]),
  );
}

export const hash = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

/** Returns what the counted numbers depend on, besides events and records. */
export const rulesOf = ({ counting, breakdowns, communities }: Config): string =>
  hash([1, counting, Object.entries(breakdowns).map(([name, { usage }]) => [name, usage]), communities]);

/** Makes the tables that all days are counted with. `records` and the other normalized tables must be there. */
export async function prepareCounting(engine: Engine, { counting, breakdowns }: Config): Promise<void> {
  const { doubleClickSeconds, doubleClicks, robots, machines } = counting;
  await engine.run(`CREATE OR REPLACE TEMP TABLE settings AS SELECT ${doubleClickSeconds} AS double_click_seconds,
    ${doubleClicks === 'fixed' && doubleClickSeconds > 0} AS fixed_window, ${robots === 'included'} AS count_robots, ${machines === 'included'} AS count_machines`);
  await breakdownTable(engine, 'counted_breakdowns', breakdowns, 'usage');
  await engine.runFile(sql('scopes.sql'));
}

export async function breakdownTable(
  engine: Engine,
  name: string,
  breakdowns: Config['breakdowns'],
  area: 'usage' | 'content',
): Promise<void> {
  const on = Object.entries(breakdowns).filter(([, settings]) => settings[area]);
  const rows = on.map(([breakdown]) => `(${literal(breakdown)})`).join(', ');
  await engine.run(`CREATE OR REPLACE TEMP TABLE ${name} (breakdown VARCHAR)`);
  if (rows) await engine.run(`INSERT INTO ${name} VALUES ${rows}`);
}

/** The number of events that are counted together: more need more memory, fewer more time. */
const BATCH = 400_000;

/** Divides days, with their numbers of events, into batches. */
export function batchesOf(
  days: readonly (readonly [day: string, events: number])[],
  most = BATCH,
): readonly (readonly string[])[] {
  const batches: string[][] = [];
  let events = Infinity;
  for (const [day, count] of days) {
    if (events + count > most) {
      batches.push([]);
      events = 0;
    }
    batches.at(-1)!.push(day);
    events += count;
  }
  return batches;
}

interface CountOptions extends Pick<MonthEntry, 'rules' | 'records'> {
  /** Called with the days of a batch in the tables of usage.sql, before they are stored. */
  readonly onCounted: () => Promise<void>;
}

/**
 * Counts days of a month, and puts them in the place of those in its file.
 * @param days what they are counted from, by day; a day without events any more has an entry with 0
 */
export async function countMonth(
  engine: Engine,
  store: Store,
  month: string,
  days: ReadonlyMap<string, DayToCount>,
  { rules, records, onCounted }: CountOptions,
): Promise<void> {
  const before = readMonth(store, month);
  const kept = before?.rules === rules ? Object.keys(before.days).filter((day) => !days.has(day)) : [];
  const counted = [...days].filter(([, { events }]) => events > 0);
  const batches = batchesOf(counted.map(([day, { events }]) => [day, events]));
  const parts: string[] = [];
  const unknown: Record<string, number> = {};
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE month_usage (${Object.entries(USAGE_COLUMNS)
      .map(([name, type]) => `${name} ${type}`)
      .join(', ')})`,
  );
  for (const batch of batches) {
    await engine.view('events', store.eventFiles(batch), EVENT_COLUMNS);
    await engine.runFile(sql('usage.sql'));
    await onCounted();
    await engine.run('INSERT INTO month_usage SELECT * FROM usage');
    const rows = await engine.rows(
      'SELECT CAST(day AS VARCHAR) AS day, count(*) AS count FROM by_record WHERE record = 0 AND part = 0 GROUP BY day',
    );
    for (const { day, count } of rows) unknown[day as string] = count as number;
  }
  parts.push('SELECT * FROM month_usage');
  if (kept.length) {
    parts.push(
      `SELECT * FROM read_parquet(${literal(store.usage(month))}) WHERE day IN (${kept.map((day) => `DATE ${literal(day)}`).join(', ')})`,
    );
  }
  await replaceFile(store.usage(month), (aside) =>
    engine.writeParquet(
      `SELECT * FROM (${parts.join(' UNION ALL ')}) ORDER BY ${USAGE_ORDER}`,
      aside,
      ', ROW_GROUP_SIZE 30720',
    ),
  );
  await engine.run('DROP TABLE month_usage');
  const old = before?.rules === rules ? before : { days: {}, unknown: {} };
  const all = { ...pick(old.days, kept), ...Object.fromEntries(counted.map(([day, { version }]) => [day, version])) };
  const entry: MonthEntry = {
    rules,
    records,
    days: sorted(all),
    unknown: sorted({ ...pick(old.unknown, kept), ...unknown }),
  };
  writeJson(monthFile(store, month), entry);
}

const pick = <T>(from: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> =>
  Object.fromEntries(keys.flatMap((key) => (key in from ? [[key, from[key]!]] : [])));
const sorted = <T>(from: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(from).sort(([a], [b]) => (a < b ? -1 : 1)));
