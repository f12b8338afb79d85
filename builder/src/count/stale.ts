/** The days that have to be counted. */
import type { Engine } from '../engine/engine.js';
import type { Store } from '../files/store.js';
import type { FileEntry } from '../ingest/ledger.js';
import { EVENT_COLUMNS } from '../ingest/raw.js';
import { daysToCount, readMonth, type DayToCount } from './usage.js';

interface StaleOptions {
  readonly engine: Engine;
  readonly store: Store;
  readonly files: readonly FileEntry[];
  /** Changes with the rules of counting. */
  readonly rules: string;
  /** Changes with the records. The table `records` has them. */
  readonly records: string;
  readonly since?: string | undefined;
}

/** Days of a month, with what they are counted from. */
export interface StaleMonth {
  readonly month: string;
  readonly days: ReadonlyMap<string, DayToCount>;
}

/**
 * Returns the days to count, by month: those whose events or rules have changed, those from `since` on, and those with events of
 * records that were not known when they were counted, and are now. Otherwise a day keeps the records as they were.
 */
export async function staleMonths({
  engine,
  store,
  files,
  rules,
  records,
  since,
}: StaleOptions): Promise<readonly StaleMonth[]> {
  const wanted = daysToCount(files);
  const months = new Map<string, [string, DayToCount][]>();
  for (const [day, each] of wanted) {
    const month = day.slice(0, 7);
    const days = months.get(month) ?? [];
    days.push([day, each]);
    months.set(month, days);
  }
  // Months of which no event is left.
  for (const month of store.months()) if (!months.has(month)) months.set(month, []);
  const stale: StaleMonth[] = [];
  for (const [month, own] of [...months].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const entry = readMonth(store, month);
    const isOther = entry?.rules !== rules;
    const nowKnown =
      entry && !isOther && entry.records !== records ? await daysNowKnown(engine, store, entry.unknown) : new Set();
    const due = own.filter(
      ([day, { version }]) =>
        isOther || entry.days[day] !== version || nowKnown.has(day) || (since !== undefined && day >= since),
    );
    const gone = Object.keys(entry?.days ?? {}).filter((day) => !wanted.has(day));
    const days = new Map([...due, ...gone.map((day) => [day, { version: '', events: 0 }] as const)]);
    if (days.size) stale.push({ month, days });
  }
  return stale;
}

/** Returns the days on which fewer events are of unknown records than when they were counted. */
async function daysNowKnown(
  engine: Engine,
  store: Store,
  unknown: Readonly<Record<string, number>>,
): Promise<ReadonlySet<string>> {
  const days = Object.keys(unknown);
  if (!days.length) return new Set();
  await engine.view('events', store.eventFiles(days), EVENT_COLUMNS);
  const rows = await engine.rows(
    `SELECT CAST(events.day AS VARCHAR) AS day, count(DISTINCT events.record) AS count FROM events
     WHERE NOT EXISTS (SELECT 1 FROM records WHERE records.id = events.record) GROUP BY events.day`,
  );
  const counts = new Map(rows.map(({ day, count }) => [day as string, count as number]));
  return new Set(days.filter((day) => (counts.get(day) ?? 0) < unknown[day]!));
}
