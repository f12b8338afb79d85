import { expect } from '@open-wc/testing';
import { timelineOf } from '../../test/timelines.js';
import { columnsOf, extentOf, outlinesOf, timelineRows, type TimelineRow, type Values } from './timeline-rows.js';

/** Returns the rows of series, of all their buckets unless only some are kept. */
function rowsOf(series: readonly Values[], partial: readonly number[] = [], kept?: readonly number[]): TimelineRow[] {
  const view = timelineOf(series, partial);
  return timelineRows(view.series, {
    kept: () => kept ?? [...(series[0]?.keys() ?? [])],
    nameOf: ({ label }) => `name of ${label}`,
    isPartial: (index) => partial.includes(index),
  });
}

describe('timelineRows', () => {
  it('makes a row for each series and bucket, with days, name, rank and value', () => {
    expect(
      rowsOf(
        [
          [1, 2],
          [3, null],
        ],
        [1],
      ),
    ).to.deep.equal([
      {
        ...{ bucket: 0, start: '2000-01-01', end: '2000-01-28', value: 1, partial: false, dashed: 1 },
        ...{ series: 'part-0', label: 'name of label 0', rank: 0 },
      },
      {
        ...{ bucket: 1, start: '2000-02-01', end: '2000-02-28', value: 2, partial: true, dashed: 1 },
        ...{ series: 'part-0', label: 'name of label 0', rank: 0 },
      },
      {
        ...{ bucket: 0, start: '2000-01-01', end: '2000-01-28', value: 3, partial: false, dashed: 1, alone: true },
        ...{ series: '\u0000other', label: 'name of label 1', rank: 1 },
      },
      {
        ...{ bucket: 1, start: '2000-02-01', end: '2000-02-28', value: null, partial: true, dashed: 1 },
        ...{ series: '\u0000other', label: 'name of label 1', rank: 1 },
      },
    ]);
  });

  it('makes rows of the kept buckets only', () =>
    expect(rowsOf([[1, 2, 3, 4]], [], [0, 3]).map(({ bucket, value }) => [bucket, value])).to.deep.equal([
      [0, 1],
      [3, 4],
    ]));

  it('makes no rows without series or buckets', () => expect([rowsOf([]), rowsOf([[]])]).to.deep.equal([[], []]));

  const dashedCases: [what: string, count: number, partial: number[], expected: (number | undefined)[]][] = [
    ['gives no bucket a dashed path if all are finished', 3, [], [undefined, undefined, undefined]],
    ['dashes the path to an unfinished last bucket', 4, [3], [undefined, undefined, 1, 1]],
    ['dashes the path from an unfinished first bucket', 4, [0], [1, 1, undefined, undefined]],
    ['dashes the paths to and from an unfinished bucket', 5, [2], [undefined, 1, 1, 1, undefined]],
    ['numbers the dashed paths of several unfinished buckets', 7, [0, 5], [1, 1, undefined, undefined, 2, 2, 2]],
    ['dashes one path through adjacent unfinished buckets', 5, [2, 3], [undefined, 1, 1, 1, 1]],
    ['joins dashed paths that share a finished bucket', 5, [1, 3], [1, 1, 1, 1, 1]],
    ['separates dashed paths that a finished path lies between', 6, [1, 4], [1, 1, 1, 2, 2, 2]],
    ['dashes all paths if no bucket is finished', 3, [0, 1, 2], [1, 1, 1]],
    ['gives a single unfinished bucket no dashed path, since no path leads there', 1, [0], [undefined]],
  ];
  for (const [what, count, partial, expected] of dashedCases) {
    it(what, () => expect(rowsOf([Array(count).fill(1)], partial).map(({ dashed }) => dashed)).to.deep.equal(expected));
  }

  const solidCases: [what: string, count: number, partial: number[], expected: (number | undefined)[]][] = [
    ['leads one solid path through all buckets if they are finished', 3, [], [1, 1, 1]],
    ['ends the solid path before an unfinished last bucket', 4, [3], [1, 1, 1, undefined]],
    ['begins the solid path after an unfinished first bucket', 4, [0], [undefined, 1, 1, 1]],
    ['numbers the solid paths on both sides of an unfinished bucket', 5, [2], [1, 1, undefined, 2, 2]],
    ['gives a finished bucket between unfinished ones no solid path', 3, [0, 2], [undefined, undefined, undefined]],
  ];
  for (const [what, count, partial, expected] of solidCases) {
    it(what, () => expect(rowsOf([Array(count).fill(1)], partial).map(({ solid }) => solid)).to.deep.equal(expected));
  }

  it('gives all series the same dashed paths', () => {
    const rows = rowsOf(
      [
        [1, 2, 3],
        [4, null, 6],
      ],
      [2],
    );
    expect(rows.map(({ dashed }) => dashed)).to.deep.equal([undefined, 1, 1, undefined, 1, 1]);
  });

  const aloneCases: [what: string, values: Values, expected: number[]][] = [
    ['marks a value between gaps as alone', [1, 2, null, 4, null, 6, 7], [3]],
    ['marks the first and the last value as alone beside gaps', [1, null, null, 4], [0, 3]],
    ['marks the only value as alone', [7], [0]],
    ['marks a value of 0 between gaps as alone', [null, 0, null], [1]],
    ['marks neither gaps nor values with a neighbour as alone', [null, 1, 2, null, null], []],
  ];
  for (const [what, values, expected] of aloneCases) {
    it(what, () =>
      expect(rowsOf([values]).flatMap(({ alone, bucket }) => (alone ? [bucket] : []))).to.deep.equal(expected),
    );
  }

  it('does not mark a value as alone whose neighbours are left out', () =>
    expect(rowsOf([[1, 2, 3]], [], [1])[0]).not.to.have.property('alone'));
});

describe('outlinesOf', () => {
  const cases: [what: string, columns: Values[], expected: Values[]][] = [
    [
      'returns the sums of a stack',
      [
        [1, 2],
        [10, 20],
      ],
      [[11, 22]],
    ],
    [
      'returns the sums of a stack above and below 0',
      [
        [5, -1],
        [-2, -3],
        [3, 4],
      ],
      [
        [8, 4],
        [-2, -4],
      ],
    ],
    [
      'returns one outline where nothing is below 0',
      [
        [0, 0],
        [5, 0],
      ],
      [[5, 0]],
    ],
    [
      'returns an upper outline of 0 where nothing is above it',
      [[-1, -2]],
      [
        [0, 0],
        [-1, -2],
      ],
    ],
    [
      'leaves out values that are missing, and has a gap where all are',
      [
        [1, null],
        [null, null],
      ],
      [[1, null]],
    ],
    ['returns an empty outline without series', [], [[]]],
  ];
  for (const [what, columns, expected] of cases) {
    it(what, () => expect(outlinesOf(columns)).to.deep.equal(expected));
  }
});

describe('extentOf', () => {
  const cases: [what: string, columns: Values[], expected: [number, number]][] = [
    [
      'returns the lowest and the highest value of all series',
      [
        [5, -1],
        [3, -4],
      ],
      [-4, 5],
    ],
    ['includes 0 in an extent above it', [[5, 3]], [0, 5]],
    ['includes 0 in an extent below it', [[-5, -3]], [-5, 0]],
    ['ignores values that are missing', [[null, 2, null]], [0, 2]],
    ['returns an extent of 0 without values', [], [0, 0]],
  ];
  for (const [what, columns, expected] of cases) it(what, () => expect(extentOf(columns)).to.deep.equal(expected));

  it('covers a stack with values above and below 0, as its outlines are', () =>
    expect(
      extentOf(
        outlinesOf([
          [5, -1],
          [3, -2],
        ]),
      ),
    ).to.deep.equal([-3, 8]));
});

describe('columnsOf', () => {
  it('returns the values of each series', () =>
    expect(
      columnsOf(
        timelineOf([
          [1, null],
          [2, 3],
        ]).series,
      ),
    ).to.deep.equal([
      [1, null],
      [2, 3],
    ]));
});
