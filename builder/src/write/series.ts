/** The rows that files are written from: usage, and records by each date basis. */
import { existsSync } from 'node:fs';
import { CONTENT_COLUMNS } from '../count/content.js';
import { hash } from '../count/usage.js';
import type { Engine } from '../engine/engine.js';
import { literal } from '../engine/literal.js';
import { readJson } from '../files/atomic.js';
import type { Store } from '../files/store.js';
import { monthsOf, openYear, totalsEntry, yearVersion } from '../total/totals.js';
import { LEADS } from '../vocabulary.js';
import { isoDay, parseDay, yearStart, type DayRange } from '../../../src/data/day.js';
import { FIRST_YEAR, type Area, type DateBasis } from '../../../src/vocabulary/terms.js';

/** A set of rows that has files of its own. */
export interface Series {
  readonly area: Area;
  readonly basis?: DateBasis;
  /** The days that were counted, in the whole repository. */
  readonly covered: readonly DayRange[];
  /** Returns the scopes that have anything until the end of a year, and what their numbers of the year were made from. */
  versions(year: number): Promise<ReadonlyMap<string, string>>;
  /** Makes the views `all_year_rows` and `all_rows_before`, with the columns `lead_a` and `lead_b`. */
  open(year: number): Promise<void>;
}

interface SeriesOptions {
  readonly engine: Engine;
  readonly store: Store;
  readonly dateBases: readonly DateBasis[];
  readonly usageDays: readonly DayRange[];
  /** The last day of which the records are known. Absent: there are no records. */
  readonly recordsUntil?: string | undefined;
}

export async function seriesOf({
  engine,
  store,
  dateBases,
  usageDays,
  recordsUntil,
}: SeriesOptions): Promise<readonly Series[]> {
  const until = recordsUntil === undefined ? undefined : parseDay(recordsUntil);
  const all = [usageSeries(engine, store, usageDays)];
  if (until === undefined) return all;
  for (const basis of dateBases)
    if (existsSync(store.content(basis))) all.push(await contentSeries(engine, store, basis, until));
  return all;
}

const leads = (area: Area): string =>
  `${LEADS[area].a} AS lead_a, ${LEADS[area].b ?? 'CAST(NULL AS BIGINT)'} AS lead_b`;

function usageSeries(engine: Engine, store: Store, covered: readonly DayRange[]): Series {
  return {
    area: 'usage',
    covered,
    versions: async (year) => {
      // All scopes change together: each has one more day.
      const version = hash([yearVersion(store, year), readJson(totalsEntry(store, year - 1)) ?? '']);
      const files = [
        ...monthsOf(store, year).map((month) => store.usage(month)),
        ...[store.usageTotals(year - 1)].filter(existsSync),
      ];
      const rows = files.length
        ? await engine.rows(
            `SELECT DISTINCT scope FROM read_parquet([${files.map(literal).join(', ')}], union_by_name = true)`,
          )
        : [];
      return new Map(rows.map(({ scope }) => [scope as string, version]));
    },
    open: async (year) => {
      await openYear(engine, store, year);
      await engine.run(`CREATE OR REPLACE TEMP VIEW all_year_rows AS SELECT *, ${leads('usage')} FROM year_usage`);
      await engine.run(`CREATE OR REPLACE TEMP VIEW all_rows_before AS SELECT *, ${leads('usage')} FROM before`);
    },
  };
}

async function contentSeries(engine: Engine, store: Store, basis: DateBasis, until: number): Promise<Series> {
  await engine.view('content', [store.content(basis)], CONTENT_COLUMNS);
  const name = `content_${basis}`;
  const rows = `SELECT * FROM read_parquet(${literal(store.content(basis))}) WHERE day <= DATE ${literal(isoDay(until))}`;
  await engine.run(`CREATE OR REPLACE TEMP VIEW ${name} AS ${rows}`);
  const numbers = Object.keys(CONTENT_COLUMNS).slice(4);
  // Few records change from one day to the next: a scope and year in which none did keeps its files.
  const marks = (await engine.rows(
    `SELECT scope, CAST(EXTRACT(year FROM day) AS INTEGER) AS year, min(day)::VARCHAR AS first,
       printf('%x-%d', bit_xor(hash(day, breakdown, value, ${numbers.join(', ')})), count(*)) AS mark
     FROM ${name} GROUP BY ALL ORDER BY scope, year`,
  )) as unknown as readonly { scope: string; year: number; first: string; mark: string }[];
  const first = marks.map((row) => parseDay(row.first)!).reduce((least, day) => Math.min(least, day), Infinity);
  return {
    area: 'content',
    basis,
    covered: first > until ? [] : [{ start: Math.max(first, yearStart(FIRST_YEAR)), end: until }],
    versions: async (year) => {
      const scopes = new Map<string, string[]>();
      for (const row of marks)
        if (row.year <= year) scopes.set(row.scope, [...(scopes.get(row.scope) ?? []), `${row.year} ${row.mark}`]);
      return new Map([...scopes].map(([scope, own]) => [scope, hash(own)]));
    },
    open: async (year) => {
      const sums = numbers.map((column) => `CAST(sum(${column}) AS BIGINT) AS ${column}`).join(', ');
      await engine.run(`CREATE OR REPLACE TEMP VIEW all_year_rows AS SELECT *, ${leads('content')} FROM ${name}
        WHERE day >= DATE '${year}-01-01' AND day < DATE '${year + 1}-01-01'`);
      await engine.run(`CREATE OR REPLACE TEMP VIEW all_rows_before AS SELECT *, ${leads('content')} FROM (
        SELECT scope, breakdown, value, ${sums}, min(day) AS first_day FROM ${name} WHERE day < DATE '${year}-01-01' GROUP BY scope, breakdown, value)`);
    },
  };
}
