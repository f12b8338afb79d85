/** The third stage: totals until the end of a year, by scope and part. */
import { existsSync } from 'node:fs';
import { hash, readMonth, USAGE_COLUMNS } from '../count/usage.js';
import type { Engine } from '../engine/engine.js';
import { readJson, replaceFile, writeJson } from '../files/atomic.js';
import type { Store } from '../files/store.js';

/** The columns of totals: those of a day, with the first day in place of the day. */
export const TOTAL_COLUMNS = {
  ...Object.fromEntries(Object.entries(USAGE_COLUMNS).filter(([name]) => name !== 'day')),
  first_day: 'DATE',
};

const MONTHS = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0'));

/** Returns the months of a year that have been counted. */
export const monthsOf = (store: Store, year: number): readonly string[] =>
  MONTHS.map((month) => `${year}-${month}`).filter((month) => existsSync(store.usage(month)));

/** Returns what the numbers of a year were counted from. */
export const yearVersion = (store: Store, year: number): string =>
  hash(monthsOf(store, year).map((month) => [month, readMonth(store, month)]));

/** Returns the file that tells what totals were made from. */
export const totalsEntry = (store: Store, year: number): string =>
  store.usageTotals(year).replace(/\.parquet$/, '.json');

/** Makes the views `before`, of the totals until a year, and `year_usage`, of what happened in it. */
export async function openYear(engine: Engine, store: Store, year: number): Promise<void> {
  const months = monthsOf(store, year).map((month) => store.usage(month));
  await engine.view('before', [store.usageTotals(year - 1)].filter(existsSync), TOTAL_COLUMNS);
  await engine.view('year_usage', months, USAGE_COLUMNS);
}

/**
 * Makes the totals until the end of a year, unless they are there. Those of the year before must be.
 * @param before what the totals of the year before were made from
 * @returns what these are made from, and whether they were made now
 */
export async function totalYear(
  engine: Engine,
  store: Store,
  year: number,
  before: string,
): Promise<{ readonly version: string; readonly isNew: boolean }> {
  const version = hash([before, yearVersion(store, year)]);
  const entry = totalsEntry(store, year);
  if (existsSync(store.usageTotals(year)) && readJson(entry) === version) return { version, isNew: false };
  await openYear(engine, store, year);
  await engine.runFile(new URL('totals.sql', import.meta.url));
  await replaceFile(store.usageTotals(year), (aside) =>
    engine.writeParquet('SELECT * FROM totals ORDER BY scope, breakdown, value', aside),
  );
  writeJson(entry, version);
  return { version, isNew: true };
}
