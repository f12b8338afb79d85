/** Measures the loading of pages from the start of the navigation, with an empty and with a full cache. */
import { withBrowser } from './browser.mjs';
import { startProfile } from './profile.mjs';
import { sum, summaries } from './statistics.mjs';

/** The pages: all years of each size, and the tab with the largest bodies of the largest size. */
export const SHOWN = {
  S: { size: 'S', range: 'yearToDate' },
  M: { size: 'M', range: 'allTime', years: 5 },
  L: { size: 'L', range: 'allTime', years: 15 },
  'L, traffic': { size: 'L', range: 'allTime', years: 15, tab: 'traffic' },
};

export const dashboard = (shown) => `/page?${new URLSearchParams({ kind: 'dashboard', ...SHOWN[shown] })}`;

/** Opens a page and returns the times until all has been drawn. */
export async function load(context, server, address, profile) {
  const page = await context.newPage();
  page.setDefaultTimeout(180_000);
  await page.goto(`${server.origin}/blank`);
  server.forget();
  const stop = profile ? await startProfile(page, profile) : undefined;
  await page.goto(`${server.origin}${address}`, { waitUntil: 'commit' });
  const { firstNumber, allDrawn, firstChart, complaints } = await page.evaluate(() => globalThis.bench.load());
  const asked = [...server.asked];
  const { blocked, longest } = await page.evaluate(() => globalThis.bench.afterLoad());
  await stop?.();
  if (complaints.length) console.warn(`${address}: ${complaints.join('; ')}`);
  const times = { firstNumber, allDrawn, ...(firstChart && { firstChart }), blocked, longest };
  return { page, asked, times: { ...times, requests: asked.length, bytes: sum(asked.map(({ bytes }) => bytes)) } };
}

/** Returns the milliseconds of JSON.parse for the bodies of requests, and their uncompressed size. */
async function parseTime(context, server, asked) {
  const page = await context.newPage();
  page.setDefaultTimeout(180_000);
  await page.goto(`${server.origin}/blank`);
  const addresses = asked.map(({ size, year, stat }) => `/${size}/body/${year}/${stat}`);
  const result = await page.evaluate(async (all) => {
    let [time, length] = [0, 0];
    for (const address of all) {
      const text = await (await fetch(address)).text();
      const start = performance.now();
      JSON.parse(text);
      time += performance.now() - start;
      length += text.length;
    }
    return { jsonParse: time, bodies: length };
  }, addresses);
  await page.close();
  return result;
}

/**
 * Measures loading.
 * @returns for each page in SHOWN with one of the sizes: its times with an empty and a full cache, and those of
 *   JSON.parse for the requested bodies (empty cache)
 */
export async function measureLoad(server, { sizes, runs, profile }) {
  const results = {};
  for (const [shown, { size }] of Object.entries(SHOWN)) {
    if (!sizes.includes(size)) continue;
    const rows = { cold: [], warm: [], yardstick: [] };
    // A profiler slows everything down, so that profiles come from a separate run.
    for (let run = profile ? -1 : 0; run < runs; run++) {
      await withBrowser(async (context) => {
        const name = (cache) => run < 0 && `${profile}-${shown.replace(/\W+/g, '-')}-${cache}`;
        const cold = await load(context, server, dashboard(shown), name('cold'));
        await server.quiet();
        await cold.page.close();
        const warm = await load(context, server, dashboard(shown), name('warm'));
        await server.quiet();
        // Includes requests in the background after everything has been drawn. A year without numbers is requested on
        // each visit.
        const finished = server.asked.filter(
          ({ year }) => year !== server.lastYears[size] && server.years[size].includes(Number(year)),
        );
        await warm.page.close();
        if (run < 0) return;
        rows.cold.push(cold.times);
        rows.warm.push({ ...warm.times, finishedYears: finished.length });
        rows.yardstick.push(await parseTime(context, server, cold.asked));
      });
    }
    results[shown] = Object.fromEntries(Object.entries(rows).map(([name, each]) => [name, summaries(each)]));
    console.log(`  ${shown}: ${JSON.stringify(brief(results[shown]))}`);
  }
  return results;
}

const brief = (value) =>
  'median' in value
    ? Math.round(value.median)
    : Object.fromEntries(Object.entries(value).map(([key, each]) => [key, brief(each)]));
