import { expect } from '@open-wc/testing';
import { blockOf, whole, type TableOf } from '../../test/builders.js';
import { Stats } from '../data/stats.js';
import { emptyBlocks } from './block-faults.js';

const usage = (year: number, ...tables: readonly TableOf[]) => blockOf('usage-delta', year, ...tables);

describe('emptyBlocks', () => {
  const views = whole('views', { '05-30': 3 });
  const empty = (stats: Stats): string[] => emptyBlocks(stats).map(({ statistic, year }) => `${statistic} ${year}`);

  it('lists the years without a counted day between years that have some, of each statistic', () => {
    const records = whole('records', { '05-30': 3 });
    const stats = new Stats([
      ...[usage(2020, views), usage(2021), usage(2022, whole('views')), usage(2023, views)],
      ...[
        blockOf('content-delta', 2021, records),
        blockOf('content-delta', 2022),
        blockOf('content-delta', 2023, records),
      ],
    ]);
    expect(empty(stats).toSorted()).to.deep.equal(['content-delta 2022', 'usage-delta 2021', 'usage-delta 2022']);
  });

  it('lists no years before the first or after the last counted day', () => {
    expect(empty(new Stats([usage(2020), usage(2021, views), usage(2022)]))).to.be.empty;
    expect(empty(new Stats([usage(2020), usage(2021)]))).to.be.empty;
    expect(empty(Stats.empty)).to.be.empty;
  });
});
