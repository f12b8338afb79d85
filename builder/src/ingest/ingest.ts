/** The first stage: from files of events to events by day. */
import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.js';
import { literal } from '../engine/literal.js';
import { ensureFolder, replaceFile } from '../files/atomic.js';
import type { Store } from '../files/store.js';
import { BuildError } from '../report/errors.js';
import { CountryFinder } from './countries.js';
import { fingerprintOf, type FoundFile } from './files.js';
import { INPUTS, type EventInput } from './inputs.js';
import type { DayEntry, EarlierFile, FileEntry, RejectedLine } from './ledger.js';
import { forgetUnreadLines, lineInFile, unreadLines } from './lines.js';
import { EVENT_COLUMNS, type Reason } from './raw.js';
import { isMachine, isRobot } from './robots.js';
import type { Salts } from './salts.js';

export interface IngestOptions {
  readonly engine: Engine;
  readonly store: Store;
  readonly salts: Salts;
  /** Days from this one on are not read: it is not over. */
  readonly today: string;
  /** True if readers without a session count anew each hour. */
  readonly hourly: boolean;
  /** The path of a database of addresses (`.mmdb`). Absent: countries are those of the events. */
  readonly countries?: string | undefined;
}

/** The number of rejected lines of a file that are named. */
const SAMPLES = 20;

const sql = (name: string): URL => new URL(name, import.meta.url);

/**
 * Reads a file of events, and stores them by day. Days whose events are as before are left alone, so that their visitors stay
 * the same after their salt has been deleted.
 * @param earlier the same file when it was read before, which has grown, or an earlier file of the same name, of which the days before
 *   and after those of this one are kept
 */
export async function ingestFile(
  file: FoundFile,
  input: EventInput,
  options: IngestOptions,
  earlier?: EarlierFile,
): Promise<FileEntry> {
  const { engine, store, today } = options;
  const before = earlier?.entry;
  const kind = INPUTS[input.kind];
  const id = before?.id ?? (await newId(input.name, file));
  const staged = join(ensureFolder(store.temporary), `${id}.parquet`);
  try {
    await forgetUnreadLines(engine);
    await kind.open(engine, file.path, input);
    await engine.runFile(sql('rows.sql'));
    const unread = await unreadLines(engine);
    await rejectLater(engine, today);
    await prepare(options);
    await engine.runFile(sql('hash.sql'));
    await engine.writeParquet('SELECT * FROM hashed', staged, ', ROW_GROUP_SIZE 60000');
    const days = await daysOf(engine, staged);
    for (const [day, { mark }] of days) {
      const target = store.dayFile(day, id);
      if (before?.days[day]?.mark === mark && existsSync(target)) continue;
      const columns = Object.keys(EVENT_COLUMNS).join(', ');
      await replaceFile(target, (aside) =>
        engine.writeParquet(
          `SELECT ${columns} FROM read_parquet(${literal(staged)}) WHERE day = DATE ${literal(day)}
           ORDER BY time, kind, record, file, visitor, bytes, country, referrer, extension`,
          aside,
        ),
      );
    }
    const { first, last, later } = await spanOf(engine, today);
    const others = Object.keys(before?.days ?? {}).filter((day) => !days.has(day));
    const isKept = (day: string): boolean =>
      earlier?.is === 'replaced' && !(first && last && day >= first && day <= last);
    for (const day of others) if (!isKept(day)) rmSync(store.dayFile(day, id), { force: true });
    const kept = others.filter(isKept).map((day) => [day, before!.days[day]!] as const);
    const span = [first, last, ...kept.map(([day]) => day)].filter((day) => day !== null).sort();
    const { rejected, samples } = await rejectedLines(engine, unread, () => kind.open(engine, file.path, input, true));
    return {
      ...file,
      id,
      input: input.name,
      fingerprint: await fingerprintOf(file),
      days: Object.fromEntries([...kept, ...days]),
      rejected,
      samples,
      ...(span.length > 0 && { span: [span[0]!, span.at(-1)!] as const }),
      ...(later > 0 && { until: today }),
    };
  } catch (error) {
    if (error instanceof BuildError) throw error;
    throw new BuildError(`${file.path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    rmSync(staged, { force: true });
    await engine.run('DROP TABLE IF EXISTS raw');
  }
}

/** Returns the first and the last day with a line that can be read, and the number of lines that are too late. */
async function spanOf(
  engine: Engine,
  today: string,
): Promise<{ first: string | null; last: string | null; later: number }> {
  const [row] = await engine.rows(
    `SELECT CAST(CAST(min(time) AS DATE) AS VARCHAR) AS first, CAST(CAST(max(time) AS DATE) AS VARCHAR) AS last,
       count(*) FILTER (CAST(time AS DATE) >= DATE ${literal(today)}) AS later FROM raw`,
  );
  return row as unknown as { first: string | null; last: string | null; later: number };
}

async function newId(input: string, file: FoundFile): Promise<string> {
  const { hash } = await fingerprintOf(file);
  return createHash('sha256').update(`${input} ${hash}`).digest('hex').slice(0, 16);
}

/** Leaves out lines of days that are not over. */
const rejectLater = (engine: Engine, today: string): Promise<void> =>
  engine.run(`UPDATE raw SET reason = 'future' WHERE reason IS NULL AND time >= TIMESTAMP ${literal(today)}`);

/** Makes the tables that lines are joined with: a row per day, per agent and per address, each looked up once. */
async function prepare({ engine, salts, hourly, countries }: IngestOptions): Promise<void> {
  const days = await valuesOf(engine, `SELECT DISTINCT CAST(time AS DATE)::VARCHAR FROM raw WHERE reason IS NULL`);
  await table(engine, 'salts', { day: 'DATE', salt: 'VARCHAR' }, days, (day) => [literal(day), literal(salts.of(day))]);
  const agents = await valuesOf(
    engine,
    'SELECT DISTINCT agent FROM raw WHERE reason IS NULL AND agent IS NOT NULL AND (robot IS NULL OR machine IS NULL)',
  );
  await table(engine, 'agents', { agent: 'VARCHAR', robot: 'BOOLEAN', machine: 'BOOLEAN' }, agents, (agent) => [
    literal(agent),
    String(isRobot(agent)),
    String(isMachine(agent)),
  ]);
  const finder = countries === undefined ? undefined : CountryFinder.open(countries);
  const addresses = finder
    ? await valuesOf(engine, 'SELECT DISTINCT ip FROM raw WHERE reason IS NULL AND ip IS NOT NULL AND country IS NULL')
    : [];
  await table(engine, 'addresses', { ip: 'VARCHAR', country: 'VARCHAR' }, addresses, (ip) => {
    const country = finder?.of(ip);
    return [literal(ip), country ? literal(country) : 'NULL'];
  });
  await engine.run(`CREATE OR REPLACE TEMP TABLE settings AS SELECT ${hourly} AS hourly`);
}

async function valuesOf(engine: Engine, query: string): Promise<readonly string[]> {
  const values: string[] = [];
  for await (const { columns } of engine.columns(query)) values.push(...(columns[0] as readonly string[]));
  return values;
}

/** The number of rows in one statement. */
const ROWS = 1000;

/** Makes a table of values. */
async function table(
  engine: Engine,
  name: string,
  columns: Readonly<Record<string, string>>,
  values: readonly string[],
  row: (value: string) => readonly string[],
): Promise<void> {
  const types = Object.entries(columns).map(([column, type]) => `${column} ${type}`);
  await engine.run(`CREATE OR REPLACE TEMP TABLE ${name} (${types.join(', ')})`);
  for (let start = 0; start < values.length; start += ROWS) {
    const rows = values.slice(start, start + ROWS).map((value) => `(${row(value).join(', ')})`);
    await engine.run(`INSERT INTO ${name} VALUES ${rows.join(', ')}`);
  }
}

async function daysOf(engine: Engine, staged: string): Promise<ReadonlyMap<string, DayEntry>> {
  const rows = await engine.rows(
    `SELECT day::VARCHAR AS day, count(*) AS events, printf('%x-%x', bit_xor(mark), sum(mark % 1000003)::BIGINT) AS mark
     FROM read_parquet(${literal(staged)}) GROUP BY 1 ORDER BY 1`,
  );
  return new Map(
    (rows as unknown as readonly (DayEntry & { day: string })[]).map(({ day, events, mark }) => [
      day,
      { events, mark },
    ]),
  );
}

/** Counts the lines that are no events, and names the first ones; only then are lines numbered, which takes time. */
async function rejectedLines(
  engine: Engine,
  unread: readonly RejectedLine[],
  openNumbered: () => Promise<void>,
): Promise<Pick<FileEntry, 'rejected' | 'samples'>> {
  const counts = (await engine.rows(
    `SELECT reason, count(*) AS count FROM raw WHERE reason IS NOT NULL AND reason <> 'future' GROUP BY 1 ORDER BY 1`,
  )) as unknown as readonly { reason: Reason; count: number }[];
  if (!counts.length && !unread.length) return { rejected: {}, samples: [] };
  const rejected = new Map(counts.map(({ reason, count }) => [reason, count]));
  for (const { reason } of unread) rejected.set(reason, (rejected.get(reason) ?? 0) + 1);
  await openNumbered();
  const read = (await engine.rows(
    `SELECT line, reason FROM parsed WHERE reason IS NOT NULL ORDER BY line LIMIT ${SAMPLES}`,
  )) as unknown as readonly RejectedLine[];
  const samples = [...unread, ...read.map(({ line, reason }) => ({ line: lineInFile(line, unread), reason }))];
  return {
    rejected: Object.fromEntries(rejected),
    samples: samples.sort((a, b) => a.line - b.line).slice(0, SAMPLES),
  };
}
