/**
 * What the widgets must show, worked out once more in the plainest way: from a body as the service sends it, with loops
 * over ISO dates. Nothing here is taken from the code that it is held against, and speed is no aim.
 */
import type { Breakdown } from '../src/vocabulary/breakdowns.js';
import type { Metric } from '../src/vocabulary/metrics.js';
import type { Comparison, Granularity, Kind } from '../src/vocabulary/terms.js';

/** A point as it is sent, and as it was until 2025-11-10. */
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

/** A body, and the year that it was asked for; without a year it holds all that there is. */
export interface Answer {
  readonly year?: number;
  readonly body: WireBody;
}

/** What is asked. The days are ISO dates, both included. */
export interface Question {
  readonly metric: Metric;
  readonly kind: Kind;
  readonly start: string;
  readonly end: string;
  /** How far back the days are with which they are compared. */
  readonly shift?: Shift | undefined;
}

// ---- The calendar. Dates are texts: they are compared as texts.

const MS = 86_400_000;

const known = new Map<string, string>();

export function plus(iso: string, days: number): string {
  const key = `${iso} ${days}`;
  const made = known.get(key) ?? new Date(Date.parse(`${iso}T00:00:00Z`) + days * MS).toISOString().slice(0, 10);
  known.set(key, made);
  return made;
}

/** Days from the first to the last, both counted. */
const length = (start: string, end: string): number => (Date.parse(end) - Date.parse(start)) / MS + 1;

const year = (iso: string): number => Number(iso.slice(0, 4));
const month = (iso: string): number => Number(iso.slice(5, 7));
const date = (y: number, m: number, d: number): string =>
  `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
const isLeap = (y: number): boolean => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
const monthLength = (y: number, m: number): number =>
  [31, isLeap(y) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1]!;

/** Months later or earlier; a month that is too short for the day gives its last one. */
export function plusMonths(iso: string, months: number): string {
  const count = year(iso) * 12 + month(iso) - 1 + months;
  const [y, m] = [Math.floor(count / 12), (count % 12) + 1];
  return date(y, m, Math.min(Number(iso.slice(8)), monthLength(y, m)));
}

/** First day of the calendar unit of a day. */
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

// ---- Reading the wire.

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
};

/** The service's names of a metric; what is shown is unique counts, or events where those were not sent. */
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
};

export const wireStatistic = (metric: Metric, kind: Kind): string => `${AREA[metric]}-${kind}-category`;

/** Where the parts of a metric stand: of usage totals, in the list of the most viewed or of the most downloaded. */
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

/** Of a body that holds years what one of them would be answered with. */
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

/** The series of all bodies joined by id, in the order in which they appear; `undefined` if no body has such a list. */
function read(answers: readonly Answer[], statistic: string, subcounts: readonly string[], names: readonly string[]) {
  let sent = false;
  const found: { id: string; points: Map<string, number> }[] = [];
  for (const { body } of answers) {
    const category = body[statistic];
    const metrics = category?.[subcounts.find((name) => category[name]) ?? ''];
    const list = metrics?.[names.find((name) => metrics[name]) ?? ''];
    if (!list) continue;
    sent = true;
    for (const { id, data, year: own } of list) {
      if (!found.some((part) => part.id === id)) found.push({ id, points: new Map() });
      for (const point of data) {
        const [day, value] = 'value' in point ? point.value : point;
        found.find((part) => part.id === id)!.points.set(day.length === 5 ? `${own}-${day}` : day, value);
      }
    }
  }
  const firstYear = ({ points }: Part): number => Math.min(...[...points.keys()].map(year));
  const parts: Part[] = found.filter(({ points }) => points.size > 0).sort((a, b) => firstYear(a) - firstYear(b));
  return sent ? parts : undefined;
}

/** The metric as a whole. */
function whole(answers: readonly Answer[], { metric, kind }: Question): Points | undefined {
  const parts = read(answers, wireStatistic(metric, kind), ['global'], WIRE_METRICS[metric]);
  return parts && (parts[0]?.points ?? new Map<string, number>());
}

const partsOf = (answers: readonly Answer[], { metric, kind }: Question, breakdown: Breakdown): Part[] | undefined =>
  read(answers, wireStatistic(metric, kind), wireBreakdowns(breakdown, metric, kind), WIRE_METRICS[metric]);

/** The first and the last day of some points. */
function extent(all: readonly Points[]): { first: string; last: string } | undefined {
  const days = all.flatMap((points) => [...points.keys()]).sort();
  return days.length ? { first: days[0]!, last: days.at(-1)! } : undefined;
}

/** The days on which a metric was counted; where it was not sent as a whole, those of its whole statistic. */
function counted(answers: readonly Answer[], question: Question): { first: string; last: string } | undefined {
  const { metric, kind } = question;
  const own = whole(answers, question);
  if (own?.size) return extent([own]);
  const others = (Object.keys(AREA) as Metric[]).filter((other) => AREA[other] === AREA[metric]);
  return extent(others.flatMap((other) => whole(answers, { metric: other, kind, start: '', end: '' }) ?? []));
}

const sends = ({ body }: Answer, { metric, kind }: Question, breakdown?: Breakdown): boolean =>
  listIn(
    body,
    wireStatistic(metric, kind),
    breakdown ? wireBreakdowns(breakdown, metric, kind) : ['global'],
    WIRE_METRICS[metric],
  ) !== undefined;

/** Does an answer have some numbers of the years of a range, but not these? Names that are not read are no numbers. */
function lacksIn(answer: Answer, question: Question, breakdown?: Breakdown): boolean {
  const { metric, kind, start, end } = question;
  if (sends(answer, question, breakdown)) return false;
  const alike = (Object.keys(AREA) as Metric[]).filter((other) => AREA[other] === AREA[metric]);
  for (const metrics of Object.values(answer.body[wireStatistic(metric, kind)] ?? {}))
    for (const other of alike)
      for (const series of metrics[WIRE_METRICS[other].find((name) => metrics[name]) ?? ''] ?? [])
        for (const point of series.data) {
          const [day] = 'value' in point ? point.value : point;
          const of = day.length === 5 ? series.year! : year(day);
          if (of >= year(start) && of <= year(end)) return true;
        }
  return false;
}

/** Do days touch a year that came with some numbers, but without these, while others came with them? */
const lacks = (answers: readonly Answer[], question: Question, breakdown?: Breakdown): boolean =>
  answers.some((answer) => sends(answer, question, breakdown)) &&
  answers.some((answer) => lacksIn(answer, question, breakdown));

/** Was the whole sent with each year of a range with which the parts were? Otherwise it is not their whole. */
const isWholeOf = (answers: readonly Answer[], question: Question, breakdown: Breakdown): boolean =>
  !lacks(answers, question) ||
  (answers.some((answer) => sends(answer, question, breakdown)) &&
    answers.every((answer) => !lacksIn(answer, question) || lacksIn(answer, question, breakdown)));

/** Sum of the points in a range; `undefined` if there is none. */
function sum(points: Points, start: string, end: string): number | undefined {
  let made: number | undefined;
  for (const [day, value] of points) if (day >= start && day <= end) made = (made ?? 0) + value;
  return made;
}

/** The latest point at or before a day. */
function latest(points: Points, end: string): { day: string; value: number } | undefined {
  let found: { day: string; value: number } | undefined;
  for (const [day, value] of points) if (day <= end && (!found || day > found.day)) found = { day, value };
  return found;
}

// ---- What is compared with what.

/** So many days, or so many months, back. */
export type Shift = { readonly days: number } | { readonly months: number };

const back = (iso: string, shift: Shift): string =>
  'days' in shift ? plus(iso, -shift.days) : plusMonths(iso, -shift.months);

/** The earlier days: to the last one that, moved forward, is not after the end. */
export function earlier(start: string, end: string, shift: Shift): { start: string; end: string } {
  if ('days' in shift) return { start: back(start, shift), end: back(end, shift) };
  if (start === end) return { start: back(start, shift), end: back(start, shift) };
  let last = back(end, shift);
  while (plusMonths(plus(last, 1), shift.months) <= end) last = plus(last, 1);
  return { start: back(start, shift), end: last };
}

/** A range as it is chosen. */
export interface Chosen {
  /** The name of a preset; absent: days of one's own. */
  readonly preset?: string;
  readonly start: string;
  readonly end: string;
  readonly granularity: Granularity;
  readonly today: string;
}

const PRESET_MONTHS: Record<string, number> = {
  yearToDate: 12,
  currentYear: 12,
  previousYear: 12,
  currentQuarter: 3,
  previousQuarter: 3,
  currentMonth: 1,
};
const UNIT_MONTHS: Record<string, number> = { month: 1, quarter: 3, year: 12 };

/** How far back the other days are: the days directly before, or a year. By weeks, the weekdays stay the same. */
export function shiftOf(compare: Comparison, chosen: Chosen): Shift | undefined {
  const { preset, start, granularity } = chosen;
  if (compare === 'none' || (compare === 'previous' && preset === 'allTime')) return undefined;
  const shift: Shift = compare === 'year' ? { months: 12 } : lengthOf(chosen);
  const days = length(back(start, shift), plus(start, -1));
  // A whole number of years, told as years.
  const asYears = compare === 'year' ? 1 : yearsOf(chosen);
  if (granularity === 'week') return { days: asYears ? asYears * 364 : Math.ceil(days / 7) * 7 };
  return granularity === 'day' && asYears !== 1 ? { days } : shift;
}

/** The length of a range that is told in years; 0 for others. */
function yearsOf({ preset, start, end, granularity, today }: Chosen): number {
  if (preset) return PRESET_MONTHS[preset] === 12 ? 1 : Number(/^(\d+)years?$/.exec(preset)?.[1] ?? 0);
  const years = year(end) - year(start) + 1;
  return granularity === 'year' && start.endsWith('-01-01') && (end.endsWith('-12-31') || end === today) ? years : 0;
}

function lengthOf({ preset, start, end, granularity, today }: Chosen): Shift {
  if (preset) {
    const [, count = '1', unit = ''] = /^(\d+)(day|week|month|quarter|year)s?$/.exec(preset) ?? [];
    if (unit === 'day' || unit === 'week') return { days: Number(count) * (unit === 'week' ? 7 : 1) };
    return { months: PRESET_MONTHS[preset] ?? Number(count) * UNIT_MONTHS[unit]! };
  }
  for (const unit of [granularity, 'month'] as const) {
    if (unit === 'day' || unitStart(unit, start) !== start) continue;
    if (unitEnd(unit, end) !== end && end !== today) continue;
    let count = 0;
    for (let day = start; day <= end; day = plus(unitEnd(unit, day), 1)) count++;
    return unit === 'week' ? { days: 7 * count } : { months: MONTHS[unit] * count };
  }
  return { days: length(start, end) };
}

/** The days of a preset, today included. */
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

// ---- What the widgets show.

type Absence = 'missing' | 'empty';

export interface Days {
  readonly start: string;
  readonly end: string;
  /** True if counting began among them. */
  readonly partial?: true;
}

export interface Figure {
  readonly value: number | null;
  readonly absence?: Absence;
  readonly start: string;
  readonly end: string;
  readonly carried: boolean;
  readonly before?: number;
  readonly compared?: Days;
}

/** One number: the sum of the range, or the total as of its last day. */
export function figure(answers: readonly Answer[], question: Question): Figure {
  const { kind, start, end } = question;
  const points = whole(answers, question);
  const nothing = { value: null, start, end, carried: false };
  if (!points) return { ...nothing, absence: 'missing' };
  const versus = earlierDays(answers, question);
  if (kind === 'delta') {
    const value = sum(points, start, end);
    if (value === undefined) return { ...nothing, absence: 'empty' };
    const before = versus && sum(points, versus.start, versus.end);
    return { value, start, end, carried: false, ...(before !== undefined && { before, compared: versus! }) };
  }
  const total = latest(points, end);
  if (!total) return { ...nothing, absence: 'empty' };
  const then = versus && latest(points, versus.end);
  return {
    value: total.value,
    start: total.day,
    end: total.day,
    carried: total.day < end,
    ...(then && then.day < total.day && { before: then.value, compared: { start: then.day, end: then.day } }),
  };
}

/** Earlier days, as many as have been counted of these; none if something of either was not sent. */
function earlierDays(answers: readonly Answer[], question: Question, breakdown?: Breakdown): Days | undefined {
  const { kind, start, end, shift } = question;
  const days = counted(answers, question);
  if (!shift || !days || days.last < start) return undefined;
  const elapsed = { start, end: end < days.last ? end : days.last };
  const found = earlier(elapsed.start, elapsed.end, shift);
  if (found.end < days.first) return undefined;
  if (kind === 'snapshot') return found;
  const then = found.start < days.first ? { start: days.first, end: found.end, partial: true as const } : found;
  for (const range of [elapsed, then]) if (lacks(answers, { ...question, ...range }, breakdown)) return undefined;
  return then;
}

export interface Bucket {
  readonly start: string;
  readonly end: string;
  readonly value: number | null;
  readonly partial: boolean;
}

export interface Line {
  /** `other` for what has no name of its own: told apart from a part of that name by `isOther`. */
  readonly id: string;
  readonly isOther: boolean;
  readonly buckets: readonly Bucket[];
}

export interface Timeline {
  readonly lines: readonly Line[];
  readonly before?: readonly Bucket[];
  readonly absence?: Absence;
}

type Cut = Omit<Bucket, 'value'>;

/** The calendar units of a range, cut at its ends. */
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
/** Do the parts make the whole? */
export const addsUp = (breakdown: Breakdown): boolean => PARTITIONS.includes(breakdown);

/** Ids that are counted but not listed. */
const isHidden = (breakdown: Breakdown, id: string): boolean =>
  (breakdown === 'publishers' && id === 'unknown') || (breakdown === 'countries' && id === 'imported');

/** The parts that have a value in a range: of totals, those that are in the list on the last day on which there was one. */
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
  /** Parts that are named before the rest is put together. */
  readonly size: number;
}

/** A metric over time, from the first day to the last that was counted. */
export function timeline(
  answers: readonly Answer[],
  question: Question & { readonly granularity: Granularity },
  byPart?: ByPart,
): Timeline {
  const { kind, granularity, shift } = question;
  const all = whole(answers, question);
  const parts = byPart && partsOf(answers, question, byPart.breakdown);
  if (byPart ? !parts : !all) return { lines: [], absence: 'missing' };
  const days = extent([...(all ? [all] : []), ...(parts ?? []).map(({ points }) => points)]);
  const first = days && (days.first > question.start ? days.first : question.start);
  const last = days && (days.last < question.end ? days.last : question.end);
  const units = first && last && first <= last ? cut(granularity, first, last) : [];
  if (!units.length || (parts && !parts.length)) return { lines: [], absence: 'empty' };
  // A total needs its last day only.
  const isLacking = ({ start, end }: Cut): boolean =>
    lacks(answers, { ...question, start: kind === 'delta' ? start : end, end }, byPart?.breakdown);
  const line = (id: string, points: Points): Line => ({
    id,
    isOther: false,
    buckets: units.map((unit) => ({ ...unit, value: inBucket(points, kind, unit) })),
  });
  const known = <T extends Bucket>(buckets: readonly T[]): T[] =>
    buckets.map((bucket) => (isLacking(bucket) ? { ...bucket, value: null } : bucket));
  if (!byPart || !parts) {
    const before = shift && known(earlierBuckets(all!, kind, units, shift, days!.first));
    return {
      lines: [{ ...line('global', all!), buckets: known(line('global', all!).buckets) }],
      ...(before && { before }),
    };
  }
  const { breakdown, size } = byPart;
  const drawn = inList(parts, question).valued.filter(
    ({ id, value, points }) =>
      !isHidden(breakdown, id) && (value !== 0 || line(id, points).buckets.some((bucket) => bucket.value)),
  );
  const ranked = largestFirst(drawn);
  const named = ranked.slice(0, size);
  const lines = named.map(({ id, points }) => line(id, points));
  const hidden = parts.filter(({ id }) => isHidden(breakdown, id));
  const other = units.map((unit, i) => {
    const of = (points: Points): number => inBucket(points, kind, unit) ?? 0;
    if (!addsUp(breakdown) || !all || !isWholeOf(answers, question, breakdown))
      return ranked.slice(size).reduce((added, { points }) => added + of(points), 0);
    const named = lines.reduce((added, { buckets }) => added + (buckets[i]!.value ?? 0), 0);
    const left = inBucket(all, kind, unit);
    return left === null
      ? null
      : Math.max(0, left - named - hidden.reduce((added, { points }) => added + of(points), 0));
  });
  const others = units.map((unit, i) => ({ ...unit, value: other[i]! }));
  if (other.some((value) => value !== null && value > 0)) lines.push({ id: 'other', isOther: true, buckets: others });
  return {
    lines: lines.map((one) => ({ ...one, buckets: known(one.buckets) })),
    ...(!lines.length && { absence: 'empty' }),
  };
}

/** Each bucket in the days before. */
function earlierBuckets(points: Points, kind: Kind, units: readonly Cut[], shift: Shift, first: string): Bucket[] {
  let told = '';
  return units.map((unit) => {
    const days = earlier(unit.start, unit.end, shift);
    const partial = kind === 'delta' && days.start < first && days.end >= first;
    const start = partial ? first : days.start;
    // 29 February falls on the day before, which has been told.
    const isTold = start <= told;
    told = days.end;
    const value = days.end < first || isTold ? null : inBucket(points, kind, { ...days, start, partial });
    return { start, end: days.end, value, partial };
  });
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
  readonly hidden: number;
  readonly absence?: Absence;
  readonly start: string;
  readonly end: string;
  readonly compared?: Days;
}

const added = (items: readonly { readonly value: number }[]): number =>
  items.reduce((made, { value }) => made + value, 0);
const shareOf = (value: number, of: number): number | null => (of > 0 && value >= 0 && value <= of ? value / of : null);

/** The parts of a metric, the largest first, and what is left. */
export function ranking(answers: readonly Answer[], question: Question, { breakdown, size }: ByPart): Ranking {
  const { kind } = question;
  const all = whole(answers, question);
  const parts = partsOf(answers, question, breakdown);
  const { valued, asOf } = inList(parts ?? [], question);
  const [start, end] = [asOf ?? question.start, asOf ?? question.end];
  const listed = valued.filter(({ id }) => !isHidden(breakdown, id));
  const hidden = added(valued.filter(({ id }) => isHidden(breakdown, id)));
  const ranked = largestFirst(listed.filter(({ value }) => value !== 0));
  const [top, rest] = [ranked.slice(0, size), ranked.slice(size)];
  const isWhole = isWholeOf(answers, { ...question, start, end }, breakdown);
  const wholeValue = all && isWhole && (kind === 'delta' ? sum(all, start, end) : latest(all, end)?.value);
  const known = typeof wholeValue === 'number' && wholeValue > 0;
  const total = known ? wholeValue : added(listed);
  const ofWhole = addsUp(breakdown) && known;
  const left = ofWhole ? total - hidden - added(top) : added(rest);
  const versus = earlierDays(answers, question, breakdown);
  const then = versus && inList(parts ?? [], { ...question, ...versus });
  const isCompared = kind === 'delta' ? then : then?.asOf !== undefined && asOf !== undefined && then.asOf < asOf;
  const before = (id: string): number | undefined =>
    isCompared ? then!.valued.find((part) => part.id === id)?.value : undefined;
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
    hidden,
    ...(!top.length && { absence: parts ? 'empty' : 'missing' }),
    start,
    end,
    ...(isCompared && { compared: kind === 'delta' ? versus! : { start: then!.asOf!, end: then!.asOf! } }),
  };
}

/** How a metric ran: the whole units of the coarsest kind that gives enough of them. */
export function trend(answers: readonly Answer[], question: Question): number[] {
  const all = whole(answers, question);
  const days = all && extent([all]);
  if (!days) return [];
  const start = days.first > question.start ? days.first : question.start;
  const end = days.last < question.end ? days.last : question.end;
  for (const [unit, enough] of [
    ['year', 10],
    ['quarter', 10],
    ['month', 10],
    ['week', 10],
    ['day', 3],
  ] as const) {
    const units = cut(unit, start, end).filter(({ partial }) => !partial);
    if (units.length >= enough) return units.map((each) => inBucket(all, question.kind, each)!);
  }
  return [];
}
