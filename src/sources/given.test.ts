import { expect } from '@open-wc/testing';
import { blockOf, body, daily, dated, day, sentWhole, whole } from '../../test/builders.js';
import { statsErrorOf } from '../../test/fake-fetch.js';
import { Stats } from '../data/stats.js';
import { STATISTICS, type Statistic } from '../vocabulary/terms.js';
import { blocksFrom, givenSource, pick, yearsOf } from './given.js';
import type { StatsSource } from './source.js';

const { signal } = new AbortController();
const records = (start: string, end: string): Record<string, unknown> =>
  body({ 'content-delta': { global: { records: sentWhole(dated(start, end)) } } });
const views2024 = blockOf('usage-delta', 2024, whole('views', daily('05-30', 1, 2)));
const names = async (blocks: ReturnType<typeof blocksFrom>): Promise<string[]> =>
  (await blocks).map(({ statistic, year }) => `${statistic} ${year}`);
const load = (source: Omit<StatsSource, 'key'>, statistic: Statistic, year: number) =>
  source.load({ statistic, year, dateBasis: 'added' }, signal);

describe('blocksFrom', () => {
  it('takes a body, a decoded block, or a list of both', async () => {
    expect(await names(blocksFrom(records('2023-12-31', '2024-01-01')))).to.deep.equal([
      'content-delta 2023',
      'content-delta 2024',
    ]);
    expect(await blocksFrom(views2024)).to.deep.equal([views2024]);
    expect(
      await names(blocksFrom([views2024, records('2025-05-30', '2025-05-30'), records('2022-05-30', '2022-05-30')])),
    ).to.deep.equal(['usage-delta 2024', 'content-delta 2025', 'content-delta 2022']);
  });

  it('hands on a decoded block as it is', async () => expect((await blocksFrom([views2024]))[0]).to.equal(views2024));

  it('takes days without a year for days of this year', async () => {
    const year = new Date().getUTCFullYear();
    const sent = { 'content-delta': { global: { records: [{ id: 'global', name: '', data: [['01-01', 1]] }] } } };
    expect(await names(blocksFrom(body(sent)))).to.deep.equal([`content-delta ${year}`]);
  });

  it('or of the year of the day that is taken for today', async () => {
    const sent = { 'content-delta': { global: { records: [{ id: 'global', name: '', data: [['01-01', 1]] }] } } };
    expect(await names(blocksFrom(body(sent), day('2019-06-01')))).to.deep.equal(['content-delta 2019']);
  });

  it('takes nothing else', async () => {
    for (const data of [null, 5, 'x', {}, [null], [views2024, {}], { statistic: 'usage-delta' }]) {
      expect((await statsErrorOf(blocksFrom(data))).message, JSON.stringify(data)).to.contain('no statistic');
    }
  });
});

describe('yearsOf', () => {
  it('is the first and the last year', () =>
    expect(yearsOf([2024, 2019, 2022].map((year) => blockOf('usage-delta', year)))).to.deep.equal({
      first: 2019,
      last: 2024,
    }));
});

describe('pick', () => {
  const blocks = [views2024, blockOf('usage-delta', 2025), blockOf('content-delta', 2024)];

  it('finds the block of a statistic and a year', () => {
    expect(pick(blocks, 'usage-delta', 2024)).to.equal(blocks[0]);
    expect(pick(blocks, 'usage-delta', 2025)).to.equal(blocks[1]);
    expect(pick(blocks, 'content-delta', 2024)).to.equal(blocks[2]);
  });

  it('prefers one with numbers: an answer without any is taken for one of this year, whichever it was of', () => {
    const [empty, numbers] = [blockOf('usage-delta', 2024, whole('views')), views2024];
    expect(pick([empty, numbers], 'usage-delta', 2024)).to.equal(numbers);
    expect(pick([empty], 'usage-delta', 2024)).to.equal(empty);
  });

  it('makes an empty one, as old as the others, where there is none', () => {
    expect(pick([{ ...views2024, fetchedAt: 77 }], 'content-delta', 2024)).to.deep.equal({
      statistic: 'content-delta',
      year: 2024,
      tables: [],
      problems: [],
      fetchedAt: 77,
    });
  });
});

describe('a year that is not among those given', () => {
  it('has no data of what there is in other years, and does not provide the rest', async () => {
    const source = givenSource([views2024]);
    const load = async (statistic: 'usage-delta' | 'content-delta') =>
      new Stats([await source.load({ statistic, year: 2025, dateBasis: 'added' }, signal)]);
    expect((await load('usage-delta')).parts('views', 'delta', 'countries')).to.be.undefined;
    expect((await load('usage-delta')).whole('views', 'delta')!.extent).to.be.undefined;
    expect((await load('content-delta')).whole('records', 'delta')).to.be.undefined;
  });
});

describe('givenSource', () => {
  it('offers the years that are there, by every date basis: numbers at hand are what they are', async () => {
    const offer = await givenSource(records('2022-05-30', '2024-05-30')).offer(signal);
    expect(offer).to.deep.equal({ dateBases: ['added', 'created', 'published'], years: { first: 2022, last: 2024 } });
  });

  it('delivers the block asked for, and an empty one for what is not there', async () => {
    const source = givenSource([records('2025-05-30', '2025-05-30'), views2024]);
    expect(await load(source, 'usage-delta', 2024)).to.equal(views2024);
    expect((await load(source, 'content-delta', 2025)).tables[0]!.columns[0]![149]).to.equal(1);
    for (const statistic of STATISTICS) {
      expect((await load(source, statistic, 2019)).tables.flatMap(({ ids }) => ids)).to.be.empty;
    }
  });

  it('decodes once, and not before somebody asks', async () => {
    let read = 0;
    const source = givenSource({
      get ['usage-delta-category']() {
        read++;
        return { global: { views: [] } };
      },
    });
    expect(read).to.equal(0);
    await source.offer(signal);
    const first = read;
    await load(source, 'usage-delta', 2025);
    await load(source, 'usage-delta', 2024);
    expect(first).to.be.above(0);
    expect(read).to.equal(first);
  });

  it('takes days without a year for days of the year that is given', async () => {
    const sent = { 'content-delta': { global: { records: [{ id: 'global', name: '', data: [['01-01', 1]] }] } } };
    const { years } = await givenSource(body(sent), day('2019-06-01')).offer(signal);
    expect(years).to.deep.equal({ first: 2019, last: 2019 });
  });

  it('W2: what is no statistic fails when it is asked for, not before', async () => {
    const source = givenSource({ error: 'gone' });
    expect(await statsErrorOf(source.offer(signal))).to.include({ reason: 'service', message: 'gone' });
    expect(await statsErrorOf(load(source, 'usage-delta', 2025))).to.have.property('reason', 'service');
    expect(await statsErrorOf(givenSource(null).offer(signal))).to.have.property('reason', 'malformed');
  });

  it('an empty list is a source without a year', async () => {
    const { years } = await givenSource([]).offer(signal);
    expect(years!.last).to.be.below(years!.first);
    expect((await load(givenSource([]), 'usage-delta', 2025)).tables).to.deep.equal([]);
  });
});
