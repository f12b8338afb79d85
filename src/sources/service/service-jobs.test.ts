import { expect } from '@open-wc/testing';
import { day } from '../../../test/builders.js';
import { restoreClock, setClock } from '../../../test/fake-clock.js';
import { fakeFetch, json, never, restoreFetch, statsErrorOf, type Answer } from '../../../test/fake-fetch.js';
import { dayOfTime, type Day } from '../../data/day.js';
import { coveredDays, type YearBlock } from '../../data/year-block.js';
import { pack } from '../cache/encode-block.js';
import type { BlockCache, Kept } from '../cache/storage.js';
import { StatsError } from '../errors.js';
import { parseJson } from '../http/fetch.js';
import { jobFor, type Job } from '../worker/job.js';
import type { Decode } from '../worker/decoders.js';
import { blockOfPeriods, monthsOf, wholeTable } from './period-block.js';
import { serviceJobs, type ServiceJobs } from './service-jobs.js';

const { signal } = new AbortController();

/** Reads bodies such as `7`: the views of a month. */
const decodeUntil =
  (throughOf: (fetchedAt: number) => Day): Decode =>
  ([bytes], { statistic, year, period }, fetchedAt) => {
    const value = parseJson(new TextDecoder().decode(bytes));
    if (typeof value !== 'number') throw new StatsError('malformed', 'no number');
    const values = monthsOf(year).map(({ start }) => (start === period?.start ? value : undefined));
    return blockOfPeriods({
      ...{ statistic, year, fetchedAt, periods: monthsOf(year), through: throughOf(fetchedAt) },
      ...(period && { period }),
      tables: [wholeTable('views', 'x', values)],
    });
  };
const DECODERS = {
  months: { load: () => decodeUntil(() => day('2025-12-31')) },
  /** Of a month that is running, the days until today are counted. */
  running: { load: () => decodeUntil(dayOfTime) },
};
const store = new Map<string, Kept>();
const cache: BlockCache = {
  get: async (key) => store.get(key),
  put: async (key, block, validators) =>
    void store.set(key, { ...validators, packed: 'bytes' in block ? block : pack(block) }),
  delete: async (key) => void store.delete(key),
};
let service = 0;
/** Each test has a service of its own, because limits are those of an origin. */
const start = (
  answer: Answer,
  instead?: (job: Job, error: unknown) => Job | undefined,
  failureIn?: (block: YearBlock) => StatsError | undefined,
) => {
  const origin = `https://service-${++service}.example`;
  const calls = fakeFetch(answer);
  const jobs = serviceJobs(DECODERS, {
    ...{ openCache: () => cache },
    ...(instead && { instead }),
    ...(failureIn && { failureIn }),
  });
  const month = (number: number, more: Partial<Job> = {}): Job => {
    const period = monthsOf(2025)[number - 1]!;
    const requests = [{ url: `${origin}/${number}`, init: {} }];
    return jobFor({ decoder: 'months', requests, statistic: 'usage-delta', year: 2025, period, ...more });
  };
  return { calls, jobs, month, origin };
};

describe('serviceJobs', () => {
  afterEach(() => {
    store.clear();
    restoreFetch();
    restoreClock();
  });

  it('merges the months of a year, and tells how many answers are there', async () => {
    const { jobs, month } = start(({ url }) => json(Number(url.split('/').at(-1))));
    const progress: string[] = [];
    const options = { onProgress: (done: number, count: number) => progress.push(`${done}/${count}`) };
    const block = await jobs.load([month(3), month(1)], signal, options);
    expect(block.tables[0]!.columns[0]!.reduce((sum, value) => sum + (value || 0), 0)).to.equal(4);
    expect(progress).to.deep.equal(['1/2', '2/2']);
  });

  it('sends equal requests once', async () => {
    const { calls, jobs, month } = start(() => json(1));
    await Promise.all([jobs.load([month(1), month(2)], signal), jobs.load([month(2)], signal)]);
    expect(calls).to.have.length(2);
  });

  it('sends them again on reload', async () => {
    const { calls, jobs, month } = start(() => json(1));
    await jobs.load([month(1)], signal);
    await jobs.load([month(1)], signal, { reload: true });
    expect(calls).to.have.length(2);
  });

  it('fails with the failure of a month, keeps the others, and requests only that month again', async () => {
    let isBroken = true;
    const { calls, jobs, month } = start(({ url }) => (isBroken && url.endsWith('/2') ? json('no') : json(1)));
    const year = [month(1), month(2)];
    expect((await statsErrorOf(jobs.load(year, signal))).reason).to.equal('malformed');
    isBroken = false;
    await jobs.load(year, signal);
    expect(calls.map(({ url }) => url.at(-1))).to.deep.equal(['1', '2', '2']);
  });

  describe('shows what is there if a month fails', () => {
    /** Loads months; returns what was shown meanwhile, the result and the failure. */
    const shownBy = async (by: ServiceJobs, jobs: readonly Job[], reload = false) => {
      const shown: YearBlock[] = [];
      const progress: number[] = [];
      const options = {
        reload,
        onStale: (block: YearBlock) => shown.push(block),
        onProgress: (n: number) => progress.push(n),
      };
      const error = await statsErrorOf(by.load(jobs, signal, options));
      return { error, progress, last: shown.at(-1) };
    };
    const valuesOf = (block: YearBlock | undefined): (number | undefined)[] =>
      [1, 2, 3].map((number) => {
        const value = block?.tables[0]?.columns[0]?.[monthsOf(2025)[number - 1]!.end - day('2025-01-01')];
        return Number.isNaN(value) ? undefined : value;
      });

    it('with that month unknown, and says why it failed', async () => {
      const { jobs, month } = start(({ url }) => (url.endsWith('/2') ? json({}, 403) : json(7)));
      const { error, last, progress } = await shownBy(jobs, [month(3), month(2), month(1)]);
      expect([error.reason, valuesOf(last), progress]).to.deep.equal(['auth', [7, undefined, 7], [1, 2, 3]]);
    });

    it('with the earlier numbers of that month, if there are some', async () => {
      let isDown = false;
      const { jobs, month } = start(({ url }) => (isDown ? (url.endsWith('/2') ? json({}, 403) : json(8)) : json(7)));
      const year = [month(3), month(2), month(1)];
      await jobs.load(year, signal);
      isDown = true;
      const { error, last } = await shownBy(jobs, year, true);
      expect([error.reason, valuesOf(last)]).to.deep.equal(['auth', [8, 7, 8]]);
    });

    it('with the cached numbers of that month, if there are some', async () => {
      setClock('2025-02-20T10:00:00Z');
      const { jobs, month } = start(() => json(7));
      await jobs.load([month(2)], signal);
      const { error, last } = await shownBy(start(() => json({}, 403)).jobs, [month(2)]);
      expect([error.reason, valuesOf(last)]).to.deep.equal(['auth', [undefined, 7, undefined]]);
    });

    it('without waiting for others if the whole service refuses more requests', async () => {
      const { jobs, month } = start(({ url }) =>
        url.endsWith('/2')
          ? new Response('', { status: 429, headers: { 'Retry-After': '60' } })
          : url.endsWith('/1')
            ? never()
            : json(7),
      );
      const { error, last } = await shownBy(jobs, [month(3), month(2), month(1)]);
      expect([error.reason, valuesOf(last)]).to.deep.equal(['rate-limit', [undefined, undefined, 7]]);
    });

    it('and nothing if all months fail', async () => {
      const { jobs, month } = start(() => json({}, 403));
      const { error, last } = await shownBy(jobs, [month(2), month(1)]);
      expect([error.reason, last]).to.deep.equal(['auth', undefined]);
    });

    it('not the answer to a smaller request in place of earlier numbers', async () => {
      let isDown = false;
      const smaller = ({ requests: [request], ...job }: Job): Job =>
        jobFor({ ...job, requests: [{ url: `${request!.url}?small`, init: {} }] });
      const { jobs, month } = start(
        ({ url }) => (url.endsWith('small') ? json(1) : isDown ? json({}, 403) : json(7)),
        smaller,
      );
      await jobs.load([month(2)], signal);
      isDown = true;
      const { error, last } = await shownBy(jobs, [month(2)], true);
      expect([error.reason, valuesOf(last)]).to.deep.equal(['auth', [undefined, 7, undefined]]);
    });
  });

  it('does not cache a block that lacks a part which the service failed to send, and fails with that failure', async () => {
    let isDown = false;
    const failure = new StatsError('service', 'no views');
    const { jobs, month } = start(
      () => json(isDown ? 0 : 7),
      undefined,
      ({ tables }) => (tables[0]!.columns[0]!.includes(7) ? undefined : failure),
    );
    const year = [month(1)];
    await jobs.load(year, signal);
    const before = [...store.values()];
    isDown = true;
    expect(await statsErrorOf(jobs.load(year, signal, { reload: true }))).to.equal(failure);
    expect([...store.values()]).to.deep.equal(before);
  });

  it('runs another job in place of one that fails, and reports the failure of that one', async () => {
    const smaller = ({ requests: [request], ...job }: Job, error: unknown): Job | undefined =>
      error instanceof StatsError && error.reason === 'malformed'
        ? jobFor({ ...job, requests: [{ url: `${request!.url}?small`, init: {} }] })
        : undefined;
    const { calls, jobs, month } = start(
      ({ url }) => (url.endsWith('/2') || url.endsWith('/3?small') || url.endsWith('/3') ? json('no') : json(1)),
      smaller,
    );
    await jobs.load([month(1), month(2)], signal);
    expect(calls.map(({ url }) => url.split('/').at(-1))).to.deep.equal(['1', '2', '2?small']);
    expect((await statsErrorOf(jobs.load([month(3)], signal))).reason).to.equal('malformed');
    expect(calls).to.have.length(5);
  });

  it('counts a month to its end that was cached before, although the answer has not changed since', async () => {
    setClock('2025-11-25T10:00:00Z');
    const answer: Answer = ({ headers }) =>
      headers.has('If-None-Match')
        ? new Response(null, { status: 304 })
        : new Response('412', { headers: { ETag: '"a"' } });
    const { jobs, month } = start(answer);
    const november = month(11, { decoder: 'running' });
    const coveredOf = async (by: typeof jobs) => coveredDays(await by.load([november], signal));
    expect(await coveredOf(jobs)).to.deep.equal([{ start: day('2025-11-01'), end: day('2025-11-25') }]);
    setClock('2025-12-10T10:00:00Z');
    expect(store.size).to.equal(1);
    expect(await coveredOf(start(answer).jobs)).to.deep.equal([{ start: day('2025-11-01'), end: day('2025-11-30') }]);
  });

  it('shares the answer to a JSON request, and sends it again on reload', async () => {
    const { calls, jobs, origin } = start(() => json({ total: 3 }));
    const ask = (reload?: boolean) => jobs.json(`${origin}/total`, { signal }, reload);
    expect(await Promise.all([ask(), ask()])).to.deep.equal([{ total: 3 }, { total: 3 }]);
    expect(calls).to.have.length(1);
    await ask(true);
    expect(calls).to.have.length(2);
  });
});
