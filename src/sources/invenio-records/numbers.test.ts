/** Compares what views show with a reference that only knows the invented records and the bodies that were sent. */
import { expect } from '@open-wc/testing';
import { byId, days } from '../../../test/builders.js';
import { restoreClock, setClock } from '../../../test/fake-clock.js';
import { restoreFetch } from '../../../test/fake-fetch.js';
import {
  NOW,
  RECORDS,
  describeOf,
  fixture,
  load,
  need,
  type Fixture,
  type Sent,
} from '../../../test/invenio-records.js';
import type { FakeRecord } from '../../../demo/services/invenio-records.js';
import { faultInBlock } from '../../data/check-block.js';
import { describe as description } from '../../data/description.js';
import { isoDay, yearOf, type DayRange } from '../../data/day.js';
import { Stats } from '../../data/stats.js';
import { at } from '../../util/keys.js';
import { breakdownView } from '../../view/breakdown-view.js';
import { figureView } from '../../view/figure-view.js';
import { timelineView } from '../../view/timeline-view.js';
import type { Breakdown } from '../../vocabulary/breakdowns.js';
import type { Metric } from '../../vocabulary/metrics.js';
import type { Kind } from '../../vocabulary/terms.js';

beforeEach(() => setClock(NOW));
afterEach(() => {
  restoreFetch();
  restoreClock();
});

const YEARS = [2022, 2023, 2024, 2025];
const SCOPES: readonly (readonly [community: string | undefined, records: readonly FakeRecord[]])[] = [
  [undefined, RECORDS],
  ['astronomy', RECORDS.filter(({ community }) => community === 'astronomy')],
];
const RANGES = [days('2022-01-01', '2025-05-17'), days('2023-11-01', '2024-02-29'), days('2024-06-01', '2024-06-30')];
const COUNTS = [
  ['records', (records: readonly FakeRecord[]) => records.length],
  ['parents', (records: readonly FakeRecord[]) => records.filter(({ index }) => index === 1).length],
] as const;

/** Returns statistics of all years. */
async function statsOf(made: Fixture, community: string | undefined): Promise<Stats> {
  const { metrics = [] } = await describeOf(made, community);
  const blocks = await Promise.all(
    YEARS.flatMap((year) => [
      load(made, 'content-delta', year, { ...(community && { community }) }),
      load(made, 'content-snapshot', year, { ...(community && { community }) }),
    ]),
  );
  for (const block of blocks) expect(faultInBlock(block)).to.be.undefined;
  return new Stats(blocks).describedBy(description(metrics));
}

const within = (records: readonly FakeRecord[], { start, end }: DayRange): readonly FakeRecord[] =>
  records.filter(({ created }) => start <= created && created <= end);

const until = (records: readonly FakeRecord[], { end }: DayRange): readonly FakeRecord[] =>
  records.filter(({ created }) => created <= end);

const tally = (values: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};

/** The months of a range, as days. */
const monthsIn = ({ start, end }: DayRange): readonly DayRange[] => {
  const months: DayRange[] = [];
  for (let day = start; day <= end; day = months.at(-1)!.end + 1) {
    let last = day;
    while (last < end && isoDay(last + 1).slice(0, 7) === isoDay(day).slice(0, 7)) last++;
    months.push({ start: day, end: last });
  }
  return months;
};

/** Adds up the buckets of a facet in the bodies that were sent for the months of a range. */
function sumOfBuckets(sent: readonly Sent[], range: DayRange, facet: string): Record<string, number> {
  const sums: Record<string, number> = {};
  const months = new Map(
    sent.flatMap(({ url, body }) => {
      const [, month] = /^created:\[(\d{4}-\d{2})-01 TO/.exec(url.searchParams.get('q') ?? '') ?? [];
      return month === undefined ? [] : [[month, body] as const];
    }),
  );
  for (const [month, body] of months) {
    if (month < isoDay(range.start).slice(0, 7) || month > isoDay(range.end).slice(0, 7)) continue;
    const buckets = at(body, 'aggregations', facet, 'buckets') as readonly { key: string; doc_count: number }[];
    for (const { key, doc_count } of buckets) sums[key] = (sums[key] ?? 0) + doc_count;
  }
  return sums;
}

for (const [community, records] of SCOPES) {
  describe(`views of ${community ?? 'the whole repository'} against a reference`, () => {
    let stats: Stats;
    let sent: readonly Sent[];
    before(async () => {
      setClock(NOW);
      const made = fixture();
      stats = await statsOf(made, community);
      ({ sent } = made);
    });

    const partsOf = (range: DayRange, kind: Kind, breakdown: Breakdown, metric: Metric = 'records') => {
      const { rows, other } = breakdownView(stats, range, {
        ...{ metric, kind, breakdown, pageSize: 50, naming: byId },
      });
      return { rows: Object.fromEntries(rows.map(({ id, value }) => [id, value])), other: other?.value ?? 0 };
    };

    for (const range of RANGES) {
      const name = `${isoDay(range.start)} to ${isoDay(range.end)}`;
      const [added, there] = [within(records, range), until(records, range)];

      for (const [metric, count] of COUNTS) {
        it(`shows the ${metric} from ${name}`, () => {
          expect(figureView(stats, range, { metric, kind: 'delta' }).value).to.equal(count(added));
          expect(figureView(stats, range, { metric, kind: 'snapshot' }).value).to.equal(count(there));
          const valuesOf = (kind: Kind): (number | null)[] =>
            timelineView(stats, range, {
              ...{ metric, kind, granularity: 'month', maxSeries: 5, naming: byId },
            }).series[0]!.buckets.map(({ value }) => value);
          expect(valuesOf('delta')).to.deep.equal(monthsIn(range).map((month) => count(within(records, month))));
          expect(valuesOf('snapshot')).to.deep.equal(monthsIn(range).map((month) => count(until(records, month))));
        });
      }

      it(`shows the parts from ${name}`, () => {
        expect(partsOf(range, 'delta', 'accessStatuses').rows).to.deep.equal(tally(added.map(({ access }) => access)));
        expect(partsOf(range, 'snapshot', 'accessStatuses').rows).to.deep.equal(
          tally(there.map(({ access }) => access)),
        );
        const files = (some: readonly FakeRecord[]): Record<string, number> =>
          tally(some.map((record) => (record.files.length ? 'with_files' : 'metadata_only')));
        expect(partsOf(range, 'delta', 'filePresence').rows).to.deep.equal(files(added));
        expect(partsOf(range, 'snapshot', 'filePresence').rows).to.deep.equal(files(there));
        expect(partsOf(range, 'snapshot', 'subjects').rows).to.deep.equal(
          tally(there.flatMap(({ subjects }) => subjects)),
        );
      });

      it(`shows the listed resource types from ${name}, and the rest of the whole as other`, () => {
        const sums = sumOfBuckets(sent, range, 'resource_type');
        const listed = Object.values(sums).reduce((sum, count) => sum + count, 0);
        expect(partsOf(range, 'delta', 'resourceTypes')).to.deep.equal({ rows: sums, other: added.length - listed });
        const types = Object.entries(tally(there.map(({ type }) => type))).sort(([, a], [, b]) => b - a);
        const top = types.slice(0, 10).reduce((sum, [, count]) => sum + count, 0);
        expect(partsOf(range, 'snapshot', 'resourceTypes').other).to.equal(there.length - top);
      });
    }
  });
}

it('has more resource types than an answer lists, so that the reference tests that case', () => {
  expect(new Set(RECORDS.map(({ type }) => type))).to.have.length.above(10);
  expect(yearOf(RECORDS[0]!.created)).to.equal(YEARS[0]);
});

describe('totals of the last day alone', () => {
  for (const year of YEARS) {
    it(`are those of the end of ${year}`, async () => {
      const made = fixture();
      const { metrics = [] } = await describeOf(made);
      const needs = [
        need('records', undefined, 'latest'),
        need('records', 'accessStatuses', 'latest'),
        need('records', 'filePresence', 'latest'),
        need('parents', undefined, 'latest'),
      ];
      const stats = new Stats([await load(made, 'content-snapshot', year, { needs })]).describedBy(
        description(metrics),
      );
      const range = days(`${year}-01-01`, year === 2025 ? '2025-05-17' : `${year}-12-31`);
      const there = until(RECORDS, range);
      for (const [metric, count] of COUNTS)
        expect(figureView(stats, range, { metric, kind: 'snapshot' }).value).to.equal(count(there));
      for (const [breakdown, valueOf] of [
        ['accessStatuses', ({ access }: FakeRecord) => access],
        ['filePresence', ({ files }: FakeRecord) => (files.length ? 'with_files' : 'metadata_only')],
      ] as const) {
        const { rows } = breakdownView(stats, range, {
          ...{ metric: 'records', kind: 'snapshot', breakdown, pageSize: 9, naming: byId },
        });
        expect(Object.fromEntries(rows.map(({ id, value }) => [id, value]))).to.deep.equal(tally(there.map(valueOf)));
      }
    });
  }
});
