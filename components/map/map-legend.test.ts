import { expect } from '@open-wc/testing';
import { CSS_THEME as theme } from '../styles/chart-theme.js';
import { i18nFor } from '../../src/i18n/i18n.js';
import type { MapView } from '../../src/view/map-view.js';
import { mapLegend, mapNotes } from './map-legend.js';
import { mapPicture } from './map-picture.js';

const i18n = i18nFor('en');
const metric = 'views';

const country = (id: string, label: string, value: number) => ({ id, label, value, share: value / 100 });

const VIEW: MapView = {
  countries: [country('DE', 'Germany', 60), country('SG', 'Singapore', 9), country('CL', 'Chile', 0)],
  known: 69,
  total: 100,
  totalOfParts: false,
  hidden: 5,
  unit: 'count',
  start: '2025-06-02',
  end: '2025-06-02',
};

const legendOf = (uniform: boolean) => mapLegend(i18n, VIEW, mapPicture(i18n, VIEW, { metric, uniform }), theme);

describe('mapPicture', () => {
  it('draws countries with a value first and separates those that the map does not contain', () => {
    const { drawn, known, notDrawn, tooltips } = mapPicture(i18n, VIEW, { metric, uniform: false });
    expect(drawn.slice(0, known).map(({ code }) => code)).to.deep.equal(['DE', 'CL']);
    expect(drawn.slice(known).every((each) => each.country === undefined)).to.be.true;
    expect(notDrawn.map(({ id }) => id)).to.deep.equal(['SG']);
    expect(tooltips).to.have.length(drawn.length);
  });
});

describe('mapLegend', () => {
  it('lists an entry for no data, one for 0, and one for each class of values', () => {
    const { apart, classes } = legendOf(false);
    expect(apart.map(({ label }) => label)).to.deep.equal(['no data', '0']);
    expect(classes[0]).to.include({ bound: '5', label: 'from 5' });
    expect(new Set([...apart, ...classes].map(({ color }) => color)).size).to.equal(apart.length + classes.length);
  });

  it('lists two entries in uniform colour mode', () => {
    const { apart, classes } = legendOf(true);
    expect([...apart, ...classes].map(({ label }) => label)).to.deep.equal(['none known', 'Views']);
  });
});

describe('mapNotes', () => {
  const notesOf = (view: MapView, isTable = false, uniform = false) =>
    mapNotes(i18n, view, mapPicture(i18n, view, { metric, uniform }), isTable);

  it('names countries that are not drawn, views without a country and imported ones', () => {
    expect(notesOf(VIEW)).to.deep.equal([
      'Counted, but not drawn on this map: Singapore (9).',
      'The service names countries for 69 of 100 views.',
      '5 imported, without a country.',
    ]);
  });

  it('names no values in uniform colour mode', () => {
    expect(notesOf(VIEW, false, true)[0]).to.equal('Counted, but not drawn on this map: Singapore.');
  });

  it('names no countries below the table, which lists them', () => {
    expect(notesOf(VIEW, true)[0]).to.equal('The service names countries for 69 of 100 views.');
  });

  it('names at most five countries', () => {
    const countries = ['SG', 'MT', 'MC', 'SM', 'LI', 'AD', 'VA'].map((id, i) => country(id, id, 90 - i));
    expect(notesOf({ ...VIEW, countries, totalOfParts: true, hidden: 0 })[0]).to.match(/LI \(86\) and 2 more\.$/);
  });
});
