import { geoEqualEarthRaw, geoRotation } from 'd3-geo';
import type { TopLevelSpec } from 'vega-lite';
import type { Shape } from './atlas.js';
import { highlight } from './parameters.js';
import { SCHEMA, type PlotFrame } from './theme.js';

/** A country on the map: a row of the dataset. `index` is that of its tooltip, `series` its code. */
export interface Area extends Shape {
  readonly index: number;
  readonly series: string;
  readonly label: string;
  /** `null`: there is no data of it. */
  readonly value: number | null;
}

/** The colours of a map: those of classes of values or, if `uniform`, one for all values above 0. */
export interface MapColors {
  readonly uniform: boolean;
  readonly noData: string;
  readonly zero: string;
  readonly classes: readonly string[];
  /** The lower bounds of the classes, ascending. */
  readonly bounds: readonly number[];
}

/** Turns the world, so that its edge runs through the Bering Strait, not through Russia. */
const rotate: [number, number, number] = [-11, 0, 0];

/** Projects longitude and latitude to the plane of the Equal Earth projection, where y points north. */
export function placeOf([longitude, latitude]: Shape['middle']): { readonly x: number; readonly y: number } {
  const [lambda, phi] = geoRotation(rotate)([longitude, latitude]);
  const [x, y] = geoEqualEarthRaw((lambda * Math.PI) / 180, (phi * Math.PI) / 180);
  return { x, y };
}

/** Clips the world outside of the picture, so that no border runs along its edges. */
const clipExtent = { expr: '[[-4, -4], [width + 4, height + 4]]' };

function colorOf({ uniform, noData, zero, classes, bounds }: MapColors) {
  if (uniform) return { condition: { test: 'datum.value > 0', value: classes[0] as string }, value: noData };
  const scale = { type: 'threshold' as const, domain: [...bounds], range: [zero, ...classes] };
  const condition = { test: { field: 'value', valid: false }, value: noData };
  return { condition, field: 'value', type: 'quantitative' as const, scale, legend: { title: null } };
}

/** Creates the spec of a map of the world. East is on the right in every language: maps are not mirrored. */
export const mapSpec = (
  areas: readonly Area[],
  { scale, translate }: { readonly scale: number; readonly translate: readonly [x: number, y: number] },
  colors: MapColors,
  { width, height, theme }: Pick<PlotFrame, 'width' | 'height' | 'theme'>,
): TopLevelSpec => ({
  $schema: SCHEMA,
  ...{ width, height, autosize: 'none', padding: 0 },
  params: [{ name: 'size', value: scale }, { name: 'place', value: [...translate] }, highlight(['map'])],
  datasets: { countries: areas },
  data: { name: 'countries', format: { parse: null } },
  projection: { type: 'equalEarth', rotate, scale: { expr: 'size' }, translate: { expr: 'place' }, clipExtent },
  layer: [
    {
      name: 'map',
      mark: { type: 'geoshape', invalid: 'show', stroke: theme.surface, strokeWidth: 0.6, strokeJoin: 'round' },
      encoding: { color: colorOf(colors) },
    },
    {
      name: 'highlighted',
      transform: [{ filter: { param: 'highlight', empty: false } }],
      mark: { type: 'geoshape', filled: false, stroke: theme.text, strokeWidth: 1.2 },
      // No fill, since a transparent one would take the pointer from the country below.
      encoding: { fill: { value: null } },
    },
  ],
});
