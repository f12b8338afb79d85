/**
 * Which part of the world a map shows. Places are in the plane of the projection Equal Earth, which shows areas as large as
 * they are; its unit is about the radius of the earth, y points north.
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
  /** The place in the middle of the picture. */
  readonly middle: Point;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The existing front end zooms a picture that has the poles in it. There 1.3 leaves what is inhabited; so it does here, and
 * less would only add empty sea.
 */
export const MIN_ZOOM = 1.3;
export const MAX_ZOOM = 20;

/** Degrees by which the world is turned: the date line of our picture runs through the Bering Strait, not through Russia. */
export const ROTATION = -11;

/** `d3.geoEqualEarth`: the polynomial of Šavrič, Patterson and Jenny (2018). */
const [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796];
const M = Math.sqrt(3) / 2;
const RADIANS = Math.PI / 180;

/** Where a place lies in the plane. */
export function placeOf([longitude, latitude]: LonLat): Point {
  const lambda = (((((longitude + ROTATION + 180) % 360) + 360) % 360) - 180) * RADIANS;
  const theta = Math.asin(M * Math.sin(latitude * RADIANS));
  const [t2, t6] = [theta ** 2, theta ** 6];
  return {
    x: (lambda * Math.cos(theta)) / (M * (A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2))),
    y: theta * (A1 + A2 * t2 + t6 * (A3 + A4 * t2)),
  };
}

/** From Cape Horn to the north of Greenland, and from Hawaii to Fiji: no further does the picture go. */
const [SOUTH, NORTH] = [placeOf([0, -57]).y, placeOf([0, 84]).y];
const EAST = 2.58;
const WEST = -EAST;

/** Where nothing else is said. */
export const MIDDLE: Point = { x: 0, y: (SOUTH + NORTH) / 2 };

/** Width of the world by its height. */
export const ASPECT = (EAST - WEST) / (NORTH - SOUTH);

/** Pixels per unit. */
const scaleOf = ({ zoom }: MapViewport, { width, height }: Size): number =>
  (zoom / MIN_ZOOM) * Math.min(width / (EAST - WEST), height / (NORTH - SOUTH));

/** Scale and translation of the projection, in pixels: where the middle of the world (0, 0) is. */
export function toPixels(
  viewport: MapViewport,
  size: Size,
): { scale: number; translate: readonly [x: number, y: number] } {
  const scale = scaleOf(viewport, size);
  const { x, y } = viewport.middle;
  return { scale, translate: [size.width / 2 - scale * x, size.height / 2 + scale * y] };
}

/** The nearest viewport that shows no less of the world than it could. */
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

/** The viewport after the picture has been dragged by so many pixels. */
export function pan(viewport: MapViewport, by: Point, size: Size): MapViewport {
  const scale = scaleOf(viewport, size);
  const { x, y } = viewport.middle;
  return clamp({ ...viewport, middle: { x: x - by.x / scale, y: y + by.y / scale } }, size);
}

/** The viewport that shows everything so many times as large. What is at `point` (by default in the middle) stays there. */
export function zoomBy(viewport: MapViewport, factor: number, size: Size, point?: Point): MapViewport {
  const zoom = within(viewport.zoom * factor, MIN_ZOOM, MAX_ZOOM);
  const off = { x: (point?.x ?? size.width / 2) - size.width / 2, y: (point?.y ?? size.height / 2) - size.height / 2 };
  const [before, after] = [scaleOf(viewport, size), scaleOf({ ...viewport, zoom }, size)];
  const { x, y } = viewport.middle;
  const middle = { x: x + off.x / before - off.x / after, y: y - off.y / before + off.y / after };
  return clamp({ zoom, middle }, size);
}

/** Pixels that a place keeps from the edge when it is brought into the picture. */
const MARGIN = 24;

/** The viewport moved to a place, if that is not in the picture. */
export function reveal(viewport: MapViewport, place: Point, size: Size): MapViewport {
  const { scale, translate } = toPixels(viewport, size);
  const [x, y] = [translate[0] + scale * place.x, translate[1] - scale * place.y];
  const seen = x >= MARGIN && x <= size.width - MARGIN && y >= MARGIN && y <= size.height - MARGIN;
  return seen ? viewport : clamp({ ...viewport, middle: place }, size);
}

const within = (value: number, min: number, max: number): number => Math.max(min, Math.min(value, max));
