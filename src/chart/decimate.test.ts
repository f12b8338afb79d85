import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { runs } from '../../test/runs.js';
import type { Values } from '../view/timeline-rows.js';
import { decimate, type Thinning } from './decimate.js';

/** The limit on rows that decimate.ts sets. */
const MOST_ROWS = 4400;

/** Returns the kept buckets of each series. */
function keptOf(columns: readonly Values[], width: number, change: Partial<Thinning> = {}): number[][] {
  const kept = decimate(columns, { width, isStack: false, isPartial: () => false, ...change });
  return columns.map((_, rank) => kept(rank));
}

const range = (count: number): number[] => [...Array(count).keys()];
const sorted = (numbers: Iterable<number>): number[] => [...new Set(numbers)].sort((a, b) => a - b);
const noise = (count: number, seed = 7): number[] => range(count).map((i) => 10 + ((i * seed) % 31));

/** Returns the buckets of each pixel column of a line. */
function pixelColumns(count: number, pixels: number): number[][] {
  const columns = new Map<number, number[]>();
  for (const i of range(count)) {
    const pixel = Math.floor((i / (count - 1)) * pixels);
    columns.set(pixel, [...(columns.get(pixel) ?? []), i]);
  }
  return [...columns.values()];
}

/** Returns the sums of a stack above and below 0, of all series in each bucket; `null` where nothing was counted. */
const sumsOf = (columns: readonly Values[], sign: 1 | -1): Values =>
  (columns[0] ?? []).map((_, i) => {
    const known = columns.map((values) => values[i]).filter((value): value is number => typeof value === 'number');
    return known.length ? known.filter((value) => value * sign > 0).reduce((a, b) => a + b, 0) : null;
  });

const known = (values: Values, indices: readonly number[]): number[] => indices.flatMap((i) => values[i] ?? []);

const value = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: -99, max: 99 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);
/** Series of the same length, of several hundred buckets. */
const series = (min: number, max: number): fc.Arbitrary<(number | null)[][]> =>
  fc
    .integer({ min: 300, max: 900 })
    .chain((length) =>
      fc.array(fc.array(value, { minLength: length, maxLength: length }), { minLength: min, maxLength: max }),
    );

describe('decimate', () => {
  it('keeps all buckets if each has a pixel of its own', () => {
    expect(keptOf([[5, 4, 3, null, 1]], 5)).to.deep.equal([[0, 1, 2, 3, 4]]);
    expect(
      keptOf(
        [
          [1, 2],
          [3, 4],
        ],
        2,
        { isStack: true },
      ),
    ).to.deep.equal([
      [0, 1],
      [0, 1],
    ]);
  });

  it('keeps the first, the last, the lowest and the highest bucket of a pixel column', () =>
    expect(keptOf([[3, 9, 4, 1, 5, 5, 5, 5, 5, 2, 7]], 1)).to.deep.equal([[0, 1, 3, 9, 10]]));

  it('treats a missing value neither as the lowest nor as the highest', () =>
    expect(keptOf([[null, null, 3, 2, 1, 9, 9, null, null, null, null]], 1)).to.deep.equal([
      [0, 1, 2, 4, 5, 6, 7, 9, 10],
    ]));

  it('keeps the extremes of each line by itself', () => {
    const kept = keptOf(
      [
        [0, 1, 0, 0, 0, 0, 0],
        [0, 0, 0, 0, -1, 0, 0],
      ],
      1,
    );
    expect(kept).to.deep.equal([
      [0, 1, 5, 6],
      [0, 4, 5, 6],
    ]);
  });

  it('keeps the same buckets of all parts of a stack: those with the lowest and the highest sum', () => {
    const kept = keptOf(
      [
        [2, 2, 9, 2, 2, 2, 2, 2],
        [3, 3, -9, 3, 3, 9, 0, 3],
      ],
      1,
      { isStack: true },
    );
    // Above 0, the sums are 5 5 9 5 5 11 2 5; below, they are 0 but in one bucket.
    expect(kept).to.deep.equal([
      [0, 2, 5, 6, 7],
      [0, 2, 5, 6, 7],
    ]);
  });

  it('keeps the first and the last bucket of all', () => {
    for (const isStack of [false, true]) {
      const [kept] = keptOf([noise(1000)], 10, { isStack });
      expect([kept?.[0], kept?.at(-1)]).to.deep.equal([0, 999]);
    }
  });

  it('keeps both sides of a gap, even if it is narrower than a pixel', () => {
    const gap = noise(1000).map((value, i) => (i === 503 || (i >= 700 && i < 760) ? null : value));
    for (const isStack of [false, true]) {
      const [first, second] = keptOf([noise(1000), gap], 20, { isStack });
      expect(second).to.include.members([502, 503, 504, 699, 700, 759, 760]);
      if (isStack) expect(first).to.deep.equal(second);
    }
  });

  it('keeps the edges of gaps at both ends', () => {
    const gaps = noise(1000).map((value, i) => (i < 123 || i > 877 ? null : value));
    for (const isStack of [false, true]) {
      expect(keptOf([gaps], 20, { isStack })[0]).to.include.members([0, 122, 123, 877, 878, 999]);
    }
  });

  it('keeps unfinished buckets between finished ones and their neighbours', () => {
    const isPartial = (i: number): boolean => i === 0 || i === 503 || i === 999;
    for (const isStack of [false, true]) {
      const [kept] = keptOf([noise(1000)], 20, { isStack, isPartial });
      expect(kept).to.include.members([0, 1, 502, 503, 504, 998, 999]);
    }
  });

  it('keeps no bucket of no series, and none of series without buckets', () => {
    expect(keptOf([], 100)).to.deep.equal([]);
    expect(keptOf([[]], 100)).to.deep.equal([[]]);
  });

  it('keeps a single bucket', () => expect(keptOf([[7]], 1)).to.deep.equal([[0]]));

  it('keeps of each pixel column of a line the first, last, lowest and highest bucket, whatever the numbers', () =>
    fc.assert(
      fc.property(series(1, 1), fc.integer({ min: 1, max: 299 }), ([values], width) => {
        const [kept] = keptOf([values!], width);
        expect(kept).to.deep.equal(sorted(kept!));
        for (const column of pixelColumns(values!.length, width)) {
          const there = column.filter((i) => kept!.includes(i));
          expect([there[0], there.at(-1)]).to.deep.equal([column[0], column.at(-1)]);
          const [all, some] = [known(values!, column), known(values!, there)];
          expect([Math.min(...some), Math.max(...some)]).to.deep.equal([Math.min(...all), Math.max(...all)]);
        }
      }),
      { numRuns: runs(40) },
    ));

  it('keeps of each pixel column of a stack the lowest and the highest sum on both sides of 0', () =>
    fc.assert(
      fc.property(series(2, 3), fc.integer({ min: 1, max: 299 }), (columns, width) => {
        const [kept, ...others] = keptOf(columns, width, { isStack: true });
        for (const other of others) expect(other).to.deep.equal(kept);
        for (const sums of [sumsOf(columns, 1), sumsOf(columns, -1)]) {
          for (const column of pixelColumns(columns[0]!.length, width)) {
            const [all, some] = [
              known(sums, column),
              known(
                sums,
                column.filter((i) => kept!.includes(i)),
              ),
            ];
            expect([Math.min(...some), Math.max(...some)]).to.deep.equal([Math.min(...all), Math.max(...all)]);
          }
        }
      }),
      { numRuns: runs(20) },
    ));

  it('keeps every change between value and gap of a line, so that its paths begin and end where they did', () =>
    fc.assert(
      fc.property(series(1, 1), fc.integer({ min: 1, max: 299 }), ([values], width) => {
        const [kept] = keptOf([values!], width);
        const pathsIn = (indices: readonly number[]): number[][] =>
          indices.reduce<number[][]>((paths, i, at) => {
            if (values![i] === null) return paths;
            if (at && values![indices[at - 1]!] !== null) paths.at(-1)![1] = i;
            else paths.push([i, i]);
            return paths;
          }, []);
        expect(pathsIn(kept!)).to.deep.equal(pathsIn(range(values!.length)));
      }),
      { numRuns: runs(40) },
    ));

  const many = (count: number, low = 0): number[][] =>
    range(count).map((s) => noise(5475, 7 + 2 * s).map((v) => v + low));
  const sizes: [what: string, columns: number[][], isStack: boolean][] = [
    ['12 lines', many(12), false],
    ['a stack of 12', many(12), true],
    ['a stack of 12, also below 0', many(12, -25), true],
    ['one line', many(1), false],
    ['one area', many(1), true],
  ];
  for (const [what, columns, isStack] of sizes) {
    it(`limits the rows of 15 years of days, of ${what}`, () => {
      const rows = keptOf(columns, 1000, { isStack }).flat().length;
      expect(rows)
        .to.be.above(MOST_ROWS / 4)
        .and.below(MOST_ROWS * 1.05);
    });
  }
});
