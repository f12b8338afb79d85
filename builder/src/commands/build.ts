/** `repository-stats build`: from the files of a repository to the files of its statistics. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { contentRulesOf, countContent } from '../count/content.js';
import { countMonth, daysToCount, hash, prepareCounting, readMonth, rulesOf } from '../count/usage.js';
import { Engine } from '../engine/engine.js';
import { literal } from '../engine/literal.js';
import { removeAside, updateFile } from '../files/atomic.js';
import { takeLock } from '../files/lock.js';
import { storeIn, type Store } from '../files/store.js';
import { found } from '../ingest/files.js';
import { ingestFile } from '../ingest/ingest.js';
import { readLedger, recognize, writeLedger, type FileEntry } from '../ingest/ledger.js';
import { Salts } from '../ingest/salts.js';
import { loadRecords, normalizeRecords, pathsOf } from '../records/records.js';
import type { Progress } from '../report/progress.js';
import { coveredOf } from '../write/covered.js';
import { scopeFolder } from '../write/folders.js';
import { indexOf } from '../write/index-file.js';
import { writeFiles } from '../write/write.js';
import { totalYear } from '../total/totals.js';
import { isoDay } from '../../../src/data/day.js';

export interface BuildOptions {
  readonly config: Config;
  readonly progress: Progress;
  /** The current day in UTC, which is not over. */
  readonly today: string;
  /** Days from this one on are counted again, with the records as they are now. */
  readonly since?: string | undefined;
}

const HOUR = 3_600_000;

/** Builds all files that are not up to date. */
export async function build(options: BuildOptions): Promise<void> {
  const { config } = options;
  const store = storeIn(config.work);
  const lock = takeLock(store.lock, config.lockTimeout * HOUR);
  try {
    clean(store, config);
    const { memory, threads } = config;
    const engine = await Engine.open({ memory, threads, temporary: store.temporary });
    try {
      await run(engine, store, options, () => lock.touch());
    } finally {
      engine.close();
    }
    rmSync(store.temporary, { recursive: true, force: true });
  } finally {
    lock.release();
  }
}

/** Removes what a run that was killed has left behind. */
function clean(store: Store, { out }: Config): void {
  rmSync(store.temporary, { recursive: true, force: true });
  for (const folder of [store.folder, out]) removeAside(folder);
}

async function run(engine: Engine, store: Store, options: BuildOptions, onStage: () => void): Promise<void> {
  const { config, progress, today, since } = options;
  const salts = new Salts(store.salts);
  salts.removeOld();
  const files = await ingest(engine, store, salts, options, onStage);
  salts.expire();
  onStage();
  const records = await Promise.all(config.inputs.map((input) => normalizeRecords(engine, store, input)));
  const recordsVersion = hash(records.map(({ version }) => version));
  const hasRecords = records.some((each) => each.records > 0);
  let isLoaded = false;
  const load = async (): Promise<void> => {
    if (isLoaded) return;
    isLoaded = true;
    await loadRecords(engine, store, config);
    await wantedCommunities(engine, config);
    await engine.runFile(new URL('../count/memberships.sql', import.meta.url));
  };
  await load();

  const rules = rulesOf(config);
  const wanted = daysToCount(files);
  const months = [...new Set([...wanted.keys()].map((day) => day.slice(0, 7)))];
  const stale = months.flatMap((month) => {
    const entry = readMonth(store, month);
    const own = [...wanted].filter(([day]) => day.startsWith(month));
    const isStale = ([day, { version }]: (typeof own)[number]): boolean =>
      entry?.rules !== rules || entry.days[day] !== version || (since !== undefined && day >= since);
    const gone = Object.keys(entry?.days ?? {}).filter((day) => !wanted.has(day));
    const days = new Map([...own.filter(isStale), ...gone.map((day) => [day, { version: '', events: 0 }] as const)]);
    return days.size ? [{ month, days }] : [];
  });
  if (stale.length) {
    await prepareCounting(engine, config);
    progress.stage('Counting', stale.length);
    let days = 0;
    for (const { month, days: own } of stale) {
      await countMonth(engine, store, month, own, rules);
      days += own.size;
      progress.step();
      onStage();
    }
    progress.done(`${days} days`);
  }
  if (hasRecords) await countContent(engine, store, config, hash([recordsVersion, contentRulesOf(config)]));
  onStage();

  const years = [...new Set(months.map((month) => Number(month.slice(0, 4))))].sort((a, b) => a - b);
  let before = '';
  for (let year = years[0] ?? 0; years.length && year <= years.at(-1)!; year++) {
    before = await totalYear(engine, store, year, before);
  }
  onStage();

  progress.stage('Writing');
  let count = 0;
  const usageDays = coveredOf(config, files);
  const recordsUntil = hasRecords ? await lastDayOfRecords(engine, config, today) : undefined;
  const scopes = await writeFiles({
    engine,
    store,
    config,
    usageDays,
    recordsUntil,
    recordsVersion,
    onFile: () => {
      count++;
      progress.step();
    },
  });
  const until = [usageDays.length ? isoDay(usageDays.at(-1)!.end) : '', recordsUntil ?? ''].sort().at(-1)!;
  for (const [scope, own] of scopes) {
    const folder = join(config.out, scopeFolder(scope));
    const index = indexOf(config, own, until, scope === 'global' && scopes.size > 1);
    if (updateFile(join(folder, 'index.json'), `${JSON.stringify(index, null, 1)}\n`)) count++;
  }
  progress.done(count ? `${count} files, until ${until}` : `nothing new, until ${until}`);
}

async function ingest(
  engine: Engine,
  store: Store,
  salts: Salts,
  { config, progress, today }: BuildOptions,
  onStage: () => void,
): Promise<readonly FileEntry[]> {
  let entries = readLedger(store.ledger);
  const paths: { path: string; input: Config['inputs'][number] }[] = [];
  for (const input of config.inputs)
    for (const path of await pathsOf(engine, input.events)) paths.push({ path, input });
  progress.stage('Reading events', paths.length);
  let [read, events, rejected] = [0, 0, 0];
  for (const { path, input } of paths) {
    const file = found(path);
    const seen = await recognize(file, entries, today);
    if (seen.is === 'new' || seen.is === 'grown') {
      const before = seen.is === 'grown' ? seen.entry : undefined;
      const { counting, countries } = config;
      const entry = await ingestFile(
        file,
        input,
        { engine, store, salts, today, hourly: counting.visitor === 'hour', countries: countries?.database },
        before,
      );
      entries = [...entries.filter(({ id }) => id !== entry.id), entry];
      read++;
      events += Object.values(entry.days).reduce((sum, day) => sum + day.events, 0);
      const wrong = Object.entries(entry.rejected);
      rejected += wrong.reduce((sum, [, count]) => sum + count, 0);
      for (const { line, reason } of entry.samples.slice(0, 3)) progress.note(`${path}, line ${line}: ${reason}`);
      writeLedger(store.ledger, entries);
    } else if (seen.is === 'renamed') {
      entries = entries.map((entry) => (entry === seen.entry ? { ...entry, ...file } : entry));
      writeLedger(store.ledger, entries);
    }
    progress.step();
    onStage();
  }
  progress.done(
    `${read} of ${paths.length} files are new, ${events} events${rejected ? `, ${rejected} lines that are no events` : ''}`,
  );
  return entries;
}

/** Makes the table of communities that are counted. */
async function wantedCommunities(engine: Engine, { communities }: Config): Promise<void> {
  const names = Array.isArray(communities) ? (communities as readonly string[]) : undefined;
  const filter = names ? `WHERE community IN (${names.map(literal).join(', ') || 'NULL'})` : '';
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE wanted_communities AS SELECT DISTINCT community FROM memberships ${filter}`,
  );
}

/** Returns the last day of which the records are known: the one before their files were made. */
async function lastDayOfRecords(engine: Engine, { inputs }: Config, today: string): Promise<string> {
  const paths = await pathsOf(
    engine,
    inputs.flatMap(({ records }) => records),
  );
  const day = 86_400_000;
  const made = Math.max(...paths.filter(existsSync).map((path) => found(path).modified));
  const last = new Date(made - day).toISOString().slice(0, 10);
  const yesterday = new Date(Date.parse(today) - day).toISOString().slice(0, 10);
  return last < yesterday ? last : yesterday;
}
