import { expect } from '@open-wc/testing';
import { OTHER } from '../view/options.js';
import type { TimelineView } from '../view/timeline-view.js';
import { chartTheme } from './theme.js';
import type { Row } from './timeline-layers.js';
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
  encoding: Record<
    'x' | 'y' | 'color',
    { scale: { domain: number[]; range: string[]; reverse: boolean }; axis: Record<string, unknown> }
  >;
  layer: { mark: Record<string, unknown> & { type: string }; data: { values: Row[] } }[];
}
const spec = (of: TimelineView, change: Partial<TimelineFrame> = {}): Read =>
  timelineSpec(of, { ...frame, ...change }) as unknown as Read;
const marks = (read: Read): string[] => read.layer.map(({ mark }) => mark.type);
const rows = (read: Read, layer: number): Row[] => read.layer[layer]?.data.values ?? [];

describe('timelineSpec', () => {
  describe('of days that are compared', () => {
    const before = (...values: Values): Partial<TimelineView> => ({ before: view([values]).series[0]! });

    for (const type of ['line', 'bar'] as const) {
      it(`a ${type} has a dashed line before it, in a colour that no series has`, () => {
        const read = spec(view([[1, 2, 3]], [], before(4, 5, 6)), { type });
        const { mark, data } = read.layer.at(-1)!;
        expect(mark).to.include({ type: 'line' });
        expect(mark['strokeDash']).to.deep.equal([4, 4]);
        expect(data.values.map(({ y }) => y)).to.deep.equal([4, 5, 6]);
        expect((read.layer.at(-1) as unknown as { encoding: { color: unknown } }).encoding.color).to.deep.equal({
          value: 'muted',
        });
      });
    }

    it('the axis has room for them', () => {
      expect(spec(view([[1, 2, 3]], [], before(40, 50, 60))).encoding.y.scale.domain).to.deep.equal([0, 60]);
    });

    it('a value without neighbours is a ring', () => {
      expect(spec(view([[1]], [], before(1))).layer.at(-1)!.mark).to.include({ type: 'point', filled: false });
    });

    it('days without a value leave a gap', () => {
      const { data } = spec(view([[1, 2, 3, 4]], [], before(null, 2, 3, null))).layer.at(-1)!;
      expect(data.values.map(({ x, y }) => [x, y])).to.deep.equal([
        [1, 2],
        [2, 3],
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
    const table: [what: string, read: Read, expected: string[]][] = [
      ['one series is a line above a soft area', spec(one), ['area', 'line']],
      ['several series are stacked areas', spec(two), ['area']],
      ['or lines, if they overlap', spec(two, { display: 'overlapping' }), ['line']],
      ['bars are rectangles', spec(two, { type: 'bar' }), ['rect']],
      ['side by side, if they overlap', spec(two, { type: 'bar', display: 'overlapping' }), ['rect']],
      ['but lines, if they are too many', spec(five, { type: 'bar', display: 'overlapping' }), ['line']],
      ['a single value is a point', spec(view([[7]])), ['circle']],
      ['a single value by parts is a stacked bar', spec(view([[7], [8]])), ['rect']],
      ['no series is an empty plot', spec(view([])), []],
    ];
    for (const [what, read, expected] of table) it(what, () => expect(marks(read)).to.deep.equal(expected));
  });

  describe('data', () => {
    it('is stacked beforehand', () =>
      expect(
        rows(
          spec(
            view([
              [1, 2],
              [10, 20],
            ]),
          ),
          0,
        ),
      ).to.deep.equal([
        { s: 0, g: 0, x: 0, y0: 0, y: 1 },
        { s: 0, g: 0, x: 1, y0: 0, y: 2 },
        { s: 1, g: 1, x: 0, y0: 1, y: 11 },
        { s: 1, g: 1, x: 1, y0: 2, y: 22 },
      ]));
    it('has no row for a missing value, and a path on either side of it', () => {
      const read = spec(view([[1, 2, null, 4, 5]]));
      expect(rows(read, 1).map(({ g, x }) => [g, x])).to.deep.equal([
        [0, 0],
        [0, 1],
        [1, 3],
        [1, 4],
      ]);
    });
    it('shows a value between two gaps as a point', () => {
      const read = spec(view([[1, 2, null, 4, null]]));
      expect(marks(read)).to.deep.equal(['area', 'line', 'circle']);
      expect(rows(read, 2).map(({ x }) => x)).to.deep.equal([3]);
    });
    it('stacks removals below zero', () =>
      expect(rows(spec(view([[5], [-3]]), { type: 'bar' }), 0).map(({ y0, y }) => [y0, y])).to.deep.equal([
        [0, 5],
        [0, -3],
      ]));
    it('puts overlapping bars side by side around the middle of the bucket', () => {
      const [a, b] = rows(
        spec(
          view([
            [5, 5],
            [3, 3],
          ]),
          { type: 'bar', display: 'overlapping' },
        ),
        0,
      ).filter(({ x }) => x < 0.5);
      expect(a?.x2).to.be.closeTo(0, 1e-9);
      expect(b?.x).to.be.closeTo(0, 1e-9);
    });
    it('keeps bars slim where there are few', () => {
      const read = spec(view([[5, 5]]), { type: 'bar' });
      const [bar] = rows(read, 0);
      expect((((bar?.x2 ?? 0) - (bar?.x ?? 0)) * read.width) / 2).to.be.closeTo(48, 1e-6);
    });
    it('is straight between its points: a curve would show values that nobody counted', () => {
      for (const { mark } of spec(view([[1, 2, 3]])).layer) expect(mark).not.to.have.property('interpolate');
    });
    it('holds numbers only: no text of a repository gets into a spec', () => {
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

  describe('what still runs', () => {
    it('is a dashed end of the line', () => {
      const read = spec(view([[1, 2, 3]], [2]));
      expect(marks(read)).to.deep.equal(['area', 'area', 'line', 'line']);
      expect(read.layer[3]?.mark.strokeDash).to.deep.equal([4, 4]);
      expect(rows(read, 3).map(({ x }) => x)).to.deep.equal([1, 2]);
      expect(rows(read, 2).map(({ x }) => x)).to.deep.equal([0, 1]);
    });
    it('is a pale end of an area', () => {
      const [solid, faint] = spec(
        view(
          [
            [1, 2, 3],
            [1, 1, 1],
          ],
          [2],
        ),
      ).layer;
      expect([solid?.mark.opacity, faint?.mark.opacity]).to.deep.equal([0.82, 0.4]);
    });
    it('is a pale bar with a dashed outline', () => {
      const read = spec(view([[1, 2, 3]], [2]), { type: 'bar' });
      expect(read.layer[1]?.mark).to.include({ fillOpacity: 0.4 });
      expect(rows(read, 1)).to.have.length(1);
    });
    it('can be the first bucket too, if the range begins within it', () =>
      expect(rows(spec(view([[1, 2, 3]], [0, 2])), 1).map(({ x }) => x)).to.deep.equal([0, 1, 2]));
    it('but not of a snapshot, whose first bucket lacks nothing', () =>
      expect(rows(spec(view([[1, 2, 3]], [0, 2], { kind: 'snapshot' })), 3).map(({ x }) => x)).to.deep.equal([1, 2]));
  });

  describe('axes', () => {
    it('number the buckets, and let each bar have its full width', () => {
      expect(spec(view([[1, 2, 3]])).encoding.x.scale.domain).to.deep.equal([0, 2]);
      expect(spec(view([[1, 2, 3]]), { type: 'bar' }).encoding.x.scale.domain).to.deep.equal([-0.5, 2.5]);
      expect(spec(view([[1]])).encoding.x.scale.domain).to.deep.equal([-0.5, 0.5]);
    });
    it('begin at zero and end at a round value', () => {
      const { y } = spec(view([[120, 230, 350]])).encoding;
      expect(y.scale.domain).to.deep.equal([0, 400]);
      expect(y.axis.values).to.deep.equal([0, 100, 200, 300, 400]);
    });
    it('hold the whole stack', () => expect(spec(view([[60], [70]])).encoding.y.scale.domain[1]).to.be.at.least(130));
    it('mark zero where there is something below it', () => {
      const color = (read: Read): string =>
        (read.encoding.y.axis.gridColor as { condition: { value: string } }).condition.value;
      expect([color(spec(view([[5, -5]]))), color(spec(view([[5, 5]])))]).to.deep.equal(['muted', 'line']);
    });
    it('leave room for their labels, and none for anything else', () => {
      const read = spec(view([[1, 2, 3]]));
      expect(read.padding.left).to.equal('3 views'.length * 7 + 8);
      expect(read.width + (read.padding.left ?? 0) + (read.padding.right ?? 0)).to.equal(600);
      expect(read.height + (read.padding.top ?? 0) + (read.padding.bottom ?? 0)).to.equal(260);
    });
    it('are written by the functions handed in', () => {
      expect(spec(view([[1, 2]])).encoding.x.axis.labelExpr).to.equal('{"0":"2025\\u002d01","1":"02"}[datum.value]');
      expect(spec(view([[1]])).encoding.y.axis.labelExpr).to.equal('{"0":"0 views","1":"1 views"}[datum.value]');
    });
    it('take no text for an expression', () => {
      const hostile = '"}[0]+alert(1)//\\\u2028datum.label';
      const { labelExpr } = spec(view([[1]]), { formatBucket: () => hostile }).encoding.x.axis;
      expect(labelExpr).to.match(/^\{"0":"([a-z0-9 ]|\\u[0-9a-f]{4})*"\}\[datum\.value\]$/i);
      expect(JSON.parse(String(labelExpr).replace('[datum.value]', ''))).to.deep.equal({ 0: hostile });
    });
    it('are mirrored where the page reads from right to left', () => {
      const read = spec(view([[1, 2, 3]]), { rtl: true });
      expect(read.encoding.x.scale.reverse).to.equal(true);
      expect(read.encoding.y.axis.orient).to.equal('right');
      expect(read.padding.right).to.equal('3 views'.length * 7 + 8);
    });
    it('take the colours of the theme', () => {
      const { color, x } = spec(view([[1], [2], [3]])).encoding;
      expect(color.scale.range).to.deep.equal(['series-1', 'series-2', 'other']);
      expect(x.axis.labelColor).to.equal('muted');
      expect(spec(view([[1]])).encoding.color.scale.range).to.deep.equal(['accent']);
    });
  });
});
