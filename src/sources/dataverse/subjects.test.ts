import { expect } from '@open-wc/testing';
import { statsErrorOf } from '../../../test/fake-fetch.js';
import { noRows, ok } from '../../../test/dataverse.js';
import { points } from '../../../test/builders.js';
import { PLAIN, SRC, Site, need, signal, type Answers } from '../../../test/dataverse-site.js';
import { faultInBlock } from '../../data/check-block.js';
import { isoDay } from '../../data/day.js';
import { Stats } from '../../data/stats.js';
import type { YearBlock } from '../../data/year-block.js';

describe('parts of datasets', function () {
  this.timeout(4000);

  const site = new Site();
  afterEach(() => site.leave());

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
      site
        .sent()
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
      site.install(BY_SUBJECT);
      await site.load('content-snapshot', 2025, { needs: [need('records')] });
      expect(months()).to.deep.equal([]);
    });

    it('are requested for the months of a year that have been counted, the latest first', async () => {
      site.install(BY_SUBJECT);
      const block = await site.load('content-snapshot', 2025, { needs });
      expect(months()).to.deep.equal(['2025-03', '2025-02', '2025-01']);
      expect(subjectsOf(block)).to.deep.equal({
        Physics: { '2025-01-31': 5, '2025-02-28': 5, '2025-03-14': 6 },
        Chemistry: { '2025-01-31': 1, '2025-02-28': 1, '2025-03-14': 2 },
        Law: { '2025-01-31': 2, '2025-02-28': 2 },
      });
    });

    it('are requested for the last month only where that is enough', async () => {
      site.install(BY_SUBJECT);
      await site.load('content-snapshot', 2025, { needs: [need('records', { breakdown: 'subjects', latest: true })] });
      expect(months()).to.deep.equal(['2025-03']);
    });

    it('are the differences of totals, also of the December before, and share its requests', async () => {
      site.install(BY_SUBJECT);
      await site.load('content-snapshot', 2025, { needs });
      const block = await site.load('content-delta', 2025, { needs });
      expect(months()).to.deep.equal(['2025-03', '2025-02', '2025-01', '2024-12']);
      expect(subjectsOf(block)).to.deep.equal({
        Physics: { '2025-01-31': 1, '2025-03-14': 1 },
        Chemistry: { '2025-01-31': 1, '2025-03-14': 1 },
        Law: { '2025-01-31': 1, '2025-03-14': -2 },
      });
      expect(faultInBlock(block)).to.be.undefined;
    });

    it('need no month before the first dataset', async () => {
      site.install(BY_SUBJECT);
      const block = await site.load('content-delta', 2024, { needs });
      expect(months()).to.deep.equal(['2024-12', '2024-11']);
      expect(subjectsOf(block)).to.deep.equal({
        Physics: { '2024-11-30': 2, '2024-12-31': 2 },
        Law: { '2024-11-30': 1 },
      });
    });

    it('are requested for no month of a year before the first', async () => {
      site.install(BY_SUBJECT);
      await site.load('content-delta', 2023, { needs });
      await site.load('content-snapshot', 2026, { needs });
      expect(months()).to.deep.equal([]);
    });

    it('are unknown in a month that fails, and known in the others', async () => {
      site.install({ ...BY_SUBJECT, 'datasets/bySubject/toMonth/2025-02': { ...noRows } });
      const block = await site.load('content-delta', 2025, { needs });
      expect(subjectsOf(block)['Physics']).to.deep.equal({ '2025-01-31': 1 });
      const table = block.tables.find(({ breakdown }) => breakdown === 'subjects')!;
      expect(isoDay(table.unknown![0]!)).to.equal('2025-02-01');
      expect(isoDay(table.unknown!.at(-1)!)).to.equal('2025-03-14');
    });

    it('name a month that fails, so that readers can try again', async () => {
      const path = 'datasets/bySubject/toMonth/2025-02';
      site.install({ ...BY_SUBJECT, [path]: { status: 'ERROR', code: 403, message: 'no' } });
      const [problem, ...others] = (await site.load('content-delta', 2025, { needs })).problems;
      expect(problem!.path).to.equal(path);
      expect(problem!.found).to.contain('403');
      expect(others).to.deep.equal([]);
    });

    it('are unknown, not absent, while the datasets are shown, and do not replace older ones on a reload', async () => {
      site.install(PLAIN);
      for (const reload of [false, true]) {
        const shown: YearBlock[] = [];
        const request = { statistic: 'content-delta', year: 2025, dateBasis: 'added', needs } as const;
        const options = { reload, onStale: (block: YearBlock) => void shown.push(block) };
        await statsErrorOf(site.source.load(request, signal, options));
        expect(shown.map(({ tables }) => tables.map(({ breakdown, unknown }) => [breakdown, !!unknown]))).to.deep.equal(
          reload
            ? []
            : [
                [
                  [undefined, false],
                  ['subjects', true],
                ],
              ],
        );
      }
    });

    it('fail if no month can be loaded', async () => {
      site.install(PLAIN);
      expect(await statsErrorOf(site.load('content-snapshot', 2025, { needs }))).to.include({ status: 404 });
    });

    it('tell how many months have been answered', async () => {
      site.install(BY_SUBJECT);
      const progress: string[] = [];
      const onProgress = (done: number, count: number): void => void progress.push(`${done}/${count}`);
      const request = { statistic: 'content-snapshot', year: 2025, dateBasis: 'added', needs } as const;
      await site.source.load(request, signal, { onProgress });
      expect(progress).to.deep.equal(['1/3', '2/3', '3/3']);
    });

    it('link to the search of Dataverse', () => {
      site.install(PLAIN);
      const query = '?q=&types=datasets&fq0=subject_ss%3A%22Physics%22';
      const part = { breakdown: 'subjects', id: 'Physics' } as const;
      expect(site.source.partLink!(part)).to.equal(`${SRC}dataverse.xhtml${query}`);
      expect(site.source.partLink!({ ...part, community: 'maps' })).to.equal(`${SRC}dataverse/maps${query}`);
      expect(site.source.partLink!({ breakdown: 'fileTypes', id: 'csv' })).to.be.undefined;
    });
  });
});
