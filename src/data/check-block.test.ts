import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { blockOf, column, daily, day, days, parts, whole } from '../../test/builders.js';
import { runs } from '../../test/runs.js';
import type { Table, YearBlock } from './year-block.js';
import { faultInBlock, isYear } from './check-block.js';
import { yearStart } from './day.js';

const sound = blockOf(
  'usage-delta',
  2025,
  whole('views', daily('01-01', 3, 0)),
  parts('downloadVolume', 'countries', { DE: { '05-30': 1.5 }, FR: {} }, { DE: { en: 'Germany', de: 'Deutschland' } }),
);
const [views, volume] = sound.tables as readonly [Table, Table];
/** The block with other fields. */
const block = (fields: Readonly<Record<string, unknown>>): unknown => ({ ...sound, ...fields });
/** The block with other fields in its table of a whole. */
const ofViews = (fields: Readonly<Record<string, unknown>>): unknown =>
  block({ tables: [{ ...views, ...fields }, volume] });
/** The block with other fields in its table of parts. */
const ofVolume = (fields: Readonly<Record<string, unknown>>): unknown =>
  block({ tables: [views, { ...volume, ...fields }] });
const withValue = (value: number): Float64Array => column(2025, { '03-01': value });
const [FIRST, LAST] = [yearStart(2025), yearStart(2026) - 1];
const conflict = (fields: Readonly<Record<string, unknown>>): unknown =>
  block({ conflicts: [{ metric: 'views', days: [FIRST], ...fields }] });

/** Values that no field accepts. */
const WRONG = [null, true, -1.5, NaN, {}, 'x\0', Symbol('x'), () => 1, 2n, new Date(0)] as const;
/** A list with a hole in place of its only item. */
const hole = (): unknown[] => new Array<unknown>(1);

describe('faultInBlock of a sound block', () => {
  for (const [title, value] of [
    ['a block with tables of a whole and of parts', sound],
    ['a block without tables', block({ tables: [] })],
    ['a block without an own prototype', Object.assign(Object.create(null) as object, sound)],
    ['a block with fields that are not known', block({ more: 1 })],
    ['tables without a series', block({ tables: [whole('views')(2025), parts('views', 'rights', {})(2025)] })],
    ['problems', block({ problems: [{ path: 'a.b', found: '' }] })],
    ['a leap year with 366 days', blockOf('usage-delta', 2024, whole('views', { '02-29': 1 }))],
    ['the first and the last year that can be read', { ...blockOf('usage-delta', 1900), fetchedAt: 1 }],
    [
      'counts below 0 of what was added, because more can be removed',
      blockOf('content-delta', 2025, whole('records', { '03-01': -3 })),
    ],
    ['bytes with decimals', ofVolume({ columns: [withValue(0.5), withValue(2)] })],
    ['the largest value that can be counted with', ofViews({ columns: [withValue(1e21)] })],
    ['parts whose ids are numbers as texts, empty, or keys that objects have', ofVolume({ ids: ['1', '__proto__'] })],
    ['tables with other keys', ofVolume({ otherKeys: ['views'] })],
    ['days on which values could not be read', ofVolume({ unknown: [FIRST, LAST] })],
    ['no covered day', block({ covered: [] })],
    ['the whole year as covered', block({ covered: [{ start: FIRST, end: LAST }] })],
    [
      'covered ranges with a day between them',
      block({ covered: [days('2025-01-01', '2025-01-02'), days('2025-01-04')] }),
    ],
    ['conflicts about a whole', conflict({})],
    ['conflicts about parts', conflict({ breakdown: 'countries', days: [FIRST, LAST] })],
  ] as const) {
    it(`finds no fault in ${title}`, () => expect(faultInBlock(value)).to.be.undefined);
  }

  it('finds no fault in a block of the requested statistic and year', () => {
    expect(faultInBlock(sound, { statistic: 'usage-delta', year: 2025 })).to.be.undefined;
  });
});

describe('faultInBlock of a block with a fault', () => {
  for (const value of [null, undefined, 'block', 5, true, [], [null], () => sound]) {
    it(`names the root for ${fc.stringify(value)}, which is no block at all`, () => {
      expect(faultInBlock(value)).to.equal('');
    });
  }

  const table = 'tables[1]';
  for (const [path, title, value] of [
    ['statistic', 'a statistic that is not known', block({ statistic: 'usage' })],
    ['statistic', 'a key that objects have as the statistic', block({ statistic: 'constructor' })],
    ['statistic', 'no statistic', block({ statistic: undefined })],
    ['year', 'a year as a text', block({ year: '2025' })],
    ['year', 'a year with decimals', block({ year: 2025.5 })],
    ['year', 'a year before the first one that can be read', block({ year: 1899 })],
    ['year', 'a year after the last one that can be read', block({ year: 2101 })],
    ['fetchedAt', 'no time', block({ fetchedAt: undefined })],
    ['fetchedAt', 'a time that is no number', block({ fetchedAt: NaN })],
    ['fetchedAt', 'an infinite time', block({ fetchedAt: Infinity })],
    ['fetchedAt', 'a time as a text', block({ fetchedAt: '2025-01-01' })],
    ['fetchedAt', 'a time that no calendar has', block({ fetchedAt: 1e300 })],
    ['problems', 'no list of problems', block({ problems: undefined })],
    ['problems[1]', 'a problem without a text', block({ problems: [{ path: '', found: '' }, { path: '' }] })],
    ['problems[0]', 'a hole in the problems', block({ problems: hole() })],
    ['tables', 'tables that are no list', block({ tables: { length: 0 } })],
    ['tables[0]', 'a hole in the tables', block({ tables: hole() })],
    ['tables[0]', 'a table that is null', block({ tables: [null] })],
    ['tables[0]', 'a table that is a list', block({ tables: [[]] })],
    ['tables[0]', 'a metric of another statistic', block({ tables: [whole('records', {})(2025)] })],
    ['tables[0]', 'a whole with parts', ofViews({ ids: ['DE'] })],
    [
      'tables[0]',
      'a whole with two series',
      ofViews({ ids: ['global', 'global'], labels: ['', ''], columns: [withValue(1), withValue(1)] }),
    ],
    ['tables[1]', 'the same metric twice', block({ tables: [views, views] })],
    ['tables[1]', 'the same parts twice', block({ tables: [volume, volume] })],
    [table, 'a metric that is not known', ofVolume({ metric: 'dowloads' })],
    [table, 'a key that objects have as the metric', ofVolume({ metric: 'toString' })],
    [table, 'a breakdown that is not known', ofVolume({ breakdown: 'planets' })],
    [table, 'null as the breakdown', ofVolume({ breakdown: null })],
    [table, 'no key', ofVolume({ key: undefined })],
    [table, 'other keys that are no list', ofVolume({ otherKeys: 'views' })],
    [table, 'another key that is a number', ofVolume({ otherKeys: ['views', 5] })],
    [table, 'ids that are no list', ofVolume({ ids: 'DE' })],
    [table, 'an id that is a number', ofVolume({ ids: ['DE', 5] })],
    [table, 'the same id twice', ofVolume({ ids: ['DE', 'DE'] })],
    [table, 'an id that begins with NUL', ofVolume({ ids: ['DE', '\0other'] })],
    [table, 'more ids than labels and columns', ofVolume({ ids: ['DE', 'FR', 'US'] })],
    [table, 'more labels than ids', ofVolume({ labels: ['', '', ''] })],
    [table, 'no labels', ofVolume({ labels: undefined })],
    [table, 'a label that is a number', ofVolume({ labels: ['', 5] })],
    [table, 'a label that is null', ofVolume({ labels: ['', null] })],
    [table, 'a label that is a list', ofVolume({ labels: ['', ['x']] })],
    [table, 'a label of a language that is no text', ofVolume({ labels: ['', { en: 5 }] })],
    [table, 'no columns', ofVolume({ columns: undefined })],
    [table, 'more columns than ids', ofVolume({ columns: [withValue(1), withValue(1), withValue(1)] })],
    [table, 'fewer columns than ids', ofVolume({ columns: [withValue(1)] })],
    [table, 'a column that is a plain list', ofVolume({ columns: [withValue(1), [...withValue(1)]] })],
    [table, 'a column of numbers of another size', ofVolume({ columns: [withValue(1), new Float32Array(365)] })],
    [table, 'a column that is a day too short', ofVolume({ columns: [withValue(1), new Float64Array(364)] })],
    [table, 'a column of a leap year', ofVolume({ columns: [withValue(1), column(2024, {})] })],
    [table, 'an infinite value', ofVolume({ columns: [withValue(1), withValue(Infinity)] })],
    [table, 'a value that is too large to be counted with', ofVolume({ columns: [withValue(1), withValue(-1.1e21)] })],
    ['tables[0]', 'a count with decimals', ofViews({ columns: [withValue(2.5)] })],
    ['tables[0]', 'a count of use below 0', ofViews({ columns: [withValue(-3)] })],
    ['tables[0]', 'a total below 0', blockOf('content-snapshot', 2025, whole('records', { '03-01': -3 }))],
    ['tables[0]', 'an infinite count', ofViews({ columns: [withValue(-Infinity)] })],
    [table, 'unknown days that are no list', ofVolume({ unknown: FIRST })],
    [table, 'an unknown day before the year', ofVolume({ unknown: [FIRST - 1] })],
    [table, 'an unknown day after the year', ofVolume({ unknown: [LAST + 1] })],
    [table, 'an unknown day that is no day', ofVolume({ unknown: [FIRST + 0.5] })],
    [table, 'a hole in the unknown days', ofVolume({ unknown: hole() })],
    ['tables[0]', 'a hole in the columns', ofViews({ columns: hole() })],
    [
      'tables[0]',
      'holes in ids, labels and columns',
      block({ tables: [{ ...volume, ids: hole(), labels: hole(), columns: hole() }] }),
    ],
    ['covered', 'covered days that are no list', block({ covered: days('2025-01-01', '2025-01-02') })],
    ['covered', 'null as the covered days', block({ covered: null })],
    ['covered[0]', 'a covered range that is no object', block({ covered: [FIRST] })],
    ['covered[0]', 'a hole in the covered ranges', block({ covered: hole() })],
    ['covered[0]', 'a covered range without an end', block({ covered: [{ start: FIRST }] })],
    [
      'covered[0]',
      'a covered range that ends before it begins',
      block({ covered: [days('2025-01-02', '2025-01-01')] }),
    ],
    [
      'covered[0]',
      'a covered range that begins before the year',
      block({ covered: [{ start: FIRST - 1, end: FIRST }] }),
    ],
    ['covered[0]', 'a covered range that ends after the year', block({ covered: [{ start: LAST, end: LAST + 1 }] })],
    ['covered[0]', 'a covered range of half days', block({ covered: [{ start: FIRST, end: FIRST + 0.5 }] })],
    [
      'covered[0]',
      'a covered range whose days are texts',
      block({ covered: [{ start: '2025-01-01', end: '2025-01-02' }] }),
    ],
    [
      'covered[1]',
      'covered ranges that touch',
      block({ covered: [days('2025-01-01', '2025-01-02'), days('2025-01-03')] }),
    ],
    [
      'covered[1]',
      'covered ranges that overlap',
      block({ covered: [days('2025-01-01', '2025-01-05'), days('2025-01-03', '2025-01-09')] }),
    ],
    [
      'covered[1]',
      'covered ranges that are not in order',
      block({ covered: [days('2025-05-01'), days('2025-01-01')] }),
    ],
    ['conflicts', 'conflicts that are no list', block({ conflicts: {} })],
    ['conflicts[0]', 'a conflict that is no object', block({ conflicts: ['views'] })],
    ['conflicts[0]', 'a conflict about a metric that is not known', conflict({ metric: 'dowloads' })],
    ['conflicts[0]', 'a conflict about a breakdown that is not known', conflict({ breakdown: 'planets' })],
    ['conflicts[0]', 'a conflict without days', conflict({ days: undefined })],
    ['conflicts[0]', 'a conflict on a day of another year', conflict({ days: [FIRST, LAST + 1] })],
    ['conflicts[0]', 'a hole in the days of a conflict', conflict({ days: hole() })],
  ] as const) {
    it(`names ${path} for ${title}`, () => expect(faultInBlock(value)).to.equal(path));
  }

  it('names the statistic or the year if it is not the requested one', () => {
    expect(faultInBlock(sound, { statistic: 'usage-snapshot', year: 2025 })).to.equal('statistic');
    expect(faultInBlock(sound, { statistic: 'usage-delta', year: 2024 })).to.equal('year');
    expect(faultInBlock(sound, { statistic: 'content-delta', year: 2024 })).to.equal('statistic');
  });

  const fields: readonly (readonly [string, (value: unknown) => unknown])[] = [
    ...['statistic', 'year', 'fetchedAt', 'problems', 'tables', 'covered', 'conflicts'].map(
      (field) => [field, (value: unknown) => block({ [field]: value })] as const,
    ),
    ...['metric', 'breakdown', 'key', 'ids', 'labels', 'columns', 'unknown'].map(
      (field) => [`${table}.${field}`, (value: unknown) => ofVolume({ [field]: value })] as const,
    ),
  ];
  for (const [field, damaged] of fields) {
    it(`names the place of ${field} if its value is of another type`, () => {
      const isText = field.endsWith('key');
      const isNumber = field === 'fetchedAt';
      for (const wrong of WRONG) {
        if ((isText && typeof wrong === 'string') || (isNumber && wrong === -1.5)) continue;
        const place = field.startsWith(table) ? table : field;
        expect(faultInBlock(damaged(wrong)), `${field}: ${fc.stringify(wrong)}`).to.equal(place);
      }
    });
  }

  it('names a path or nothing, and never throws, for anything in the place of a field', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.anything({ withNullPrototype: true }), ([, damaged], value) => {
        expect(faultInBlock(damaged(value))).to.satisfy(
          (path: unknown) => path === undefined || typeof path === 'string',
        );
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('isYear', () => {
  it('returns true for the calendar years from 1900 to 2100 only', () => {
    expect([1900, 2025, 2100].every(isYear)).to.be.true;
    for (const value of [1899, 2101, 2025.5, NaN, Infinity, '2025', null, undefined, [2025]]) {
      expect(isYear(value), String(value)).to.be.false;
    }
  });
});

/** A stored block is read as plain data, with unchanged columns. */
describe('faultInBlock of a copy', () => {
  it('finds no fault in a block that was cloned for a worker or a cache', () => {
    const full: YearBlock = {
      ...sound,
      covered: [days('2025-01-01', '2025-12-31')],
      conflicts: [{ metric: 'views', days: [day('2025-01-01')] }],
    };
    expect(faultInBlock(structuredClone(full), full)).to.be.undefined;
  });
});
