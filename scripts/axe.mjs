/** Opens every story of the built Storybook, light and dark, and prints violations (axe) and console messages. */
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { launchOptions } from './browser.mjs';

const FOLDER = 'storybook-static';
const TYPES = { '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json' };

const server = createServer(({ url }, response) => {
  const file = join(FOLDER, new URL(url, 'http://localhost').pathname);
  response.writeHead(existsSync(file) ? 200 : 404, { 'Content-Type': TYPES[extname(file)] ?? '' });
  if (existsSync(file)) createReadStream(file).pipe(response);
  else response.end();
});
await new Promise((resolve) => server.listen(0, resolve));

const { entries } = JSON.parse(readFileSync(`${FOLDER}/index.json`, 'utf8'));
const stories = Object.values(entries).filter(({ type }) => type === 'story');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await chromium.launch(launchOptions());
const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
let complaints = [];
page.on('pageerror', ({ message }) => complaints.push(message));
page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));

/** Retries while the addon of Storybook runs axe. */
const found = async () => {
  for (;;) {
    try {
      return await page.evaluate(() => globalThis.axe.run('#storybook-root'));
    } catch (error) {
      if (!String(error).includes('already running')) throw error;
    }
  }
};

let bad = 0;
for (const colorScheme of ['light', 'dark']) {
  await page.emulateMedia({ colorScheme });
  for (const { id } of stories) {
    complaints = [];
    await page.goto(
      `http://localhost:${server.address().port}/iframe.html?id=${id}&viewMode=story&globals=theme:${colorScheme}`,
    );
    await page.waitForSelector('#storybook-root > *');
    // Some stories show states that never settle.
    await page.evaluate(async () => {
      const elements = [...document.querySelectorAll('#storybook-root *')];
      const late = new Promise((resolve) => setTimeout(resolve, 3000));
      await Promise.race([Promise.all(elements.map(({ settled }) => settled)), late]);
    });
    await page.evaluate(axe);
    const { violations } = await found();
    const lines = violations.flatMap(({ id: rule, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${rule}: ${target.join(' ')} ${failureSummary}`),
    );
    if (!lines.length && !complaints.length) continue;
    bad++;
    console.log([`${id} (${colorScheme})`, ...lines, ...complaints].join('\n  '));
  }
}
console.log(`${2 * stories.length} looked at, ${bad} with complaints`);
process.exitCode = bad ? 1 : 0;
await browser.close();
server.close();
