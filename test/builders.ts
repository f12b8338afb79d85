/** Builders of days, blocks, bodies and sources for tests. */
import type { Series } from '../src/data/series.js';
import { expect } from '@open-wc/testing';
import { isYearBlock, type Label, type Table, type YearBlock } from '../src/data/year-block.js';
import { daysInYear, isoDay, parseDay, yearStart, type Day, type DayRange } from '../src/data/day.js';
import { decodeBody } from '../src/sources/stats-body/decode.js';
import { STATISTIC_KEYS } from '../src/sources/stats-body/statistic-keys.js';
import { StatsError, type Reason } from '../src/sources/errors.js';
import type { SourceCapabilities, StatsSource, YearRequest } from '../src/sources/source.js';
import type { Breakdown } from '../src/vocabulary/breakdowns.js';
import type { Metric } from '../src/vocabulary/metrics.js';
import type { Statistic } from '../src/vocabulary/terms.js';
import type { Naming } from '../src/view/options.js';

/** Returns the day of an ISO date; throws for an invalid one, so that no test continues with `undefined`. */
export function day(iso: string): Day {
  const found = parseDay(iso);
  if (found === undefined) throw new Error(`no such day: ${iso}`);
  return found;
}

/** Returns the range of two ISO dates, both included. */
export const days = (start: string, end = start): DayRange => ({ start: day(start), end: day(end) });

/** Formats a range for the messages of assertions: `2025-05-30/2025-06-12`. */
export const print = ({ start, end }: DayRange): string => `${isoDay(start)}/${isoDay(end)}`;

/** Values by day of the year: `{ '05-30': 3 }`. */
export type Points = Readonly<Record<string, number>>;

/** Returns a value for each of the days from `first` on. */
export const daily = (first: string, ...values: readonly number[]): Points =>
  Object.fromEntries(values.map((value, i) => [isoDay(day(`2001-${first}`) + i).slice(5), value]));

/** Returns the same value for every day of a year. */
export const everyDay = (year: number, value: number): Points =>
  Object.fromEntries(Array.from({ length: daysInYear(year) }, (_, i) => [isoDay(yearStart(year) + i).slice(5), value]));

/** Returns the points of a series by ISO day. */
export const points = (series: Series | undefined): Record<string, number> => {
  const { start = 0, end = -1 } = series?.extent ?? {};
  const days = Array.from({ length: end - start + 1 }, (_, i) => start + i);
  return Object.fromEntries(
    days
      .filter((on) => series?.hasPoint({ start: on, end: on }))
      .map((on) => [isoDay(on), series?.at(on)?.value ?? NaN]),
  );
};

/** Returns the column of a year: a slot per day, `NaN` where there is no point. */
export function column(year: number, points: Points): Float64Array {
  const values = new Float64Array(daysInYear(year)).fill(NaN);
  for (const [date, value] of Object.entries(points)) values[day(`${year}-${date}`) - yearStart(year)] = value;
  return values;
}

/** A function that creates the table of a year. */
export type TableOf = (year: number) => Table;

/** Creates the table of a metric as a whole; without points, a table without a column. */
export const whole =
  (metric: Metric, points?: Points): TableOf =>
  (year) => ({
    metric,
    key: metric,
    ids: points ? ['global'] : [],
    labels: points ? [''] : [],
    columns: points ? [column(year, points)] : [],
  });

/** Creates the table of a metric by parts, in the given order; without `labels`, without names. */
export const parts =
  (
    metric: Metric,
    breakdown: Breakdown,
    points: Readonly<Record<string, Points>>,
    labels: Readonly<Record<string, Label>> = {},
  ): TableOf =>
  (year) => ({
    metric,
    breakdown,
    key: metric,
    ids: Object.keys(points),
    labels: Object.keys(points).map((id) => labels[id] ?? ''),
    columns: Object.values(points).map((values) => column(year, values)),
  });

/** Creates a block: `blockOf('usage-delta', 2025, whole('views', { '05-30': 3 }))` */
export const blockOf = (statistic: Statistic, year: number, ...tables: readonly TableOf[]): YearBlock => ({
  year,
  statistic,
  tables: tables.map((table) => table(year)),
  problems: [],
  fetchedAt: 0,
});

/** Names parts by their id, so that tests of numbers need no language. */
export const byId: Naming = (_breakdown, id) => id;

/** Values by ISO day: `{ '2025-05-30': 3 }`. */
export type DatedPoints = Readonly<Record<string, number>>;

/** Returns the same value, or a value computed from the index, for each of the days from … to. */
export const dated = (start: string, end: string, value: number | ((i: number) => number) = 1): DatedPoints =>
  Object.fromEntries(
    Array.from({ length: day(end) - day(start) + 1 }, (_, i) => [
      isoDay(day(start) + i),
      typeof value === 'number' ? value : value(i),
    ]),
  );

/** Creates a series in the format of the service: with full dates, or with `MM-DD` and a year beside it. */
export const sent = (id: string, points: DatedPoints, name: unknown = '') => ({
  id,
  name,
  data: Object.entries(points),
});

/** Creates the only series of a metric as a whole, in the format of the service. */
export const sentWhole = (points: DatedPoints): readonly unknown[] => [sent('global', points, 'Global')];

/** Creates a series without a name for each part, in the format of the service. */
export const sentParts = (points: Readonly<Record<string, DatedPoints>>): readonly unknown[] =>
  Object.entries(points).map(([id, values]) => sent(id, values));

/** A statistic in the format of the service: `{ global: { records: sentWhole({ '2025-05-30': 3 }) } }`. */
export type Category = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Creates a body in the format of the service. */
export const body = (categories: Partial<Record<Statistic, Category>>): Record<string, Category> =>
  Object.fromEntries(
    Object.entries(categories).map(([statistic, category]) => [STATISTIC_KEYS[statistic as Statistic], category]),
  );

/** Builds a body with one record added on each of these days. */
export const recordsBody = (start: string, end: string): Record<string, Category> =>
  body({ 'content-delta': { global: { records: sentWhole(dated(start, end)) } } });

/** Builds a body with views of a year. */
export const viewsBody = (year: number, points: Points): Record<string, Category> => {
  const dates = Object.entries(points).map(([date, value]) => [`${year}-${date}`, value] as const);
  return body({ 'usage-delta': { global: { views: sentWhole(Object.fromEntries(dates)) } } });
};

/** Returns the values of the first column of a block by day, as `column` takes them. */
export const valuesOf = ({ year, tables }: YearBlock): Points =>
  Object.fromEntries(
    [...(tables[0]?.columns[0] ?? [])].flatMap((value, slot) =>
      Number.isNaN(value) ? [] : [[isoDay(yearStart(year) + slot).slice(5), value] as const],
    ),
  );

/** A load that is pending until the test answers it. */
export interface HeldLoad {
  readonly request: YearRequest;
  readonly signal: AbortSignal;
  readonly reload: boolean;
  /** Delivers stale numbers. */
  readonly onStale: (given: unknown) => void;
  /** Answers with a block, or with the statistic and year in a body. By default: a year without numbers. */
  answer(body?: unknown): void;
  fail(reason: Reason, path?: string): void;
}

/** A source whose loads are answered by the test. */
export interface HeldSource extends StatsSource {
  /** All loads so far, in order. */
  readonly loads: readonly HeldLoad[];
  /** Resolves with the load at an index, as soon as it has begun. */
  nth(index: number): Promise<HeldLoad>;
}

let heldSources = 0;

/** @param capabilities is called for each request: its result may change, be delayed, or be an error */
export function heldSource(
  capabilities: () => Partial<SourceCapabilities> | Promise<Partial<SourceCapabilities>> = () => ({}),
): HeldSource {
  const loads: HeldLoad[] = [];
  const expected = new Map<number, (load: HeldLoad) => void>();
  return {
    key: `held ${++heldSources}`,
    loads,
    nth: (index) =>
      new Promise((resolve) => {
        const load = loads[index];
        if (load) resolve(load);
        else expected.set(index, resolve);
      }),
    describe: async () => ({ dateBases: ['added'], ...(await capabilities()) }),
    load: (request, signal, { reload = false, onStale = () => undefined } = {}) =>
      new Promise((resolve, reject) => {
        const { statistic, year } = request;
        const load: HeldLoad = {
          request,
          signal,
          reload,
          answer: (given) => resolve(blockFrom(given, statistic, year)),
          onStale: (given) => onStale(blockFrom(given, statistic, year)),
          fail: (reason, path) => reject(new StatsError(reason, `${reason}, says the test`, { path })),
        };
        signal.addEventListener('abort', () => reject(signal.reason as Error));
        loads.push(load);
        expected.get(loads.length - 1)?.(load);
      }),
  };
}

const blockFrom = (given: unknown, statistic: Statistic, year: number): YearBlock =>
  (given === undefined ? [] : isYearBlock(given) ? [given] : decodeBody(given, year, 0)).find(
    (block) => block.statistic === statistic && block.year === year,
  ) ?? blockOf(statistic, year);

/** Asserts that axe finds no violation in the light and in the dark scheme. */
export async function expectAccessible(element: HTMLElement): Promise<void> {
  const page = element.parentElement!;
  page.style.setProperty('background', 'Canvas');
  for (const scheme of ['light', 'dark']) {
    page.style.setProperty('color-scheme', scheme);
    await expect(element).to.be.accessible();
  }
  page.removeAttribute('style');
}

/** Counts the bars of a chart. */
export const barsIn = (picture: ParentNode): number =>
  picture.querySelectorAll('.mark-rect:is(.main_marks, .partial_marks) path').length;
