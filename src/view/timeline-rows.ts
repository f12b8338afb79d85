import type { TimelineSeries } from './timeline-view.js';
import { times } from '../util/times.js';

/** A row of a timeline: the value of a series in a bucket. */
export interface TimelineRow {
  /** The number of the bucket from 0, its place on the x axis. */
  readonly bucket: number;
  /** First and last day of the bucket, ISO dates. */
  readonly start: string;
  readonly end: string;
  /** The id and the name of the series. */
  readonly series: string;
  readonly label: string;
  /** The place of the series in a stack, from 0 at the bottom. */
  readonly rank: number;
  /** `null` where nothing was counted. */
  readonly value: number | null;
  /** True if the bucket has not been counted to its end. */
  readonly partial: boolean;
  /** The number of the path through finished buckets that leads to, through or from this one. */
  readonly solid?: number;
  /** The number of the dashed path that leads to, through or from this bucket: paths lead to partial buckets dashed. */
  readonly dashed?: number;
  /** True for a value between gaps, to which no path leads. */
  readonly alone?: true;
}

/** Values by bucket; `null` where there is none. */
export type Values = readonly (number | null)[];

/** Returns the values of each series. */
export const columnsOf = (series: readonly TimelineSeries[]): Values[] =>
  series.map(({ buckets }) => buckets.map(({ value }) => value));

/** Returns the sums of a stack: of the values above 0, and of those below 0 if there are any. */
export function outlinesOf(columns: readonly Values[]): Values[] {
  const sums = (side: (a: number, b: number) => number): Values => {
    const found = new Array<number | null>(columns[0]?.length ?? 0).fill(null);
    for (const values of columns) {
      values.forEach((value, i) => {
        if (value !== null) found[i] = (found[i] ?? 0) + side(value, 0);
      });
    }
    return found;
  };
  const below = sums(Math.min);
  return below.some((sum) => sum) ? [sums(Math.max), below] : [sums(Math.max)];
}

/** Returns the lowest and the highest value, 0 included. */
export function extentOf(columns: readonly Values[]): [min: number, max: number] {
  const best = (of: (a: number, b: number) => number): number =>
    columns.reduce((found, values) => values.reduce<number>((a, b) => of(a, b ?? 0), found), 0);
  return [best(Math.min), best(Math.max)];
}

/** Returns true if there is no value at an index, which may be beyond the ends. */
export const isGap = (values: Values, index: number): boolean => (values[index] ?? null) === null;

interface RowOptions {
  /** Returns the buckets of a series that have rows. */
  readonly kept: (rank: number) => readonly number[];
  readonly nameOf: (series: TimelineSeries) => string;
  /** Returns true for a bucket that has not been counted to its end. */
  readonly isPartial: (index: number) => boolean;
}

/** Makes a row for each series and each of its kept buckets. */
export function timelineRows(
  series: readonly TimelineSeries[],
  { kept, nameOf, isPartial }: RowOptions,
): TimelineRow[] {
  const count = series[0]?.buckets.length ?? 0;
  const isDashed = (i: number): boolean => isPartial(i - 1) || isPartial(i);
  const solid = paths(count, (i) => !isDashed(i));
  const dashed = paths(count, isDashed);
  return columnsOf(series).flatMap((values, rank) => {
    const { id, buckets } = series[rank]!;
    const label = nameOf(series[rank]!);
    return kept(rank).map((bucket): TimelineRow => {
      const { start, end, value } = buckets[bucket]!;
      const isAlone = value !== null && isGap(values, bucket - 1) && isGap(values, bucket + 1);
      return {
        ...{ bucket, start, end, series: id, label, rank, value, partial: isPartial(bucket) },
        ...(solid[bucket] && { solid: solid[bucket] }),
        ...(dashed[bucket] && { dashed: dashed[bucket] }),
        ...(isAlone && { alone: true }),
      };
    });
  });
}

/**
 * Numbers paths from 1, by bucket.
 * @param isLine returns true if the line from the bucket before to this one belongs to a path
 */
function paths(count: number, isLine: (index: number) => boolean): (number | undefined)[] {
  let path = 0;
  return times(count, (i) => {
    const isReached = i > 0 && isLine(i);
    const isLeft = i < count - 1 && isLine(i + 1);
    if (isLeft && !isReached) path += 1;
    return isLeft || isReached ? path : undefined;
  });
}
