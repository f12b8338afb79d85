/**
 * Pages that change the JavaScript environment before the script of the widgets runs: each shows the numbers of an ordinary
 * page, without an error.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch, open, widgets } from './browser.mjs';
import { startSite } from './server.mjs';
import { someOf } from './thorough.mjs';

const SETTINGS = 'src="/api/stats-dashboard" today="2026-06-15" range="2026-01-01/2026-03-31"';
const WIDGETS = `<stats-figure ${SETTINGS} metric="views" compare="previous"></stats-figure>
<stats-timeline ${SETTINGS} metrics="downloads"></stats-timeline>
<stats-dashboard ${SETTINGS} tab="content"></stats-dashboard>`;

/** What pages do to built-ins of JavaScript: the habits of old libraries, and damage. */
const BUILT_INS = {
  'an Array.from that takes no function': 'Array.from = (list) => Array.prototype.slice.call(list)',
  'a toJSON of arrays that returns text': `Array.prototype.toJSON = function () { return '[' + this.join() + ']'; }`,
  'a toJSON of every object': `Object.prototype.toJSON = function () { return 'object'; }`,
  'a JSON.stringify that returns nothing': 'JSON.stringify = () => undefined',
  'methods that every array enumerates': 'Array.prototype.each = function () {}; Array.prototype.first = () => 1',
  'properties that every object enumerates':
    'Object.prototype.get = 1; Object.prototype.kind = "x"; Object.prototype.size = 0',
  'a reduce without a start value': 'Array.prototype.reduce = function () { return this[0]; }',
  'a find that returns the index': 'Array.prototype.find = function (is) { return this.findIndex(is); }',
  'an includes that takes a function': 'Array.prototype.includes = function (is) { return this.some(is); }',
  'entries that are an array of values': 'Array.prototype.entries = function () { return this.slice(); }',
  'a map that leaves out nothing':
    'Array.prototype.map = function (f) { return this.filter((each) => f(each) != null); }',
  'a sort that sorts a copy':
    '{ const { sort } = Array.prototype; Array.prototype.sort = function (f) { return sort.call([...this], f); } }',
  'an Object.keys with inherited names':
    'Object.keys = (from) => { const keys = []; for (const key in from) keys.push(key); return keys; }',
  'an Object.assign that makes a copy': 'Object.assign = (a, b) => ({ ...a, ...b })',
  'a trim that trims nothing': 'String.prototype.trim = function () { return this; }',
  'a bind without arguments': 'Function.prototype.bind = function (to) { return () => this.call(to); }',
  'a Map that starts empty': 'Map = class { get() {} set() { return this; } has() { return false; } }',
  'a Promise that never calls back':
    'Promise = class { then() { return this; } static resolve() { return new Promise(); } }',
  'an Event that is a plain object': 'Event = function (type) { this.type = type; }; CustomEvent = Event',
  'a URL that is a plain object': 'URL = function (href) { this.href = href; }',
  'patterns that match nothing': 'RegExp.prototype.exec = () => null',
  'frozen prototypes': '[Object, Array, Function, Error].forEach((each) => Object.freeze(each.prototype))',
};

/** Properties of the document and of the window that elements of a page can hide. */
const HIDDEN = [
  ...['body', 'head', 'documentElement', 'querySelector', 'querySelectorAll', 'createElement', 'createElementNS'],
  ...['createTreeWalker', 'createComment', 'importNode', 'addEventListener', 'baseURI', 'hidden', 'cookie', 'fonts'],
  ...['activeElement', 'defaultView', 'currentScript', 'readyState', 'adoptedStyleSheets', 'visibilityState'],
];
const GLOBALS = [
  'stats',
  'define',
  'module',
  'litHtmlVersions',
  'litHtmlPolyfillSupport',
  'reactiveElementPolyfillSupport',
];

const ELEMENTS = HIDDEN.map((name) => `<form name="${name}"><input name="children"></form><img name="${name}">`);
const LINKS = GLOBALS.map((id) => `<a id="${id}"></a>`);

const pageWith = (script, { before = '', file = 'define' } = {}) =>
  `<!doctype html><html lang="en"><title>Page</title><script>${script}</script>
  <script type="module" src="/dist/${file}.js"></script><body>${before}${WIDGETS}`;

/** In the page, before its scripts: writes reported errors where every world can read them. */
function noteErrors() {
  const { get: getRoot } = Object.getOwnPropertyDescriptor(Document.prototype, 'documentElement');
  document.addEventListener('stats-error', ({ detail }) => {
    getRoot.call(document).dataset.errors ??= '';
    getRoot.call(document).dataset.errors += `${detail.reason}: ${detail.message}\n`;
  });
}

/** In a world of its own: returns the text of the page once it is the expected one, else the text after many frames. */
async function textWhen(expected) {
  const textIn = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.matches?.('style, script, iframe')) return '';
    return [...(node.shadowRoot ?? node).childNodes].map(textIn).join(' ');
  };
  const { get: getRoot } = Object.getOwnPropertyDescriptor(Document.prototype, 'documentElement');
  let root, text;
  for (let frames = 0; frames < 600; frames++) {
    // While the page is being parsed, it may have no root element yet.
    root = getRoot.call(document);
    text = (root ? textIn(root) : '')
      .replace(/\s+/g, ' ')
      .replace(/fetched [\d:]+ [AP]M/, 'fetched now')
      .trim();
    if (new RegExp(expected).test(text)) break;
    await new Promise((resolve) => setTimeout(resolve, 16));
  }
  const frames = root.querySelectorAll('iframe').length;
  return { text, frames, errors: root.dataset.errors ?? '' };
}

/** Matches the text of a page word for word. */
const exactly = (text) => `^${text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`;

describe('pages that change the JavaScript environment', () => {
  let browser, site, ordinary;
  before(async () => {
    [browser, site] = await Promise.all([launch(), startSite()]);
    // Both charts have an axis, and nothing is being loaded.
    ordinary = await read(pageWith(''), '^(?!.*Loading)(?=.*Cumulative Records)(?=(.*Jan 2026){2})');
  });
  after(() => Promise.all([browser.close(), site.close()]));

  /** Opens a page and reads it in a JavaScript world of its own: code of the driver would use the built-ins of the page. */
  async function read(html, expected, headers) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const errors = [];
    page.on('pageerror', (error) => errors.push(String(error?.message)));
    await page.addInitScript(noteErrors);
    await page.goto(site.page(html, headers), { waitUntil: 'commit' });
    const session = await page.context().newCDPSession(page);
    const { frameTree } = await session.send('Page.getFrameTree');
    const world = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      contextId: world.executionContextId,
      expression: `(${textWhen})(${JSON.stringify(expected)})`,
      awaitPromise: true,
      returnByValue: true,
    });
    assert.equal(exceptionDetails, undefined);
    await page.close();
    return { ...result.value, pageErrors: errors };
  }

  it('shows numbers on an ordinary page without a frame', () => {
    assert.match(ordinary.text, /Views [\d,.KM]+/);
    assert.deepEqual([ordinary.frames, ordinary.errors, ordinary.pageErrors], [0, '', []]);
  });

  // All rows take the same way: the script compares every built-in with that of the browser.
  for (const [what, script] of someOf(BUILT_INS)) {
    it(`shows the same numbers on a page with ${what}`, async () => {
      const { text, errors, pageErrors } = await read(pageWith(script), exactly(ordinary.text));
      assert.deepEqual([errors, pageErrors], ['', []]);
      assert.equal(text, ordinary.text);
    });
  }

  it('shows the same numbers on a page that has replaced built-ins, with a nonce and a query in the address', async () => {
    const nonce = 'bm9uY2U';
    const page = pageWith('Array.from = () => []')
      .replaceAll('<script', `<script nonce="${nonce}"`)
      .replace('define.js', 'define.js?ver=6.8');
    const policy = { 'Content-Security-Policy': `script-src 'nonce-${nonce}' 'strict-dynamic'` };
    const { text, errors, pageErrors } = await read(page, exactly(ordinary.text), policy);
    assert.deepEqual([text, errors, pageErrors], [ordinary.text, '', []]);
  });

  it('shows the same numbers with autoload.js on a page with replaced built-ins', async () => {
    const script = BUILT_INS['an Array.from that takes no function'];
    const { text, frames, errors } = await read(pageWith(script, { file: 'autoload' }), exactly(ordinary.text));
    assert.deepEqual([text, frames, errors], [ordinary.text, 1, '']);
  });

  it('runs on the built-ins of a page that has only added methods to arrays', async () => {
    const { frames } = await read(pageWith('Array.prototype.each = function () {}'), exactly(ordinary.text));
    assert.equal(frames, 0);
  });

  it('runs on a page whose promises are its own, if they do what promises do', async () => {
    const own = `{ const Native = Promise; Promise = class Own extends Native { then(...given) { return super.then(...given); } }; }`;
    const { text, frames } = await read(pageWith(own), exactly(ordinary.text));
    assert.deepEqual([text, frames], [ordinary.text, 0]);
  });

  for (const file of ['define', 'autoload']) {
    it(`shows the same numbers with ${file}.js on a page whose elements have the names of properties of the document`, async () => {
      const page = pageWith('', { before: `<div hidden>${[...ELEMENTS, ...LINKS].join('')}</div>`, file });
      const { text, errors, pageErrors } = await read(page, exactly(ordinary.text));
      assert.deepEqual([errors, pageErrors], ['', []]);
      assert.equal(text, ordinary.text);
    });
  }

  const SENTENCE = 'This page has replaced parts of JavaScript that these statistics need.';

  it('says that a page has replaced methods of elements, and reports which', async () => {
    const { text, errors } = await read(pageWith('Element.prototype.closest = () => undefined'), SENTENCE);
    assert.equal(text.split(SENTENCE).length - 1, 3);
    assert.equal(errors, 'code: This page has replaced Element.prototype.closest.\n');
  });

  it('says that a page has replaced built-ins, in the language of the page, in a sandbox without a frame to borrow from', async () => {
    const page = pageWith('Array.from = () => []').replace('lang="en"', 'lang="de-AT"');
    const headers = { 'Content-Security-Policy': 'sandbox allow-scripts', 'Access-Control-Allow-Origin': '*' };
    const { text, errors } = await read(page, 'Diese Seite', headers);
    assert.match(text, /Diese Seite hat Teile von JavaScript ersetzt, die diese Statistik braucht\./);
    assert.equal(errors, 'code: This page has replaced Array.from.\n');
  });

  it('reports built-ins that a page replaces after the script has started', async () => {
    const page = await open(
      browser,
      site.page(
        `${pageWith('')}<script type="module">Array.prototype.copyWithin = function () { return this; }</script>`,
      ),
    );
    const [error, ...others] = await page.statsErrors();
    assert.match(
      error.message,
      /^This page has replaced Array\.prototype\.copyWithin after .*\/dist\/define\.js has started\./,
    );
    assert.deepEqual([error.reason, others], ['code', []]);
    await page.close();
  });

  it('reports nothing if a page adds methods after the script has started, which nothing here uses', async () => {
    const added = 'Set.prototype.toJSON = Array.prototype.each = function () { return []; }';
    const page = await open(browser, site.page(`${pageWith('')}<script type="module">${added}</script>`));
    assert.deepEqual(await page.statsErrors(), []);
    await page.close();
  });

  it('shows the numbers and days of a new range on a translated page', async () => {
    const page = await open(browser, site.page(pageWith('')));
    await page.evaluate(() => {
      // Like translators that enter open shadow trees: every text becomes an element.
      const translate = (node) => {
        for (const child of [...node.childNodes]) {
          if (child.nodeType === Node.TEXT_NODE && child.data.trim() && !node.matches?.('style, script')) {
            const font = document.createElement('font');
            font.textContent = `[${child.data}]`;
            child.replaceWith(font);
          } else translate(child.shadowRoot ?? child);
        }
      };
      translate(document.body);
      for (const element of document.querySelectorAll('stats-figure, stats-timeline'))
        element.range = '2026-02-01/2026-02-28';
    });
    await page.settled();
    const [figure] = await widgets(page, 'stats-figure', ({ view, shadowRoot }) => ({
      expected: view.text,
      value: shadowRoot.querySelector('.value').textContent.trim(),
      all: shadowRoot.textContent,
    }));
    assert.ok(figure.value.includes(figure.expected), `${figure.value} is not ${figure.expected}`);
    assert.match(figure.all.replace(/\s+/g, ' '), /Feb 1 – 28, 2026/);
    assert.doesNotMatch(figure.all, /Mar/);
    const [timeline] = await widgets(
      page,
      'stats-timeline',
      ({ shadowRoot }) => shadowRoot.querySelector('stats-chart').shadowRoot.textContent,
    );
    assert.match(timeline, /Feb/);
    assert.doesNotMatch(timeline, /Mar/);
    await page.close();
  });

  for (const [where, openOther] of Object.entries({
    frame: () => {
      const frame = document.createElement('iframe');
      Object.assign(frame, { width: 900, height: 800 });
      document.body.prepend(frame);
      return frame.contentWindow;
    },
    'pop-up': () => window.open('', '', 'width=900,height=800'),
  })) {
    it(`works in a ${where} into which its elements are moved, and after they have come back`, async () => {
      const page = await open(browser, site.page(pageWith('')));
      const look = async () => {
        await page.evaluate(async () => {
          for (const element of globalThis.moved) await element.settled;
        });
        return page.evaluate(() => {
          const [figure, timeline] = globalThis.moved;
          const value = figure.shadowRoot.querySelector('.value');
          return {
            value: figure.view.text,
            size: value.ownerDocument.defaultView.getComputedStyle(value).fontSize,
            height: Math.round(
              timeline.shadowRoot.querySelector('stats-chart').svg?.getBoundingClientRect().height ?? 0,
            ),
            bars: timeline.shadowRoot.querySelector('stats-chart').svg?.querySelectorAll('path').length > 0,
          };
        });
      };
      await page.evaluate(
        `globalThis.openOther = ${openOther}; globalThis.moved = [...document.querySelectorAll('stats-figure, stats-timeline')]`,
      );
      await page.evaluate(() => {
        document.querySelector('stats-dashboard').remove();
      });
      const here = await look();
      await page.evaluate(() => {
        globalThis.other = globalThis.openOther();
        globalThis.other.document.body.append(...globalThis.moved);
      });
      await page.waitForFunction(() =>
        globalThis.moved.every(({ shadowRoot }) => shadowRoot.adoptedStyleSheets.length),
      );
      assert.deepEqual(await look(), here);
      await page.evaluate(() => globalThis.moved.forEach((element) => (element.range = '2026-01-01/2026-02-28')));
      const there = await look();
      assert.notEqual(there.value, here.value);
      assert.ok(there.bars);
      // An element that is made for the other document from the start.
      await page.evaluate(() => {
        const made = document.createElement('stats-figure');
        for (const { name, value } of globalThis.moved[0].attributes) made.setAttribute(name, value);
        globalThis.other.document.body.append(made);
        globalThis.made = made;
      });
      await page.waitForFunction(() => globalThis.made.shadowRoot?.adoptedStyleSheets.length);
      await page.evaluate(() => {
        document.body.append(...globalThis.moved);
        globalThis.moved.forEach((element) => (element.range = '2026-01-01/2026-03-31'));
      });
      await page.waitForFunction(() =>
        globalThis.moved.every(({ shadowRoot }) => shadowRoot.adoptedStyleSheets.length),
      );
      assert.deepEqual(await look(), here);
      assert.deepEqual([await page.statsErrors(), page.errors], [[], []]);
      await page.close();
    });
  }
});
