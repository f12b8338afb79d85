import { expect } from '@open-wc/testing';
import type { View } from 'vega';
import {
  compared,
  compiled,
  guidesOf,
  marksOf,
  TIMELINE_FRAME,
  timelineOf,
  viewOf,
  type Item,
} from '../../test/timelines.js';
import type { TimelineRow, Values } from '../view/timeline-rows.js';
import type { TimelineView } from '../view/timeline-view.js';
import { vegaTheme } from './theme.js';
import type { TimelineFrame } from './theme.js';
import { timelineSpec } from './timeline-spec.js';

/** The parts of a spec that the tests read. */
interface Spec {
  readonly width: number;
  readonly height: number;
  readonly padding: Readonly<Record<'top' | 'bottom' | 'left' | 'right', number>>;
  readonly datasets: Readonly<Record<string, readonly TimelineRow[]>>;
  readonly params: readonly { readonly name: string; readonly value?: unknown; readonly select?: unknown }[];
  readonly encoding: Record<
    'x' | 'y',
    { scale: { domain: unknown; reverse?: boolean }; axis: Record<string, unknown> }
  >;
  readonly layer: readonly { readonly name: string; readonly mark: Readonly<Record<string, unknown>> }[];
}

const specOf = (view: TimelineView, change: Partial<TimelineFrame> = {}): Spec =>
  timelineSpec(view, { ...TIMELINE_FRAME, ...change }) as unknown as Spec;
const param = (spec: Spec, name: string): unknown => spec.params.find((each) => each.name === name)?.value;
const layerNames = ({ layer }: Spec): string[] => layer.map(({ name }) => name);
/** Returns the buckets of the rows of a series, by its place. */
const rowBuckets = ({ datasets }: Spec, rank = 0): number[] =>
  datasets['rows']!.filter((row) => row.rank === rank).map(({ bucket }) => bucket);

const rounded = (number: number): number => Math.round(number * 1e6) / 1e6 + 0;

/** What Vega draws of a timeline, in buckets and values. */
interface Drawing {
  readonly spec: Spec;
  readonly view: View;
  readonly warnings: readonly string[];
  /** Returns the paths of a line in a layer: for each series, its pieces. */
  readonly lines: (layer: string) => [bucket: number, value: number][][][];
  /** Returns the paths of areas in a layer. */
  readonly areas: (layer: string) => [bucket: number, from: number, to: number][][][];
  /** Returns the bars of a layer in the order of buckets, then of series. */
  readonly bars: (layer: string) => Bar[];
}

interface Bar {
  readonly bucket: number;
  readonly series: string;
  readonly from: number;
  readonly to: number;
  /** Pixels from the left of the plot. */
  readonly left: number;
  readonly right: number;
  readonly item: Item;
}

async function draw(view: TimelineView, change: Partial<TimelineFrame> = {}): Promise<Drawing> {
  const spec = specOf(view, change);
  const config = vegaTheme({ ...TIMELINE_FRAME, ...change }.theme);
  const { spec: vega, warnings } = compiled({ ...spec, config } as never);
  const drawn = await viewOf(vega);
  const y = drawn.scale('y') as { invert(pixel: number): number };
  const value = (pixel: number): number => rounded(y.invert(pixel));
  const bucket = ({ x }: Item): number => rounded((drawn.scale('x') as { invert(pixel: number): number }).invert(x));
  const pieces = <T>(layer: string, point: (item: Item) => T): T[][][] =>
    marksOf(drawn, layer).map((items) =>
      items
        .reduce<T[][]>(
          (paths, item) =>
            item.defined === false ? [...paths, []] : [...paths.slice(0, -1), [...paths.at(-1)!, point(item)]],
          [[]],
        )
        .filter((path) => path.length),
    );
  return {
    ...{ spec, view: drawn, warnings },
    lines: (layer) => pieces(layer, (item) => [bucket(item), value(item.y)]),
    areas: (layer) =>
      pieces(layer, (item) => {
        const [a, b] = [value(item.y), value(item.y2!)];
        return [bucket(item), Math.min(a, b), Math.max(a, b)];
      }),
    bars: (layer) =>
      marksOf(drawn, layer)
        .flat()
        .map((item) => ({
          bucket: item.datum['bucket'] as number,
          series: item.datum['series'] as string,
          from: value(item.y + item.height!),
          to: value(item.y),
          left: rounded(item.x),
          right: rounded(item.x + item.width!),
          item,
        }))
        .sort((a, b) => a.bucket - b.bucket),
  };
}

const bucketsIn = (paths: readonly (readonly [bucket: number, ...rest: number[]])[][]): number[][] =>
  paths.map((path) => path.map(([bucket]) => bucket));

const stylesOf = (items: readonly Item[], name: string): unknown[] => [...new Set(items.map((item) => item[name]))];
const firstOf = (paths: readonly Item[][]): Item[] => paths.map(([item]) => item!);
const range = (count: number): number[] => [...Array(count).keys()];

describe('timelineSpec', () => {
  describe('compared days', () => {
    for (const type of ['line', 'bar'] as const) {
      it(`draws compared days of a ${type} as a dashed line, in a color that no series has`, async () => {
        const { view, warnings } = await draw(timelineOf([[1, 2, 3]], [], compared(4, 5, 6)), { type });
        const y = view.scale('y') as { invert(pixel: number): number };
        const [path, ...others] = marksOf(view, 'before');
        expect(path!.map((item) => rounded(y.invert(item.y)))).to.deep.equal([4, 5, 6]);
        expect(others).to.deep.equal([]);
        expect(stylesOf(path!, 'stroke')).to.deep.equal(['muted']);
        expect(stylesOf(path!, 'fill')).to.deep.equal([undefined]);
        expect(path![0]!['strokeDash']).to.deep.equal([4, 4]);
        expect(warnings).to.deep.equal([]);
      });
    }

    it('draws the compared value of a bucket in the middle of its bar', async () => {
      const { view, bars } = await draw(timelineOf([[1, 2, 3]], [], compared(4, 5, 6)), { type: 'bar' });
      const middles = bars('main').map(({ left, right }) => rounded((left + right) / 2));
      expect(marksOf(view, 'before')[0]!.map(({ x }) => rounded(x))).to.deep.equal(middles);
    });

    it('extends the axis to compared values', () =>
      expect(param(specOf(timelineOf([[1, 2, 3]], [], compared(40, 50, 60))), 'yTicks')).to.deep.equal([
        0, 20, 40, 60,
      ]));

    it('draws a compared value without neighbours as a ring', async () => {
      const { view } = await draw(timelineOf([[1, 2, 3]], [], compared(null, 4, null)));
      const [[ring, ...others]] = marksOf(view, 'beforeAlone') as [Item[]];
      expect(ring).to.include({ shape: 'circle', stroke: 'muted', fill: 'transparent' });
      expect(ring!.datum).to.include({ bucket: 1, value: 4 });
      expect(others).to.deep.equal([]);
    });

    it('leaves a gap for compared days without a value', async () => {
      const { lines } = await draw(timelineOf([[1, 2, 3, 4]], [], compared(null, 2, 3, null)));
      expect(lines('before')).to.deep.equal([
        [
          [
            [1, 2],
            [2, 3],
          ],
        ],
      ]);
    });
  });

  describe('shapes', () => {
    const one = timelineOf([[1, 2, 3]]);
    const two = timelineOf([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    const five = timelineOf(range(5).map(() => [1, 2, 3]));
    const days = range(900).map((i) => i % 7);
    const overlapping = { display: 'overlapping' } as const;
    const bar = { type: 'bar' } as const;
    const table: [what: string, spec: Spec, layers: Record<string, string>][] = [
      ['draws one series as a line above a soft area', specOf(one), { soft: 'area', main: 'line' }],
      ['draws several series as stacked areas', specOf(two), { main: 'area' }],
      ['draws overlapping series as lines', specOf(two, overlapping), { main: 'line' }],
      ['draws stacked series of bars as bars', specOf(two, bar), { main: 'bar' }],
      ['draws overlapping series of bars as bars', specOf(two, { ...bar, ...overlapping }), { main: 'bar' }],
      [
        'draws too many overlapping series of bars as lines',
        specOf(five, { ...bar, ...overlapping }),
        { main: 'line' },
      ],
      ['draws bars thinner than a pixel as an area', specOf(timelineOf([days, days]), bar), { main: 'area' }],
      ['draws bars of one series thinner than a pixel as an area', specOf(timelineOf([days]), bar), { main: 'area' }],
      [
        'draws overlapping bars thinner than a pixel as lines',
        specOf(timelineOf([days, days]), { ...bar, ...overlapping }),
        { main: 'line' },
      ],
      ['draws more than 2000 bars as areas', specOf(timelineOf(range(9).map(() => range(250))), bar), { main: 'area' }],
      ['draws a single value as a point', specOf(timelineOf([[7]])), { soft: 'area', main: 'line', alone: 'point' }],
      ['draws a single value by parts as bars', specOf(timelineOf([[7], [8]])), { main: 'area', alone: 'bar' }],
    ];
    for (const [what, spec, layers] of table) {
      it(what, () =>
        expect(Object.fromEntries(spec.layer.map(({ name, mark }) => [name, mark['type']]))).to.deep.equal(layers),
      );
    }

    it('draws an area in place of thin bars as pale as bars with gaps between them', async () => {
      for (const [view, fillOpacity, strokeWidth] of [
        [timelineOf([days]), 0.49, 0],
        [two, 0.82, 1],
      ] as const) {
        const marks = marksOf((await draw(view, bar)).view, 'main').flat();
        expect([stylesOf(marks, 'fillOpacity'), stylesOf(marks, 'strokeWidth')]).to.deep.equal([
          [fillOpacity],
          [strokeWidth],
        ]);
      }
    });

    it('draws no outlines of bars narrower than four pixels, which they would hide', async () => {
      const outline = async (count: number) =>
        stylesOf(marksOf((await draw(timelineOf([range(count)]), bar)).view, 'main').flat(), 'strokeWidth');
      expect([await outline(90), await outline(110)]).to.deep.equal([[1], [0]]);
    });

    it('draws a single value of parts as a stacked bar of limited width', async () => {
      const { bars, spec } = await draw(timelineOf([[7], [8]]));
      expect(bars('alone').map(({ from, to }) => [from, to])).to.deep.equal([
        [0, 7],
        [7, 15],
      ]);
      for (const { left, right } of bars('alone')) {
        expect(right - left).to.be.closeTo(48, 1e-3);
        expect((left + right) / 2).to.be.closeTo(spec.width / 2, 1e-3);
      }
    });

    it('draws an empty plot without series', async () => {
      for (const type of ['line', 'bar'] as const) {
        const { view, warnings } = await draw(timelineOf([]), { type });
        expect(marksOf(view, 'main')).to.deep.equal([]);
        expect(guidesOf(view, 'axis-grid')).to.have.length.above(0);
        expect(warnings).to.deep.equal([]);
      }
    });

    it('keeps everything but size, rows and values for other numbers and sizes, so that a drawn chart can be updated', () => {
      const structure = (view: TimelineView, change: Partial<TimelineFrame>): object => {
        const { datasets, params, width, height, padding, ...rest } = specOf(view, change);
        expect([width, height, padding.left].every(Boolean)).to.equal(true);
        return { ...rest, datasets: Object.keys(datasets), params: params.map(({ name, select }) => [name, select]) };
      };
      const few = [
        [1, 2, 3],
        [4, 5, 6],
      ];
      const more = [
        [70, 0, 2, 6, 9, 1, 100_000],
        [9, 0, 1, 0, 0, 0, 4],
      ];
      const other = { granularity: 'day', metric: 'downloads' } as const;
      for (const change of [{}, bar, overlapping, { ...bar, ...overlapping }]) {
        for (const count of [1, 2]) {
          expect(structure(timelineOf(few.slice(0, count), [2]), change)).to.deep.equal(
            structure(timelineOf(more.slice(0, count), [6], other), { ...change, width: 333, height: 90 }),
          );
        }
      }
    });
  });

  describe('data', () => {
    it('has a row of each series and bucket, with the value and not its place in the stack', () => {
      const { datasets } = specOf(
        timelineOf([
          [1, 2],
          [10, 20],
        ]),
        { nameOf: ({ id }) => `name of ${id}` },
      );
      expect(datasets['rows']!.map(({ series, label, bucket, value }) => [series, label, bucket, value])).to.deep.equal(
        [
          ['part-0', 'name of part-0', 0, 1],
          ['part-0', 'name of part-0', 1, 2],
          ['\u0000other', 'name of \u0000other', 0, 10],
          ['\u0000other', 'name of \u0000other', 1, 20],
        ],
      );
    });

    it('stacks the values of the series in their order', async () => {
      const { areas } = await draw(
        timelineOf([
          [1, 2],
          [10, 20],
        ]),
      );
      expect(areas('main')).to.deep.equal([
        [
          [
            [0, 0, 1],
            [1, 0, 2],
          ],
        ],
        [
          [
            [0, 1, 11],
            [1, 2, 22],
          ],
        ],
      ]);
    });

    it('draws the area below a line from 0 to its values', async () => {
      const { areas, lines } = await draw(timelineOf([[1, -2, 3]]));
      expect(areas('soft')).to.deep.equal([
        [
          [
            [0, 0, 1],
            [1, -2, 0],
            [2, 0, 3],
          ],
        ],
      ]);
      expect(lines('main')).to.deep.equal([
        [
          [
            [0, 1],
            [1, -2],
            [2, 3],
          ],
        ],
      ]);
    });

    it('draws a path on either side of a missing value, and none through it', async () => {
      const { lines, areas } = await draw(timelineOf([[1, 2, null, 4, 5]]));
      expect(lines('main')).to.deep.equal([
        [
          [
            [0, 1],
            [1, 2],
          ],
          [
            [3, 4],
            [4, 5],
          ],
        ],
      ]);
      expect(areas('soft').map(bucketsIn)).to.deep.equal([
        [
          [0, 1],
          [3, 4],
        ],
      ]);
    });

    it('ends the area of a part at its gap and stacks the others on the rest', async () => {
      const { areas } = await draw(
        timelineOf([
          [1, 1, null, 1, 1],
          [4, 4, 4, 4, 4],
        ]),
      );
      expect(areas('main')).to.deep.equal([
        [
          [
            [0, 0, 1],
            [1, 0, 1],
          ],
          [
            [3, 0, 1],
            [4, 0, 1],
          ],
        ],
        [
          [
            [0, 1, 5],
            [1, 1, 5],
            [2, 0, 4],
            [3, 1, 5],
            [4, 1, 5],
          ],
        ],
      ]);
    });

    it('draws a value between two gaps as a point', async () => {
      const { view } = await draw(timelineOf([[1, 2, null, 4, null]]));
      expect(
        marksOf(view, 'alone')
          .flat()
          .map(({ datum }) => [datum['bucket'], datum['value']]),
      ).to.deep.equal([[3, 4]]);
    });

    it('stacks removals below zero', async () => {
      const { bars } = await draw(timelineOf([[5], [-3], [2], [-1]]), { type: 'bar' });
      expect(bars('main').map(({ from, to }) => [from, to])).to.deep.equal([
        [0, 5],
        [-3, 0],
        [5, 7],
        [-4, -3],
      ]);
    });

    it('draws overlapping bars of series with any ids', async () => {
      const view = timelineOf([[1], [2], [3]]);
      const ids = ['constructor', 'a\u2028b', '__proto__'];
      const series = view.series.map((each, rank) => ({ ...each, id: ids[rank]! }));
      const { bars } = await draw({ ...view, series }, { type: 'bar', display: 'overlapping' });
      expect(bars('main').map(({ to }) => to)).to.have.members([1, 2, 3]);
    });

    for (const rtl of [false, true]) {
      it(`puts overlapping bars side by side in the middle of the bucket, the first ${rtl ? 'right' : 'left'}`, async () => {
        const { bars, spec } = await draw(
          timelineOf([
            [5, 4],
            [3, 3],
          ]),
          { type: 'bar', display: 'overlapping', rtl },
        );
        const middle = spec.width * (rtl ? 0.75 : 0.25);
        const [a, b] = bars('main').filter(({ bucket }) => bucket === 0) as [Bar, Bar];
        expect([a.series, b.series]).to.deep.equal(['part-0', '\u0000other']);
        expect([a.from, a.to, b.from, b.to]).to.deep.equal([0, 5, 0, 3]);
        expect(rtl ? [a.left, b.right] : [a.right, b.left]).to.deep.equal([rounded(middle), rounded(middle)]);
        expect(
          [a, b].map(({ left, right }) => rounded(right - left)),
          'limited width',
        ).to.deep.equal([48, 48]);
      });
    }

    it('limits the width of few bars', async () => {
      const { bars, spec } = await draw(timelineOf([[5, 5]]), { type: 'bar' });
      expect(bars('main').map(({ left, right }) => rounded(right - left))).to.deep.equal([48, 48]);
      expect(bars('main').map(({ left }) => rounded(left + 24))).to.deep.equal([
        rounded(spec.width / 4),
        rounded(spec.width * 0.75),
      ]);
    });

    it('gives bars the same share of each of many buckets', async () => {
      const { bars, spec } = await draw(timelineOf([range(40).map(() => 5)]), { type: 'bar' });
      const widths = new Set(bars('main').map(({ left, right }) => rounded(right - left)));
      expect([...widths]).to.deep.equal([rounded((0.72 * spec.width) / 40)]);
    });

    it('draws a bar for each value, and none for 0 or a missing value', async () => {
      const { bars } = await draw(
        timelineOf([
          [5, 0, null, 4],
          [3, 3, 3, 3],
        ]),
        { type: 'bar' },
      );
      const bucketsOf = (id: string) => bars('main').flatMap(({ series, bucket }) => (series === id ? [bucket] : []));
      expect([bucketsOf('part-0'), bucketsOf('\u0000other')]).to.deep.equal([
        [0, 3],
        [0, 1, 2, 3],
      ]);
    });

    const half: Values = [5, null, 4];
    const bands: [what: string, series: Values[], change: Partial<TimelineFrame>, expected: number[]][] = [
      [
        'draws a pale band behind each bucket without bars, which would look like 0',
        [[5, null, null, 4, null]],
        {},
        [1, 2, 4],
      ],
      ['draws bands from right to left', [[5, null, 4, 3]], { rtl: true }, [1]],
      ['draws no band where one of two series has a value', [half, [1, 2, null]], {}, []],
      ['draws a band where both of two series have a gap', [half, half], { display: 'overlapping' }, [1]],
      ['draws no band behind the value 0', [[5, 0, 4]], {}, []],
      ['draws no band behind a line, which ends at the gap', [half], { type: 'line' }, []],
    ];
    for (const [what, series, change, expected] of bands) {
      it(what, async () => {
        const { view, spec } = await draw(timelineOf(series), { type: 'bar', ...change });
        const step = spec.width / series[0]!.length;
        const placed = marksOf(view, 'gaps')
          .flat()
          .map((item) => [item.x, item.x + item.width!, item.y, item.y + item.height!].map(rounded));
        expect(placed).to.deep.equal(
          expected.map((bucket) => {
            const left = change.rtl ? spec.width - (bucket + 1) * step : bucket * step;
            return [left, left + step, 0, spec.height].map(rounded);
          }),
        );
        for (const item of marksOf(view, 'gaps').flat()) expect(item).to.include({ fill: 'line', opacity: 0.5 });
      });
    }

    it('draws straight lines between points, because a curve would show values that were not counted', async () => {
      for (const series of [
        [[1, 9, 3]],
        [
          [1, 9, 3],
          [2, 1, 7],
        ],
      ]) {
        const { view } = await draw(timelineOf(series));
        expect(stylesOf(marksOf(view, 'main').flat(), 'interpolate')).to.deep.equal([undefined]);
      }
    });

    it('holds names and labels as data only, which Vega never evaluates', () => {
      const hostile = '</script>"+alert(1)+"';
      for (const type of ['line', 'bar'] as const) {
        const texts = { nameOf: () => hostile, formatBucket: () => hostile, formatValue: () => hostile };
        const { datasets, params, ...rest } = specOf(
          timelineOf([
            [1, 2],
            [3, 4],
          ]),
          { type, ...texts },
        );
        const code = [rest, params.map(({ name, select }) => [name, select])];
        expect(JSON.stringify([datasets, params])).to.contain('alert');
        expect(JSON.stringify(code)).not.to.contain('alert');
      }
    });
  });

  describe('more buckets than pixels', () => {
    const count = 5479;
    const noise = (seed: number): number[] => range(count).map((i) => 10 + ((i * seed) % 31));
    const peak = 2345;
    const leaping = noise(7).map((value, i) => (i === peak ? 500 : value));

    it('draws some points per pixel, including all peaks', async () => {
      const { spec, lines } = await draw(timelineOf([leaping]));
      const [[path]] = lines('main') as [[[number, number][]]];
      expect(path.length)
        .to.be.below(4 * spec.width + 2)
        .and.above(spec.width);
      expect(path).to.deep.include([peak, 500]);
      expect([path[0]![0], path.at(-1)![0]]).to.deep.equal([0, count - 1]);
    });

    it('leaves out the same points of all parts of a stack, which would overlap otherwise', () => {
      const spec = specOf(timelineOf([noise(7), leaping]));
      expect(rowBuckets(spec, 0)).to.deep.equal(rowBuckets(spec, 1));
      expect(rowBuckets(spec, 1))
        .to.include(peak)
        .and.have.length.below(count / 2);
    });

    const widthOf = async (series: Values[]): Promise<unknown[]> =>
      stylesOf(marksOf((await draw(timelineOf(series))).view, 'main').flat(), 'strokeWidth');
    const first = (days: number): number[] => noise(7).slice(0, days);

    it('draws no lines between the parts of a stack, which they would hide', async () => {
      const widths = [
        await widthOf([noise(7), noise(5)]),
        await widthOf([first(300), first(300)]),
        await widthOf([first(99), first(99)]),
      ];
      expect(widths).to.deep.equal([[0], [0.5], [1.2]]);
    });

    it('draws thinner lines where buckets are narrower than four pixels', async () => {
      expect([await widthOf([first(99)]), await widthOf([noise(7)])]).to.deep.equal([[2], [0.75]]);
      const [width] = await widthOf([first(300)]);
      expect(width).to.be.above(0.75).and.below(2);
    });

    it('keeps gaps and their edges in place', async () => {
      const gap = leaping.map((value, i) => (i >= 1000 && i < 1003 ? null : value));
      for (const series of [[gap], [noise(7), gap]]) {
        const { lines } = await draw(timelineOf(series));
        const ends = bucketsIn(lines('main').at(-1)!).map((path) => [path[0], path.at(-1)]);
        expect(ends).to.deep.equal([
          [0, 999],
          [1003, count - 1],
        ]);
      }
    });
  });

  describe('unfinished buckets', () => {
    it('draws a dashed end of the line, and a paler one of the area below, for an unfinished bucket', async () => {
      const { spec, lines, areas, view } = await draw(timelineOf([[1, 2, 3]], [2]));
      expect(layerNames(spec)).to.deep.equal(['soft', 'softpartial', 'main', 'partial']);
      expect([lines('main'), lines('partial')]).to.deep.equal([
        [
          [
            [
              [0, 1],
              [1, 2],
            ],
          ],
        ],
        [
          [
            [
              [1, 2],
              [2, 3],
            ],
          ],
        ],
      ]);
      expect([areas('soft'), areas('softpartial')].map((paths) => bucketsIn(paths.flat()).flat())).to.deep.equal([
        [0, 1],
        [1, 2],
      ]);
      expect(firstOf(marksOf(view, 'partial'))[0]!['strokeDash']).to.deep.equal([4, 4]);
      expect(firstOf(marksOf(view, 'main'))[0]!['strokeDash']).to.equal(undefined);
      const opacity = (layer: string) => firstOf(marksOf(view, layer))[0]!['fillOpacity'] as number;
      expect(opacity('softpartial')).to.equal(opacity('soft') / 2);
    });

    it('draws a pale end of each area for an unfinished bucket', async () => {
      const { spec, areas, view } = await draw(
        timelineOf(
          [
            [1, 2, 3],
            [1, 1, 1],
          ],
          [2],
        ),
      );
      expect(layerNames(spec)).to.deep.equal(['main', 'partial']);
      expect(areas('main')).to.deep.equal([
        [
          [
            [0, 0, 1],
            [1, 0, 2],
          ],
        ],
        [
          [
            [0, 1, 2],
            [1, 2, 3],
          ],
        ],
      ]);
      expect(areas('partial')).to.deep.equal([
        [
          [
            [1, 0, 2],
            [2, 0, 3],
          ],
        ],
        [
          [
            [1, 2, 3],
            [2, 3, 4],
          ],
        ],
      ]);
      expect(['main', 'partial'].map((name) => stylesOf(marksOf(view, name).flat(), 'fillOpacity'))).to.deep.equal([
        [0.82],
        [0.4],
      ]);
    });

    it('draws a pale bar with a dashed outline in the color of its series for an unfinished bucket', async () => {
      const { bars } = await draw(
        timelineOf(
          [
            [1, 2, 3],
            [1, 1, 1],
          ],
          [2],
        ),
        { type: 'bar' },
      );
      expect(bars('main').map(({ bucket }) => bucket)).to.deep.equal([0, 0, 1, 1]);
      const pale = bars('partial');
      expect(pale.map(({ bucket, from, to }) => [bucket, from, to])).to.deep.equal([
        [2, 0, 3],
        [2, 3, 4],
      ]);
      expect(pale.map(({ item }) => [item['fill'], item['stroke']])).to.deep.equal([
        ['series-1', 'series-1'],
        ['other', 'other'],
      ]);
      for (const { item } of pale) expect([item['fillOpacity'], item['strokeDash']]).to.deep.equal([0.4, [4, 4]]);
    });

    const paths: [
      what: string,
      partial: number[],
      more: Partial<TimelineView>,
      solid: number[][],
      dashed: number[][],
    ][] = [
      [
        'draws a dashed path from an unfinished first bucket, where the range begins within it',
        [0, 3],
        {},
        [[1, 2]],
        [
          [0, 1],
          [2, 3],
        ],
      ],
      ['draws a dashed path to and from an unfinished bucket between others', [1], {}, [[2, 3]], [[0, 1, 2]]],
      [
        'draws no dashed path from the first bucket of a snapshot, which is complete',
        [0, 3],
        { kind: 'snapshot' },
        [[0, 1, 2]],
        [[2, 3]],
      ],
    ];
    for (const [what, partial, more, solid, dashed] of paths) {
      it(what, async () => {
        const { lines } = await draw(timelineOf([[1, 2, 3, 4]], partial, more));
        expect(bucketsIn(lines('main').flat())).to.deep.equal(solid);
        expect(bucketsIn(lines('partial').flat())).to.deep.equal(dashed);
      });
    }

    it('interrupts a dashed path at a missing value', async () => {
      const { lines } = await draw(timelineOf([[1, 2, null, 4, 5]], [1, 2, 3]));
      expect(lines('partial')).to.deep.equal([
        [
          [
            [0, 1],
            [1, 2],
          ],
          [
            [3, 4],
            [4, 5],
          ],
        ],
      ]);
    });
  });

  describe('axes', () => {
    it('numbers the buckets on the axis and leaves room for whole bars', async () => {
      const domain = async (count: number) =>
        ((await draw(timelineOf([range(count)]))).view.scale('x') as { domain(): number[] }).domain();
      expect([await domain(3), await domain(1)]).to.deep.equal([
        [0, 2],
        [-0.5, 0.5],
      ]);
      const { bars, spec } = await draw(timelineOf([[1, 2, 3]]), { type: 'bar' });
      const [first, last] = [bars('main')[0]!, bars('main').at(-1)!];
      expect(first.left).to.be.above(0);
      expect(spec.width - last.right).to.be.closeTo(first.left, 1e-3);
    });
    it('begins the axis at zero and ends it at a round value', async () => {
      const { spec, view } = await draw(timelineOf([[120, 230, 350]]));
      expect(param(spec, 'yTicks')).to.deep.equal([0, 100, 200, 300, 400]);
      const y = view.scale('y') as { domain(): number[] };
      expect(y.domain()).to.deep.equal([0, 400]);
    });
    it('extends the axis to the whole stack', () =>
      expect((param(specOf(timelineOf([[60], [70]])), 'yTicks') as number[]).at(-1)).to.be.at.least(130));
    it('extends the axis to the sums of removals', () =>
      expect((param(specOf(timelineOf([[-60], [-70]])), 'yTicks') as number[])[0]).to.be.at.most(-130));
    it('marks zero if there are values below it', async () => {
      const colors = async (...values: number[]) => {
        const { view } = await draw(timelineOf([values]));
        return guidesOf(view, 'axis-grid').map(({ datum, stroke }) => `${String(datum['value'])} ${String(stroke)}`);
      };
      expect(await colors(4, -4)).to.have.members(['-4 line', '-2 line', '0 muted', '2 line', '4 line']);
      expect(await colors(4, 4)).to.have.members(['0 line', '1 line', '2 line', '3 line', '4 line']);
    });
    it('leaves room for the labels of the axes and for nothing else', () => {
      const { width, height, padding } = specOf(timelineOf([[1, 2, 3]]));
      expect(padding.left).to.equal('3 views'.length * 7 + 8);
      expect(width + padding.left + padding.right).to.equal(600);
      expect(height + padding.top + padding.bottom).to.equal(260);
    });
    it('writes the labels of the axes with the given functions', async () => {
      for (const type of ['line', 'bar'] as const) {
        const { view } = await draw(timelineOf([[1, 1]]), { type });
        const texts = guidesOf(view, 'axis-label').map(({ text }) => text);
        expect(texts).to.have.members(['2000-01', '02', '0 views', '1 views']);
      }
    });
    it('never evaluates labels of the axes', async () => {
      const hostile = '"}[0]+alert(1)//\\\u2028datum.label';
      const { spec, view } = await draw(timelineOf([[1]]), { formatBucket: () => hostile });
      expect(spec.encoding.x.axis['labelExpr']).to.equal('xNames[datum.value]');
      expect(param(spec, 'xNames')).to.deep.equal({ 0: hostile });
      expect(guidesOf(view, 'axis-label').map(({ text }) => text)).to.include(hostile);
    });
    for (const type of ['line', 'bar'] as const) {
      it(`mirrors the axes of a ${type} from right to left`, async () => {
        const { spec, view } = await draw(timelineOf([[1, 2, 3]]), { type, rtl: true });
        expect(spec.encoding.x.scale.reverse).to.equal(true);
        expect(spec.encoding.y.axis['orient']).to.equal('right');
        expect(spec.padding.right).to.equal('3 views'.length * 7 + 8);
        const places = marksOf(view, 'main')
          .flat()
          .sort((a, b) => (a.datum['bucket'] as number) - (b.datum['bucket'] as number))
          .map(({ x, width = 0 }) => x + width / 2);
        expect(places).to.deep.equal(places.toSorted((a, b) => b - a));
        if (type === 'line') expect([places[0], places[2]]).to.deep.equal([spec.width, 0]);
      });
    }
    it('uses the colors of the theme', async () => {
      const three = timelineOf([
        [1, 2],
        [2, 3],
        [3, 4],
      ]);
      const { view } = await draw(three);
      expect(firstOf(marksOf(view, 'main')).map(({ fill }) => fill)).to.deep.equal(['series-1', 'series-2', 'other']);
      expect(stylesOf(marksOf(view, 'main').flat(), 'stroke')).to.deep.equal(['surface']);
      expect(stylesOf(guidesOf(view, 'axis-label'), 'fill')).to.deep.equal(['muted']);
      expect(stylesOf(guidesOf(view, 'axis-grid'), 'stroke')).to.deep.equal(['line']);
      const lines = await draw(three, { display: 'overlapping' });
      expect(firstOf(marksOf(lines.view, 'main')).map(({ stroke }) => stroke)).to.deep.equal([
        'series-1',
        'series-2',
        'other',
      ]);
      const single = await draw(timelineOf([[1, 2]]));
      expect(firstOf(marksOf(single.view, 'main')).map(({ stroke }) => stroke)).to.deep.equal(['accent']);
    });
    it('names the series in a legend, for files', async () => {
      const { view } = await draw(
        timelineOf([
          [1, 2],
          [2, 3],
        ]),
        { nameOf: ({ id }) => `name of ${id}` },
      );
      expect(guidesOf(view, 'legend-label').map(({ text }) => text)).to.deep.equal([
        'name of part-0',
        'name of \u0000other',
      ]);
    });
  });

  it('compiles without a warning, in every shape', () => {
    const series = [
      [1, null, 3, -4],
      [2, 0, 3, null],
    ];
    for (const type of ['line', 'bar'] as const) {
      for (const display of ['stacked', 'overlapping'] as const) {
        for (const some of [series, series.slice(1)]) {
          const view = timelineOf(some, [0, 3], some.length > 1 ? {} : compared(1, null, 3, 4));
          expect(compiled(specOf(view, { type, display }) as never).warnings, `${type} ${display}`).to.deep.equal([]);
        }
      }
    }
  });
});
