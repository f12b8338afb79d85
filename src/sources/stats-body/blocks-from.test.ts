import { expect } from '@open-wc/testing';
import {
  blockOf,
  body,
  daily,
  day,
  days,
  parts,
  recordsBody,
  sent,
  valuesOf,
  viewsBody,
  whole,
  type Category,
} from '../../../test/builders.js';
import { statsErrorOf } from '../../../test/fake-fetch.js';
import type { Table } from '../../data/year-block.js';
import { faultInBlock } from '../../data/check-block.js';
import { blocksFrom, pick, yearsOf } from './blocks-from.js';

const views2024 = blockOf('usage-delta', 2024, whole('views', daily('05-30', 1, 2)));
const names = async (blocks: ReturnType<typeof blocksFrom>): Promise<string[]> =>
  (await blocks).map(({ statistic, year }) => `${statistic} ${year}`);

describe('blocksFrom', () => {
  it('accepts a body, a decoded block, or a list of both', async () => {
    expect(await names(blocksFrom(recordsBody('2023-12-31', '2024-01-01')))).to.deep.equal([
      'content-delta 2023',
      'content-delta 2024',
    ]);
    expect(await blocksFrom(views2024)).to.deep.equal([views2024]);
    expect(
      await names(
        blocksFrom([views2024, recordsBody('2025-05-30', '2025-05-30'), recordsBody('2022-05-30', '2022-05-30')]),
      ),
    ).to.deep.equal(['usage-delta 2024', 'content-delta 2025', 'content-delta 2022']);
  });

  it('returns a copy of a decoded block, which later changes of the page do not affect', async () => {
    const own = structuredClone(views2024);
    const [block] = await blocksFrom([own]);
    expect(block).to.deep.equal(views2024);
    own.tables[0]!.columns[0]!.fill(9);
    expect(block).to.deep.equal(views2024);
  });

  it('keeps parts of merged answers on days on which no whole was counted', async () => {
    const answer = (...days: readonly string[]) => ({
      'usage-delta-category': {
        countries: { views: [{ id: 'DE', name: '', data: days.map((each) => [each, 1]) }] },
        global: { views: [{ id: 'global', name: '', data: [['2024-01-01', 1]] }] },
      },
    });
    const { covered, tables } = pick(
      await blocksFrom([answer('2024-01-01'), answer('2024-01-02')]),
      'usage-delta',
      2024,
    );
    expect(covered).to.deep.equal([days('2024-01-01')]);
    expect([...tables.find(({ breakdown }) => breakdown)!.columns[0]!.slice(0, 3)]).to.deep.equal([1, 1, NaN]);
  });

  it('reads days without a year as days of the current year', async () => {
    const year = new Date().getUTCFullYear();
    const sent = { 'content-delta': { global: { records: [{ id: 'global', name: '', data: [['01-01', 1]] }] } } };
    expect(await names(blocksFrom(body(sent)))).to.deep.equal([`content-delta ${year}`]);
  });

  it('reads days without a year as days of the year of the given day', async () => {
    const sent = { 'content-delta': { global: { records: [{ id: 'global', name: '', data: [['01-01', 1]] }] } } };
    expect(await names(blocksFrom(body(sent), day('2019-06-01')))).to.deep.equal(['content-delta 2019']);
  });

  it('merges answers with parts of the same year, whether they are bodies or blocks', async () => {
    const [first, second] = [daily('05-30', 1, 2), daily('06-01', 3)];
    const blocks = [first, second].map((points) => blockOf('usage-delta', 2024, whole('views', points)));
    const bodies = [first, second].map((points) => viewsBody(2024, points));
    for (const data of [blocks, bodies, [blocks[0], bodies[1]], [bodies[0], blocks[1]]]) {
      const [block, ...more] = await blocksFrom(data);
      expect(valuesOf(block!)).to.deep.equal({ '05-30': 1, '05-31': 2, '06-01': 3 });
      expect(block).not.to.have.property('conflicts');
      expect(more).to.deep.equal([]);
    }
  });

  it('uses the later of two answers for a day and names the day as a conflict', async () => {
    const [block] = await blocksFrom([viewsBody(2024, daily('05-30', 1, 2)), viewsBody(2024, daily('05-30', 1, 5))]);
    expect(valuesOf(block!)).to.deep.equal({ '05-30': 1, '05-31': 5 });
    expect(block!.conflicts).to.deep.equal([{ metric: 'views', days: [day('2024-05-31')] }]);
  });

  it('keeps the numbers of a year with an additional empty answer, in either order', async () => {
    const numbers = viewsBody(2024, daily('05-30', 1, 2));
    const categories: Category[] = [{}, { global: {} }, { global: { views: [] } }];
    for (const category of categories) {
      const empty = body({ 'usage-delta': category });
      for (const data of [
        [numbers, empty],
        [empty, numbers],
      ]) {
        const blocks = await blocksFrom(data, day('2024-11-22'));
        expect(blocks.map(valuesOf), JSON.stringify(data)).to.deep.equal([{ '05-30': 1, '05-31': 2 }]);
      }
    }
  });

  it('keeps a table of parts incomplete if one of two answers could not be read, in either order', async () => {
    const answer = (...list: readonly unknown[]) => body({ 'usage-delta': { countries: { views: list } } });
    const [sound, broken] = [answer(sent('DE', { '2024-05-30': 1 })), answer({ id: 'FR', name: '', data: null })];
    for (const data of [
      [sound, broken],
      [broken, sound],
    ]) {
      const [block, ...more] = await blocksFrom(data, day('2024-11-22'));
      expect(more).to.deep.equal([]);
      expect(block!.tables.map(({ ids, incomplete }) => [ids, incomplete])).to.deep.equal([[['DE'], true]]);
    }
  });

  it('merges years of one answer with those of another', async () => {
    const blocks = await blocksFrom([recordsBody('2023-12-30', '2024-01-02'), recordsBody('2024-01-03', '2025-01-01')]);
    expect(blocks.map(({ year }) => year)).to.deep.equal([2023, 2024, 2025]);
    expect(blocks.map(({ tables }) => [...tables[0]!.columns[0]!].filter(Boolean).length)).to.deep.equal([2, 366, 1]);
  });

  it('refuses a block with a fault as malformed, with the path of the fault', async () => {
    const [table] = views2024.tables;
    for (const [fault, path] of [
      [{ year: '2024' }, 'year'],
      [{ statistic: 'views' }, 'statistic'],
      [{ tables: [{ ...table!, metric: 'likes' }] }, 'tables[0]'],
      [{ tables: [{ ...table!, columns: [new Float64Array(365)] }] }, 'tables[0]'],
      [{ covered: [days('2025-01-01')] }, 'covered[0]'],
    ] as const) {
      const data = [views2024, { ...views2024, ...fault }];
      expect(await statsErrorOf(blocksFrom(data))).to.include({ reason: 'malformed', path: `[1].${path}` });
    }
  });

  it('refuses all other values as malformed', async () => {
    for (const data of [null, 5, 'x', {}, [null], [views2024, {}], { statistic: 'usage-delta' }]) {
      expect((await statsErrorOf(blocksFrom(data))).message, JSON.stringify(data)).to.contain('no statistic');
    }
  });
});

describe('yearsOf', () => {
  it('returns the first and the last year of the blocks', () =>
    expect(yearsOf([2024, 2019, 2022].map((year) => blockOf('usage-delta', year)))).to.deep.equal({
      first: 2019,
      last: 2024,
    }));
});

describe('pick', () => {
  const blocks = [views2024, blockOf('usage-delta', 2025), blockOf('content-delta', 2024)];

  it('returns the block of a statistic and a year', () => {
    expect(pick(blocks, 'usage-delta', 2024)).to.equal(blocks[0]);
    expect(pick(blocks, 'usage-delta', 2025)).to.equal(blocks[1]);
    expect(pick(blocks, 'content-delta', 2024)).to.equal(blocks[2]);
  });

  it('returns an empty block without covered days, as old as the others, for a missing year', () => {
    expect(pick([{ ...views2024, fetchedAt: 77 }], 'content-delta', 2024)).to.deep.equal({
      statistic: 'content-delta',
      year: 2024,
      tables: [],
      problems: [],
      fetchedAt: 77,
      covered: [],
    });
  });

  it('adds the tables of other years, without parts, to an empty block', () => {
    const [table, ...more] = pick([views2024], 'usage-delta', 2025).tables;
    expect(table).to.deep.equal(whole('views')(2025));
    expect(more).to.deep.equal([]);
  });

  it('returns a sound empty block even if other years have unknown days', () => {
    const countries = (year: number): Table => ({
      ...parts('views', 'countries', { DE: { '05-30': 1 } })(year),
      unknown: [day(`${year}-05-31`)],
    });
    const block = pick([blockOf('usage-delta', 2024, countries)], 'usage-delta', 2023);
    expect(faultInBlock(block, { statistic: 'usage-delta', year: 2023 })).to.equal(undefined);
  });
});
