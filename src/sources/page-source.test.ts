import { expect } from '@open-wc/testing';
import { blockOf } from '../../test/builders.js';
import { failureOf, statsErrorOf } from '../../test/fake-fetch.js';
import { pageSource } from './page-source.js';
import { StatsError } from './errors.js';

const { signal } = new AbortController();
const block = blockOf('usage-delta', 2025);
const USE = { title: 'a', views: [3, null], downloads: [0, 1] };
const FILE = { bytes: new Uint8Array(3), extension: 'csv', type: 'text/csv' };

/** A valid source. */
const SOUND = {
  key: 'ours',
  describe: async () => ({ dateBases: ['added'], years: { first: 2020, last: 2025 }, invented: true }),
  load: async () => block,
  records: async () => [{ title: 'a', href: '/a', value: 3, counting: 'requests' }],
  recordUse: async () => USE,
  file: async () => FILE,
} as const;

type Source = ReturnType<typeof pageSource>;

/** One call of each method that a page can implement. */
const CALLS: Readonly<
  Record<
    'describe' | 'load' | 'records' | 'recordUse' | 'file',
    (source: Source, own?: AbortSignal) => Promise<unknown>
  >
> = {
  describe: (source, own = signal) => source.describe(own),
  load: (source, own = signal) => source.load({ statistic: 'usage-delta', year: 2025, dateBasis: 'added' }, own),
  records: (source, own = signal) => source.records!({ order: 'mostviewed', size: 3 }, own),
  recordUse: (source, own = signal) => source.recordUse!({ record: 'x', periods: [] }, own),
  file: (source, own = signal) => source.file!({ format: 'csv', year: 2025, dateBasis: 'added' }, own),
};
const METHODS = Object.keys(CALLS) as (keyof typeof CALLS)[];

const never = (): Promise<never> => new Promise(() => undefined);
const throws = (thrown: unknown) => (): never => {
  throw thrown;
};

describe('pageSource', () => {
  it('returns the results of the methods of the page', async () => {
    const source = pageSource(SOUND);
    const answers = await Promise.all(METHODS.map((name) => CALLS[name](source)));
    expect(answers).to.deep.equal([
      { dateBases: ['added'], years: { first: 2020, last: 2025 }, invented: true },
      block,
      [{ title: 'a', href: '/a', value: 3, counting: 'requests' }],
      USE,
      FILE,
    ]);
  });

  it('calls `offer()`, the former name of `describe()`, if there is no `describe()`', async () => {
    const { describe, ...rest } = SOUND;
    expect(await CALLS.describe(pageSource({ ...rest, offer: describe }))).to.deep.equal(await describe());
    expect(await CALLS.load(pageSource({ ...rest, offer: describe }))).to.equal(block);
  });

  it('calls `describe()` and not `offer()` if a source has both', async () => {
    const offer = throws(new Error('not to be called'));
    expect(await CALLS.describe(pageSource({ ...SOUND, offer }))).to.deep.equal(await SOUND.describe());
  });

  it('passes all arguments on, and calls methods on their object', async () => {
    const told: unknown[] = [];
    const object = {
      ...SOUND,
      load(...given: readonly unknown[]) {
        told.push(this === object, ...given.filter((one) => !(one instanceof AbortSignal)));
        return Promise.resolve(block);
      },
    };
    const [request, options] = [
      { statistic: 'usage-delta', year: 2025, dateBasis: 'added' } as const,
      { reload: true },
    ];
    await pageSource(object).load(request, signal, options);
    expect(told).to.deep.equal([true, request, options]);
  });

  it('names the community, and whether caches are bypassed, to `describe()`', async () => {
    const told: unknown[] = [];
    const describe = (_: AbortSignal, ...given: readonly unknown[]) => {
      told.push(given);
      return SOUND.describe();
    };
    const source = pageSource({ ...SOUND, describe });
    await source.describe(signal, true, 'maps');
    await source.describe(signal);
    expect(told).to.deep.equal([
      [true, 'maps'],
      [undefined, undefined],
    ]);
  });

  it('accepts results that are not promises', async () => {
    expect(await CALLS.load(pageSource({ ...SOUND, load: () => block }))).to.equal(block);
  });

  it('has neither records, their use nor files without such methods', () => {
    const source = pageSource({ ...SOUND, records: undefined, recordUse: null, file: 'x' });
    expect(source).not.to.have.any.keys('records', 'recordUse', 'file');
  });

  for (const name of METHODS) {
    it(`rejects with the reason "timeout" and aborts the signal if ${name}() never settles`, async () => {
      let own: AbortSignal | undefined;
      const hangs = (...given: readonly unknown[]): Promise<never> => {
        own = given.find((one) => one instanceof AbortSignal);
        return never();
      };
      expect(await statsErrorOf(CALLS[name](pageSource({ ...SOUND, [name]: hangs }, 5, 5)))).to.include({
        reason: 'timeout',
        message: `source.${name}(): no answer within 5 ms`,
      });
      expect(own!.aborted).to.be.true;
    });

    it(`rejects with the reason of the signal when ${name}() is aborted`, async () => {
      const abort = new AbortController();
      const failure = failureOf(CALLS[name](pageSource({ ...SOUND, [name]: never }), abort.signal));
      const reason = new Error('the reader went on');
      abort.abort(reason);
      expect(await failure).to.equal(reason);
    });

    it(`wraps all errors of ${name}() in a StatsError`, async () => {
      const nothing: unknown = Object.create(null);
      for (const [thrown, reason] of [
        [new TypeError('boom'), 'service'],
        ['boom', 'service'],
        [undefined, 'service'],
        [null, 'service'],
        [Symbol('boom'), 'service'],
        [nothing, 'service'],
        [new StatsError('auth', 'boom'), 'auth'],
        // An error from a second copy of this code.
        [Object.assign(new Error('boom'), { reason: 'rate-limit' }), 'rate-limit'],
        [Object.assign(new Error('boom'), { reason: 'another' }), 'service'],
      ] as const) {
        for (const method of [throws(thrown), async (): Promise<never> => throws(thrown)()]) {
          const error = await statsErrorOf(CALLS[name](pageSource({ ...SOUND, [name]: method })));
          expect(error.reason, typeof thrown).to.equal(reason);
        }
      }
    });
  }

  describe('invalid sources', () => {
    const hostile = new Proxy(SOUND, { get: throws(new Error('no')) });
    for (const [what, object] of [
      ['an empty object', {}],
      ['a list', []],
      ['a function', () => undefined],
      ['a source without a key', { ...SOUND, key: undefined }],
      ['a source whose key is a number', { ...SOUND, key: 7 }],
      ['a source without load()', { ...SOUND, load: undefined }],
      ['a source whose load is not a function', { ...SOUND, load: 'x' }],
      ['a source without describe()', { ...SOUND, describe: null }],
      ['an object that throws for each property', hostile],
    ] as const) {
      it(`rejects ${what} with the reason "attribute" when it is used, and not before`, async () => {
        const source = pageSource(object);
        for (const name of ['describe', 'load'] as const) {
          expect(await statsErrorOf(CALLS[name](source))).to.include({ reason: 'attribute', path: 'source' });
        }
      });
    }
  });

  it('rejects invalid capabilities as malformed, with the path of the fault', async () => {
    const describe = () => ({ dateBases: ['added'], metrics: [{ metric: 'views', kinds: ['sum'] }] });
    const error = await statsErrorOf(CALLS.describe(pageSource({ ...SOUND, describe })));
    expect(error).to.include({ reason: 'malformed', path: 'metrics[0].kinds[0]' });
  });

  describe('invalid records', () => {
    const row = { title: 'a', value: 1 };
    for (const records of [
      undefined,
      null,
      {},
      'x',
      [null],
      [row, 7],
      [{ value: 1 }],
      [{ title: 7, value: 1 }],
      [{ title: 'a' }],
      [{ title: 'a', value: '1' }],
      [{ title: 'a', value: -1 }],
      [{ title: 'a', value: NaN }],
      [{ title: 'a', value: Infinity }],
    ]) {
      it(`rejects the records ${JSON.stringify(records) || 'undefined'} as malformed`, async () => {
        const error = await statsErrorOf(CALLS.records(pageSource({ ...SOUND, records: () => records })));
        expect(error.reason).to.equal('malformed');
      });
    }
  });

  it('keeps links to addresses of the web only', async () => {
    const rows = ['/a', 'https://r.example/a', 'javascript:alert(1)', 'data:text/html,x', 7, undefined].map((href) => ({
      title: 'a',
      href,
      value: null,
    }));
    const records = (await CALLS.records(pageSource({ ...SOUND, records: () => rows }))) as readonly {
      href?: string;
    }[];
    expect(records.map(({ href }) => href)).to.deep.equal(['/a', 'https://r.example/a', ...Array<undefined>(4)]);
  });

  it('rejects an invalid use of a record as malformed', async () => {
    for (const use of [
      null,
      'x',
      {},
      { ...USE, title: 7 },
      { ...USE, views: 3 },
      { ...USE, views: [-1] },
      { ...USE, downloads: ['1'] },
      { ...USE, downloads: Array(2) },
    ]) {
      const error = await statsErrorOf(CALLS.recordUse(pageSource({ ...SOUND, recordUse: () => use })));
      expect(error.reason).to.equal('malformed');
    }
  });

  it('has no use of a record that the method does not return', async () => {
    expect(await CALLS.recordUse(pageSource({ ...SOUND, recordUse: () => undefined }))).to.be.undefined;
  });

  it('rejects an invalid file as malformed', async () => {
    for (const file of [
      undefined,
      'x',
      {},
      { ...FILE, bytes: 'x' },
      { ...FILE, extension: 1 },
      { ...FILE, type: null },
    ]) {
      const error = await statsErrorOf(CALLS.file(pageSource({ ...SOUND, file: () => file })));
      expect(error.reason).to.equal('malformed');
    }
  });
});
