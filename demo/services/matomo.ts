/** A fake Matomo: the Reporting API of a web site, with invented numbers. */
import { dayFrom, isoDay, parseDay, weekday, yearOf, yearStart, type Day } from '../../src/data/day.js';
import { noise } from './noise.js';

/** The only site that the user "anonymous" may view. */
const SITE = '1';
const CREATED = dayFrom(2023, 3, 14)!;

const COUNTRIES = [
  ...['de Germany 0.34', 'us United_States 0.17', 'at Austria 0.09', 'ch Switzerland 0.07', 'gb United_Kingdom 0.06'],
  ...['fr France 0.05', 'in India 0.05', 'pl Poland 0.04', 'br Brazil 0.03', 'jp Japan 0.03', 'xx Unknown 0.04'],
  ...['za South_Africa 0.02', 'a1 Anonymous_Proxy 0.01'],
].map((text) => text.split(' ') as [code: string, label: string, share: string]);

const WEBSITES = ['scholar.example 0.12', 'wiki.example 0.07', 'library.example 0.05', 'news.example 0.02'].map(
  (text) => text.split(' ') as [label: string, share: string],
);

/** The visits of a day: a few more each month, fewer at weekends, none on 1 January. */
function visitsOf(day: Day): number {
  if (day === yearStart(yearOf(day))) return 0;
  const usual = 40 + (day - CREATED) / 20;
  return Math.round(usual * (weekday(day) > 4 ? 0.4 : 1) * (0.7 + 0.6 * noise(day)));
}

const daysFrom = (start: Day, end: Day): Day[] =>
  Array.from({ length: Math.max(0, end - start + 1) }, (_, i) => start + i);

/** Answers one report, or an error. */
function report(query: URLSearchParams, today: Day): unknown {
  const get = (name: string): string => query.get(name) ?? '';
  const method = get('method');
  if (get('idSite') !== SITE)
    return error(`You can't access this resource as it requires 'view' access for the website id = ${get('idSite')}.`);
  if (method === 'SitesManager.getSiteFromId')
    return {
      ...{ idsite: 1, name: 'Repository of Sample University', main_url: 'https://repository.example' },
      ...{ ts_created: `${isoDay(CREATED)} 09:12:40`, timezone: 'Europe/Berlin', currency: 'EUR', group: '' },
    };
  const [from, to] = get('date') === 'last2' ? [today - 1, today] : get('date').split(',').map(parseDay);
  if (from === undefined || to === undefined) return error(`The date '${get('date')}' is not a correct date range.`);
  const isCounted = (day: Day): boolean => day >= CREATED && day <= today;
  const days = daysFrom(from, to);
  if (get('period') === 'month') {
    const rowsOf = ROWS[method];
    if (!rowsOf) return error(`The method '${method}' does not exist.`);
    const visits = new Map<string, number>();
    for (const day of days) {
      const month = isoDay(day).slice(0, 7);
      visits.set(month, (visits.get(month) ?? 0) + (isCounted(day) ? visitsOf(day) : 0));
    }
    return Object.fromEntries([...visits].map(([month, sum]) => [month, rowsOf(sum)]));
  }
  const rowOf = DAYS[method];
  if (!rowOf) return error(`The method '${method}' does not exist.`);
  return Object.fromEntries(
    days.map((day) => [isoDay(day), isCounted(day) && visitsOf(day) ? rowOf(visitsOf(day), day) : []]),
  );
}

const error = (message: string) => ({ result: 'error', message });

/** Reports of a day. PHP writes an empty one as a list. */
const DAYS: Readonly<Record<string, (visits: number, day: Day) => unknown>> = {
  'VisitsSummary.getVisits': (visits) => visits,
  'VisitsSummary.get': (visits) => ({
    ...{ nb_uniq_visitors: Math.ceil(visits * 0.8), nb_users: 0, nb_visits: visits, nb_actions: visits * 4 },
    ...{ bounce_count: Math.floor(visits / 3), max_actions: 20, bounce_rate: 0.33, nb_actions_per_visit: 4 },
  }),
  'Actions.get': (visits, day) => ({
    ...{ nb_pageviews: visits * 3 + Math.floor(9 * noise(day + 0.5)), nb_uniq_pageviews: visits * 2 },
    ...{ nb_downloads: Math.floor(visits * 0.4), nb_uniq_downloads: Math.floor(visits * 0.3), nb_outlinks: 0 },
  }),
};

/** Reports of a month: a list of rows. */
const ROWS: Readonly<Record<string, (visits: number) => unknown[]>> = {
  'UserCountry.getCountry': (visits) =>
    COUNTRIES.flatMap(([code, label, share]) => {
      const own = Math.floor(visits * Number(share));
      const row = { label: label.replace('_', ' '), nb_visits: own, code, segment: `countryCode==${code}` };
      return own ? row : [];
    }),
  'Referrers.getWebsites': (visits) => [
    ...WEBSITES.flatMap(([label, share]) => {
      const own = Math.floor(visits * Number(share));
      return own ? { label, nb_visits: own, segment: `referrerName==${label}` } : [];
    }),
    ...(visits > 100 ? [{ label: 'Others', nb_visits: Math.floor(visits / 50) }] : []),
  ],
};

export async function matomo(request: Request, today: Day): Promise<Response | undefined> {
  if (!new URL(request.url).pathname.endsWith('/index.php')) return undefined;
  const form = new URLSearchParams(request.method === 'POST' ? await request.text() : new URL(request.url).search);
  if (form.get('method') !== 'API.getBulkRequest') {
    const body = report(form, today);
    return Response.json(body, { status: form.get('idSite') === SITE ? 200 : 401 });
  }
  const urls = [...form].flatMap(([name, value]) => (name.startsWith('urls[') ? value : []));
  return Response.json(urls.map((url) => report(new URLSearchParams(url), today)));
}
