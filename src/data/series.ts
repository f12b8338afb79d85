import type { Day, DayRange } from './day.js';

/** A value and the day it belongs to. */
export interface Point {
  readonly day: Day;
  readonly value: number;
}

/**
 * Daily values of one thing over consecutive days, as a column. A day without a point holds `NaN`.
 * Sums and latest values of any range cost a subtraction and a look-up, whatever the range's length.
 */
export class Series {
  /** Day of the column's first slot. */
  readonly start: Day;
  readonly values: Float64Array;
  /** `#sums[i]`: everything before slot i, days without a point counted as 0. Exact for whole numbers up to 2^53. */
  #sums: Float64Array | undefined;
  /** `#latest[i]`: the last slot at or before i that has a point, -1 for none. */
  #latest: Int32Array | undefined;

  constructor(start: Day, values: Float64Array) {
    this.start = start;
    this.values = values;
  }

  /** The days of the first and the last point; `undefined` for a series without points. */
  get extent(): DayRange | undefined {
    const last = this.#latestSlot(this.values.length - 1);
    if (last < 0) return undefined;
    return { start: this.start + this.values.findIndex((value) => value === value), end: this.start + last };
  }

  /** Sum of the range's points; 0 if it has none. */
  sum({ start, end }: DayRange): number {
    const sums = (this.#sums ??= runningSums(this.values));
    const slot = (day: Day): number => Math.min(Math.max(day - this.start, 0), this.values.length);
    return end < start ? 0 : (sums[slot(end + 1)] as number) - (sums[slot(start)] as number);
  }

  /** The latest point at or before a day, however far back; `undefined` if there is none. */
  at(day: Day): Point | undefined {
    const slot = this.#latestSlot(Math.min(day - this.start, this.values.length - 1));
    return slot < 0 ? undefined : { day: this.start + slot, value: this.values[slot] as number };
  }

  /** Is there a point in the range? */
  hasPoint({ start, end }: DayRange): boolean {
    const point = this.at(end);
    return point !== undefined && point.day >= start;
  }

  #latestSlot(slot: number): number {
    if (slot < 0) return -1;
    this.#latest ??= latestSlots(this.values);
    return this.#latest[slot] as number;
  }
}

function runningSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value === value) sum += value;
    sums[i + 1] = sum;
  }
  return sums;
}

function latestSlots(values: Float64Array): Int32Array {
  const latest = new Int32Array(values.length);
  let slot = -1;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value === value) slot = i;
    latest[i] = slot;
  }
  return latest;
}
