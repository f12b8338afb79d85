/**
 * npm test: types, style, tests in the browser, tests of the builder, the package, whole pages; stops at the first step that fails.
 *
 *     npm test -- --quick                     leaves out the build, the package and the pages
 *     npm test -- --grep-files 'data/day'     runs only the browser tests in files whose path matches
 */
import { fork } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { run as runNodeTests } from 'node:test';
import { spec } from 'node:test/reporters';
import { parseArgs } from 'node:util';
import { installFirefox } from './firefox.mjs';
import { installPhp } from './php.mjs';
import { run } from './run.mjs';
import { installTemplates } from './templates.mjs';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' }, 'grep-files': { type: 'string' } } });
const pattern = options['grep-files'];

/** Fails for circular imports, types included. Code that is loaded later may import the code that loads it. */
const CYCLES =
  "dpdm --exit-code circular:1 --no-tree --no-warning --no-progress --skip-dynamic-imports circular 'src/*.ts' 'layouts/*.ts'";

/** Packs the package and resolves its entry points as TypeScript does. It is for `import` only. */
const ATTW =
  'attw --pack . --profile esm-only --include-entrypoints components/stats-figure.js components/stats-element.js';

/** Time limit for a file of page tests, in milliseconds. */
const LONGEST_FILE = 300_000;

const totals = { passed: 0, failed: 0, skipped: 0 };

function add(counted) {
  for (const kind of Object.keys(totals)) totals[kind] += counted[kind] ?? 0;
}

/** Runs a command as one test, and prints its output if it fails. */
async function check(name, command) {
  const start = Date.now();
  const { code, output } = await run(command);
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.log(`${code ? '✗' : '✓'} ${name} (${seconds} s)${code ? `\n${output}` : ''}`);
  add({ [code ? 'failed' : 'passed']: 1 });
}

/** Runs commands by their names, two at a time: most of them use one core only. The longest come first. */
async function checkAll(commands) {
  const left = Object.entries(commands);
  const checkNext = async () => {
    for (let next; (next = left.shift());) await check(...next);
  };
  await Promise.all([checkNext(), checkNext()]);
}

async function browserTests() {
  const env = { ...process.env, TEST_FILES: pattern ?? '' };
  const runner = fork('node_modules/@web/test-runner/dist/bin.js', [], { env });
  let counted = {};
  runner.on('message', (message) => (counted = message));
  const code = await new Promise((resolve) => runner.on('close', resolve));
  // An aborted run sends no totals.
  add(code && !counted.failed ? { ...counted, failed: 1 } : counted);
}

/** Runs the files of tests for Node in a folder, two at a time, since tests wait now and then; the time limit ends those that hang. */
async function nodeTests(folder, ending) {
  const names = readdirSync(folder).filter((name) => name.endsWith(ending));
  const files = names.map((name) => `${folder}/${name}`);
  const results = runNodeTests({ files, concurrency: 2, timeout: LONGEST_FILE });
  for (const [event, kind] of Object.entries({ 'test:pass': 'passed', 'test:fail': 'failed' })) {
    results.on(event, ({ details, skip, todo }) => {
      // A suite is no test, unless it fails by itself (in a hook).
      if (details.type === 'suite' && (details.error?.failureType ?? 'subtestsFailed') === 'subtestsFailed') return;
      add({ [skip === undefined && todo === undefined ? kind : 'skipped']: 1 });
    });
  }
  for await (const text of results.compose(spec)) process.stdout.write(text);
}

/** Tests of builder/, in TypeScript: the processes of the tests inherit the option by which Node reads it. */
async function builderTests() {
  const { NODE_OPTIONS } = process.env;
  // An address, because tests also start processes in other folders.
  process.env.NODE_OPTIONS = `${NODE_OPTIONS ?? ''} --import ${import.meta.resolve('tsx')}`;
  await nodeTests('builder/test', '.test.ts');
  if (NODE_OPTIONS === undefined) delete process.env.NODE_OPTIONS;
  else process.env.NODE_OPTIONS = NODE_OPTIONS;
}

async function pageTests() {
  await programs;
  await nodeTests('test/pages', '.test.mjs');
}

const steps = {
  'Types and style': () =>
    checkAll({
      lint: 'eslint .',
      types: 'tsc --noEmit',
      format: 'prettier --check .',
      'no circle of imports': CYCLES,
    }),
  'Tests in the browser': browserTests,
  'Tests of the builder': builderTests,
  Build: () => check('build', 'node scripts/build.mjs'),
  Package: () =>
    checkAll({
      'types in react': 'node scripts/check-types.mjs react',
      'every entry point has types': ATTW,
      'types in script': 'node scripts/check-types.mjs script',
      'the types compile for a user': 'tsc -p test/package',
      'package.json and files agree': 'publint --strict',
      size: 'size-limit',
    }),
  Pages: pageTests,
};
const quick = ['Types and style', 'Tests in the browser', 'Tests of the builder'];
const chosen = pattern ? ['Tests in the browser'] : options.quick ? quick : Object.keys(steps);

// Runs beside the other steps, because it takes a while. One after the other: apt-get runs once at a time.
const programs = chosen.includes('Pages') ? installFirefox().then(installPhp).then(installTemplates) : undefined;

for (const name of chosen) {
  console.log(`\n── ${name} ──`);
  try {
    await steps[name]();
  } catch (error) {
    console.error(error);
    add({ failed: 1 });
  }
  if (totals.failed) {
    console.log(`\n── ${name}: failed, nothing further was tried ──`);
    break;
  }
}

console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed ? 1 : 0;
