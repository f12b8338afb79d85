/**
 * A reference for the numbers of the widgets: computes them from a body of the service in the simplest way, with loops
 * over ISO dates. It shares no code with the sources that it checks, and is not optimized.
 */
import { BREAKDOWNS as vocabulary, type Breakdown } from '../src/vocabulary/breakdowns.js';
import type { Metric } from '../src/vocabulary/metrics.js';
import type { Comparison, Granularity, Kind } from '../src/vocabulary/terms.js';

/** A point as the service sends it, and as it was sent until 2025-11-10. */
export type WirePoint = readonly [string, number] | { readonly value: readonly [string, number] };

export interface WireSeries {
  readonly id: string;
  readonly name: unknown;
  readonly data: readonly WirePoint[];
  /** The year of its `MM-DD` dates. */
  readonly year?: number;
}

/** Statistic › subcount › metric › series. */
export type WireBody = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, readonly WireSeries[]>>>>>
>;

/** A body, and the year that was requested; without a year it holds all years. */
export interface Answer {
  readonly year?: number;
  readonly body: WireBody;
}

/** A selection. The days are ISO dates, both included. */
export interface Question {
  readonly metric: Metric;
  readonly kind: Kind;
  readonly start: string;
  readonly end: string;
  /** How the days are compared with earlier ones; absent: without a comparison. */
  readonly how?: How | undefined;
}

/** How days are compared with earlier ones. */
export interface How {
  readonly compare: Exclude<Comparison, 'none'>;
  readonly granularity: Granularity;
  /** The first day of all time: ranges that begin on it are not compared with earlier days. */
  readonly earliest: string;
}

// ---- The calendar. Dates are compared as texts.

const MS = 86_400_000;

const known = new Map<string, string>();

export function plus(iso: string, days: number): string {
  const key = `${iso} ${days}`;
  const made = known.get(key) ?? new Date(Date.parse(`${iso}T00:00:00Z`) + days * MS).toISOString().slice(0, 10);
  known.set(key, made);
  return made;
}

/** Returns the number of days from the first to the last, both included. */
export const length = (start: string, end: string): number => (Date.parse(end) - Date.parse(start)) / MS + 1;

const year = (iso: string): number => Number(iso.slice(0, 4));
const month = (iso: string): number => Number(iso.slice(5, 7));
const date = (y: number, m: number, d: number): string =>
  `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
const isLeap = (y: number): boolean => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
const monthLength = (y: number, m: number): number =>
  [31, isLeap(y) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1]!;

/** Adds months to a date; in a month that is too short for the day, returns the last day. */
export function plusMonths(iso: string, months: number): string {
  const count = year(iso) * 12 + month(iso) - 1 + months;
  const [y, m] = [Math.floor(count / 12), (count % 12) + 1];
  return date(y, m, Math.min(Number(iso.slice(8)), monthLength(y, m)));
}

/** Returns the first day of the calendar unit of a day. */
export function unitStart(unit: Granularity, iso: string): string {
  const [y, m] = [year(iso), month(iso)];
  if (unit === 'year') return date(y, 1, 1);
  if (unit === 'quarter') return date(y, m < 4 ? 1 : m < 7 ? 4 : m < 10 ? 7 : 10, 1);
  if (unit === 'month') return date(y, m, 1);
  if (unit === 'day') return iso;
  const sinceMonday = (new Date(`${iso}T00:00:00Z`).getUTCDay() + 6) % 7;
  return plus(iso, -sinceMonday);
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;
const unitEnd = (unit: Granularity, iso: string): string => {
  const start = unitStart(unit, iso);
  if (unit === 'day') return start;
  return plus(unit === 'week' ? plus(start, 7) : plusMonths(start, MONTHS[unit]), -1);
};

// ---- Reading of bodies.

type Points = ReadonlyMap<string, number>;

const AREA: Record<Metric, 'record' | 'usage'> = {
  records: 'record',
  parents: 'record',
  files: 'record',
  uploadVolume: 'record',
  uploaders: 'record',
  views: 'usage',
  downloads: 'usage',
  visitors: 'usage',
  downloadVolume: 'usage',
  citations: 'usage',
};

/** The service's names of a metric: unique counts, then events, which are shown where unique counts were not sent. */
export const WIRE_METRICS: Record<Metric, readonly string[]> = {
  records: ['records'],
  parents: ['parents'],
  files: ['fileCount'],
  uploadVolume: ['dataVolume'],
  uploaders: ['uploaders'],
  views: ['viewUniqueRecords', 'views'],
  downloads: ['downloadUniqueFiles', 'downloads'],
  visitors: ['viewVisitors'],
  downloadVolume: ['dataVolume'],
  // Other services count citations.
  citations: [],
};

export const wireStatistic = (metric: Metric, kind: Kind): string => `${AREA[metric]}-${kind}-category`;

/** Returns the subcounts with the parts of a metric: for usage totals, the list of the most viewed or most downloaded. */
export function wireBreakdowns(breakdown: Breakdown, metric: Metric, kind: Kind): readonly string[] {
  if (AREA[metric] === 'record' || kind === 'delta') return [breakdown];
  return [breakdown + (metric === 'views' || metric === 'visitors' ? 'ByView' : 'ByDownload'), breakdown];
}

interface Part {
  readonly id: string;
  readonly points: Points;
}

function listIn(
  body: WireBody,
  statistic: string,
  subcounts: readonly string[],
  names: readonly string[],
): readonly WireSeries[] | undefined {
  const category = body[statistic];
  const metrics = category?.[subcounts.find((name) => category[name]) ?? ''];
  return metrics?.[names.find((name) => metrics[name]) ?? ''];
}

/** Returns the part of a body with several years that belongs to one year. */
export function ofYear(body: WireBody, wanted: number): WireBody {
  const copy = (list: readonly WireSeries[]): WireSeries[] =>
    list.map((series) => ({
      ...series,
      data: series.data.filter((point) => year(('value' in point ? point.value : point)[0]) === wanted),
    }));
  return JSON.parse(
    JSON.stringify(body, (_, value: unknown) =>
      Array.isArray(value) && isSeries(value[0]) ? copy(value as WireSeries[]) : value,
    ),
  ) as WireBody;
}

const isSeries = (value: unknown): boolean => typeof value === 'object' && value !== null && 'data' in value;

/** The answers for one year of a statistic: the series of each list by id. */
interface Year {
  readonly year: number;
  /** By metric and breakdown, as `tableName` writes them. */
  readonly tables: Map<string, Map<string, Map<string, number>>>;
}

const tableName = (metric: Metric, breakdown?: Breakdown): string => `${metric} ${breakdown ?? ''}`;

const METRICS = Object.keys(AREA) as Metric[];
const BREAKDOWNS = Object.keys(vocabulary) as Breakdown[];

const books = new WeakMap<readonly Answer[], Map<string, readonly Year[]>>();

/** Returns all years of a statistic, ascending. Answers of the same year are merged: the later value of a day counts. */
function bookOf(answers: readonly Answer[], metric: Metric, kind: Kind): readonly Year[] {
  const made = books.get(answers) ?? new Map<string, readonly Year[]>();
  books.set(answers, made);
  const statistic = wireStatistic(metric, kind);
  const known = made.get(statistic);
  if (known) return known;
  const years = new Map<number, Year>();
  for (const answer of answers) {
    const lists: { name: string; series: readonly WireSeries[] }[] = [];
    for (const other of METRICS.filter((each) => AREA[each] === AREA[metric])) {
      for (const breakdown of [undefined, ...BREAKDOWNS]) {
        const subcounts = breakdown ? wireBreakdowns(breakdown, other, kind) : ['global'];
        const series = listIn(answer.body, statistic, subcounts, WIRE_METRICS[other]);
        if (series) lists.push({ name: tableName(other, breakdown), series });
      }
    }
    const dated = lists.map(({ name, series }) => ({
      name,
      points: series.flatMap(({ id, data, year: own }) =>
        data.map((point) => {
          const [day, value] = 'value' in point ? point.value : point;
          return { id, day: day.length === 5 ? `${own}-${day}` : day, value };
        }),
      ),
    }));
    const found = new Set(dated.flatMap(({ points }) => points.map(({ day }) => year(day))));
    if (!found.size) found.add(answer.year ?? NO_YEAR);
    for (const each of found) {
      const of: Year = years.get(each) ?? { year: each, tables: new Map<string, Map<string, Map<string, number>>>() };
      years.set(each, of);
      for (const { name, points } of dated) {
        const table = of.tables.get(name) ?? new Map<string, Map<string, number>>();
        of.tables.set(name, table);
        for (const { id, day, value } of points.filter((point) => year(point.day) === each)) {
          const part = table.get(id) ?? new Map<string, number>();
          table.set(id, part.set(day, value));
        }
      }
    }
  }
  const sorted = [...years.values()].sort((a, b) => a.year - b.year);
  made.set(statistic, sorted);
  return sorted;
}

/** The year of a body without any point and without a requested year. */
const NO_YEAR = 2000;

/** Returns the parts of a metric over all years; `undefined` if no answer contains the metric. */
function read(answers: readonly Answer[], { metric, kind }: Question, breakdown?: Breakdown): Part[] | undefined {
  const book = bookOf(answers, metric, kind);
  const sent = book.flatMap(({ tables }) => tables.get(tableName(metric, breakdown)) ?? []);
  if (!sent.length) return undefined;
  const parts = new Map<string, Map<string, number>>();
  for (const table of sent)
    for (const [id, points] of table) parts.set(id, new Map([...(parts.get(id) ?? []), ...points]));
  return [...parts].map(([id, points]) => ({ id, points }));
}

/** Returns the metric as a whole. */
function whole(answers: readonly Answer[], question: Question): Points | undefined {
  const parts = read(answers, question);
  return parts && (parts.find(({ id }) => id === 'global')?.points ?? new Map<string, number>());
}

/** Returns the first and the last of some days. */
function extent(days: Iterable<string>): { first: string; last: string } | undefined {
  const sorted = [...days].sort();
  return sorted.length ? { first: sorted[0]!, last: sorted.at(-1)! } : undefined;
}

const daysOf = (tables: Iterable<Map<string, Map<string, number>>>): Set<string> =>
  new Set([...tables].flatMap((table) => [...table.values()].flatMap((points) => [...points.keys()])));

/** Returns the counted days of a year: those with a value of any whole, or of any part where no whole was sent. */
function coveredIn({ tables }: Year): Set<string> {
  const wholes = METRICS.flatMap((metric) => tables.get(tableName(metric)) ?? []);
  const days = daysOf(wholes);
  return days.size ? days : daysOf(tables.values());
}

/** Returns true if a year has the metric or its parts, even if the list of parts is empty. */
function provides(of: Year, { metric }: Question, breakdown?: Breakdown): boolean {
  const table = of.tables.get(tableName(metric, breakdown));
  if (!table) return false;
  return breakdown ? coveredIn(of).size > 0 : [...table.values()].some((points) => points.size > 0);
}

/** Returns the years of a range that were answered without these numbers, within the first and the last counted year. */
function notProvided(answers: readonly Answer[], question: Question, breakdown?: Breakdown): number[] {
  const book = bookOf(answers, question.metric, question.kind);
  if (!book.some((of) => provides(of, question, breakdown))) return [];
  const counted = book.filter((of) => coveredIn(of).size > 0).map((of) => of.year);
  return book
    .filter((of) => of.year >= Math.min(...counted) && of.year <= Math.max(...counted))
    .filter((of) => !provides(of, question, breakdown))
    .map((of) => of.year)
    .filter((each) => each >= year(question.start) && each <= year(question.end));
}

const counted = new WeakMap<readonly Answer[], Map<string, ReadonlySet<string>>>();

/** Returns the days on which the metric, or its parts, were counted. */
function countedDays(answers: readonly Answer[], question: Question, breakdown?: Breakdown): ReadonlySet<string> {
  const key = `${question.metric} ${question.kind} ${breakdown}`;
  const made = counted.get(answers) ?? new Map<string, ReadonlySet<string>>();
  counted.set(answers, made);
  const known =
    made.get(key) ??
    new Set(
      breakdown
        ? bookOf(answers, question.metric, question.kind)
            .filter((of) => provides(of, question, breakdown))
            .flatMap((of) => [...coveredIn(of), ...daysOf([of.tables.get(tableName(question.metric, breakdown))!])])
        : (whole(answers, question)?.keys() ?? []),
    );
  made.set(key, known);
  return known;
}

/** Returns the number of counted days in a range. */
const countIn = (days: ReadonlySet<string>, start: string, end: string): number => {
  let count = 0;
  for (const day of days) if (day >= start && day <= end) count++;
  return count;
};

/** Returns the number of counted days in a range; `undefined` if all were counted. */
function gapsIn(days: ReadonlySet<string>, start: string, end: string): Coverage | undefined {
  const found = { counted: countIn(days, start, end), days: length(start, end) };
  return found.counted < found.days ? found : undefined;
}

/** Returns the days of a range from the first to the last counted day; `undefined` if none was counted. */
function countedPart(
  days: ReadonlySet<string>,
  start: string,
  end: string,
): { start: string; end: string } | undefined {
  const all = extent(days);
  if (!all || !countIn(days, start, end)) return undefined;
  return { start: all.first > start ? all.first : start, end: all.last < end ? all.last : end };
}

/** Returns the sum of the points in a range; `undefined` if there is none. */
function sum(points: Points, start: string, end: string): number | undefined {
  let made: number | undefined;
  for (const [day, value] of points) if (day >= start && day <= end) made = (made ?? 0) + value;
  return made;
}

/** Returns the latest point at or before a day. */
function latest(points: Points, end: string): { day: string; value: number } | undefined {
  let found: { day: string; value: number } | undefined;
  for (const [day, value] of points) if (day <= end && (!found || day > found.day)) found = { day, value };
  return found;
}

// ---- Comparisons.

const byMonths = (granularity: Granularity): boolean => ['month', 'quarter', 'year'].includes(granularity);

/** Returns the number of months that a range touches if it begins with a month; else 0. */
function monthsIn(start: string, end: string): number {
  if (!start.endsWith('-01')) return 0;
  return (year(end) - year(start)) * 12 + month(end) - month(start) + 1;
}

/** Returns the same dates a year before, up to the last one that is not after the end a year later; by weeks, weekdays. */
function yearBefore(start: string, end: string, granularity: Granularity): { start: string; end: string } {
  if (granularity === 'week') return { start: plus(start, -364), end: plus(end, -364) };
  const first = plusMonths(start, -12);
  let last = plusMonths(end, -12);
  if (start !== end) while (plusMonths(plus(last, 1), 12) <= end) last = plus(last, 1);
  return { start: first, end: last };
}

/** Returns the days that a range is compared with; `undefined` before all time. */
export function earlier(start: string, end: string, how: How): { start: string; end: string } | undefined {
  const { compare, granularity, earliest } = how;
  if (compare === 'year') return yearBefore(start, end, granularity);
  if (start <= earliest) return undefined;
  const isWhole = byMonths(granularity) && plus(end, 1).endsWith('-01');
  const months = isWhole ? monthsIn(start, end) : 0;
  return { start: months ? plusMonths(start, -months) : plus(start, -length(start, end)), end: plus(start, -1) };
}

/** Returns the days that each bucket is compared with. */
function earlierUnits(units: readonly Cut[], how: How): { start: string; end: string }[] {
  const { compare, granularity, earliest } = how;
  if (compare === 'year') return units.map((unit) => yearBefore(unit.start, unit.end, granularity));
  const [first, last] = [units[0]!.start, units.at(-1)!.end];
  if (first <= earliest) return [];
  const months = byMonths(granularity) ? monthsIn(first, last) : 0;
  const back = (day: string): string => (months ? plusMonths(day, -months) : plus(day, -length(first, last)));
  return units.map(({ start }, i) => ({
    start: back(start),
    end: plus(i + 1 < units.length ? back(units[i + 1]!.start) : first, -1),
  }));
}

/** Returns the days of a preset, today included. */
export function presetDays(preset: string, today: string, historyYears = 15): { start: string; end: string } {
  const [, text = '', unit = ''] = /^(\d+)(day|week|month|quarter|year)s?$/.exec(preset) ?? [];
  const count = Number(text);
  const before = (name: 'quarter' | 'year'): { start: string; end: string } => {
    const end = plus(unitStart(name, today), -1);
    return { start: unitStart(name, end), end };
  };
  const starts: Record<string, () => string> = {
    yearToDate: () => unitStart('year', today),
    currentYear: () => unitStart('year', today),
    currentQuarter: () => unitStart('quarter', today),
    currentMonth: () => unitStart('month', today),
    allTime: () => date(year(today) - historyYears, 1, 1),
    '1year': () => plus(plusMonths(today, -12), 1),
    day: () => plus(today, 1 - count),
    week: () => plus(today, 1 - 7 * count),
    month: () => unitStart('month', plusMonths(unitStart('month', today), 1 - count)),
    quarter: () => plusMonths(unitStart('quarter', today), 3 * (1 - count)),
    year: () => date(year(today) + 1 - count, 1, 1),
  };
  if (preset === 'previousQuarter' || preset === 'previousYear')
    return before(preset === 'previousYear' ? 'year' : 'quarter');
  return { start: (starts[preset] ?? starts[unit])!(), end: today };
}

// ---- Numbers of the widgets.

type Absence = 'missing' | 'empty';

export interface Days {
  readonly start: string;
  readonly end: string;
  /** True if some of these days, or of their comparison, were not counted; for totals, the last day of either. */
  readonly partial?: true;
}

/** The number of counted days among some days. */
export interface Coverage {
  readonly counted: number;
  readonly days: number;
}

type NotCompared = 'nothing' | 'missing' | 'parts';

export interface Figure {
  readonly value: number | null;
  readonly absence?: Absence;
  readonly start: string;
  readonly end: string;
  readonly coverage?: Coverage;
  readonly carried: boolean;
  readonly before?: number;
  readonly compared?: Days;
  readonly notCompared?: NotCompared;
}

/** Returns one number: the sum of the range, or the total as of its last day. */
export function figure(answers: readonly Answer[], question: Question): Figure {
  const { kind, start, end, how } = question;
  const points = whole(answers, question);
  const nothing = { value: null, start, end, carried: false };
  if (!points) return { ...nothing, absence: 'missing' };
  const days = countedDays(answers, question);
  if (kind === 'delta') {
    const part = countedPart(days, start, end);
    if (!part) return { ...nothing, absence: 'empty' };
    const coverage = gapsIn(days, part.start, part.end);
    const found = { value: sum(points, start, end)!, ...part, carried: false, ...(coverage && { coverage }) };
    if (!how) return found;
    const versus = earlierDays(answers, question);
    if (typeof versus === 'string') return { ...found, notCompared: versus };
    const before = sum(points, versus.start, versus.end);
    return before === undefined ? { ...found, notCompared: 'nothing' } : { ...found, before, compared: versus };
  }
  const total = latest(points, end);
  if (!total) return { ...nothing, absence: 'empty' };
  const found = { value: total.value, start: total.day, end: total.day, carried: total.day < end };
  if (!how) return found;
  const versus = earlierDays(answers, question);
  const then = typeof versus === 'string' ? undefined : latest(points, versus.end);
  if (!then || then.day >= total.day) return { ...found, notCompared: 'nothing' };
  return { ...found, before: then.value, compared: { ...(versus as Days), start: then.day, end: then.day } };
}

/** Returns earlier days, as many as the counted days, or the reason why there are none. */
function earlierDays(
  answers: readonly Answer[],
  question: Question,
  breakdown?: Breakdown,
): Days | Exclude<NotCompared, 'parts'> {
  const { kind, start, end, how } = question;
  const days = countedDays(answers, question, breakdown);
  const part = countedPart(days, start, end);
  const found = part && how && earlier(part.start, part.end, how);
  const first = extent(days)?.first;
  if (!found || first === undefined || found.end < first) return 'nothing';
  if (kind === 'snapshot') return days.has(part.end) && days.has(found.end) ? found : { ...found, partial: true };
  const then = { start: found.start < first ? first : found.start, end: found.end };
  for (const range of [part, then])
    if (notProvided(answers, { ...question, ...range }, breakdown).length) return 'missing';
  if (!countIn(days, then.start, then.end)) return 'nothing';
  const isPartial = gapsIn(days, part.start, part.end) ?? gapsIn(days, found.start, found.end);
  return { ...then, ...(isPartial && { partial: true }) };
}

export interface Bucket {
  readonly start: string;
  readonly end: string;
  readonly value: number | null;
  readonly partial: boolean;
  readonly coverage?: Coverage;
}

export interface Line {
  /** `other` for the remainder: `isOther` distinguishes it from a part with that id. */
  readonly id: string;
  readonly isOther: boolean;
  readonly buckets: readonly Bucket[];
}

export interface Timeline {
  readonly lines: readonly Line[];
  readonly before?: readonly Bucket[];
  readonly notCompared?: NotCompared;
  readonly absence?: Absence;
}

type Cut = Omit<Bucket, 'value' | 'coverage'>;

/** Returns the calendar units of a range, cut at its ends. */
export function cut(granularity: Granularity, start: string, end: string): Cut[] {
  const made: Cut[] = [];
  for (let first = start; first <= end; first = plus(made.at(-1)!.end, 1)) {
    const whole = { start: unitStart(granularity, first), end: unitEnd(granularity, first) };
    const last = whole.end < end ? whole.end : end;
    made.push({ start: first, end: last, partial: first !== whole.start || last !== whole.end });
  }
  return made;
}

const inBucket = (points: Points, kind: Kind, { start, end }: Cut): number | null =>
  kind === 'delta' ? (sum(points, start, end) ?? 0) : (latest(points, end)?.value ?? null);

const PARTITIONS: readonly Breakdown[] = [
  'resourceTypes',
  'accessStatuses',
  'periodicals',
  'publishers',
  'countries',
  'filePresence',
];
/** Returns true if the parts make the whole. */
export const addsUp = (breakdown: Breakdown): boolean => PARTITIONS.includes(breakdown);

/** Returns true for ids that are counted but not listed. */
const isHidden = (breakdown: Breakdown, id: string): boolean =>
  (breakdown === 'publishers' && id === 'unknown') || (breakdown === 'countries' && id === 'imported');

/** Returns the parts with a value in a range: for totals, those that are listed on the last day with a value. */
function inList(
  parts: readonly Part[],
  { kind, start, end }: Question,
): { valued: (Part & { value: number })[]; asOf?: string } {
  if (kind === 'delta') {
    return {
      valued: parts.flatMap((part) => {
        const value = sum(part.points, start, end);
        return value === undefined ? [] : [{ ...part, value }];
      }),
    };
  }
  const days = parts.flatMap(({ points }) => latest(points, end)?.day ?? []).sort();
  const asOf = days.at(-1);
  if (asOf === undefined) return { valued: [] };
  return {
    valued: parts.flatMap((part) => (part.points.has(asOf) ? [{ ...part, value: part.points.get(asOf)! }] : [])),
    asOf,
  };
}

const largestFirst = <T extends { value: number }>(items: readonly T[]): T[] =>
  [...items].sort((a, b) => b.value - a.value);

export interface ByPart {
  readonly breakdown: Breakdown;
  /** The number of parts with a name; all others are combined. */
  readonly size: number;
}

/** Returns a metric over time, from the first to the last counted day. */
export function timeline(
  answers: readonly Answer[],
  question: Question & { readonly granularity: Granularity },
  byPart?: ByPart,
): Timeline {
  const { kind, granularity, how } = question;
  const all = whole(answers, question);
  const parts = byPart && read(answers, question, byPart.breakdown);
  if (byPart ? !parts : !all) return { lines: [], absence: 'missing' };
  const days = countedDays(answers, question, byPart?.breakdown);
  const part = countedPart(days, question.start, question.end);
  const units = part && (!parts || parts.length) ? cut(granularity, part.start, part.end) : [];
  if (!part || !units.length) return { lines: [], absence: 'empty' };
  const known = (cuts: readonly Cut[], valueIn: (unit: Cut, i: number) => number | null): Bucket[] =>
    cuts.map((unit, i) => bucketOf(unit, days, kind, valueIn(unit, i)));
  const line = (id: string, points: Points): Line => ({
    id,
    isOther: false,
    buckets: known(units, (unit) => inBucket(points, kind, unit)),
  });
  if (!byPart || !parts) {
    const compared = how && earlierBuckets(all!, days, kind, units, how);
    const reason = how && !compared?.before && earlierDays(answers, question);
    const notCompared = reason === 'missing' ? reason : 'nothing';
    return { lines: [line('global', all!)], ...compared, ...(reason && { notCompared }) };
  }
  const { breakdown, size } = byPart;
  /** Returns the value of a part: for totals, unknown if the latest list does not contain the part. */
  const partIn = (points: Points, unit: Cut): number | null => {
    if (kind === 'delta') return inBucket(points, kind, unit);
    const last = parts
      .flatMap((each) => latest(each.points, unit.end)?.day ?? [])
      .sort()
      .at(-1);
    return points.get(last ?? '') ?? null;
  };
  const drawn = inList(parts, { ...question, ...part }).valued.filter(
    ({ id, value, points }) => !isHidden(breakdown, id) && (value !== 0 || units.some((unit) => partIn(points, unit))),
  );
  const ranked = largestFirst(drawn);
  const named = ranked.slice(0, size);
  const lines = named.map(({ id, points }) => ({
    id,
    isOther: false,
    buckets: known(units, (unit) => partIn(points, unit)),
  }));
  const hidden = parts.filter(({ id }) => isHidden(breakdown, id));
  const own = addsUp(breakdown) ? wholeOf(answers, { ...question, ...part }, breakdown) : undefined;
  const other = units.map((unit) => {
    const of = (points: Points): number => partIn(points, unit) ?? 0;
    if (!own) return ranked.slice(size).reduce((added, { points }) => added + of(points), 0);
    const taken = [...named, ...hidden].reduce((added, { points }) => added + of(points), 0);
    const left = inBucket(own, kind, unit);
    return left === null ? null : Math.max(0, left - taken);
  });
  if (other.some((value) => value !== null && value > 0))
    lines.push({ id: 'other', isOther: true, buckets: known(units, (_, i) => other[i]!) });
  return {
    lines,
    ...(how && { notCompared: 'parts' as const }),
    ...(!lines.length && { absence: 'empty' }),
  };
}

/** Returns a bucket with its value: unknown if none of its days was counted, partial if some were not. */
function bucketOf(unit: Cut, days: ReadonlySet<string>, kind: Kind, value: number | null): Bucket {
  // A total needs only its last day.
  const coverage = kind === 'snapshot' && days.has(unit.end) ? undefined : gapsIn(days, unit.start, unit.end);
  return {
    ...unit,
    partial: unit.partial || coverage !== undefined,
    value: countIn(days, unit.start, unit.end) ? value : null,
    ...(coverage && { coverage }),
  };
}

/** Returns the whole on the days of the parts; `undefined` if it lacks one of them in a range: it is not their whole. */
function wholeOf(answers: readonly Answer[], question: Question, breakdown: Breakdown): Points | undefined {
  const { start, end } = question;
  const all = whole(answers, question);
  const days = countedDays(answers, question, breakdown);
  if (!all || [...days].some((day) => day >= start && day <= end && !all.has(day))) return undefined;
  return new Map([...all].filter(([day]) => days.has(day)));
}

/** Returns the earlier value of each bucket. */
function earlierBuckets(
  points: Points,
  days: ReadonlySet<string>,
  kind: Kind,
  units: readonly Cut[],
  how: How,
): Pick<Timeline, 'before'> {
  const first = extent(days)!.first;
  let told = '';
  const before = earlierUnits(units, how).map(({ start: from, end }): Bucket => {
    const partial = kind === 'delta' && from < first && end >= first;
    const start = partial ? first : from;
    // 29 February is compared with 28 February, which the bucket before it already shows.
    const isTold = start <= told;
    told = end;
    const unit = { start, end, partial };
    const made = bucketOf(unit, days, kind, inBucket(points, kind, unit));
    return isTold || made.value === null ? { start, end, partial: false, value: null } : made;
  });
  return before.some(({ value }) => value !== null) ? { before } : {};
}

export interface Row {
  readonly id: string;
  readonly value: number;
  readonly share: number | null;
  readonly before?: number;
}

export interface Ranking {
  readonly rows: readonly Row[];
  readonly other: { readonly value: number; readonly share: number | null; readonly count: number | null } | null;
  readonly total: number | null;
  readonly totalOfParts: boolean;
  readonly exceedsWhole?: true;
  readonly hidden: number;
  readonly absence?: Absence;
  readonly start: string;
  readonly end: string;
  readonly coverage?: Coverage;
  readonly compared?: Days;
  readonly notCompared?: NotCompared;
}

const added = (items: readonly { readonly value: number }[]): number =>
  items.reduce((made, { value }) => made + value, 0);
const shareOf = (value: number, of: number): number | null => (of > 0 && value >= 0 && value <= of ? value / of : null);

/** Returns the parts of a metric, the largest first, and the remainder. */
export function ranking(answers: readonly Answer[], question: Question, { breakdown, size }: ByPart): Ranking {
  const { kind, how } = question;
  const parts = read(answers, question, breakdown);
  const days = countedDays(answers, question, breakdown);
  const { valued, asOf } = inList(parts ?? [], question);
  const part = asOf === undefined ? countedPart(days, question.start, question.end) : { start: asOf, end: asOf };
  const { start, end } = part ?? question;
  const listed = valued.filter(({ id }) => !isHidden(breakdown, id));
  const hidden = added(valued.filter(({ id }) => isHidden(breakdown, id)));
  const ranked = largestFirst(listed.filter(({ value }) => value !== 0));
  const [top, rest] = [ranked.slice(0, size), ranked.slice(size)];
  const all = wholeOf(answers, { ...question, start, end }, breakdown);
  const wholeValue = all && (kind === 'delta' ? sum(all, start, end) : all.get(end));
  const known = typeof wholeValue === 'number' && wholeValue > 0;
  const total = known ? wholeValue : added(listed);
  const ofWhole = addsUp(breakdown) && known;
  const left = ofWhole ? total - hidden - added(top) : added(rest);
  const most = addsUp(breakdown) ? added(valued) : Math.max(...valued.map(({ value }) => value));
  const coverage = kind === 'delta' && valued.length ? gapsIn(days, start, end) : undefined;
  const versus = how && earlierParts(answers, question, breakdown, parts ?? [], asOf);
  const then = typeof versus === 'object' ? versus : undefined;
  const before = (id: string): number | undefined => then?.valued.find((each) => each.id === id)?.value;
  return {
    rows: top.map(({ id, value }) => ({
      id,
      value,
      share: shareOf(value, total),
      ...(before(id) !== undefined && { before: before(id)! }),
    })),
    other:
      top.length && left > 0
        ? {
            value: left,
            share: addsUp(breakdown) ? shareOf(left, total) : null,
            count: ofWhole && left !== added(rest) ? null : rest.length,
          }
        : null,
    total: parts?.length ? total : null,
    totalOfParts: !known,
    ...(typeof wholeValue === 'number' && wholeValue >= 0 && most > wholeValue && { exceedsWhole: true }),
    hidden,
    ...(!top.length && { absence: parts ? 'empty' : 'missing' }),
    start,
    end,
    ...(coverage && { coverage }),
    ...(then ? { compared: then.days } : typeof versus === 'string' && { notCompared: versus }),
  };
}

/** Returns the parts in the earlier days, or the reason why they are not compared. */
function earlierParts(
  answers: readonly Answer[],
  question: Question,
  breakdown: Breakdown,
  parts: readonly Part[],
  asOf: string | undefined,
): { days: Days; valued: readonly { id: string; value: number }[] } | NotCompared {
  const days = earlierDays(answers, question, breakdown);
  if (typeof days === 'string') return days;
  const { valued, asOf: then } = inList(parts, { ...question, ...days });
  if (question.kind === 'delta') return { days, valued };
  if (then === undefined || asOf === undefined || then >= asOf) return 'nothing';
  const partial = days.partial ?? then < days.end;
  return { days: { start: then, end: then, ...(partial && { partial }) }, valued };
}

/** Returns the trend of a metric: the whole units of the coarsest kind with enough of them; those with gaps are unknown. */
export function trend(answers: readonly Answer[], question: Question): (number | null)[] {
  const all = whole(answers, question);
  const days = countedDays(answers, question);
  const found = extent(days);
  if (!all || !found) return [];
  const start = found.first > question.start ? found.first : question.start;
  const end = found.last < question.end ? found.last : question.end;
  const valueIn = (unit: Cut): number | null => {
    const count = countIn(days, unit.start, unit.end);
    const isKnown = question.kind === 'delta' ? count === length(unit.start, unit.end) : count > 0;
    return isKnown ? inBucket(all, question.kind, unit) : null;
  };
  for (const [unit, enough] of [
    ['year', 10],
    ['quarter', 10],
    ['month', 10],
    ['week', 10],
    ['day', 3],
  ] as const) {
    const units = cut(unit, start, end).filter(({ partial }) => !partial);
    if (units.length >= enough) return units.map(valueIn);
  }
  return [];
}
