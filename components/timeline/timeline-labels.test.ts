import { expect } from '@open-wc/testing';
import { i18nFor } from '../../src/i18n/i18n.js';
import { BEFORE, OTHER } from '../../src/view/options.js';
import type { TimelineBucket, TimelineSeries, TimelineView } from '../../src/view/timeline-view.js';
import { timelineLabels, timelineTooltips } from './timeline-labels.js';

const i18n = i18nFor('en');

const bucket = (start: string, end: string, more: Partial<TimelineBucket> = {}): TimelineBucket => ({
  start,
  end,
  value: 3,
  partial: false,
  ...more,
});

const series = (id: string, label = '', buckets: readonly TimelineBucket[] = []): TimelineSeries => ({
  id,
  label,
  buckets,
});

const VIEWS: TimelineView = {
  metric: 'views',
  kind: 'delta',
  granularity: 'month',
  breakdown: null,
  unit: 'count',
  series: [series('global', '', [bucket('2025-06-01', '2025-06-30')])],
};

const labelsOf = (view: Partial<TimelineView> = {}) =>
  timelineLabels(i18n, { ...VIEWS, ...view }, { compare: 'year', lastDay: '2025-06-10' });

describe('timelineLabels', () => {
  it('names series by their label, and others by their role', () => {
    const { series: nameOf } = labelsOf();
    const names = [series('global'), series('eng', 'English'), series(OTHER), series(BEFORE)].map(nameOf);
    expect(names).to.deep.equal(['Views', 'English', 'Other', 'a year before']);
  });

  it('names licences by their short names in the legend', () => {
    const licence = series('cc-by-4.0', 'Creative Commons Attribution 4.0');
    expect(labelsOf({ breakdown: 'rights' }).short(licence)).to.equal('CC-BY-4.0');
    expect(labelsOf({ breakdown: 'languages' }).short(licence)).to.equal(licence.label);
  });

  it('names a whole bucket by its calendar unit, and a partial one by its days', () => {
    const { bucket: nameOf } = labelsOf();
    expect(nameOf(bucket('2025-05-01', '2025-05-31'))).to.equal('May 2025');
    expect(nameOf(bucket('2025-05-03', '2025-05-31'))).to.equal(i18n.isoDays('2025-05-03', '2025-05-31'));
  });

  it('marks a bucket that may still grow, and adds the number of its counted days', () => {
    const { bucket: nameOf } = labelsOf();
    expect(nameOf(bucket('2025-06-01', '2025-06-10', { partial: true }))).to.contain('(so far)');
    const gaps = nameOf(bucket('2025-05-01', '2025-05-31', { partial: true, coverage: { counted: 20, days: 31 } }));
    expect(gaps).to.equal('May 2025 (20 of 31 days counted)');
  });
});

describe('timelineTooltips', () => {
  it('returns the value of each series in each bucket', () => {
    const [tooltip] = timelineTooltips(i18n, VIEWS, labelsOf());
    expect([tooltip!.label, tooltip!.rows]).to.deep.equal(['June 2025', [{ label: 'Views', text: '3' }]]);
  });

  it('names the earlier days, but no day twice', () => {
    const days = ['2024-02-28', '2024-02-29'].map((day) => bucket(day, day));
    const view: TimelineView = {
      ...VIEWS,
      granularity: 'day',
      series: [series('global', '', days)],
      before: series(BEFORE, '', [bucket('2023-02-28', '2023-02-28'), bucket('2023-02-28', '2023-02-28')]),
    };
    const rows = timelineTooltips(i18n, view, labelsOf({ granularity: 'day' })).map((tooltip) =>
      tooltip.rows.map(({ label }) => label),
    );
    expect(rows).to.deep.equal([['Views', 'Feb 28, 2023'], ['Views']]);
  });

  it('returns "no data" for an unknown value', () => {
    const view = { ...VIEWS, series: [series('global', '', [bucket('2025-06-01', '2025-06-30', { value: null })])] };
    expect(timelineTooltips(i18n, view, labelsOf())[0]!.rows[0]!.text).to.equal('no data');
  });
});
