import { expect } from '@open-wc/testing';
import { startOf, addUnits } from '../data/calendar.js';
import { isoDay, parseDay } from '../data/day.js';
import type { Granularity } from '../vocabulary/terms.js';
import { bucketLabels, niceTicks } from './axis-labels.js';

/** Returns the width of a text of wide letters, in pixels. */
const measure = (text: string): number => text.length * 7.2;

describe('niceTicks', () => {
  const rows: [what: string, ticks: number[], expected: number[]][] = [
    ['uses steps of 1, 2 or 5 times a power of ten', niceTicks(0, 3520, 4), [0, 1000, 2000, 3000, 4000]],
    ['ends with a tick that is not below the largest value', niceTicks(0, 401, 4), [0, 200, 400, 600]],
    ['uses whole numbers for counts', niceTicks(0, 2, 5, { integers: true }), [0, 1, 2]],
    ['uses fractions for other numbers', niceTicks(0, 2, 4), [0, 0.5, 1, 1.5, 2]],
    ['returns ticks without binary rounding errors', niceTicks(0, 0.3, 3), [0, 0.1, 0.2, 0.3]],
    ['begins below zero for removals', niceTicks(-30, 120, 4, { integers: true }), [-50, 0, 50, 100, 150]],
    ['returns an axis for zeros only', niceTicks(0, 0, 4, { integers: true }), [0, 1]],
    ['returns ticks for bytes that are round in units of 1000', niceTicks(0, 7.4e12, 4), [0, 2e12, 4e12, 6e12, 8e12]],
    [
      'returns ticks for bytes that are round in units of 1024',
      niceTicks(0, 1.7 * 2 ** 20, 4, { base: 1024 }),
      [0, 0.5, 1, 1.5, 2].map((n) => n * 2 ** 20),
    ],
  ];
  for (const [what, ticks, expected] of rows) it(what, () => expect(ticks).to.deep.equal(expected));
});

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

describe('bucketLabels', () => {
  const format = (granularity: Granularity) => (start: string, before?: string) => {
    const [year, month, day] = [start.slice(0, 4), MONTHS[Number(start.slice(5, 7)) - 1], Number(start.slice(8))];
    const name =
      granularity === 'year' ? '' : granularity === 'month' || granularity === 'quarter' ? month : `${month} ${day}`;
    return before?.slice(0, 4) === year ? String(name) : `${name} ${year}`.trim();
  };
  const labels = (granularity: Granularity, first: string, count: number, width: number): string[] => {
    const from = startOf(granularity, parseDay(first) as number);
    const days = Array.from({ length: count }, (_, i) => isoDay(addUnits(granularity, from, i)));
    const position = (index: number): number => (count > 1 ? (index / (count - 1)) * width : width / 2);
    return bucketLabels(days, { granularity, width, position, format: format(granularity), measure }).map(
      ({ text }) => text,
    );
  };

  it('labels every month if there is room', () =>
    expect(labels('month', '2025-11-01', 3, 600)).to.deep.equal(['Nov 2025', 'Dec', 'Jan 2026']));
  it('labels each quarter if there is no room for months', () =>
    expect(labels('month', '2025-01-01', 24, 1000)).to.deep.equal([
      'Jan 2025',
      'Apr',
      'Jul',
      'Oct',
      'Jan 2026',
      'Apr',
      'Jul',
      'Oct',
    ]));
  it('labels each half year if there is no room for quarters', () =>
    expect(labels('month', '2025-01-01', 24, 300)).to.deep.equal(['Jan 2025', 'Jul', 'Jan 2026', 'Jul']));
  it('returns fewer labels where texts are wider', () => {
    const count = (letter: number): number =>
      bucketLabels(['2023-01-01', '2024-01-01', '2025-01-01', '2026-01-01'], {
        granularity: 'year',
        width: 300,
        position: (index) => index * 100,
        format: (start) => start.slice(0, 4),
        measure: (text) => text.length * letter,
      }).length;
    expect([7, 15, 16, 32].map(count)).to.deep.equal([4, 4, 2, 2]);
  });
  it('labels Mondays, then the first day of each month', () => {
    expect(labels('day', '2026-06-01', 30, 500).slice(0, 3)).to.deep.equal(['Jun 1 2026', 'Jun 8', 'Jun 15']);
    expect(labels('day', '2025-11-21', 365, 1000).slice(0, 3)).to.deep.equal(['Dec 1 2025', 'Jan 1 2026', 'Feb 1']);
  });
  it('labels each second, then each fifth year', () => {
    expect(labels('year', '2012-01-01', 15, 500)).to.deep.equal([
      '2012',
      '2014',
      '2016',
      '2018',
      '2020',
      '2022',
      '2024',
      '2026',
    ]);
    expect(labels('year', '2012-01-01', 15, 200)).to.deep.equal(['2015', '2020', '2025']);
  });
  it('labels every n-th bucket if the calendar has no fitting step', () =>
    expect(labels('day', '2026-02-03', 5, 150)).to.deep.equal(['Feb 3 2026', 'Feb 6']));
  it('labels a single bucket', () => expect(labels('month', '2026-02-01', 1, 300)).to.deep.equal(['Feb 2026']));
  it('returns no label for no bucket', () => expect(labels('month', '2026-02-01', 0, 300)).to.deep.equal([]));
  it('returns at least one label, however little room there is', () =>
    expect(labels('month', '2025-01-01', 24, 80)).to.have.length(1));

  it('never returns labels that touch, whatever the width', () => {
    for (const granularity of ['day', 'week', 'month', 'quarter', 'year'] as const) {
      for (const count of [2, 7, 13, 31, 100, 366, 5475]) {
        for (const width of [120, 290, 640, 1010]) {
          const position = (index: number): number => ((index + 0.5) / count) * width;
          const placed = bucketLabels(
            Array.from({ length: count }, (_, i) => isoDay(addUnits(granularity, startOf(granularity, 16000), i))),
            { granularity, width, position, format: format(granularity), measure },
          ).map(({ tick, text }) => ({ middle: position(tick), half: measure(text) / 2 }));
          placed.slice(1).forEach(({ middle, half }, i) => {
            const previous = placed[i] as (typeof placed)[number];
            expect(middle - half, `${count} ${granularity}s`).to.be.greaterThan(previous.middle + previous.half);
          });
        }
      }
    }
  });
});
