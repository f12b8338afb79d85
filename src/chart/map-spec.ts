import type { TopLevelSpec } from 'vega-lite';
import type { Point } from './embed.js';
import type { Shape } from './atlas.js';
import type { PlotFrame } from './theme.js';
import { placeOf, ROTATION, toPixels, type MapViewport, type LonLat } from './map-viewport.js';

/** A country as it is drawn. */
export interface Area extends Shape {
  /** A CSS colour. */
  readonly color: string;
}

export type MapSpec = Extract<TopLevelSpec, { mark: unknown }>;

/** Pixels between the edges and the clip rectangle outside them, so that no border runs along an edge. */
const MARGIN = 4;

/** Creates the spec of a map of coloured countries. East is on the right in every language: maps are not mirrored. */
export function mapSpec(areas: readonly Area[], viewport: MapViewport, frame: PlotFrame): MapSpec {
  const { width, height, theme } = frame;
  const { scale, translate } = toPixels(viewport, frame);
  const pixel = (middle: LonLat): Point => {
    const place = placeOf(middle);
    return { x: translate[0] + scale * place.x, y: translate[1] - scale * place.y };
  };
  return {
    width,
    height,
    autosize: 'none',
    padding: 0,
    config: { font: theme.font },
    params: [
      { name: 'size', value: scale },
      { name: 'place', value: [...translate] },
    ],
    datasets: {
      countries: areas.map(({ geometry, middle, color }, i) => ({
        type: 'Feature',
        geometry,
        i,
        at: pixel(middle),
        color,
      })),
    },
    data: { name: 'countries', format: { parse: null } },
    projection: {
      type: 'equalEarth',
      rotate: [ROTATION, 0, 0],
      scale: { expr: 'size' },
      translate: { expr: 'place' },
      clipExtent: { expr: `[[-${MARGIN}, -${MARGIN}], [width + ${MARGIN}, height + ${MARGIN}]]` },
    },
    name: 'map',
    mark: { type: 'geoshape', stroke: theme.surface, strokeWidth: 0.6, strokeJoin: 'round' },
    encoding: { color: { field: 'color', type: 'nominal', scale: null } },
  };
}
