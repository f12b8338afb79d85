import { expect } from '@open-wc/testing';
import {
  blockOf,
  byId,
  daily,
  day,
  days,
  everyDay,
  parts,
  whole,
  type Points,
  type TableOf,
} from '../../test/builders.js';
import type { Label } from '../data/year-block.js';
import type { ComparisonOptions } from '../data/comparison.js';
import { Stats } from '../data/stats.js';
import type { Breakdown } from '../vocabulary/breakdowns.js';
import type { Granularity } from '../vocabulary/terms.js';
import { breakdownView, valuesOf, type BreakdownOptions, type BreakdownView } from './breakdown-view.js';
import { OTHER } from './options.js';

const JUNE = days('2025-06-01', '2025-06-30');
/** Values of parts on one day in June. */
const on = (date: string, values: Readonly<Record<string, number>>): Readonly<Record<string, Points>> =>
  Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { [date]: value }]));
/** The same value on some days from the first one on. */
const run = (first: string, count: number, value: number): Points =>
  daily(first, ...Array.from({ length: count }, () => value));
/** Compares with the days before, the earliest of them in 2000. */
const comparedBy = (granularity: Granularity, compare: ComparisonOptions['compare'] = 'previous') => ({
  comparison: { compare, granularity, earliest: day('2000-01-01') },
});
const byDay = comparedBy('day');
const usage = (...tables: readonly TableOf[]): Stats => new Stats([blockOf('usage-delta', 2025, ...tables)]);
const totals = (...tables: readonly TableOf[]): Stats => new Stats([blockOf('content-snapshot', 2025, ...tables)]);

const view = (stats: Stats, breakdown: Breakdown, options: Partial<BreakdownOptions> = {}): BreakdownView =>
  breakdownView(stats, JUNE, { breakdown, metric: 'views', kind: 'delta', pageSize: 10, naming: byId, ...options });
const current = (stats: Stats, breakdown: Breakdown, options: Partial<BreakdownOptions> = {}): BreakdownView =>
  view(stats, breakdown, { metric: 'records', kind: 'snapshot', ...options });
const listed = ({ rows }: BreakdownView): Record<string, number> =>
  Object.fromEntries(rows.map(({ id, value }) => [id, value]));

describe('breakdownView', () => {
  const types = { image: 30, text: 50, video: 20 };

  it('W13: ranks the parts by their sum in the range, with their share of the whole', () => {
    const stats = usage(
      whole('views', { ...run('05-31', 32, 0), '05-31': 1000, '06-10': 150, '06-30': 50, '07-01': 1000 }),
      parts('views', 'resourceTypes', {
        image: { '05-31': 500, '06-10': 40 },
        text: { '06-01': 100, '06-30': 50 },
        video: { '06-10': 10, '07-01': 500 },
      }),
    );
    expect(view(stats, 'resourceTypes')).to.deep.equal({
      rows: [
        { id: 'text', label: 'text', value: 150, share: 0.75 },
        { id: 'image', label: 'image', value: 40, share: 0.2 },
        { id: 'video', label: 'video', value: 10, share: 0.05 },
      ],
      other: null,
      total: 200,
      totalOfParts: false,
      partition: true,
      hidden: 0,
      unit: 'count',
      start: '2025-06-01',
      end: '2025-06-30',
    });
  });

  it('C8: counts the days of the range only, whatever other years were loaded', () => {
    const ofYear = (year: number, value: number) =>
      blockOf(
        'usage-delta',
        year,
        whole('views', { '06-10': value }),
        parts('views', 'countries', on('06-10', { DE: value, FR: value })),
      );
    const found = view(new Stats([ofYear(2024, 7), ofYear(2025, 3), ofYear(2026, 9)]), 'countries');
    expect(listed(found)).to.deep.equal({ DE: 3, FR: 3 });
    expect(found.total).to.equal(3);
  });

  it('uses the given names of parts', () => {
    const labels = { text: { en: 'Text', de: 'Text(e)' } };
    const stats = usage(parts('views', 'resourceTypes', on('06-10', { text: 1 }), labels));
    const naming = (breakdown: Breakdown, id: string, label: Label): string =>
      `${breakdown} ${id} ${(label as Record<string, string>)['de']!}`;
    expect(view(stats, 'resourceTypes', { naming }).rows[0]!.label).to.equal('resourceTypes text Text(e)');
  });

  it('lists pageSize parts', () => {
    const stats = usage(whole('views', { '06-10': 100 }), parts('views', 'resourceTypes', on('06-10', types)));
    expect(listed(view(stats, 'resourceTypes', { pageSize: 2 }))).to.deep.equal({ text: 50, image: 30 });
    expect(view(stats, 'resourceTypes', { pageSize: 3 }).other).to.be.null;
  });

  it('drops parts that are 0, and keeps negative ones at the end, without a share', () => {
    const stats = new Stats([
      blockOf(
        'content-delta',
        2025,
        whole('records', { '06-10': 3 }),
        parts('records', 'resourceTypes', on('06-10', { removed: -2, none: 0, added: 5 })),
      ),
    ]);
    expect(view(stats, 'resourceTypes', { metric: 'records' }).rows.map(({ id, share }) => [id, share])).to.deep.equal([
      ['added', null],
      ['removed', null],
    ]);
  });

  it('returns values of a volume in bytes', () => {
    const stats = usage(parts('downloadVolume', 'fileTypes', on('06-10', { pdf: 5e9 })));
    expect(view(stats, 'fileTypes', { metric: 'downloadVolume' }).unit).to.equal('bytes');
  });
});

describe('breakdownView with other', () => {
  const four = on('06-10', { a: 40, b: 20, c: 10, d: 5 });

  for (const breakdown of ['resourceTypes', 'accessStatuses', 'publishers', 'periodicals', 'countries'] as const) {
    it(`B1: returns what the listed parts leave of the whole as other for ${breakdown}`, () => {
      const stats = usage(whole('views', { '06-10': 100 }), parts('views', breakdown, four));
      expect(view(stats, breakdown, { pageSize: 2 })).to.deep.include({
        other: { value: 40, share: 0.4, count: null },
        partition: true,
      });
    });
  }

  for (const breakdown of ['languages', 'subjects', 'rights', 'funders', 'affiliations', 'fileTypes'] as const) {
    it(`B1: returns the sum of the remaining parts as other for ${breakdown}, which do not add up to the whole`, () => {
      const stats = usage(whole('views', { '06-10': 100 }), parts('views', breakdown, four));
      expect(view(stats, breakdown, { pageSize: 2 })).to.deep.include({
        other: { value: 15, share: null, count: 2 },
        partition: false,
      });
    });
  }

  it('B1: returns the sum of the remaining parts as other if the whole was not sent', () => {
    const stats = usage(parts('views', 'countries', four));
    expect(view(stats, 'countries', { pageSize: 2 }).other).to.deep.equal({ value: 15, share: 0.2, count: 2 });
  });

  it('B1: counts the parts of other if all of them were sent', () => {
    const stats = usage(whole('views', { '06-10': 75 }), parts('views', 'countries', four));
    expect(view(stats, 'countries', { pageSize: 1 }).other).to.deep.equal({ value: 35, share: 35 / 75, count: 3 });
  });

  it('B1: returns shares of a partition that add up to 100 %', () => {
    const stats = usage(
      whole('views', { '06-10': 100 }),
      parts('views', 'publishers', on('06-10', { unknown: 8, a: 40, b: 20, c: 10 })),
    );
    const { rows, other, hidden, total } = view(stats, 'publishers', { pageSize: 2 });
    expect(rows.reduce((sum, { share }) => sum + share!, 0) + other!.share! + hidden / total!).to.be.closeTo(1, 1e-12);
  });

  it('returns other however small it is', () => {
    const stats = usage(whole('views', { '06-10': 76 }), parts('views', 'countries', four));
    expect(view(stats, 'countries').other).to.deep.equal({ value: 1, share: 1 / 76, count: null });
  });

  it('returns no other if the parts leave nothing of the whole, or less', () => {
    for (const all of [75, 50]) {
      const stats = usage(whole('views', { '06-10': all }), parts('views', 'countries', four));
      expect(view(stats, 'countries').other, String(all)).to.be.null;
    }
    expect(view(usage(parts('views', 'languages', four)), 'languages').other).to.be.null;
  });

  it('does not count parts with the value 0 in other', () => {
    const stats = usage(parts('views', 'languages', on('06-10', { a: 9, b: 3, c: 0, d: 0 })));
    expect(view(stats, 'languages', { pageSize: 1 }).other).to.deep.equal({ value: 3, share: null, count: 1 });
  });

  it("B13: distinguishes other from a part whose id is 'other'", () => {
    const stats = usage(
      whole('views', { '06-10': 100 }),
      parts('views', 'resourceTypes', on('06-10', { other: 60, text: 30 })),
    );
    const { rows, other } = view(stats, 'resourceTypes');
    expect(rows.map(({ id, value }) => [id, value])).to.deep.equal([
      ['other', 60],
      ['text', 30],
    ]);
    expect(other!.value).to.equal(10);
    expect(OTHER).not.to.equal('other');
  });
});

describe('breakdownView with a total', () => {
  const two = on('06-10', { a: 40, b: 20 });

  it('B2: returns the whole of the same kind as total, also for deltas', () => {
    const stats = new Stats([
      blockOf('content-delta', 2025, whole('records', { '06-10': 80 }), parts('records', 'languages', two)),
      blockOf('content-snapshot', 2025, whole('records', { '06-10': 8000 })),
    ]);
    expect(view(stats, 'languages', { metric: 'records' })).to.include({ total: 80, totalOfParts: false });
  });

  it('B2: returns the sum of the parts as total if the whole was not sent, and marks it', () => {
    const { rows, total, totalOfParts } = view(usage(parts('views', 'languages', two)), 'languages');
    expect([total, totalOfParts]).to.deep.equal([60, true]);
    expect(rows.map(({ share }) => share)).to.deep.equal([40 / 60, 20 / 60]);
  });

  it('B2: returns the sum of the parts as total if the whole is 0, empty, or not of these days', () => {
    for (const points of [{ '06-10': 0 }, undefined, { '05-10': 500 }] as (Points | undefined)[]) {
      const stats = usage(whole('views', points), parts('views', 'languages', two));
      expect(view(stats, 'languages')).to.include({ total: 60, totalOfParts: true });
    }
  });

  it('B2: returns the sum of the parts as total if a year of the range has no whole', () => {
    const sent = parts('views', 'resourceTypes', on('06-10', { text: 60, image: 40 }));
    const stats = new Stats([
      blockOf('usage-delta', 2024, sent),
      blockOf('usage-delta', 2025, whole('views', { '06-10': 110 }), sent),
    ]);
    const of = (start: string): BreakdownView =>
      breakdownView(stats, days(start, '2025-06-30'), {
        ...{ breakdown: 'resourceTypes', metric: 'views', kind: 'delta' },
        ...{ pageSize: 1, naming: byId },
      });
    expect(of('2024-06-01')).to.deep.include({
      total: 200,
      totalOfParts: true,
      other: { value: 80, share: 0.4, count: 1 },
    });
    expect(of('2025-01-01')).to.deep.include({ total: 110, totalOfParts: false });
  });

  it('B2: returns the whole as total even if it is 1', () => {
    const stats = usage(whole('views', { '06-10': 1 }), parts('views', 'languages', on('06-10', { deu: 1, eng: 1 })));
    const { rows, total, totalOfParts } = view(stats, 'languages');
    expect([total, totalOfParts, ...rows.map(({ share }) => share)]).to.deep.equal([1, false, 1, 1]);
  });

  it('marks a total that is less than the sum of its parts, or than one of several values', () => {
    const of = (breakdown: Breakdown, views: number, values: Readonly<Record<string, number>>) =>
      view(usage(whole('views', { '06-10': views }), parts('views', breakdown, on('06-10', values))), breakdown)
        .exceedsWhole;
    expect(of('resourceTypes', 60, { text: 40, image: 20 })).to.be.undefined;
    expect(of('resourceTypes', 59, { text: 40, image: 20 })).to.be.true;
    expect(of('resourceTypes', 0, { text: 40 })).to.be.true;
    expect(of('countries', 59, { DE: 40, imported: 20 })).to.be.true;
    expect(of('languages', 40, { deu: 40, eng: 20 })).to.be.undefined;
    expect(of('languages', 39, { deu: 40, eng: 20 })).to.be.true;
    expect(view(usage(parts('views', 'languages', two)), 'languages').exceedsWhole).to.be.undefined;
    const volume = usage(
      whole('downloadVolume', { '06-10': 0.3 }),
      parts('downloadVolume', 'resourceTypes', on('06-10', { text: 0.1, image: 0.2 })),
    );
    expect(view(volume, 'resourceTypes', { metric: 'downloadVolume' }).exceedsWhole).to.be.undefined;
  });

  it('B2: does not return the whole of another metric as total', () => {
    const stats = usage(whole('downloads', { '06-10': 900 }), parts('views', 'rights', two));
    expect(view(stats, 'rights')).to.include({ total: 60, totalOfParts: true });
  });

  it('returns null as total if no parts were sent', () => {
    const stats = usage(whole('views', { '06-10': 80 }), parts('views', 'languages', {}));
    expect(view(stats, 'languages').total).to.be.null;
  });

  it('returns no share of a part that is larger than the total', () => {
    const stats = usage(whole('views', { '06-10': 30 }), parts('views', 'languages', two));
    expect(view(stats, 'languages').rows.map(({ share }) => share)).to.deep.equal([null, 20 / 30]);
  });
});

describe('breakdownView with hidden parts', () => {
  it("B7: counts publisher 'unknown' and country 'imported' in a footnote and does not list them", () => {
    for (const [breakdown, id] of [
      ['publishers', 'unknown'],
      ['countries', 'imported'],
    ] as const) {
      const stats = usage(
        whole('views', { '06-10': 100 }),
        parts('views', breakdown, on('06-10', { [id]: 55, a: 30, b: 5 })),
      );
      const found = view(stats, breakdown);
      expect(listed(found), breakdown).to.deep.equal({ a: 30, b: 5 });
      expect(found, breakdown).to.include({ hidden: 55, total: 100 });
    }
  });

  it('B7: includes hidden parts neither in what is left of the whole nor in the rest', () => {
    const values = parts('views', 'publishers', on('06-10', { unknown: 55, a: 30, b: 5, c: 1 }));
    expect(view(usage(whole('views', { '06-10': 100 }), values), 'publishers', { pageSize: 1 }).other!.value).to.equal(
      15,
    );
    expect(view(usage(values), 'publishers', { pageSize: 1 }).other!.value).to.equal(6);
  });

  it('B7: does not include hidden parts in a total that is the sum of the parts', () => {
    const stats = usage(parts('views', 'countries', on('06-10', { imported: 55, DE: 30, FR: 5 })));
    expect(view(stats, 'countries')).to.include({ total: 35, totalOfParts: true, hidden: 55 });
  });

  it('B6: hides parts of their own breakdown only, so that it lists a language with the id unknown', () => {
    const stats = usage(parts('views', 'languages', on('06-10', { unknown: 55, imported: 3 })));
    expect(listed(view(stats, 'languages'))).to.deep.equal({ unknown: 55, imported: 3 });
    expect(view(stats, 'languages').hidden).to.equal(0);
  });

  it('returns no list of hidden parts only', () => {
    const stats = usage(whole('views', { '06-10': 55 }), parts('views', 'countries', on('06-10', { imported: 55 })));
    expect(view(stats, 'countries')).to.deep.include({ rows: [], other: null, hidden: 55, absence: 'empty' });
  });
});

describe('breakdownView of a snapshot', () => {
  it('returns the parts of the last day of the range and the date of that day', () => {
    const stats = totals(
      whole('records', { '06-29': 90, '06-30': 100, '07-01': 500 }),
      parts('records', 'languages', {
        deu: { '06-29': 30, '06-30': 40, '07-01': 400 },
        eng: { '06-29': 50, '06-30': 60, '07-01': 50 },
      }),
    );
    expect(current(stats, 'languages')).to.deep.include({
      rows: [
        { id: 'eng', label: 'eng', value: 60, share: 0.6 },
        { id: 'deu', label: 'deu', value: 40, share: 0.4 },
      ],
      total: 100,
      start: '2025-06-30',
      end: '2025-06-30',
    });
  });

  it('S3: leaves out parts of a snapshot that left the list of the service or fell to 0', () => {
    const stats = totals(
      whole('records', { '06-09': 100, '06-10': 100 }),
      parts('records', 'rights', {
        'cc-by-4.0': { '06-09': 80, '06-10': 90 },
        'cc-by-sa-4.0': { '06-09': 70 },
        mit: { '06-10': 5 },
      }),
    );
    expect(listed(current(stats, 'rights'))).to.deep.equal({ 'cc-by-4.0': 90, mit: 5 });
  });

  it('S3: keeps parts of a snapshot that left the list after the range', () => {
    const stats = totals(parts('records', 'rights', { mit: { '06-30': 5 }, isc: { '06-30': 3, '07-01': 4 } }));
    expect(listed(current(stats, 'rights'))).to.deep.equal({ mit: 5, isc: 3 });
  });

  it('S2: carries all parts of a snapshot forward to a last day without values, with the date of their day', () => {
    const stats = totals(
      whole('records', { '05-20': 100 }),
      parts('records', 'languages', on('05-20', { deu: 40, eng: 60 })),
    );
    const found = current(stats, 'languages');
    expect(listed(found)).to.deep.equal({ eng: 60, deu: 40 });
    expect(found).to.include({ start: '2025-05-20', end: '2025-05-20', total: 100 });
  });

  it('S3: compares parts of a snapshot with the whole of the same day', () => {
    const stats = totals(
      whole('records', { '06-10': 100, '06-30': 900 }),
      parts('records', 'resourceTypes', on('06-10', { text: 60, image: 40 })),
    );
    expect(current(stats, 'resourceTypes')).to.deep.include({
      rows: [
        { id: 'text', label: 'text', value: 60, share: 0.6 },
        { id: 'image', label: 'image', value: 40, share: 0.4 },
      ],
      other: null,
      total: 100,
      end: '2025-06-10',
    });
  });

  it('S2: uses the sum of the parts of a snapshot as total if the whole has no value on their day', () => {
    const stats = totals(
      whole('records', { '06-05': 100, '06-20': 900 }),
      parts('records', 'languages', on('06-10', { deu: 40 })),
    );
    expect(current(stats, 'languages')).to.include({ total: 40, totalOfParts: true, end: '2025-06-10' });
  });

  it('accepts more parts of a snapshot than a function accepts arguments', () => {
    const [found] = totals(parts('records', 'languages', on('06-30', { deu: 40 }))).parts(
      'records',
      'snapshot',
      'languages',
    )!;
    const many = Array.from({ length: 200_000 }, () => found!);
    expect(valuesOf(many, 'snapshot', JUNE).valued).to.have.length(200_000);
  });

  it('has the absence "empty" before the first snapshot', () => {
    const stats = totals(parts('records', 'languages', on('07-01', { deu: 40 })));
    expect(current(stats, 'languages')).to.deep.include({
      rows: [],
      absence: 'empty',
      start: '2025-06-01',
      end: '2025-06-30',
    });
  });
});

describe('breakdownView without rows', () => {
  it('W7: has the absence "missing" if the service did not send the breakdown', () => {
    const stats = usage(whole('views', { '06-10': 100 }));
    expect(view(stats, 'funders')).to.deep.equal({
      rows: [],
      other: null,
      total: null,
      totalOfParts: true,
      partition: false,
      hidden: 0,
      unit: 'count',
      absence: 'missing',
      start: '2025-06-01',
      end: '2025-06-30',
    });
    expect(view(Stats.empty, 'funders').absence, 'no year').to.equal('empty');
  });

  it('has the absence "empty" for a breakdown without parts, without points in the range, or with zeros only', () => {
    for (const points of [{}, on('05-10', { a: 3 }), on('06-10', { a: 0 })]) {
      const found = view(
        usage(whole('views', { '06-10': 100 }), parts('views', 'resourceTypes', points)),
        'resourceTypes',
      );
      expect(found).to.deep.include({ rows: [], other: null, absence: 'empty' });
    }
  });

  it('has no absence if it has rows', () => {
    expect(view(usage(parts('views', 'funders', on('06-10', { a: 1 }))), 'funders')).not.to.have.property('absence');
  });
});

describe('breakdownView of a range with days that were not counted', () => {
  const of = (all: Points, text: Points): BreakdownView =>
    view(usage(whole('views', all), parts('views', 'resourceTypes', { text })), 'resourceTypes');

  it('ends with the last day on which the statistic was counted', () => {
    const found = of(run('05-01', 41, 2), { '06-03': 9 });
    expect(found).to.deep.include({ total: 20, start: '2025-06-01', end: '2025-06-10' });
    expect(found).not.to.have.property('coverage');
  });

  it('begins with the first day on which the statistic was counted', () => {
    const found = of(run('06-20', 30, 2), { '06-23': 9 });
    expect(found).to.deep.include({ total: 22, start: '2025-06-20', end: '2025-06-30' });
    expect(found).not.to.have.property('coverage');
  });

  it('returns the number of counted days if days between the first and the last one were not counted', () => {
    expect(of({ ...run('05-01', 36, 2), ...run('06-08', 3, 2) }, { '06-03': 9 })).to.deep.include({
      total: 16,
      end: '2025-06-10',
      coverage: { counted: 8, days: 10 },
    });
  });

  it('treats days on which no part occurred, but another metric was counted, as counted', () => {
    const stats = usage(whole('downloads', everyDay(2025, 1)), parts('views', 'languages', { deu: { '06-03': 9 } }));
    const found = view(stats, 'languages');
    expect(found).to.include({ start: '2025-06-01', end: '2025-06-30' }).and.not.to.have.property('coverage');
  });

  it('treats the days of its parts as the counted ones if no metric was sent as a whole', () => {
    const stats = usage(parts('views', 'languages', { deu: run('06-03', 2, 9), eng: run('06-08', 1, 9) }));
    expect(view(stats, 'languages')).to.deep.include({
      start: '2025-06-03',
      end: '2025-06-08',
      coverage: { counted: 3, days: 6 },
    });
  });

  it('treats a day with an unreadable value as unknown and does not move the value into other', () => {
    const countries = parts('views', 'countries', { DE: daily('06-01', 10, NaN, 10) });
    const table: TableOf = (year) => ({ ...countries(year), unknown: [day('2025-06-02')] });
    const found = view(usage(whole('views', daily('06-01', 10, 10, 10)), table), 'countries');
    expect(listed(found)).to.deep.equal({ DE: 20 });
    expect(found.coverage).to.deep.equal({ counted: 2, days: 3 });
    expect(found.other).to.be.null;
  });

  it('does not use a whole as total that was counted on the same number of other days', () => {
    const countries = parts('views', 'countries', { DE: daily('06-01', 10, 10, NaN, 10, 10) });
    const table: TableOf = (year) => ({ ...countries(year), unknown: [day('2025-06-03')] });
    const stats = usage(whole('downloads', run('06-01', 5, 1)), whole('views', run('06-01', 4, 10)), table);
    expect(view(stats, 'countries')).to.include({ total: 40, totalOfParts: true });
  });

  it('adds up only values of the days that it names', () => {
    const stats = usage(
      whole('downloads', run('06-01', 10, 1)),
      parts('views', 'languages', { deu: run('06-01', 30, 1) }),
    );
    const { rows, start, end, coverage } = view(stats, 'languages');
    const { counted } = coverage ?? { counted: day(end) - day(start) + 1 };
    expect(rows.map(({ value }) => value)).to.deep.equal([counted]);
  });

  it('returns no coverage of totals, which are of one day', () => {
    const stats = totals(
      whole('records', on('06-02', { x: 5 })['x']),
      parts('records', 'languages', on('06-02', { deu: 4 })),
    );
    expect(current(stats, 'languages')).to.include({ end: '2025-06-02' }).and.not.to.have.property('coverage');
  });
});

describe('breakdownView with a comparison', () => {
  const stats = new Stats([
    blockOf(
      'usage-delta',
      2025,
      whole('views', run('05-01', 10, 5)),
      parts('views', 'languages', {
        eng: daily('05-01', 4, 4, 4, 4, 4, 4, 4, 1, 1, 1),
        deu: daily('05-08', 4, 4, 4),
      }),
    ),
  ]);
  const options = { breakdown: 'languages', metric: 'views', kind: 'delta', pageSize: 5, naming: byId } as const;

  it('compares each part with the same number of days directly before, and not a part that was unknown then', () => {
    const view = breakdownView(stats, days('2025-05-08', '2025-05-14'), { ...options, ...byDay });
    expect(view.rows.map(({ id, value, before }) => [id, value, before])).to.deep.equal([
      ['deu', 12, undefined],
      ['eng', 3, 12],
    ]);
    expect(view.compared).to.deep.equal({ start: '2025-05-05', end: '2025-05-07' });
    expect(view).not.to.have.property('notCompared');
  });

  it('returns the day of the earlier totals, and marks a day before the requested one', () => {
    const totals = new Stats([
      blockOf(
        'content-snapshot',
        2025,
        whole('records', run('05-01', 10, 9)),
        parts('records', 'languages', { eng: { '05-06': 4, '05-10': 5 }, deu: { '05-01': 1, '05-10': 2 } }),
      ),
    ]);
    const current = { ...options, metric: 'records', kind: 'snapshot', ...byDay } as const;
    const view = breakdownView(totals, days('2025-05-08', '2025-05-10'), current);
    expect(view.rows.map(({ id, before }) => [id, before])).to.deep.equal([
      ['eng', 4],
      ['deu', undefined],
    ]);
    expect(view.compared).to.deep.equal({ start: '2025-05-06', end: '2025-05-06', partial: true });
    const onTheDay = breakdownView(totals, days('2025-05-07', '2025-05-10'), current);
    expect(onTheDay.compared).to.deep.equal({ start: '2025-05-06', end: '2025-05-06' });
  });

  it('does not compare totals that would be of the same day, or with days on which nothing was counted', () => {
    const old = new Stats([
      blockOf(
        'content-snapshot',
        2025,
        whole('records', run('05-02', 20, 9)),
        parts('records', 'languages', { eng: { '05-02': 4 } }),
      ),
    ]);
    const current = { ...options, metric: 'records', kind: 'snapshot', ...byDay } as const;
    for (const view of [
      breakdownView(old, days('2025-05-10', '2025-05-16'), current),
      breakdownView(old, days('2025-05-02', '2025-05-08'), current),
    ]) {
      expect(view.rows).not.to.have.length(0);
      expect(view).to.include({ notCompared: 'nothing' }).and.not.to.have.property('compared');
      for (const row of view.rows) expect(row).not.to.have.property('before');
    }
  });

  it('marks a comparison as partial if some of the earlier days were not counted', () => {
    const compared = (first: string) =>
      breakdownView(stats, days(first, '2025-05-10'), { ...options, ...byDay }).compared;
    expect(compared('2025-05-06')).to.deep.equal({ start: '2025-05-01', end: '2025-05-05' });
    expect(compared('2025-05-05')).to.deep.equal({ start: '2025-05-01', end: '2025-05-04', partial: true });
  });

  it('does not compare with earlier days of which none was counted, even if days before them were', () => {
    const counted = { ...run('01-01', 31, 5), ...run('03-01', 31, 5) };
    const hole = usage(whole('views', counted), parts('views', 'languages', { eng: counted }));
    const view = breakdownView(hole, days('2025-03-01', '2025-03-31'), { ...options, ...comparedBy('month') });
    expect(view).to.include({ notCompared: 'nothing' }).and.not.to.have.property('compared');
  });

  it('W7: does not compare sums with a year that was not provided, and returns the reason', () => {
    const years = new Stats(
      [2022, 2023, 2024].map((year) =>
        blockOf(
          'usage-delta',
          year,
          whole('views', everyDay(2023, 5)),
          ...(year === 2023 ? [] : [parts('views', 'languages', { eng: everyDay(2023, 4) })]),
        ),
      ),
    );
    const of = { ...options, ...comparedBy('month', 'year') };
    const view = breakdownView(years, days('2024-01-01', '2024-12-30'), of);
    expect(view).to.include({ notCompared: 'missing' }).and.not.to.have.property('compared');
  });

  it('returns no earlier days without a comparison', () => {
    const view = breakdownView(stats, days('2025-05-08', '2025-05-14'), options);
    expect(view).not.to.have.any.keys('compared', 'notCompared');
    for (const row of view.rows) expect(row).not.to.have.property('before');
  });
});

describe('breakdownView with links', () => {
  it('returns the address of the search for each part that has one', () => {
    const stats = new Stats([
      blockOf('usage-delta', 2025, parts('views', 'languages', { eng: { '05-01': 4 }, x: { '05-01': 1 } })),
    ]);
    const { rows } = breakdownView(stats, days('2025-05-01'), {
      breakdown: 'languages',
      metric: 'views',
      kind: 'delta',
      pageSize: 5,
      naming: byId,
      link: (breakdown, id) => (id === 'eng' ? `/search?f=${breakdown}:${id}` : undefined),
    });
    expect(rows.map(({ href }) => href)).to.deep.equal(['/search?f=languages:eng', undefined]);
    expect(rows[1]).not.to.have.property('href');
  });
});
