import { memoizeByObject } from '../util/memoize-by-object.js';
import type { Day, DayRange } from './day.js';

/** A value and its day. */
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
 * A series of daily values, in stretches that do not overlap. Sums and latest values of any range cost a few look-ups,
 * whatever the range's length. The index of a stretch is computed with the first access to its days, once for all series
 * that the stretch becomes part of.
 */
export class Series {
  readonly #stretches: readonly Stretch[];
  readonly #indexes: (Index | undefined)[] = [];
  #near = -1;

  /** @param stretches the earliest first */
  constructor(stretches: readonly Stretch[]) {
    this.#stretches = stretches;
  }

  /** The days of the first and the last point; `undefined` for a series without points. */
  get extent(): DayRange | undefined {
    const last = this.at(Infinity);
    if (!last) return undefined;
    const first = this.#stretches.findIndex((_, i) => this.#index(i).first >= 0);
    return { start: this.#start(first) + this.#index(first).first, end: last.day };
  }

  /** Returns the sum of the range's points; 0 if it has none. Exact for whole numbers as long as it is below 2^53. */
  sum({ start, end }: DayRange): number {
    let sum = 0;
    for (let i = this.#stretchAt(end); i >= 0 && start <= end; i--) {
      const from = this.#start(i);
      sum += this.#index(i).sum(start - from, end - from + 1);
      if (from <= start) break;
    }
    return sum;
  }

  /** Counts the points in a range. */
  count({ start, end }: DayRange): number {
    let count = 0;
    for (let i = this.#stretchAt(end); i >= 0 && start <= end; i--) {
      const from = this.#start(i);
      count += this.#index(i).count(start - from, end - from + 1);
      if (from <= start) break;
    }
    return count;
  }

  /** Returns the latest point at or before a day, however far back; `undefined` if there is none. */
  at(day: Day): Point | undefined {
    const i = this.#withPoint(day);
    if (i < 0) return undefined;
    const slot = this.#slot(i, day);
    return { day: this.#start(i) + slot, value: this.#index(i).values[slot]! };
  }

  /** Returns the value of the latest point at or before a day; `NaN` if there is none. */
  valueAt(day: Day): number {
    const i = this.#withPoint(day);
    return i < 0 ? NaN : this.#index(i).values[this.#slot(i, day)]!;
  }

  /** Returns true if there is a point in the range. */
  hasPoint({ start, end }: DayRange): boolean {
    const point = this.at(end);
    return point !== undefined && point.day >= start;
  }

  /** Returns the index of the last stretch with a point at or before a day; -1 if there is none. */
  #withPoint(day: Day): number {
    let i = this.#stretchAt(day);
    while (i >= 0 && this.#slot(i, day) < 0) i--;
    return i;
  }

  /** Returns the slot in a stretch of the latest point at or before a day; -1 if there is none. */
  #slot(i: number, day: Day): number {
    const { latest } = this.#index(i);
    return latest[Math.min(day - this.#start(i), latest.length - 1)] ?? -1;
  }

  /** Returns the index of the last stretch that begins at or before a day; -1 if there is none. Searches from the last result. */
  #stretchAt(day: Day): number {
    const stretches = this.#stretches;
    let i = this.#near;
    while (i + 1 < stretches.length && stretches[i + 1]!.start <= day) i++;
    while (i >= 0 && stretches[i]!.start > day) i--;
    return (this.#near = i);
  }

  #start(i: number): Day {
    return this.#stretches[i]!.start;
  }

  #index(i: number): Index {
    return (this.#indexes[i] ??= indexOf(this.#stretches[i]!.values));
  }
}

/** An index of a column of values. */
class Index {
  readonly values: Float64Array;
  /** `#sums[i]`: the sum of all slots before i, days without a point counted as 0. */
  readonly #sums: Float64Array;
  /** True if all sums are exact. From 2^53 on they are rounded, and small days would be lost in a difference. */
  readonly #exact: boolean;
  /** `latest[i]`: the last slot at or before i that has a point, -1 for none. */
  readonly latest: Int16Array | Int32Array;
  /** The first slot that has a point, -1 for none. */
  readonly first: number;

  constructor(values: Float64Array) {
    this.values = values;
    this.#sums = new Float64Array(values.length + 1);
    this.latest = values.length < 2 ** 15 ? new Int16Array(values.length) : new Int32Array(values.length);
    let [first, last, sum, exact] = [-1, -1, 0, true];
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number;
      if (value === value) {
        sum += value;
        exact &&= Number.isSafeInteger(sum);
        last = i;
        if (first < 0) first = i;
      }
      this.#sums[i + 1] = sum;
      this.latest[i] = last;
    }
    this.first = first;
    this.#exact = exact;
  }

  /** `#counts[i]`: how many slots before i have a point. Made with the first use, as few series need it. */
  #counts: Uint32Array | undefined;

  /** Counts the points in the slots from `start` to the one before `end`. */
  count(start: number, end: number): number {
    const counts = (this.#counts ??= countsOf(this.values));
    const last = counts.length - 1;
    return counts[Math.min(end, last)]! - counts[Math.max(0, Math.min(start, last))]!;
  }

  /** Returns the sum of the slots from `start` to the one before `end`; slots outside the column count as 0. */
  sum(start: number, end: number): number {
    const { length } = this.values;
    const [from, to] = [Math.max(0, Math.min(start, length)), Math.min(end, length)];
    if (this.#exact) return this.#sums[to]! - this.#sums[from]!;
    return this.values.subarray(from, to).reduce((sum, value) => sum + (value || 0), 0);
  }
}

function countsOf(values: Float64Array): Uint32Array {
  const counts = new Uint32Array(values.length + 1);
  values.forEach((value, i) => (counts[i + 1] = counts[i]! + (value === value ? 1 : 0)));
  return counts;
}

const indexOf = memoizeByObject((values: Float64Array) => new Index(values));
