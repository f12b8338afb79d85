import { expect } from '@open-wc/testing';
import { METRIC_NAMES, type Metric } from '../vocabulary/metrics.js';
import { figureTable } from './figure-table.js';
import type { FigureView } from './figure-view.js';

const VIEWS: FigureView = { value: 72, unit: 'count', start: '2025-06-01', end: '2025-06-30', carried: false };

const tableOf = (view: FigureView) =>
  figureTable(view, {
    title: 'Views',
    description: 'Views',
    metric: 'views',
    messages: {
      ...{ metric: 'Metric', first: 'First day', last: 'Last day', earlier: 'Earlier', comparedDays: 'Compared' },
      daysCountedHead: 'Counted',
      metrics: Object.fromEntries(METRIC_NAMES.map((name) => [name, name])) as Record<Metric, string>,
    },
  });

describe('figureTable', () => {
  it('has the number and its days in a single row', () => {
    const { columns, rows, start, end } = tableOf(VIEWS);
    expect([start, end]).to.deep.equal(['2025-06-01', '2025-06-30']);
    expect(columns.map(({ key, type }) => `${key}:${type}`)).to.deep.equal([
      'metric:text',
      'start:date',
      'end:date',
      'value:count',
    ]);
    expect(rows).to.deep.equal([['views', '2025-06-01', '2025-06-30', 72]]);
  });

  it('has the earlier number and its days in case of a comparison', () => {
    const { columns, rows } = tableOf({ ...VIEWS, before: 60, compared: { start: '2024-06-01', end: '2024-06-30' } });
    expect(columns.slice(4).map(({ label }) => label)).to.deep.equal([
      'Earlier, 2024-06-01/2024-06-30',
      'Compared: First day',
      'Compared: Last day',
    ]);
    expect(rows[0]!.slice(4)).to.deep.equal([60, '2024-06-01', '2024-06-30']);
  });

  it('shows the number of counted days if some were not counted', () => {
    const { columns, rows } = tableOf({ ...VIEWS, coverage: { counted: 20, days: 30 } });
    expect(columns.at(-1)).to.deep.equal({ key: 'daysCounted', label: 'Counted', type: 'count' });
    expect(rows[0]!.at(-1)).to.equal(20);
  });
});
