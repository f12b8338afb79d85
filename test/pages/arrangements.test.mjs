/**
 * Arrangements of pages, policies and files, with a service that checks requests as InvenioRDM over https does: each page
 * shows its numbers, or one message where the policy makes them impossible.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { launch } from './browser.mjs';
import { startDemo, startSite } from './server.mjs';
import { someOf } from './thorough.mjs';

const FIGURE = `<stats-figure src="/api/stats-dashboard" metric="views" today="2026-06-15"
  range="2026-01-01/2026-03-31"></stats-figure>`;
const SENTENCE = 'This part of the page could not be shown.';

/** The CSRF check of invenio-rest, which ignores requests without cookies. */
function csrfCheck(refused) {
  return (_query, { headers }) => {
    const [cookie, referer, header] = ['cookie', 'referer', 'x-csrftoken'].map((name) => headers.get(name));
    if (!cookie) return undefined;
    const token = /csrftoken=([^;]+)/.exec(cookie)?.[1];
    const refuse = (message, headers = {}) => {
      refused.push(message);
      return Response.json({ status: 400, message }, { status: 400, headers });
    };
    if (!token) return refuse('CSRF cookie not set.', { 'Set-Cookie': 'csrftoken=secret; Path=/; SameSite=Lax' });
    if (header !== token) return refuse('CSRF token missing or incorrect.');
    if (!referer) return refuse('Referer checking failed - no Referer.');
    return undefined;
  };
}

/** A separate copy of Lit in the page, which creates the policy `lit-html`. */
const LIT = readFileSync(new URL('../../node_modules/lit-html/lit-html.js', import.meta.url), 'utf8');
const script = (src, nonce = '') => `<script type="module" src="${src}"${nonce && ` nonce="${nonce}"`}></script>`;

/** Arrangements: the scripts of a page and the sources that its policy allows. `away` is the origin of another server. */
const ARRANGEMENTS = {
  'its own origin': () => ({ head: script('/dist/define.js') }),
  'its own origin, and no Referer of its own': () => ({
    head: `<meta name="referrer" content="no-referrer">${script('/dist/define.js')}`,
  }),
  'another origin': (away) => ({
    head: script(`${away}/dist/define.js`),
    'script-src': `'self' ${away}`,
    'worker-src': "'self' blob:",
  }),
  'another origin, without a worker from blob:': (away) => ({
    head: script(`${away}/dist/define.js`),
    'script-src': `'self' ${away}`,
  }),
  'its own origin, twice': () => ({ head: script('/dist/define.js') + script('/dist/define.js?2') }),
  'two origins': (away) => ({
    head: script('/dist/autoload.js') + script(`${away}/dist/define.js`),
    'script-src': `'self' ${away}`,
    'worker-src': "'self' blob:",
  }),
  'its own origin, after a Lit of the page': () => ({ head: script('/own-lit.js') + script('/dist/define.js') }),
  'its own origin, in a sandbox': () => ({
    head: script('/dist/define.js'),
    sandbox: true,
    'worker-src': "'self' blob:",
  }),
  'its own origin, with a nonce': () => ({
    head: script('/dist/define.js', 'bm9uY2U'),
    'script-src': "'nonce-bm9uY2U' 'strict-dynamic'",
  }),
};

/** Policies: the names that a page allows for Trusted Types; `undefined` for a page without a policy. */
const POLICIES = {
  none: undefined,
  'lit-html repository-stats-widgets': {},
  'repository-stats-widgets': {},
  'lit-html': { 'its own origin, after a Lit of the page': 'sentence' },
  another: 'sentence',
};

const policyOf = (names, { 'script-src': scripts = "'self'", 'worker-src': workers = "'self'" }) =>
  [
    `default-src 'none'; script-src ${scripts}; worker-src ${workers}; style-src 'self'; img-src 'self' data:`,
    `connect-src 'self'; frame-src 'self'; require-trusted-types-for 'script'; trusted-types ${names}`,
  ].join('; ');

describe('arrangements of pages, policies and files', { timeout: 240_000 }, () => {
  let demo, site, browser, refused;
  before(async () => {
    [demo, browser] = await Promise.all([startDemo(), launch()]);
    site = await startSite();
  });
  after(() => Promise.all([demo.close(), browser.close(), site.close()]));

  async function visit({ head, sandbox, ...more }, names) {
    refused = [];
    site.fault = csrfCheck(refused);
    const headers = {
      ...(names && { 'Content-Security-Policy': policyOf(names, more) }),
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': 'content-type, x-csrftoken',
      'Set-Cookie': 'session=1; Path=/; SameSite=Lax',
    };
    const html = (body, head = '') =>
      `<!doctype html><html lang="en"><title>Page</title><link rel="icon" href="data:,">${head}<body>${body}`;
    const inner = site.page(html(FIGURE, head), headers);
    const address = sandbox
      ? site.page(html(`<iframe sandbox="allow-scripts" src="${inner}"></iframe>`), headers)
      : inner;
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.route('**/own-lit.js', (route) => route.fulfill({ contentType: 'text/javascript', body: LIT }));
    const errors = [];
    page.on('pageerror', ({ message, stack }) => stack.includes('own-lit.js') || errors.push(message));
    await page.addInitScript(() => {
      globalThis.reasons = [];
      document.addEventListener('stats-error', ({ detail }) => globalThis.reasons.push(detail.reason));
    });
    await page.goto(address);
    const seen = await page
      .frames()
      .at(-1)
      .evaluate(async () => {
        await customElements.whenDefined('stats-figure');
        const figure = document.querySelector('stats-figure');
        await figure.settled;
        return { value: figure.view?.value, text: figure.shadowRoot.textContent.trim(), reasons: globalThis.reasons };
      });
    await context.close();
    return { ...seen, errors };
  }

  for (const [arrangement, describeIt] of Object.entries(ARRANGEMENTS)) {
    for (const [names, expected] of someOf(POLICIES)) {
      const ends = typeof expected === 'string' ? expected : (expected?.[arrangement] ?? 'numbers');
      const under = expected ? `that allows the policies "${names}"` : 'without a policy';
      it(`a page with files from ${arrangement}, ${under}, shows ${ends === 'sentence' ? 'a message' : 'numbers'}`, async () => {
        const { value, text, reasons, errors } = await visit(describeIt(new URL(demo.url).origin), expected && names);
        assert.deepEqual(errors, []);
        if (ends === 'sentence') {
          assert.deepEqual([text, reasons], [SENTENCE, ['code']]);
        } else {
          assert.ok(value > 0, `${text} ${reasons}`);
          assert.deepEqual(reasons, []);
          // The first request of a page has no token yet; the second one has the token that the service requires.
          assert.deepEqual(
            refused.filter((message) => message !== 'CSRF cookie not set.'),
            [],
          );
        }
      });
    }
  }
});
