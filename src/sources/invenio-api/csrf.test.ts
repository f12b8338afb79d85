import { expect } from '@open-wc/testing';
import { fakeFetch, json, restoreFetch, statsErrorOf } from '../../../test/fake-fetch.js';
import type { StatsError } from '../errors.js';
import { fetchJson } from '../http/fetch.js';
import { csrfError } from './csrf.js';

/** Returns the error of a request with this answer. */
async function errorOf(answer: Response): Promise<StatsError> {
  fakeFetch(() => answer);
  return csrfError(await statsErrorOf(fetchJson('/api/stats-dashboard', new AbortController())));
}

describe('csrfError', () => {
  afterEach(restoreFetch);

  it('K7: gives a 400 that mentions CSRF the reason "csrf" and keeps its message and status', async () => {
    for (const message of [
      'CSRF cookie not set.',
      'CSRF token missing or incorrect.',
      'CSRF token expired. Try again.',
    ]) {
      const error = await errorOf(json({ status: 400, message }, 400));
      expect(error, message).to.include({ reason: 'csrf', status: 400 });
      expect(error.message).to.contain(message);
    }
  });

  it('returns another status that mentions CSRF as it is', async () => {
    expect(await errorOf(json({ message: 'CSRF' }, 403))).to.include({ reason: 'auth', status: 403 });
  });

  it('returns another 400 as it is', async () => {
    expect(await errorOf(json({ message: 'bad' }, 400))).to.include({ reason: 'http', status: 400 });
  });
});
