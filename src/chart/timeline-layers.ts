import type { TopLevelSpec } from 'vega-lite';
import { runs, type Columns, type Span } from './stack.js';

export type LayerSpec = Extract<TopLevelSpec, { layer: unknown }>;
export type Layer = LayerSpec['layer'][number];
export type Axis = Extract<NonNullable<NonNullable<LayerSpec['encoding']>['x']>, { axis?: unknown }>['axis'] & object;
export type Color = NonNullable<NonNullable<LayerSpec['encoding']>['color']>;
type Mark = Extract<Layer, { mark: unknown }>['mark'];

/** How the series of a timeline can be drawn. */
export type Shape = 'line' | 'lines' | 'areas' | 'stackedBars' | 'groupedBars';

export interface Drawing {
  readonly spans: Columns<Span>;
  /** Which buckets have not been counted to their end: they are drawn faint. */
  readonly unfinished: (index: number) => boolean;
  /** Pixels. */
  readonly bucketWidth: number;
  /** The colours of the series. */
  readonly color: Color;
  /** CSS colour of the gaps between shapes. */
  readonly surface: string;
}

/** A point of series `s`, from `y0` to `y`. Points with the same `g` make one path; a bar reaches from `x` to `x2`. */
export interface Row extends Span {
  readonly s: number;
  readonly g?: number;
  readonly x: number;
  readonly x2?: number;
}

/** Pixels that a bar takes at most; a thinner one than `GAP_FROM` has no room for a gap. */
const BAR_WIDTH = 48;
const GAP_FROM = 4;
/** Share of a bucket that its bars take. */
const BAR_SHARE = 0.72;
/** From here on a gap between areas would be thicker than the areas. */
const MANY_POINTS = 200;

const SOLID = 0.82;
const FAINT = 0.4;
const SOFT = 0.12;
const DASH = [4, 4];

/** What a shape is made of, from back to front. */
export const layersOf = (shape: Shape, drawing: Drawing): Layer[] => SHAPES[shape](drawing).filter(hasRows);

const SHAPES: Record<Shape, (drawing: Drawing) => Layer[]> = {
  line: (drawing) => {
    const { solid, faint } = pathsOf(drawing);
    const style = { type: 'area' } as const;
    return [
      layer({ ...style, opacity: SOFT }, solid, AREA),
      layer({ ...style, opacity: SOFT / 2 }, faint, AREA),
      ...lines(drawing),
    ];
  },
  lines,
  areas: (drawing) => {
    const { solid, faint, single } = pathsOf(drawing);
    const many = (drawing.spans[0]?.length ?? 0) >= MANY_POINTS;
    const gap = { stroke: drawing.surface, strokeWidth: many ? 0.5 : 1.2 };
    const style = { type: 'area', strokeJoin: 'round', ...gap } as const;
    return [
      layer({ ...style, opacity: SOLID }, solid, AREA),
      layer({ ...style, opacity: FAINT }, faint, AREA),
      bars({ ...gap, opacity: SOLID }, drawing, 1, (s, i) => single.some((row) => row.s === s && row.x === i)),
    ];
  },
  stackedBars: (drawing) => allBars(drawing, 1),
  groupedBars: (drawing) => allBars(drawing, drawing.spans.length),
};

/** One path for each `g`, its points in the order of the rows. */
const LINE = { detail: { field: 'g', type: 'nominal' }, order: null } as const;
const AREA = { ...LINE, y2: { field: 'y0' } } as const;
const BAR = { x2: { field: 'x2' }, y2: { field: 'y0' } } as const;

/** Data rows stay as they are: without `parse: null` Vega-Lite would convert each number to a number. */
const layer = (mark: Mark, values: readonly Row[], encoding: object): Layer => ({
  data: { values, format: { parse: null } },
  mark,
  encoding,
});

const hasRows = ({ data }: Layer): boolean => (data as { values: readonly Row[] }).values.length > 0;

/** The points of all paths: those of finished buckets, those of unfinished ones, and points without a neighbour. */
function pathsOf({
  spans,
  unfinished,
}: Pick<Drawing, 'spans' | 'unfinished'>): Record<'solid' | 'faint' | 'single', Row[]> {
  const paths = spans.flatMap((line, s) => runs(line, unfinished).map((run) => ({ s, line, ...run })));
  const rows = { solid: [] as Row[], faint: [] as Row[], single: [] as Row[] };
  paths.forEach(({ s, line, from, to, faint }, g) => {
    const into = from === to ? rows.single : faint ? rows.faint : rows.solid;
    line.slice(from, to + 1).forEach((span, i) => span && into.push({ s, g, x: from + i, ...span }));
  });
  return rows;
}

/** Lines, dashed where they are unfinished; a value without neighbours is a point. */
function lines(drawing: Drawing): Layer[] {
  const { solid, faint, single } = pathsOf(drawing);
  const strokeWidth = Math.max(0.75, Math.min(2, drawing.bucketWidth / 2));
  const style = { type: 'line', strokeWidth, strokeJoin: 'round' } as const;
  return [
    layer({ ...style, strokeCap: 'round' }, solid, LINE),
    layer({ ...style, strokeDash: DASH }, faint, LINE),
    layer({ type: 'circle', size: 56, opacity: 1 }, single, {}),
  ];
}

/** The line of other days, behind which nothing is filled: dashed, and a ring where a value has no neighbours. */
export function dashedLine(spans: Columns<Span>, color: string): Layer[] {
  const { solid, single } = pathsOf({ spans, unfinished: () => false });
  const style = { color: { value: color } };
  return [
    layer({ type: 'line', strokeWidth: 1.6, strokeDash: DASH }, solid, { ...LINE, ...style }),
    layer({ type: 'point', shape: 'circle', size: 110, strokeWidth: 1.6, filled: false, opacity: 1 }, single, style),
  ].filter(hasRows);
}

/**
 * @param abreast bars side by side in each bucket: one, or one for each series
 * @param wanted which buckets of which series
 */
function bars(
  style: object,
  { spans, bucketWidth }: Drawing,
  abreast: number,
  wanted: (s: number, i: number) => boolean,
  outline: object = {},
): Layer {
  const width = Math.min(BAR_SHARE, (BAR_WIDTH * abreast) / bucketWidth) / abreast;
  const gap = width * bucketWidth < GAP_FROM ? { strokeWidth: 0 } : {};
  const left = (s: number): number => (abreast > 1 ? s - abreast / 2 : -0.5) * width;
  const rows = spans.flatMap((column, s) =>
    column.flatMap((span, i) =>
      span && span.y !== span.y0 && wanted(s, i) ? { s, x: i + left(s), x2: i + left(s) + width, ...span } : [],
    ),
  );
  return layer({ type: 'rect', ...style, ...gap }, rows, { ...BAR, ...outline });
}

function allBars(drawing: Drawing, abreast: number): Layer[] {
  const { surface, unfinished, color } = drawing;
  const faint = { fillOpacity: FAINT, strokeWidth: 1, strokeDash: DASH };
  return [
    bars({ fillOpacity: SOLID, stroke: surface, strokeWidth: 1 }, drawing, abreast, (_, i) => !unfinished(i)),
    bars(faint, drawing, abreast, (_, i) => unfinished(i), { stroke: color }),
  ];
}
