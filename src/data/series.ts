import type { Day, DayRange } from './day.js';

/** A value and the day it belongs to. */
export interface Point {
  readonly day: Day;
  readonly value: number;
}

/** Consecutive days of a series: a year, as a source delivers it. */
export interface Stretch {
  /** Day of the first slot. */
  readonly start: Day;
  /** A value per day, `NaN` where there is none. */
  readonly values: Float64Array;
}

/**
 * Daily values of one thing, in stretches that do not overlap. Sums and latest values of any range cost a few look-ups,
 * whatever the range's length. What is computed of a stretch is computed once, whichever series it becomes part of.
 */
export class Series {
  readonly #stretches: readonly Indexed[];
  /** Sum of everything before each stretch. */
  readonly #before: Float64Array;

  /** @param stretches the earliest first */
  constructor(stretches: readonly Stretch[]) {
    this.#stretches = stretches.map(({ start, values }) => ({ start, index: indexOf(values) }));
    this.#before = new Float64Array(stretches.length);
    for (let i = 1; i < stretches.length; i++) {
      this.#before[i] = (this.#before[i - 1] as number) + ((this.#stretches[i - 1] as Indexed).index.sums.at(-1) ?? 0);
    }
  }

  /** The days of the first and the last point; `undefined` for a series without points. */
  get extent(): DayRange | undefined {
    const last = this.at(Infinity);
    const first = this.#stretches.find(({ index }) => index.first >= 0);
    return first && last && { start: first.start + first.index.first, end: last.day };
  }

  /** Sum of the range's points; 0 if it has none. Exact for whole numbers up to 2^53. */
  sum({ start, end }: DayRange): number {
    return end < start ? 0 : this.#sumBefore(end + 1) - this.#sumBefore(start);
  }

  /** The latest point at or before a day, however far back; `undefined` if there is none. */
  at(day: Day): Point | undefined {
    for (let i = this.#stretchAt(day); i >= 0; i--) {
      const { start, index } = this.#stretches[i] as Indexed;
      const slot = index.latest[Math.min(day - start, index.latest.length - 1)] ?? -1;
      if (slot >= 0) return { day: start + slot, value: index.values[slot] as number };
    }
    return undefined;
  }

  /** Is there a point in the range? */
  hasPoint({ start, end }: DayRange): boolean {
    const point = this.at(end);
    return point !== undefined && point.day >= start;
  }

  /** The last stretch that begins at or before a day; -1 if there is none. */
  #stretchAt(day: Day): number {
    let i = this.#stretches.length - 1;
    while (i >= 0 && (this.#stretches[i] as Indexed).start > day) i--;
    return i;
  }

  #sumBefore(day: Day): number {
    const i = this.#stretchAt(day);
    if (i < 0) return 0;
    const { start, index } = this.#stretches[i] as Indexed;
    return (this.#before[i] as number) + (index.sums[Math.min(day - start, index.values.length)] as number);
  }
}

interface Indexed {
  readonly start: Day;
  readonly index: Index;
}

/** What is known of a column of values. */
class Index {
  readonly values: Float64Array;
  /** `sums[i]`: everything before slot i, days without a point counted as 0. */
  readonly sums: Float64Array;
  /** `latest[i]`: the last slot at or before i that has a point, -1 for none. */
  readonly latest: Int16Array | Int32Array;
  /** The first slot that has a point, -1 for none. */
  readonly first: number;

  constructor(values: Float64Array) {
    this.values = values;
    this.sums = new Float64Array(values.length + 1);
    this.latest = values.length < 2 ** 15 ? new Int16Array(values.length) : new Int32Array(values.length);
    let [first, last, sum] = [-1, -1, 0];
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number;
      if (value === value) {
        sum += value;
        last = i;
        if (first < 0) first = i;
      }
      this.sums[i + 1] = sum;
      this.latest[i] = last;
    }
    this.first = first;
  }
}

const indexes = new WeakMap<Float64Array, Index>();

function indexOf(values: Float64Array): Index {
  let index = indexes.get(values);
  if (!index) indexes.set(values, (index = new Index(values)));
  return index;
}
