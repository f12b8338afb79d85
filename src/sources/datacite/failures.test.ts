import { expect } from '@open-wc/testing';
import { byId, days } from '../../../test/builders.js';
import {
  NOW,
  YOUNG,
  covered,
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
import type { YearBlock } from '../../data/year-block.js';
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

  /** Answers 500 to requests for facets whose query has a text, or for the overview. */
  const withoutFacets = (query?: string) =>
    fixture(({ searchParams }) => {
      const asked = searchParams.get('query');
      const isHit = query === undefined ? asked === null : asked?.includes(query);
      return searchParams.has('facets') && isHit ? json({}, 500) : undefined;
    });

  it('fails to load the use if the overview has no facets, which does not mean that there is none', async () => {
    const made = withoutFacets();
    const has = await describeOf(made);
    expect(has.metrics?.map(({ metric }) => metric)).to.deep.equal(['records', 'views', 'downloads', 'citations']);
    expect((await statsErrorOf(load(made, 'usage-snapshot', 2026))).status).to.equal(500);
    const ranking = made.source.records!({ order: 'mostviewed', size: 3, community: 'test.young' }, signal);
    expect((await statsErrorOf(ranking)).status).to.equal(500);
    expect(Object.keys(points(await load(made, 'content-delta', 2026)))).not.to.be.empty;
  });

  it('asks for facets again on the next day', async () => {
    const made = withoutFacets();
    await describeOf(made);
    setClock('2026-05-20T10:00:00Z');
    const before = made.calls.length;
    await describeOf(made);
    expect(made.calls.slice(before).map(({ url }) => new URL(url).searchParams.has('facets'))).to.deep.equal([
      true,
      false,
    ]);
  });

  for (const statistic of ['content-delta', 'content-snapshot'] as const) {
    it(`shows the number of DOIs, and fails to load parts that no month has (${statistic})`, async () => {
      const made = withoutFacets('registered');
      let shown: YearBlock | undefined;
      const onStale = (block: YearBlock): void => void (shown = block);
      const needs = [need(), need('resourceTypes')];
      expect((await statsErrorOf(load(made, statistic, 2026, { needs, onStale }))).status).to.equal(500);
      expect(Object.keys(points(shown!))).not.to.be.empty;
      expect(shown!.tables.map(({ breakdown }) => breakdown)).to.deep.equal([undefined]);
    });
  }

  it('does not fail for parts that are not needed', async () => {
    const block = await load(withoutFacets('registered'), 'content-delta', 2026, { needs: [need()] });
    expect([Object.keys(points(block)).length > 0, block.problems]).to.deep.equal([true, []]);
  });

  it('names a month without parts among the problems', async () => {
    const { problems } = await load(withoutFacets('2026-02-01'), 'content-delta', 2026);
    expect(problems.map(({ path }) => path)).to.deep.equal(['meta']);
  });

  it('shows the months that could be loaded, and the total of today, if one is refused', async () => {
    const made = fixture(({ searchParams }) =>
      searchParams.get('query')?.includes('2026-02-01') ? json({ errors: [{ title: 'No.' }] }, 403) : undefined,
    );
    const shownBy = async (statistic: 'content-delta' | 'content-snapshot') => {
      let shown: YearBlock | undefined;
      const onStale = (block: YearBlock): void => void (shown = block);
      expect((await statsErrorOf(load(made, statistic, 2026, { needs: [need()], onStale }))).reason).to.equal('auth');
      return shown!;
    };
    const end = { '2026-05-17': YOUNG.length };
    const january = registeredIn(YOUNG, '2000-01-01', '2026-01-31').length;
    expect(covered(await shownBy('content-delta'))).to.deep.equal(['2026-01-01/2026-01-31', '2026-03-01/2026-05-17']);
    expect(points(await shownBy('content-snapshot'))).to.deep.equal({ '2026-01-31': january, ...end });
  });
});
