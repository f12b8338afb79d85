import { expect } from '@open-wc/testing';
import { REASONS, StatsError, codeError, toStatsError, type Reason } from './errors.js';

describe('StatsError', () => {
  it('has a name, a reason, and a path if there is one', () => {
    const error = new StatsError('malformed', 'no statistic', { path: 'a.b' });
    expect(error).to.be.instanceOf(Error);
    expect(error).to.include({ name: 'StatsError', reason: 'malformed', message: 'no statistic', path: 'a.b' });
    expect(new StatsError('network', 'gone').path).to.equal(undefined);
  });

  it('has the HTTP status and the cause, if there are such', () => {
    const cause = new TypeError('no');
    expect(new StatsError('http', 'not found', { status: 404, cause })).to.include({ status: 404, cause });
    const error = new StatsError('network', 'gone');
    expect([error.status, error.cause]).to.deep.equal([undefined, undefined]);
  });

  it('sets `canRetry` by its reason', () => {
    const canRetry = (Object.keys(REASONS) as Reason[]).filter((reason) => new StatsError(reason, '').canRetry);
    expect(canRetry).to.deep.equal(['network', 'timeout', 'csrf', 'rate-limit', 'service', 'code']);
  });

  it('sets `canRetry` for any reason if the service sends Retry-After or is busy', () => {
    for (const retryAfter of ['', '3', 'Wed, 21 Oct 2015 07:28:00 GMT'])
      expect(new StatsError('http', 'busy', { status: 503, retryAfter }).canRetry, retryAfter).to.equal(true);
    expect(new StatsError('http', 'not found', { status: 404 }).canRetry).to.equal(false);
  });
});

describe('codeError and toStatsError', () => {
  it('returns the reason "code" for internal errors and "malformed" for those of a source', () => {
    const error = new TypeError('no');
    expect(codeError(error)).to.include({ reason: 'code', message: 'TypeError: no' });
    expect(toStatsError(error)).to.include({ reason: 'malformed', message: 'no' });
  });

  it('returns an error that has a reason as it is', () => {
    const error = new StatsError('auth', 'no');
    expect([codeError(error), toStatsError(error)]).to.deep.equal([error, error]);
  });
});
