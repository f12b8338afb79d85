import { expect } from '@open-wc/testing';
import type { Table, YearBlock } from '../src/data/year-block.js';
import { parseDay } from '../src/data/day.js';
import { decodeAnswer } from '../src/sources/stats-body/decode.js';
import { STATISTIC_KEYS } from '../src/sources/stats-body/statistic-keys.js';
import { testDataSource } from '../src/sources/test-data/test-data-source.js';
import { STATISTICS, type Statistic } from '../src/vocabulary/terms.js';
import { SUBCOUNTS, emptyCategory, encodeCategory } from './encode.js';

const source = testDataSource({ seed: 3, today: parseDay('2026-11-22')! });
const load = (statistic: Statistic, year = 2024): Promise<YearBlock> =>
  source.load({ statistic, year, dateBasis: 'added' }, new AbortController().signal);

/** Returns a column of 2025 with these values on its first days. */
const column = (...values: number[]): Float64Array => {
  const result = new Float64Array(365).fill(NaN);
  result.set(values);
  return result;
};
const blockOf = (statistic: Statistic, ...tables: Table[]): YearBlock => ({
  year: 2025,
  statistic,
  tables,
  problems: [],
  fetchedAt: 0,
});
const views: Table = {
  metric: 'views',
  key: 'viewUniqueRecords',
  ids: ['global'],
  labels: ['Global'],
  columns: [column(0, 4)],
};

describe('encodeCategory', () => {
  it('writes points as MM-DD and value, with the year beside them, zeros as zeros and no point for NaN', () => {
    const { global } = encodeCategory(blockOf('usage-delta', views));
    expect(global).to.deep.equal({
      viewUniqueRecords: [
        {
          id: 'global',
          name: 'Global',
          data: [
            ['01-01', 0],
            ['01-02', 4],
          ],
          type: 'bar',
          valueType: 'number',
          year: 2025,
        },
      ],
    });
  });

  it('encodes 29 February', () => {
    const block = { ...blockOf('usage-delta', { ...views, columns: [new Float64Array(366)] }), year: 2024 };
    expect(encodeCategory(block)['global']!['viewUniqueRecords']![0]!.data[59]).to.deep.equal(['02-29', 0]);
  });

  it('leaves out parts without a point in the year', () => {
    const table: Table = {
      ...views,
      breakdown: 'countries',
      ids: ['DE', 'FR'],
      labels: ['', ''],
      columns: [column(), column(NaN, 1)],
    };
    const [series, ...more] = encodeCategory(blockOf('usage-delta', views, table))['countries']!['viewUniqueRecords']!;
    expect(more).to.be.empty;
    expect(series).to.deep.equal({
      id: 'FR',
      name: '',
      data: [['01-02', 1]],
      type: 'line',
      valueType: 'number',
      year: 2025,
    });
  });

  it('writes all metrics, empty, for a subcount without tables, and only the given ones for all others', () => {
    const category = encodeCategory(blockOf('usage-delta', views));
    expect(Object.keys(category['global']!)).to.deep.equal(['viewUniqueRecords']);
    expect(Object.keys(category['languages']!)).to.have.length(10);
    expect(Object.values(category['languages']!).flat()).to.be.empty;
  });

  it('writes the value type of bytes as number where the service does', async () => {
    const category = encodeCategory(await load('usage-snapshot'));
    const valueType = (subcount: string): string => category[subcount]!['dataVolume']![0]!.valueType;
    expect(['global', 'resourceTypes', 'languagesByDownload'].map(valueType)).to.deep.equal(Array(3).fill('filesize'));
    expect(['countriesByDownload', 'rightsByDownload'].map(valueType)).to.deep.equal(Array(2).fill('number'));
  });

  it('writes separate lists of the most viewed and the most downloaded parts in usage snapshots', async () => {
    const category = encodeCategory(await load('usage-snapshot'));
    const filled = (subcount: string): string[] =>
      Object.entries(category[subcount]!).flatMap(([key, series]) => (series.length ? [key] : []));
    expect(filled('countriesByView')).to.have.members(['viewUniqueRecords', 'viewVisitors']);
    expect(filled('countriesByDownload')).to.have.members(['downloadUniqueFiles', 'dataVolume']);
    expect(filled('referrers')).to.be.empty;
    expect(filled('fileTypes')).to.have.length(4);
  });

  it('keeps the 20 most frequent parts of each day in snapshots, and all parts in deltas', async () => {
    const days = (category: ReturnType<typeof encodeCategory>, subcount: string, key: string): Map<string, number> => {
      const counts = new Map<string, number>();
      for (const { data } of category[subcount]![key]!)
        for (const [date] of data) counts.set(date, (counts.get(date) ?? 0) + 1);
      return counts;
    };
    const snapshot = encodeCategory(await load('usage-snapshot'));
    expect(new Set(days(snapshot, 'countriesByView', 'viewUniqueRecords').values())).to.deep.equal(new Set([20]));
    expect(new Set(days(snapshot, 'resourceTypes', 'viewUniqueRecords').values())).to.deep.equal(new Set([22]));
    const { ids, columns } = (await load('usage-snapshot')).tables.find(({ breakdown }) => breakdown === 'countries')!;
    const largest = ids.map((id, i) => ({ id, value: columns[i]![365]! })).sort((a, b) => b.value - a.value);
    const kept = snapshot['countriesByView']!['viewUniqueRecords']!.filter(({ data }) => data.at(-1)![0] === '12-31');
    expect(kept.map(({ id }) => id)).to.have.members(largest.slice(0, 20).map(({ id }) => id));
    const delta = encodeCategory(await load('usage-delta'));
    expect(Math.max(...days(delta, 'countries', 'viewUniqueRecords').values())).to.be.above(20);
  });

  for (const statistic of STATISTICS) {
    it(`writes the subcounts of ${statistic} in the order of the service, filled or empty`, async () => {
      const full = encodeCategory(await load(statistic));
      expect(Object.keys(full)).to.deep.equal(SUBCOUNTS[statistic]);
      const empty = emptyCategory(statistic);
      expect(encodeCategory(await load(statistic, 1999))).to.deep.equal(empty);
      expect(Object.keys(empty)).to.deep.equal(SUBCOUNTS[statistic]);
      for (const [subcount, metrics] of Object.entries(empty)) {
        const series = Object.values(metrics).flat();
        expect(series.map(({ data, year }) => [data, year])).to.deep.equal(
          subcount === 'filePresence' ? Array(8).fill([[], undefined]) : [],
        );
      }
    });

    it(`encodes ${statistic} so that decodeAnswer returns the same block`, async () => {
      const block = await load(statistic);
      const body = JSON.parse(
        JSON.stringify({ [STATISTIC_KEYS[statistic]]: encodeCategory(block, Infinity) }),
      ) as unknown;
      const decoded = decodeAnswer(body, statistic, block.year, block.fetchedAt);
      expect(decoded.problems).to.be.empty;
      const filled = decoded.tables.filter((table) => table.ids.length);
      expect(filled).to.have.length(block.tables.length);
      for (const table of block.tables) {
        const same = filled.find(({ metric, breakdown }) => metric === table.metric && breakdown === table.breakdown);
        expect(same, `${table.metric} by ${table.breakdown ?? 'nothing'}`).to.deep.equal(table);
      }
    });
  }
});
