/** The snippets of the guides to content management and repository systems, in pages as these systems write them. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ATTACK, ATTACKED, FRAMES, MISTAKEN, PAGES, SNIPPETS, WITHHELD, pageOf } from '../systems/systems.mjs';
import { launch, open, textOf } from './browser.mjs';
import { guides, read, root } from './documents.mjs';
import { FakeService, distFile, lastYears, serve } from './server.mjs';

/** Addresses of the examples that are on another origin than the page. */
const ELSEWHERE = [
  /https:\/\/cdn\.jsdelivr\.net\/npm\/repository-stats-widgets@[\d.]+\//g,
  /https:\/\/repository\.example\.org\//g,
];
const CORS = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': 'Content-Type' };

/** Starts a server with the built files in a folder, a fake service, its answers as files, and a page. */
async function startServer() {
  const service = new FakeService();
  const server = {
    service,
    html: '',
    policy: undefined,
    dist: '/dist/',
    files: {},
    answers: {},
    scripts: [],
    numbers: [],
  };
  const ask = (stat, year) => {
    const params = { community_id: 'global', start_date: `${year}-01-01`, end_date: `${year}-12-31` };
    const body = JSON.stringify({ [stat]: { stat, params } });
    const headers = { 'Content-Type': 'application/json' };
    return service.answer(new Request(`${server.url}api/stats-dashboard`, { method: 'POST', headers, body }));
  };
  /** Answers requests for numbers. */
  const numbers = [
    [/^\/api\//, (request) => service.answer(request)],
    [/^(?:\/\w+)?\/stats\/index\.json$/, () => Response.json({ years: lastYears() })],
    [/^(?:\/\w+)?\/stats\/(\d+)\/([\w-]+)\.json$/, (_, year, stat) => ask(stat, year)],
  ];
  function answer(request) {
    if (request.method === 'OPTIONS') return new Response(null, { status: 204 });
    const { pathname, search, searchParams, origin } = new URL(request.url);
    if (pathname === '/favicon.ico' || pathname === '/assets/images/favicon.ico')
      return new Response(null, { status: 204 });
    if (pathname === '/') return new Response(server.html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
    const snippet = server.files[pathname];
    if (snippet)
      return new Response(read(`${SNIPPETS}/${snippet}`), { headers: { 'Content-Type': 'text/javascript' } });
    if (server.answers[pathname]) {
      server.numbers.push(origin + pathname);
      const body = server.answers[pathname](searchParams);
      return typeof body === 'string' ? new Response(body) : Response.json(body);
    }
    if (pathname.startsWith(server.dist)) {
      const file = pathname.slice(server.dist.length);
      server.scripts.push(file + search);
      return distFile(new Request(`${origin}/dist/${file}`));
    }
    for (const [pattern, make] of numbers) {
      const found = pattern.exec(pathname);
      if (!found) continue;
      server.numbers.push(origin + pathname);
      return make(request, ...found.slice(1));
    }
    return undefined;
  }
  const started = await serve(async (request) => {
    const response = await answer(request);
    if (!response) return response;
    const headers = { ...CORS, ...(server.policy && { 'Content-Security-Policy': server.policy }) };
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    return response;
  });
  return Object.assign(server, started);
}

/** In the page: the size of an element and of the box around it, and all values that are shown in it. */
function shownBy(tag) {
  const element = document.querySelector(tag);
  const all = (root) =>
    [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? all(each.shadowRoot) : [])]);
  const values = [element, ...all(element.shadowRoot), ...all(element)].flatMap(({ view }) => [
    ...(typeof view?.value === 'number' ? [view.value] : []),
    ...[...(view?.rows ?? []), ...(view?.countries ?? []), ...(view?.records ?? [])].map(({ value }) => value),
    ...(view?.series ?? []).flatMap(({ buckets }) => buckets.map(({ value }) => value)),
  ]);
  let around = element.parentElement;
  while (getComputedStyle(around).display === 'inline') around = around.parentElement;
  const { width, height, left, right } = element.getBoundingClientRect();
  const box = around.getBoundingClientRect();
  const isInside = left >= box.left - 1 && right <= box.right + 1 && right <= innerWidth;
  return { width, height, isInside, values: values.filter((value) => value > 0).length };
}

describe('snippets in pages of systems', () => {
  let browser, site, other;
  before(async () => {
    [browser, site, other] = await Promise.all([launch(), startServer(), startServer()]);
  });
  after(() => Promise.all([browser.close(), site.close(), other.close()]));

  const elsewhere = (text) => ELSEWHERE.reduce((text, address) => text.replace(address, other.url), text);

  /** Serves a page of the table. */
  async function serveRow(row) {
    const html = await pageOf(row);
    for (const server of [site, other]) Object.assign(server, { scripts: [], numbers: [] });
    Object.assign(site, {
      html: elsewhere(html),
      policy: row.policy && elsewhere(row.policy),
      dist: row.dist ?? '/dist/',
      files: row.files ?? {},
      answers: row.answers ?? {},
    });
  }

  /** Opens the page of a row, and waits until its own scripts have rendered it and its widgets have settled. */
  async function openRow({ ready = 'body' }) {
    const page = await open(browser, site.url);
    await page.locator(ready).waitFor({ state: 'attached' });
    await page.settled();
    return page;
  }

  for (const [name, row] of Object.entries(PAGES)) {
    it(`${name}: shows ${row.shows.join(', ')}`, { skip: row.render.skip }, async () => {
      await serveRow(row);
      const page = await openRow(row);
      assert.deepEqual([page.log, page.errors, await page.statsErrors(), await page.statsWarnings()], [[], [], [], []]);
      for (const tag of row.shows) {
        const { width, height, isInside, values } = await page.evaluate(shownBy, tag);
        assert.ok(values > 0, `<${tag}> shows no numbers`);
        assert.ok(width >= 200 && height >= 80, `<${tag}> is ${width} px × ${height} px`);
        assert.ok(isInside, `<${tag}> is wider than its column`);
      }
      // Only readers without JavaScript need the sentence.
      if (row.fallback) assert.ok(!(await textOf(page)).includes(row.fallback));
      if (row.value !== undefined)
        assert.equal(await page.evaluate(() => document.querySelector('stats-figure').view.value), row.value);
      const numbers = [...site.numbers, ...other.numbers];
      const source = row.source && new URL(elsewhere(row.source), site.url).href;
      assert.equal(numbers.length > 0, source !== undefined);
      assert.deepEqual(
        numbers.filter((address) => !address.startsWith(source)),
        [],
      );
      const { scripts } = row.dist ? site : other;
      const { script = 'define.js' } = row;
      assert.ok(scripts.includes(script), 'the script comes from another place');
      // With a query, `define.js` would load twice: its other files import it without one.
      assert.deepEqual(
        scripts.filter((file) => file !== script && !/^(?:worker\.js|chunks\/[^?]+)$/.test(file)),
        [],
        'other files than the script, worker.js and chunks/, which the guides name',
      );
      await page.close();
    });

    if (!row.fallback) continue;
    it(`${name}: has a sentence for readers without JavaScript`, { skip: row.render.skip }, async () => {
      await serveRow(row);
      const context = await browser.newContext({ javaScriptEnabled: false });
      const plain = await context.newPage();
      await plain.goto(site.url);
      assert.equal(await plain.getByText(row.fallback).filter({ visible: true }).count(), 1);
      await context.close();
    });
  }

  for (const [name, row] of Object.entries(ATTACKED)) {
    it(
      `${name} escapes what authors write, and lets them choose neither elements nor the source`,
      {
        skip: row.render.skip,
      },
      async () => {
        await serveRow(row);
        const page = await open(browser, site.url);
        const figure = await page.evaluate(() => {
          const { attributes } = document.querySelector('stats-figure');
          return { heading: attributes.heading.value, src: attributes.src.value };
        });
        assert.deepEqual(figure, { heading: ATTACK, src: elsewhere(row.source) });
        const made = await page.evaluate(() => [
          globalThis.isAttacked,
          document.querySelectorAll('img, iframe').length,
        ]);
        assert.deepEqual(made, [undefined, 0]);
        await page.close();
      },
    );
  }
});

describe('attributes that authors may write', () => {
  for (const [name, { says, ...row }] of Object.entries(MISTAKEN)) {
    it(`${name} names another attribute in place of the element`, { skip: row.render.skip }, async () => {
      const html = await pageOf(row);
      assert.ok(html.includes(says), html);
      assert.doesNotMatch(html, /<stats-/);
    });
  }

  for (const [file, layout] of [
    ['wordpress/repository-stats.php', []],
    ['omeka-classic/RepositoryStatsPlugin.php', []],
    ['omeka-s/RepositoryStats.php', ['layout']],
  ]) {
    it(`${file} lists all attributes of its elements that do not choose a source`, () => {
      const code = read(`${SNIPPETS}/${file}`);
      const listIn = (constant) =>
        [
          ...new RegExp(`const (?:\\w+_)?${constant} = (?:array\\(|\\[)([^;]*);`).exec(code)[1].matchAll(/'([^']+)'/g),
        ].map(([, each]) => each.replaceAll('_', '-'));
      const elements = listIn('ELEMENTS');
      const attributes = JSON.parse(read('dist/custom-elements.json'))
        .modules.flatMap(({ declarations }) => declarations)
        .filter(({ tagName }) => elements.includes(tagName))
        .flatMap((element) => element.attributes.map((attribute) => attribute.name));
      const allowed = [...attributes, 'lang'].filter((each) => ![...WITHHELD, 'layout'].includes(each));
      assert.deepEqual(new Set(listIn('ATTRIBUTES')), new Set([...allowed, ...layout]));
    });
  }
});

describe('snippets of guides', () => {
  const named = new Set(
    Object.values(PAGES).flatMap(({ snippets, files = {} }) => [...Object.values(snippets), ...Object.values(files)]),
  );
  const files = readdirSync(join(root, SNIPPETS), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(join(root, SNIPPETS).length + 1)
        .replaceAll('\\', '/'),
    );

  it('every snippet is in a page of the table', () => {
    assert.ok(files.length > 0);
    assert.deepEqual(
      files.filter((file) => !named.has(file)),
      [],
    );
  });

  it('every snippet is shown in a guide, in a paragraph of its own', () => {
    const shown = new Set(
      guides.flatMap((guide) =>
        [...read(guide).matchAll(/^\[[^\]]+\]\(\.\/snippets\/([^)]+)\)$/gm)].map(([, file]) => file),
      ),
    );
    assert.deepEqual(
      files.filter((file) => !shown.has(file)),
      [],
    );
  });

  it('every frame is used by a page of the table', () => {
    const used = new Set(Object.values(PAGES).map(({ frame }) => frame));
    const frames = readdirSync(join(root, FRAMES), { recursive: true })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => name.endsWith('.html'));
    assert.deepEqual(
      frames.filter((frame) => !used.has(frame)),
      [],
    );
  });
});
