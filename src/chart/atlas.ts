/** The shapes of the countries (Natural Earth, from world-atlas): 40 kB, loaded with the first map. */
import { geoArea, geoCentroid } from 'd3-geo';
import { merge } from 'topojson-client';
import type { MultiPolygon as TopoShape, Topology } from 'topojson-specification';
import world from 'world-atlas/countries-110m.json' with { type: 'json' };
import { countryOf, DRAWN } from '../vocabulary/countries.js';

/** The shape of a country, as GeoJSON: written out, because users of the package do not have the types of GeoJSON. */
export interface Shape {
  readonly type: 'Feature';
  readonly geometry: { readonly type: 'MultiPolygon'; readonly coordinates: number[][][][] };
  /** The middle of its largest piece: longitude and latitude. */
  readonly middle: readonly [longitude: number, latitude: number];
}

function shapeOf(code: string): Shape {
  const { geometries } = world.objects.countries;
  const parts = geometries.filter(({ id, properties }) => countryOf(id, properties.name) === code);
  const geometry = merge(world as unknown as Topology, parts as unknown as TopoShape[]);
  const pieces = geometry.coordinates.map((coordinates) => ({ type: 'Polygon' as const, coordinates }));
  return { type: 'Feature', geometry, middle: geoCentroid(pieces.reduce((a, b) => (geoArea(b) > geoArea(a) ? b : a))) };
}

/** The shapes by code (ISO 3166-1 alpha-2). Pieces of one country are one shape, without a border between them. */
export const ATLAS: ReadonlyMap<string, Shape> = new Map([...DRAWN].map((code) => [code, shapeOf(code)]));
