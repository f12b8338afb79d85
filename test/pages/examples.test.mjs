/**
 * Every block of code in the README and the guides, by its language: pages are opened, scripts run, programs compiled. Files
 * of applications, which guides show by links, are run by `npm run hosts`.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import ts from 'typescript';
import { run } from '../../scripts/run.mjs';
import { HOSTS } from '../hosts/hosts.mjs';
import { launch, open, textOf } from './browser.mjs';
import { GUIDES, START, blocksOf, files, guides, read, root } from './documents.mjs';
import { FakeService, answerService, distFile, lastYears, serve } from './server.mjs';

const NAME = 'repository-stats-widgets';
const json = (file) => JSON.parse(read(file));
const manifest = () => json('dist/custom-elements.json').modules.flatMap(({ declarations }) => declarations);
const namesOf = (kind) =>
  new Set(manifest().flatMap((declaration) => (declaration[kind] ?? []).map(({ name }) => name)));

/** Addresses of files in examples, and where the same files are on the site of the tests. */
const ADDRESSES = [
  [/https:\/\/cdn\.jsdelivr\.net\/npm\/repository-stats-widgets@[\d.]+\//g, '/'],
  [/(?:\/static|(example\.org))\/repository-stats-widgets\//g, '$1/dist/'],
  // The fake service has other repositories.
  [/source="(datacite|invenio-records)"/g, 'source="$1" src="/$1"'],
  [/cern\.zenodo/g, 'example.repo'],
  [/https:\/\/stats\.example\.org\//g, '/matomo/'],
];
const ON_SITE = '<!doctype html><title>Host</title>';
const DEFINE = '<script type="module" src="/dist/define.js"></script>';
/** What scripts in examples expect on their page. */
const SURROUNDINGS = `
  <stats-figure src="/api/stats-dashboard" metric="views" range="12months"></stats-figure>
  <stats-timeline src="/api/stats-dashboard" metrics="views" range="12months"></stats-timeline>
  <stats-dashboard id="dashboard" src="/api/stats-dashboard"></stats-dashboard>`;
/** Mistakes that examples make to show what happens. */
const MISTAKES = ['metric="vews"'];
/** Numbers of the counter in the guide to sources: April is unknown, and November is not over. */
const MONTHLY = {
  countedUntil: '2025-11-20',
  views: [310, 275, 402, null, 380, 290, 210, 190, 350, 420, 150, null],
};
/** What pages of examples show, by a text in their code. */
const SHOWS = [["key: 'our-monthly-counter'", /Views\s+≥\s2,977\s+Jan 1 – Nov 20, 2025/]];
/** What `invenio.js` replaces. */
const INVENIO = '<div id="stats-dashboard" data-dashboard-config=\'{"dashboard_type": "global"}\'></div>';

const statsQuery = (stat, year) => ({
  [stat]: { stat, params: { community_id: 'global', start_date: `${year}-01-01`, end_date: `${year}-12-31` } },
});

/** Starts a site with one page, the built files, the fake service, and the files that examples name. */
async function startSite() {
  const service = new FakeService();
  const site = { html: '', headers: {}, workerHeaders: {} };
  const ask = (stat, year) =>
    service.answer(
      new Request(`${site.url}api/stats-dashboard`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(statsQuery(stat, year)),
      }),
    );
  /** Answers with numbers of the last months, whatever the day. */
  const lastTwoYears = async (stat) => {
    const responses = await Promise.all(lastYears().map((year) => ask(stat, year)));
    return Response.json(await Promise.all(responses.map((response) => response.json())));
  };
  const answers = [
    [
      /^\/$/,
      () => new Response(site.html, { headers: { 'Content-Type': 'text/html; charset=utf-8', ...site.headers } }),
    ],
    [/^\/favicon\.ico$/, () => new Response(null, { status: 204 })],
    [/^\/stats\/index\.json$/, () => Response.json({ years: lastYears() })],
    [/^\/stats\/(\d+)\/([\w-]+)\.json$/, (year, stat) => ask(stat, year)],
    [
      /^\/styles\/([\w-]+\.css)$/,
      (name) => new Response(read(`${GUIDES}/themes/${name}`), { headers: { 'Content-Type': 'text/css' } }),
    ],
    [/^\/our\/numbers\.json$/, () => lastTwoYears('usage-delta-category')],
    [/^\/monthly\/2025\.json$/, () => Response.json(MONTHLY)],
    [
      /^\/api\/(?:info\/metrics|datasets)\//,
      (request) => answerService(new Request(request.url.replace('/api/', '/dataverse/api/'), request)),
    ],
    [/^\/api\//, (request) => service.answer(request)],
    [/^\/(?:matomo|counter|datacite|invenio-records)\//, (request) => answerService(request)],
    [/^\/stats\/(datacite|records)\.json$/, (name) => new Response(read(`layouts/${name}.json`))],
  ];
  const answer = async (request) => {
    if (request.method === 'OPTIONS') return new Response(null, { status: 204 });
    const { pathname } = new URL(request.url);
    for (const [pattern, make] of answers) {
      const found = pattern.exec(pathname);
      if (found) return make(...found.slice(1), request);
    }
    const file = distFile(request);
    if (file && pathname === '/dist/worker.js')
      return new Response(file.body, { headers: { ...Object.fromEntries(file.headers), ...site.workerHeaders } });
    return file;
  };
  const withCors = async (request) => {
    const response = await answer(request);
    for (const [name, value] of Object.entries(CORS)) response?.headers.set(name, value);
    return response;
  };
  return Object.assign(site, await serve(withCors));
}
const CORS = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': 'Content-Type' };

/** In the page: the elements that are not defined, take up no room or have attributes that they do not read. */
function faultsOfElements() {
  const everywhere = ['id', 'class', 'slot', 'lang', 'dir'];
  return [...document.querySelectorAll('*')]
    .filter(({ localName }) => localName.includes('-'))
    .flatMap((element) => {
      const { observedAttributes } = customElements.get(element.localName) ?? {};
      if (!observedAttributes) return [`<${element.localName}> is not defined`];
      const unknown = element
        .getAttributeNames()
        .filter((name) => ![...observedAttributes, ...everywhere].includes(name));
      const { width, height } = element.getBoundingClientRect();
      return [
        ...unknown.map((name) => `<${element.localName}> has no attribute ${name}`),
        // A service shows nothing itself.
        ...((width && height) || element.matches('stats-source') ? [] : [`<${element.localName}> is not visible`]),
      ];
    });
}

let browser, site, other;
before(async () => {
  [browser, site, other] = await Promise.all([launch(), startSite(), startSite()]);
});
after(() => Promise.all([browser.close(), site.close(), other.close()]));

/** Opens a page, waits for the end of its own scripts, and fails for everything that went wrong. */
async function openPage(html, { logs = false, shows = /^/ } = {}) {
  const scripts = html.match(/<script type="module">/g)?.length ?? 0;
  site.html = ADDRESSES.reduce((text, [from, to]) => text.replace(from, to), html)
    .replaceAll('https://repository.example.org/', other.url)
    .replace(/(<script type="module">[^]*?)<\/script>/g, '$1; globalThis.ran = (globalThis.ran ?? 0) + 1;</script>');
  const page = await open(browser, site.url);
  try {
    if (scripts) {
      const ended = page.waitForFunction((count) => globalThis.ran === count, scripts, { timeout: 20_000 });
      await ended.catch(() => assert.fail(`the script does not reach its end: ${page.errors.join('\n')}`));
      await page.settled();
    }
    const reported = (await page.statsErrors()).map(({ message }) => message);
    const expected = MISTAKES.filter((mistake) => html.includes(mistake)).map(
      (mistake) => `${mistake} is not understood`,
    );
    assert.deepEqual([page.errors, await page.evaluate(faultsOfElements)], [[], []]);
    assert.deepEqual(
      reported.map((message) => message.split(':')[0]),
      expected,
    );
    if (!logs) assert.deepEqual(page.log, []);
    assert.match(await textOf(page), shows);
    return { log: page.log };
  } finally {
    await page.close();
  }
}

/** Compiles a module that imports the package by its name, and returns the messages of the compiler. */
function compile(code, ending) {
  const file = join(root, `test/package/example.${ending}`);
  const options = {
    ...{
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    },
    ...{ jsx: ts.JsxEmit.ReactJSX, types: [], strict: true, noEmit: true, skipLibCheck: true },
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => path === file || fileExists(path);
  host.readFile = (path) => (path === file ? code : readFile(path));
  host.getSourceFile = (path, ...more) =>
    path === file ? ts.createSourceFile(path, code, ts.ScriptTarget.ES2022) : getSourceFile.call(host, path, ...more);
  return ts
    .getPreEmitDiagnostics(ts.createProgram([file], options, host))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

/** Packages that the applications in test/hosts/ install. */
const installed = () =>
  new Set(
    Object.keys(HOSTS)
      .map((host) => json(`test/hosts/${host}/package.json`))
      .flatMap(({ dependencies, devDependencies }) => Object.keys({ [NAME]: '', ...dependencies, ...devDependencies })),
  );

/** Commands of the shell, and how each is checked. */
const COMMANDS = [
  [/^npm (?:ci|test)\b/, () => {}],
  // A new application: `npm run hosts` builds the file that the guide puts into it.
  [/^npm create --yes vite@latest |^cd |^npm run dev$/, () => {}],
  [/^npm run ([\w-]+)/, ([, script]) => assert.ok(script in json('package.json').scripts, script)],
  [
    /^npm install (?:--save-dev )?(.+)/,
    ([, names]) =>
      assert.deepEqual(
        names.split(' ').filter((name) => !installed().has(name)),
        [],
      ),
  ],
  [
    /^curl https:\/\/repository\.example\.org\/[^]* -o (\d+)\/([\w-]+)\.json/,
    async ({ input: command, 1: year, 2: stat }) => {
      const folder = mkdtempSync(join(tmpdir(), 'example-'));
      mkdirSync(join(folder, year));
      const { code, output } = await run(command.replace('https://repository.example.org/', site.url), {
        cwd: folder,
        limit: 60_000,
      });
      assert.equal(code, 0, output);
      const body = JSON.parse(readFileSync(join(folder, year, `${stat}.json`), 'utf8'));
      assert.deepEqual(Object.keys(body), [stat]);
      rmSync(folder, { recursive: true });
    },
  ],
];

/** Checks of the blocks of code, by language. */
const CHECKS = {
  html: async (code) => {
    const script = /(?:define|autoload|invenio)\.js"/.test(code) ? '' : DEFINE;
    const start = /^<!doctype/.test(code) ? '' : ON_SITE;
    const [, shows] = SHOWS.find(([text]) => code.includes(text)) ?? [];
    await openPage(start + script + code + (code.includes('invenio.js') ? INVENIO : ''), { shows });
  },
  js: async (code) => {
    const report = '<script>globalThis.report = () => {};</script>';
    const { log } = await openPage(
      `${ON_SITE}${DEFINE}${report}${SURROUNDINGS}<script type="module">${code}</script>`,
      { logs: true },
    );
    assert.equal(log.length, code.match(/console\.log/g)?.length ?? 0, log.join('\n'));
    assert.doesNotMatch(log.join('\n'), /undefined|null|NaN/);
  },
  ts: (code) => assert.deepEqual(compile(code, 'ts'), []),
  tsx: (code) => assert.deepEqual(compile(code, 'tsx'), []),
  /** A file of numbers, or a layout. */
  json: async (code) => {
    if (code.includes('-category"')) {
      await openPage(
        `${ON_SITE}${DEFINE}<stats-breakdown today="2025-12-31" range="currentYear" data='${code}'
        metric="views" breakdown="countries"></stats-breakdown>`,
        { shows: /France\s*25\b/ },
      );
      return;
    }
    const { addRow, parseLayout } = await import('../../dist/index.js');
    addRow({ label: 'DownloadRate', tag: 'download-rate', base: 'download-rate', presets: {}, props: {} });
    assert.deepEqual(parseLayout(code, 'global').problems, []);
  },
  /** Settings of editors and compilers, which name files and entry points of the package. */
  jsonc: (code) => {
    const names = [
      ...JSON.stringify(JSON.parse(code)).matchAll(new RegExp(`"(?:\\./node_modules/)?${NAME}/([^"]+)"`, 'g')),
    ];
    assert.ok(names.length);
    const { exports } = json('package.json');
    for (const [, path] of names) assert.ok(`./${path}` in exports || existsSync(join(root, path)), path);
  },
  css: async (code) => {
    const page = await browser.newPage();
    const rules = await page.evaluate((code) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(code);
      return [...sheet.cssRules].map(({ selectorText, style }) => ({ selectorText, properties: [...style] }));
    }, code);
    await page.close();
    assert.equal(rules.length, code.match(/\{/g).length);
    assert.equal(rules.flatMap(({ properties }) => properties).length, code.match(/;$/gm).length);
    const properties = rules.flatMap((rule) => rule.properties).filter((name) => name.startsWith('--'));
    const parts = rules.flatMap(({ selectorText }) =>
      [...selectorText.matchAll(/::part\(([\w-]+)\)/g)].map(([, name]) => name),
    );
    assert.deepEqual(
      [properties, parts],
      [
        properties.filter((name) => namesOf('cssProperties').has(name)),
        parts.filter((name) => namesOf('cssParts').has(name)),
      ],
    );
  },
  sh: async (code) => {
    for (const command of code
      .trim()
      .replace(/ && /g, '\n')
      .split(/(?<!\\)\n(?! )/)) {
      const [pattern, check] = COMMANDS.find(([pattern]) => pattern.test(command)) ?? [];
      assert.ok(pattern, `no check for: ${command}`);
      await check(pattern.exec(command));
    }
  },
  /** Policies: of the page, with the scripts on another origin, or of the worker. Other texts are not code. */
  text: async (code) => {
    const [, name, policy] = /^(Content-Security-Policy: )?(default-src [^]*)/.exec(code) ?? [];
    if (!policy) return;
    const value = policy.replace(/\s+/g, ' ').trim().replaceAll('https://files.example.org', new URL(other.url).origin);
    const header = { 'Content-Security-Policy': value };
    Object.assign(site, name ? { workerHeaders: header } : { headers: header });
    const isElsewhere = policy.includes('https://files.example.org');
    const script = isElsewhere ? DEFINE.replace('/dist/', `${other.url}dist/`) : DEFINE;
    try {
      await openPage(
        `${ON_SITE}${script}<stats-dashboard src="/api/stats-dashboard" range="12months"></stats-dashboard>`,
      );
    } finally {
      Object.assign(site, { headers: {}, workerHeaders: {} });
    }
  },
};

describe('blocks of code', () => {
  for (const file of files) {
    blocksOf(read(file)).forEach(({ language, code }, index) => {
      it(`block ${index + 1} of ${file} works as ${language}: ${code.trim().split('\n')[0]}`, async () => {
        assert.ok(CHECKS[language], 'no check for this language');
        await CHECKS[language](code);
      });
    });
  }
});

describe('files that guides show', () => {
  it('every shown file of test/hosts/ belongs to an application that npm run hosts builds', () => {
    const shown = [START, ...guides].flatMap((guide) =>
      [...read(guide).matchAll(/^\[[^\]]+\]\(\.\.\/\.\.\/test\/hosts\/([^/)]+)\/([^)]+)\)$/gm)].map(
        ([, host, path]) => [host, path],
      ),
    );
    assert.ok(shown.length > 10);
    for (const [host, path] of shown) {
      assert.ok(host in HOSTS, host);
      assert.ok(existsSync(join(root, 'test/hosts', host, path)), `${host}/${path}`);
    }
  });

  it('every application that npm run hosts builds is shown in a guide', () => {
    const texts = guides.map(read).join('\n');
    const missing = readdirSync(join(root, 'test/hosts'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name in HOSTS && entry.name !== 'node')
      .filter(({ name }) => !texts.includes(`test/hosts/${name}/`));
    assert.deepEqual(
      missing.map(({ name }) => name),
      [],
    );
  });
});
