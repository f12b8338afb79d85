/**
 * Pages that change the JavaScript environment before the script of the widgets runs: each shows the numbers of an ordinary
 * page, without an error.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch, open, textOf, widgets } from './browser.mjs';
import { startSite } from './server.mjs';

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
  'properties that every object enumerates': 'Object.prototype.get = 1; Object.prototype.kind = "x"; Object.prototype.size = 0',
  'a reduce without a start value': 'Array.prototype.reduce = function () { return this[0]; }',
  'a find that returns the index': 'Array.prototype.find = function (is) { return this.findIndex(is); }',
  'an includes that takes a function': 'Array.prototype.includes = function (is) { return this.some(is); }',
  'entries that are an array of values': 'Array.prototype.entries = function () { return this.slice(); }',
  'a map that leaves out nothing': 'Array.prototype.map = function (f) { return this.filter((each) => f(each) != null); }',
  'a sort that sorts a copy': '{ const { sort } = Array.prototype; Array.prototype.sort = function (f) { return sort.call([...this], f); } }',
  'an Object.keys with inherited names': 'Object.keys = (from) => { const keys = []; for (const key in from) keys.push(key); return keys; }',
  'an Object.assign that makes a copy': 'Object.assign = (a, b) => ({ ...a, ...b })',
  'a trim that trims nothing': 'String.prototype.trim = function () { return this; }',
  'a bind without arguments': 'Function.prototype.bind = function (to) { return () => this.call(to); }',
  'a Map that starts empty': 'Map = class { get() {} set() { return this; } has() { return false; } }',
  'a Promise that never calls back': 'Promise = class { then() { return this; } static resolve() { return new Promise(); } }',
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
const GLOBALS = ['stats', 'define', 'module', 'litHtmlVersions', 'litHtmlPolyfillSupport', 'reactiveElementPolyfillSupport'];

const pageWith = (script, before = '', file = 'define') =>
  `<!doctype html><html lang="en"><title>Page</title><script>${script}</script>
  <script type="module" src="/dist/${file}.js"></script><body>${before}${WIDGETS}`;

describe('pages that change the JavaScript environment', () => {
  let browser, site, numbers;
  before(async () => {
    [browser, site] = await Promise.all([launch(), startSite()]);
    const page = await open(browser, site.page(pageWith('')));
    numbers = await read(page);
    assert.match(numbers.text, /Views \d/);
    assert.equal(numbers.frames, 0);
    await page.close();
  });
  after(() => Promise.all([browser.close(), site.close()]));

  /** Reads what a page shows. The driver cannot run code in a page with changed built-ins: the browser's own view is read. */
  async function read(page) {
    return { text: await textOf(page), frames: page.frames().length - 1 };
  }

  for (const [what, script] of Object.entries(BUILT_INS)) {
    it(`shows the same numbers on a page with ${what}`, async () => {
      const page = await open(browser, site.page(pageWith(script)));
      assert.equal((await read(page)).text, numbers.text);
      assert.deepEqual(await page.statsErrors(), []);
      await page.close();
    });
  }
});
