import { expect } from '@open-wc/testing';
import { OTHER } from '../view/options.js';
import type { TimelineView } from '../view/timeline-view.js';
import { chartTheme } from './theme.js';
import type { Paths, Place } from './timeline-layers.js';
import { timelineSpec, type TimelineFrame } from './timeline-spec.js';

type Values = readonly (number | null)[];

/** One series per list; months from January 2025 on. */
const view = (
  series: readonly Values[],
  partial: readonly number[] = [],
  more: Partial<TimelineView> = {},
): TimelineView => ({
  metric: 'views',
  kind: 'delta',
  granularity: 'month',
  breakdown: null,
  unit: 'count',
  series: series.map((values, s) => ({
    id: series.length === 1 ? 'global' : s === series.length - 1 ? OTHER : `part-${s}`,
    label: '</script>"+alert(1)+"',
    buckets: values.map((value, i) => ({
      start: `2025-${String(i + 1).padStart(2, '0')}-01`,
      end: '',
      value,
      partial: partial.includes(i),
    })),
  })),
  ...more,
});

const frame: TimelineFrame = {
  width: 600,
  height: 260,
  theme: chartTheme((property) => property.replace('--_', ''), 'Inter'),
  rtl: false,
  measure: (text) => text.length * 7,
  type: 'line',
  display: 'stacked',
  integers: true,
  formatValue: (value) => `${value} views`,
  formatBucket: (start, before) => (before ? start.slice(5, 7) : start.slice(0, 7)),
};

/** What the tests look at, with the types of this test. */
interface Read {
  width: number;
  height: number;
  padding: Record<string, number>;
  datasets: Record<string, readonly (Paths | Place)[]>;
  params: { name: string; value: unknown }[];
  layer: [axes: Axes, ...{ name: string; mark: Record<string, unknown> & { type: string } }[]];
}
interface Axes {
  encoding: Record<'x' | 'y', { scale: { reverse: boolean }; axis: Record<string, unknown> }>;
}
const spec = (of: TimelineView, change: Partial<TimelineFrame> = {}): Read =>
  timelineSpec(of, { ...frame, ...change }) as unknown as Read;
const param = (read: Read, name: string): unknown => read.params.find((each) => each.name === name)?.value;
const numbers = (read: Read, ...names: string[]): number[] => names.map((name) => param(read, name) as number);
/** The layers that draw something. */
const drawn = (read: Read): string[] => Object.keys(read.datasets).filter((name) => read.datasets[name]?.length);
const mark = (read: Read, layer: string) =>
  read.layer.slice(1).find((each) => 'name' in each && each.name === layer) as Read['layer'][1];
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6 + 0;

type Point = [bucket: number, value: number];

/** Converts pixels to buckets and values. */
function reader(read: Read): (place: readonly [number, number]) => Point {
  const [from, to, bottom, top] = numbers(read, 'from', 'to', 'bottom', 'top') as [number, number, number, number];
  const mirrored = read.layer[0].encoding.x.scale.reverse;
  return ([x, y]) => {
    const share = mirrored ? 1 - x / read.width : x / read.width;
    return [rounded(from + share * (to - from)), rounded(top - (y / read.height) * (top - bottom))];
  };
}

/** The paths of each series. */
const paths = (read: Read, name: string): Point[][][] =>
  (read.datasets[name] as Paths[]).map((row) =>
    (row.type === 'MultiPolygon' ? row.coordinates.flat() : row.coordinates).map((path) => path.map(reader(read))),
  );
const places = (read: Read, name: string): Point[] =>
  (read.datasets[name] as Place[]).map(({ x, y }) => reader(read)([x, y]));
/** The corners of all bars: where the value is on one side, where the bar stands on the other. */
const bars = (read: Read): [from: Point, to: Point][] =>
  paths(read, 'bar')
    .flat()
    .map((corners) => [corners[0]!, corners[2]!]);
const buckets = (path: Point[] | undefined): number[] | undefined => path?.map(([bucket]) => bucket);

describe('timelineSpec', () => {
  describe('compared days', () => {
    const before = (...values: Values): Partial<TimelineView> => ({ before: view([values]).series[0]! });

    for (const type of ['line', 'bar'] as const) {
      it(`draws compared days of a ${type} as a dashed line, in a color that no series has`, () => {
        const read = spec(view([[1, 2, 3]], [], before(4, 5, 6)), { type });
        expect(mark(read, 'before').mark).to.include({ type: 'geoshape', filled: false });
        expect(mark(read, 'before').mark['strokeDash']).to.deep.equal([4, 4]);
        expect(paths(read, 'before')[0]?.[0]?.map(([, y]) => y)).to.deep.equal([4, 5, 6]);
        expect(read.datasets['before']?.[0]?.color).to.equal('muted');
      });
    }

    it('extends the axis to compared values', () => {
      expect(numbers(spec(view([[1, 2, 3]], [], before(40, 50, 60))), 'bottom', 'top')).to.deep.equal([0, 60]);
    });

    it('draws a compared value without neighbours as a ring', () => {
      const read = spec(view([[1]], [], before(1)));
      expect(drawn(read)).to.include('beforePoint').and.not.include('before');
      expect(mark(read, 'beforePoint').mark).to.include({ type: 'point', filled: false });
    });

    it('leaves a gap for compared days without a value', () => {
      expect(paths(spec(view([[1, 2, 3, 4]], [], before(null, 2, 3, null))), 'before')).to.deep.equal([
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
    const one = view([[1, 2, 3]]);
    const two = view([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    const five = view(Array.from({ length: 5 }, () => [1, 2, 3]));
    const days = Array.from({ length: 900 }, (_, i) => i % 7);
    const table: [what: string, read: Read, expected: string[]][] = [
      ['draws one series as a line above a soft area', spec(one), ['softArea', 'solidLine']],
      ['draws several series as stacked areas', spec(two), ['solidArea']],
      ['draws overlapping series as lines', spec(two, { display: 'overlapping' }), ['solidLine']],
      ['draws the bars of each series as one shape', spec(two, { type: 'bar' }), ['bar']],
      [
        'draws the bars of overlapping series side by side',
        spec(two, { type: 'bar', display: 'overlapping' }),
        ['bar'],
      ],
      [
        'draws too many overlapping series of bars as lines',
        spec(five, { type: 'bar', display: 'overlapping' }),
        ['solidLine'],
      ],
      ['draws bars thinner than a pixel as an area', spec(view([days, days]), { type: 'bar' }), ['solidArea']],
      ['draws bars of one series thinner than a pixel as an area', spec(view([days]), { type: 'bar' }), ['solidArea']],
      ['draws a single value as a point', spec(view([[7]])), ['point']],
      ['draws a single value by parts as a stacked bar', spec(view([[7], [8]])), ['bar']],
      ['draws an empty plot without series', spec(view([])), []],
    ];
    for (const [what, read, expected] of table) it(what, () => expect(drawn(read)).to.deep.equal(expected));

    it('uses the same layers for all numbers, so that a drawn spec can be updated', () => {
      const alike = (read: Read) => [read.layer, Object.keys(read.datasets), read.params.map(({ name }) => name)];
      const other = view([[-7, null, 3, null, 4, 5]], [4], { before: one.series[0]!, granularity: 'day' });
      for (const type of ['line', 'bar'] as const) {
        expect(alike(spec(one, { type }))).to.deep.equal(alike(spec(other, { type, width: 300 })));
      }
      expect(alike(spec(view([days]), { type: 'bar' })), 'hairs').to.deep.equal(alike(spec(one, { type: 'bar' })));
    });
  });

  describe('data', () => {
    it('stacks the values of the series', () => {
      const read = spec(
        view([
          [1, 2],
          [10, 20],
        ]),
      );
      expect(paths(read, 'solidArea').flat()).to.deep.equal([
        [
          [0, 1],
          [1, 2],
          [1, 0],
          [0, 0],
          [0, 1],
        ],
        [
          [0, 11],
          [1, 22],
          [1, 2],
          [0, 1],
          [0, 11],
        ],
      ]);
    });
    it('has no point for a missing value and a path on either side of it', () => {
      const [line] = paths(spec(view([[1, 2, null, 4, 5]])), 'solidLine');
      expect(line?.map(buckets)).to.deep.equal([
        [0, 1],
        [3, 4],
      ]);
    });
    it('draws a value between two gaps as a point', () => {
      const read = spec(view([[1, 2, null, 4, null]]));
      expect(drawn(read)).to.deep.equal(['softArea', 'solidLine', 'point']);
      expect(places(read, 'point')).to.deep.equal([[3, 4]]);
    });
    it('stacks removals below zero', () =>
      expect(bars(spec(view([[5], [-3]]), { type: 'bar' })).map(([[, y], [, y0]]) => [y0, y])).to.deep.equal([
        [0, 5],
        [0, -3],
      ]));
    it('puts overlapping bars side by side around the middle of the bucket', () => {
      const [a, b] = bars(
        spec(
          view([
            [5, 5],
            [3, 3],
          ]),
          { type: 'bar', display: 'overlapping' },
        ),
      ).filter(([[x]]) => x < 0.5);
      expect(a?.[1][0]).to.equal(0);
      expect(b?.[0][0]).to.equal(0);
    });
    it('limits the width of few bars', () => {
      const read = spec(view([[5, 5]]), { type: 'bar' });
      const [[[from], [to]]] = bars(read) as [[Point, Point]];
      expect((to - from) * (read.width / 2)).to.be.closeTo(48, 1e-3);
    });
    it('draws all bars of a series as one shape, and none for 0 or a missing value', () => {
      const read = spec(
        view([
          [5, 0, null, 4],
          [3, 3, 3, 3],
        ]),
        { type: 'bar' },
      );
      expect(paths(read, 'bar').map((shapes) => shapes.length)).to.deep.equal([2, 4]);
    });
    it('draws a pale band behind bars that were not counted, which would look like 0', () => {
      const corners = (values: readonly Values[], change: Partial<TimelineFrame> = {}): number[][] | undefined =>
        paths(spec(view(values), { type: 'bar', ...change }), 'gap')[0]?.map((ring) => [...ring[0]!, ...ring[2]!]);
      const [bottom, top] = [0, 6];
      expect(corners([[5, null, null, 4, null]])).to.deep.equal([
        [0.5, top, 2.5, bottom],
        [3.5, top, 4.5, bottom],
      ]);
      expect(corners([[5, null, 4]], { rtl: true })).to.deep.equal([[0.5, top, 1.5, bottom]]);
      const half: Values = [5, null, 4];
      expect(corners([half, [1, 2, null]]), 'one of two series').to.be.undefined;
      expect(corners([half, half], { display: 'overlapping' }), 'both series').to.have.length(1);
      expect(corners([[5, 0, 4]]), '0').to.be.undefined;
      expect(drawn(spec(view([half]))), 'a line ends at the gap').not.to.include('gap');
    });
    it('draws straight lines between points, because a curve would show values that were not counted', () => {
      expect(paths(spec(view([[1, 2, 3]])), 'solidLine')[0]?.[0]).to.deep.equal([
        [0, 1],
        [1, 2],
        [2, 3],
      ]);
    });
    it('contains no text but that of the axes, and so no names of a repository', () => {
      for (const type of ['line', 'bar'] as const) {
        expect(
          JSON.stringify(
            spec(
              view([
                [1, 2],
                [3, 4],
              ]),
              { type },
            ),
          ),
        ).to.not.contain('alert');
      }
    });
  });

  describe('more buckets than pixels', () => {
    const count = 5479;
    const noise = (seed: number): number[] => Array.from({ length: count }, (_, i) => 10 + ((i * seed) % 31));
    const peak = 2345;
    const leaping = noise(7).map((value, i) => (i === peak ? 500 : value));

    it('draws some points per pixel, including all peaks', () => {
      const read = spec(view([leaping]));
      const [path] = paths(read, 'solidLine')[0] ?? [];
      expect(path?.length)
        .to.be.below(4 * read.width + 2)
        .and.above(read.width);
      expect(path).to.deep.include([peak, 500]);
      expect([path?.[0]?.[0], path?.at(-1)?.[0]]).to.deep.equal([0, count - 1]);
    });

    it('leaves out the same points of all parts of a stack, which would overlap otherwise', () => {
      const [first, second] = paths(spec(view([noise(7), leaping])), 'solidArea').map(([path]) => path ?? []);
      const half = (path: Point[]): Point[] => path.slice(0, (path.length - 1) / 2);
      expect(buckets(half(first!))).to.deep.equal(buckets(half(second!)));
      expect(buckets(half(second!))).to.include(peak);
    });

    it('draws no lines between the parts of a stack, which they would hide', () => {
      expect(param(spec(view([noise(7), noise(5)])), 'areaGap')).to.equal(0);
      expect(param(spec(view([noise(7).slice(0, 99), noise(5).slice(0, 99)])), 'areaGap')).to.be.above(0);
    });

    it('keeps gaps and their edges in place', () => {
      const gap = leaping.map((value, i) => (i >= 1000 && i < 1003 ? null : value));
      for (const series of [[gap], [noise(7), gap]]) {
        const read = spec(view(series));
        const found = paths(read, series.length > 1 ? 'solidArea' : 'solidLine').at(-1)!;
        const ends = found.map((path) => [Math.min(...buckets(path)!), Math.max(...buckets(path)!)]);
        expect(ends).to.deep.equal([
          [0, 999],
          [1003, count - 1],
        ]);
      }
    });
  });

  describe('unfinished buckets', () => {
    it('draws a dashed end of the line for an unfinished bucket', () => {
      const read = spec(view([[1, 2, 3]], [2]));
      expect(drawn(read)).to.deep.equal(['softArea', 'faintArea', 'solidLine', 'faintLine']);
      expect(mark(read, 'faintLine').mark.strokeDash).to.deep.equal([4, 4]);
      expect(buckets(paths(read, 'faintLine')[0]?.[0])).to.deep.equal([1, 2]);
      expect(buckets(paths(read, 'solidLine')[0]?.[0])).to.deep.equal([0, 1]);
    });
    it('draws a pale end of the area for an unfinished bucket', () => {
      const read = spec(
        view(
          [
            [1, 2, 3],
            [1, 1, 1],
          ],
          [2],
        ),
      );
      expect(drawn(read)).to.deep.equal(['solidArea', 'faintArea']);
      expect(['solidArea', 'faintArea'].map((name) => mark(read, name).mark.opacity)).to.deep.equal([0.82, 0.4]);
    });
    it('draws a pale bar with a dashed outline for an unfinished bucket', () => {
      const read = spec(view([[1, 2, 3]], [2]), { type: 'bar' });
      expect(mark(read, 'faintBar').mark).to.include({ fillOpacity: 0.4 });
      expect(read.datasets['faintBar']).to.have.length(1);
    });
    it('draws a faint line from an unfinished first bucket if the range begins within it', () =>
      expect(paths(spec(view([[1, 2, 3]], [0, 2])), 'faintLine')[0]?.map(buckets)).to.deep.equal([[0, 1, 2]]));
    it('draws no faint line from the first bucket of a snapshot, which is complete', () =>
      expect(paths(spec(view([[1, 2, 3]], [0, 2], { kind: 'snapshot' })), 'faintLine')[0]?.map(buckets)).to.deep.equal([
        [1, 2],
      ]));
  });

  describe('axes', () => {
    it('numbers the buckets on the axis and leaves room for whole bars', () => {
      expect(numbers(spec(view([[1, 2, 3]])), 'from', 'to')).to.deep.equal([0, 2]);
      expect(numbers(spec(view([[1, 2, 3]]), { type: 'bar' }), 'from', 'to')).to.deep.equal([-0.5, 2.5]);
      expect(numbers(spec(view([[1]])), 'from', 'to')).to.deep.equal([-0.5, 0.5]);
    });
    it('begins the axis at zero and ends it at a round value', () => {
      const read = spec(view([[120, 230, 350]]));
      expect(numbers(read, 'bottom', 'top')).to.deep.equal([0, 400]);
      expect(param(read, 'yTicks')).to.deep.equal([0, 100, 200, 300, 400]);
    });
    it('extends the axis to the whole stack', () => expect(param(spec(view([[60], [70]])), 'top')).to.be.at.least(130));
    it('marks zero if there are values below it', () =>
      expect([param(spec(view([[5, -5]])), 'below'), param(spec(view([[5, 5]])), 'below')]).to.deep.equal([
        true,
        false,
      ]));
    it('leaves room for the labels of the axes and for nothing else', () => {
      const read = spec(view([[1, 2, 3]]));
      expect(read.padding.left).to.equal('3 views'.length * 7 + 8);
      expect(read.width + (read.padding.left ?? 0) + (read.padding.right ?? 0)).to.equal(600);
      expect(read.height + (read.padding.top ?? 0) + (read.padding.bottom ?? 0)).to.equal(260);
    });
    it('writes the labels of the axes with the given functions', () => {
      expect(param(spec(view([[1, 2]])), 'xTexts')).to.deep.equal({ 0: '2025-01', 1: '02' });
      expect(param(spec(view([[1]])), 'yTexts')).to.deep.equal({ 0: '0 views', 1: '1 views' });
    });
    it('never evaluates labels of the axes', () => {
      const hostile = '"}[0]+alert(1)//\\\u2028datum.label';
      const read = spec(view([[1]]), { formatBucket: () => hostile });
      expect(read.layer[0].encoding.x.axis.labelExpr).to.equal('xTexts[datum.value]');
      expect(param(read, 'xTexts')).to.deep.equal({ 0: hostile });
    });
    it('mirrors the axes from right to left', () => {
      const read = spec(view([[1, 2, 3]]), { rtl: true });
      expect(read.layer[0].encoding.x.scale.reverse).to.equal(true);
      expect(read.layer[0].encoding.y.axis.orient).to.equal('right');
      expect(read.padding.right).to.equal('3 views'.length * 7 + 8);
      expect((read.datasets['solidLine'] as Paths[])[0]?.coordinates[0]?.[0]?.[0]).to.equal(read.width);
    });
    it('uses the colors of the theme', () => {
      const { datasets, layer } = spec(
        view([
          [1, 2],
          [2, 3],
          [3, 4],
        ]),
      );
      expect(datasets['solidArea']?.map(({ color }) => color)).to.deep.equal(['series-1', 'series-2', 'other']);
      expect(layer[0].encoding.x.axis.labelColor).to.equal('muted');
      expect(spec(view([[1, 2]])).datasets['solidLine']?.map(({ color }) => color)).to.deep.equal(['accent']);
    });
  });
});
