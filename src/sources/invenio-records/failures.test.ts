import { expect } from '@open-wc/testing';
import { print } from '../../../test/builders.js';
import { restoreClock, setClock } from '../../../test/fake-clock.js';
import { json, restoreFetch, statsErrorOf } from '../../../test/fake-fetch.js';
import { NOW, describeOf, fixture, load, need, signal } from '../../../test/invenio-records.js';
import { coveredDays, type YearBlock } from '../../data/year-block.js';

beforeEach(() => setClock(NOW));
afterEach(() => {
  restoreFetch();
  restoreClock();
});

describe('failures of an InvenioRDM repository', () => {
  for (const [what, answer, reason, text] of [
    [
      'a login page',
      () => new Response('<!doctype html><title>Log in</title>'),
      'malformed',
      /search of InvenioRDM.*page/,
    ],
    ['another service', () => json({ data: [] }), 'malformed', /search of InvenioRDM/],
    ['a text', () => json('no'), 'malformed', /search of InvenioRDM/],
    ['a wrong address', () => json({ status: 404, message: 'Not found.' }, 404), 'http', /`src`/],
    [
      'a refusal',
      () => json({ status: 403, message: 'Permission denied.' }, 403),
      'auth',
      /Permission denied.*account/,
    ],
    ['a refused search', () => json({ status: 400, message: 'Invalid sort option.' }, 400), 'service', /Invalid sort/],
    ['an error with status 200', () => json({ status: 500, message: 'Oh no.' }), 'service', /Oh no/],
  ] as const) {
    it(`have the reason ${reason} for ${what}`, async () => {
      const error = await statsErrorOf(describeOf(fixture(answer)));
      expect(error.reason).to.equal(reason);
      expect(error.message).to.match(text);
    });
  }

  it('name the attribute for a community that does not exist, also in rankings', async () => {
    const made = fixture();
    const community = 'a/../b';
    for (const asked of [
      describeOf(made, community),
      load(made, 'content-delta', 2025, { community }),
      made.source.records!({ order: 'mostviewed', size: 5, community }, signal),
    ]) {
      const error = await statsErrorOf(asked);
      expect([error.reason, error.path, error.status]).to.deep.equal(['attribute', 'community', 404]);
      expect(error.message).to.contain('no community "a/../b"').and.contain('Community not found.');
    }
    expect(new URL(made.calls[0]!.url).pathname).to.equal('/api/communities/a%2F..%2Fb/records');
  });

  for (const community of ['.', '..']) {
    it(`name the attribute without a request for community="${community}", which would be the whole repository`, async () => {
      const made = fixture();
      const error = await statsErrorOf(describeOf(made, community));
      expect([error.reason, error.path, made.calls.length]).to.deep.equal(['attribute', 'community', 0]);
    });
  }

  it('keep the time until a retry', async () => {
    const made = fixture(() => new Response('', { status: 429, headers: { 'Retry-After': '3600' } }));
    const error = await statsErrorOf(describeOf(made));
    expect([error.reason, error.retryAfter]).to.deep.equal(['rate-limit', '3600']);
  });

  it('leave the months that could be loaded, and the total of today', async () => {
    const made = fixture(({ searchParams }) =>
      searchParams.get('q')?.includes('2025-02-01') ? json({ message: 'Permission denied.' }, 403) : undefined,
    );
    const shownBy = async (statistic: 'content-delta' | 'content-snapshot') => {
      let shown: YearBlock | undefined;
      const onStale = (block: YearBlock): void => void (shown = block);
      const error = await statsErrorOf(load(made, statistic, 2025, { needs: [need('records')], onStale }));
      expect(error.reason).to.equal('auth');
      return coveredDays(shown!).map(print);
    };
    expect(await shownBy('content-delta')).to.deep.equal(['2025-01-01/2025-01-31', '2025-03-01/2025-05-17']);
    expect((await shownBy('content-snapshot')).at(-1)).to.match(/2025-05-17$/);
  });
});
