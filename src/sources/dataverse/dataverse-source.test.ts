import { expect } from '@open-wc/testing';
import { fakeFetch, failureOf, json, never, restoreFetch, statsErrorOf, type Call } from '../../../test/fake-fetch.js';
import { setClock, restoreClock } from '../../../test/fake-clock.js';
import { monthly, noRows, ok, typed } from '../../../test/dataverse.js';
import { day, points } from '../../../test/builders.js';
import { faultInBlock } from '../../data/check-block.js';
import { isoDay } from '../../data/day.js';
import { Stats } from '../../data/stats.js';
import type { YearBlock } from '../../data/year-block.js';
import { times } from '../../util/times.js';
import type { Metric } from '../../vocabulary/metrics.js';
import type { Statistic } from '../../vocabulary/terms.js';
import type { Needed, StatsSource, YearRequest } from '../source.js';
import { dataverseCollections } from './collections.js';
import { dataverseSource } from './dataverse-source.js';

const SRC = 'https://data.example/';
const { signal } = new AbortController();

/** What an installation answers, by path below `/api/info/metrics/`, and by the path with the alias of a collection. */
type Answers = Readonly<Record<string, unknown>>;

const TREE = { id: 1, alias: 'root', name: 'Data', children: [{ id: 2, alias: 'maps', name: 'Maps' }] };

/** An installation without Make Data Count, on 14 March 2025. */
const PLAIN: Answers = {
  tree: ok(TREE),
  'tree?parentAlias=maps': ok(TREE.children[0]),
  'datasets/monthly': ok(monthly('2024-11', 3, 5, 8, 8, 9)),
  'datasets/monthly?parentAlias=maps': ok(monthly('2025-01', 2, 2, 3)),
  'files/byType/monthly': ok(typed('2024-12', 'text/csv', [4, 100], [6, 150], [6, 150], [7, 190])),
  'downloads/monthly': ok(monthly('2024-11', 120, 180, 260, 260, 301)),
  'makeDataCount/viewsTotal/monthly': noRows,
  'makeDataCount/viewsTotal': ok({ 'viewsTotalMachine + viewsTotalRegular': 0 }),
};

/** The same with Make Data Count since December. */
const COUNTED: Answers = {
  ...PLAIN,
  'makeDataCount/viewsTotal/monthly': ok(monthly('2024-12', 40, 70, 95, 110)),
  'makeDataCount/viewsTotal/monthly?parentAlias=maps': ok(monthly('2025-02', 5, 5)),
  'makeDataCount/downloadsTotal/monthly': ok(monthly('2024-12', 10, 15, 22, 22)),
};

const pathOf = ({ url }: Call): string => url.replace(`${SRC}api/info/metrics/`, '');

/** Answers from a table. An answer may be a function; errors have their code as status. */
const answering =
  (answers: Answers) =>
  (call: Call): Response | Promise<Response> => {
    const body = answers[pathOf(call)];
    if (typeof body === 'function') return (body as () => Response | Promise<Response>)();
    if (body === undefined) return json({ status: 'ERROR', code: 404, message: 'not found' }, 404);
    return typeof body === 'string' ? new Response(body) : json(body, (body as { code?: number }).code ?? 200);
  };

const need = (metric: Metric, more: Partial<Needed> = {}): Needed => ({ metric, ...more });

describe('dataverseSource', function () {
  this.timeout(4000);

  let source: Omit<StatsSource, 'key'>;
  let calls: readonly Call[];
  const install = (answers: Answers, today = '2025-03-14'): void => {
    setClock(`${today}T12:00:00Z`);
    calls = fakeFetch(answering(answers));
    source = dataverseSource({ src: SRC, credentials: 'same-origin' });
  };
  afterEach(() => {
    restoreFetch();
    restoreClock();
  });
  const load = (statistic: Statistic, year: number, more: Partial<YearRequest> = {}): Promise<YearBlock> =>
    source.load({ statistic, year, dateBasis: 'published', ...more }, signal);
  const sent = (): readonly string[] => calls.map(pathOf);

  /** Returns the values of a metric as a whole, by day; 0 on days before the end of a month is left out. */
  const totalsOf = (block: YearBlock, metric: Metric): Record<string, number> =>
    points(new Stats([block]).whole(metric, block.statistic.endsWith('delta') ? 'delta' : 'snapshot'));
  const eventsOf = (block: YearBlock, metric: Metric): Record<string, number> =>
    Object.fromEntries(Object.entries(totalsOf(block, metric)).filter(([, value]) => value !== 0));

  describe('describe', () => {
    it('says what an installation without Make Data Count has, by two requests and one more for an error', async () => {
      install(PLAIN);
      const capabilities = await source.describe(signal);
      expect(capabilities).to.deep.include({
        dateBases: ['published'],
        years: { first: 2024, last: 2025 },
        byNeed: true,
        orders: ['mostdownloaded'],
        settlesAfter: 8,
      });
      expect(capabilities.metrics?.map(({ metric, counting, since }) => [metric, counting, since])).to.deep.equal([
        ['records', 'dataverseDatasets', undefined],
        ['files', 'dataverseFiles', undefined],
        ['uploadVolume', 'dataverseVolume', undefined],
        ['downloads', 'dataverseDownloads', undefined],
      ]);
      for (const { resolution, kinds } of capabilities.metrics!)
        expect([resolution, kinds]).to.deep.equal(['month', ['delta', 'snapshot']]);
      expect(sent()).to.have.members([
        'datasets/monthly',
        'makeDataCount/viewsTotal/monthly',
        'makeDataCount/viewsTotal',
      ]);
    });

    it('lists views, and downloads of Make Data Count since its first month, where it is in use', async () => {
      install(COUNTED);
      const { metrics } = await source.describe(signal);
      const ofUsage = metrics!.filter(({ metric }) => metric === 'views' || metric === 'downloads');
      expect(ofUsage.map(({ metric, counting, since }) => [metric, counting, isoDay(since!)])).to.deep.equal([
        ['views', 'makeDataCountViews', '2024-12-01'],
        ['downloads', 'makeDataCountDownloads', '2024-12-01'],
      ]);
      expect(sent()).to.have.length(2);
    });

    it('takes an installation for one without Make Data Count if it has no such metrics', async () => {
      install({ ...PLAIN, 'makeDataCount/viewsTotal/monthly': undefined });
      expect((await source.describe(signal)).metrics).to.have.length(4);
    });

    it('takes Make Data Count that has counted nothing for more than a year for one that is not in use', async () => {
      install({ ...COUNTED, 'makeDataCount/viewsTotal/monthly': ok(monthly('2024-01', 4, ...times(14, () => 9))) });
      expect((await source.describe(signal)).metrics).to.have.length(4);
      install({ ...COUNTED, 'makeDataCount/viewsTotal/monthly': ok(monthly('2024-02', 4, ...times(13, () => 9))) });
      expect((await source.describe(signal)).metrics).to.have.length(5);
    });

    it('fails if Make Data Count cannot be asked, because its numbers would come and go', async () => {
      install({ ...PLAIN, 'makeDataCount/viewsTotal': { ...noRows, message: 'out of memory' } });
      expect(await statsErrorOf(source.describe(signal))).to.include({ reason: 'http', status: 500 });
    });

    it('names the years of a collection', async () => {
      install(PLAIN);
      expect((await source.describe(signal, false, 'maps')).years).to.deep.equal({ first: 2025, last: 2025 });
    });
  });

  describe('load', () => {
    it('requests each series once for all years and both kinds', async () => {
      install(PLAIN);
      await source.describe(signal);
      const before = calls.length;
      for (const year of [2025, 2024]) {
        for (const kind of ['delta', 'snapshot'] as const) {
          await load(`content-${kind}`, year, { needs: [need('records'), need('files'), need('uploadVolume')] });
          await load(`usage-${kind}`, year, { needs: [need('downloads')] });
        }
      }
      expect(sent().slice(before)).to.deep.equal(['files/byType/monthly', 'downloads/monthly']);
    });

    it('accepts JSON only, without other parameters, which Dataverse would refuse', async () => {
      install(PLAIN);
      await source.load({ statistic: 'usage-delta', year: 2025, dateBasis: 'added' }, signal, { reload: true });
      expect(calls.every(({ headers }) => headers.get('Accept') === 'application/json')).to.be.true;
      expect(calls.every(({ url }) => !url.includes('?'))).to.be.true;
      expect(calls.every(({ init }) => init.cache === 'reload')).to.be.true;
    });

    it('requests everything again once for a reload', async () => {
      install(PLAIN);
      const loads = (reload: boolean): Promise<unknown> =>
        Promise.all(
          [2024, 2025].map((year) =>
            source.load({ statistic: 'usage-delta', year, dateBasis: 'added' }, signal, { reload }),
          ),
        );
      await loads(false);
      const usual = calls.length;
      await loads(true);
      expect(calls.length).to.equal(2 * usual);
    });

    it('converts totals to what happened in each month, with the value on its last day', async () => {
      install(PLAIN);
      const block = await load('content-delta', 2025, { needs: [need('records')] });
      expect(eventsOf(block, 'records')).to.deep.equal({ '2025-01-31': 3, '2025-03-14': 1 });
      expect(Object.keys(totalsOf(block, 'records'))).to.have.length(31 + 28 + 14);
    });

    it('ends with today in the running month', async () => {
      install(PLAIN);
      const block = await load('content-snapshot', 2025, { needs: [need('records')] });
      expect(totalsOf(block, 'records')).to.deep.equal({ '2025-01-31': 8, '2025-02-28': 8, '2025-03-14': 9 });
      expect(block.covered?.at(-1)?.end).to.equal(day('2025-03-14'));
    });

    it('treats the last month of an older answer as not complete, and later days as unknown', async () => {
      install(PLAIN, '2025-04-03');
      const block = await load('content-delta', 2025, { needs: [need('records')] });
      expect(eventsOf(block, 'records')).to.deep.equal({ '2025-01-31': 3, '2025-03-27': 1 });
      expect(block.covered?.at(-1)?.end).to.equal(day('2025-03-27'));
    });

    it('leaves undated downloads out of their month, and keeps them in the total', async () => {
      install(PLAIN);
      expect(totalsOf(await load('usage-snapshot', 2024), 'downloads')).to.deep.equal({
        '2024-11-30': 120,
        '2024-12-31': 180,
      });
      const delta = await load('usage-delta', 2024);
      expect(eventsOf(delta, 'downloads')).to.deep.equal({ '2024-12-31': 60 });
      expect(Object.keys(totalsOf(delta, 'downloads'))[0]).to.equal('2024-12-01');
    });

    it('returns 0 for files before the first one, since there were datasets', async () => {
      install(PLAIN);
      const needs = [need('files', { breakdown: 'fileTypes' })];
      expect(totalsOf(await load('content-snapshot', 2024, { needs }), 'files')).to.deep.equal({
        '2024-11-30': 0,
        '2024-12-31': 4,
      });
    });

    it('returns a year before the first without values', async () => {
      install(PLAIN);
      const block = await load('content-delta', 2023, { needs: [need('records'), need('files')] });
      expect(block.covered).to.deep.equal([]);
      expect(new Stats([block]).whole('records', 'delta')).not.to.be.undefined;
    });

    it('makes sound blocks', async () => {
      install(COUNTED);
      for (const statistic of ['content-delta', 'content-snapshot', 'usage-delta', 'usage-snapshot'] as const) {
        for (const year of [2023, 2024, 2025, 2026]) {
          const needs = [need('records'), need('files'), need('views'), need('downloads')];
          const block = await load(statistic, year, { needs });
          expect(faultInBlock(block, { statistic, year }), `${statistic} ${year}`).to.be.undefined;
          expect(block).to.include({ settlesAfter: 8, fetchedAt: Date.parse('2025-03-14T12:00:00Z') });
        }
      }
    });

    it('reads CSV', async () => {
      install({ ...PLAIN, 'datasets/monthly': 'date,count\n2025-01,4\n2025-02,6\n2025-03,6\n' });
      const block = await load('content-delta', 2025, { needs: [need('records')] });
      expect(eventsOf(block, 'records')).to.deep.equal({ '2025-01-31': 4, '2025-02-28': 2 });
    });

    for (const needs of [
      [need('uploaders')],
      [need('records', { breakdown: 'resourceTypes' })],
      [need('visitors'), need('downloadVolume')],
      [need('downloads', { breakdown: 'countries' })],
    ]) {
      it(`sends no request for ${JSON.stringify(needs)}, which no installation has`, async () => {
        install(PLAIN);
        for (const statistic of ['content-delta', 'usage-snapshot'] as const)
          expect((await load(statistic, 2025, { needs })).tables).to.deep.equal([]);
        expect(calls).to.have.length(0);
      });
    }

    it('has no views where Make Data Count is not in use', async () => {
      install(PLAIN);
      expect((await load('usage-delta', 2025, { needs: [need('views')] })).tables).to.deep.equal([]);
      expect(sent()).not.to.include('downloads/monthly');
    });

    it('shows what has been loaded while the rest is under way', async () => {
      let finish = (_: Response): void => undefined;
      install({ ...PLAIN, 'files/byType/monthly': () => new Promise<Response>((resolve) => (finish = resolve)) });
      const early: YearBlock[] = [];
      const shown = new Promise<void>((resolve) => {
        const onStale = (block: YearBlock): void => {
          early.push(block);
          resolve();
        };
        const needs = [need('records'), need('files')];
        void source.load({ statistic: 'content-delta', year: 2025, dateBasis: 'added', needs }, signal, { onStale });
      });
      await shown;
      expect(early[0]!.tables.map(({ metric }) => metric)).to.deep.equal(['records']);
      finish(json(PLAIN['files/byType/monthly']));
    });
  });

  describe('load with Make Data Count', () => {
    it('takes views and downloads from Make Data Count, never from the other downloads', async () => {
      install(COUNTED);
      const block = await load('usage-delta', 2025);
      expect(eventsOf(block, 'views')).to.deep.equal({ '2025-01-31': 30, '2025-02-28': 25, '2025-03-14': 15 });
      expect(eventsOf(block, 'downloads')).to.deep.equal({ '2025-01-31': 5, '2025-02-28': 7 });
      expect(block.tables.map(({ key }) => key)).to.deep.equal(['makeDataCountViews', 'makeDataCountDownloads']);
      expect(sent()).not.to.include('downloads/monthly');
    });

    it('counts the first month, which has no undated events', async () => {
      install(COUNTED);
      expect(eventsOf(await load('usage-delta', 2024), 'views')).to.deep.equal({ '2024-12-31': 40 });
    });

    it('knows nothing of months whose logs have not been processed', async () => {
      install({ ...COUNTED, 'makeDataCount/viewsTotal/monthly': ok(monthly('2024-12', 40, 70, 70, 70)) });
      const block = await load('usage-delta', 2025);
      expect(block.covered).to.deep.equal([{ start: day('2025-01-01'), end: day('2025-01-31') }]);
      expect(totalsOf(await load('usage-snapshot', 2025), 'downloads')).to.deep.equal({ '2025-01-31': 15 });
    });

    it('returns 0 for a collection without views in months that were processed', async () => {
      install(COUNTED);
      const needs = [need('views')];
      const block = await load('usage-delta', 2025, { community: 'maps', needs });
      expect(totalsOf(block, 'views')).to.include({ '2025-01-31': 0, '2025-02-28': 5, '2025-03-14': 0 });
      const none = { 'makeDataCount/viewsTotal/monthly?parentAlias=maps': noRows };
      install({ ...COUNTED, ...none, 'makeDataCount/viewsTotal?parentAlias=maps': ok({ viewsTotal: 0 }) });
      const empty = await load('usage-snapshot', 2025, { community: 'maps', needs });
      expect(totalsOf(empty, 'views')).to.deep.equal({ '2025-01-31': 0, '2025-02-28': 0, '2025-03-14': 0 });
    });
  });

  describe('collections', () => {
    it('are compared with the tree, by one request', async () => {
      install(PLAIN);
      await source.describe(signal, false, 'maps');
      await load('content-delta', 2025, { community: 'maps', needs: [need('records')] });
      expect(sent().filter((path) => path.startsWith('tree'))).to.deep.equal(['tree?parentAlias=maps']);
    });

    it('are found in any spelling, as Dataverse finds them', async () => {
      install({
        ...PLAIN,
        'tree?parentAlias=Maps': ok(TREE.children[0]),
        'datasets/monthly?parentAlias=Maps': PLAIN['datasets/monthly?parentAlias=maps'],
      });
      expect((await source.describe(signal, false, 'Maps')).years).to.deep.equal({ first: 2025, last: 2025 });
    });

    it('that are not published are refused: Dataverse sends the numbers of the whole installation', async () => {
      install({
        ...PLAIN,
        'tree?parentAlias=draft': PLAIN['tree'],
        'datasets/monthly?parentAlias=draft': PLAIN['datasets/monthly'],
        'downloads/monthly?parentAlias=draft': PLAIN['downloads/monthly'],
        uniquedownloads: ok([]),
        'uniquedownloads?parentAlias=draft': ok([]),
      });
      for (const attempt of [
        source.describe(signal, false, 'draft'),
        load('usage-delta', 2025, { community: 'draft' }),
        source.records!({ order: 'mostdownloaded', size: 5, community: 'draft' }, signal),
      ]) {
        const error = await statsErrorOf(attempt);
        expect(error).to.include({ reason: 'attribute', path: 'community' });
        expect(error.message).to.contain('draft');
      }
    });

    it('that do not exist are refused', async () => {
      install(PLAIN);
      const error = await statsErrorOf(source.describe(signal, false, 'nowhere'));
      expect(error).to.include({ reason: 'attribute', path: 'community' });
      expect(error.message).to.contain('nowhere');
    });

    it('that are empty have 0 of everything in this year', async () => {
      const path = (name: string): string => `${name}?parentAlias=maps`;
      const none = Object.fromEntries(
        ['datasets/monthly', 'files/byType/monthly', 'downloads/monthly'].map((name) => [path(name), noRows]),
      );
      const totals = Object.fromEntries(
        ['datasets', 'files', 'downloads'].map((name) => [path(name), ok({ count: 0 })]),
      );
      install({ ...PLAIN, ...none, ...totals });
      expect((await source.describe(signal, false, 'maps')).years).to.deep.equal({ first: 2025, last: 2025 });
      const of = { community: 'maps' };
      const content = await load('content-snapshot', 2025, {
        ...of,
        needs: [need('files'), need('uploadVolume', { breakdown: 'fileTypes' })],
      });
      for (const metric of ['records', 'files', 'uploadVolume'] as const)
        expect(totalsOf(content, metric), metric).to.include({ '2025-01-31': 0, '2025-03-14': 0 });
      expect(new Stats([content]).parts('files', 'snapshot', 'fileTypes')).to.deep.equal([]);
      const usage = await load('usage-delta', 2025, of);
      expect(Object.values(totalsOf(usage, 'downloads')).every((value) => value === 0)).to.be.true;
      expect(faultInBlock(content)).to.be.undefined;
      // Every series is requested once, and its total once.
      expect(sent().filter((each) => each === path('downloads/monthly'))).to.have.length(1);
    });

    it('without a name are the whole installation', async () => {
      install(PLAIN);
      await load('usage-delta', 2025, { community: ' ' });
      expect(sent().every((path) => !path.includes('parentAlias'))).to.be.true;
    });

    it('have their alias encoded', async () => {
      install(PLAIN);
      await failureOf(source.describe(signal, false, 'a&b=c'));
      expect(sent()).to.include('tree?parentAlias=a%26b%3Dc');
    });

    it('are listed for authors of pages', async () => {
      install(PLAIN);
      expect(await dataverseCollections(SRC)).to.deep.equal([
        { alias: 'root', name: 'Data', depth: 0 },
        { alias: 'maps', name: 'Maps', depth: 1 },
      ]);
      expect(sent()).to.deep.equal(['tree']);
    });
  });

  describe('subjects', () => {
    const needs = [need('records', { breakdown: 'subjects' })];
    const bySubject = (month: string, counts: Readonly<Record<string, number>>): Answers => ({
      [`datasets/bySubject/toMonth/${month}`]: ok(
        Object.entries(counts).map(([subject, count]) => ({ subject, count })),
      ),
    });
    const BY_SUBJECT: Answers = {
      ...PLAIN,
      ...bySubject('2024-11', { Physics: 2, Law: 1 }),
      ...bySubject('2024-12', { Physics: 4, Law: 1 }),
      ...bySubject('2025-01', { Physics: 5, Law: 2, Chemistry: 1 }),
      ...bySubject('2025-02', { Physics: 5, Law: 2, Chemistry: 1 }),
      ...bySubject('2025-03', { Physics: 6, Chemistry: 2 }),
    };
    const months = (): readonly string[] =>
      sent()
        .filter((path) => path.includes('bySubject'))
        .map((path) => path.slice(-7));
    const subjectsOf = (block: YearBlock): Record<string, Record<string, number>> => {
      const kind = block.statistic.endsWith('delta') ? 'delta' : 'snapshot';
      const stats = new Stats([block]);
      return Object.fromEntries(
        stats
          .parts('records', kind, 'subjects')!
          .map(({ id, series }) => [
            id,
            Object.fromEntries(Object.entries(points(series)).filter(([, value]) => value !== 0)),
          ]),
      );
    };

    it('are not requested unless they are needed', async () => {
      install(BY_SUBJECT);
      await load('content-snapshot', 2025, { needs: [need('records')] });
      expect(months()).to.deep.equal([]);
    });

    it('are requested for the months of a year that have been counted, the latest first', async () => {
      install(BY_SUBJECT);
      const block = await load('content-snapshot', 2025, { needs });
      expect(months()).to.deep.equal(['2025-03', '2025-02', '2025-01']);
      expect(subjectsOf(block)).to.deep.equal({
        Physics: { '2025-01-31': 5, '2025-02-28': 5, '2025-03-14': 6 },
        Chemistry: { '2025-01-31': 1, '2025-02-28': 1, '2025-03-14': 2 },
        Law: { '2025-01-31': 2, '2025-02-28': 2 },
      });
    });

    it('are requested for the last month only where that is enough', async () => {
      install(BY_SUBJECT);
      await load('content-snapshot', 2025, { needs: [need('records', { breakdown: 'subjects', latest: true })] });
      expect(months()).to.deep.equal(['2025-03']);
    });

    it('are the differences of totals, also of the December before, and share its requests', async () => {
      install(BY_SUBJECT);
      await load('content-snapshot', 2025, { needs });
      const block = await load('content-delta', 2025, { needs });
      expect(months()).to.deep.equal(['2025-03', '2025-02', '2025-01', '2024-12']);
      expect(subjectsOf(block)).to.deep.equal({
        Physics: { '2025-01-31': 1, '2025-03-14': 1 },
        Chemistry: { '2025-01-31': 1, '2025-03-14': 1 },
        Law: { '2025-01-31': 1, '2025-03-14': -2 },
      });
      expect(faultInBlock(block)).to.be.undefined;
    });

    it('need no month before the first dataset', async () => {
      install(BY_SUBJECT);
      const block = await load('content-delta', 2024, { needs });
      expect(months()).to.deep.equal(['2024-12', '2024-11']);
      expect(subjectsOf(block)).to.deep.equal({
        Physics: { '2024-11-30': 2, '2024-12-31': 2 },
        Law: { '2024-11-30': 1 },
      });
    });

    it('are requested for no month of a year before the first', async () => {
      install(BY_SUBJECT);
      await load('content-delta', 2023, { needs });
      await load('content-snapshot', 2026, { needs });
      expect(months()).to.deep.equal([]);
    });

    it('are unknown in a month that fails, and known in the others', async () => {
      install({ ...BY_SUBJECT, 'datasets/bySubject/toMonth/2025-02': { ...noRows } });
      const block = await load('content-delta', 2025, { needs });
      expect(subjectsOf(block)['Physics']).to.deep.equal({ '2025-01-31': 1 });
      const table = block.tables.find(({ breakdown }) => breakdown === 'subjects')!;
      expect(isoDay(table.unknown![0]!)).to.equal('2025-02-01');
      expect(isoDay(table.unknown!.at(-1)!)).to.equal('2025-03-14');
    });

    it('fail if no month can be loaded', async () => {
      install(PLAIN);
      expect(await statsErrorOf(load('content-snapshot', 2025, { needs }))).to.include({ status: 404 });
    });

    it('tell how many months have been answered', async () => {
      install(BY_SUBJECT);
      const progress: string[] = [];
      const onProgress = (done: number, count: number): void => void progress.push(`${done}/${count}`);
      const request = { statistic: 'content-snapshot', year: 2025, dateBasis: 'added', needs } as const;
      await source.load(request, signal, { onProgress });
      expect(progress).to.deep.equal(['1/3', '2/3', '3/3']);
    });

    it('link to the search of Dataverse', () => {
      install(PLAIN);
      const query = '?q=&types=datasets&fq0=subject_ss%3A%22Physics%22';
      const part = { breakdown: 'subjects', id: 'Physics' } as const;
      expect(source.partLink!(part)).to.equal(`${SRC}dataverse.xhtml${query}`);
      expect(source.partLink!({ ...part, community: 'maps' })).to.equal(`${SRC}dataverse/maps${query}`);
      expect(source.partLink!({ breakdown: 'fileTypes', id: 'csv' })).to.be.undefined;
    });
  });

  describe('records', () => {
    const cited = (pid: string): string =>
      `${SRC}api/datasets/:persistentId/versions/:latest-published/metadata/citation?persistentId=${encodeURIComponent(pid)}`;
    const [A, B, C] = ['A', 'B', 'C'].map((letter) => `doi:10.5072/FK2/${letter}`) as [string, string, string];
    const RANKED: Answers = {
      ...PLAIN,
      uniquedownloads: ok([
        { pid: B, count: 2 },
        { pid: A, count: 7 },
        { pid: C, count: 1 },
      ]),
      [cited(A)]: ok({ fields: [{ typeName: 'title', value: 'Old maps' }] }),
    };

    it('are ranked by the people who downloaded them, with a request for each title that is shown', async () => {
      install(RANKED);
      expect(await source.records!({ order: 'mostdownloaded', size: 2 }, signal)).to.deep.equal([
        { title: 'Old maps', href: `${SRC}dataset.xhtml?persistentId=doi%3A10.5072%2FFK2%2FA`, value: 7 },
        // Its description cannot be read.
        { title: B, href: `${SRC}dataset.xhtml?persistentId=doi%3A10.5072%2FFK2%2FB`, value: 2 },
      ]);
      expect(sent()).to.deep.equal(['uniquedownloads', cited(A), cited(B)]);
    });

    it('have no other ranking, for which no request is sent', async () => {
      install(RANKED);
      expect(await source.records!({ order: 'mostviewed', size: 2 }, signal)).to.be.undefined;
      expect(calls).to.have.length(0);
    });

    it('are none in an empty collection', async () => {
      install({ ...RANKED, 'uniquedownloads?parentAlias=maps': ok([]) });
      const request = { order: 'mostdownloaded', size: 5, community: 'maps' } as const;
      expect(await source.records!(request, signal)).to.deep.equal([]);
    });
  });

  describe('failures', () => {
    const needs = [need('downloads')];
    const failing = async (answer: unknown, more: Answers = {}) => {
      install({ ...PLAIN, 'downloads/monthly': answer, ...more });
      return statsErrorOf(load('usage-delta', 2025, { needs }));
    };

    it('of an empty series mean none only if its total is 0', async () => {
      expect(await failing(noRows, { downloads: ok({ count: 3 }) })).to.include({ reason: 'http', status: 500 });
      expect(await failing(noRows, { downloads: noRows })).to.include({ reason: 'http', status: 500 });
      expect(await failing(noRows, { downloads: 'busy' })).to.include({ reason: 'http', status: 500 });
      install({ ...PLAIN, 'downloads/monthly': noRows, downloads: ok({ count: 0 }) });
      expect(eventsOf(await load('usage-delta', 2025, { needs }), 'downloads')).to.deep.equal({});
    });

    it('keep the words of the service', async () => {
      const refusal = { status: 'ERROR', code: 400, message: 'queryParameter x not supported' };
      const error = await failing(refusal);
      expect(error).to.include({ reason: 'http', status: 400 });
      expect(error.message).to.contain('queryParameter x not supported');
      expect((await failing({ status: 'ERROR', message: 'over quota' })).message).to.contain('over quota');
    });

    for (const [name, answer, reason, words] of [
      ['a login page with status 200', '<html><title>Log in</title>', 'malformed', 'web page'],
      ['a page of an error with status 500', () => new Response('<html>', { status: 500 }), 'http', '500'],
      ['a login that is required', () => new Response('', { status: 401 }), 'auth', 'in front of Dataverse'],
      ['another service', { hits: { hits: [] } }, 'malformed', 'Metrics API of Dataverse'],
      ['an address that is not found', () => new Response('', { status: 404 }), 'http', 'address of a Dataverse'],
      [
        'a refused connection',
        () => Promise.reject(new TypeError('Failed to fetch')),
        'network',
        'dataverse.cors.origin',
      ],
      [
        'too many requests',
        () => new Response('', { status: 429, headers: { 'Retry-After': '0' } }),
        'rate-limit',
        '429',
      ],
    ] as const) {
      it(`have a reason and say what to change: ${name}`, async function () {
        // Some are retried.
        this.timeout(10_000);
        const error = await failing(answer);
        expect(error.reason).to.equal(reason);
        expect(error.message).to.contain(words);
      });
    }

    it('end with the abort of the request', async () => {
      install({ ...PLAIN, 'downloads/monthly': () => never() });
      const abort = new AbortController();
      const failure = failureOf(
        source.load({ statistic: 'usage-delta', year: 2025, dateBasis: 'added', needs }, abort.signal),
      );
      abort.abort(new Error('gone'));
      expect(await failure).to.have.property('message', 'gone');
    });
  });

  describe('addresses', () => {
    for (const src of [
      'https://data.example',
      'https://data.example/',
      'https://data.example/api',
      'https://data.example/api/info/metrics/',
      'https://data.example/?q=1#top',
    ]) {
      it(`are those of an installation: ${src}`, async () => {
        install(PLAIN);
        source = dataverseSource({ src, credentials: 'omit' });
        await source.describe(signal);
        expect(sent()).to.include('datasets/monthly');
        expect(source.address).to.equal(SRC);
        expect(calls.every(({ init }) => init.credentials === 'omit')).to.be.true;
      });
    }

    it('may have a folder', async () => {
      install(PLAIN);
      source = dataverseSource({ src: 'https://example.org/data/', credentials: 'omit' });
      await failureOf(source.describe(signal));
      expect(calls[0]!.url).to.equal('https://example.org/data/api/info/metrics/datasets/monthly');
    });
  });
});
