/** Pages on paper: whole charts in readable sizes, whole cards, no controls. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { launch, open } from './browser.mjs';
import { startSite } from './server.mjs';

const OWN = 'test-data today="2026-06-15" range="2026-01-01/2026-06-14"';
const PAGE = `<stats-dashboard ${OWN} tab="usage"></stats-dashboard>
  <div style="inline-size: 60%; overflow: hidden"><stats-timeline ${OWN} metrics="downloads"></stats-timeline></div>
  <stats-map ${OWN}></stats-map>`;
const MONTHS = ['Jan 2026', 'Feb', 'Mar', 'Apr', 'May', 'Jun'];
const CONTROLS = ['Custom …', 'by', 'month', 'compare', 'nothing', 'Export', 'Contributions', 'Views', 'Downloads'];

/** Prints a page on A4, and returns its texts with their boxes, in points from the bottom left of each sheet. */
async function print(page) {
  const data = new Uint8Array(await page.pdf({ format: 'A4' }));
  const { promise } = getDocument({ data, useSystemFonts: true, verbosity: 0 });
  const document = await promise;
  const sheets = Array.from({ length: document.numPages }, async (_, index) => {
    const sheet = await document.getPage(index + 1);
    const { items } = await sheet.getTextContent();
    const [, , right, top] = sheet.view;
    return items
      .filter(({ str }) => str.trim())
      .map(({ str, width, height, transform }) => {
        const [x, y] = transform.slice(4);
        return { text: str, index, sheet: { right, top }, x, y, right: x + width, top: y + height, size: height };
      });
  });
  return (await Promise.all(sheets)).flat();
}

const isOutside = ({ x, y, right, top, sheet }) => x < 0 || y < 0 || right > sheet.right || top > sheet.top;
/** Returns true if two texts lie on each other; their boxes have room for accents. */
const overlap = (a, b) =>
  a.index === b.index && a.x < b.right - 1 && b.x < a.right - 1 && a.y < b.top - 3 && b.y < a.top - 3;

describe('pages on paper', { timeout: 120_000 }, () => {
  let site, browser;
  before(async () => {
    [site, browser] = await Promise.all([startSite(), launch()]);
  });
  after(() => Promise.all([browser.close(), site.close()]));

  for (const [what, width, root, labels] of [
    ['a wide window', 1600, '', MONTHS],
    // Every third month has room.
    ['a narrow window', 390, '', ['Jan 2026', 'Apr']],
    ['a dark page', 1280, 'style="color-scheme: dark"', MONTHS],
  ]) {
    it(`whole charts and cards are printed from ${what}, in readable sizes and without controls`, async () => {
      const html = `<!doctype html><html lang="en" ${root}><title>Page</title><link rel="icon" href="data:,">
        <script type="module" src="/dist/define.js"></script><body>${PAGE}`;
      const page = await open(browser, site.page(html), { viewport: { width, height: 900 } });
      const texts = await print(page);
      assert.deepEqual(texts.filter(isOutside), []);
      const pairs = texts.flatMap((a, i) => texts.slice(i + 1).map((b) => [a, b]));
      assert.deepEqual(
        pairs.filter(([a, b]) => overlap(a, b)).map(([a, b]) => `${a.text} on ${b.text}`),
        [],
      );
      const found = texts.map(({ text }) => text);
      assert.deepEqual(found.filter((text) => MONTHS.includes(text)).sort(), [...MONTHS, ...labels].sort());
      assert.deepEqual(
        found.filter((text) => CONTROLS.includes(text)),
        // The names of two figures.
        ['Views', 'Downloads'],
      );
      const sizes = texts.map(({ size }) => size);
      assert.ok(Math.min(...sizes) > 5, `${Math.min(...sizes)} pt`);
      const ofLabels = texts.filter(({ text }) => MONTHS.includes(text)).map(({ size }) => size);
      assert.ok(Math.max(...ofLabels) < 16, `${Math.max(...ofLabels)} pt`);
      // The page is drawn for the screen again, and prints the same once more.
      assert.deepEqual((await print(page)).map(({ text }) => text).sort(), found.toSorted());
      assert.deepEqual([page.errors, page.log, await page.statsErrors()], [[], [], []]);
      await page.close();
    });
  }
});
