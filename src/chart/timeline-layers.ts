import type { TopLevelSpec } from 'vega-lite';
import { runs, type Columns, type Run, type Span } from './stack.js';
import { decimate, outlines } from './decimate.js';

export type LayerSpec = Extract<TopLevelSpec, { layer: unknown }>;
export type Layer = LayerSpec['layer'][number];
export type Axis = Extract<NonNullable<NonNullable<LayerSpec['encoding']>['x']>, { axis?: unknown }>['axis'] & object;
type Mark = Extract<Layer, { mark: unknown }>['mark'];

/** The shapes in which the series of a timeline can be drawn. */
export type Shape = 'line' | 'lines' | 'areas' | 'hairs' | 'stackedBars' | 'groupedBars';

export interface Drawing {
  readonly spans: Columns<Span>;
  /** Returns true for a bucket that has not been counted to its end; it is drawn faint. */
  readonly unfinished: (index: number) => boolean;
  /** In pixels. */
  readonly bucketWidth: number;
  /** Return the centre of a bucket and the position of a value, in pixels from the top left of the plot. */
  readonly x: (index: number) => number;
  readonly y: (value: number) => number;
  /** CSS colours of the series. */
  readonly colors: readonly string[];
  /** CSS colour of the gaps between shapes. */
  readonly surface: string;
}

type Position = readonly [x: number, y: number];

/**
 * The paths of a series, as GeoJSON in pixels. The time that Vega takes depends on the number of data rows, and a path
 * is one row, however many points it has.
 */
export type Paths = { readonly color: string } & (
  | { readonly type: 'MultiLineString'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] }
);

/** A point, in pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly color: string;
}

/** The layers of a chart, from back to front. Everything that can change without a new chart is separate from them. */
export interface Layers {
  readonly layers: readonly Layer[];
  /** The rows that the layers draw, by the names that the layers use. */
  readonly datasets: Readonly<Record<string, readonly (Paths | Place)[]>>;
  /** Values of the names used in expressions. */
  readonly params: Readonly<Record<string, number>>;
}

/** Limit on the width of a bar in pixels, and the width from which bars have gaps. */
const BAR_WIDTH = 48;
const GAP_FROM = 4;
/** Share of a bucket that its bars take. */
const BAR_SHARE = 0.72;
/** Width in pixels of the columns in which a stack is decimated: browsers fill jagged areas slowly. */
const STACK_COLUMN = 4;
/** The number of buckets from which a normal gap would be thicker than the areas. */
const MANY_POINTS = 200;

const SOLID = 0.82;
const FAINT = 0.4;
const SOFT = 0.12;
/** Opacity of bands in the colour of the grid: paler than any bar. */
const BAND = 0.5;
/** Opacity of areas that replace bars thinner than a pixel: as pale as bars with gaps. */
const HAIRS = 0.49;
const DASH = [4, 4];

/** Returns true if each bar would be thinner than a pixel. */
export const areHairs = (bucketWidth: number): boolean => bucketWidth * BAR_SHARE < 1;

/** Returns the layers of a shape. */
export const layersOf = (shape: Shape, drawing: Drawing): Layers => joined(SHAPES[shape](drawing));

/** Puts layers on top of each other. */
export const joined = (parts: readonly Layers[]): Layers => ({
  layers: parts.flatMap(({ layers }) => layers),
  datasets: Object.assign({}, ...parts.map(({ datasets }) => datasets)) as Layers['datasets'],
  params: Object.assign({}, ...parts.map(({ params }) => params)) as Layers['params'],
});

const SHAPES: Record<Shape, (drawing: Drawing) => Layers[]> = {
  line: (drawing) => {
    const found = pathsOf(drawing, 'each');
    return [
      paths('softArea', { opacity: SOFT }, polygons(drawing, found.solid)),
      paths('faintArea', { opacity: SOFT / 2 }, polygons(drawing, found.faint)),
      ...lines(drawing, found),
    ];
  },
  lines: (drawing) => lines(drawing, pathsOf(drawing, 'each')),
  areas: (drawing) => areas(drawing, SOLID, areaGap(drawing)),
  // Has the same layers as bars, some of them empty, so that another calendar unit can be drawn in place.
  hairs: (drawing) => {
    const found = pathsOf(drawing, 'stack');
    return [...edges(drawing, found, HAIRS, 0), ...solidAndFaint(drawing, 1, found.single, [])];
  },
  stackedBars: (drawing) => [...edges(drawing, NOTHING, HAIRS, 0), ...allBars(drawing, 1)],
  groupedBars: (drawing) => allBars(drawing, drawing.spans.length),
};

/** Returns the width of gaps between areas; 0 if several buckets share a pixel, where gaps would hide steep areas. */
const areaGap = ({ spans, bucketWidth }: Drawing): number =>
  bucketWidth < 1 ? 0 : (spans[0]?.length ?? 0) >= MANY_POINTS ? 0.5 : 1.2;

/** Creates a layer with its rows. `parse: null` prevents Vega-Lite from converting each number to a number. */
const layer = (name: string, mark: Mark, rows: readonly (Paths | Place)[], encoding: object = {}): Layers => ({
  layers: [{ name, data: { name, format: { parse: null } }, mark, encoding: { color: COLOR, ...encoding } }],
  datasets: { [name]: rows },
  params: {},
});

/** Encodings without scales: rows hold colours and pixels. */
const COLOR = { field: 'color', type: 'nominal', scale: null, legend: null } as const;
const pixels = (field: string) => ({ field, type: 'quantitative', scale: null, axis: null }) as const;
const POINT = { x: pixels('x'), y: pixels('y') };

const paths = (name: string, style: object, rows: readonly Paths[], encoding: object = {}): Layers =>
  // Lines along the edges extend beyond the plot.
  layer(name, { type: 'geoshape', clip: false, ...style }, rows, encoding);

/** A path of the series with the index `s`, and the buckets on it. */
interface Path {
  readonly s: number;
  readonly indices: readonly number[];
}

type Found = Record<'solid' | 'faint' | 'single', Path[]>;

const NOTHING: Found = { solid: [], faint: [], single: [] };

/**
 * Returns the paths of all series: those of finished buckets, those of unfinished ones, and points without neighbours.
 * @param decimation `each` decimates every series by itself, `stack` keeps the same points of all series of a stack
 */
function pathsOf(
  { spans, unfinished, x }: Pick<Drawing, 'spans' | 'unfinished' | 'x'>,
  decimation: 'each' | 'stack',
): Found {
  const found: Found = { solid: [], faint: [], single: [] };
  const column = (index: number): number => Math.floor(x(index));
  const ofStack =
    decimation === 'stack' ? decimate(outlines(spans), (index) => Math.floor(x(index) / STACK_COLUMN)) : undefined;
  spans.forEach((line, s) => {
    const kept = ofStack ?? decimate([line.map((span) => span?.y ?? null)], column);
    for (const run of runs(line, unfinished)) {
      const into = run.from === run.to ? found.single : run.faint ? found.faint : found.solid;
      into.push({ s, indices: within(kept, run) });
    }
  });
  return found;
}

/** Returns the points of a run that are drawn, its ends included. */
function within(kept: readonly number[], { from, to }: Run): number[] {
  if (from === to) return [from];
  return [from, ...kept.slice(firstAfter(kept, from), firstAfter(kept, to - 1)), to];
}

/** Returns the index of the first of ascending numbers that is greater. */
function firstAfter(numbers: readonly number[], number: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! > number) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Makes one row for each series that has paths. */
function bySeries<T>(
  { colors }: Drawing,
  found: readonly Path[],
  shape: (path: Path) => T,
): { color: string; coordinates: T[] }[] {
  const rows = new Map<number, { color: string; coordinates: T[] }>();
  for (const path of found) {
    const row = rows.get(path.s) ?? { color: colors[path.s] ?? '', coordinates: [] };
    rows.set(path.s, row);
    row.coordinates.push(shape(path));
  }
  return [...rows.values()];
}

const upper = ({ spans, x, y }: Drawing, { s, indices }: Path): Position[] =>
  indices.map((i) => [x(i), y(spans[s]![i]!.y)]);

const lower = ({ spans, x, y }: Drawing, { s, indices }: Path): Position[] =>
  indices.map((i) => [x(i), y(spans[s]![i]!.y0)]);

const polylines = (drawing: Drawing, found: readonly Path[]): Paths[] =>
  bySeries(drawing, found, (path) => upper(drawing, path)).map((row) => ({ type: 'MultiLineString', ...row }));

const polygons = (drawing: Drawing, found: readonly Path[]): Paths[] =>
  shapes(drawing, found, (path) => [...upper(drawing, path), ...lower(drawing, path).reverse()]);

/** @param outline returns the ring of a path, not closed yet */
const shapes = (drawing: Drawing, found: readonly Path[], outline: (path: Path) => Position[]): Paths[] =>
  bySeries(drawing, found, (path) => [closed(outline(path))]).map((row) => ({ type: 'MultiPolygon', ...row }));

const closed = (ring: Position[]): Position[] => [...ring, ring[0]!];

const points = (drawing: Drawing, found: readonly Path[]): Place[] =>
  found.map((path) => {
    const [[x, y]] = upper(drawing, path) as [Position];
    return { x, y, color: drawing.colors[path.s] ?? '' };
  });

/** Returns layers of lines, dashed where they are unfinished; a value without neighbours is a point. */
function lines(drawing: Drawing, { solid, faint, single }: Found): Layers[] {
  const style = { filled: false, strokeWidth: { expr: 'lineWidth' }, strokeJoin: 'round' } as const;
  const params = { lineWidth: Math.max(0.75, Math.min(2, drawing.bucketWidth / 2)) };
  return [
    { ...paths('solidLine', { ...style, strokeCap: 'round' }, polylines(drawing, solid)), params },
    paths('faintLine', { ...style, strokeDash: DASH }, polylines(drawing, faint)),
    layer('point', { type: 'circle', size: 56, opacity: 1 }, points(drawing, single), POINT),
  ];
}

/** Returns layers of the compared days, without a filled area: a dashed line, and rings for values without neighbours. */
export function dashedLine(drawing: Drawing): Layers {
  const { solid, faint, single } = pathsOf(drawing, 'each');
  const ring = { type: 'point', shape: 'circle', size: 110, strokeWidth: 1.6, filled: false, opacity: 1 } as const;
  return joined([
    paths('before', { filled: false, strokeWidth: 1.6, strokeDash: DASH }, polylines(drawing, [...solid, ...faint])),
    layer('beforePoint', ring, points(drawing, single), POINT),
  ]);
}

/** Returns layers of areas; a value without neighbours is a bar. */
function areas(drawing: Drawing, opacity: number, gap: number): Layers[] {
  const found = pathsOf(drawing, 'stack');
  return [
    ...edges(drawing, found, opacity, gap),
    bars('bar', { stroke: drawing.surface, opacity }, drawing, found.single, { gap }),
  ];
}

/** Returns pale bands behind buckets in which nothing was counted: between bars, these would look like 0. */
export function gapBands(
  { x }: Pick<Drawing, 'x'>,
  indices: readonly number[],
  { height, color }: { readonly height: number; readonly color: string },
): Layers {
  const bands = indices.reduce<{ from: number; to: number }[]>((found, i) => {
    const last = found.at(-1);
    if (last && last.to === i - 1) last.to = i;
    else found.push({ from: i, to: i });
    return found;
  }, []);
  const coordinates = bands.map(({ from, to }) => {
    const [left, right] = [x(from - 0.5), x(to + 0.5)];
    const ring: Position[] = [
      [left, 0],
      [right, 0],
      [right, height],
      [left, height],
    ];
    return [closed(ring)];
  });
  return paths('gap', { opacity: BAND }, coordinates.length ? [{ type: 'MultiPolygon', color, coordinates }] : []);
}

/** @param gap pixels between areas */
function edges(drawing: Drawing, { solid, faint }: Found, opacity: number, gap: number): Layers[] {
  const style = { stroke: drawing.surface, strokeWidth: { expr: 'areaGap' }, strokeJoin: 'round' } as const;
  return [
    { ...paths('solidArea', { ...style, opacity }, polygons(drawing, solid)), params: { areaGap: gap } },
    paths('faintArea', { ...style, opacity: FAINT }, polygons(drawing, faint)),
  ];
}

/**
 * Returns a bar for each bucket of the paths; the bars of a series are one shape.
 * @param abreast number of bars side by side in each bucket: one, or one for each series
 * @param gap pixels between bars
 */
function bars(
  name: string,
  style: object,
  drawing: Drawing,
  found: readonly Path[],
  { abreast = 1, outline = {}, gap = 1 },
): Layers {
  const { spans, bucketWidth, x, y } = drawing;
  const width = Math.min(BAR_SHARE, (BAR_WIDTH * abreast) / bucketWidth) / abreast;
  const left = (s: number): number => (abreast > 1 ? s - abreast / 2 : -0.5) * width;
  const isThere = (span: Span | null | undefined): boolean => !!span && span.y !== span.y0;
  const each = found.flatMap(({ s, indices }) =>
    indices.filter((i) => isThere(spans[s]![i])).map((i): Path => ({ s, indices: [i] })),
  );
  const rows = shapes(drawing, each, ({ s, indices }) => {
    const i = indices[0]!;
    const [from, to] = [x(i + left(s)), x(i + left(s) + width)];
    const [top, bottom] = [y(spans[s]![i]!.y), y(spans[s]![i]!.y0)];
    return [
      [from, top],
      [to, top],
      [to, bottom],
      [from, bottom],
    ];
  });
  const params = { barGap: width * bucketWidth < GAP_FROM ? 0 : gap };
  return { ...paths(name, { strokeWidth: { expr: 'barGap' }, ...style }, rows, outline), params };
}

function allBars(drawing: Drawing, abreast: number): Layers[] {
  const those = (wanted: (index: number) => boolean): Path[] =>
    drawing.spans.map((column, s) => ({ s, indices: [...column.keys()].filter(wanted) }));
  const { unfinished } = drawing;
  return solidAndFaint(
    drawing,
    abreast,
    those((index) => !unfinished(index)),
    those(unfinished),
  );
}

function solidAndFaint(drawing: Drawing, abreast: number, solid: readonly Path[], faint: readonly Path[]): Layers[] {
  const pale = { fillOpacity: FAINT, strokeDash: DASH };
  return [
    bars('bar', { fillOpacity: SOLID, stroke: drawing.surface }, drawing, solid, { abreast }),
    bars('faintBar', pale, drawing, faint, { abreast, outline: { stroke: COLOR } }),
  ];
}
