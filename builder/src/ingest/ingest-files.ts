/** Reads the files of events that are new or have grown. */
import type { Config, Input } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import type { Store } from '../files/store.js';
import { pathsOf } from '../files/paths.js';
import type { Progress } from '../report/progress.js';
import { found } from './files.js';
import { ingestFile } from './ingest.js';
import { INPUTS } from './inputs.js';
import { readLedger, recognize, writeLedger, type FileEntry } from './ledger.js';
import { REASONS } from './raw.js';
import type { Salts } from './salts.js';

interface IngestFilesOptions {
  readonly engine: Engine;
  readonly store: Store;
  readonly salts: Salts;
  readonly config: Config;
  readonly progress: Progress;
  readonly today: string;
  readonly alive: () => void;
}

/** The number of rejected lines of a file that are named in the log; `check` names more. */
const NAMED = 3;

/** Returns the entries of all files that have been read, now or before: those that are gone keep their events. */
export async function ingestFiles(options: IngestFilesOptions): Promise<readonly FileEntry[]> {
  const { engine, store, config, progress, today, alive } = options;
  const { counting, countries } = config;
  const settings = { ...options, hourly: counting.visitor === 'hour', countries: countries?.database };
  let entries = readLedger(store.ledger);
  const paths: (readonly [path: string, input: Input])[] = [];
  for (const input of config.inputs) for (const path of await pathsOf(engine, input.events)) paths.push([path, input]);
  progress.stage('Reading events', paths.length);
  const read: FileEntry[] = [];
  for (const [path, input] of paths) {
    const file = found(path);
    const seen = await recognize(file, entries, today, INPUTS[input.kind].isExport);
    if (seen.is === 'new' || seen.is === 'grown' || seen.is === 'replaced') {
      const entry = await ingestFile(file, input, settings, seen.is === 'new' ? undefined : seen);
      read.push(entry);
      entries = [...entries.filter(({ id }) => id !== entry.id), entry];
      writeLedger(store.ledger, entries);
      for (const { line, reason } of entry.samples.slice(0, NAMED))
        progress.note(`${path}, line ${line} ${REASONS[reason]}`);
    } else if (seen.is === 'renamed') {
      entries = entries.map((entry) => (entry === seen.entry ? { ...entry, ...file } : entry));
      writeLedger(store.ledger, entries);
    }
    progress.step();
    alive();
  }
  const events = sum(read.flatMap(({ days }) => Object.values(days).map((day) => day.events)));
  const rejected = sum(read.flatMap(({ rejected: counts }) => Object.values(counts)));
  progress.done(
    `${read.length} of ${paths.length} files are new, ${events} events${rejected ? `; ${rejected} lines are none` : ''}`,
  );
  return entries;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
