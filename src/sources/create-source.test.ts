import { expect } from '@open-wc/testing';
import { body, day, heldSource } from '../../test/builders.js';
import { fakeFetch, json, pathOf, restoreFetch, statsErrorOf } from '../../test/fake-fetch.js';
import { DEFAULT_SRC, createSource, type SourceSettings } from './create-source.js';
import { invenioSource } from './invenio/invenio-source.js';
import { snapshotSource } from './snapshot/snapshot-source.js';
import type { StatsSource } from './source.js';

const { signal } = new AbortController();
const keyOf = (settings: SourceSettings): string => createSource(settings).key;

describe('createSource', () => {
  afterEach(restoreFetch);

  it('W17: requests the default address of the service unless another one is given', () => {
    expect(DEFAULT_SRC).to.equal('/api/stats-dashboard');
    expect(keyOf({})).to.equal(invenioSource({ src: DEFAULT_SRC }).key);
  });

  it('K10: returns invented numbers for test-data only, whatever the name of the source', async () => {
    for (const source of [undefined, '', 'invenio', 'test', 'testdata', 'TEST-DATA', 'true']) {
      expect(keyOf({ source }), source).to.equal(invenioSource({ src: DEFAULT_SRC }).key);
      expect((await createSource({ source }).describe(signal)).invented, source).to.equal(undefined);
    }
    expect(await createSource({ source: 'test-data', today: day('2025-06-01') }).describe(signal)).to.include({
      invented: true,
    });
  });

  it('requests another address with other credentials', () => {
    expect(keyOf({ src: '/x', credentials: 'include' })).to.equal(
      invenioSource({ src: '/x', credentials: 'include' }).key,
    );
    expect(keyOf({ source: 'snapshot', src: '/x', credentials: 'omit' })).to.equal(snapshotSource('/x', 'omit').key);
  });

  it('requests records beside the statistics unless another address is given', async () => {
    const calls = fakeFetch(() => json({ hits: { hits: [] } }));
    for (const settings of [{ src: '/x/api/stats' }, { src: '/x/api/stats', recordsSrc: '/find' }]) {
      await createSource(settings).records!({ order: 'mostviewed', size: 1 }, signal);
    }
    expect(calls.map((call) => pathOf(call).split('?')[0])).to.deep.equal(['/x/api/records', '/find']);
  });

  it('has records of test data, but none of snapshots and inline data', async () => {
    const invented = createSource({ source: 'test-data', today: day('2025-06-01') });
    expect(await invented.records!({ order: 'mostviewed', size: 3 }, signal)).to.have.length(3);
    for (const settings of [{ source: 'snapshot', src: '/x' }, { data: [] }]) {
      expect(createSource(settings)).not.to.have.property('records');
    }
  });

  it('W17: sends the request to the given address', async () => {
    const calls = fakeFetch(() => json(body({ 'usage-delta': {} })));
    const request = { statistic: 'usage-delta', year: 2025, dateBasis: 'added' } as const;
    await createSource({ src: 'https://repo.example/api/stats', credentials: 'omit' }).load(request, signal);
    expect([calls[0]!.url, calls[0]!.init.credentials]).to.deep.equal(['https://repo.example/api/stats', 'omit']);
  });

  it('prefers inline data to all other settings', async () => {
    const numbers = body({
      'usage-delta': { global: { views: [{ id: 'global', name: '', data: [['2019-05-30', 1]] }] } },
    });
    const source = createSource({ data: numbers, source: 'test-data', src: '/x' });
    expect((await source.describe(signal)).years).to.deep.equal({ first: 2019, last: 2019 });
  });

  it('reads inline data without a year as data of the year of the given day', async () => {
    const numbers = body({ 'usage-delta': { global: { views: [{ id: 'global', name: '', data: [['05-30', 1]] }] } } });
    const source = createSource({ data: numbers, today: day('2019-06-01') });
    expect((await source.describe(signal)).years).to.deep.equal({ first: 2019, last: 2019 });
  });

  it('gives inline data a key of its own, even for the same object', () => {
    const data = {};
    expect(createSource({ data }).key).not.to.equal(createSource({ data }).key);
  });

  it('requests snapshots from the given address with the given credentials', async () => {
    const calls = fakeFetch(() => json({ years: [2024] }));
    const source = createSource({ source: 'snapshot', src: '/x', credentials: 'include' });
    expect((await source.describe(signal)).years).to.deep.equal({ first: 2024, last: 2024 });
    expect(calls.map((call) => [pathOf(call), call.init.credentials])).to.deep.equal([['/x/index.json', 'include']]);
  });

  it('has the address of the service or of the files before it is used', () => {
    for (const source of ['invenio', 'snapshot']) expect(createSource({ source, src: '/x' }).address).to.equal('/x');
    expect(createSource({ source: 'test-data' }).address).to.equal(undefined);
  });

  it('prefers a source of the page to other settings, and gives it a key of its own', async () => {
    const source = heldSource(() => ({ years: { first: 2020, last: 2024 } }));
    const created = createSource({ source, src: '/x' });
    expect(created.key).to.equal(keyOf({ source }));
    expect(created.key).not.to.equal(keyOf({ source: heldSource() }));
    expect((await created.describe(signal)).years).to.deep.equal({ first: 2020, last: 2024 });
  });

  it('has the address and the links of a source of the page if they are texts', async () => {
    const created = async (more: object): Promise<StatsSource> => {
      const source = createSource({ source: { ...heldSource(), ...more } });
      // The code of the source is loaded at its first use.
      await source.describe(signal);
      return source;
    };
    const sound = await created({ address: '/stats', searchBase: (community = '') => `/search/${community}` });
    expect([sound.address, sound.searchBase!('x')]).to.deep.equal(['/stats', '/search/x']);
    const fails = (): never => {
      throw new Error('no');
    };
    for (const searchBase of [undefined, 7, fails, () => 7, () => Promise.resolve('/search')]) {
      expect((await created({ searchBase })).searchBase?.()).to.equal(undefined);
    }
    expect(await created({ address: 7 })).not.to.have.property('address');
  });

  it('accepts any object as source, which fails with the reason "attribute" when it is used', async () => {
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new Error('no');
        },
      },
    );
    for (const source of [{}, [], () => undefined, hostile] as unknown as StatsSource[]) {
      const created = createSource({ source });
      expect(await statsErrorOf(created.describe(signal))).to.include({ reason: 'attribute', path: 'source' });
      expect(created.key).not.to.equal(keyOf({ source }));
    }
  });

  it('returns a source that it has created as it is', () => {
    const source = createSource({ src: '/x' });
    expect(createSource({ source })).to.equal(source);
  });

  it('never shares the key of a created source with a source of the page', () => {
    const own = createSource({ src: '/x' });
    expect(keyOf({ source: { ...heldSource(), key: own.key } })).not.to.equal(own.key);
  });

  describe('test data', () => {
    const today = day('2025-06-01');

    it('gives test data the same key for the same day only, before its code is loaded', () => {
      const [a, b, c, d] = [today, today, today + 1, undefined].map((one) =>
        keyOf({ source: 'test-data', ...(one !== undefined && { today: one }) }),
      );
      expect(a).to.equal(b);
      expect(new Set([a, c, d]).size).to.equal(3);
    });

    it('ends test data before the given day and passes on each request', async () => {
      const source = createSource({ source: 'test-data', today });
      expect((await source.describe(signal)).years!.last).to.equal(2025);
      const block = await source.load({ statistic: 'usage-delta', year: 2024, dateBasis: 'added' }, signal);
      expect({ year: block.year, statistic: block.statistic }).to.deep.equal({ year: 2024, statistic: 'usage-delta' });
      const last = (await source.load({ statistic: 'usage-delta', year: 2025, dateBasis: 'added' }, signal)).tables[0]!;
      expect(last.columns[0]!.findLastIndex((value) => !Number.isNaN(value))).to.equal(today - 1 - day('2025-01-01'));
    });
  });
});
