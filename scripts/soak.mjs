/**
 * npm run soak: tests that take minutes. Elements are added and removed a thousand times without leaks, tests of whole pages try
 * all rows of their tables (`npm test` tries some, see test/pages/thorough.mjs), property tests run a hundred times as often, and the
 * coverage of the code by its tests is measured.
 *
 *     npm run soak -- --cycles 200 --only 'dashboard|pie'      fewer, and only elements whose name matches, and no tests
 */
import { readFileSync, readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { launch } from '../test/pages/browser.mjs';
import { growth, leaks, prepare } from '../test/pages/leaks.mjs';
import { startSite } from '../test/pages/server.mjs';
import { run } from './run.mjs';

const { values } = parseArgs({ options: { cycles: { type: 'string', default: '1000' }, only: { type: 'string' } } });
const cycles = Number(values.cycles);
const only = new RegExp(values.only ?? '');

const CHOICE = 'today="2026-06-15" range="2025-01-01/2025-12-31" granularity="month"';
const SERVICE = `src="/api/stats-dashboard" ${CHOICE}`;
const breakdown = (view) =>
  `<stats-breakdown ${SERVICE} breakdown="countries" metric="views" view="${view}"></stats-breakdown>`;

const ELEMENTS = {
  dashboard: `<stats-dashboard ${SERVICE} tab="usage"></stats-dashboard>`,
  'dashboard, invented': `<stats-dashboard test-data ${CHOICE}></stats-dashboard>`,
  'dashboard, composed': `<stats-dashboard ${SERVICE}><stats-figure metric="views"></stats-figure>
    <stats-export></stats-export></stats-dashboard>`,
  figure: `<stats-figure ${SERVICE} metric="views" compare="previous"></stats-figure>`,
  list: breakdown('list'),
  pie: breakdown('pie'),
  table: breakdown('table'),
  map: `<stats-map ${SERVICE} metric="views"></stats-map>`,
  line: `<stats-timeline ${SERVICE} metrics="views downloads"></stats-timeline>`,
  bars: `<stats-timeline ${SERVICE} metrics="views" chart-type="bar" breakdown="countries"></stats-timeline>`,
  records: `<stats-top-records ${SERVICE}></stats-top-records>`,
  export: `<stats-export ${SERVICE}></stats-export>`,
};

/** The ways of a cycle: to its end; for some elements also aborted, or below the viewport, where charts are not drawn. */
const WAYS = { seen: {}, hasty: { hasty: true }, below: { below: true } };
const EVERY_WAY = ['dashboard', 'pie'];
/** Elements with all cycles. The others have a quarter of them, because they consist of the same parts. */
const OFTEN = ['dashboard', 'figure', 'pie', 'line'];

const built = await run('node scripts/build.mjs');
if (built.code) throw new Error(`the build failed\n${built.output}`);
const [site, browser] = await Promise.all([startSite(), launch()]);
const table = [];

for (const [name, html] of Object.entries(ELEMENTS).filter(([name]) => only.test(name))) {
  const count = OFTEN.includes(name) ? cycles : Math.ceil(cycles / 4);
  for (const [way, { below = false, hasty = false }] of Object.entries(WAYS)) {
    if (way !== 'seen' && !EVERY_WAY.includes(name)) continue;
    const page = await browser.newPage();
    await prepare(page);
    await page.goto(
      site.page(
        `<!doctype html><html lang="en"><title>Soak</title><script type="module" src="/dist/define.js"></script>
        <svg height="${below ? 5000 : 1}"></svg><div id="place"></div>`,
      ),
    );
    // Cycles to warm up, because the browser stores execution profiles, too, until all code has run.
    const grown = await growth(page, html, { count, hasty, warm: Math.ceil(cycles / 10) });
    const { heap, nodes, listeners, timers, workers } = grown;
    const leaked = leaks(grown, count).map(({ name, by }) => `${name} +${by}`);
    const perCycle = { bytes: Math.round(heap / count), nodes: nodes / count, listeners: listeners / count };
    table.push({ element: name, way, cycles: count, ...perCycle, timers, workers, leaked: leaked.join(', ') });
    console.log(leaked.length ? '✗' : '✓', name, way, leaked.join(', '));
    await page.close();
  }
}
await Promise.all([browser.close(), site.close()]);

const failed = table.filter(({ leaked }) => leaked).map(({ element, way }) => `${element}, ${way}`);
if (!values.only) {
  const longer = readdirSync('test/pages')
    .map((name) => `test/pages/${name}`)
    .filter((path) => path.endsWith('.test.mjs') && readFileSync(path, 'utf8').includes("from './thorough.mjs'"));
  for (const command of [
    // One after the other, since some of them measure time.
    `SOAK=100 node --test --test-concurrency=1 --test-reporter=spec ${longer.join(' ')}`,
    "SOAK=100 TEST_FILES='hostile|reference|agree|property' web-test-runner",
    'COVERAGE=true web-test-runner',
  ]) {
    const { code, output } = await run(command);
    console.log(`${code ? '✗' : '✓'} ${command}${code ? `\n${output}` : ''}`);
    if (code) failed.push(command);
  }
}
console.log('\nWhat is left of each cycle');
console.table(table);
if (failed.length) console.error(`Failed: ${failed.join('; ')}`);
process.exitCode = failed.length ? 1 : 0;
