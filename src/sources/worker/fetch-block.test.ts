import { expect } from '@open-wc/testing';
import { blockOf, body, everyDay, sentWhole, whole } from '../../../test/builders.js';
import {
  failureOf,
  fakeFetch,
  heldAnswers,
  json,
  never,
  nextTask,
  restoreFetch,
  statsErrorOf,
  type Answer,
  type Call,
} from '../../../test/fake-fetch.js';
import type { BlockCache, Kept } from '../cache/storage.js';
import { StatsError } from '../errors.js';
import { DECODERS, type Decode, type DecoderRow } from './decoders.js';
import { blockFetcher } from './fetch-block.js';
import type { Job, JobRequest, JobResult } from './job.js';
import { pack } from '../cache/encode-block.js';
import { unpack } from '../cache/decode-block.js';

const REQUEST: JobRequest = {
  url: '/api/stats-dashboard',
  init: { method: 'POST', headers: { Accept: 'application/json' }, body: '{}' },
};
const job = (more: Partial<Job> = {}): Job => ({
  decoder: 'stats-body',
  requests: [REQUEST],
  timeout: 1000,
  statistic: 'usage-delta',
  year: 2025,
  key: 'a',
  reload: false,
  ...more,
});
const time = (iso: string): number => Date.parse(`${iso}T12:00:00Z`);
/** A year with as many views on each day, as it was kept on some day. */
const kept = (on: string, views = 1, more: Partial<Kept> = {}, points = everyDay(2025, views)): Kept => ({
  packed: pack({ ...blockOf('usage-delta', 2025, whole('views', points)), fetchedAt: time(on) }),
  ...more,
});
const fresh = (views: number, headers: HeadersInit = {}, year = 2025): Response => {
  const points = { [`${year}-05-30`]: views };
  const response = json(body({ 'usage-delta': { global: { viewUniqueRecords: sentWhole(points) } } }));
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value as string);
  return response;
};
const viewsOf = (block: JobResult | undefined): number | undefined =>
  block && ('bytes' in block ? unpack(block) : block).tables[0]?.columns[0]?.find((value) => !Number.isNaN(value));

describe('a block', function () {
  // Nothing here takes time: what does not come at once never comes.
  this.timeout(2000);

  const { signal } = new AbortController();
  const realNow = Date.now;
  let store: Map<string, Kept>;
  let cache: BlockCache;
  beforeEach(() => {
    Date.now = () => time('2026-11-22');
    store = new Map();
    cache = {
      get: async (key) => store.get(key),
      put: async (key, block, validators) => {
        store.set(key, { packed: 'bytes' in block ? block : pack(block), ...validators });
      },
      delete: async (key) => {
        store.delete(key);
      },
    };
  });
  afterEach(() => {
    Date.now = realNow;
    restoreFetch();
  });
  /** Loads it; the stale block, the final one, and how often the service was asked. */
  const load = async (answer: Answer, more: Partial<Job> = {}) => {
    const calls = fakeFetch(answer);
    const stale: (number | undefined)[] = [];
    const block = await blockFetcher(cache)(job(more), signal, (given) => stale.push(viewsOf(given)));
    return { calls, stale, block, views: viewsOf(block) };
  };

  describe('that must not be kept', () => {
    const NO_STORE = { 'Cache-Control': 'private, No-Store' };
    const elsewhere = (response: Response): Response =>
      Object.defineProperties(response, { redirected: { value: true }, url: { value: `${location.origin}/v2` } });

    for (const [what, method, answer] of [
      ['the service forbids it', 'POST', () => fresh(7, NO_STORE)],
      ['a redirect led to it', 'GET', () => elsewhere(fresh(7))],
    ] as const) {
      it(`because ${what} is shown and not kept, and takes with it what was kept`, async () => {
        for (const before of [undefined, kept('2025-12-31'), kept('2025-12-31', 1, { etag: '"7"' })]) {
          store.clear();
          if (before) store.set('a', before);
          const { stale, views } = await load(answer, { requests: [{ ...REQUEST, init: { method } }] });
          expect([stale, views, store.size]).to.deep.equal([before ? [1] : [], 7, 0]);
        }
      });
    }

    it('because a service that says that it is still the same forbids it is shown once more, and deleted', async () => {
      store.set('a', kept('2025-12-31', 1, { etag: '"7"' }));
      const { views } = await load(() => new Response(null, { status: 304, headers: NO_STORE }));
      expect([views, store.size]).to.deep.equal([1, 0]);
    });

    it('because a redirect led to "not modified" is asked for without what the first address said', async () => {
      store.set('a', kept('2025-12-31', 1, { etag: '"7"' }));
      const { calls, views } = await load(
        (_, index) => elsewhere(index ? fresh(7) : new Response(null, { status: 304 })),
        { requests: [{ ...REQUEST, init: { method: 'GET' } }] },
      );
      expect(calls.map(({ headers }) => headers.get('If-None-Match'))).to.deep.equal(['"7"', null]);
      expect([views, store.size]).to.deep.equal([7, 0]);
    });

    it('is kept again as soon as the service allows it', async () => {
      for (const [header, size] of [
        ['no-store', 0],
        ['private, no-cache', 1],
        ['private="no-store"', 1],
      ] as const) {
        await load(() => fresh(7, { 'Cache-Control': header }));
        expect(store.size, header).to.equal(size);
      }
    });
  });

  it('that is not kept is asked for, and kept', async () => {
    const { calls, stale, views } = await load(() => fresh(7));
    expect([calls.length, stale, views]).to.deep.equal([1, [], 7]);
    expect(viewsOf(store.get('a')?.packed)).to.equal(7);
    expect(store.get('a')?.packed.fetchedAt).to.equal(time('2026-11-22'));
  });

  describe('of a year that is over', () => {
    const ASKED = [
      ['K4: was kept during its year: there is more to come', '2025-12-31', 1],
      ['K4: was kept on the morning after: the service may not have counted it to its end', '2026-01-01', 1],
      ['K4: was kept when it was certainly over: nobody is asked again', '2026-09-22', 0],
      ['was kept long ago, and may have been corrected', '2026-01-04', 1],
      ['was kept in the future, says a clock that was wrong', '2027-11-22', 1],
    ] as const;
    for (const [what, on, requests] of ASKED) {
      it(what, async () => {
        store.set('a', kept(on));
        const { calls, stale, views } = await load(() => fresh(2));
        expect([calls.length, stale, views]).to.deep.equal(requests ? [1, [1], 2] : [0, [], 1]);
      });
    }

    for (const [what, date] of [
      ['that ends early', '12-31'],
      ['with a day that was not counted', '06-15'],
    ] as const) {
      it(`${what} is shown at once and asked for again`, async () => {
        const points = Object.fromEntries(Object.entries(everyDay(2025, 1)).filter(([each]) => each !== date));
        store.set('a', kept('2026-09-22', 1, {}, points));
        const { calls, stale, views } = await load(() => fresh(2));
        expect([calls.length, stale, views]).to.deep.equal([1, [1], 2]);
      });
    }

    it('that was answered without a value is kept, shown at once on the next visit and asked for again', async () => {
      await load(() => fresh(7, {}, 2024));
      expect(store.size).to.equal(1);
      const { calls, stale, views } = await load(() => fresh(2));
      expect([calls.length, stale, views]).to.deep.equal([1, [undefined], 2]);
      expect(viewsOf(store.get('a')?.packed)).to.equal(2);
    });

    it('keeps its numbers if a later answer has no value', async () => {
      const points = Object.fromEntries(Object.entries(everyDay(2025, 1)).filter(([each]) => each !== '12-31'));
      store.set('a', kept('2026-09-22', 1, {}, points));
      const { views } = await load(() => fresh(7, {}, 2024));
      expect([views, viewsOf(store.get('a')?.packed)]).to.deep.equal([undefined, 1]);
    });

    it('is asked for all the same if somebody insists', async () => {
      store.set('a', kept('2026-09-22'));
      const { calls, stale, views } = await load(() => fresh(2), { reload: true });
      expect([calls.length, stale, views]).to.deep.equal([1, [], 2]);
      expect(viewsOf(store.get('a')?.packed)).to.equal(2);
    });
  });

  it('K1: of this year is shown at once, and what is kept is replaced by what comes', async () => {
    store.set('a', { packed: { ...kept('2026-11-21').packed, year: 2026 } });
    const { stale } = await load(() => fresh(2, {}, 2026), { year: 2026 });
    expect(stale).to.deep.equal([1]);
    expect(store.get('a')?.packed.fetchedAt).to.equal(time('2026-11-22'));
  });

  describe('of a service that says whether it is still the same', () => {
    it('is asked for with what the service said the last time', async () => {
      await load(() => fresh(1, { ETag: '"7"', 'Last-Modified': 'Sun, 22 Nov 2026 07:00:00 GMT' }, 2026), {
        year: 2026,
      });
      const { calls } = await load(() => fresh(2, {}, 2026), { year: 2026 });
      expect(calls[0]!.headers.get('If-None-Match')).to.equal('"7"');
      expect(calls[0]!.headers.get('If-Modified-Since')).to.equal('Sun, 22 Nov 2026 07:00:00 GMT');
      expect(calls[0]!.headers.get('Accept')).to.equal('application/json');
      expect(store.get('a')?.etag).to.equal(undefined);
    });

    it('stays what it was, but was seen today', async () => {
      store.set('a', kept('2025-12-31', 1, { etag: '"7"' }));
      const { block, views } = await load(() => new Response(null, { status: 304 }));
      expect([views, block.fetchedAt]).to.deep.equal([1, time('2026-11-22')]);
      expect(store.get('a')).to.deep.equal({ etag: '"7"', packed: block });
    });

    it('that has never been here cannot be the same', async () => {
      fakeFetch(() => new Response(null, { status: 304 }));
      expect(await statsErrorOf(blockFetcher(cache)(job(), signal))).to.have.property('reason', 'http');
    });
  });

  describe('of several requests', () => {
    const URLS = ['/january', '/february', '/march'];
    const requests = URLS.map((url): JobRequest => ({ url, init: {} }));
    /** What the decoder was given, as texts. */
    let given: readonly string[] | undefined;
    const decode: Decode = (answers, { statistic, year }, fetchedAt) => {
      given = answers.map((bytes) => new TextDecoder().decode(bytes));
      return { ...blockOf(statistic, year, whole('views', { '05-30': given.length })), fetchedAt };
    };
    const fetchAll = (more: Partial<DecoderRow> = {}, own = signal): Promise<JobResult> =>
      blockFetcher(cache, undefined, { ...DECODERS, 'stats-body': { load: () => decode, ...more } })(
        job({ requests }),
        own,
      );
    const answerTo = ({ url }: Call, headers: HeadersInit = {}): Response => new Response(url, { headers });
    beforeEach(() => (given = undefined));

    it('is decoded from all answers, in the order of the requests, whichever comes first', async () => {
      const { answer, give } = heldAnswers();
      fakeFetch(answer);
      const block = fetchAll();
      for (const i of [2, 0, 1]) {
        expect(given).to.equal(undefined);
        give(i, new Response(URLS[i]));
        await nextTask();
      }
      expect([viewsOf(await block), given]).to.deep.equal([3, URLS]);
      expect(viewsOf(store.get('a')?.packed)).to.equal(3);
    });

    it('is asked for without validators, and keeps none: what is not modified would be missing', async () => {
      store.set('a', kept('2025-12-31', 1, { etag: '"7"' }));
      const calls = fakeFetch((call) => answerTo(call, { ETag: '"8"' }));
      await fetchAll();
      expect(calls.map(({ headers }) => headers.get('If-None-Match'))).to.deep.equal([null, null, null]);
      expect(store.get('a')).to.have.all.keys('packed');
    });

    it('fails if the answer to one of them is "not modified", whatever is kept', async () => {
      store.set('a', kept('2025-12-31'));
      fakeFetch((call, index) => (index === 1 ? new Response(null, { status: 304 }) : answerTo(call)));
      expect(await statsErrorOf(fetchAll())).to.have.property('reason', 'http');
      expect(given).to.equal(undefined);
    });

    it('fails with the first that fails, and the others are aborted', async () => {
      const calls = fakeFetch((_, index) => (index === 1 ? json({}, 403) : never()));
      expect(await statsErrorOf(fetchAll())).to.have.property('reason', 'auth');
      expect(calls.map(({ init }) => init.signal!.aborted)).to.deep.equal([true, true, true]);
      expect([given, store.size]).to.deep.equal([undefined, 0]);
    });

    it('is not kept if one of the answers must not be', async () => {
      store.set('a', kept('2025-12-31'));
      fakeFetch((call, index) => answerTo(call, index === 2 ? { 'Cache-Control': 'no-store' } : {}));
      expect(viewsOf(await fetchAll())).to.equal(3);
      expect(store.size).to.equal(0);
    });

    it('rejects with the reason of the signal when it is given up', async () => {
      const abort = new AbortController();
      const calls = fakeFetch(never);
      const failure = failureOf(fetchAll({}, abort.signal));
      await nextTask();
      const reason = new Error('the reader went on');
      abort.abort(reason);
      expect(await failure).to.equal(reason);
      expect(calls.map(({ init }) => init.signal!.aborted)).to.deep.equal([true, true, true]);
    });

    it('can have a decoder that is loaded while the requests are under way', async () => {
      let loaded: (decode: Decode) => void = () => undefined;
      const calls = fakeFetch((call) => answerTo(call));
      const block = fetchAll({ load: () => new Promise((resolve) => (loaded = resolve)) });
      await nextTask();
      expect([calls.length, given]).to.deep.equal([3, undefined]);
      loaded(decode);
      expect(viewsOf(await block)).to.equal(3);
    });

    it('fails with the reason that the service of its decoder gives', async () => {
      fakeFetch(() => json({ message: 'late' }, 400));
      const explain = ({ message }: StatsError): StatsError => new StatsError('rate-limit', message);
      expect(await statsErrorOf(fetchAll({ explain }))).to.have.property('reason', 'rate-limit');
    });
  });

  const FAILURES: readonly [string, Answer, string][] = [
    ['W2: an error that comes as if nothing had happened', () => json({ error: 'no index' }), 'service'],
    ['K6: an answer without the statistic', () => json({ 'record-delta-category': {} }), 'malformed'],
    ['what is not JSON', () => new Response('<html>'), 'malformed'],
    ['a refusal', () => json({}, 403), 'auth'],
  ];
  for (const [what, answer, reason] of FAILURES) {
    it(`${what} is never kept, and leaves what is kept alone`, async () => {
      for (const before of [undefined, kept('2025-12-31')]) {
        store.clear();
        if (before) store.set('a', before);
        fakeFetch(answer);
        expect(await statsErrorOf(blockFetcher(cache)(job(), signal))).to.have.property('reason', reason);
        expect(store.get('a')).to.equal(before);
      }
    });
  }

  it('that nobody waits for any more is given up', async () => {
    const abort = new AbortController();
    const calls = fakeFetch(never);
    const failure = failureOf(blockFetcher(cache)(job(), abort.signal));
    await Promise.resolve();
    await Promise.resolve();
    abort.abort();
    expect(await failure).to.have.property('name', 'AbortError');
    expect(calls.every(({ init }) => init.signal!.aborted)).to.be.true;
    expect(store.size).to.equal(0);
  });
});
