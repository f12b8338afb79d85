import { parseDay, weekday } from '../data/day.js';
import type { Granularity } from '../vocabulary/terms.js';

export interface TickOptions {
  /** 1024 for values that are written in KiB, MiB …; 1000 for everything else. */
  readonly base?: 1000 | 1024;
  /** True for what comes in wholes: there is no tick at half a record. */
  readonly integers?: boolean;
}

/**
 * Round values for an axis that holds `min` … `max`, ascending. Steps are 1, 2 or 5 times a power of ten, so that a
 * label with one decimal place says exactly where its line is; where units are 1024 apart, powers of two.
 * @param count steps into which the span is divided at most; rounding the ends can add one
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

/** Pixels that a text takes, roughly: fonts differ. Rather too many than too few. */
export const textWidth = (text: string, fontSize = 12): number =>
  (0.6 * text.length + 0.45 * (text.match(/[\u2e80-\uffff]/g)?.length ?? 0)) * fontSize;

/** Pixels that a text takes in a font of this page. */
export function measureWith(font: string, fontSize = 12): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return textWidth;
  context.font = `${fontSize}px ${font}`;
  return (text) => context.measureText(text).width;
}

/** A label below the axis. */
export interface BucketLabel {
  /** The bucket it names. */
  readonly index: number;
  readonly text: string;
}

export interface LabelRoom {
  readonly granularity: Granularity;
  /** Of the plot, in pixels. */
  readonly width: number;
  /** Where the middle of a bucket is, in pixels from where the plot begins. */
  readonly position: (index: number) => number;
  /**
   * Writes the first day of a bucket.
   * @param before the day that the label before it names; absent for the first label, which should tell the year
   */
  readonly format: (start: string, before?: string) => string;
  /** Pixels that a text takes. */
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

/** Which buckets can carry the labels, many labels first: the steps that a reader expects of a calendar. */
const RULES: Record<Granularity, readonly Rule[]> = {
  year: [all, ...yearsOf],
  quarter: [all, ...months.slice(2)],
  month: months,
  week: [all, everySecond, ...onceAMonth(({ day }) => day <= 7)],
  day: [all, everySecond, mondays, ...onceAMonth(({ day }) => day === 1)],
};

const GAP = 8;
/** How far a label may reach beyond the plot: at its beginning there is room below the labels of the other axis. */
const OVERHANG = { start: 24, end: 10 };
/** A label and its gap are wider: nobody formats thousands of days to find that they do not fit. */
const NARROWEST = 24;

/**
 * Chooses the buckets that get a label below the axis, so that labels never touch: the finest step of the calendar that
 * fits (every month, else January April July October, else …), else every n-th bucket.
 * @param days first day of each bucket, ISO dates in order
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

/** Labels that fit, however narrow they are. */
const mostIn = ({ width }: LabelRoom): number => width / NARROWEST + 1;

/** Those to which a rule applies, but of more than `most` only the first ones: they are too many anyway. */
function filtered(starts: readonly Start[], rule: Rule, most: number): Start[] {
  const found: Start[] = [];
  for (const start of starts) {
    if (rule(start)) found.push(start);
    if (found.length > most) break;
  }
  return found;
}

/** The labels of these buckets, without those that the end of the plot would cut; `undefined` if two would touch. */
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

/** Labels stand centred below their bucket, but flush with the plot at its very ends. */
function extent(middle: number, width: number, plot: number): { left: number; right: number } {
  const left = middle < 1 ? 0 : middle > plot - 1 ? plot - width : middle - width / 2;
  return { left, right: left + width };
}
