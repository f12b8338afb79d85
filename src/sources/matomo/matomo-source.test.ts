import { expect } from '@open-wc/testing';
import { answerService } from '../../../demo/services/index.js';
import { byId, day, days } from '../../../test/builders.js';
import { restoreClock, setClock } from '../../../test/fake-clock.js';
import { fakeFetch, json, restoreFetch, statsErrorOf, type Answer, type Call } from '../../../test/fake-fetch.js';
import { describe as describeMetrics } from '../../data/description.js';
import { isoDay } from '../../data/day.js';
import { Stats } from '../../data/stats.js';
import { times } from '../../util/times.js';
import type { YearBlock } from '../../data/year-block.js';
import { breakdownView } from '../../view/breakdown-view.js';
import { figureView } from '../../view/figure-view.js';
import { timelineView } from '../../view/timeline-view.js';
import type { Kind, Statistic } from '../../vocabulary/terms.js';
import { createService } from '../services.js';
import type { Needed, StatsSource } from '../source.js';

const { signal } = new AbortController();
const SRC = 'https://stats.example/matomo/';
const NOW = '2026-11-30T12:00:00Z';

const sourceOf = (src = SRC): Promise<Omit<StatsSource, 'key'>> =>
  createService('matomo', { src, credentials: 'same-origin' });

type Form = Readonly<Record<string, string>>;
const formOf = (body: unknown): Form => Object.fromEntries(new URLSearchParams(String(body)));
/** Returns the queries of a bulk request. */
const queriesOf = ({ init }: Pick<Call, 'init'>): Form[] =>
  Object.entries(formOf(init.body))
    .filter(([name]) => name.startsWith('urls['))
    .map(([, value]) => formOf(value));
const isBulk = ({ init }: Pick<Call, 'init'>): boolean => formOf(init.body)['method'] === 'API.getBulkRequest';

/** The bodies that the demo service has sent, by the method and the first year of the request. */
type Sent = Map<string, Record<string, unknown>>;

/** Answers as the demo service does, or with `instead`, and keeps what was sent. */
function serve(instead: (call: Call) => Response | undefined = () => undefined): {
  calls: readonly Call[];
  sent: Sent;
} {
  const sent: Sent = new Map();
  const answer: Answer = async (call) => {
    const other = instead(call);
    if (other) return other;
    const { method = 'GET', body } = call.init;
    const request = new Request(call.url.replace('https://stats.example/', 'https://x/'), {
      method,
      body: body ?? null,
    });
    const response = (await answerService(request, day(new Date(Date.now()).toISOString().slice(0, 10))))!;
    if (isBulk(call)) {
      const bodies = (await response.clone().json()) as Record<string, unknown>[];
      queriesOf(call).forEach(({ method, date }, i) => sent.set(`${method} ${date!.slice(0, 4)}`, bodies[i]!));
    }
    return response;
  };
  return { calls: fakeFetch(answer), sent };
}

const request = (statistic: Statistic, year: number, needs?: readonly Needed[], community = '1') =>
  ({ statistic, year, community, dateBasis: 'added', ...(needs && { needs }) }) as const;

/** Loads years, and returns them as statistics that are described by the source. */
async function statsOf(
  years: readonly number[],
  kind: Kind = 'delta',
  source?: Omit<StatsSource, 'key'>,
): Promise<Stats> {
  const own = source ?? (await sourceOf());
  const { metrics } = await own.describe(signal, false, '1');
  const blocks = await Promise.all(years.map((year) => own.load(request(`usage-${kind}`, year), signal)));
  return new Stats(blocks).describedBy(describeMetrics(metrics!));
}

/** Adds values of the sent days up that begin with a text, in the simplest way. */
function sumOf(sent: Sent, method: string, column: string, from: string, to: string): number {
  let sum = 0;
  for (const [key, body] of sent)
    if (key.startsWith(`${method} `))
      for (const [date, row] of Object.entries(body))
        if (date >= from && date <= to && !Array.isArray(row)) sum += Number((row as Form)[column]);
  return sum;
}

/** Adds visits of the sent months up, by the label of the row. */
function visitsOf(sent: Sent, method: string, from: string, to: string): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [key, body] of sent)
    if (key.startsWith(`${method} `))
      for (const [month, rows] of Object.entries(body))
        if (month >= from && month <= to)
          for (const { label, nb_visits } of rows as { label: string; nb_visits: number }[])
            sums[label] = (sums[label] ?? 0) + nb_visits;
  return sums;
}

const METRICS = [
  ['visitors', 'VisitsSummary.get', 'nb_uniq_visitors'],
  ['views', 'Actions.get', 'nb_pageviews'],
  ['downloads', 'Actions.get', 'nb_downloads'],
] as const;

describe('matomoSource', () => {
  beforeEach(() => setClock(NOW));
  afterEach(() => {
    restoreFetch();
    restoreClock();
  });

  describe('describe', () => {
    it('tells from one request since when the site counts, and what it has', async () => {
      const { calls } = serve();
      const found = await (await sourceOf()).describe(signal, false, '1');
      expect(calls).to.have.length(1);
      expect(formOf(calls[0]!.init.body)).to.include({ method: 'SitesManager.getSiteFromId', idSite: '1' });
      expect(found).to.deep.include({
        years: { first: 2023, last: 2026 },
        scope: 'required',
        byNeed: true,
        orders: [],
      });
      expect(found.metrics!.map(({ metric, counting, since }) => [metric, counting, since])).to.deep.equal([
        ['visitors', 'siteVisitors', day('2023-03-14')],
        ['views', 'pageViews', day('2023-03-14')],
        ['downloads', 'downloadClicks', day('2023-03-14')],
      ]);
      const monthly = { resolution: 'month', partition: false, counting: 'visits' };
      expect(found.metrics![0]!.breakdowns).to.deep.equal({ countries: monthly, referrers: monthly });
    });

    it('asks again after a failure, and not for each year', async () => {
      let refused = true;
      const { calls } = serve(() => (refused ? json({ result: 'error', message: 'no view access' }) : undefined));
      const source = await sourceOf();
      expect((await statsErrorOf(source.describe(signal, false, '1'))).reason).to.equal('auth');
      refused = false;
      await source.describe(signal, false, '1');
      await source.load(request('usage-delta', 2025), signal);
      expect(calls.map(isBulk)).to.deep.equal([false, false, true]);
    });

    it('sends no request without the id of a site, and says what is missing', async () => {
      const { calls } = serve();
      const source = await sourceOf();
      for (const community of [undefined, '', ' ', 'all', '1,2', 'maps', '-1', '1&token_auth=x']) {
        const error = await statsErrorOf(source.describe(signal, false, community));
        expect(error, community).to.include({ reason: 'attribute', path: 'community' });
        const { tables } = await source.load({ ...request('usage-delta', 2025), community: community ?? '' }, signal);
        expect(tables, community).to.have.length(0);
      }
      expect(calls).to.deep.equal([]);
    });
  });

  describe('requests', () => {
    it('sends one form for all reports of a year', async () => {
      const { calls } = serve();
      await statsOf([2025]);
      expect(calls).to.have.length(2);
      const { url, init, headers } = calls[1]!;
      expect(url).to.equal('https://stats.example/matomo/index.php');
      expect(init).to.include({ method: 'POST', credentials: 'same-origin' });
      expect(headers.get('Content-Type')).to.equal('application/x-www-form-urlencoded');
      const same = { idSite: '1', date: '2025-01-01,2025-12-31', format_metrics: '0', language: 'en' };
      const visits = { period: 'month', showColumns: 'nb_visits', ...same };
      expect(queriesOf(calls[1]!)).to.deep.equal([
        { method: 'VisitsSummary.get', period: 'day', ...same },
        { method: 'Actions.get', period: 'day', ...same },
        { method: 'UserCountry.getCountry', filter_limit: '-1', ...visits },
        { method: 'Referrers.getWebsites', filter_limit: '100', ...visits },
      ]);
    });

    it('begins on the day on which the site was created, and asks for today in the current year', async () => {
      const { calls } = serve();
      await statsOf([2023, 2026]);
      const [first, current] = calls.filter(isBulk).map(queriesOf);
      expect(first!.every(({ date }) => date === '2023-03-14,2023-12-31')).to.equal(true);
      expect(current!.at(-1)).to.include({ method: 'VisitsSummary.getVisits', period: 'day', date: 'last2' });
    });

    const rows: [needs: Needed[], methods: string][] = [
      [[{ metric: 'visitors' }], 'VisitsSummary.get Actions.get'],
      [[{ metric: 'downloads' }], 'VisitsSummary.get Actions.get'],
      [[{ metric: 'visitors', breakdown: 'countries' }], 'VisitsSummary.get Actions.get UserCountry.getCountry'],
      [
        [{ metric: 'views' }, { metric: 'visitors', breakdown: 'referrers' }],
        'VisitsSummary.get Actions.get Referrers.getWebsites',
      ],
    ];
    for (const [needs, methods] of rows)
      it(`asks for ${methods} if ${JSON.stringify(needs)} are shown`, async () => {
        const { calls } = serve();
        await (await sourceOf()).load(request('usage-delta', 2025, needs), signal);
        expect(
          queriesOf(calls.at(-1)!)
            .map(({ method }) => method)
            .join(' '),
        ).to.equal(methods);
      });

    it('sends none for what Matomo does not have', async () => {
      const { calls } = serve();
      const source = await sourceOf();
      const empty = async (statistic: Statistic, needs?: Needed[]) =>
        expect((await source.load(request(statistic, 2025, needs), signal)).tables).to.deep.equal([]);
      await empty('content-delta');
      await empty('content-snapshot', [{ metric: 'records' }]);
      await empty('usage-delta', [{ metric: 'downloadVolume' }, { metric: 'views', breakdown: 'countries' }]);
      await empty('usage-delta', [{ metric: 'visitors', breakdown: 'languages' }]);
      expect(calls).to.deep.equal([]);
    });

    it('sends none for years before the site was created and after the current one', async () => {
      const { calls } = serve();
      const source = await sourceOf();
      for (const year of [2022, 2027])
        expect((await source.load(request('usage-delta', year), signal)).tables).to.deep.equal([]);
      expect(calls.filter(isBulk)).to.deep.equal([]);
    });

    it('shares the years of totals with those of days', async () => {
      const { calls } = serve();
      const source = await sourceOf();
      const needs: Needed[] = [{ metric: 'views' }];
      await source.load(request('usage-delta', 2025, needs), signal);
      await source.load(request('usage-snapshot', 2025, [{ metric: 'visitors', latest: true }]), signal);
      expect(calls.filter(isBulk).map((call) => queriesOf(call)[0]!['date']!.slice(0, 4))).to.deep.equal([
        '2025',
        '2023',
        '2024',
      ]);
    });

    it('accepts the address of Matomo in each form, and never sends a token from it', async () => {
      for (const src of [
        'https://m.example',
        'https://m.example/',
        'https://m.example/index.php?token_auth=secret#x',
      ]) {
        const { calls } = serve(() => json({ result: 'error', message: 'x' }));
        await statsErrorOf((await sourceOf(src)).describe(signal, false, '1'));
        expect(calls[0]!.url).to.equal('https://m.example/index.php');
      }
    });
  });

  describe('numbers', () => {
    for (const [metric, method, column] of METRICS)
      it(`shows the sums of ${metric} of days, months and years`, async () => {
        const { sent } = serve();
        const stats = await statsOf([2024, 2025, 2026]);
        for (const [from, to] of [
          ['2025-02-01', '2025-02-28'],
          ['2024-12-30', '2025-01-03'],
          ['2024-01-01', '2025-12-31'],
          ['2026-11-01', '2026-11-30'],
        ] as const) {
          const wanted = sumOf(sent, method, column, from, to);
          expect(wanted).to.be.above(0);
          expect(figureView(stats, days(from, to), { metric, kind: 'delta' }).value).to.equal(wanted);
        }
        const view = timelineView(stats, days('2025-01-01', '2025-12-31'), {
          ...{ metric, kind: 'delta', granularity: 'month', maxSeries: 5, naming: byId },
        });
        expect(view.series[0]!.buckets.map(({ value }) => value)).to.deep.equal(
          view.series[0]!.buckets.map(({ start, end }) => sumOf(sent, method, column, start, end)),
        );
        expect(view.series[0]!.buckets).to.have.length(12);
      });

    it('shows visits by country of whole months, which the range is widened to', async () => {
      const { sent } = serve();
      const stats = await statsOf([2025, 2026]);
      const wanted = visitsOf(sent, 'UserCountry.getCountry', '2025-11', '2026-02');
      const view = breakdownView(stats, days('2025-11-20', '2026-02-03'), {
        ...{ metric: 'visitors', kind: 'delta', breakdown: 'countries', pageSize: 50 },
        naming: (_, id, label) => (label as string) || id,
      });
      const unknown = wanted['Unknown']! + wanted['Anonymous Proxy']!;
      delete wanted['Anonymous Proxy'];
      expect(Object.fromEntries(view.rows.map(({ label, value }) => [label, value]))).to.deep.equal({
        ...wanted,
        Unknown: unknown,
      });
      expect([view.start, view.end]).to.deep.equal(['2025-11-01', '2026-02-28']);
      // Shares are shares of the listed visits, not of the visitors.
      expect(view).to.deep.include({ totalOfParts: true, partition: false, other: null });
    });

    it('shows visits by website, without the rest of the list', async () => {
      const { sent } = serve();
      const stats = await statsOf([2025]);
      const { Others, ...wanted } = visitsOf(sent, 'Referrers.getWebsites', '2025-01', '2025-12');
      expect(Others).to.be.above(0);
      const view = breakdownView(stats, days('2025-01-01', '2025-12-31'), {
        ...{ metric: 'visitors', kind: 'delta', breakdown: 'referrers', pageSize: 50, naming: byId },
      });
      expect(Object.fromEntries(view.rows.map(({ id, value }) => [id, value]))).to.deep.equal(wanted);
    });

    it('shows totals since the site was created', async () => {
      const { sent } = serve();
      const stats = await statsOf([2025, 2026], 'snapshot');
      for (const [metric, method, column] of METRICS)
        for (const end of ['2025-01-01', '2025-07-09', '2026-11-30'])
          expect(figureView(stats, days('2025-01-01', end), { metric, kind: 'snapshot' })).to.deep.include({
            ...{ value: sumOf(sent, method, column, '2023-03-14', end), end },
          });
      const wanted = visitsOf(sent, 'UserCountry.getCountry', '2023-03', '2025-10');
      const view = breakdownView(stats, days('2025-10-01', '2025-10-31'), {
        ...{ metric: 'visitors', kind: 'snapshot', breakdown: 'countries', pageSize: 50, naming: byId },
      });
      expect(view.rows.find(({ id }) => id === 'DE')!.value).to.equal(wanted['Germany']);
    });

    it('ends on the current day of the site, and begins on the day of its creation', async () => {
      serve();
      const stats = await statsOf([2023, 2026]);
      const visitors = stats.whole('visitors', 'delta')!;
      expect(visitors.hasPoint(days('2026-11-30'))).to.equal(true);
      expect(visitors.hasPoint(days('2026-12-01', '2026-12-31'))).to.equal(false);
      expect(visitors.hasPoint(days('2023-01-01', '2023-03-13'))).to.equal(false);
      expect(visitors.hasPoint(days('2023-03-14'))).to.equal(true);
    });

    it('tells how many of the years of a total are there', async () => {
      serve();
      const told: string[] = [];
      await (
        await sourceOf()
      ).load(request('usage-snapshot', 2026), signal, {
        onProgress: (done, count) => told.push(`${done}/${count}`),
      });
      expect(told).to.deep.equal(['1/4', '2/4', '3/4', '4/4']);
    });
  });

  describe('failures', () => {
    const load = async (): Promise<YearBlock> => (await sourceOf()).load(request('usage-delta', 2025), signal);
    const failing = (response: () => Response) => serve((call) => (isBulk(call) ? response() : undefined));
    const page = (): Response =>
      new Response('<!DOCTYPE html><title>Sign in</title>', { headers: { 'Content-Type': 'text/html' } });

    it('names the setting if nobody may view the site: with the status 401, and with 200', async () => {
      const body = { result: 'error', message: "requires 'view' access for the website id = 1." };
      for (const status of [200, 401]) {
        failing(() => json(body, status));
        const error = await statsErrorOf(load());
        expect(error.reason).to.equal('auth');
        expect(error.message).to.include("'view' access").and.include('"anonymous"');
      }
    });

    it('reports a site that does not exist, or that nobody may view', async () => {
      serve();
      const error = await statsErrorOf((await sourceOf()).describe(signal, false, '99'));
      expect(error.reason).to.equal('auth');
      expect(error.message).to.include('website id = 99').and.include('`community`');
    });

    it('says that a page came in place of the answer of Matomo', async () => {
      failing(page);
      expect((await statsErrorOf(load())).message)
        .to.include('Matomo')
        .and.include('login');
      serve(page);
      const error = await statsErrorOf((await sourceOf()).describe(signal, false, '1'));
      expect(error).to.include({ reason: 'malformed', path: '$' });
      expect(error.message).to.include('Matomo').and.include('login');
    });

    const refused = { result: 'error', message: 'timeout of archiving' };
    const tablesOf = (block: YearBlock | undefined) =>
      block?.tables.map(({ metric, breakdown = '' }) => `${metric} ${breakdown}`.trim());
    /** Loads a year that fails; returns the failure, and what was shown of it. */
    const failureOf = async (source: Omit<StatsSource, 'key'>, statistic: Statistic, reload = false) => {
      let shown: YearBlock | undefined;
      const onStale = (block: YearBlock): void => void (shown = block);
      const { reason, message } = await statsErrorOf(
        source.load(request(statistic, 2025), signal, { reload, onStale }),
      );
      return { reason, message, shown };
    };

    it('shows the other reports if one has failed, and says why it has', async () => {
      serve((call) => (isBulk(call) ? json([{ '2025-01-01': { nb_uniq_visitors: 3 } }, refused, [], []]) : undefined));
      const { reason, message, shown } = await failureOf(await sourceOf(), 'usage-delta');
      expect([reason, message, tablesOf(shown)]).to.deep.equal([
        'service',
        'Matomo: timeout of archiving',
        ['visitors'],
      ]);
    });

    it('keeps the numbers of a report that fails when it is requested again', async () => {
      let isDown = false;
      serve((call) =>
        isBulk(call) && isDown ? json([{ '2025-01-01': { nb_uniq_visitors: 3 } }, refused, [], []]) : undefined,
      );
      const source = await sourceOf();
      const before = await source.load(request('usage-delta', 2025), signal);
      isDown = true;
      const { shown } = await failureOf(source, 'usage-delta', true);
      expect(shown?.tables).to.deep.equal(before.tables);
    });

    it('has no totals of a report that failed in an earlier year, but those of the others', async () => {
      const range = days('2024-01-01', '2024-12-31');
      const actions = Object.fromEntries(
        times(366, (i) => [isoDay(range.start + i), { nb_pageviews: 2, nb_downloads: 1 }]),
      );
      serve((call) =>
        isBulk(call) && queriesOf(call)[0]!['date']!.startsWith('2024') ? json([refused, actions, [], []]) : undefined,
      );
      const { reason, shown } = await failureOf(await sourceOf(), 'usage-snapshot');
      expect(reason).to.equal('service');
      expect(shown?.tables.flatMap(({ metric, breakdown }) => (breakdown ? [] : metric))).to.deep.equal([
        'views',
        'downloads',
      ]);
    });

    it('refuses a year of which no report has a day', async () => {
      serve((call) => (isBulk(call) ? json([[], [], [], []]) : undefined));
      const error = await statsErrorOf(load());
      expect(error).to.include({ reason: 'malformed', path: '$[0]' });
      expect(error.message).to.include('Matomo').and.include('2025');
    });

    it('names the setting for other origins if the connection fails', async () => {
      fakeFetch(() => Promise.reject(new TypeError('Failed to fetch')));
      Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
      try {
        const error = await statsErrorOf((await sourceOf()).describe(signal, false, '1'));
        expect(error.reason).to.equal('network');
        expect(error.message).to.include('cors_domains[]');
      } finally {
        Reflect.deleteProperty(navigator, 'onLine');
      }
    });
  });
});
