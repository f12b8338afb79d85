/** The parameters of charts: the series that is highlighted, those that are isolated, and the marked buckets. */
import type { View } from 'vega';
import type { TopLevelSpec } from 'vega-lite';

/** The choices in a chart. */
export interface ChartSelection {
  /** The id of the series that is emphasised. */
  readonly highlight: string | undefined;
  /** The ids of the series that are shown, without the others; empty: all are shown. */
  readonly isolate: readonly string[];
  /** The first and the last marked bucket of a timeline. */
  readonly brush: readonly [first: number, last: number] | undefined;
}

type Parameter = NonNullable<TopLevelSpec['params']>[number];

export const NOTHING_SELECTED: ChartSelection = { highlight: undefined, isolate: [], brush: undefined };

/**
 * Declares a parameter that takes the series of a mark on an event.
 * @param layers the layers with marks of series: an axis or a band in the background has none
 */
const ofSeries = (name: string, event: string, layers: readonly string[], select: object): Parameter => {
  const on = layers.map((layer) => `@${layer}_marks:${event}`).join(', ');
  return { name, select: { type: 'point', fields: ['series'], on, ...select }, ...{ views: layers.slice(0, 1) } };
};

/** Declares that the pointer highlights the series of a mark. */
export const highlight = (layers: readonly string[]): Parameter =>
  ofSeries('highlight', 'pointerover', layers, { clear: 'pointerout' });

/** Declares that a click isolates the series of a mark, and another click shows the others again. */
export const isolate = (layers: readonly string[]): Parameter =>
  ofSeries('isolate', 'click', layers, { toggle: 'true', clear: false });

/** Declares that dragging marks an interval of the x axis. */
export const brush = (layer: string, fill: string): Parameter => {
  const mark = { fill, fillOpacity: 0.14, stroke: 'transparent' };
  return { name: 'brush', select: { type: 'interval', encodings: ['x'], zoom: false, mark }, ...{ views: [layer] } };
};

/** Makes marks pale while another series is highlighted. */
export const PALE_UNLESS_HIGHLIGHTED = { condition: { param: 'highlight', value: 1 }, value: 0.3 } as const;

/** Reads the choices in a drawn chart with these parameters. */
export function selectionOf(view: View, names: readonly string[]): ChartSelection {
  const chosen = (name: string): { series?: string[]; bucket?: number[] } =>
    names.includes(name) ? (view.signal(name) as object) : {};
  const { bucket: marked } = chosen('brush');
  return {
    highlight: chosen('highlight').series?.[0],
    isolate: chosen('isolate').series ?? [],
    brush: marked && bucketsOf(marked),
  };
}

/** Returns the buckets whose centres are in an interval of numbers; at least one, and 0 instead of -0. */
function bucketsOf(numbers: readonly number[]): [first: number, last: number] {
  const [from, to] = [Math.min(...numbers), Math.max(...numbers)];
  const middle = Math.round((from + to) / 2);
  return [Math.min(Math.ceil(from), middle) + 0, Math.max(Math.floor(to), middle) + 0];
}

/**
 * Makes choices in a drawn chart with these parameters, as a pointer would: Vega-Lite keeps the values of a point
 * selection in a dataset, and an interval in pixels. Series that the chart does not have are left out.
 * @param centreOf returns the place of a bucket on the x axis, in pixels
 */
export function select(
  view: View,
  names: readonly string[],
  { highlight, isolate, brush }: ChartSelection,
  centreOf: (bucket: number) => number,
): void {
  const known = names.includes('isolate') ? (view.signal('seriesNames') as object) : undefined;
  const tuple = { unit: '', fields: [{ type: 'E', field: 'series' }] };
  for (const [name, ids] of Object.entries({ highlight: highlight === undefined ? [] : [highlight], isolate })) {
    const there = ids.filter((id) => !known || Object.hasOwn(known, id));
    const rows = there.map((id) => ({ ...tuple, values: [id] }));
    if (names.includes(name)) view.data(`${name}_store`, rows);
  }
  if (names.includes('brush')) view.signal('brush_x', brush ? intervalOf(view, brush, centreOf) : [0, 0]);
}

/** Share of a bucket on either side of its centre that is marked. */
const MARKED = 0.5;

/** Returns the interval of marked buckets in pixels, within the plot. Vega-Lite takes an empty one for none. */
function intervalOf(view: View, brush: readonly [number, number], centreOf: (bucket: number) => number): number[] {
  // A single bar has no second one to measure from.
  const half = MARKED * (Math.abs(centreOf(1) - centreOf(0)) || view.width());
  const [from, to] = brush.map(centreOf).sort((a, b) => a - b) as [number, number];
  return [from - half, to + half].map((x) => Math.max(0, Math.min(x, view.width())));
}
