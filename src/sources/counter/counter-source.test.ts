import { expect } from '@open-wc/testing';
import { answerService } from '../../../demo/services/index.js';
import { byId, day, days, points } from '../../../test/builders.js';
import { restoreClock, setClock } from '../../../test/fake-clock.js';
import { fakeFetch, json, restoreFetch, statsErrorOf, type Call } from '../../../test/fake-fetch.js';
import { describe as describeMetrics } from '../../data/description.js';
import { Stats } from '../../data/stats.js';
import { breakdownView } from '../../view/breakdown-view.js';
import { figureView } from '../../view/figure-view.js';
import { timelineView } from '../../view/timeline-view.js';
import type { Breakdown } from '../../vocabulary/breakdowns.js';
import type { Kind, Statistic } from '../../vocabulary/terms.js';
import { createService } from '../services.js';
import type { StatsSource } from '../source.js';

const { signal } = new AbortController();
const BASE = 'https://repo.example/counter';
const FILES = `${BASE}/reports.json`;
const NOW = '2026-11-30T12:00:00Z';

const sourceOf = (src: string): Promise<Omit<StatsSource, 'key'>> =>
  createService('counter', { src, credentials: 'same-origin' });
const request = (statistic: Statistic, year: number) => ({ statistic, year, dateBasis: 'added' }) as const;

/** Answers as the demo service does, and keeps what was sent. */
function serve(): { calls: readonly Call[]; sent: Map<string, unknown> } {
  const sent = new Map<string, unknown>();
  const calls = fakeFetch(async ({ url }) => {
    const response =
      (await answerService(new Request(url), day(NOW.slice(0, 10)))) ?? new Response(null, { status: 404 });
    if (response.ok) sent.set(new URL(url).pathname.slice('/counter/'.length), await response.clone().json());
    return response;
  });
  return { calls, sent };
}

/** Answers addresses by their last part with these bodies. */
const files = (bodies: Readonly<Record<string, unknown>>): readonly Call[] =>
  fakeFetch(({ url }) => {
    const name = new URL(url).pathname.split('/').at(-1)!;
    return name in bodies ? json(bodies[name]) : new Response('Not found', { status: 404 });
  });

/** Returns a platform report of Release 5.1 with the values of months. */
const report = (
  months: Readonly<Record<string, number>>,
  more: { id?: string; header?: object; attributes?: object; first?: string; last?: string } = {},
) => ({
  Report_Header: {
    ...{ Release: '5.1', Report_ID: more.id ?? 'PR', Created: '2026-11-01' },
    Report_Filters: {
      Begin_Date: more.first ?? Object.keys(months)[0],
      End_Date: more.last ?? Object.keys(months).at(-1),
    },
    ...more.header,
  },
  Report_Items: [
    {
      ...{ Item: 'An item', Item_ID: { Proprietary: 'P:1' } },
      Attribute_Performance: [
        { Data_Type: 'Dataset', ...more.attributes, Performance: { Total_Item_Investigations: months } },
      ],
    },
  ],
});

async function statsOf(src: string, years: readonly number[], kind: Kind = 'delta'): Promise<Stats> {
  const source = await sourceOf(src);
  const { metrics } = await source.describe(signal);
  const blocks = await Promise.all(years.map((year) => source.load(request(`usage-${kind}`, year), signal)));
  return new Stats(blocks).describedBy(describeMetrics(metrics!));
}

type Performance51 = { readonly [name: string]: unknown; readonly Performance: Record<string, Record<string, number>> };

/** Adds counts of sent files up, month by month, in the simplest way. */
function sumOf(
  sent: ReadonlyMap<string, unknown>,
  file: RegExp,
  metric: string,
  from: string,
  to: string,
  only: (row: Performance51) => boolean = () => true,
): number {
  let sum = 0;
  for (const [name, body] of sent) {
    if (!file.test(name)) continue;
    const items = (body as { Report_Items: Record<string, unknown>[] }).Report_Items;
    for (const item of items.flatMap((each) => (each['Items'] as typeof items | undefined) ?? [each]))
      for (const row of item['Attribute_Performance'] as Performance51[])
        if (row['Access_Method'] !== 'TDM' && only(row))
          for (const [month, count] of Object.entries(row.Performance[metric] ?? {}))
            if (month >= from && month <= to) sum += count;
  }
  return sum;
}

describe('counterSource', () => {
  beforeEach(() => setClock(NOW));
  afterEach(() => {
    restoreFetch();
    restoreClock();
  });

  describe('files', () => {
    it('requests a list of addresses and its reports once, for all years, statistics and rankings', async () => {
      const { calls } = serve();
      const source = await sourceOf(FILES);
      await source.describe(signal);
      for (const year of [2024, 2025, 2026]) await source.load(request('usage-delta', year), signal);
      await source.load(request('usage-snapshot', 2026), signal);
      await source.records!({ order: 'mostviewed', size: 3 }, signal);
      const names = ['reports', 'usage-2023', 'usage-2024', 'usage-2025', 'usage-2026', 'items'];
      expect(calls.map(({ url }) => url)).to.deep.equal(names.map((name) => `${BASE}/${name}.json`));
    });

    it('tells what the reports have', async () => {
      serve();
      const found = await (await sourceOf(FILES)).describe(signal);
      expect(found).to.deep.include({
        ...{ dateBases: ['added'], years: { first: 2023, last: 2026 }, scope: 'none', settlesAfter: 35 },
        orders: ['mostviewed', 'mostdownloaded'],
      });
      const breakdowns = { resourceTypes: {}, accessStatuses: { partition: false }, countries: {} };
      const row = { kinds: ['delta', 'snapshot'], resolution: 'month', since: day('2023-05-01'), breakdowns };
      expect(found.metrics).to.deep.equal([
        { metric: 'views', counting: 'investigations', ...row },
        { metric: 'downloads', counting: 'requests', ...row },
      ]);
    });

    it('reads one report without a list', async () => {
      const calls = files({ 'usage.json': report({ '2025-01': 4 }) });
      const stats = await statsOf(`${BASE}/usage.json?v=2`, [2025]);
      expect(calls.map(({ url }) => url)).to.deep.equal([`${BASE}/usage.json?v=2`]);
      expect(figureView(stats, days('2025-01-01', '2025-01-31'), { metric: 'views', kind: 'delta' }).value).to.equal(4);
    });

    it('resolves the addresses of a list against that of the list', async () => {
      const calls = files({
        'list.json': ['a.json', '/b.json', 'https://other.example/c.json'],
        'a.json': report({ '2025-01': 4 }),
        'b.json': report({ '2025-02': 4 }),
        'c.json': report({ '2025-03': 4 }),
      });
      await (await sourceOf(`${BASE}/list.json`)).describe(signal);
      expect(calls.slice(1).map(({ url }) => url)).to.deep.equal([
        `${BASE}/a.json`,
        'https://repo.example/b.json',
        'https://other.example/c.json',
      ]);
    });

    it('reads a file with a byte order mark', async () => {
      fakeFetch(() => new Response(`\uFEFF${JSON.stringify(report({ '2025-01': 4 }))}`));
      expect((await (await sourceOf(`${BASE}/usage.json`)).describe(signal)).years).to.deep.equal({
        first: 2025,
        last: 2025,
      });
    });

    it('takes a month that several reports have from the last one', async () => {
      files({
        'list.json': ['a.json', 'b.json'],
        'a.json': report({ '2025-01': 4, '2025-02': 5 }),
        'b.json': report({ '2025-02': 7 }),
      });
      const stats = await statsOf(`${BASE}/list.json`, [2025]);
      const value = figureView(stats, days('2025-01-01', '2025-02-28'), { metric: 'views', kind: 'delta' }).value;
      expect(value).to.equal(11);
    });

    describe('of the same months', () => {
      const months = (value: number) => ({ '2025-01': value, '2025-02': value });
      const on = (platform: string, value: number, header: object = {}, id = 'PR') => {
        const body = report(months(value), { header, id });
        const [item] = body.Report_Items;
        return { ...body, Report_Items: [{ ...item, Platform: platform }] };
      };
      const filtered = (filters: object, value: number, id = 'PR') =>
        on('P', value, { Report_Filters: { Begin_Date: '2025-01', End_Date: '2025-02', ...filters } }, id);
      const serveList = (bodies: readonly object[]): void => {
        const named = Object.fromEntries(bodies.map((body, i) => [`${i}.json`, body]));
        files({ ...named, 'list.json': Object.keys(named) });
      };
      const viewsOf = async (...bodies: readonly object[]) => {
        serveList(bodies);
        const stats = await statsOf(`${BASE}/list.json`, [2025]);
        return figureView(stats, days('2025-01-01', '2025-02-28'), { metric: 'views', kind: 'delta' }).value;
      };

      it('adds up other platforms, institutions and filters', async () => {
        expect(await viewsOf(on('Journal A', 100), on('Journal B', 3))).to.equal(206);
        expect(await viewsOf(on('P', 100, { Institution_Name: 'A' }), on('P', 3, { Institution_Name: 'B' }))).to.equal(
          206,
        );
        expect(await viewsOf(filtered({ Data_Type: ['Book'] }, 100), filtered({ Data_Type: ['Article'] }, 3))).to.equal(
          206,
        );
        const listed = (value: string) => ({ Report_Filters: [{ Name: 'Platform', Value: value }] });
        expect(await viewsOf(on('P', 100, listed('x|y')), on('P', 3, listed('z')))).to.equal(206);
      });

      it('adds up platforms without usage', async () => {
        const none = { ...on('Journal B', 0), Report_Items: [] };
        expect(await viewsOf(on('Journal A', 100), none)).to.equal(200);
        expect(await viewsOf(none, on('Journal A', 100))).to.equal(200);
      });

      it('adds up reports of items that have none in common, also in rankings', async () => {
        const ofItem = (id: string, value: number) => {
          const body = report(months(value), { id: 'IR' });
          return { ...body, Report_Items: [{ ...body.Report_Items[0], Item: id, Item_ID: { DOI: id } }] };
        };
        expect(await viewsOf(ofItem('10.9999/a', 100), ofItem('10.9999/b', 3))).to.equal(206);
        serveList([on('A', 100, {}, 'IR'), on('B', 3, {}, 'IR'), on('B', 4, {}, 'IR')]);
        const ranked = await (await sourceOf(`${BASE}/list.json`)).records!({ order: 'mostviewed', size: 3 }, signal);
        expect(ranked!.map(({ value }) => value)).to.deep.equal([208]);
      });

      it('takes the last one of the same things', async () => {
        expect(await viewsOf(on('P', 100), on('P', 3))).to.equal(6);
        expect(await viewsOf(filtered({ Data_Type: 'Book' }, 100), filtered({ Data_Type: ['book'] }, 3))).to.equal(6);
        expect(await viewsOf(on('P', 100, { Institution_Name: 'The World' }), on('P', 3))).to.equal(6);
        const measures = { Metric_Type: ['Total_Item_Investigations'], Access_Method: ['Regular'] };
        expect(await viewsOf(filtered({}, 100), filtered(measures, 3, 'PR_P1'))).to.equal(6);
      });

      it('leaves out one that is contained in another', async () => {
        for (const id of ['PR', 'IR']) {
          const [whole, books] = [filtered({}, 100, id), filtered({ Data_Type: ['Book'] }, 3, id)];
          expect(await viewsOf(whole, books)).to.equal(200);
          expect(await viewsOf(books, whole)).to.equal(200);
        }
      });

      it('refuses those that have only a part in common', async () => {
        serveList([filtered({ Data_Type: 'Book|Article' }, 100), filtered({ Data_Type: 'Book|Image' }, 3)]);
        const error = await statsErrorOf((await sourceOf(`${BASE}/list.json`)).describe(signal));
        expect(error).to.include({ reason: 'malformed', path: '$.Report_Header.Report_Filters' });
        expect(error.message).to.include('1.json: 2025-01 is partly in').and.include('0.json');
      });
    });

    it('takes a month that the preferred type of reports does not have from another one', async () => {
      files({
        ...{ 'list.json': ['ir.json', 'pr.json'], 'pr.json': report({ '2025-01': 10 }) },
        'ir.json': report({ '2025-01': 6, '2025-02': 7, '2025-03': 8 }, { id: 'IR' }),
      });
      const stats = await statsOf(`${BASE}/list.json`, [2025]);
      const range = days('2025-01-01', '2025-03-31');
      expect(figureView(stats, range, { metric: 'views', kind: 'delta' }).value).to.equal(25);
    });

    it('never adds up reports of several types', async () => {
      const open = { Access_Type: 'Open' };
      files({
        ...{ 'list.json': ['ir.json', 'pr.json', 'tr.json'], 'pr.json': report({ '2025-01': 10 }) },
        ...{
          'ir.json': report({ '2025-01': 6 }, { id: 'IR', attributes: open }),
          'tr.json': report({ '2025-01': 3 }, { id: 'TR', attributes: open }),
        },
      });
      const stats = await statsOf(`${BASE}/list.json`, [2025]);
      const january = days('2025-01-01', '2025-01-31');
      expect(figureView(stats, january, { metric: 'views', kind: 'delta' }).value).to.equal(10);
      const view = breakdownView(stats, january, {
        metric: 'views',
        kind: 'delta',
        breakdown: 'accessStatuses',
        pageSize: 9,
        naming: byId,
      });
      expect(view.rows.map(({ id, value, share }) => [id, value, share])).to.deep.equal([['open', 6, 1]]);
      expect(view.totalOfParts).to.equal(true);
    });

    it('keeps years that are not complete from being final', async () => {
      files({ 'usage.json': report({ '2025-01': 4 }) });
      expect(
        (await (await sourceOf(`${BASE}/usage.json`)).load(request('usage-delta', 2025), signal)).settlesAfter,
      ).to.equal(35);
    });
  });

  describe('numbers', () => {
    const METRICS = [
      ['views', 'Investigations'],
      ['downloads', 'Requests'],
    ] as const;
    for (const counting of ['Total', 'Unique'])
      for (const [metric, name] of METRICS)
        it(`shows the sums of ${counting}_Item_${name}`, async () => {
          const { sent } = serve();
          const stats = await statsOf(counting === 'Unique' ? `${FILES}#unique` : FILES, [2023, 2024, 2025, 2026]);
          const wanted = (from: string, to: string) =>
            sumOf(sent, /^usage/, `${counting}_Item_${name}`, from.slice(0, 7), to.slice(0, 7));
          for (const [from, to] of [
            ['2025-02-01', '2025-02-28'],
            ['2023-05-01', '2026-10-31'],
            ['2024-12-01', '2025-01-31'],
          ] as const) {
            expect(wanted(from, to)).to.be.above(0);
            expect(figureView(stats, days(from, to), { metric, kind: 'delta' }).value).to.equal(wanted(from, to));
          }
          const view = timelineView(stats, days('2025-01-01', '2025-12-31'), {
            metric,
            kind: 'delta',
            granularity: 'day',
            maxSeries: 5,
            naming: byId,
          });
          expect(view.granularity).to.equal('month');
          expect(view.series[0]!.buckets.map(({ value, start }) => [value, start])).to.deep.equal(
            view.series[0]!.buckets.map(({ start, end }) => [wanted(start, end), start]),
          );
          expect(view.series[0]!.buckets).to.have.length(12);
        });

    const ATTRIBUTES: [breakdown: Breakdown, file: RegExp, attribute: string, value: string, id: string][] = [
      ['resourceTypes', /^usage/, 'Data_Type', 'Article', 'publication-article'],
      ['countries', /^usage/, 'Country_Code', 'FR', 'FR'],
      ['accessStatuses', /^items/, 'Access_Type', 'Controlled', 'restricted'],
    ];
    for (const [breakdown, file, attribute, value, id] of ATTRIBUTES)
      it(`shows the sums by ${attribute}`, async () => {
        const { sent } = serve();
        for (const kind of ['delta', 'snapshot'] as const) {
          const stats = await statsOf(FILES, [2025, 2026], kind);
          const view = breakdownView(stats, days('2025-03-01', '2026-10-31'), {
            metric: 'downloads',
            kind,
            breakdown,
            pageSize: 50,
            naming: byId,
          });
          const from = kind === 'delta' ? '2025-03' : '2023-05';
          const wanted = sumOf(sent, file, 'Total_Item_Requests', from, '2026-10', (row) => row[attribute] === value);
          expect(view.rows.find((row) => row.id === id)!.value).to.equal(wanted);
          if (/^usage/.exec(file.source)) expect(view.other).to.equal(null);
        }
      });

    it('shows totals since the first month', async () => {
      const { sent } = serve();
      const stats = await statsOf(FILES, [2025, 2026], 'snapshot');
      for (const end of ['2025-06-30', '2026-10-31'])
        expect(figureView(stats, days('2025-01-01', end), { metric: 'views', kind: 'snapshot' })).to.deep.include({
          ...{ value: sumOf(sent, /^usage/, 'Total_Item_Investigations', '2023-05', end.slice(0, 7)), end },
        });
    });

    it('ranks items by what was counted of them', async () => {
      const { sent } = serve();
      const source = await sourceOf(FILES);
      const [first, ...others] = (await source.records!({ order: 'mostdownloaded', size: 4 }, signal))!;
      expect(others).to.have.length(3);
      const items = (sent.get('items.json') as { Report_Items: { Items: { Item: string }[] }[] }).Report_Items[0]!
        .Items;
      const wanted = items.map((item) => ({
        title: item.Item,
        value: sumOf(
          new Map([['items.json', { Report_Items: [{ Items: [item] }] }]]),
          /./,
          'Total_Item_Requests',
          '',
          '9',
        ),
      }));
      wanted.sort((a, b) => b.value - a.value);
      expect([first, ...others].map((record) => record!.counting)).to.deep.equal(Array(4).fill('requests'));
      expect([first, ...others].map((record) => [record!.title, record!.value])).to.deep.equal(
        wanted.slice(0, 4).map(({ title, value }) => [title, value]),
      );
      expect(first!.href).to.match(/^https:\/\/doi\.org\/10\.9999\/sample\.\d$/);
    });

    it('does not know a month that is late, and counts one without usage as 0', async () => {
      files({
        'usage.json': report(
          { '2025-01': 4, '2025-03': 6 },
          { first: '2025-01', last: '2025-05', header: { Exceptions: [{ Code: 3031, Data: '2025-04, 2025-05' }] } },
        ),
      });
      const stats = await statsOf(`${BASE}/usage.json`, [2025]);
      const ends = Object.entries(points(stats.whole('views', 'delta'))).filter(([date]) => /-(28|30|31)$/.test(date));
      expect(ends.filter(([date, value]) => value || date === '2025-02-28')).to.deep.equal([
        ['2025-01-31', 4],
        ['2025-02-28', 0],
        ['2025-03-31', 6],
      ]);
      expect(ends.at(-1)![0]).to.equal('2025-03-31');
    });

    it('does not know totals after a month between that is unknown', async () => {
      files({
        'usage.json': report(
          { '2025-01': 4, '2025-02': 1, '2025-03': 6 },
          { header: { Exceptions: [{ Code: 3031, Data: '2025-02' }] } },
        ),
      });
      const stats = await statsOf(`${BASE}/usage.json`, [2025], 'snapshot');
      expect(points(stats.whole('views', 'snapshot'))).to.deep.equal({ '2025-01-31': 4 });
    });

    it('shows 0 where nothing was used, and no number where a report does not count it', async () => {
      files({
        'usage.json': {
          ...report(
            {},
            { first: '2025-01', last: '2025-02', header: { Exceptions: [{ Code: 3030, Message: 'No usage' }] } },
          ),
          Report_Items: [],
        },
      });
      const stats = await statsOf(`${BASE}/usage.json`, [2025]);
      expect(
        figureView(stats, days('2025-01-01', '2025-02-28'), { metric: 'downloads', kind: 'delta' }).value,
      ).to.equal(0);
      files({ 'usage.json': report({ '2025-01': 4 }, { id: 'PR_P1' }) });
      const found = await (await sourceOf(`${BASE}/usage.json`)).describe(signal);
      expect(found.metrics!.map(({ metric }) => metric)).to.deep.equal(['views']);
    });

    describe('of a metric that no row has', () => {
      const requests = { '2025-01': 5, '2025-02': 6 };
      const months = { '2025-01': 9, '2025-02': 8 };
      const withRow = (Performance: object, header: object = {}) => ({
        ...report(requests, { header }),
        Report_Items: [{ Platform: 'P', Attribute_Performance: [{ Data_Type: 'Article', Performance }] }],
      });
      const metricsOf = async (bodies: Readonly<Record<string, unknown>>, fragment = '') => {
        files({ ...bodies, 'list.json': Object.keys(bodies) });
        const { metrics } = await (await sourceOf(`${BASE}/list.json${fragment}`)).describe(signal);
        return metrics!.map(({ metric }) => metric);
      };
      const PART = withRow({ Total_Item_Requests: requests });
      const BOTH = withRow({ Total_Item_Requests: requests, Total_Item_Investigations: months });
      const EMPTY = { ...PART, Report_Items: [] };

      it('are not provided, also if the report could have it', async () => {
        expect(await metricsOf({ 'a.json': PART })).to.deep.equal(['downloads']);
        expect(await metricsOf({ 'a.json': PART, 'b.json': EMPTY })).to.deep.equal(['downloads']);
      });

      it('are not provided if sessions are asked for of a report that counts events', async () => {
        expect(await metricsOf({ 'a.json': BOTH }, '#unique')).to.deep.equal([]);
      });

      it('are 0 if another report has it, if nothing at all was used, or if the filters name it', async () => {
        expect(await metricsOf({ 'a.json': PART, 'b.json': BOTH })).to.deep.equal(['views', 'downloads']);
        expect(await metricsOf({ 'a.json': EMPTY })).to.deep.equal(['views', 'downloads']);
        for (const Report_Filters of [
          { Begin_Date: '2025-01', End_Date: '2025-02', Metric_Type: ['Total_Item_Investigations'] },
          [
            { Name: 'Begin_Date', Value: '2025-01' },
            { Name: 'End_Date', Value: '2025-02' },
            { Name: 'Metric_Type', Value: 'Total_Item_Requests|Total_Item_Investigations' },
          ],
        ])
          expect(
            await metricsOf({ 'a.json': withRow({ Total_Item_Requests: requests }, { Report_Filters }) }),
          ).to.deep.equal(['views', 'downloads']);
      });

      it('come from reports of another type that have it', async () => {
        const ir = report(months, { id: 'IR' });
        files({ 'list.json': ['pr.json', 'ir.json'], 'pr.json': PART, 'ir.json': ir });
        const stats = await statsOf(`${BASE}/list.json`, [2025]);
        const january = days('2025-01-01', '2025-01-31');
        expect(figureView(stats, january, { metric: 'views', kind: 'delta' }).value).to.equal(9);
        expect(figureView(stats, january, { metric: 'downloads', kind: 'delta' }).value).to.equal(5);
      });
    });

    it('does not know parts of months whose report does not show them', async () => {
      files({
        'list.json': ['a.json', 'b.json'],
        'a.json': report({ '2025-01': 4 }),
        'b.json': report({ '2025-02': 5 }, { attributes: { Country_Code: 'DE' } }),
      });
      const [, table] = (
        await (await sourceOf(`${BASE}/list.json`)).load(request('usage-delta', 2025), signal)
      ).tables.filter(({ breakdown }) => breakdown !== 'resourceTypes');
      expect(table!.unknown).to.have.length(31);
      expect(table!.unknown![0]).to.equal(day('2025-01-01'));
    });
  });

  describe('what there is not', () => {
    it('is empty before the first year and after the last one, and for content', async () => {
      serve();
      const source = await sourceOf(FILES);
      for (const [statistic, year] of [
        ['usage-delta', 2022],
        ['usage-snapshot', 2022],
        ['usage-delta', 2027],
        ['content-delta', 2025],
        ['content-snapshot', 2025],
      ] as const)
        expect((await source.load(request(statistic, year), signal)).tables, `${statistic} ${year}`).to.have.length(0);
    });

    it('has no numbers of a community, and sends no request for one', async () => {
      const { calls } = serve();
      const source = await sourceOf(FILES);
      expect((await source.load({ ...request('usage-delta', 2025), community: 'maps' }, signal)).tables).to.have.length(
        0,
      );
      expect(await source.records!({ order: 'mostviewed', size: 3, community: 'maps' }, signal)).to.equal(undefined);
      expect(calls).to.have.length(0);
      expect(
        (await source.load({ ...request('usage-delta', 2025), community: ' ' }, signal)).tables,
      ).not.to.have.length(0);
    });

    it('has no ranking without items', async () => {
      files({ 'usage.json': report({ '2025-01': 4 }) });
      const source = await sourceOf(`${BASE}/usage.json`);
      expect((await source.describe(signal)).orders).to.deep.equal([]);
      for (const order of ['mostviewed', 'mostcited'] as const)
        expect(await source.records!({ order, size: 3 }, signal)).to.equal(undefined);
    });

    it('has no metrics and no years if no month is ready', async () => {
      files({
        'usage.json': report({}, { first: '2025-01', last: '2025-01', header: { Exceptions: [{ Code: 3031 }] } }),
      });
      const found = await (await sourceOf(`${BASE}/usage.json`)).describe(signal);
      expect(found.metrics).to.deep.equal([]);
      expect(found).not.to.have.property('years');
    });
  });

  describe('API', () => {
    it('asks for all months of Release 5 with one request', async () => {
      const { calls } = serve();
      const source = await sourceOf(`${BASE}/`);
      expect((await source.describe(signal)).years).to.deep.equal({ first: 2023, last: 2026 });
      await source.load(request('usage-delta', 2025), signal);
      expect(calls).to.have.length(1);
      const { pathname, searchParams } = new URL(calls[0]!.url);
      expect(pathname).to.equal('/counter/reports/pr');
      expect(Object.fromEntries(searchParams)).to.deep.equal({
        ...{ customer_id: '0', begin_date: '2019-01-01', end_date: '2026-10-31' },
        ...{ access_method: 'Regular', attributes_to_show: 'Data_Type|Access_Method' },
      });
    });

    it('shows the months of Release 5 that the service has', async () => {
      const { sent } = serve();
      const stats = await statsOf(BASE, [2023, 2025]);
      expect(stats.whole('views', 'delta')!.hasPoint(days('2023-01-01', '2023-04-30'))).to.equal(false);
      const items = (
        sent.get('reports/pr') as {
          Report_Items: {
            Performance: { Period: { Begin_Date: string }; Instance: { Metric_Type: string; Count: number }[] }[];
          }[];
        }
      ).Report_Items;
      let wanted = 0;
      for (const { Performance } of items)
        for (const { Period, Instance } of Performance)
          for (const { Metric_Type, Count } of Instance)
            if (Period.Begin_Date === '2025-07-01' && Metric_Type === 'Total_Item_Investigations') wanted += Count;
      expect(figureView(stats, days('2025-07-01', '2025-07-31'), { metric: 'views', kind: 'delta' }).value).to.equal(
        wanted,
      );
    });

    it('asks Release 5.1 for its months first', async () => {
      const { calls, sent } = serve();
      const stats = await statsOf(`${BASE}/r51/`, [2026]);
      expect(calls.map(({ url }) => new URL(url).pathname)).to.deep.equal([
        '/counter/r51/reports',
        '/counter/r51/reports/pr',
      ]);
      expect(Object.fromEntries(new URL(calls[1]!.url).searchParams)).to.deep.equal({
        ...{
          customer_id: '0000000000000000',
          begin_date: '2023-05-01',
          end_date: '2026-10-31',
          access_method: 'Regular',
        },
      });
      const wanted = sumOf(sent, /pr$/, 'Total_Item_Requests', '2026-01', '2026-10');
      expect(
        figureView(stats, days('2026-01-01', '2026-10-31'), { metric: 'downloads', kind: 'delta' }).value,
      ).to.equal(wanted);
    });

    it('keeps the parameters of its address, and refuses a key in it', async () => {
      const calls = files({ pr: report({ '2025-01': 4 }) });
      await (await sourceOf(`${BASE}?customer_id=7&platform=a%20b&attributes_to_show=Country_Code`)).describe(signal);
      expect(Object.fromEntries(new URL(calls[0]!.url).searchParams)).to.include({
        customer_id: '7',
        platform: 'a b',
        attributes_to_show: 'Country_Code',
      });
      for (const name of ['api_key', 'requestor_id']) {
        const error = await statsErrorOf((await sourceOf(`${BASE}?${name}=secret`)).describe(signal));
        expect(error).to.include({ reason: 'attribute', path: 'src' });
        expect(error.message).not.to.include('secret');
      }
      expect(calls).to.have.length(1);
    });

    it('sends no request for a report before any month is over', async () => {
      const calls = files({ reports: [{ Report_ID: 'PR', First_Month_Available: '2026-11' }] });
      expect((await (await sourceOf(`${BASE}/r51`)).describe(signal)).metrics).to.deep.equal([]);
      expect(calls).to.have.length(1);
    });

    it('asks for the month before in January', async () => {
      setClock('2026-01-03T00:00:00Z');
      const calls = files({ pr: report({ '2025-12': 4 }) });
      await (await sourceOf(BASE)).describe(signal);
      expect(new URL(calls[0]!.url).searchParams.get('end_date')).to.equal('2025-12-31');
    });

    it('reports a service without the platform report, and another answer than the list of reports', async () => {
      files({ reports: [{ Report_ID: 'IR' }] });
      expect((await statsErrorOf((await sourceOf(`${BASE}/r51`)).describe(signal))).message).to.include('PR');
      files({ reports: { hits: [] } });
      expect(await statsErrorOf((await sourceOf(`${BASE}/r51`)).describe(signal))).to.include({
        reason: 'malformed',
        path: '$',
      });
      files({ reports: { Code: 2000, Message: 'Requestor Not Authorized' } });
      expect((await statsErrorOf((await sourceOf(`${BASE}/r51`)).describe(signal))).reason).to.equal('auth');
    });
  });

  describe('failures', () => {
    const failure = async (response: () => Response, src = BASE) => {
      fakeFetch(response);
      return statsErrorOf((await sourceOf(src)).describe(signal));
    };

    it('names what helps: files if the service needs a key, the right address if there is no report', async () => {
      const refused = await failure(() => json({ Code: 2020, Message: 'APIKey Invalid' }, 401));
      expect(refused.reason).to.equal('auth');
      expect(refused.message).to.include('APIKey Invalid').and.include('JSON files');
      const missing = await failure(() => new Response('Not found', { status: 404 }));
      expect(missing).to.include({ reason: 'http', status: 404 });
      expect(missing.message).to.include('`reports/pr`');
    });

    it('says that a page came in place of a report', async () => {
      const error = await failure(() => new Response('<!DOCTYPE html><title>Sign in</title>'), `${BASE}/usage.json`);
      expect(error).to.include({ reason: 'malformed', path: '$' });
      expect(error.message).to.include('COUNTER').and.include('login');
    });

    it('reports a code in place of a report, which must not replace the last numbers by none', async () => {
      for (const src of [`${BASE}/api/v1/stats/sushi`, `${BASE}/r51`, `${BASE}/usage.json`]) {
        const error = await failure(() => json({ Code: 500, Message: 'Internal error' }), src);
        expect(error.reason, src).to.equal('service');
        expect(error.message).to.include('COUNTER 500: Internal error');
      }
    });

    it('asks again for a report that was queued', async () => {
      let queued = true;
      const calls = fakeFetch(() =>
        queued ? json({ Code: 1011, Message: 'Report Queued for Processing' }, 202) : json(report({ '2025-01': 4 })),
      );
      const source = await sourceOf(BASE);
      expect(await statsErrorOf(source.describe(signal))).to.include({ reason: 'service', canRetry: true });
      queued = false;
      expect((await source.describe(signal)).years).to.deep.equal({ first: 2025, last: 2025 });
      expect(calls).to.have.length(2);
    });

    it('reports a list with anything but addresses, and names the report that fails', async () => {
      for (const list of [[], [1], ['a.json', {}], [null], ['http://']]) {
        const error = await failure(() => json(list), `${BASE}/list.json`);
        expect(error.reason, JSON.stringify(list)).to.equal('malformed');
        expect(error.message).to.include('list of addresses');
      }
      files({ 'list.json': ['a.json', 'b.json'], 'a.json': report({ '2025-01': 4 }), 'b.json': ['a.json'] });
      const error = await statsErrorOf((await sourceOf(`${BASE}/list.json`)).describe(signal));
      expect(error.message).to.include(`${BASE}/b.json`);
    });

    it('refuses an address that is none', async () => {
      expect((await failure(() => json({}), 'http://')).reason).to.equal('attribute');
    });
  });
});
