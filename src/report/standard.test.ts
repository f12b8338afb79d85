import { expect } from '@open-wc/testing';
import { blockOf, byId, days, parts, whole, type Points, type TableOf } from '../../test/builders.js';
import { Stats } from '../data/stats.js';
import type { DataTable } from '../view/data-table.js';
import { METRIC_NAMES } from '../vocabulary/metrics.js';
import { STATISTICS, type Statistic } from '../vocabulary/terms.js';
import { standardNeeds, standardTables, type StandardMessages } from './standard.js';

const same = <T extends string>(words: readonly T[]): Record<T, string> =>
  Object.fromEntries(words.map((word) => [word, word])) as unknown as Record<T, string>;

const messages: StandardMessages = {
  statistics: same(STATISTICS),
  metrics: same(METRIC_NAMES),
  start: 'first',
  end: 'last',
  id: 'id',
  part: (breakdown) => breakdown,
  other: 'other',
  overTime: (statistic) => `${statistic} over time`,
  without: (metric, years) => `${metric}-${years.join('-')}`,
  byPart: (statistic, breakdown) => `${statistic} by ${breakdown}`,
  describe: (kind, metrics) => `${kind}: ${metrics.join(' ')}`,
};

const sheets = (statistic: Statistic, ...tables: readonly TableOf[]): DataTable[] =>
  standardTables(Stats.empty.with([blockOf(statistic, 2025, ...tables)]), days('2025-01-01', '2025-12-31'), {
    granularity: 'month',
    naming: byId,
    messages,
  });
const content = ({ columns, rows }: DataTable): unknown[] => [
  columns.map(({ key, type }) => `${key}:${type}`),
  ...rows,
];

describe('standard report', () => {
  it('requests every metric in both ways of counting', () => {
    const named = standardNeeds().map(({ metric, kind }) => `${metric} ${kind}`);
    expect(new Set(named).size).to.equal(20);
  });

  it('also requests the parts that a source names, of totals those of the last day', () => {
    const breakdowns = { subjects: {}, languages: {} };
    const parts = standardNeeds([
      { metric: 'records', kinds: ['delta', 'snapshot'], breakdowns },
      { metric: 'views', kinds: ['snapshot'], breakdowns: { countries: {} } },
    ]).filter(({ breakdown }) => breakdown);
    expect(parts).to.deep.equal([
      { metric: 'records', kind: 'delta', breakdown: 'languages' },
      { metric: 'records', kind: 'delta', breakdown: 'subjects' },
      { metric: 'records', kind: 'snapshot', breakdown: 'languages', latest: true },
      { metric: 'records', kind: 'snapshot', breakdown: 'subjects', latest: true },
      { metric: 'views', kind: 'snapshot', breakdown: 'countries', latest: true },
    ]);
  });

  it('has a sheet per statistic with its metrics over time, a row per unit of the calendar, and no 0 for an unknown value', () => {
    const views: Points = { '01-03': 1, '01-20': 2, '03-01': 4 };
    const volume: Points = { '01-15': 10, '02-05': 20 };
    const [sheet, ...more] = sheets('usage-delta', whole('views', views), whole('downloadVolume', volume));
    expect(more).to.deep.equal([]);
    expect(sheet).to.deep.include({
      title: 'usage-delta over time',
      description: 'delta: views downloadVolume',
      start: '2025-01-03',
      end: '2025-03-01',
    });
    expect(content(sheet!)).to.deep.equal([
      ['start:date', 'end:date', 'views:count', 'downloadVolume:bytes'],
      ['2025-01-03', '2025-01-31', 3, 10],
      ['2025-02-01', '2025-02-28', null, 20],
      ['2025-03-01', '2025-03-01', 4, null],
    ]);
  });

  it('writes a counted 0, and an empty cell where nothing was counted', () => {
    const [sheet] = sheets('usage-delta', whole('views', { '01-31': 0, '02-01': 2, '04-01': 0 }));
    expect(sheet!.rows).to.deep.equal([
      ['2025-01-31', '2025-01-31', 0],
      ['2025-02-01', '2025-02-28', 2],
      ['2025-03-01', '2025-03-31', null],
      ['2025-04-01', '2025-04-01', 0],
    ]);
  });

  it('has an empty row for a year without a counted day between years that have some, and names that year', () => {
    const views = (points: Points): TableOf => whole('views', points);
    const stats = new Stats([
      blockOf('usage-delta', 2023, views({ '12-31': 1 })),
      blockOf('usage-delta', 2024, whole('views')),
      blockOf('usage-delta', 2025, views({ '01-01': 2 })),
    ]);
    const [sheet] = standardTables(stats, days('2023-01-01', '2025-12-31'), {
      granularity: 'year',
      naming: byId,
      messages,
    });
    expect(sheet!.description).to.equal('delta: views-2024');
    expect(sheet!.rows).to.deep.equal([
      ['2023-12-31', '2023-12-31', 1],
      ['2024-01-01', '2024-12-31', null],
      ['2025-01-01', '2025-01-01', 2],
    ]);
  });

  it('W7: names the metrics and years that were not provided', () => {
    const by = parts('views', 'countries', { DE: { '12-31': 3 } });
    const stats = new Stats([
      blockOf('usage-delta', 2024, whole('downloads', { '12-31': 1 })),
      blockOf('usage-delta', 2025, whole('downloads', { '12-31': 2 }), whole('views', { '12-31': 3 }), by),
    ]);
    const [over, byCountry] = standardTables(stats, days('2024-01-01', '2025-12-31'), {
      granularity: 'year',
      naming: byId,
      messages,
    });
    expect(over!.description).to.equal('delta: views-2024 downloads');
    expect(over!.rows).to.deep.equal([
      ['2024-12-31', '2024-12-31', null, 1],
      ['2025-01-01', '2025-12-31', 3, 2],
    ]);
    expect(byCountry!.description).to.equal('delta: views-2024');
  });

  it('has a sheet per breakdown with data, with all parts by name and other', () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`type-${i}`, { '05-30': 60 - i }]));
    const found = sheets(
      'usage-delta',
      whole('views', { '05-30': 2000 }),
      parts('views', 'resourceTypes', many),
      parts('downloads', 'resourceTypes', { 'type-59': { '05-30': 7 }, 'type-x': { '05-30': 3 } }),
      parts('views', 'languages', {}),
    );
    expect(found.map(({ title }) => title)).to.deep.equal(['usage-delta over time', 'usage-delta by resourceTypes']);
    const [head, first, ...rows] = content(found[1]!);
    expect(head).to.deep.equal(['id:text', 'label:text', 'views:count', 'downloads:count']);
    expect(first).to.deep.equal(['type-0', 'type-0', 60, null]);
    expect(rows.slice(-3)).to.deep.equal([
      ['type-59', 'type-59', 1, 7],
      ['type-x', 'type-x', null, 3],
      [null, 'other', 170, null],
    ]);
    expect(rows).to.have.length(61);
  });

  it('dates totals by the day of their value', () => {
    const [, sheet] = sheets(
      'content-snapshot',
      whole('records', { '05-30': 5 }),
      parts('records', 'accessStatuses', { open: { '05-30': 5 } }),
    );
    expect([sheet!.title, sheet!.start, sheet!.end]).to.deep.equal([
      'content-snapshot by accessStatuses',
      '2025-05-30',
      '2025-05-30',
    ]);
  });

  it('has no sheet without numbers', () => {
    expect(sheets('usage-delta')).to.deep.equal([]);
    expect(sheets('usage-delta', whole('views'), parts('views', 'countries', {}))).to.deep.equal([]);
  });
});
