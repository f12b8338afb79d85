/** How the test data's numbers come about: chance without memory, the rhythm of a repository, and division into parts. */
import { dayFrom, weekday, yearOf, type Day } from '../../data/day.js';
import { BREAKDOWNS, type Breakdown } from '../../vocabulary/breakdowns.js';
import type { Metric } from '../../vocabulary/metrics.js';
import type { Area } from '../../vocabulary/terms.js';
import { VALUES } from './values.js';

/** A value per day of a year. */
export type Column = Float64Array;

/** A year, and the slots of its days that have been counted: from `first` up to but not including `end`. */
export interface Calendar {
  readonly year: number;
  readonly start: Day;
  readonly length: number;
  readonly first: number;
  readonly end: number;
}

/** The repository's first day, a Monday. */
export const FOUNDED = dayFrom(2015, 2, 9)!;

/** A column that is empty outside the counted days. */
export function daily({ length, first, end }: Calendar, value: (slot: number) => number): Column {
  const column = new Float64Array(length).fill(NaN);
  for (let slot = first; slot < end; slot++) column[slot] = value(slot);
  return column;
}

/** A stream of chance for each name. */
export function streamOf(seed: number, name: string): number {
  let hash = seed ^ 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash;
}

/** A number for each stream and index, in whatever order they are asked for: evenly spread between 0 and 1, never one of them. */
export function chance(stream: number, index: number): number {
  let hash = Math.imul(stream ^ Math.imul(index, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32 + 2 ** -33;
}

/** Around 1, seldom far from it: roughly lognormal with the given spread. */
const swing = (stream: number, index: number, spread: number): number =>
  Math.exp(spread * 2 * (chance(stream, index) + chance(~stream, index) + chance(stream ^ 0x5bd1e995, index) - 1.5));

interface Rhythm {
  /** What an ordinary weekday of 2026 brings. */
  readonly level: number;
  /** How steeply it rose since the founding: 1 is a straight line. */
  readonly growth: number;
  /** Monday … Sunday */
  readonly week: readonly number[];
  readonly spread: number;
  /** What a day in the news (or of a bulk import) and the days after it bring, compared to others. */
  readonly spike: readonly number[];
}

const RHYTHM: Record<Area, Rhythm> = {
  content: { level: 60, growth: 1.15, week: [1.04, 1.1, 1.08, 1.02, 0.78, 0.16, 0.2], spread: 0.26, spike: [3.5] },
  usage: {
    level: 5000,
    growth: 1.5,
    week: [1.02, 1.07, 1.06, 1.02, 0.86, 0.43, 0.5],
    spread: 0.11,
    spike: [4, 2.2, 1.4],
  },
};

/** January … December: busy at the start of terms, empty in August. */
const SEASON = [0.95, 1.03, 1.06, 1, 1.06, 1.01, 0.88, 0.7, 1, 1.08, 1.1, 0.98] as const;
const HOLIDAYS = 0.35;
/** The level of the first year, compared to the one of `Rhythm`, and the years between the two. */
const HUMBLE = 0.07;
const GROWN = 11.8;
/** After so many days the quiet of the first weeks is over. */
const QUIET = 25;

/** How many records or views each day of a year brings. */
function activity(area: Area, calendar: Calendar, seed: number, scale: number): Column {
  const { year, start, length } = calendar;
  const { level, growth, week, spread, spike } = RHYTHM[area];
  const noise = streamOf(seed, `${area} noise`);
  const rounding = streamOf(seed, `${area} rounding`);
  const season = new Float64Array(length);
  SEASON.forEach((factor, month) => season.fill(factor, dayFrom(year, month + 1, 1)! - start));
  const someDay = start + 45 + Math.floor(240 * chance(streamOf(seed, `${area} spike`), year));
  const tuesday = someDay - weekday(someDay) + 1 - start;
  return daily(calendar, (slot) => {
    const day = start + slot;
    const age = day - FOUNDED + 1;
    const trend = (HUMBLE + (1 - HUMBLE) * (age / 365.25 / GROWN) ** growth) * (1 - Math.exp(-age / QUIET));
    const holidays = slot < 2 || slot >= length - 8 ? HOLIDAYS : 1;
    const usual = level * scale * trend * holidays * season[slot]! * week[weekday(day)]!;
    return Math.floor(usual * (spike[slot - tuesday] ?? 1) * swing(noise, day, spread) + chance(rounding, day));
  });
}

const MEGABYTE = 1e6;

/** The metrics of one area as a whole, nothing removed yet. Partial only for the type: all of the area's are there. */
export function wholes(area: Area, calendar: Calendar, seed: number, scale: number): Partial<Record<Metric, Column>> {
  const { start } = calendar;
  const times = (base: Column, name: string, least: number, most: number): Column => {
    const rounding = streamOf(seed, name);
    return daily(calendar, (slot) => {
      const factor = least + (most - least) * chance(~rounding, start + slot);
      return Math.floor(base[slot]! * factor + chance(rounding, start + slot));
    });
  };
  const bytes = (base: Column, name: string, usual: number, spread: number): Column => {
    const noise = streamOf(seed, name);
    return daily(calendar, (slot) => Math.round(base[slot]! * usual * swing(noise, start + slot, spread)));
  };
  const base = activity(area, calendar, seed, scale);
  if (area === 'usage') {
    const downloads = times(base, 'downloads', 0.31, 0.38);
    const downloadVolume = bytes(downloads, 'downloadVolume', 9 * MEGABYTE, 0.2);
    return { views: base, visitors: times(base, 'visitors', 0.52, 0.62), downloads, downloadVolume };
  }
  const withFiles = divide('filePresence', base, calendar, seed, PLANS.content[0]!, {})[1]!;
  const files = times(withFiles, 'files', 1.2, 2);
  return {
    records: base,
    parents: times(base, 'parents', 0.8, 0.95),
    files,
    uploadVolume: bytes(files, 'uploadVolume', 11 * MEGABYTE, 0.5),
    uploaders: times(base, 'uploaders', 0.35, 0.6),
  };
}

/** How a metric is divided: by the values' shares, or along another metric that has been divided already. */
export interface Plan {
  readonly metric: Metric;
  readonly along?: Metric;
  /** @param luck how large the files of this value are, 0 … 1 */
  readonly weigh: (share: number, id: string, luck: number) => number;
}

const hasFiles = (id: string): 0 | 1 => (/^metadata.only$/.test(id) ? 0 : 1);

/** The divisible metrics of each area, in the order in which they can be divided. */
export const PLANS: Record<Area, readonly Plan[]> = {
  content: [
    { metric: 'records', weigh: (share) => share },
    { metric: 'parents', along: 'records', weigh: () => 1 },
    { metric: 'files', along: 'records', weigh: (_, id) => hasFiles(id) },
    { metric: 'uploadVolume', along: 'files', weigh: (_, id, luck) => hasFiles(id) * (0.4 + 1.2 * luck) },
  ],
  usage: [
    { metric: 'views', weigh: (share) => share },
    { metric: 'visitors', along: 'views', weigh: () => 1 },
    { metric: 'downloads', weigh: (share, id) => share * hasFiles(id) },
    { metric: 'downloadVolume', along: 'downloads', weigh: (_, id, luck) => hasFiles(id) * (0.4 + 1.2 * luck) },
  ],
};

/** A metric and the parts it has been divided into. */
export interface Divided {
  readonly whole: Column;
  readonly parts: readonly Column[];
}

/**
 * Divides a metric into whole numbers, one column per value of the breakdown. The parts of a partition add up to the whole
 * on every day; the others are counted each for itself.
 */
export function divide(
  breakdown: Breakdown,
  whole: Column,
  calendar: Calendar,
  seed: number,
  { metric, along, weigh }: Plan,
  done: Partial<Record<Metric, Divided>>,
): Column[] {
  const { ids } = VALUES[breakdown];
  // The same records are without files, whichever of the two says so.
  const stream = streamOf(seed, `${breakdown === 'accessStatuses' ? 'filePresence' : breakdown} ${metric}`);
  const sizes = streamOf(seed, `${breakdown} sizes`);
  const weights = sharesIn(calendar.year, breakdown, seed).map((share, i) => weigh(share, ids[i]!, chance(sizes, i)));
  const { length, first, end } = calendar;
  const parts = ids.map(() => new Float64Array(length).fill(NaN).fill(0, first, end));
  const cut = BREAKDOWNS[breakdown].partition ? cutUp : countEach;
  cut(whole, parts, weights, calendar, stream, along && done[along]);
  return parts;
}

type Cut = (
  whole: Column,
  into: readonly Column[],
  weights: readonly number[],
  calendar: Calendar,
  stream: number,
  along?: Divided,
) => void;

/** Cuts the whole at rounded bounds between the parts. */
const cutUp: Cut = (whole, into, weights, { start, first, end }, stream, along) => {
  const reach = new Float64Array(into.length);
  for (let slot = first; slot < end; slot++) {
    let all = 0;
    for (let i = 0; i < into.length; i++) {
      all += along ? weights[i]! * along.parts[i]![slot]! : weights[i]!;
      reach[i] = all;
    }
    if (!all) continue;
    const rounding = chance(stream, start + slot);
    let bound = 0;
    for (let i = 0; i < into.length; i++) {
      const next = Math.floor((reach[i]! / all) * whole[slot]! + rounding);
      into[i]![slot] = next - bound;
      bound = next;
    }
  }
};

/** Rounds each part up or down by a chance of its own. */
const countEach: Cut = (whole, into, weights, { start, first, end }, stream, along) => {
  into.forEach((part, i) => {
    const weight = weights[i]!;
    const own = stream + Math.imul(i + 1, 0x3c6ef372);
    for (let slot = first; slot < end; slot++) {
      const share = along ? (weight * along.parts[i]![slot]!) / (along.whole[slot]! || 1) : weight;
      if (share) part[slot] = Math.floor(share * whole[slot]! + chance(own, start + slot));
    }
  });
};

/** The shares of a breakdown's values in a year: over time some gain and some lose. */
function sharesIn(year: number, breakdown: Breakdown, seed: number): readonly number[] {
  const { shares, steady } = VALUES[breakdown];
  if (steady) return shares;
  const fortune = streamOf(seed, `${breakdown} fortune`);
  const age = year - yearOf(FOUNDED);
  return shares.map((share, i) => Math.min(0.95, share * Math.exp(0.1 * age * (chance(fortune, i) - 0.5))));
}
