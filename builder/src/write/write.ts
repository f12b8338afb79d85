/** The last stage: from counted rows to the files that a web server offers. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { hash } from '../count/usage.js';
import type { Engine } from '../engine/engine.js';
import { literal } from '../engine/literal.js';
import { readJson, writeJson } from '../files/atomic.js';
import type { Store } from '../files/store.js';
import { WHOLE } from '../../../src/data/year-block.js';
import { yearOf, yearStart, type DayRange } from '../../../src/data/day.js';
import { FIRST_YEAR } from '../../../src/vocabulary/terms.js';
import { seriesOf } from './series.js';
import { writeYear } from './write-year.js';

export interface WriteOptions {
  readonly engine: Engine;
  readonly store: Store;
  readonly config: Config;
  /** The days of usage that were counted. */
  readonly usageDays: readonly DayRange[];
  /** The last day of which the records are known. Absent: there are no records. */
  readonly recordsUntil?: string | undefined;
  /** Changes when the name of a part does. */
  readonly labels: string;
  /** Called with each file that was written. */
  readonly onFile: (path: string) => void;
}

/** What has been written for a scope in a year, and what it was made from. */
interface Written {
  readonly version: string;
  readonly files: readonly string[];
}

/** By series and year, and by scope. */
type AllWritten = Readonly<Record<string, Readonly<Record<string, Written>>>>;

/** The form of the file. That of another version is not read: everything is written again. */
const FORMAT = 1;

function readWritten(path: string): AllWritten {
  const content = readJson(path) as { readonly format: number; readonly written: AllWritten } | undefined;
  return content?.format === FORMAT ? content.written : {};
}

const writeWritten = (path: string, written: AllWritten): void => writeJson(path, { format: FORMAT, written });

/** The years of each series, by scope. */
export type ScopeYears = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<number>>>;

/** Writes the files of all scopes and years that have changed, and removes those of scopes and years that are gone. */
export async function writeFiles(options: WriteOptions): Promise<ScopeYears> {
  const { store, config, engine, labels } = options;
  const path = join(store.folder, 'written.json');
  let written = readWritten(path);
  const scopes = new Map<string, Map<string, Set<number>>>();
  const seen = new Set<string>();
  await listTables(engine, config);
  const hasFiles = await scopesWithFiles(options);
  const settings = settingsOf(config);
  const exists = (file: string): boolean => existsSync(join(config.out, file));
  for (const series of await seriesOf({ ...options, dateBases: config.dateBases })) {
    const { covered, area, basis } = series;
    const [first, last] = [covered[0], covered.at(-1)];
    if (!first || !last) continue;
    for (let year = Math.max(FIRST_YEAR, yearOf(first.start)); year <= yearOf(last.end); year++) {
      const name = [area, basis, year].filter(Boolean).join(' ');
      seen.add(name);
      const days = covered.filter((range) => range.end >= yearStart(year) && range.start < yearStart(year + 1));
      const versions = new Map(
        [...(await series.versions(year))]
          .filter(([scope]) => hasFiles(scope))
          .map(([scope, version]) => [scope, hash([1, version, days, settings, labels])]),
      );
      const before = written[name] ?? {};
      const isDone = (scope: string): boolean =>
        before[scope]?.version === versions.get(scope) && before[scope]!.files.every(exists);
      const stale = [...versions.keys()].filter((scope) => !isDone(scope));
      const files = stale.length ? await writeYear(series, year, stale, options) : new Map<string, readonly string[]>();
      const own = Object.fromEntries(
        [...versions].map(([scope, version]) => [
          scope,
          { version, files: files.get(scope) ?? before[scope]?.files ?? [] },
        ]),
      );
      for (const [scope, each] of Object.entries(own)) {
        if (!each.files.length) continue;
        const years = scopes.get(scope) ?? new Map<string, Set<number>>();
        scopes.set(scope, years);
        const key = basis ?? area;
        years.set(key, (years.get(key) ?? new Set<number>()).add(year));
      }
      if (!stale.length && Object.keys(before).length === versions.size) continue;
      removeOthers(config.out, before, own);
      written = { ...written, [name]: own };
      writeWritten(path, written);
    }
  }
  const gone = Object.keys(written).filter((name) => !seen.has(name));
  for (const name of gone) removeOthers(config.out, written[name]!, {});
  if (gone.length) writeWritten(path, Object.fromEntries(Object.entries(written).filter(([name]) => seen.has(name))));
  return scopes;
}

/** Removes files that were written before and are not any more. */
function removeOthers(
  out: string,
  before: Readonly<Record<string, Written>>,
  now: Readonly<Record<string, Written>>,
): void {
  const kept = new Set(Object.values(now).flatMap(({ files }) => files));
  for (const file of Object.values(before).flatMap(({ files }) => files)) {
    if (!kept.has(file)) rmSync(join(out, file), { force: true });
  }
}

/** The settings that files depend on. */
const settingsOf = ({ metrics, top, topDeltas, formats, breakdowns }: Config): unknown => [
  metrics,
  top,
  topDeltas,
  formats,
  breakdowns,
];

/** Makes the tables of what files list. */
async function listTables(engine: Engine, { breakdowns, top, topDeltas }: Config): Promise<void> {
  const full = Object.entries(breakdowns).filter(([, { keep }]) => keep === 'all');
  await engine.run('CREATE OR REPLACE TEMP TABLE full_breakdowns (breakdown VARCHAR)');
  if (full.length)
    await engine.run(`INSERT INTO full_breakdowns VALUES ${full.map(([name]) => `(${literal(name)})`).join(', ')}`);
  await engine.run(`CREATE OR REPLACE TEMP TABLE list_settings AS SELECT ${topDeltas} AS deltas, ${top} AS snapshots`);
  const months = Array.from({ length: 13 }, (_, i) => `(${i})`).join(', ');
  await engine.run(`CREATE OR REPLACE TEMP TABLE months AS SELECT month FROM (VALUES ${months}) AS numbers(month)`);
}

/** Returns a function that tells whether a scope gets files: communities may need a number of events. */
async function scopesWithFiles({
  engine,
  store,
  config: { communities },
}: WriteOptions): Promise<(scope: string) => boolean> {
  if (typeof communities !== 'object' || !('minEvents' in communities)) return () => true;
  const months = store.months().map((month) => literal(store.usage(month)));
  const rows = months.length
    ? await engine.rows(
        `SELECT scope FROM read_parquet([${months.join(', ')}]) WHERE breakdown = '' GROUP BY scope HAVING sum(views + downloads) >= ${communities.minEvents}`,
      )
    : [];
  const large = new Set(rows.map(({ scope }) => scope));
  return (scope) => scope === WHOLE || large.has(scope);
}
