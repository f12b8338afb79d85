/**
 * The part of the world that a map shows. Positions are in the plane of the Equal Earth projection, which preserves
 * areas; its unit is about the radius of the earth, and y points north.
 */
import type { Point } from '../../src/util/quad.js';

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
 * The limits of the map: Hawaii and Fiji; Cape Horn and the north of Greenland, which are `placeOf` (map-spec.ts) of the
 * latitudes -57 and 84. As numbers, because that function is loaded with the first map only.
 */
const WORLD = { x: [-2.58, 2.58], y: [-1.0467764, 1.3067132] } as const;
type Limits = (typeof WORLD)[keyof typeof WORLD];

const lengthOf = ([min, max]: Limits): number => max - min;
const middleOf = ([min, max]: Limits): number => (min + max) / 2;

/** The default centre. */
export const MIDDLE: Point = { x: middleOf(WORLD.x), y: middleOf(WORLD.y) };

/** The width of the world divided by its height. */
export const ASPECT = lengthOf(WORLD.x) / lengthOf(WORLD.y);

/** Returns the scale of the projection: pixels per unit of the plane. */
const scaleOf = (zoom: number, { width, height }: Size): number =>
  (zoom / MIN_ZOOM) * Math.min(width / lengthOf(WORLD.x), height / lengthOf(WORLD.y));

/** Returns the scale and the translation of the projection; the translation is the position of (0, 0) in pixels. */
export function toPixels(
  { zoom, middle: { x, y } }: MapViewport,
  size: Size,
): { scale: number; translate: readonly [x: number, y: number] } {
  const scale = scaleOf(zoom, size);
  return { scale, translate: [size.width / 2 - scale * x, size.height / 2 + scale * y] };
}

const within = (value: number, min: number, max: number): number => Math.max(min, Math.min(value, max));

const zoomWithin = (zoom: number): number => within(zoom, MIN_ZOOM, MAX_ZOOM);

/** Returns the nearest middle of a side that shows nothing beyond the limits; the world's if there is room for all of it. */
const middleWithin = (middle: number, length: number, limits: Limits): number =>
  length >= lengthOf(limits) ? middleOf(limits) : within(middle, limits[0] + length / 2, limits[1] - length / 2);

/** Returns the nearest viewport within the limits of the zoom and of the map. */
export function clamp({ zoom: wanted, middle: { x, y } }: MapViewport, size: Size): MapViewport {
  const zoom = zoomWithin(wanted);
  const scale = scaleOf(zoom, size);
  return {
    zoom,
    middle: { x: middleWithin(x, size.width / scale, WORLD.x), y: middleWithin(y, size.height / scale, WORLD.y) },
  };
}

/** Returns the viewport after a drag by a number of pixels. */
export function pan({ zoom, middle: { x, y } }: MapViewport, by: Point, size: Size): MapViewport {
  const scale = scaleOf(zoom, size);
  return clamp({ zoom, middle: { x: x - by.x / scale, y: y + by.y / scale } }, size);
}

/** Returns the viewport zoomed by a factor. The position at `point` (by default the centre) does not move. */
export function zoomBy(viewport: MapViewport, factor: number, size: Size, point?: Point): MapViewport {
  const zoom = zoomWithin(viewport.zoom * factor);
  const { x, y } = viewport.middle;
  const units = point ? 1 / scaleOf(viewport.zoom, size) - 1 / scaleOf(zoom, size) : 0;
  const off = { x: (point?.x ?? 0) - size.width / 2, y: (point?.y ?? 0) - size.height / 2 };
  return clamp({ zoom, middle: { x: x + off.x * units, y: y - off.y * units } }, size);
}

/** Pixels from the edge within which a place does not count as visible. */
const MARGIN = 24;

/** Returns the viewport moved to a position, or the same viewport if the position is visible. */
export function reveal(viewport: MapViewport, place: Point, size: Size): MapViewport {
  const { zoom, middle } = viewport;
  const scale = scaleOf(zoom, size);
  const isVisible = (distance: number, length: number): boolean => Math.abs(distance) * scale <= length / 2 - MARGIN;
  const seen = isVisible(place.x - middle.x, size.width) && isVisible(place.y - middle.y, size.height);
  return seen ? viewport : clamp({ zoom, middle: place }, size);
}
