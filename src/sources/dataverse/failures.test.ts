import { expect } from '@open-wc/testing';
import { failureOf, never, statsErrorOf } from '../../../test/fake-fetch.js';
import { noRows, ok } from '../../../test/dataverse.js';
import { PLAIN, Site, eventsOf, need, type Answers } from '../../../test/dataverse-site.js';

describe('a Dataverse that fails', function () {
  this.timeout(4000);

  const site = new Site();
  afterEach(() => site.leave());

  describe('load', () => {
    const needs = [need('downloads')];
    const failing = async (answer: unknown, more: Answers = {}) => {
      site.install({ ...PLAIN, 'downloads/monthly': answer, ...more });
      return statsErrorOf(site.load('usage-delta', 2025, { needs }));
    };

    it('of an empty series mean none only if its total is 0', async () => {
      expect(await failing(noRows, { downloads: ok({ count: 3 }) })).to.include({ reason: 'http', status: 500 });
      expect(await failing(noRows, { downloads: noRows })).to.include({ reason: 'http', status: 500 });
      expect(await failing(noRows, { downloads: 'busy' })).to.include({ reason: 'http', status: 500 });
      site.install({ ...PLAIN, 'downloads/monthly': noRows, downloads: ok({ count: 0 }) });
      expect(eventsOf(await site.load('usage-delta', 2025, { needs }), 'downloads')).to.deep.equal({});
    });

    it('of a series without months mean none only if its total is 0', async () => {
      expect(await failing(ok([]), { downloads: ok({ count: 3 }) })).to.include({ reason: 'malformed', path: 'data' });
      expect(await failing(ok([]), { downloads: noRows })).to.include({ reason: 'http', status: 500 });
      site.install({ ...PLAIN, 'downloads/monthly': ok([]), downloads: ok({ count: 0 }) });
      expect(eventsOf(await site.load('usage-delta', 2025, { needs }), 'downloads')).to.deep.equal({});
    });

    it('keep the words of the service', async () => {
      const refusal = { status: 'ERROR', code: 400, message: 'queryParameter x not supported' };
      const error = await failing(refusal);
      expect(error).to.include({ reason: 'http', status: 400 });
      expect(error.message).to.contain('queryParameter x not supported');
      expect((await failing({ status: 'ERROR', message: 'over quota' })).message).to.contain('over quota');
    });

    for (const [name, answer, reason, words] of [
      ['a login page with status 200', '<html><title>Log in</title>', 'malformed', 'web page'],
      ['a page of an error with status 500', () => new Response('<html>', { status: 500 }), 'http', '500'],
      ['a login that is required', () => new Response('', { status: 401 }), 'auth', 'in front of Dataverse'],
      ['another service', { hits: { hits: [] } }, 'malformed', 'Metrics API of Dataverse'],
      ['an address that is not found', () => new Response('', { status: 404 }), 'http', 'address of a Dataverse'],
      [
        'a refused connection',
        () => Promise.reject(new TypeError('Failed to fetch')),
        'network',
        'dataverse.cors.origin',
      ],
      [
        'too many requests',
        () => new Response('', { status: 429, headers: { 'Retry-After': '0' } }),
        'rate-limit',
        '429',
      ],
    ] as const) {
      it(`have a reason and say what to change: ${name}`, async function () {
        // Some are retried.
        this.timeout(10_000);
        const error = await failing(answer);
        expect(error.reason).to.equal(reason);
        expect(error.message).to.contain(words);
      });
    }

    it('end with the abort of the request', async () => {
      site.install({ ...PLAIN, 'downloads/monthly': () => never() });
      const abort = new AbortController();
      const failure = failureOf(
        site.source.load({ statistic: 'usage-delta', year: 2025, dateBasis: 'added', needs }, abort.signal),
      );
      abort.abort(new Error('gone'));
      expect(await failure).to.have.property('message', 'gone');
    });
  });
});
