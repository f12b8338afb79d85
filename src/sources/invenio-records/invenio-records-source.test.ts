import { expect } from '@open-wc/testing';
import { restoreClock, setClock } from '../../../test/fake-clock.js';
import { json, pathOf, restoreFetch, statsErrorOf, fakeFetch } from '../../../test/fake-fetch.js';
import { NOW, describeOf, fixture, load, need, searches, signal } from '../../../test/invenio-records.js';
import { coveredDays, type YearBlock } from '../../data/year-block.js';
import { valuesOf, print } from '../../../test/builders.js';
import type { Statistic } from '../../vocabulary/terms.js';
import type { Needed } from '../source.js';
import { invenioRecordsSource } from './invenio-records-source.js';

beforeEach(() => setClock(NOW));
afterEach(() => {
  restoreFetch();
  restoreClock();
});

/** The months of 2025 that have begun, the latest first, each with these filters. */
const MONTHS = ['2025-05', '2025-04', '2025-03', '2025-02', '2025-01'];
const each = (months: readonly string[], prefix = '', ...filters: readonly string[]): string[] =>
  months.flatMap((month) => (filters.length ? filters : ['']).map((filter) => `${prefix}${month} ${filter}`.trim()));
const WORKS = 'versions.index:1';
const FILES = 'files.enabled:true';

describe('the description of an InvenioRDM repository', () => {
  it('takes one request, for all versions', async () => {
    const made = fixture();
    await describeOf(made);
    expect(made.calls).to.have.length(1);
    const { url, headers, init } = made.calls[0]!;
    expect(new URL(url).pathname).to.equal('/api/records');
    expect(Object.fromEntries(new URL(url).searchParams)).to.deep.equal({
      ...{ sort: 'oldest', allversions: 'true', size: '1' },
    });
    expect(headers.get('Accept')).to.equal('application/vnd.inveniordm.v1+json, application/json;q=0.9');
    expect([init.method, init.credentials, init.body]).to.deep.equal([undefined, 'same-origin', undefined]);
  });

  it('names what the search counts, by months', async () => {
    const topList = { topList: true };
    expect(await describeOf(fixture())).to.deep.equal({
      dateBases: ['created'],
      years: { first: 2022, last: 2025 },
      byNeed: true,
      orders: ['mostviewed', 'mostdownloaded'],
      metrics: [
        {
          ...{ metric: 'records', kinds: ['delta', 'snapshot'], resolution: 'month', counting: 'currentRecords' },
          breakdowns: {
            accessStatuses: {},
            ...{ resourceTypes: topList, fileTypes: topList, subjects: topList, languages: topList },
            filePresence: {},
          },
        },
        { metric: 'parents', kinds: ['delta', 'snapshot'], resolution: 'month', counting: 'currentParents' },
      ],
    });
  });

  it('names no part that the repository does not count', async () => {
    const body = {
      hits: { hits: [{ created: '2024-03-01T00:00:00+00:00' }], total: 1 },
      aggregations: { access_status: { buckets: [] }, publication_date: { buckets: [] } },
    };
    const { metrics, years } = await describeOf(fixture(() => json(body)));
    expect(Object.keys(metrics![0]!.breakdowns!)).to.deep.equal(['accessStatuses', 'filePresence']);
    expect(years).to.deep.equal({ first: 2024, last: 2025 });
  });

  it('has the current year of a community without records', async () => {
    const made = fixture();
    expect((await describeOf(made, 'new')).years).to.deep.equal({ first: 2025, last: 2025 });
    expect(new URL(made.calls[0]!.url).pathname).to.equal('/api/communities/new/records');
  });

  it('refuses a record without a date', async () => {
    const made = fixture(() => json({ hits: { hits: [{ id: 'x' }], total: 1 } }));
    const error = await statsErrorOf(describeOf(made));
    expect([error.reason, error.path]).to.deep.equal(['malformed', 'hits.hits[0].created']);
  });

  it('is requested again only to reload', async () => {
    const made = fixture();
    await describeOf(made);
    await describeOf(made, ' ');
    expect(made.calls).to.have.length(1);
    await made.source.describe(signal, true);
    expect(made.calls.map(({ init }) => init.cache)).to.deep.equal(['default', 'reload']);
  });
});

describe('the requests for a year', () => {
  type Row = readonly [statistic: Statistic, year: number, needs: readonly Needed[] | undefined, expected: string[]];
  const rows: readonly Row[] = [
    ['content-delta', 2025, [need('records')], each(MONTHS)],
    [
      'content-delta',
      2025,
      [need('records'), need('records', 'accessStatuses'), need('records', 'languages')],
      each(MONTHS),
    ],
    ['content-delta', 2025, [need('records', 'resourceTypes')], each(MONTHS)],
    ['content-delta', 2025, [need('parents')], each(MONTHS, '', WORKS)],
    ['content-delta', 2025, [need('records', 'filePresence')], each(MONTHS, '', '', FILES)],
    ['content-delta', 2025, undefined, each(MONTHS, '', '', WORKS, FILES)],
    ['content-snapshot', 2025, [need('records', undefined, 'latest')], []],
    ['content-snapshot', 2025, [need('records', 'subjects', 'latest'), need('records', undefined, 'latest')], []],
    ['content-snapshot', 2025, [need('parents', undefined, 'latest')], [`until 2025-05 ${WORKS}`]],
    ['content-snapshot', 2025, [need('records', 'filePresence', 'latest')], [`until 2025-05 ${FILES}`]],
    ['content-snapshot', 2025, [need('records')], each(MONTHS)],
    ['content-snapshot', 2025, [need('records'), need('records', 'fileTypes', 'latest')], each(MONTHS)],
    ['content-snapshot', 2025, [need('parents')], [`until 2025-05 ${WORKS}`, ...each(MONTHS, '', WORKS)]],
    ['content-snapshot', 2025, [need('records', 'resourceTypes')], each(MONTHS, 'until ')],
    ['content-snapshot', 2025, [need('records', 'accessStatuses'), need('records')], each(MONTHS, 'until ')],
    ['content-snapshot', 2025, [need('records', 'filePresence')], each(MONTHS, 'until ', '', FILES)],
    ['content-snapshot', 2023, [need('records', 'languages', 'latest')], ['until 2023-12']],
    [
      'content-snapshot',
      2023,
      [need('records', 'filePresence', 'latest')],
      ['until 2023-12', `until 2023-12 ${FILES}`],
    ],
  ];
  for (const [statistic, year, needs, expected] of rows) {
    const names = needs?.map(({ metric, breakdown = '', latest }) => `${latest ? 'last ' : ''}${breakdown || metric}`);
    it(`are ${expected.length} after the description, for ${names?.join(', ') ?? 'everything'} of ${statistic} ${year}`, async () => {
      const made = fixture();
      await describeOf(made);
      await load(made, statistic, year, { ...(needs && { needs }) });
      expect(searches(made.calls.slice(1)).toSorted()).to.deep.equal(expected.toSorted());
    });
  }

  it('begin with the latest month, in one form', async () => {
    const made = fixture();
    await describeOf(made);
    await load(made, 'content-delta', 2024, { needs: [need('records')] });
    expect(made.calls).to.have.length(13);
    expect(pathOf(made.calls[1]!).replace(/^.*?(?=\/api)/, '')).to.equal(
      '/api/records?q=created%3A%5B2024-12-01+TO+2024-12-31%5D&sort=newest&allversions=true&size=1',
    );
    expect(searches(made.calls)[12]).to.equal('2024-01');
  });

  it('are shared by what was added and by totals', async () => {
    const made = fixture();
    const needs = [need('records')];
    await Promise.all([load(made, 'content-delta', 2025, { needs }), load(made, 'content-snapshot', 2025, { needs })]);
    expect(made.calls).to.have.length(1 + 5);
  });

  for (const [what, statistic, year, needs] of [
    ['use', 'usage-delta', 2025, undefined],
    ['totals of use', 'usage-snapshot', 2025, [need('views')]],
  ] as const) {
    it(`are none for ${what}, which the search does not count`, async () => {
      const made = fixture();
      const block = await load(made, statistic, year, { ...(needs && { needs }) });
      expect([block.tables, made.calls]).to.deep.equal([[], []]);
    });
  }

  it('are none but the description for what the repository does not count', async () => {
    const made = fixture();
    const needs = [
      need('uploaders'),
      need('records', 'publishers'),
      need('files', 'fileTypes'),
      need('parents', 'subjects'),
    ];
    const block = await load(made, 'content-delta', 2025, { needs });
    expect([block.tables, searches(made.calls)]).to.deep.equal([[], ['overview']]);
  });

  for (const year of [2021, 2026]) {
    it(`are none but the description for ${year}, before the first record or after today`, async () => {
      const made = fixture();
      const block = await load(made, 'content-delta', year);
      expect([block.tables, coveredDays(block), searches(made.calls)]).to.deep.equal([[], [], ['overview']]);
    });
  }

  it('are sent to the search of the community', async () => {
    const made = fixture();
    await load(made, 'content-delta', 2025, { community: 'history', needs: [need('records')] });
    const paths = new Set(made.calls.map(({ url }) => new URL(url).pathname));
    expect([...paths]).to.deep.equal(['/api/communities/history/records']);
  });

  it('bypass caches to reload', async () => {
    const made = fixture();
    const needs = [need('records')];
    await load(made, 'content-delta', 2025, { needs });
    await load(made, 'content-delta', 2025, { needs, reload: true });
    expect(made.calls.slice(6).map(({ init }) => init.cache)).to.deep.equal(Array(6).fill('reload'));
  });

  it('tell how many have been answered', async () => {
    const made = fixture();
    const told: string[] = [];
    const onProgress = (done: number, count: number): void => void told.push(`${done}/${count}`);
    await load(made, 'content-snapshot', 2025, { needs: [need('parents')], onProgress });
    expect(told).to.deep.equal(['1/6', '2/6', '3/6', '4/6', '5/6', '6/6']);
  });
});

describe('the numbers of a year', () => {
  const coveredIn = (block: YearBlock): string[] => coveredDays(block).map(print);

  it('end today', async () => {
    const block = await load(fixture(), 'content-delta', 2025, { needs: [need('records')] });
    expect(coveredIn(block)).to.deep.equal(['2025-01-01/2025-05-17']);
    expect(Object.keys(valuesOf(block)).at(-1)).to.equal('05-17');
  });

  it('are 0 in a month without records', async () => {
    const block = await load(fixture(), 'content-delta', 2023, { needs: [need('records')] });
    expect(coveredIn(block)).to.deep.equal(['2023-01-01/2023-12-31']);
    expect(valuesOf(block)['04-30']).to.equal(0);
  });

  it('are 0 in a community without records', async () => {
    const block = await load(fixture(), 'content-delta', 2025, { community: 'new' });
    expect(coveredIn(block)).to.deep.equal(['2025-01-01/2025-05-17']);
    expect(Object.values(valuesOf(block)).every((value) => value === 0)).to.be.true;
  });

  it('are not below 0, also if records have been removed since a month was counted', async () => {
    const few = { hits: { hits: [{ created: '2025-01-02T00:00:00Z' }], total: 3 } };
    const made = fixture((url) => (url.searchParams.get('q') === null ? json(few) : undefined));
    const block = await load(made, 'content-snapshot', 2025, { needs: [need('records')] });
    expect(valuesOf(block)['05-17']).to.equal(3);
    expect(Object.values(valuesOf(block)).some((value) => value < 0)).to.be.false;
  });

  it('show totals of the last day beside those of months', async () => {
    const needs = [need('records'), need('records', 'accessStatuses', 'latest')];
    const { tables } = await load(fixture(), 'content-snapshot', 2024, { needs });
    expect(tables.map(({ breakdown }) => breakdown).toSorted()).to.deep.equal(['accessStatuses', undefined]);
    const parts = tables.find(({ breakdown }) => breakdown)!;
    expect(parts.columns[0]!.filter((value) => !Number.isNaN(value))).to.have.length(1);
  });

  it('fail if a month fails', async () => {
    const made = fixture((url) =>
      url.searchParams.get('q')?.includes('2025-03')
        ? json({ status: 400, message: 'No such field.' }, 400)
        : undefined,
    );
    const error = await statsErrorOf(load(made, 'content-delta', 2025));
    expect(error.reason).to.equal('service');
    expect(error.message).to.contain('No such field.');
  });
});

describe('top records of an InvenioRDM repository', () => {
  for (const [order, value, counting] of [
    ['mostviewed', 'unique_views', 'recordViews'],
    ['mostdownloaded', 'unique_downloads', 'recordDownloads'],
  ] as const) {
    it(`are ranked by the search: ${order}`, async () => {
      const made = fixture();
      const records = await made.source.records!({ order, size: 3 }, signal);
      expect(pathOf(made.calls[0]!)).to.contain(`/api/records?sort=${order}&size=3&page=1`);
      const { hits } = (made.sent[0]!.body as { hits: { hits: Hit[] } }).hits;
      expect(records).to.deep.equal(
        hits.map(({ metadata: { title }, links: { self_html: href }, stats }) => ({
          ...{ title, href, counting },
          value: stats.all_versions[value],
        })),
      );
    });
  }
  interface Hit {
    readonly metadata: { readonly title: string };
    readonly links: { readonly self_html: string };
    readonly stats: { readonly all_versions: Readonly<Record<string, number>> };
  }

  it('are at most 25, the limit of Zenodo', async () => {
    const made = fixture();
    await made.source.records!({ order: 'mostviewed', size: 100 }, signal);
    expect(new URL(made.calls[0]!.url).searchParams.get('size')).to.equal('25');
  });

  it('are none by citations', async () => {
    const made = fixture();
    expect(await made.source.records!({ order: 'mostcited', size: 3 }, signal)).to.be.undefined;
    expect(made.calls).to.have.length(0);
  });

  it('are searched at another address if one is given', async () => {
    const calls = fakeFetch(() => json({ hits: { hits: [] } }));
    const source = invenioRecordsSource({ src: '/', recordsSrc: '/other/records', credentials: 'omit' });
    await source.records!({ order: 'mostviewed', size: 3 }, signal);
    expect(pathOf(calls[0]!)).to.equal('/other/records?sort=mostviewed&size=3&page=1');
    expect(calls[0]!.init.credentials).to.equal('omit');
  });
});
