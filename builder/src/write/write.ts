/** The last stage: from counted rows to the files that a web server offers. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { CONTENT_COLUMNS, entryFile } from '../count/content.js';
import { hash } from '../count/usage.js';
import type { Engine } from '../engine/engine.js';
import { literal } from '../engine/literal.js';
import { readJson, updateFile, writeJson } from '../files/atomic.js';
import type { Store } from '../files/store.js';
import { openYear, yearVersion } from '../total/totals.js';
import { LEADS, NUMBERS, type NumberRow } from '../vocabulary.js';
import { daysInYear, isoDay, parseDay, yearOf, yearStart, type DayRange } from '../../../src/data/day.js';
import type { Label } from '../../../src/data/year-block.js';
import type { Breakdown } from '../../../src/vocabulary/breakdowns.js';
import { DATE_BASES, FIRST_YEAR, KINDS, type Area, type DateBasis } from '../../../src/vocabulary/terms.js';
import { blockOf, type ListedPart } from './blocks.js';
import { filesOf } from './files-of.js';
import { scopeFolder, scopeOf } from './folders.js';

const sql = (name: string): URL => new URL(name, import.meta.url);

/** A set of rows that has files of its own: usage, or the records by one date basis. */
interface Series {
  readonly area: Area;
  readonly basis?: DateBasis;
  /** The days that were counted, in the whole repository. */
  readonly covered: readonly DayRange[];
  /** Returns what the numbers of a year were made from. */
  version(year: number): string;
  /** Makes the views `year_rows` and `before`. */
  open(year: number): Promise<void>;
}

export interface WriteOptions {
  readonly engine: Engine;
  readonly store: Store;
  readonly config: Config;
  /** The days of usage that were counted. */
  readonly usageDays: readonly DayRange[];
  /** The last day of which the records are known. Absent: there are no records. */
  readonly recordsUntil?: string | undefined;
  /** Changes when the records do: their labels are in the files. */
  readonly recordsVersion: string;
  /** Called with each file that was written. */
  readonly onFile: (path: string) => void;
}

/** What has been written, by series and year. */
interface Written {
  readonly [series: string]: { readonly version: string; readonly files: readonly string[] };
}

/** The years and first days of a scope. */
interface ScopeFacts {
  readonly years: Map<string, Set<number>>;
}

/** Writes the files of all years that have changed. Returns the scopes, with the years of each series. */
export async function writeFiles(options: WriteOptions): Promise<ReadonlyMap<string, ScopeFacts['years']>> {
  const { store, config, engine, recordsVersion } = options;
  const path = join(store.folder, 'written.json');
  let written = (readJson(path) as Written | undefined) ?? {};
  const scopes = new Map<string, ScopeFacts['years']>();
  await listTables(engine, config);
  for (const series of await seriesOf(options)) {
    const { covered, area, basis } = series;
    if (!covered.length) continue;
    const first = Math.max(FIRST_YEAR, yearOf(covered[0]!.start));
    const last = yearOf(covered.at(-1)!.end);
    for (let year = first; year <= last; year++) {
      const name = [area, basis, year].filter(Boolean).join(' ');
      const own = covered.filter((range) => range.end >= yearStart(year) && range.start < yearStart(year + 1));
      const version = hash([1, series.version(year), own, settingsOf(config), recordsVersion]);
      const before = written[name];
      const isDone = before?.version === version && before.files.every((file) => existsSync(join(config.out, file)));
      const files = isDone ? before.files : await writeYear(series, year, options);
      for (const file of files) {
        const scope = scopeOf(file);
        const years = scopes.get(scope) ?? new Map<string, Set<number>>();
        const key = basis ?? 'usage';
        years.set(key, (years.get(key) ?? new Set<number>()).add(year));
        scopes.set(scope, years);
      }
      if (isDone) continue;
      for (const file of before?.files ?? [])
        if (!files.includes(file)) rmSync(join(config.out, file), { force: true });
      written = { ...written, [name]: { version, files } };
      writeJson(path, written);
    }
  }
  return scopes;
}

/** The settings that files depend on. */
const settingsOf = ({ metrics, top, topDeltas, formats, breakdowns, communities }: Config) => [
  metrics,
  top,
  topDeltas,
  formats,
  breakdowns,
  communities,
];

async function listTables(engine: Engine, { breakdowns, top, topDeltas }: Config): Promise<void> {
  const full = Object.entries(breakdowns).filter(([, { keep }]) => keep === 'all');
  await engine.run('CREATE OR REPLACE TEMP TABLE full_breakdowns (breakdown VARCHAR)');
  if (full.length)
    await engine.run(`INSERT INTO full_breakdowns VALUES ${full.map(([name]) => `(${literal(name)})`).join(', ')}`);
  await engine.run(`CREATE OR REPLACE TEMP TABLE list_settings AS SELECT ${topDeltas} AS deltas, ${top} AS snapshots`);
  const months = Array.from({ length: 13 }, (_, i) => `(${i})`).join(', ');
  await engine.run(`CREATE OR REPLACE TEMP TABLE months AS SELECT month FROM (VALUES ${months}) AS numbers(month)`);
}

async function seriesOf({ engine, store, usageDays, recordsUntil }: WriteOptions): Promise<readonly Series[]> {
  const usage: Series = {
    area: 'usage',
    covered: usageDays,
    version: (year) =>
      hash([
        yearVersion(store, year),
        (readJson(store.usageTotals(year - 1).replace(/\.parquet$/, '.json')) as string | undefined) ?? '',
      ]),
    open: async (year) => {
      await openYear(engine, store, year);
      const { a, b } = LEADS.usage;
      await engine.run(
        `CREATE OR REPLACE TEMP VIEW year_rows AS SELECT *, ${a} AS lead_a, ${b!} AS lead_b FROM year_usage`,
      );
      await engine.run(
        `CREATE OR REPLACE TEMP VIEW rows_before AS SELECT *, ${a} AS lead_a, ${b!} AS lead_b FROM before`,
      );
    },
  };
  const until = recordsUntil === undefined ? undefined : parseDay(recordsUntil);
  const content = await Promise.all(
    until === undefined ? [] : DATE_BASES.map((basis) => contentSeries(engine, store, basis, until)),
  );
  return [usage, ...content];
}

async function contentSeries(engine: Engine, store: Store, basis: DateBasis, until: number): Promise<Series> {
  const file = `read_parquet(${literal(store.content(basis))})`;
  const [span] = await engine.rows(`SELECT min(day)::VARCHAR AS first FROM ${file}`);
  const first = parseDay(String(span?.['first'] ?? ''));
  const version = (readJson(entryFile(store, basis)) as string | undefined) ?? '';
  const numbers = Object.keys(CONTENT_COLUMNS).slice(4);
  return {
    area: 'content',
    basis,
    covered:
      first === undefined || first > until ? [] : [{ start: Math.max(first, yearStart(FIRST_YEAR)), end: until }],
    version: () => version,
    open: async (year) => {
      const start = `DATE '${year}-01-01'`;
      await engine.run(`CREATE OR REPLACE TEMP VIEW year_rows AS SELECT *, records AS lead_a, CAST(NULL AS BIGINT) AS lead_b
        FROM ${file} WHERE day >= ${start} AND day < DATE '${year + 1}-01-01' AND day <= DATE ${literal(isoDay(until))}`);
      const sums = numbers.map((name) => `CAST(sum(${name}) AS BIGINT) AS ${name}`).join(', ');
      await engine.run(`CREATE OR REPLACE TEMP VIEW rows_before AS SELECT *, records AS lead_a, CAST(NULL AS BIGINT) AS lead_b FROM (
        SELECT scope, breakdown, value, ${sums}, min(day) AS first_day FROM ${file} WHERE day < ${start} GROUP BY scope, breakdown, value)`);
    },
  };
}

/** The columns of a series that are read, and written. */
const numbersOf = (area: Area, { metrics }: Config): readonly string[] =>
  Object.entries<NumberRow>(NUMBERS[area]).flatMap(([name, { isShown }]) =>
    metrics === 'all' || isShown !== false ? [name] : [],
  );

/** Writes the files of a series of a year, for each scope. Returns their paths below the folder of all files. */
async function writeYear(series: Series, year: number, options: WriteOptions): Promise<readonly string[]> {
  const { engine, config } = options;
  const numbers = numbersOf(series.area, config);
  await series.open(year);
  await engine.runFile(sql('listed.sql'));
  const { communities } = config;
  const least = typeof communities === 'object' && 'minEvents' in communities ? communities.minEvents : 0;
  await engine.run(`CREATE OR REPLACE TEMP TABLE least_events AS SELECT ${least} AS events`);
  await engine.runFile(sql('parts.sql'));
  const before = numbers.map((name) => `CAST(COALESCE(rows_before.${name}, 0) AS DOUBLE) AS ${name}`).join(', ');
  const parts = await partsByScope(engine, numbers, before);
  const steps = numbers.map((name) => `CAST(year_rows.${name} AS DOUBLE) AS ${name}`).join(', ');
  const days = daysInYear(year);
  const files: string[] = [];
  let scope: ScopeDraft | undefined;
  const finish = (): void => {
    if (scope) files.push(...writeScope(series, year, scope, numbers, options));
  };
  const stream =
    engine.columns(`SELECT numbered_parts.scope_number, numbered_parts.part, CAST(EXTRACT(doy FROM year_rows.day) - 1 AS SMALLINT) AS slot, ${steps}
    FROM year_rows JOIN numbered_parts ON numbered_parts.scope = year_rows.scope AND numbered_parts.breakdown = year_rows.breakdown AND numbered_parts.value = year_rows.value
    ORDER BY 1, 2, 3`);
  const done = new Set<number>();
  for await (const { count, columns } of stream) {
    const [scopes, partNumbers, slots, ...values] = columns as readonly ArrayLike<number>[];
    for (let row = 0; row < count; row++) {
      const number = scopes![row]!;
      if (scope?.number !== number) {
        finish();
        done.add(number);
        scope = draftOf(number, parts, numbers, days);
      }
      const part = partNumbers![row]!;
      const slot = slots![row]!;
      for (let i = 0; i < numbers.length; i++) scope.columns[i]![part]![slot] = values[i]![row]!;
    }
  }
  finish();
  // Scopes in which nothing has happened in this year.
  for (const number of parts.keys()) {
    if (!done.has(number))
      files.push(...writeScope(series, year, draftOf(number, parts, numbers, days), numbers, options));
  }
  return files.sort();
}

interface ScopeParts {
  readonly scope: string;
  readonly firstDay: string;
  readonly parts: readonly ListedPart[];
}

/** The numbers of a scope in a year, while they are read. */
interface ScopeDraft extends ScopeParts {
  readonly number: number;
  /** By number and part. */
  readonly columns: readonly (readonly Float64Array[])[];
}

function draftOf(
  number: number,
  scopes: ReadonlyMap<number, ScopeParts>,
  numbers: readonly string[],
  days: number,
): ScopeDraft {
  const scope = scopes.get(number)!;
  return { ...scope, number, columns: numbers.map(() => scope.parts.map(() => new Float64Array(days))) };
}

async function partsByScope(
  engine: Engine,
  numbers: readonly string[],
  before: string,
): Promise<ReadonlyMap<number, ScopeParts>> {
  const scopes = new Map<number, { scope: string; firstDay: string; parts: ListedPart[] }>();
  const rows =
    engine.columns(`SELECT scope_number, numbered_parts.scope, numbered_parts.breakdown, numbered_parts.value, COALESCE(labels.label, ''),
      delta_a, delta_b, snapshot_a, snapshot_b, first_days.first_day::VARCHAR, ${before}
    FROM numbered_parts
    JOIN first_days ON first_days.scope = numbered_parts.scope
    LEFT JOIN rows_before ON rows_before.scope = numbered_parts.scope AND rows_before.breakdown = numbered_parts.breakdown AND rows_before.value = numbered_parts.value
    LEFT JOIN labels ON labels.breakdown = numbered_parts.breakdown AND labels.value = numbered_parts.value
    ORDER BY scope_number, part`);
  for await (const { count, columns } of rows) {
    const [number, scope, breakdown, value, label, deltaA, deltaB, snapshotA, snapshotB, firstDay, ...totals] = columns;
    for (let row = 0; row < count; row++) {
      const key = number![row] as number;
      const own = scopes.get(key) ?? { scope: scope![row] as string, firstDay: firstDay![row] as string, parts: [] };
      scopes.set(key, own);
      own.parts.push({
        breakdown: breakdown![row] as Breakdown | '',
        id: value![row] as string,
        label: labelFrom(label![row] as string),
        delta: { a: deltaA![row] === 1, b: deltaB![row] === 1 },
        snapshot: { a: snapshotA![row] === 1, b: snapshotB![row] === 1 },
        before: Object.fromEntries(numbers.map((name, i) => [name, totals[i]![row] as number])),
      });
    }
  }
  return scopes;
}

const labelFrom = (text: string): Label => (text ? (JSON.parse(text) as Label) : '');

/** Writes the files of one scope. Days before its first one are not its own. */
function writeScope(
  series: Series,
  year: number,
  draft: ScopeDraft,
  numbers: readonly string[],
  options: WriteOptions,
): readonly string[] {
  const { config, onFile } = options;
  const { area, basis } = series;
  const first = parseDay(draft.firstDay)!;
  if (yearOf(first) > year && draft.scope !== 'global') return [];
  const start = draft.scope === 'global' ? -Infinity : first;
  const covered = series.covered
    .filter((range) => range.end >= Math.max(start, yearStart(year)) && range.start < yearStart(year + 1))
    .map((range) => ({
      start: Math.max(range.start, start, yearStart(year)),
      end: Math.min(range.end, yearStart(year + 1) - 1),
    }));
  const happened = Object.fromEntries(numbers.map((name, i) => [name, draft.columns[i]!]));
  const folder = [scopeFolder(draft.scope), basis && basis !== 'added' ? basis : '', String(year)]
    .filter(Boolean)
    .join('/');
  return KINDS.flatMap((kind) => {
    const block = blockOf(kind, { area, year, numbers, parts: draft.parts, happened, covered });
    return Object.entries(filesOf(block, config.formats)).map(([name, content]) => {
      const file = `${folder}/${name}`;
      if (updateFile(join(config.out, file), content)) onFile(file);
      return file;
    });
  });
}
