import { expect } from '@open-wc/testing';
import { BREAKDOWNS, BREAKDOWN_NAMES } from './breakdowns.js';
import { METRICS, METRIC_NAMES, metricsOf, statisticOf } from './metrics.js';
import { DATE_BASES, GRANULARITIES, KINDS, STATISTICS, isOneOf } from './terms.js';

const metricsWith = (wanted: (row: (typeof METRICS)[keyof typeof METRICS]) => boolean): string[] =>
  METRIC_NAMES.filter((name) => wanted(METRICS[name]));
const breakdownsWith = (wanted: (row: (typeof BREAKDOWNS)[keyof typeof BREAKDOWNS]) => boolean): string[] =>
  BREAKDOWN_NAMES.filter((name) => wanted(BREAKDOWNS[name]));

describe('terms', () => {
  it('lists the values that attributes accept', () => {
    expect(KINDS.join(' ')).to.equal('delta snapshot');
    expect(GRANULARITIES.join(' ')).to.equal('day week month quarter year');
    expect(DATE_BASES.join(' ')).to.equal('added created published');
  });
});

describe('metrics', () => {
  it('lists the metrics of content and of usage that attributes accept', () => {
    expect(metricsOf('content')).to.have.members(['records', 'parents', 'files', 'uploadVolume', 'uploaders']);
    expect(metricsOf('usage')).to.have.members(['views', 'downloads', 'visitors', 'downloadVolume', 'citations']);
    expect([...metricsOf('content'), ...metricsOf('usage')]).to.have.members([...METRIC_NAMES]);
  });

  it('assigns each metric to one statistic of each kind', () => {
    expect(statisticOf('records', 'delta')).to.equal('content-delta');
    expect(statisticOf('uploadVolume', 'snapshot')).to.equal('content-snapshot');
    expect(statisticOf('downloadVolume', 'delta')).to.equal('usage-delta');
    expect(statisticOf('views', 'snapshot')).to.equal('usage-snapshot');
    const named = METRIC_NAMES.flatMap((metric) => KINDS.map((kind) => statisticOf(metric, kind)));
    expect([...new Set(named)]).to.have.members([...STATISTICS]);
  });

  it('W6: measures volumes in bytes, whatever the service sends', () => {
    expect(metricsWith(({ unit }) => unit === 'bytes')).to.have.members(['uploadVolume', 'downloadVolume']);
  });

  it('W11, W12: marks metrics that are counted once per day as not additive', () => {
    expect(metricsWith(({ additive }) => !additive)).to.have.members(['uploaders', 'views', 'downloads', 'visitors']);
  });
});

describe('breakdowns', () => {
  it('lists the breakdowns that attributes accept', () => {
    expect(BREAKDOWN_NAMES.join(' ')).to.equal(
      'resourceTypes accessStatuses languages subjects rights funders periodicals publishers affiliations countries ' +
        'referrers fileTypes filePresence',
    );
  });

  it('B1: marks the breakdowns with exactly one value per record as partitions', () => {
    expect(breakdownsWith(({ partition }) => partition)).to.have.members([
      'resourceTypes',
      'accessStatuses',
      'periodicals',
      'publishers',
      'countries',
      'filePresence',
    ]);
  });

  it("B6, B7: hides publisher 'unknown' and country 'imported', and nothing else", () => {
    const hidden = BREAKDOWN_NAMES.flatMap((name) => BREAKDOWNS[name].hidden.map((id) => [name, id]));
    expect(hidden).to.deep.equal([
      ['publishers', 'unknown'],
      ['countries', 'imported'],
    ]);
  });

  it('B7: hides only parts of a partition, whose size a footnote can show', () => {
    for (const name of breakdownsWith(({ hidden }) => hidden.length > 0)) {
      expect(breakdownsWith(({ partition }) => partition)).to.include(name);
    }
  });
});

describe('isOneOf', () => {
  it('returns true for the words of a list', () => {
    for (const word of GRANULARITIES) expect(isOneOf(GRANULARITIES, word), word).to.be.true;
  });
  it('returns false for other words and values', () => {
    for (const other of ['', 'Day', 'days', 'length', 'toString', 0, null, undefined, GRANULARITIES]) {
      expect(isOneOf(GRANULARITIES, other), String(other)).to.be.false;
    }
  });
});
