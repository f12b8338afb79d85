/** Measures the time from an input to the changed page, with fifteen years loaded. */
import { withBrowser } from './browser.mjs';
import { dashboard, load } from './load.mjs';
import { sample, startProfile, timeOutside } from './profile.mjs';
import { quantile } from './statistics.mjs';

/** The presets that are chosen from "all time" and back; all of them are offered by month. */
const RANGES = ['12months', 'allTime', '24months', 'allTime', 'yearToDate', 'allTime'];
const GRANULARITIES = ['day', 'week', 'quarter', 'year', 'month'];
const PARTS = ['resourceTypes', '', 'countries', '', 'affiliations', ''];
const COMPARISONS = ['year', 'none', 'previous', 'none'];

/** The inputs in order, each after everything has been drawn: kind, control, value. */
const script = ([content, contributions, traffic, usage]) => [
  ...[contributions, traffic, usage].map((tab) => ['tab, first time', 'tab', tab]),
  ...[content, contributions, traffic, usage].map((tab) => ['tab, again', 'tab', tab]),
  ...[1, 2, 0].map((at) => ['metric', 'metric', at]),
  ...GRANULARITIES.map((value) => ['granularity', 'granularity', value]),
  ...PARTS.map((value) => ['breakdown', 'breakdown', value]),
  [undefined, 'breakdown', 'resourceTypes'],
  ...GRANULARITIES.map((value) => ['granularity, broken down', 'granularity', value]),
  ...[1, 2, 0].map((at) => ['metric, broken down', 'metric', at]),
  [undefined, 'breakdown', ''],
  ...RANGES.map((value) => ['range', 'range', value]),
  ...COMPARISONS.map((value) => ['comparison', 'comparison', value]),
];

/** Returns the names of the built files that hold Vega. */
const runtimeFiles = (files) => {
  const found = [...files].filter(([, { text }]) => text.includes('Unrecognized signal name'));
  return new Set(found.map(([path]) => path.split('/').at(-1)));
};

/** Loads the dashboard and makes every input once; `each` gets kind, value and the measurement. */
async function once(context, server, size, each, before = async () => undefined) {
  const { page } = await load(context, server, dashboard(size));
  const tabs = await page.evaluate(() => globalThis.bench.tabs());
  await before(page);
  for (const [kind, control, value] of script(tabs)) {
    const sample = await page.evaluate(([what, to]) => globalThis.bench.use(what, to), [control, value]);
    if (kind) await each(kind, value, sample);
  }
  const complaints = await page.evaluate(() => globalThis.bench.complaints());
  if (complaints.length) console.warn(`interactions: ${complaints.join('; ')}`);
}

/**
 * Measures interactions.
 * @returns by kind of interaction: milliseconds to the next painted frame, until all is drawn and until frames follow
 *   without delay (median, p95, longest), its longest task, the part of tasks over 50 ms that is not Vega's (from a
 *   separate run with the profiler, which takes time itself), and all samples
 */
export async function measureInteractions(server, { size, runs, profile }) {
  const samples = new Map();
  for (let run = 0; run < runs; run++) {
    await withBrowser((context) =>
      once(context, server, size, (kind, value, { tasks, ...sample }) => {
        const longest = Math.max(0, ...tasks.map(({ duration }) => duration));
        if (!samples.has(kind)) samples.set(kind, []);
        samples.get(kind).push({ value, ...sample, longest });
      }),
    );
  }
  const own = await ownTasks(server, size);
  if (profile) await profiled(server, size, profile);
  return Object.fromEntries([...samples].map(([kind, rows]) => [kind, { ...summarize(rows), own: own.get(kind) }]));
}

/** Returns the longest part of a task over 50 ms that is not Vega's, by kind. */
async function ownTasks(server, size) {
  const runtime = runtimeFiles(server.files);
  const seen = [];
  const result = await withBrowser(async (context) => {
    let stop;
    await once(
      context,
      server,
      size,
      (kind, value, { tasks }) => void seen.push({ kind, tasks }),
      async (page) => (stop = await sample(page)),
    );
    return stop();
  });
  const longest = new Map();
  for (const { kind, tasks } of seen) {
    const times = tasks.map((task) => timeOutside(result, task, runtime));
    longest.set(kind, Math.max(longest.get(kind) ?? 0, ...times));
  }
  return longest;
}

/** Repeats the inputs for a profile. */
const profiled = (server, size, name) =>
  withBrowser(async (context) => {
    let stop;
    const start = async (page) => (stop = await startProfile(page, `${name}-interactions`));
    await once(context, server, size, () => undefined, start);
    await stop();
  });

function summarize(samples) {
  const of = (key) => {
    const values = samples.map((row) => row[key]);
    return { median: quantile(values, 0.5), p95: quantile(values, 0.95), max: Math.max(...values) };
  };
  const keys = ['painted', 'settled', 'ready', 'blocked', 'longest'];
  return { count: samples.length, ...Object.fromEntries(keys.map((key) => [key, of(key)])), samples };
}
