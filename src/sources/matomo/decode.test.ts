import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { day, days, points } from '../../../test/builders.js';
import { runs } from '../../../test/runs.js';
import { faultInBlock } from '../../data/check-block.js';
import { Stats } from '../../data/stats.js';
import type { YearBlock } from '../../data/year-block.js';
import type { DayRange } from '../../data/day.js';
import { StatsError } from '../errors.js';
import { createdDay, decodeMatomo } from './decode.js';

const METHODS = ['VisitsSummary.get', 'Actions.get', 'UserCountry.getCountry', 'Referrers.getWebsites'];
const TODAY = 'VisitsSummary.getVisits';

/** Returns a request with these methods, as the decoder is told. */
function asked(methods: readonly string[], year: number, period?: DayRange) {
  const body = new URLSearchParams(methods.map((method, i) => [`urls[${i}]`, `method=${method}&idSite=1`])).toString();
  const requests = [{ url: 'https://stats.example/index.php', init: { method: 'POST', body } }];
  return { statistic: 'usage-delta', year, requests, ...(period && { period }) } as const;
}

/** Decodes answers, by method. */
function decode(
  answers: Readonly<Record<string, unknown>>,
  { year = 2025, at = '2026-02-01', period }: { year?: number; at?: string; period?: DayRange } = {},
): YearBlock {
  const methods = Object.keys(answers);
  const bytes = new TextEncoder().encode(JSON.stringify(Object.values(answers)));
  const block = decodeMatomo([bytes], asked(methods, year, period), day(at) * 86_400_000);
  expect(faultInBlock(block, { statistic: 'usage-delta', year })).to.equal(undefined);
  return block;
}

const failureOf = (text: string, methods = METHODS): StatsError => {
  try {
    decodeMatomo([new TextEncoder().encode(text)], asked(methods, 2025), day('2026-02-01') * 86_400_000);
  } catch (error) {
    return error as StatsError;
  }
  throw new Error('it was decoded');
};

const whole = (block: YearBlock, metric: 'visitors' | 'views' | 'downloads') =>
  points(new Stats([block]).whole(metric, 'delta'));
const parts = (block: YearBlock, breakdown: 'countries' | 'referrers') =>
  Object.fromEntries(
    (new Stats([block]).parts('visitors', 'delta', breakdown) ?? []).map(({ id, series }) => [
      id,
      Object.fromEntries(Object.entries(points(series)).filter(([, value]) => value)),
    ]),
  );
const keysIn = ({ tables }: YearBlock) =>
  tables.map(({ metric, breakdown = '', key }) => `${metric} ${breakdown} ${key}`);

describe('decodeMatomo', () => {
  it('reads the distinct visitors, page views and downloads of each day', () => {
    const block = decode({
      'VisitsSummary.get': {
        '2025-01-01': { nb_uniq_visitors: 7, nb_visits: 9 },
        '2025-01-02': { nb_uniq_visitors: 2 },
      },
      'Actions.get': {
        '2025-01-01': { nb_pageviews: 30, nb_downloads: 4 },
        '2025-01-02': { nb_pageviews: 5, nb_downloads: 0 },
      },
    });
    expect(whole(block, 'visitors')).to.deep.equal({ '2025-01-01': 7, '2025-01-02': 2 });
    expect(whole(block, 'views')).to.deep.equal({ '2025-01-01': 30, '2025-01-02': 5 });
    expect(whole(block, 'downloads')).to.deep.equal({ '2025-01-01': 4, '2025-01-02': 0 });
    expect(keysIn(block)).to.deep.equal(['visitors  siteVisitors', 'views  pageViews', 'downloads  downloadClicks']);
  });

  it('reads an empty list, which PHP writes for an empty object, as a day without visits', () => {
    const block = decode({ 'VisitsSummary.get': { '2025-01-01': [], '2025-01-03': { nb_uniq_visitors: 1 } } });
    expect(whole(block, 'visitors')).to.deep.equal({ '2025-01-01': 0, '2025-01-03': 1 });
  });

  it('leaves days that are not in the answer unknown', () => {
    expect(whole(decode({ 'VisitsSummary.get': {} }), 'visitors')).to.deep.equal({});
    expect(whole(decode({ 'VisitsSummary.get': [] }), 'visitors')).to.deep.equal({});
  });

  it('counts a year of empty days as zeros', () => {
    const block = decode({ 'Actions.get': { '2025-01-01': [], '2025-01-02': [] } });
    expect(whole(block, 'views')).to.deep.equal({ '2025-01-01': 0, '2025-01-02': 0 });
  });

  it('leaves days after today unknown, although Matomo sends them empty', () => {
    const visits = { '2025-03-01': { nb_uniq_visitors: 3 }, '2025-03-02': [], '2025-03-03': [] };
    expect(whole(decode({ 'VisitsSummary.get': visits }, { at: '2025-03-02' }), 'visitors')).to.deep.equal({
      '2025-03-01': 3,
      '2025-03-02': 0,
    });
  });

  it('takes the current day of the time zone of the site for today', () => {
    const visits = { '2025-03-01': { nb_uniq_visitors: 3 }, '2025-03-02': [], '2025-03-03': [], '2025-03-04': [] };
    const until = (body: unknown) =>
      Object.keys(whole(decode({ 'VisitsSummary.get': visits, [TODAY]: body }, { at: '2025-03-02' }), 'visitors')).at(
        -1,
      );
    expect(until({ '2025-03-02': 4, '2025-03-03': 1 })).to.equal('2025-03-03');
    expect(until({ '2025-02-28': 4, '2025-03-01': 1 })).to.equal('2025-03-01');
    for (const other of [[], 7, null, { result: 'error', message: 'no' }, { today: 3 }])
      expect(until(other), JSON.stringify(other)).to.equal('2025-03-02');
  });

  it('leaves the days before the requested ones unknown', () => {
    const block = decode(
      {
        'VisitsSummary.get': { '2025-03-13': [], '2025-03-14': { nb_uniq_visitors: 3 } },
        'UserCountry.getCountry': { '2025-03': [{ label: 'Malta', code: 'mt', nb_visits: 4 }] },
      },
      { period: days('2025-03-14', '2025-12-31') },
    );
    expect(whole(block, 'visitors')).to.deep.equal({ '2025-03-14': 3 });
    const malta = points(new Stats([block]).parts('visitors', 'delta', 'countries')?.[0]?.series);
    expect(Object.keys(malta)[0]).to.equal('2025-03-14');
    expect(block.period).to.deep.equal(days('2025-03-14', '2025-12-31'));
  });

  it('reads counts that are sent as text', () => {
    expect(
      whole(decode({ 'VisitsSummary.get': { '2025-01-01': { nb_uniq_visitors: '12' } } }), 'visitors'),
    ).to.deep.equal({
      '2025-01-01': 12,
    });
  });

  it('does not send a metric that no day with visits has, such as the visitors of a year', () => {
    const block = decode({
      'VisitsSummary.get': { '2025-01-01': { nb_visits: 390, bounce_rate: '56%' }, '2025-01-02': [] },
      'Actions.get': { '2025-01-01': { nb_pageviews: 1, nb_downloads: 0 } },
    });
    expect(keysIn(block)).to.deep.equal(['views  pageViews', 'downloads  downloadClicks']);
  });

  it('names values that it cannot read, and leaves their days unknown', () => {
    const block = decode({
      'VisitsSummary.get': {
        ...{
          '2025-01-01': { nb_uniq_visitors: 4 },
          '2025-01-02': { nb_uniq_visitors: '56%' },
          '2025-01-03': { nb_uniq_visitors: -1 },
        },
        ...{ '2025-01-04': 'x', '2025-01-05': { nb_uniq_visitors: 1.5 }, '2025-01-06': null },
      },
    });
    expect(whole(block, 'visitors')).to.deep.equal({ '2025-01-01': 4 });
    expect(block.problems.map(({ path }) => path)).to.deep.equal(
      [2, 3, 4, 5, 6].map((date) => `$[0].2025-01-0${date}.nb_uniq_visitors`),
    );
  });

  describe('by month', () => {
    const rows = [
      { label: 'Germany', code: 'de', nb_visits: 30, segment: 'countryCode==de' },
      { label: 'Malta', code: 'mt', nb_visits: 1, segment: 'countryCode==mt' },
    ];

    it('reads visits by country, with the codes in upper case', () => {
      const block = decode({ 'UserCountry.getCountry': { '2025-01': rows, '2025-02': [], '2025-03': rows.slice(1) } });
      expect(parts(block, 'countries')).to.deep.equal({
        DE: { '2025-01-31': 30 },
        MT: { '2025-01-31': 1, '2025-03-31': 1 },
      });
      expect(keysIn(block)).to.deep.equal(['visitors countries visits']);
    });

    it('has zeros for countries without visits in a month that was counted, also if it is empty', () => {
      const block = decode({ 'UserCountry.getCountry': { '2025-01': rows, '2025-02': [] } });
      const germany = points(new Stats([block]).parts('visitors', 'delta', 'countries')?.[0]?.series);
      expect(germany['2025-02-28']).to.equal(0);
      expect(germany).not.to.have.property('2025-03-31');
      expect(block.tables[0]!.unknown).to.include(day('2025-03-31')).and.not.include(day('2025-02-28'));
    });

    it('places the visits of the running month on the current day', () => {
      const body = { '2025-02': rows, '2025-03': rows, '2025-04': [] };
      const block = decode({ 'UserCountry.getCountry': body }, { at: '2025-03-10' });
      expect(parts(block, 'countries')['DE']).to.deep.equal({ '2025-02-28': 30, '2025-03-10': 30 });
    });

    it('adds visits without a country up: unknown ones, those by a proxy or a satellite', () => {
      const codes = [
        ['xx', 'Unknown'],
        ['a1', 'Anonymous Proxy'],
        ['a2', 'Satellite'],
        ['o1', 'Other'],
      ];
      const list = codes.map(([code, label], i) => ({ code, label, nb_visits: 10 ** i }));
      const block = decode({ 'UserCountry.getCountry': { '2025-01': [...rows, ...list] } });
      expect(parts(block, 'countries')['unknown']).to.deep.equal({ '2025-01-31': 1111 });
      expect(block.tables[0]!.labels).to.deep.equal(['Germany', 'Malta', 'Unknown']);
    });

    it('leaves the row of all other websites out, whatever its name is', () => {
      const sites = [{ label: 'a.example', nb_visits: 4, segment: 'referrerName==a.example' }];
      const list = [...sites, { label: 'Sonstige', nb_visits: 90 }];
      expect(parts(decode({ 'Referrers.getWebsites': { '2025-01': list } }), 'referrers')).to.deep.equal({
        'a.example': { '2025-01-31': 4 },
      });
      // Older versions have no segments.
      const old = [
        { label: 'a.example', nb_visits: 4 },
        { label: 'Others', nb_visits: 90 },
      ];
      expect(Object.keys(parts(decode({ 'Referrers.getWebsites': { '2025-01': old } }), 'referrers'))).to.deep.equal([
        'a.example',
      ]);
    });

    it('marks visits as no parts of the visitors, so that nothing of these is left for "other"', () => {
      expect(decode({ 'UserCountry.getCountry': { '2025-01': rows } }).tables[0]!.incomplete).to.equal(true);
    });

    it('keeps names that are code or names of prototypes as text', () => {
      const list = ['<script>alert(1)</script>', '__proto__', 'constructor'].map((label) => ({
        label,
        nb_visits: 2,
        segment: 'x',
      }));
      const { ids } = decode({ 'Referrers.getWebsites': { '2025-01': list } }).tables[0]!;
      expect(ids).to.deep.equal(['<script>alert(1)</script>', '__proto__', 'constructor']);
    });
  });

  describe('errors', () => {
    const error = (message: string) => ({ result: 'error', message });

    it('leaves a report out that failed, keeps the others, and does not make the year final', () => {
      const block = decode({
        'VisitsSummary.get': { '2025-01-01': { nb_uniq_visitors: 4 } },
        'Actions.get': error('Too many open files'),
      });
      expect(keysIn(block)).to.deep.equal(['visitors  siteVisitors']);
      expect(block.problems).to.deep.equal([{ path: '$[1]', found: 'Too many open files' }]);
    });

    it('fails if all reports did, or the whole request, also with the status 200', () => {
      const message = "You can't access this resource as it requires 'view' access for the website id = 1.";
      for (const body of [error(message), METHODS.map(() => error(message))]) {
        const failure = failureOf(JSON.stringify(body));
        expect(failure.reason).to.equal('auth');
        expect(failure.message).to.include(message).and.include('anonymous').and.include('community');
      }
      expect(failureOf(JSON.stringify(error('The table is full'))).reason).to.equal('service');
    });

    it('refuses pages and answers of another service, and says what was expected', () => {
      for (const text of ['<!DOCTYPE html><title>Sign in</title>', '<html>', '', 'ok'])
        expect(failureOf(text)).to.include({ reason: 'malformed', path: '$' });
      expect(failureOf('<!DOCTYPE html><title>Sign in</title>').message).to.include('Matomo').and.include('login');
      for (const body of [{}, [], [1], null, 'x', { hits: {} }, [1, 2, 3, 4]])
        expect(failureOf(JSON.stringify(body)).reason, JSON.stringify(body)).to.equal('malformed');
    });

    it('throws nothing but a StatsError, whatever it is given', () => {
      const row = fc.oneof(
        fc.constant([]),
        fc.record({ nb_uniq_visitors: fc.jsonValue(), nb_pageviews: fc.jsonValue() }),
        fc.jsonValue(),
      );
      const rows = fc.array(
        fc.oneof(fc.record({ label: fc.jsonValue(), code: fc.jsonValue(), nb_visits: fc.jsonValue() }), fc.jsonValue()),
      );
      const report = fc.oneof(
        fc.dictionary(fc.constantFrom('2025-01-01', '2025-02', '2025-12', '__proto__'), fc.oneof(row, rows)),
        fc.jsonValue(),
      );
      const answers = fc.tuple(report, report, report, report);
      fc.assert(
        fc.property(fc.oneof(answers, fc.jsonValue()), (given) => {
          const bytes = new TextEncoder().encode(JSON.stringify(given));
          try {
            const block = decodeMatomo([bytes], asked(METHODS, 2025), day('2025-06-01') * 86_400_000);
            expect(faultInBlock(block)).to.equal(undefined);
          } catch (failure) {
            if (!(failure instanceof StatsError)) throw failure;
          }
        }),
        { numRuns: runs(200) },
      );
    });
  });

  describe('genuine bodies', () => {
    const payload = async (context: Mocha.Context, name: string): Promise<unknown> => {
      const response = await fetch(`/shared/services/payloads/matomo/${name}.json`);
      if (!response.ok) context.skip();
      return response.json();
    };

    it('reads VisitsSummary.get, Actions.get and UserCountry.getCountry', async function () {
      const [visits] = (await payload(this, 'bulk_VisitsSummary_day_range')) as unknown[];
      const actions = await payload(this, 'Actions.get_day_range.constructed');
      const countries = await payload(this, 'UserCountry.getCountry_day.constructed');
      expect(whole(decode({ 'VisitsSummary.get': visits }, { year: 2010 }), 'visitors')).to.deep.equal({
        '2010-03-06': 1,
        '2010-03-07': 0,
      });
      expect(whole(decode({ 'Actions.get': actions }), 'views')).to.deep.equal({ '2025-01-01': 2, '2025-01-02': 0 });
      expect(parts(decode({ 'UserCountry.getCountry': { '2025-01': countries } }), 'countries')).to.deep.equal({
        PL: { '2025-01-31': 2 },
      });
    });

    it('reads Referrers.getWebsites', async function () {
      const websites = await payload(this, 'Referrers.getWebsites');
      expect(parts(decode({ 'Referrers.getWebsites': { '2025-01': websites } }), 'referrers')).to.deep.equal({
        'referrer.com': { '2025-01-31': 12 },
        'www.referrer1.com': { '2025-01-31': 8 },
        'www.referrer2.com': { '2025-01-31': 8 },
      });
    });

    it('leaves a report by year unsent', async function () {
      const years = await payload(this, 'VisitsSummary.get_year_range');
      expect(whole(decode({ 'VisitsSummary.get': years }), 'visitors')).to.deep.equal({});
    });

    it('reads the error of a token', async function () {
      expect(failureOf(JSON.stringify(await payload(this, 'error_token'))).reason).to.equal('auth');
    });
  });
});

describe('createdDay', () => {
  it('reads the day on which the site was created, from an object or a list', () => {
    const site = { idsite: 1, name: 'Repository', ts_created: '2023-03-14 09:12:40' };
    for (const body of [site, [site]]) expect(createdDay(body)).to.equal(day('2023-03-14'));
  });

  it('refuses anything else', () => {
    for (const body of [null, [], {}, { ts_created: 7 }, { ts_created: 'never' }, 'x'])
      expect(() => createdDay(body), JSON.stringify(body)).to.throw(StatsError, 'Matomo');
    expect(() => createdDay({ result: 'error', message: 'no view access' })).to.throw(StatsError, 'no view access');
  });
});
