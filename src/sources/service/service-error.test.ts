import { expect } from '@open-wc/testing';
import { statsErrorOf } from '../../../test/fake-fetch.js';
import { StatsError } from '../errors.js';
import type { StatsSource } from '../source.js';
import { ServiceError, withServiceErrors } from './service-error.js';

const { signal } = new AbortController();

describe('withServiceErrors', () => {
  const failing = (error: Error): Omit<StatsSource, 'key'> => {
    const fail = () => Promise.reject(error);
    return withServiceErrors('matomo', { describe: fail, load: fail, records: fail });
  };

  it('names the service in every error, which is otherwise the same', async () => {
    const source = failing(new StatsError('auth', 'no view access', { path: '$', status: 401, retryAfter: '3' }));
    for (const asked of [
      source.describe(signal),
      source.load({ statistic: 'usage-delta', year: 2025, dateBasis: 'added' }, signal),
      source.records!({ order: 'mostviewed', size: 1 }, signal),
    ]) {
      const error = await statsErrorOf(asked);
      expect(error).to.be.instanceOf(ServiceError);
      const expected = { reason: 'auth', message: 'no view access', path: '$', status: 401, retryAfter: '3' };
      expect(error).to.include({ ...expected, service: 'matomo' });
    }
  });

  it('passes on the reason of an aborted request unchanged', async () => {
    const reason = new DOMException('gone', 'AbortError');
    const error: unknown = await failing(reason)
      .describe(signal)
      .then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
    expect(error).to.equal(reason);
  });

  it('adds no ranking to a source that has none', () => {
    const none = () => Promise.reject(new Error('unused'));
    expect(withServiceErrors('counter', { describe: none, load: none })).not.to.have.property('records');
  });
});
