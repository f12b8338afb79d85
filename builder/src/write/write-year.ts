/** Writes the files of a year. */
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { literal } from '../engine/literal.js';
import { updateFile } from '../files/atomic.js';
import { NUMBERS, type NumberRow } from '../vocabulary.js';
import { daysInYear, parseDay, yearStart } from '../../../src/data/day.js';
import { WHOLE, type Label } from '../../../src/data/year-block.js';
import type { Breakdown } from '../../../src/vocabulary/breakdowns.js';
import { KINDS, type Area } from '../../../src/vocabulary/terms.js';
import { blockOf, type ListedPart } from './blocks.js';
import { filesOf } from './files-of.js';
import { scopeFolder } from './folders.js';
import type { Series } from './series.js';
import type { WriteOptions } from './write.js';

const sql = (name: string): URL => new URL(name, import.meta.url);

/** A scope, with the parts that its files name. */
interface ScopeParts {
  readonly scope: string;
  readonly firstDay: string;
  readonly parts: readonly ListedPart[];
}

/** The numbers of a scope in a year, while they are read. */
interface ScopeDraft extends ScopeParts {
  readonly number: number;
  /** What happened, by number and part: a value per day. */
  readonly columns: readonly (readonly Float64Array[])[];
}

/** Returns the columns of a series that are read, and written. */
const numbersOf = (area: Area, { metrics }: Config): readonly string[] =>
  Object.entries<NumberRow>(NUMBERS[area]).flatMap(([name, { isShown }]) =>
    metrics === 'all' || isShown !== false ? [name] : [],
  );

/** Writes the files of scopes. Returns their paths below the folder of all files, by scope. */
export async function writeYear(
  series: Series,
  year: number,
  scopes: readonly string[],
  options: WriteOptions,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { engine, config } = options;
  const numbers = numbersOf(series.area, config);
  await series.open(year);
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE stale_scopes AS SELECT scope FROM (VALUES ${scopes.map((scope) => `(${literal(scope)})`).join(', ')}) AS names(scope)`,
  );
  for (const rows of ['year_rows', 'rows_before']) {
    await engine.run(
      `CREATE OR REPLACE TEMP VIEW ${rows} AS SELECT * FROM all_${rows} WHERE scope IN (SELECT scope FROM stale_scopes)`,
    );
  }
  await engine.runFile(sql('listed.sql'));
  await engine.runFile(sql('parts.sql'));
  const parts = await partsByScope(engine, numbers);
  const files = new Map<string, readonly string[]>();
  const empty = (number: number): ScopeDraft => {
    const scope = parts.get(number)!;
    return { ...scope, number, columns: numbers.map(() => scope.parts.map(() => new Float64Array(daysInYear(year)))) };
  };
  const write = (draft: ScopeDraft): void =>
    void files.set(draft.scope, writeScope(series, year, draft, numbers, options));
  const left = new Set(parts.keys());
  let draft: ScopeDraft | undefined;
  for await (const { count, columns } of engine.columns(rowsOf(numbers))) {
    const [scopeNumbers, partNumbers, slots, ...values] = columns as readonly ArrayLike<number>[];
    for (let row = 0; row < count; row++) {
      const number = scopeNumbers![row]!;
      if (draft?.number !== number) {
        if (draft) write(draft);
        left.delete(number);
        draft = empty(number);
      }
      const [part, slot] = [partNumbers![row]!, slots![row]!];
      for (let i = 0; i < numbers.length; i++) draft.columns[i]![part]![slot] = values[i]![row]!;
    }
  }
  if (draft) write(draft);
  // Scopes in which nothing has happened in this year.
  for (const number of left) write(empty(number));
  return files;
}

/** Returns the query for what happened to listed parts, the rows of each scope together. */
const rowsOf = (numbers: readonly string[]): string => `
  SELECT scope_number, part, CAST(EXTRACT(doy FROM year_rows.day) - 1 AS SMALLINT),
    ${numbers.map((name) => `CAST(year_rows.${name} AS DOUBLE)`).join(', ')}
  FROM year_rows
  JOIN numbered_parts ON numbered_parts.scope = year_rows.scope AND numbered_parts.breakdown = year_rows.breakdown AND numbered_parts.value = year_rows.value
  ORDER BY scope_number`;

async function partsByScope(engine: Engine, numbers: readonly string[]): Promise<ReadonlyMap<number, ScopeParts>> {
  const scopes = new Map<number, { scope: string; firstDay: string; parts: ListedPart[] }>();
  const rows = engine.columns(`
    SELECT scope_number, numbered_parts.scope, numbered_parts.breakdown, numbered_parts.value, COALESCE(labels.label, ''),
      delta_a, delta_b, snapshot_a, snapshot_b, CAST(first_days.first_day AS VARCHAR),
      ${numbers.map((name) => `CAST(COALESCE(rows_before.${name}, 0) AS DOUBLE)`).join(', ')}
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
  const start = draft.scope === WHOLE ? -Infinity : parseDay(draft.firstDay)!;
  if (start >= yearStart(year + 1)) return [];
  const covered = series.covered
    .map((range) => ({
      start: Math.max(range.start, start, yearStart(year)),
      end: Math.min(range.end, yearStart(year + 1) - 1),
    }))
    .filter((range) => range.start <= range.end);
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
