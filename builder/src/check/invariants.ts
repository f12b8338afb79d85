/** What must hold of counted numbers, whatever they are. */
import { existsSync } from 'node:fs';
import { CONTENT_COLUMNS } from '../count/content.js';
import { USAGE_COLUMNS } from '../count/usage.js';
import type { Engine } from '../engine/engine.js';
import { literal } from '../engine/literal.js';
import type { Store } from '../files/store.js';
import { BuildError } from '../report/errors.js';
import { openYear, TOTAL_COLUMNS } from '../total/totals.js';
import { WHOLE } from '../../../src/data/year-block.js';
import { BREAKDOWN_NAMES, BREAKDOWNS, type Breakdown } from '../../../src/vocabulary/breakdowns.js';
import type { DateBasis } from '../../../src/vocabulary/terms.js';

const sql = (name: string): URL => new URL(name, import.meta.url);

/** A number that contradicts another one. */
export interface Contradiction {
  readonly rule: string;
  readonly scope: string;
  readonly day: string;
  readonly part: string;
}

/** The number of contradictions that are named. */
const NAMED = 5;

/** Returns the breakdowns that are partitions elsewhere, but of which some record has several values. */
export async function severalValues(engine: Engine): Promise<ReadonlySet<Breakdown>> {
  const rows = await engine.rows(
    `SELECT DISTINCT breakdown FROM (SELECT record, breakdown FROM attributes GROUP BY record, breakdown HAVING count(*) > 1)`,
  );
  const several = new Set(rows.map(({ breakdown }) => breakdown));
  return new Set(BREAKDOWN_NAMES.filter((name) => BREAKDOWNS[name].partition && several.has(name)));
}

/** Makes the table of the breakdowns whose parts add up to the whole at most. */
export async function partitionTable(engine: Engine, several: ReadonlySet<Breakdown>): Promise<void> {
  const names = BREAKDOWN_NAMES.filter((name) => BREAKDOWNS[name].partition && !several.has(name));
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE partitions AS SELECT breakdown FROM (VALUES ${names.map((name) => `(${literal(name)})`).join(', ')}) AS names(breakdown)`,
  );
}

async function found(engine: Engine, file: string): Promise<readonly Contradiction[]> {
  await engine.runFile(sql(file));
  const rows = await engine.rows(
    `SELECT rule, scope, day, part FROM contradictions ORDER BY rule, scope, day, part LIMIT ${NAMED}`,
  );
  return rows as unknown as readonly Contradiction[];
}

/** Looks at the days that have just been counted: the tables of count/usage.sql. The table of partitions must be there. */
export async function checkCounted(engine: Engine): Promise<readonly Contradiction[]> {
  await engine.run(`CREATE OR REPLACE TEMP VIEW usage_rows AS
    SELECT usage_numbers.*, names.breakdown, scope = 0 AS is_global, names.breakdown = '' AS is_whole,
      names.breakdown IN (SELECT breakdown FROM partitions) AS is_partition
    FROM usage_numbers JOIN part_names AS names ON names.number = usage_numbers.part`);
  return found(engine, 'usage.sql');
}

/** Looks at a month. The table of partitions must be there. */
export async function checkMonth(engine: Engine, store: Store, month: string): Promise<readonly Contradiction[]> {
  await engine.view('month_rows', [store.usage(month)], USAGE_COLUMNS);
  await engine.run(`CREATE OR REPLACE TEMP VIEW usage_rows AS
    SELECT month_rows.*, breakdown || ' ' || value AS part, scope = ${literal(WHOLE)} AS is_global, breakdown = '' AS is_whole,
      breakdown IN (SELECT breakdown FROM partitions) AS is_partition FROM month_rows`);
  return found(engine, 'usage.sql');
}

/** Compares the totals of a year with what happened in it. */
export async function checkYear(engine: Engine, store: Store, year: number): Promise<readonly Contradiction[]> {
  await openYear(engine, store, year);
  await engine.view('totals_before', [store.usageTotals(year - 1)].filter(existsSync), TOTAL_COLUMNS);
  await engine.view('totals_after', [store.usageTotals(year)], TOTAL_COLUMNS);
  return found(engine, 'totals.sql');
}

/** Looks at the records by a date basis. */
export async function checkContent(engine: Engine, store: Store, basis: DateBasis): Promise<readonly Contradiction[]> {
  await engine.view('content_rows', [store.content(basis)], CONTENT_COLUMNS);
  return found(engine, 'content.sql');
}

export const sentenceOf = ({ rule, scope, day, part }: Contradiction): string =>
  [scope, part.trim(), day, rule].filter(Boolean).join(' ');

/** @throws BuildError if there are contradictions: nothing is written then */
export function assertNone(contradictions: readonly Contradiction[]): void {
  if (!contradictions.length) return;
  throw new BuildError(
    `The counted numbers contradict each other, so that no files were written. Please report this: ${contradictions.map(sentenceOf).join('; ')}`,
  );
}
