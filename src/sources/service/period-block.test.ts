import { expect } from '@open-wc/testing';
import { day, days, print } from '../../../test/builders.js';
import { countedDays } from '../../data/counted-days.js';
import { mergeBlocks } from '../../data/merge-blocks.js';
import { coveringWhole } from '../../data/parts.js';
import { Stats } from '../../data/stats.js';
import { isFinal, type YearBlock } from '../../data/year-block.js';
import { faultInBlock } from '../../data/check-block.js';
import { dayTime } from '../../data/day.js';
import {
  blockOfPeriods,
  emptyBlock,
  monthsOf,
  parseMonth,
  wholeTable,
  wholeYear,
  type PeriodBlock,
} from './period-block.js';

const make = (more: Partial<PeriodBlock>): YearBlock =>
  blockOfPeriods({
    ...{ statistic: 'usage-delta', year: 2024, periods: monthsOf(2024), through: day('2024-12-31'), fetchedAt: 0 },
    ...{ tables: [wholeTable('views', 'pageViews', [3, 5])] },
    ...more,
  });
const covered = (block: YearBlock): string[] => block.covered!.map(print);

describe('months of a year', () => {
  it('have the days of the calendar', () => {
    expect(monthsOf(2024).map(print)).to.include.members(['2024-02-01/2024-02-29', '2024-12-01/2024-12-31']);
    expect(monthsOf(2025)).to.have.length(12);
    expect(print(wholeYear(2025))).to.equal('2025-01-01/2025-12-31');
  });

  it('are read from texts as services write them', () => {
    expect(print(parseMonth('2025-02')!)).to.equal('2025-02-01/2025-02-28');
    for (const text of ['2025-13', '2025-00', '2025-2', '2025', '2025-02-01', 202502, null])
      expect(parseMonth(text)).to.be.undefined;
  });
});

describe('blockOfPeriods', () => {
  it('puts what happened in a month on its last day, and 0 on its other days', () => {
    const views = new Stats([make({})]).whole('views', 'delta')!;
    expect(views.sum(days('2024-01-01', '2024-01-31'))).to.equal(3);
    expect(views.sum(days('2024-01-01', '2024-01-30'))).to.equal(0);
    expect(views.count(days('2024-01-01', '2024-01-31'))).to.equal(31);
    expect(views.sum(days('2024-01-01', '2024-02-29'))).to.equal(8);
  });

  it('leaves months without a value unknown, not 0', () => {
    const block = make({ tables: [wholeTable('views', 'pageViews', [3, undefined, 0])] });
    expect(covered(block)).to.deep.equal(['2024-01-01/2024-01-31', '2024-03-01/2024-03-31']);
    expect(new Stats([block]).whole('views', 'delta')!.hasPoint(days('2024-02-01', '2024-02-29'))).to.be.false;
  });

  it('ends a month that is not over on the last counted day', () => {
    const block = make({ through: day('2024-02-10') });
    expect(covered(block)).to.deep.equal(['2024-01-01/2024-02-10']);
    const views = new Stats([block]).whole('views', 'delta')!;
    expect(views.sum(days('2024-02-10'))).to.equal(5);
    expect(views.hasPoint(days('2024-02-11', '2024-02-29'))).to.be.false;
  });

  it('puts a total on the last day of its month only', () => {
    const block = make({ statistic: 'usage-snapshot', tables: [wholeTable('views', 'pageViews', [3, 8])] });
    const views = new Stats([block]).whole('views', 'snapshot')!;
    expect(views.at(day('2024-02-28'))).to.deep.equal({ day: day('2024-01-31'), value: 3 });
    expect(views.at(day('2024-02-29'))).to.deep.equal({ day: day('2024-02-29'), value: 8 });
  });

  it('knows the parts of a total on the same days as the whole, so that the rest of the whole is known, too', () => {
    const countries = { metric: 'views', breakdown: 'countries', key: 'pageViews' } as const;
    const block = make({
      statistic: 'usage-snapshot',
      through: day('2024-02-10'),
      tables: [wholeTable('views', 'pageViews', [3, 8]), { ...countries, parts: [{ id: 'DE', values: [1, 2] }] }],
    });
    const stats = new Stats([block]);
    const counted = countedDays(stats, { metric: 'views', kind: 'snapshot', breakdown: 'countries' });
    expect(counted.count(days('2024-01-01', '2024-12-31'))).to.equal(2);
    expect(faultInBlock(block)).to.be.undefined;
    const asked = { metric: 'views', kind: 'snapshot', breakdown: 'countries' } as const;
    const whole = coveringWhole(stats, asked, days('2024-01-01', '2024-02-10'));
    expect(whole?.at(day('2024-02-10'))?.value).to.equal(8);
  });

  it('counts a part as 0 in months in which other parts are named, and as unknown where the list is', () => {
    const parts = [
      { id: 'DE', values: [1, undefined, undefined] },
      { id: 'FR', values: [2, 4, undefined] },
    ];
    const countries = { metric: 'views', breakdown: 'countries', key: 'pageViews', parts } as const;
    const block = make({
      tables: [wholeTable('views', 'pageViews', [3, 4, 5]), { ...countries, unknown: [monthsOf(2024)[2]!] }],
    });
    const stats = new Stats([block]);
    const [german] = stats.parts('views', 'delta', 'countries')!;
    expect(german!.series.count(days('2024-02-01', '2024-02-29'))).to.equal(29);
    expect(german!.series.hasPoint(days('2024-03-01', '2024-03-31'))).to.be.false;
    expect(block.tables[1]!.unknown).to.have.length(31);
  });

  it('makes sound blocks, also of years', () => {
    const yearly = make({ periods: [wholeYear(2024)], tables: [wholeTable('views', 'x', [7])] });
    for (const block of [make({}), yearly, emptyBlock('usage-delta', 2024, 0)])
      expect(faultInBlock(block)).to.be.undefined;
    expect(new Stats([yearly]).whole('views', 'delta')!.sum(wholeYear(2024))).to.equal(7);
  });

  it('makes blocks of single months that become the same year when they are merged', () => {
    const months = monthsOf(2024);
    const single = (i: number) => {
      const values = months.map((_, month) => (month === i ? i + 1 : undefined));
      return make({ period: months[i]!, tables: [wholeTable('views', 'x', values)] });
    };
    const merged = mergeBlocks(months.map((_, i) => single(i)));
    expect(covered(merged)).to.deep.equal(['2024-01-01/2024-12-31']);
    expect(new Stats([merged]).whole('views', 'delta')!.sum(wholeYear(2024))).to.equal(78);
    expect(merged.conflicts).to.be.undefined;
  });
});

describe('isFinal', () => {
  const january = make({ period: monthsOf(2024)[0]!, tables: [wholeTable('views', 'x', [3])], settlesAfter: 8 });
  const fetched = (iso: string): YearBlock => ({ ...january, fetchedAt: dayTime(day(iso)) });

  it('is true for a month that was over, and settled, when it was fetched', () => {
    const isFinalOn = (iso: string): boolean => isFinal(fetched(iso), dayTime(day(iso)));
    expect(['2024-02-02', '2024-02-08', '2024-02-09'].map(isFinalOn)).to.deep.equal([false, false, true]);
  });

  it('is false for a month that was not counted to its end', () => {
    const block = { ...fetched('2024-03-01'), covered: [days('2024-01-01', '2024-01-30')] };
    expect(isFinal(block, dayTime(day('2024-03-01')))).to.be.false;
  });
});
