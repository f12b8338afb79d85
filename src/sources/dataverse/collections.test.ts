import { expect } from '@open-wc/testing';
import { failureOf, statsErrorOf } from '../../../test/fake-fetch.js';
import { noRows, ok } from '../../../test/dataverse.js';
import { PLAIN, SRC, Site, TREE, need, signal, totalsOf, type Answers } from '../../../test/dataverse-site.js';
import { faultInBlock } from '../../data/check-block.js';
import { Stats } from '../../data/stats.js';
import { dataverseCollections } from './collections.js';

describe('collections of Dataverse', function () {
  this.timeout(4000);

  const site = new Site();
  afterEach(() => site.leave());

  describe('collections', () => {
    it('are compared with the tree, by one request', async () => {
      site.install(PLAIN);
      await site.source.describe(signal, false, 'maps');
      await site.load('content-delta', 2025, { community: 'maps', needs: [need('records')] });
      expect(site.sent().filter((path) => path.startsWith('tree'))).to.deep.equal(['tree?parentAlias=maps']);
    });

    it('are found in any spelling, as Dataverse finds them', async () => {
      site.install({
        ...PLAIN,
        'tree?parentAlias=Maps': ok(TREE.children[0]),
        'datasets/monthly?parentAlias=Maps': PLAIN['datasets/monthly?parentAlias=maps'],
      });
      expect((await site.source.describe(signal, false, 'Maps')).years).to.deep.equal({ first: 2025, last: 2025 });
    });

    it('that are not published are refused: Dataverse sends the numbers of the whole installation', async () => {
      site.install({
        ...PLAIN,
        'tree?parentAlias=draft': PLAIN['tree'],
        'datasets/monthly?parentAlias=draft': PLAIN['datasets/monthly'],
        'downloads/monthly?parentAlias=draft': PLAIN['downloads/monthly'],
        uniquedownloads: ok([]),
        'uniquedownloads?parentAlias=draft': ok([]),
      });
      for (const attempt of [
        site.source.describe(signal, false, 'draft'),
        site.load('usage-delta', 2025, { community: 'draft' }),
        site.source.records!({ order: 'mostdownloaded', size: 5, community: 'draft' }, signal),
      ]) {
        const error = await statsErrorOf(attempt);
        expect(error).to.include({ reason: 'attribute', path: 'community' });
        expect(error.message).to.contain('draft');
      }
    });

    it('that do not exist are refused', async () => {
      site.install(PLAIN);
      const error = await statsErrorOf(site.source.describe(signal, false, 'nowhere'));
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
      site.install({ ...PLAIN, ...none, ...totals });
      expect((await site.source.describe(signal, false, 'maps')).years).to.deep.equal({ first: 2025, last: 2025 });
      const of = { community: 'maps' };
      const content = await site.load('content-snapshot', 2025, {
        ...of,
        needs: [need('files'), need('uploadVolume', { breakdown: 'fileTypes' })],
      });
      for (const metric of ['records', 'files', 'uploadVolume'] as const)
        expect(totalsOf(content, metric), metric).to.include({ '2025-01-31': 0, '2025-03-14': 0 });
      expect(new Stats([content]).parts('files', 'snapshot', 'fileTypes')).to.deep.equal([]);
      const usage = await site.load('usage-delta', 2025, of);
      expect(Object.values(totalsOf(usage, 'downloads')).every((value) => value === 0)).to.be.true;
      expect(faultInBlock(content)).to.be.undefined;
      // Every series is requested once, and its total once.
      expect(site.sent().filter((each) => each === path('downloads/monthly'))).to.have.length(1);
    });

    it('without a name are the whole installation', async () => {
      site.install(PLAIN);
      await site.load('usage-delta', 2025, { community: ' ' });
      expect(site.sent().every((path) => !path.includes('parentAlias'))).to.be.true;
    });

    it('have their alias encoded', async () => {
      site.install(PLAIN);
      await failureOf(site.source.describe(signal, false, 'a&b=c'));
      expect(site.sent()).to.include('tree?parentAlias=a%26b%3Dc');
    });

    it('are listed for authors of pages', async () => {
      site.install(PLAIN);
      expect(await dataverseCollections(SRC)).to.deep.equal([
        { alias: 'root', name: 'Data', depth: 0 },
        { alias: 'maps', name: 'Maps', depth: 1 },
      ]);
      expect(site.sent()).to.deep.equal(['tree']);
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
      site.install(RANKED);
      const href = `${SRC}dataset.xhtml?persistentId=doi%3A10.5072%2FFK2%2F`;
      const counting = 'guestbookReaders';
      expect(await site.source.records!({ order: 'mostdownloaded', size: 2 }, signal)).to.deep.equal([
        { title: 'Old maps', href: `${href}A`, value: 7, counting },
        // Its description cannot be read.
        { title: B, href: `${href}B`, value: 2, counting },
      ]);
      expect(site.sent()).to.deep.equal(['uniquedownloads', cited(A), cited(B)]);
    });

    it('have no other ranking, for which no request is sent', async () => {
      site.install(RANKED);
      expect(await site.source.records!({ order: 'mostviewed', size: 2 }, signal)).to.be.undefined;
      expect(site.calls).to.have.length(0);
    });

    it('are none in an empty collection', async () => {
      site.install({ ...RANKED, 'uniquedownloads?parentAlias=maps': ok([]) });
      const request = { order: 'mostdownloaded', size: 5, community: 'maps' } as const;
      expect(await site.source.records!(request, signal)).to.deep.equal([]);
    });
  });
});
