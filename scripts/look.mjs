/**
 * Takes pictures of the demo: `npm run look -- '/?theme=dark' '/live.html?lang=de' --width 390 --out pictures`
 * Without addresses: every page, light and dark, at three widths, in German and in Arabic.
 */
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import { launchOptions } from './browser.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    width: { type: 'string', default: '1280' },
    height: { type: 'string', default: '900' },
    out: { type: 'string', default: 'pictures' },
  },
});

const EVERYTHING = [
  ['/?tab=usage', 1280],
  ['/?tab=usage&theme=dark', 1280],
  ['/?tab=content', 768],
  ['/?tab=usage', 390],
  ['/?tab=usage&lang=de', 1280],
  ['/?tab=usage&lang=ar', 1280],
  ['/single.html', 1280],
  ['/single.html?theme=dark', 390],
  ['/live.html', 1280],
  ['/invenio.html', 1280],
  ['/invenio-community.html', 390],
];
const shots = positionals.length ? positionals.map((path) => [path, Number(values.width)]) : EVERYTHING;

mkdirSync(values.out, { recursive: true });
const server = await createServer({ server: { port: 0, hmr: false, watch: null }, logLevel: 'error' });
await server.listen();
const { port } = server.httpServer.address();
const browser = await chromium.launch(launchOptions());
for (const [path, width] of shots) {
  const page = await browser.newPage({ viewport: { width, height: Number(values.height) } });
  page.on('console', (message) => console.log(`${path}: ${message.text()}`));
  page.on('pageerror', (error) => console.log(`${path}: ${error.message}`));
  await page.goto(`http://localhost:${port}${path}`);
  const settled = () =>
    page.evaluate(async () => {
      await customElements.whenDefined('stats-figure');
      for (const element of document.querySelectorAll('main *')) await element.settled;
      return document.documentElement.scrollHeight;
    });
  // Charts far below the viewport are not drawn, and learn in a later frame that they are no longer far.
  await page.setViewportSize({ width, height: await settled() });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50))));
  await settled();
  const file = `${values.out}/${path.replace(/[^\w.=-]+/g, '_').slice(0, 120)}-${width}.png`;
  await page.screenshot({ path: file, fullPage: true });
  console.log(file);
  await page.close();
}
await browser.close();
await server.close();
