import { expect } from '@open-wc/testing';
import { parseDay } from '../../data/day.js';
import { type RecordsRequest, type TopRecord } from '../source.js';
import { testDataSource, type TestDataOptions } from './test-data-source.js';

const { signal } = new AbortController();
const TODAY = parseDay('2026-11-22')!;
const top = async (request: Partial<RecordsRequest> = {}, options: TestDataOptions = {}) =>
  (await testDataSource({ seed: 7, today: TODAY, ...options }).records!(
    { order: 'mostviewed', size: 10, ...request },
    signal,
  )) ?? [];
const ORDERS = ['mostviewed', 'mostdownloaded'] as const;
const values = (records: readonly TopRecord[]): number[] => records.map(({ value }) => value!);
const titles = (records: readonly TopRecord[]): string[] => records.map(({ title }) => title);

describe('records of the test data', () => {
  for (const order of ORDERS) {
    it(`sorts records by ${order}, the largest first`, async () => {
      const records = await top({ order });
      expect(values(records)).to.deep.equal([...values(records)].sort((a, b) => b - a));
      expect(values(records).at(-1)).to.be.above(1000);
      expect(new Set(titles(records)).size).to.equal(10);
    });
  }

  it('returns as many records as requested, at most all', async () => {
    expect(await top({ size: 3 })).to.have.length(3);
    expect((await top({ size: 100 })).length).to.be.within(26, 99);
  });

  it('gives every record fewer downloads than views', async () => {
    const [viewed, downloaded] = await Promise.all(ORDERS.map((order) => top({ order, size: 100 })));
    const views = new Map(viewed!.map(({ title, value }) => [title, value!]));
    for (const { title, value } of downloaded!) expect(value, title).to.be.below(views.get(title)!);
  });

  it('has no ranking by citations', async () => {
    const records = await testDataSource({ today: TODAY }).records!({ order: 'mostcited', size: 10 }, signal);
    expect(records).to.be.undefined;
  });

  it('returns records without links', async () => {
    for (const record of await top()) expect(record).to.have.all.keys('title', 'value');
  });

  it('returns the same records for the same seed, others for another seed, and fewer views in a community', async () => {
    expect(await top()).to.deep.equal(await top());
    expect(titles(await top({}, { seed: 8 }))).not.to.deep.equal(titles(await top()));
    const community = await top({ community: 'astronomy' });
    expect(titles(community)).not.to.deep.equal(titles(await top()));
    expect(values(community)[0]).to.be.below(values(await top())[0]! / 3);
  });

  it('adds views day by day, and returns no records before the founding', async () => {
    const later = new Map((await top({ size: 100 }, { today: TODAY + 30 })).map(({ title, value }) => [title, value!]));
    for (const { title, value } of await top()) expect(later.get(title), title).to.be.above(value!);
    expect(await top({}, { today: parseDay('2014-01-01')! })).to.deep.equal([]);
  });

  it('rejects with the reason of an aborted signal', async () => {
    const reason = new Error('enough');
    const giveUp = testDataSource().records!({ order: 'mostviewed', size: 1 }, AbortSignal.abort(reason));
    expect(await giveUp.catch((error: unknown) => error)).to.equal(reason);
  });
});

describe('the use of a record in the test data', () => {
  const periods = Array.from({ length: 12 }, (_, i) => ({
    start: TODAY - 30 * (12 - i),
    end: TODAY - 30 * (11 - i) - 1,
  }));
  const use = (record: string, seed = 7) =>
    testDataSource({ seed, today: TODAY }).recordUse!({ record, periods }, signal);

  it('has a number for each period, and fewer downloads than views', async () => {
    const { title, views = [], downloads = [] } = (await use('abcde-12345')) ?? {};
    expect(title).to.be.a('string').and.not.to.be.empty;
    expect([views.length, downloads.length]).to.deep.equal([12, 12]);
    views.forEach((count, i) => expect(downloads[i]).to.be.at.least(0).and.at.most(count!));
  });

  it('is the same for the same record and seed', async () => {
    expect(await use('a')).to.deep.equal(await use('a'));
    expect((await use('a'))?.views).not.to.deep.equal((await use('b'))?.views);
    expect((await use('a'))?.views).not.to.deep.equal((await use('a', 8))?.views);
  });
});
