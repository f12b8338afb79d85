import { expect } from '@open-wc/testing';
import { BREAKDOWNS, BREAKDOWN_NAMES } from './breakdowns.js';
import { METRICS, METRIC_NAMES, metricsOf, statisticOf } from './metrics.js';
import { DATE_BASES, GRANULARITIES, KINDS, STATISTICS, isOneOf } from './terms.js';

const metricsWith = (wanted: (row: (typeof METRICS)[keyof typeof METRICS]) => boolean): string[] =>
  METRIC_NAMES.filter((name) => wanted(METRICS[name]));
const breakdownsWith = (wanted: (row: (typeof BREAKDOWNS)[keyof typeof BREAKDOWNS]) => boolean): string[] =>
  BREAKDOWN_NAMES.filter((name) => wanted(BREAKDOWNS[name]));

describe('terms', () => {
  it('are those that attributes may name', () => {
    expect(KINDS.join(' ')).to.equal('delta snapshot');
    expect(GRANULARITIES.join(' ')).to.equal('day week month quarter year');
    expect(DATE_BASES.join(' ')).to.equal('added created published');
  });
});

describe('metrics', () => {
  it('of content and of usage are those that attributes may name', () => {
    expect(metricsOf('content')).to.have.members(['records', 'parents', 'files', 'uploadVolume', 'uploaders']);
    expect(metricsOf('usage')).to.have.members(['views', 'downloads', 'visitors', 'downloadVolume']);
    expect([...metricsOf('content'), ...metricsOf('usage')]).to.have.members([...METRIC_NAMES]);
  });

  it('are each in one statistic of each kind', () => {
    expect(statisticOf('records', 'delta')).to.equal('content-delta');
    expect(statisticOf('uploadVolume', 'snapshot')).to.equal('content-snapshot');
    expect(statisticOf('downloadVolume', 'delta')).to.equal('usage-delta');
    expect(statisticOf('views', 'snapshot')).to.equal('usage-snapshot');
    const named = METRIC_NAMES.flatMap((metric) => KINDS.map((kind) => statisticOf(metric, kind)));
    expect([...new Set(named)]).to.have.members([...STATISTICS]);
  });

  it('W6: are bytes because they are volumes, whatever the service says', () => {
    expect(metricsWith(({ unit }) => unit === 'bytes')).to.have.members(['uploadVolume', 'downloadVolume']);
  });

  it('W11, W12: that are distinct counts of a day are not additive', () => {
    expect(metricsWith(({ additive }) => !additive)).to.have.members(['uploaders', 'views', 'downloads', 'visitors']);
  });
});

describe('breakdowns', () => {
  it('are those that attributes may name', () => {
    expect(BREAKDOWN_NAMES.join(' ')).to.equal(
      'resourceTypes accessStatuses languages subjects rights funders periodicals publishers affiliations countries ' +
        'referrers fileTypes filePresence',
    );
  });

  it('B1: whose parts add up to the whole are those of which everything has exactly one', () => {
    expect(breakdownsWith(({ partition }) => partition)).to.have.members([
      'resourceTypes',
      'accessStatuses',
      'periodicals',
      'publishers',
      'countries',
      'filePresence',
    ]);
  });

  it("B6, B7: hide publisher 'unknown' and country 'imported', and nothing else", () => {
    const hidden = BREAKDOWN_NAMES.flatMap((name) => BREAKDOWNS[name].hidden.map((id) => [name, id]));
    expect(hidden).to.deep.equal([
      ['publishers', 'unknown'],
      ['countries', 'imported'],
    ]);
  });

  it('B7: hide only parts of a whole, where a footnote can say how much they are', () => {
    for (const name of breakdownsWith(({ hidden }) => hidden.length > 0)) {
      expect(breakdownsWith(({ partition }) => partition)).to.include(name);
    }
  });
});

describe('isOneOf', () => {
  it('knows the words of a list', () => {
    for (const word of GRANULARITIES) expect(isOneOf(GRANULARITIES, word), word).to.be.true;
  });
  it('knows no others, and no values that are no words', () => {
    for (const other of ['', 'Day', 'days', 'length', 'toString', 0, null, undefined, GRANULARITIES]) {
      expect(isOneOf(GRANULARITIES, other), String(other)).to.be.false;
    }
  });
});
