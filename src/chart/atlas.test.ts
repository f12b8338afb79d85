import { expect } from '@open-wc/testing';
import world from 'world-atlas/countries-110m.json' with { type: 'json' };
import { ATLAS } from './atlas.js';
import { DRAWN, countryOf } from '../vocabulary/countries.js';

const pieces = world.objects.countries.geometries as { id?: string; properties: { name: string } }[];

describe('countryOf', () => {
  it('returns the same country for a number as the browser', () => {
    for (const { id, properties } of pieces) {
      const region = id && new Intl.Locale(Intl.getCanonicalLocales(`und-${id}`)[0]!).region;
      if (region && region !== 'AQ') expect(countryOf(id, ''), properties.name).to.equal(region);
    }
  });

  it('returns the country of shapes without a number by their names', () => {
    const found = pieces.filter(({ id }) => !id).map(({ properties: { name } }) => [name, countryOf(undefined, name)]);
    expect(Object.fromEntries(found)).to.deep.equal({ Kosovo: 'XK', 'N. Cyprus': 'CY', Somaliland: 'SO' });
  });

  it('returns undefined for Antarctica, which is not drawn', () =>
    expect(countryOf('010', 'Antarctica')).to.equal(undefined));
});

describe('ATLAS', () => {
  it('has a shape for every drawn country, and no others', () => {
    expect([...ATLAS.keys()].sort()).to.deep.equal([...DRAWN].sort());
    expect(ATLAS.size).to.equal(174);
  });

  it('has one shape for each country of several pieces', () => {
    for (const code of ['CY', 'SO']) expect(ATLAS.get(code)!.geometry.coordinates, code).to.have.length(1);
  });

  for (const [code, longitude, latitude] of [
    ['US', -99, 40], // not between Hawaii and Alaska
    ['FR', 2.5, 46.5], // not in the Atlantic, for Guiana's sake
    ['RU', 97, 62], // not in Greenwich, for it crosses the date line
    ['FJ', 178, -17.8],
    ['CA', -98, 62],
    ['NZ', 170, -44],
    ['XK', 20.9, 42.6],
  ] as const) {
    it(`has the middle of ${code} in its largest piece`, () => {
      const [x, y] = ATLAS.get(code)!.middle as [number, number];
      expect(x, 'longitude').to.be.closeTo(longitude, 5);
      expect(y, 'latitude').to.be.closeTo(latitude, 5);
    });
  }
});
