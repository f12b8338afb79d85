/**
 * Test data: generated numbers that look like those of a mid-size research repository. The same seed gives the same
 * numbers on every machine and in any order of requests; a later `today` only adds days.
 */
import { WHOLE, type Table, type YearBlock } from '../../data/year-block.js';
import { dayTime, isoDay, today as currentDay, weekday, yearOf, yearStart, type Day } from '../../data/day.js';
import { BREAKDOWN_NAMES, type Breakdown } from '../../vocabulary/breakdowns.js';
import type { Area, Kind } from '../../vocabulary/terms.js';
import { searchLink } from '../invenio-api/search.js';
import { METRIC_KEYS } from '../stats-body/keys.js';
import type { StatsSource } from '../source.js';
import { FOUNDED, chance, numbersOf, streamOf, type Scope } from './numbers.js';
import { testRecordUse, testRecords } from './records.js';
import { VALUES } from './values.js';

export interface TestDataOptions {
  /** Other seeds give other numbers. */
  readonly seed?: number;
  /** The numbers end the day before. Default: today in UTC. */
  readonly today?: Day | undefined;
}

/** The size of a community compared to the whole repository. */
const COMMUNITY = 0.12;

/** Parts that the service does not count. */
const NOT_COUNTED: Record<Area, readonly Breakdown[]> = {
  content: ['countries', 'referrers'],
  usage: ['subjects', 'filePresence'],
};

/**
 * Creates a source of generated numbers for the years since 2015. Each community has smaller numbers of its own. Blocks
 * are stored and shared: treat them as read-only.
 */
export function testDataSource({ seed = 1, today = currentDay() }: TestDataOptions = {}): StatsSource {
  const scopeOf = (community: string): Scope => [streamOf(seed, community), community ? COMMUNITY : 1];
  const last = yearOf(today);
  const made = new Map<string, readonly Table[]>();
  /** Returns the tables of a year, each made once. */
  const tablesOf = (community: string, area: Area, kind: Kind, year: number): readonly Table[] => {
    const key = `${community} ${area} ${kind} ${year}`;
    const tables =
      made.get(key) ??
      (kind === 'delta' ? deltas(area, year, scopeOf(community), today) : totals(community, area, year));
    made.set(key, tables);
    return tables;
  };
  /** Returns the running sums of all deltas until each day of a year. */
  const totals = (community: string, area: Area, year: number): readonly Table[] => {
    const before = year > yearOf(FOUNDED) && year <= last ? tablesOf(community, area, 'snapshot', year - 1) : [];
    return tablesOf(community, area, 'delta', year).map((table, t) => ({
      ...table,
      columns: table.columns.map((column, i) => {
        let total = before[t]?.columns[i]?.at(-1) ?? NaN;
        const sums = column.map((value) => {
          if (value === value) total = (total || 0) + value;
          return total;
        });
        return blankUncounted(sums, year, today);
      }),
    }));
  };
  return {
    key: `test-data ${seed} ${isoDay(today)}`,
    describe: async (signal) => {
      signal.throwIfAborted();
      return { dateBases: ['added'], years: { first: Math.min(yearOf(FOUNDED), last), last }, invented: true };
    },
    load: async ({ statistic, year, community = '' }, signal): Promise<YearBlock> => {
      signal.throwIfAborted();
      const [area, kind] = statistic.split('-') as [Area, Kind];
      const found = tablesOf(community, area, kind, year).map(withoutEmptyParts);
      return { year, statistic, tables: found, problems: [], fetchedAt: dayTime(today) };
    },
    // Links to the search that the page names: the invented records are those of no repository.
    partLink: ({ breakdown, id, label, searchBase }) =>
      searchBase === undefined ? undefined : searchLink(searchBase, breakdown, id, label),
    records: async ({ order, size, community = '' }, signal) => {
      signal.throwIfAborted();
      if (order === 'mostcited') return undefined;
      return testRecords(scopeOf(community), today)
        .map(({ title, [order]: value }) => ({ title, value }))
        .sort((a, b) => b.value - a.value)
        .slice(0, size);
    },
    recordUse: async (request, signal) => {
      signal.throwIfAborted();
      return testRecordUse(seed, request);
    },
  };
}

/** Removes the values before the founding and from today on. */
function blankUncounted(column: Float64Array, year: number, today: Day): Float64Array {
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
