/** The numbers of test data: pseudorandom and reproducible, with the rhythm of a repository, divided into parts. */
import { dayFrom, daysInYear, weekday, yearOf, yearStart, type Day } from '../../data/day.js';
import type { Table } from '../../data/year-block.js';
import { BREAKDOWNS, type Breakdown } from '../../vocabulary/breakdowns.js';
import { METRICS, type Metric } from '../../vocabulary/metrics.js';
import type { Area } from '../../vocabulary/terms.js';
import { VALUES } from './values.js';

/** The first day of the repository, a Monday. */
export const FOUNDED = dayFrom(2015, 2, 9)!;

/** Makes a column with a value for each day of a year. */
function daily(year: number, value: (day: Day, slot: number) => number): Float64Array {
  const start = yearStart(year);
  return new Float64Array(daysInYear(year)).map((_, slot) => value(start + slot, slot));
}

/** Returns the number of a random stream: each name has one of its own. */
export function streamOf(seed: number, name: string): number {
  let hash = seed ^ 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash;
}

/** Returns the random number of a stream at an index: uniform between 0 and 1 (exclusive), the same in any order of calls. */
export function chance(stream: number, index: number): number {
  let hash = Math.imul(stream ^ Math.imul(index, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32 + 2 ** -33;
}

/** `level`: a weekday of 2026; `growth`: exponent since the founding; `spike`: a day in the news and those after it. */
const RHYTHM = {
  content: { level: 60, growth: 1.15, spread: 0.26, friday: 0.78, weekend: 0.18, spike: [3.5] },
  usage: { level: 5000, growth: 1.5, spread: 0.11, friday: 0.86, weekend: 0.46, spike: [4, 2.2, 1.4] },
};

/** January … December: busy at the start of terms, quiet in August. */
const SEASON = [0.95, 1.03, 1.06, 1, 1.06, 1.01, 0.88, 0.7, 1, 1.08, 1.1, 0.98];
/** From Christmas to New Year. */
const HOLIDAYS = 0.35;
/** The level of the first year compared to `RHYTHM`, the years between the two, and the quiet days at the beginning. */
const [HUMBLE, GROWN, QUIET] = [0.07, 11.8, 25];

/** The seed of a repository or community, and its size compared to the whole repository. */
export type Scope = readonly [seed: number, scale: number];

/** Returns the number of new records, or of views, for each day of a year. */
function activity(area: Area, year: number, [seed, scale]: Scope): Float64Array {
  const { level, growth, spread, friday, weekend, spike } = RHYTHM[area];
  const noise = streamOf(seed, `${area} noise`);
  const someDay = yearStart(year) + 45 + Math.floor(240 * chance(streamOf(seed, `${area} spike`), year));
  const tuesday = someDay - weekday(someDay) + 1;
  const week = [1.03, 1.08, 1.07, 1.02, friday, weekend, weekend];
  const lastDay = yearStart(year + 1) - 1;
  return daily(year, (day, slot) => {
    const age = Math.max(0, day - FOUNDED + 1);
    const trend = (HUMBLE + (1 - HUMBLE) * (age / 365.25 / GROWN) ** growth) * (1 - Math.exp(-age / QUIET));
    const season = slot < 2 || day > lastDay - 8 ? HOLIDAYS : SEASON[Math.floor(slot / 30.6)]!;
    // The sum of three uniform numbers is roughly normal.
    const swing = chance(noise, day) + chance(~noise, day) + chance(noise ^ 0x5bd1e995, day) - 1.5;
    const usual = level * scale * trend * season * week[weekday(day)]! * Math.exp(2 * spread * swing);
    return Math.floor(usual * (spike[day - tuesday] ?? 1) + chance(noise + 1, day));
  });
}

/** A rule by which a metric follows from another one of its area. */
interface Rule {
  readonly metric: Metric;
  /** Absent for the first metric, which `activity` makes. */
  readonly of?: Metric;
  /** The bounds of the factor between the two. */
  readonly factor?: readonly [least: number, most: number];
  /** True if only records with files have it. */
  readonly withFiles?: true;
}

/** The metrics of each area, each after the one that it follows from. */
const RULES: Record<Area, readonly Rule[]> = {
  content: [
    { metric: 'records' },
    { metric: 'parents', of: 'records', factor: [0.8, 0.95] },
    { metric: 'files', of: 'records', factor: [1.2, 2], withFiles: true },
    { metric: 'uploadVolume', of: 'files', factor: [4e6, 18e6] },
    { metric: 'uploaders', of: 'records', factor: [0.35, 0.6] },
  ],
  usage: [
    { metric: 'views' },
    { metric: 'visitors', of: 'views', factor: [0.52, 0.62] },
    { metric: 'downloads', of: 'views', factor: [0.35, 0.42], withFiles: true },
    { metric: 'downloadVolume', of: 'downloads', factor: [3e6, 7e6] },
  ],
};

/** A metric as a whole, or divided: one column per part. */
type Numbers = Pick<Table, 'metric' | 'breakdown' | 'columns'>;

/** Makes every metric of an area on all days of a year, as a whole and by each of the breakdowns. */
export function numbersOf(
  area: Area,
  breakdowns: readonly Breakdown[],
  year: number,
  scope: Scope,
): readonly Numbers[] {
  const [seed] = scope;
  const wholes = new Map<Metric, Float64Array>();
  for (const { metric, of, factor: [least, most] = [1, 1], withFiles } of RULES[area]) {
    const base = of && wholes.get(of)!;
    const source = base && withFiles ? divide('filePresence', base, year, seed)[1]! : base;
    const stream = streamOf(seed, metric);
    const follow = (day: Day, slot: number): number =>
      Math.floor(source![slot]! * (least + (most - least) * chance(~stream, day)) + chance(stream, day));
    wholes.set(metric, source ? daily(year, follow) : activity(area, year, scope));
  }
  const whole = [...wholes].map(([metric, column]): Numbers => ({ metric, columns: [column] }));
  const parts = breakdowns.flatMap((breakdown) => {
    const done = new Map<Metric, readonly Float64Array[]>();
    // Uploaders are counted for the whole repository only.
    for (const rule of RULES[area].filter(({ metric }) => metric !== 'uploaders')) {
      const base = rule.of && { whole: wholes.get(rule.of)!, parts: done.get(rule.of)! };
      done.set(rule.metric, divide(breakdown, wholes.get(rule.metric)!, year, seed, rule, base));
    }
    return [...done].map(([metric, columns]): Numbers => ({ metric, breakdown, columns }));
  });
  return [...whole, ...parts];
}

/**
 * Divides a metric into whole numbers, one column per part. The parts of a partition add up to the whole on every day:
 * it is cut at rounded bounds. All others are rounded independently.
 * @param base the metric that this one follows from, which has been divided already
 */
function divide(
  breakdown: Breakdown,
  whole: Float64Array,
  year: number,
  seed: number,
  { metric, withFiles }: Partial<Rule> = {},
  base?: { readonly whole: Float64Array; readonly parts: readonly Float64Array[] },
): Float64Array[] {
  const { ids, shares, steady } = VALUES[breakdown];
  const { partition } = BREAKDOWNS[breakdown];
  // Records without files are the same ones by either breakdown.
  const name = breakdown === 'accessStatuses' ? 'filePresence' : breakdown;
  const stream = streamOf(seed, base ? `${name} ${metric ?? ''}` : name);
  const sizes = streamOf(seed, `${breakdown} sizes`);
  const uneven = metric && METRICS[metric].unit === 'bytes';
  const fortune = streamOf(seed, `${breakdown} fortune`);
  /** Returns the factor of a share in this year: over time some parts gain and some lose. */
  const drift = (i: number): number => Math.exp(0.1 * (year - yearOf(FOUNDED)) * (chance(fortune, i) - 0.5));
  const weights = shares.map((share, i) => {
    if (withFiles && /^metadata.only$/.test(ids[i]!)) return 0;
    const own = steady ? share : Math.min(0.95, share * drift(i));
    return (base ? 1 : own) * (uneven ? 0.4 + 1.2 * chance(sizes, i) : 1);
  });
  const start = yearStart(year);
  const parts = ids.map(() => new Float64Array(whole.length));
  for (let slot = 0; slot < whole.length; slot++) {
    const total = whole[slot]!;
    const rounding = chance(stream, start + slot);
    const weightOf = (i: number): number => weights[i]! * (base ? base.parts[i]![slot]! : 1);
    let all = base ? base.whole[slot]! : 1;
    if (partition) for (let i = (all = 0); i < parts.length; i++) all += weightOf(i);
    for (let i = 0, reach = 0, bound = 0; total && i < parts.length; i++) {
      reach = weightOf(i) + (partition ? reach : 0);
      if (!reach) continue;
      const own = partition ? rounding : chance(stream + Math.imul(i + 1, 0x3c6ef372), start + slot);
      const next = Math.min(total, Math.floor((reach / all) * total + own));
      parts[i]![slot] = next - bound;
      if (partition) bound = next;
    }
  }
  return parts;
}
