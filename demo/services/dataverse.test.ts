import { expect } from '@open-wc/testing';
import { day, days } from '../../test/builders.js';
import { setClock, restoreClock } from '../../test/fake-clock.js';
import { fakeFetch, restoreFetch, statsErrorOf } from '../../test/fake-fetch.js';
import { describe as describeMetrics } from '../../src/data/description.js';
import { Stats } from '../../src/data/stats.js';
import { dataverseSource } from '../../src/sources/dataverse/dataverse-source.js';
import { STATISTICS, type Kind } from '../../src/vocabulary/terms.js';
import { figureView } from '../../src/view/figure-view.js';
import { dataverse } from './dataverse.js';

const SRC = 'https://demo-dataverse.example/dataverse/';
const { signal } = new AbortController();
const TODAY = '2025-03-14';

const ask = (path: string, accept = 'application/json'): Response =>
  dataverse(new Request(`${SRC}api/info/metrics/${path}`, { headers: { Accept: accept } }), day(TODAY))!;

const totalsOf = async (path: string): Promise<readonly { date: string; count: number; size: number }[]> =>
  ((await ask(path).json()) as { data: { date: string; count: number; size: number }[] }).data;

describe('the fake Dataverse', () => {
  const source = dataverseSource({ src: SRC, credentials: 'omit' });
  beforeEach(() => {
    setClock(`${TODAY}T12:00:00Z`);
    fakeFetch(({ url, headers }) => dataverse(new Request(url, { headers }), day(TODAY))!);
  });
  afterEach(() => {
    restoreFetch();
    restoreClock();
  });

  for (const community of [undefined, 'maps', 'old-maps', 'texts']) {
    it(`is shown with the numbers that it sends: ${community ?? 'the whole installation'}`, async () => {
      const { metrics, years } = await source.describe(signal, false, community);
      const of = { dateBasis: 'published', ...(community && { community }) } as const;
      const blocks = [];
      for (const statistic of STATISTICS)
        for (const year of [2024, 2025]) blocks.push(await source.load({ statistic, year, ...of }, signal));
      const stats = new Stats(blocks).describedBy(describeMetrics(metrics!));
      const scope = community ? `?parentAlias=${community}` : '';
      expect(years).to.deep.equal({ first: 2019, last: 2025 });
      for (const [metric, path, name] of [
        ['records', 'datasets/monthly', 'count'],
        ['files', 'files/byType/monthly', 'count'],
        ['uploadVolume', 'files/byType/monthly', 'size'],
        ['views', 'makeDataCount/viewsTotal/monthly', 'count'],
        ['downloads', 'makeDataCount/downloadsTotal/monthly', 'count'],
      ] as const) {
        const rows = await totalsOf(`${path}${scope}`);
        const at = (month: string): number =>
          rows.filter(({ date }) => date === month).reduce((sum, row) => sum + row[name], 0);
        const shown = (kind: Kind): number | null =>
          figureView(stats, days('2024-07-01', '2025-02-28'), { metric, kind }).value;
        expect(shown('snapshot'), metric).to.equal(at('2025-02'));
        expect(shown('delta'), metric).to.equal(at('2025-02') - at('2024-06'));
      }
    });
  }

  it('answers with CSV unless JSON alone is accepted', async () => {
    expect(await ask('datasets/monthly', '*/*').text()).to.match(/^date,count\n2019-03,\d+\n/);
  });

  it('answers as Dataverse does for parameters, collections and months that do not exist', () => {
    expect(ask('datasets/monthly?x=1').status).to.equal(400);
    expect(ask('datasets/monthly?parentAlias=nowhere').status).to.equal(404);
    expect(ask('datasets/monthly?parentAlias=new').status).to.equal(500);
    expect(ask('datasets/bySubject/toMonth/2025-04').status).to.equal(400);
  });

  it('answers for the whole installation in place of a collection that is not published', async () => {
    expect(await totalsOf('datasets/monthly?parentAlias=draft')).to.deep.equal(await totalsOf('datasets/monthly'));
    expect((await statsErrorOf(source.describe(signal, false, 'draft'))).reason).to.equal('attribute');
  });

  it('has titles of the datasets that are downloaded most', async () => {
    const records = await source.records!({ order: 'mostdownloaded', size: 3 }, signal);
    expect(records?.map(({ title }) => title).every((title) => title && !title.startsWith('doi:'))).to.be.true;
    expect(records).to.have.length(3);
  });
});
