/** Requests, workers and stored blocks of the built files: a real worker and real storage in whole pages. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { launch, open, textOf, widgets } from './browser.mjs';
import { startDemo, startSite } from './server.mjs';
import { thorough } from './thorough.mjs';

const DAY = 86_400_000;
const TODAY = '2026-06-15';
const NOON = Date.parse(`${TODAY}T12:00Z`);
const SRC = '/api/stats-dashboard';

const element = (tag, attributes) => `<${tag} src="${SRC}" today="${TODAY}" ${attributes}></${tag}>`;
const dashboard = (attributes) => element('stats-dashboard', attributes);
const figure = (attributes) => element('stats-figure', attributes);
const views = (range, more = '') => figure(`metric="views" range="${range}" ${more}`);
const TWO_YEARS = '2025-07-01/2026-06-15';
const LAST_YEAR = '2025-01-01/2025-12-31';
const USAGE = 'usage-delta-category';

/** `['usage-delta-category 2025', …]` */
const yearsOf = (stat, ...years) => years.map((year) => `${stat} ${year}`);
const span = (first, last) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** Time limit for blocks to be stored after their numbers are shown, in milliseconds. */
const STORES = 20_000;

/** The name of the database. */
const STORE = 'repository-stats-widgets';

/** Time limits for reading from storage and for opening it, and for the code of the cache, in milliseconds (src/sources/cache). */
const READING = 5000;
const STORAGE_LIMITS = [READING, 1000, 1500];

/** Code that shortens time limits, for storage that never answers. */
const shortened = (limits = STORAGE_LIMITS) => `{
  const { setTimeout } = self;
  self.setTimeout = (run, time, ...more) =>
    setTimeout(run, [${limits}].includes(time) ? time / 20 : time, ...more);
}`;

/** In the page: the keys of stored blocks, with their time, size and number of values. */
async function readKept() {
  const name = 'repository-stats-widgets';
  if (!(await indexedDB.databases()).some((each) => each.name === name)) return [];
  const done = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
  const database = await done(indexedDB.open(name));
  if (!database.objectStoreNames.contains('blocks')) return [];
  const blocks = database.transaction('blocks').objectStore('blocks');
  const [keys, records] = await Promise.all([done(blocks.getAllKeys()), done(blocks.getAll())]);
  database.close();
  return keys.map((key, i) => {
    const { fetchedAt, bytes, widths } = records[i].packed;
    return { key: JSON.parse(key), fetchedAt, bytes: bytes.byteLength, columns: widths.length };
  });
}

describe('the built files', { timeout: 300_000 }, () => {
  let demo, site, browser, context;
  /** The time of the worker, which stands still while a page is open. */
  let clock;

  before(async () => {
    [demo, browser] = await Promise.all([startDemo(), launch()]);
  });
  after(() => Promise.all([demo.close(), browser.close()]));
  beforeEach(async () => {
    clock = NOON;
    site = await startSite();
    site.today = TODAY;
    context = await browser.newContext();
    await context.addInitScript(() => {
      Object.assign(globalThis, { ownFetches: [], violations: [] });
      const { fetch } = globalThis;
      globalThis.fetch = (url, init) => {
        if (String(url).includes('/api/stats-dashboard')) globalThis.ownFetches.push(String(url));
        return fetch(url, init);
      };
      document.addEventListener('securitypolicyviolation', (event) => globalThis.violations.push(event.blockedURI));
    });
  });
  afterEach(() => Promise.all([context.close(), site.close()]));

  const addressOf = (body, { headers, script = '/dist/define.js' } = {}) =>
    site.page(
      '<!doctype html><html lang="en"><title>Site</title><link rel="icon" href="data:,">' +
        `<script type="module" src="${script}"></script>${body}`,
      headers,
    );
  const tick = (time = clock + 1000) => {
    clock = time;
    site.asked = [];
    return `Date.now = () => ${clock}; self.violations = [];
      self.addEventListener('securitypolicyviolation', (event) => self.violations.push(event.blockedURI));`;
  };
  const asked = () => site.asked.map(({ stat, year }) => `${stat} ${year}`).sort();
  const numbers = async (page) =>
    (await widgets(page, '*')).filter((view) => view && 'value' in view).map(({ value }) => value);
  const choose = (page, range) =>
    page.evaluate((range) => document.querySelector('stats-figure').setAttribute('range', range), range);
  const settled = (page) => page.evaluate(() => document.querySelector('body > *').settled);
  const kept = (page) => page.evaluate(readKept);
  const keptYears = async (page) => (await kept(page)).map(({ key }) => key.at(-1));
  /** Waits until the given number of blocks of this visit is stored. */
  async function keeps(page, count) {
    const end = Date.now() + STORES;
    const stored = async () => (await kept(page)).filter(({ fetchedAt }) => fetchedAt === clock).length;
    while ((await stored()) !== count)
      assert.ok(Date.now() < end, `${await stored()} blocks of this visit are stored, not ${count}`);
  }

  /**
   * Opens a page, and waits until it is drawn and its blocks are stored. Pages stay open until the test ends: the browser
   * keeps their storage in memory, and sometimes forgets it when the last page that uses it is closed.
   */
  async function visit(body, { time, prelude = '', keep, onPage, ...options } = {}) {
    site.prelude = tick(time) + prelude;
    if (onPage) await context.addInitScript(`Date.now = () => ${clock}`);
    const page = await open(context, addressOf(body, options));
    await keeps(page, keep ?? site.asked.length);
    return page;
  }
  /** Returns the requests of a visit. */
  async function asksFor(body, options) {
    await expectFine(await visit(body, options));
    return asked();
  }
  /** Asserts that numbers are shown and nothing is logged or reported. */
  async function expectFine(page) {
    assert.ok((await numbers(page)).every((value) => value > 0));
    assert.deepEqual([page.log, page.errors, await page.statsErrors()], [[], [], []]);
  }
  /** Asserts that a worker sent all requests, except for those that the page sent. */
  async function expectWorker(page, requests = []) {
    assert.equal(page.workers().length, 1);
    assert.deepEqual(await page.evaluate(() => globalThis.ownFetches), requests);
  }

  it('the built files of a dashboard with a chart are six scripts', async () => {
    const page = await visit(dashboard('tab="usage"'));
    const scripts = await page.evaluate(() =>
      performance.getEntriesByType('resource').flatMap(({ name }) => name.match(/\/dist\/(.*\.js)$/)?.[1] ?? []),
    );
    const names = scripts.map((script) => script.replace(/^chunks\/|-[\w-]{8}(?=\.js$)/g, ''));
    assert.deepEqual(names.sort(), [
      'chart.js',
      'define.js',
      'later.js',
      'rolldown-runtime.js',
      'vega.js',
      'worker.js',
    ]);
  });

  describe('requests of the built files', () => {
    const newest = figure('metric="records" kind="snapshot" range="allTime"');
    const STATS = Object.entries({
      content: 'record-snapshot',
      contributions: 'record-delta',
      traffic: 'usage-snapshot',
    });
    for (const [what, body, expected] of [
      ['one year for a total, however long the range', newest, yearsOf('record-snapshot-category', 2026)],
      ['one year for fifty widgets with the same source', views(LAST_YEAR).repeat(50), yearsOf(USAGE, 2025)],
      ['a year once that two widgets need', views(LAST_YEAR) + views(TWO_YEARS), yearsOf(USAGE, 2025, 2026)],
      ['a year once that two dashboards need', dashboard('tab="usage"').repeat(2), yearsOf(USAGE, 2025, 2026)],
      ...STATS.map(([tab, stat]) => [
        `only the statistic of the tab "${tab}"`,
        dashboard(`tab="${tab}"`),
        yearsOf(`${stat}-category`, 2025, 2026),
      ]),
    ]) {
      it(`a page requests ${what}`, async () => {
        const page = await visit(body);
        assert.deepEqual(asked(), expected);
        await expectWorker(page);
        await expectFine(page);
      });
    }

    it('K8: a page requests all years for activity, at most four at once', async () => {
      const page = await visit(views(LAST_YEAR));
      const release = site.hold();
      await choose(page, 'allTime');
      await site.until(() => site.waiting >= 4);
      // By now the page and its worker have sent all further requests.
      await page.workers()[0].evaluate((src) => fetch(src, { mode: 'no-cors' }), demo.url);
      assert.equal(site.waiting, 4);
      release();
      await page.settled();
      assert.equal(site.most, 4);
      assert.deepEqual(asked(), yearsOf(USAGE, ...span(2011, 2026)));
    });

    it('a dashboard requests the statistics of another tab when the pointer enters it, not before', async () => {
      const page = await visit(dashboard('tab="usage"'));
      assert.deepEqual(asked(), yearsOf(USAGE, 2025, 2026));
      site.asked = [];
      const tab = page.getByRole('tab', { name: 'Contributions' });
      await tab.hover();
      await site.until(() => site.asked.length === 2);
      const expected = yearsOf('record-delta-category', 2025, 2026);
      assert.deepEqual(asked(), expected);
      await tab.click();
      await page.settled();
      assert.ok((await numbers(page)).every((value) => value > 0));
      assert.deepEqual(asked(), expected);
      await expectWorker(page);
    });
  });

  describe('storage', () => {
    it('K4: keeps a year that was fetched after its end, and requests all others again', async () => {
      for (const [time, years] of [
        [NOON, [2025, 2026]],
        [NOON + DAY, [2026]],
        // Later than a finished year is trusted.
        [Date.parse('2026-12-30T12:00Z'), [2025, 2026]],
        [Date.parse('2027-01-02T12:00Z'), [2026]],
        [Date.parse('2027-01-03T12:00Z'), [2026]],
        [Date.parse('2027-01-04T12:00Z'), []],
      ]) {
        // The service counts until the previous day.
        site.today = new Date(time).toJSON().slice(0, 10);
        assert.deepEqual(await asksFor(views(TWO_YEARS), { time }), yearsOf(USAGE, ...years), new Date(time).toJSON());
      }
    });

    it('shows past years on the second visit without a request', async () => {
      const body = dashboard('tab="usage" range="2024-01-01/2025-12-31"');
      const first = await visit(body);
      assert.deepEqual(asked(), yearsOf(USAGE, 2024, 2025));
      const second = await visit(body);
      assert.deepEqual(asked(), []);
      assert.deepEqual(await numbers(second), await numbers(first));
      await expectWorker(second);
    });

    const [whole, astronomy] = [views(LAST_YEAR), views(LAST_YEAR, 'community="astronomy"')];
    for (const [what, body, other] of [
      ['K3: another community', whole, astronomy],
      ['K3: another id that begins alike', astronomy, astronomy.replace('astronomy', 'astronomy2')],
      ['K3: another address', whole, whole.replace(SRC, `${SRC}/`)],
      ['K9: another date basis', whole, views(LAST_YEAR, 'date-basis="published"')],
      ['another statistic', whole, whole.replace('views', 'records')],
    ]) {
      it(`${what} is stored separately`, async () => {
        await asksFor(body);
        assert.equal((await asksFor(other)).length, 1);
        assert.deepEqual([...(await asksFor(body)), ...(await asksFor(other))], []);
      });
    }

    it('ignores blocks that an older version stored', async () => {
      const older = `const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = function (value, key) {
          return put.call(this, value, key.replace(/^\\[\\d+/, '[0'));
        };`;
      const page = await visit(views(LAST_YEAR), { prelude: older });
      assert.deepEqual(
        (await kept(page)).map(({ key }) => key[0]),
        [0],
      );
      assert.deepEqual(await asksFor(views(LAST_YEAR)), yearsOf(USAGE, 2025));
    });

    it('requests everything again on refresh()', async () => {
      const page = await visit(views(TWO_YEARS));
      site.asked = [];
      await page.evaluate(() => document.querySelector('stats-figure').refresh());
      assert.deepEqual(asked(), yearsOf(USAGE, 2025, 2026));
      await expectWorker(page);
    });

    it('K1, K2: shows the stored current year at once, and renews it in the background', async () => {
      site.today = '2026-03-01';
      const body = dashboard(`tab="usage" range="${TWO_YEARS}"`);
      const first = await visit(body);
      const [old] = await numbers(first);

      site.today = TODAY;
      site.prelude = tick();
      const release = site.hold();
      const page = await context.newPage();
      await page.goto(addressOf(body));
      await page.locator('stats-status').getByText('Updating').waitFor();
      assert.equal((await numbers(page))[0], old);
      assert.doesNotMatch(await textOf(page), /Loading/);
      release();
      await settled(page);
      const [renewed] = await numbers(page);
      assert.ok(renewed > old, `${renewed} > ${old}`);
      assert.deepEqual(asked(), yearsOf(USAGE, 2026));
      assert.doesNotMatch(await textOf(page), /Updating|Loading/);
      await keeps(page, 1);

      // The renewed year has also replaced the stored one.
      site.fault = ({ year }) => ({ 2026: '500' })[year];
      const third = await visit(body, { keep: 0 });
      assert.equal((await numbers(third))[0], renewed);
      assert.match(await textOf(third), /last numbers/);
    });

    it('revalidates the current year with its ETag, and keeps it after 304', async () => {
      site.etag = true;
      const first = await visit(views(TWO_YEARS));
      const second = await visit(views(TWO_YEARS));
      assert.equal(site.asked.map(({ year, etag }) => `${year} ${typeof etag}`).join(), '2026 string');
      assert.deepEqual(await numbers(second), await numbers(first));
    });

    it('W2, K6: does not store years that failed', async () => {
      site.fault = ({ year }) => ({ 2020: 'error', 2021: 'html', 2022: 'half', 2023: '500', 2024: 'auth' })[year];
      const years = span(2020, 2025);
      const body = years.map((year) => views(`${year}-01-01/${year}-12-31`)).join('');
      const page = await visit(body, { keep: 1 });
      assert.deepEqual(await keptYears(page), [2025]);
      assert.equal((await page.statsErrors()).length, 5);
      site.fault = undefined;
      assert.deepEqual(await asksFor(body), yearsOf(USAGE, ...span(2020, 2024)));
    });

    it('K5: stores packed blocks, whatever the settings for compression are', async () => {
      const config = JSON.stringify({ compress_json: false, client_cache_compression_enabled: false });
      const page = await visit(dashboard(`tab="usage" config='${config}'`));
      for (const { bytes, columns } of await kept(page)) assert.ok(bytes < (columns * 365 * 8) / 3, `${bytes}`);
    });
  });

  // A request ends by itself after half a minute.
  it(
    'K11: aborts requests for a range that is no longer chosen, and ignores their answers',
    { timeout: 25_000 },
    async () => {
      const page = await visit(views(LAST_YEAR));
      const release = site.hold();
      await choose(page, '2020-01-01/2021-12-31');
      await site.until(() => site.waiting === 2);
      site.flow();
      await choose(page, '2024-01-01/2024-12-31');
      await page.settled();
      await site.until(() => site.abandoned === 2);
      const shown = await numbers(page);
      release();
      await keeps(page, 2);
      assert.deepEqual(await keptYears(page), [2024, 2025]);
      await choose(page, '2023-01-01/2023-12-31');
      await page.settled();
      await choose(page, '2024-01-01/2024-12-31');
      await page.settled();
      assert.deepEqual(await numbers(page), shown);
      assert.deepEqual(asked(), yearsOf(USAGE, 2020, 2021, 2023, 2024, 2025));
    },
  );

  describe('pages without a worker', () => {
    for (const [what, headers, init, prelude] of [
      ['the browser has no workers', {}, 'delete globalThis.Worker'],
      [
        'the constructor of Worker throws',
        {},
        'globalThis.Worker = class { constructor() { throw new Error("no"); } }',
      ],
      ['the policy of the page forbids workers', { 'Content-Security-Policy': "worker-src 'none'" }, ''],
      ['the file of the worker is broken', {}, '', 'nonsense('],
      ['the worker throws', {}, '', 'throw new Error("dead");'],
    ]) {
      it(`shows and stores numbers if ${what}`, async () => {
        await context.addInitScript(init);
        const options = { headers, prelude, onPage: true };
        const page = await visit(views(LAST_YEAR), options);
        // The browser logs once that a policy forbids workers; nothing else is logged.
        const told = headers['Content-Security-Policy'] ? /^Creating a worker .*worker-src/ : /^$/;
        assert.match(page.log.join('\n'), told);
        assert.deepEqual([page.errors, await page.statsErrors()], [[], []]);
        assert.deepEqual(asked(), yearsOf(USAGE, 2025));
        assert.equal((await page.evaluate(() => globalThis.ownFetches)).length, 1);
        assert.ok((await numbers(page))[0] > 0);
        const second = await visit(views(LAST_YEAR), options);
        assert.deepEqual(asked(), []);
        assert.deepEqual(await numbers(second), await numbers(page));
      });
    }
  });

  describe('damaged storage', () => {
    // `npm test` tries a part that is missing, a wrong number and a wrong type, `npm run soak` everything.
    for (const [what, damaged] of [
      ['has too few bytes', (record) => ({ ...record, packed: { ...record.packed, bytes: new ArrayBuffer(8) } })],
      ['is empty', () => ({}), { rare: true }],
      ['is not an object', () => 'nonsense', { rare: true }],
      [
        'has other numbers than its checksum',
        (record) => {
          new Uint8Array(record.packed.bytes).fill(77);
          return record;
        },
      ],
      ['is of another year', (record) => ({ ...record, packed: { ...record.packed, year: 2023 } }), { rare: true }],
      [
        'was fetched in the infinite future',
        (record) => ({ ...record, packed: { ...record.packed, fetchedAt: Infinity } }),
        { rare: true },
      ],
      ['has no checksum', ({ packed }) => ({ packed }), { rare: true }],
      [
        'has fields of the wrong type',
        (record) => ({ ...record, packed: { ...record.packed, tables: 7, statistic: 'x', year: '2025' } }),
      ],
    ].filter(([, , { rare } = {}]) => thorough || !rare)) {
      it(`requests a year again whose stored block ${what}`, async () => {
        const first = await visit(views(LAST_YEAR));
        const good = await numbers(first);
        await first.evaluate(
          `new Promise((resolve) => {
            indexedDB.open('${STORE}').onsuccess = ({ target: { result } }) => {
              const transaction = result.transaction('blocks', 'readwrite');
              const blocks = transaction.objectStore('blocks');
              blocks.openCursor().onsuccess = ({ target: { result: cursor } }) => {
                if (!cursor) return;
                cursor.update((${damaged})(cursor.value));
                cursor.continue();
              };
              transaction.oncomplete = () => resolve(result.close());
            };
          })`,
        );
        const page = await visit(views(LAST_YEAR));
        assert.deepEqual(asked(), yearsOf(USAGE, 2025));
        assert.deepEqual(await numbers(page), good);
        await expectFine(page);
        assert.deepEqual(await asksFor(views(LAST_YEAR)), []);
      });
    }
  });

  it('starts a worker in a page of another origin, and sends its requests from the page', async () => {
    const page = await open(context, addressOf(views(LAST_YEAR), { script: `${demo.url}dist/define.js` }));
    assert.deepEqual(asked(), yearsOf(USAGE, 2025));
    assert.match(page.workers()[0].url(), /^blob:/);
    await expectWorker(page, [new URL(SRC, site.url).href]);
    await expectFine(page);
  });

  const STRICT =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
    "worker-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html repository-stats-widgets";
  for (const entry of ['define.js', 'autoload.js']) {
    it(`${entry} uses a worker under a strict policy without a violation`, async () => {
      const headers = { 'Content-Security-Policy': STRICT };
      const page = await visit(dashboard('tab="usage"'), { headers, script: `/dist/${entry}` });
      await expectWorker(page);
      await expectFine(page);
      const violations = [page, ...page.workers()].map((place) => place.evaluate(() => globalThis.violations));
      assert.deepEqual(await Promise.all(violations), [[], []]);
      assert.deepEqual(await asksFor(dashboard('tab="usage"'), { headers }), yearsOf(USAGE, 2026));
    });
  }

  describe('pages without storage', () => {
    const full = 'throw new DOMException("full", "QuotaExceededError")';
    for (const [what, prelude, made, keep = 0] of [
      ['is missing in the browser', 'Object.defineProperty(self, "indexedDB", { value: undefined });'],
      ['is forbidden', `IDBFactory.prototype.open = IDBFactory.prototype.databases = () => { ${full} };`],
      ['never answers', `IDBFactory.prototype.databases = () => new Promise(() => {});${shortened()}`],
      ['is full', `IDBObjectStore.prototype.put = () => { ${full} };`],
      [
        'cannot be read',
        'IDBObjectStore.prototype.get = () => { throw new DOMException("bad", "UnknownError"); };',
        undefined,
        1,
      ],
      [
        'never ends a read',
        `IDBObjectStore.prototype.get = () => new EventTarget();${shortened([READING])}`,
        undefined,
        1,
      ],
      ['was created by another script', '', (name) => indexedDB.open(name, 1)],
      ['has a later version', '', (name) => indexedDB.open(name, 99)],
    ]) {
      it(`requests and shows the numbers if storage ${what}`, async () => {
        const other = await context.newPage();
        await other.goto(addressOf(''));
        if (made) {
          await other.evaluate(
            `new Promise((resolve) => {
              (${made})('${STORE}').onsuccess = ({ target }) => resolve(target.result.close());
            })`,
          );
        }
        for (const visits of [1, 2]) {
          const page = await visit(views(LAST_YEAR), { prelude, keep });
          assert.deepEqual(asked(), yearsOf(USAGE, 2025), `visit ${visits}`);
          await expectWorker(page);
          await expectFine(page);
        }
      });
    }
  });
});
