import { expect } from '@open-wc/testing';
import { METRIC_NAMES, type Metric } from '../vocabulary/metrics.js';
import type { TableUse } from './data-table.js';
import { BEFORE, OTHER } from './options.js';
import { timelineTable } from './timeline-table.js';
import type { TimelineBucket, TimelineView } from './timeline-view.js';

const bucket = (day: number, value: number | null, more: Partial<TimelineBucket> = {}): TimelineBucket => ({
  start: `2025-06-0${day}`,
  end: `2025-06-0${day}`,
  value,
  partial: false,
  ...more,
});

const VIEWS: TimelineView = {
  metric: 'views',
  kind: 'delta',
  granularity: 'day',
  breakdown: null,
  unit: 'count',
  start: '2025-06-01',
  end: '2025-06-02',
  series: [{ id: 'global', label: '', buckets: [bucket(1, 3), bucket(2, null)] }],
};

const NAMES: Readonly<Record<string, string>> = { global: 'Views', [OTHER]: 'Other', [BEFORE]: 'the year before' };

const tableOf = (view: TimelineView, use: TableUse = 'file') =>
  timelineTable(view, {
    use,
    title: 'Usage',
    description: 'Views per day',
    messages: {
      ...{
        period: 'Period',
        first: 'First day',
        last: 'Last day',
        comparedDays: 'Compared',
        daysCountedHead: 'Counted',
      },
      metrics: Object.fromEntries(METRIC_NAMES.map((name) => [name, name])) as Record<Metric, string>,
    },
    range: { start: '2025-05-30', end: '2025-06-12' },
    nameOf: ({ id }) => NAMES[id] ?? id,
    bucketText: ({ start }) => `day ${Number(start.slice(-2))}`,
    daysText: (start, end) => `${start} to ${end}`,
  });

describe('timelineTable', () => {
  it('has a row per bucket with full dates for files', () => {
    expect(tableOf(VIEWS)).to.deep.equal({
      title: 'Usage',
      description: 'Views per day',
      start: '2025-06-01',
      end: '2025-06-02',
      columns: [
        { key: 'start', label: 'First day', type: 'date' },
        { key: 'end', label: 'Last day', type: 'date' },
        { key: 'views', label: 'Views', type: 'count' },
      ],
      rows: [
        ['2025-06-01', '2025-06-01', 3],
        ['2025-06-02', '2025-06-02', null],
      ],
    });
  });

  it('names the buckets in words on the page', () => {
    const { columns, rows } = tableOf(VIEWS, 'page');
    expect(columns.map(({ label }) => label)).to.deep.equal(['Period', 'Views']);
    expect(rows).to.deep.equal([
      ['day 1', 3],
      ['day 2', null],
    ]);
  });

  it('has a column per part, whose key is its id', () => {
    const series = ['eng', OTHER].map((id) => ({ id, label: id, buckets: [bucket(1, 1)] }));
    const { columns } = tableOf({ ...VIEWS, series });
    expect(columns.slice(2).map(({ key, label }) => [key, label])).to.deep.equal([
      ['eng', 'eng'],
      ['other', 'Other'],
    ]);
  });

  it('has the value and the days of earlier buckets', () => {
    const before = { id: BEFORE, label: '', buckets: [{ ...bucket(1, 9), start: '2024-06-01', end: '2024-06-01' }] };
    const inFile = tableOf({ ...VIEWS, before });
    expect(inFile.columns.slice(3)).to.deep.equal([
      { key: 'before', label: 'views, the year before', type: 'count' },
      { key: 'beforeStart', label: 'Compared: First day', type: 'date' },
      { key: 'beforeEnd', label: 'Compared: Last day', type: 'date' },
    ]);
    expect(inFile.rows.map((row) => row.slice(3))).to.deep.equal([
      [9, '2024-06-01', '2024-06-01'],
      [null, null, null],
    ]);
    const onPage = tableOf({ ...VIEWS, before }, 'page');
    expect(onPage.columns.slice(2).map(({ label }) => label)).to.deep.equal(['the year before', 'Compared']);
    expect(onPage.rows[0]).to.deep.equal(['day 1', 3, 9, '2024-06-01 to 2024-06-01']);
  });

  it('lists the number of counted days of each bucket in files, if some were not counted', () => {
    const buckets = [bucket(1, 3, { end: '2025-06-03', coverage: { counted: 2, days: 3 } }), bucket(4, 5)];
    const { columns, rows } = tableOf({ ...VIEWS, series: [{ id: 'global', label: '', buckets }] });
    expect(columns.at(-1)).to.deep.equal({ key: 'daysCounted', label: 'Counted', type: 'count' });
    expect(rows.map((row) => row.at(-1))).to.deep.equal([2, 1]);
  });

  it('has the days of the whole range if nothing was counted in it', () => {
    const { start: _, ...rest } = { ...VIEWS, end: undefined, series: [] };
    expect(tableOf(rest)).to.deep.include({
      start: '2025-05-30',
      end: '2025-06-12',
      rows: [],
    });
  });
});
