/** Elements rendered on a server, with @lit-labs/ssr, and the pages that contain them. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html, unsafeStatic } from 'lit/static-html.js';
import * as widgets from '../../dist/index.js';
import { launch, open } from './browser.mjs';
import { serve, startDemo } from './server.mjs';

const elements = Object.values(widgets).filter(({ tag }) => tag);
const SENTENCE = '<p slot="fallback">12,345 views in 2025</p>';

/** Renders an element with a sentence inside. */
async function rendered(tag, attributes = '') {
  const [name, rest] = [unsafeStatic(tag), unsafeStatic(attributes)];
  return collectResult(render(html`<${name} ${rest}>${unsafeStatic(SENTENCE)}</${name}>`));
}

/** Returns the texts of a piece of HTML. */
const textOf = (code) =>
  code
    .replace(/<style>[^]*?<\/style>|<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

describe('rendering on a server', () => {
  before(() => {
    for (const element of elements) {
      element.define();
      assert.equal(customElements.get(element.tag), undefined, `${element.tag} was defined on a server`);
      customElements.define(element.tag, element);
    }
  });

  for (const { tag } of elements) {
    it(`renders <${tag}> into a shadow root, with its children behind it`, async () => {
      const code = await rendered(tag);
      assert.match(code, /<template shadowroot="open" shadowrootmode="open">/);
      assert.ok(code.includes(`</template>${SENTENCE}</${tag}>`));
    });
  }

  for (const [attributes, heading] of [
    ['metric="downloads" src="/api"', 'Downloads'],
    ['metric="views" heading="Our readers" test-data', 'Our readers'],
  ]) {
    it(`renders a figure with ${attributes} as its heading and its children, without controls`, async () => {
      const code = await rendered('stats-figure', attributes);
      assert.equal(textOf(code), `${heading} 12,345 views in 2025`);
      assert.ok(!code.includes('<button'));
    });
  }

  it('renders the title of a dashboard and its children, without controls', async () => {
    const code = await rendered('stats-dashboard', `src="/api" config='{"title": "Library of Maps"}'`);
    assert.equal(textOf(code), 'Library of Maps 12,345 views in 2025');
    assert.ok(!/<button|<select/.test(code));
  });
});

describe('a page with elements that a server has rendered', () => {
  let demo, browser, site;
  before(async () => {
    [demo, browser] = await Promise.all([startDemo(), launch()]);
    const figure = await rendered('stats-figure', 'metric="views" test-data today="2026-11-21" range="12months"');
    const dashboard = await rendered('stats-dashboard', 'test-data today="2026-11-21" tab="usage"');
    const page = `<!doctype html><title>Host</title><link rel="icon" href="data:,"><script type="module" src="${demo.url}dist/define.js"></script>`;
    site = await serve(() => new Response(page + figure + dashboard, { headers: { 'Content-Type': 'text/html' } }));
  });
  after(() => Promise.all([demo.close(), browser.close(), site.close()]));

  it('a page without JavaScript shows the headings and the children of its elements', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(site.url);
    for (const [text, times] of [
      ['Views', 1],
      ['Statistics', 1],
      ['12,345 views in 2025', 2],
    ]) {
      const places = await page.getByText(text, { exact: true }).all();
      const visible = await Promise.all(places.map((place) => place.isVisible()));
      assert.deepEqual(visible, Array(times).fill(true), text);
    }
    await page.close();
  });

  it('a page with JavaScript shows the numbers in place of the children', async () => {
    const page = await open(browser, site.url);
    assert.deepEqual(
      await page.evaluate(() =>
        [...document.querySelectorAll('body > *')].map(({ localName, shadowRoot }) => [
          localName,
          shadowRoot?.querySelectorAll('.card, [part="title"]').length,
          shadowRoot?.querySelectorAll('slot').length,
        ]),
      ),
      [
        ['stats-figure', 1, 0],
        ['stats-dashboard', 1, 0],
      ],
    );
    assert.ok(await page.evaluate(() => document.querySelector('stats-figure').view.value > 100_000));
    assert.ok(await page.evaluate(() => document.querySelector('stats-dashboard').shadowRoot.querySelector('.tabs')));
    assert.equal(await page.getByText('12,345').first().isVisible(), false);
    assert.deepEqual([page.log, page.errors, await page.statsErrors()], [[], [], []]);
    await page.close();
  });
});
