import type { TopLevelSpec } from 'vega-lite';
import type { TimelineRow } from '../view/timeline-rows.js';
import type { ChartTheme, TimelineFrame } from './theme.js';

export type TimelineSpec = Extract<TopLevelSpec, { layer: unknown }>;
export type Layer = TimelineSpec['layer'][number] & { readonly name: string };
type Mark = Exclude<Extract<TimelineSpec['layer'][number], { mark: unknown }>['mark'], string>;

/** The shapes in which series are drawn. `hairs` are areas in place of bars that would be thinner than a pixel. */
export type Shape = 'line' | 'lines' | 'areas' | 'hairs' | 'bars' | 'abreast';

/** The sizes and colours of marks. */
export interface Look {
  readonly theme: ChartTheme;
  /** The width of a bucket in pixels, and the numbers of buckets and of series. */
  readonly step: number;
  readonly count: number;
  readonly lines: number;
  readonly rtl: boolean;
}

/** Share of a bucket that its bars take, limit on the width of a bar in pixels, and the width from which bars have gaps. */
const BAR_SHARE = 0.72;
const BAR_WIDTH = 48;
const GAP_FROM = 4;
/** The largest number of series drawn as grouped bars; more cannot be distinguished and are drawn as lines. */
const MOST_ABREAST = 4;
/** The most bars of a chart: each is an element of the page. */
const MOST_BARS = 2000;
/** The number of buckets from which a normal gap would be thicker than the areas. */
const MANY_POINTS = 200;

/** Opacities of areas and bars, of unfinished ones, of areas that replace thin bars, below a line, and of empty buckets. */
const [SOLID, FAINT, HAIRS, SOFT, BAND] = [0.82, 0.4, 0.49, 0.12, 0.5];
const DASH = [4, 4];

/** Returns the shape in which a number of series is drawn. */
export function shapeOf(series: number, buckets: number, { type, display, width }: TimelineFrame): Shape {
  const isStack = display === 'stacked' || series < 2;
  const areHairs = (width / buckets) * BAR_SHARE < 1 || buckets * series > MOST_BARS;
  if (type === 'bar' && isStack) return areHairs ? 'hairs' : 'bars';
  if (type === 'bar' && series <= MOST_ABREAST && !areHairs) return 'abreast';
  return !isStack ? 'lines' : series < 2 ? 'line' : 'areas';
}

/** The layers that the pointer highlights and isolates; every shape has the first. */
export const INTERACTIVE = ['main', 'partial', 'alone'] as const;

/** The paths of each series through finished buckets (`solid`), or to, through and from unfinished ones (`dashed`). */
const paths = (name: string, field: 'solid' | 'dashed', mark: Mark): Layer => ({
  name,
  transform: [{ filter: `datum.${field}` }],
  mark,
  encoding: { detail: { field } },
});

/** The values to which no path leads. */
const alone = (mark: Mark, name = 'alone'): Layer => ({
  ...{ name, transform: [{ filter: 'datum.alone' }] },
  // Points are transparent by default.
  mark: { opacity: 1, ...mark } as Mark,
});

const lines = (): Layer[] => {
  const line = { type: 'line', strokeWidth: { expr: 'lineWidth' }, strokeJoin: 'round' } as const;
  return [
    paths('main', 'solid', { ...line, strokeCap: 'round' }),
    paths('partial', 'dashed', { ...line, strokeDash: DASH }),
    alone({ type: 'point', filled: true, size: 56 }),
  ];
};

const areas = ({ theme }: Look, fillOpacity = SOLID): Layer[] => {
  const area = { type: 'area', stroke: theme.surface, strokeWidth: { expr: 'gap' }, strokeJoin: 'round' } as const;
  return [
    paths('main', 'solid', { ...area, fillOpacity }),
    paths('partial', 'dashed', { ...area, fillOpacity: FAINT }),
    alone({ type: 'bar', fillOpacity, width: { expr: 'barWidth' } }),
  ];
};

const bars = ({ theme }: Look, encoding: object = {}): Layer[] => {
  const bar = { type: 'bar', strokeWidth: { expr: 'gap' } } as const;
  const layer = (name: string, filter: string, look: object): Layer => ({
    ...{ name, transform: [{ filter }], mark: { ...bar, ...look }, encoding },
  });
  // A channel for the outline would have a scale of its own, with other colours.
  const outline = { expr: "scale('color', datum.series)" };
  return [
    layer('main', 'datum.value && !datum.partial', { fillOpacity: SOLID, stroke: theme.surface }),
    layer('partial', 'datum.value && datum.partial', { fillOpacity: FAINT, strokeDash: DASH, stroke: outline }),
  ];
};

/** The layers of each shape, from back to front. */
const LAYERS: Readonly<Record<Shape, (look: Look) => Layer[]>> = {
  line: () => [
    paths('soft', 'solid', { type: 'area', fillOpacity: SOFT }),
    paths('softpartial', 'dashed', { type: 'area', fillOpacity: SOFT / 2 }),
    ...lines(),
  ],
  lines,
  areas: (look) => areas(look),
  hairs: (look) => areas(look, HAIRS),
  bars: (look) => bars(look),
  // Without `sort`, Vega-Lite orders by the domain of the colours, in an expression that fails on some ids.
  abreast: (look) =>
    bars(look, { xOffset: { field: 'rank', sort: look.rtl ? 'descending' : 'ascending', type: 'ordinal' } }),
};

/** Returns true for a shape whose series stand on each other. */
export const isStacked = (shape: Shape): boolean => ['areas', 'hairs', 'bars'].includes(shape);

/** Returns the layers of a shape, without those that have nothing to draw. */
export function layersOf(shape: Shape, look: Look, rows: readonly TimelineRow[]): Layer[] {
  const isDrawn = ({ name }: Layer): boolean =>
    name === 'main' || rows.some((row) => (name === 'alone' ? row.alone : !name.endsWith('partial') || row.partial));
  // Not an encoding of the chart, since the line of the compared days could not do without it.
  const stack = isStacked(shape) && { y2: { field: 'value_end' } };
  return LAYERS[shape](look)
    .filter(isDrawn)
    .map((layer) => (stack ? ({ ...layer, encoding: { ...stack, ...layer.encoding } } as Layer) : layer));
}

/** Returns the parameters with the sizes of marks, which change with the width of the plot and the number of buckets. */
export function sizesOf(shape: Shape, { step, count, lines }: Look): { name: string; value: number }[] {
  const share = Math.min(BAR_SHARE, (BAR_WIDTH * (shape === 'abreast' ? lines : 1)) / step);
  const barGap = share * step < GAP_FROM ? 0 : 1;
  // Several buckets share a pixel: gaps would hide steep areas.
  const areaGap = step < 1 || shape === 'hairs' ? 0 : count > MANY_POINTS ? 0.5 : 1.2;
  const sizes = {
    ...{ share, gap: shape === 'bars' || shape === 'abreast' ? barGap : areaGap },
    lineWidth: Math.max(0.75, Math.min(2, step / 2)),
    barWidth: Math.max(1, Math.min(BAR_WIDTH, step * BAR_SHARE)),
  };
  return Object.entries(sizes).map(([name, value]) => ({ name, value }));
}

/** Returns pale bands behind buckets in which nothing was counted: between bars, these would look like 0. */
export const gapBands = ({ theme }: Look): Layer => ({
  name: 'gaps',
  data: { name: 'gaps' },
  mark: { type: 'rect', width: { expr: "bandwidth('x') / share" } },
  encoding: { y: { value: 0 }, y2: { value: 'height' }, color: { value: theme.line }, opacity: { value: BAND } },
});

/** Returns the line of the compared days, without a filled area; a ring stands for a value to which no path leads. */
export function comparedLine({ theme }: Look): Layer[] {
  const layers = [
    { name: 'before', mark: { type: 'line', strokeWidth: 1.6, strokeDash: DASH } as Mark },
    alone({ type: 'point', strokeWidth: 1.6, shape: 'circle', size: 110, filled: false }, 'beforeAlone'),
  ];
  const encoding = { y: { field: 'value' }, color: { value: theme.muted } };
  return layers.map((layer) => ({ ...layer, data: { name: 'compared' }, encoding }));
}
