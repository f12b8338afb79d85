/**
 * The test data mode: invented numbers that look like those of a research repository of middle size. The same seed gives
 * the same numbers on every machine and in any order of asking; a later `today` only adds days.
 */
import { WHOLE, type Table, type YearBlock } from '../../data/year-block.js';
import {
  dayTime,
  daysInYear,
  isoDay,
  overlap,
  today as currentDay,
  weekday,
  yearOf,
  yearStart,
  type Day,
} from '../../data/day.js';
import { BREAKDOWN_NAMES, type Breakdown } from '../../vocabulary/breakdowns.js';
import { metricsOf, type Metric } from '../../vocabulary/metrics.js';
import type { Area, Kind } from '../../vocabulary/terms.js';
import { METRIC_KEYS } from '../stats-body/keys.js';
import type { StatsSource } from '../source.js';
import {
  FOUNDED,
  PLANS,
  chance,
  daily,
  divide,
  streamOf,
  wholes,
  type Calendar,
  type Column,
  type Divided,
} from './numbers.js';
import { inventedRecords } from './records.js';
import { VALUES } from './values.js';

export interface TestDataOptions {
  /** Other seeds give other numbers. */
  readonly seed?: number;
  /** The numbers end the day before. Default: today in UTC. */
  readonly today?: Day;
}

/** How large a community is, compared to the whole repository. */
const COMMUNITY = 0.12;

/**
 * A source of invented numbers for the years since 2015. Any community has numbers of its own, smaller ones. Blocks are kept
 * and handed out again: treat them as read-only.
 */
export function testDataSource({ seed = 1, today = currentDay() }: TestDataOptions = {}): StatsSource {
  const placeOf = once((community: string) => chronicle(streamOf(seed, community), community ? COMMUNITY : 1, today));
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
      const tables = placeOf(community)[kind](area, year).map(occurring);
      return { year, statistic, tables, problems: [], fetchedAt: dayTime(today) };
    },
    records: async ({ order, size, community = '' }, signal) => {
      signal.throwIfAborted();
      const records = inventedRecords(streamOf(seed, community), community ? COMMUNITY : 1, today);
      return records
        .map(({ title, [order]: value }) => ({ title, value }))
        .sort((a, b) => b.value - a.value)
        .slice(0, size);
    },
  };
}

/** The numbers of one place year by year, each year made once. A snapshot is the running sum of all deltas before it. */
function chronicle(
  seed: number,
  scale: number,
  today: Day,
): Record<Kind, (area: Area, year: number) => readonly Table[]> {
  const delta = once((area: Area, year: number) => deltas(area, calendarOf(year, today), seed, scale));
  /** The sum of each column of each table up to the end of a year; `NaN` for a part that has not occurred until then. */
  const totals = once((area: Area, year: number): readonly (readonly number[])[] => {
    if (year < yearOf(FOUNDED)) return [];
    const before = totals(area, year - 1);
    return delta(area, year).map(({ columns }, t) => columns.map((column, i) => sum(column, before[t]?.[i])));
  });
  const snapshot = once((area: Area, year: number): readonly Table[] => {
    const calendar = calendarOf(year, today);
    const before = calendar.first < calendar.end ? totals(area, year - 1) : [];
    return delta(area, year).map((table, t) => ({
      ...table,
      columns: table.columns.map((column, i) => runningSums(column, calendar, before[t]?.[i])),
    }));
  });
  return { delta, snapshot };
}

/** Remembers what a function of plain values has returned. */
function once<A extends readonly (string | number)[], T>(make: (...args: A) => T): (...args: A) => T {
  const made = new Map<string, T>();
  return (...args) => {
    const key = args.join(' ');
    const value = made.get(key) ?? make(...args);
    made.set(key, value);
    return value;
  };
}

function calendarOf(year: number, today: Day): Calendar {
  const start = yearStart(year);
  const length = daysInYear(year);
  const counted = overlap({ start, end: start + length - 1 }, { start: FOUNDED, end: today - 1 });
  return {
    year,
    start,
    length,
    first: counted ? counted.start - start : 0,
    end: counted ? counted.end - start + 1 : 0,
  };
}

/** By which breakdowns records and their usage are divided. */
const AREA_BREAKDOWNS: Record<Area, readonly Breakdown[]> = {
  content: BREAKDOWN_NAMES.filter((name) => name !== 'countries' && name !== 'referrers'),
  usage: BREAKDOWN_NAMES.filter((name) => name !== 'subjects' && name !== 'filePresence'),
};

/** Every table of an area's deltas in a year, with all parts, whether they occur or not. */
function deltas(area: Area, calendar: Calendar, seed: number, scale: number): readonly Table[] {
  const whole = wholes(area, calendar, seed, scale);
  const keyOf = (metric: Metric): string => METRIC_KEYS[area][metric]![0]!;
  const undivided = metricsOf(area).map((metric): Table => ({
    metric,
    key: keyOf(metric),
    ids: [WHOLE],
    labels: ['Global'],
    columns: [whole[metric]!],
  }));
  const divided = AREA_BREAKDOWNS[area].flatMap((breakdown) => {
    const { ids, labels } = VALUES[breakdown];
    const done: Partial<Record<Metric, Divided>> = {};
    return PLANS[area].map((plan): Table => {
      const parts = divide(breakdown, whole[plan.metric]!, calendar, seed, plan, done);
      done[plan.metric] = { whole: whole[plan.metric]!, parts };
      return { metric: plan.metric, breakdown, key: keyOf(plan.metric), ids, labels, columns: parts };
    });
  });
  const tables = [...undivided, ...divided];
  if (area === 'content') takeBack(tables, removalSlots(calendar, seed));
  for (const { breakdown, columns } of tables) {
    // Where nothing occurred nothing is sent, but of these two every day is.
    if (breakdown && breakdown !== 'filePresence') columns.forEach(blankZeros);
  }
  return tables;
}

/** On some Saturdays somebody cleans up: all that was added on the Wednesday before is removed. */
const TAKEN_BACK = 3;

/** Three days a year on which records are removed. */
function removalSlots({ year, start, first, end }: Calendar, seed: number): readonly number[] {
  return [30, 140, 250]
    .map((earliest) => start + earliest + Math.floor(80 * chance(streamOf(seed, `removal ${earliest}`), year)))
    .map((day) => day - weekday(day) + 5 - start)
    .filter((slot) => slot - TAKEN_BACK >= first && slot < end);
}

function takeBack(tables: readonly Table[], slots: readonly number[]): void {
  for (const { columns } of tables.filter((table) => table.metric !== 'uploaders')) {
    for (const column of columns) for (const slot of slots) column[slot]! -= column[slot - TAKEN_BACK]!;
  }
}

function blankZeros(column: Column): void {
  for (let slot = 0; slot < column.length; slot++) if (column[slot] === 0) column[slot] = NaN;
}

/** `a + b`, where `NaN` stands for nothing yet. */
const plus = (a: number, b: number): number => (b !== b ? a : a !== a ? b : a + b);

function sum(column: Column, before = NaN): number {
  let result = before;
  for (let slot = 0; slot < column.length; slot++) result = plus(result, column[slot]!);
  return result;
}

function runningSums(column: Column, calendar: Calendar, before = NaN): Column {
  let reached = before;
  return daily(calendar, (slot) => (reached = plus(reached, column[slot]!)));
}

/** A table without the parts that have no value in its year. */
function occurring(table: Table): Table {
  const kept = table.columns.flatMap((column, i) => (column.some((value) => value === value) ? [i] : []));
  const pick = <T>(items: readonly T[]): T[] => kept.map((i) => items[i]!);
  return { ...table, ids: pick(table.ids), labels: pick(table.labels), columns: pick(table.columns) };
}
