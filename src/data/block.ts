import type { Breakdown } from '../vocabulary/breakdowns.js';
import type { Metric } from '../vocabulary/metrics.js';
import type { Statistic } from '../vocabulary/terms.js';
import { dayTime, yearStart } from './day.js';

/** A name as a service gives it: one text, or a text per language (`{en: 'Book', de: 'Buch'}`). Empty: no name. */
export type Label = string | Readonly<Record<string, string>>;

/** One metric of one year, whole or divided into parts, as columns. Part i has `ids[i]`, `labels[i]`, `columns[i]`. */
export interface Table {
  readonly metric: Metric;
  /** Absent: the metric as a whole, in a single column with the id `global`. */
  readonly breakdown?: Breakdown;
  /** What the service calls the metric: tells apart what is told as one (views: unique records, or events). */
  readonly key: string;
  readonly ids: readonly string[];
  readonly labels: readonly Label[];
  /** A value per day of the year (365 or 366), `NaN` where the service sent none. */
  readonly columns: readonly Float64Array[];
}

/** Something in a body that could not be read and was left out. */
export interface Problem {
  /** Where, as a JSON path into the body: `record-delta-category.global.records[0].data[3][1]` */
  readonly path: string;
  /** The text that stood there, cut short. */
  readonly found: string;
}

/**
 * One statistic of one calendar year, decoded: what a source delivers, a cache keeps and a worker transfers. Plain data
 * without methods. A metric or breakdown without a table was not sent, which never means zero.
 */
export interface YearBlock {
  readonly year: number;
  readonly statistic: Statistic;
  readonly tables: readonly Table[];
  readonly problems: readonly Problem[];
  /** When it came from the service, in milliseconds since the epoch. */
  readonly fetchedAt: number;
}

/** One statistic of one year, as a key: `usage-delta 2025`. */
export const keyOf = ({ statistic, year }: Pick<YearBlock, 'statistic' | 'year'>): string => `${statistic} ${year}`;

/** Days after the end of a year in which the service may still count it, and days for which a finished year is trusted. */
const MARGIN = 2;
const TRUSTED = 90;

/**
 * Will these numbers stay as they are? A year that is over, and that was over when they came (K4). Numbers of long ago may
 * have been corrected since; numbers of the future come from a clock that was wrong.
 * @param now milliseconds since the epoch
 */
export function isFinal({ year, fetchedAt }: Pick<YearBlock, 'year' | 'fetchedAt'>, now: number): boolean {
  const age = now - fetchedAt;
  return fetchedAt >= dayTime(yearStart(year + 1) + MARGIN) && age >= 0 && age < dayTime(TRUSTED);
}

/** Beyond this, sums of numbers are no numbers any more, and nobody could read them. */
const LARGEST = 1e21;

/** Can this be counted with? */
export const isValue = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) <= LARGEST;

/** The id of the only part of a table that is not divided. */
export const WHOLE = 'global';

/** True for a decoded block, so that it can be told from a body as the service sends it. */
export const isYearBlock = (value: unknown): value is YearBlock =>
  typeof value === 'object' && value !== null && 'statistic' in value && 'tables' in value && 'year' in value;
