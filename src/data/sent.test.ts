import { expect } from '@open-wc/testing';
import { blockOf, days, parts, whole, type TableOf } from '../../test/builders.js';
import type { Table, YearBlock } from './block.js';
import { breakdownsOf, coveringWhole, isAdditive } from './sent.js';
import { Stats } from './stats.js';

const usage = (year: number, ...tables: readonly TableOf[]): YearBlock => blockOf('usage-delta', year, ...tables);

describe('A whole covers its parts if it', () => {
  const sent = parts('views', 'countries', { DE: { '05-01': 1 } });
  const covers = (range: string, ...blocks: readonly YearBlock[]): boolean => {
    const [start, end] = range.split('/') as [string, string];
    const parts = { metric: 'views', kind: 'delta', breakdown: 'countries' } as const;
    return coveringWhole(new Stats(blocks), parts, days(start, end)) !== undefined;
  };
  const TWO = '2024-06-01/2025-06-01';

  it('came with every year of a range with which its parts came', () => {
    expect(covers(TWO, usage(2024, whole('views'), sent), usage(2025, whole('views'), sent))).to.be.true;
    expect(covers(TWO, usage(2024), usage(2025, whole('views'), sent)), 'no parts').to.be.true;
    expect(covers(TWO, usage(2024, sent), usage(2025, whole('views'), sent))).to.be.false;
    expect(covers(TWO, usage(2024, whole('views'), sent), usage(2025, sent))).to.be.false;
  });

  it('came with them, whatever came with other years and metrics', () => {
    expect(covers('2025-01-01/2025-12-31', usage(2024, sent), usage(2025, whole('views'), sent), usage(2026, sent))).to
      .be.true;
    expect(covers(TWO, usage(2025, whole('downloads'), sent))).to.be.false;
  });
});

describe('The breakdowns of a metric are', () => {
  it('W8: those that hold a series, each once', () => {
    const one = { x: { '05-30': 1 } };
    const stats = new Stats([
      usage(2024, whole('views', { '05-30': 1 }), parts('views', 'countries', one), parts('views', 'funders', {})),
      usage(
        2025,
        parts('views', 'countries', one),
        parts('views', 'rights', one),
        parts('downloads', 'fileTypes', one),
      ),
      blockOf('usage-snapshot', 2025, parts('views', 'languages', one)),
    ]);
    expect(breakdownsOf(stats, 'views', 'delta')).to.deep.equal(['countries', 'rights']);
    expect(breakdownsOf(stats, 'downloads', 'delta')).to.deep.equal(['fileTypes']);
    expect(breakdownsOf(stats, 'views', 'snapshot')).to.deep.equal(['languages']);
  });

  it('C11: none of uploaders', () => {
    const stats = new Stats([blockOf('content-delta', 2025, whole('uploaders', { '05-30': 1 }))]);
    expect(breakdownsOf(stats, 'uploaders', 'delta')).to.deep.equal([]);
  });
});

describe('Its days may be added up', () => {
  const keyed = (metric: 'views' | 'records' | 'uploaders', key: string) => ({
    ...whole(metric, { '05-30': 1 })(2025),
    key,
  });
  const stats = (statistic: 'usage-delta' | 'content-delta', ...tables: Table[]): Stats =>
    new Stats([{ ...blockOf(statistic, 2025), tables }]);

  for (const [metric, key, expected] of [
    ['views', 'viewUniqueRecords', false],
    ['views', 'views', true],
    ['records', 'records', true],
    ['uploaders', 'uploaders', false],
  ] as const) {
    it(`${metric}, sent as ${key}: ${expected}`, () => {
      const statistic = metric === 'views' ? 'usage-delta' : 'content-delta';
      expect(isAdditive(stats(statistic, keyed(metric, key)), metric, 'delta')).to.equal(expected);
    });
  }

  it('is what the metric usually is while nothing has been sent', () => {
    expect(isAdditive(Stats.empty, 'views', 'delta')).to.equal(false);
  });
});
