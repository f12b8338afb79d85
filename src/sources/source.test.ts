import { expect } from '@open-wc/testing';
import { StatsError } from './errors.js';
import { statisticsFor } from '../state/needs.js';

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

describe('StatsError', () => {
  it('is an error with a reason, and a path where there is one', () => {
    const error = new StatsError('malformed', 'no statistic', 'a.b');
    expect(error).to.be.instanceOf(Error);
    expect(error).to.include({ name: 'StatsError', reason: 'malformed', message: 'no statistic', path: 'a.b' });
    expect(new StatsError('network', 'gone').path).to.equal(undefined);
  });
});
