import { expect } from '@open-wc/testing';
import { coveredDays, type Table, type YearBlock } from '../../data/year-block.js';
import { faultInBlock } from '../../data/check-block.js';
import { isoDay, parseDay, weekday, yearStart } from '../../data/day.js';
import { Series } from '../../data/series.js';
import { BREAKDOWNS, BREAKDOWN_NAMES, type Breakdown } from '../../vocabulary/breakdowns.js';
import { metricsOf, type Metric } from '../../vocabulary/metrics.js';
import { STATISTICS, type Area, type Statistic } from '../../vocabulary/terms.js';
import { testDataSource, type TestDataOptions } from './test-data-source.js';

const { signal } = new AbortController();
const TODAY = parseDay('2026-11-22')!;
const source = testDataSource({ seed: 7, today: TODAY });

const load = (statistic: Statistic, year: number, from = source, community?: string): Promise<YearBlock> =>
  from.load({ statistic, year, dateBasis: 'added', ...(community !== undefined && { community }) }, signal);
const loadWith = (options: TestDataOptions, statistic: Statistic, year: number): Promise<YearBlock> =>
  load(statistic, year, testDataSource({ seed: 7, today: TODAY, ...options }));

const tableOf = ({ tables }: YearBlock, metric: Metric, breakdown?: Breakdown): Table =>
  tables.find((table) => table.metric === metric && table.breakdown === breakdown)!;
const whole = (block: YearBlock, metric: Metric): Float64Array => tableOf(block, metric).columns[0]!;
const isPoint = (value: number): boolean => !Number.isNaN(value);
/** A block as one text, because the test runner is slow to describe a difference in 300,000 numbers. */
const print = ({ tables }: YearBlock): string =>
  tables.flatMap(({ ids, columns }) => ids.map((id, i) => `${id} ${columns[i]!.join(' ')}`)).join('\n');
const points = (column: Float64Array): number[] => [...column].filter(isPoint);
const sum = (values: Iterable<number>): number => [...values].filter(isPoint).reduce((a, b) => a + b, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
/** Slots of a year whose day fulfils a condition. */
const on = (year: number, column: Float64Array, wanted: (day: number) => boolean): number[] =>
  [...column].filter((value, slot) => isPoint(value) && wanted(yearStart(year) + slot));

describe('testDataSource', () => {
  it('describes its years and marks its numbers as invented', async () => {
    expect(await source.describe(signal)).to.deep.equal({
      dateBases: ['added'],
      years: { first: 2015, last: 2026 },
      invented: true,
    });
  });

  it('has another key for another seed or day', () => {
    const keys = [{}, { seed: 8 }, { today: TODAY + 1 }].map(
      (options) => testDataSource({ seed: 7, today: TODAY, ...options }).key,
    );
    expect(new Set(keys).size).to.equal(3);
    expect(keys[0]).to.equal(source.key);
  });

  it('returns the same numbers for the same seed, in any order of requests', async () => {
    const other = testDataSource({ seed: 7, today: TODAY });
    for (const statistic of [...STATISTICS].reverse()) {
      expect(print(await load(statistic, 2024, other)) === print(await load(statistic, 2024)), statistic).to.be.true;
    }
  });

  it('returns other numbers for another seed and for a community', async () => {
    const [own, otherSeed, community] = await Promise.all([
      load('usage-delta', 2024),
      loadWith({ seed: 8 }, 'usage-delta', 2024),
      load('usage-delta', 2024, source, 'astronomy'),
    ]);
    expect(print(otherSeed)).not.to.equal(print(own));
    expect(sum(whole(community, 'views')) / sum(whole(own, 'views'))).to.be.within(0.05, 0.25);
  });

  it('adds days as time passes and changes no earlier ones', async () => {
    const later = await loadWith({ today: TODAY + 1 }, 'usage-snapshot', 2026);
    const views = whole(await load('usage-snapshot', 2026), 'views');
    expect(whole(later, 'views').slice(0, TODAY - 1 - yearStart(2026))).to.deep.equal(
      views.slice(0, TODAY - 1 - yearStart(2026)),
    );
  });

  it('ends the day before today', async () => {
    for (const [metric, statistic] of [
      ['records', 'content-delta'],
      ['views', 'usage-snapshot'],
    ] as const) {
      const series = new Series([{ start: yearStart(2026), values: whole(await load(statistic, 2026), metric) }]);
      expect(isoDay(series.extent!.end)).to.equal('2026-11-21');
    }
  });

  it('begins with quiet weeks in February 2015, and has every day from then on', async () => {
    const views = whole(await load('usage-delta', 2015), 'views');
    const first = views.findIndex(isPoint);
    expect(isoDay(yearStart(2015) + first)).to.equal('2015-02-09');
    expect([...views.slice(first)].every(isPoint)).to.be.true;
    expect(sum(views.slice(first, first + 14))).to.be.below(sum(views.slice(-14)) / 2);
  });

  it('has a value per day of the year, 366 in leap years', async () => {
    for (const [year, days] of [
      [2023, 365],
      [2024, 366],
    ] as const) {
      for (const { columns } of (await load('content-snapshot', year)).tables) {
        expect(columns.every((column) => column.length === days)).to.be.true;
      }
    }
  });

  it('returns an empty block for a year outside of its years', async () => {
    for (const year of [2014, 2027]) {
      for (const statistic of STATISTICS) {
        const { tables } = await load(statistic, year);
        expect(tables.length).to.be.above(0);
        expect(tables.every(({ ids, labels, columns }) => !ids.length && !labels.length && !columns.length)).to.be.true;
      }
    }
  });

  it('returns valid blocks of years with and without numbers', async () => {
    for (const statistic of STATISTICS) {
      for (const year of [2014, 2015, 2024, 2026, 2027]) {
        expect(faultInBlock(await load(statistic, year), { statistic, year }), `${statistic} ${year}`).to.equal(
          undefined,
        );
      }
    }
  });

  it('covers every day of a year that is over, and those until yesterday of this year', async () => {
    for (const statistic of STATISTICS) {
      const covered = async (year: number) =>
        coveredDays(await load(statistic, year)).map(({ start, end }) => [isoDay(start), isoDay(end)]);
      expect(await covered(2024), statistic).to.deep.equal([['2024-01-01', '2024-12-31']]);
      expect(await covered(2026), statistic).to.deep.equal([['2026-01-01', '2026-11-21']]);
      expect(await covered(2027), statistic).to.deep.equal([]);
    }
  });

  it('has every metric and every breakdown that the service of InvenioRDM has', async () => {
    const missing: Record<Area, readonly Breakdown[]> = {
      content: ['countries', 'referrers'],
      usage: ['subjects', 'filePresence'],
    };
    for (const statistic of STATISTICS) {
      const area = statistic.split('-')[0] as Area;
      const sent = metricsOf(area).filter((metric) => metric !== 'citations');
      const expected = sent.flatMap((metric) =>
        [undefined, ...(metric === 'uploaders' ? [] : BREAKDOWN_NAMES)]
          .filter((breakdown) => !breakdown || !missing[area].includes(breakdown))
          .map((breakdown) => `${metric} ${breakdown ?? ''}`),
      );
      const { tables } = await load(statistic, 2025);
      expect(tables.map(({ metric, breakdown }) => `${metric} ${breakdown ?? ''}`)).to.have.members(expected);
      for (const { ids, labels, columns } of tables) {
        expect(ids.length).to.be.above(0);
        expect([labels.length, columns.length, new Set(ids).size]).to.deep.equal([ids.length, ids.length, ids.length]);
      }
    }
  });

  it('uses the metric keys of the service', async () => {
    const keys = (block: YearBlock): string[] => [...new Set(block.tables.map((table) => table.key))];
    expect(keys(await load('content-delta', 2025))).to.have.members([
      'records',
      'parents',
      'fileCount',
      'dataVolume',
      'uploaders',
    ]);
    expect(keys(await load('usage-delta', 2025))).to.have.members([
      'viewUniqueRecords',
      'downloadUniqueFiles',
      'viewVisitors',
      'dataVolume',
    ]);
  });

  it('has names in two languages where the service has a vocabulary, and none where the id is the name', async () => {
    const block = await load('content-snapshot', 2025);
    const label = (breakdown: Breakdown, id: string): unknown => {
      const { ids, labels } = tableOf(block, 'records', breakdown);
      return labels[ids.indexOf(id)];
    };
    expect(label('resourceTypes', 'dataset')).to.deep.equal({ en: 'Dataset', de: 'Datensatz' });
    expect(label('affiliations', '03rmrcq20')).to.equal('University of British Columbia');
    expect(label('publishers', 'unknown')).to.equal('');
    expect(label('accessStatuses', 'open')).to.equal('');
  });

  for (const statistic of STATISTICS) {
    it(`has parts that add up to the whole on every day (${statistic})`, async () => {
      for (const year of [2015, 2024, 2026]) {
        const block = await load(statistic, year);
        for (const { metric, breakdown, columns } of block.tables) {
          if (!breakdown || !BREAKDOWNS[breakdown].partition) continue;
          const parts = whole(block, metric).map((value, slot) =>
            isPoint(value) ? sum(columns.map((column) => column[slot]!)) : NaN,
          );
          expect(parts, `${metric} by ${breakdown}`).to.deep.equal(whole(block, metric));
        }
      }
    });
  }

  for (const area of ['content', 'usage'] as const) {
    it(`has snapshots that are the running sums of all deltas, over New Year as well (${area})`, async () => {
      const reached = new Map<string, number>();
      for (let year = 2015; year <= 2026; year++) {
        const [delta, snapshot] = await Promise.all([load(`${area}-delta`, year), load(`${area}-snapshot`, year)]);
        for (const { metric, breakdown, ids, columns } of snapshot.tables) {
          const deltas = tableOf(delta, metric, breakdown);
          ids.forEach((id, i) => {
            const name = `${metric} ${breakdown ?? ''} ${id}`;
            const added = deltas.columns[deltas.ids.indexOf(id)];
            let value = reached.get(name) ?? NaN;
            const expected = whole(snapshot, metric).map((counted, slot) => {
              const change = added?.[slot] ?? NaN;
              if (isPoint(change)) value = isPoint(value) ? value + change : change;
              return isPoint(counted) ? value : NaN;
            });
            reached.set(name, value);
            expect(columns[i], `${name} ${year}`).to.deep.equal(expected);
          });
        }
      }
      expect(reached.size).to.be.above(500);
    });
  }

  it('has zeros for wholes and for the presence of files, and no value for other parts that did not occur', async () => {
    const block = await load('content-delta', 2015);
    const zeros = (columns: readonly Float64Array[]): number =>
      sum(columns.map((column) => column.filter((value) => value === 0).length));
    for (const { metric, breakdown, columns } of block.tables) {
      const written = !breakdown || breakdown === 'filePresence';
      expect(zeros(columns) > 0, `${metric} by ${breakdown ?? 'nothing'}`).to.equal(written);
    }
  });

  it('has weekends that are quieter than weekdays', async () => {
    for (const [statistic, metric] of [
      ['content-delta', 'records'],
      ['usage-delta', 'views'],
    ] as const) {
      const column = whole(await load(statistic, 2025), metric);
      const weekend = mean(on(2025, column, (day) => weekday(day) > 4));
      expect(weekend / mean(on(2025, column, (day) => weekday(day) < 5))).to.be.within(0.05, 0.6);
    }
  });

  it('grows from year to year', async () => {
    for (const [statistic, metric] of [
      ['content-delta', 'records'],
      ['usage-delta', 'downloads'],
    ] as const) {
      let before = 0;
      for (let year = 2015; year < 2026; year++) {
        const total = sum(whole(await load(statistic, year), metric));
        expect(total).to.be.above(before);
        before = total;
      }
    }
  });

  it('has few views between Christmas and New Year, and fewer in August', async () => {
    const views = whole(await load('usage-delta', 2025), 'views');
    const between = (from: string, to: string): number =>
      mean(on(2025, views, (day) => day >= parseDay(from)! && day <= parseDay(to)!));
    expect(between('2025-12-25', '2025-12-31')).to.be.below(0.5 * between('2025-12-01', '2025-12-14'));
    expect(between('2025-08-04', '2025-08-31')).to.be.within(
      0.5 * between('2025-10-06', '2025-11-02'),
      0.9 * between('2025-10-06', '2025-11-02'),
    );
  });

  it('has the numbers of a mid-size repository', async () => {
    const content = await load('content-delta', 2026);
    const usage = await load('usage-delta', 2026);
    const recent = (block: YearBlock, metric: Metric): number =>
      mean(on(2026, whole(block, metric), (day) => weekday(day) < 5 && day > TODAY - 60));
    expect(recent(content, 'records')).to.be.within(45, 80);
    expect(recent(usage, 'views')).to.be.within(4000, 6500);
    expect(recent(usage, 'downloads')).to.be.within(1300, 2300);
    expect(sum(whole(content, 'uploadVolume')) / sum(whole(content, 'records'))).to.be.within(5e6, 50e6);
  });

  it('has a day on which views triple', async () => {
    const views = whole(await load('usage-delta', 2025), 'views');
    const news = views.indexOf(Math.max(...views));
    expect(views[news]! / views[news - 7]!).to.be.above(3);
  });

  it('has a few days on which more records are removed than added, but never a total below zero', async () => {
    const delta = await load('content-delta', 2025);
    const removals = points(whole(delta, 'records')).filter((value) => value < 0);
    expect(removals.length).to.be.within(1, 6);
    for (const { metric, columns } of (await load('content-snapshot', 2025)).tables) {
      expect(Math.min(...columns.flatMap(points)), metric).to.be.at.least(0);
    }
    const negative = (await load('usage-delta', 2025)).tables.some(({ columns }) =>
      columns.some((column) => points(column).some((value) => value < 0)),
    );
    expect(negative).to.be.false;
  });

  it('has no more visitors than views, no more first versions than records, and downloads about a third of the views', async () => {
    const usage = await load('usage-delta', 2025);
    const content = await load('content-delta', 2025);
    const atMost = (block: YearBlock, less: Metric, more: Metric): boolean =>
      whole(block, less).every((value, slot) => value <= whole(block, more)[slot]!);
    expect(atMost(usage, 'visitors', 'views')).to.be.true;
    expect(sum(whole(usage, 'downloads')) / sum(whole(usage, 'views'))).to.be.within(0.28, 0.4);
    expect(sum(whole(content, 'parents'))).to.be.below(sum(whole(content, 'records')));
    expect(atMost(await load('content-snapshot', 2025), 'parents', 'records')).to.be.true;
  });

  it('has long tails: many parts, most of them rare', async () => {
    const block = await load('usage-snapshot', 2025);
    for (const breakdown of ['countries', 'referrers', 'publishers', 'affiliations', 'languages'] as const) {
      const totals = tableOf(block, 'views', breakdown).columns.map((column) => points(column).at(-1)!);
      totals.sort((a, b) => b - a);
      expect(totals.length).to.be.within(12, 45);
      expect(totals[0]! / totals[Math.floor(totals.length / 2)]!, breakdown).to.be.above(5);
    }
  });

  it('has no files and no downloads of metadata-only records', async () => {
    const content = await load('content-delta', 2025);
    const records = (breakdown: Breakdown, id: string): number => {
      const { ids, columns } = tableOf(content, 'records', breakdown);
      return sum(columns[ids.indexOf(id)]!);
    };
    expect(records('filePresence', 'metadata_only')).to.be.above(0);
    expect(records('accessStatuses', 'metadata-only')).to.equal(records('filePresence', 'metadata_only'));
    expect(sum(tableOf(content, 'files', 'filePresence').columns[0]!)).to.equal(0);
    expect(tableOf(content, 'uploadVolume', 'accessStatuses').ids).not.to.include('metadata-only');
    expect(tableOf(await load('usage-delta', 2025), 'downloads', 'accessStatuses').ids).not.to.include('metadata-only');
  });

  it('rejects with the reason of an aborted signal', async () => {
    const controller = new AbortController();
    controller.abort(new Error('gone'));
    const request = { statistic: 'usage-delta', year: 2025, dateBasis: 'added' } as const;
    for (const attempt of [source.load(request, controller.signal), source.describe(controller.signal)]) {
      expect(await attempt.catch((error: unknown) => String(error))).to.equal('Error: gone');
    }
  });
});
