/**
 * Builds a small application in every framework and bundler of test/hosts/ with the packed package, opens it, and checks
 * that it shows the same as a page with the script tag.
 *
 *     npm run hosts                       every host
 *     npm run hosts -- react-19 vue       only these
 *     npm run hosts -- --resume           only those that have not passed with this package
 *     npm run hosts -- --package x.tgz    with another package than that of this repository
 *
 * Prints a table in Markdown, and every failure with its reason.
 */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FOLDER, build, hashOf, install, pack } from '../test/hosts/install.mjs';
import { HOSTS } from '../test/hosts/hosts.mjs';
import { CHECKS, checkHost, reference } from '../test/hosts/run.mjs';
import { launch } from '../test/pages/browser.mjs';

// No tool of a host reports to its makers.
Object.assign(process.env, {
  ASTRO_TELEMETRY_DISABLED: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  NG_CLI_ANALYTICS: 'false',
  NUXT_TELEMETRY_DISABLED: '1',
});

/** Time limit for an installation, in milliseconds. */
const INSTALLS = 400_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { resume: { type: 'boolean' }, package: { type: 'string' } },
});
const unknown = positionals.filter((name) => !(name in HOSTS));
if (unknown.length) throw new Error(`no such host: ${unknown}; there are ${Object.keys(HOSTS).join(', ')}`);
const names = positionals.length ? positionals : Object.keys(HOSTS);

await build();
const tarball = values.package ? resolve(values.package) : await pack();
const packed = hashOf(readFileSync(tarball));
console.log(`${tarball}: ${(statSync(tarball).size / 1e6).toFixed(2)} MB`);

const file = join(FOLDER, 'results.json');
const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
const passed = (name) => results[name]?.packed === packed && !results[name].failed;
mkdirSync(join(FOLDER, 'pictures'), { recursive: true });

const browser = await launch();
const expected = await reference(browser);
for (const name of names) {
  if (values.resume && passed(name)) continue;
  const start = Date.now();
  const cells = await checkHost(name, { browser, expected, install: () => install(name, tarball, INSTALLS) });
  const failed = Object.values(cells).filter(({ failure }) => failure).length;
  results[name] = { packed, failed, cells };
  writeFileSync(file, JSON.stringify(results, null, 2));
  console.log(`${failed ? '✗' : '✓'} ${name} (${Math.round((Date.now() - start) / 1000)} s)`);
  for (const [check, { failure }] of Object.entries(cells)) if (failure) console.log(`  ${check}: ${failure}`);
}
await browser.close();

const cell = (made) => (made ? textOf(made) : '');
const textOf = ({ failure, skipped, value }) => (failure ? '✗' : skipped ? '–' : (value ?? '✓'));
const row = (cells) => `| ${cells.join(' | ')} |`;
console.log(`\n${row(['host', ...CHECKS])}\n${row(['---', ...CHECKS.map(() => '---')])}`);
for (const name of names) console.log(row([name, ...CHECKS.map((check) => cell(results[name].cells[check]))]));
const reasons = new Map();
for (const name of names) {
  for (const [check, { skipped }] of Object.entries(results[name].cells)) {
    const reason = skipped && `${check}: ${skipped}`;
    if (reason) reasons.set(reason, [...(reasons.get(reason) ?? []), name]);
  }
}
if (reasons.size) console.log('\n– skipped:');
for (const [reason, hosts] of reasons) console.log(`- ${reason} (${hosts.join(', ')})`);
process.exitCode = names.some((name) => results[name].failed) ? 1 : 0;
