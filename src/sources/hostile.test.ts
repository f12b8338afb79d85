import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { blockOf, parts, whole } from '../../test/builders.js';
import { fakeFetch, restoreFetch } from '../../test/fake-fetch.js';
import { anyJson, bodies, changedSince, deep, inherited, nasty } from '../../test/hostile.js';
import { runs } from '../../test/runs.js';
import type { YearBlock } from '../data/year-block.js';
import { faultInBlock } from '../data/check-block.js';
import { daysInYear, yearOf } from '../data/day.js';
import { BREAKDOWN_NAMES } from '../vocabulary/breakdowns.js';
import { METRICS, METRIC_NAMES } from '../vocabulary/metrics.js';
import { FIRST_YEAR, LAST_YEAR, STATISTICS, type Statistic } from '../vocabulary/terms.js';
import { inlineSource } from './inline/inline-source.js';
import { decodeAnswer, decodeBody } from './stats-body/decode.js';
import { decodeBytes } from './stats-body/decode-bytes.js';
import { lease } from './source-lease.js';
import { snapshotSource } from './snapshot/snapshot-source.js';
import { StatsError } from './errors.js';
import type { StatsSource } from './source.js';

const { signal } = new AbortController();
const [YEAR, NOW] = [2025, 1_750_000_000_000];
const UNTIL = 20_249;

/** The largest number whose sums over all years that there are can still be calculated with, and written. */
const LARGEST = 1e21;

function expectSound(block: YearBlock): void {
  const { year, statistic, tables, problems, fetchedAt, covered = [], conflicts = [] } = block;
  expect(faultInBlock(block)).to.equal(undefined);
  expect(STATISTICS).to.include(statistic);
  expect(year).to.be.within(FIRST_YEAR, LAST_YEAR);
  expect(Number.isInteger(year) && Number.isFinite(fetchedAt)).to.be.true;
  for (const { path, found } of problems) expect([typeof path, typeof found]).to.deep.equal(['string', 'string']);
  for (const { start, end } of covered) {
    expect([yearOf(start), yearOf(end)]).to.deep.equal([year, year]);
    expect(start).to.be.at.most(end);
  }
  for (const { days } of conflicts) expect(days.every((day) => yearOf(day) === year)).to.be.true;
  for (const { metric, breakdown, key, ids, labels, columns, unknown = [] } of tables) {
    expect(METRIC_NAMES).to.include(metric);
    if (!breakdown) expect(ids.every((id) => id === 'global') && ids.length < 2).to.be.true;
    expect(unknown.every((day) => yearOf(day) === year)).to.be.true;
    expect([undefined, ...BREAKDOWN_NAMES]).to.include(breakdown);
    expect(key).to.be.a('string');
    expect([labels.length, columns.length]).to.deep.equal([ids.length, ids.length]);
    expect(ids.every((id) => typeof id === 'string' && !id.startsWith('\0'))).to.be.true;
    const names = labels.flatMap((label) => (typeof label === 'string' ? label : Object.values(label)));
    expect(names.every((name) => typeof name === 'string')).to.be.true;
    for (const column of columns) {
      expect(column).to.be.instanceOf(Float64Array).with.lengthOf(daysInYear(year));
      expect(column.every((value) => Number.isNaN(value) || Math.abs(value) <= LARGEST)).to.be.true;
      if (METRICS[metric].unit === 'count')
        expect(column.every((value) => Number.isNaN(value) || Number.isInteger(value))).to.be.true;
    }
  }
}

/** Returns the result; `undefined` after a StatsError. */
async function attempt<T>(work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StatsError) return undefined;
    throw error;
  }
}

/** Loads all described years of a source, and a missing one. */
async function expectSoundSource({ describe: ask, load }: Omit<StatsSource, 'key'>): Promise<void> {
  const offered = await attempt(() => ask(signal));
  const { first = YEAR, last = YEAR } = offered?.years ?? {};
  if (offered && first <= last)
    expect([first, last].every((year) => year >= FIRST_YEAR && year <= LAST_YEAR)).to.be.true;
  for (const year of new Set([first, last, YEAR].filter(Number.isFinite))) {
    for (const statistic of STATISTICS) {
      const block = await attempt(() => load({ statistic, year, dateBasis: 'added' }, signal));
      if (!block) continue;
      expect([block.statistic, block.year]).to.deep.equal([statistic, year]);
      expectSound(block);
    }
  }
}

const statistics = fc.constantFrom(...STATISTICS);
let before: Map<string, unknown>;
beforeEach(() => (before = inherited()));
afterEach(() => expect(changedSince(before)).to.deep.equal([]));
afterEach(restoreFetch);

describe('sources with random input', () => {
  it('decodes any body to sound blocks or throws a StatsError', async function () {
    this.timeout(runs(20_000));
    await fc.assert(
      fc.asyncProperty(bodies, statistics, async (body, statistic) => {
        const blocks = await attempt(() => decodeBody(body, YEAR, NOW));
        const block = await attempt(() => decodeAnswer(body, statistic, YEAR, NOW));
        for (const each of [...(blocks ?? []), ...(block ? [block] : [])]) expectSound(each);
      }),
      { numRuns: runs(60) },
    );
  });

  it('decodes the bytes of any body to the same block as the body', async function () {
    this.timeout(runs(20_000));
    await fc.assert(
      fc.asyncProperty(bodies, statistics, async (body, statistic) => {
        const text = JSON.stringify(body);
        const [slow, fast] = [
          await attempt(() => decodeAnswer(JSON.parse(text), statistic, YEAR, NOW)),
          await attempt(() => decodeBytes(new TextEncoder().encode(text), statistic, YEAR, NOW)),
        ];
        expect(fast).to.deep.equal(slow);
      }),
      { numRuns: runs(30) },
    );
  });

  it('decodes any bytes to a sound block or throws a StatsError', async function () {
    this.timeout(runs(20_000));
    const quoted = fc.tuple(fc.constantFrom('{"record-delta-category":', '"', '[[', '{"data":[["01-01",'), nasty);
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc
        .oneof(
          nasty,
          quoted.map((texts) => texts.join('')),
        )
        .map((text) => new TextEncoder().encode(text)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, statistics, async (given, statistic) => {
        const block = await attempt(() => decodeBytes(given, statistic, YEAR, NOW));
        if (block) expectSound(block);
      }),
      { numRuns: runs(300) },
    );
  });

  it('makes a sound source from any value of a page', async function () {
    this.timeout(runs(20_000));
    await fc.assert(
      fc.asyncProperty(fc.oneof(bodies, anyJson), (data) => expectSoundSource(inlineSource(data, UNTIL))),
      { numRuns: runs(60) },
    );
  });

  it('delivers only sound blocks of the requested year from a source of a page', async function () {
    this.timeout(runs(20_000));
    const sound = blockOf(
      'usage-delta',
      YEAR,
      whole('views', { '05-30': 1 }),
      parts('views', 'countries', { DE: { '05-30': 1 } }, { DE: { en: 'Germany' } }),
    );
    const fields = ['year', 'statistic', 'tables', 'problems', 'fetchedAt', 'covered', 'conflicts'];
    const tableFields = ['metric', 'breakdown', 'key', 'ids', 'labels', 'columns', 'unknown', 'incomplete'];
    const blocks = fc.oneof(
      anyJson,
      fc.tuple(fc.constantFrom(...fields), anyJson).map(([field, value]): unknown => ({ ...sound, [field]: value })),
      fc.tuple(fc.nat(1), fc.constantFrom(...tableFields), anyJson).map(([at, field, value]): unknown => ({
        ...sound,
        tables: sound.tables.map((table, i) => (i === at ? { ...table, [field]: value } : table)),
      })),
    );
    const asked = { statistic: 'usage-delta', year: YEAR, dateBasis: 'added' } as const;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(blocks, fc.boolean(), async (block, isEarly) => {
        const own: StatsSource = {
          key: 'hostile',
          describe: async () => ({ dateBases: ['added'] }),
          load: async (_request, _signal, options) => {
            await Promise.resolve();
            if (isEarly) options?.onStale?.(block as YearBlock);
            return block as YearBlock;
          },
        };
        const leased = lease(own);
        const delivered: YearBlock[] = [];
        const onStale = (each: YearBlock): void => void delivered.push(each);
        const answer = await attempt(() => leased.source.load(asked, signal, { onStale }));
        leased.release();
        if (answer) delivered.push(answer);
        else refused++;
        for (const each of delivered) {
          expect([each.statistic, each.year]).to.deep.equal([asked.statistic, asked.year]);
          expectSound(each);
        }
      }),
      { numRuns: runs(300) },
    );
    expect(refused).to.be.above(0);
  });

  for (const src of ['/hostile.json', '/hostile']) {
    it(`makes a sound source from a snapshot at ${src} with any files`, async function () {
      this.timeout(runs(20_000));
      const index = fc.oneof(
        anyJson,
        fc.record({ years: fc.array(fc.oneof(anyJson, fc.integer({ min: 2024, max: 2026 }))) }),
      );
      const bytes = fc.oneof(
        bodies.map((body) => JSON.stringify(body)),
        nasty,
        fc.uint8Array({ maxLength: 30 }).map((each) => new Uint8Array(each)),
      );
      await fc.assert(
        fc.asyncProperty(index, bytes, async (years, file) => {
          fakeFetch(({ url }) => new Response(url.endsWith('/index.json') ? JSON.stringify(years) : file));
          await expectSoundSource(snapshotSource(src));
        }),
        { numRuns: runs(20) },
      );
    });
  }

  it('reports content that is nested deeper than the call stack like other invalid content', async () => {
    const nest = deep();
    const series = { id: 'global', name: '', data: [['05-30', 1], nest, ['05-31', nest], [nest, 1]], year: YEAR };
    const [block] = decodeBody(
      { 'usage-delta-category': { global: { views: [series, nest] }, countries: nest, rights: { views: nest } } },
      YEAR,
      NOW,
    );
    expectSound(block!);
    expect(block!.problems).to.have.length(6);
    expect(block!.tables[0]!.columns[0]![149]).to.equal(1);
    for (const body of [nest, { error: nest }, { message: nest }, { 'usage-delta-category': nest }]) {
      expect(await attempt(() => decodeBody(body, YEAR, NOW))).to.be.undefined;
      await expectSoundSource(inlineSource(body, UNTIL));
    }
  });

  it('reports values of a page that JSON does not have', async () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    for (const odd of [10n, circle, Symbol('x'), () => 0]) {
      const body = {
        'usage-delta-category': {
          global: {
            views: [
              { id: odd, data: [] },
              { id: 'a', data: [odd] },
            ],
          },
        },
      };
      const [block] = decodeBody(body, YEAR, NOW);
      expect(block!.problems).to.have.length(2);
      expect(await attempt(() => decodeBody({ error: odd }, YEAR, NOW))).to.be.undefined;
    }
  });

  it('reports numbers that are too large to be added up', () => {
    const data = (statistic: Statistic, ...values: number[]): YearBlock => {
      const points = values.map((value, i) => [`05-0${i + 1}`, value]);
      const [category, metric] =
        statistic === 'usage-delta' ? ['usage-delta-category', 'views'] : ['record-delta-category', 'records'];
      const list = [{ id: 'global', name: '', data: points }];
      return decodeBody({ [category]: { global: { [metric]: list } } }, YEAR, NOW)[0]!;
    };
    const known = (block: YearBlock): number[] =>
      [...block.tables[0]!.columns[0]!].filter((value) => !Number.isNaN(value));
    const views = data('usage-delta', 1e21, 1.1e21, 1e308, Infinity);
    expect(known(views)).to.deep.equal([1e21]);
    expect(views.problems.map(({ found }) => found)).to.deep.equal(['1.1e+21', '1e+308', 'Infinity']);
    expect(known(data('content-delta', -1e21, -1e300, 2))).to.deep.equal([-1e21, 2]);
  });

  it('accepts sound blocks of a page and throws a StatsError for others', async () => {
    const [block] = decodeBody(
      { 'usage-delta-category': { global: { views: [{ id: 'global', name: 'x', data: [['05-30', 1]] }] } } },
      YEAR,
      NOW,
    );
    const [table] = block!.tables;
    const asked = { statistic: 'usage-delta', year: YEAR, dateBasis: 'added' } as const;
    const load = (data: unknown) => attempt(() => inlineSource(data, UNTIL).load(asked, signal));
    expect(await load(block)).to.deep.equal(block);
    const wrong: object[] = [
      { year: '2025' },
      { year: 99 },
      { statistic: 'views' },
      { tables: null },
      { problems: undefined },
      { problems: [1] },
      { fetchedAt: 'now' },
      { covered: {} },
      { covered: [{ start: 0, end: 1 }] },
      { covered: [{ start: 20_100, end: 20_099 }] },
      { conflicts: 5 },
      { conflicts: [{ metric: 'views', days: [0] }] },
      ...[
        null,
        { ...table, metric: 'likes' },
        { ...table, breakdown: '__proto__' },
        { ...table, key: 1 },
        { ...table, ids: 'a' },
        { ...table, ids: ['a', 'b'] },
        { ...table, ids: [1] },
        { ...table, ids: ['\0other'] },
        { ...table, labels: [] },
        { ...table, labels: [null] },
        { ...table, labels: [{ en: {} }] },
        { ...table, columns: [{ 0: 1 }] },
        { ...table, columns: [new Float64Array(3)] },
        { ...table, columns: [new Float64Array(365).fill(Infinity)] },
        { ...table, columns: [new Float64Array(365).fill(0.5)] },
        { ...table, columns: [new Float64Array(366)] },
        { ...table, ids: ['all'] },
        { ...table, metric: 'records' },
        { ...table, unknown: [NaN] },
        { ...table, unknown: [0] },
        { ...table, incomplete: 'yes' },
      ].map((each) => ({ tables: [each] })),
    ];
    for (const change of wrong) expect(await load({ ...block, ...change }), JSON.stringify(change)).to.be.undefined;
  });
});
