import { expect } from '@open-wc/testing';
import { blockOf, daily, days, everyDay, parts, points, whole, type TableOf } from '../../test/builders.js';
import type { YearBlock } from './year-block.js';
import { Stats } from './stats.js';

const usage = (year: number, ...tables: readonly TableOf[]): YearBlock => blockOf('usage-delta', year, ...tables);
describe('Stats with several years', () => {
  const countries = parts('views', 'countries', { DE: { '12-31': 1 }, FR: { '05-01': 2 } });
  const later = parts('views', 'countries', { FR: { '01-01': 4 }, US: { '03-03': 8 } });
  const stats = new Stats([
    usage(2025, whole('views', daily('01-01', 7, 11)), later),
    usage(2024, whole('views', { '12-31': 5 }), countries),
  ]);

  it('joins years to one series in their order, whatever the order of the blocks', () => {
    const views = stats.whole('views', 'delta')!;
    expect(points(views)).to.deep.equal({ '2024-12-31': 5, '2025-01-01': 7, '2025-01-02': 11 });
  });

  it('D8: joins 31 December and 1 January as neighbouring days', () => {
    expect(stats.whole('views', 'delta')!.sum(days('2024-12-31', '2025-01-01'))).to.equal(12);
  });

  it('joins the series of each part', () => {
    const joined = stats.parts('views', 'delta', 'countries')!;
    expect(Object.fromEntries(joined.map(({ id, series }) => [id, points(series)]))).to.deep.equal({
      DE: { '2024-12-31': 1 },
      FR: { '2024-05-01': 2, '2025-01-01': 4 },
      US: { '2025-03-03': 8 },
    });
  });

  it('joins series over a year that is missing or in which the metric was not sent', () => {
    for (const between of [[], [usage(2024)]]) {
      const gap = new Stats([
        usage(2023, whole('views', { '12-31': 1 })),
        ...between,
        usage(2025, whole('views', { '01-01': 2 })),
      ]);
      expect(points(gap.whole('views', 'delta'))).to.deep.equal({ '2023-12-31': 1, '2025-01-01': 2 });
      expect(gap.whole('views', 'delta')!.hasPoint(days('2024-01-01', '2024-12-31'))).to.be.false;
    }
  });

  it('joins blocks of the same statistic only', () => {
    const both = new Stats([
      usage(2025, whole('views', { '05-30': 3 })),
      blockOf('usage-snapshot', 2025, whole('views', { '05-30': 300 })),
      blockOf('content-delta', 2025, whole('records', { '05-30': 1 })),
    ]);
    expect(points(both.whole('views', 'delta'))).to.deep.equal({ '2025-05-30': 3 });
    expect(points(both.whole('views', 'snapshot'))).to.deep.equal({ '2025-05-30': 300 });
    expect(points(both.whole('records', 'snapshot'))).to.deep.equal({});
  });

  it('computes each series once and returns the same object again', () => {
    expect(stats.whole('views', 'delta')).to.equal(stats.whole('views', 'delta'));
    expect(stats.parts('views', 'delta', 'countries')).to.equal(stats.parts('views', 'delta', 'countries'));
  });
});

describe('Stats with labels of parts', () => {
  const named = (...labels: readonly (Record<string, string> | string)[]): unknown =>
    new Stats(
      labels.map((label, i) => usage(2023 + i, parts('views', 'languages', { deu: { '05-30': 1 } }, { deu: label }))),
    ).parts('views', 'delta', 'languages')![0]!.label;

  it('returns the label of the year that has one', () => {
    expect(named('', 'German')).to.equal('German');
    expect(named('German', '')).to.equal('German');
    expect(named('', { en: 'German' }, '')).to.deep.equal({ en: 'German' });
  });

  it('returns the label of the latest year if several years have one', () =>
    expect(named('Deutsch', 'German')).to.equal('German'));
  it('returns an empty label if no year has one', () => expect(named('', '')).to.equal(''));
});

describe('Stats with missing and empty metrics', () => {
  const stats = new Stats([usage(2025, whole('views'), parts('views', 'countries', {}))]);

  it('W7: returns undefined for a metric that was not sent', () => {
    expect(stats.whole('downloads', 'delta')).to.be.undefined;
    expect(stats.parts('views', 'delta', 'languages')).to.be.undefined;
  });

  it('returns an empty series, and no parts, for a statistic without any year', () => {
    expect(Stats.empty.whole('views', 'delta')!.extent).to.be.undefined;
    expect(Stats.empty.parts('views', 'delta', 'countries')).to.deep.equal([]);
    expect(stats.parts('records', 'delta', 'languages')).to.deep.equal([]);
  });

  it('returns an empty series, or no parts, for a metric that was sent empty', () => {
    expect(stats.whole('views', 'delta')!.extent).to.be.undefined;
    expect(stats.whole('views', 'delta')!.sum(days('2025-01-01', '2025-12-31'))).to.equal(0);
    expect(stats.parts('views', 'delta', 'countries')).to.deep.equal([]);
  });

  it('returns no whole for a metric that was sent by parts only', () => {
    const partsOnly = new Stats([usage(2025, parts('views', 'countries', { DE: { '05-30': 1 } }))]);
    expect(partsOnly.whole('views', 'delta')).to.be.undefined;
    expect(partsOnly.parts('views', 'delta', 'countries')).to.have.length(1);
  });

  it('returns the series of a metric that only one year has sent', () => {
    const later = stats.with([usage(2024, whole('downloads', { '05-30': 3 }))]);
    expect(later.whole('downloads', 'delta')).not.to.be.undefined;
    expect(points(later.with([usage(2024, whole('views', { '05-30': 3 }))]).whole('views', 'delta'))).to.deep.equal({
      '2024-05-30': 3,
    });
  });
});

describe('Stats.with', () => {
  const first = new Stats([
    usage(2024, whole('views', { '05-30': 1 })),
    usage(2025, whole('views', { '05-30': 2 })),
    blockOf('content-delta', 2025, whole('records', { '05-30': 9 })),
  ]);

  it('K1: replaces the stale year with the refreshed one', () => {
    first.whole('views', 'delta');
    const fresh = first.with([usage(2025, whole('views', { '05-30': 3, '05-31': 4 }))]);
    expect(points(fresh.whole('views', 'delta'))).to.deep.equal({
      '2024-05-30': 1,
      '2025-05-30': 3,
      '2025-05-31': 4,
    });
    expect(fresh.blocks).to.have.length(3);
  });

  it('K1: removes tables of the stale year that the fresh one does not have', () => {
    const stats = new Stats([usage(2025, whole('views', { '05-30': 2 }), whole('downloads', { '05-30': 1 }))]);
    const fresh = stats.with([usage(2025, whole('views', { '05-30': 2 }))]);
    expect(fresh.whole('downloads', 'delta')).to.be.undefined;
  });

  it('K11: keeps all earlier years', () => {
    const more = first.with([usage(2023, whole('views', { '01-01': 5 }))]);
    expect([2023, 2024, 2025, 2026].map((year) => more.has('usage-delta', year))).to.deep.equal([
      true,
      true,
      true,
      false,
    ]);
    expect(more.has('content-delta', 2025)).to.be.true;
    expect(more.has('content-delta', 2024)).to.be.false;
  });

  it('returns a new object and leaves the old one as it was', () => {
    const before = points(first.whole('views', 'delta'));
    first.with([usage(2025, whole('views', { '05-30': 99 })), usage(2026)]);
    expect(points(first.whole('views', 'delta'))).to.deep.equal(before);
    expect(first.has('usage-delta', 2026)).to.be.false;
    expect(Stats.empty.blocks).to.deep.equal([]);
  });

  it('leaves the array of blocks as it was', () => {
    const blocks = [usage(2025), usage(2024)];
    expect(new Stats(blocks).blocks.map(({ year }) => year)).to.deep.equal([2024, 2025]);
    expect(blocks.map(({ year }) => year)).to.deep.equal([2025, 2024]);
  });

  it('shares the series of statistics that did not change, and of no others', () => {
    const [views, records] = [first.whole('views', 'delta'), first.whole('records', 'delta')];
    const more = first.with([blockOf('content-delta', 2024, whole('records', { '05-30': 1 }))]);
    expect(more.whole('views', 'delta')).to.equal(views);
    expect(more.whole('records', 'delta')).not.to.equal(records);
    expect(points(more.whole('records', 'delta'))).to.deep.equal({ '2024-05-30': 1, '2025-05-30': 9 });
  });

  it('shares missing series only until a year of their statistic is added', () => {
    expect(first.whole('downloads', 'delta')).to.be.undefined;
    expect(points(first.whole('records', 'snapshot'))).to.deep.equal({});
    const more = first.with([
      usage(2026, whole('downloads', { '05-30': 3 })),
      blockOf('content-snapshot', 2025, whole('records', { '05-30': 4 })),
    ]);
    expect(points(more.whole('downloads', 'delta'))).to.deep.equal({ '2026-05-30': 3 });
    expect(points(more.whole('records', 'snapshot'))).to.deep.equal({ '2025-05-30': 4 });
  });
});

describe('Stats.coverage', () => {
  it('reaches from the first to the last day on which a metric of the statistic was counted', () => {
    const stats = new Stats([
      usage(2024, whole('views', { '03-01': 0, '05-30': 1 }), whole('downloads', { '02-01': 1 })),
      usage(2025, whole('views', { '04-01': 2 }), parts('views', 'countries', { DE: everyDay(2025, 1) })),
      blockOf('content-delta', 2025, whole('records', { '12-31': 1 })),
    ]);
    expect(stats.coverage('usage-delta').extent).to.deep.equal(days('2024-02-01', '2025-04-01'));
    expect(stats.coverage('usage-delta').count(days('2024-01-01', '2025-12-31'))).to.equal(4);
    expect(stats.coverage('content-delta').extent).to.deep.equal(days('2025-12-31'));
  });

  it('has no day if no metric of the statistic was counted', () => {
    const stats = new Stats([usage(2025, whole('views'))]);
    expect(stats.coverage('usage-delta').extent).to.be.undefined;
    expect(stats.coverage('usage-snapshot').extent).to.be.undefined;
    expect(Stats.empty.coverage('usage-delta').extent).to.be.undefined;
  });

  it('has the days of parts in years without any metric as a whole', () => {
    const stats = new Stats([usage(2025, parts('views', 'countries', { DE: { '05-01': 1 }, FR: { '05-03': 1 } }))]);
    expect(points(stats.coverage('usage-delta'))).to.deep.equal({ '2025-05-01': 1, '2025-05-03': 1 });
  });

  it('has only days of snapshots for a statistic of snapshots', () => {
    const stats = new Stats([
      blockOf('content-delta', 2025, whole('records', { '01-01': 1 })),
      blockOf('content-snapshot', 2025, whole('records', { '06-01': 1 })),
    ]);
    expect(stats.coverage('content-snapshot').extent).to.deep.equal(days('2025-06-01'));
  });
});

describe('Stats.version', () => {
  const stats = new Stats([usage(2025, whole('views', { '05-30': 3 }))]);

  it('returns the same object while other statistics are added', () => {
    const more = stats.with([blockOf('content-delta', 2025, whole('records', { '05-30': 1 }))]);
    expect(more.version('usage-delta')).to.equal(stats.version('usage-delta'));
    expect(more.version('content-delta')).not.to.equal(stats.version('content-delta'));
  });

  it('returns another object when a year of the statistic is added or replaced', () => {
    for (const year of [2024, 2025]) {
      const more = stats.with([usage(year, whole('views', { '05-30': 4 }))]);
      expect(more.version('usage-delta'), String(year)).not.to.equal(stats.version('usage-delta'));
    }
  });
});
