import { expect } from '@open-wc/testing';
import { failureOf, json, statsErrorOf } from '../../../test/fake-fetch.js';
import { monthly, noRows, ok } from '../../../test/dataverse.js';
import { day } from '../../../test/builders.js';
import {
  COUNTED,
  PLAIN,
  SRC,
  Site,
  eventsOf,
  need,
  signal,
  totalsOf,
  type Answers,
} from '../../../test/dataverse-site.js';
import { faultInBlock } from '../../data/check-block.js';
import { isoDay } from '../../data/day.js';
import { Stats } from '../../data/stats.js';
import { times } from '../../util/times.js';
import { dataverseSource } from './dataverse-source.js';
import type { YearBlock } from '../../data/year-block.js';

describe('dataverseSource', function () {
  this.timeout(4000);

  const site = new Site();
  afterEach(() => site.leave());

  describe('describe', () => {
    it('says what an installation without Make Data Count has, by two requests and one more for an error', async () => {
      site.install(PLAIN);
      const capabilities = await site.source.describe(signal);
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
      expect(site.sent()).to.have.members([
        'datasets/monthly',
        'makeDataCount/viewsTotal/monthly',
        'makeDataCount/viewsTotal',
      ]);
    });

    it('lists views, and downloads of Make Data Count since its first month, where it is in use', async () => {
      site.install(COUNTED);
      const { metrics } = await site.source.describe(signal);
      const ofUsage = metrics!.filter(({ metric }) => metric === 'views' || metric === 'downloads');
      expect(ofUsage.map(({ metric, counting, since }) => [metric, counting, isoDay(since!)])).to.deep.equal([
        ['views', 'makeDataCountViews', '2024-12-01'],
        ['downloads', 'makeDataCountDownloads', '2024-12-01'],
      ]);
      expect(site.sent()).to.have.length(2);
    });

    it('takes an installation for one without Make Data Count if it has no such metrics', async () => {
      site.install({ ...PLAIN, 'makeDataCount/viewsTotal/monthly': undefined });
      expect((await site.source.describe(signal)).metrics).to.have.length(4);
    });

    it('takes Make Data Count that has counted nothing for more than a year for one that is not in use', async () => {
      site.install({
        ...COUNTED,
        'makeDataCount/viewsTotal/monthly': ok(monthly('2024-01', 4, ...times(14, () => 9))),
      });
      expect((await site.source.describe(signal)).metrics).to.have.length(4);
      site.install({
        ...COUNTED,
        'makeDataCount/viewsTotal/monthly': ok(monthly('2024-02', 4, ...times(13, () => 9))),
      });
      expect((await site.source.describe(signal)).metrics).to.have.length(5);
    });

    describe('if Make Data Count cannot be asked', () => {
      const views = 'makeDataCount/viewsTotal/monthly';
      const FAILING: readonly Answers[] = [
        { ...PLAIN, 'makeDataCount/viewsTotal': { ...noRows, message: 'out of memory' } },
        ...[403, 501].map((code) => ({ ...PLAIN, [views]: { status: 'ERROR', code, message: 'no' } })),
        { ...PLAIN, [views]: { status: 'ERROR', message: 'no' } },
      ];

      it('lists everything else, and views, which fail when they are loaded', async () => {
        for (const answers of FAILING) {
          site.install(answers);
          const { metrics } = await site.source.describe(signal);
          expect(metrics!.map(({ metric, counting }) => [metric, counting])).to.deep.include.members([
            ['records', 'dataverseDatasets'],
            ['views', 'makeDataCountViews'],
            ['downloads', 'dataverseDownloads'],
          ]);
          expect(
            eventsOf(await site.load('content-delta', 2025, { needs: [need('records')] }), 'records'),
          ).to.deep.equal({ '2025-01-31': 3, '2025-03-14': 1 });
          const own = [need('downloads')];
          expect(eventsOf(await site.load('usage-delta', 2025, { needs: own }), 'downloads')).to.include({
            '2025-01-31': 80,
          });
          await statsErrorOf(site.load('usage-delta', 2025, { needs: [need('views')] }));
        }
      });

      it('shows downloads beside the failure of views', async () => {
        site.install(FAILING[0]!);
        const shown: YearBlock[] = [];
        const request = { statistic: 'usage-delta', year: 2025, dateBasis: 'added' } as const;
        const onStale = (block: YearBlock): void => void shown.push(block);
        expect(await statsErrorOf(site.source.load(request, signal, { onStale }))).to.include({ status: 500 });
        expect(shown.map((block) => eventsOf(block, 'downloads'))).to.deep.equal([
          { '2025-01-31': 80, '2025-03-14': 41 },
        ]);
      });

      it('keeps its way of counting downloads if it was asked before', async () => {
        let fails = false;
        const answer = (): Response => (fails ? json({}, 403) : json(COUNTED[views]));
        site.install({ ...COUNTED, [views]: answer });
        const before = (await site.source.describe(signal)).metrics;
        fails = true;
        expect((await site.source.describe(signal, true)).metrics).to.deep.equal(before);
      });
    });

    it('names the years of a collection', async () => {
      site.install(PLAIN);
      expect((await site.source.describe(signal, false, 'maps')).years).to.deep.equal({ first: 2025, last: 2025 });
    });
  });

  describe('load', () => {
    it('requests each series once for all years and both kinds', async () => {
      site.install(PLAIN);
      await site.source.describe(signal);
      const before = site.calls.length;
      for (const year of [2025, 2024]) {
        for (const kind of ['delta', 'snapshot'] as const) {
          await site.load(`content-${kind}`, year, { needs: [need('records'), need('files'), need('uploadVolume')] });
          await site.load(`usage-${kind}`, year, { needs: [need('downloads')] });
        }
      }
      expect(site.sent().slice(before)).to.deep.equal(['files/byType/monthly', 'downloads/monthly']);
    });

    it('accepts JSON only, without other parameters, which Dataverse would refuse', async () => {
      site.install(PLAIN);
      await site.source.load({ statistic: 'usage-delta', year: 2025, dateBasis: 'added' }, signal, { reload: true });
      expect(site.calls.every(({ headers }) => headers.get('Accept') === 'application/json')).to.be.true;
      expect(site.calls.every(({ url }) => !url.includes('?'))).to.be.true;
      expect(site.calls.every(({ init }) => init.cache === 'reload')).to.be.true;
    });

    it('requests everything again once for a reload', async () => {
      site.install(PLAIN);
      const loads = (reload: boolean): Promise<unknown> =>
        Promise.all(
          [2024, 2025].map((year) =>
            site.source.load({ statistic: 'usage-delta', year, dateBasis: 'added' }, signal, { reload }),
          ),
        );
      await loads(false);
      const usual = site.calls.length;
      await loads(true);
      expect(site.calls.length).to.equal(2 * usual);
    });

    it('converts totals to what happened in each month, with the value on its last day', async () => {
      site.install(PLAIN);
      const block = await site.load('content-delta', 2025, { needs: [need('records')] });
      expect(eventsOf(block, 'records')).to.deep.equal({ '2025-01-31': 3, '2025-03-14': 1 });
      expect(Object.keys(totalsOf(block, 'records'))).to.have.length(31 + 28 + 14);
    });

    it('ends with today in the running month', async () => {
      site.install(PLAIN);
      const block = await site.load('content-snapshot', 2025, { needs: [need('records')] });
      expect(totalsOf(block, 'records')).to.deep.equal({ '2025-01-31': 8, '2025-02-28': 8, '2025-03-14': 9 });
      expect(block.covered?.at(-1)?.end).to.equal(day('2025-03-14'));
    });

    it('treats the last month of an older answer as not complete, and later days as unknown', async () => {
      site.install(PLAIN, '2025-04-03');
      const block = await site.load('content-delta', 2025, { needs: [need('records')] });
      expect(eventsOf(block, 'records')).to.deep.equal({ '2025-01-31': 3, '2025-03-27': 1 });
      expect(block.covered?.at(-1)?.end).to.equal(day('2025-03-27'));
    });

    it('leaves undated downloads out of their month, and keeps them in the total', async () => {
      site.install(PLAIN);
      expect(totalsOf(await site.load('usage-snapshot', 2024), 'downloads')).to.deep.equal({
        '2024-11-30': 120,
        '2024-12-31': 180,
      });
      const delta = await site.load('usage-delta', 2024);
      expect(eventsOf(delta, 'downloads')).to.deep.equal({ '2024-12-31': 60 });
      expect(Object.keys(totalsOf(delta, 'downloads'))[0]).to.equal('2024-12-01');
    });

    it('returns 0 for files before the first one, since there were datasets', async () => {
      site.install(PLAIN);
      const needs = [need('files', { breakdown: 'fileTypes' })];
      expect(totalsOf(await site.load('content-snapshot', 2024, { needs }), 'files')).to.deep.equal({
        '2024-11-30': 0,
        '2024-12-31': 4,
      });
    });

    it('returns a year before the first without values', async () => {
      site.install(PLAIN);
      const block = await site.load('content-delta', 2023, { needs: [need('records'), need('files')] });
      expect(block.covered).to.deep.equal([]);
      expect(new Stats([block]).whole('records', 'delta')).not.to.be.undefined;
    });

    it('makes sound blocks', async () => {
      site.install(COUNTED);
      for (const statistic of ['content-delta', 'content-snapshot', 'usage-delta', 'usage-snapshot'] as const) {
        for (const year of [2023, 2024, 2025, 2026]) {
          const needs = [need('records'), need('files'), need('views'), need('downloads')];
          const block = await site.load(statistic, year, { needs });
          expect(faultInBlock(block, { statistic, year }), `${statistic} ${year}`).to.be.undefined;
          expect(block).to.include({ settlesAfter: 8, fetchedAt: Date.parse('2025-03-14T12:00:00Z') });
        }
      }
    });

    it('reads CSV', async () => {
      site.install({ ...PLAIN, 'datasets/monthly': 'date,count\n2025-01,4\n2025-02,6\n2025-03,6\n' });
      const block = await site.load('content-delta', 2025, { needs: [need('records')] });
      expect(eventsOf(block, 'records')).to.deep.equal({ '2025-01-31': 4, '2025-02-28': 2 });
    });

    for (const needs of [
      [need('uploaders')],
      [need('records', { breakdown: 'resourceTypes' })],
      [need('visitors'), need('downloadVolume')],
      [need('downloads', { breakdown: 'countries' })],
    ]) {
      it(`sends no request for ${JSON.stringify(needs)}, which no installation has`, async () => {
        site.install(PLAIN);
        for (const statistic of ['content-delta', 'usage-snapshot'] as const)
          expect((await site.load(statistic, 2025, { needs })).tables).to.deep.equal([]);
        expect(site.calls).to.have.length(0);
      });
    }

    it('has no views where Make Data Count is not in use', async () => {
      site.install(PLAIN);
      expect((await site.load('usage-delta', 2025, { needs: [need('views')] })).tables).to.deep.equal([]);
      expect(site.sent()).not.to.include('downloads/monthly');
    });

    it('shows what has been loaded while the rest is under way', async () => {
      let finish = (_: Response): void => undefined;
      site.install({ ...PLAIN, 'files/byType/monthly': () => new Promise<Response>((resolve) => (finish = resolve)) });
      const early: YearBlock[] = [];
      const shown = new Promise<void>((resolve) => {
        const onStale = (block: YearBlock): void => {
          early.push(block);
          resolve();
        };
        const needs = [need('records'), need('files')];
        void site.source.load({ statistic: 'content-delta', year: 2025, dateBasis: 'added', needs }, signal, {
          onStale,
        });
      });
      await shown;
      expect(early[0]!.tables.map(({ metric }) => metric)).to.deep.equal(['records']);
      finish(json(PLAIN['files/byType/monthly']));
    });
  });

  describe('load with Make Data Count', () => {
    it('takes views and downloads from Make Data Count, never from the other downloads', async () => {
      site.install(COUNTED);
      const block = await site.load('usage-delta', 2025);
      expect(eventsOf(block, 'views')).to.deep.equal({ '2025-01-31': 30, '2025-02-28': 25, '2025-03-14': 15 });
      expect(eventsOf(block, 'downloads')).to.deep.equal({ '2025-01-31': 5, '2025-02-28': 7 });
      expect(block.tables.map(({ key }) => key)).to.deep.equal(['makeDataCountViews', 'makeDataCountDownloads']);
      expect(site.sent()).not.to.include('downloads/monthly');
    });

    it('counts the first month, which has no undated events', async () => {
      site.install(COUNTED);
      expect(eventsOf(await site.load('usage-delta', 2024), 'views')).to.deep.equal({ '2024-12-31': 40 });
    });

    it('knows nothing of months whose logs have not been processed', async () => {
      site.install({ ...COUNTED, 'makeDataCount/viewsTotal/monthly': ok(monthly('2024-12', 40, 70, 70, 70)) });
      const block = await site.load('usage-delta', 2025);
      expect(block.covered).to.deep.equal([{ start: day('2025-01-01'), end: day('2025-01-31') }]);
      expect(totalsOf(await site.load('usage-snapshot', 2025), 'downloads')).to.deep.equal({ '2025-01-31': 15 });
    });

    it('returns 0 for a collection without views in months that were processed', async () => {
      site.install(COUNTED);
      const needs = [need('views')];
      const block = await site.load('usage-delta', 2025, { community: 'maps', needs });
      expect(totalsOf(block, 'views')).to.include({ '2025-01-31': 0, '2025-02-28': 5, '2025-03-14': 0 });
      const none = { 'makeDataCount/viewsTotal/monthly?parentAlias=maps': noRows };
      site.install({ ...COUNTED, ...none, 'makeDataCount/viewsTotal?parentAlias=maps': ok({ viewsTotal: 0 }) });
      const empty = await site.load('usage-snapshot', 2025, { community: 'maps', needs });
      expect(totalsOf(empty, 'views')).to.deep.equal({ '2025-01-31': 0, '2025-02-28': 0, '2025-03-14': 0 });
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
        site.install(PLAIN);
        site.source = dataverseSource({ src, credentials: 'omit' });
        await site.source.describe(signal);
        expect(site.sent()).to.include('datasets/monthly');
        expect(site.source.address).to.equal(SRC);
        expect(site.calls.every(({ init }) => init.credentials === 'omit')).to.be.true;
      });
    }

    it('may have a folder', async () => {
      site.install(PLAIN);
      site.source = dataverseSource({ src: 'https://example.org/data/', credentials: 'omit' });
      await failureOf(site.source.describe(signal));
      expect(site.calls[0]!.url).to.equal('https://example.org/data/api/info/metrics/datasets/monthly');
    });
  });
});
