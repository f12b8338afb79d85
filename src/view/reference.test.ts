import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { byId, days, print } from '../../test/builders.js';
import { anyCase, type Case, type Chosen } from '../../test/random-bodies.js';
import * as reference from '../../test/reference.js';
import { runs } from '../../test/runs.js';
import { earlierDays } from '../data/comparison.js';
import { isoDay, type DayRange } from '../data/day.js';
import { PRESET_NAMES, earliestDay, parseRange, resolveRange } from '../data/range.js';
import { mergeYears } from '../data/merge-blocks.js';
import { total } from '../data/rank.js';
import { Stats } from '../data/stats.js';
import { decodeBody } from '../sources/stats-body/decode.js';
import type { Breakdown } from '../vocabulary/breakdowns.js';
import { COMPARISONS, GRANULARITIES } from '../vocabulary/terms.js';
import { breakdownView, type BreakdownView } from './breakdown-view.js';
import type { Compared } from './change.js';
import { figureView } from './figure-view.js';
import { mapView } from './map-view.js';
import { OTHER } from './options.js';
import { timelineView, type TimelineBucket } from './timeline-view.js';
import { trend } from './trend.js';

const LOOKS = 5;

/** The input of one comparison between the views and the reference. */
function look(
  test: (found: {
    case: Case;
    chosen: Chosen;
    stats: Stats;
    range: DayRange;
    answers: readonly reference.Answer[];
  }) => void,
  usual: number,
  breakdowns?: readonly Breakdown[],
): void {
  fc.assert(
    fc.property(anyCase(LOOKS, breakdowns), (given) => {
      const blocks = mergeYears(given.answers.flatMap(({ year = 2000, body }) => decodeBody(body, year, 0)));
      for (const { problems } of blocks) expect(problems).to.deep.equal([]);
      const stats = new Stats(blocks);
      const { answers } = given;
      for (const chosen of given.selections) {
        test({ case: given, chosen, stats, answers, range: days(chosen.start, chosen.end) });
      }
    }),
    { numRuns: runs(usual), includeErrorInReport: true },
  );
}

/** How a selection is compared, in the words of the code and of the reference. */
function howOf({ compare, granularity, today }: Chosen) {
  if (compare === 'none') return {};
  const earliest = earliestDay(days(today).start);
  return {
    comparison: { compare, granularity, earliest },
    how: { compare, granularity, earliest: isoDay(earliest) },
  };
}

/** Deep equality that is fast for equal values; a missing property equals one that is undefined. */
function expectSame(found: unknown, expected: unknown, path = 'it'): void {
  if (typeof found !== 'object' || typeof expected !== 'object' || !found || !expected) {
    if (found !== expected) expect(found, path).to.equal(expected);
    return;
  }
  for (const key of new Set([...Object.keys(found), ...Object.keys(expected)])) {
    expectSame((found as Row)[key], (expected as Row)[key], `${path}.${key}`);
  }
}

type Row = Readonly<Record<string, unknown>>;

const hasLeapDay = ({ start, end }: Compared): boolean =>
  reference.cut('day', start, end).some((day) => day.start.endsWith('-02-29'));

describe('views and the reference implementation', function () {
  this.timeout(20_000 * runs(1));

  it('returns the same figure as the reference, and the same earlier one', () =>
    look(({ case: { metric, kind }, chosen, stats, range, answers }) => {
      const { comparison, how } = howOf(chosen);
      const { unit: _, ...view } = figureView(stats, range, { metric, kind, comparison });
      expectSame(view, reference.figure(answers, { metric, kind, ...chosen, how }));
    }, 120));

  it('returns the same buckets of the whole as the reference, and the same earlier ones', () =>
    look(({ case: { metric, kind }, chosen, stats, range, answers }) => {
      const { comparison, how } = howOf(chosen);
      const { granularity } = chosen;
      const view = timelineView(stats, range, { metric, kind, granularity, maxSeries: 8, naming: byId, comparison });
      const found = {
        lines: view.series.map(({ id, buckets }) => ({ id, isOther: false, buckets })),
        ...(view.before && { before: view.before.buckets }),
        ...(view.notCompared && { notCompared: view.notCompared }),
        ...(view.absence && { absence: view.absence }),
      };
      expectSame(found, reference.timeline(answers, { metric, kind, ...chosen, how }));
    }, 80));

  it('returns the same buckets of the parts and of other as the reference', () =>
    look(({ case: { metric, kind, breakdown }, chosen, stats, range, answers }) => {
      const { granularity, size } = chosen;
      const options = { metric, kind, breakdown, granularity, maxSeries: size, naming: byId };
      const { series, absence } = timelineView(stats, range, options);
      const found = {
        lines: series.map(({ id, buckets }) => ({
          id: id === OTHER ? 'other' : id,
          isOther: id === OTHER,
          buckets,
        })),
        ...(absence && { absence }),
      };
      expectSame(found, reference.timeline(answers, { metric, kind, ...chosen }, { breakdown, size }));
    }, 60));

  it('returns the same parts as the reference, in order, with other, shares and earlier values', () =>
    look(({ case: { metric, kind, breakdown }, chosen, stats, range, answers }) => {
      const { comparison, how } = howOf(chosen);
      const { size } = chosen;
      const options = { metric, kind, breakdown, pageSize: size, naming: byId, comparison };
      const { unit: _, partition, rows, ...view } = breakdownView(stats, range, options);
      expect(partition).to.equal(reference.addsUp(breakdown));
      const found = { ...view, rows: rows.map(({ id, value, share, before }) => ({ id, value, share, before })) };
      expectSame(found, reference.ranking(answers, { metric, kind, ...chosen, how }, { breakdown, size }));
    }, 100));

  it('returns the same countries on the map as the reference', () =>
    look(
      ({ case: { metric, kind }, chosen, stats, range, answers }) => {
        const view = mapView(stats, range, { metric, kind, naming: byId });
        const all = reference.ranking(answers, { metric, kind, ...chosen }, { breakdown: 'countries', size: Infinity });
        expectSame(
          view.countries.filter(({ value }) => value !== 0).map(({ id, value, share }) => ({ id, value, share })),
          all.rows,
        );
        expectSame({ total: view.total, hidden: view.hidden }, { total: all.total, hidden: all.hidden });
      },
      40,
      ['countries'],
    ));

  it('returns the same trend beside a figure as the reference', () =>
    look(({ case: { metric, kind }, chosen, stats, range, answers }) => {
      expectSame(trend(stats, range, { metric, kind }), reference.trend(answers, { metric, kind, ...chosen }));
    }, 50));

  it('returns figures, timelines and rankings that agree on the same selection', () =>
    look(({ case: { metric, kind, breakdown }, chosen, stats, range }) => {
      const { granularity, size } = chosen;
      const { comparison } = howOf(chosen);
      const options = { metric, kind, granularity, maxSeries: size, naming: byId };
      const figure = figureView(stats, range, { metric, kind, comparison });
      const { series, before, compared } = timelineView(stats, range, { ...options, comparison });
      const parts = timelineView(stats, range, { ...options, breakdown });
      const ranking = breakdownView(stats, range, { metric, kind, breakdown, pageSize: size, naming: byId });
      const listed = (id: string) => parts.series.find((each) => each.id === id);
      /** The value of a series of buckets: the sum of deltas, or the last of totals. */
      const cameTo = (buckets: readonly TimelineBucket[]): number | null =>
        kind === 'delta' ? buckets.reduce((sum, { value }) => sum + (value ?? 0), 0) : buckets.at(-1)!.value;

      // Totals are carried into ranges after the last day, which have no buckets.
      if (kind === 'delta' && figure.value !== null) expect(series, 'a timeline').to.have.length(1);
      for (const { buckets } of series) {
        if (kind === 'delta' || buckets.at(-1)!.end === figure.end) {
          expect(cameTo(buckets), 'timeline').to.equal(figure.value ?? 0);
        }
      }
      // A month that is not over is compared with as many days, but drawn beside a whole month; and by single days
      // 29 February is compared with none, and none with it.
      const isSame = compared && figure.compared?.start === compared.start && figure.compared.end === compared.end;
      if (kind === 'delta' && isSame && ![compared, chosen].some(hasLeapDay)) {
        expect(cameTo(before!.buckets), 'timeline before').to.equal(figure.before);
      }
      if (kind === 'delta' && ranking.rows.length) expect(parts.series, 'a timeline by parts').not.to.be.empty;
      for (const { id, value } of ranking.rows) {
        const same = listed(id);
        if (same && (kind === 'delta' || same.buckets.at(-1)!.end === ranking.end)) {
          expect(cameTo(same.buckets), id).to.equal(value);
        }
      }
      // Parts that were sent of some years only are parts of the whole in these: the first, the last, or one between.
      const daysOf = ({ start, end, coverage }: Pick<BreakdownView, 'start' | 'end' | 'coverage'>) =>
        [start, end, coverage?.counted].join();
      const areSameDays = daysOf(ranking) === daysOf(figure);
      if (ranking.rows.length && !ranking.totalOfParts && areSameDays) {
        expect(ranking.total, 'total').to.equal(figure.value);
      }
      if (ranking.partition && !ranking.totalOfParts && ranking.other) {
        expect(total(ranking.rows) + ranking.other.value + ranking.hidden).to.equal(ranking.total);
      }
    }, 80));

  it('cuts custom days at today unless they lie in the future', () =>
    look(({ chosen: { start, end, today } }) => {
      const choice = parseRange(`${start}/${end}`)!;
      const cut = start > today || end < today ? end : today;
      expect(print(resolveRange(choice, days(today).start))).to.equal(`${start}/${cut}`);
    }, 30));

  it('returns the same days of a preset as the reference, and the same earlier days', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...PRESET_NAMES),
        fc.integer({ min: days('1999-01-01').start, max: days('2032-12-31').start }),
        fc.constantFrom(...GRANULARITIES),
        fc.constantFrom(...COMPARISONS),
        (preset, now, granularity, compare) => {
          const today = isoDay(now);
          const range = resolveRange(preset, now);
          const expected = reference.presetDays(preset, today);
          expect(print(range)).to.equal(`${expected.start}/${expected.end}`);
          if (compare === 'none') return;
          const earliest = earliestDay(now);
          const earlier = earlierDays(range, { compare, granularity, earliest });
          const how = { compare, granularity, earliest: isoDay(earliest) };
          const same = reference.earlier(expected.start, expected.end, how);
          expect(earlier && print(earlier)).to.equal(same && `${same.start}/${same.end}`);
        },
      ),
      { numRuns: runs(1000) },
    ));
});
