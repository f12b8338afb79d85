import { expect } from '@open-wc/testing';
import { byId, days } from '../../../test/builders.js';
import {
  NOW,
  YOUNG,
  describeOf,
  fixture,
  load,
  need,
  points,
  queriesOf,
  registeredIn,
  signal,
  statsOf,
} from '../../../test/datacite-fixture.js';
import { restoreClock, setClock } from '../../../test/fake-clock.js';
import { json, restoreFetch, statsErrorOf } from '../../../test/fake-fetch.js';
import { breakdownView } from '../../view/breakdown-view.js';
import { figureView } from '../../view/figure-view.js';

beforeEach(() => setClock(NOW));
afterEach(() => {
  restoreFetch();
  restoreClock();
});

describe('failures of DataCite', () => {
  const html = (): Response => new Response('<!doctype html><title>Log in</title>');
  const cases: readonly (readonly [what: string, answer: () => Response, reason: string, text: RegExp])[] = [
    ['an HTML page', html, 'malformed', /expected an answer of the REST API of DataCite/],
    [
      'an answer without facets',
      () => json({ data: [], meta: { total: 3, page: 1 } }),
      'malformed',
      /disable-facets=false/,
    ],
    ['another body', () => json([1]), 'malformed', /REST API of DataCite/],
    ['a text', () => json('no'), 'malformed', /REST API of DataCite/],
    ['a body without a total', () => json({ data: [], meta: { registered: [] } }), 'malformed', /number of DOIs/],
    [
      'an error',
      () => json({ errors: [{ status: '400', title: 'Failed to parse.' }] }),
      'service',
      /Failed to parse\./,
    ],
    ['a single error', () => json({ errors: { title: 'Failed.' } }), 'service', /Failed\./],
    [
      'a list of years without counts',
      () => json({ meta: { total: 3, created: [{ id: '2025' }] } }),
      'malformed',
      /year/,
    ],
    [
      'too many requests',
      () => new Response('slow down', { status: 429, headers: { 'Retry-After': '60' } }),
      'rate-limit',
      /429/,
    ],
    ['a refusal', () => json({ errors: [{ title: 'No.' }] }, 403), 'auth', /403.*No\./],
    ['an unknown address', () => json({ errors: [{ title: 'No route.' }] }, 404), 'http', /404/],
  ];
  for (const [what, answer, reason, text] of cases) {
    it(`reports ${reason} for ${what}`, async () => {
      const error = await statsErrorOf(describeOf(fixture(answer)));
      expect([error.reason, text.test(error.message) || error.message]).to.deep.equal([reason, true]);
    });
    if (what === 'a list of years without counts') continue;
    it(`reports ${reason} for ${what} in place of a month`, async () => {
      const made = fixture(({ searchParams }) =>
        searchParams.get('query')?.includes('2026-02') ? answer() : undefined,
      );
      const error = await statsErrorOf(load(made, 'content-delta', 2026));
      expect([error.reason, text.test(error.message) || error.message]).to.deep.equal([reason, true]);
    });
  }

  it('asks for an overview without facets from then on if they fail, until the page reloads', async () => {
    const made = fixture(({ searchParams }) =>
      searchParams.has('sort') && searchParams.has('facets') ? json({}, 500) : undefined,
    );
    await describeOf(made);
    await load(made, 'content-snapshot', 2026, { needs: [need(undefined, true)] });
    expect(made.calls).to.have.length(2);
    await made.source.describe(signal, true, 'test.young');
    expect(made.calls).to.have.length(4);
  });

  it('requests the total before a year if there is no list of years', async () => {
    const made = fixture(({ searchParams }) =>
      searchParams.has('sort') && searchParams.has('facets') ? json({}, 500) : undefined,
    );
    const block = await load(made, 'content-snapshot', 2026, { needs: [need()] });
    expect(queriesOf(made.calls)).to.include('registered:[* TO 2025-12-31]');
    expect(points(block)['2026-03-31']).to.equal(registeredIn(YOUNG, '2000-01-01', '2026-03-31').length);
  });

  it('asks for a month without parts if the API fails to compute them, and says that they are unknown', async () => {
    const made = fixture(({ searchParams }) =>
      searchParams.get('query')?.includes('2026-02') && searchParams.has('facets') ? json({}, 500) : undefined,
    );
    const has = await describeOf(made);
    const block = await load(made, 'content-delta', 2026);
    const stats = statsOf(has, block);
    const range = days('2026-01-01', '2026-05-17');
    expect(figureView(stats, range, { metric: 'records', kind: 'delta' }).value).to.equal(
      registeredIn(YOUNG, '2026-01-01', '2026-05-17').length,
    );
    const shown = breakdownView(stats, range, {
      ...{ metric: 'records', kind: 'delta', breakdown: 'resourceTypes', pageSize: 20, naming: byId },
    });
    expect(shown.coverage).to.deep.equal({ counted: 137 - 28, days: 137 });
    expect(queriesOf(made.calls).filter((query) => query.includes('2026-02'))).to.have.length(2);
  });
});
