import { expect } from '@open-wc/testing';
import {
  failureOf,
  fakeFetch,
  heldAnswers,
  json,
  never,
  nextTask,
  restoreFetch,
  statsErrorOf,
  type Call,
} from '../../../test/fake-fetch.js';
import { coveredDays } from '../../data/year-block.js';
import { faultInBlock } from '../../data/check-block.js';
import { blockFetcher } from '../worker/fetch-block.js';
import type { RunJob } from '../worker/job.js';
import { STATISTICS, type Statistic } from '../../vocabulary/terms.js';
import type { StatsSource, YearRequest } from '../source.js';
import { invenioSource } from './invenio-source.js';
import { STATISTIC_KEYS } from '../stats-body/statistic-keys.js';

const SRC = '/api/stats-dashboard';
/** Resolves an address, because a worker has no page to resolve it against. */
const absolute = (address: string): string => new URL(address, document.baseURI).href;
const { signal } = new AbortController();

const request = (more: Partial<YearRequest> = {}): YearRequest => ({
  statistic: 'usage-delta',
  year: 2025,
  dateBasis: 'added',
  ...more,
});
/** An answer with one point in the requested statistic. */
const answer = ({ json: sent }: Call): Response =>
  json({
    [Object.keys(sent as object)[0]!]: { global: { views: [{ id: 'global', name: '', data: [['05-30', 2]] }] } },
  });
const ok = (statistic: Statistic = 'usage-delta'): Response => json({ [STATISTIC_KEYS[statistic]]: {} });
const yearOf = ({ json: sent }: Call): string =>
  (sent as Record<string, { params: { start_date: string } }>)['usage-delta-category']!.params.start_date.slice(0, 4);

const setCookie = (text: string): void => {
  document.cookie = `${text}; path=/`;
};
const clearCookies = (): void => {
  for (const name of ['csrftoken', 'xcsrftoken', 'other']) setCookie(`${name}=; max-age=0`);
};

describe('invenioSource', function () {
  // Nothing in these tests takes time.
  this.timeout(2000);

  let source: StatsSource;
  // Runs on the page and without a cache: workers and caches have their own tests.
  let fetchBlock: RunJob;
  beforeEach(() => {
    fetchBlock = blockFetcher({
      get: async () => undefined,
      put: async () => undefined,
      delete: async () => undefined,
    });
    source = invenioSource({ src: SRC, fetchBlock });
  });
  afterEach(() => {
    restoreFetch();
    clearCookies();
  });

  it('has the same key for the same address and credentials only', () => {
    const keys = [
      invenioSource({ src: SRC }),
      invenioSource({ src: SRC, credentials: 'include' }),
      invenioSource({ src: '/api/other' }),
      invenioSource({ src: SRC, credentials: 'same-origin', timeout: 5 }),
    ].map(({ key }) => key);
    expect(keys[3]).to.equal(keys[0]);
    expect(new Set(keys).size).to.equal(3);
  });

  it('W1: describes the only date basis of the service and no limit of years, without a request', async () => {
    const calls = fakeFetch(never);
    expect(await source.describe(signal)).to.deep.equal({ dateBases: ['added'] });
    expect(calls.length).to.equal(0);
  });

  describe('requests', () => {
    it('W1: requests one statistic of one whole calendar year, with both dates', async () => {
      const calls = fakeFetch(answer);
      await source.load(request({ year: 2024 }), signal);
      expect(calls.map(({ json: sent }) => sent)).to.deep.equal([
        {
          'usage-delta-category': {
            stat: 'usage-delta-category',
            params: { community_id: 'global', start_date: '2024-01-01', end_date: '2024-12-31', date_basis: 'added' },
          },
        },
      ]);
    });

    it('sends the community and the date basis', async () => {
      const calls = fakeFetch(answer);
      await source.load(request({ community: 'astronomy', dateBasis: 'published' }), signal);
      const [{ params }] = Object.values(calls[0]!.json as object) as [{ params: object }];
      expect(params).to.include({ community_id: 'astronomy', date_basis: 'published' });
    });

    for (const statistic of STATISTICS) {
      it(`W14: requests ${statistic} as ${STATISTIC_KEYS[statistic]}, both as key and as value`, async () => {
        const calls = fakeFetch(answer);
        const block = await source.load(request({ statistic }), signal);
        expect(
          Object.entries(calls[0]!.json as object).map(([key, { stat }]: [string, { stat: string }]) => [key, stat]),
        ).to.deep.equal([[STATISTIC_KEYS[statistic], STATISTIC_KEYS[statistic]]]);
        expect(STATISTIC_KEYS[statistic]).to.match(/^(record|usage)-(delta|snapshot)-category$/);
        expect(block.statistic).to.equal(statistic);
      });
    }

    it('W3: sends a POST of JSON to the address and accepts plain JSON', async () => {
      const calls = fakeFetch(answer);
      await source.load(request(), signal);
      const [{ url, init, headers }] = calls as [Call];
      expect({ url, method: init.method, credentials: init.credentials }).to.deep.equal({
        url: absolute(SRC),
        method: 'POST',
        credentials: 'same-origin',
      });
      expect(Object.fromEntries(headers)).to.deep.equal({
        accept: 'application/json',
        'content-type': 'application/json',
      });
    });

    it('sends cookies as the option `credentials` says', async () => {
      const calls = fakeFetch(answer);
      await invenioSource({ src: SRC, credentials: 'include' }).load(request(), signal);
      expect(calls[0]!.init.credentials).to.equal('include');
    });
  });

  describe('answers', () => {
    it('returns a block of the requested year and statistic with the time of its arrival', async () => {
      fakeFetch(answer);
      const before = Date.now();
      const { year, statistic, tables, fetchedAt } = await source.load(request(), signal);
      expect({ year, statistic, value: tables[0]!.columns[0]![149] }).to.deep.equal({
        year: 2025,
        statistic: 'usage-delta',
        value: 2,
      });
      expect(fetchedAt).to.be.within(before, Date.now());
    });

    it('returns a block without covered days if the whole answer is of another year', async () => {
      const series = { id: 'global', name: '', data: [['05-30', 2]], year: 2024 };
      fakeFetch(() => json({ 'usage-delta-category': { global: { views: [series] } } }));
      const block = await source.load(request(), signal);
      expect(faultInBlock(block, request())).to.equal(undefined);
      expect(coveredDays(block)).to.deep.equal([]);
      expect(block.problems).to.deep.equal([{ path: 'usage-delta-category.global.views[0].year', found: '2024' }]);
    });

    it('W2: rejects an error with HTTP 200 with the reason "service"', async () => {
      fakeFetch(() => json({ error: 'Community x not found: x' }));
      expect(await statsErrorOf(source.load(request(), signal))).to.include({
        reason: 'service',
        message: 'Community x not found: x',
      });
    });

    it('K6: rejects an answer without the requested statistic as malformed', async () => {
      fakeFetch(() => ok('usage-snapshot'));
      expect(await statsErrorOf(source.load(request(), signal))).to.include({
        reason: 'malformed',
        path: 'usage-delta-category',
      });
    });

    it('W2: rejects an HTTP status 429 with the reason "rate-limit"', async () => {
      fakeFetch(() => json({ status: 429, message: 'slow down' }, 429));
      expect(await statsErrorOf(source.load(request(), signal))).to.have.property('reason', 'rate-limit');
    });

    it('rejects an invalid address with the reason "network"', async () => {
      restoreFetch();
      const error = await statsErrorOf(invenioSource({ src: 'https://' }).load(request(), signal));
      expect(error).to.have.property('reason', 'network');
    });

    it('rejects with the reason "timeout" after the given time without an answer', async () => {
      fakeFetch(never);
      const error = await statsErrorOf(invenioSource({ src: SRC, timeout: 20 }).load(request(), signal));
      expect(error).to.have.property('reason', 'timeout');
    });
  });

  describe('CSRF', () => {
    const refusal = (message = 'CSRF cookie not set.'): Response => json({ status: 400, message }, 400);
    const tokens = (calls: readonly Call[]): (string | null)[] =>
      calls.map(({ headers }) => headers.get('X-CSRFToken'));

    it('sends the CSRF cookie in the header without decoding it', async () => {
      setCookie('other=1');
      setCookie('csrftoken=aB.c-%3D~==');
      const calls = fakeFetch(answer);
      await source.load(request(), signal);
      expect(tokens(calls)).to.deep.equal(['aB.c-%3D~==']);
    });

    it('ignores a cookie whose name only ends in the name of the CSRF cookie', async () => {
      setCookie('xcsrftoken=abc');
      const calls = fakeFetch(answer);
      await source.load(request(), signal);
      expect(tokens(calls)).to.deep.equal([null]);
    });

    it('sends the CSRF token to no other origin, whatever the credentials', async () => {
      setCookie('csrftoken=abc');
      const token = async (src: string, credentials?: RequestCredentials): Promise<string | null> => {
        const calls = fakeFetch(answer);
        await invenioSource({ src, ...(credentials && { credentials }) }).load(request(), signal);
        return calls[0]!.headers.get('X-CSRFToken');
      };
      expect(await token(SRC, 'omit')).to.equal(null);
      expect(await token(`${location.origin}/api/stats`)).to.equal('abc');
      expect(await token('api/stats', 'same-origin')).to.equal('abc');
      expect(await token('https://repository.example/api/stats')).to.equal(null);
      expect(await token('//repository.example/api/stats')).to.equal(null);
      expect(await token('https://repository.example/api/stats', 'include')).to.equal(null);
      expect(await token(SRC, 'include')).to.equal('abc');
    });

    it('reads no cookie in a sandbox, which has no origin and where reading a cookie throws', async () => {
      const { origin } = self;
      const forbidden = () => {
        throw new DOMException('sandboxed', 'SecurityError');
      };
      Object.defineProperty(self, 'origin', { value: 'null', configurable: true });
      Object.defineProperty(document, 'cookie', { get: forbidden, configurable: true });
      try {
        const calls = fakeFetch(answer);
        await source.load(request(), signal);
        expect([tokens(calls), calls[0]!.init.referrerPolicy]).to.deep.equal([[null], undefined]);
      } finally {
        Object.defineProperty(self, 'origin', { value: origin, configurable: true });
        Reflect.deleteProperty(document, 'cookie');
      }
    });

    it('sends a Referer to its own origin whatever the policy of the page, which applies to other origins', async () => {
      const policy = async (src: string): Promise<unknown> => {
        const calls = fakeFetch(answer);
        await invenioSource({ src }).load(request(), signal);
        return calls[0]!.init.referrerPolicy;
      };
      expect(await policy(SRC)).to.equal('same-origin');
      expect(await policy('https://repository.example/api/stats')).to.equal(undefined);
    });

    it('K7: repeats a request with the cookie that a CSRF refusal has set', async () => {
      const calls = fakeFetch((call, index) => {
        if (index > 0) return answer(call);
        setCookie('csrftoken=fresh');
        return refusal();
      });
      expect(await source.load(request(), signal)).to.include({ year: 2025, statistic: 'usage-delta' });
      expect(tokens(calls)).to.deep.equal([null, 'fresh']);
      expect(calls[1]!.json).to.deep.equal(calls[0]!.json);
    });

    it('K7: rejects with the reason "csrf" after a second refusal', async () => {
      const calls = fakeFetch(() => refusal('CSRF token missing or incorrect.'));
      expect(await statsErrorOf(source.load(request(), signal))).to.have.property('reason', 'csrf');
      expect(calls.length).to.equal(2);
    });

    it('repeats the request of each load once after a CSRF refusal', async () => {
      const calls = fakeFetch((call, index) => (index % 2 ? answer(call) : refusal()));
      await source.load(request({ year: 2025 }), signal);
      await source.load(request({ year: 2024 }), signal);
      expect(calls.length).to.equal(4);
    });

    it('does not repeat a request after other failures', async () => {
      const failures = [
        () => json({ message: 'bad' }, 400),
        () => json({}, 403),
        () => json({ error: 'CSRF' }),
        () => json({}, 500),
      ];
      for (const failure of failures) {
        const calls = fakeFetch(failure);
        await statsErrorOf(source.load(request(), signal));
        expect(calls.length).to.equal(1);
      }
    });
  });

  describe('abort', () => {
    it('aborts the request and rejects with the reason of the signal', async () => {
      const calls = fakeFetch(never);
      const abort = new AbortController();
      const failure = failureOf(source.load(request(), abort.signal));
      await nextTask();
      const reason = new Error('the reader went on');
      abort.abort(reason);
      expect(await failure).to.equal(reason);
      expect(calls[0]!.init.signal!.aborted).to.be.true;
    });

    it('sends no request if the signal is aborted before', async () => {
      const calls = fakeFetch(never);
      const reason = new Error('too late');
      expect(await failureOf(source.load(request(), AbortSignal.abort(reason)))).to.equal(reason);
      expect(calls.length).to.equal(0);
    });
  });

  describe('concurrent requests', () => {
    const years = [2025, 2024, 2023, 2022, 2021, 2020, 2019];
    /** Loads these years at the same time; holds all answers. */
    const start = (count: number) => {
      const held = heldAnswers();
      const calls = fakeFetch(held.answer);
      const aborts = years.map(() => new AbortController());
      const loads = years.slice(0, count).map((year, i) => source.load(request({ year }), aborts[i]!.signal));
      return { calls, aborts, loads, give: held.give, sent: () => calls.map(yearOf) };
    };

    it('K8: sends at most four requests at a time and queues the others in order', async () => {
      const { give, loads, sent } = start(7);
      await nextTask();
      expect(sent()).to.deep.equal(['2025', '2024', '2023', '2022']);
      give(2, ok());
      await loads[2];
      await nextTask();
      expect(sent()).to.deep.equal(['2025', '2024', '2023', '2022', '2021']);
      give(0, ok());
      give(1, ok());
      await Promise.all([loads[0], loads[1]]);
      await nextTask();
      expect(sent().slice(5)).to.deep.equal(['2020', '2019']);
      for (const i of [3, 4, 5, 6]) give(i, ok());
      expect((await Promise.all(loads)).map(({ year }) => year)).to.deep.equal(years);
    });

    it('K8: sends at most four requests at a time after a queue has become empty', async () => {
      const { give, loads, calls } = start(7);
      await nextTask();
      for (const i of [0, 1, 2]) give(i, ok());
      await Promise.all(loads.slice(0, 3));
      await nextTask();
      for (const i of [3, 4, 5, 6]) give(i, ok());
      await Promise.all(loads);
      const more = years.map((year) => source.load(request({ year }), signal));
      await nextTask();
      expect(calls.length).to.equal(7 + 4);
      for (const i of [7, 8, 9, 10]) give(i, ok());
      await Promise.all(more.slice(0, 4));
      await nextTask();
      expect(calls.length).to.equal(7 + 7);
      for (const i of [11, 12, 13]) give(i, ok());
      await Promise.all(more);
    });

    it('K8: sends the next queued request after a failure', async () => {
      const { give, loads, sent } = start(6);
      await nextTask();
      give(0, json({}, 500));
      give(1, json({ error: 'no' }));
      await Promise.all([statsErrorOf(loads[0]!), statsErrorOf(loads[1]!)]);
      await nextTask();
      expect(sent().slice(4)).to.deep.equal(['2021', '2020']);
    });

    it('K8: sends the next queued request after an abort', async () => {
      const { aborts, loads, sent } = start(5);
      await nextTask();
      aborts[1]!.abort();
      expect(await failureOf(loads[1]!)).to.have.property('name', 'AbortError');
      await nextTask();
      expect(sent().slice(4)).to.deep.equal(['2021']);
    });

    it('K8: removes an aborted request from the queue at once and never sends it', async () => {
      const { aborts, give, loads, sent } = start(6);
      await nextTask();
      const reason = new Error('no longer wanted');
      aborts[4]!.abort(reason);
      const first = await Promise.race([failureOf(loads[4]!), nextTask().then(() => 'still waiting')]);
      expect(first).to.equal(reason);
      give(0, ok());
      await loads[0];
      await nextTask();
      expect(sent().slice(4)).to.deep.equal(['2020']);
    });

    it('K8: keeps the order of the queue when several queued requests are aborted', async () => {
      const { aborts, give, loads, sent } = start(7);
      await nextTask();
      for (const i of [4, 5]) aborts[i]!.abort();
      await Promise.all([failureOf(loads[4]!), failureOf(loads[5]!)]);
      give(3, ok());
      await loads[3];
      await nextTask();
      expect(sent().slice(4)).to.deep.equal(['2019']);
    });

    it('K8: keeps all slots when a request that was queued is aborted', async () => {
      const { aborts, give, loads, sent } = start(7);
      await nextTask();
      give(0, ok());
      await loads[0];
      await nextTask();
      aborts[4]!.abort();
      await failureOf(loads[4]!);
      give(1, ok());
      await loads[1];
      await nextTask();
      expect(sent().slice(4)).to.deep.equal(['2021', '2020', '2019']);
    });

    it('K8: rejects at once, without queueing, if the signal is aborted before', async () => {
      const { sent } = start(4);
      await nextTask();
      const reason = new Error('too late');
      const failure = failureOf(source.load(request(), AbortSignal.abort(reason)));
      expect(await Promise.race([failure, nextTask().then(() => 'waiting')])).to.equal(reason);
      expect(sent()).to.have.length(4);
    });

    it('K7: sends queued requests with the fresh token after a CSRF refusal', async () => {
      const { calls, give, loads, sent } = start(6);
      await nextTask();
      setCookie('csrftoken=fresh');
      give(0, json({ message: 'CSRF cookie not set.' }, 400));
      for (const i of [1, 2, 3, 4, 5, 6]) give(i, ok());
      await Promise.all(loads);
      expect(sent().sort()).to.deep.equal(['2020', '2021', '2022', '2023', '2024', '2025', '2025']);
      const tokens = calls.slice(4).map(({ headers }) => headers.get('X-CSRFToken'));
      expect(tokens).to.deep.equal(['fresh', 'fresh', 'fresh']);
    });

    it('shares the slots of an origin between two sources', async () => {
      const { calls } = start(5);
      const other = invenioSource({ src: '/other', fetchBlock });
      const abort = new AbortController();
      const load = failureOf(other.load(request(), abort.signal));
      await nextTask();
      expect(calls).to.have.length(4);
      abort.abort();
      await load;
    });

    it('sends requests to another origin while a service does not answer', async () => {
      const { calls } = start(7);
      const abort = new AbortController();
      const other = invenioSource({ src: 'https://other.example/api/stats', fetchBlock });
      const load = failureOf(other.load(request(), abort.signal));
      await nextTask();
      expect(calls.map(({ url }) => new URL(url).origin).slice(4)).to.deep.equal(['https://other.example']);
      abort.abort();
      await load;
    });
  });
});
