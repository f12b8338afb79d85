import { expect } from '@open-wc/testing';
import { blockOf, body, daily, day, days, recordsBody, valuesOf, viewsBody, whole } from '../../../test/builders.js';
import { statsErrorOf } from '../../../test/fake-fetch.js';
import { countedDays } from '../../data/counted-days.js';
import { yearsNotProvided } from '../../data/not-provided.js';
import { Stats } from '../../data/stats.js';
import { STATISTICS, type Statistic } from '../../vocabulary/terms.js';
import { inlineSource } from './inline-source.js';
import type { StatsSource } from '../source.js';

const { signal } = new AbortController();
const views2024 = blockOf('usage-delta', 2024, whole('views', daily('05-30', 1, 2)));
const load = (source: Omit<StatsSource, 'key'>, statistic: Statistic, year: number) =>
  source.load({ statistic, year, dateBasis: 'added' }, signal);

describe('missing year of a inlineSource', () => {
  it('returns a block without data of the metrics of other years, and provides no other metric', async () => {
    const source = inlineSource([views2024]);
    const load = async (statistic: 'usage-delta' | 'content-delta') =>
      new Stats([await source.load({ statistic, year: 2025, dateBasis: 'added' }, signal)]);
    expect((await load('usage-delta')).parts('views', 'delta', 'countries')).to.be.undefined;
    expect((await load('usage-delta')).whole('views', 'delta')!.extent).to.be.undefined;
    expect((await load('content-delta')).whole('records', 'delta')).to.be.undefined;
  });

  it('leaves a gap for a year between others, as its days were not counted', async () => {
    const views2022 = blockOf('usage-delta', 2022, whole('views', { '05-30': 1 }));
    const source = inlineSource([views2022, views2024]);
    const blocks = await Promise.all([2022, 2023, 2024].map((year) => load(source, 'usage-delta', year)));
    const stats = new Stats(blocks);
    expect(countedDays(stats, { metric: 'views', kind: 'delta' }).hasPoint(days('2023-01-01', '2023-12-31'))).to.be
      .false;
    expect(yearsNotProvided(stats, { metric: 'views', kind: 'delta' }, days('2022-01-01', '2024-12-31'))).to.deep.equal(
      [2023],
    );
  });
});

describe('inlineSource', () => {
  it('describes the years of its blocks and all date bases, because the numbers are fixed', async () => {
    const capabilities = await inlineSource(recordsBody('2022-05-30', '2024-05-30')).describe(signal);
    expect(capabilities).to.deep.equal({
      dateBases: ['added', 'created', 'published'],
      years: { first: 2022, last: 2024 },
    });
  });

  it('returns the requested block, or an empty one if it has none', async () => {
    const source = inlineSource([recordsBody('2025-05-30', '2025-05-30'), views2024]);
    expect(await load(source, 'usage-delta', 2024)).to.deep.equal(views2024);
    expect((await load(source, 'content-delta', 2025)).tables[0]!.columns[0]![149]).to.equal(1);
    for (const statistic of STATISTICS) {
      expect((await load(source, statistic, 2019)).tables.flatMap(({ ids }) => ids)).to.be.empty;
    }
  });

  it('decodes the body once, and not before it is used', async () => {
    let read = 0;
    const source = inlineSource({
      get ['usage-delta-category']() {
        read++;
        return { global: { views: [] } };
      },
    });
    expect(read).to.equal(0);
    await source.describe(signal);
    const first = read;
    await load(source, 'usage-delta', 2025);
    await load(source, 'usage-delta', 2024);
    expect(first).to.be.above(0);
    expect(read).to.equal(first);
  });

  it('reads days without a year as days of the year of the given day', async () => {
    const sent = { 'content-delta': { global: { records: [{ id: 'global', name: '', data: [['01-01', 1]] }] } } };
    const { years } = await inlineSource(body(sent), day('2019-06-01')).describe(signal);
    expect(years).to.deep.equal({ first: 2019, last: 2019 });
  });

  it('W2: rejects a body without a statistic when it is used, and not before', async () => {
    const source = inlineSource({ error: 'gone' });
    expect(await statsErrorOf(source.describe(signal))).to.include({ reason: 'service', message: 'gone' });
    expect(await statsErrorOf(load(source, 'usage-delta', 2025))).to.have.property('reason', 'service');
    expect(await statsErrorOf(inlineSource(null).describe(signal))).to.have.property('reason', 'malformed');
  });

  it('merges two answers of one year to one block', async () => {
    const source = inlineSource([viewsBody(2024, { '05-30': 1 }), viewsBody(2024, { '05-31': 2 })]);
    expect(valuesOf(await load(source, 'usage-delta', 2024))).to.deep.equal({ '05-30': 1, '05-31': 2 });
  });

  it('rejects all years if one block has a fault, with its path', async () => {
    const source = inlineSource([views2024, { ...views2024, year: 99 }]);
    const failures = [source.describe(signal), load(source, 'usage-delta', 2024)];
    for (const error of await Promise.all(failures.map(statsErrorOf)))
      expect(error).to.include({ reason: 'malformed', path: '[1].year' });
  });

  it('describes no year for an empty list', async () => {
    const { years } = await inlineSource([]).describe(signal);
    expect(years!.last).to.be.below(years!.first);
    expect((await load(inlineSource([]), 'usage-delta', 2025)).tables).to.deep.equal([]);
  });
});
