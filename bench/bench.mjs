/**
 * Measures how fast the built library is: `npm run bench`, or a part of it:
 * `npm run bench -- --only=load,interactions --runs=3 --sizes=S,L --profile=name --dist=folder`
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SIZES, bodies } from './bodies.mjs';
import { withBrowser } from './browser.mjs';
import { measureDecode } from './decode.mjs';
import { measureInteractions } from './interactions.mjs';
import { dashboard, measureLoad } from './load.mjs';
import { lone, measureLone } from './lone.mjs';
import { machine } from './machine.mjs';
import { measureMemory } from './memory.mjs';
import { keep, table } from './report.mjs';
import { serve } from './server.mjs';
import { measureServices } from './services.mjs';
import { measureWeight } from './weight.mjs';

const RUNS = 5;
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    runs: { type: 'string', default: String(RUNS) },
    sizes: { type: 'string', default: SIZES.join() },
    profile: { type: 'string' },
    dist: { type: 'string' },
  },
});
const runs = Number(values.runs);
const sizes = values.sizes.split(',');
const { profile } = values;
/** The size with the most years. */
const size = SIZES.findLast((each) => sizes.includes(each));

/** The measurements, in order. */
const PARTS = {
  weight: async (server) => ({
    dashboard: await measureWeight(server, dashboard(sizes[0])),
    lone: await measureWeight(server, lone(sizes[0], 1)),
  }),
  load: (server) => measureLoad(server, { sizes, runs, profile }),
  decode: (server) => measureDecode(server, { size, years: server.years[size], runs }),
  interactions: (server) => measureInteractions(server, { size, runs, profile }),
  memory: (server) => measureMemory(server, { size, runs }),
  lone: (server) => measureLone(server, { size: sizes[0], runs }),
  services: (server) => measureServices(server, { runs }),
};
const parts = values.only?.split(',') ?? Object.keys(PARTS);
const unknown = [...parts.filter((part) => !(part in PARTS)), ...sizes.filter((each) => !SIZES.includes(each))];
if (unknown.length || !(runs > 0)) {
  console.error(`Parts: ${Object.keys(PARTS).join()}; sizes: ${SIZES.join()}; unknown: ${unknown.join() || 'runs'}`);
  process.exit(1);
}

const root = fileURLToPath(new URL('../', import.meta.url));
const dist = values.dist ? resolve(values.dist) : join(root, 'dist');
if (!values.dist) build();
// The fake services make their own answers.
const made = bodies(parts.every((part) => part === 'services') ? [] : sizes);
const server = await serve(dist, made.sizes);
try {
  const results = {
    machine: { ...machine(), browser: await withBrowser((context) => context.browser()?.version()) },
    bodies: {
      generator: made.generator,
      ...Object.fromEntries(
        Object.entries(made.sizes).map(([each, { meta }]) => [each, { raw: meta.raw, gzip: meta.gzip }]),
      ),
    },
    runs,
  };
  for (const part of parts) {
    console.log(`${part} …`);
    results[part] = await PARTS[part](server);
  }
  console.log(`\n${table(results)}`);
  const whole = runs >= RUNS && !values.only && !values.dist && sizes.join() === SIZES.join();
  if (whole) keep(results);
  else console.log('\nA part of the whole: results.json and the README have been left alone.');
} finally {
  server.close();
}

/** Builds dist/ unless it is newer than all its sources. */
function build() {
  const newest = (folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.test\.ts$/.test(entry.name))
      .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);
  const built = statSync(join(dist, 'vscode.html-custom-data.json'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = Math.max(
    ...['src', 'components', 'layouts'].map(newest),
    ...['package-lock.json', 'vite.config.ts'].map((file) => statSync(join(root, file)).mtimeMs),
  );
  if (built > sources) return;
  console.log('npm run build');
  const { status } = spawnSync('npm', ['run', 'build', '--silent'], { cwd: root, stdio: 'inherit' });
  if (status) process.exit(status);
}
