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
/** A year with the same number of views on each day, as stored on a given day. */
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

describe('blockFetcher', function () {
  // Nothing in these tests takes time.
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
  /** Loads a block; returns the requests, the stale blocks and the final one. */
  const load = async (answer: Answer, more: Partial<Job> = {}) => {
    const calls = fakeFetch(answer);
    const stale: (number | undefined)[] = [];
    const block = await blockFetcher(cache)(job(more), signal, (given) => stale.push(viewsOf(given)));
    return { calls, stale, block, views: viewsOf(block) };
  };

  describe('answers that must not be stored', () => {
    const NO_STORE = { 'Cache-Control': 'private, No-Store' };
    const elsewhere = (response: Response): Response =>
      Object.defineProperties(response, { redirected: { value: true }, url: { value: `${location.origin}/v2` } });

    for (const [what, method, answer] of [
      ['that the service forbids to store', 'POST', () => fresh(7, NO_STORE)],
      ['from a redirect', 'GET', () => elsewhere(fresh(7))],
    ] as const) {
      it(`returns an answer ${what} without storing it, and deletes the stored block`, async () => {
        for (const before of [undefined, kept('2025-12-31'), kept('2025-12-31', 1, { etag: '"7"' })]) {
          store.clear();
          if (before) store.set('a', before);
          const { stale, views } = await load(answer, { requests: [{ ...REQUEST, init: { method } }] });
          expect([stale, views, store.size]).to.deep.equal([before ? [1] : [], 7, 0]);
        }
      });
    }

    it('returns and deletes the stored block if a "not modified" answer forbids storing it', async () => {
      store.set('a', kept('2025-12-31', 1, { etag: '"7"' }));
      const { views } = await load(() => new Response(null, { status: 304, headers: NO_STORE }));
      expect([views, store.size]).to.deep.equal([1, 0]);
    });

    it('repeats a request without validators if a redirect led to "not modified"', async () => {
      store.set('a', kept('2025-12-31', 1, { etag: '"7"' }));
      const { calls, views } = await load(
        (_, index) => elsewhere(index ? fresh(7) : new Response(null, { status: 304 })),
        { requests: [{ ...REQUEST, init: { method: 'GET' } }] },
      );
      expect(calls.map(({ headers }) => headers.get('If-None-Match'))).to.deep.equal(['"7"', null]);
      expect([views, store.size]).to.deep.equal([7, 0]);
    });

    it('stores a block again as soon as the service allows it', async () => {
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

  it('requests and stores a block that is not stored', async () => {
    const { calls, stale, views } = await load(() => fresh(7));
    expect([calls.length, stale, views]).to.deep.equal([1, [], 7]);
    expect(viewsOf(store.get('a')?.packed)).to.equal(7);
    expect(store.get('a')?.packed.fetchedAt).to.equal(time('2026-11-22'));
  });

  describe('blocks of a past year', () => {
    const ASKED = [
      ['K4: requests a past year again that was stored before its end', '2025-12-31', 1],
      [
        'K4: requests a past year again that was stored on the day after, possibly without its last days',
        '2026-01-01',
        1,
      ],
      ['K4: sends no request for a past year that was stored long after its end', '2026-09-22', 0],
      ['requests a past year again that was stored long ago, as it may have been corrected', '2026-01-04', 1],
      ['requests a past year again that was stored in the future by a wrong clock', '2027-11-22', 1],
    ] as const;
    for (const [what, on, requests] of ASKED) {
      it(what, async () => {
        store.set('a', kept(on));
        const { calls, stale, views } = await load(() => fresh(2));
        expect([calls.length, stale, views]).to.deep.equal(requests ? [1, [1], 2] : [0, [], 1]);
      });
    }

    for (const [what, date] of [
      ['without its last day', '12-31'],
      ['with a day that was not counted', '06-15'],
    ] as const) {
      it(`shows a stored past year ${what} at once and requests it again`, async () => {
        const points = Object.fromEntries(Object.entries(everyDay(2025, 1)).filter(([each]) => each !== date));
        store.set('a', kept('2026-09-22', 1, {}, points));
        const { calls, stale, views } = await load(() => fresh(2));
        expect([calls.length, stale, views]).to.deep.equal([1, [1], 2]);
      });
    }

    it('stores an answer without a value, shows it at once next time and requests it again', async () => {
      await load(() => fresh(7, {}, 2024));
      expect(store.size).to.equal(1);
      const { calls, stale, views } = await load(() => fresh(2));
      expect([calls.length, stale, views]).to.deep.equal([1, [undefined], 2]);
      expect(viewsOf(store.get('a')?.packed)).to.equal(2);
    });

    it('keeps the stored numbers if a later answer has no value', async () => {
      const points = Object.fromEntries(Object.entries(everyDay(2025, 1)).filter(([each]) => each !== '12-31'));
      store.set('a', kept('2026-09-22', 1, {}, points));
      const { views } = await load(() => fresh(7, {}, 2024));
      expect([views, viewsOf(store.get('a')?.packed)]).to.deep.equal([undefined, 1]);
    });

    it('requests a past year again on reload', async () => {
      store.set('a', kept('2026-09-22'));
      const { calls, stale, views } = await load(() => fresh(2), { reload: true });
      expect([calls.length, stale, views]).to.deep.equal([1, [], 2]);
      expect(viewsOf(store.get('a')?.packed)).to.equal(2);
    });
  });

  it('K1: shows the stored current year at once and replaces it with the fresh one', async () => {
    store.set('a', { packed: { ...kept('2026-11-21').packed, year: 2026 } });
    const { stale } = await load(() => fresh(2, {}, 2026), { year: 2026 });
    expect(stale).to.deep.equal([1]);
    expect(store.get('a')?.packed.fetchedAt).to.equal(time('2026-11-22'));
  });

  describe('conditional requests', () => {
    it('sends the stored ETag and Last-Modified with the next request', async () => {
      await load(() => fresh(1, { ETag: '"7"', 'Last-Modified': 'Sun, 22 Nov 2026 07:00:00 GMT' }, 2026), {
        year: 2026,
      });
      const { calls } = await load(() => fresh(2, {}, 2026), { year: 2026 });
      expect(calls[0]!.headers.get('If-None-Match')).to.equal('"7"');
      expect(calls[0]!.headers.get('If-Modified-Since')).to.equal('Sun, 22 Nov 2026 07:00:00 GMT');
      expect(calls[0]!.headers.get('Accept')).to.equal('application/json');
      expect(store.get('a')?.etag).to.equal(undefined);
    });

    it('returns the stored block with the current time after "not modified"', async () => {
      store.set('a', kept('2025-12-31', 1, { etag: '"7"' }));
      const { block, views } = await load(() => new Response(null, { status: 304 }));
      expect([views, block.fetchedAt]).to.deep.equal([1, time('2026-11-22')]);
      expect(store.get('a')).to.deep.equal({ etag: '"7"', packed: block });
    });

    it('rejects with the reason "http" if a block that is not stored is "not modified"', async () => {
      fakeFetch(() => new Response(null, { status: 304 }));
      expect(await statsErrorOf(blockFetcher(cache)(job(), signal))).to.have.property('reason', 'http');
    });
  });

  describe('several requests', () => {
    const URLS = ['/january', '/february', '/march'];
    const requests = URLS.map((url): JobRequest => ({ url, init: {} }));
    /** The bodies passed to the decoder, as texts. */
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

    it('decodes all answers in the order of the requests, whichever arrives first', async () => {
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

    it('sends several requests without validators and stores none, because an unmodified answer would be missing', async () => {
      store.set('a', kept('2025-12-31', 1, { etag: '"7"' }));
      const calls = fakeFetch((call) => answerTo(call, { ETag: '"8"' }));
      await fetchAll();
      expect(calls.map(({ headers }) => headers.get('If-None-Match'))).to.deep.equal([null, null, null]);
      expect(store.get('a')).to.have.all.keys('packed');
    });

    it('rejects if one of several answers is "not modified", whatever is stored', async () => {
      store.set('a', kept('2025-12-31'));
      fakeFetch((call, index) => (index === 1 ? new Response(null, { status: 304 }) : answerTo(call)));
      expect(await statsErrorOf(fetchAll())).to.have.property('reason', 'http');
      expect(given).to.equal(undefined);
    });

    it('rejects with the first failure of several requests and aborts the others', async () => {
      const calls = fakeFetch((_, index) => (index === 1 ? json({}, 403) : never()));
      expect(await statsErrorOf(fetchAll())).to.have.property('reason', 'auth');
      expect(calls.map(({ init }) => init.signal!.aborted)).to.deep.equal([true, true, true]);
      expect([given, store.size]).to.deep.equal([undefined, 0]);
    });

    it('stores no block if one of its answers must not be stored', async () => {
      store.set('a', kept('2025-12-31'));
      fakeFetch((call, index) => answerTo(call, index === 2 ? { 'Cache-Control': 'no-store' } : {}));
      expect(viewsOf(await fetchAll())).to.equal(3);
      expect(store.size).to.equal(0);
    });

    it('rejects several requests with the reason of the aborted signal', async () => {
      const abort = new AbortController();
      const calls = fakeFetch(never);
      const failure = failureOf(fetchAll({}, abort.signal));
      await nextTask();
      const reason = new Error('the reader went on');
      abort.abort(reason);
      expect(await failure).to.equal(reason);
      expect(calls.map(({ init }) => init.signal!.aborted)).to.deep.equal([true, true, true]);
    });

    it('loads the decoder while the requests are in progress', async () => {
      let loaded: (decode: Decode) => void = () => undefined;
      const calls = fakeFetch((call) => answerTo(call));
      const block = fetchAll({ load: () => new Promise((resolve) => (loaded = resolve)) });
      await nextTask();
      expect([calls.length, given]).to.deep.equal([3, undefined]);
      loaded(decode);
      expect(viewsOf(await block)).to.equal(3);
    });

    it('rejects with the reason that the service of the decoder explains', async () => {
      fakeFetch(() => json({ message: 'late' }, 400));
      const explain = ({ message }: StatsError): StatsError => new StatsError('rate-limit', message);
      expect(await statsErrorOf(fetchAll({ explain }))).to.have.property('reason', 'rate-limit');
    });
  });

  const FAILURES: readonly [string, Answer, string][] = [
    ['W2: stores no error with HTTP 200', () => json({ error: 'no index' }), 'service'],
    ['K6: stores no answer without the statistic', () => json({ 'record-delta-category': {} }), 'malformed'],
    ['stores no answer that is not JSON', () => new Response('<html>'), 'malformed'],
    ['stores no answer with HTTP 403', () => json({}, 403), 'auth'],
  ];
  for (const [what, answer, reason] of FAILURES) {
    it(`${what} and does not change the stored block`, async () => {
      for (const before of [undefined, kept('2025-12-31')]) {
        store.clear();
        if (before) store.set('a', before);
        fakeFetch(answer);
        expect(await statsErrorOf(blockFetcher(cache)(job(), signal))).to.have.property('reason', reason);
        expect(store.get('a')).to.equal(before);
      }
    });
  }

  it('aborts the request when its signal is aborted', async () => {
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
