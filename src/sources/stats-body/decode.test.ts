import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { coveredDays, type Label, type Table, type YearBlock } from '../../data/year-block.js';
import { faultInBlock } from '../../data/check-block.js';
import { daysInYear, isoDay, yearStart } from '../../data/day.js';
import { BREAKDOWN_NAMES, type Breakdown } from '../../vocabulary/breakdowns.js';
import { METRICS, metricsOf, type Metric } from '../../vocabulary/metrics.js';
import { STATISTICS, type Area, type Statistic } from '../../vocabulary/terms.js';
import { StatsError } from '../errors.js';
import { decodeAnswer, decodeBody } from './decode.js';
import { METRIC_KEYS, breakdownKeys } from './keys.js';
import { STATISTIC_KEYS } from './statistic-keys.js';

const FETCHED = 1_750_000_000_000;

interface SeriesFields {
  id?: unknown;
  name?: unknown;
  year?: unknown;
}
/** A series in the format of the service. */
const series = (data: unknown, { id = 'global', name = 'Global', ...rest }: SeriesFields = {}): unknown => ({
  id,
  name,
  data,
  type: 'line',
  valueType: 'number',
  ...rest,
});

const bodyOf = (category: unknown, statistic: Statistic = 'content-delta'): unknown => ({
  [STATISTIC_KEYS[statistic]]: category,
});
const decode = (category: unknown, statistic: Statistic = 'content-delta', year = 2025): YearBlock =>
  decodeAnswer(bodyOf(category, statistic), statistic, year, FETCHED);
/** Decodes an answer whose only series has these points. */
const decodePoints = (data: unknown, fields: SeriesFields = {}, year = 2025): YearBlock =>
  decode({ global: { records: [series(data, fields)] } }, 'content-delta', year);

const tableOf = ({ tables }: YearBlock, metric: Metric, breakdown?: Breakdown): Table | undefined =>
  tables.find((table) => table.metric === metric && table.breakdown === breakdown);

type Points = Record<string, number>;
/** The points of a column, by day. */
const pointsIn = (year: number, column: Float64Array | undefined): Points =>
  Object.fromEntries(
    [...(column ?? [])].flatMap((value, slot) =>
      Number.isNaN(value) ? [] : [[isoDay(yearStart(year) + slot), value] as const],
    ),
  );
/** The points of the only series of `decodePoints`. */
const pointsOf = (block: YearBlock): Points => pointsIn(block.year, tableOf(block, 'records')?.columns[0]);
/** The points of each part. */
const partsOf = (block: YearBlock, metric: Metric, breakdown?: Breakdown): Record<string, Points> | undefined => {
  const table = tableOf(block, metric, breakdown);
  return table && Object.fromEntries(table.ids.map((id, i) => [id, pointsIn(block.year, table.columns[i])]));
};

/** The days on which parts are unknown, because a value could not be read. */
const unknownOf = (block: YearBlock, metric: Metric, breakdown?: Breakdown): string[] | undefined =>
  tableOf(block, metric, breakdown)?.unknown?.map((each) => isoDay(each));
/** `records: 2025-05-30` */
const conflictsOf = ({ conflicts = [] }: YearBlock): string[] =>
  conflicts.map(({ metric, breakdown, days }) =>
    [`${[metric, breakdown].filter(Boolean).join(' by ')}:`, ...days.map((each) => isoDay(each))].join(' '),
  );

const DATA = 'record-delta-category.global.records[0].data';

function errorOf(decoding: () => unknown): StatsError {
  try {
    decoding();
  } catch (error) {
    if (error instanceof StatsError) return error;
    throw error;
  }
  throw new Error('expected a StatsError');
}

describe('decodeAnswer', () => {
  it('returns a block of the requested statistic and year', () => {
    const { year, statistic, fetchedAt, problems } = decodePoints([['05-30', 2]], { year: 2025 });
    expect({ year, statistic, fetchedAt, problems }).to.deep.equal({
      year: 2025,
      statistic: 'content-delta',
      fetchedAt: FETCHED,
      problems: [],
    });
  });

  it('leaves the body as it is', () => {
    const body = bodyOf({ global: { records: [series([['05-30', null]], { year: 2025 })] } });
    const before = JSON.stringify(body);
    decodeAnswer(body, 'content-delta', 2025, FETCHED);
    expect(JSON.stringify(body)).to.equal(before);
  });

  describe('dates', () => {
    it('reads MM-DD as a day of the year of the series', () => {
      expect(pointsOf(decodePoints([['05-30', 2]], { year: 2025 }))).to.deep.equal({ '2025-05-30': 2 });
    });

    it('reads MM-DD in a series without a year as a day of the requested year', () => {
      for (const year of [undefined, null, '2025']) {
        expect(pointsOf(decodePoints([['05-30', 2]], { year })), String(year)).to.deep.equal({ '2025-05-30': 2 });
      }
    });

    for (const [year, found] of [
      ['2023', '2023'],
      [2025.5, '2025.5'],
      [true, 'true'],
      [[2025], '[2025]'],
      [{}, '{}'],
      [{ toString: 1, valueOf: 1 }, '{"toString":1,"valueOf":1}'],
      [[[{ toString: 1 }]], '[[{"toString":1}]]'],
    ] as const) {
      it(`reports MM-DD in a series of the year ${found}, a ${typeof year}, and ignores its points`, () => {
        const block = decodePoints([['05-30', 2]], { year });
        expect(pointsOf(block)).to.deep.equal({});
        expect(block.problems.map((problem) => problem.path)).to.deep.equal([
          'record-delta-category.global.records[0].year',
        ]);
      });
    }

    it('reports a series of another year by its year and ignores its points', () => {
      const block = decode({
        global: { records: [series([['05-30', 2]], { year: 2024 })] },
        resourceTypes: { records: [series([['05-30', 1]], { id: 'book', year: 2025 })] },
      });
      expect(block.year).to.equal(2025);
      expect(partsOf(block, 'records')).to.deep.equal({});
      expect(partsOf(block, 'records', 'resourceTypes')).to.deep.equal({ book: { '2025-05-30': 1 } });
      expect(block.problems).to.deep.equal([{ path: 'record-delta-category.global.records[0].year', found: '2024' }]);
    });

    it('reports a part of another year by its year and moves its values nowhere else', () => {
      const block = decode({
        global: { records: [series([['05-30', 3]], { year: 2025 })] },
        resourceTypes: {
          records: [
            series([['05-30', 1]], { id: 'book', year: 2025 }),
            series(
              [
                ['05-30', 2],
                ['05-31', 2],
              ],
              { id: 'image', year: 2024 },
            ),
          ],
        },
      });
      expect(partsOf(block, 'records', 'resourceTypes')).to.deep.equal({ book: { '2025-05-30': 1 } });
      expect(block.problems).to.deep.equal([
        { path: 'record-delta-category.resourceTypes.records[1].year', found: '2024' },
      ]);
    });

    it('reports no series of another year if it has no points', () => {
      const block = decodePoints([], { year: 2024 });
      expect(block.problems).to.deep.equal([]);
      expect(partsOf(block, 'records')).to.deep.equal({});
    });

    it('reports a full date of another year by its path and ignores its value', () => {
      const block = decodePoints([
        ['2024-12-31', 1],
        ['2025-01-01', 2],
        ['2026-01-01', 3],
      ]);
      expect(pointsOf(block)).to.deep.equal({ '2025-01-01': 2 });
      expect(block.problems).to.deep.equal([
        { path: `${DATA}[0][0]`, found: '"2024-12-31"' },
        { path: `${DATA}[2][0]`, found: '"2026-01-01"' },
      ]);
    });

    it('reads full dates of the requested year in a series of another year', () => {
      const block = decodePoints(
        [
          ['05-29', 1],
          ['2025-05-30', 2],
        ],
        { year: 2024 },
      );
      expect(pointsOf(block)).to.deep.equal({ '2025-05-30': 2 });
      expect(block.problems.map(({ path }) => path)).to.deep.equal(['record-delta-category.global.records[0].year']);
    });

    it('reads a full date regardless of the year of the series', () => {
      for (const year of [undefined, 2024, 2025]) {
        expect(pointsOf(decodePoints([['2025-05-30', 2]], { year }))).to.deep.equal({ '2025-05-30': 2 });
      }
    });

    it('reads both forms of dates in one answer, even in one series', () => {
      const block = decode({
        resourceTypes: {
          records: [
            series([['05-30', 2]], { id: 'book', year: 2025 }),
            series([['2025-05-31', 3]], { id: 'image' }),
            series(
              [
                ['06-01', 4],
                ['2025-06-02', 5],
                ['06-03', 6],
              ],
              { id: 'video' },
            ),
          ],
        },
      });
      expect(partsOf(block, 'records', 'resourceTypes')).to.deep.equal({
        book: { '2025-05-30': 2 },
        image: { '2025-05-31': 3 },
        video: { '2025-06-01': 4, '2025-06-02': 5, '2025-06-03': 6 },
      });
    });

    for (const year of [2024, 2025]) {
      it(`writes every day of ${year} into its own slot, in both forms of dates`, () => {
        const days = Array.from({ length: daysInYear(year) }, (_, slot) => isoDay(yearStart(year) + slot));
        for (const dates of [days, days.map((day) => day.slice(5))]) {
          const block = decodePoints(
            dates.map((date, slot) => [date, slot]),
            { year },
            year,
          );
          expect([...tableOf(block, 'records')!.columns[0]!]).to.deep.equal(days.map((_, slot) => slot));
          expect(block.problems).to.deep.equal([]);
        }
      });
    }

    it('reads 29 February of a leap year', () => {
      const block = decodePoints([['02-29', 7]], { year: 2024 }, 2024);
      expect(pointsOf(block)).to.deep.equal({ '2024-02-29': 7 });
      expect(block.problems).to.deep.equal([]);
    });

    it('reads points in any order', () => {
      const block = decodePoints(
        [
          ['06-02', 3],
          ['05-30', 1],
          ['06-01', 2],
        ],
        { year: 2025 },
      );
      expect(pointsOf(block)).to.deep.equal({ '2025-05-30': 1, '2025-06-01': 2, '2025-06-02': 3 });
      expect(block.problems).to.deep.equal([]);
    });

    it('counts a day once that occurs twice with the same value, without a problem', () => {
      const block = decodePoints(
        [
          ['05-30', 1],
          ['05-30', 1],
          ['2025-05-30', 1],
        ],
        { year: 2025 },
      );
      expect(pointsOf(block)).to.deep.equal({ '2025-05-30': 1 });
      expect(block.problems).to.deep.equal([]);
      expect(block).not.to.have.property('conflicts');
    });

    it('uses the later value of a day that occurs twice and names the day as a conflict', () => {
      const block = decodePoints(
        [
          ['06-02', 5],
          ['05-30', 1],
          ['05-31', 2],
          ['06-02', 0],
          ['2025-05-30', 3],
        ],
        { year: 2025 },
      );
      expect(pointsOf(block)).to.deep.equal({ '2025-05-30': 3, '2025-05-31': 2, '2025-06-02': 0 });
      expect(conflictsOf(block)).to.deep.equal(['records: 2025-05-30 2025-06-02']);
      expect(block.problems).to.deep.equal([]);
    });

    it('names the conflicts of two series with the same id once for each breakdown', () => {
      const twice = (id: string): readonly unknown[] => [1, 2].map((value) => series([['05-30', value]], { id }));
      const block = decode({
        global: { records: twice('global'), parents: [series([['05-30', 1]])] },
        resourceTypes: { records: [...twice('book'), ...twice('image')] },
      });
      expect(partsOf(block, 'records')).to.deep.equal({ global: { '2025-05-30': 2 } });
      expect(conflictsOf(block)).to.deep.equal(['records: 2025-05-30', 'records by resourceTypes: 2025-05-30']);
    });

    const impossible: unknown[] = [
      ...[
        '02-29',
        '2025-02-29',
        '00-10',
        '13-01',
        '01-00',
        '01-32',
        '03-00',
        '04-31',
        '2025-04-31',
        '05/30',
        '0530-',
        '5-30',
      ],
      ...[
        '0:-05',
        '1/-05',
        '01-0:',
        '01-1/',
        '0 -05',
        'ab-cd',
        '     ',
        '',
        'yesterday',
        '2025-5-30',
        '2025-05-30T00:00',
      ],
      ...['20250530', '٠٥-٣٠', '0025-05-30', '9999-05-30', null, 530, true, {}, ['05-30']],
    ];
    for (const date of impossible) {
      it(`ignores the invalid date ${JSON.stringify(date)} in 2025 and reports its path`, () => {
        const block = decodePoints(
          [
            ['05-29', 1],
            [date, 2],
            ['05-31', 3],
          ],
          { year: 2025 },
        );
        expect(pointsOf(block)).to.deep.equal({ '2025-05-29': 1, '2025-05-31': 3 });
        expect(block.problems).to.deep.equal([{ path: `${DATA}[1][0]`, found: JSON.stringify(date ?? [null, 2]) }]);
      });
    }

    it('reports the year of a series if it is not a calendar year', () => {
      for (const year of [-1, 25, 999_999, 1e15]) {
        const block = decodePoints([['05-30', 2]], { year });
        expect(pointsOf(block)).to.deep.equal({});
        expect(block.problems).to.deep.equal([
          { path: 'record-delta-category.global.records[0].year', found: String(year) },
        ]);
      }
    });
  });

  describe('points before 2025-11-10 (section 16)', () => {
    const old = (date: unknown, value: unknown): unknown => ({
      value: [date, value],
      readableDate: 'May 30, 2025',
      valueType: 'number',
    });

    it('reads points in the older format, objects with the pair as `value`', () => {
      expect(pointsOf(decodePoints([old('2025-05-30', 2), old('2025-05-31', 0)]))).to.deep.equal({
        '2025-05-30': 2,
        '2025-05-31': 0,
      });
    });

    it('reads points in the older format beside newer ones', () => {
      expect(pointsOf(decodePoints([old('2025-05-30', 2), ['05-31', 3]]))).to.deep.equal({
        '2025-05-30': 2,
        '2025-05-31': 3,
      });
    });

    it('reports points in the older format with a path through `value`', () => {
      const { problems } = decodePoints([old('2025-05-32', 2), old('2025-05-30', '2')]);
      expect(problems).to.deep.equal([
        { path: `${DATA}[0].value[0]`, found: '"2025-05-32"' },
        { path: `${DATA}[1].value[1]`, found: '"2"' },
      ]);
    });
  });

  describe('values', () => {
    it('reads a zero as a value, and no value for a day without a point', () => {
      const column = tableOf(decodePoints([['01-02', 0]], { year: 2025 }), 'records')!.columns[0]!;
      expect([column[0], column[1], column[2]]).to.deep.equal([NaN, 0, NaN]);
      expect(column).to.have.length(365);
    });

    for (const statistic of STATISTICS) {
      const area = statistic.split('-')[0] as Area;
      for (const metric of metricsOf(area)) {
        const [key] = METRIC_KEYS[area][metric] ?? [];
        if (!key) continue;
        const path = `${STATISTIC_KEYS[statistic]}.global.${key}[0].data[1][1]`;
        const points = [
          ['05-29', 1],
          ['05-30', 2.5],
        ];
        const isInBytes = METRICS[metric].unit === 'bytes';
        it(`${isInBytes ? 'accepts' : 'reports'} a fraction as the value of ${metric} in ${statistic}`, () => {
          const block = decode({ global: { [key]: [series(points, { year: 2025 })] } }, statistic);
          expect(partsOf(block, metric)).to.deep.equal({
            global: { '2025-05-29': 1, ...(isInBytes && { '2025-05-30': 2.5 }) },
          });
          expect(block.problems).to.deep.equal(isInBytes ? [] : [{ path, found: '2.5' }]);
        });
      }
    }

    it('reports a fraction as a count of a part, but accepts it as bytes', () => {
      const list = [series([['05-30', 0.5]], { id: 'book', year: 2025 })];
      const block = decode({ resourceTypes: { records: list, dataVolume: list } });
      expect(partsOf(block, 'records', 'resourceTypes')).to.deep.equal({});
      expect(partsOf(block, 'uploadVolume', 'resourceTypes')).to.deep.equal({ book: { '2025-05-30': 0.5 } });
      expect(block.problems).to.deep.equal([
        { path: 'record-delta-category.resourceTypes.records[0].data[0][1]', found: '0.5' },
      ]);
    });

    it('accepts a whole number with a decimal point as a count', () => {
      const points = JSON.parse('[["05-30", 7.0]]') as unknown;
      expect(pointsOf(decodePoints(points, { year: 2025 }))).to.deep.equal({ '2025-05-30': 7 });
    });

    const unreadable: [what: string, value: string][] = [
      ['null', 'null'],
      ['a text', '"5"'],
      ['the text "NaN"', '"NaN"'],
      ['true', 'true'],
      ['a list', '[5]'],
      ['an object', '{"value":5}'],
    ];
    for (const [what, text] of unreadable) {
      it(`ignores ${what} in place of a number and reports its path`, () => {
        const block = decodePoints(JSON.parse(`[["05-29", 1], ["05-30", ${text}], ["05-31", 3]]`), { year: 2025 });
        expect(pointsOf(block)).to.deep.equal({ '2025-05-29': 1, '2025-05-31': 3 });
        expect(block.problems).to.deep.equal([{ path: `${DATA}[1][1]`, found: text }]);
      });
    }

    it('reports numbers that are too large, NaN and missing values', () => {
      const { problems } = decodePoints([
        ['05-28', NaN],
        ...(JSON.parse('[["05-29", 1e999], ["05-30"]]') as unknown[]),
      ]);
      expect(problems).to.deep.equal([
        { path: `${DATA}[0][1]`, found: 'NaN' },
        { path: `${DATA}[1][1]`, found: 'Infinity' },
        { path: `${DATA}[2][1]`, found: 'undefined' },
      ]);
    });

    it('accepts a negative value in content-delta, because more can be removed than added', () => {
      const block = decode({ global: { dataVolume: [series([['05-30', -3]], { year: 2025 })] } }, 'content-delta');
      expect(partsOf(block, 'uploadVolume')).to.deep.equal({ global: { '2025-05-30': -3 } });
      expect(block.problems).to.deep.equal([]);
    });

    for (const [statistic, metric, key] of [
      ['usage-delta', 'downloadVolume', 'usage-delta-category'],
      ['usage-snapshot', 'downloadVolume', 'usage-snapshot-category'],
      ['content-snapshot', 'uploadVolume', 'record-snapshot-category'],
    ] as const) {
      it(`ignores and reports a negative value in ${statistic}`, () => {
        const block = decode({ global: { dataVolume: [series([['05-30', -3]], { year: 2025 })] } }, statistic);
        expect(partsOf(block, metric)).to.deep.equal({});
        expect(block.problems).to.deep.equal([{ path: `${key}.global.dataVolume[0].data[0][1]`, found: '-3' }]);
      });
    }
  });

  describe('unreadable values of parts', () => {
    const book = (...points: readonly (readonly [string, unknown])[]): unknown =>
      series(points, { id: 'book', year: 2025 });
    const byType = (...list: readonly unknown[]): YearBlock => decode({ resourceTypes: { records: list } });
    const daysOf = (block: YearBlock) => unknownOf(block, 'records', 'resourceTypes');

    for (const [title, value] of [
      ['null', null],
      ['a text', '5'],
      ['a fraction', 0.5],
      ['a number that is too large', 1e22],
      ['a value that is absent', undefined],
    ] as const) {
      it(`marks the day of ${title} in the table of its part as unknown`, () => {
        const block = byType(book(['05-30', 1], ['05-31', value]));
        expect(daysOf(block)).to.deep.equal(['2025-05-31']);
        expect(partsOf(block, 'records', 'resourceTypes')).to.deep.equal({ book: { '2025-05-30': 1 } });
      });
    }

    it('marks the day of a negative value as unknown where none is possible', () => {
      const list = [series([['05-30', -1]], { id: 'DE', year: 2025 })];
      const countries = { countries: { views: list } };
      expect(unknownOf(decode(countries, 'usage-delta'), 'views', 'countries')).to.deep.equal(['2025-05-30']);
      const added = { resourceTypes: { records: list } };
      expect(unknownOf(decode(added, 'content-delta'), 'records', 'resourceTypes')).to.equal(undefined);
    });

    it('marks each unknown day once, ascending, for all parts and both forms of dates', () => {
      const image = series([['2025-01-02', 'x'], { value: ['03-01', 'x'] }], { id: 'image' });
      const block = byType(book(['06-01', null], ['03-01', null]), image);
      expect(daysOf(block)).to.deep.equal(['2025-01-02', '2025-03-01', '2025-06-01']);
    });

    it('marks the days of a part without any readable value as unknown', () => {
      const block = byType(book(['05-30', 'x']));
      expect(daysOf(block)).to.deep.equal(['2025-05-30']);
      expect(tableOf(block, 'records', 'resourceTypes')!.ids).to.deep.equal([]);
    });

    it('marks all unknown days, although it reports no more than 20', () => {
      const points = Array.from({ length: 50 }, (_, i) => [isoDay(yearStart(2025) + i), 'x'] as const);
      const block = byType(book(...points));
      expect(daysOf(block)).to.have.length(50);
      expect(block.problems).to.have.length(20);
    });

    it('marks unknown days in the table of that metric and breakdown only', () => {
      const sound = [book(['05-30', 1])];
      const block = decode({
        resourceTypes: { records: [book(['05-30', null])], parents: sound },
        accessStatuses: { records: sound },
      });
      expect(daysOf(block)).to.deep.equal(['2025-05-30']);
      expect(unknownOf(block, 'parents', 'resourceTypes')).to.equal(undefined);
      expect(unknownOf(block, 'records', 'accessStatuses')).to.equal(undefined);
    });

    it('marks no day as unknown for an invalid date or one of another year', () => {
      const block = byType(book(['02-30', null], ['2024-05-30', null]));
      expect(block.problems.map(({ path }) => path)).to.deep.equal([
        'record-delta-category.resourceTypes.records[0].data[0][0]',
        'record-delta-category.resourceTypes.records[0].data[1][0]',
      ]);
      expect(daysOf(block)).to.equal(undefined);
    });

    it('marks no day of a metric as a whole, because a day without a value is unknown anyway', () => {
      const block = decodePoints(
        [
          ['05-30', 1],
          ['05-31', null],
        ],
        { year: 2025 },
      );
      expect(tableOf(block, 'records')).not.to.have.property('unknown');
      expect(pointsOf(block)).to.deep.equal({ '2025-05-30': 1 });
    });
  });

  describe('ignored parts', () => {
    const book = series([['05-30', 1]], { id: 'book', year: 2025 });
    const isIncomplete = (category: unknown, metric: Metric = 'records', breakdown?: Breakdown): unknown => {
      const table = tableOf(decode(category), metric, breakdown)!;
      return 'incomplete' in table && table.incomplete;
    };
    const rows: [title: string, left: unknown][] = [
      ['a series that is null', null],
      ['a series without an id', { data: [['05-30', 1]] }],
      ['a series without points', { id: 'image' }],
      ['a series of another year', series([['05-30', 1]], { id: 'image', year: 2024 })],
      ['a full date of another year', series([['2024-05-30', 1]], { id: 'image' })],
      ['a date that cannot be read', series([['02-30', 1]], { id: 'image' })],
      ['a point without a date', series([null], { id: 'image' })],
    ];
    for (const [title, left] of rows) {
      it(`marks the table as incomplete after ignoring ${title}`, () => {
        const category = { resourceTypes: { records: [book, left] } };
        expect(isIncomplete(category, 'records', 'resourceTypes')).to.be.true;
        expect(decode(category).problems).to.have.length(1);
      });
    }

    it('marks no other table as incomplete', () => {
      const category = {
        global: { records: [null] },
        resourceTypes: { records: [null], parents: [book] },
        accessStatuses: { records: [book] },
      };
      expect(isIncomplete(category, 'parents', 'resourceTypes')).to.be.false;
      expect(isIncomplete(category, 'records', 'accessStatuses')).to.be.false;
      expect(isIncomplete(category, 'records'), 'a whole has no parts').to.be.false;
    });

    it('does not mark a table as incomplete for an unreadable value, whose day is unknown instead', () => {
      const category = { resourceTypes: { records: [series([['05-30', null]], { id: 'book', year: 2025 })] } };
      expect(isIncomplete(category, 'records', 'resourceTypes')).to.be.false;
    });
  });

  describe('series of a metric as a whole', () => {
    const points = [['05-30', 2]];

    for (const id of ['total', 'Global', 'global ', '', 0, 'book']) {
      it(`ignores and reports a series of the whole with the id ${JSON.stringify(id)} instead of global`, () => {
        const block = decode({ global: { records: [series(points, { id, year: 2025 })] } });
        expect(partsOf(block, 'records')).to.deep.equal({});
        expect(block.problems).to.deep.equal([
          { path: 'record-delta-category.global.records[0].id', found: JSON.stringify(id) },
        ]);
      });
    }

    it('reads the series global beside series with other ids', () => {
      const other = series([['05-31', 3]], { id: 'other', year: 2025 });
      const block = decode({ global: { records: [other, series(points, { year: 2025 }), other] } });
      expect(partsOf(block, 'records')).to.deep.equal({ global: { '2025-05-30': 2 } });
      expect(block.problems.map(({ path }) => path)).to.deep.equal([
        'record-delta-category.global.records[0].id',
        'record-delta-category.global.records[2].id',
      ]);
    });

    it('joins several series global', () => {
      const block = decode({ global: { records: [series(points), series([['05-31', 3]])] } });
      expect(partsOf(block, 'records')).to.deep.equal({ global: { '2025-05-30': 2, '2025-05-31': 3 } });
      expect(block.problems).to.deep.equal([]);
    });
  });

  describe('answer without a value for the requested year', () => {
    const points = [['05-30', 2]];
    const records = (...list: readonly unknown[]) => ({ global: { records: list } });
    const rows: [title: string, category: unknown, tables: number, problem?: string][] = [
      ['an empty statistic', {}, 0],
      ['an empty subcount', { global: {} }, 0],
      ['a metric without a series', records(), 1],
      ['a series without points', records(series([])), 1],
      ['a series of another year', records(series(points, { year: 2024 })), 1, 'global.records[0].year'],
      ['full dates of another year', records(series([['2024-05-30', 2]])), 1, 'global.records[0].data[0][0]'],
      ['a series of another id', records(series(points, { id: 'total' })), 1, 'global.records[0].id'],
      ['a value that cannot be read', records(series([['05-30', null]])), 1, 'global.records[0].data[0][1]'],
    ];
    for (const [title, category, tables, problem] of rows) {
      it(`returns a block without covered days for ${title}`, () => {
        const block = decode(category);
        expect(faultInBlock(block, { statistic: 'content-delta', year: 2025 })).to.equal(undefined);
        expect(block.tables.map(({ ids }) => ids)).to.deep.equal(Array.from({ length: tables }, () => []));
        expect(coveredDays(block)).to.deep.equal([]);
        expect(block.problems.map(({ path }) => path)).to.deep.equal(
          problem ? [`record-delta-category.${problem}`] : [],
        );
      });
    }
  });

  it('rejects a statistic as malformed if it has keys and none of them is known', () => {
    expect(() => decode({ 2025: { records: [] }, views: [] })).to.throw(
      StatsError,
      'no statistic at record-delta-category',
    );
    expect([decode({}).problems, decode({ global: {}, more: {} }).problems]).to.deep.equal([[], []]);
  });

  describe('invalid content', () => {
    const records = (list: unknown) => ({ global: { records: list } });
    const rows: [what: string, category: unknown, path: string, found: string][] = [
      ['a point that is null', records([series([null])]), 'global.records[0].data[0]', 'null'],
      ['a point that is a number', records([series([5])]), 'global.records[0].data[0]', '5'],
      ['a point without a pair', records([series([{ value: 5 }])]), 'global.records[0].data[0]', '{"value":5}'],
      ['an empty point', records([series([[]])]), 'global.records[0].data[0][0]', '[]'],
      ['points that are not a list', records([series({ '05-30': 2 })]), 'global.records[0].data', '{"05-30":2}'],
      ['a series without points', records([{ id: 'global' }]), 'global.records[0].data', 'undefined'],
      ['a series without an id', records([{ data: [] }]), 'global.records[0].id', 'undefined'],
      [
        'an id that begins with NUL, as internal ids do',
        records([series([], { id: '\u0000other' })]),
        'global.records[0].id',
        '"\\u0000other"',
      ],
      ['an id that is not a text', records([series([], { id: { a: 1 } })]), 'global.records[0].id', '{"a":1}'],
      ['a series that is null', records([null]), 'global.records[0]', 'null'],
      ['a series that is a list', records([[1]]), 'global.records[0]', '[1]'],
      ['a metric that is an object', records({ a: 1 }), 'global.records', '{"a":1}'],
      ['a metric that is null', records(null), 'global.records', 'null'],
      ['a subcount that is a text', { global: 'gone' }, 'global', '"gone"'],
      ['a subcount that is null', { fileTypes: null }, 'fileTypes', 'null'],
    ];
    for (const [what, category, path, found] of rows) {
      it(`ignores ${what} and reports its path`, () => {
        expect(decode(category).problems).to.deep.equal([{ path: `record-delta-category.${path}`, found }]);
      });
    }

    it('reads the valid series, metrics and subcounts beside invalid ones', () => {
      const good = [series([['05-30', 2]], { year: 2025 })];
      const block = decode({
        global: { records: [null, ...good], fileCount: 5, parents: good },
        resourceTypes: null,
        fileTypes: { records: good },
      });
      const whole = { global: { '2025-05-30': 2 } };
      expect(partsOf(block, 'records')).to.deep.equal(whole);
      expect(partsOf(block, 'parents')).to.deep.equal(whole);
      expect(partsOf(block, 'records', 'fileTypes')).to.deep.equal(whole);
      expect(block.problems.map(({ path }) => path)).to.have.members([
        'record-delta-category.global.records[0]',
        'record-delta-category.global.fileCount',
        'record-delta-category.resourceTypes',
      ]);
    });

    it('reports the subcount, the metric and the index of the series in the path', () => {
      const list = [series([], { id: 'DE' }), series([['05-30', 'x']], { id: 'CH', year: 2025 })];
      const { problems } = decode({ countriesByDownload: { downloadUniqueFiles: list } }, 'usage-snapshot');
      expect(problems).to.deep.equal([
        { path: 'usage-snapshot-category.countriesByDownload.downloadUniqueFiles[1].data[0][1]', found: '"x"' },
      ]);
    });

    it('reports at most 20 problems and ignores further ones without a report', () => {
      const data = Array.from({ length: 50 }, (_, i) => [isoDay(yearStart(2025) + i), i < 49 ? 'x' : 1]);
      const block = decodePoints(data);
      expect(block.problems.map(({ path }) => path)).to.deep.equal(
        Array.from({ length: 20 }, (_, i) => `${DATA}[${i}][1]`),
      );
      expect(pointsOf(block)).to.deep.equal({ '2025-02-19': 1 });
    });

    it('shortens the reported value', () => {
      const { problems } = decodePoints([['05-30', 'x'.repeat(1000)]]);
      expect(problems[0]!.found).to.equal(`"${'x'.repeat(59)}`);
    });

    it('reports dates of another year beside unreadable values', () => {
      const { problems } = decodePoints([
        ['2024-12-30', 1],
        ['2024-12-31', 'x'],
        ['2025-01-01', 2],
        ['2025-01-02', 'y'],
      ]);
      expect(problems.map(({ found }) => found)).to.deep.equal(['"2024-12-30"', '"2024-12-31"', '"y"']);
    });
  });

  describe('sent and missing metrics', () => {
    const points = [['05-30', 2]];
    const part = (id: string): unknown => series(points, { id, year: 2025 });
    const tables = (block: YearBlock): string[] =>
      block.tables.map(({ metric, breakdown = '', ids }) => `${metric} ${breakdown}: ${ids.join(' ')}`.trim());

    it('W7: returns no table for a metric that is missing or whose subcount is {}', () => {
      expect(tables(decode({ global: { records: [part('global')] }, funders: {} }))).to.deep.equal([
        'records : global',
      ]);
    });

    it('W7: returns a table without series for a metric that is []', () => {
      expect(tables(decode({ global: { records: [] }, funders: { records: [] } }))).to.deep.equal([
        'records :',
        'records funders:',
      ]);
    });

    it('returns no table for a metric that cannot be read', () => {
      expect(tables(decode({ global: { records: null, parents: 'x', fileCount: {} } }))).to.deep.equal([]);
    });

    it('returns an empty table for the filePresence of a year without documents, whose two series have no points', () => {
      const empty = ['metadata_only', 'with_files'].map((id) => series([], { id, name: 'Metadata Only' }));
      const block = decode({ global: { records: [] }, filePresence: { records: empty } });
      expect(tables(block)).to.deep.equal(['records :', 'records filePresence:']);
      expect(block.problems).to.deep.equal([]);
    });

    it('K6: returns a block without tables for {}', () => {
      expect(decode({}).tables).to.deep.equal([]);
    });

    it('ignores unknown subcounts and metrics without a report', () => {
      const block = decode({ global: { records: [], likes: 5 }, colours: { records: 5 }, total: null });
      expect(tables(block)).to.deep.equal(['records :']);
      expect(block.problems).to.deep.equal([]);
    });

    it('names the metrics of record statistics as in the vocabulary, and dataVolume uploadVolume', () => {
      const all = { records: [], parents: [], fileCount: [], dataVolume: [], uploaders: [] };
      for (const statistic of ['content-delta', 'content-snapshot'] as const) {
        expect(decode({ global: all }, statistic).tables.map(({ metric, key }) => [metric, key])).to.deep.equal([
          ['records', 'records'],
          ['parents', 'parents'],
          ['files', 'fileCount'],
          ['uploadVolume', 'dataVolume'],
          ['uploaders', 'uploaders'],
        ]);
      }
    });

    it('B3, B4: prefers unique records and files to events in usage statistics, and names dataVolume downloadVolume', () => {
      const all = {
        ...{ dataVolume: [], downloads: [], downloadUniqueFiles: [], downloadUniqueRecords: [], downloadVisitors: [] },
        ...{ views: [], viewUniqueRecords: [], viewUniqueParents: [], viewVisitors: [], downloadUniqueParents: [] },
      };
      for (const statistic of ['usage-delta', 'usage-snapshot'] as const) {
        expect(decode({ global: all }, statistic).tables.map(({ metric, key }) => [metric, key])).to.deep.equal([
          ['views', 'viewUniqueRecords'],
          ['downloads', 'downloadUniqueFiles'],
          ['visitors', 'viewVisitors'],
          ['downloadVolume', 'dataVolume'],
        ]);
      }
    });

    it('B4: reads events in usage statistics without unique counts, with their key in the table', () => {
      const block = decode({ global: { views: [part('global')], downloads: [] } }, 'usage-delta');
      expect(block.tables.map(({ metric, key }) => [metric, key])).to.deep.equal([
        ['views', 'views'],
        ['downloads', 'downloads'],
      ]);
    });

    it('reads every breakdown by its own name', () => {
      const category = Object.fromEntries(BREAKDOWN_NAMES.map((name) => [name, { records: [part(`a ${name}`)] }]));
      expect(tables(decode(category))).to.deep.equal(BREAKDOWN_NAMES.map((name) => `records ${name}: a ${name}`));
    });

    it('C3: reads the list most viewed for views and visitors, and the list most downloaded for downloads and volumes', () => {
      const list = (id: string): unknown => ({
        viewUniqueRecords: [part(id)],
        viewVisitors: [part(id)],
        downloadUniqueFiles: [part(id)],
        dataVolume: [part(id)],
      });
      const block = decode(
        { languagesByView: list('by-view'), languagesByDownload: list('by-download') },
        'usage-snapshot',
      );
      expect(tables(block)).to.deep.equal([
        'views languages: by-view',
        'downloads languages: by-download',
        'visitors languages: by-view',
        'downloadVolume languages: by-download',
      ]);
    });

    it('reads a breakdown with a single list in usage snapshots', () => {
      const block = decode({ resourceTypes: { views: [part('book')], dataVolume: [part('image')] } }, 'usage-snapshot');
      expect(tables(block)).to.deep.equal(['views resourceTypes: book', 'downloadVolume resourceTypes: image']);
    });

    it('W7: returns no table for a list that is {}, although the other list was sent', () => {
      const block = decode(
        { fundersByView: { viewUniqueRecords: [part('x')] }, fundersByDownload: {} },
        'usage-snapshot',
      );
      expect(tables(block)).to.deep.equal(['views funders: x']);
    });

    it('ignores lists of ByView outside usage snapshots', () => {
      expect(tables(decode({ global: {}, countriesByView: { views: [part('CH')] } }, 'usage-delta'))).to.deep.equal([]);
    });

    it('W5: ignores metrics that were copied into the plain list as byView… and byDownload…', () => {
      const junk = { byViewViews: [part('junk')], byViewDataVolume: 5, byDownloadViewUniqueRecords: null };
      for (const subjects of [junk, { ...junk, views: [part('physics')] }]) {
        const block = decode({ subjects, subjectsByView: {}, subjectsByDownload: {} }, 'usage-snapshot');
        expect(tables(block)).to.deep.equal([]);
        expect(block.problems).to.deep.equal([]);
      }
      expect(tables(decode({ subjects: junk }, 'usage-snapshot'))).to.deep.equal([]);
    });

    it('W6: ignores the valueType of a series', () => {
      const list = ['number', 'filesize', 7].map((valueType, i) => ({
        id: `p${i}`,
        name: '',
        data: points,
        valueType,
      }));
      expect(tables(decode({ publishers: { dataVolume: list } }))).to.deep.equal(['uploadVolume publishers: p0 p1 p2']);
    });

    it('converts an id that is a number into a text', () => {
      const list = [{ id: 2024, name: '', data: points }];
      expect(tables(decode({ periodicals: { records: list } }))).to.deep.equal(['records periodicals: 2024']);
    });

    it('joins series with the same id to one part', () => {
      const list = [series([['05-30', 1]], { id: 'a' }), series([['05-31', 2]], { id: 'a' })];
      expect(partsOf(decode({ subjects: { records: list } }), 'records', 'subjects')).to.deep.equal({
        a: { '2025-05-30': 1, '2025-05-31': 2 },
      });
    });
  });

  describe('labels', () => {
    const labelOf = (name: unknown, id = 'eng'): Label =>
      tableOf(decode({ languages: { records: [series([['05-30', 1]], { id, name })] } }), 'records', 'languages')!
        .labels[0]!;

    const rows: [what: string, name: unknown, label: Label][] = [
      ['uses a text as label', 'English', 'English'],
      ['trims white space around a label', ' English\n', 'English'],
      ['uses a map of languages as label', { en: 'English', de: 'Englisch' }, { en: 'English', de: 'Englisch' }],
      ['removes languages without a text from a label', { en: 'English', de: '', fr: null, it: 5 }, { en: 'English' }],
      ['returns an empty label for a map without a text', { en: '', de: null }, ''],
      ['returns an empty label for an empty map', {}, ''],
      ['returns an empty label for an empty text', '', ''],
      ['returns an empty label for white space', '  ', ''],
      ['returns an empty label for a label that equals the id', 'eng', ''],
      ['removes a label that equals the id from a map', { en: 'eng', de: 'Englisch' }, { de: 'Englisch' }],
      ['W18: returns an empty label for None', 'None', ''],
      ['W18: removes None from a map', { en: 'None', de: 'Englisch' }, { de: 'Englisch' }],
      ['returns an empty label for null', null, ''],
      ['returns an empty label for a number', 5, ''],
      ['returns an empty label for a list', ['English'], ''],
    ];
    for (const [what, name, label] of rows) it(what, () => expect(labelOf(name)).to.deep.equal(label));

    it('W18: uses the label of a part with the id None, unless it is None too', () => {
      expect(labelOf('Nobody', 'None')).to.equal('Nobody');
      expect(labelOf('None', 'None')).to.equal('');
    });

    it('accepts __proto__ and constructor as languages of a label', () => {
      const label = labelOf(JSON.parse('{"__proto__": "Prototyp", "constructor": "Baumeister", "en": "English"}'));
      expect(Object.entries(label)).to.deep.equal([
        ['__proto__', 'Prototyp'],
        ['constructor', 'Baumeister'],
        ['en', 'English'],
      ]);
      expect(Object.getPrototypeOf(label)).to.equal(Object.prototype);
    });
  });

  describe('keys of Object.prototype', () => {
    const PROTO = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const quoted = (text: string): unknown => JSON.parse(text);

    it('accepts keys of Object.prototype as ids', () => {
      const list = PROTO.map((id, i) => series([['05-30', i]], { id }));
      const table = tableOf(decode({ publishers: { records: list } }), 'records', 'publishers')!;
      expect(table.ids).to.deep.equal(PROTO);
      expect(table.columns.map((column) => column[149])).to.deep.equal([0, 1, 2, 3]);
    });

    it('ignores keys of Object.prototype as statistics, subcounts and metrics', () => {
      for (const body of ['{}', '{"__proto__": {"usage-delta-category": {}}}']) {
        expect(errorOf(() => decodeAnswer(quoted(body), 'usage-delta', 2025, 0)).reason, body).to.equal('malformed');
      }
      expect(decode(quoted('{"__proto__": {"global": {"records": []}}, "global": {}}')).tables).to.deep.equal([]);
      expect(decode(quoted('{"global": {"__proto__": {"records": []}}}')).tables).to.deep.equal([]);
    });

    it('does not pollute Object.prototype', () => {
      const evil =
        '{"polluted": 1, "records": [{"id": "__proto__", "name": {"__proto__": "x"}, "data": [["05-30", 1]]}]}';
      const category = `{"__proto__": ${evil}, "constructor": {"prototype": ${evil}}, "global": ${evil}}`;
      decode(quoted(category));
      decodeBody(quoted(`{"record-delta-category": ${category}, "__proto__": ${evil}}`), 2025, 0);
      expect('polluted' in {}).to.be.false;
      expect(Object.keys(Object.prototype)).to.deep.equal([]);
    });
  });

  describe('invalid answers', () => {
    it('W2: throws an error with HTTP 200 as a failure of the service, with its message', () => {
      const error = errorOf(() => decodeAnswer({ error: 'Community x not found: x' }, 'usage-delta', 2025, 0));
      expect(error).to.include({ reason: 'service', message: 'Community x not found: x', path: 'error' });
    });

    it('W2: throws a message, or an error that is not a text, as a failure of the service', () => {
      const rows: [unknown, string][] = [
        [{ status: 406, message: 'no such type' }, 'no such type'],
        [{ error: { code: 7 } }, '{"code":7}'],
        [{ error: null, message: 'x' }, 'x'],
        [{ error: '' }, ''],
      ];
      for (const [body, message] of rows) {
        const error = errorOf(() => decodeAnswer(body, 'usage-delta', 2025, 0));
        expect(error).to.include({ reason: 'service', message });
      }
    });

    it('W2: ignores an error beside the statistic', () => {
      const body = { ...(bodyOf({ global: { records: [] } }) as object), error: 'late' };
      expect(decodeAnswer(body, 'content-delta', 2025, 0).tables).to.have.length(1);
    });

    it('K6: throws a body without the statistic as malformed, with its key as path', () => {
      const other = bodyOf({}, 'usage-snapshot');
      for (const body of [
        other,
        {},
        [],
        null,
        'x',
        5,
        { 'usage-delta-category': null },
        { 'usage-delta-category': [] },
      ]) {
        const error = errorOf(() => decodeAnswer(body, 'usage-delta', 2025, 0));
        expect(error, JSON.stringify(body)).to.include({ reason: 'malformed', path: 'usage-delta-category' });
      }
    });
  });
});

describe('decodeBody', () => {
  const day = (date: string, value: number, id = 'global'): unknown => series([[date, value]], { id });
  const summary = (blocks: readonly YearBlock[]): unknown[] =>
    blocks.map((block) => [
      block.statistic,
      block.year,
      block.tables.map(({ metric, breakdown }) => [metric, breakdown, partsOf(block, metric, breakdown)]),
    ]);

  it('decodes all statistics of a body', () => {
    const body = {
      ...(bodyOf({ global: { views: [day('05-30', 2)] } }, 'usage-snapshot') as object),
      ...(bodyOf({ global: { records: [day('05-30', 1)] } }) as object),
      'some-series': [],
    };
    expect(summary(decodeBody(body, 2025, FETCHED))).to.deep.equal([
      ['content-delta', 2025, [['records', undefined, { global: { '2025-05-30': 1 } }]]],
      ['usage-snapshot', 2025, [['views', undefined, { global: { '2025-05-30': 2 } }]]],
    ]);
  });

  it('splits several years into blocks, the earliest first, each with all tables', () => {
    const span = series([
      ['2025-01-01', 3],
      ['2023-12-31', 1],
      ['2024-02-29', 2],
    ]);
    const body = bodyOf({
      global: { records: [span] },
      subjects: { records: [series([['05-30', 4]], { id: 'a', year: 2024 })], parents: [] },
    });
    const blocks = decodeBody(body, 2020, FETCHED);
    expect(summary(blocks)).to.deep.equal(
      [
        [2023, { global: { '2023-12-31': 1 } }, {}],
        [2024, { global: { '2024-02-29': 2 } }, { a: { '2024-05-30': 4 } }],
        [2025, { global: { '2025-01-01': 3 } }, {}],
      ].map(([year, whole, subjects]) => [
        'content-delta',
        year,
        [
          ['records', undefined, whole],
          ['records', 'subjects', subjects],
          ['parents', 'subjects', {}],
        ],
      ]),
    );
    expect(blocks.map(({ fetchedAt }) => fetchedAt)).to.deep.equal([FETCHED, FETCHED, FETCHED]);
    expect(blocks.map(({ tables }) => tables[0]!.columns[0]!.length)).to.deep.equal([365, 366, 365]);
  });

  it('uses the given year for MM-DD without a year and for a statistic without a point', () => {
    const body = {
      ...(bodyOf({ global: { records: [day('05-30', 1)] } }) as object),
      ...(bodyOf({ global: { views: [] } }, 'usage-delta') as object),
    };
    expect(decodeBody(body, 2022, 0).map(({ statistic, year }) => [statistic, year])).to.deep.equal([
      ['content-delta', 2022],
      ['usage-delta', 2022],
    ]);
  });

  it('returns blocks of all years, whatever the years of their series', () => {
    const body = bodyOf({
      global: {
        records: [
          series([['05-30', 1]], { year: 2023 }),
          series([
            ['05-30', 2],
            ['2024-05-30', 3],
          ]),
        ],
      },
    });
    const blocks = decodeBody(body, 2025, 0);
    expect(blocks.map((block) => [block.year, partsOf(block, 'records')])).to.deep.equal([
      [2023, { global: { '2023-05-30': 1 } }],
      [2024, { global: { '2024-05-30': 3 } }],
      [2025, { global: { '2025-05-30': 2 } }],
    ]);
    expect(blocks.flatMap(({ problems }) => problems)).to.deep.equal([]);
  });

  it('reports the dates of a series whose year is not a calendar year', () => {
    const [block] = decodeBody(bodyOf({ global: { records: [series([['05-30', 2]], { year: 25 })] } }), 2025, 0);
    expect(block!.problems).to.deep.equal([{ path: `${DATA}[0][0]`, found: '"05-30"' }]);
  });

  it('adds conflicts and unknown days to the blocks of their years', () => {
    const book = series(
      [
        ['2023-05-30', 1],
        ['2023-05-30', 2],
        ['2024-05-30', 1],
        ['2024-05-31', null],
        ['2025-05-30', 1],
      ],
      { id: 'book' },
    );
    const blocks = decodeBody(bodyOf({ resourceTypes: { records: [book] } }), 2020, 0);
    expect(
      blocks.map((block) => [block.year, conflictsOf(block), unknownOf(block, 'records', 'resourceTypes')]),
    ).to.deep.equal([
      [2023, ['records by resourceTypes: 2023-05-30'], undefined],
      [2024, [], ['2024-05-31']],
      [2025, [], undefined],
    ]);
    expect(blocks.map((block) => 'conflicts' in block)).to.deep.equal([true, false, false]);
  });

  it('returns a block for a year without any readable value', () => {
    const book = series(
      [
        ['2024-05-30', null],
        ['2025-05-30', 1],
      ],
      { id: 'book' },
    );
    const blocks = decodeBody(bodyOf({ resourceTypes: { records: [book] } }), 2020, 0);
    expect(blocks.map((block) => [block.year, unknownOf(block, 'records', 'resourceTypes')])).to.deep.equal([
      [2024, ['2024-05-30']],
      [2025, undefined],
    ]);
  });

  it('reports each problem once, however many years the body has', () => {
    const data = [
      ['2023-12-31', 1],
      ['2024-01-01', 'x'],
      ['2024-01-02', 1],
    ];
    const blocks = decodeBody(bodyOf({ global: { records: [series(data)] } }), 2020, 0);
    expect(blocks).to.have.length(2);
    expect(blocks.flatMap(({ problems }) => problems)).to.deep.equal([{ path: `${DATA}[1][1]`, found: '"x"' }]);
  });

  it('W2: throws if the body has no statistic', () => {
    expect(errorOf(() => decodeBody({ error: 'gone' }, 2025, 0))).to.include({ reason: 'service', message: 'gone' });
    for (const body of [{}, [], null, undefined, 'x', 5]) {
      expect(
        errorOf(() => decodeBody(body, 2025, 0)),
        JSON.stringify(body),
      ).to.include({
        reason: 'malformed',
        path: '$',
      });
    }
  });
});

describe('decoding of random bodies', () => {
  const KEYS = ['__proto__', 'constructor', 'toString'];
  const SUBCOUNTS = [
    ...new Set(
      BREAKDOWN_NAMES.flatMap((name) => [name, ...breakdownKeys(name, 'views', 'usage-snapshot'), `${name}ByDownload`]),
    ),
  ];
  const METRIC_WORDS = [...new Set(Object.values(METRIC_KEYS).flatMap((row) => Object.values(row).flat()))];

  const junk = fc.jsonValue({ maxDepth: 2 });
  /** Mostly a valid value, sometimes any JSON value. */
  const or = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
    fc.oneof({ weight: 6, arbitrary: arbitrary }, { weight: 1, arbitrary: junk });
  const dates = or(
    fc.oneof(
      fc.constantFrom('02-29', '12-31', '2024-02-29', '2025-02-29', '9999-01-01', '0:-05', '00-00'),
      fc.stringMatching(/^(20\d\d-)?[01]\d-[0-3]\d$/),
    ),
  );
  const values = or(fc.oneof(fc.integer(), fc.double()));
  const pairs = or(fc.tuple(dates, values));
  const points = or(fc.oneof(pairs, fc.record({ value: pairs })));
  const lists = fc.array(
    or(
      fc.record(
        {
          id: or(fc.oneof(fc.string(), fc.constantFrom('global', ...KEYS))),
          name: or(fc.oneof(fc.string(), fc.dictionary(fc.constantFrom('en', 'de', ...KEYS), fc.string()))),
          year: or(fc.oneof(fc.constantFrom(2024, 2025), fc.maxSafeInteger())),
          data: or(fc.array(points, { maxLength: 8 })),
        },
        { requiredKeys: ['id', 'data'] },
      ),
    ),
    { maxLength: 3 },
  );
  const subcounts = or(fc.dictionary(fc.constantFrom(...METRIC_WORDS, ...KEYS), or(lists), { maxKeys: 4 }));
  const categories = or(fc.dictionary(fc.constantFrom('global', ...SUBCOUNTS, ...KEYS), subcounts, { maxKeys: 5 }));
  const bodies = or(
    fc.dictionary(fc.constantFrom(...Object.values(STATISTIC_KEYS), 'error', ...KEYS), categories, { maxKeys: 5 }),
  );

  const expectSound = (block: YearBlock): void => {
    expect(block.problems.length).to.be.at.most(20);
    expect(faultInBlock(block)).to.equal(undefined);
  };
  /** Returns the decoded blocks, or none after a StatsError; rethrows other errors. */
  const attempt = (decoding: () => readonly YearBlock[]): readonly YearBlock[] => {
    try {
      return decoding();
    } catch (error) {
      if (error instanceof StatsError) return [];
      throw error;
    }
  };

  it('decodes any JSON value to sound blocks or throws a StatsError', () => {
    fc.assert(
      fc.property(bodies, fc.constantFrom(...STATISTICS), (body, statistic) => {
        // Through JSON, so that `__proto__` is an own key as in a real body.
        const sent = JSON.parse(JSON.stringify(body)) as unknown;
        const answer = attempt(() => [decodeAnswer(sent, statistic, 2025, FETCHED)]);
        for (const block of answer) expect([block.year, block.statistic]).to.deep.equal([2025, statistic]);
        for (const block of [...answer, ...attempt(() => decodeBody(sent, 2025, FETCHED))]) expectSound(block);
        expect(Object.keys(Object.prototype)).to.deep.equal([]);
      }),
      { numRuns: 500 },
    );
  });

  it('ignores and reports parts beyond the limit', () => {
    const subjects = Array.from({ length: 50_010 }, (_, i) => series([['05-30', 1]], { id: `${i}`, name: '' }));
    const block = decode({ global: { records: [series([['05-30', 7]])] }, subjects: { records: subjects } });
    expect(pointsOf(block)).to.deep.equal({ '2025-05-30': 7 });
    expect(tableOf(block, 'records', 'subjects')!.ids).to.have.length(49_999);
    expect(block.problems[0]).to.deep.equal({
      path: 'record-delta-category.subjects.records[49999].data[0][0]',
      found: '"05-30"',
    });
  });

  it('ignores many thousand unreadable values', () => {
    const data = Array.from({ length: 300_000 }, (_, i) => [i, [], {}, null, ['99-99', i], ['05-30', 'x']][i % 6]);
    const block = decodePoints([...data, ['05-31', 1]], { year: 2025 });
    expect(block.problems).to.have.length(20);
    expect(pointsOf(block)).to.deep.equal({ '2025-05-31': 1 });
  });

  describe('comparison with a naive loop', () => {
    const days = fc.integer({ min: yearStart(2023), max: yearStart(2026) - 1 });
    const part = fc
      .record({
        id: fc.string(),
        points: fc.uniqueArray(fc.tuple(days, fc.integer({ min: 0, max: 1e9 })), {
          selector: ([day]) => day,
          maxLength: 40,
        }),
        old: fc.boolean(),
      })
      .map(({ id, points, old }) => {
        const years = new Set(points.map(([day]) => isoDay(day).slice(0, 4)));
        const short = years.size === 1;
        const written = points.map(([day, value]) => [isoDay(day).slice(short ? 5 : 0), value]);
        return {
          id,
          name: '',
          data: old ? written.map((value) => ({ value })) : written,
          ...(short && { year: Number([...years][0]) }),
        };
      });
    const parts = fc.uniqueArray(part, { selector: ({ id }) => id, maxLength: 6 });
    const wholes = fc.array(
      part.map((only) => ({ ...only, id: 'global' })),
      { maxLength: 1 },
    );
    const SUBCOUNTS = { global: wholes, resourceTypes: parts };
    const metricsIn = (area: Area, lists: typeof parts) =>
      fc.record(Object.fromEntries(Object.values(METRIC_KEYS[area]).map((keys) => [keys[0]!, lists])));
    const body = fc.record(
      Object.fromEntries(
        STATISTICS.map((statistic) => [
          STATISTIC_KEYS[statistic],
          fc.record(
            Object.fromEntries(
              Object.entries(SUBCOUNTS).map(([name, lists]) => [
                name,
                metricsIn(statistic.split('-')[0] as Area, lists),
              ]),
            ),
          ),
        ]),
      ),
    );

    it('reads every value into its place, and no others', () => {
      fc.assert(
        fc.property(body, (sent) => {
          const expected: Record<string, number> = {};
          for (const [key, category] of Object.entries(sent)) {
            for (const [subcount, metrics] of Object.entries(category)) {
              for (const [metric, list] of Object.entries(metrics)) {
                for (const { id, data, year } of list as { id: string; data: unknown[]; year?: number }[]) {
                  for (const point of data) {
                    const [date, value] = (Array.isArray(point) ? point : (point as { value: unknown }).value) as [
                      string,
                      number,
                    ];
                    const day = date.length === 5 ? `${year!}-${date}` : date;
                    expected[`${key} ${subcount} ${metric} ${day} ${id}`] = value;
                  }
                }
              }
            }
          }
          const found: Record<string, number> = {};
          for (const { year, statistic, tables, problems } of decodeBody(sent, 2030, FETCHED)) {
            expect(problems).to.deep.equal([]);
            for (const { key, breakdown = 'global', ids, columns } of tables) {
              ids.forEach((id, i) => {
                for (const [day, value] of Object.entries(pointsIn(year, columns[i])))
                  found[`${STATISTIC_KEYS[statistic]} ${breakdown} ${key} ${day} ${id}`] = value;
              });
            }
          }
          expect(found).to.deep.equal(expected);
        }),
        { numRuns: 40 },
      );
    });
  });
});

describe('decoding of real bodies', () => {
  /** A whole body of the service; `undefined` without the folder of examples. */
  const example = async (name: string): Promise<unknown> => {
    const response = await fetch(`/shared/wire/payloads/${name}.json`);
    return response.ok ? ((await response.json()) as unknown) : undefined;
  };
  interface WireSeries {
    readonly id: string;
    readonly data: readonly (readonly [string, number] | { readonly value: readonly [string, number] })[];
  }
  type WireBody = Record<string, Record<string, Record<string, readonly WireSeries[]>>>;

  const sum = (values: Iterable<number>): number => {
    let total = 0;
    for (const value of values) if (!Number.isNaN(value)) total += value;
    return total;
  };
  const naive = (list: readonly WireSeries[]): Record<string, number> =>
    Object.fromEntries(
      list
        .filter(({ data }) => data.length)
        .map(({ id, data }) => [id, sum(data.map((point) => ('value' in point ? point.value : point)[1]))]),
    );

  const names = [
    'all-four.consistent',
    'all-four-categories.optimized',
    'record-delta-category',
    'record-delta-category.pre-2025-11-10',
    'record-delta-category.empty',
    'record-snapshot-category',
    'usage-delta-category',
    'usage-snapshot-category.empty',
  ];
  for (const name of names) {
    it(`reads the body ${name} completely, with the same sums in every table (needs ../shared)`, async function () {
      const body = (await example(name)) as WireBody | undefined;
      if (!body) return this.skip();
      const blocks = decodeBody(body, 2025, FETCHED);
      expect(blocks.map(({ statistic }) => STATISTIC_KEYS[statistic])).to.have.members(Object.keys(body));
      for (const { year, statistic, tables, problems } of blocks) {
        expect(year).to.equal(2025);
        expect(problems).to.deep.equal([]);
        expect(tables.length).to.be.above(0);
        const category = body[STATISTIC_KEYS[statistic]]!;
        for (const { metric, breakdown, key, ids, columns } of tables) {
          const subcount = breakdown
            ? breakdownKeys(breakdown, metric, statistic).find((word) => word in category)!
            : 'global';
          expect(Object.fromEntries(ids.map((id, i) => [id, sum(columns[i]!)])), `${subcount} ${key}`).to.deep.equal(
            naive(category[subcount]![key]!),
          );
        }
      }
    });
  }

  it('reads the same from older and newer points of the same days (needs ../shared)', async function () {
    const [newer, older] = await Promise.all(
      ['record-delta-category', 'record-delta-category.pre-2025-11-10'].map(example),
    );
    if (!newer || !older) return this.skip();
    const read = (body: unknown): unknown =>
      ['records', 'uploadVolume'].map((metric) =>
        partsOf(decodeAnswer(body, 'content-delta', 2025, 0), metric as Metric, 'resourceTypes'),
      );
    expect(read(older)).to.deep.equal(read(newer));
  });
});
