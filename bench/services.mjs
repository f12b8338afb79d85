/** Measures dashboards on the fake services of the demo, each of whose answers is delayed as over a network. */
import { withBrowser } from './browser.mjs';
import { load } from './load.mjs';
import { summaries } from './statistics.mjs';

/** The services: milliseconds until an answer begins, and the attributes of the dashboard, as on the pages of the demo. */
export const SERVICES = {
  // Its searches take longer.
  datacite: { delay: 300, attributes: 'src="/datacite/" community="example.repo" range="3years" granularity="month"' },
  dataverse: { delay: 50, attributes: 'src="/dataverse/"' },
  matomo: { delay: 50, attributes: 'src="/matomo/" community="1"' },
  counter: { delay: 50, attributes: 'src="/counter/reports.json"' },
  'invenio-records': {
    delay: 50,
    attributes: 'src="/invenio-records/" date-basis="created" granularity="month"',
  },
};

/** @returns the times of the first and of the next visit, by service */
export async function measureServices(server, { runs }) {
  const results = {};
  for (const service of Object.keys(SERVICES)) {
    const address = `/page?${new URLSearchParams({ kind: 'service', service })}`;
    const rows = { cold: [], warm: [] };
    for (let run = 0; run < runs; run++) {
      await withBrowser(async (context) => {
        for (const visit of ['cold', 'warm']) {
          const { page, times } = await load(context, server, address);
          rows[visit].push(times);
          // Requests in the background, and blocks that are being kept.
          await server.quiet();
          await page.close();
        }
      });
    }
    results[service] = { cold: summaries(rows.cold), warm: summaries(rows.warm) };
    const { requests, firstNumber, allDrawn } = results[service].cold;
    const [count, first, all] = [requests, firstNumber, allDrawn].map(({ median }) => Math.round(median));
    console.log(`  ${service}: ${count} requests, first number ${first} ms, all drawn ${all} ms`);
  }
  return results;
}
