import { parseDay, weekday } from '../data/day.js';
import type { Granularity } from '../vocabulary/terms.js';

export interface TickOptions {
  /** 1024 for values that are written in KiB, MiB …; 1000 for everything else. */
  readonly base?: 1000 | 1024;
  /** True for whole values: there is no tick at half a record. */
  readonly integers?: boolean;
}

/**
 * Returns round values for an axis from `min` to `max`, ascending. Steps are 1, 2 or 5 times a power of ten, so that a
 * label with one decimal place is exact; where units are 1024 apart, powers of two.
 * @param count limit on the number of steps; rounding the ends can add one
 */
export function niceTicks(min: number, max: number, count: number, options: TickOptions = {}): number[] {
  const least = (max - min || Math.abs(max) || 1) / Math.max(1, count);
  const nice = options.base === 1024 ? powerOfTwo(least) : oneTwoFive(least);
  const step = options.integers ? Math.max(1, nice) : nice;
  const first = Math.floor(min / step);
  const last = Math.max(Math.ceil(max / step), first + 1);
  // Rounded, because 3 * 0.1 is not 0.3.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(15)));
}

const powerOfTwo = (least: number): number => 2 ** Math.ceil(Math.log2(least));

function oneTwoFive(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10);
}

/** Estimates the width of a text in pixels. Fonts differ; the result is rather too large than too small. */
export const textWidth = (text: string, fontSize = 12): number =>
  (0.6 * text.length + 0.45 * (text.match(/[\u2e80-\uffff]/g)?.length ?? 0)) * fontSize;

/** Returns a function that measures the width of texts in a font of this page, in pixels. */
export function measureWith(font: string, fontSize = 12): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return textWidth;
  context.font = `${fontSize}px ${font}`;
  return (text) => context.measureText(text).width;
}

/** A label below the axis. */
export interface BucketLabel {
  /** The index of its bucket. */
  readonly index: number;
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
  readonly measure?: (text: string) => number;
}

interface Start {
  readonly index: number;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly iso: string;
}

type Rule = (start: Start) => boolean;

const all: Rule = () => true;
const everySecond: Rule = ({ index }) => index % 2 === 0;
const mondays: Rule = ({ iso }) => weekday(parseDay(iso) ?? 0) === 0;
const both =
  (first: Rule, second: Rule): Rule =>
  (start) =>
    first(start) && second(start);
const monthsOf = [1, 3, 6, 12].map(
  (count): Rule =>
    ({ month }) =>
      (month - 1) % count === 0,
);
const yearsOf = [2, 5, 10, 20, 50].map(
  (count): Rule =>
    ({ year }) =>
      year % count === 0,
);
const january: Rule = ({ month }) => month === 1;
const months = [...monthsOf, ...yearsOf.map((rule) => both(january, rule))];
const onceAMonth = (first: Rule): Rule[] => months.map((rule) => both(first, rule));

/** Rules that select the buckets with labels, in the usual steps of a calendar, those with many labels first. */
const RULES: Record<Granularity, readonly Rule[]> = {
  year: [all, ...yearsOf],
  quarter: [all, ...months.slice(2)],
  month: months,
  week: [all, everySecond, ...onceAMonth(({ day }) => day <= 7)],
  day: [all, everySecond, mondays, ...onceAMonth(({ day }) => day === 1)],
};

const GAP = 8;
/** Pixels by which a label may extend beyond the plot: at its start there is room below the labels of the other axis. */
const OVERHANG = { start: 24, end: 10 };
/** Lower bound on the width of a label with its gap. It saves formatting thousands of days that cannot fit. */
const NARROWEST = 24;

/**
 * Chooses the buckets with labels below the axis, so that labels never touch: the finest calendar step that fits (every
 * month, else January, April, July, October, else …), else every n-th bucket.
 * @param days the first day of each bucket, ISO dates in order
 */
export function bucketLabels(days: readonly string[], room: LabelRoom): BucketLabel[] {
  const starts = days.map((iso, index): Start => {
    const [year, month, day] = [iso.slice(0, 4), iso.slice(5, 7), iso.slice(8)].map(Number) as [number, number, number];
    return { index, year, month, day, iso };
  });
  for (const rule of RULES[room.granularity]) {
    const labels = written(filtered(starts, rule, mostIn(room)), room);
    if (labels && labels.length > 1) return labels;
  }
  for (let n = 1; n < starts.length; n += 1) {
    const labels = written(
      starts.filter(({ index }) => index % n === 0),
      room,
    );
    if (labels) return labels;
  }
  return written(starts.slice(0, 1), room) ?? [];
}

/** Returns the number of labels that fit if all are as narrow as possible. */
const mostIn = ({ width }: LabelRoom): number => width / NARROWEST + 1;

/** Returns the buckets that a rule selects; stops after more than `most`, which cannot fit anyway. */
function filtered(starts: readonly Start[], rule: Rule, most: number): Start[] {
  const found: Start[] = [];
  for (const start of starts) {
    if (rule(start)) found.push(start);
    if (found.length > most) break;
  }
  return found;
}

/** Formats the labels of buckets, without those that the end of the plot would cut; `undefined` if two would touch. */
function written(starts: readonly Start[], room: LabelRoom): BucketLabel[] | undefined {
  const { width, position, format, measure = textWidth } = room;
  if (starts.length > mostIn(room)) return undefined;
  const labels: BucketLabel[] = [];
  let before: string | undefined;
  let free = -Infinity;
  for (const { index, iso } of starts) {
    const text = format(iso, before);
    const { left, right } = extent(position(index), measure(text), width);
    if (left < -OVERHANG.start || right > width + OVERHANG.end) continue;
    if (left < free) return undefined;
    labels.push({ index, text });
    before = iso;
    free = right + GAP;
  }
  return labels;
}

/** Returns the edges of a label: centred below its bucket, but flush with the plot at its ends. */
function extent(middle: number, width: number, plot: number): { left: number; right: number } {
  const left = middle < 1 ? 0 : middle > plot - 1 ? plot - width : middle - width / 2;
  return { left, right: left + width };
}
