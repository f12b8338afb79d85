import { expect, waitUntil } from '@open-wc/testing';
import { blockOf, daily, heldSource, whole, type HeldSource } from '../../test/builders.js';
import { failureOf, nextTask, statsErrorOf } from '../../test/fake-fetch.js';
import type { YearBlock } from '../data/year-block.js';
import { StatsError } from './errors.js';
import { lease, type Lease } from './source-lease.js';
import type { StatsSource, YearRequest } from './source.js';

const request = (more: Partial<YearRequest> = {}): YearRequest => ({
  statistic: 'usage-delta',
  year: 2025,
  dateBasis: 'added',
  ...more,
});
const { signal } = new AbortController();

describe('lease', function () {
  // Nothing in these tests takes time.
  this.timeout(2000);

  let source: HeldSource;
  let leases: Lease[];
  const take = (from: StatsSource = source): Lease => {
    const taken = lease(from);
    leases.push(taken);
    return taken;
  };
  /** Loads a block through a lease. */
  const load = (user: Lease, more: Partial<YearRequest> = {}, reload?: boolean, own: AbortSignal = signal) =>
    user.source.load(request(more), own, { reload });

  beforeEach(() => {
    source = heldSource();
    leases = [];
  });
  afterEach(() => {
    for (const taken of leases) taken.release();
  });

  it('returns a source with the same key', () => expect(take().source.key).to.equal(source.key));

  describe('shared requests', () => {
    // First in this file, so that the code that checks blocks is not there yet.
    it('delivers a stale block although the load fails at once after it', async () => {
      const told: YearBlock[] = [];
      const shown = blockOf('usage-delta', 2025, whole('views', daily('05-30', 1, 2)));
      const user = take({
        ...source,
        load: async (_request, _signal, options) => {
          options?.onStale?.(shown);
          throw new StatsError('http', 'x');
        },
      });
      const error = await statsErrorOf(
        user.source.load(request(), signal, { onStale: (block) => void told.push(block) }),
      );
      expect([error.reason, told]).to.deep.equal(['http', [shown]]);
    });

    it('delivers the same block from one request to two users', async () => {
      const promises = [load(take()), load(take())];
      expect(source.loads.length).to.equal(1);
      source.loads[0]!.answer();
      const [a, b] = await Promise.all(promises);
      expect(a).to.equal(b);
    });

    it('delivers a stale block to all users, also to one that joins later', async () => {
      const told: string[] = [];
      const listen = (who: string) => ({ onStale: ({ year }: YearBlock) => void told.push(`${who} ${year}`) });
      const first = take().source.load(request(), signal, listen('first'));
      source.loads[0]!.onStale(undefined);
      const second = take().source.load(request(), signal, listen('second'));
      await waitUntil(() => told.length === 2);
      expect(told).to.deep.equal(['first 2025', 'second 2025']);
      source.loads[0]!.answer();
      await Promise.all([first, second]);
      await take().source.load(request(), signal, listen('third'));
      expect(told).to.have.length(2);
    });

    it('delivers no stale block to a user that has aborted', async () => {
      const told: string[] = [];
      const abort = new AbortController();
      const gone = failureOf(take().source.load(request(), abort.signal, { onStale: () => void told.push('gone') }));
      const stays = take().source.load(request(), signal, { onStale: () => void told.push('stays') });
      abort.abort();
      await gone;
      source.loads[0]!.onStale(undefined);
      source.loads[0]!.answer();
      await stays;
      expect(told).to.deep.equal(['stays']);
    });

    it('shares a request between two sources with the same key', () => {
      const twin: StatsSource = { ...heldSource(), key: source.key };
      void load(take());
      void load(take(twin));
      expect(source.loads.length).to.equal(1);
    });

    it('sends separate requests for sources with different keys', () => {
      const other = heldSource();
      void load(take());
      void load(take(other));
      expect([source.loads.length, other.loads.length]).to.deep.equal([1, 1]);
    });

    it('delivers a loaded block from memory', async () => {
      const first = load(take());
      source.loads[0]!.answer();
      const block = await first;
      expect(await load(take())).to.equal(block);
      expect(source.loads.length).to.equal(1);
    });

    it('K3, K9: sends separate requests for another statistic, year, community or date basis', () => {
      const user = take();
      const others: Partial<YearRequest>[] = [
        {},
        { statistic: 'usage-snapshot' },
        { year: 2024 },
        { community: 'abcdefgh-1' },
        { community: 'abcdefgh-2' },
        { dateBasis: 'created' },
      ];
      for (const more of [...others, ...others]) void load(user, more);
      expect(source.loads.map((one) => one.request)).to.deep.equal(others.map(request));
    });
  });

  describe('failures', () => {
    it('rejects the requests of all users with the same failure and requests the block again next time', async () => {
      const user = take();
      const failures = [load(user), load(take())].map(failureOf);
      source.loads[0]!.fail('network');
      const [a, b] = await Promise.all(failures);
      expect(a).to.have.property('reason', 'network');
      expect(b).to.equal(a);
      const again = load(user);
      expect(source.loads.length).to.equal(2);
      source.loads[1]!.answer();
      expect(await again).to.have.property('year', 2025);
    });

    it('rejects if the source throws instead of rejecting', async () => {
      const throwing: StatsSource = {
        ...source,
        load: () => {
          throw new Error('at once');
        },
      };
      expect(await failureOf(load(take(throwing)))).to.have.property('message', 'at once');
    });
  });

  describe('validation', () => {
    const sound = blockOf('usage-delta', 2025, whole('views', daily('05-30', 1, 2)));
    const [table] = sound.tables;
    /** A custom source that delivers these values for every request. */
    const delivering = (answer: unknown, stale?: unknown): StatsSource => ({
      ...source,
      load: async (_request, _signal, options) => {
        await nextTask();
        if (stale !== undefined) options?.onStale?.(stale as YearBlock);
        return answer as YearBlock;
      },
    });
    const rows: [title: string, block: unknown, path: string][] = [
      ['a block of another year', { ...sound, year: 2023, tables: [whole('views')(2023)] }, 'year'],
      ['a block of another statistic', { ...sound, statistic: 'usage-snapshot' }, 'statistic'],
      ['a block of a year that is a text', { ...sound, year: '2025' }, 'year'],
      ['a block without tables', { ...sound, tables: undefined }, 'tables'],
      [
        'a table of a metric of another statistic',
        { ...sound, tables: [{ ...table!, metric: 'records' }] },
        'tables[0]',
      ],
      ['a column of another year’s length', { ...sound, tables: [whole('views', {})(2024)] }, 'tables[0]'],
      ['a count that is a fraction', { ...sound, tables: [whole('views', { '05-30': 0.5 })(2025)] }, 'tables[0]'],
      ['covered days of another year', { ...sound, covered: [{ start: 0, end: 1 }] }, 'covered[0]'],
      ['undefined', undefined, '$'],
      ['a text', 'usage-delta 2025', '$'],
    ];

    it('delivers sound blocks, also stale ones', async () => {
      const told: YearBlock[] = [];
      const stale = { ...sound, fetchedAt: 1 };
      const user = take(delivering(sound, stale));
      expect(await user.source.load(request(), signal, { onStale: (block) => void told.push(block) })).to.deep.equal(
        sound,
      );
      expect(told).to.have.length(1);
      expect(told[0]).to.deep.equal(stale);
    });

    it('delivers a copy that later changes of the page do not affect', async () => {
      const own = structuredClone(sound);
      const block = await load(take(delivering(own)));
      own.tables[0]!.columns[0]!.fill(1e9);
      expect(block).to.deep.equal(sound);
    });

    it('reads each part of a block once, so that a getter with changing results has no effect', async () => {
      let reads = 0;
      const own = {
        ...sound,
        get year() {
          return reads++ ? 99_999_999 : 2025;
        },
      };
      expect((await load(take(delivering(own)))).year).to.equal(2025);
    });

    it('refuses a block that cannot be copied as malformed', async () => {
      const block = { ...sound, compute: () => sound };
      expect(await statsErrorOf(load(take(delivering(block))))).to.include({ reason: 'malformed', path: '$' });
    });

    for (const [title, block, path] of rows) {
      it(`refuses ${title} as malformed, with the path of the fault`, async () => {
        expect(await statsErrorOf(load(take(delivering(block))))).to.include({ reason: 'malformed', path });
      });

      if (block === undefined) continue;
      it(`refuses ${title} as malformed in a stale block, and calls no listener`, async () => {
        const told: YearBlock[] = [];
        const options = { onStale: (each: YearBlock) => void told.push(each) };
        const loading = take(delivering(sound, block)).source.load(request(), signal, options);
        expect(await statsErrorOf(loading)).to.include({ reason: 'malformed', path });
        expect(told).to.deep.equal([]);
      });
    }

    it('refuses a block for all users of the request and requests it again next time', async () => {
      let loads = 0;
      const own: StatsSource = {
        ...source,
        load: async () => (loads++ ? sound : { ...sound, year: 2024 }),
      };
      const errors = await Promise.all([load(take(own)), load(take(own))].map(statsErrorOf));
      expect(errors.map(({ path }) => path)).to.deep.equal(['year', 'year']);
      expect(loads).to.equal(1);
      expect(await load(take(own))).to.deep.equal(sound);
      expect(loads).to.equal(2);
    });

    it('delivers a stale block that the source delivers synchronously', async () => {
      const told: YearBlock[] = [];
      const own: StatsSource = {
        ...source,
        load: (_request, _signal, options) => {
          options?.onStale?.(sound);
          return Promise.resolve({ ...sound, fetchedAt: 5 });
        },
      };
      const options = { onStale: (block: YearBlock) => void told.push(block) };
      expect(await take(own).source.load(request(), signal, options)).to.have.property('fetchedAt', 5);
      expect(told).to.deep.equal([sound]);
    });
  });

  describe('abort', () => {
    it('continues a shared request when one of its users aborts', async () => {
      const abort = new AbortController();
      const gone = failureOf(load(take(), {}, false, abort.signal));
      const stays = load(take());
      const reason = new Error('the reader went on');
      abort.abort(reason);
      expect(await gone).to.equal(reason);
      expect(source.loads[0]!.signal.aborted).to.be.false;
      source.loads[0]!.answer();
      expect(await stays).to.have.property('year', 2025);
    });

    it('aborts a shared request when its last user aborts', async () => {
      const aborts = [new AbortController(), new AbortController()];
      const failures = aborts.map((abort) => failureOf(load(take(), {}, false, abort.signal)));
      aborts[1]!.abort();
      expect(source.loads[0]!.signal.aborted).to.be.false;
      aborts[0]!.abort();
      expect(source.loads[0]!.signal.aborted).to.be.true;
      for (const failure of await Promise.all(failures)) expect(failure).to.have.property('name', 'AbortError');
    });

    it('K11: sends a new request after all users have aborted, unaffected by the end of the old one', async () => {
      const user = take();
      const abort = new AbortController();
      const gone = failureOf(load(user, {}, false, abort.signal));
      abort.abort();
      const first = load(user);
      await gone;
      await nextTask();
      const second = load(user);
      expect(source.loads.length).to.equal(2);
      source.loads[1]!.answer();
      expect(await first).to.equal(await second);
    });

    it('sends no request if the signal is aborted before', async () => {
      const reason = new Error('too late');
      expect(await failureOf(load(take(), {}, false, AbortSignal.abort(reason)))).to.equal(reason);
      expect(source.loads.length).to.equal(0);
    });

    it('keeps a loaded block in memory when the signal is aborted later', async () => {
      const user = take();
      const abort = new AbortController();
      const first = load(user, {}, false, abort.signal);
      source.loads[0]!.answer();
      const block = await first;
      abort.abort();
      expect(await load(user)).to.equal(block);
      expect(source.loads[0]!.signal.aborted).to.be.false;
    });
  });

  describe('reload', () => {
    it('passes `reload` to the source and keeps the reloaded block in memory', async () => {
      const user = take();
      const first = load(user);
      source.loads[0]!.answer();
      const old = await first;
      const second = load(user, {}, true);
      expect(source.loads.map(({ reload }) => reload)).to.deep.equal([false, true]);
      source.loads[1]!.answer();
      const fresh = await second;
      expect(fresh).not.to.equal(old);
      expect(await load(take())).to.equal(fresh);
      expect(source.loads.length).to.equal(2);
    });

    it('reloads no other year than the requested one', async () => {
      const user = take();
      const both = [load(user, { year: 2024 }), load(user)];
      for (const held of source.loads) held.answer();
      await Promise.all(both);
      void load(user, {}, true);
      void load(user, { year: 2024 });
      expect(source.loads.map((one) => one.request.year)).to.deep.equal([2024, 2025, 2025]);
    });

    it('reloads a block on `renew` unless it was loaded on the same day', async () => {
      const renew = (user: Lease) => user.source.load(request(), signal, { renew: true });
      const first = renew(take());
      expect(source.loads[0]!.reload).to.be.true;
      source.loads[0]!.answer();
      expect(await renew(take())).to.equal(await first);
      expect(source.loads.length).to.equal(1);
    });

    it('shares a reload between two users', async () => {
      const users = [take(), take()];
      const first = load(users[0]!);
      source.loads[0]!.answer();
      await first;
      const both = users.map((user) => load(user, {}, true));
      expect(source.loads.length).to.equal(2);
      source.loads[1]!.answer();
      const [a, b] = await Promise.all(both);
      expect(a).to.equal(b);
    });
  });

  describe('describe', () => {
    it('describes the capabilities again on reload', async () => {
      const reloads: (boolean | undefined)[] = [];
      const counting: StatsSource = {
        ...source,
        describe: async (_, reload) => {
          reloads.push(reload);
          return { dateBases: ['added'] };
        },
      };
      const user = take(counting);
      await user.source.describe(signal);
      await user.source.describe(signal, true);
      await user.source.describe(signal);
      expect(reloads).to.deep.equal([false, true]);
    });

    it('describes the capabilities once for all users', async () => {
      let asked = 0;
      const user = take(heldSource(() => ({ years: { first: 2020, last: 2020 + ++asked } })));
      const capabilities = await Promise.all([user.source.describe(signal), user.source.describe(signal)]);
      expect(capabilities[0].years).to.deep.equal({ first: 2020, last: 2021 });
      expect(await user.source.describe(signal)).to.equal(capabilities[1]);
      expect(asked).to.equal(1);
    });

    it('describes the capabilities again after a failure', async () => {
      let asked = 0;
      const user = take(
        heldSource(() => {
          if (asked++ === 0) throw new Error('not yet');
          return { years: { first: 2020, last: 2021 } };
        }),
      );
      expect(await failureOf(user.source.describe(signal))).to.have.property('message', 'not yet');
      expect(await user.source.describe(signal)).to.have.deep.property('years', { first: 2020, last: 2021 });
    });

    it('aborts `describe` when its last user aborts', async () => {
      let asking: AbortSignal | undefined;
      const slow: StatsSource = {
        ...source,
        describe: (own) => {
          asking = own;
          return new Promise(() => {});
        },
      };
      const aborts = [new AbortController(), new AbortController()];
      const failures = aborts.map((abort) => failureOf(take(slow).source.describe(abort.signal)));
      aborts[0]!.abort();
      expect(asking!.aborted).to.be.false;
      aborts[1]!.abort();
      expect(asking!.aborted).to.be.true;
      for (const failure of await Promise.all(failures)) expect(failure).to.have.property('name', 'AbortError');
    });
  });

  describe('release', () => {
    const loadOne = async (user: Lease): Promise<void> => {
      const loading = load(user);
      source.loads.at(-1)!.answer();
      await loading;
    };

    it('keeps loaded blocks as long as one user holds a lease', async () => {
      const [a, b] = [take(), take()];
      await loadOne(a);
      a.release();
      await load(b);
      await load(take());
      expect(source.loads.length).to.equal(1);
    });

    it('removes loaded blocks when the last user releases the lease', async () => {
      const [a, b] = [take(), take()];
      await loadOne(a);
      a.release();
      b.release();
      void load(take());
      expect(source.loads.length).to.equal(2);
    });

    it('releases a lease once, however often `release` is called', async () => {
      const [a, b] = [take(), take()];
      await loadOne(a);
      a.release();
      a.release();
      await load(b);
      await load(take());
      expect(source.loads.length).to.equal(1);
    });

    it('keeps the blocks of new users when an old lease is released again', async () => {
      const old = take();
      old.release();
      const fresh = take();
      await loadOne(fresh);
      old.release();
      await load(take());
      expect(source.loads.length).to.equal(1);
    });
  });
});
