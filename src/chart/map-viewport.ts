/**
 * The part of the world that a map shows. Positions are in the plane of the Equal Earth projection, which preserves
 * areas; its unit is about the radius of the earth, and y points north.
 */
import type { Point } from './embed.js';

/** Longitude and latitude in degrees, in this order. */
export type LonLat = readonly [longitude: number, latitude: number];

export const isLonLat = (numbers: readonly number[] | undefined): numbers is LonLat & readonly number[] =>
  Array.isArray(numbers) &&
  numbers.length === 2 &&
  numbers.every(Number.isFinite) &&
  Math.abs(numbers[1] as number) <= 90;

export interface MapViewport {
  /** `MIN_ZOOM` shows the whole world. */
  readonly zoom: number;
  /** The position in the centre of the map. */
  readonly middle: Point;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The zoom at which the existing front end, whose map includes the poles, shows the inhabited world. It shows the same
 * here; a smaller zoom would only add sea.
 */
export const MIN_ZOOM = 1.3;
export const MAX_ZOOM = 20;

/**
 * Degrees by which the world is turned, so that the edge of the map runs through the Bering Strait, not through Russia.
 */
export const ROTATION = -11;

/** Coefficients of the projection, as in `d3.geoEqualEarth` (Šavrič, Patterson and Jenny 2018). */
const [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796];
const M = Math.sqrt(3) / 2;
const RADIANS = Math.PI / 180;

/** Projects a place to the plane. */
export function placeOf([longitude, latitude]: LonLat): Point {
  const lambda = (((((longitude + ROTATION + 180) % 360) + 360) % 360) - 180) * RADIANS;
  const theta = Math.asin(M * Math.sin(latitude * RADIANS));
  const [t2, t6] = [theta ** 2, theta ** 6];
  return {
    x: (lambda * Math.cos(theta)) / (M * (A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2))),
    y: theta * (A1 + A2 * t2 + t6 * (A3 + A4 * t2)),
  };
}

/** The limits of the map: Cape Horn and the north of Greenland, Hawaii and Fiji. */
const [SOUTH, NORTH] = [placeOf([0, -57]).y, placeOf([0, 84]).y];
const EAST = 2.58;
const WEST = -EAST;

/** The default centre. */
export const MIDDLE: Point = { x: 0, y: (SOUTH + NORTH) / 2 };

/** The width of the world divided by its height. */
export const ASPECT = (EAST - WEST) / (NORTH - SOUTH);

/** Returns the scale of the projection: pixels per unit of the plane. */
const scaleOf = ({ zoom }: MapViewport, { width, height }: Size): number =>
  (zoom / MIN_ZOOM) * Math.min(width / (EAST - WEST), height / (NORTH - SOUTH));

/** Returns the scale and the translation of the projection; the translation is the position of (0, 0) in pixels. */
export function toPixels(
  viewport: MapViewport,
  size: Size,
): { scale: number; translate: readonly [x: number, y: number] } {
  const scale = scaleOf(viewport, size);
  const { x, y } = viewport.middle;
  return { scale, translate: [size.width / 2 - scale * x, size.height / 2 + scale * y] };
}

/** Returns the nearest viewport within the limits of the zoom and of the map. */
export function clamp(viewport: MapViewport, size: Size): MapViewport {
  const zoom = within(viewport.zoom, MIN_ZOOM, MAX_ZOOM);
  const scale = scaleOf({ ...viewport, zoom }, size);
  const [halfWidth, halfHeight] = [size.width / 2 / scale, size.height / 2 / scale];
  return {
    zoom,
    middle: {
      x: 2 * halfWidth >= EAST - WEST ? MIDDLE.x : within(viewport.middle.x, WEST + halfWidth, EAST - halfWidth),
      y: 2 * halfHeight >= NORTH - SOUTH ? MIDDLE.y : within(viewport.middle.y, SOUTH + halfHeight, NORTH - halfHeight),
    },
  };
}

/** Returns the viewport after a drag by a number of pixels. */
export function pan(viewport: MapViewport, by: Point, size: Size): MapViewport {
  const scale = scaleOf(viewport, size);
  const { x, y } = viewport.middle;
  return clamp({ ...viewport, middle: { x: x - by.x / scale, y: y + by.y / scale } }, size);
}

/** Returns the viewport zoomed by a factor. The position at `point` (by default the centre) does not move. */
export function zoomBy(viewport: MapViewport, factor: number, size: Size, point?: Point): MapViewport {
  const zoom = within(viewport.zoom * factor, MIN_ZOOM, MAX_ZOOM);
  const off = { x: (point?.x ?? size.width / 2) - size.width / 2, y: (point?.y ?? size.height / 2) - size.height / 2 };
  const [before, after] = [scaleOf(viewport, size), scaleOf({ ...viewport, zoom }, size)];
  const { x, y } = viewport.middle;
  const middle = { x: x + off.x / before - off.x / after, y: y - off.y / before + off.y / after };
  return clamp({ zoom, middle }, size);
}

/** Pixels from the edge within which a place does not count as visible. */
const MARGIN = 24;

/** Returns the viewport moved to a position, or the same viewport if the position is visible. */
export function reveal(viewport: MapViewport, place: Point, size: Size): MapViewport {
  const { scale, translate } = toPixels(viewport, size);
  const [x, y] = [translate[0] + scale * place.x, translate[1] - scale * place.y];
  const seen = x >= MARGIN && x <= size.width - MARGIN && y >= MARGIN && y <= size.height - MARGIN;
  return seen ? viewport : clamp({ ...viewport, middle: place }, size);
}

const within = (value: number, min: number, max: number): number => Math.max(min, Math.min(value, max));
