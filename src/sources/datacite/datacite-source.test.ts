import { expect } from '@open-wc/testing';
import {
  NOW,
  YOUNG,
  describeOf,
  fixture,
  load,
  need,
  points,
  queriesOf,
  signal,
  type Fixture,
} from '../../../test/datacite-fixture.js';
import { restoreClock, setClock } from '../../../test/fake-clock.js';
import { json, restoreFetch, statsErrorOf } from '../../../test/fake-fetch.js';
import { faultInBlock } from '../../data/check-block.js';
import type { YearBlock } from '../../data/year-block.js';
import type { Statistic } from '../../vocabulary/terms.js';
import type { Needed, RecordOrder } from '../source.js';

beforeEach(() => setClock(NOW));
afterEach(() => {
  restoreFetch();
  restoreClock();
});

describe('dataciteSource.describe', () => {
  it('asks once, without cookies, for the totals of today and the DOIs of each year', async () => {
    const made = fixture();
    await describeOf(made);
    expect(made.calls).to.have.length(1);
    const { url, init, headers } = made.calls[0]!;
    expect(Object.fromEntries(new URL(url).searchParams)).to.deep.equal({
      'client-id': 'test.young',
      'disable-facets': 'false',
      facets: 'resource_types,created,registered,view_count,download_count,citation_count',
      sort: 'created',
      'page[size]': '1',
      'fields[dois]': 'created,registered',
    });
    expect(init.credentials).to.equal('omit');
    expect([...headers.keys()]).to.deep.equal(['accept']);
  });

  it('says what there is of records, and that use is a total of today', async () => {
    const { metrics, ...rest } = await describeOf(fixture());
    expect(rest).to.deep.equal({
      dateBases: ['added', 'created'],
      years: { first: 2024, last: 2026 },
      byNeed: true,
      scope: 'required',
      orders: ['mostviewed', 'mostdownloaded', 'mostcited'],
    });
    expect(metrics?.[0]).to.deep.equal({
      metric: 'records',
      kinds: ['delta', 'snapshot'],
      resolution: 'month',
      counting: 'dataciteDois',
      breakdowns: { resourceTypes: {}, languages: {}, subjects: {}, rights: {}, funders: {}, affiliations: {} },
    });
    expect(metrics?.slice(1)).to.deep.equal(
      ['views', 'downloads', 'citations'].map((metric) => ({
        ...{ metric, kinds: ['snapshot'], resolution: 'month', history: false },
        counting: `datacite${metric[0]!.toUpperCase()}${metric.slice(1)}`,
      })),
    );
  });

  it('finds the first year of a repository that is older than the list of years', async () => {
    expect((await describeOf(fixture(), 'test.old')).years).to.deep.equal({ first: 2013, last: 2026 });
  });

  /** Counts of an overview, the metrics that are there, and the rankings. */
  const CASES: readonly (readonly [counts: Record<string, number | null>, metrics: string, orders: string])[] = [
    [{ viewCount: 0, downloadCount: 0, citationCount: 0 }, '', ''],
    [{ viewCount: 5, downloadCount: 0, citationCount: 0 }, 'views downloads citations', 'mostviewed'],
    [{ viewCount: 0, downloadCount: 0, citationCount: 2 }, 'citations', 'mostcited'],
    [{ viewCount: 5, downloadCount: 3 }, 'views downloads', 'mostviewed mostdownloaded'],
    [{ viewCount: null }, '', ''],
  ];
  for (const [counts, metrics, orders] of CASES) {
    it(`has ${metrics || 'no use'} if the API counts ${JSON.stringify(counts)}`, async () => {
      const made = fixture(() => json({ data: [], meta: { total: 3, registered: [], ...counts } }));
      const found = await describeOf(made);
      expect(found.metrics?.slice(1).map(({ metric }) => metric)).to.deep.equal(metrics.split(' ').filter(Boolean));
      expect(found.orders).to.deep.equal(orders.split(' ').filter(Boolean));
    });
  }

  it('selects the DOIs of a prefix', async () => {
    const made = fixture();
    await describeOf(made, ' 10.5072 ');
    expect(new URL(made.calls[0]!.url).searchParams.get('prefix')).to.equal('10.5072');
  });

  it('finds a repository by its id in any case', async () => {
    const made = fixture();
    expect((await describeOf(made, 'TEST.Young')).years?.first).to.equal(2024);
  });

  for (const community of [
    undefined,
    '',
    'zenodo',
    '10.5281/zenodo.1',
    'https://zenodo.org',
    'a.b,c.d',
    '10.x',
    'a.b c',
  ]) {
    it(`names the attribute without a request for community="${community}"`, async () => {
      const made = fixture();
      const error = await statsErrorOf(made.source.describe(signal, false, community));
      expect([error.reason, error.path, made.calls.length]).to.deep.equal(['attribute', 'community', 0]);
      expect(error.message).to.contain('cern.zenodo').and.contain('10.5281');
    });
  }

  for (const [community, path] of [
    ['test.unknown', '/clients/test.unknown'],
    ['10.9999', '/prefixes/10.9999'],
  ] as const) {
    it(`says that ${community} is unknown, since the API answers 0 for it`, async () => {
      const made = fixture();
      const error = await statsErrorOf(describeOf(made, community));
      expect([error.reason, error.path, error.status]).to.deep.equal(['attribute', 'community', 404]);
      expect(error.message).to.contain(community);
      expect(queriesOf(made.calls)).to.deep.equal(['overview', path]);
    });
  }

  it('does not take a check that failed for an unknown repository', async () => {
    const made = fixture(({ pathname }) => (pathname.startsWith('/clients') ? json({}, 500) : undefined));
    expect((await statsErrorOf(describeOf(made, 'test.unknown'))).reason).to.equal('http');
  });

  it('has the current year of a repository without DOIs', async () => {
    const { years, metrics } = await describeOf(fixture(), 'test.empty');
    expect(years).to.deep.equal({ first: 2026, last: 2026 });
    expect(metrics).to.have.length(1);
  });

  it('does without facets if the API fails to compute them', async () => {
    const made = fixture(({ searchParams }) => (searchParams.has('facets') ? json({}, 500) : undefined));
    const { years, metrics } = await describeOf(made);
    expect([years?.first, metrics?.length, made.calls.length]).to.deep.equal([2024, 4, 2]);
  });
});

describe('requests of dataciteSource', () => {
  const MONTHS = ['05-01 TO 2026-05-31', '04-01 TO 2026-04-30', '03-01 TO 2026-03-31', '02-01 TO 2026-02-28'];

  it('asks for the months of a year that have begun, the latest first, each with all parts', async () => {
    const made = fixture();
    await load(made, 'content-delta', 2026, { needs: [need()] });
    expect(queriesOf(made.calls)).to.deep.equal([
      'overview',
      ...[...MONTHS, '01-01 TO 2026-01-31'].map((month) => `registered:[2026-${month}]`),
    ]);
    const { searchParams } = new URL(made.calls[1]!.url);
    expect(searchParams.get('facets')).to.equal('resource_types,languages,subjects,licenses,funders,affiliations');
    expect([searchParams.get('disable-facets'), searchParams.get('page[size]')]).to.deep.equal(['false', '0']);
  });

  it('sends no contact, as there is none', async () => {
    const made = fixture();
    await load(made, 'content-delta', 2026);
    expect(made.calls.some(({ url }) => url.includes('mailto'))).to.be.false;
  });

  it('counts by another date if the page asks for it, and by registration for one that there is not', async () => {
    for (const [dateBasis, field] of [
      ['created', 'created'],
      ['published', 'registered'],
    ] as const) {
      const made = fixture();
      await load(made, 'content-delta', 2026, { dateBasis });
      expect(queriesOf(made.calls)[1]).to.equal(`${field}:[2026-05-01 TO 2026-05-31]`);
    }
  });

  /** The requests beside the overview, by statistic and needs. */
  const CASES: readonly (readonly [
    Statistic,
    year: number,
    needs: readonly Needed[],
    requests: number,
    what: string,
  ])[] = [
    ['content-snapshot', 2026, [need(undefined, true)], 0, 'the total of today'],
    ['content-snapshot', 2026, [need(undefined, true), need('resourceTypes', true)], 0, 'the types of today'],
    ['content-snapshot', 2025, [need(undefined, true)], 0, 'the total at the end of a year'],
    ['content-snapshot', 2026, [need('languages', true), need('funders', true)], 1, 'other parts of today'],
    ['content-snapshot', 2025, [need('resourceTypes', true)], 1, 'the types at the end of a year'],
    ['content-snapshot', 2026, [need()], 5, 'totals over time'],
    ['content-snapshot', 2025, [need(), need('languages', true)], 13, 'totals over time and parts of the last day'],
    ['content-snapshot', 2024, [need('resourceTypes')], 12, 'types over time from the first year on'],
    ['content-snapshot', 2025, [need('resourceTypes')], 13, 'types over time'],
    ['content-snapshot', 2025, [need('languages'), need()], 12, 'other parts over time'],
    ['content-delta', 2026, [need('languages')], 5, 'parts of what was added'],
    ['content-delta', 2026, [{ metric: 'files' }, need('publishers')], 0, 'what there is not'],
    ['content-snapshot', 2026, [{ metric: 'uploadVolume', latest: true }], 0, 'a total that there is not'],
    ['usage-snapshot', 2026, [{ metric: 'views', latest: true }], 0, 'use of today'],
    ['usage-snapshot', 2025, [{ metric: 'views' }], 0, 'use of another year'],
    ['usage-delta', 2026, [{ metric: 'views' }], 0, 'use over time'],
    ['content-delta', 2023, [need()], 0, 'a year before the first'],
    ['content-delta', 2027, [need()], 0, 'a year that has not begun'],
  ];
  for (const [statistic, year, needs, requests, what] of CASES) {
    it(`sends ${requests} more for ${what} (${statistic} ${year})`, async () => {
      const made = fixture();
      const block = await load(made, statistic, year, { needs });
      expect(made.calls.length - 1).to.equal(requests);
      expect(faultInBlock(block, { statistic, year })).to.be.undefined;
      const wants = needs.filter(
        ({ metric, breakdown }) =>
          (metric === 'records' && breakdown !== 'publishers') ||
          (metric === 'views' && statistic === 'usage-snapshot'),
      );
      const isThere = year >= 2024 && year <= 2026 && !(statistic.startsWith('usage') && year < 2026);
      for (const { metric, breakdown } of isThere ? wants : [])
        expect(block.tables.some((table) => table.metric === metric && table.breakdown === breakdown)).to.be.true;
      if (!isThere || !wants.length) expect(block.tables).to.deep.equal([]);
    });
  }

  it('shares the months of what was added with those of totals', async () => {
    const made = fixture();
    await Promise.all([
      load(made, 'content-delta', 2025, { needs: [need()] }),
      load(made, 'content-snapshot', 2025, { needs: [need()] }),
      load(made, 'usage-snapshot', 2026),
    ]);
    expect(made.calls).to.have.length(13);
  });

  it('asks at most 40 times for three years of everything that the layout shows, on the last day of a year', async () => {
    setClock('2026-12-31T20:00:00Z');
    const made = fixture();
    await describeOf(made);
    for (const year of [2026, 2025, 2024]) {
      await load(made, 'content-delta', year, { needs: [need(), need('resourceTypes')] });
      await load(made, 'content-snapshot', year, { needs: [need(), ...(year === 2026 ? [need('rights', true)] : [])] });
      await load(made, 'usage-snapshot', year, { needs: [{ metric: 'views' }] });
    }
    for (const order of ['mostviewed', 'mostcited'] as const)
      await made.source.records!({ order, size: 10, community: 'test.young' }, signal);
    expect(made.calls).to.have.length(40);
  });

  it('shows the total of today before the months have been answered', async () => {
    const made = fixture(({ searchParams }) =>
      searchParams.has('query') ? new Promise<Response>(() => {}) : undefined,
    );
    const block = await new Promise<YearBlock>((resolve) => {
      void load(made, 'content-snapshot', 2026, { needs: [need()], onStale: resolve });
    });
    expect(points(block)).to.deep.equal({ '2026-05-17': YOUNG.length });
  });

  it('tells how many months have been answered', async () => {
    const told: string[] = [];
    await load(fixture(), 'content-delta', 2026, { onProgress: (done, count) => told.push(`${done}/${count}`) });
    expect(told).to.deep.equal(['1/5', '2/5', '3/5', '4/5', '5/5']);
  });

  it('asks again, past every cache, if the page reloads', async () => {
    const made = fixture();
    await load(made, 'content-delta', 2026);
    await made.source.load(
      { statistic: 'content-delta', year: 2026, dateBasis: 'added', community: 'test.young' },
      signal,
      { reload: true },
    );
    expect(made.calls).to.have.length(12);
    expect(made.calls.slice(6).every(({ init }) => init.cache === 'reload')).to.be.true;
  });
});

describe('records of dataciteSource', () => {
  const ask = ({ source }: Fixture, order: RecordOrder, size = 5) =>
    source.records!({ order, size, community: 'test.young' }, signal);

  for (const [order, sort, count, counting] of [
    ['mostviewed', '-view-count', 'viewCount', 'dataciteViews'],
    ['mostdownloaded', '-download-count', 'downloadCount', 'dataciteDownloads'],
    ['mostcited', '-citation-count', 'citationCount', 'dataciteCitations'],
  ] as const) {
    it(`lists the records of ${order} in one request`, async () => {
      const made = fixture();
      const found = await ask(made, order);
      const best = [...YOUNG].sort((a, b) => b[count] - a[count]).slice(0, 5);
      expect(found).to.deep.equal(
        best.map((doi) => ({ title: doi.title, href: `https://doi.org/${doi.id}`, value: doi[count], counting })),
      );
      expect(made.calls).to.have.length(2);
      const { searchParams } = new URL(made.calls[1]!.url);
      expect(
        ['sort', 'page[size]', 'fields[dois]', 'disable-facets'].map((name) => searchParams.get(name)),
      ).to.deep.equal([sort, '5', `titles,${count}`, 'true']);
    });
  }

  it('has no ranking by what is not reported, and asks for none', async () => {
    const made = fixture(() => json({ data: [], meta: { total: 3, registered: [], viewCount: 0, citationCount: 0 } }));
    expect(await ask(made, 'mostviewed')).to.be.undefined;
    expect(made.calls).to.have.length(1);
  });

  it('encodes the characters of a DOI, and leaves out what cannot be read and what is 0', async () => {
    const data = [
      { id: '10.5072/a<b>?c#d/e', attributes: { titles: [{ title: ' A ' }], viewCount: 3 } },
      { id: 'javascript:alert(1)', attributes: { titles: [], viewCount: 'many' } },
      { id: '10.5072/zero', attributes: { viewCount: 0 } },
    ];
    const made = fixture(({ searchParams }) =>
      searchParams.get('sort') === '-view-count' ? json({ data, meta: { total: 3 } }) : undefined,
    );
    expect(await ask(made, 'mostviewed')).to.deep.equal([
      { title: 'A', href: 'https://doi.org/10.5072/a%3Cb%3E%3Fc%23d/e', value: 3, counting: 'dataciteViews' },
      { title: '', value: null, counting: 'dataciteViews' },
    ]);
  });

  it('reports an answer that is no list of DOIs', async () => {
    for (const body of [
      { data: {}, meta: { total: 1 } },
      { data: [7], meta: { total: 1 } },
    ]) {
      const made = fixture(({ searchParams }) => (searchParams.get('sort') === '-view-count' ? json(body) : undefined));
      expect((await statsErrorOf(ask(made, 'mostviewed'))).reason).to.equal('malformed');
    }
  });
});
