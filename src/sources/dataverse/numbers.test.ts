/**
 * Compares the numbers that widgets show with sums that are worked out from the bodies in the simplest way: by months as
 * texts, without code of the source.
 */
import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { byId, day, days } from '../../../test/builders.js';
import { later, ok, sharedBody } from '../../../test/dataverse.js';
import { setClock, restoreClock } from '../../../test/fake-clock.js';
import { fakeFetch, json, restoreFetch } from '../../../test/fake-fetch.js';
import { runs } from '../../../test/runs.js';
import type { DayRange } from '../../data/day.js';
import { describe as describeMetrics } from '../../data/description.js';
import { Stats } from '../../data/stats.js';
import { breakdownView } from '../../view/breakdown-view.js';
import { figureView } from '../../view/figure-view.js';
import { timelineView } from '../../view/timeline-view.js';
import { statisticOf, type Metric } from '../../vocabulary/metrics.js';
import { KINDS, STATISTICS, type Kind } from '../../vocabulary/terms.js';
import { dataverseSource } from './dataverse-source.js';

/** The number of installations so far: each has its own origin, since the requests to one are limited. */
let installed = 0;
const { signal } = new AbortController();

interface Total {
  readonly date: string;
  readonly count: number;
}
interface TypeTotal extends Total {
  readonly contenttype: string;
  readonly size: number;
}
interface SubjectTotal {
  readonly subject: string;
  readonly count: number;
}

/** The data of an installation, as Dataverse sends it. */
interface Installation {
  readonly datasets: readonly Total[];
  readonly types: readonly TypeTotal[];
  readonly downloads: readonly Total[];
  readonly views?: readonly Total[];
  readonly countedDownloads?: readonly Total[];
  readonly subjects: Readonly<Record<string, readonly SubjectTotal[]>>;
}

/** Loads everything of an installation, as a page does, and returns it as it is shown. */
async function shown(installation: Installation, today: string): Promise<Stats> {
  setClock(`${today}T12:00:00Z`);
  const answers: Record<string, unknown> = {
    'datasets/monthly': installation.datasets,
    'files/byType/monthly': installation.types,
    'downloads/monthly': installation.downloads,
    'makeDataCount/viewsTotal/monthly': installation.views ?? [],
    // Those of series without months.
    files: { count: installation.types.length },
    downloads: { count: installation.downloads.length },
    'makeDataCount/viewsTotal': { count: installation.views?.at(-1)?.count ?? 0 },
    'makeDataCount/downloadsTotal/monthly': installation.countedDownloads ?? [],
  };
  for (const [month, counts] of Object.entries(installation.subjects))
    answers[`datasets/bySubject/toMonth/${month}`] = counts;
  const src = `https://data-${++installed}.example/`;
  fakeFetch(({ url }) => {
    const path = url.replace(`${src}api/info/metrics/`, '');
    return json(ok(answers[path] ?? (path.includes('bySubject') ? [] : undefined)));
  });
  const source = dataverseSource({ src, credentials: 'omit' });
  const { metrics, years } = await source.describe(signal);
  const blocks = [];
  for (const statistic of STATISTICS) {
    for (let year = years!.first; year <= years!.last; year++)
      blocks.push(await source.load({ statistic, year, dateBasis: 'published' }, signal));
  }
  return new Stats(blocks).describedBy(describeMetrics(metrics!));
}

/** Returns the months from one to another, both included. */
function monthsBetween(first: string, last: string): string[] {
  const months = [];
  for (let month = first; month <= last; month = later(month, 1)) months.push(month);
  return months;
}

/** Returns the days of whole months. */
const daysOfMonths = (first: string, last: string): DayRange => ({
  start: day(`${first}-01`),
  end: day(`${later(last, 1)}-01`) - 1,
});

const totalIn = (totals: readonly Total[], month: string): number =>
  totals.find(({ date }) => date === month)?.count ?? 0;

/** Returns what is shown for whole months: what happened in them, or the total at their end. */
const figure = (stats: Stats, metric: Metric, kind: Kind, first: string, last: string): number | null =>
  figureView(stats, daysOfMonths(first, last), { metric, kind }).value;

afterEach(() => {
  restoreFetch();
  restoreClock();
});

describe('numbers of Dataverse', () => {
  /** Two years of an installation: totals that never fall, each month with a few more. */
  const growing = (first: string, count: number, steps: fc.Arbitrary<number>): fc.Arbitrary<Total[]> =>
    fc
      .tuple(fc.integer({ min: 1, max: 50 }), fc.array(steps, { minLength: count - 1, maxLength: count - 1 }))
      .map(([start, more]) => {
        let total = start;
        return [0, ...more].map((step, i) => ({ date: later(first, i), count: (total += step) }));
      });
  const steps = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 400 }));
  const FIRST = '2023-10';
  const LAST = '2025-03';
  const COUNT = monthsBetween(FIRST, LAST).length;
  const SUBJECTS = ['Physics', 'Law', 'Arts and Humanities'];

  const installations = fc
    .record({
      datasets: growing(FIRST, COUNT, steps),
      csv: growing(FIRST, COUNT, steps),
      pdf: growing('2024-05', COUNT - 7, steps),
      own: growing('2025-01', 3, steps),
      downloads: growing(FIRST, COUNT, steps),
      subjects: fc.array(growing(FIRST, COUNT, steps), { minLength: 3, maxLength: 3 }),
    })
    .map(({ datasets, csv, pdf, own, downloads, subjects }): Installation => {
      const typesOf = (contenttype: string, totals: readonly Total[]): TypeTotal[] =>
        totals.map(({ date, count }) => ({ date, contenttype, count, size: count * 1000 + contenttype.length }));
      return {
        datasets,
        downloads,
        types: [
          ...typesOf('text/csv', csv),
          ...typesOf('application/pdf', pdf),
          ...typesOf('application/x-own', own),
        ].sort((a, b) => (a.date < b.date ? -1 : 1)),
        subjects: Object.fromEntries(
          monthsBetween(FIRST, LAST).map((month) => [
            month,
            SUBJECTS.map((subject, i) => ({ subject, count: totalIn(subjects[i]!, month) })),
          ]),
        ),
      };
    });
  const ranges = fc
    .tuple(fc.integer({ min: 0, max: COUNT - 1 }), fc.integer({ min: 0, max: COUNT - 1 }))
    .map(([a, b]) => [later(FIRST, Math.min(a, b)), later(FIRST, Math.max(a, b))] as const);

  it('equal differences and totals of the bodies, for any whole months', async () => {
    await fc.assert(
      fc.asyncProperty(installations, ranges, async (installation, [first, last]) => {
        const stats = await shown(installation, '2025-03-31');
        const { datasets, downloads, types } = installation;
        const before = later(first, -1);
        // Of downloads, the first month is not known.
        const known = first === FIRST ? FIRST : before;
        const filesIn = (month: string): Total[] =>
          types.filter(({ date }) => date === month).map(({ count }) => ({ date: month, count }));
        const sum = (totals: readonly Total[]): number => totals.reduce((all, { count }) => all + count, 0);
        expect(figure(stats, 'records', 'snapshot', first, last)).to.equal(totalIn(datasets, last));
        expect(figure(stats, 'records', 'delta', first, last)).to.equal(
          totalIn(datasets, last) - totalIn(datasets, before),
        );
        expect(figure(stats, 'files', 'snapshot', first, last)).to.equal(sum(filesIn(last)));
        expect(figure(stats, 'files', 'delta', first, last)).to.equal(sum(filesIn(last)) - sum(filesIn(before)));
        expect(figure(stats, 'downloads', 'snapshot', first, last)).to.equal(totalIn(downloads, last));
        expect(figure(stats, 'downloads', 'delta', first, last)).to.equal(
          last === FIRST ? null : totalIn(downloads, last) - totalIn(downloads, known),
        );
        const sizeIn = (month: string): number =>
          types.filter(({ date }) => date === month).reduce((all, { size }) => all + size, 0);
        expect(figure(stats, 'uploadVolume', 'snapshot', first, last)).to.equal(sizeIn(last));
        expect(figure(stats, 'uploadVolume', 'delta', first, last)).to.equal(sizeIn(last) - sizeIn(before));
        expect(figure(stats, 'views', 'delta', first, last)).to.be.null;
      }),
      { numRuns: runs(15) },
    );
  });

  it('equal the months of the bodies, one by one', async () => {
    await fc.assert(
      fc.asyncProperty(installations, ranges, async (installation, [first, last]) => {
        const stats = await shown(installation, '2025-03-31');
        const { datasets } = installation;
        for (const kind of KINDS) {
          const { series } = timelineView(stats, daysOfMonths(first, last), {
            ...{ metric: 'records', kind, granularity: 'month', maxSeries: 5, naming: byId },
          });
          const expected = monthsBetween(first, last).map((month) =>
            kind === 'snapshot'
              ? totalIn(datasets, month)
              : totalIn(datasets, month) - totalIn(datasets, later(month, -1)),
          );
          expect(series[0]!.buckets.map(({ value }) => value)).to.deep.equal(expected);
        }
      }),
      { numRuns: runs(10) },
    );
  });

  it('equal the parts of the bodies, and file types add up to the whole', async () => {
    const NAMES: Readonly<Record<string, string>> = { 'text/csv': 'csv', 'application/pdf': 'pdf' };
    await fc.assert(
      fc.asyncProperty(installations, ranges, async (installation, [first, last]) => {
        const stats = await shown(installation, '2025-03-31');
        const { types, subjects } = installation;
        const before = later(first, -1);
        for (const kind of KINDS) {
          const rowsOf = (metric: Metric, breakdown: 'fileTypes' | 'subjects') =>
            breakdownView(stats, daysOfMonths(first, last), { metric, kind, breakdown, pageSize: 20, naming: byId });
          const difference = (valueIn: (month: string) => number): number =>
            kind === 'snapshot' ? valueIn(last) : valueIn(last) - valueIn(before);
          const expected = (ids: readonly string[], valueOf: (id: string, month: string) => number) =>
            Object.fromEntries(
              ids
                .map((id) => [NAMES[id] ?? id, difference((month) => valueOf(id, month))] as const)
                .filter(([, value]) => value !== 0),
            );
          const media = [...new Set(types.map(({ contenttype }) => contenttype))];
          const ofType =
            (name: 'count' | 'size') =>
            (id: string, month: string): number =>
              types.find(({ date, contenttype }) => date === month && contenttype === id)?.[name] ?? 0;
          const values = ({ rows }: ReturnType<typeof rowsOf>) =>
            Object.fromEntries(rows.map(({ id, value }) => [id, value]));
          const files = rowsOf('files', 'fileTypes');
          expect(values(files)).to.deep.equal(expected(media, ofType('count')));
          expect(files.other).to.be.null;
          expect(files.partition).to.be.true;
          expect(values(rowsOf('uploadVolume', 'fileTypes'))).to.deep.equal(expected(media, ofType('size')));
          expect(values(rowsOf('records', 'subjects'))).to.deep.equal(
            expected(SUBJECTS, (id, month) => subjects[month]?.find(({ subject }) => subject === id)?.count ?? 0),
          );
        }
      }),
      { numRuns: runs(10) },
    );
  });

  it('of Make Data Count equal its bodies, from its first month on', async () => {
    const counted = {
      views: growing('2024-02', 14, fc.integer({ min: 1, max: 90 })),
      downloads: growing('2024-02', 14, steps),
    };
    await fc.assert(
      fc.asyncProperty(installations, fc.record(counted), ranges, async (installation, own, [first, last]) => {
        const all = { ...installation, views: own.views, countedDownloads: own.downloads };
        const stats = await shown(all, '2025-03-31');
        for (const [metric, totals] of [
          ['views', own.views],
          ['downloads', own.downloads],
        ] as const) {
          const isKnown = last >= '2024-02';
          expect(figure(stats, metric, 'snapshot', first, last)).to.equal(isKnown ? totalIn(totals, last) : null);
          expect(figure(stats, metric, 'delta', first, last)).to.equal(
            isKnown ? totalIn(totals, last) - totalIn(totals, later(first, -1)) : null,
          );
        }
      }),
      { numRuns: runs(10) },
    );
  });

  it('show a range within a month as the whole month', async () => {
    const datasets = [4, 6, 9].map((count, i) => ({ date: later('2025-01', i), count }));
    const stats = await shown({ datasets, types: [], downloads: [], subjects: {} }, '2025-03-14');
    const view = figureView(stats, days('2025-02-10', '2025-02-11'), { metric: 'records', kind: 'delta' });
    expect(view).to.include({ value: 2, start: '2025-02-01', end: '2025-02-28' });
  });

  it('mark the running month as not complete', async () => {
    const datasets = [4, 6, 9].map((count, i) => ({ date: later('2025-01', i), count }));
    const stats = await shown({ datasets, types: [], downloads: [], subjects: {} }, '2025-03-14');
    const { series } = timelineView(stats, days('2025-01-01', '2025-03-31'), {
      ...{ metric: 'records', kind: 'delta', granularity: 'month', maxSeries: 5, naming: byId },
    });
    expect(series[0]!.buckets.map(({ end, value, partial }) => [end, value, partial])).to.deep.equal([
      ['2025-01-31', 4, false],
      ['2025-02-28', 2, false],
      ['2025-03-14', 3, true],
    ]);
  });
});

describe('numbers of Dataverse beside the repository', () => {
  const bodyOf = async <T>(name: string): Promise<readonly T[] | undefined> => {
    const body = await sharedBody(name);
    return body && (JSON.parse(new TextDecoder().decode(body)) as { readonly data: readonly T[] }).data;
  };

  it('equal the worked example: differences from the second month on, totals from the first', async function () {
    const downloads = await bodyOf<Total>('downloads_monthly.constructed.json');
    const types = await bodyOf<TypeTotal>('files_byType_monthly.constructed.json');
    if (!downloads || !types) return this.skip();
    const stats = await shown({ datasets: downloads, downloads, types, subjects: {} }, '2025-03-20');
    const delta = (month: string): number | null => figure(stats, 'downloads', 'delta', month, month);
    expect(['2024-11', '2024-12', '2025-01', '2025-02', '2025-03'].map(delta)).to.deep.equal([null, 60, 80, 0, 41]);
    const total = (month: string): number | null => figure(stats, 'downloads', 'snapshot', month, month);
    expect(['2024-11', '2024-12', '2025-01', '2025-02', '2025-03'].map(total)).to.deep.equal([120, 180, 260, 260, 301]);
    expect(stats.version(statisticOf('downloads', 'delta')).blocks).to.have.length(2);
    const rows = (metric: Metric, month: string) =>
      breakdownView(stats, daysOfMonths(month, month), {
        ...{ metric, kind: 'delta', breakdown: 'fileTypes', pageSize: 9, naming: byId },
      }).rows.map(({ id, value }) => [id, value]);
    expect(rows('files', '2025-02')).to.deep.equal([
      ['pdf', 3],
      ['csv', 2],
    ]);
    expect(rows('uploadVolume', '2025-02')).to.deep.equal([
      ['pdf', 900000],
      ['csv', 8000],
    ]);
    expect(rows('files', '2025-01')).to.deep.equal([['csv', 10]]);
  });
});
