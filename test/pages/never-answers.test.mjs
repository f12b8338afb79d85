/**
 * Tests of files that never arrive: for each file that a page requests, the page shows numbers or a message in the end.
 *
 * `npm test` tries some of the files, `npm run soak` all of them.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { launch } from './browser.mjs';
import { startSite } from './server.mjs';
import { thorough } from './thorough.mjs';

/**
 * Milliseconds in which a page has to end, in addition to the time that it takes on this machine with all files: two
 * waits of eight seconds after each other are too long.
 */
const LIMIT = 15_000;
/** Number of pages that are open at once: most of the time they wait. */
const PARALLEL = 3;

const SERVICE = 'src="/api/stats-dashboard" today="2026-06-15" range="2026-01-01/2026-06-15"';
const WIDGETS = (service) => `
  <stats-figure ${service} metric="views" compare="previous" icon="eye"></stats-figure>
  <stats-timeline ${service} metrics="views"></stats-timeline>
  <stats-breakdown ${service} breakdown="countries" metric="views" view="pie"></stats-breakdown>
  <stats-map ${service} metric="views"></stats-map>
  <stats-top-records ${service}></stats-top-records>
  <languages-table ${service}></languages-table>`;
const LONE = WIDGETS(SERVICE);
const COMPOSED = `<stats-dashboard ${SERVICE}>${WIDGETS('')}</stats-dashboard>`;
const DASHBOARD = `<stats-dashboard ${SERVICE} tab="usage"></stats-dashboard>`;

/** Visits: the script and the elements of a page, and which of its files `npm test` tries. */
const VISITS = [
  ['define.js, lone elements', LONE, /worker\.js|\/(chart|de)-/],
  ['define.js, a dashboard that is visited again', DASHBOARD, /\/block-cache-/, { again: true }],
  ['autoload.js, lone elements', LONE, /\/(stats-timeline|named)-/],
  ['autoload.js, a dashboard around elements', COMPOSED, /\/stats-dashboard-/, { rare: true }],
];

/** Returns the entry and the files that it imports statically: without one of them, none of our code runs. */
function excluded(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  const code = readFileSync(new URL(`../..${path}`, import.meta.url), 'utf8');
  for (const [, next] of code.matchAll(/\b(?:from|import)\s*["'`](\.[^"'`]+)["'`]/g))
    excluded(new URL(next, `http://site${path}`).pathname, found);
  return found;
}

/** In the page: returns its numbers, the reasons of its errors, and the elements with neither numbers nor a message. */
async function outcome() {
  const all = (root) =>
    [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? all(each.shadowRoot) : [])]);
  for (const element of all(document)) await element.settled;
  const elements = all(document);
  const problems = elements.flatMap((element) => {
    const { localName, shadowRoot } = element;
    if (element.matches('.skeleton, [aria-busy="true"]')) return [`${localName} is busy`];
    const isChart = localName === 'stats-chart';
    // In the shadow root of an element, the message is that of the element.
    const isLone = element.getRootNode() === document && localName.includes('-');
    if ((isLone || isChart) && element.matches(':not(:defined)') && !(shadowRoot ?? element).textContent.trim())
      return [`${localName} is not defined, and says nothing`];
    if (isChart && shadowRoot && !shadowRoot.querySelector('svg, slot[name="fallback"]'))
      return [`${localName} is empty`];
    return [];
  });
  const views = elements.flatMap(({ view }) => (view && typeof view === 'object' ? [JSON.stringify(view)] : []));
  return { problems, views, reasons: globalThis.reasons };
}

describe('a file that never arrives', { timeout: thorough ? 1_200_000 : 240_000 }, () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  /**
   * Visits a page.
   * @param silent the file that never arrives
   * @param limit milliseconds after which the visit fails
   */
  async function visit({ script, html, again }, silent, limit = 120_000) {
    const site = await startSite();
    // Pictures far below the viewport are not drawn.
    const context = await browser.newContext({ viewport: { width: 1280, height: 4000 } });
    const address = site.page(
      `<!doctype html><html lang="de"><meta charset="utf-8"><title>Silent</title><link rel="icon" href="data:,">
      <script type="module" src="/dist/${script}"></script><body>${html}`,
    );
    if (again) await load(context, site, address, { limit });
    site.silent = silent;
    site.files.clear();
    const result = await load(context, site, address, { limit });
    await Promise.all([context.close(), site.close()]);
    return { ...result, files: [...site.files] };
  }

  async function load(context, site, address, { limit }) {
    const page = await context.newPage();
    const errors = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    await page.addInitScript(() => {
      globalThis.reasons = [];
      document.addEventListener('stats-error', ({ detail }) => globalThis.reasons.push(detail.reason));
    });
    const began = Date.now();
    let timer;
    const late = new Promise((resolve) => (timer = setTimeout(resolve, limit, 'late')));
    let result = { problems: ['has not settled'], views: [], reasons: [] };
    await Promise.race([late, page.goto(address, { waitUntil: 'commit' })]);
    while (result.problems.length) {
      const next = await Promise.race([late, page.evaluate(outcome)]);
      if (next === 'late') break;
      result = next;
      await Promise.race([late, new Promise((resolve) => setTimeout(resolve, 100))]);
    }
    clearTimeout(timer);
    const took = Date.now() - began;
    await page.close();
    return { ...result, errors, took };
  }

  for (const [name, html, some, { again = false, rare = false } = {}] of VISITS) {
    if (rare && !thorough) continue;
    it(`a page shows numbers or a message for each file that never arrives: ${name}`, async () => {
      const script = name.split(',')[0];
      const page = { script, html, again };
      const whole = await Promise.all(Array.from({ length: PARALLEL }, () => visit(page)));
      for (const { problems, reasons, errors } of whole) assert.deepEqual([problems, reasons, errors], [[], [], []]);
      const [{ files, views }] = whole;
      const limit = LIMIT + Math.max(...whole.map(({ took }) => took));
      const needed = excluded(`/dist/${script}`);
      const left = files.filter((file) => !needed.has(file) && (thorough || some.test(file)));
      assert.notEqual(left.length, 0, files.join('\n'));
      const faults = {};
      const tryNext = async () => {
        for (let file; (file = left.shift());) {
          const seen = await visit(page, file, limit);
          // Without a message, all numbers must be shown.
          const missing = seen.reasons.length ? [] : views.filter((view) => !seen.views.includes(view));
          const wrong = [...seen.problems, ...seen.errors, ...missing.map((view) => `missing: ${view.slice(0, 300)}`)];
          if (seen.reasons.some((reason) => reason !== 'code')) wrong.push(`reasons: ${seen.reasons}`);
          if (wrong.length) faults[file] = wrong;
        }
      };
      await Promise.all(Array.from({ length: PARALLEL }, tryNext));
      assert.deepEqual(faults, {});
    });
  }
});
