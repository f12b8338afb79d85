/**
 * Use of all features of the built files under policies that are as strict as possible.
 *
 * A script in the page drives it like a reader and sends violations and errors to its server: script
 * that a test driver runs in a page is exempt from some of these rules.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch } from './browser.mjs';
import { serve, startDemo } from './server.mjs';
import { thorough } from './thorough.mjs';

/** In the page: uses the widgets like a reader, and reports the results to the server. */
async function visitor() {
  const report = { violations: [], errors: [], tags: new Set(), pictures: 0, tips: 0, files: 0 };
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    report.violations.push(`${violatedDirective} ${blockedURI}`),
  );
  addEventListener('error', ({ message }) => report.errors.push(message));
  addEventListener('unhandledrejection', ({ reason }) => report.errors.push(String(reason)));
  document.addEventListener('stats-error', ({ detail }) => report.errors.push(`${detail.reason} ${detail.message}`));

  const all = (selector, root = document) =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      ...(element.matches(selector) ? [element] : []),
      ...(element.shadowRoot ? all(selector, element.shadowRoot) : []),
    ]);
  const settled = async () => {
    for (const element of all('*')) await element.settled;
  };
  /** Resolves when a condition is true, which is checked in each frame. */
  const until = async (isSo, what) => {
    for (let frames = 0; !isSo(); frames++) {
      if (frames > 900) throw new Error(`never: ${what}`);
      await new Promise(requestAnimationFrame);
    }
  };
  let tenBegan;
  /** Resolves when all offered files are saved, and another one may be offered. */
  const saved = async (what) => {
    if (report.files++ % 10 === 0) tenBegan = performance.now();
    let answer;
    void fetch(`/saved?${report.files}`).then((response) => (answer = response));
    await until(() => answer, `saved ${what}`);
    // The browser silently saves no more than ten files within a second.
    if (report.files % 10 === 0) await until(() => performance.now() > tenBegan + 1100, 'a second later');
  };

  /** Moves over a picture with the pointer and with the keys. */
  async function touch(chart) {
    await chart.whenDrawn;
    const drawing = chart.svg;
    if (!drawing) return;
    report.pictures++;
    const { left, top, width, height } = drawing.getBoundingClientRect();
    for (const share of [0.3, 0.5, 0.7]) {
      const at = { clientX: left + width * share, clientY: top + height * share };
      const below = chart.shadowRoot.elementFromPoint(at.clientX, at.clientY) ?? drawing;
      below.dispatchEvent(new PointerEvent('pointermove', { ...at, bubbles: true, composed: true }));
      await chart.updateComplete;
    }
    chart.focus();
    for (const key of ['ArrowRight', 'End', 'Home', 'Escape']) {
      chart.shadowRoot.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      await chart.updateComplete;
      report.tips += chart.shadowRoot.querySelectorAll('.tip').length;
    }
  }

  /** Opens the explanation of a widget and exports its numbers. */
  async function ask(widget) {
    const about = widget.shadowRoot.querySelector('stats-about');
    if (!about) return;
    widget.shadowRoot.querySelector('button.about').click();
    await new Promise((opened) => about.addEventListener('toggle', opened, { once: true }));
    await until(() => about.shadowRoot?.querySelector('dl'), 'an answer');
    await about.updateComplete;
    for (const take of about.shadowRoot.querySelectorAll('.take button')) {
      const name = take.textContent.trim();
      // Copying requires a real user gesture.
      if (!/^(CSV|SVG|PNG)$/.test(name)) continue;
      take.click();
      await saved(name);
    }
    about.hidePopover();
  }

  const asked = new Set();

  /** Shows a widget in all its views. */
  async function use(widget) {
    const look = async () => {
      await widget.settled;
      const charts = all('stats-chart', widget.shadowRoot);
      for (const chart of charts) await touch(chart);
      // One widget of each kind is enough.
      const kind = charts.length ? widget.view?.rows !== undefined : 'none';
      if (!asked.has(kind)) await ask(widget);
      asked.add(kind);
    };
    await look();
    const buttons = () => [...widget.shadowRoot.querySelectorAll('button:not(.about)')];
    for (let i = 0; i < buttons().length; i++) {
      buttons()[i].click();
      await look();
    }
    for (const select of widget.shadowRoot.querySelectorAll('select')) await choose(select);
  }

  async function choose(select) {
    select.selectedIndex = (select.selectedIndex + 1) % select.options.length;
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await settled();
  }

  async function exportAll(exporter) {
    const items = async () => {
      await exporter.updateComplete;
      exporter.shadowRoot.querySelector('[aria-haspopup]').click();
      await exporter.updateComplete;
      return [...exporter.shadowRoot.querySelectorAll('[role="menuitem"]')];
    };
    let count = 1;
    for (let i = 0; i < count; i++) {
      const formats = await items();
      count = formats.length;
      formats[i].click();
      await saved(formats[i].textContent.trim());
    }
  }

  try {
    const ready = () => all('*').some((element) => element.settled) && !document.querySelector(':not(:defined)');
    await until(ready, 'all defined');
    await settled();
    for (const dashboard of document.querySelectorAll('stats-dashboard')) {
      const tabs = [...dashboard.shadowRoot.querySelectorAll('[role="tab"]')];
      for (const tab of tabs.slice(0, Number(document.body.dataset.tabs))) {
        tab.dispatchEvent(new PointerEvent('pointerenter'));
        tab.click();
        await settled();
        for (const widget of all('*', dashboard.shadowRoot)) if (widget.needs) await use(widget);
        for (const { localName } of all('*')) report.tags.add(localName);
      }
    }
    for (const widget of document.body.children) if (widget.needs) await use(widget);
    for (const picker of all('stats-range-picker, stats-granularity-picker, stats-compare-picker'))
      for (const select of picker.shadowRoot.querySelectorAll('select')) await choose(select);
    const exporter = document.querySelector('stats-export') ?? all('stats-export')[0];
    if (exporter) await exportAll(exporter);
    for (const type of ['beforeprint', 'afterprint']) {
      dispatchEvent(new Event(type));
      await settled();
    }
    for (const { localName } of all('*')) report.tags.add(localName);
  } catch (error) {
    report.errors.push(`${error.message} ${error.stack}`);
  }
  const tags = [...report.tags].filter((tag) => tag.includes('-'));
  report.numbers = all('*').flatMap(({ view }) => (view && 'value' in view ? [view.value] : []));
  await fetch('/report', { method: 'POST', body: JSON.stringify({ ...report, tags }) });
}

const TODAY = '2026-06-15';
const SERVICE = `src="/api/stats-dashboard" today="${TODAY}" range="2026-01-01/${TODAY}"`;
const WIDGETS = {
  pie: `<stats-breakdown ${SERVICE} breakdown="countries" metric="views" view="pie"></stats-breakdown>`,
  map: `<stats-map ${SERVICE} metric="views"></stats-map>`,
  bars: `<stats-timeline ${SERVICE} metrics="views downloads" chart-type="bar" breakdown="countries"></stats-timeline>`,
  line: `<stats-timeline ${SERVICE} metrics="views" line-display="overlapping" compare="previous"></stats-timeline>`,
  figure: `<stats-figure ${SERVICE} metric="views" compare="year"></stats-figure>`,
  records: `<stats-top-records ${SERVICE}></stats-top-records>`,
  record: `<stats-record ${SERVICE} record="abcde-12345"></stats-record>`,
  export: `<stats-export ${SERVICE} service-formats></stats-export>`,
};
const LONE = Object.values(WIDGETS).join('');
const DASHBOARD = `<stats-dashboard ${SERVICE}></stats-dashboard>`;
const COMMUNITY = `<stats-dashboard ${SERVICE} layout="community" community="astronomy"></stats-dashboard>`;
const containerOf = (more) => {
  const config = { dashboard_type: 'global', ...more };
  return `<div id="stats-dashboard" data-dashboard-config='${JSON.stringify(config)}'></div>`;
};
const components = ['SingleStatViews', 'TrafficStatsChart', 'StatsMap'].map((component) => ({ component }));
const CONTAINER = containerOf(thorough ? {} : { layout: { tabs: [{ name: 'usage', rows: [{ components }] }] } });

const NONCE = 'c2VjcmV0';
const TRUSTED = "require-trusted-types-for 'script'; trusted-types lit-html repository-stats-widgets";
const policyOf = (more = {}) => {
  const directives = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data:",
    'connect-src': "'self'",
    'worker-src': "'self'",
    ...more,
  };
  return [...Object.entries(directives).map((pair) => pair.join(' ')), TRUSTED].join('; ');
};

/** Code that runs first in the worker: reports its violations to the server, too. */
const PRELUDE = `self.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  fetch(location.origin + '/violation', { method: 'POST', body: violatedDirective + ' ' + blockedURI }));\n`;

describe('the built files under a policy', { timeout: thorough ? 600_000 : 120_000 }, () => {
  let demo, browser, proxy;
  /** Other origins that the browser requested. */
  const elsewhere = [];

  before(async () => {
    [demo, browser] = await Promise.all([startDemo(), launch()]);
    proxy = await serve(({ url }) => {
      elsewhere.push(url);
      return new Response(null, { status: 502 });
    });
    proxy.server.on('connect', ({ url }, socket) => {
      elsewhere.push(url);
      socket.destroy();
    });
  });
  after(() => Promise.all([demo.close(), browser.close(), proxy.close()]));

  /** Starts a site whose page has a policy; the built files and the service are on its origin and on that of the demo. */
  async function siteWith(html, policy) {
    let reported;
    const site = { report: new Promise((resolve) => (reported = resolve)), violations: [], saved: [], waiting: [] };
    const answers = {
      '/': () => ['text/html; charset=utf-8', html],
      '/visitor.js': () => ['text/javascript', `(${visitor})();`],
      '/report': async (request) => ['text/plain', reported(JSON.parse(await request.text()))],
      '/violation': async (request) => ['text/plain', site.violations.push(await request.text())],
      '/saved': async (_, count) => {
        while (site.saved.length < count) await new Promise((resolve) => site.waiting.push(resolve));
        return ['text/plain', String(await Promise.all(site.saved))];
      },
    };
    site.save = (path) => {
      site.saved.push(path);
      site.waiting.splice(0).forEach((resolve) => resolve());
    };
    /** Serves the built files, the service, and files of this site that the demo lacks. */
    async function pass(request) {
      const { method, headers } = request;
      const { pathname, search } = new URL(request.url);
      const accept = headers.get('accept') ?? '*/*';
      if (/csv|sheet|excel|xml/.test(accept)) return [accept, 'PK\u0003\u0004'];
      const body = method === 'POST' ? await request.text() : undefined;
      const answer = await fetch(new URL(pathname + search, demo.url), { method, body, headers: { accept } });
      return [
        answer.headers.get('content-type'),
        `${pathname.endsWith('/worker.js') ? PRELUDE : ''}${await answer.text()}`,
      ];
    }
    const { url, close } = await serve(async (request) => {
      const { pathname, search } = new URL(request.url);
      const own = answers[pathname];
      const [type, body] = await (own ? own(request, Number(search.slice(1))) : pass(request));
      const headers = { 'Content-Type': type, ...(policy && { 'Content-Security-Policy': policy }) };
      return new Response(String(body ?? ''), { headers });
    });
    return Object.assign(site, { origin: new URL(url).origin, close });
  }

  /**
   * Opens a page with the visitor script.
   * @returns the report of the page, logs, workers, other requested origins, violations, and saved files
   */
  async function visit(body, { script = '/dist/define.js', policy, nonce = '', tabs = 9 } = {}) {
    const sign = nonce && ` nonce="${nonce}"`;
    const site = await siteWith(
      `<!doctype html><html lang="en"><head><title>Strict</title><link rel="icon" href="data:,">
        <script${sign} type="module" src="/visitor.js"></script><script${sign} type="module" src="${script}"></script>
        </head><body data-tabs="${tabs}">${body}</body></html>`,
      policy,
    );
    const context = await browser.newContext({
      viewport: { width: 1280, height: 6000 },
      proxy: { server: new URL(proxy.url).origin, bypass: '127.0.0.1' },
    });
    const page = await context.newPage();
    const [log, workers, origins] = [[], [], new Set()];
    page.on('console', (message) => log.push(message.text()));
    page.on('pageerror', (error) => log.push(error.message));
    page.on('worker', (worker) => workers.push(worker.url()));
    page.on('download', (download) => site.save(download.path().then(() => download.suggestedFilename())));
    context.on('request', (request) => origins.add(new URL(request.url()).origin));
    await page.goto(site.origin);
    const report = await site.report;
    // Prints the page, too.
    await page.pdf();
    await Promise.all([context.close(), site.close()]);
    origins.delete(site.origin);
    const files = await Promise.all(site.saved);
    return {
      report,
      log,
      workers,
      files,
      others: [...origins],
      violations: [...report.violations, ...site.violations],
    };
  }

  const origin = () => new URL(demo.url).origin;
  const strict = () => policyOf();
  const signed = () => policyOf({ 'script-src': `'nonce-${NONCE}' 'strict-dynamic'` });
  const foreign = () => policyOf({ 'script-src': `'self' ${origin()}`, 'worker-src': "'self' blob:" });
  const withoutBlobs = () => policyOf({ 'script-src': `'self' ${origin()}`, 'worker-src': `'self' ${origin()}` });
  const none = () => undefined;

  const CASES = [
    ['a strict policy', strict, 'define.js', LONE],
    ['a strict policy', strict, 'autoload.js', WIDGETS.pie + WIDGETS.export],
    ['a strict policy', strict, 'invenio.js', CONTAINER],
    ['a policy with a nonce and strict-dynamic', signed, 'define.js', WIDGETS.pie, { nonce: NONCE }],
    ['a policy with a nonce and strict-dynamic', signed, 'autoload.js', WIDGETS.pie, { nonce: NONCE, rare: true }],
    ['a policy for files of another origin', foreign, 'define.js', WIDGETS.pie, { away: true, worker: /^blob:/ }],
    [
      'a policy for files of another origin',
      foreign,
      'autoload.js',
      WIDGETS.pie,
      { away: true, worker: /^blob:/, rare: true },
    ],
    [
      'a policy for files of another origin',
      foreign,
      'invenio.js',
      CONTAINER,
      { away: true, worker: /^blob:/, rare: true },
    ],
    [
      'a policy for files of another origin without their worker',
      withoutBlobs,
      'define.js',
      WIDGETS.figure,
      { away: true, worker: null },
    ],
    ['no policy', none, 'define.js', WIDGETS.pie],
  ].filter(([, , , , { rare } = {}]) => thorough || !rare);

  for (const [what, policy, entry, body, { nonce, away, worker = /worker\.js$/ } = {}] of CASES) {
    it(`${entry} works under ${what}`, async () => {
      const everything = body === CONTAINER ? body : DASHBOARD + COMMUNITY + LONE;
      const { report, log, workers, files, others, violations } = await visit(thorough ? everything : body, {
        script: `${away ? origin() : ''}/dist/${entry}`,
        policy: policy(),
        nonce,
        tabs: thorough ? 9 : 1,
      });
      // The browser logs once that it blocked a worker.
      const refused = worker === null ? 1 : 0;
      assert.deepEqual([violations.length, log.length], [refused, refused], [...violations, ...log].join('\n'));
      for (const text of [...violations, ...log]) assert.match(text, /worker-src/);
      assert.deepEqual(report.errors, []);
      assert.equal(files.length, report.files);
      if (worker) assert.match(workers.join(), worker);
      else assert.deepEqual(workers, []);
      assert.deepEqual([others, elsewhere], [away ? [origin()] : [], []]);
    });
  }
});
