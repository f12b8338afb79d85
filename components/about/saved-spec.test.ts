import { expect } from '@open-wc/testing';
import type { Ajv, ValidateFunction } from 'ajv';
import fc from 'fast-check';
import type { TopLevelSpec } from 'vega-lite';
import { ATLAS } from '../../src/chart/atlas.js';
import { themed } from '../../src/chart/embed.js';
import { mapSpec } from '../../src/chart/map-spec.js';
import { pieSpec } from '../../src/chart/pie-spec.js';
import type { TimelineFrame } from '../../src/chart/theme.js';
import { timelineSpec } from '../../src/chart/timeline-spec.js';
import { OTHER } from '../../src/view/options.js';
import { outlinesOf, type Values } from '../../src/view/timeline-rows.js';
import type { TimelineSeries, TimelineView } from '../../src/view/timeline-view.js';
import { PLAIN_THEME, underTheme } from '../../test/chart-theme.js';
import { requireInBrowser } from '../../test/require-in-browser.js';
import { runs } from '../../test/runs.js';
import { compared, compiled, marksOf, TIMELINE_FRAME, timelineOf, viewOf } from '../../test/timelines.js';
import { savedSpec } from './saved-spec.js';

/** Returns what a reader gets: the specification as JSON. */
async function saved(spec: TopLevelSpec): Promise<TopLevelSpec> {
  const themedSpec = await themed(spec, PLAIN_THEME, []);
  return JSON.parse(JSON.stringify(savedSpec(themedSpec, 'Views', 'per month'))) as TopLevelSpec;
}

const frame: TimelineFrame = { ...TIMELINE_FRAME, ...underTheme(PLAIN_THEME) };
const timeline = (view: TimelineView, change: Partial<TimelineFrame> = {}): TopLevelSpec =>
  timelineSpec(view, { ...frame, ...change });

const range = (count: number): number[] => [...Array(count).keys()];
const bar = { type: 'bar' } as const;
const overlapping = { display: 'overlapping' } as const;
const one: Values[] = [[4, 0, 3, 7]];
const two: Values[] = [
  [4, 0, 3, 7],
  [1, 2, -3, 4],
];
const gaps: Values[] = [
  [null, 2, null, 4, 5, null],
  [null, 1, 3, null, 5, null],
];
const days = (count: number, seed = 7): number[] => range(count).map((i) => 10 + ((i * seed) % 31));
const twelve = range(12).map((s) => days(5475, 7 + 2 * s));

const timelines: [kind: string, view: TimelineView, change?: Partial<TimelineFrame>][] = [
  ['a line', timelineOf(one)],
  ['stacked areas', timelineOf(two)],
  ['overlapping lines', timelineOf(two, [3]), overlapping],
  ['bars', timelineOf(one, [3]), bar],
  ['stacked bars', timelineOf(two, [0, 3]), bar],
  ['bars side by side', timelineOf(two, [3]), { ...bar, ...overlapping }],
  ['bars thinner than a pixel', timelineOf([days(900), days(900, 5)], [899]), bar],
  ['one bucket', timelineOf([[7]])],
  ['one bucket by parts', timelineOf([[7], [8]])],
  ['one bucket as a bar', timelineOf([[7]]), bar],
  ['compared days', timelineOf(one, [], compared(3, null, 5, null))],
  ['compared days of bars', timelineOf(one, [], compared(3, null, 5, 6)), bar],
  ['a line with gaps', timelineOf(gaps.slice(1))],
  ['areas with gaps', timelineOf(gaps)],
  ['bars with gaps', timelineOf(gaps), bar],
  ['a line with unfinished buckets', timelineOf(one, [0, 2])],
  ['areas with unfinished buckets', timelineOf(two, [0, 1, 3])],
  [
    'values below 0',
    timelineOf([
      [-3, -5],
      [-1, 2],
    ]),
  ],
  [
    'zeros only',
    timelineOf([
      [0, 0, 0],
      [0, 0, 0],
    ]),
  ],
  [
    'unknown values only',
    timelineOf([
      [null, null],
      [null, null],
    ]),
  ],
  ['a chart from right to left', timelineOf(two, [3]), { ...bar, rtl: true }],
  ['12 series over 15 years of days', timelineOf(twelve)],
  ['12 lines over 15 years of days', timelineOf(twelve), overlapping],
];

const slices = [
  { id: 'open', label: 'Open', value: 60, color: 'red' },
  { id: 'none', label: 'None', value: 0 },
  { id: OTHER, label: 'Other', value: 30 },
];
const areas = (['US', 'DE', 'FR', 'RU'] as const).map((code, index) => ({
  ...{ ...ATLAS.get(code)!, index, series: code, label: `label of ${code}`, value: [60, 7, 0, null][index]! },
}));
const colors = {
  uniform: false,
  noData: 'gray',
  zero: 'white',
  classes: ['rgb(1, 2, 3)', 'rgb(4, 5, 6)'],
  bounds: [1, 10],
};
const place = { scale: 100, translate: [300, 130] } as const;

const charts: [kind: string, spec: TopLevelSpec][] = [
  ...timelines.map(([kind, view, change]): [string, TopLevelSpec] => [kind, timeline(view, change)]),
  ['a pie', pieSpec(slices, frame)],
  ['a pie with one slice', pieSpec(slices.slice(0, 1), frame)],
  ['a map', mapSpec(areas, place, colors, frame)],
  ['a map in one color', mapSpec(areas, place, { ...colors, uniform: true, bounds: [0] }, frame)],
];

interface Row {
  readonly start: string;
  readonly end: string;
  readonly series: string;
  readonly label: string;
  readonly bucket: number;
  readonly value: number | null;
  readonly [field: string]: unknown;
}

const rowsIn = (spec: TopLevelSpec, name: string): Row[] =>
  ((spec.datasets as Record<string, unknown[]>)[name] ?? []) as Row[];

/** Asserts that rows have the values that the view has, on its days. */
function expectValuesOf(rows: readonly Row[], series: readonly TimelineSeries[]): void {
  const byId = new Map(series.map((each) => [each.id, each]));
  const wrong = rows.filter(({ series, label, bucket, start, end, value }) => {
    const wanted = byId.get(series)?.buckets[bucket];
    return wanted?.start !== start || wanted.end !== end || wanted.value !== value || label !== byId.get(series)!.label;
  });
  expect(wrong).to.deep.equal([]);
  expect(new Set(rows.map((row) => row.series))).to.deep.equal(new Set(byId.keys()));
}

const extremes = (values: Values): number[] => {
  const known = values.filter((value) => value !== null);
  return known.length ? [known.reduce((a, b) => Math.min(a, b)), known.reduce((a, b) => Math.max(a, b))] : [];
};

/** Asserts that rows have the lowest and the highest value of each series, and also of their sums if it is a stack. */
function expectExtremesOf(rows: readonly Row[], { series }: TimelineView, isStack: boolean): void {
  const columns = series.map(({ buckets }) => buckets.map(({ value }) => value));
  const kept = series.map(({ id }) => rows.filter((row) => row.series === id).map(({ bucket }) => bucket));
  if (isStack) {
    for (const outline of outlinesOf(columns)) {
      expect(extremes(kept[0]!.map((bucket) => outline[bucket]!))).to.deep.equal(extremes(outline));
    }
  } else {
    for (const [rank, values] of columns.entries()) {
      expect(extremes(kept[rank]!.map((bucket) => values[bucket]!))).to.deep.equal(extremes(values));
    }
  }
}

/** Asserts that Vega, without this library, has the rows of a dataset as they are in the file. */
async function expectDrawnRows(spec: TopLevelSpec, name: string): Promise<void> {
  const { spec: vega, warnings } = compiled(spec);
  expect(warnings).to.deep.equal([]);
  const view = await viewOf(vega);
  const fields = ({ bucket, start, end, series, label, value, index }: Row) => [
    bucket,
    start,
    end,
    series,
    label,
    value,
    index,
  ];
  expect((view.data(name) as Row[]).map(fields)).to.deep.equal(rowsIn(spec, name).map(fields));
  view.finalize();
}

let validate: ValidateFunction;

before(async () => {
  const { Ajv: Draft07 } = (await requireInBrowser('ajv/dist/ajv.js')) as { Ajv: typeof Ajv };
  const answer = await fetch('/node_modules/vega-lite/build/vega-lite-schema.json');
  const schema = (await answer.json()) as object;
  const formats = { uri: true, 'uri-reference': true, 'color-hex': true } as const;
  validate = new Draft07({ strict: false, formats }).compile(schema);
});

describe('savedSpec', () => {
  it('adds title and subtitle, and as much room as the chart needs', () => {
    const spec: TopLevelSpec = { width: 10, autosize: 'none', padding: 3, mark: 'bar' } as TopLevelSpec;
    expect(savedSpec(spec, 'Views', 'per month')).to.deep.equal({
      ...{ width: 10, mark: 'bar', autosize: 'pad', padding: 20 },
      title: { text: 'Views', subtitle: 'per month' },
    });
    expect(savedSpec(spec, 'Views', '').title).to.deep.equal({ text: 'Views' });
  });

  it('is checked against a schema that rejects what Vega-Lite does not know', async () => {
    const spec = await saved(timeline(timelineOf(two)));
    expect(validate({ ...spec, layer: [{ mark: 'pillar' }] })).to.equal(false);
    expect(validate({ ...spec, encoding: { height: { field: 'value' } } })).to.equal(false);
  });

  for (const [kind, spec] of charts) {
    it(`describes ${kind} in the grammar of Vega-Lite, without the page`, async () => {
      const json = await saved(spec);
      expect(compiled(json).warnings).to.deep.equal([]);
      expect(validate(json), JSON.stringify(validate.errors?.slice(0, 3))).to.equal(true);
      expect(savedSpec(await themed(spec, PLAIN_THEME, []), 'Views', 'per month'), 'no functions').to.deep.equal(json);
      const text = JSON.stringify(json);
      for (const hint of [location.host, 'var(', '"url"', 'href']) expect(text).not.to.contain(hint);
      expect(json).to.include({ $schema: 'https://vega.github.io/schema/vega-lite/v6.json' });
    });
  }

  for (const [kind, view, change = {}] of timelines) {
    it(`holds the values of ${kind} as the view has them`, async () => {
      const spec = await saved(timeline(view, change));
      expectValuesOf(rowsIn(spec, 'rows'), view.series);
      expectExtremesOf(rowsIn(spec, 'rows'), view, change.display !== 'overlapping');
      await expectDrawnRows(spec, 'rows');
      if (!view.before) return;
      expectValuesOf(rowsIn(spec, 'compared'), [{ ...view.before, label: view.before.label }]);
      await expectDrawnRows(spec, 'compared');
    });
  }

  it('holds the values of a pie and of a map as they are drawn', async () => {
    const pie = await saved(pieSpec(slices, frame));
    await expectDrawnRows(pie, 'parts');
    expect(rowsIn(pie, 'parts').map(({ series, label, value }) => [series, label, value])).to.deep.equal([
      ['open', 'Open', 60],
      [OTHER, 'Other', 30],
    ]);
    const map = await saved(mapSpec(areas, place, colors, frame));
    await expectDrawnRows(map, 'countries');
    expect(rowsIn(map, 'countries').map(({ series, value }) => [series, value])).to.deep.equal([
      ['US', 60],
      ['DE', 7],
      ['FR', 0],
      ['RU', null],
    ]);
  });

  it('draws the countries of a map in the colors of their classes', async () => {
    const view = await viewOf(compiled(await saved(mapSpec(areas, place, colors, frame))).spec);
    expect(
      marksOf(view, 'map')
        .flat()
        .map(({ fill }) => fill),
    ).to.deep.equal(['rgb(4, 5, 6)', 'rgb(1, 2, 3)', 'white', 'gray']);
  });

  const value = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: -50, max: 100 }) },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constant(0) },
  );
  /** Views with as many buckets in each series, some of them unknown at both ends, some of them unfinished. */
  const views = fc
    .record({
      ...{
        count: fc.integer({ min: 1, max: 900 }),
        from: fc.integer({ min: 0, max: 9 }),
        to: fc.integer({ min: 0, max: 9 }),
      },
      ...{ series: fc.integer({ min: 1, max: 12 }), isZero: fc.boolean() },
    })
    .chain(({ count, from, to, series, isZero }) => {
      const some = isZero ? fc.constant(0) : value;
      const column = fc
        .array(some, { minLength: count, maxLength: count, size: 'max' })
        .map((values) => values.map((value, i) => (i < from || i >= count - to ? null : value)));
      const columns = fc.array(column, { minLength: series, maxLength: series });
      const partial = fc.uniqueArray(fc.integer({ min: 0, max: count - 1 }), { maxLength: 3 });
      return fc.tuple(columns, partial);
    })
    .map(([columns, partial]) => timelineOf(columns, partial));
  const looks = fc.record({
    type: fc.constantFrom('line' as const, 'bar' as const),
    display: fc.constantFrom('stacked' as const, 'overlapping' as const),
    rtl: fc.boolean(),
  });

  it('holds the values of any view, and the highest and the lowest of each line and of sums of a stack', () =>
    fc.assert(
      fc.asyncProperty(views, looks, async (view, look) => {
        const spec = await saved(timeline(view, look));
        expectValuesOf(rowsIn(spec, 'rows'), view.series);
        expectExtremesOf(rowsIn(spec, 'rows'), view, look.display === 'stacked');
        await expectDrawnRows(spec, 'rows');
      }),
      { numRuns: runs(20) },
    ));
});
