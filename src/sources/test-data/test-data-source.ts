/**
 * Test data: generated numbers that look like those of a mid-size research repository. The same seed gives the same
 * numbers on every machine and in any order of requests; a later `today` only adds days.
 */
import { WHOLE, type Table, type YearBlock } from '../../data/year-block.js';
import { dayTime, isoDay, today as currentDay, weekday, yearOf, yearStart, type Day } from '../../data/day.js';
import { BREAKDOWN_NAMES, type Breakdown } from '../../vocabulary/breakdowns.js';
import type { Area, Kind } from '../../vocabulary/terms.js';
import { METRIC_KEYS } from '../stats-body/keys.js';
import type { StatsSource } from '../source.js';
import { FOUNDED, chance, numbersOf, streamOf, type Column, type Scope } from './numbers.js';
import { testRecords } from './records.js';
import { VALUES } from './values.js';

export interface TestDataOptions {
  /** Other seeds give other numbers. */
  readonly seed?: number;
  /** The numbers end the day before. Default: today in UTC. */
  readonly today?: Day;
}

/** The size of a community compared to the whole repository. */
const COMMUNITY = 0.12;

/** Parts that the service does not count. */
const NOT_COUNTED: Record<Area, readonly Breakdown[]> = {
  content: ['countries', 'referrers'],
  usage: ['subjects', 'filePresence'],
};

/**
 * Creates a source of generated numbers for the years since 2015. Each community has smaller numbers of its own. Blocks are
 * kept and shared: treat them as read-only.
 */
export function testDataSource({ seed = 1, today = currentDay() }: TestDataOptions = {}): StatsSource {
  const scopeOf = (community: string): Scope => [streamOf(seed, community), community ? COMMUNITY : 1];
  const tablesOf = memoize((community: string) => tables(scopeOf(community), today));
  const last = yearOf(today);
  return {
    key: `test-data ${seed} ${isoDay(today)}`,
    describe: async (signal) => {
      signal.throwIfAborted();
      return { dateBases: ['added'], years: { first: Math.min(yearOf(FOUNDED), last), last }, invented: true };
    },
    load: async ({ statistic, year, community = '' }, signal): Promise<YearBlock> => {
      signal.throwIfAborted();
      const [area, kind] = statistic.split('-') as [Area, Kind];
      const found = tablesOf(community)[kind](area, year).map(withoutEmptyParts);
      return { year, statistic, tables: found, problems: [], fetchedAt: dayTime(today) };
    },
    records: async ({ order, size, community = '' }, signal) => {
      signal.throwIfAborted();
      return testRecords(scopeOf(community), today)
        .map(({ title, [order]: value }) => ({ title, value }))
        .sort((a, b) => b.value - a.value)
        .slice(0, size);
    },
  };
}

/** Returns the tables of a scope by year, each made once. A snapshot is the running sum of all deltas until then. */
function tables(scope: Scope, today: Day): Record<Kind, (area: Area, year: number) => readonly Table[]> {
  const delta = memoize((area: Area, year: number) => deltas(area, year, scope, today));
  const snapshot = memoize((area: Area, year: number): readonly Table[] => {
    const before = year > yearOf(FOUNDED) && year <= yearOf(today) ? snapshot(area, year - 1) : [];
    return delta(area, year).map((table, t) => ({
      ...table,
      columns: table.columns.map((column, i) => {
        const totals = new Float64Array(column.length);
        let total = before[t]?.columns[i]?.at(-1) ?? NaN;
        for (let slot = 0; slot < totals.length; slot++) {
          const value = column[slot]!;
          if (value === value) total = (total || 0) + value;
          totals[slot] = total;
        }
        return blankUncounted(totals, year, today);
      }),
    }));
  });
  return { delta, snapshot };
}

function memoize<A extends readonly (string | number)[], T>(make: (...args: A) => T): (...args: A) => T {
  const made = new Map<string, T>();
  return (...args) => {
    const key = args.join(' ');
    const value = made.get(key) ?? make(...args);
    made.set(key, value);
    return value;
  };
}

/** Removes the values before the founding and from today on. */
function blankUncounted(column: Column, year: number, today: Day): Column {
  const slotOf = (day: Day): number => Math.max(0, day - yearStart(year));
  return column.fill(NaN, 0, slotOf(FOUNDED)).fill(NaN, slotOf(today));
}

/** On some Saturdays all that was added three days before is removed. */
const REMOVED_AFTER = 3;

/** Returns every table of an area's deltas in a year, with all parts, whether they occur or not. */
function deltas(area: Area, year: number, scope: Scope, today: Day): readonly Table[] {
  const breakdowns = BREAKDOWN_NAMES.filter((name) => !NOT_COUNTED[area].includes(name));
  const removals = (area === 'content' ? [30, 140, 250] : []).map((earliest) => {
    const day = yearStart(year) + earliest + Math.floor(80 * chance(streamOf(scope[0], `removal ${earliest}`), year));
    return day - weekday(day) + 5 - yearStart(year);
  });
  return numbersOf(area, breakdowns, year, scope).map(({ metric, breakdown, columns }): Table => {
    const { ids, labels } = breakdown ? VALUES[breakdown] : { ids: [WHOLE], labels: ['Global'] };
    for (const column of columns) {
      if (metric !== 'uploaders') for (const slot of removals) column[slot]! -= column[slot - REMOVED_AFTER]!;
      blankUncounted(column, year, today);
      // Services leave out zeros of parts, but not of these two.
      if (!breakdown || breakdown === 'filePresence') continue;
      for (let slot = 0; slot < column.length; slot++) column[slot] ||= NaN;
    }
    return { metric, ...(breakdown && { breakdown }), key: METRIC_KEYS[area][metric]![0]!, ids, labels, columns };
  });
}

/** Returns a table without the parts that have no value in its year. */
function withoutEmptyParts(table: Table): Table {
  const kept = table.columns.flatMap((column, i) => (column.some((value) => !Number.isNaN(value)) ? [i] : []));
  const pick = <T>(items: readonly T[]): T[] => kept.map((i) => items[i]!);
  return { ...table, ids: pick(table.ids), labels: pick(table.labels), columns: pick(table.columns) };
}
