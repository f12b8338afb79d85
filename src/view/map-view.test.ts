import { expect } from '@open-wc/testing';
import { blockOf, byId, days, parts, whole, type Points, type TableOf } from '../../test/builders.js';
import { Stats } from '../data/stats.js';
import { i18nFor } from '../i18n/i18n.js';
import { partNames } from '../i18n/format.js';
import { mapView, type MapOptions, type MapView } from './map-view.js';

const JUNE = days('2025-06-01', '2025-06-30');

const on = (date: string, values: Readonly<Record<string, number>>): Record<string, Points> =>
  Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { [date]: value }]));

const usage = (...tables: TableOf[]): Stats => new Stats([blockOf('usage-delta', 2025, ...tables)]);
const totals = (...tables: TableOf[]): Stats => new Stats([blockOf('usage-snapshot', 2025, ...tables)]);
const view = (stats: Stats, options: Partial<MapOptions> = {}): MapView =>
  mapView(stats, JUNE, { metric: 'views', kind: 'delta', naming: byId, ...options });
const values = ({ countries }: MapView) => countries.map(({ id, value }) => [id, value]);

describe('mapView', () => {
  it('ranks every country that has a value in the range', () => {
    const stats = usage(
      parts('views', 'countries', {
        DE: { '06-10': 3, '06-11': 4 },
        US: { '06-10': 20 },
        FR: { '05-31': 900 },
        IN: { '06-01': 2, '07-01': 900 },
      }),
    );
    expect(values(view(stats))).to.deep.equal([
      ['US', 20],
      ['DE', 7],
      ['IN', 2],
    ]);
    expect(view(stats)).to.include({ start: '2025-06-01', end: '2025-06-30', unit: 'count', known: 29 });
  });

  it('lists a country with the value 0', () => {
    const found = view(usage(parts('views', 'countries', on('06-10', { DE: 0 }))));
    expect(values(found)).to.deep.equal([['DE', 0]]);
    expect(found).not.to.have.property('absence');
  });

  it('M1: lists "imported" neither as a country nor in the shares', () => {
    const stats = usage(
      whole('views', { '06-10': 1000 }),
      parts('views', 'countries', on('06-10', { imported: 900, DE: 60, FR: 40 })),
    );
    expect(values(view(stats))).to.deep.equal([
      ['DE', 60],
      ['FR', 40],
    ]);
    expect(view(stats)).to.include({ hidden: 900, known: 100, total: 1000 });
  });

  it('M2: reads the country from the id, never from the name', () => {
    const points = on('06-10', { US: 3, DE: 2, FR: 1 });
    const stats = usage(parts('views', 'countries', points, { US: 'United States', DE: '', FR: 'FR' }));
    const { countries } = view(stats, { naming: partNames(i18nFor('en')) });
    expect(countries.map(({ id, label }) => [id, label])).to.deep.equal([
      ['US', 'United States'],
      ['DE', 'Germany'],
      ['FR', 'France'],
    ]);
  });

  it('returns shares of the whole, or of all countries if the whole was not sent', () => {
    const countries = parts('views', 'countries', on('06-10', { DE: 60, FR: 40 }));
    const of = (stats: Stats) => ({
      shares: view(stats).countries.map(({ share }) => share),
      total: view(stats).total,
      totalOfParts: view(stats).totalOfParts,
    });
    expect(of(usage(whole('views', { '06-10': 400 }), countries))).to.deep.equal({
      shares: [0.15, 0.1],
      total: 400,
      totalOfParts: false,
    });
    expect(of(usage(countries))).to.deep.equal({ shares: [0.6, 0.4], total: 100, totalOfParts: true });
  });

  it('S3: leaves out countries of a snapshot that left the list of the service', () => {
    const stats = totals(parts('views', 'countries', { DE: { '06-09': 80, '06-10': 90 }, FR: { '06-09': 70 } }));
    const found = view(stats, { kind: 'snapshot' });
    expect(values(found)).to.deep.equal([['DE', 90]]);
    expect(found).to.include({ start: '2025-06-10', end: '2025-06-10' });
  });

  it('M3: has the absence "missing" if no countries were sent, W7: and "empty" if there are none in the range', () => {
    const stats = usage(parts('views', 'countries', on('05-10', { DE: 3 })), whole('visitors', { '06-10': 3 }));
    expect(view(stats, { metric: 'visitors' })).to.deep.include({ countries: [], absence: 'missing' });
    expect(view(stats)).to.deep.include({ countries: [], absence: 'empty' });
    expect(view(usage(parts('views', 'countries', on('06-10', { imported: 3 }))))).to.include({ absence: 'empty' });
  });

  it('begins and ends with the counted days', () => {
    const counted = { ...on('06-05', { x: 1 })['x'], '06-20': 1 };
    const stats = usage(whole('views', counted), parts('views', 'countries', on('06-10', { DE: 3 })));
    expect(view(stats)).to.include({ start: '2025-06-05', end: '2025-06-20' });
  });

  it('returns the number of counted days if some days were not counted', () => {
    const stats = usage(
      whole('views', { '06-05': 3, '06-07': 1 }),
      parts('views', 'countries', on('06-05', { DE: 3 })),
    );
    expect(view(stats)).to.deep.include({ coverage: { counted: 2, days: 3 } });
  });

  it('returns values of a volume in bytes', () => {
    const stats = usage(parts('downloadVolume', 'countries', on('06-10', { DE: 3e9 })));
    expect(view(stats, { metric: 'downloadVolume' })).to.include({ unit: 'bytes', known: 3e9 });
  });
});
