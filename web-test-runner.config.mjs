import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { launchOptions } from './scripts/browser.mjs';
import { reporter } from './scripts/reporter.mjs';
import { joinedPackages } from './scripts/test-packages.mjs';
import { testPages } from './scripts/test-pages.mjs';

// TEST_FILES=day limits a run to the files whose path matches.
const pattern = process.env.TEST_FILES ?? '';

const options = launchOptions();

/** Returns a launcher for a browser in a time zone. */
function browserIn(timezoneId, concurrency = 1) {
  const launcher = playwrightLauncher({
    launchOptions: options,
    concurrency,
    createBrowserContext: ({ browser }) => browser.newContext({ locale: 'en-US', timezoneId }),
  });
  launcher.name = timezoneId;
  return launcher;
}

/** Returns a group with the tests of some folders; none without files, because the runner refuses empty groups. */
function group(name, folders, browsers) {
  const files = testPages(folders, pattern);
  return files.length ? [{ name, files, browsers }] : [];
}

/**
 * Serves examples of the service's answers, which are beside the repository on some machines; tests that need them are
 * skipped elsewhere.
 */
const sharedFiles = {
  name: 'shared-files',
  async serve({ path }) {
    if (!path.startsWith('/shared/')) return;
    const file = fileURLToPath(new URL(`..${path}`, import.meta.url));
    return existsSync(file) ? { body: await readFile(file, 'utf8'), type: extname(file) } : undefined;
  },
};

// SOAK=100 runs random tests a hundred times as often (test/runs.ts).
const soak = Number(process.env.SOAK ?? 1);

export default {
  testRunnerHtml: (framework) =>
    `<!doctype html><html><body><script>globalThis.soak = ${soak};</script><script type="module" src="${framework}"></script></body></html>`,
  // Unit tests run in the zone furthest from UTC, so that code which reads local dates fails; those of the only code that may use
  // dates and their formats (the table of powers in eslint.config.js) also in the furthest zone on the other side.
  groups: [
    ...group('unit', ['src', 'demo'], [browserIn('Pacific/Kiritimati')]),
    ...group('other zone', ['src/data', 'src/i18n'], [browserIn('America/Anchorage')]),
    ...group('components', ['components', 'layouts'], [browserIn('Europe/Berlin', 2)]),
  ],
  nodeResolve: true,
  plugins: [
    sharedFiles,
    await joinedPackages(),
    // JSON needs no plugin: `import x from './x.json' with { type: 'json' }` is understood by the browser itself,
    // by tsc, by vite and by Node. It is the one spelling that all of them accept.
    esbuildPlugin({ ts: true, tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)) }),
  ],
  // The first chart of a page parses all of Vega, while another page uses the processor, too.
  testFramework: { config: { timeout: '20000' } },
  testsFinishTimeout: 120_000 * soak,
  // Measuring it takes a third of the time.
  coverage: process.env.COVERAGE === 'true',
  coverageConfig: {
    include: ['src/**/*.ts'],
    exclude: ['**/*.test.ts', 'src/i18n/locales/**'],
    threshold: { lines: 95 },
    reportDir: 'coverage',
    reporters: ['text-summary', 'lcov'],
  },
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  reporters: [reporter()],
};
