/** Packs the package, and installs it in copies of the hosts outside the repository. */
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../scripts/run.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const NAME = 'repository-stats-widgets';
const MADE_FROM = ['src', 'components', 'layouts', 'scripts', 'package.json', 'vite.config.ts'];

export const hashOf = (content) => createHash('sha256').update(content).digest('hex').slice(0, 16);
const json = (path) => JSON.parse(readFileSync(path, 'utf8'));

/**
 * The folder of all installed hosts. It is kept, so that a second run need not install them again. A folder in
 * `node_modules` would not do: hosts would find packages there that they lack, and bundlers treat code below
 * `node_modules` in another way. Its name has a hash, since several copies of the repository may be in use.
 */
export const FOLDER = join(tmpdir(), `${NAME}-hosts-${hashOf(root)}`);

async function must(command, options) {
  const { code, output } = await run(command, options);
  if (code) throw new Error(`${command}\n${output}`);
  return output;
}

/** Returns the time of the latest change below a path. */
const changedAt = (path) =>
  statSync(path).isFile()
    ? statSync(path).mtimeMs
    : Math.max(0, ...readdirSync(path).map((name) => changedAt(join(path, name))));

/** Builds the package, unless the build is newer than all that it is made from. */
export async function build() {
  const built = join(root, 'dist/vscode.css-custom-data.json');
  const changed = Math.max(...MADE_FROM.map((path) => changedAt(join(root, path))));
  if (!existsSync(built) || statSync(built).mtimeMs < changed)
    await must('npm run build', { cwd: root, limit: 600_000 });
}

/**
 * Packs the package as it would be published.
 * @returns the path of its tarball
 */
export async function pack() {
  mkdirSync(FOLDER, { recursive: true });
  const command = `npm pack --ignore-scripts --json --pack-destination "${FOLDER}"`;
  const output = await must(command, { cwd: root, limit: 120_000 });
  // npm before version 12 prints a list, later ones an object with a key for each package.
  const [{ filename }] = Object.values(JSON.parse(output.slice(output.search(/^[[{]/m))));
  return join(FOLDER, filename);
}

/** Copies the source of a host into its folder. What is installed there stays. */
function copy(host, folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (name !== 'node_modules') rmSync(join(folder, name), { recursive: true, force: true });
  }
  cpSync(join(root, 'test/hosts', host), folder, { recursive: true });
}

/** Extracts the packed package in place of the installed one. */
async function extract(folder, tarball) {
  const target = join(folder, 'node_modules', NAME);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  await must(`tar -x -f "${tarball}" -C "${target}" --strip-components=1`);
}

/**
 * Installs a host with the packed package from the registry. If only the files of the package have changed since the
 * last time, only they are replaced.
 * @returns its folder
 */
export async function install(host, tarball, limit) {
  const folder = join(FOLDER, host);
  copy(host, folder);
  const manifest = json(join(folder, 'package.json'));
  const { dependencies } = JSON.parse(await must(`tar -x -O -f "${tarball}" package/package.json`));
  const needed = hashOf(JSON.stringify([manifest, dependencies]));
  const stamp = join(folder, 'node_modules', '.installed');
  manifest.dependencies = { ...manifest.dependencies, [NAME]: `file:${tarball}` };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === needed) {
    await extract(folder, tarball);
    return folder;
  }
  rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
  await must('npm install --no-package-lock --no-audit --no-fund --prefer-offline', { cwd: folder, limit });
  writeFileSync(stamp, needed);
  return folder;
}

/**
 * Prepares a host without the registry: the packed package is extracted, and all other packages are those of the
 * repository.
 * @returns its folder
 */
export async function link(host, tarball) {
  const folder = join(FOLDER, 'linked', host);
  copy(host, folder);
  const { dependencies, devDependencies } = json(join(folder, 'package.json'));
  rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
  await extract(folder, tarball);
  const packages = { ...dependencies, ...devDependencies, ...json(join(root, 'package.json')).dependencies };
  for (const name of Object.keys(packages)) {
    const target = join(folder, 'node_modules', name);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), target, 'dir');
  }
  symlinkSync(join(root, 'node_modules', '.bin'), join(folder, 'node_modules', '.bin'), 'dir');
  return folder;
}
