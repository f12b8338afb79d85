/** Tests of the demo pages of services: each number on them is the sum of what the fake service has sent. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { load } from '../../demo/node.mjs';
import { violations } from './axe.mjs';
import { launch, open, widgets } from './browser.mjs';
import { answerService, startDemo } from './server.mjs';
import { SUMS, TODAY } from './service-sums.mjs';
import { thorough } from './thorough.mjs';

const MONTHS = 'registered:[# TO #]';

/**
 * The services: the tabs, by layout, and the first day of the range of their pages, what they have (metrics with their breakdowns, and
 * rankings of records), and the metrics of which they know only the total of today. `asked` are the requests for each tab of
 * the layout "global", without dates.
 */
const SERVICES = {
  datacite: {
    ...{ tabs: { datacite: 'content usage' }, from: '2024-01-01', perUnit: 3 },
    has: {
      ...{
        records: 'resourceTypes rights subjects languages affiliations funders',
        views: '',
        downloads: '',
        citations: '',
      },
      ranked: 'views downloads citations',
    },
    ofToday: ['views', 'downloads', 'citations'],
    asked: [
      ['dois created', `dois ${MONTHS}`, 'dois registered:[* TO #]'],
      [],
      ['dois -download-count', 'dois -view-count'],
      [],
    ],
    // The figure that is shown after the first answer, and the number of requests for all tabs of the page.
    ...{ first: 'single-stat-record-count-cumulative', most: 40 },
  },
  dataverse: {
    tabs: { dataverse: 'content contributions usage' },
    has: {
      records: 'subjects',
      files: 'fileTypes',
      uploadVolume: 'fileTypes',
      views: '',
      downloads: '',
      ranked: 'downloads',
    },
    asked: [
      ['byType/monthly', 'datasets/monthly', 'toMonth/#', 'viewsTotal/monthly'],
      [],
      ['downloadsTotal/monthly', 'metadata/citation', 'metrics/uniquedownloads'],
      [],
    ],
  },
  matomo: {
    tabs: { web: 'usage traffic' },
    has: { visitors: 'countries referrers', views: '', downloads: '' },
    asked: [
      ['SitesManager.getSiteFromId'],
      [],
      ['VisitsSummary.get Actions.get', 'VisitsSummary.get Actions.get VisitsSummary.getVisits'],
      [],
    ],
  },
  counter: {
    tabs: { counter: 'usage traffic' },
    has: {
      views: 'resourceTypes countries accessStatuses',
      downloads: 'resourceTypes countries accessStatuses',
      ranked: 'views downloads',
    },
    asked: [['counter/items.json', 'counter/reports.json', 'counter/usage-#.json'], [], [], []],
  },
  'invenio-records': {
    tabs: { records: 'content growth' },
    has: {
      records: 'resourceTypes accessStatuses subjects fileTypes languages filePresence',
      parents: '',
      ranked: 'views downloads',
    },
    // The page has widgets of single records, too.
    asked: [
      ['api/stats', 'records created:[# TO #]', 'records created:[* TO #]', 'records oldest', 'records/rec-101'],
      [],
      ['records mostdownloaded', 'records mostviewed'],
      [],
    ],
  },
  // Records from DataCite, usage from Matomo.
  combined: {
    ...{ tabs: { datacite: 'content', web: 'usage traffic' }, from: '2025-12-01', paths: ['datacite', 'matomo'] },
    has: {
      ...{ records: 'resourceTypes rights subjects languages affiliations funders' },
      ...{ visitors: 'countries referrers', views: '', downloads: '' },
    },
    asked: [
      ['SitesManager.getSiteFromId', 'dois created', `dois ${MONTHS}`, 'dois registered:[* TO #]'],
      [],
      ['VisitsSummary.get Actions.get', 'VisitsSummary.get Actions.get VisitsSummary.getVisits'],
      [],
    ],
  },
};

/** The layouts that are shown with each service, whatever it has. */
const LAYOUTS = thorough ? ['global', 'community', 'datacite', 'dataverse', 'web', 'counter', 'records'] : ['global'];

/** Returns how many widgets some tabs of layouts have. */
const widgetsIn = (layouts) =>
  Object.entries(layouts).flatMap(([layout, names]) => {
    const { tabs } = JSON.parse(readFileSync(new URL(`../../layouts/${layout}.json`, import.meta.url), 'utf8'));
    const rows = tabs.filter(({ name }) => names.split(' ').includes(name)).flatMap((tab) => tab.rows);
    return rows.flatMap(({ components }) => components);
  }).length;

/** Returns a request without its dates, as in the table above. */
function shapeOf({ path, query, form }) {
  const methods = new URLSearchParams(form);
  const reports = [...methods].flatMap(([name, value]) =>
    name.startsWith('urls') ? new URLSearchParams(value).get('method') : [],
  );
  if (methods.has('method')) return reports.join(' ') || methods.get('method');
  const what = query.get('query') ?? query.get('q') ?? query.get('sort') ?? '';
  return `${path
    .split('/')
    .slice(what ? -1 : -2)
    .join('/')} ${what}`
    .replace(/\d{4}(-\d\d)*/g, '#')
    .trim();
}

/** In the page: a widget, with what it shows. */
const readWidget = ({ localName: tag, view, breakdown, pageSize, metric, kind, order, shadowRoot }) => {
  if (!view) return undefined;
  const parts = breakdown ?? (tag === 'stats-map' ? 'countries' : undefined);
  return { tag, metric, kind, order, ...view, view, breakdown: parts, pageSize, text: shadowRoot.textContent };
};

/** In the page: shows another one of the metrics that timelines offer. */
const showMetric = (i) => {
  for (const timeline of document.querySelector('stats-dashboard').shadowRoot.querySelectorAll('stats-timeline'))
    timeline.chosenMetric = timeline.metrics[i] ?? timeline.metrics[0];
};

/** In the page: returns true if a widget of the dashboard has a value. */
const hasValue = (tag) => !!document.querySelector('stats-dashboard').shadowRoot.querySelector(tag)?.view?.value;

/** Shows each tab of a dashboard, or the first ones. */
async function eachTab(page, act, limit = Infinity) {
  const tabs = page.locator('stats-dashboard [role=tab]');
  const count = Math.min(limit, await tabs.count());
  for (let i = 0; i < count; i++) {
    await tabs.nth(i).click();
    await page.settled();
    await act();
  }
}

/** The metrics by which records are ranked, by the order of the widget. */
const RANKED_BY = { mostviewed: 'views', mostdownloaded: 'downloads', mostcited: 'citations' };

/** Returns true if a service has what a widget shows. */
function isProvided({ metric, kind, breakdown, order, series }, { has, ofToday = [] }) {
  const isListed = (name, list = '') => list.split(' ').includes(name);
  if (order) return isListed(RANKED_BY[order], has.ranked);
  if (!(metric in has) || (breakdown && !isListed(breakdown, has[metric]))) return false;
  return !ofToday.includes(metric) || (kind === 'snapshot' && !series);
}

/** Returns the days of each unit of a range that is over, a unit being some months. */
function unitsFrom(first, perUnit) {
  const monthAt = (i) =>
    new Date(Date.UTC(first.slice(0, 4), Number(first.slice(5, 7)) - 1 + i)).toISOString().slice(0, 10);
  const dayBefore = (date) => new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
  const units = [];
  for (let i = 0; monthAt(i + perUnit) <= TODAY; i += perUnit)
    units.push({ start: monthAt(i), end: dayBefore(monthAt(i + perUnit)) });
  return units;
}

const sumOf = (values) => values.reduce((sum, value) => sum + value, 0);

/** Asserts that all numbers of a widget are sums of what its service has sent. */
function assertSums(widget, sums, { from = '2025-12-01', perUnit = 1 }) {
  const { view, tag, kind, breakdown, order, pageSize, start, end } = widget;
  const metric = tag === 'stats-record' ? `record ${widget.metric}` : widget.metric;
  const wholeIn = (days, of = kind) => sums.in({ metric, kind: of, ...days }).global;
  const name = `${tag} ${kind} ${metric} ${breakdown ?? ''}`;
  const isSame = (actual, expected, what = '') => assert.deepEqual(actual, expected, `${name} ${what}`);
  if (order) {
    const ranking = sums.records[RANKED_BY[order]].slice(0, pageSize);
    assert.ok(ranking.length, name);
    return isSame(
      view.records.map(({ title, value }) => ({ title, value })),
      ranking,
    );
  }
  if (view.series) {
    const [{ buckets }] = view.series;
    assert.ok(buckets.length >= 11, name);
    const isRecord = tag === 'stats-record';
    const ofBucket = (days) => wholeIn(days, isRecord ? 'delta' : kind);
    isSame(
      buckets.map(({ value }) => value),
      buckets.map(ofBucket),
    );
    if (isRecord) isSame(view.total, sumOf(buckets.map(ofBucket)));
    return undefined;
  }
  if (view.rows || view.countries) {
    const parts = sums.in({ metric, kind, breakdown, start, end });
    const whole = view.totalOfParts ? sumOf(Object.values(parts)) : wholeIn({ start, end });
    const ranked = Object.values(parts)
      .filter(Boolean)
      .sort((a, b) => b - a);
    const shown = view.rows ?? view.countries;
    assert.ok(ranked.length, name);
    isSame(
      shown.map(({ value }) => value),
      view.rows ? ranked.slice(0, pageSize) : ranked,
    );
    isSame(
      shown.map(({ id, value, share }) => [id, value, share]),
      shown.map(({ id }) => [id, parts[id], parts[id] / whole]),
    );
    const rest = view.partition ? whole - sumOf(ranked.slice(0, pageSize)) : sumOf(ranked.slice(pageSize));
    if (view.rows) isSame(view.other?.value ?? 0, rest, 'other');
    else isSame(view.known, sumOf(ranked), 'known');
    return isSame([view.total, view.hidden], [whole, 0], 'total');
  }
  isSame(view.value, wholeIn({ start, end }));
  const units = unitsFrom(from, perUnit).map((days) => wholeIn(days));
  // A line of totals begins with the first whole unit after the first total.
  assert.ok(!view.trend.length || view.trend.length >= units.length - 1, name);
  return isSame(view.trend, view.trend.length ? units.slice(-view.trend.length) : [], 'trend');
}

describe('the demo pages of services', { timeout: 120_000, concurrency: 2 }, () => {
  let demo, browser, parseDay;
  before(async () => {
    [demo, browser, { parseDay }] = await Promise.all([startDemo(), launch(), load('src/data/day.ts')]);
  });
  after(() => Promise.all([demo.close(), browser.close()]));

  it('a service that a page adds to its dashboard later is asked', async () => {
    const page = await open(browser, `${demo.url}datacite.html?today=${TODAY}`);
    const asked = page.waitForRequest((request) => request.url().includes('/matomo/'));
    await page.evaluate(() => {
      const service = document.createElement('stats-source');
      const settings = { for: 'usage', source: 'matomo', src: '/matomo/', community: '1' };
      for (const [name, value] of Object.entries(settings)) service.setAttribute(name, value);
      document.querySelector('stats-dashboard').append(service);
    });
    await asked;
    await page.settled();
    assert.deepEqual([page.log, page.errors, await page.statsErrors()], [[], [], []]);
    await page.close();
  });

  for (const [name, service] of Object.entries(SERVICES)) {
    /**
     * Opens the page of the service, whose answers are recorded as `page.answers`.
     * @param first the tag of a figure: all answers but the first are held until it has a value
     */
    async function visit(query = '', first) {
      const context = await browser.newContext();
      await context.clock.setFixedTime(`${TODAY}T12:00Z`);
      const answers = [];
      let shown;
      const paths = service.paths ?? [name];
      await context.route(
        (url) => paths.includes(url.pathname.split('/')[1]),
        async (route) => {
          const [request, form] = [route.request(), route.request().postData() ?? ''];
          const url = new URL(request.url());
          const answer = { path: url.pathname, query: url.searchParams, form };
          if (answers.push(answer) > 1 && first) await (shown ??= request.frame().waitForFunction(hasValue, first));
          const init = { method: request.method(), headers: request.headers(), ...(form && { body: form }) };
          const response = await answerService(new Request(url, init), parseDay(TODAY));
          const body = await response.text();
          answer.body = JSON.parse(body);
          await route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body });
        },
      );
      const page = await open(context, `${demo.url}${name}.html?today=${TODAY}${query}`);
      return Object.assign(page, { answers });
    }

    // Its tests share a page.
    describe(name, { concurrency: 1 }, () => {
      let page;
      before(async () => {
        page = await visit('', service.first);
      });
      after(() => page.context().close());

      it(`the page of ${name} shows the sums of what the service has sent, and reports no error`, async () => {
        const shown = [];
        await eachTab(page, async () => {
          shown.push(...(await widgets(page, '*', readWidget)).filter(Boolean));
          for (const metric of [1, 2]) {
            await page.evaluate(showMetric, metric);
            await page.settled();
            shown.push(...(await widgets(page, 'stats-timeline', readWidget)));
          }
        });
        assert.ok(shown.length >= widgetsIn(service.tabs));
        const sums = SUMS[name](page.answers);
        for (const widget of shown) {
          assert.equal(widget.absence, undefined, widget.tag);
          assertSums(widget, sums, service);
        }
        assert.deepEqual([page.log, page.errors, await page.statsErrors()], [[], [], []]);
        if (service.most) assert.ok(page.answers.length <= service.most, `${page.answers.length} requests`);
      });

      it(`the page of ${name} passes the axe checks`, () =>
        eachTab(page, async () => assert.deepEqual(await violations(page), []), thorough ? Infinity : 1));

      for (const width of thorough ? [320, 390] : [320]) {
        it(`the page of ${name} is not wider than a window of ${width} px`, async () => {
          await page.setViewportSize({ width, height: 800 });
          await eachTab(page, async () => {
            assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
          });
        });
      }
    });

    for (const layout of LAYOUTS) {
      it(`the layout "${layout}" with ${name} names what it does not have, without requests for it`, async () => {
        const page = await visit(`&layout=${layout}`);
        const asked = [];
        let count = 0;
        await eachTab(page, async () => {
          asked.push([...new Set(page.answers.slice(count).map(shapeOf))].sort());
          count = page.answers.length;
          const sums = SUMS[name](page.answers);
          for (const widget of await widgets(page, '.cell > *', readWidget)) {
            const isMissing = !isProvided(widget, service);
            assert.equal(widget.absence, isMissing ? 'missing' : undefined, widget.text);
            assert.equal(/not provided/.test(widget.text), isMissing, widget.text);
            if (!isMissing) assertSums(widget, sums, service);
          }
        });
        if (layout === 'global') assert.deepEqual(asked, service.asked);
        assert.deepEqual([page.log, page.errors, await page.statsErrors()], [[], [], []]);
        await page.context().close();
      });
    }
  }
});
