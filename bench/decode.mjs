/** Measures decoding in a worker, compared to JSON.parse of the same bodies in the same worker. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { withBrowser } from './browser.mjs';
import { sum, summaries } from './statistics.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const SCAN = 'src/sources/stats-body/decode-bytes.ts';

/** The code that decodes bytes, or parsed JSON in older versions. */
const DECODERS = {
  scan: `import { decodeBytes } from '/${SCAN}';
    export const decode = decodeBytes;`,
  parsed: `import { decodeAnswer } from '/src/sources/stats-body/decode.ts';
    export const decode = (bytes, ...rest) => decodeAnswer(JSON.parse(new TextDecoder().decode(bytes)), ...rest);`,
};

const WORKER = `
  import { STATISTIC_KEYS } from '/src/sources/stats-body/statistic-keys.ts';
  import { decode } from 'virtual:decoder';
  const statistics = Object.fromEntries(Object.entries(STATISTIC_KEYS).map(([statistic, key]) => [key, statistic]));
  onmessage = async ({ data: addresses }) => {
    try {
      const rows = [];
      for (const address of addresses) {
        const [stat, year] = address.split('/').reverse();
        const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
        const size = bytes.length;
        let text = new TextDecoder().decode(bytes);
        const start = performance.now();
        JSON.parse(text);
        const parsed = performance.now();
        text = undefined;
        const before = performance.now();
        const { tables } = await decode(bytes, statistics[stat], Number(year), 0);
        const after = performance.now();
        rows.push({ stat, size, jsonParse: parsed - start, decode: after - before, tables: tables.length });
      }
      postMessage(rows);
    } catch (error) {
      postMessage(String(error.stack ?? error));
    }
  };`;

/** Builds the script of the worker from the sources. */
async function bundle(decoder) {
  const sources = { 'virtual:worker': WORKER, 'virtual:decoder': decoder };
  const { output } = await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [
      {
        name: 'virtual',
        resolveId: (id) => (id in sources ? `\0${id}` : id.startsWith('/src/') ? `${root}${id.slice(1)}` : undefined),
        load: (id) => sources[id.slice(1)],
      },
    ],
    build: { write: false, target: 'es2022', rolldownOptions: { input: 'virtual:worker' }, modulePreload: false },
  });
  return output[0].code;
}

/**
 * Measures decoding.
 * @returns milliseconds for all bodies of a size, and their ratio; also by statistic
 */
export async function measureDecode(server, { size, years, runs }) {
  const decoder = existsSync(`${root}${SCAN}`) ? 'scan' : 'parsed';
  server.extra.set('decode.js', await bundle(DECODERS[decoder]));
  const stats = ['record-delta', 'record-snapshot', 'usage-delta', 'usage-snapshot'].map((name) => `${name}-category`);
  const addresses = years.flatMap((year) => stats.map((stat) => `/${size}/body/${year}/${stat}`));
  const rows = [];
  const byStat = Object.fromEntries(stats.map((stat) => [stat, []]));
  for (let run = 0; run < runs; run++) {
    await withBrowser(async (context) => {
      const page = await context.newPage();
      page.setDefaultTimeout(180_000);
      await page.goto(`${server.origin}/blank`);
      const found = await page.evaluate(
        (all) =>
          new Promise((resolve) => {
            const worker = new Worker('/extra/decode.js', { type: 'module' });
            worker.onmessage = ({ data }) => resolve(data);
            worker.onerror = ({ message }) => resolve(`worker: ${message}`);
            worker.postMessage(all);
          }),
        addresses,
      );
      if (typeof found === 'string') throw new Error(found);
      const total = (some) => {
        const [jsonParse, decode] = [sum(some.map((row) => row.jsonParse)), sum(some.map((row) => row.decode))];
        const bytes = sum(some.map((row) => row.size));
        return { jsonParse, decode, ratio: decode / jsonParse, perMegabyte: decode / (bytes / 1e6) };
      };
      rows.push(total(found));
      for (const stat of stats) byStat[stat].push(total(found.filter((row) => row.stat === stat)));
    });
  }
  const entries = Object.entries(byStat).map(([stat, each]) => [stat, summaries(each)]);
  return { decoder, ...summaries(rows), statistics: Object.fromEntries(entries) };
}
