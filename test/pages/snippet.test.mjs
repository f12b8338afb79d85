/** The snippet of dist/ in a page, with the built files on another origin in place of the content delivery network. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, describe, it } from 'node:test';
import { launch, open, textOf, widgets } from './browser.mjs';
import { distFile, serve, startSite } from './server.mjs';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const NETWORK = `https://cdn.jsdelivr.net/npm/repository-stats-widgets@${version}/`;

const snippetOf = (name) => readFileSync(new URL(`../../dist/${name}`, import.meta.url), 'utf8');
const dashboard =
  '<stats-dashboard src="/api/stats-dashboard" today="2025-12-31" tab="usage">No script.</stats-dashboard>';

/** Starts a stand-in for the network. A file whose path matches `changed` has one byte more than the built one. */
async function startNetwork() {
  const network = { files: new Set(), changed: undefined };
  const answer = async (request) => {
    const { pathname } = new URL(request.url);
    network.files.add(pathname.slice(1));
    const found = distFile(request);
    if (!found || !network.changed?.test(pathname)) return found;
    return new Response(`${await found.text()} `, { headers: found.headers });
  };
  return Object.assign(network, await serve(answer));
}

describe('the snippet for a content delivery network', () => {
  let browser, site, network;
  before(async () => {
    [browser, site, network] = await Promise.all([launch(), startSite(), startNetwork()]);
  });
  after(() => Promise.all([browser.close(), site.close(), network.close()]));
  afterEach(() => {
    network.files.clear();
    network.changed = undefined;
  });

  /** Returns the address of a page that contains the snippet as it was built, except for the address of the files. */
  const pageWith = (snippet, headers) => {
    const html = snippetOf(snippet);
    assert.ok(html.includes(NETWORK));
    return site.page(
      `<!doctype html><title>Host</title><link rel="icon" href="data:,">${html.replaceAll(NETWORK, network.url)}${dashboard}`,
      headers,
    );
  };
  const values = async (page) =>
    (await widgets(page, '*')).filter((view) => view && 'value' in view).map(({ value }) => value);
  const charts = (page) =>
    widgets(page, 'stats-chart', (chart) => chart.shadowRoot.querySelectorAll('svg path').length > 0);
  /** Returns the requested files whose content the browser does not check. */
  const unchecked = (snippet) => {
    const html = snippetOf(snippet);
    return [...network.files].filter((file) => !html.includes(`${NETWORK}${file}"`));
  };

  for (const snippet of ['snippet.html', 'snippet-autoload.html']) {
    it(`${snippet} shows numbers and charts, and checks every file except those of the worker`, async () => {
      const page = await open(browser, pageWith(snippet));
      assert.equal((await values(page)).filter((value) => value > 0).length, 4);
      assert.deepEqual(await charts(page), [true]);
      assert.deepEqual([page.log, page.errors], [[], []]);
      const [worker, ...others] = unchecked(snippet);
      assert.equal(worker, 'dist/worker.js');
      const code = readFileSync(new URL('../../dist/worker.js', import.meta.url), 'utf8');
      assert.deepEqual(
        others.filter((file) => !code.includes(file.replace('dist/', './'))),
        [],
      );
      await page.close();
    });
  }

  it('the browser checks every file if the policy of the page forbids workers', async () => {
    const page = await open(browser, pageWith('snippet.html', { 'Content-Security-Policy': "worker-src 'none'" }));
    assert.equal((await values(page)).filter((value) => value > 0).length, 4);
    assert.deepEqual(unchecked('snippet.html'), []);
    await page.close();
  });

  it('a chart whose code was changed on the network is refused, and the page says so beside its numbers', async () => {
    network.changed = /\/chart-[^/]*\.js$/;
    const page = await open(browser, pageWith('snippet.html'));
    assert.equal((await values(page)).filter((value) => value > 0).length, 4);
    assert.match(page.log.join('\n'), /integrity/);
    assert.ok((await page.statsErrors()).some(({ reason }) => reason === 'code'));
    const sentences = page.getByText('The chart could not be drawn.').filter({ visible: true });
    assert.equal(await sentences.count(), 1);
    assert.deepEqual(page.errors, []);
    await page.close();
  });

  it('a changed script is refused, and the page shows the content that the dashboard has without it', async () => {
    network.changed = /\/define\.js$/;
    const page = await browser.newPage();
    const refused = page.waitForEvent('console', (message) => /integrity/.test(message.text()));
    await page.goto(pageWith('snippet.html'));
    await refused;
    assert.equal(await textOf(page), 'No script.');
    assert.deepEqual([...network.files], ['dist/define.js']);
    await page.close();
  });
});
