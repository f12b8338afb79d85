import { expect } from '@open-wc/testing';
import {
  failureOf,
  fakeFetch,
  heldAnswers,
  json,
  pathOf,
  restoreFetch,
  statsErrorOf,
} from '../../../test/fake-fetch.js';
import { StatsError } from '../errors.js';
import type { RecordsRequest } from '../source.js';
import { invenioSource, type InvenioOptions } from '../invenio/invenio-source.js';
import { decodeRecords, recordsAddress } from './records.js';

const SRC = '/api/stats-dashboard';
const { signal } = new AbortController();
const VIEWED: RecordsRequest = { order: 'mostviewed', size: 10 };
const DOWNLOADED: RecordsRequest = { order: 'mostdownloaded', size: 10 };

/** A hit of the search. */
const hit = (title: string, counts: object = {}, self_html = `https://repo.example/records/${title}`) => ({
  id: title,
  metadata: { title },
  links: { self: `https://repo.example/api/records/${title}`, self_html },
  stats: { this_version: { unique_views: 1, views: 1 }, all_versions: counts },
});
const page = (...hits: readonly unknown[]) => ({ hits: { hits, total: hits.length }, links: {}, aggregations: {} });

describe('recordsAddress', () => {
  for (const [src, community, address] of [
    [SRC, undefined, '/api/records'],
    [SRC, 'astro', '/api/communities/astro/records'],
    [SRC, 'a b/c', '/api/communities/a%20b%2Fc/records'],
    ['https://repo.example/x/api/stats-dashboard', undefined, 'https://repo.example/x/api/records'],
    ['/statistics', undefined, '/records'],
  ] as const) {
    it(`returns ${address} for ${src}${community ? ` and the community ${community}` : ''}`, () => {
      expect(recordsAddress(src, community)).to.equal(address);
    });
  }
});

describe('records', () => {
  afterEach(restoreFetch);

  const urlOf = async (request: RecordsRequest, options: Partial<InvenioOptions> = {}): Promise<string> => {
    const calls = fakeFetch(() => json(page()));
    await invenioSource({ src: SRC, ...options }).records!(request, signal);
    return pathOf(calls[0]!);
  };

  it('R1: requests the given number of records on the first page', async () => {
    expect(await urlOf({ order: 'mostdownloaded', size: 7 })).to.equal(
      '/api/records?sort=mostdownloaded&size=7&page=1',
    );
  });

  it('R1: requests at most 25 records, the limit of Zenodo for guests', async () => {
    for (const [size, asked] of [
      [24, '24'],
      [25, '25'],
      [26, '25'],
      [1000, '25'],
    ] as const) {
      const { searchParams } = new URL(await urlOf({ ...VIEWED, size }), 'https://repo.example');
      expect(searchParams.get('size')).to.equal(asked);
    }
  });

  it('R2: sends no days, because the counts are of all time', async () => {
    const { searchParams } = new URL(await urlOf(VIEWED), 'https://repo.example');
    expect([...searchParams.keys()]).to.have.members(['sort', 'size', 'page']);
  });

  it('requests the records of the community', async () => {
    expect(await urlOf({ ...VIEWED, community: 'astro' })).to.equal(
      '/api/communities/astro/records?sort=mostviewed&size=10&page=1',
    );
  });

  it('requests `recordsSrc` if it is given, whatever the community', async () => {
    const recordsSrc = 'https://search.example/find?q=type:book';
    expect(await urlOf({ ...VIEWED, community: 'astro' }, { recordsSrc })).to.equal(
      `${recordsSrc}&sort=mostviewed&size=10&page=1`,
    );
  });

  it('sends a GET that accepts the JSON of InvenioRDM or any JSON, with the credentials of the statistics', async () => {
    const calls = fakeFetch(() => json(page()));
    await invenioSource({ src: SRC, credentials: 'include' }).records!(VIEWED, signal);
    const [{ init, headers }] = calls as [(typeof calls)[0]];
    expect({ method: init.method ?? 'GET', credentials: init.credentials, body: init.body }).to.deep.equal({
      method: 'GET',
      credentials: 'include',
      body: undefined,
    });
    expect(Object.fromEntries(headers)).to.deep.equal({
      accept: 'application/vnd.inveniordm.v1+json, application/json;q=0.9',
    });
  });

  it('bypasses the cache of the browser on reload', async () => {
    const calls = fakeFetch(() => json(page()));
    const source = invenioSource({ src: SRC });
    await source.records!(VIEWED, signal);
    await source.records!(VIEWED, signal, true);
    expect(calls.map(({ init }) => init.cache)).to.deep.equal(['default', 'reload']);
  });

  it('rejects with an AbortError when the signal is aborted', async () => {
    const { answer } = heldAnswers();
    fakeFetch(answer);
    const abort = new AbortController();
    const failure = failureOf(invenioSource({ src: SRC }).records!(VIEWED, abort.signal));
    abort.abort();
    expect(await failure).to.have.property('name', 'AbortError');
  });

  for (const [status, reason] of [
    [403, 'auth'],
    [404, 'http'],
    [429, 'rate-limit'],
  ] as const) {
    it(`rejects with the reason "${reason}" for HTTP ${status}`, async () => {
      fakeFetch(() => json({ status, message: 'no' }, status));
      const error = await statsErrorOf(invenioSource({ src: SRC }).records!(VIEWED, signal));
      expect(error.reason).to.equal(reason);
    });
  }

  it('has another key with another `recordsSrc`', () => {
    const [plain, other] = [{}, { recordsSrc: '/find' }].map((more) => invenioSource({ src: SRC, ...more }).key);
    expect(plain).not.to.equal(other);
  });
});

describe('decodeRecords', () => {
  it('R3: returns the unique counts, by which the server sorts', () => {
    const body = page(hit('a', { views: 9, unique_views: 4, downloads: 8, unique_downloads: 3 }));
    expect(decodeRecords(body, VIEWED)).to.deep.equal([
      { title: 'a', href: 'https://repo.example/records/a', value: 4, counting: 'recordViews' },
    ]);
    expect(decodeRecords(body, DOWNLOADED)[0]).to.include({ value: 3, counting: 'recordDownloads' });
  });

  it('R3: falls back to all events, which the metric counts, then to null, which is not 0', () => {
    const body = page(
      hit('a', { views: 9, downloads: 8 }),
      hit('b', { unique_views: 0, unique_downloads: 0, views: 9, downloads: 8 }),
      hit('c', { unique_views: '12', views: null }),
      { metadata: { title: 'd' } },
    );
    expect(decodeRecords(body, VIEWED).map(({ value }) => value)).to.deep.equal([9, 0, null, null]);
    expect(decodeRecords(body, VIEWED)[0]).not.to.have.property('counting');
    expect(decodeRecords(body, DOWNLOADED).map(({ value }) => value)).to.deep.equal([8, 0, null, null]);
  });

  it('R3: reads the counts of the older format of Zenodo, which has no "all_versions"', () => {
    const stats = { views: 9, unique_views: 4, version_unique_views: 2, downloads: 8.0, unique_downloads: 3 };
    const body = page({ metadata: { title: 'a' }, links: {}, stats });
    expect(decodeRecords(body, VIEWED)).to.deep.equal([{ title: 'a', value: 4, counting: 'recordViews' }]);
    expect(decodeRecords(body, DOWNLOADED)).to.deep.equal([{ title: 'a', value: 3, counting: 'recordDownloads' }]);
  });

  it('refuses a list with an item that is not a record as malformed, with its path', async () => {
    for (const hit of [null, 7, 'x', []]) {
      const error = await statsErrorOf((async () => decodeRecords(page({}, hit), VIEWED))());
      expect(error).to.include({ reason: 'malformed', path: 'hits.hits[1]' });
    }
  });

  it('R1: returns at most the requested number of records if the service sends more', () => {
    const hits = Array.from({ length: 25 }, (_, i) => hit(String(i)));
    expect(decodeRecords(page(...hits), { ...VIEWED, size: 3 }).map(({ title }) => title)).to.deep.equal([
      '0',
      '1',
      '2',
    ]);
  });

  it('keeps long titles whole and leaves missing ones empty', () => {
    const long = 'word '.repeat(200).trim();
    const titles = decodeRecords(page(hit(long), hit('  '), { metadata: { title: { en: 'x' } } }, {}), VIEWED);
    expect(titles.map(({ title }) => title)).to.deep.equal([long, '', '', '']);
  });

  it('keeps links to addresses of the web only', () => {
    const links = ['https://r.example/1', 'javascript:alert(1)', 'data:text/html,x', '/records/1', ''];
    const records = decodeRecords(page(...links.map((link) => hit('a', {}, link))), VIEWED);
    expect(records.map(({ href }) => href)).to.deep.equal(['https://r.example/1', ...Array<undefined>(4)]);
  });

  for (const body of [null, 'x', [], {}, { hits: [] }, { hits: { hits: {} } }]) {
    it(`refuses ${JSON.stringify(body)} as malformed, with the path`, () => {
      let error: unknown;
      try {
        decodeRecords(body, VIEWED);
      } catch (thrown) {
        error = thrown;
      }
      expect(error).to.be.instanceOf(StatsError).and.include({ reason: 'malformed', path: 'hits.hits' });
    });
  }
});
