/**
 * npm run release: tries a release of the commit that is checked out, and leaves everything as it was.
 *
 *     npm run release -- --publish     commits the new version, publishes it and tags it
 *
 * A version that the pending changesets ask for is set first. `npm publish` runs all tests (`prepublishOnly`).
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { atVersion } from './snippet.mjs';

const { publish } = parseArgs({ options: { publish: { type: 'boolean' } } }).values;

/** Runs a command, and shows what it prints. */
const run = (command, ...args) => void execFileSync(command, args, { stdio: 'inherit' });
const read = (command, ...args) => execFileSync(command, args, { encoding: 'utf8' }).trim();
const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
const manifest = () => JSON.parse(readFileSync('package.json', 'utf8'));

/** Files that contain addresses with the version. */
const ADDRESSES = ['README.md', 'stories/start.mdx', ...filesIn('stories/guides')];

/** Sets the version in every file that has it, and describes it in CHANGELOG.md. */
function setVersion() {
  run('npx', 'changeset', 'version');
  run('npm', 'install', '--package-lock-only', '--ignore-scripts');
  for (const file of ADDRESSES) writeFileSync(file, atVersion(readFileSync(file, 'utf8'), manifest().version));
}

if (read('git', 'status', '--porcelain')) {
  console.error('Commit or remove your changes first: git status lists them.');
  process.exit(1);
}

const isPending = readdirSync('.changeset').some((name) => name.endsWith('.md') && name !== 'README.md');
try {
  if (isPending) setVersion();
  const { version, repository } = manifest();
  if (read('git', 'tag', '--list', `v${version}`))
    throw new Error(`v${version} is tagged: add a changeset for the next version.`);
  // Only these services vouch for where a package was built, and only of a repository that the package names.
  const isVouched = repository && (process.env.ACTIONS_ID_TOKEN_REQUEST_URL ?? process.env.SIGSTORE_ID_TOKEN);
  // Tests see the version as it will be committed.
  run('npm', 'publish', '--dry-run');
  if (publish) {
    if (isPending) run('git', 'commit', '--all', '--message', `chore: release ${version}`);
    // The same files: their tests have just passed.
    run('npm', 'publish', '--ignore-scripts', ...(isVouched ? ['--provenance'] : []));
    run('git', 'tag', '--annotate', `v${version}`, '--message', `Version ${version}`);
    console.log(`\nPublished ${version}. Now push it: git push --follow-tags`);
  } else {
    console.log(`\nReady to publish ${version}: npm run release -- --publish`);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  // The tree was clean when the script began.
  run('git', 'restore', '.');
}
