/**
 * Every story and guide of the built Storybook: it is drawn, logs nothing, and passes the axe checks. `npm run soak` shows
 * them in dark, too.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { preview } from 'vite';
import { run } from '../../scripts/run.mjs';
import { launch } from './browser.mjs';
import { someOf } from './thorough.mjs';

const BUILT = 'storybook-static';
const MADE_FROM = ['stories', '.storybook', 'demo/try', 'components', 'layouts', 'src'];

/**
 * Builds the Storybook, unless it is newer than all its sources. The manifest is that of `dist/`, which other tests are reading.
 */
async function build() {
  const index = join(BUILT, 'index.json');
  const files = MADE_FROM.flatMap((folder) =>
    readdirSync(folder, { recursive: true }).map((name) => join(folder, name)),
  );
  const changed = files.filter((file) => !file.endsWith('.test.ts') && statSync(file).isFile());
  const built = existsSync(index) ? statSync(index).mtimeMs : 0;
  if (changed.some((file) => statSync(file).mtimeMs > built)) {
    const { code, output } = await run(`storybook build --output-dir ${BUILT}`);
    assert.equal(code, 0, output);
  }
  return Object.values(JSON.parse(readFileSync(index, 'utf8')).entries);
}

/** Draws another story or guide in the open page, waits until it is complete, and runs axe. */
async function look({ storyId, viewMode, rules }) {
  const channel = globalThis.__STORYBOOK_ADDONS_CHANNEL__;
  const failure = await new Promise((resolve) => {
    for (const name of ['storyRendered', 'docsRendered']) channel.once(name, () => resolve());
    for (const name of ['storyErrored', 'storyMissing', 'storyThrewException']) {
      channel.once(name, (detail) => resolve(`${name}: ${JSON.stringify(detail)}`));
    }
    channel.emit('setCurrentStory', { storyId, viewMode });
  });
  if (failure) return [failure];

  const root = document.querySelector(viewMode === 'docs' ? '#storybook-docs' : '#storybook-root');
  // A widget whose service never answers does not settle.
  if (!storyId.endsWith('--loading')) {
    for (const { localName } of root.querySelectorAll(':not(:defined)')) await customElements.whenDefined(localName);
    for (const element of root.querySelectorAll('*')) await (element.settled ?? element.whenDrawn);
  }
  if (!root.firstElementChild?.getBoundingClientRect().height) return ['draws nothing'];
  const { violations } = await globalThis.axe.run(root, { resultTypes: ['violations'], ...rules });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const reasons = [...any, ...all, ...none].map(({ message }) => message);
      return `${id} at ${target.flat().join(' > ')}: ${reasons.join(' ')}`;
    }),
  );
}

const entries = await build();
/** Guides have pages of their own; pages that Storybook makes show stories once more. */
const shown = entries.filter(({ type, tags }) => type === 'story' || tags.includes('unattached-mdx'));
const titles = [...new Set(shown.map(({ title }) => title))];

/** Rules of axe. The dark theme differs only in its colours, which other tests of pages check. */
const THEMES = { light: {}, dark: { runOnly: ['color-contrast'] } };

// Each theme has its own page, so that both cores are used.
describe(`all ${shown.length} stories and guides`, { concurrency: true }, () => {
  let server, browser;

  before(async () => {
    const options = { configFile: false, logLevel: 'error', build: { outDir: BUILT } };
    server = await preview({ ...options, preview: { port: 0, host: '127.0.0.1' } });
    browser = await launch();
  });
  after(() => Promise.all([browser?.close(), server?.close()]));

  for (const [theme, rules] of someOf(THEMES)) {
    describe(theme, { concurrency: 1 }, () => {
      let page;
      const log = [];

      before(async () => {
        page = await browser.newPage({
          viewport: { width: 1000, height: 700 },
          reducedMotion: 'reduce',
          colorScheme: theme,
        });
        page.on('console', (message) => log.push(message.text()));
        page.on('pageerror', ({ message }) => log.push(message));
        await page.goto(`http://127.0.0.1:${server.httpServer.address().port}/iframe.html`);
        await page.addScriptTag({ path: fileURLToPath(import.meta.resolve('axe-core/axe.min.js')) });
        await page.waitForFunction(() => document.body.classList.contains('sb-show-nopreview'));
        // The check of the add-on would run before the story is complete.
        const globals = { theme, a11y: { manual: true } };
        // A change that is still under way would draw the first story again.
        await page.evaluate((globals) => {
          const channel = globalThis.__STORYBOOK_ADDONS_CHANNEL__;
          const isUpdated = new Promise((resolve) => channel.once('globalsUpdated', () => resolve()));
          channel.emit('updateGlobals', { globals });
          return isUpdated;
        }, globals);
      });

      for (const title of titles) {
        const own = shown.filter((story) => story.title === title);
        it(
          `${title} draws ${own.length} ${own.length > 1 ? 'stories' : 'page'} without problems`,
          { timeout: 60_000 },
          async () => {
            assert.ok(own.length, 'no stories have this title');
            const problems = [];
            for (const { id, type } of own) {
              log.length = 0;
              const found = await page.evaluate(look, { storyId: id, viewMode: type, rules });
              problems.push(...[...found, ...log].map((problem) => `${id}: ${problem}`));
            }
            if (problems.length) assert.fail(problems.join('\n'));
          },
        );
      }
    });
  }
});
