/** The labels of axes: Vega knows neither the language of the page nor its calendar, so it gets places and texts. */
import { parseDay, weekday } from '../data/day.js';
import type { Granularity } from '../vocabulary/terms.js';
import { times } from '../util/times.js';

export interface TickOptions {
  /** 1024 for values that are written in KiB, MiB …; 1000 for everything else. */
  readonly base?: 1000 | 1024;
  /** True for whole values: there is no tick at half a record. */
  readonly integers?: boolean;
}

/**
 * Returns round values for an axis from `min` to `max`, ascending. Steps are 1, 2 or 5 times a power of ten, so that a
 * label with one decimal place is exact; where units are 1024 apart, powers of two, which Vega does not offer.
 * @param count limit on the number of steps; rounding the ends can add one
 */
export function niceTicks(min: number, max: number, count: number, options: TickOptions = {}): number[] {
  const least = (max - min || Math.abs(max) || 1) / Math.max(1, count);
  const nice = options.base === 1024 ? 2 ** Math.ceil(Math.log2(least)) : oneTwoFive(least);
  const step = options.integers ? Math.max(1, nice) : nice;
  const first = Math.floor(min / step);
  const last = Math.max(Math.ceil(max / step), first + 1);
  // Rounded, because 3 * 0.1 is not 0.3.
  return times(last - first + 1, (i) => Number(((first + i) * step).toPrecision(15)));
}

function oneTwoFive(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10);
}

/** A label below the axis. */
export interface BucketLabel {
  /** The index of its bucket. */
  readonly tick: number;
  readonly text: string;
}

export interface LabelRoom {
  readonly granularity: Granularity;
  /** The width of the plot in pixels. */
  readonly width: number;
  /** Returns the centre of a bucket, in pixels from the start of the plot. */
  readonly position: (index: number) => number;
  /**
   * Formats the first day of a bucket.
   * @param before the day of the previous label; absent for the first label, which should show the year
   */
  readonly format: (start: string, before?: string) => string;
  /** Returns the width of a text in pixels. */
  readonly measure: (text: string) => number;
}

const GAP = 8;
/** Pixels by which a label may extend beyond the plot: at its start there is room below the labels of the other axis. */
const OVERHANG = { start: 24, end: 10 };
/** Lower bound on the width of a label with its gap. It saves formatting thousands of days that cannot fit. */
const NARROWEST = 24;

/** The usual steps of a calendar in months. */
const MONTHS = [1, 3, 6, 12, 24, 60, 120, 240, 600];
/** The last day of a month on which the first week, or the first day, of the month can begin. */
const FIRST_UNTIL: Readonly<Partial<Record<Granularity, number>>> = { week: 7, day: 1 };

/** Returns rules that select the buckets with labels: all, steps within a month, steps of months and years, every n-th. */
function* rules(days: readonly string[], granularity: Granularity): Generator<(index: number) => boolean> {
  const isWithinMonth = granularity in FIRST_UNTIL;
  yield () => true;
  if (isWithinMonth) yield (i) => i % 2 === 0;
  if (granularity === 'day') yield (i) => weekday(parseDay(days[i]!)!) === 0;
  for (const step of MONTHS) {
    yield (i) => {
      const [year, month, day] = days[i]!.split('-').map(Number) as [number, number, number];
      return (year * 12 + month - 1) % step === 0 && day <= (FIRST_UNTIL[granularity] ?? 31);
    };
  }
}

/**
 * Chooses the buckets with labels below the axis, so that labels never touch: the finest calendar step that fits (every
 * month, else January, April, July, October, else …), else every n-th bucket.
 * @param days the first day of each bucket, ISO dates in order
 */
export function bucketLabels(days: readonly string[], room: LabelRoom): BucketLabel[] {
  const most = Math.floor(room.width / NARROWEST) + 1;
  for (const rule of rules(days, room.granularity)) {
    const chosen = selected(days.length, rule, most);
    const labels = chosen && (written(days, chosen, room) ?? written(days, chosen, room, true));
    if (labels && labels.length > 1) return labels;
  }
  for (let n = Math.ceil(days.length / most); n < days.length; n += 1) {
    const chosen = selected(days.length, (i) => i % n === 0, most);
    const labels = chosen && written(days, chosen, room);
    if (labels) return labels;
  }
  return days.length ? (written(days, [0], room) ?? []) : [];
}

/** Returns the indices that a rule selects; `undefined` if they are more than can fit. */
function selected(count: number, rule: (index: number) => boolean, most: number): number[] | undefined {
  const indices: number[] = [];
  for (let i = 0; i < count && indices.length <= most; i += 1) if (rule(i)) indices.push(i);
  return indices.length > most ? undefined : indices;
}

/**
 * Formats the labels of buckets, without those that the end of the plot would cut; `undefined` if two would touch.
 * @param isShort writes the first label without its year, which the first label of the next year makes clear
 */
function written(
  days: readonly string[],
  indices: readonly number[],
  { width: plot, position, format, measure }: LabelRoom,
  isShort = false,
): BucketLabel[] | undefined {
  const [first, last] = [days[indices[0]!], days[indices.at(-1)!]];
  const hasOneYear = first?.slice(0, 4) === last?.slice(0, 4);
  if (isShort && hasOneYear) return undefined;
  const labels: BucketLabel[] = [];
  let before = isShort ? first : undefined;
  let free = -Infinity;
  for (const index of indices) {
    const text = format(days[index]!, before);
    const [middle, width] = [position(index), measure(text)];
    // A label is centred below its bucket, but flush with the plot at its ends.
    const left = middle < 1 ? 0 : middle > plot - 1 ? plot - width : middle - width / 2;
    const right = left + width;
    if (left < -OVERHANG.start || right > plot + OVERHANG.end) continue;
    if (left < free) return undefined;
    labels.push({ tick: index, text });
    before = days[index];
    free = right + GAP;
  }
  return labels;
}
