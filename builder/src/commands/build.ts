/** `repository-stats build`: from the files of a repository to the files of its statistics. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  assertNone,
  checkContent,
  checkCounted,
  checkYear,
  partitionTable,
  severalValues,
} from '../check/invariants.js';
import type { Config, Input } from '../config/config.js';
import { contentRulesOf, countContent } from '../count/content.js';
import { countMonth, hash, prepareCounting, rulesOf } from '../count/usage.js';
import { staleMonths } from '../count/stale.js';
import { Engine } from '../engine/engine.js';
import { removeAside, updateFile } from '../files/atomic.js';
import { takeLock } from '../files/lock.js';
import { storeIn, type Store } from '../files/store.js';
import { ingestFiles } from '../ingest/ingest-files.js';
import type { FileEntry } from '../ingest/ledger.js';
import { Salts } from '../ingest/salts.js';
import { labelsVersion, lastDayOfRecords, loadRecords, normalizeRecords } from '../records/records.js';
import type { Progress } from '../report/progress.js';
import { totalYear } from '../total/totals.js';
import { coveredOf } from '../write/covered.js';
import { scopeFolder } from '../write/folders.js';
import { indexOf } from '../write/index-file.js';
import { writeFiles } from '../write/write.js';
import { isoDay } from '../../../src/data/day.js';
import type { DateBasis } from '../../../src/vocabulary/terms.js';

export interface BuildOptions {
  readonly config: Config;
  readonly progress: Progress;
  /** The current day in UTC, which is not over. */
  readonly today: string;
  /** Days from this one on are counted again, with the records as they are now. */
  readonly since?: string | undefined;
}

/** What the stages of a run share. */
interface Run extends BuildOptions {
  readonly engine: Engine;
  readonly store: Store;
  /** Tells other runs that this one goes on. */
  readonly alive: () => void;
}

const HOUR = 3_600_000;

/**
 * Brings all files up to date. Each stage writes its results aside and renames them, and knows what they were made from: a run that
 * was killed goes on where it was.
 * @throws BuildError
 */
export async function build(options: BuildOptions): Promise<void> {
  const { config } = options;
  const store = storeIn(config.work);
  const lock = takeLock(store.lock, config.lockTimeout * HOUR);
  try {
    rmSync(store.temporary, { recursive: true, force: true });
    for (const folder of [store.folder, config.out]) removeAside(folder);
    const { memory, threads } = config;
    const engine = await Engine.open({ memory, threads, temporary: store.temporary });
    try {
      await run({ ...options, engine, store, alive: () => lock.touch() });
    } finally {
      engine.close();
      rmSync(store.temporary, { recursive: true, force: true });
    }
  } finally {
    lock.release();
  }
}

async function run(stages: Run): Promise<void> {
  const { engine, store, config, today, alive } = stages;
  const salts = new Salts(store.salts);
  salts.removeOld();
  const files = await ingestFiles({ ...stages, salts });
  salts.expire();

  const records = await allRecords(stages);
  await loadRecords(engine, store, config);
  const severals = await severalValues(engine);
  await partitionTable(engine, severals);
  alive();

  await countUsage(stages, files, records.version);
  if (records.count > 0) {
    const version = hash([records.version, contentRulesOf(config)]);
    const onBasis = async (basis: DateBasis): Promise<void> => assertNone(await checkContent(engine, store, basis));
    await countContent(engine, store, config, { version, onBasis });
  }
  alive();
  await totalYears(stages, files);
  alive();

  const recordsUntil = records.count > 0 ? await lastDayOfRecords(engine, config, today) : undefined;
  await write(stages, {
    usageDays: coveredOf(config, files),
    recordsUntil,
    labels: await labelsVersion(engine),
    severals,
  });
}

/** Normalizes the records of all inputs, one after the other. */
async function allRecords({
  engine,
  store,
  config,
  progress,
}: Run): Promise<{ readonly version: string; readonly count: number }> {
  const versions: string[] = [];
  let count = 0;
  for (const input of config.inputs) {
    const { version, records, rejected, isNew } = await normalizeRecords(engine, store, input);
    versions.push(version);
    count += records;
    if (!isNew) continue;
    progress.stage('Records');
    progress.done(`${records} in ${placeOf(input)}`);
    for (const [reason, lines] of Object.entries(rejected))
      progress.note(`${placeOf(input)}: ${lines} records without a valid ${reason}`);
  }
  return { version: hash(versions), count };
}

const placeOf = ({ name, kind }: Input): string => `${name} (${kind})`;

/** Counts the days whose events, rules or records have changed. */
async function countUsage(
  { engine, store, config, progress, since, alive }: Run,
  files: readonly FileEntry[],
  records: string,
): Promise<void> {
  const rules = rulesOf(config);
  const stale = await staleMonths({ engine, store, files, rules, records, since });
  if (!stale.length) return;
  await prepareCounting(engine, config);
  progress.stage('Counting', stale.length);
  const onCounted = async (): Promise<void> => assertNone(await checkCounted(engine));
  let days = 0;
  for (const { month, days: own } of stale) {
    await countMonth(engine, store, month, own, { rules, records, onCounted });
    days += own.size;
    progress.step();
    alive();
  }
  progress.done(`${days} days`);
}

async function totalYears({ engine, store }: Run, files: readonly FileEntry[]): Promise<void> {
  const years = files.flatMap(({ days }) => Object.keys(days)).map((day) => Number(day.slice(0, 4)));
  if (!years.length) return;
  const last = years.reduce((most, year) => Math.max(most, year));
  let before = '';
  // Nothing is counted on from the totals of the last year yet.
  for (let year = years.reduce((least, each) => Math.min(least, each)); year < last; year++) {
    const { version, isNew } = await totalYear(engine, store, year, before);
    if (isNew) assertNone(await checkYear(engine, store, year));
    before = version;
  }
}

type Written = Pick<Parameters<typeof writeFiles>[0], 'usageDays' | 'recordsUntil' | 'labels'> & {
  readonly severals: Parameters<typeof indexOf>[1]['severals'];
};

/** Writes the files of all scopes, and their indices last: what an index lists is there. */
async function write({ engine, store, config, progress, alive }: Run, { severals, ...known }: Written): Promise<void> {
  progress.stage('Writing');
  let count = 0;
  const onFile = (): void => {
    count++;
    progress.step();
    alive();
  };
  const scopes = await writeFiles({ engine, store, config, ...known, onFile });
  const { usageDays, recordsUntil = '' } = known;
  const last = usageDays.at(-1);
  const until = [last ? isoDay(last.end) : '', recordsUntil].sort().at(-1)!;
  for (const [scope, years] of scopes) {
    const hasCommunities = scopeFolder(scope) === '' && scopes.size > 1;
    const index = indexOf(config, { years, until, hasCommunities, severals });
    if (updateFile(join(config.out, scopeFolder(scope), 'index.json'), `${JSON.stringify(index, null, 1)}\n`)) count++;
  }
  progress.done(`${count ? `${count} files` : 'nothing new'}${until ? `, until ${until}` : ''}`);
}
