/** The browser for tests of whole pages, and helpers that read a page. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { launchOptions } from '../../scripts/browser.mjs';

export const launch = () => chromium.launch(launchOptions());

/** Path of a file beside the repository that exists only on some machines; `undefined` elsewhere. */
export function shared(name) {
  const path = fileURLToPath(new URL(`../../../shared/${name}`, import.meta.url));
  return existsSync(path) ? path : undefined;
}

/** The value of `skip` for tests that need a file in ../shared. */
export const unlessShared = (name) => (shared(name) ? false : '../shared is not here');

/** Time limits for a page to settle, and then to answer at all, in milliseconds. */
const SETTLES = 60_000;
const ANSWERS = 10_000;

/** Returns true if a promise resolves within a time limit. */
async function endsIn(limit, promise) {
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, limit, false)));
  const inTime = await Promise.race([promise.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
}

/**
 * Opens a page and waits until its widgets have settled. Its logs, exceptions, reported errors and warnings are on `page.log`,
 * `page.errors`, `page.statsErrors()` and `page.statsWarnings()`.
 *
 * On a slow disk Chromium occasionally hangs while dozens of modules load: its idle main thread waits for
 * an answer from within the browser (for a font, according to its stack) that never arrives. Such a page is opened
 * once more; a page that our code keeps busy fails the second time, too.
 * @throws if it does not settle
 */
export async function open(browser, url, options = {}) {
  for (const again of [true, false]) {
    const page = await prepared(browser, options);
    const settled = page.goto(url, { timeout: 0 }).then(() => page.settled());
    if (await endsIn(SETTLES, settled)) return page;
    const before = await processorTime(browser);
    const answers = await endsIn(ANSWERS, page.evaluate('1'));
    if (answers) throw new Error(`${url} has not settled: ${await page.evaluate(unsettled)}`);
    const isBusy = (await processorTime(browser)) - before > 1;
    if (isBusy || !again) throw new Error(`${url} does not answer${isBusy ? ', and is busy' : ''}.`);
    console.error(`The process of ${url} does not answer: opened anew.`);
  }
}

/** Returns the CPU seconds of the processes of all pages, in a browser or in the pages opened in it. */
async function processorTime(of) {
  const session = await (of.browser?.() ?? of).newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.reduce((sum, { type, cpuTime }) => sum + (type === 'renderer' ? cpuTime : 0), 0);
}

/** In the page: the elements that are not defined or have not settled. */
async function unsettled() {
  const names = [];
  for (const element of document.querySelectorAll('*')) {
    const settles = Promise.race([element.settled, new Promise((resolve) => setTimeout(resolve, 100, 'late'))]);
    if (element.matches(':not(:defined)') || (await settles) === 'late') names.push(element.localName);
  }
  return names.join(', ');
}

async function prepared(browser, options) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  Object.assign(page, { log: [], errors: [] });
  page.on('console', (message) => {
    const text = message.text();
    if (!/^\[vite\]|Lit is in dev mode/.test(text)) page.log.push(text);
  });
  page.on('pageerror', (error) => page.errors.push(error.message));
  await page.addInitScript(() => {
    Object.assign(globalThis, { statsErrors: [], statsWarnings: [] });
    document.addEventListener('stats-error', ({ detail }) => globalThis.statsErrors.push(detail));
    document.addEventListener('stats-warning', ({ detail }) => globalThis.statsWarnings.push(detail));
  });
  page.statsErrors = () => page.evaluate(() => globalThis.statsErrors);
  page.statsWarnings = () => page.evaluate(() => globalThis.statsWarnings);
  page.settled = async () => {
    // Without its script, a page never defines an element.
    await page.waitForFunction(() => customElements.get('stats-figure'), undefined, { timeout: 0 });
    await page.evaluate(async () => {
      const coming = [...document.querySelectorAll(':not(:defined)')].map(({ localName }) => localName);
      await Promise.all(coming.map((tag) => customElements.whenDefined(tag)));
      // Scripts put elements into the page, or move them, while others settle: all have to be there before and after.
      for (let seen, all; seen !== (all = document.querySelectorAll('*').length); seen = all)
        for (const element of document.querySelectorAll('*')) await element.settled;
    });
  };
  return page;
}

/** Returns what `pick` reads of every matching element on the page, shadow roots included. */
export const widgets = (page, selector, pick = (element) => element.view) =>
  page.evaluate(
    ([selector, source]) => {
      const pick = new Function(`return (${source})`)();
      const found = [];
      const walk = (root) => {
        for (const element of root.querySelectorAll('*')) {
          if (element.matches(selector)) found.push(pick(element));
          if (element.shadowRoot) walk(element.shadowRoot);
        }
      };
      walk(document);
      return found;
    },
    [selector, pick.toString()],
  );

/** Returns the visible text of a page, shadow roots included; that of pictures from top to bottom and left to right. */
export const textOf = (page) =>
  page.evaluate(() => {
    const placeOf = ({ parentElement }) => {
      const { top, left } = parentElement.getBoundingClientRect();
      return [Math.round(top), left];
    };
    // Vega moves existing labels: their order in the document depends on earlier drawings.
    const asSeen = (a, b) => placeOf(a)[0] - placeOf(b)[0] || placeOf(a)[1] - placeOf(b)[1];
    const textsIn = (node) => {
      if (node instanceof Text) return [node];
      if (node instanceof Element && (node.matches('style, script') || !node.checkVisibility())) return [];
      const texts = [...(node.shadowRoot ?? node).childNodes].flatMap(textsIn);
      return node instanceof SVGSVGElement ? texts.sort(asSeen) : texts;
    };
    return textsIn(document.body)
      .map(({ data }) => data)
      .join(' ')
      .replace(/\s+/g, ' ');
  });
