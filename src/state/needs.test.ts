import { expect } from '@open-wc/testing';
import { statisticsFor } from './needs.js';

describe('statisticsFor', () => {
  it('names each statistic once, in the order of the table, whatever the needs say and in which order', () => {
    expect(
      statisticsFor([
        { metric: 'downloads', kind: 'snapshot', breakdown: 'countries' },
        { metric: 'views', kind: 'snapshot' },
        { metric: 'views', kind: 'delta' },
        { metric: 'uploadVolume', kind: 'delta', breakdown: 'subjects' },
        { metric: 'records', kind: 'delta' },
      ]),
    ).to.deep.equal(['content-delta', 'usage-delta', 'usage-snapshot']);
  });

  it('names none if nothing is needed', () => expect(statisticsFor([])).to.deep.equal([]));
});
