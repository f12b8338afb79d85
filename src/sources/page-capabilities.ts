/** Reads what `describe()` of a source of a page returns, which may be anything. */
import { RESOLUTIONS, type MetricCapabilities, type PartsCapabilities } from '../data/capabilities.js';
import { yearStart, type Day } from '../data/day.js';
import { isObject } from '../util/json.js';
import { times } from '../util/times.js';
import { BREAKDOWN_NAMES, type Breakdown } from '../vocabulary/breakdowns.js';
import { COUNTINGS } from '../vocabulary/countings.js';
import { METRIC_NAMES } from '../vocabulary/metrics.js';
import { DATE_BASES, FIRST_YEAR, KINDS, LAST_YEAR, isOneOf } from '../vocabulary/terms.js';
import { StatsError } from './errors.js';
import { RECORD_ORDERS, type SourceCapabilities } from './source.js';

/** Throws the error for an answer that is not understood. */
export const malformed = (path: string): never => {
  throw new StatsError('malformed', `the source gave an invalid answer: ${path}`, { path });
};

/** Reads a value; `undefined` stands for a property that is left out. Fails with the path of a value that is not understood. */
type Read<T> = (value: unknown, path: string) => T;
/** A reader for each property of a type. */
type Readers<T> = { readonly [Name in keyof T]-?: Read<T[Name]> };

const readerOf =
  <T>(isSound: (value: unknown) => value is T): Read<T> =>
  (value, path) =>
    isSound(value) ? value : malformed(path);

const optional =
  <T>(read: Read<T>): Read<T | undefined> =>
  (value, path) =>
    value === undefined ? undefined : read(value, path);

const oneOf = <T extends string>(names: readonly T[]): Read<T> =>
  readerOf((value): value is T => isOneOf(names, value));

/** Reads a whole number within limits, both included. */
const whole = (least = -Infinity, most = Infinity): Read<number> =>
  readerOf((value): value is number => Number.isInteger(value) && Number(value) >= least && Number(value) <= most);

const listOf =
  <T>(read: Read<T>): Read<readonly T[]> =>
  (value, path) =>
    Array.isArray(value) ? times(value.length, (i) => read(value[i], `${path}[${i}]`)) : malformed(path);

/** Reads an object; properties without a reader are ignored. */
const objectOf =
  <T extends object>(readers: Readers<T>): Read<T> =>
  (value, path) => {
    if (!isObject(value)) return malformed(path);
    const entries = Object.entries<Read<unknown>>(readers).map(([name, read]) => [
      name,
      read(value[name], inside(path, name)),
    ]);
    return Object.fromEntries(entries.filter(([, read]) => read !== undefined)) as T;
  };

/** Reads an object whose properties are named by a vocabulary. */
const recordOf =
  <Name extends string, T>(names: readonly Name[], read: Read<T>): Read<Readonly<Partial<Record<Name, T>>>> =>
  (value, path) => {
    if (!isObject(value)) return malformed(path);
    const entries = Object.entries(value).map(([name, each]) => {
      const place = inside(path, name);
      return [oneOf(names)(name, place), read(each, place)];
    });
    return Object.fromEntries(entries) as Readonly<Partial<Record<Name, T>>>;
  };

const inside = (path: string, name: string): string => (path === ROOT ? name : `${path}.${name}`);
const ROOT = 'describe';

const flag: Read<boolean> = readerOf((value) => typeof value === 'boolean');
/** Reads a property that says something with one of the values only. */
const only =
  <T extends boolean>(meant: T): Read<T | undefined> =>
  (value, path) =>
    optional(flag)(value, path) === meant ? meant : undefined;

const resolution = optional(oneOf(RESOLUTIONS));
const counting = optional(oneOf(Object.keys(COUNTINGS)));
/** A day of the calendar years that are read: a time in milliseconds is none. */
const day: Read<Day> = whole(yearStart(FIRST_YEAR), yearStart(LAST_YEAR + 1) - 1);

const PARTS: Readers<PartsCapabilities> = {
  ...{ resolution, counting },
  partition: optional(flag),
  topList: only(true),
};

const METRIC: Readers<MetricCapabilities> = {
  metric: oneOf(METRIC_NAMES),
  kinds: listOf(oneOf(KINDS)),
  ...{ resolution, counting },
  breakdowns: optional(recordOf<Breakdown, PartsCapabilities>(BREAKDOWN_NAMES, objectOf(PARTS))),
  since: optional(day),
  history: only(false),
};

/** Reads the metrics. A second row of a metric would never be read. */
const metrics: Read<readonly MetricCapabilities[]> = (value, path) => {
  const rows = listOf(objectOf(METRIC))(value, path);
  const repeated = rows.findIndex(({ metric }, i) => rows.findIndex((row) => row.metric === metric) < i);
  return repeated < 0 ? rows : malformed(`${path}[${repeated}].metric`);
};

/** What a single service says about itself. */
const CAPABILITIES: Readers<Omit<SourceCapabilities, 'addresses' | 'error'>> = {
  dateBases: listOf(oneOf(DATE_BASES)),
  years: optional(objectOf({ first: whole(), last: whole() })),
  // Any other value has always been ignored.
  invented: (value) => (value === true ? true : undefined),
  metrics: optional(metrics),
  byNeed: only(true),
  localDays: only(true),
  orders: optional(listOf(oneOf(RECORD_ORDERS))),
  scope: optional(oneOf(['required', 'none'])),
  settlesAfter: optional(whole(0)),
};

/**
 * Reads capabilities.
 * @throws StatsError `malformed` with the path of the first value that is not understood
 */
export function capabilitiesFrom(answer: unknown): SourceCapabilities {
  try {
    return objectOf(CAPABILITIES)(answer, ROOT);
  } catch (error) {
    // A getter of the page may throw.
    if (error instanceof StatsError) throw error;
    return malformed(ROOT);
  }
}
