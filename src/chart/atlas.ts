/** The shapes of the countries (Natural Earth, from world-atlas): 40 kB, loaded with the first map. */
import type { MultiPolygon, Position } from 'geojson';
import { merge } from 'topojson-client';
import type {
  GeometryCollection,
  MultiPolygon as TopoMultiPolygon,
  Polygon as TopoPolygon,
  Topology,
} from 'topojson-specification';
import world from 'world-atlas/countries-110m.json' with { type: 'json' };
import type { LonLat } from './map-viewport.js';
import { countryOf } from './countries.js';

/** The shape of a country. */
export interface Shape {
  readonly geometry: MultiPolygon;
  /** The middle of its largest piece: longitude and latitude. */
  readonly middle: LonLat;
}

type TopoShape = (TopoPolygon | TopoMultiPolygon) & { readonly id?: string; readonly properties: { name: string } };
type World = Topology<{ countries: GeometryCollection }>;

const topology = world as unknown as World;

function atlasOf(pieces: readonly TopoShape[]): Map<string, Shape> {
  const byCode = new Map<string, TopoShape[]>();
  for (const piece of pieces) {
    const code = countryOf(piece.id, piece.properties.name);
    if (code) byCode.set(code, [...(byCode.get(code) ?? []), piece]);
  }
  return new Map(
    [...byCode].map(([code, shapes]) => {
      const geometry = merge(topology, shapes);
      return [code, { geometry, middle: middleOf(geometry) }];
    }),
  );
}

interface Ring {
  /** In square degrees, signed by the direction of the ring. A degree counts alike at the pole and at the equator. */
  readonly area: number;
  readonly middle: LonLat;
}

function middleOf({ coordinates }: MultiPolygon): LonLat {
  const rings = coordinates.map(([outer]) => ringOf(outer as Position[]));
  return rings.reduce((a, b) => (Math.abs(b.area) > Math.abs(a.area) ? b : a)).middle;
}

/** Returns the area and the centroid of a ring in the plane of degrees. Beyond the date line, longitudes exceed 180. */
function ringOf(points: readonly Position[]): Ring {
  const [startX, startY] = points[0] as [number, number];
  let [area, sumX, sumY, x, y] = [0, 0, 0, 0, 0];
  for (const [longitude, latitude] of points as readonly [number, number][]) {
    const nextX = x + wrap(longitude - startX - x);
    const nextY = latitude - startY;
    const cross = x * nextY - nextX * y;
    area += cross / 2;
    sumX += ((x + nextX) * cross) / 6;
    sumY += ((y + nextY) * cross) / 6;
    [x, y] = [nextX, nextY];
  }
  return { area, middle: [wrap(startX + sumX / area), startY + sumY / area] };
}

/** Wraps degrees to -180 … 180. */
const wrap = (degrees: number): number => ((((degrees + 180) % 360) + 360) % 360) - 180;

/** The shapes by code (ISO 3166-1 alpha-2). Pieces of one country are one shape, without a border between them. */
export const ATLAS: ReadonlyMap<string, Shape> = atlasOf(topology.objects.countries.geometries as TopoShape[]);
