import { expect } from '@open-wc/testing';
import { blockOf, whole, body, dated, day, days, sentWhole, type DatedPoints } from '../../../test/builders.js';
import {
  failureOf,
  fakeFetch,
  heldAnswers,
  json,
  never,
  nextTask,
  pathOf,
  restoreFetch,
  statsErrorOf,
  type Call,
} from '../../../test/fake-fetch.js';
import { coveredDays } from '../../data/year-block.js';
import type { Statistic } from '../../vocabulary/terms.js';
import { snapshotSource } from './snapshot-source.js';
import type { StatsSource } from '../source.js';

const { signal } = new AbortController();
const load = (source: StatsSource, statistic: Statistic, year: number, reload?: boolean, own = signal) =>
  source.load({ statistic, year, dateBasis: 'added' }, own, { reload });
const views = (start: string, end = start): Record<string, unknown> =>
  body({ 'usage-delta': { global: { views: sentWhole(dated(start, end)) } } });

/** A web server with these files, which answers other paths with 404. */
const serve = (files: Record<string, unknown>): readonly Call[] =>
  fakeFetch((call) => (pathOf(call) in files ? json(files[pathOf(call)]) : new Response('not found', { status: 404 })));
const urls = (calls: readonly Call[]): string[] => calls.map(pathOf);

describe('snapshotSource', () => {
  afterEach(restoreFetch);

  it('has the same key for the same address and credentials only', () => {
    const keys = [
      snapshotSource('/a'),
      snapshotSource('/b'),
      snapshotSource('/a', 'include'),
      snapshotSource('/a', 'same-origin'),
    ].map(({ key }) => key);
    expect(keys[3]).to.equal(keys[0]);
    expect(new Set(keys).size).to.equal(3);
  });

  describe('folder', () => {
    const point = { id: 'global', name: '', data: [['05-30', 7]] };
    const short = body({ 'usage-delta': { global: { views: [point] } } });

    it('describes the years of index.json and all date bases', async () => {
      const calls = serve({ '/stats/index.json': { years: [2024, 2025, 2022] } });
      expect(await snapshotSource('/stats').describe(signal)).to.deep.equal({
        dateBases: ['added', 'created', 'published'],
        years: { first: 2022, last: 2025 },
      });
      expect(urls(calls)).to.deep.equal(['/stats/index.json']);
    });

    it('requests a file per year and statistic, under the name that the service uses', async () => {
      const calls = serve({ '/stats/2024/usage-delta-category.json': short });
      const block = await load(snapshotSource('/stats'), 'usage-delta', 2024);
      expect(urls(calls)).to.deep.equal(['/stats/2024/usage-delta-category.json']);
      expect({ year: block.year, statistic: block.statistic }).to.deep.equal({ year: 2024, statistic: 'usage-delta' });
    });

    it('reads days without a year as days of the year of the folder', async () => {
      serve({ '/stats/2024/usage-delta-category.json': short });
      const { tables } = await load(snapshotSource('/stats'), 'usage-delta', 2024);
      expect(tables[0]!.columns[0]!.length).to.equal(366);
      expect(tables[0]!.columns[0]![150]).to.equal(7);
    });

    it('reports full dates of another year than that of the folder and ignores their values', async () => {
      serve({ '/stats/2024/usage-delta-category.json': views('2023-12-31', '2024-01-02') });
      const block = await load(snapshotSource('/stats'), 'usage-delta', 2024);
      expect(block.year).to.equal(2024);
      expect(coveredDays(block)).to.deep.equal([days('2024-01-01', '2024-01-02')]);
      expect(block.problems).to.deep.equal([
        { path: 'usage-delta-category.global.views[0].data[0][0]', found: '"2023-12-31"' },
      ]);
    });

    it('accepts the address of a folder with a slash at its end', async () => {
      const calls = serve({ '/stats/index.json': { years: [2024] } });
      await snapshotSource('/stats/').describe(signal);
      expect(urls(calls)).to.deep.equal(['/stats/index.json']);
    });

    it('sends a GET with the given credentials and bypasses the cache of the browser on reload only', async () => {
      const calls = serve({ '/s/2024/usage-delta-category.json': short });
      const source = snapshotSource('/s', 'include');
      await load(source, 'usage-delta', 2024);
      await load(source, 'usage-delta', 2024, true);
      expect(
        calls.map(({ init: { method = 'GET', credentials, cache } }) => [method, credentials, cache]),
      ).to.deep.equal([
        ['GET', 'include', 'default'],
        ['GET', 'include', 'reload'],
      ]);
    });

    it('requests index.json past the cache of the browser on reload only', async () => {
      const calls = serve({ '/s/index.json': { years: [2024] } });
      const source = snapshotSource('/s');
      for (const reload of [false, true]) await source.describe(signal, reload);
      expect(calls.map(({ init }) => init.cache)).to.deep.equal(['default', 'reload']);
    });

    it('rejects an index without years as malformed, with the path of the years', async () => {
      for (const index of [null, [], {}, { years: [] }, { years: 2024 }, 5]) {
        serve({ '/stats/index.json': index });
        const error = await statsErrorOf(snapshotSource('/stats').describe(signal));
        expect(error, JSON.stringify(index)).to.include({ reason: 'malformed', path: 'years' });
      }
    });

    it('rejects an index with an invalid year as malformed, because sums would lack the year', async () => {
      for (const wrong of ['2024', null, 20.5, 20245, [2024]]) {
        serve({ '/stats/index.json': { years: [2023, wrong, 2025] } });
        const error = await statsErrorOf(snapshotSource('/stats').describe(signal));
        expect(error, JSON.stringify(wrong)).to.include({ reason: 'malformed', path: 'years[1]' });
      }
    });

    it('reads communities and date bases from folders of their own, if the index says so', async () => {
      const [body, index] = [
        views('2024-05-30'),
        { years: [2024], dateBases: ['added', 'published'], basisYears: { published: [2019, 2024] } },
      ];
      const place = '/stats/communities/old%2520maps';
      const calls = serve({
        '/stats/index.json': { ...index, communities: true },
        [`${place}/index.json`]: index,
        [`${place}/2024/usage-delta-category.json`]: body,
        [`${place}/published/2019/record-delta-category.json`]: { 'record-delta-category': {} },
        [`${place}/2024/record-delta-category.json`]: { 'record-delta-category': {} },
      });
      const source = snapshotSource('/stats');
      expect(await source.describe(signal, false, 'old maps')).to.deep.equal({
        dateBases: ['added', 'published'],
        years: { first: 2019, last: 2024 },
      });
      const ask = { community: 'old maps', year: 2024, dateBasis: 'added' } as const;
      await source.load({ ...ask, statistic: 'usage-delta', dateBasis: 'published' }, signal);
      await source.load({ ...ask, statistic: 'content-delta' }, signal);
      await source.load({ ...ask, statistic: 'content-delta', dateBasis: 'published', year: 2019 }, signal);
      // A year of another basis only.
      const { covered } = await source.load({ ...ask, statistic: 'content-delta', year: 2019 }, signal);
      expect(covered).to.deep.equal([]);
      expect(urls(calls)).to.deep.equal([
        '/stats/index.json',
        `${place}/index.json`,
        `${place}/2024/usage-delta-category.json`,
        `${place}/2024/record-delta-category.json`,
        `${place}/published/2019/record-delta-category.json`,
      ]);
    });

    it('rejects a community without a folder, and reads one folder for all communities if there are no others', async () => {
      serve({ '/stats/index.json': { years: [2024], communities: true } });
      expect(await statsErrorOf(snapshotSource('/stats').describe(signal, false, 'nobody'))).to.include({
        reason: 'http',
        status: 404,
      });
      const calls = serve({ '/maps/index.json': { years: [2024] } });
      await snapshotSource('/maps').describe(signal, false, 'maps');
      expect(urls(calls)).to.deep.equal(['/maps/index.json']);
    });

    it('says that numbers are invented, if the index does', async () => {
      serve({ '/stats/index.json': { years: [2024], invented: true } });
      expect(await snapshotSource('/stats').describe(signal)).to.include({ invented: true });
    });

    it('rejects an index with unknown date bases as malformed', async () => {
      for (const [path, more] of [
        ['dateBases', { dateBases: ['aded'] }],
        ['dateBases', { dateBases: [] }],
        ['basisYears', { basisYears: { aded: [2024] } }],
        ['basisYears.created', { basisYears: { created: [] } }],
      ] as const) {
        serve({ '/stats/index.json': { years: [2024], ...more } });
        expect(await statsErrorOf(snapshotSource('/stats').describe(signal))).to.include({ reason: 'malformed', path });
      }
    });

    it('accepts an index that lists a year twice', async () => {
      serve({ '/stats/index.json': { years: [2024, 2024] } });
      expect((await snapshotSource('/stats').describe(signal)).years).to.deep.equal({ first: 2024, last: 2024 });
    });

    it('returns an empty block for a year that the index does not list, without a request', async () => {
      const calls = serve({ '/stats/index.json': { years: [2022, 2024] } });
      const source = snapshotSource('/stats');
      await source.describe(signal);
      const { year, statistic, tables, problems, covered } = await load(source, 'usage-delta', 2023);
      expect({ year, statistic, tables, problems, covered }).to.deep.equal({
        year: 2023,
        statistic: 'usage-delta',
        tables: [],
        problems: [],
        covered: [],
      });
      expect(urls(calls)).to.deep.equal(['/stats/index.json']);
    });

    it('rejects if a file of a listed year is missing', async () => {
      serve({ '/stats/index.json': { years: [2024] } });
      const source = snapshotSource('/stats');
      await source.describe(signal);
      expect(await statsErrorOf(load(source, 'usage-delta', 2024))).to.have.property('reason', 'http');
    });

    it('K6: rejects a file of another statistic as malformed, W2: and an error message as a failure of the service', async () => {
      serve({
        '/stats/2024/usage-delta-category.json': body({ 'usage-snapshot': {} }),
        '/stats/2024/usage-snapshot-category.json': { error: 'saved by mistake' },
      });
      const source = snapshotSource('/stats');
      expect(await statsErrorOf(load(source, 'usage-delta', 2024))).to.have.property('reason', 'malformed');
      expect(await statsErrorOf(load(source, 'usage-snapshot', 2024))).to.include({
        reason: 'service',
        message: 'saved by mistake',
      });
    });

    it('aborts the request of a file with the signal', async () => {
      const calls = fakeFetch(never);
      const abort = new AbortController();
      const failure = failureOf(load(snapshotSource('/stats'), 'usage-delta', 2024, false, abort.signal));
      await nextTask();
      abort.abort();
      expect(await failure).to.have.property('name', 'AbortError');
      expect(calls[0]!.init.signal!.aborted).to.be.true;
    });
  });

  describe('single file', () => {
    it('requests a single file if the path ends in .json', async () => {
      for (const src of ['/all.json', '/all.json?v=1', '/all.json#x']) {
        const calls = serve({ [src]: views('2024-05-30') });
        await snapshotSource(src).describe(signal);
        expect(urls(calls)).to.deep.equal([src]);
      }
    });

    it('requests index.json of a folder whose name only resembles a file', async () => {
      for (const src of ['/all.jsonl', '/json', '/a.json/b']) {
        const calls = serve({ [`${src}/index.json`]: { years: [2024] } });
        await snapshotSource(src).describe(signal);
        expect(urls(calls)).to.deep.equal([`${src}/index.json`]);
      }
    });

    it('describes the years of a file with a body or a list of bodies', async () => {
      for (const file of [views('2022-12-31', '2024-01-01'), [views('2024-05-30'), views('2022-05-30')]]) {
        serve({ '/all.json': file });
        expect(await snapshotSource('/all.json').describe(signal)).to.deep.equal({
          dateBases: ['added', 'created', 'published'],
          years: { first: 2022, last: 2024 },
        });
      }
    });

    it('requests a single file once for all years and statistics', async () => {
      const calls = serve({ '/all.json': views('2023-12-31', '2024-01-01') });
      const source = snapshotSource('/all.json');
      await source.describe(signal);
      const blocks = await Promise.all([2023, 2024].map((year) => load(source, 'usage-delta', year)));
      expect(blocks.map(({ year, tables }) => [year, tables.length])).to.deep.equal([
        [2023, 1],
        [2024, 1],
      ]);
      expect(calls.length).to.equal(1);
    });

    it('merges two answers of one year in a file, the later one last', async () => {
      const points: DatedPoints[] = [
        { '2024-01-01': 1, '2024-01-02': 2 },
        { '2024-01-02': 5, '2024-01-03': 3 },
      ];
      const answers = points.map((each) => body({ 'usage-delta': { global: { views: sentWhole(each) } } }));
      serve({ '/all.json': answers });
      const { tables, conflicts } = await load(snapshotSource('/all.json'), 'usage-delta', 2024);
      expect([...tables[0]!.columns[0]!.slice(0, 4)]).to.deep.equal([1, 5, 3, NaN]);
      expect(conflicts).to.deep.equal([{ metric: 'views', days: [day('2024-01-02')] }]);
    });

    it('returns the numbers of a year for which the file also has an empty answer', async () => {
      const [empty, numbers] = [body({ 'usage-delta': {} }), views('2024-01-01', '2024-01-03')];
      for (const file of [
        [empty, numbers],
        [numbers, empty],
      ]) {
        serve({ '/all.json': file });
        const block = await load(snapshotSource('/all.json'), 'usage-delta', 2024);
        expect(coveredDays(block)).to.deep.equal([days('2024-01-01', '2024-01-03')]);
      }
    });

    it('returns a block without covered days for a year or statistic that the file does not have', async () => {
      serve({ '/all.json': views('2023-05-30') });
      const source = snapshotSource('/all.json');
      for (const [statistic, year, ...tables] of [
        ['usage-delta', 2024, whole('views')],
        ['content-delta', 2023],
      ] as const) {
        const block = await load(source, statistic, year);
        expect({ ...block, fetchedAt: 0 }).to.deep.equal({ ...blockOf(statistic, year, ...tables), covered: [] });
      }
    });

    it('requests a file again after a failure', async () => {
      const calls = fakeFetch((_call, index) => (index ? json(views('2024-05-30')) : json({}, 500)));
      const source = snapshotSource('/all.json');
      expect(await statsErrorOf(source.describe(signal))).to.have.property('reason', 'http');
      expect((await load(source, 'usage-delta', 2024)).tables).to.have.length(1);
      expect(calls.length).to.equal(2);
    });

    it('W2: rejects a file without a statistic as a failure', async () => {
      serve({ '/all.json': { error: 'saved by mistake' } });
      expect(await statsErrorOf(snapshotSource('/all.json').describe(signal))).to.have.property('reason', 'service');
    });

    it('K1: bypasses the cache on reload, once for all statistics, and keeps the new numbers', async () => {
      const calls = fakeFetch((_call, index) =>
        json(body({ 'usage-delta': { global: { views: sentWhole({ '2024-01-01': index }) } }, 'content-delta': {} })),
      );
      const source = snapshotSource('/all.json');
      await source.describe(signal);
      await Promise.all(
        (['usage-delta', 'content-delta'] as const).map((statistic) => load(source, statistic, 2024, true)),
      );
      expect(calls.map(({ init }) => init.cache)).to.deep.equal(['default', 'reload']);
      expect((await load(source, 'usage-delta', 2024)).tables[0]!.columns[0]![0]).to.equal(1);
      expect(calls.length).to.equal(2);
    });

    it('K11: continues the request of a file when one of its users aborts', async () => {
      const held = heldAnswers();
      const calls = fakeFetch(held.answer);
      const source = snapshotSource('/all.json');
      const abort = new AbortController();
      const gone = failureOf(source.describe(abort.signal));
      const stays = load(source, 'usage-delta', 2024);
      await nextTask();
      const reason = new Error('the reader went on');
      abort.abort(reason);
      expect(await gone).to.equal(reason);
      held.give(0, json(views('2024-05-30')));
      expect((await stays).tables).to.have.length(1);
      expect(calls.length).to.equal(1);
    });

    it('aborts the request of a file when its last user aborts', async () => {
      const calls = fakeFetch(never);
      const abort = new AbortController();
      const failure = failureOf(snapshotSource('/all.json').describe(abort.signal));
      await nextTask();
      abort.abort();
      expect(await failure).to.have.property('name', 'AbortError');
      expect(calls[0]!.init.signal!.aborted).to.be.true;
    });
  });
});
