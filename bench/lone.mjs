/** Measures pages with one lone widget and with two hundred of the same source. */
import { withBrowser } from './browser.mjs';
import { load } from './load.mjs';
import { summaries } from './statistics.mjs';

export const lone = (size, count) => `/page?${new URLSearchParams({ kind: 'lone', size, range: 'yearToDate', count })}`;

/** @returns the times of pages by their number of widgets */
export async function measureLone(server, { size, runs, counts = [1, 200] }) {
  const results = {};
  for (const count of counts) {
    const rows = [];
    for (let run = 0; run < runs; run++) {
      await withBrowser(async (context) => rows.push((await load(context, server, lone(size, count))).times));
    }
    results[count] = summaries(rows);
  }
  return results;
}
